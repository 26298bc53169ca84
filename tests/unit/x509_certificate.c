/* pc_certificate_parse: what it refuses and where, what it finds irregular, and that no prefix of a certificate passes. */
#include "support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "api/peercert.h"

/* The line of tests/vectors.jsonl that has the certificate 'name', from its octets in hexadecimal on. */
static const char *find_certificate(const char *name)
{
        static char text[1 << 20];
        char key[128];
        const char *found;

        if (text[0] == '\0') {
                FILE *file = fopen(PC_TESTS "/vectors.jsonl", "r");

                assert_non_null(file);
                assert_in_range(fread(text, 1, sizeof text - 1, file), 1, sizeof text - 2);
                fclose(file);
        }
        snprintf(key, sizeof key, "{\"name\": \"%s\", \"der_hex\": \"", name);
        found = strstr(text, key);
        return found == NULL ? NULL : found + strlen(key);
}

/* Its octets in memory of their exact size; the caller frees 'data'. */
static struct pc_slice certificate(const char *name)
{
        const char *hex = find_certificate(name);
        struct pc_slice der = {NULL, 0};
        uint8_t *data;
        size_t i;

        if (hex == NULL) {
                fail_msg("no certificate %s among the vectors", name);
                return der;
        }
        der.len = strcspn(hex, "\"") / 2;
        data = malloc(der.len == 0 ? 1 : der.len);
        assert_non_null(data);
        for (i = 0; i < der.len; i++) {
                unsigned octet;

                assert_int_equal(sscanf(hex + 2 * i, "%2x", &octet), 1);
                data[i] = (uint8_t)octet;
        }
        der.data = data;
        return der;
}

static const struct {
        const char *name;
        enum pc_irregularity irregularity;
} irregularities[] = {
#define NAMED(name) {#name, PC_IRREGULAR_##name}
        NAMED(VERSION_DEFAULT),     NAMED(VERSION),          NAMED(VERSION_FIELDS),       NAMED(SERIAL),
        NAMED(SIGNATURE_MISMATCH),  NAMED(TIME),             NAMED(TIME_PROFILE),         NAMED(VALIDITY),
        NAMED(BIT_STRING),          NAMED(BOOLEAN),          NAMED(BOOLEAN_DEFAULT),      NAMED(EMPTY_ISSUER),
        NAMED(EMPTY_RDN),           NAMED(SET_ORDER),        NAMED(NAME_CONTROL),         NAMED(ATTRIBUTE_TYPE),
        NAMED(OID_SIZE),            NAMED(EXTENSIONS_EMPTY), NAMED(EXTENSION_REPEATED),   NAMED(EXTENSION_MALFORMED),
        NAMED(EXTENSION_TRAILING),  NAMED(EXTENSION_EMPTY),  NAMED(IA5_STRING),           NAMED(GENERAL_NAME_CONTROL),
        NAMED(IP_ADDRESS),          NAMED(OTHER_NAME),
#undef NAMED
};

static uint32_t seen;

static uint32_t irregularity_set(const char *names)
{
        uint32_t set = 0;
        size_t i;

        while (*names != '\0') {
                size_t len = strcspn(names, " ");

                for (i = 0; i < PC_IRREGULAR_COUNT; i++) {
                        if (strlen(irregularities[i].name) == len && strncmp(irregularities[i].name, names, len) == 0) {
                                set |= PC_IRREGULAR(irregularities[i].irregularity);
                        }
                }
                names += len + (names[len] == ' ');
        }
        return set;
}

static void check_irregular(struct vector *vector)
{
        struct pc_slice der = certificate(vector_text(vector, 0));
        const char *names = vector_text(vector, 1);
        struct pc_certificate cert;

        vector_expect_result(vector, pc_certificate_parse(&cert, der, NULL), PC_OK);
        vector_expect_number(vector, "irregularities", cert.irregularities, irregularity_set(names));
        assert_true(strcmp(names, "-") == 0 || cert.irregularities != 0);
        seen |= cert.irregularities;
        free((void *)(uintptr_t)der.data);
}

static void irregularities_are_named(void **state)
{
        (void)state;
        for_each_vector("x509/irregular.txt", check_irregular);
        assert_int_equal(seen, (uint32_t)(((uint64_t)1 << PC_IRREGULAR_COUNT) - 1));
}

/* Unique identifiers came with version 2 (RFC 5280 4.1.2.8). */
static void unique_ids_do_not_fit_version_1(void **state)
{
        static const uint8_t version_3[] = {0xA0, 0x03, 0x02, 0x01, 0x02};
        static const uint32_t wanted[] = {
                PC_IRREGULAR(PC_IRREGULAR_VERSION_DEFAULT) | PC_IRREGULAR(PC_IRREGULAR_VERSION_FIELDS), 0, 0};
        struct pc_slice der = certificate("base/uids");
        uint8_t *data = (uint8_t *)(uintptr_t)der.data;
        struct pc_certificate cert;
        uint8_t version;

        (void)state;
        assert_memory_equal(data + 6, version_3, sizeof version_3);
        for (version = 0; version < 3; version++) {
                data[10] = version;
                assert_int_equal(pc_certificate_parse(&cert, der, NULL), PC_OK);
                assert_int_equal(cert.version, version + 1);
                assert_int_equal(cert.irregularities, wanted[version]);
                assert_int_not_equal(cert.unique_ids.len, 0);
        }
        free(data);
}

