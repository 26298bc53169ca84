/* The adapter's own sessions, for who runs BearSSL without a heap: what is saved, who may resume it, and
 * where. */
#include "tls_support.h"

#include <string.h>

#include "tls/bearssl/peercert_bearssl.h"

/* Both ends' contexts, as an embedded user has them. */
struct ends {
        br_ssl_client_context client;
        br_ssl_server_context server;
        br_x509_minimal_context client_minimal, server_minimal;
        struct pc_bearssl_key_reader key_reader;
        struct pc_bearssl client_tap, server_tap;
        struct pc_bearssl_config client_config, server_config;
        br_x509_trust_anchor anchors[2];
        br_x509_certificate chain[1], client_chain[1];
        br_skey_decoder_context key;
        unsigned char client_records[BR_SSL_BUFSIZE_BIDI], server_records[BR_SSL_BUFSIZE_BIDI];
        uint8_t client_buffer[2048], server_buffer[2048];
        br_ssl_session_cache_lru lru;
        const struct pc_bearssl_cache *cache; /* NULL: none that has place for certificates */
        unsigned char lru_store[1000];
};

static struct ends ends;

static void to_bearssl(const char *name, br_x509_certificate *out)
{
        struct pc_slice der = tls_certificate(name);

        out->data = (unsigned char *)(uintptr_t)der.data;
        out->data_len = der.len;
}

static int set_up(void **state)
{
        struct pc_slice key = tls_pem("leaf.key");

        (void)state;
        memset(&ends, 0, sizeof ends);
        assert_int_equal(pc_bearssl_trust_anchor(tls_certificate("intermediate"), &ends.anchors[0]), PC_OK);
        assert_int_equal(pc_bearssl_trust_anchor(tls_certificate("root"), &ends.anchors[1]), PC_OK);
        to_bearssl("leaf", ends.chain);
        to_bearssl("client", ends.client_chain);
        br_skey_decoder_init(&ends.key);
        br_skey_decoder_push(&ends.key, key.data, key.len);
        ends.client_config.verify = PC_VERIFY_REQUIRED;
        ends.client_config.chain = ends.client_buffer;
        ends.client_config.chain_size = sizeof ends.client_buffer;
        ends.client_config.now = NOW;
        pc_bearssl_key_reader_init(&ends.key_reader);
        ends.client_config.key_reader = &ends.key_reader.vtable;
        ends.server_config = ends.client_config;
        ends.server_config.verify = PC_VERIFY_NONE;
        ends.server_config.chain = ends.server_buffer;
        br_ssl_session_cache_lru_init(&ends.lru, ends.lru_store, sizeof ends.lru_store);
        return 0;
}

static void start_server(void)
{
        const br_ec_private_key *key = br_skey_decoder_get_ec(&ends.key);

        br_ssl_server_init_full_ec(&ends.server, ends.chain, 1, BR_KEYTYPE_EC, key);
        br_ssl_engine_set_buffer(&ends.server.eng, ends.server_records, sizeof ends.server_records, 1);
        br_ssl_server_set_cache(&ends.server, &ends.lru.vtable);
        br_x509_minimal_init_full(&ends.server_minimal, ends.anchors, 2);
        pc_bearssl_attach_server(&ends.server_tap, &ends.server, &ends.server_minimal, &ends.server_config);
        if (ends.cache != NULL) {
                pc_bearssl_attach_cache(&ends.server_tap, &ends.server, ends.cache);
        }
        assert_int_equal(br_ssl_server_reset(&ends.server), 1);
}

static void set_client(void)
{
        const br_ec_private_key *key = br_skey_decoder_get_ec(&ends.key);

        br_ssl_client_init_full(&ends.client, &ends.client_minimal, ends.anchors, 2);
        br_ssl_client_set_single_ec(&ends.client, ends.client_chain, 1, key, BR_KEYTYPE_SIGN, BR_KEYTYPE_EC,
                                    br_ec_get_default(), br_ecdsa_sign_asn1_get_default());
        br_ssl_engine_set_buffer(&ends.client.eng, ends.client_records, sizeof ends.client_records, 1);
        pc_bearssl_attach_client(&ends.client_tap, &ends.client, &ends.client_minimal, &ends.client_config);
}

/* What one engine has to send goes into the other. */
static bool move(br_ssl_engine_context *from, br_ssl_engine_context *to)
{
        size_t len;
        size_t room;
        const unsigned char *out = br_ssl_engine_sendrec_buf(from, &len);
        unsigned char *in = br_ssl_engine_recvrec_buf(to, &room);

        if (out == NULL || in == NULL) {
                return false;
        }
        len = len < room ? len : room;
        memcpy(in, out, len);
        br_ssl_engine_sendrec_ack(from, len);
        br_ssl_engine_recvrec_ack(to, len);
        return true;
}

