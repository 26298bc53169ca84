/* Servers that send what no server should: the outcome is OpenSSL's, and memory is bounded. */
#include "tls_bearssl_line.h"

#include <string.h>

#define SHAPES 2 /* verified, and not */
#define MANY   100
#define MOST   1024

/* The server's chain, from 'first' on, is that of 'der'. */
static void present(size_t at, struct pc_slice der)
{
        line.chain[at].data = line_octets(der);
        line.chain[at].data_len = der.len;
}

static void present_count(size_t count)
{
        line.server.chain_handler.single_ec.chain_len = count;
}

static void assert_outcome(struct fixture *f, enum pc_result result, int alert)
{
        line_open_session(f);
        assert_int_equal(line_shake_hands(f), result);
        assert_int_equal(br_ssl_engine_last_error(&line.server.eng),
                         alert == 0 ? 0 : BR_ERR_RECV_FATAL_ALERT + alert);
}

/* Begins a connection in either mode. */
static void begin(struct fixture *f, int shape)
{
        f->config.verify = shape == 0 ? PC_VERIFY_REQUIRED : PC_VERIFY_NONE;
        line_start_server();
}

/* Strangers after the chain are nobody's business, be they ever so many; those that do not fit are missing.
 */
static void test_many_certificates(void **state)
{
        struct fixture *f = *state;
        struct pc_peer peer;
        struct pc_slice der;

        for (int shape = 0; shape < SHAPES; shape++) {
                begin(f, shape);
                for (size_t i = 2; i < MANY; i++) {
                        present(i, tls_certificate("other"));
                }
                present_count(MANY);
                assert_outcome(f, PC_OK, 0);
                peer = pc_session_peer(f->session);
                assert_int_equal(peer.backend->peer_certificate(peer.ctx, 0, &der), PC_OK);
                assert_int_equal(peer.backend->peer_certificate(peer.ctx, MANY - 1, &der),
                                 PC_ERR_TLS_CHAIN_SIZE);
                assert_int_equal(peer.backend->peer_certificate(peer.ctx, MANY, &der), PC_END);
        }
}

/* More octets of them than OpenSSL takes: the session does not wait for the rest. */
static void test_too_many_octets(void **state)
{
        struct fixture *f = *state;
        const size_t each = tls_certificate("other").len;
        size_t count = 102400 / each + 1;

        assert_true(count <= sizeof line.chain / sizeof line.chain[0]);
        for (int shape = 0; shape < SHAPES; shape++) {
                begin(f, shape);
                for (size_t i = 2; i < count; i++) {
                        present(i, tls_certificate("other"));
                }
                present_count(count);
                assert_outcome(f, PC_ERR_TLS_PROTOCOL, 47);
                assert_int_equal(line_state(f), PC_HANDSHAKE_FAILED);
                assert_non_null(strstr(pc_session_error_text(f->session), "excessive message size"));
        }
}

static void test_empty_certificate(void **state)
{
        static const uint8_t octet;
        const struct pc_slice nothing = {&octet, 0};
        struct fixture *f = *state;

        for (int shape = 0; shape < SHAPES; shape++) {
                begin(f, shape);
                present(0, nothing);
                assert_outcome(f, PC_ERR_X509_EMPTY, 42);
                begin(f, shape);
                present(2, nothing);
                present_count(3);
                assert_outcome(f, PC_ERR_X509_EMPTY, 42);
        }
}

static void test_no_certificate(void **state)
{
        struct fixture *f = *state;

        for (int shape = 0; shape < SHAPES; shape++) {
                begin(f, shape);
                present_count(0);
                assert_outcome(f, PC_ERR_TLS_PROTOCOL, 10);
        }
}

static void test_octets_after_the_leaf(void **state)
{
        struct fixture *f = *state;
        struct pc_slice leaf = tls_certificate("leaf");
        uint8_t longer[MOST] = {0};
        const struct pc_slice trailing = {longer, leaf.len + 1};

        assert_true(trailing.len <= sizeof longer);
        memcpy(longer, leaf.data, leaf.len);
        for (int shape = 0; shape < SHAPES; shape++) {
                begin(f, shape);
                present(0, trailing);
                assert_outcome(f, PC_ERR_DER_EXTRA, 50);
        }
}

/* Where the serial number's contents start: after the headers of two SEQUENCEs, the version and its own. */
#define SERIAL 15

