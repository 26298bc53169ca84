/*
 * The common questions, and that the iterators agree with the dict. The values are CPython's, from the
 * vectors.
 */
#include "api_support.h"

#include <string.h>

static struct certificate_vector vector;
static struct pc_certificate cert;

static void open_certificate(const char *name)
{
        vector = certificate_named(name);
        assert_int_equal(pc_certificate_parse(&cert, vector.der, NULL), PC_OK);
}

static void expect_common_name(const char *name, enum pc_result result, const char *text)
{
        struct pc_text found;

        open_certificate(name);
        assert_int_equal(pc_common_name(&cert, &found), result);
        assert_true(result != PC_OK || pc_text_equal(found, text));
        release_certificate(&vector);
}

static void test_common_name(void **state)
{
        (void)state;
        expect_common_name("base/v3-no-ext", PC_OK, "a");
        expect_common_name("name/empty-rdn-first", PC_OK, "b");
        expect_common_name("string/bmp", PC_OK, "a\xC3\xA9\xE2\x82\xAC\xEF\xBF\xBF");
        expect_common_name("name/empty", PC_NONE, NULL);
        expect_common_name("name/oid-unknown", PC_NONE, NULL);
        expect_common_name("string/bits", PC_NONE, NULL);
        expect_common_name("string/sequence", PC_NONE, NULL);
}

static void test_subject_attribute(void **state)
{
        static const uint8_t country[] = {0x55, 0x04, 0x06};
        const struct pc_slice type = {country, sizeof country};
        struct pc_text found;

        (void)state;
        open_certificate("name/multi-valued");
        assert_int_equal(pc_subject_attribute(&cert, type, &found), PC_OK);
        assert_true(pc_text_equal(found, "US"));
        release_certificate(&vector);
}

static void test_dns_names(void **state)
{
        struct pc_slice name = {NULL, 0};

        (void)state;
        open_certificate("san/dns-quotes");
        assert_int_equal(pc_dns_name(&cert, 0, &name), PC_OK);
        assert_int_equal(name.len, 1);
        assert_int_equal(name.data[0], '\'');
        assert_int_equal(pc_dns_name(&cert, 2, &name), PC_OK);
        assert_int_equal(name.len, 3);
        assert_int_equal(pc_dns_name(&cert, 3, &name), PC_END);
        release_certificate(&vector);
        open_certificate("san/duplicate");
        assert_int_equal(pc_dns_name(&cert, 0, &name), PC_END);
        release_certificate(&vector);
}

/* Names of other kinds are passed over. */
static void test_dns_name_among_others(void **state)
{
        struct pc_slice name = {NULL, 0};

        (void)state;
        open_certificate("san/nine-kinds");
        assert_int_equal(pc_dns_name(&cert, 0, &name), PC_OK);
        assert_int_equal(name.len, 1);
        assert_int_equal(name.data[0], 'd');
        assert_int_equal(pc_dns_name(&cert, 1, &name), PC_END);
        release_certificate(&vector);
}

static void test_issuer(void **state)
{
        struct pc_attribute attribute;
        struct pc_name_iter it;
        struct pc_text text;

        (void)state;
        open_certificate("base/v3-no-ext");
        it = pc_issuer(&cert);
        assert_int_equal(pc_name_next(&it, &attribute), PC_OK);
        if (strcmp(PC_OID_NAMES, "none") != 0) {
                assert_true(pc_text_equal(pc_attribute_name(&attribute), "commonName"));
        } else {
                assert_true(pc_text_equal(pc_attribute_name(&attribute), "2.5.4.3"));
        }
        assert_int_equal(pc_attribute_text(&attribute, &text), PC_OK);
        assert_true(pc_text_equal(text, "i"));
        assert_int_equal(pc_name_next(&it, &attribute), PC_END);
        release_certificate(&vector);
        open_certificate("name/oid-unknown");
        it = pc_subject(&cert);
        assert_int_equal(pc_name_next(&it, &attribute), PC_OK);
        assert_int_equal(pc_attribute_name(&attribute).kind, PC_TEXT_OID);
        release_certificate(&vector);
}

static void test_validity(void **state)
{
        int64_t seconds = 77;

        (void)state;
        open_certificate("base/v3-no-ext");
        assert_int_equal(pc_valid_from(&cert, &seconds), PC_OK);
        assert_int_equal(seconds, 1704067200);
        assert_int_equal(pc_valid_until(&cert, &seconds), PC_OK);
        assert_int_equal(seconds, 2019686400);
        release_certificate(&vector);
        open_certificate("time/bad-month");
        seconds = 77;
        assert_int_equal(pc_valid_from(&cert, &seconds), PC_ERR_DER_TIME);
        assert_int_equal(pc_valid_until(&cert, &seconds), PC_ERR_DER_TIME);
        assert_int_equal(seconds, 77);
        release_certificate(&vector);
}