static enum pc_handshake_state state_of(const struct pc_bearssl *tap)
{
        return pc_bearssl_backend.state(tap);
}

static void shake_hands(void)
{
        while (move(&ends.client.eng, &ends.server.eng) || move(&ends.server.eng, &ends.client.eng)) {
        }
}

static void assert_done(bool resumed)
{
        shake_hands();
        assert_int_equal(state_of(&ends.client_tap), PC_HANDSHAKE_DONE);
        assert_int_equal(state_of(&ends.server_tap), PC_HANDSHAKE_DONE);
        assert_int_equal(pc_bearssl_backend.resumed(&ends.client_tap), resumed);
        assert_int_equal(pc_bearssl_backend.resumed(&ends.server_tap), resumed);
}

static void assert_peer(const struct pc_bearssl *tap, const char *name, enum pc_result code)
{
        struct pc_verify_result verdict;
        struct pc_slice der;

        assert_int_equal(pc_bearssl_backend.peer_certificate(tap, 0, &der), name == NULL ? PC_END : PC_OK);
        if (name != NULL) {
                assert_true(pc_slice_equal(der, tls_certificate(name)));
        }
        pc_bearssl_backend.verify_result(tap, &verdict);
        assert_int_equal(verdict.code, code);
}

static void connect_first(struct pc_bearssl_saved *saved, uint8_t *leaf, size_t size)
{
        start_server();
        set_client();
        assert_int_equal(pc_bearssl_save(&ends.client_tap, saved, leaf, size), PC_NONE);
        assert_int_equal(br_ssl_client_reset(&ends.client, "localhost", 0), 1);
        assert_int_equal(pc_bearssl_save(&ends.client_tap, saved, leaf, size), PC_NONE);
        assert_done(false);
        assert_int_equal(pc_bearssl_save(&ends.client_tap, saved, leaf, tls_certificate("leaf").len - 1),
                         PC_ERR_API_SPACE);
        assert_int_equal(pc_bearssl_save(&ends.client_tap, saved, leaf, size), PC_OK);
        assert_int_equal(pc_bearssl_save(&ends.server_tap, saved, leaf, size), PC_NONE);
}

static enum pc_result resume(const char *name, const struct pc_bearssl_saved *saved)
{
        start_server();
        set_client();
        return pc_bearssl_resume(&ends.client_tap, &ends.client, name, saved);
}

static void test_resumed(void **state)
{
        struct pc_bearssl_saved saved;
        uint8_t leaf[1024];

        (void)state;
        connect_first(&saved, leaf, sizeof leaf);
        assert_ptr_equal(saved.leaf.data, leaf);
        memset(ends.client_buffer, 0, sizeof ends.client_buffer);
        assert_int_equal(resume("localhost", &saved), PC_OK);
        assert_done(true);
        assert_peer(&ends.client_tap, "leaf", PC_OK);
        /* The server has forgotten: whole again, with a chain of its own. */
        br_ssl_session_cache_lru_init(&ends.lru, ends.lru_store, sizeof ends.lru_store);
        assert_int_equal(resume("localhost", &saved), PC_OK);
        assert_done(false);
        assert_peer(&ends.client_tap, "leaf", PC_OK);
}

static void test_for_something_else(void **state)
{
        struct pc_bearssl_saved saved;
        struct pc_bearssl_config made_for = ends.client_config;
        br_x509_trust_anchor twin;
        uint8_t leaf[1024];

        (void)state;
        connect_first(&saved, leaf, sizeof leaf);
        assert_int_equal(resume("evil.test", &saved), PC_ERR_TLS_SESSION);
        assert_int_equal(resume(NULL, &saved), PC_ERR_TLS_SESSION);
        ends.client_config.server_name = "evil.test";
        assert_int_equal(resume("localhost", &saved), PC_ERR_TLS_SESSION);
        ends.client_config = made_for;
        ends.client_config.verify = PC_VERIFY_NONE;
        assert_int_equal(resume("localhost", &saved), PC_ERR_TLS_SESSION);
        ends.client_config = made_for;
        ends.client_config.no_name_check = true;
        assert_int_equal(resume("localhost", &saved), PC_ERR_TLS_SESSION);
        ends.client_config = made_for;
        assert_int_equal(pc_bearssl_trust_anchor(tls_certificate("twin"), &twin), PC_OK);
        ends.anchors[1] = twin;
        assert_int_equal(resume("localhost", &saved), PC_ERR_TLS_SESSION);
}

