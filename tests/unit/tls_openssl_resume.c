/* Sessions of the OpenSSL backend that are resumed, and those that are not. */
#include "tls_pair.h"

#include <stdlib.h>
#include <string.h>

#include "api/channel_binding.h"
#include "api/connection.h"
#include "api/getpeercert.h"

#define TLS12 0x0303
#define TLS13 0x0304

/* A prime number of octets, so that all kinds of places are hit. */
#define DAMAGE_STEP 23

static void free_saved(struct pc_slice saved)
{
        free((void *)(uintptr_t)saved.data);
}

/* Connects, and gives the client what resumes the connection. */
static void start(struct pair *pair, uint16_t protocol)
{
        pair->client.config.protocol_max = protocol;
        pair->client.config.resume.len = 0;
        pair->server.config.cache = pair->cache;
        pair_connect(pair, "openssl");
        pair->client.config.resume = pair_save(pair);
}

static void expect_resumed(const struct pair *pair, bool resumed)
{
        assert_int_equal(pc_resumed(pair_peer(&pair->client)), resumed ? PC_OK : PC_NONE);
        assert_int_equal(pc_resumed(pair_peer(&pair->server)), resumed ? PC_OK : PC_NONE);
}

static void expect_same_binding(const struct pair *pair, enum pc_channel_binding type)
{
        const struct pc_peer peers[] = {pair_peer(&pair->client), pair_peer(&pair->server)};
        uint8_t octets[2][PC_CHANNEL_BINDING_MAX];
        size_t len[2];

        for (size_t i = 0; i < 2; i++) {
                assert_int_equal(
                        pc_channel_binding(peers[i], type, octets[i], PC_CHANNEL_BINDING_MAX, &len[i]),
                        PC_OK);
        }
        assert_int_equal(len[0], len[1]);
        assert_memory_equal(octets[0], octets[1], len[0]);
}

static void expect_bindings(const struct pair *pair)
{
        expect_same_binding(pair, PC_CHANNEL_BINDING_TLS_UNIQUE);
        expect_same_binding(pair, PC_CHANNEL_BINDING_TLS_SERVER_END_POINT);
        expect_same_binding(pair, PC_CHANNEL_BINDING_TLS_EXPORTER);
}

/* The same certificate and verdict stand, without a chain on a client. */
static void expect_leaf(const struct pair_end *end, const char *leaf)
{
        const bool kept = end->config.role == PC_ROLE_SERVER;
        struct pc_slice der;

        assert_int_equal(pc_getpeercert_binary(pair_peer(end), &der), PC_OK);
        assert_true(pc_slice_equal(der, tls_certificate(leaf)));
        assert_int_equal(pc_peer_verify_result(pair_peer(end)).code, PC_OK);
        assert_int_equal(pc_unverified_chain(pair_peer(end), 0, &der), kept ? PC_OK : PC_END);
        assert_true(pc_slice_equal(der, tls_certificate(leaf)));
        assert_int_equal(pc_verified_chain(pair_peer(end), 0, &der), PC_END);
        /* OpenSSL's clients send what they know of the chain. */
        assert_int_equal(pc_unverified_chain(pair_peer(end), 1, &der), kept ? PC_OK : PC_END);
        assert_true(!kept || pc_slice_equal(der, tls_certificate("root")));
        assert_int_equal(pc_unverified_chain(pair_peer(end), 2, &der), PC_END);
}

/* Also more than once by the same session. */
static void test_resume(void **state)
{
        struct pair *pair = *state;

        for (uint16_t protocol = TLS12; protocol <= TLS13; protocol++) {
                start(pair, protocol);
                expect_resumed(pair, false);
                expect_bindings(pair);
                for (size_t i = 0; i < 2; i++) {
                        const char *name = NULL;

                        pair_connect(pair, "openssl");
                        expect_resumed(pair, true);
                        expect_bindings(pair);
                        expect_leaf(&pair->client, "leaf");
                        assert_int_equal(pc_server_name(pair_peer(&pair->server), &name), PC_OK);
                        assert_string_equal(name, "localhost");
                        pair_send(&pair->client, "question");
                        pair_send(&pair->server, "answer");
                }
                free_saved(pair->client.config.resume);
        }
}

