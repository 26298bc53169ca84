/* Sessions against a BearSSL server in the same process, over a transport that can be made to behave badly.
 */
#include "tls_support.h"

#include <stdlib.h>
#include <string.h>

#include "tls/bearssl/peercert_bearssl.h"
#include "tls/session.h"
#include "x509/verify.h"

#define NO_LIMIT SIZE_MAX

/* From one handshake to the next, the length of an ECDSA signature in DER differs by up to so many octets, or so. */
#define SIGNATURE_VARIES 8

/* The server, and the line to it. */
struct line {
        br_ssl_server_context server;
        br_x509_certificate chain[2];
        unsigned char records[BR_SSL_BUFSIZE_BIDI];
        unsigned char key[32];
        br_ec_private_key private_key;
        size_t most;    /* octets that one call moves */
        unsigned stall; /* so many calls of stall + 1 would block, at random */
        uint32_t random;
        size_t cut;    /* the line ends after so many octets to the client */
        size_t given;  /* octets to the client so far */
        size_t damage; /* this one of them arrives changed */
        bool dead;     /* writing fails */
        bool dies;     /* it does once the client has read something */
};

static struct line line;

static unsigned char *octets_of(struct pc_slice slice)
{
        return (unsigned char *)(uintptr_t)slice.data;
}

static void load_key(void)
{
        struct pc_slice der = tls_pem("leaf.key");
        br_skey_decoder_context decoder;
        const br_ec_private_key *key;

        br_skey_decoder_init(&decoder);
        br_skey_decoder_push(&decoder, der.data, der.len);
        key = br_skey_decoder_get_ec(&decoder);
        assert_non_null(key);
        assert_true(key->xlen <= sizeof line.key);
        memcpy(line.key, key->x, key->xlen);
        line.private_key.curve = key->curve;
        line.private_key.x = line.key;
        line.private_key.xlen = key->xlen;
}

static void start_server(void)
{
        static const char *const names[] = {"leaf", "intermediate"};

        memset(&line, 0, sizeof line);
        for (size_t i = 0; i < 2; i++) {
                line.chain[i].data = octets_of(tls_certificate(names[i]));
                line.chain[i].data_len = tls_certificate(names[i]).len;
        }
        load_key();
        br_ssl_server_init_full_ec(&line.server, line.chain, 2, BR_KEYTYPE_EC, &line.private_key);
        br_ssl_engine_set_buffer(&line.server.eng, line.records, sizeof line.records, 1);
        assert_int_equal(br_ssl_server_reset(&line.server), 1);
        line.most = NO_LIMIT;
        line.cut = NO_LIMIT;
        line.damage = NO_LIMIT;
}

/* The server sends back what it gets. */
static void serve(void)
{
        size_t in_len;
        size_t out_len;
        const unsigned char *in = br_ssl_engine_recvapp_buf(&line.server.eng, &in_len);
        unsigned char *out = br_ssl_engine_sendapp_buf(&line.server.eng, &out_len);

        if (in == NULL || out == NULL) {
                return;
        }
        if (in_len > out_len) {
                in_len = out_len;
        }
        memcpy(out, in, in_len);
        br_ssl_engine_recvapp_ack(&line.server.eng, in_len);
        br_ssl_engine_sendapp_ack(&line.server.eng, in_len);
        br_ssl_engine_flush(&line.server.eng, 0);
}

static bool stalls(void)
{
        line.random = line.random * 1103515245u + 12345u;
        return (line.random >> 16) % (line.stall + 1) != 0;
}

static size_t at_most(size_t a, size_t b, size_t c)
{
        size_t least = a < b ? a : b;

        return least < c ? least : c;
}

static enum pc_result line_write(void *ctx, const uint8_t *buf, size_t size, size_t *done)
{
        size_t room;
        unsigned char *records;

