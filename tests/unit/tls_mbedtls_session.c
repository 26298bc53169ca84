/* Sessions of the mbedTLS backend with each other: what the conformance suite does not reach. */
#include "tls_pair.h"

#include <stdlib.h>
#include <string.h>

#include "api/channel_binding.h"
#include "api/connection.h"
#include "api/getpeercert.h"

#define BACKEND "mbedtls"

/* Primes, so that all kinds of places are hit. */
#define CUT_STEP    5
#define DAMAGE_STEP 31

/* The largest record, and a bit. */
#define LONG_TEXT 40000

static void ask_for_certificates(struct pair *pair, enum pc_verify_mode mode)
{
        pair->server.config.verify = mode;
        pair->client.config.own = pair->client_own;
}

static void expect_leaf(const struct pair_end *end, const char *name)
{
        struct pc_certificate cert;
        struct pc_slice der;

        assert_int_equal(pc_getpeercert(pair_peer(end), &cert, NULL), PC_OK);
        assert_int_equal(pc_getpeercert_binary(pair_peer(end), &der), PC_OK);
        assert_true(pc_slice_equal(der, tls_certificate(name)));
}

static void expect_nothing(const struct pair_end *end)
{
        struct pc_certificate cert;

        assert_int_equal(pc_getpeercert(pair_peer(end), &cert, NULL), PC_ERR_API_HANDSHAKE);
        assert_int_equal(pair_state(end), PC_HANDSHAKE_FAILED);
        assert_true(pc_session_error_text(end->session)[0] != '\0');
}

static void expect_same_binding(struct pair *pair, enum pc_channel_binding type)
{
        uint8_t octets[2][PC_CHANNEL_BINDING_MAX];
        size_t len[2];

        assert_int_equal(
                pc_channel_binding(pair_peer(&pair->client), type, octets[0], sizeof octets[0], &len[0]),
                PC_OK);
        assert_int_equal(
                pc_channel_binding(pair_peer(&pair->server), type, octets[1], sizeof octets[1], &len[1]),
                PC_OK);
        assert_int_equal(len[0], len[1]);
        assert_memory_equal(octets[0], octets[1], len[0]);
}

/* Whole, octet by octet, and with every other call in vain. */
static void test_talk(void **state)
{
        struct pair *pair = *state;

        ask_for_certificates(pair, PC_VERIFY_REQUIRED);
        for (unsigned i = 0; i < 3; i++) {
                pair->most = i == 1 ? 1 : PAIR_NO_LIMIT;
                pair->stalls = i == 2;
                pair_connect(pair, BACKEND);
                expect_leaf(&pair->client, "leaf");
                expect_leaf(&pair->server, "client");
                expect_same_binding(pair, PC_CHANNEL_BINDING_TLS_UNIQUE);
                expect_same_binding(pair, PC_CHANNEL_BINDING_TLS_SERVER_END_POINT);
                expect_same_binding(pair, PC_CHANNEL_BINDING_TLS_EXPORTER);
                if (i == 0) {
                        pair_send(&pair->client, "question");
                        pair_send(&pair->server, "answer");
                }
        }
}

/* More than a record, over a line that takes a little at a time. */
static void test_long_text(void **state)
{
        static uint8_t text[LONG_TEXT];
        static uint8_t got[LONG_TEXT];
        struct pair *pair = *state;
        size_t sent = 0;
        size_t received = 0;

        for (size_t i = 0; i < sizeof text; i++) {
                text[i] = (uint8_t)(i * i >> 3);
        }
        pair_connect(pair, BACKEND);
        pair->most = 700;
        pair->stalls = true;
        for (unsigned i = 0; received < sizeof text; i++) {
                size_t done = 0;
                enum pc_result result = PC_OK;

                assert_true(i < 100000);
                if (sent < sizeof text) {
                        result = pc_session_write(pair->server.session, text + sent, sizeof text - sent,
                                                  &done);
                        sent += result == PC_OK ? done : 0;
                } else {
                        result = pc_session_handshake(pair->server.session);
                }
                assert_true(result >= 0);
                done = 0;
                result = pc_session_read(pair->client.session, got + received, sizeof got - received, &done);
                assert_true(result >= 0);
                received += result == PC_OK ? done : 0;
        }
        assert_memory_equal(text, got, sizeof text);
}

