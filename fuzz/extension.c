/*
 * A known extension's value, in a certificate that is regular but for it: the decoder of its kind, all that its
 * iterators give, and what the visitor and the writers make of it.
 * Input: an octet for the kind, then the value.
 */
#include "certificate.h"

#include "../tests/unit/extension_certificate.h"
#include "asn1/integer.h"
#include "asn1/oid.h"

/* Contents octets of extnID by kind. */
static const struct oid {
        uint8_t len;
        uint8_t octets[10];
} oids[PC_EXTENSION_KINDS] = {
        [PC_EXTENSION_SUBJECT_ALT_NAME] = {3, {0x55, 0x1D, 0x11}},
        [PC_EXTENSION_AUTHORITY_INFO_ACCESS] = {8, {0x2B, 0x06, 0x01, 0x05, 0x05, 0x07, 0x01, 0x01}},
        [PC_EXTENSION_CRL_DISTRIBUTION_POINTS] = {3, {0x55, 0x1D, 0x1F}},
        [PC_EXTENSION_BASIC_CONSTRAINTS] = {3, {0x55, 0x1D, 0x13}},
        [PC_EXTENSION_KEY_USAGE] = {3, {0x55, 0x1D, 0x0F}},
        [PC_EXTENSION_EXTENDED_KEY_USAGE] = {3, {0x55, 0x1D, 0x25}},
        [PC_EXTENSION_SUBJECT_KEY_IDENTIFIER] = {3, {0x55, 0x1D, 0x0E}},
        [PC_EXTENSION_AUTHORITY_KEY_IDENTIFIER] = {3, {0x55, 0x1D, 0x23}},
        [PC_EXTENSION_CERTIFICATE_POLICIES] = {3, {0x55, 0x1D, 0x20}},
        [PC_EXTENSION_POLICY_MAPPINGS] = {3, {0x55, 0x1D, 0x21}},
        [PC_EXTENSION_ISSUER_ALT_NAME] = {3, {0x55, 0x1D, 0x12}},
        [PC_EXTENSION_NAME_CONSTRAINTS] = {3, {0x55, 0x1D, 0x1E}},
        [PC_EXTENSION_POLICY_CONSTRAINTS] = {3, {0x55, 0x1D, 0x24}},
        [PC_EXTENSION_INHIBIT_ANY_POLICY] = {3, {0x55, 0x1D, 0x36}},
        [PC_EXTENSION_FRESHEST_CRL] = {3, {0x55, 0x1D, 0x2E}},
        [PC_EXTENSION_SUBJECT_INFO_ACCESS] = {8, {0x2B, 0x06, 0x01, 0x05, 0x05, 0x07, 0x01, 0x0B}},
        [PC_EXTENSION_SCT_LIST] = {10, {0x2B, 0x06, 0x01, 0x04, 0x01, 0xD6, 0x79, 0x02, 0x04, 0x02}},
        [PC_EXTENSION_TLS_FEATURE] = {8, {0x2B, 0x06, 0x01, 0x05, 0x05, 0x07, 0x01, 0x18}},
};

/* What a reader gives lies in the value, and is not empty but where it may be. */
static void check_view(struct pc_slice part, const struct pc_certificate *cert)
{
        PROPERTY(within(part, cert->extensions));
}

static void check_general_name(const struct pc_general_name *name, const struct pc_certificate *cert)
{
        PROPERTY(pc_general_name_label(name->type) != NULL);
        check_view(name->value, cert);
        if (name->type == PC_GENERAL_NAME_OTHER) {
                PROPERTY(pc_oid_check(name->type_id) == PC_OK);
                PROPERTY(within(name->type_id, name->value) && within(name->other.content, name->value));
        }
        if (name->type == PC_GENERAL_NAME_REGISTERED_ID) {
                PROPERTY(pc_oid_check(name->value) == PC_OK);
        }
}

static void check_general_names(struct pc_general_name_iter it, const struct pc_certificate *cert)
{
        struct pc_general_name name;
        enum pc_result result;

        while ((result = pc_general_name_next(&it, &name)) == PC_OK) {
                check_general_name(&name, cert);
        }
        PROPERTY(result == PC_END && it.rest.len == 0);
}

