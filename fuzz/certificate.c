/* Any octets as a certificate: pc_certificate_parse, the extensions, the look-ups, what a verifier asks; and the dict. */
#include "certificate.h"

static void check_extensions(const struct pc_certificate *cert)
{
        struct pc_extension_iter it = pc_extensions(cert);
        struct pc_extension extension;
        size_t seen[PC_EXTENSION_KINDS + 1] = {0};
        enum pc_result result;
        int kind;

        while ((result = pc_extension_next(&it, &extension)) == PC_OK) {
                PROPERTY(extension.kind <= PC_EXTENSION_UNKNOWN);
                PROPERTY(within(extension.oid, cert->extensions) && within(extension.value, cert->extensions));
                seen[extension.kind]++;
        }
        PROPERTY(result == PC_END && pc_extension_next(&it, &extension) == PC_END);
        for (kind = 0; kind < PC_EXTENSION_KINDS; kind++) {
                struct pc_diag diag = {.code = PC_OK};
                enum pc_extension_state state = pc_extension_state(cert, (enum pc_extension_kind)kind, &diag);

                result = pc_extension_find(cert, (enum pc_extension_kind)kind, &extension);
                PROPERTY((state == PC_EXTENSION_ABSENT) == (seen[kind] == 0));
                PROPERTY((state == PC_EXTENSION_DUPLICATE) == (seen[kind] > 1));
                PROPERTY(result == (seen[kind] == 0 ? PC_NONE : seen[kind] == 1 ? PC_OK : PC_ERR_X509_DUPLICATE));
                if (state == PC_EXTENSION_MALFORMED) {
                        PROPERTY(diag.code < 0 && diag.offset <= cert->der.len && diag.field != PC_FIELD_NONE);
                }
        }
}

/* What a verifier asks, and the look-ups: each gives an answer of its range. */
static void check_questions(const struct pc_certificate *cert)
{
        struct pc_public_key key;
        struct pc_diag diag = {.code = PC_OK};
        struct pc_time not_before = {.profile = false};
        struct pc_time not_after = {.profile = false};
        struct pc_text text;
        int64_t from = 0;
        int64_t until = 0;
        enum pc_result result = pc_public_key_read(cert, &key, &diag);

        PROPERTY(result <= 0 && (result == PC_OK) == (diag.code == PC_OK));
        PROPERTY(result == PC_OK || diag.offset <= cert->der.len);
        PROPERTY(result != PC_OK || (within(key.modulus, cert->der) && within(key.exponent, cert->der)));
        PROPERTY(pc_not_before(cert, &not_before) == pc_valid_from(cert, &from));
        PROPERTY(pc_not_after(cert, &not_after) == pc_valid_until(cert, &until));
        if (!not_before.profile || !not_after.profile) {
                PROPERTY(pc_validity_check(cert, from) == PC_ERR_DER_TIME);
        } else if (from <= until) {
                PROPERTY(pc_validity_check(cert, from) == PC_OK && pc_validity_check(cert, until) == PC_OK);
                PROPERTY(pc_validity_check(cert, from - 1) == PC_ERR_X509_NOT_YET);
                PROPERTY(pc_validity_check(cert, until + 1) == PC_ERR_X509_EXPIRED);
        }
        PROPERTY(pc_host_check(cert, "www.example.org", 0) <= 0);
        PROPERTY(pc_host_check(cert, "192.0.2.1", 0) <= 0);
        PROPERTY(pc_purpose_check(cert, PC_PURPOSE_TLS_SERVER) <= 0);
        PROPERTY(pc_purpose_check(cert, PC_PURPOSE_TLS_CLIENT) <= 0);
        if (pc_common_name(cert, &text) == PC_OK) {
                check_text(text);
        }
        check_text(pc_serial_number(cert));
}

static size_t put_header(uint8_t *out, uint8_t tag, size_t len)
{
        size_t octets = 0;
        size_t rest;
        size_t i;

        out[0] = tag;
        if (len < 0x80) {
                out[1] = (uint8_t)len;
                return 2;
        }
        for (rest = len; rest != 0; rest >>= 8) {
                octets++;
        }
        out[1] = (uint8_t)(0x80 | octets);
        for (i = 0; i < octets; i++) {
                out[2 + i] = (uint8_t)(len >> 8 * (octets - 1 - i));
        }
        return 2 + octets;
}