/* Everything that the certificate's owner gave comes back, however often it is resumed. */
static void test_resumed(void **state)
{
        struct pair *pair = *state;
        struct pc_slice saved;
        struct pc_slice der;

        ask_for_certificates(pair, PC_VERIFY_REQUIRED);
        pair->server.config.cache = pair->cache;
        pair_connect(pair, BACKEND);
        assert_int_equal(pc_resumed(pair_peer(&pair->client)), PC_NONE);
        assert_int_equal(pc_resumed(pair_peer(&pair->server)), PC_NONE);
        for (unsigned i = 0; i < 2; i++) {
                saved = pair_save(pair);
                pair->client.config.resume = saved;
                pair_connect(pair, BACKEND);
                assert_int_equal(pc_resumed(pair_peer(&pair->client)), PC_OK);
                assert_int_equal(pc_resumed(pair_peer(&pair->server)), PC_OK);
                expect_leaf(&pair->client, "leaf");
                expect_leaf(&pair->server, "client");
                expect_same_binding(pair, PC_CHANNEL_BINDING_TLS_UNIQUE);
                expect_same_binding(pair, PC_CHANNEL_BINDING_TLS_EXPORTER);
                assert_int_equal(pc_unverified_chain(pair_peer(&pair->client), 0, &der), PC_END);
                assert_int_equal(pc_unverified_chain(pair_peer(&pair->server), 0, &der), PC_OK);
                assert_true(pc_slice_equal(der, tls_certificate("client")));
                assert_int_equal(pc_unverified_chain(pair_peer(&pair->server), 1, &der), PC_END);
                assert_int_equal(pc_verified_chain(pair_peer(&pair->server), 0, &der), PC_END);
                pair_send(&pair->server, "again");
                free((void *)(uintptr_t)saved.data);
        }
}

/* RFC 6066 3: a client that asks for another server, or for none, is not resumed; the first one's session
 * stays. */
static void test_not_resumed_by_another_name(void **state)
{
        static const char *const names[] = {"other.example", NULL, "localhost", "localhos", "localhost"};
        struct pair *pair = *state;

        ask_for_certificates(pair, PC_VERIFY_REQUIRED);
        pair->client.config.no_name_check = true;
        pair->server.config.cache = pair->cache;
        pair_connect(pair, BACKEND);
        pair->client.config.resume = pair_save(pair);
        for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
                const bool same = names[i] != NULL && strcmp(names[i], "localhost") == 0;
                const char *name = NULL;

                pair_rename(pair, BACKEND, names[i]);
                pair_connect(pair, BACKEND);
                assert_int_equal(pc_resumed(pair_peer(&pair->client)), same ? PC_OK : PC_NONE);
                assert_int_equal(pc_resumed(pair_peer(&pair->server)), same ? PC_OK : PC_NONE);
                assert_int_equal(pc_server_name(pair_peer(&pair->server), &name),
                                 names[i] == NULL ? PC_NONE : PC_OK);
                assert_true(names[i] == NULL || strcmp(name, names[i]) == 0);
                expect_leaf(&pair->server, "client");
                pair_send(&pair->server, "again");
        }
        free((void *)(uintptr_t)pair->client.config.resume.data);
}

/* A server that was told otherwise makes a full handshake of it. */
static void test_not_resumed_by_another_mode(void **state)
{
        struct pair *pair = *state;
        struct pc_slice saved;

        ask_for_certificates(pair, PC_VERIFY_NONE);
        pair->server.config.cache = pair->cache;
        pair_connect(pair, BACKEND);
        saved = pair_save(pair);
        pair->client.config.resume = saved;
        pair->server.config.verify = PC_VERIFY_REQUIRED;
        pair_connect(pair, BACKEND);
        assert_int_equal(pc_resumed(pair_peer(&pair->client)), PC_NONE);
        assert_int_equal(pc_resumed(pair_peer(&pair->server)), PC_NONE);
        expect_leaf(&pair->server, "client");

        /* And one that has lost its sessions, too. */
        pair->server.config.cache = NULL;
        pair_connect(pair, BACKEND);
        assert_int_equal(pc_resumed(pair_peer(&pair->client)), PC_NONE);
        expect_leaf(&pair->client, "leaf");
        free((void *)(uintptr_t)saved.data);
}

static enum pc_result open_with(struct pair_end *end)
{
        const struct pc_transport none = {NULL, NULL, NULL};
        struct pc_session *session = NULL;
        const enum pc_result result =
                pc_session_open(&session, pc_session_class_find(BACKEND), &end->config, none);

        pc_session_free(session);
        return result;
}

