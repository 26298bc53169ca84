#include "x509/extension.h"

#include <string.h>

#include "asn1/integer.h"
#include "x509/certificate.h"
#include "asn1/fast.h"
#include "x509/check.h"

/* id-ce ::= { joint-iso-ccitt(2) ds(5) 29 }, RFC 5280 4.2.1: kind + 1 by the last arc. */
static const uint8_t id_ce[2] = {0x55, 0x1D};
static const uint8_t id_ce_kinds[] = {
        [14] = PC_EXTENSION_SUBJECT_KEY_IDENTIFIER + 1,
        [15] = PC_EXTENSION_KEY_USAGE + 1,
        [17] = PC_EXTENSION_SUBJECT_ALT_NAME + 1,
        [18] = PC_EXTENSION_ISSUER_ALT_NAME + 1,
        [19] = PC_EXTENSION_BASIC_CONSTRAINTS + 1,
        [30] = PC_EXTENSION_NAME_CONSTRAINTS + 1,
        [31] = PC_EXTENSION_CRL_DISTRIBUTION_POINTS + 1,
        [32] = PC_EXTENSION_CERTIFICATE_POLICIES + 1,
        [33] = PC_EXTENSION_POLICY_MAPPINGS + 1,
        [35] = PC_EXTENSION_AUTHORITY_KEY_IDENTIFIER + 1,
        [36] = PC_EXTENSION_POLICY_CONSTRAINTS + 1,
        [37] = PC_EXTENSION_EXTENDED_KEY_USAGE + 1,
        [46] = PC_EXTENSION_FRESHEST_CRL + 1,
        [54] = PC_EXTENSION_INHIBIT_ANY_POLICY + 1,
};

/* Those elsewhere: id-pe ::= 1.3.6.1.5.5.7.1 (RFC 5280 A.1), and 1.3.6.1.4.1.11129.2.4.2 (RFC 6962 3.3). */
static const struct {
        uint8_t oid[10];
        uint8_t len;
        uint8_t kind;
} other_kinds[] = {
        {{0x2B, 0x06, 0x01, 0x05, 0x05, 0x07, 0x01, 0x01}, 8, PC_EXTENSION_AUTHORITY_INFO_ACCESS},
        {{0x2B, 0x06, 0x01, 0x05, 0x05, 0x07, 0x01, 0x0B}, 8, PC_EXTENSION_SUBJECT_INFO_ACCESS},
        {{0x2B, 0x06, 0x01, 0x05, 0x05, 0x07, 0x01, 0x18}, 8, PC_EXTENSION_TLS_FEATURE},
        {{0x2B, 0x06, 0x01, 0x04, 0x01, 0xD6, 0x79, 0x02, 0x04, 0x02}, 10, PC_EXTENSION_SCT_LIST},
};

#define PATH "tbsCertificate.extensions."

static const char *const paths[] = {
        [PC_EXTENSION_SUBJECT_ALT_NAME] = PATH "subjectAltName",
        [PC_EXTENSION_AUTHORITY_INFO_ACCESS] = PATH "authorityInfoAccess",
        [PC_EXTENSION_CRL_DISTRIBUTION_POINTS] = PATH "cRLDistributionPoints",
        [PC_EXTENSION_BASIC_CONSTRAINTS] = PATH "basicConstraints",
        [PC_EXTENSION_KEY_USAGE] = PATH "keyUsage",
        [PC_EXTENSION_EXTENDED_KEY_USAGE] = PATH "extKeyUsage",
        [PC_EXTENSION_SUBJECT_KEY_IDENTIFIER] = PATH "subjectKeyIdentifier",
        [PC_EXTENSION_AUTHORITY_KEY_IDENTIFIER] = PATH "authorityKeyIdentifier",
        [PC_EXTENSION_CERTIFICATE_POLICIES] = PATH "certificatePolicies",
        [PC_EXTENSION_POLICY_MAPPINGS] = PATH "policyMappings",
        [PC_EXTENSION_ISSUER_ALT_NAME] = PATH "issuerAltName",
        [PC_EXTENSION_NAME_CONSTRAINTS] = PATH "nameConstraints",
        [PC_EXTENSION_POLICY_CONSTRAINTS] = PATH "policyConstraints",
        [PC_EXTENSION_INHIBIT_ANY_POLICY] = PATH "inhibitAnyPolicy",
        [PC_EXTENSION_FRESHEST_CRL] = PATH "freshestCRL",
        [PC_EXTENSION_SUBJECT_INFO_ACCESS] = PATH "subjectInfoAccess",
        [PC_EXTENSION_SCT_LIST] = PATH "signedCertificateTimestampList",
        [PC_EXTENSION_TLS_FEATURE] = PATH "tlsFeature",
        [PC_EXTENSION_UNKNOWN] = PATH "extnValue",
};