static void check_accesses(struct pc_access_iter it, const struct pc_certificate *cert)
{
        struct pc_access access;
        enum pc_result result;

        while ((result = pc_access_next(&it, &access)) == PC_OK) {
                PROPERTY(pc_oid_check(access.method) == PC_OK);
                check_view(access.method, cert);
                check_general_name(&access.location, cert);
        }
        PROPERTY(result == PC_END);
}

static void check_points(struct pc_distribution_point_iter it, const struct pc_certificate *cert)
{
        struct pc_distribution_point point;
        enum pc_result result;

        while ((result = pc_distribution_point_next(&it, &point)) == PC_OK) {
                PROPERTY(!point.has_full_name || !point.has_relative_name);
                PROPERTY(point.has_full_name || point.full_name.rest.len == 0);
                PROPERTY(point.has_relative_name || point.relative_name.len == 0);
                PROPERTY(point.has_crl_issuer || point.crl_issuer.rest.len == 0);
                PROPERTY(!point.has_reasons || point.reasons.unused_bits <= 7);
                check_view(point.relative_name, cert);
                check_view(point.reasons.octets, cert);
                check_general_names(point.full_name, cert);
                check_general_names(point.crl_issuer, cert);
        }
        PROPERTY(result == PC_END);
}

static void check_integers(struct pc_integer_iter it, const struct pc_certificate *cert)
{
        struct pc_slice content;
        enum pc_result result;

        while ((result = pc_integer_next(&it, &content)) == PC_OK) {
                PROPERTY(pc_integer_check(content) == PC_OK);
                check_view(content, cert);
        }
        PROPERTY(result == PC_END);
}

static void check_string(const struct pc_element *string)
{
        PROPERTY(string->tag == 0 || pc_string_is_text(string->tag));
        PROPERTY(string->tag == 0 || pc_string_check(string->tag, string->content) == PC_OK);
}

static void check_qualifiers(struct pc_policy_qualifier_iter it, const struct pc_certificate *cert)
{
        struct pc_policy_qualifier qualifier;
        enum pc_result result;

        while ((result = pc_policy_qualifier_next(&it, &qualifier)) == PC_OK) {
                PROPERTY(pc_oid_check(qualifier.oid) == PC_OK);
                check_view(qualifier.value.content, cert);
                if (qualifier.type == PC_POLICY_QUALIFIER_NOTICE) {
                        check_string(&qualifier.notice.organization);
                        check_string(&qualifier.notice.explicit_text);
                        check_integers(qualifier.notice.notice_numbers, cert);
                }
        }
        PROPERTY(result == PC_END);
}

static void check_policies(struct pc_policy_iter it, const struct pc_certificate *cert)
{
        struct pc_policy policy;
        enum pc_result result;
        size_t count = 0;

        while ((result = pc_policy_next(&it, &policy)) == PC_OK) {
                PROPERTY(pc_oid_check(policy.oid) == PC_OK);
                check_view(policy.oid, cert);
                check_qualifiers(policy.qualifiers, cert);
                count++;
        }
        PROPERTY(result == PC_END && count != 0);
}

static void check_subtrees(struct pc_subtree_iter it, bool present, const struct pc_certificate *cert)
{
        struct pc_subtree subtree;
        enum pc_result result;
        size_t count = 0;

        while ((result = pc_subtree_next(&it, &subtree)) == PC_OK) {
                PROPERTY(subtree.minimum >= 0 && subtree.maximum >= 0);
                PROPERTY(subtree.has_maximum || subtree.maximum == 0);
                check_general_name(&subtree.base, cert);
                count++;
        }
        PROPERTY(result == PC_END && present == (count != 0));
}

static void check_oids(struct pc_oid_iter it, const struct pc_certificate *cert)
{
        struct pc_slice oid;
        enum pc_result result;

        while ((result = pc_oid_next(&it, &oid)) == PC_OK) {
                PROPERTY(pc_oid_check(oid) == PC_OK);
                check_view(oid, cert);
        }
        PROPERTY(result == PC_END);
}

static void check_mappings(struct pc_policy_mapping_iter it, const struct pc_certificate *cert)
{
        struct pc_policy_mapping mapping;
        enum pc_result result;
        size_t count = 0;

        while ((result = pc_policy_mapping_next(&it, &mapping)) == PC_OK) {
                PROPERTY(pc_oid_check(mapping.issuer_domain) == PC_OK);
                PROPERTY(pc_oid_check(mapping.subject_domain) == PC_OK);
                check_view(mapping.issuer_domain, cert);
                check_view(mapping.subject_domain, cert);
                count++;
        }
        PROPERTY(result == PC_END && count != 0);
}

