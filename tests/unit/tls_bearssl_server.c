/* BearSSL's server: whom it asks for a certificate, whom it takes, and what it then says. */
#include "tls_pair.h"

#include <string.h>

#include "tls/bearssl/peercert_bearssl.h"

#define BACKEND "bearssl"

static void assert_peer(const struct pair_end *end, const char *certificate)
{
        struct pc_peer peer = pair_peer(end);
        struct pc_slice der;

        if (certificate == NULL) {
                assert_int_equal(peer.backend->peer_certificate(peer.ctx, 0, &der), PC_END);
                return;
        }
        assert_int_equal(peer.backend->peer_certificate(peer.ctx, 0, &der), PC_OK);
        assert_true(pc_slice_equal(der, tls_certificate(certificate)));
}

static struct pc_verify_result verdict(const struct pair_end *end)
{
        struct pc_peer peer = pair_peer(end);
        struct pc_verify_result result;

        peer.backend->verify_result(peer.ctx, &result);
        return result;
}

static enum pc_handshake_state state_of(const struct pair_end *end)
{
        struct pc_peer peer = pair_peer(end);

        return peer.backend->state(peer.ctx);
}

static void test_no_certificate_wanted(void **state)
{
        struct pair *pair = *state;

        pair->client.config.own = pair->client_own;
        pair_connect(pair, BACKEND);
        assert_peer(&pair->client, "leaf");
        assert_int_equal(verdict(&pair->client).code, PC_OK);
        assert_peer(&pair->server, NULL);
        assert_int_equal(verdict(&pair->server).code, PC_NOT_VALIDATED);
        assert_int_equal(state_of(&pair->server), PC_HANDSHAKE_DONE);
        pair_send(&pair->client, "from the client");
        pair_send(&pair->server, "from the server");
}

/* Optional and required, with names of CAs and without. */
static void test_certificate_given(void **state)
{
        struct pair *pair = *state;
        struct pc_peer peer;
        struct pc_slice der;

        pair->client.config.own = pair->client_own;
        for (int run = 0; run < 4; run++) {
                pair->server.config.verify = run & 1 ? PC_VERIFY_OPTIONAL : PC_VERIFY_REQUIRED;
                pair->server.config.no_ca_names = (run & 2) != 0;
                pair_connect(pair, BACKEND);
                assert_peer(&pair->server, "client");
                assert_int_equal(verdict(&pair->server).code, PC_OK);
                peer = pair_peer(&pair->server);
                assert_int_equal(peer.backend->verified_certificate(peer.ctx, 0, &der), PC_OK);
                assert_true(pc_slice_equal(der, tls_certificate("client")));
                assert_int_equal(peer.backend->verified_certificate(peer.ctx, 1, &der), PC_OK);
                assert_true(pc_slice_equal(der, tls_certificate("root")));
                assert_int_equal(peer.backend->verified_certificate(peer.ctx, 2, &der), PC_END);
                assert_int_equal(peer.backend->verify_mode(peer.ctx), pair->server.config.verify);
                assert_int_equal(peer.backend->role(peer.ctx), PC_ROLE_SERVER);
        }
}

static void test_no_certificate_given(void **state)
{
        struct pair *pair = *state;

        pair->server.config.verify = PC_VERIFY_OPTIONAL;
        pair_connect(pair, BACKEND);
        assert_peer(&pair->server, NULL);
        assert_int_equal(verdict(&pair->server).code, PC_NOT_VALIDATED);
        pair->server.config.verify = PC_VERIFY_REQUIRED;
        pair_open(pair, BACKEND);
        pair_shake_hands(pair);
        assert_int_equal(pair->server.result, PC_ERR_TLS_NO_CERTIFICATE);
        assert_string_equal(pc_session_error_text(pair->server.session), "peer did not return a certificate");
        assert_int_equal(verdict(&pair->server).code, PC_ERR_TLS_NO_CERTIFICATE);
        assert_int_equal(state_of(&pair->server), PC_HANDSHAKE_FAILED);
        assert_int_equal(pair->client.result, PC_ERR_TLS_ALERT);
        assert_non_null(strstr(pc_session_error_text(pair->client.session), "handshake_failure (40)"));
}

/* A bad certificate is refused, even where none would have done. */
static void assert_refused(struct pair *pair, const char *certificate, enum pc_result code, const char *alert)
{
        struct pc_credentials *own = pair_credentials(certificate, "leaf");

        pair->client.config.own = own;
        for (int required = 0; required < 2; required++) {
                pair->server.config.verify = required ? PC_VERIFY_REQUIRED : PC_VERIFY_OPTIONAL;
                pair_open(pair, BACKEND);
                pair_shake_hands(pair);
                assert_int_equal(pair->server.result, code);
                assert_int_equal(verdict(&pair->server).code, code);
                assert_peer(&pair->server, certificate);
                assert_int_equal(pair->client.result, PC_ERR_TLS_ALERT);
                assert_non_null(strstr(pc_session_error_text(pair->client.session), alert));
        }
        pair->client.config.own = NULL;
        pc_credentials_free(own);
}

