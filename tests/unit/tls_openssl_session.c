/* Sessions of the OpenSSL backend with each other, in good times and in bad. */
#include "tls_pair.h"

#include <string.h>

#include "api/connection.h"
#include "api/getpeercert.h"
#include "x509/verify.h"

#define TLS12 0x0303
#define TLS13 0x0304

/* A prime number of octets, so that all kinds of places are hit. */
#define CUT_STEP 7

#define STEPS 100000

static struct pc_trust_store *other_trust(void)
{
        struct pc_trust_store *trust;

        assert_int_equal(pc_trust_store_new(&trust), PC_OK);
        assert_int_equal(pc_trust_store_add_der(trust, tls_certificate("other"), NULL), PC_OK);
        return trust;
}

/* The line gives and takes one octet at every other call. */
static void slow_down(struct pair *pair)
{
        pair->most = 1;
        pair->stalls = true;
}

/* The octets go with as many calls as it takes. */
static void send_slowly(struct pair_end *from, const char *text)
{
        enum pc_result result = PC_WANT_WRITE;
        uint8_t buf[64];
        size_t done = 0;

        for (size_t i = 0; i < STEPS && result == PC_WANT_WRITE; i++) {
                result = pc_session_write(from->session, (const uint8_t *)text, strlen(text), &done);
        }
        assert_int_equal(result, PC_OK);
        assert_int_equal(done, strlen(text));
        /* Any call sends what is left. */
        for (size_t i = 0; i < STEPS && pc_session_handshake(from->session) == PC_WANT_WRITE; i++) {
        }
        assert_int_equal(pair_read(from->peer, buf, sizeof buf, &done), PC_OK);
        assert_int_equal(done, strlen(text));
        assert_memory_equal(buf, text, done);
}

static void test_talk(void **state)
{
        struct pair *pair = *state;

        for (unsigned i = 0; i < 4; i++) {
                pair->client.config.protocol_max = i % 2 == 0 ? TLS12 : TLS13;
                if (i == 2) {
                        slow_down(pair);
                }
                pair_connect(pair, "openssl");
                assert_string_equal(pc_protocol_version(pair_peer(&pair->client)),
                                    i % 2 == 0 ? "TLSv1.2" : "TLSv1.3");
                send_slowly(&pair->client, "question");
                send_slowly(&pair->server, "answer");
        }
}

/* Nothing has come, and something waits to go: that is worth waiting for. */
static void test_output_waits(void **state)
{
        struct pair *pair = *state;
        uint8_t octet = 0;
        size_t done;

        pair_connect(pair, "openssl");
        slow_down(pair);
        assert_int_equal(pc_session_write(pair->client.session, &octet, 1, &done), PC_OK);
        assert_int_equal(pc_session_read(pair->client.session, &octet, 1, &done), PC_WANT_WRITE);
        pair->most = PAIR_NO_LIMIT;
        pair->stalls = false;
        assert_int_equal(pc_session_read(pair->client.session, &octet, 1, &done), PC_WANT_READ);
        assert_int_equal(pair_read(&pair->server, &octet, 1, &done), PC_OK);
}

static void test_close(void **state)
{
        struct pair *pair = *state;
        struct pc_certificate cert;
        uint8_t octet = 0;
        size_t done;

        pair_connect(pair, "openssl");
        assert_int_equal(pc_session_read(pair->client.session, &octet, 0, &done), PC_OK);
        assert_int_equal(pc_session_write(pair->client.session, &octet, 0, &done), PC_OK);
        assert_int_equal(done, 0);
        assert_int_equal(pc_session_close(pair->server.session), PC_OK);
        assert_int_equal(pc_session_write(pair->server.session, &octet, 1, &done), PC_ERR_TLS_EOF);
        assert_int_equal(pair_read(&pair->client, &octet, 1, &done), PC_END);
        assert_int_equal(pair_read(&pair->client, &octet, 1, &done), PC_END);
        assert_int_equal(pair_state(&pair->client), PC_HANDSHAKE_CLOSED);
        assert_int_equal(pair_state(&pair->server), PC_HANDSHAKE_CLOSED);
        assert_int_equal(pc_getpeercert(pair_peer(&pair->client), &cert, NULL), PC_OK);
        assert_int_equal(pc_session_close(pair->client.session), PC_OK);
        assert_int_equal(pair_read(&pair->server, &octet, 1, &done), PC_END);
}

/* The connection has ended, with an error that says so, and nothing partial. */
static void expect_cut(const struct pair_end *end)
{
        struct pc_certificate cert;

        assert_int_equal(pair_state(end), PC_HANDSHAKE_FAILED);
        assert_non_null(strstr(pc_session_error_text(end->session), "was cut"));
        assert_int_equal(pc_getpeercert(pair_peer(end), &cert, NULL), PC_ERR_API_HANDSHAKE);
}

