#include "support.h"

#include <string.h>

#include "tls/alert.h"
#include "tls/ciphersuite.h"

/* What Python says of the suite. */
static void check_suite(struct vector *vector)
{
        const struct pc_cipher_suite *suite = pc_cipher_suite_find((uint16_t)vector_number(vector, 0));

        if (suite == NULL) {
                vector_fail(vector, "no such suite");
                return;
        }
        vector_expect_number(vector, "id", suite->id, vector_number(vector, 0));
        vector_expect_text(vector, "name", slice_of(suite->name), vector_text(vector, 1));
        vector_expect_text(vector, "protocol", slice_of(pc_cipher_suite_protocol(suite)), vector_text(vector, 2));
        vector_expect_number(vector, "bits", suite->bits, vector_number(vector, 3));
}

static void test_suites_as_python_names_them(void **state)
{
        (void)state;
        for_each_vector("tls/ciphersuites.txt", check_suite);
}

/* OpenSSL has these in builds with weak ciphers only: SSL_CIPHER_get_name and _get_bits of such a build. */
static void test_triple_des(void **state)
{
        static const struct {
                uint16_t id;
                int bits;
                const char *name;
                const char *protocol;
        } want[] = {
                {0x000A, 112, "DES-CBC3-SHA", "SSLv3"},
                {0xC008, 112, "ECDHE-ECDSA-DES-CBC3-SHA", "TLSv1.0"},
                {0xC012, 112, "ECDHE-RSA-DES-CBC3-SHA", "TLSv1.0"},
        };

        (void)state;
        for (size_t i = 0; i < sizeof want / sizeof want[0]; i++) {
                const struct pc_cipher_suite *suite = pc_cipher_suite_find(want[i].id);

                assert_non_null(suite);
                assert_string_equal(suite->name, want[i].name);
                assert_string_equal(pc_cipher_suite_protocol(suite), want[i].protocol);
                assert_int_equal(suite->bits, want[i].bits);
        }
}

/* Static ECDH suites are told apart from ECDHE by their names alone. */
static void check_like(uint16_t ecdh, uint16_t ecdhe)
{
        const struct pc_cipher_suite *fixed = pc_cipher_suite_find(ecdh);
        const struct pc_cipher_suite *ephemeral = pc_cipher_suite_find(ecdhe);

        assert_non_null(fixed);
        assert_non_null(ephemeral);
        assert_memory_equal(fixed->name, "ECDH-", 5);
        assert_memory_equal(ephemeral->name, "ECDHE-", 6);
        assert_string_equal(fixed->name + 5, ephemeral->name + 6);
        assert_string_equal(pc_cipher_suite_protocol(fixed), pc_cipher_suite_protocol(ephemeral));
        assert_int_equal(fixed->bits, ephemeral->bits);
}

/* RFC 4492 6, RFC 5289 3: the numbers of TLS_ECDH_* and TLS_ECDHE_* with the same signature, cipher and MAC.
 */
static void test_static_ecdh(void **state)
{
        static const uint16_t pairs[][2] = {
                {0xC003, 0xC008}, {0xC004, 0xC009}, {0xC005, 0xC00A}, {0xC00D, 0xC012}, {0xC00E, 0xC013},
                {0xC00F, 0xC014}, {0xC025, 0xC023}, {0xC026, 0xC024}, {0xC029, 0xC027}, {0xC02A, 0xC028},
                {0xC02D, 0xC02B}, {0xC02E, 0xC02C}, {0xC031, 0xC02F}, {0xC032, 0xC030},
        };

        (void)state;
        for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
                check_like(pairs[i][0], pairs[i][1]);
        }
}

static void test_every_number(void **state)
{
        size_t known = 0;

        (void)state;
        for (unsigned id = 0; id <= 0xFFFF; id++) {
                const struct pc_cipher_suite *suite = pc_cipher_suite_find((uint16_t)id);

                if (suite != NULL) {
                        assert_int_equal(suite->id, id);
                        known++;
                }
        }
        /* BearSSL's 45, TLS 1.3's 3, and 7 with DHE, as OpenSSL has by default. */
        assert_int_equal(known, 55);
}

static void test_protocols(void **state)
{
        (void)state;
        assert_string_equal(pc_protocol_name(0x0300), "SSLv3");
        assert_string_equal(pc_protocol_name(0x0301), "TLSv1");
        assert_string_equal(pc_protocol_name(0x0302), "TLSv1.1");
        assert_string_equal(pc_protocol_name(0x0303), "TLSv1.2");
        assert_string_equal(pc_protocol_name(0x0304), "TLSv1.3");
        assert_null(pc_protocol_name(0));
        assert_null(pc_protocol_name(0x02FF));
        assert_null(pc_protocol_name(0x0305));
        assert_null(pc_protocol_name(0xFFFF));
}

/* RFC 5246 7.2.2, RFC 8446 6.2. */
static void test_alert_names(void **state)
{
        (void)state;
        assert_string_equal(pc_alert_name(0), "close_notify");
        assert_string_equal(pc_alert_name(40), "handshake_failure");
        assert_string_equal(pc_alert_name(48), "unknown_ca");
        assert_string_equal(pc_alert_name(70), "protocol_version");
        assert_string_equal(pc_alert_name(120), "no_application_protocol");
        assert_string_equal(pc_alert_name(1), "unknown");
        assert_string_equal(pc_alert_name(255), "unknown");
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test(test_suites_as_python_names_them),
                cmocka_unit_test(test_triple_des),
                cmocka_unit_test(test_static_ecdh),
                cmocka_unit_test(test_every_number),
                cmocka_unit_test(test_protocols),
                cmocka_unit_test(test_alert_names),
        };

        return cmocka_run_group_tests(tests, NULL, NULL);
}