const char *pc_extension_path(enum pc_extension_kind kind)
{
        return paths[kind];
}

const char *pc_extension_name(enum pc_extension_kind kind)
{
        return paths[kind] + sizeof PATH - 1;
}

static enum pc_extension_kind kind_of(struct pc_slice oid)
{
        size_t i;

        if (oid.len == 3 && memcmp(oid.data, id_ce, sizeof id_ce) == 0) {
                if (oid.data[2] < sizeof id_ce_kinds && id_ce_kinds[oid.data[2]] != 0) {
                        return (enum pc_extension_kind)(id_ce_kinds[oid.data[2]] - 1);
                }
                return PC_EXTENSION_UNKNOWN;
        }
        for (i = 0; i < sizeof other_kinds / sizeof other_kinds[0]; i++) {
                if (oid.len == other_kinds[i].len && memcmp(oid.data, other_kinds[i].oid, oid.len) == 0) {
                        return (enum pc_extension_kind)other_kinds[i].kind;
                }
        }
        return PC_EXTENSION_UNKNOWN;
}

/* critical BOOLEAN DEFAULT FALSE. An encoded FALSE is FALSE, and not DER (X.690 11.5). */
static enum pc_result read_critical(struct pc_slice *in, bool *critical, uint32_t *irregular)
{
        struct pc_slice rest = *in;
        struct pc_slice content;
        enum pc_result code = pc_wrong_form(pc_fast_optional(&rest, PC_TAG_BOOLEAN, &content));

        if (code == PC_NONE) {
                *critical = false;
                return PC_OK;
        }
        if (code == PC_OK) {
                code = pc_boolean_read(content, critical);
        }
        if (code != PC_OK) {
                return code;
        }
        if (!*critical) {
                *irregular |= PC_IRREGULAR(PC_IRREGULAR_BOOLEAN_DEFAULT);
        } else if (content.data[0] != 0xFF) {
                *irregular |= PC_IRREGULAR(PC_IRREGULAR_BOOLEAN);
        }
        *in = rest;
        return PC_OK;
}

enum pc_result pc_extension_check(struct pc_slice *in, struct pc_extension *out, uint32_t *irregular)
{
        struct pc_slice rest = *in;
        struct pc_slice fields;
        enum pc_result code = pc_fast_expect(&rest, PC_TAG_SEQUENCE, &fields);

        if (code != PC_OK) {
                return code;
        }
        *in = fields;
        code = pc_read_oid(in, &out->oid);
        if (code == PC_OK) {
                code = read_critical(in, &out->critical, irregular);
        }
        if (code == PC_OK) {
                code = pc_fast_expect(in, PC_TAG_OCTET_STRING, &out->value);
        }
        if (code == PC_OK) {
                code = pc_fast_end(*in);
        }
        if (code != PC_OK) {
                return code;
        }
        out->kind = kind_of(out->oid);
        *in = rest;
        return PC_OK;
}

struct pc_extension_iter pc_extensions(const struct pc_certificate *cert)
{
        struct pc_extension_iter it = {cert->extensions};

        return it;
}

enum pc_result pc_extension_next(struct pc_extension_iter *it, struct pc_extension *out)
{
        uint32_t irregular = 0;

        if (it->rest.len == 0) {
                return PC_END;
        }
        return pc_extension_check(&it->rest, out, &irregular);
}

enum pc_result pc_extension_find(const struct pc_certificate *cert, enum pc_extension_kind kind,
                                 struct pc_extension *out)
{
        struct pc_extension_iter it = pc_extensions(cert);
        struct pc_extension extension;

        if ((cert->index.repeated >> kind & 1) != 0) {
                return PC_ERR_X509_DUPLICATE;
        }
        if ((cert->index.seen >> kind & 1) == 0) {
                return PC_NONE;
        }
        while (pc_extension_next(&it, &extension) == PC_OK) {
                if (extension.kind == kind) {
                        *out = extension;
                        return PC_OK;
                }
        }
        return PC_NONE;
}