static void cut_everywhere(struct pair *pair, struct pair_end *end)
{
        uint8_t octet;
        size_t done;

        for (size_t cut = 0;; cut += CUT_STEP) {
                pair_open(pair, "openssl");
                end->in.cut = cut;
                pair_shake_hands(pair);
                if (end->result == PC_OK) {
                        break;
                }
                assert_int_equal(end->result, PC_ERR_TLS_EOF);
                expect_cut(end);
        }
        end->in.cut = end->in.given;
        assert_int_equal(pair_read(end, &octet, 1, &done), PC_ERR_TLS_EOF);
        expect_cut(end);
}

static void test_cut(void **state)
{
        struct pair *pair = *state;

        pair->client.config.own = pair->client_own;
        pair->server.config.verify = PC_VERIFY_REQUIRED;
        for (uint16_t protocol = TLS12; protocol <= TLS13; protocol++) {
                pair->client.config.protocol_max = protocol;
                cut_everywhere(pair, &pair->client);
                cut_everywhere(pair, &pair->server);
        }
}

static void expect_alert(const struct pair_end *end, const char *name)
{
        assert_int_equal(end->result, PC_ERR_TLS_ALERT);
        assert_non_null(strstr(pc_session_error_text(end->session), name));
}

static void expect_refused_server(struct pair *pair)
{
        const struct pc_peer peer = pair_peer(&pair->client);
        const struct pc_verify_result verdict = pc_peer_verify_result(peer);
        struct pc_slice der;

        assert_int_equal(pair->client.result, PC_ERR_TLS_NOT_TRUSTED);
        assert_string_equal(pc_session_error_text(pair->client.session),
                            "certificate verify failed: unable to get local issuer certificate");
        assert_int_equal(verdict.code, PC_ERR_TLS_NOT_TRUSTED);
        assert_int_equal(verdict.index, 0);
        assert_int_equal(pc_unverified_chain(peer, 0, &der), PC_OK);
        assert_true(pc_slice_equal(der, tls_certificate("leaf")));
        assert_int_equal(pc_unverified_chain(peer, 1, &der), PC_END);
        assert_int_equal(pc_verified_chain(peer, 0, &der), PC_END);
}

/* The alert gets through however slow the line; the chain and the verdict stay. */
static void test_refused_server(void **state)
{
        struct pair *pair = *state;
        struct pc_trust_store *other = other_trust();

        pair->client.config.trust = other;
        for (unsigned i = 0; i < 4; i++) {
                pair->client.config.protocol_max = i % 2 == 0 ? TLS12 : TLS13;
                if (i == 2) {
                        slow_down(pair);
                }
                pair_open(pair, "openssl");
                pair_shake_hands(pair);
                expect_refused_server(pair);
                expect_alert(&pair->server, "unknown_ca");
        }
        pc_trust_store_free(other);
}

/* TLS 1.3: the client is done before the server has seen its certificate, and learns of it by reading. */
static void test_refused_client(void **state)
{
        struct pair *pair = *state;
        struct pc_trust_store *other = other_trust();
        struct pc_slice der;
        uint8_t octet;
        size_t done;

        pair->server.config.verify = PC_VERIFY_OPTIONAL;
        pair->server.config.trust = other;
        pair->client.config.own = pair->client_own;
        pair_open(pair, "openssl");
        pair_shake_hands(pair);
        assert_int_equal(pair->client.result, PC_OK);
        /* The client has added the root that it trusts itself. */
        assert_int_equal(pair->server.result, PC_ERR_TLS_SELF_SIGNED);
        assert_string_equal(pc_session_error_text(pair->server.session),
                            "certificate verify failed: self-signed certificate in certificate chain "
                            "(certificate 1 of the chain)");
        assert_int_equal(pc_unverified_chain(pair_peer(&pair->server), 0, &der), PC_OK);
        assert_true(pc_slice_equal(der, tls_certificate("client")));
        assert_int_equal(pc_unverified_chain(pair_peer(&pair->server), 1, &der), PC_OK);
        assert_true(pc_slice_equal(der, tls_certificate("root")));
        pair->client.result = pair_read(&pair->client, &octet, 1, &done);
        expect_alert(&pair->client, "unknown_ca (48)");
        assert_int_equal(pair_state(&pair->client), PC_HANDSHAKE_FAILED);
        pc_trust_store_free(other);
}