/* Before the server has answered, the connection before is no matter. */
static void test_not_yet(void **state)
{
        struct pair *pair = *state;
        struct pc_slice der;

        start(pair, TLS12);
        pair_open(pair, "openssl");
        assert_int_equal(pc_session_handshake(pair->client.session), PC_WANT_READ);
        assert_int_equal(pc_resumed(pair_peer(&pair->client)), PC_NONE);
        assert_int_equal(pc_unverified_chain(pair_peer(&pair->client), 0, &der), PC_END);
        assert_int_equal(pc_peer_verify_result(pair_peer(&pair->client)).code, PC_NOT_VALIDATED);
        free_saved(pair->client.config.resume);
}

/* What was resumed can be saved and resumed again. */
static void test_resume_the_resumed(void **state)
{
        struct pair *pair = *state;

        for (uint16_t protocol = TLS12; protocol <= TLS13; protocol++) {
                struct pc_slice saved;

                start(pair, protocol);
                pair_connect(pair, "openssl");
                saved = pair_save(pair);
                free_saved(pair->client.config.resume);
                pair->client.config.resume = saved;
                pair_connect(pair, "openssl");
                expect_resumed(pair, true);
                expect_leaf(&pair->client, "leaf");
                free_saved(saved);
        }
}

/* A client's certificate comes back with the server's session, and only under the mode that asked for it. */
static void test_client_certificate(void **state)
{
        struct pair *pair = *state;

        pair->client.config.own = pair->client_own;
        for (uint16_t protocol = TLS12; protocol <= TLS13; protocol++) {
                pair->server.config.verify = PC_VERIFY_REQUIRED;
                start(pair, protocol);
                pair_connect(pair, "openssl");
                expect_resumed(pair, true);
                expect_leaf(&pair->server, "client");

                pair->server.config.verify = PC_VERIFY_OPTIONAL;
                pair_connect(pair, "openssl");
                expect_resumed(pair, false);
                free_saved(pair->client.config.resume);
        }
}

/* A server that trusts others has the client show itself again. */
static void test_server_trust(void **state)
{
        struct pair *pair = *state;
        struct pc_trust_store *other;

        assert_int_equal(pc_trust_store_new(&other), PC_OK);
        assert_int_equal(pc_trust_store_add_der(other, tls_certificate("other"), NULL), PC_OK);
        pair->client.config.own = pair->client_own;
        for (uint16_t protocol = TLS12; protocol <= TLS13; protocol++) {
                pair->server.config.verify = PC_VERIFY_REQUIRED;
                pair->server.config.trust = pair->trust;
                start(pair, protocol);
                pair->server.config.trust = other;
                pair_open(pair, "openssl");
                pair_shake_hands(pair);
                assert_int_equal(pair->server.result, PC_ERR_TLS_SELF_SIGNED);
                free_saved(pair->client.config.resume);
        }
        pc_trust_store_free(other);
}

/* RFC 6066 3: a client that asks for another server, or for none, is not resumed; the first one's session
 * stays. */
static void test_server_name(void **state)
{
        static const char *const names[] = {"other.example", NULL, "localhost", "localhos", "localhost"};
        struct pair *pair = *state;

        pair->client.config.no_name_check = true;
        pair->client.config.own = pair->client_own;
        pair->server.config.verify = PC_VERIFY_REQUIRED;
        for (uint16_t protocol = TLS12; protocol <= TLS13; protocol++) {
                start(pair, protocol);
                for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
                        const char *name = NULL;

                        pair_rename(pair, "openssl", names[i]);
                        pair_connect(pair, "openssl");
                        expect_resumed(pair, names[i] != NULL && strcmp(names[i], "localhost") == 0);
                        assert_int_equal(pc_server_name(pair_peer(&pair->server), &name),
                                         names[i] == NULL ? PC_NONE : PC_OK);
                        assert_true(names[i] == NULL || strcmp(name, names[i]) == 0);
                        pair_send(&pair->client, "question");
                        pair_send(&pair->server, "answer");
                }
                free_saved(pair->client.config.resume);
        }
}

