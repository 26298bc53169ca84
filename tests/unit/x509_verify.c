/* Hosts in strings of wide characters, times that are none for a verifier, and the hash of a signature. */
#include "api_support.h"

#include <string.h>

#include "extension_certificate.h"
#include "x509/signature_hash.h"
#include "x509/verify.h"

#define OCTETS(literal)                                                                                      \
        {                                                                                                    \
                (const uint8_t *)(literal), sizeof(literal) - 1                                              \
        }

/* A commonName of this string type, each character of 'text' behind as many zeros as its width wants. */
static struct pc_slice with_common_name(uint8_t tag, size_t width, struct pc_slice text)
{
        static uint8_t octets[2048] = {0x31, 0x82, 0, 0, 0x30, 0x82, 0, 0, 0x06, 0x03, 0x55, 0x04, 0x03, 0, 0x82};
        const size_t len = width * text.len;
        const struct pc_slice subject = {octets, 17 + len};
        size_t i;

        assert_true(17 + len <= sizeof octets);
        octets[2] = (uint8_t)((13 + len) >> 8);
        octets[3] = (uint8_t)(13 + len);
        octets[6] = (uint8_t)((9 + len) >> 8);
        octets[7] = (uint8_t)(9 + len);
        octets[13] = tag;
        octets[15] = (uint8_t)(len >> 8);
        octets[16] = (uint8_t)len;
        memset(octets + 17, 0, len);
        for (i = 0; i < text.len; i++) {
                octets[17 + width * i + width - 1] = text.data[i];
        }
        if (len < 256) {
                /* Lengths have to be as short as they can: pad the text instead. */
                fail_msg("%u octets are too few", (unsigned)len);
        }
        return certificate_of(subject);
}

static void expect_host(uint8_t tag, size_t width, const char *name, const char *host, enum pc_result want)
{
        struct pc_slice der = with_common_name(tag, width, slice_of(name));
        struct pc_certificate cert;

        assert_int_equal(pc_certificate_parse(&cert, der, NULL), PC_OK);
        assert_int_equal(pc_host_check(&cert, host, 0), want);
        assert_int_equal(pc_host_check(&cert, host, PC_HOST_NO_COMMON_NAME), PC_ERR_X509_HOST);
        free_octets(der);
}

#define LABEL "a234567890123456789012345678901234567890"
#define LONG  LABEL "." LABEL "." LABEL "." LABEL

static void test_wide_common_names(void **state)
{
        (void)state;
        expect_host(PC_TAG_BMP_STRING, 2, LONG ".example", LONG ".example", PC_OK);
        expect_host(PC_TAG_BMP_STRING, 2, LONG ".example", LONG ".EXAMPLE", PC_OK);
        expect_host(PC_TAG_BMP_STRING, 2, LONG ".example", LONG ".examplf", PC_ERR_X509_HOST);
        expect_host(PC_TAG_UNIVERSAL_STRING, 4, LONG ".example", LONG ".example", PC_OK);
        expect_host(PC_TAG_UNIVERSAL_STRING, 4, "*." LONG, "any." LONG, PC_OK);
        expect_host(PC_TAG_UNIVERSAL_STRING, 4, LONG ".example", LABEL, PC_ERR_X509_HOST);
        /* Longer than any host's name. */
        expect_host(PC_TAG_BMP_STRING, 2, LONG "." LONG, LONG, PC_ERR_X509_HOST);
        expect_host(PC_TAG_UNIVERSAL_STRING, 4, LONG "." LONG, LONG, PC_ERR_X509_HOST);
}

/* A character beyond ASCII equals none of a host's, whatever its last octet. */
static void test_other_characters(void **state)
{
        static const uint8_t subject[] = {0x31, 0x0D, 0x30, 0x0B, 0x06, 0x03, 0x55, 0x04,
                                          0x03, 0x1E, 0x04, 0x01, 'a',  0x00, 'b'};
        struct pc_slice der = certificate_of((struct pc_slice){subject, sizeof subject});
        struct pc_certificate cert;

        (void)state;
        assert_int_equal(pc_certificate_parse(&cert, der, NULL), PC_OK);
        assert_int_equal(pc_host_check(&cert, "ab", 0), PC_ERR_X509_HOST);
        free_octets(der);
}

