/* What the report for people says of extensions and keys, and where it stops. */
#include "api_support.h"

#include <stdlib.h>
#include <string.h>

#include "extension_certificate.h"
#include "x509/spki.h"

static struct recorder recorder;
static size_t checked;

static void report(const struct pc_certificate *cert)
{
        recorder_start(&recorder, 0);
        assert_int_equal(pc_write_text(cert, recorder_sink, &recorder), PC_OK);
        recorder.text[recorder.len] = '\0';
}

/* A line that ends with a colon is only the beginning of one. */
static void expect_line(const struct vector *vector, const char *label, const char *text)
{
        char line[1024];
        const bool begins = text[0] != '\0' && text[strlen(text) - 1] == ':';

        snprintf(line, sizeof line, "\n%-24s%s%s", label, text, begins ? "" : "\n");
        if (strstr(recorder.text, line) == NULL) {
                vector_fail(vector, "no line '%s' in\n%s", line + 1, recorder.text);
        }
        checked++;
}

static void check_extension(struct vector *vector)
{
        struct pc_slice der = certificate_with(vector_octets(vector, 0), vector_octets(vector, 1), 1);
        struct pc_certificate cert;

        vector_expect_result(vector, pc_certificate_parse(&cert, der, NULL), PC_OK);
        report(&cert);
        expect_line(vector, vector_text(vector, 2), vector_text(vector, 3));
        check_stops(pc_write_text, &cert);
        free_octets(der);
}

static void test_extensions(void **state)
{
        (void)state;
        for_each_vector("api/report.txt", check_extension);
}

static const struct {
        enum pc_extension_kind kind;
        const char *label;
} rows[] = {
        {PC_EXTENSION_NAME_CONSTRAINTS, "Constraints"},
        {PC_EXTENSION_CERTIFICATE_POLICIES, "Policies"},
        {PC_EXTENSION_SUBJECT_KEY_IDENTIFIER, "Subject key ID"},
        {PC_EXTENSION_AUTHORITY_KEY_IDENTIFIER, "Authority key ID"},
        {PC_EXTENSION_ISSUER_ALT_NAME, "Issuer's names"},
        {PC_EXTENSION_TLS_FEATURE, "TLS features"},
        {PC_EXTENSION_SCT_LIST, "Timestamps"},
};

/* Whatever the value: a row of it, which says so where it is malformed. The others are shown as octets. */
static void check_row(struct vector *vector)
{
        struct pc_slice der = certificate_with(vector_octets(vector, 1), vector_octets(vector, 2), 1);
        const bool good = vector_result(vector, 3) == PC_OK;
        struct pc_certificate cert;
        char start[64];
        size_t i = 0;

        vector_expect_result(vector, pc_certificate_parse(&cert, der, NULL), PC_OK);
        report(&cert);
        while (i < sizeof rows / sizeof rows[0] &&
               strcmp(pc_extension_name(rows[i].kind), vector_text(vector, 0)) != 0) {
                i++;
        }
        snprintf(start, sizeof start, "\n%-24s", i < sizeof rows / sizeof rows[0] ? rows[i].label : "Extension");
        if (strstr(recorder.text, start) == NULL ||
            (i < sizeof rows / sizeof rows[0] && good == (strstr(recorder.text, "malformed: ") != NULL))) {
                vector_fail(vector, "%s in\n%s", good ? "malformed" : "well-formed", recorder.text);
        }
        check_stops(pc_write_text, &cert);
        free_octets(der);
}

static void test_rows(void **state)
{
        (void)state;
        for_each_vector("x509/extensions.txt", check_row);
}

static void test_repeated(void **state)
{
        static const uint8_t oid[] = {0x55, 0x1D, 0x0E};
        static const uint8_t value[] = {0x04, 0x01, 0x07};
        struct pc_slice der = certificate_with((struct pc_slice){oid, sizeof oid},
                                               (struct pc_slice){value, sizeof value}, 2);
        struct pc_certificate cert;

        (void)state;
        assert_int_equal(pc_certificate_parse(&cert, der, NULL), PC_OK);
        report(&cert);
        assert_non_null(strstr(recorder.text, "\nSubject key ID          repeated, which makes it void\n"));
        free_octets(der);
}

