/* Certificate and hello messages, whole and cut. */
#include "tls_support.h"

#include <string.h>

#include "tls/mbedtls/message.h"

#define OTHER 35 /* session_ticket */

/* RFC 5246 7.4.1.2: version, random, no session ID, two suites, one compression method, two extensions. */
static const uint8_t client_hello[] = {
        3,  3,                                                                     /* version */
        1,  2,  3,    4,    5,    6,    7,  8,  9,  10, 11, 12, 13, 14, 15, 16,    /* random */
        17, 18, 19,   20,   21,   22,   23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 0, /* session ID */
        0,  4,  0xC0, 0x2B, 0xC0, 0x2F,                                            /* suites */
        1,  0,                                                                     /* compression methods */
        0,  10, 0,    23,   0,    0,    0,  13, 0,  2,  7,  7, /* extensions: 23, and 13 with two octets */
};
#define CLIENT_SUITES     35
#define CLIENT_EXTENSIONS 43

/* 7.4.1.3: version, random, a session ID of one octet, suite, compression method, one extension. */
static const uint8_t server_hello[] = {
        3,    3,                                                                  /* version */
        1,    2,    3,  4,  5,  6,  7,  8,  9,  10, 11, 12, 13, 14, 15, 16,       /* random */
        17,   18,   19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 1, 9, /* session ID */
        0xC0, 0x2B, 0,             /* suite, compression method */
        0,    4,    0,  23, 0,  0, /* extensions: 23 */
};

static struct pc_slice first(const uint8_t *octets, size_t len)
{
        const struct pc_slice slice = {octets, len};

        return slice;
}

static void test_suites(void **state)
{
        struct pc_slice suites;

        (void)state;
        for (size_t len = 0; len < CLIENT_SUITES + 6; len++) {
                assert_int_equal(pc_message_suites(first(client_hello, len), &suites), PC_ERR_DER_TRUNCATED);
        }
        for (size_t len = CLIENT_SUITES + 6; len <= sizeof client_hello; len++) {
                assert_int_equal(pc_message_suites(first(client_hello, len), &suites), PC_OK);
                assert_int_equal(suites.len, 4);
                assert_memory_equal(suites.data, "\xC0\x2B\xC0\x2F", 4);
        }
}

static void test_extensions(void **state)
{
        const uint16_t extended = PC_MESSAGE_EXTENDED_MASTER_SECRET;

        (void)state;
        assert_true(pc_message_client_offers(first(client_hello, sizeof client_hello), extended));
        assert_true(pc_message_client_offers(first(client_hello, sizeof client_hello), 13));
        assert_false(pc_message_client_offers(first(client_hello, sizeof client_hello), OTHER));
        assert_true(pc_message_server_takes(first(server_hello, sizeof server_hello), extended));
        assert_false(pc_message_server_takes(first(server_hello, sizeof server_hello), OTHER));
        for (size_t len = 0; len < sizeof client_hello; len++) {
                assert_false(pc_message_client_offers(first(client_hello, len), extended));
        }
        for (size_t len = 0; len < sizeof server_hello; len++) {
                assert_false(pc_message_server_takes(first(server_hello, len), extended));
        }
}

/* An extension longer than their list is none, nor is what stands behind it. */
static void test_lying_extension(void **state)
{
        uint8_t hello[sizeof client_hello];

        (void)state;
        memcpy(hello, client_hello, sizeof hello);
        hello[CLIENT_EXTENSIONS + 3] = 35;
        hello[CLIENT_EXTENSIONS + 5] = 9;
        assert_false(pc_message_client_offers(first(hello, sizeof hello), 35));
        assert_false(pc_message_client_offers(first(hello, sizeof hello), 13));
}

/* Who lists versions takes those; who lists none, TLS 1.2. */
static void test_versions(void **state)
{
        uint8_t hello[sizeof client_hello];
        const struct pc_slice all = {hello, sizeof hello};

        (void)state;
        memcpy(hello, client_hello, sizeof hello);
        assert_true(pc_message_client_speaks(all, 0x0303));
        /* Extension 13 becomes supported_versions, with one version or a list that is none. */
        memcpy(hello + sizeof hello - 6, "\0\x2B\0\x02\x02\x03", 6);
        assert_true(pc_message_client_speaks(all, 0x0303));
        memcpy(hello + sizeof hello - 10, "\0\x2B\0\x06\x04\x03\x04\x03\x03\0", 10);
        hello[CLIENT_EXTENSIONS + 1] = 10;
        assert_true(pc_message_client_speaks(all, 0x0303));
        assert_true(pc_message_client_speaks(all, 0x0304));
        assert_false(pc_message_client_speaks(all, 0x0302));
}

static void test_certificates(void **state)
{
        static const uint8_t body[] = {0, 0, 9, 0, 0, 1, 0x30, 0, 0, 2, 0x31, 0x32};
        struct pc_slice list;
        struct pc_slice der;

        (void)state;
        for (size_t len = 0; len < sizeof body; len++) {
                assert_int_equal(pc_message_certificates(first(body, len), &list), PC_ERR_DER_TRUNCATED);
        }
        assert_int_equal(pc_message_certificates(first(body, sizeof body), &list), PC_OK);
        assert_int_equal(pc_message_certificate_next(&list, &der), PC_OK);
        assert_int_equal(der.len, 1);
        assert_int_equal(der.data[0], 0x30);
        assert_int_equal(pc_message_certificate_next(&list, &der), PC_OK);
        assert_int_equal(der.len, 2);
        assert_int_equal(pc_message_certificate_next(&list, &der), PC_END);
        for (size_t len = 1; len < 4; len++) {
                list = first(body + 3, len);
                assert_int_equal(pc_message_certificate_next(&list, &der), PC_ERR_DER_TRUNCATED);
                assert_int_equal(list.len, len);
        }
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test(test_suites),          cmocka_unit_test(test_extensions),
                cmocka_unit_test(test_lying_extension), cmocka_unit_test(test_versions),
                cmocka_unit_test(test_certificates),
        };

        return cmocka_run_group_tests(tests, NULL, NULL);
}