/* Which of them are asked for, and which are none (the header says: too long, not ASCII, or loose addresses). */
static void test_host_syntax(void **state)
{
        static const struct {
                const char *host;
                enum pc_result result;
        } rows[] = {
                {"", PC_ERR_X509_HOST_SYNTAX},
                {"a:b", PC_ERR_X509_HOST_SYNTAX},
                {"a b", PC_ERR_X509_HOST_SYNTAX},
                {"a\x80", PC_ERR_X509_HOST_SYNTAX},
                {"a..b", PC_ERR_X509_HOST_SYNTAX},
                {LONG "." LONG, PC_ERR_X509_HOST_SYNTAX},
                {LABEL LABEL, PC_ERR_X509_HOST_SYNTAX},
                {"1.2.3.04", PC_ERR_X509_HOST_SYNTAX},
                {"+1.2.3.-4", PC_ERR_X509_HOST_SYNTAX},
                {"1.2.3.4.", PC_ERR_X509_HOST},
                {"1.2.3.", PC_ERR_X509_HOST},
                {"1.2.3.+", PC_ERR_X509_HOST},
                {"9999.2.3.4", PC_ERR_X509_HOST},
                {"x", PC_OK},
                {"1.2.3.4", PC_ERR_X509_IP},
        };
        static const struct certificate_parts usual;
        struct pc_slice der = certificate_from(&usual);
        struct pc_certificate cert;
        size_t i;

        (void)state;
        assert_int_equal(pc_certificate_parse(&cert, der, NULL), PC_OK);
        for (i = 0; i < sizeof rows / sizeof rows[0]; i++) {
                print_message("# %s\n", rows[i].host);
                assert_int_equal(pc_host_check(&cert, rows[i].host, 0), rows[i].result);
        }
        free_octets(der);
}

/* An extension that cannot be read allows nothing. */
static void test_unreadable_usage(void **state)
{
        static const struct {
                struct pc_slice oid;
                unsigned copies;
                enum pc_result result;
                enum pc_result issuer;
        } rows[] = {
                {OCTETS("\x55\x1D\x0F"), 1, PC_ERR_DER_TAG, PC_OK},
                {OCTETS("\x55\x1D\x0F"), 2, PC_ERR_X509_DUPLICATE, PC_OK},
                {OCTETS("\x55\x1D\x25"), 1, PC_ERR_DER_TAG, PC_ERR_DER_TAG},
                {OCTETS("\x55\x1D\x25"), 2, PC_ERR_X509_DUPLICATE, PC_ERR_X509_DUPLICATE},
        };
        size_t i;

        (void)state;
        for (i = 0; i < sizeof rows / sizeof rows[0]; i++) {
                const struct pc_slice null = OCTETS("\x05\x00");
                struct pc_slice der = certificate_with(rows[i].oid, null, rows[i].copies);
                struct pc_certificate cert;

                assert_int_equal(pc_certificate_parse(&cert, der, NULL), PC_OK);
                assert_int_equal(pc_purpose_check(&cert, PC_PURPOSE_TLS_SERVER), rows[i].result);
                assert_int_equal(pc_issuer_purpose_check(&cert, PC_PURPOSE_TLS_CLIENT), rows[i].issuer);
                free_octets(der);
        }
}

static const char *const good_times[] = {"20250101000000Z", "20260101000000Z"};