static void texts_are_distinct(void **state)
{
        size_t i;
        size_t j;

        (void)state;
        for (i = 0; i < PC_IRREGULAR_COUNT; i++) {
                for (j = 0; j < i; j++) {
                        assert_string_not_equal(pc_irregularity_text((enum pc_irregularity)i),
                                                pc_irregularity_text((enum pc_irregularity)j));
                }
        }
}

static void check_refused(struct vector *vector)
{
        struct pc_slice der = certificate(vector_text(vector, 0));
        struct pc_slice there = vector_octets(vector, 3);
        struct pc_certificate cert;
        struct pc_certificate empty;
        struct pc_diag diag;

        memset(&empty, 0, sizeof empty);
        memset(&cert, 0xA5, sizeof cert);
        vector_expect_result(vector, pc_certificate_parse(&cert, der, &diag), vector_result(vector, 1));
        assert_int_equal(cert.der.len + cert.subject.len + cert.irregularities + cert.index.seen, 0);
        assert_true(pc_slice_equal(cert.tbs, empty.tbs) && pc_slice_equal(cert.extensions, empty.extensions));
        vector_expect_result(vector, diag.code, vector_result(vector, 1));
        assert_string_equal(pc_field_path(diag.field), vector_text(vector, 2));
        assert_in_range(diag.offset, 0, der.len - there.len);
        if (there.len != 0) {
                struct pc_slice at = {der.data + diag.offset, there.len};

                vector_expect_octets(vector, "octets at the offset", at, there);
        }
        free((void *)(uintptr_t)der.data);
}

static void refusals_have_code_field_and_offset(void **state)
{
        (void)state;
        for_each_vector("x509/refused.txt", check_refused);
}

/* Every true prefix is refused, with a diagnosis inside of it; every octet more is refused as an octet too many. */
static void check_truncations(const char *name)
{
        struct pc_slice der = certificate(name);
        struct pc_certificate cert;
        struct pc_diag diag;
        size_t len;

        assert_int_equal(pc_certificate_parse(&cert, der, NULL), PC_OK);
        assert_int_equal(cert.der.len, der.len);
        for (len = 0; len < der.len; len++) {
                uint8_t *copy = malloc(len == 0 ? 1 : len);
                struct pc_slice prefix = {copy, len};

                assert_non_null(copy);
                memcpy(copy, der.data, len);
                memset(&diag, 0, sizeof diag);
                assert_int_equal(pc_certificate_parse(&cert, prefix, &diag),
                                 len == 0 ? PC_ERR_X509_EMPTY : PC_ERR_DER_TRUNCATED);
                assert_int_not_equal(diag.code, PC_OK);
                assert_in_range(diag.offset, 0, len);
                assert_int_not_equal(diag.field, PC_FIELD_NONE);
                free(copy);
        }
        free((void *)(uintptr_t)der.data);
}

static void no_prefix_passes(void **state)
{
        static const char *const names[] = {"base/v3-no-ext",  "base/all-keys", "base/uids",      "base/v1-no-version",
                                            "san/nine-kinds", "name/twenty-rdns", "crldp/all-fields", "aia/mixed",
                                            "ber/ext-bool-01"};
        size_t i;

        (void)state;
        for (i = 0; i < sizeof names / sizeof names[0]; i++) {
                check_truncations(names[i]);
        }
}

/* The same with the outer lengths mended: cut inside tbsCertificate, a certificate is refused all the same. */
static void no_shortened_tbs_passes(void **state)
{
        struct pc_slice der = certificate("base/v3-no-ext");
        struct pc_certificate cert;
        size_t cut;

        (void)state;
        assert_int_equal(pc_certificate_parse(&cert, der, NULL), PC_OK);
        assert_in_range(cert.tbs.len, 128 + 3, 255);
        for (cut = 1; cut < cert.tbs.len - 2; cut++) {
                size_t tbs_content = cert.tbs.len - 3 - cut;
                size_t tail = der.len - 3 - cert.tbs.len;
                size_t total = 3 + 3 + tbs_content + tail;
                uint8_t *copy = malloc(total);
                struct pc_slice octets = {copy, total};
                struct pc_certificate unused;

                /* Lengths below 128 would have to be written shorter. */
                if (tbs_content < 128) {
                        free(copy);
                        break;
                }
                assert_non_null(copy);
                memcpy(copy, "\x30\x81", 2);
                copy[2] = (uint8_t)(total - 3);
                memcpy(copy + 3, "\x30\x81", 2);
                copy[5] = (uint8_t)tbs_content;
                memcpy(copy + 6, cert.tbs.data + 3, tbs_content);
                memcpy(copy + 6 + tbs_content, der.data + 3 + cert.tbs.len, tail);
                assert_int_not_equal(pc_certificate_parse(&unused, octets, NULL), PC_OK);
                free(copy);
        }
        assert_in_range(cut, 2, cert.tbs.len);
        free((void *)(uintptr_t)der.data);
}