static void check_scts(struct pc_sct_iter it, const struct pc_certificate *cert)
{
        struct pc_sct sct;
        enum pc_result result;
        size_t count = 0;

        while ((result = pc_sct_next(&it, &sct)) == PC_OK) {
                PROPERTY(sct.serialized.len != 0 && sct.version == sct.serialized.data[0]);
                PROPERTY(sct.log_id.len == (sct.version == PC_SCT_V1 ? PC_SCT_LOG_ID : 0));
                PROPERTY(within(sct.log_id, sct.serialized) && within(sct.signature, sct.serialized));
                PROPERTY(within(sct.extensions, sct.serialized));
                check_view(sct.serialized, cert);
                count++;
        }
        PROPERTY(result == PC_END && count != 0);
}

static enum pc_result read_key_identifier(const struct pc_certificate *cert)
{
        struct pc_slice id;
        enum pc_result result = pc_subject_key_identifier(cert, &id);

        if (result == PC_OK) {
                check_view(id, cert);
        }
        return result;
}

static enum pc_result read_authority(const struct pc_certificate *cert)
{
        struct pc_authority_key_identifier id;
        enum pc_result result = pc_authority_key_identifier(cert, &id);

        if (result == PC_OK) {
                PROPERTY(id.has_key_id || id.key_id.len == 0);
                PROPERTY(id.has_serial ? pc_integer_check(id.serial) == PC_OK : id.serial.len == 0);
                check_view(id.key_id, cert);
                check_view(id.serial, cert);
                check_general_names(id.issuer, cert);
        }
        return result;
}

static enum pc_result read_constraints(const struct pc_certificate *cert)
{
        struct pc_name_constraints constraints;
        enum pc_result result = pc_name_constraints(cert, &constraints);

        if (result == PC_OK) {
                check_subtrees(constraints.permitted, constraints.has_permitted, cert);
                check_subtrees(constraints.excluded, constraints.has_excluded, cert);
        }
        return result;
}

static enum pc_result read_policy_constraints(const struct pc_certificate *cert)
{
        struct pc_policy_constraints constraints;
        enum pc_result result = pc_policy_constraints(cert, &constraints);

        if (result == PC_OK) {
                PROPERTY(constraints.require_explicit_policy >= 0 && constraints.inhibit_policy_mapping >= 0);
        }
        return result;
}

static enum pc_result read_inhibit(const struct pc_certificate *cert)
{
        int64_t skip = -1;
        enum pc_result result = pc_inhibit_any_policy(cert, &skip);

        PROPERTY((result == PC_OK) == (skip >= 0));
        return result;
}

static enum pc_result read_basic(const struct pc_certificate *cert)
{
        struct pc_basic_constraints constraints;
        enum pc_result result = pc_basic_constraints(cert, &constraints);

        PROPERTY(result != PC_OK || constraints.has_path_len || constraints.path_len == 0);
        return result;
}

static enum pc_result read_usage(const struct pc_certificate *cert)
{
        uint16_t bits = 0xFFFF;
        enum pc_result result = pc_key_usage(cert, &bits);

        PROPERTY(result == PC_OK ? bits >> PC_KEY_USAGE_COUNT == 0 : bits == 0xFFFF);
        return result;
}

/* Readers that give an iterator, and what its elements must be. */
#define READ_LIST(name, type, reader, check)                           \
        static enum pc_result name(const struct pc_certificate *cert)  \
        {                                                              \
                struct type it;                                        \
                enum pc_result result = reader(cert, &it);             \
                                                                       \
                if (result == PC_OK) {                                 \
                        check(it, cert);                               \
                }                                                      \
                return result;                                         \
        }

READ_LIST(read_extended_usage, pc_oid_iter, pc_extended_key_usage, check_oids)
READ_LIST(read_policies, pc_policy_iter, pc_certificate_policies, check_policies)
READ_LIST(read_mappings, pc_policy_mapping_iter, pc_policy_mappings, check_mappings)
READ_LIST(read_issuer_names, pc_general_name_iter, pc_issuer_alt_names, check_general_names)
READ_LIST(read_freshest, pc_distribution_point_iter, pc_freshest_crl, check_points)
READ_LIST(read_subject_access, pc_access_iter, pc_subject_info_access, check_accesses)
READ_LIST(read_scts, pc_sct_iter, pc_sct_list, check_scts)
READ_LIST(read_features, pc_integer_iter, pc_tls_features, check_integers)

