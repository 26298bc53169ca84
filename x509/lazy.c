#include "x509/lazy.h"

/*@ predicate is_value_check(pc_value_check *f) =
        f \in {&pc_subject_key_identifier_check, &pc_authority_key_identifier_check,
               &pc_certificate_policies_check, &pc_policy_mappings_check,
               &pc_issuer_alt_name_check, &pc_name_constraints_check,
               &pc_policy_constraints_check, &pc_inhibit_any_policy_check,
               &pc_freshest_crl_check, &pc_subject_info_access_check,
               &pc_sct_list_check, &pc_tls_feature_check};
*/

/*@ requires \valid(value) && valid_slice(*value) && is_value_check(check);
    assigns *value;
*/
static enum pc_result check_passes(pc_value_check *check, struct pc_slice *value)
{
        /*@ calls pc_subject_key_identifier_check, pc_authority_key_identifier_check,
                  pc_certificate_policies_check, pc_policy_mappings_check,
                  pc_issuer_alt_name_check, pc_name_constraints_check,
                  pc_policy_constraints_check, pc_inhibit_any_policy_check,
                  pc_freshest_crl_check, pc_subject_info_access_check,
                  pc_sct_list_check, pc_tls_feature_check; */
        return check(value);
}

/*@ requires valid_certificate(cert) && kind < PC_EXTENSION_KINDS && \valid(value) && is_value_check(check);
    assigns *value;
    ensures \result == PC_OK ==> part_of(\old(cert->extensions), *value);
*/
enum pc_result pc_checked_value(const struct pc_certificate *cert, enum pc_extension_kind kind,
                                pc_value_check *check, struct pc_slice *value)
{
        struct pc_extension extension;
        enum pc_result code = pc_extension_find(cert, kind, &extension);

        if (code != PC_OK) {
                return code;
        }
        *value = extension.value;
        return check_passes(check, &extension.value);
}