/* "RSA, 2048 bits, exponent 65537", of a key that can be read. */
static void describe_key(struct vector *vector, char *text, size_t size)
{
        const char *type = vector_text(vector, 2);
        const struct pc_slice exponent = vector_octets(vector, 5);
        unsigned long value = 0;
        size_t i;

        if (strcmp(type, "RSA") != 0) {
                snprintf(text, size, "EC, ");
                return;
        }
        for (i = 0; i < exponent.len && exponent.len <= 4; i++) {
                value = value << 8 | exponent.data[i];
        }
        if (exponent.len > 4) {
                snprintf(text, size, "RSA, %s bits, exponent %s\n", vector_text(vector, 3), vector_text(vector, 5));
        } else {
                snprintf(text, size, "RSA, %s bits, exponent %lu\n", vector_text(vector, 3), value);
        }
}

static void check_key(struct vector *vector)
{
        const struct certificate_parts parts = {.key = vector_octets(vector, 0)};
        struct pc_slice der = certificate_from(&parts);
        char text[512] = "malformed: ";
        char line[sizeof text + 32];
        struct pc_certificate cert;

        if (pc_certificate_parse(&cert, der, NULL) == PC_OK) {
                const bool good = vector_result(vector, 1) == PC_OK;

                if (good && strcmp(vector_text(vector, 2), "RSA") != 0 && strcmp(vector_text(vector, 2), "EC") != 0) {
                        text[0] = '\0';
                } else if (good) {
                        describe_key(vector, text, sizeof text);
                }
                snprintf(line, sizeof line, "\nPublic key              %s", text);
                report(&cert);
                if (strstr(recorder.text, line) == NULL) {
                        vector_fail(vector, "no '%s' in\n%s", line + 1, recorder.text);
                }
                check_stops(pc_write_text, &cert);
                checked++;
        }
        free_octets(der);
}

static void test_keys(void **state)
{
        (void)state;
        checked = 0;
        for_each_vector("x509/spki.txt", check_key);
        assert_true(checked > 60);
}

static void expect_key(const char *spki, const char *text)
{
        struct pc_slice der;
        struct certificate_parts parts = {.key = slice_of("")};
        struct pc_certificate cert;
        uint8_t octets[512];
        size_t len;

        for (len = 0; spki[2 * len] != '\0'; len++) {
                unsigned octet = 0;

                assert_int_equal(sscanf(spki + 2 * len, "%2x", &octet), 1);
                octets[len] = (uint8_t)octet;
        }
        parts.key.data = octets;
        parts.key.len = len;
        der = certificate_from(&parts);
        assert_int_equal(pc_certificate_parse(&cert, der, NULL), PC_OK);
        report(&cert);
        if (strstr(recorder.text, text) == NULL) {
                fail_msg("no '%s' in\n%s", text, recorder.text);
        }
        free_octets(der);
}

static void test_odd_keys(void **state)
{
        (void)state;
        expect_key("3016300e06072a8648ce3d020106032a0304030400046162", "\nPublic key              EC, 1.2.3.4\n");
        /* Its parameters are a SEQUENCE: all of a curve, which nobody looks into. */
        expect_key("3013300b06072a8648ce3d02013000030400046162",
                     "\nPublic key              EC, explicit parameters\n");
        expect_key("3022300d06092a864886f70d0101010500031100300e020500b123456702050100000001",
                   "\nPublic key              RSA, 32 bits, exponent 0100000001\n");
        expect_key("3017300a06032a03040403616263030903616e797468696e67", "\nPublic key              1.2.3.4\n");
}

/* A name of an OBJECT IDENTIFIER that is too long for what is written at once. */
static void test_long_oid_name(void **state)
{
        static const uint8_t oid[] = {0x55, 0x1D, 0x11};
        static const uint8_t value[] = {0x30, 0x0A, 0x88, 0x08, 0x2A, 0x85, 0x03, 0x07, 0x01, 0x01, 0x03, 0x03};
        static const char name[] = "GOST R 34.10-2012 with GOST R 34.11-2012 (512 bit)";
        struct pc_slice der = certificate_with((struct pc_slice){oid, sizeof oid},
                                               (struct pc_slice){value, sizeof value}, 1);
        struct pc_certificate cert;
        char entry[128];

        (void)state;
        snprintf(entry, sizeof entry, "(('Registered ID', '%s'),)", name);
        assert_int_equal(pc_certificate_parse(&cert, der, NULL), PC_OK);
        recorder_start(&recorder, 0);
        assert_int_equal(pc_write_python(&cert, recorder_sink, &recorder), PC_OK);
        recorder.text[recorder.len] = '\0';
        assert_non_null(strstr(recorder.text, entry));
        free_octets(der);
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test(test_extensions), cmocka_unit_test(test_rows),   cmocka_unit_test(test_repeated),
                cmocka_unit_test(test_keys),       cmocka_unit_test(test_odd_keys),
                cmocka_unit_test(test_long_oid_name),
        };

        return cmocka_run_group_tests(tests, NULL, NULL);
}