typedef enum pc_result reader(const struct pc_certificate *cert);

/* Those without one are read by the iterators of the dict. */
static reader *const readers[PC_EXTENSION_KINDS] = {
        [PC_EXTENSION_BASIC_CONSTRAINTS] = read_basic,
        [PC_EXTENSION_KEY_USAGE] = read_usage,
        [PC_EXTENSION_EXTENDED_KEY_USAGE] = read_extended_usage,
        [PC_EXTENSION_SUBJECT_KEY_IDENTIFIER] = read_key_identifier,
        [PC_EXTENSION_AUTHORITY_KEY_IDENTIFIER] = read_authority,
        [PC_EXTENSION_CERTIFICATE_POLICIES] = read_policies,
        [PC_EXTENSION_POLICY_MAPPINGS] = read_mappings,
        [PC_EXTENSION_ISSUER_ALT_NAME] = read_issuer_names,
        [PC_EXTENSION_NAME_CONSTRAINTS] = read_constraints,
        [PC_EXTENSION_POLICY_CONSTRAINTS] = read_policy_constraints,
        [PC_EXTENSION_INHIBIT_ANY_POLICY] = read_inhibit,
        [PC_EXTENSION_FRESHEST_CRL] = read_freshest,
        [PC_EXTENSION_SUBJECT_INFO_ACCESS] = read_subject_access,
        [PC_EXTENSION_SCT_LIST] = read_scts,
        [PC_EXTENSION_TLS_FEATURE] = read_features,
};

static void check_kind(const struct pc_certificate *cert, enum pc_extension_kind kind, struct pc_slice value)
{
        struct pc_diag diag = {.code = PC_OK};
        struct pc_extension extension;
        const enum pc_extension_state state = pc_extension_state(cert, kind, &diag);

        PROPERTY(state == PC_EXTENSION_OK || state == PC_EXTENSION_MALFORMED);
        PROPERTY((state == PC_EXTENSION_OK) == (diag.code == PC_OK));
        PROPERTY(pc_extension_find(cert, kind, &extension) == PC_OK && pc_slice_equal(extension.value, value));
        if (state == PC_EXTENSION_MALFORMED) {
                const size_t start = (size_t)(extension.value.data - cert->der.data);

                PROPERTY(diag.offset >= start && diag.offset <= start + value.len && diag.field != PC_FIELD_NONE);
        }
        if (readers[kind] != NULL) {
                PROPERTY(readers[kind](cert) == diag.code);
        }
}

/* A single certificate of this kind is decoded by whoever asks; a repeated one by nobody. */
static void check_repeated(struct pc_slice oid, enum pc_extension_kind kind, struct pc_slice value)
{
        struct pc_slice der = certificate_with(oid, value, 2);
        struct pc_certificate cert;

        PROPERTY(pc_certificate_parse(&cert, der, NULL) == PC_OK);
        PROPERTY(pc_extension_state(&cert, kind, NULL) == PC_EXTENSION_DUPLICATE);
        PROPERTY(readers[kind] == NULL || readers[kind](&cert) == PC_ERR_X509_DUPLICATE);
        free_octets(der);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
        enum pc_extension_kind kind;
        struct pc_certificate cert;
        struct pc_slice value;
        struct pc_slice oid;
        struct pc_slice der;
        struct pc_diag diag;
        enum pc_result result;
        enum pc_result dict;

        if (size == 0 || size > 4096) {
                return 0;
        }
        kind = (enum pc_extension_kind)(data[0] % PC_EXTENSION_KINDS);
        value = (struct pc_slice){data + 1, size - 1};
        oid = (struct pc_slice){oids[kind].octets, oids[kind].len};
        der = certificate_with(oid, value, 1);
        result = pc_certificate_parse(&cert, der, &diag);
        if (result == PC_OK) {
                dict = pc_dict_check(&cert, NULL);
                check_kind(&cert, kind, value);
                check_dict(&cert, dict);
                check_writers(&cert, dict);
                check_repeated(oid, kind, value);
        } else {
                /* One of getpeercert()'s that may be BER. */
                PROPERTY(kind <= PC_EXTENSION_CRL_DISTRIBUTION_POINTS && diag.offset < der.len);
        }
        free_octets(der);
        return 0;
}