static void test_bad_certificate(void **state)
{
        struct pair *pair = *state;

        /* A server's. */
        assert_refused(pair, "leaf", PC_ERR_X509_PURPOSE, "unsupported_certificate (43)");
        assert_refused(pair, "early", PC_ERR_X509_NOT_YET, "bad_certificate (42)");
        pc_trust_store_free(pair->trust);
        assert_int_equal(pc_trust_store_new(&pair->trust), PC_OK);
        assert_int_equal(pc_trust_store_add_file(pair->trust, tls_path("other.pem"), NULL), PC_OK);
        pair->server.config.trust = pair->trust;
        pair->client.config.verify = PC_VERIFY_NONE;
        assert_refused(pair, "client", PC_ERR_TLS_NOT_TRUSTED, "unknown_ca (48)");
}

/* Keys of every sort, on both ends. */
static void test_keys(void **state)
{
        static const char *const keys[] = {"rsa", "p384"};
        struct pair *pair = *state;

        for (size_t i = 0; i < 2; i++) {
                char file[16];
                struct pc_credentials *own = pair_credentials(keys[i], keys[i]);

                snprintf(file, sizeof file, "%s.pem", keys[i]);
                assert_int_equal(pc_trust_store_add_file(pair->trust, tls_path(file), NULL), PC_OK);
                pair->client.config.own = own;
                pair->server.config.own = own;
                pair->server.config.verify = PC_VERIFY_REQUIRED;
                pair_connect(pair, BACKEND);
                assert_peer(&pair->client, keys[i]);
                assert_peer(&pair->server, keys[i]);
                pair_send(&pair->client, keys[i]);
                pair->client.config.own = NULL;
                pair->server.config.own = pair->server_own;
                pc_credentials_free(own);
        }
}

static enum pc_result open_result(struct pair *pair, const struct pc_session_config *config)
{
        static const struct pc_transport none;

        return pc_session_open(&pair->server.session, pc_session_class_find(BACKEND), config, none);
}

static void test_configurations_that_cannot_work(void **state)
{
        struct pair *pair = *state;
        struct pc_session_config config = pair->server.config;
        struct pc_credentials *mixed = pair_credentials("leaf", "rsa");
        struct pc_credentials *stranger = pair_credentials("lone", "leaf");
        struct pc_credentials *unsupported = pair_credentials("ed25519", "leaf");

        config.own = NULL;
        assert_int_equal(open_result(pair, &config), PC_ERR_TLS_CONFIG);
        config.own = mixed;
        assert_int_equal(open_result(pair, &config), PC_ERR_TLS_CONFIG);
        config.own = stranger;
        assert_int_equal(open_result(pair, &config), PC_ERR_TLS_CONFIG);
        config.own = unsupported;
        assert_int_equal(open_result(pair, &config), PC_ERR_TLS_CONFIG);
        config.own = pair->server_own;
        config.protocol_max = 0x0302;
        assert_int_equal(open_result(pair, &config), PC_ERR_TLS_UNSUPPORTED);
        config.protocol_max = 0x0303;
        config.verify = PC_VERIFY_OPTIONAL;
        config.trust = NULL;
        assert_int_equal(open_result(pair, &config), PC_ERR_TLS_CONFIG);
        config = pair->client.config;
        config.own = mixed;
        assert_int_equal(open_result(pair, &config), PC_ERR_TLS_CONFIG);
        assert_null(pair->server.session);
        pc_credentials_free(mixed);
        pc_credentials_free(stranger);
        pc_credentials_free(unsupported);
}

static void test_server_name(void **state)
{
        struct pair *pair = *state;
        struct pc_peer server;

        pair_open(pair, BACKEND);
        server = pair_peer(&pair->server);
        assert_null(server.backend->server_name(server.ctx));
        pair_shake_hands(pair);
        assert_string_equal(server.backend->server_name(server.ctx), "localhost");
        assert_string_equal(server.backend->server_name(pair_peer(&pair->client).ctx), "localhost");
        pair->client.config.server_name = NULL;
        pair_connect(pair, BACKEND);
        assert_null(server.backend->server_name(pair_peer(&pair->server).ctx));
}

/* The numbers of Python's default suites, in its order (ssl.SSLContext.get_ciphers), but for TLS 1.3's and
 * DHE's. */
