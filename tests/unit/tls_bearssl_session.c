/* Sessions against a BearSSL server in the same process: what goes well, and what cannot. */
#include "tls_bearssl_line.h"

#include <stdlib.h>
#include <string.h>

#include "x509/verify.h"

static void test_handshake(void **state)
{
        struct fixture *f = *state;
        struct pc_peer peer;
        struct pc_verify_result verdict;
        uint8_t finished[12];
        size_t len;

        line_open_session(f);
        assert_int_equal(line_state(f), PC_HANDSHAKE_IN_PROGRESS);
        assert_int_equal(line_shake_hands(f), PC_OK);
        assert_int_equal(line_state(f), PC_HANDSHAKE_DONE);
        assert_int_equal(pc_session_handshake(f->session), PC_OK);
        peer = pc_session_peer(f->session);
        peer.backend->verify_result(peer.ctx, &verdict);
        assert_int_equal(verdict.code, PC_OK);
        assert_int_equal(peer.backend->protocol(peer.ctx), 0x0303);
        assert_int_equal(peer.backend->cipher_suite(peer.ctx), line.server.eng.session.cipher_suite);
        assert_int_equal(peer.backend->finished(peer.ctx, true, finished, sizeof finished, &len), PC_OK);
        assert_int_equal(len, 12);
        assert_memory_equal(finished, line.server.eng.saved_finished, 12);
        assert_int_equal(peer.backend->finished(peer.ctx, false, finished, sizeof finished, &len), PC_OK);
        assert_memory_equal(finished, line.server.eng.saved_finished + 12, 12);
        assert_int_equal(peer.backend->finished(peer.ctx, false, finished, 11, &len), PC_ERR_API_SPACE);
}

/* Sends 'size' octets and gets them back, in as many calls as it takes. */
static void echo(struct fixture *f, size_t size)
{
        uint8_t *out = malloc(size);
        uint8_t *in = malloc(size);
        size_t sent = 0;
        size_t got = 0;

        assert_non_null(out);
        assert_non_null(in);
        for (size_t i = 0; i < size; i++) {
                out[i] = (uint8_t)(i * 167 >> 3);
        }
        while (got < size) {
                size_t done = 0;
                enum pc_result result = PC_OK;

                if (sent < size) {
                        result = pc_session_write(f->session, out + sent, size - sent, &done);
                        assert_true(result >= 0);
                        sent += result == PC_OK ? done : 0;
                }
                result = pc_session_read(f->session, in + got, size - got, &done);
                assert_true(result == PC_OK || result == PC_WANT_READ || result == PC_WANT_WRITE);
                got += result == PC_OK ? done : 0;
        }
        assert_memory_equal(in, out, size);
        free(in);
        free(out);
}

static void test_echo_over_any_line(void **state)
{
        static const size_t sizes[] = {1, 2, 7, 100, 5000, LINE_NO_LIMIT};
        struct fixture *f = *state;

        for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
                for (unsigned stall = 0; stall <= 3; stall++) {
                        line_start_server();
                        line.most = sizes[i];
                        line.stall = stall;
                        line_open_session(f);
                        assert_int_equal(line_shake_hands(f), PC_OK);
                        echo(f, sizes[i] < 100 ? 1000 : 70000);
                }
        }
}

static void test_close(void **state)
{
        struct fixture *f = *state;
        uint8_t buf[16];
        size_t done;

        line_open_session(f);
        assert_int_equal(pc_session_close(f->session), PC_ERR_API_HANDSHAKE);
        assert_int_equal(pc_session_read(f->session, buf, sizeof buf, &done), PC_ERR_API_HANDSHAKE);
        assert_int_equal(pc_session_write(f->session, buf, sizeof buf, &done), PC_ERR_API_HANDSHAKE);
        assert_int_equal(line_shake_hands(f), PC_OK);
        assert_int_equal(pc_session_close(f->session), PC_OK);
        assert_int_equal(line_state(f), PC_HANDSHAKE_CLOSED);
        assert_int_equal(line.server.eng.shutdown_recv, 1);
        assert_int_equal(br_ssl_engine_last_error(&line.server.eng), BR_ERR_OK);
}

static void test_closed_by_the_peer(void **state)
{
        struct fixture *f = *state;
        uint8_t buf[16];
        size_t done;

        for (int dead = 0; dead < 2; dead++) {
                line_start_server();
                line_open_session(f);
                assert_int_equal(line_shake_hands(f), PC_OK);
                br_ssl_engine_close(&line.server.eng);
                line.dead = dead != 0;
                assert_int_equal(pc_session_read(f->session, buf, sizeof buf, &done), PC_END);
                assert_int_equal(line_state(f), PC_HANDSHAKE_CLOSED);
                assert_int_equal(pc_session_read(f->session, buf, sizeof buf, &done), PC_END);
                assert_true(pc_session_write(f->session, buf, sizeof buf, &done) < 0);
        }
}

