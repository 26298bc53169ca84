/* Sessions over lines that end or do damage, and with servers that are refused. */
#include "tls_bearssl_line.h"

#include <string.h>

/* From one handshake to the next, the length of an ECDSA signature in DER differs by up to so many octets, or
 * so. */
#define SIGNATURE_VARIES 8

static void test_cut_after_the_handshake(void **state)
{
        struct fixture *f = *state;
        uint8_t buf[16];
        size_t done;

        line_open_session(f);
        assert_int_equal(line_shake_hands(f), PC_OK);
        line.cut = line.given;
        assert_int_equal(pc_session_read(f->session, buf, sizeof buf, &done), PC_ERR_TLS_EOF);
        assert_int_equal(line_state(f), PC_HANDSHAKE_FAILED);
        assert_non_null(strstr(pc_session_error_text(f->session), "without close_notify"));
        assert_int_equal(pc_session_read(f->session, buf, sizeof buf, &done), PC_ERR_TLS_EOF);
        assert_int_equal(pc_session_write(f->session, buf, sizeof buf, &done), PC_ERR_TLS_EOF);
        assert_int_equal(pc_session_close(f->session), PC_ERR_TLS_EOF);
}

/* How many octets every handshake brings to the client. */
static size_t handshake_octets(struct fixture *f)
{
        line_start_server();
        line_open_session(f);
        assert_int_equal(line_shake_hands(f), PC_OK);
        assert_in_range(line.given, SIGNATURE_VARIES, LINE_NO_LIMIT);
        return line.given - SIGNATURE_VARIES;
}

static void test_cut_in_the_handshake(void **state)
{
        struct fixture *f = *state;
        size_t all = handshake_octets(f);

        for (size_t cut = 0; cut < all; cut += 11) {
                line_start_server();
                line.cut = cut;
                line_open_session(f);
                assert_int_equal(line_shake_hands(f), PC_ERR_TLS_EOF);
                assert_int_equal(line_state(f), PC_HANDSHAKE_FAILED);
                assert_string_equal(pc_session_error_text(f->session),
                                    "the connection was cut in the handshake");
        }
}

/* Whatever octet arrives changed, the handshake does not succeed, and the session says something. */
static void test_damage_in_the_handshake(void **state)
{
        struct fixture *f = *state;
        size_t all = handshake_octets(f);

        for (size_t damage = 0; damage < all; damage += 7) {
                enum pc_result result;

                line_start_server();
                line.damage = damage;
                /* A damaged length waits for octets that do not come. */
                line.cut = all + 2 * SIGNATURE_VARIES;
                line_open_session(f);
                result = line_shake_hands(f);
                assert_true(result < 0);
                assert_int_equal(line_state(f), PC_HANDSHAKE_FAILED);
                assert_true(pc_session_error_text(f->session)[0] != '\0');
                assert_int_equal(pc_session_handshake(f->session), result);
        }
}

/* The verdict, the alert that the server gets, and the rejected certificate. */
static void assert_refused(struct fixture *f, enum pc_result code, unsigned alert, const char *text)
{
        struct pc_peer peer;
        struct pc_slice der;

        for (unsigned stall = 0; stall <= 2; stall++) {
                line_start_server();
                line.stall = stall;
                line_open_session(f);
                assert_int_equal(line_shake_hands(f), code);
                assert_int_equal(line_state(f), PC_HANDSHAKE_FAILED);
                assert_non_null(strstr(pc_session_error_text(f->session), text));
                assert_int_equal(br_ssl_engine_last_error(&line.server.eng), BR_ERR_RECV_FATAL_ALERT + alert);
                peer = pc_session_peer(f->session);
                assert_int_equal(peer.backend->peer_certificate(peer.ctx, 0, &der), PC_OK);
                assert_true(pc_slice_equal(der, tls_certificate("leaf")));
                assert_int_equal(peer.backend->verified_certificate(peer.ctx, 0, &der), PC_END);
        }
}

static void test_refused(void **state)
{
        struct fixture *f = *state;

        f->config.server_name = "example.org";
        assert_refused(f, PC_ERR_X509_HOST, 42, "not valid for 'example.org'");
        f->config.server_name = "::1";
        assert_refused(f, PC_ERR_X509_IP, 42, "not valid for '::1'");
        f->config.server_name = "localhost";
        pc_trust_store_free(f->trust);
        assert_int_equal(pc_trust_store_new(&f->trust), PC_OK);
        assert_int_equal(pc_trust_store_add_file(f->trust, tls_path("other.pem"), NULL), PC_OK);
        f->config.trust = f->trust;
        assert_refused(f, PC_ERR_TLS_NOT_TRUSTED, 48, "unable to get local issuer certificate");
}

static void test_alert_to_a_dead_line(void **state)
{
        struct fixture *f = *state;

        f->config.server_name = "example.org";
        line.dies = true;
        line_open_session(f);
        assert_int_equal(line_shake_hands(f), PC_ERR_X509_HOST);
        assert_int_equal(pc_session_handshake(f->session), PC_ERR_X509_HOST);
}

static void test_other_versions(void **state)
{
        struct fixture *f = *state;

        br_ssl_engine_set_versions(&line.server.eng, BR_TLS10, BR_TLS11);
        assert_int_equal(br_ssl_server_reset(&line.server), 1);
        line_open_session(f);
        assert_true(line_shake_hands(f) < 0);
        assert_int_equal(line_state(f), PC_HANDSHAKE_FAILED);
        assert_non_null(strstr(pc_session_error_text(f->session), "version"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, line_set_up, line_tear_down)

int main(void)
{
        const struct CMUnitTest tests[] = {
                TEST(test_cut_after_the_handshake), TEST(test_cut_in_the_handshake),
                TEST(test_damage_in_the_handshake), TEST(test_refused),
                TEST(test_alert_to_a_dead_line),    TEST(test_other_versions),
        };

        return cmocka_run_group_tests(tests, NULL, NULL);
}