static void test_foreign_sessions(void **state)
{
        struct pair *pair = *state;
        struct pc_session_config *config = &pair->client.config;
        struct pc_slice saved;
        uint8_t *octets;

        pair_connect(pair, BACKEND);
        saved = pair_save(pair);
        config->resume = saved;
        assert_int_equal(open_with(&pair->client), PC_OK);
        config->server_name = "other.example";
        assert_int_equal(open_with(&pair->client), PC_ERR_TLS_SESSION);
        config->server_name = "localhost";
        config->verify = PC_VERIFY_NONE;
        assert_int_equal(open_with(&pair->client), PC_ERR_TLS_SESSION);
        config->verify = PC_VERIFY_REQUIRED;
        octets = (uint8_t *)(uintptr_t)saved.data;
        for (size_t i = 0; i < saved.len; i += DAMAGE_STEP) {
                octets[i] ^= 1;
                assert_int_equal(open_with(&pair->client), PC_ERR_TLS_SESSION);
                octets[i] ^= 1;
                config->resume.len = i + 1;
                assert_int_equal(open_with(&pair->client), PC_ERR_TLS_SESSION);
                config->resume.len = saved.len;
        }
        assert_int_equal(open_with(&pair->client), PC_OK);
        free(octets);
}

static void test_settings(void **state)
{
        struct pair *pair = *state;
        struct pc_trust_store *nobody;
        struct pc_credentials *mismatch = pair_credentials("lone", "leaf");
        struct pc_session_config *client = &pair->client.config;

        assert_int_equal(open_with(&pair->client), PC_OK);
        client->protocol_max = 0x0302;
        assert_int_equal(open_with(&pair->client), PC_ERR_TLS_CONFIG);
        client->protocol_max = 0x0304;
        assert_int_equal(open_with(&pair->client), PC_OK);
        client->own = mismatch;
        assert_int_equal(open_with(&pair->client), PC_ERR_TLS_CONFIG);
        client->own = NULL;
        assert_int_equal(pc_trust_store_new(&nobody), PC_OK);
        client->trust = nobody;
        assert_int_equal(open_with(&pair->client), PC_ERR_TLS_CONFIG);
        client->trust = NULL;
        assert_int_equal(open_with(&pair->client), PC_ERR_TLS_CONFIG);
        client->verify = PC_VERIFY_NONE;
        assert_int_equal(open_with(&pair->client), PC_OK);
        pair->server.config.own = NULL;
        assert_int_equal(open_with(&pair->server), PC_ERR_TLS_CONFIG);
        pc_trust_store_free(nobody);
        pc_credentials_free(mismatch);
}

static void test_missing_certificate(void **state)
{
        struct pair *pair = *state;
        struct pc_certificate cert;

        pair->server.config.verify = PC_VERIFY_OPTIONAL;
        pair_connect(pair, BACKEND);
        assert_int_equal(pc_getpeercert(pair_peer(&pair->server), &cert, NULL), PC_NO_CERTIFICATE);

        pair->server.config.verify = PC_VERIFY_REQUIRED;
        pair_open(pair, BACKEND);
        pair_shake_hands(pair);
        assert_int_equal(pair->server.result, PC_ERR_TLS_NO_CERTIFICATE);
        assert_int_equal(pair->client.result, PC_ERR_TLS_ALERT);
        assert_non_null(strstr(pc_session_error_text(pair->client.session), "handshake_failure (40)"));
        expect_nothing(&pair->server);
}

/* What is refused stays readable, on the server, too, and optional does not mean that anything will do. */
static void test_refused_client(void **state)
{
        struct pair *pair = *state;
        struct pc_slice der;

        pair->client.config.own = pair->server_own;
        pair->server.config.verify = PC_VERIFY_OPTIONAL;
        pair_open(pair, BACKEND);
        pair_shake_hands(pair);
        assert_int_equal(pair->server.result, PC_ERR_X509_PURPOSE);
        assert_int_equal(pc_unverified_chain(pair_peer(&pair->server), 0, &der), PC_OK);
        assert_true(pc_slice_equal(der, tls_certificate("leaf")));
        assert_int_equal(pair->client.result, PC_ERR_TLS_ALERT);
        assert_non_null(strstr(pc_session_error_text(pair->client.session), "unsupported_certificate"));
        expect_nothing(&pair->server);
}

