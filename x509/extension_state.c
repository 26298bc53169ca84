#include "x509/certificate.h"
#include "x509/check.h"
#include "x509/lazy.h"

static pc_value_check *const lazy_checks[PC_EXTENSION_KINDS - PC_EXTENSION_CHECKED] = {
        [PC_EXTENSION_SUBJECT_KEY_IDENTIFIER - PC_EXTENSION_CHECKED] = pc_subject_key_identifier_check,
        [PC_EXTENSION_AUTHORITY_KEY_IDENTIFIER - PC_EXTENSION_CHECKED] = pc_authority_key_identifier_check,
        [PC_EXTENSION_CERTIFICATE_POLICIES - PC_EXTENSION_CHECKED] = pc_certificate_policies_check,
        [PC_EXTENSION_POLICY_MAPPINGS - PC_EXTENSION_CHECKED] = pc_policy_mappings_check,
        [PC_EXTENSION_ISSUER_ALT_NAME - PC_EXTENSION_CHECKED] = pc_issuer_alt_name_check,
        [PC_EXTENSION_NAME_CONSTRAINTS - PC_EXTENSION_CHECKED] = pc_name_constraints_check,
        [PC_EXTENSION_POLICY_CONSTRAINTS - PC_EXTENSION_CHECKED] = pc_policy_constraints_check,
        [PC_EXTENSION_INHIBIT_ANY_POLICY - PC_EXTENSION_CHECKED] = pc_inhibit_any_policy_check,
        [PC_EXTENSION_FRESHEST_CRL - PC_EXTENSION_CHECKED] = pc_freshest_crl_check,
        [PC_EXTENSION_SUBJECT_INFO_ACCESS - PC_EXTENSION_CHECKED] = pc_subject_info_access_check,
        [PC_EXTENSION_SCT_LIST - PC_EXTENSION_CHECKED] = pc_sct_list_check,
        [PC_EXTENSION_TLS_FEATURE - PC_EXTENSION_CHECKED] = pc_tls_feature_check,
};

/*@ requires kind < PC_EXTENSION_KINDS && (diag == \null || \valid(diag));
    assigns *diag;
    ensures \result == PC_EXTENSION_MALFORMED;
*/
static enum pc_extension_state malformed(enum pc_extension_kind kind, enum pc_result code, size_t offset,
                                         struct pc_diag *diag)
{
        static const struct pc_diag no_fault;

        if (diag != NULL) {
                *diag = no_fault;
                diag->code = code;
                diag->offset = offset;
                diag->field = (enum pc_field)(PC_FIELD_EXTENSION + kind);
        }
        return PC_EXTENSION_MALFORMED;
}

/* What parsing has found out. */
/*@ requires valid_certificate(cert) && kind < PC_EXTENSION_CHECKED && (diag == \null || \valid(diag));
    assigns *diag;
    ensures \result <= PC_EXTENSION_DUPLICATE;
*/
static enum pc_extension_state checked_state(const struct pc_certificate *cert, enum pc_extension_kind kind,
                                             struct pc_diag *diag)
{
        const struct pc_extension_slot *slot = &cert->index.slot[kind];

        if ((cert->index.seen >> kind & 1) == 0) {
                return PC_EXTENSION_ABSENT;
        }
        return slot->code == PC_OK ? PC_EXTENSION_OK
                                   : malformed(kind, slot->code, slot->offset, diag);
}

/*@ requires \valid(value) && valid_slice(*value) && PC_EXTENSION_CHECKED <= kind < PC_EXTENSION_KINDS;
    assigns *value;
*/
static enum pc_result check_lazily(struct pc_slice *value, enum pc_extension_kind kind)
{
        /*@ calls pc_subject_key_identifier_check, pc_authority_key_identifier_check, pc_certificate_policies_check,
                  pc_policy_mappings_check, pc_issuer_alt_name_check, pc_name_constraints_check,
                  pc_policy_constraints_check, pc_inhibit_any_policy_check, pc_freshest_crl_check,
                  pc_subject_info_access_check, pc_sct_list_check, pc_tls_feature_check; */
        return lazy_checks[kind - PC_EXTENSION_CHECKED](value);
}

/* What a look at the value says now. */
/*@ requires valid_certificate(cert) && PC_EXTENSION_CHECKED <= kind < PC_EXTENSION_KINDS;
    requires diag == \null || \valid(diag);
    assigns *diag;
    ensures \result <= PC_EXTENSION_DUPLICATE;
*/
static enum pc_extension_state lazy_state(const struct pc_certificate *cert, enum pc_extension_kind kind,
                                          struct pc_diag *diag)
{
        struct pc_extension extension;
        enum pc_result code = pc_extension_find(cert, kind, &extension);

        if (code != PC_OK) {
                return PC_EXTENSION_ABSENT;
        }
        code = check_lazily(&extension.value, kind);
        if (code == PC_OK) {
                return PC_EXTENSION_OK;
        }
        return malformed(kind, code, (size_t)(extension.value.data - cert->der.data), diag);
}

/*@ requires valid_certificate(cert) && (diag == \null || \valid(diag));
    assigns *diag;
    ensures \result <= PC_EXTENSION_DUPLICATE;
*/
enum pc_extension_state pc_extension_state(const struct pc_certificate *cert, enum pc_extension_kind kind,
                                           struct pc_diag *diag)
{
        if (kind >= PC_EXTENSION_KINDS) {
                return PC_EXTENSION_ABSENT;
        }
        if ((cert->index.repeated >> kind & 1) != 0) {
                return PC_EXTENSION_DUPLICATE;
        }
        return kind < PC_EXTENSION_CHECKED ? checked_state(cert, kind, diag) : lazy_state(cert, kind, diag);
}