static void test_shared_cipher_suites(void **state)
{
        static const uint16_t expected[] = {0xC02C, 0xC030, 0xC02B, 0xC02F, 0xCCA9,
                                            0xCCA8, 0xC024, 0xC028, 0xC023, 0xC027};
        struct pair *pair = *state;
        const size_t count = sizeof expected / sizeof expected[0];
        struct pc_peer server;
        uint16_t suite = 0;

        pair_open(pair, BACKEND);
        server = pair_peer(&pair->server);
        assert_int_equal(server.backend->shared_cipher_suite(server.ctx, 0, &suite), PC_NONE);
        pair_shake_hands(pair);
        for (size_t i = 0; i < count; i++) {
                assert_int_equal(server.backend->shared_cipher_suite(server.ctx, i, &suite), PC_OK);
                assert_int_equal(suite, expected[i]);
        }
        assert_int_equal(server.backend->shared_cipher_suite(server.ctx, count, &suite), PC_END);
        assert_int_equal(server.backend->shared_cipher_suite(pair_peer(&pair->client).ctx, 0, &suite),
                         PC_NONE);
        assert_int_equal(server.backend->cipher_suite(server.ctx), 0xC02C);
}

static void test_own_certificate(void **state)
{
        struct pair *pair = *state;
        struct pc_slice der;
        struct pc_peer peer;

        pair->client.config.own = pair->client_own;
        for (int asked = 0; asked < 2; asked++) {
                pair->server.config.verify = asked ? PC_VERIFY_REQUIRED : PC_VERIFY_NONE;
                pair_connect(pair, BACKEND);
                peer = pair_peer(&pair->server);
                assert_int_equal(peer.backend->own_certificate(peer.ctx, &der), PC_OK);
                assert_true(pc_slice_equal(der, tls_certificate("leaf")));
                peer = pair_peer(&pair->client);
                assert_int_equal(peer.backend->own_certificate(peer.ctx, &der),
                                 asked ? PC_OK : PC_NO_CERTIFICATE);
        }
        assert_true(pc_slice_equal(der, tls_certificate("client")));
}

/* FIPS 180-2 and RFC 1321: of "abc". */
static void test_digest(void **state)
{
        static const uint8_t sha256[] = {0xBA, 0x78, 0x16, 0xBF, 0x8F, 0x01, 0xCF, 0xEA};
        static const uint8_t md5[] = {0x90, 0x01, 0x50, 0x98, 0x3C, 0xD2, 0x4F, 0xB0};
        static const uint8_t sha512[] = {0xDD, 0xAF, 0x35, 0xA1, 0x93, 0x61, 0x7A, 0xBA};
        const struct pc_slice abc = {(const uint8_t *)"abc", 3};
        const struct pc_backend *backend = &pc_bearssl_backend;
        struct pair *pair = *state;
        uint8_t out[PC_HASH_MAX];
        const void *ctx;

        assert_int_equal(backend->digest(NULL, PC_HASH_SHA256, abc, out), PC_OK);
        assert_memory_equal(out, sha256, sizeof sha256);
        assert_int_equal(backend->digest(NULL, PC_HASH_SHA512, abc, out), PC_ERR_TLS_UNSUPPORTED);
        pair_connect(pair, BACKEND);
        ctx = pair_peer(&pair->server).ctx;
        assert_int_equal(backend->digest(ctx, PC_HASH_SHA512, abc, out), PC_OK);
        assert_memory_equal(out, sha512, sizeof sha512);
        assert_int_equal(backend->digest(ctx, PC_HASH_MD5, abc, out), PC_OK);
        assert_memory_equal(out, md5, sizeof md5);
}

static void test_over_any_line(void **state)
{
        static const size_t sizes[] = {1, 3, 500};
        struct pair *pair = *state;

        pair->client.config.own = pair->client_own;
        pair->server.config.verify = PC_VERIFY_REQUIRED;
        pair->stalls = true;
        for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
                pair->most = sizes[i];
                pair_connect(pair, BACKEND);
                assert_peer(&pair->server, "client");
        }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, pair_set_up, pair_tear_down)

int main(void)
{
        const struct CMUnitTest tests[] = {
                TEST(test_no_certificate_wanted),
                TEST(test_certificate_given),
                TEST(test_no_certificate_given),
                TEST(test_bad_certificate),
                TEST(test_keys),
                TEST(test_configurations_that_cannot_work),
                TEST(test_server_name),
                TEST(test_shared_cipher_suites),
                TEST(test_own_certificate),
                TEST(test_digest),
                TEST(test_over_any_line),
        };

        return cmocka_run_group_tests(tests, NULL, NULL);
}