/* A certificate whose serial number is padded: BearSSL reads its key all the same. */
static void test_malformed_with_readable_key(void **state)
{
        struct fixture *f = *state;
        struct pc_slice leaf = tls_certificate("leaf");
        br_x509_decoder_context decoder;
        uint8_t octets[MOST];
        const struct pc_slice malformed = {octets, leaf.len};
        struct pc_peer peer;
        struct pc_slice der;

        assert_true(leaf.len <= sizeof octets);
        memcpy(octets, leaf.data, leaf.len);
        assert_int_equal(octets[SERIAL - 2], 0x02);
        octets[SERIAL] = octets[SERIAL + 1] = 0;
        br_x509_decoder_init(&decoder, NULL, NULL);
        br_x509_decoder_push(&decoder, octets, leaf.len);
        assert_non_null(br_x509_decoder_get_pkey(&decoder));
        for (int shape = 0; shape < SHAPES; shape++) {
                begin(f, shape);
                present(0, malformed);
                assert_outcome(f, PC_ERR_DER_INTEGER, 42);
                peer = pc_session_peer(f->session);
                assert_int_equal(peer.backend->peer_certificate(peer.ctx, 0, &der), PC_OK);
                assert_true(pc_slice_equal(der, malformed));
        }
}

/* A server of octets: a ServerHello, a Certificate message that announces 16 MB, and zeros without end. */
struct endless {
        size_t given;
        size_t sent; /* octets that the client sent */
        uint8_t last[7];
};

/* TLS 1.2, suite C02B, no extensions, no session ID. */
static const uint8_t hello[] = {
        0x16,
        0x03,
        0x03,
        0x00,
        0x2A,
        0x02,
        0x00,
        0x00,
        0x26,
        0x03,
        0x03,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0x00,
        0xC0,
        0x2B,
        0x00,
        /* and the record's header and the message's beginning */
        0x16,
        0x03,
        0x03,
        0x40,
        0x00,
        0x0B,
        0xFF,
        0xFF,
        0xFF,
        0xFF,
        0xFF,
        0xFC,
        0xFF,
        0xFF,
        0xF9,
};

static enum pc_result endless_read(void *ctx, uint8_t *buf, size_t size, size_t *done)
{
        struct endless *server = ctx;

        (void)size;
        *buf = server->given < sizeof hello ? hello[server->given] : 0;
        server->given++;
        *done = 1;
        return PC_OK;
}

static enum pc_result endless_write(void *ctx, const uint8_t *buf, size_t size, size_t *done)
{
        struct endless *server = ctx;

        server->sent += size;
        memcpy(server->last, buf + size - sizeof server->last, sizeof server->last);
        *done = size;
        return PC_OK;
}

static void test_sixteen_megabytes(void **state)
{
        static const uint8_t illegal_parameter[] = {0x15, 0x03, 0x03, 0x00, 0x02, 0x02, 47};
        struct fixture *f = *state;

        for (int shape = 0; shape < SHAPES; shape++) {
                struct endless server = {0};
                const struct pc_transport transport = {&server, endless_read, endless_write};

                f->config.verify = shape == 0 ? PC_VERIFY_REQUIRED : PC_VERIFY_NONE;
                assert_int_equal(
                        pc_session_open(&f->session, pc_session_class_find("bearssl"), &f->config, transport),
                        PC_OK);
                assert_int_equal(line_shake_hands(f), PC_ERR_TLS_PROTOCOL);
                assert_non_null(strstr(pc_session_error_text(f->session), "excessive message size"));
                /* Not a quarter of the first record was read for it. */
                assert_in_range(server.given, sizeof hello, sizeof hello + 4096);
                assert_memory_equal(server.last, illegal_parameter, sizeof illegal_parameter);
                pc_session_free(f->session);
                f->session = NULL;
        }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, line_set_up, line_tear_down)

int main(void)
{
        const struct CMUnitTest tests[] = {
                TEST(test_many_certificates),     TEST(test_too_many_octets),
                TEST(test_empty_certificate),     TEST(test_no_certificate),
                TEST(test_octets_after_the_leaf), TEST(test_malformed_with_readable_key),
                TEST(test_sixteen_megabytes),
        };

        return cmocka_run_group_tests(tests, NULL, NULL);
}