        (void)ctx;
        assert_true(size > 0);
        if (line.dead || (line.dies && line.given > 0)) {
                return PC_ERR_TLS_TRANSPORT;
        }
        if (stalls()) {
                return PC_WANT_WRITE;
        }
        serve();
        records = br_ssl_engine_recvrec_buf(&line.server.eng, &room);
        if (records == NULL && br_ssl_engine_current_state(&line.server.eng) != BR_SSL_CLOSED) {
                return PC_WANT_WRITE;
        }
        /* What a closed server is sent gets lost. */
        *done = at_most(size, records == NULL ? size : room, line.most);
        if (records != NULL) {
                memcpy(records, buf, *done);
                br_ssl_engine_recvrec_ack(&line.server.eng, *done);
        }
        return PC_OK;
}

static enum pc_result line_read(void *ctx, uint8_t *buf, size_t size, size_t *done)
{
        size_t len;
        const unsigned char *records;

        (void)ctx;
        assert_true(size > 0);
        if (stalls()) {
                return PC_WANT_READ;
        }
        serve();
        records = br_ssl_engine_sendrec_buf(&line.server.eng, &len);
        if (line.given >= line.cut || (records == NULL && line.cut != NO_LIMIT)) {
                return PC_END;
        }
        if (records == NULL) {
                return br_ssl_engine_current_state(&line.server.eng) == BR_SSL_CLOSED ? PC_END : PC_WANT_READ;
        }
        *done = at_most(at_most(size, len, line.most), line.cut - line.given, NO_LIMIT);
        memcpy(buf, records, *done);
        if (line.damage >= line.given && line.damage - line.given < *done) {
                buf[line.damage - line.given] ^= 0x20;
        }
        line.given += *done;
        br_ssl_engine_sendrec_ack(&line.server.eng, *done);
        return PC_OK;
}

static const struct pc_transport transport = {NULL, line_read, line_write};

struct fixture {
        struct pc_trust_store *trust;
        struct pc_session_config config;
        uint8_t chain[4096];
        struct pc_session *session;
};

static int set_up(void **state)
{
        struct fixture *f = calloc(1, sizeof *f);

        *state = f;
        if (f == NULL || pc_trust_store_new(&f->trust) != PC_OK ||
            pc_trust_store_add_file(f->trust, tls_path("root.pem"), NULL) != PC_OK) {
                return -1;
        }
        f->config.role = PC_ROLE_CLIENT;
        f->config.verify = PC_VERIFY_REQUIRED;
        f->config.server_name = "localhost";
        f->config.trust = f->trust;
        f->config.chain = f->chain;
        f->config.chain_size = sizeof f->chain;
        start_server();
        return 0;
}

static int tear_down(void **state)
{
        struct fixture *f = *state;

        pc_session_free(f->session);
        pc_trust_store_free(f->trust);
        free(f);
        return 0;
}

static void open_session(struct fixture *f)
{
        pc_session_free(f->session);
        f->session = NULL;
        assert_int_equal(
                pc_session_open(&f->session, pc_session_class_find("bearssl"), &f->config, transport), PC_OK);
}

/* Until it is done or has failed: a call that would block is made again. */
static enum pc_result shake_hands(struct fixture *f)
{
        enum pc_result result;

        for (unsigned i = 0; i < 1000000; i++) {
                result = pc_session_handshake(f->session);
                if (result <= 0) {
                        return result;
                }
                assert_true(result == PC_WANT_READ || result == PC_WANT_WRITE);
        }
        fail_msg("the handshake does not end");
        return PC_OK;
}

static enum pc_handshake_state state_of(const struct fixture *f)
{
        struct pc_peer peer = pc_session_peer(f->session);

        return peer.backend->state(peer.ctx);
}

static void test_handshake(void **state)
{
        struct fixture *f = *state;
        struct pc_peer peer;
        struct pc_verify_result verdict;
        uint8_t finished[12];
        size_t len;

        open_session(f);
        assert_int_equal(state_of(f), PC_HANDSHAKE_IN_PROGRESS);
        assert_int_equal(shake_hands(f), PC_OK);
        assert_int_equal(state_of(f), PC_HANDSHAKE_DONE);
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
        static const size_t sizes[] = {1, 2, 7, 100, 5000, NO_LIMIT};
        struct fixture *f = *state;

        for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
                for (unsigned stall = 0; stall <= 3; stall++) {
                        start_server();
                        line.most = sizes[i];
                        line.stall = stall;
                        open_session(f);
                        assert_int_equal(shake_hands(f), PC_OK);
                        echo(f, sizes[i] < 100 ? 1000 : 70000);
                }
        }
}