/* The line ends somewhere in the handshake: the end that notices says so, and nobody believes anything. */
static void cut(struct pair *pair, struct pair_end *end, size_t after)
{
        pair_open(pair, BACKEND);
        end->in.cut = after;
        pair_shake_hands(pair);
        if (end->result == PC_OK) {
                return;
        }
        assert_int_equal(end->result, PC_ERR_TLS_EOF);
        assert_non_null(strstr(pc_session_error_text(end->session), "cut in the handshake"));
        expect_nothing(end);
}

static void test_cut(void **state)
{
        struct pair *pair = *state;
        size_t to_client;
        size_t to_server;

        ask_for_certificates(pair, PC_VERIFY_REQUIRED);
        pair_connect(pair, BACKEND);
        to_client = pair->client.in.given;
        to_server = pair->server.in.given;
        assert_true(to_client > 800 && to_server > 800);
        for (size_t i = 0; i < to_client; i += CUT_STEP) {
                cut(pair, &pair->client, i);
        }
        for (size_t i = 0; i < to_server; i += CUT_STEP) {
                cut(pair, &pair->server, i);
        }
}

/*
 * An octet changed anywhere leaves no handshake that the client believes in; it may wait for more, where a
 * length was changed, and signatures differ in their lengths, so that the last octets may not be reached.
 */
static void test_damage(void **state)
{
        struct pair *pair = *state;
        struct pc_certificate cert;
        size_t len;

        pair_connect(pair, BACKEND);
        len = pair->client.in.given;
        for (size_t i = 0; i < len; i += DAMAGE_STEP) {
                pair_open(pair, BACKEND);
                pair->client.in.damage = i;
                pair_shake_hands(pair);
                if (pair->client.in.given > i) {
                        assert_int_not_equal(pair->client.result, PC_OK);
                        assert_int_equal(pc_getpeercert(pair_peer(&pair->client), &cert, NULL),
                                         PC_ERR_API_HANDSHAKE);
                }
        }
}

static void test_end_without_notice(void **state)
{
        struct pair *pair = *state;
        uint8_t octet;
        size_t done;

        pair_connect(pair, BACKEND);
        pair->client.in.cut = pair->client.in.given;
        assert_int_equal(pc_session_read(pair->client.session, &octet, 1, &done), PC_ERR_TLS_EOF);
        assert_int_equal(pc_session_read(pair->client.session, &octet, 1, &done), PC_ERR_TLS_EOF);
        assert_int_equal(pc_session_write(pair->client.session, &octet, 1, &done), PC_ERR_TLS_EOF);
        assert_string_equal(pc_session_error_text(pair->client.session),
                            "the connection was cut: it ended without close_notify");
        expect_nothing(&pair->client);
}

static void test_close(void **state)
{
        struct pair *pair = *state;
        uint8_t octet = 0;
        size_t done;

        pair_open(pair, BACKEND);
        assert_int_equal(pair_state(&pair->client), PC_HANDSHAKE_NOT_STARTED);
        assert_int_equal(pc_session_read(pair->client.session, &octet, 1, &done), PC_ERR_API_HANDSHAKE);
        assert_int_equal(pc_session_write(pair->client.session, &octet, 1, &done), PC_ERR_API_HANDSHAKE);
        assert_int_equal(pc_session_close(pair->client.session), PC_ERR_API_HANDSHAKE);
        pair_shake_hands(pair);
        assert_int_equal(pc_session_close(pair->server.session), PC_OK);
        assert_int_equal(pc_session_close(pair->server.session), PC_OK);
        assert_int_equal(pc_session_write(pair->server.session, &octet, 1, &done), PC_ERR_TLS_EOF);
        assert_int_equal(pc_session_read(pair->client.session, &octet, 1, &done), PC_END);
        assert_int_equal(pc_session_read(pair->client.session, &octet, 1, &done), PC_END);
        assert_int_equal(pair_state(&pair->client), PC_HANDSHAKE_CLOSED);
        assert_int_equal(pair_state(&pair->server), PC_HANDSHAKE_CLOSED);
        expect_leaf(&pair->client, "leaf");
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, pair_set_up, pair_tear_down)

int main(void)
{
        const struct CMUnitTest tests[] = {
                TEST(test_talk),
                TEST(test_long_text),
                TEST(test_resumed),
                TEST(test_not_resumed_by_another_name),
                TEST(test_not_resumed_by_another_mode),
                TEST(test_foreign_sessions),
                TEST(test_settings),
                TEST(test_missing_certificate),
                TEST(test_refused_client),
                TEST(test_cut),
                TEST(test_damage),
                TEST(test_end_without_notice),
                TEST(test_close),
        };

        return cmocka_run_group_tests(tests, NULL, NULL);
}
