/* mbedTLS as the judge. It reads less, and refuses more: keys and algorithms that it does not know, above all. */
#define MBEDTLS_ALLOW_PRIVATE_ACCESS
#include "differential.h"

#include <mbedtls/x509_crt.h>
#include <time.h>

#include "asn1/integer.h"
#include "asn1/time.h"

static bool is_refused_by_openssl(const struct ours *ours)
{
        return ours->openssl_refuses;
}

static bool is_trailing(const struct ours *ours)
{
        return ours->result == PC_ERR_DER_EXTRA && ours->diag.field == PC_FIELD_CERTIFICATE;
}

static bool has_unused_usages(const struct ours *ours)
{
        struct pc_slice value;
        struct pc_slice content;
        struct pc_bit_string bits;

        return pc_extension_value(&ours->cert, PC_EXTENSION_KEY_USAGE, &value) == PC_OK &&
               pc_der_expect(&value, PC_TAG_BIT_STRING, &content) == PC_OK &&
               pc_bit_string_read(content, &bits) == PC_OK && !pc_bit_string_regular(&bits);
}

static bool has_path_len_alone(const struct ours *ours)
{
        struct pc_basic_constraints constraints;

        return pc_basic_constraints(&ours->cert, &constraints) == PC_OK && constraints.has_path_len && !constraints.ca;
}

static const struct difference known[] = {
        {ITEM_BASIC_CONSTRAINTS, has_path_len_alone, "mbedTLS takes an INTEGER for cA: a path length without it makes a CA"},
        {ITEM_KEY_USAGE, has_unused_usages, "mbedTLS takes unused bits that are set for usages (X.690 11.2.1)"},
        {ITEM_REFUSED_BY_US_ALONE, is_trailing, "octets after the certificate, which TLS does not carry either"},
        {ITEM_REFUSED_BY_US_ALONE, is_refused_by_openssl, "not looked into by mbedTLS; OpenSSL refuses it, too"},
        {ITEM_REFUSED_BY_US_ALONE, refused_for_framing, "framing that is BER, and forbidden in DER (X.690 10)"},
        NO_DIFFERENCE,
};

static void same(bool condition, enum item item, const struct ours *ours)
{
        check_same(condition, item, ours, known, "mbedTLS");
}

static bool same_buf(struct pc_slice slice, const mbedtls_x509_buf *buf)
{
        return same_octets(slice, buf->p, buf->len);
}

/* Their Names are whole, ours contents octets. */
static bool same_name(struct pc_slice content, const mbedtls_x509_buf *raw)
{
        struct pc_slice in = {raw->p, raw->len};
        struct pc_slice read;

        return pc_der_expect(&in, PC_TAG_SEQUENCE, &read) == PC_OK && pc_slice_equal(read, content);
}

static void compare_attributes(struct pc_name_iter it, const mbedtls_x509_name *name, const struct ours *ours)
{
        struct pc_attribute attribute;

        for (; name != NULL && name->oid.p != NULL; name = name->next) {
                same(pc_name_next(&it, &attribute) == PC_OK && same_buf(attribute.type, &name->oid) &&
                             same_buf(attribute.value.content, &name->val), ITEM_NAME, ours);
        }
        same(pc_name_next(&it, &attribute) == PC_END, ITEM_NAME, ours);
}

static void compare_time(enum pc_result result, const struct pc_time *time, const mbedtls_x509_time *theirs,
                         const struct ours *ours)
{
        same(result == PC_OK && time->year == theirs->year && time->month == theirs->mon && time->day == theirs->day &&
                     time->hour == theirs->hour && time->minute == theirs->min && time->second == theirs->sec,
             ITEM_TIME, ours);
}