/* The server would be offered what the client no longer has. */
static void test_suites_and_versions(void **state)
{
        static const uint16_t other[] = {BR_TLS_RSA_WITH_AES_128_CBC_SHA};
        struct pc_bearssl_saved saved;
        uint8_t leaf[1024];

        (void)state;
        connect_first(&saved, leaf, sizeof leaf);
        set_client();
        br_ssl_engine_set_suites(&ends.client.eng, other, 1);
        assert_int_equal(pc_bearssl_resume(&ends.client_tap, &ends.client, "localhost", &saved),
                         PC_ERR_TLS_SESSION);
        set_client();
        br_ssl_engine_set_versions(&ends.client.eng, BR_TLS10, BR_TLS11);
        assert_int_equal(pc_bearssl_resume(&ends.client_tap, &ends.client, "localhost", &saved),
                         PC_ERR_TLS_SESSION);
        saved.parameters.session_id_len = 0;
        assert_int_equal(resume("localhost", &saved), PC_ERR_TLS_SESSION);
        saved.parameters.session_id_len = 33;
        assert_int_equal(resume("localhost", &saved), PC_ERR_TLS_SESSION);
}

/* Behind the tap's back: nothing is known of the peer, and nothing is verified. */
static void test_resumed_by_himself(void **state)
{
        br_ssl_session_parameters parameters;
        struct pc_bearssl_saved saved;
        uint8_t leaf[1024];

        (void)state;
        connect_first(&saved, leaf, sizeof leaf);
        br_ssl_engine_get_session_parameters(&ends.client.eng, &parameters);
        start_server();
        set_client();
        /* Attaching has forgotten the engine's own. */
        assert_int_equal(br_ssl_client_reset(&ends.client, "localhost", 1), 1);
        assert_done(false);
        start_server();
        set_client();
        br_ssl_engine_set_session_parameters(&ends.client.eng, &parameters);
        assert_int_equal(br_ssl_client_reset(&ends.client, "evil.test", 1), 1);
        assert_done(true);
        assert_peer(&ends.client_tap, NULL, PC_NOT_VALIDATED);
}

/* A place for one session, in a server without a heap. */
static struct pc_bearssl_saved kept;
static uint8_t kept_leaf[1024];
static unsigned puts_made;

static void keep(void *ctx, const struct pc_bearssl_saved *session)
{
        assert_ptr_equal(ctx, &kept);
        assert_true(session->leaf.len <= sizeof kept_leaf);
        kept = *session;
        if (session->leaf.len != 0) {
                memcpy(kept_leaf, session->leaf.data, session->leaf.len);
        }
        kept.leaf.data = kept_leaf;
        puts_made++;
}

static bool find(void *ctx, const uint8_t id[32], struct pc_bearssl_saved *out)
{
        assert_ptr_equal(ctx, &kept);
        if (memcmp(id, kept.parameters.session_id, 32) != 0) {
                return false;
        }
        *out = kept;
        return true;
}

static const struct pc_bearssl_cache cache = {&kept, keep, find};

static void test_server_that_verifies(void **state)
{
        struct pc_bearssl_saved saved;
        uint8_t leaf[1024];

        (void)state;
        ends.server_config.verify = PC_VERIFY_REQUIRED;
        connect_first(&saved, leaf, sizeof leaf);
        assert_peer(&ends.server_tap, "client", PC_OK);
        /* It has no place for certificates, and so resumes nothing, whatever BearSSL's own cache has. */
        assert_int_equal(resume("localhost", &saved), PC_OK);
        assert_done(false);
        ends.cache = &cache;
        puts_made = 0;
        connect_first(&saved, leaf, sizeof leaf);
        assert_int_equal(puts_made, 1);
        assert_int_equal(resume("localhost", &saved), PC_OK);
        assert_done(true);
        assert_peer(&ends.server_tap, "client", PC_OK);
        assert_int_equal(puts_made, 1);
        /* It no longer fits this server. */
        ends.server_config.verify = PC_VERIFY_OPTIONAL;
        assert_int_equal(resume("localhost", &saved), PC_OK);
        assert_done(false);
        assert_int_equal(puts_made, 2);
}

/* The client's engine is told to resume, by itself, and to ask for 'name'. */
static void come_again(const br_ssl_session_parameters *parameters, const char *name)
{
        start_server();
        set_client();
        br_ssl_engine_set_session_parameters(&ends.client.eng, parameters);
        assert_int_equal(br_ssl_client_reset(&ends.client, name, 1), 1);
}

