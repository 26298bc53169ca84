/* What a client makes of Certificate messages that no honest server sends, octet by octet as they come. */
#include "tls_support.h"

#include <stdlib.h>
#include <string.h>

#include <mbedtls/version.h>

#include "api/getpeercert.h"
#include "tls/session.h"

#define RECORD_MAX 16384
#define ALERT_SIZE 7

#define BAD_CERTIFICATE     42
#define CERTIFICATE_UNKNOWN 46
#define DECODE_ERROR        50
#define INTERNAL_ERROR      80

/* What the server says, and what it hears. */
struct line {
        uint8_t said[1 << 17];
        size_t len, read;
        uint8_t heard[4096];
        size_t heard_len;
};

static struct line line;
static struct pc_trust_store *trust;
static uint8_t chain[1 << 16];

/* The Certificate message that is being made: its list. */
static uint8_t list[1 << 16];
static size_t list_len;

static enum pc_result line_read(void *ctx, uint8_t *buf, size_t size, size_t *done)
{
        size_t there = line.len - line.read;

        (void)ctx;
        if (there == 0) {
                return PC_WANT_READ;
        }
        *done = there < size ? there : size;
        memcpy(buf, line.said + line.read, *done);
        line.read += *done;
        return PC_OK;
}

static enum pc_result line_write(void *ctx, const uint8_t *buf, size_t size, size_t *done)
{
        (void)ctx;
        assert_true(size <= sizeof line.heard - line.heard_len);
        memcpy(line.heard + line.heard_len, buf, size);
        line.heard_len += size;
        *done = size;
        return PC_OK;
}

static void say_number(size_t number, size_t width)
{
        for (size_t i = width; i > 0; i--) {
                line.said[line.len++] = (uint8_t)(number >> 8 * (i - 1));
        }
}

static void say(const void *octets, size_t len)
{
        memcpy(line.said + line.len, octets, len);
        line.len += len;
}

/* Handshake records with all of that (RFC 5246 6.2.1). */
static void say_records(const uint8_t *octets, size_t len)
{
        while (len > 0) {
                size_t part = len < RECORD_MAX ? len : RECORD_MAX;

                say("\x16\x03\x03", 3);
                say_number(part, 2);
                say(octets, part);
                octets += part;
                len -= part;
        }
}

/* ECDHE-ECDSA-AES128-GCM-SHA256, no session ID, no extensions. */
static void say_hello(void)
{
        static const uint8_t start[] = {0x16, 3, 3, 0, 42, 2, 0, 0, 38, 3, 3};
        static const uint8_t random[32] = {1};
        static const uint8_t end[] = {0, 0xC0, 0x2B, 0};

        memset(&line, 0, sizeof line);
        say(start, sizeof start);
        say(random, sizeof random);
        say(end, sizeof end);
}

static void add_octets(const uint8_t *octets, size_t len)
{
        assert_true(len <= sizeof list - list_len);
        memcpy(list + list_len, octets, len);
        list_len += len;
}

static void add_number(size_t number)
{
        const uint8_t octets[] = {(uint8_t)(number >> 16), (uint8_t)(number >> 8), (uint8_t)number};

        add_octets(octets, sizeof octets);
}

static void add_certificate(struct pc_slice der)
{
        add_number(der.len);
        add_octets(der.data, der.len);
}

/* The message, with what its header and the list's say of its length. */
static void say_certificates(size_t message, size_t all)
{
        static uint8_t octets[sizeof list + 7];
        const uint8_t header[] = {11,
                                  (uint8_t)(message >> 16),
                                  (uint8_t)(message >> 8),
                                  (uint8_t)message,
                                  (uint8_t)(all >> 16),
                                  (uint8_t)(all >> 8),
                                  (uint8_t)all};

        memcpy(octets, header, sizeof header);
        memcpy(octets + sizeof header, list, list_len);
        say_records(octets, sizeof header + list_len);
}

struct expected {
        enum pc_result code;
        size_t index;
        uint8_t alert;
        size_t sent; /* certificates that are readable afterwards */
};

/* Under both modes: this is refused whoever verifies. */
static void expect_refusal(struct expected expected)
{
        for (enum pc_verify_mode mode = PC_VERIFY_NONE; mode <= PC_VERIFY_REQUIRED; mode++) {
                const struct pc_session_config config = {.role = PC_ROLE_CLIENT,
                                                         .verify = mode,
                                                         .server_name = "localhost",
                                                         .trust = trust,
                                                         .chain = chain,
                                                         .chain_size = sizeof chain};
                const struct pc_transport transport = {NULL, line_read, line_write};
                struct pc_session *session;
                struct pc_peer peer;
                struct pc_slice der;
                size_t sent = 0;

                line.read = 0;
                line.heard_len = 0;
                assert_int_equal(
                        pc_session_open(&session, pc_session_class_find("mbedtls"), &config, transport),
                        PC_OK);
                assert_int_equal(pc_session_handshake(session), expected.code);
                assert_int_equal(pc_session_handshake(session), expected.code);
                peer = pc_session_peer(session);
                assert_int_equal(pc_getpeercert_binary(peer, &der), PC_ERR_API_HANDSHAKE);
                assert_int_equal(pc_peer_verify_result(peer).index, expected.index);
                while (pc_unverified_chain(peer, sent, &der) == PC_OK) {
                        sent++;
                }
                assert_int_equal(sent, expected.sent);
                assert_true(line.heard_len > ALERT_SIZE);
                assert_memory_equal(line.heard + line.heard_len - ALERT_SIZE, "\x15\x03\x03\x00\x02\x02", 6);
                assert_int_equal(line.heard[line.heard_len - 1], expected.alert);
                pc_session_free(session);
        }
}