static void test_missing_client_certificate(void **state)
{
        struct pair *pair = *state;
        struct pc_slice der;

        pair->server.config.verify = PC_VERIFY_REQUIRED;
        pair->client.config.protocol_max = TLS12;
        pair_open(pair, "openssl");
        pair_shake_hands(pair);
        assert_int_equal(pair->server.result, PC_ERR_TLS_NO_CERTIFICATE);
        assert_int_equal(pc_peer_verify_result(pair_peer(&pair->server)).code, PC_ERR_TLS_NO_CERTIFICATE);
        expect_alert(&pair->client, "handshake_failure");

        pair->server.config.verify = PC_VERIFY_OPTIONAL;
        pair_connect(pair, "openssl");
        assert_int_equal(pc_getpeercert_binary(pair_peer(&pair->server), &der), PC_NO_CERTIFICATE);
        assert_int_equal(pc_peer_verify_result(pair_peer(&pair->server)).code, PC_NOT_VALIDATED);
}

/* Makes of the leaf's tbsCertificate, on its way to the client, a SET. */
static void damage_leaf(struct pair *pair)
{
        const struct pc_slice leaf = tls_certificate("leaf");
        struct pair_pipe *in = &pair->client.in;

        for (size_t i = in->start; i + leaf.len <= in->end; i++) {
                if (memcmp(in->octets + i, leaf.data, leaf.len) == 0) {
                        in->octets[i + 4] = PC_TAG_SET;
                        return;
                }
        }
        fail();
}

/* A certificate that is none is refused, whether somebody verifies or not, and can be looked at. */
static void test_undecodable(void **state)
{
        struct pair *pair = *state;

        pair->client.config.protocol_max = TLS12;
        for (unsigned mode = PC_VERIFY_NONE; mode <= PC_VERIFY_REQUIRED; mode++) {
                struct pc_verify_result verdict;
                struct pc_slice der;

                pair->client.config.verify = (enum pc_verify_mode)mode;
                pair_open(pair, "openssl");
                assert_int_equal(pc_session_handshake(pair->client.session), PC_WANT_READ);
                assert_int_equal(pc_session_handshake(pair->server.session), PC_WANT_READ);
                damage_leaf(pair);
                pair_shake_hands(pair);
                assert_int_equal(pair->client.result, PC_ERR_DER_TAG);
                verdict = pc_peer_verify_result(pair_peer(&pair->client));
                assert_int_equal(verdict.code, PC_ERR_DER_TAG);
                assert_int_equal(verdict.index, 0);
                assert_int_equal(pc_unverified_chain(pair_peer(&pair->client), 0, &der), PC_OK);
                assert_int_equal(der.len, tls_certificate("leaf").len);
                assert_int_equal(der.data[4], PC_TAG_SET);
                expect_alert(&pair->server, "bad_certificate");
        }
}

/* The line takes nothing more: that is no reason to forget what has come by it. */
static void test_dead_line(void **state)
{
        struct pair *pair = *state;
        const uint8_t octet = 0;
        size_t done;

        pair_open(pair, "openssl");
        pair->client.dead = true;
        pair_shake_hands(pair);
        assert_int_equal(pair->client.result, PC_ERR_TLS_TRANSPORT);
        assert_int_equal(pair_state(&pair->client), PC_HANDSHAKE_FAILED);

        pair_connect(pair, "openssl");
        pair->client.dead = true;
        assert_int_equal(pc_session_write(pair->client.session, &octet, 1, &done), PC_OK);
        assert_int_equal(pc_session_write(pair->client.session, &octet, 1, &done), PC_ERR_TLS_TRANSPORT);
        assert_int_equal(pc_session_close(pair->client.session), PC_ERR_TLS_TRANSPORT);
}

/* close_notify, where the server's first flight should be: RFC 5246 7.2.1. */
static void test_closed_in_the_handshake(void **state)
{
        static const uint8_t alert[] = {21, 3, 3, 0, 2, 1, 0};
        struct pair *pair = *state;
        struct pair_pipe *in = &pair->client.in;

        pair_open(pair, "openssl");
        memcpy(in->octets, alert, sizeof alert);
        in->end = sizeof alert;
        assert_int_equal(pc_session_handshake(pair->client.session), PC_ERR_TLS_EOF);
        assert_string_equal(pc_session_error_text(pair->client.session),
                            "the peer closed the connection in the handshake");
        assert_int_equal(pair_state(&pair->client), PC_HANDSHAKE_FAILED);
}