/* RFC 6066 3: who asks for another server, or for none, is not resumed, and gets a full handshake. */
static void test_server_name(void **state)
{
        static const char *const names[] = {"other.example", NULL, "localhost", "localhos", "localhost."};

        (void)state;
        ends.cache = &cache;
        for (int with_client = 0; with_client < 2; with_client++) {
                ends.server_config.verify = with_client ? PC_VERIFY_REQUIRED : PC_VERIFY_NONE;
                for (size_t made = 0; made < sizeof names / sizeof names[0]; made++) {
                        for (size_t asked = 0; asked < sizeof names / sizeof names[0]; asked++) {
                                br_ssl_session_parameters parameters;

                                ends.client_config.server_name = "localhost";
                                start_server();
                                set_client();
                                assert_int_equal(br_ssl_client_reset(&ends.client, names[made], 0), 1);
                                assert_done(false);
                                br_ssl_engine_get_session_parameters(&ends.client.eng, &parameters);
                                come_again(&parameters, names[asked]);
                                assert_done(made == asked);
                                assert_peer(&ends.server_tap, with_client ? "client" : NULL,
                                            with_client ? PC_OK : PC_NOT_VALIDATED);
                        }
                }
        }
}

/* Hands over what the client sends first as two records; 'at' octets of what is in it go into the first one.
 */
static bool send_in_two(size_t at)
{
        uint8_t octets[600];
        size_t len;
        size_t room;
        const unsigned char *record = br_ssl_engine_sendrec_buf(&ends.client.eng, &len);
        unsigned char *in;

        assert_true(record != NULL && len + 5 <= sizeof octets);
        if (at > len - 5) {
                return false;
        }
        memcpy(octets, record, 5 + at);
        octets[3] = (uint8_t)(at >> 8);
        octets[4] = (uint8_t)at;
        memcpy(octets + 5 + at, record, 3);
        octets[5 + at + 3] = (uint8_t)((len - 5 - at) >> 8);
        octets[5 + at + 4] = (uint8_t)(len - 5 - at);
        memcpy(octets + 10 + at, record + 5 + at, len - 5 - at);
        br_ssl_engine_sendrec_ack(&ends.client.eng, len);
        for (size_t sent = 0; sent < len + 5; sent += room) {
                in = br_ssl_engine_recvrec_buf(&ends.server.eng, &room);
                assert_non_null(in);
                room = room < len + 5 - sent ? room : len + 5 - sent;
                memcpy(in, octets + sent, room);
                br_ssl_engine_recvrec_ack(&ends.server.eng, room);
        }
        return true;
}

/* The name cannot be looked for in what has not come yet: a full handshake, wherever the ClientHello is cut.
 */
static void test_client_hello_in_two(void **state)
{
        (void)state;
        ends.cache = &cache;
        for (size_t at = 1;; at++) {
                br_ssl_session_parameters parameters;
                struct pc_bearssl_saved saved;
                uint8_t leaf[1024];
                size_t len;

                connect_first(&saved, leaf, sizeof leaf);
                br_ssl_engine_get_session_parameters(&ends.client.eng, &parameters);
                come_again(&parameters, "localhost");
                br_ssl_engine_sendrec_buf(&ends.client.eng, &len);
                if (at == len - 5) {
                        break;
                }
                assert_true(send_in_two(at));
                assert_done(false);
        }
        assert_done(true);
}

/* Attached again to the same context, as for every connection. */
static void test_attached_again(void **state)
{
        struct pc_bearssl_saved saved;
        uint8_t leaf[1024];
        uint16_t suite;

        (void)state;
        ends.server_config.verify = PC_VERIFY_OPTIONAL;
        connect_first(&saved, leaf, sizeof leaf);
        assert_peer(&ends.server_tap, "client", PC_OK);
        for (int i = 0; i < 3; i++) {
                pc_bearssl_attach_server(&ends.server_tap, &ends.server, &ends.server_minimal,
                                         &ends.server_config);
                assert_int_equal(br_ssl_server_reset(&ends.server), 1);
                assert_int_equal(pc_bearssl_backend.shared_cipher_suite(&ends.server_tap, 0, &suite),
                                 PC_NONE);
                set_client();
                br_ssl_client_set_client_certificate(&ends.client, NULL);
                assert_int_equal(br_ssl_client_reset(&ends.client, "localhost", 0), 1);
                assert_done(false);
                assert_peer(&ends.server_tap, NULL, PC_NOT_VALIDATED);
                assert_int_equal(pc_bearssl_backend.shared_cipher_suite(&ends.server_tap, 0, &suite), PC_OK);
        }
}

#define TEST(name) cmocka_unit_test_setup(name, set_up)

int main(void)
{
        const struct CMUnitTest tests[] = {
                TEST(test_resumed),
                TEST(test_for_something_else),
                TEST(test_suites_and_versions),
                TEST(test_resumed_by_himself),
                TEST(test_server_that_verifies),
                TEST(test_server_name),
                TEST(test_client_hello_in_two),
                TEST(test_attached_again),
        };

        return cmocka_run_group_tests(tests, NULL, NULL);
}