static size_t put(uint8_t *out, struct pc_slice octets)
{
        if (octets.len != 0) {
                memcpy(out, octets.data, octets.len);
        }
        return octets.len;
}

/* TBSCertificate, algorithm and signature with headers made anew are the input: it was DER, and nothing is lost. */
static void check_encoding(const struct pc_certificate *cert)
{
        uint8_t *out = malloc(cert->der.len + 16);
        uint8_t head[16];
        size_t len = 0;
        size_t body;

        PROPERTY(out != NULL);
        body = cert->tbs.len + put_header(head, PC_TAG_SEQUENCE, cert->signature_algorithm.len) +
               cert->signature_algorithm.len + put_header(head, PC_TAG_BIT_STRING, cert->signature.len) +
               cert->signature.len;
        PROPERTY(body + put_header(head, PC_TAG_SEQUENCE, body) == cert->der.len);
        len += put_header(out, PC_TAG_SEQUENCE, body);
        len += put(out + len, cert->tbs);
        len += put_header(out + len, PC_TAG_SEQUENCE, cert->signature_algorithm.len);
        len += put(out + len, cert->signature_algorithm);
        len += put_header(out + len, PC_TAG_BIT_STRING, cert->signature.len);
        len += put(out + len, cert->signature);
        PROPERTY(pc_slice_equal((struct pc_slice){out, len}, cert->der));
        free(out);
}

static bool same_view(struct pc_slice a, struct pc_slice b)
{
        return a.len == b.len && a.data == b.data;
}

static void check_same(const struct pc_certificate *a, const struct pc_certificate *b)
{
        PROPERTY(same_view(a->der, b->der) && same_view(a->tbs, b->tbs) && same_view(a->serial, b->serial));
        PROPERTY(same_view(a->issuer, b->issuer) && same_view(a->validity, b->validity));
        PROPERTY(same_view(a->subject, b->subject) && same_view(a->spki, b->spki));
        PROPERTY(same_view(a->signature_algorithm, b->signature_algorithm));
        PROPERTY(same_view(a->signature, b->signature) && same_view(a->unique_ids, b->unique_ids));
        PROPERTY(same_view(a->extensions, b->extensions));
        PROPERTY(a->version == b->version && a->irregularities == b->irregularities);
        PROPERTY(a->index.seen == b->index.seen && a->index.repeated == b->index.repeated);
}

static void check_views(const struct pc_certificate *cert)
{
        const struct pc_slice views[] = {cert->tbs,       cert->serial,     cert->issuer,
                                         cert->validity,  cert->subject,    cert->spki,
                                         cert->signature, cert->unique_ids, cert->signature_algorithm,
                                         cert->extensions};
        size_t i;

        for (i = 0; i < sizeof views / sizeof views[0]; i++) {
                PROPERTY(within(views[i], cert->der));
        }
        PROPERTY(cert->irregularities >> PC_IRREGULAR_COUNT == 0);
}

/* A diagnosis stands in the octets given, and only where something failed. */
static void check_diag(enum pc_result result, const struct pc_diag *diag, size_t size)
{
        PROPERTY(result <= 0 && diag->code == result);
        if (result != PC_OK) {
                PROPERTY(diag->offset <= size && diag->field != PC_FIELD_NONE);
        }
}

static void check_decoded(const struct pc_certificate *cert)
{
        struct pc_certificate again;
        struct pc_diag diag = {.code = PC_OK};
        enum pc_result dict = pc_dict_check(cert, &diag);

        check_diag(dict, &diag, cert->der.len);
        PROPERTY(pc_decode(cert->der, &again, NULL) == dict);
        if (dict == PC_OK) {
                check_same(cert, &again);
        }
        check_views(cert);
        check_encoding(cert);
        check_extensions(cert);
        check_dict(cert, dict);
        check_writers(cert, dict);
        check_questions(cert);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
        static const struct pc_certificate empty;
        struct pc_certificate cert;
        struct pc_diag diag = {.code = PC_OK};
        uint8_t *copy = exact_copy(data, size);
        struct pc_slice der = {copy, size};
        enum pc_result result;

        memset(&cert, 0xA5, sizeof cert);
        result = pc_certificate_parse(&cert, der, &diag);
        check_diag(result, &diag, size);
        if (result == PC_OK) {
                check_decoded(&cert);
        } else {
                PROPERTY(memcmp(&cert, &empty, sizeof cert) == 0);
                PROPERTY(pc_decode(der, &cert, NULL) == result);
        }
        free(copy);
        return 0;
}