/* What speaks no TLS. */
static void test_no_tls(void **state)
{
        static const char answer[] = "HTTP/1.1 400 Bad Request\r\n\r\n";
        struct pair *pair = *state;
        struct pair_pipe *in = &pair->client.in;

        pair_open(pair, "openssl");
        memcpy(in->octets, answer, sizeof answer);
        in->end = sizeof answer;
        pair->client.result = pc_session_handshake(pair->client.session);
        assert_int_equal(pair->client.result, PC_ERR_TLS_PROTOCOL);
        assert_string_equal(pc_session_error_text(pair->client.session),
                            "the connection failed in the handshake: wrong version number");
        /* It stays so. */
        assert_int_equal(pc_session_handshake(pair->client.session), PC_ERR_TLS_PROTOCOL);
}

static void test_too_early(void **state)
{
        struct pair *pair = *state;
        uint8_t octet = 0;
        size_t done;

        pair_open(pair, "openssl");
        assert_int_equal(pc_session_read(pair->client.session, &octet, 1, &done), PC_ERR_API_HANDSHAKE);
        assert_int_equal(pc_session_write(pair->client.session, &octet, 1, &done), PC_ERR_API_HANDSHAKE);
        assert_int_equal(pc_session_close(pair->client.session), PC_ERR_API_HANDSHAKE);
        assert_int_equal(pair->client.in.given, 0);
        assert_int_equal(pair->server.in.end, 0);
}

/* A name that stands in the subject alone counts where the caller lets it. */
static void test_common_name(void **state)
{
        struct pair *pair = *state;
        struct pc_credentials *own = pair_credentials("named_by_subject", "leaf");

        pair->server.config.own = own;
        pair_connect(pair, "openssl");
        pair->client.config.host_flags = PC_HOST_NO_COMMON_NAME;
        pair_open(pair, "openssl");
        pair_shake_hands(pair);
        assert_int_equal(pair->client.result, PC_ERR_X509_HOST);
        assert_string_equal(
                pc_session_error_text(pair->client.session),
                "certificate verify failed: Hostname mismatch, certificate is not valid for 'localhost'");
        expect_alert(&pair->server, "bad_certificate");
        pc_credentials_free(own);
}

static void expect_open(enum pc_result want, const struct pc_session_config *config)
{
        const struct pc_transport transport = {NULL, NULL, NULL};
        struct pc_session *session = NULL;

        assert_int_equal(pc_session_open(&session, pc_session_class_find("openssl"), config, transport),
                         want);
        pc_session_free(session);
}

static void test_configurations(void **state)
{
        const struct pair *pair = *state;
        struct pc_session_config config = pair->server.config;

        struct pc_credentials *own = pair_credentials("root", "leaf");

        expect_open(PC_OK, &config);
        config.own = own;
        expect_open(PC_ERR_TLS_CONFIG, &config);
        pc_credentials_free(own);
        config.own = NULL;
        expect_open(PC_ERR_TLS_CONFIG, &config);
        config = pair->client.config;
        config.protocol_max = 0x0302;
        expect_open(PC_ERR_TLS_CONFIG, &config);
        config = pair->client.config;
        config.trust = NULL;
        expect_open(PC_ERR_TLS_CONFIG, &config);
        config.verify = PC_VERIFY_NONE;
        expect_open(PC_OK, &config);
}

static void test_names(void **state)
{
        static const struct {
                const char *name;
                enum pc_result want;
        } names[] = {
                {"", PC_ERR_X509_HOST_SYNTAX},     {".example.org", PC_ERR_X509_HOST_SYNTAX},
                {"a..b", PC_ERR_X509_HOST_SYNTAX}, {"*.example.org", PC_OK},
                {"example.org.", PC_OK},           {"::1", PC_OK},
        };
        const struct pair *pair = *state;
        struct pc_session_config config = pair->client.config;

        for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
                config.server_name = names[i].name;
                expect_open(names[i].want, &config);
        }
}

#define SESSION_TEST(name) cmocka_unit_test_setup_teardown(name, pair_set_up, pair_tear_down)

int main(void)
{
        const struct CMUnitTest tests[] = {
                SESSION_TEST(test_talk),
                SESSION_TEST(test_close),
                SESSION_TEST(test_output_waits),
                SESSION_TEST(test_cut),
                SESSION_TEST(test_refused_server),
                SESSION_TEST(test_refused_client),
                SESSION_TEST(test_missing_client_certificate),
                SESSION_TEST(test_undecodable),
                SESSION_TEST(test_dead_line),
                SESSION_TEST(test_closed_in_the_handshake),
                SESSION_TEST(test_no_tls),
                SESSION_TEST(test_too_early),
                SESSION_TEST(test_common_name),
                SESSION_TEST(test_configurations),
                SESSION_TEST(test_names),
        };

        return cmocka_run_group_tests(tests, NULL, NULL);
}