static void test_close(void **state)
{
        struct fixture *f = *state;
        uint8_t buf[16];
        size_t done;

        open_session(f);
        assert_int_equal(pc_session_close(f->session), PC_ERR_API_HANDSHAKE);
        assert_int_equal(pc_session_read(f->session, buf, sizeof buf, &done), PC_ERR_API_HANDSHAKE);
        assert_int_equal(pc_session_write(f->session, buf, sizeof buf, &done), PC_ERR_API_HANDSHAKE);
        assert_int_equal(shake_hands(f), PC_OK);
        assert_int_equal(pc_session_close(f->session), PC_OK);
        assert_int_equal(state_of(f), PC_HANDSHAKE_CLOSED);
        assert_int_equal(line.server.eng.shutdown_recv, 1);
        assert_int_equal(br_ssl_engine_last_error(&line.server.eng), BR_ERR_OK);
}

static void test_closed_by_the_peer(void **state)
{
        struct fixture *f = *state;
        uint8_t buf[16];
        size_t done;

        for (int dead = 0; dead < 2; dead++) {
                start_server();
                open_session(f);
                assert_int_equal(shake_hands(f), PC_OK);
                br_ssl_engine_close(&line.server.eng);
                line.dead = dead != 0;
                assert_int_equal(pc_session_read(f->session, buf, sizeof buf, &done), PC_END);
                assert_int_equal(state_of(f), PC_HANDSHAKE_CLOSED);
                assert_int_equal(pc_session_read(f->session, buf, sizeof buf, &done), PC_END);
                assert_true(pc_session_write(f->session, buf, sizeof buf, &done) < 0);
        }
}

static void test_cut_after_the_handshake(void **state)
{
        struct fixture *f = *state;
        uint8_t buf[16];
        size_t done;

        open_session(f);
        assert_int_equal(shake_hands(f), PC_OK);
        line.cut = line.given;
        assert_int_equal(pc_session_read(f->session, buf, sizeof buf, &done), PC_ERR_TLS_EOF);
        assert_int_equal(state_of(f), PC_HANDSHAKE_FAILED);
        assert_non_null(strstr(pc_session_error_text(f->session), "without close_notify"));
        assert_int_equal(pc_session_read(f->session, buf, sizeof buf, &done), PC_ERR_TLS_EOF);
        assert_int_equal(pc_session_write(f->session, buf, sizeof buf, &done), PC_ERR_TLS_EOF);
        assert_int_equal(pc_session_close(f->session), PC_ERR_TLS_EOF);
}

/* How many octets every handshake brings to the client. */
static size_t handshake_octets(struct fixture *f)
{
        start_server();
        open_session(f);
        assert_int_equal(shake_hands(f), PC_OK);
        assert_in_range(line.given, SIGNATURE_VARIES, NO_LIMIT);
        return line.given - SIGNATURE_VARIES;
}

