/* The dict, its check and the Python literal, against CPython's answer for every certificate of the vectors. */
#include "api_support.h"

#include <stdio.h>
#include <string.h>

static size_t compared;

static bool is_framing(enum pc_result code)
{
        return (code <= PC_ERR_DER_EXTRA && code >= PC_ERR_DER_HIGH_TAG) || code == PC_ERR_DER_CONSTRUCTED ||
               code == PC_ERR_DER_PRIMITIVE || code == PC_ERR_DER_EOC;
}

static const char *utf8_reason(enum pc_result code)
{
        switch (code) {
        case PC_ERR_API_UTF8_START:
                return "invalid start byte";
        case PC_ERR_API_UTF8_CONTINUATION:
                return "invalid continuation byte";
        default:
                return "unexpected end of data";
        }
}

/* Python's message, from nothing but what the check has said. */
static void format_exception(const struct certificate_vector *vector, const struct pc_diag *diag, char *text,
                             size_t size)
{
        const size_t last = diag->position + diag->length - 1;

        if (diag->code == PC_ERR_X509_ATTRIBUTE_TYPE) {
                snprintf(text, size, "SSLError: unknown error (_ssl.c:N)");
        } else if (diag->code == PC_ERR_X509_OID_SIZE && strcmp(pc_field_path(diag->field), "subjectAltName") == 0) {
                snprintf(text, size, "SSLError: unknown error (_ssl.c:N)");
        } else if (diag->code == PC_ERR_X509_OID_SIZE) {
                snprintf(text, size,
                         "SystemError: <class 'ssl.SSLError'> returned a result with an exception set");
        } else if (diag->length == 1) {
                snprintf(text, size,
                         "UnicodeDecodeError: 'utf-8' codec can't decode byte 0x%02x in position %zu: %s",
                         vector->der.data[diag->offset], diag->position, utf8_reason(diag->code));
        } else {
                snprintf(text, size,
                         "UnicodeDecodeError: 'utf-8' codec can't decode bytes in position %zu-%zu: %s",
                         diag->position, last, utf8_reason(diag->code));
        }
}

static void check_raises(const struct certificate_vector *vector, const struct pc_certificate *cert)
{
        static struct recorder recorder;
        struct pc_diag diag;
        struct pc_diag again;
        struct pc_certificate refused = {.version = 77};
        char text[256];

        assert_int_not_equal(pc_dict_check(cert, &diag), PC_OK);
        assert_int_equal(pc_dict_check(cert, NULL), diag.code);
        format_exception(vector, &diag, text, sizeof text);
        assert_string_equal(text, vector->error);

        assert_int_equal(pc_decode(vector->der, &refused, &again), diag.code);
        assert_int_equal(again.offset, diag.offset);
        assert_int_equal(refused.version, 0);
        assert_int_equal(refused.der.len + refused.subject.len + refused.index.seen, 0);

        recorder_start(&recorder, 0);
        assert_int_equal(pc_write_python(cert, recorder_sink, &recorder), diag.code);
        assert_int_equal(pc_write_json(cert, recorder_sink, &recorder), diag.code);
        assert_int_equal(recorder.calls, 0);
}

static void check_literal(const struct certificate_vector *vector, const struct pc_certificate *cert)
{
        static struct recorder recorder;

        assert_int_equal(pc_dict_check(cert, NULL), PC_OK);
        recorder_start(&recorder, 0);
        assert_int_equal(pc_write_python(cert, recorder_sink, &recorder), PC_OK);
        if (vector->ascii) {
                assert_string_equal(recorder.text, vector->python);
                compared++;
        }
}

static void check_vector(const struct certificate_vector *vector)
{
        struct pc_certificate cert;
        struct pc_diag diag;

        print_message("# %s\n", vector->name);
        if (pc_certificate_parse(&cert, vector->der, &diag) != PC_OK) {
                assert_true(vector->python == NULL || is_framing(diag.code));
        } else if (vector->python != NULL) {
                check_literal(vector, &cert);
        } else {
                check_raises(vector, &cert);
        }
}

static void test_vectors(void **state)
{
        (void)state;
        for_each_certificate(check_vector);
        assert_true(compared > 220);
}

/* Which entry is at fault: by name of the vector, key, entry, position. */
static void test_places(void **state)
{
        static const struct {
                const char *name;
                const char *field;
                size_t entry;
                size_t position;
        } cases[] = {
                {"string/sequence", "subject", 0, 0},
                {"name/oid-587-octets", "subject", 0, 0},
                {"san/uri-bad", "subjectAltName", 1, 0},
                {"san/other-bad-utf8", "subjectAltName", 0, 4},
                {"san/rid-587-octets", "subjectAltName", 0, 0},
                {"san/dirname-sequence", "subjectAltName", 0, 0},
        };
        size_t i;

        (void)state;
        for (i = 0; i < sizeof cases / sizeof cases[0]; i++) {
                struct certificate_vector vector = certificate_named(cases[i].name);
                struct pc_certificate cert;
                struct pc_diag diag;

                assert_int_not_equal(pc_decode(vector.der, &cert, &diag), PC_OK);
                assert_string_equal(pc_field_path(diag.field), cases[i].field);
                assert_int_equal(diag.entry, cases[i].entry);
                assert_int_equal(diag.position, cases[i].position);
                release_certificate(&vector);
        }
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test(test_vectors),
                cmocka_unit_test(test_places),
        };

        return cmocka_run_group_tests(tests, NULL, NULL);
}
