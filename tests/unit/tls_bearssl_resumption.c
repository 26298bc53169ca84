/* BearSSL's sessions resumed: for whom they were made, and for nobody else. */
#include "tls_pair.h"

#include <stdlib.h>
#include <string.h>

#include "api/getpeercert.h"
#include "tls/bearssl/peercert_bearssl.h"

#define BACKEND "bearssl"

static struct pc_slice finished(const struct pair_end *end, bool first, uint8_t buf[12])
{
        struct pc_peer peer = pair_peer(end);
        struct pc_slice octets = {buf, 0};

        assert_int_equal(peer.backend->finished(peer.ctx, first, buf, 12, &octets.len), PC_OK);
        return octets;
}

static bool resumed(const struct pair_end *end)
{
        struct pc_peer peer = pair_peer(end);

        return peer.backend->resumed(peer.ctx);
}

/* tls-unique is what the other end says, too, and what its role says: in a resumed handshake, the server's.
 */
static void assert_agreed(const struct pair *pair, bool is_resumed)
{
        uint8_t octets[4][12];
        struct pc_slice first = finished(&pair->client, true, octets[0]);

        assert_int_equal(resumed(&pair->client), is_resumed);
        assert_int_equal(resumed(&pair->server), is_resumed);
        assert_true(pc_slice_equal(first, finished(&pair->server, true, octets[1])));
        assert_true(pc_slice_equal(finished(&pair->client, false, octets[2]),
                                   finished(&pair->server, false, octets[3])));
        assert_memory_not_equal(octets[0], octets[2], 12);
}

static void assert_known(const struct pair_end *end, const char *certificate, enum pc_result verdict)
{
        struct pc_peer peer = pair_peer(end);
        struct pc_verify_result result;
        struct pc_slice der;

        assert_int_equal(peer.backend->peer_certificate(peer.ctx, 0, &der),
                         certificate == NULL ? PC_END : PC_OK);
        if (certificate != NULL) {
                assert_true(pc_slice_equal(der, tls_certificate(certificate)));
        }
        peer.backend->verify_result(peer.ctx, &result);
        assert_int_equal(result.code, verdict);
        assert_true(result.text[0] != '\0');
}

static void free_saved(struct pc_slice *saved)
{
        free((void *)(uintptr_t)saved->data);
        saved->data = NULL;
        saved->len = 0;
}

/* Connects, saves, and sets the client up to resume. */
static struct pc_slice connect_and_save(struct pair *pair)
{
        struct pc_slice saved;

        pair->server.config.cache = pair->cache;
        pair->client.config.resume.len = 0;
        pair_connect(pair, BACKEND);
        assert_agreed(pair, false);
        saved = pair_save(pair);
        pair->client.config.resume = saved;
        return saved;
}

/* Also from one that was resumed itself. */
static void test_resumed(void **state)
{
        struct pair *pair = *state;
        struct pc_slice saved = connect_and_save(pair);
        struct pc_slice again;

        pair_connect(pair, BACKEND);
        assert_agreed(pair, true);
        assert_known(&pair->client, "leaf", PC_OK);
        assert_known(&pair->server, NULL, PC_NOT_VALIDATED);
        pair_send(&pair->client, "resumed");
        again = pair_save(pair);
        pair->client.config.resume = again;
        pair_connect(pair, BACKEND);
        assert_agreed(pair, true);
        assert_known(&pair->client, "leaf", PC_OK);
        free_saved(&saved);
        free_saved(&again);
}

static void test_resumed_with_client_certificate(void **state)
{
        struct pair *pair = *state;

        pair->client.config.own = pair->client_own;
        for (int optional = 0; optional < 2; optional++) {
                struct pc_slice saved;
                struct pc_slice der;
                struct pc_peer server;
                uint16_t suite;

                pair->server.config.verify = optional ? PC_VERIFY_OPTIONAL : PC_VERIFY_REQUIRED;
                saved = connect_and_save(pair);
                pair_connect(pair, BACKEND);
                assert_agreed(pair, true);
                assert_known(&pair->server, "client", PC_OK);
                assert_int_equal(pc_unverified_chain(pair_peer(&pair->client), 0, &der), PC_END);
                server = pair_peer(&pair->server);
                assert_int_equal(pc_unverified_chain(server, 0, &der), PC_OK);
                assert_true(pc_slice_equal(der, tls_certificate("client")));
                assert_int_equal(pc_unverified_chain(server, 1, &der), PC_END);
                assert_int_equal(server.backend->own_certificate(server.ctx, &der), PC_OK);
                assert_true(pc_slice_equal(der, tls_certificate("leaf")));
                assert_int_equal(server.backend->shared_cipher_suite(server.ctx, 0, &suite), PC_NONE);
                assert_string_equal(server.backend->server_name(server.ctx), "localhost");
                free_saved(&saved);
        }
}

static void test_not_verified(void **state)
{
        struct pair *pair = *state;
        struct pc_slice saved;

        pair->client.config.verify = PC_VERIFY_NONE;
        saved = connect_and_save(pair);
        pair_connect(pair, BACKEND);
        assert_agreed(pair, true);
        assert_known(&pair->client, "leaf", PC_NOT_VALIDATED);
        free_saved(&saved);
}

static enum pc_result open_client(struct pair *pair)
{
        static const struct pc_transport none;
        struct pc_session *session = NULL;
        enum pc_result result =
                pc_session_open(&session, pc_session_class_find(BACKEND), &pair->client.config, none);