static void test_cut_in_the_handshake(void **state)
{
        struct fixture *f = *state;
        size_t all = handshake_octets(f);

        for (size_t cut = 0; cut < all; cut += 11) {
                start_server();
                line.cut = cut;
                open_session(f);
                assert_int_equal(shake_hands(f), PC_ERR_TLS_EOF);
                assert_int_equal(state_of(f), PC_HANDSHAKE_FAILED);
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

                start_server();
                line.damage = damage;
                /* A damaged length waits for octets that do not come. */
                line.cut = all + 2 * SIGNATURE_VARIES;
                open_session(f);
                result = shake_hands(f);
                assert_true(result < 0);
                assert_int_equal(state_of(f), PC_HANDSHAKE_FAILED);
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
                start_server();
                line.stall = stall;
                open_session(f);
                assert_int_equal(shake_hands(f), code);
                assert_int_equal(state_of(f), PC_HANDSHAKE_FAILED);
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
        open_session(f);
        assert_int_equal(shake_hands(f), PC_ERR_X509_HOST);
        assert_int_equal(pc_session_handshake(f->session), PC_ERR_X509_HOST);
}

static void test_verification_off(void **state)
{
        struct fixture *f = *state;
        struct pc_peer peer;
        struct pc_verify_result verdict;

        f->config.verify = PC_VERIFY_NONE;
        f->config.trust = NULL;
        f->config.server_name = "example.org";
        open_session(f);
        assert_int_equal(shake_hands(f), PC_OK);
        peer = pc_session_peer(f->session);
        peer.backend->verify_result(peer.ctx, &verdict);
        assert_int_equal(verdict.code, PC_NOT_VALIDATED);
        assert_int_equal(peer.backend->verify_mode(peer.ctx), PC_VERIFY_NONE);
}

static void test_name_check_off(void **state)
{
        struct fixture *f = *state;

        f->config.server_name = NULL;
        open_session(f);
        assert_int_equal(shake_hands(f), PC_OK);
        assert_string_equal(br_ssl_engine_get_server_name(&line.server.eng), "");
        start_server();
        f->config.server_name = "example.org";
        f->config.no_name_check = true;
        open_session(f);
        assert_int_equal(shake_hands(f), PC_OK);
        assert_string_equal(br_ssl_engine_get_server_name(&line.server.eng), "example.org");
        start_server();
        f->config.server_name = "192.0.2.1";
        open_session(f);
        assert_int_equal(shake_hands(f), PC_OK);
        assert_string_equal(br_ssl_engine_get_server_name(&line.server.eng), "");
}

static void test_host_flags(void **state)
{
        struct fixture *f = *state;

        for (int strict = 0; strict < 2; strict++) {
                start_server();
                line.chain[0].data = octets_of(tls_certificate("named_by_subject"));
                line.chain[0].data_len = tls_certificate("named_by_subject").len;
                f->config.host_flags = strict ? PC_HOST_NO_COMMON_NAME : 0;
                open_session(f);
                assert_int_equal(shake_hands(f), strict ? PC_ERR_X509_HOST : PC_OK);
        }
}

static void test_no_chain_buffer(void **state)
{
        struct fixture *f = *state;

        f->config.chain = NULL;
        f->config.chain_size = 0;
        open_session(f);
        assert_int_equal(shake_hands(f), PC_ERR_TLS_CHAIN_SIZE);
        assert_int_equal(br_ssl_engine_last_error(&line.server.eng), BR_ERR_RECV_FATAL_ALERT + 80);
        start_server();
        f->config.verify = PC_VERIFY_NONE;
        open_session(f);
        assert_int_equal(shake_hands(f), PC_OK);
}

static enum pc_result open_result(struct fixture *f)
{
        return pc_session_open(&f->session, pc_session_class_at(0), &f->config, transport);
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

static void test_other_versions(void **state)
{
        struct fixture *f = *state;

        br_ssl_engine_set_versions(&line.server.eng, BR_TLS10, BR_TLS11);
        assert_int_equal(br_ssl_server_reset(&line.server), 1);
        open_session(f);
        assert_true(shake_hands(f) < 0);
        assert_int_equal(state_of(f), PC_HANDSHAKE_FAILED);
        assert_non_null(strstr(pc_session_error_text(f->session), "version"));
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

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
        const struct CMUnitTest tests[] = {
                TEST(test_handshake),
                TEST(test_echo_over_any_line),
                TEST(test_close),
                TEST(test_closed_by_the_peer),
                TEST(test_cut_after_the_handshake),
                TEST(test_cut_in_the_handshake),
                TEST(test_damage_in_the_handshake),
                TEST(test_refused),
                TEST(test_alert_to_a_dead_line),
                TEST(test_verification_off),
                TEST(test_name_check_off),
                TEST(test_host_flags),
                TEST(test_no_chain_buffer),
                TEST(test_configurations_that_cannot_work),
                TEST(test_other_versions),
                cmocka_unit_test(test_classes),
        };

        return cmocka_run_group_tests(tests, NULL, NULL);
}