static void test_serial_number(void **state)
{
        (void)state;
        open_certificate("serial/36-octets");
        assert_true(
                pc_text_equal(pc_serial_number(&cert),
                              "7F7F7F7F7F7F7F7F7F7F7F7F7F7F7F7F7F7F7F7F7F7F7F7F7F7F7F7F7F7F7F7F7F7F7F7F"));
        release_certificate(&vector);
        open_certificate("serial/ff0000");
        assert_true(pc_text_equal(pc_serial_number(&cert), "-010000"));
        release_certificate(&vector);
}

/* The pieces of the expected dict, in its order: "label=text" a name. */
static void expect_alt_names(const char *name, const char *const *expected)
{
        struct pc_general_name_iter it;
        struct pc_general_name found;

        open_certificate(name);
        it = pc_subject_alt_names(&cert);
        for (; *expected != NULL; expected++) {
                const char *separator = strchr(*expected, '=');
                struct pc_text text;

                assert_int_equal(pc_general_name_next(&it, &found), PC_OK);
                assert_memory_equal(pc_general_name_label(found.type), *expected,
                                    (size_t)(separator - *expected));
                if (separator[1] == '\0') {
                        assert_int_equal(pc_general_name_text(&found, &text), PC_NONE);
                } else {
                        assert_int_equal(pc_general_name_text(&found, &text), PC_OK);
                        assert_true(pc_text_equal(text, separator + 1));
                }
        }
        assert_int_equal(pc_general_name_next(&it, &found), PC_END);
        assert_int_equal(pc_general_name_next(&it, &found), PC_END);
        release_certificate(&vector);
}

static void test_alt_names(void **state)
{
        static const char *const nine[] = {"DNS=d",
                                           "email=e",
                                           "URI=u",
                                           "IP Address=1.2.3.4",
                                           "Registered ID=1.2.3",
                                           "othername=UPN:u",
                                           "DirName=",
                                           "X400Name=<unsupported>",
                                           "EdiPartyName=<unsupported>",
                                           NULL};
        static const char *const none[] = {NULL};
        static const char *const cut[] = {"othername=UPN:ab", NULL};

        (void)state;
        expect_alt_names("san/nine-kinds", nine);
        expect_alt_names("san/other-nul", cut);
        expect_alt_names("san/empty", none);
        expect_alt_names("san/truncated", none);
        expect_alt_names("base/v3-no-ext", none);
}

/* Where Python raises, so does this. */
static void test_text_that_is_none(void **state)
{
        static const struct {
                const char *name;
                enum pc_result result;
        } cases[] = {{"san/dns-bad-latin1", PC_ERR_API_UTF8_END},
                     {"san/dns-bad-mid", PC_ERR_API_UTF8_START},
                     {"san/dns-bad-bad-third", PC_ERR_API_UTF8_CONTINUATION},
                     {"san/other-bad-utf8", PC_ERR_API_UTF8_START}};
        size_t i;

        (void)state;
        for (i = 0; i < sizeof cases / sizeof cases[0]; i++) {
                struct pc_general_name_iter it;
                struct pc_general_name name;
                struct pc_text text = {PC_TEXT_CONSTANT, 0, {NULL, 0}, "untouched"};

                open_certificate(cases[i].name);
                it = pc_subject_alt_names(&cert);
                assert_int_equal(pc_general_name_next(&it, &name), PC_OK);
                assert_int_equal(pc_general_name_text(&name, &text), cases[i].result);
                assert_string_equal(text.constant, "untouched");
                release_certificate(&vector);
        }
}

static void expect_uris(struct pc_uri_iter it, const char *const *expected)
{
        struct pc_slice uri;

        for (; *expected != NULL; expected++) {
                assert_int_equal(pc_uri_next(&it, &uri), PC_OK);
                assert_int_equal(uri.len, strlen(*expected));
                assert_memory_equal(uri.data, *expected, uri.len);
        }
        assert_int_equal(pc_uri_next(&it, &uri), PC_END);
        assert_int_equal(pc_uri_next(&it, &uri), PC_END);
}

static void test_uris(void **state)
{
        static const char *const ocsp[] = {"o1", "o2", NULL};
        static const char *const issuers[] = {"c1", "c2", NULL};
        static const char *const points[] = {"u", NULL};
        static const char *const none[] = {NULL};

        (void)state;
        open_certificate("aia/both");
        expect_uris(pc_ocsp(&cert), ocsp);
        expect_uris(pc_ca_issuers(&cert), issuers);
        expect_uris(pc_crl_distribution_points(&cert), none);
        release_certificate(&vector);
        open_certificate("crldp/relative-bad-utf8");
        expect_uris(pc_crl_distribution_points(&cert), points);
        release_certificate(&vector);
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test(test_common_name),       cmocka_unit_test(test_subject_attribute),
                cmocka_unit_test(test_dns_names),         cmocka_unit_test(test_validity),
                cmocka_unit_test(test_serial_number),     cmocka_unit_test(test_alt_names),
                cmocka_unit_test(test_text_that_is_none), cmocka_unit_test(test_uris),
                cmocka_unit_test(test_issuer),            cmocka_unit_test(test_dns_name_among_others),
        };

        return cmocka_run_group_tests(tests, NULL, NULL);
}