        assert_true((result == PC_OK) == (session != NULL));
        pc_session_free(session);
        return result;
}

static void test_for_something_else(void **state)
{
        struct pair *pair = *state;
        struct pc_slice saved = connect_and_save(pair);
        const struct pc_session_config made_for = pair->client.config;
        struct pc_trust_store *other;

        assert_int_equal(open_client(pair), PC_OK);
        pair->client.config.server_name = "example.org";
        assert_int_equal(open_client(pair), PC_ERR_TLS_SESSION);
        pair->client.config = made_for;
        pair->client.config.verify = PC_VERIFY_NONE;
        assert_int_equal(open_client(pair), PC_ERR_TLS_SESSION);
        pair->client.config = made_for;
        pair->client.config.no_name_check = true;
        assert_int_equal(open_client(pair), PC_ERR_TLS_SESSION);
        pair->client.config = made_for;
        pair->client.config.own = pair->client_own;
        assert_int_equal(open_client(pair), PC_ERR_TLS_SESSION);
        pair->client.config = made_for;
        assert_int_equal(pc_trust_store_new(&other), PC_OK);
        assert_int_equal(pc_trust_store_add_file(other, tls_path("root.pem"), NULL), PC_OK);
        pair->client.config.trust = other;
        assert_int_equal(open_client(pair), PC_ERR_TLS_SESSION);
        pc_trust_store_free(other);
        pair->client.config = made_for;
        pair->client.config.chain_size = 100;
        assert_int_equal(open_client(pair), PC_ERR_TLS_SESSION);
        pair->client.config = made_for;
        free_saved(&saved);
}

static void test_damaged(void **state)
{
        struct pair *pair = *state;
        struct pc_slice saved = connect_and_save(pair);
        uint8_t *octets = (uint8_t *)(uintptr_t)saved.data;

        for (size_t i = 0; i < saved.len; i++) {
                octets[i] ^= 1;
                assert_int_equal(open_client(pair), PC_ERR_TLS_SESSION);
                octets[i] ^= 1;
        }
        for (size_t len = 1; len < saved.len; len++) {
                pair->client.config.resume.len = len;
                assert_int_equal(open_client(pair), PC_ERR_TLS_SESSION);
        }
        free_saved(&saved);
}

/* The server has forgotten it, or keeps none, or it was made for another mode: a full handshake. */
static void test_not_gone_along_with(void **state)
{
        struct pair *pair = *state;
        struct pc_slice saved = connect_and_save(pair);

        pair->server.config.cache = NULL;
        pair_connect(pair, BACKEND);
        assert_agreed(pair, false);
        assert_known(&pair->client, "leaf", PC_OK);
        pair->server.config.cache = pair->cache;
        pair->server.config.verify = PC_VERIFY_OPTIONAL;
        pair_connect(pair, BACKEND);
        assert_agreed(pair, false);
        pair->server.config.verify = PC_VERIFY_REQUIRED;
        pair_open(pair, BACKEND);
        pair_shake_hands(pair);
        assert_int_equal(pair->server.result, PC_ERR_TLS_NO_CERTIFICATE);
        free_saved(&saved);
}

/* What a session says is the peer's only once it is resumed. */
static void test_before_it_is_resumed(void **state)
{
        struct pair *pair = *state;
        struct pc_slice saved = connect_and_save(pair);

        pair_open(pair, BACKEND);
        pair->client.in.cut = 20;
        pair_shake_hands(pair);
        assert_int_equal(pair->client.result, PC_ERR_TLS_EOF);
        assert_known(&pair->client, NULL, PC_NOT_VALIDATED);
        free_saved(&saved);
}

static void test_nothing_to_save(void **state)
{
        struct pair *pair = *state;
        size_t len;

        pair->server.config.cache = pair->cache;
        pair_open(pair, BACKEND);
        assert_int_equal(pc_session_save(pair->client.session, NULL, 0, &len), PC_NONE);
        pair_shake_hands(pair);
        assert_int_equal(pc_session_save(pair->server.session, NULL, 0, &len), PC_NONE);
        assert_int_equal(pc_session_save(pair->client.session, NULL, 0, &len), PC_ERR_API_SPACE);
        assert_true(len > 100);
        pair->client.in.cut = pair->client.in.given;
        assert_int_equal(pc_session_read(pair->client.session, (uint8_t[1]){0}, 1, &len), PC_ERR_TLS_EOF);
        assert_int_equal(pc_session_save(pair->client.session, NULL, 0, &len), PC_NONE);
}

static void test_over_any_line(void **state)
{
        struct pair *pair = *state;
        struct pc_slice saved = connect_and_save(pair);

        pair->stalls = true;
        for (pair->most = 1; pair->most < 100; pair->most += 17) {
                pair_connect(pair, BACKEND);
                assert_agreed(pair, true);
        }
        free_saved(&saved);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, pair_set_up, pair_tear_down)

int main(void)
{
        const struct CMUnitTest tests[] = {
                TEST(test_resumed),
                TEST(test_resumed_with_client_certificate),
                TEST(test_not_verified),
                TEST(test_for_something_else),
                TEST(test_damaged),
                TEST(test_not_gone_along_with),
                TEST(test_before_it_is_resumed),
                TEST(test_nothing_to_save),
                TEST(test_over_any_line),
        };

        return cmocka_run_group_tests(tests, NULL, NULL);
}