static void test_verification_off(void **state)
{
        struct fixture *f = *state;
        struct pc_peer peer;
        struct pc_verify_result verdict;

        f->config.verify = PC_VERIFY_NONE;
        f->config.trust = NULL;
        f->config.server_name = "example.org";
        line_open_session(f);
        assert_int_equal(line_shake_hands(f), PC_OK);
        peer = pc_session_peer(f->session);
        peer.backend->verify_result(peer.ctx, &verdict);
        assert_int_equal(verdict.code, PC_NOT_VALIDATED);
        assert_int_equal(peer.backend->verify_mode(peer.ctx), PC_VERIFY_NONE);
}

static void test_name_check_off(void **state)
{
        struct fixture *f = *state;

        f->config.server_name = NULL;
        line_open_session(f);
        assert_int_equal(line_shake_hands(f), PC_OK);
        assert_string_equal(br_ssl_engine_get_server_name(&line.server.eng), "");
        line_start_server();
        f->config.server_name = "example.org";
        f->config.no_name_check = true;
        line_open_session(f);
        assert_int_equal(line_shake_hands(f), PC_OK);
        assert_string_equal(br_ssl_engine_get_server_name(&line.server.eng), "example.org");
        line_start_server();
        f->config.server_name = "192.0.2.1";
        line_open_session(f);
        assert_int_equal(line_shake_hands(f), PC_OK);
        assert_string_equal(br_ssl_engine_get_server_name(&line.server.eng), "");
}

static void test_host_flags(void **state)
{
        struct fixture *f = *state;

        for (int strict = 0; strict < 2; strict++) {
                line_start_server();
                line.chain[0].data = line_octets(tls_certificate("named_by_subject"));
                line.chain[0].data_len = tls_certificate("named_by_subject").len;
                f->config.host_flags = strict ? PC_HOST_NO_COMMON_NAME : 0;
                line_open_session(f);
                assert_int_equal(line_shake_hands(f), strict ? PC_ERR_X509_HOST : PC_OK);
        }
}

static void test_no_chain_buffer(void **state)
{
        struct fixture *f = *state;

        f->config.chain = NULL;
        f->config.chain_size = 0;
        line_open_session(f);
        assert_int_equal(line_shake_hands(f), PC_ERR_TLS_CHAIN_SIZE);
        assert_int_equal(br_ssl_engine_last_error(&line.server.eng), BR_ERR_RECV_FATAL_ALERT + 80);
        line_start_server();
        f->config.verify = PC_VERIFY_NONE;
        line_open_session(f);
        assert_int_equal(line_shake_hands(f), PC_OK);
}

static enum pc_result open_result(struct fixture *f)
{
        return pc_session_open(&f->session, pc_session_class_at(0), &f->config, line_transport);
}

static void test_configurations_that_cannot_work(void **state)
{
        struct fixture *f = *state;
        char name[300];

        f->config.trust = NULL;
        assert_int_equal(open_result(f), PC_ERR_TLS_CONFIG);
        pc_trust_store_free(f->trust);
        assert_int_equal(pc_trust_store_new(&f->trust), PC_OK);
        f->config.trust = f->trust;
        assert_int_equal(open_result(f), PC_ERR_TLS_CONFIG);
        assert_int_equal(pc_trust_store_add_file(f->trust, tls_path("ed25519.pem"), NULL), PC_OK);
        assert_int_equal(open_result(f), PC_ERR_TLS_CONFIG);
        assert_int_equal(pc_trust_store_add_file(f->trust, tls_path("root.pem"), NULL), PC_OK);
        memset(name, 'a', sizeof name);
        name[256] = '\0';
        f->config.server_name = name;
        assert_int_equal(open_result(f), PC_ERR_TLS_CONFIG);
        f->config.server_name = "localhost";
        f->config.role = PC_ROLE_SERVER;
        assert_int_equal(open_result(f), PC_ERR_TLS_CONFIG);
        assert_null(f->session);
        f->config.role = PC_ROLE_CLIENT;
        assert_int_equal(open_result(f), PC_OK);
}

static void test_classes(void **state)
{
        (void)state;
        assert_non_null(pc_session_class_at(0));
        assert_ptr_equal(pc_session_class_find("bearssl"), pc_session_class_at(0));
        assert_null(pc_session_class_find("bears"));
        assert_null(pc_session_class_at(1000));
        pc_session_free(NULL);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, line_set_up, line_tear_down)

int main(void)
{
        const struct CMUnitTest tests[] = {
                TEST(test_handshake),
                TEST(test_echo_over_any_line),
                TEST(test_close),
                TEST(test_closed_by_the_peer),
                TEST(test_verification_off),
                TEST(test_name_check_off),
                TEST(test_host_flags),
                TEST(test_no_chain_buffer),
                TEST(test_configurations_that_cannot_work),
                cmocka_unit_test(test_classes),
        };

        return cmocka_run_group_tests(tests, NULL, NULL);
}