static void views_lie_in_the_input(void **state)
{
        struct pc_slice der = certificate("base/all-keys");
        struct pc_certificate cert;
        const struct pc_slice *views[] = {&cert.der,     &cert.tbs,  &cert.serial,    &cert.issuer,
                                          &cert.validity, &cert.subject, &cert.spki, &cert.signature_algorithm,
                                          &cert.signature, &cert.extensions};
        size_t i;

        (void)state;
        assert_int_equal(pc_certificate_parse(&cert, der, NULL), PC_OK);
        for (i = 0; i < sizeof views / sizeof views[0]; i++) {
                assert_true(views[i]->data >= der.data && views[i]->data + views[i]->len <= der.data + der.len);
                assert_int_not_equal(views[i]->len, 0);
        }
        free((void *)(uintptr_t)der.data);
}

static void size_is_limited(void **state)
{
        struct pc_certificate cert;
        struct pc_diag diag;
        uint8_t *octets = calloc(1, (size_t)PC_CERTIFICATE_MAX + 1);
        struct pc_slice der = {octets, (size_t)PC_CERTIFICATE_MAX + 1};

        (void)state;
        assert_non_null(octets);
        assert_int_equal(pc_certificate_parse(&cert, der, &diag), PC_ERR_X509_SIZE);
        assert_int_equal(diag.offset, 0);
        free(octets);
}

static void extension_states(void **state)
{
        static const struct {
                const char *name;
                enum pc_extension_kind kind;
                enum pc_extension_state wanted;
        } cases[] = {
                {"base/v3-no-ext", PC_EXTENSION_SUBJECT_ALT_NAME, PC_EXTENSION_ABSENT},
                {"san/dns", PC_EXTENSION_SUBJECT_ALT_NAME, PC_EXTENSION_OK},
                {"san/trailing-data", PC_EXTENSION_SUBJECT_ALT_NAME, PC_EXTENSION_OK},
                {"san/truncated", PC_EXTENSION_SUBJECT_ALT_NAME, PC_EXTENSION_MALFORMED},
                {"san/duplicate", PC_EXTENSION_SUBJECT_ALT_NAME, PC_EXTENSION_DUPLICATE},
                {"san/duplicate-one-bad", PC_EXTENSION_SUBJECT_ALT_NAME, PC_EXTENSION_DUPLICATE},
                {"aia/bad-one", PC_EXTENSION_AUTHORITY_INFO_ACCESS, PC_EXTENSION_MALFORMED},
                {"crldp/bad-one", PC_EXTENSION_CRL_DISTRIBUTION_POINTS, PC_EXTENSION_MALFORMED},
                {"san/issuer-alt-name", PC_EXTENSION_ISSUER_ALT_NAME, PC_EXTENSION_OK},
                {"san/issuer-alt-name", PC_EXTENSION_TLS_FEATURE, PC_EXTENSION_ABSENT},
                {"aia/subject-info", PC_EXTENSION_SUBJECT_INFO_ACCESS, PC_EXTENSION_OK},
                {"crldp/freshest", PC_EXTENSION_FRESHEST_CRL, PC_EXTENSION_OK},
        };
        size_t i;

        (void)state;
        for (i = 0; i < sizeof cases / sizeof cases[0]; i++) {
                struct pc_slice der = certificate(cases[i].name);
                struct pc_certificate cert;
                struct pc_diag diag = {PC_OK, 0, PC_FIELD_NONE, 0, 0, 0};

                assert_int_equal(pc_certificate_parse(&cert, der, NULL), PC_OK);
                assert_int_equal(pc_extension_state(&cert, cases[i].kind, &diag), cases[i].wanted);
                assert_int_equal(diag.code != PC_OK, cases[i].wanted == PC_EXTENSION_MALFORMED);
                assert_in_range(diag.offset, 0, der.len);
                free((void *)(uintptr_t)der.data);
        }
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test(irregularities_are_named),
                cmocka_unit_test(unique_ids_do_not_fit_version_1),
                cmocka_unit_test(texts_are_distinct),
                cmocka_unit_test(refusals_have_code_field_and_offset),
                cmocka_unit_test(no_prefix_passes),
                cmocka_unit_test(no_shortened_tbs_passes),
                cmocka_unit_test(views_lie_in_the_input),
                cmocka_unit_test(size_is_limited),
                cmocka_unit_test(extension_states),
        };

        return cmocka_run_group_tests(tests, NULL, NULL);
}