/* A session that ended in an error is not gone on with. */
static void test_failed(void **state)
{
        struct pair *pair = *state;
        uint8_t octet;
        size_t done;
        size_t len;

        start(pair, TLS12);
        pair->server.in.cut = pair->server.in.given;
        assert_int_equal(pair_read(&pair->server, &octet, 1, &done), PC_ERR_TLS_EOF);
        assert_int_equal(pair_read(&pair->client, &octet, 1, &done), PC_ERR_TLS_ALERT);
        assert_int_equal(pc_session_save(pair->client.session, NULL, 0, &len), PC_NONE);
        pair_connect(pair, "openssl");
        expect_resumed(pair, false);
        free_saved(pair->client.config.resume);
}

static void expect_refused(const struct pc_session_config *config)
{
        const struct pc_transport transport = {NULL, NULL, NULL};
        struct pc_session *session = NULL;

        assert_int_equal(pc_session_open(&session, pc_session_class_find("openssl"), config, transport),
                         PC_ERR_TLS_SESSION);
        assert_null(session);
}

/* A session is for the one configuration. */
static void test_other_configurations(void **state)
{
        struct pair *pair = *state;
        struct pc_session_config config;
        struct pc_trust_store *other;

        assert_int_equal(pc_trust_store_new(&other), PC_OK);
        assert_int_equal(pc_trust_store_add_der(other, tls_certificate("other"), NULL), PC_OK);
        start(pair, TLS13);
        config = pair->client.config;
        config.server_name = "other.example";
        expect_refused(&config);
        config = pair->client.config;
        config.verify = PC_VERIFY_NONE;
        expect_refused(&config);
        config = pair->client.config;
        config.trust = other;
        expect_refused(&config);
        free_saved(pair->client.config.resume);
        pc_trust_store_free(other);
}

/* And whole. */
static void test_damaged(void **state)
{
        struct pair *pair = *state;
        struct pc_slice saved;

        start(pair, TLS12);
        saved = pair->client.config.resume;
        for (size_t i = 0; i < saved.len; i += DAMAGE_STEP) {
                struct pc_session_config config = pair->client.config;

                config.resume.len = saved.len - 1 - i;
                if (config.resume.len != 0) {
                        expect_refused(&config);
                }
                config.resume.len = saved.len;
                ((uint8_t *)(uintptr_t)saved.data)[i] ^= 1;
                expect_refused(&config);
                ((uint8_t *)(uintptr_t)saved.data)[i] ^= 1;
        }
        free_saved(saved);
}

/* Without a cache there is nothing to come back to. */
static void test_no_cache(void **state)
{
        struct pair *pair = *state;

        for (uint16_t protocol = TLS12; protocol <= TLS13; protocol++) {
                uint8_t octet;
                size_t done;
                size_t len;

                pair->client.config.protocol_max = protocol;
                pair_connect(pair, "openssl");
                assert_int_equal(pair_read(&pair->client, &octet, 1, &done), PC_WANT_READ);
                assert_int_equal(pc_session_save(pair->client.session, NULL, 0, &len), PC_NONE);
                assert_int_equal(pc_session_save(pair->server.session, NULL, 0, &len), PC_NONE);
        }
}

#define RESUME_TEST(name) cmocka_unit_test_setup_teardown(name, pair_set_up, pair_tear_down)

int main(void)
{
        const struct CMUnitTest tests[] = {
                RESUME_TEST(test_resume),
                RESUME_TEST(test_not_yet),
                RESUME_TEST(test_resume_the_resumed),
                RESUME_TEST(test_client_certificate),
                RESUME_TEST(test_server_trust),
                RESUME_TEST(test_server_name),
                RESUME_TEST(test_failed),
                RESUME_TEST(test_other_configurations),
                RESUME_TEST(test_damaged),
                RESUME_TEST(test_no_cache),
        };

        return cmocka_run_group_tests(tests, NULL, NULL);
}