static void start(void)
{
        say_hello();
        list_len = 0;
}

static void finish(struct expected expected)
{
        say_certificates(list_len + 3, list_len);
        expect_refusal(expected);
}

static void test_no_certificate(void **state)
{
        const struct expected expected = {PC_ERR_TLS_NO_CERTIFICATE, 0, DECODE_ERROR, 0};

        (void)state;
        start();
        finish(expected);
}

static void test_empty_certificate(void **state)
{
        const struct expected first = {PC_ERR_X509_EMPTY, 0, BAD_CERTIFICATE, 1};
        const struct expected second = {PC_ERR_X509_EMPTY, 1, BAD_CERTIFICATE, 2};

        (void)state;
        start();
        add_number(0);
        finish(first);
        start();
        add_certificate(tls_certificate("leaf"));
        add_number(0);
        finish(second);
}

/* Within the certificate's length, where mbedTLS itself does not look. */
static void test_garbage_after_the_leaf(void **state)
{
        const struct expected expected = {PC_ERR_DER_EXTRA, 0, DECODE_ERROR, 2};
        const struct pc_slice leaf = tls_certificate("leaf");

        (void)state;
        start();
        add_number(leaf.len + 7);
        add_octets(leaf.data, leaf.len);
        add_octets((const uint8_t *)"garbage", 7);
        add_certificate(tls_certificate("intermediate"));
        finish(expected);
}

static void test_lengths_that_lie(void **state)
{
        const struct expected expected = {PC_ERR_TLS_PROTOCOL, 0, DECODE_ERROR, 0};
        const struct pc_slice leaf = tls_certificate("leaf");

        (void)state;
        start();
        add_number(0xFFFFFF);
        add_octets(leaf.data, leaf.len);
        finish(expected);
        start();
        add_certificate(leaf);
        say_certificates(list_len + 3, list_len + 1);
        expect_refusal(expected);
}

/* 16 MB are announced: nothing waits for them, and nothing is allocated. */
static void test_huge_message(void **state)
{
        const struct expected expected = {PC_ERR_TLS_PROTOCOL, 0, INTERNAL_ERROR, 0};

        (void)state;
        if (MBEDTLS_VERSION_NUMBER >= 0x03000000) {
                skip();
        }
        start();
        add_certificate(tls_certificate("leaf"));
        say_certificates(0xFFFFFF, 0xFFFFFC);
        expect_refusal(expected);
}

/* More than a record holds. */
static void test_hundred_certificates(void **state)
{
        const struct expected expected = {PC_ERR_TLS_PROTOCOL, 0, INTERNAL_ERROR, 0};

        (void)state;
        if (MBEDTLS_VERSION_NUMBER >= 0x03000000) {
                skip();
        }
        start();
        for (unsigned i = 0; i < 100; i++) {
                add_certificate(tls_certificate(i == 0 ? "leaf" : "intermediate"));
        }
        finish(expected);
}

/* As many as a record holds are no trouble, and are all there. */
static void test_many_certificates(void **state)
{
        const struct expected expected = {PC_ERR_X509_EMPTY, 34, BAD_CERTIFICATE, 35};

        (void)state;
        start();
        add_certificate(tls_certificate("leaf"));
        for (unsigned i = 0; i < 33; i++) {
                add_certificate(tls_certificate("intermediate"));
        }
        add_number(0);
        finish(expected);
}

/* Its key is sound, but its date is none. */
static void test_undecodable(void **state)
{
        const struct expected expected = {PC_ERR_TLS_VERIFY, 0, CERTIFICATE_UNKNOWN, 1};
        const struct pc_slice leaf = tls_certificate("leaf");
        size_t at = 0;

        (void)state;
        start();
        add_certificate(leaf);
        while (memcmp(leaf.data + at, "\x17\x0D", 2) != 0) {
                at++;
                assert_true(at + 2 < leaf.len);
        }
        list[3 + at + 4] = 'x';
        finish(expected);
}

static int set_up(void **state)
{
        (void)state;
        return pc_trust_store_new(&trust) == PC_OK &&
                               pc_trust_store_add_file(trust, tls_path("root.pem"), NULL) == PC_OK
                       ? 0
                       : -1;
}

static int tear_down(void **state)
{
        (void)state;
        pc_trust_store_free(trust);
        return 0;
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test(test_no_certificate),         cmocka_unit_test(test_empty_certificate),
                cmocka_unit_test(test_garbage_after_the_leaf), cmocka_unit_test(test_lengths_that_lie),
                cmocka_unit_test(test_huge_message),           cmocka_unit_test(test_hundred_certificates),
                cmocka_unit_test(test_many_certificates),      cmocka_unit_test(test_undecodable),
        };

        return cmocka_run_group_tests(tests, set_up, tear_down);
}