/* RFC 5280 4.1.2.5 alone counts. */
static void test_times(void **state)
{
        static const struct {
                struct pc_slice validity;
                enum pc_result before;
                enum pc_result inside;
                enum pc_result behind;
        } rows[] = {
                {OCTETS("\x30\x1E\x17\x0D"
                        "250101000000Z\x17\x0D"
                        "260101000000Z"),
                 PC_ERR_X509_NOT_YET, PC_OK, PC_ERR_X509_EXPIRED},
                /* without seconds: a time for Python, not for a verifier */
                {OCTETS("\x30\x1C\x17\x0B"
                        "2501010000Z\x17\x0D"
                        "260101000000Z"),
                 PC_ERR_DER_TIME, PC_ERR_DER_TIME, PC_ERR_DER_TIME},
                {OCTETS("\x30\x1C\x17\x0D"
                        "250101000000Z\x17\x0B"
                        "2601010000Z"),
                 PC_ERR_DER_TIME, PC_ERR_DER_TIME, PC_ERR_DER_TIME},
                /* no times at all */
                {OCTETS("\x30\x1E\x17\x0D"
                        "251301000000Z\x17\x0D"
                        "260101000000Z"),
                 PC_ERR_DER_TIME, PC_ERR_DER_TIME, PC_ERR_DER_TIME},
                {OCTETS("\x30\x1E\x17\x0D"
                        "250101000000Z\x17\x0D"
                        "261301000000Z"),
                 PC_ERR_DER_TIME, PC_ERR_DER_TIME, PC_ERR_DER_TIME},
        };
        struct pc_time from;
        struct pc_time until;
        size_t i;

        (void)state;
        assert_int_equal(pc_time_read(PC_TAG_GENERALIZED_TIME, slice_of(good_times[0]), &from), PC_OK);
        assert_int_equal(pc_time_read(PC_TAG_GENERALIZED_TIME, slice_of(good_times[1]), &until), PC_OK);
        for (i = 0; i < sizeof rows / sizeof rows[0]; i++) {
                const struct certificate_parts parts = {.validity = rows[i].validity};
                struct pc_slice der = certificate_from(&parts);
                struct pc_certificate cert;

                assert_int_equal(pc_certificate_parse(&cert, der, NULL), PC_OK);
                assert_int_equal(pc_validity_check(&cert, pc_time_to_unix(&from) - 1), rows[i].before);
                assert_int_equal(pc_validity_check(&cert, pc_time_to_unix(&from)), rows[i].inside);
                assert_int_equal(pc_validity_check(&cert, pc_time_to_unix(&until)), rows[i].inside);
                assert_int_equal(pc_validity_check(&cert, pc_time_to_unix(&until) + 1), rows[i].behind);
                free_octets(der);
        }
}

#define PKCS1      "\x2A\x86\x48\x86\xF7\x0D\x01\x01"
#define PSS(rest)  "\x06\x09" PKCS1 "\x0A" rest
#define SHA256_OID "\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x01"

/* RSASSA-PSS-params: RFC 4055 3.1. */
static void test_signature_hashes(void **state)
{
        static const struct {
                struct pc_slice algorithm;
                enum pc_result result;
                enum pc_hash hash;
        } rows[] = {
                {OCTETS("\x30\x0D\x06\x09" PKCS1 "\x05\x05\x00"), PC_OK, PC_HASH_SHA1},
                {OCTETS("\x30\x0D\x06\x09" PKCS1 "\x04\x05\x00"), PC_OK, PC_HASH_MD5},
                {OCTETS("\x30\x0D" PSS("\x30\x00")), PC_OK, PC_HASH_SHA1},
                {OCTETS("\x30\x1C" PSS("\x30\x0F\xA0\x0D\x30\x0B" SHA256_OID)), PC_OK, PC_HASH_SHA256},
                {OCTETS("\x30\x0B" PSS("")), PC_NONE, PC_HASH_MD5},
                {OCTETS("\x30\x0D" PSS("\x05\x00")), PC_NONE, PC_HASH_MD5},
                {OCTETS("\x30\x0F" PSS("\x30\x02\x05\x00")), PC_OK, PC_HASH_SHA1},
                {OCTETS("\x30\x0F" PSS("\x30\x02\xA0\x00")), PC_NONE, PC_HASH_MD5},
                {OCTETS("\x30\x11" PSS("\x30\x04\xA0\x02\x30\x00")), PC_NONE, PC_HASH_MD5},
                {OCTETS("\x30\x14" PSS("\x30\x07\xA0\x05\x30\x03\x06\x01\x2A")), PC_NONE, PC_HASH_MD5},
                {OCTETS("\x30\x05\x06\x03\x2B\x65\x70"), PC_NONE, PC_HASH_MD5},
        };
        size_t i;

        (void)state;
        for (i = 0; i < sizeof rows / sizeof rows[0]; i++) {
                const struct certificate_parts parts = {.algorithm = rows[i].algorithm};
                struct pc_slice der = certificate_from(&parts);
                struct pc_certificate cert;
                enum pc_hash hash = PC_HASH_MD5;

                assert_int_equal(pc_certificate_parse(&cert, der, NULL), PC_OK);
                assert_int_equal(pc_signature_hash(&cert, &hash), rows[i].result);
                assert_int_equal(hash, rows[i].hash);
                free_octets(der);
        }
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test(test_wide_common_names),
                cmocka_unit_test(test_other_characters),
                cmocka_unit_test(test_host_syntax),
                cmocka_unit_test(test_unreadable_usage),
                cmocka_unit_test(test_times),
                cmocka_unit_test(test_signature_hashes),
        };

        return cmocka_run_group_tests(tests, NULL, NULL);
}