static void compare_alt_names(const mbedtls_x509_crt *crt, const struct ours *ours)
{
        const mbedtls_x509_sequence *theirs = &crt->subject_alt_names;
        struct pc_general_name_iter it = pc_subject_alt_names(&ours->cert);
        struct pc_general_name name;

        if (pc_extension_state(&ours->cert, PC_EXTENSION_SUBJECT_ALT_NAME, NULL) != PC_EXTENSION_OK) {
                return;
        }
        for (; theirs != NULL && theirs->buf.p != NULL; theirs = theirs->next) {
                same(pc_general_name_next(&it, &name) == PC_OK && (int)name.type == (theirs->buf.tag & 0x1F), ITEM_ALT_NAMES, ours);
                if (name.type == PC_GENERAL_NAME_DNS || name.type == PC_GENERAL_NAME_IP) {
                        same(same_buf(name.value, &theirs->buf), ITEM_ALT_NAMES, ours);
                }
        }
        same(pc_general_name_next(&it, &name) == PC_END, ITEM_ALT_NAMES, ours);
}

static void compare_usage(const mbedtls_x509_crt *crt, const struct ours *ours)
{
        /* Their first octet has the lowest eight bits, the highest first. */
        struct pc_basic_constraints constraints = {false, false, 0};
        uint16_t bits = 0;
        int i;

        if (pc_basic_constraints(&ours->cert, &constraints) == PC_OK) {
                same(constraints.ca == (crt->ca_istrue != 0), ITEM_BASIC_CONSTRAINTS, ours);
                if (constraints.ca && constraints.has_path_len) {
                        same(crt->max_pathlen == constraints.path_len + 1, ITEM_BASIC_CONSTRAINTS, ours);
                }
        }
        if (pc_key_usage(&ours->cert, &bits) == PC_OK) {
                for (i = 0; i < 8; i++) {
                        same((bits >> i & 1) == (crt->key_usage >> (7 - i) & 1), ITEM_KEY_USAGE, ours);
                }
        }
}

static void compare_extended_usage(const mbedtls_x509_crt *crt, const struct ours *ours)
{
        const mbedtls_x509_sequence *theirs = &crt->ext_key_usage;
        struct pc_oid_iter it;
        struct pc_slice oid;

        if (pc_extended_key_usage(&ours->cert, &it) != PC_OK) {
                return;
        }
        for (; theirs != NULL && theirs->buf.p != NULL; theirs = theirs->next) {
                same(pc_oid_next(&it, &oid) == PC_OK && same_buf(oid, &theirs->buf), ITEM_EXTENDED_KEY_USAGE, ours);
        }
        same(pc_oid_next(&it, &oid) == PC_END, ITEM_EXTENDED_KEY_USAGE, ours);
}

static void compare_fields(const mbedtls_x509_crt *crt, const struct ours *ours)
{
        const struct pc_certificate *cert = &ours->cert;
        struct pc_time time = {.year = 0};
        enum pc_result result = pc_not_before(cert, &time);

        compare_time(result, &time, &crt->valid_from, ours);
        result = pc_not_after(cert, &time);
        compare_time(result, &time, &crt->valid_to, ours);
        same(crt->version == cert->version, ITEM_VERSION, ours);
        same(same_buf(cert->tbs, &crt->tbs), ITEM_SIGNATURE, ours);
        same(same_buf(cert->serial, &crt->serial), ITEM_SERIAL, ours);
        same(same_name(cert->issuer, &crt->issuer_raw), ITEM_NAME, ours);
        same(same_name(cert->subject, &crt->subject_raw), ITEM_NAME, ours);
        compare_attributes(pc_subject(cert), &crt->subject, ours);
        compare_attributes(pc_issuer(cert), &crt->issuer, ours);
        same(same_buf(cert->spki, &crt->pk_raw), ITEM_KEY, ours);
        same(same_buf(pc_signature_algorithm(cert).oid, &crt->sig_oid), ITEM_ALGORITHM, ours);
        compare_alt_names(crt, ours);
        compare_usage(crt, ours);
        compare_extended_usage(crt, ours);
}

void compare_mbedtls(const struct ours *ours)
{
        mbedtls_x509_crt crt;
        int code;

        mbedtls_x509_crt_init(&crt);
        code = mbedtls_x509_crt_parse_der(&crt, ours->der.data, ours->der.len);
        if (code == 0) {
                same(ours->result == PC_OK, ITEM_REFUSED_BY_US_ALONE, ours);
                if (ours->result == PC_OK) {
                        compare_fields(&crt, ours);
                }
        }
        mbedtls_x509_crt_free(&crt);
}
