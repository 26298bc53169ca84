/*
 * x509/'s own: checks of the extensions that are decoded when they are asked for.
 *
 * Each takes an extension's value as its cursor. On success it has consumed all of it; on failure the cursor
 * stands at the error, in whatever inner scope that is.
 */
#ifndef PC_X509_LAZY_H
#define PC_X509_LAZY_H

#include "x509/certificate.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum pc_result pc_value_check(struct pc_slice *in);

pc_value_check pc_subject_key_identifier_check;
pc_value_check pc_authority_key_identifier_check;
pc_value_check pc_certificate_policies_check;
pc_value_check pc_policy_mappings_check;
pc_value_check pc_issuer_alt_name_check;
pc_value_check pc_name_constraints_check;
pc_value_check pc_policy_constraints_check;
pc_value_check pc_inhibit_any_policy_check;
pc_value_check pc_freshest_crl_check;
pc_value_check pc_subject_info_access_check;
pc_value_check pc_sct_list_check;
pc_value_check pc_tls_feature_check;

/*
 * The value of the one extension of its kind, which has passed 'check'. PC_NONE where it is absent,
 * PC_ERR_X509_DUPLICATE where it is repeated, the check's code where it is malformed.
 */
enum pc_result pc_checked_value(const struct pc_certificate *cert, enum pc_extension_kind kind,
                                pc_value_check *check, struct pc_slice *value) PC_MUST_USE;

#ifdef __cplusplus
}
#endif

#endif
