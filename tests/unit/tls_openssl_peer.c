/* The adapter for who holds an SSL *, on connections that OpenSSL makes by itself, over a pair of BIOs. */
#include "tls_support.h"

#include <string.h>

#include "api/channel_binding.h"
#include "api/connection.h"
#include "api/getpeercert.h"
#include "peercert_openssl.h"
#include "tls/openssl/note.h"

#define CLIENT 0
#define SERVER 1

static SSL_CTX *contexts[2];
static SSL *ends[2];
static unsigned asked; /* how often the owner's callback was */

static X509 *certificate(const char *name)
{
        const struct pc_slice der = tls_certificate(name);
        const unsigned char *at = der.data;
        X509 *cert = d2i_X509(NULL, &at, (long)der.len);

        assert_non_null(cert);
        return cert;
}

static void use(size_t end, const char *leaf, const char *issuer)
{
        X509 *certs[] = {certificate(leaf), certificate(issuer)};

        assert_int_equal(SSL_CTX_use_certificate(contexts[end], certs[0]), 1);
        assert_int_equal(SSL_CTX_add1_chain_cert(contexts[end], certs[1]), 1);
        assert_int_equal(SSL_CTX_use_PrivateKey_file(contexts[end], tls_path("leaf.key"), SSL_FILETYPE_PEM),
                         1);
        X509_free(certs[0]);
        X509_free(certs[1]);
}

static void trust(size_t end, const char *name)
{
        X509 *cert = certificate(name);

        assert_int_equal(X509_STORE_add_cert(SSL_CTX_get_cert_store(contexts[end]), cert), 1);
        X509_free(cert);
}

static void set_up(void)
{
        contexts[CLIENT] = SSL_CTX_new(TLS_client_method());
        contexts[SERVER] = SSL_CTX_new(TLS_server_method());
        use(SERVER, "leaf", "intermediate");
        asked = 0;
}

static void connect_ends(void)
{
        BIO *bios[2];

        assert_int_equal(BIO_new_bio_pair(&bios[0], 1 << 16, &bios[1], 1 << 16), 1);
        for (size_t i = 0; i < 2; i++) {
                ends[i] = SSL_new(contexts[i]);
                assert_non_null(ends[i]);
                SSL_set_bio(ends[i], bios[i], bios[i]);
        }
        SSL_set_connect_state(ends[CLIENT]);
        SSL_set_accept_state(ends[SERVER]);
}

static void shake(void)
{
        for (unsigned i = 0; i < 8; i++) {
                SSL_do_handshake(ends[i % 2]);
        }
}

static void clean_up(void)
{
        for (size_t i = 0; i < 2; i++) {
                SSL_free(ends[i]);
                SSL_CTX_free(contexts[i]);
        }
}

static void expect_state(size_t end, enum pc_handshake_state want)
{
        const struct pc_peer peer = pc_openssl_peer(ends[end]);

        assert_int_equal(peer.backend->state(peer.ctx), want);
}

static void expect_states(enum pc_handshake_state client, enum pc_handshake_state server)
{
        expect_state(CLIENT, client);
        expect_state(SERVER, server);
}

static void expect_sent(size_t end, const char *const names[])
{
        const struct pc_peer peer = pc_openssl_peer(ends[end]);
        struct pc_slice der;
        size_t i;

        for (i = 0; names[i] != NULL; i++) {
                assert_int_equal(pc_unverified_chain(peer, i, &der), PC_OK);
                assert_true(pc_slice_equal(der, tls_certificate(names[i])));
        }
        assert_int_equal(pc_unverified_chain(peer, i, &der), PC_END);
}

static const char *const server_chain[] = {"leaf", "intermediate", NULL};
static const char *const client_chain[] = {"client", "root", NULL};
static const char *const nothing[] = {NULL};

/* In a callback OpenSSL waits for nothing. */
static int look_inside(SSL *ssl, int *alert, void *arg)
{
        (void)alert, (void)arg;
        assert_ptr_equal(ssl, ends[SERVER]);
        expect_state(SERVER, PC_HANDSHAKE_IN_PROGRESS);
        asked++;
        return SSL_TLSEXT_ERR_OK;
}

static void test_states(void **state)
{
        (void)state;
        set_up();
        SSL_CTX_set_tlsext_servername_callback(contexts[SERVER], look_inside);
        connect_ends();
        expect_states(PC_HANDSHAKE_NOT_STARTED, PC_HANDSHAKE_NOT_STARTED);
        SSL_do_handshake(ends[CLIENT]);
        SSL_do_handshake(ends[SERVER]);
        expect_states(PC_HANDSHAKE_IN_PROGRESS, PC_HANDSHAKE_IN_PROGRESS);
        shake();
        assert_int_equal(asked, 1);
        expect_states(PC_HANDSHAKE_DONE, PC_HANDSHAKE_DONE);
        SSL_shutdown(ends[CLIENT]);
        SSL_read(ends[SERVER], &(char){0}, 1);
        expect_states(PC_HANDSHAKE_CLOSED, PC_HANDSHAKE_CLOSED);
        clean_up();
}

/* Both ends fail: one refuses, the other gets the alert. */
static void test_failed_states(void **state)
{
        (void)state;
        set_up();
        SSL_CTX_set_verify(contexts[CLIENT], SSL_VERIFY_PEER, NULL);
        connect_ends();
        shake();
        expect_states(PC_HANDSHAKE_FAILED, PC_HANDSHAKE_FAILED);
        clean_up();
}

/* The transport ends within the handshake. */
static void test_cut_state(void **state)
{
        (void)state;
        set_up();
        connect_ends();
        SSL_do_handshake(ends[CLIENT]);
        assert_int_equal(BIO_shutdown_wr(SSL_get_wbio(ends[SERVER])), 1);
        SSL_do_handshake(ends[CLIENT]);
        expect_state(CLIENT, PC_HANDSHAKE_FAILED);
        clean_up();
}

/* Both chains, as sent and as verified, in either version; what is handed out stays where it is. */
static void test_chains(void **state)
{
        (void)state;
        for (int version = TLS1_2_VERSION; version <= TLS1_3_VERSION; version++) {
                static const char *const verified[] = {"leaf", "intermediate", "root"};
                struct pc_slice der;
                struct pc_slice again;

                set_up();
                use(CLIENT, "client", "root");
                trust(CLIENT, "root");
                trust(SERVER, "root");
                SSL_CTX_set_verify(contexts[CLIENT], SSL_VERIFY_PEER, NULL);
                SSL_CTX_set_verify(contexts[SERVER], SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, NULL);
                SSL_CTX_set_max_proto_version(contexts[CLIENT], version);
                connect_ends();
                shake();
                expect_sent(CLIENT, server_chain);
                expect_sent(SERVER, client_chain);
                for (size_t i = 0; i < 3; i++) {
                        assert_int_equal(pc_verified_chain(pc_openssl_peer(ends[CLIENT]), i, &der), PC_OK);
                        assert_true(pc_slice_equal(der, tls_certificate(verified[i])));
                }
                assert_int_equal(pc_verified_chain(pc_openssl_peer(ends[CLIENT]), 3, &der), PC_END);
                assert_int_equal(pc_getpeercert_binary(pc_openssl_peer(ends[CLIENT]), &der), PC_OK);
                assert_int_equal(pc_getpeercert_binary(pc_openssl_peer(ends[CLIENT]), &again), PC_OK);
                assert_ptr_equal(der.data, again.data);
                clean_up();
        }
}

static void test_nobody_verifies(void **state)
{
        struct pc_certificate cert;
        struct pc_slice der;

        (void)state;
        set_up();
        connect_ends();
        shake();
        expect_sent(CLIENT, server_chain);
        expect_sent(SERVER, nothing);
        assert_int_equal(pc_getpeercert(pc_openssl_peer(ends[CLIENT]), &cert, NULL), PC_NOT_VALIDATED);
        assert_int_equal(pc_peer_verify_result(pc_openssl_peer(ends[CLIENT])).code, PC_NOT_VALIDATED);
        assert_int_equal(pc_getpeercert(pc_openssl_peer(ends[SERVER]), &cert, NULL), PC_NO_CERTIFICATE);
        assert_int_equal(pc_verified_chain(pc_openssl_peer(ends[CLIENT]), 0, &der), PC_END);
        clean_up();
}

static int ask(int ok, X509_STORE_CTX *store)
{
        (void)store;
        asked++;
        return ok;
}

/* OpenSSL forgets what it has refused; who watches has it, and does not take the owner's callback away. */
static void test_refused(void **state)
{
        (void)state;
        for (unsigned watched = 0; watched < 2; watched++) {
                struct pc_verify_result verdict;

                set_up();
                trust(CLIENT, "other");
                SSL_CTX_set_verify(contexts[CLIENT], SSL_VERIFY_PEER, ask);
                connect_ends();
                if (watched != 0) {
                        assert_true(pc_openssl_watch(ends[CLIENT]));
                        assert_true(pc_openssl_watch(ends[CLIENT]));
                }
                shake();
                verdict = pc_peer_verify_result(pc_openssl_peer(ends[CLIENT]));
                assert_int_equal(verdict.code, PC_ERR_TLS_NOT_TRUSTED);
                assert_string_equal(verdict.text, "unable to get local issuer certificate");
                assert_int_equal(verdict.index, watched);
                assert_int_equal(asked, 1);
                expect_sent(CLIENT, watched != 0 ? server_chain : nothing);
                clean_up();
        }
}

/* A client's own certificate counts once the server has asked for it. */
static void test_own_certificate(void **state)
{
        (void)state;
        for (unsigned asks = 0; asks < 2; asks++) {
                struct pc_peer peer;
                struct pc_slice der;

                set_up();
                use(CLIENT, "client", "root");
                trust(SERVER, "root");
                SSL_CTX_set_verify(contexts[SERVER], asks != 0 ? SSL_VERIFY_PEER : SSL_VERIFY_NONE, NULL);
                connect_ends();
                shake();
                peer = pc_openssl_peer(ends[CLIENT]);
                assert_int_equal(peer.backend->own_certificate(peer.ctx, &der),
                                 asks != 0 ? PC_OK : PC_NO_CERTIFICATE);
                if (asks != 0) {
                        assert_true(pc_slice_equal(der, tls_certificate("client")));
                }
                peer = pc_openssl_peer(ends[SERVER]);
                assert_int_equal(peer.backend->own_certificate(peer.ctx, &der), PC_OK);
                assert_true(pc_slice_equal(der, tls_certificate("leaf")));
                clean_up();
        }
}

/* The server's suites that the client offers too, in the server's order, whatever the client's. */
static void test_shared_ciphers(void **state)
{
        static const char *const names[] = {"ECDHE-ECDSA-AES256-GCM-SHA384", "ECDHE-ECDSA-AES128-GCM-SHA256"};
        struct pc_cipher cipher;
        struct pc_peer server;

        (void)state;
        set_up();
        SSL_CTX_set_max_proto_version(contexts[CLIENT], TLS1_2_VERSION);
        SSL_CTX_set_cipher_list(contexts[CLIENT],
                                "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384");
        connect_ends();
        server = pc_openssl_peer(ends[SERVER]);
        assert_int_equal(pc_shared_cipher(server, 0, &cipher), PC_NONE);
        shake();
        for (size_t i = 0; i < 2; i++) {
                assert_int_equal(pc_shared_cipher(server, i, &cipher), PC_OK);
                assert_string_equal(cipher.name, names[i]);
        }
        assert_int_equal(pc_shared_cipher(server, 2, &cipher), PC_END);
        assert_int_equal(pc_shared_cipher(pc_openssl_peer(ends[CLIENT]), 0, &cipher), PC_NONE);
        clean_up();
}

static void test_no_compression(void **state)
{
        const char *name;

        (void)state;
        set_up();
        connect_ends();
        shake();
        assert_int_equal(pc_compression(pc_openssl_peer(ends[CLIENT]), &name), PC_NONE);
        clean_up();
}

/* RFC 5246 7.4.9: 12 octets. Each end's first is the other's, too; so is each end's second. */
static void test_finished(void **state)
{
        const struct pc_backend *backend = &pc_openssl_backend;
        uint8_t octets[4][12];
        size_t len;

        (void)state;
        set_up();
        SSL_CTX_set_max_proto_version(contexts[CLIENT], TLS1_2_VERSION);
        connect_ends();
        assert_int_equal(backend->finished(pc_openssl_note(ends[CLIENT]), true, octets[0], 12, &len),
                         PC_NONE);
        shake();
        assert_int_equal(backend->finished(pc_openssl_note(ends[CLIENT]), true, octets[0], 11, &len),
                         PC_ERR_API_SPACE);
        for (size_t i = 0; i < 4; i++) {
                assert_int_equal(backend->finished(pc_openssl_note(ends[i % 2]), i < 2, octets[i], 12, &len),
                                 PC_OK);
                assert_int_equal(len, 12);
        }
        assert_memory_equal(octets[0], octets[1], 12);
        /* The client's comes first. */
        assert_int_equal(SSL_get_finished(ends[CLIENT], octets[1], 12), 12);
        assert_memory_equal(octets[0], octets[1], 12);
        assert_memory_equal(octets[2], octets[3], 12);
        assert_memory_not_equal(octets[0], octets[2], 12);
        clean_up();
}

/* RFC 9266 4: no exporter in TLS 1.2 without the extended master secret. */
static void test_exporter(void **state)
{
        (void)state;
        for (unsigned extended = 0; extended < 2; extended++) {
                uint8_t octets[PC_CHANNEL_BINDING_MAX];
                size_t len;

                set_up();
                SSL_CTX_set_max_proto_version(contexts[CLIENT], TLS1_2_VERSION);
                if (extended == 0) {
                        SSL_CTX_set_options(contexts[CLIENT], SSL_OP_NO_EXTENDED_MASTER_SECRET);
                }
                connect_ends();
                assert_int_equal(pc_channel_binding(pc_openssl_peer(ends[CLIENT]),
                                                    PC_CHANNEL_BINDING_TLS_EXPORTER, octets, sizeof octets,
                                                    &len),
                                 PC_NONE);
                shake();
                assert_int_equal(pc_channel_binding(pc_openssl_peer(ends[CLIENT]),
                                                    PC_CHANNEL_BINDING_TLS_EXPORTER, octets, sizeof octets,
                                                    &len),
                                 extended != 0 ? PC_OK : PC_NONE);
                clean_up();
        }
}

/* Of what is resumed the server's Finished is the first. */
static void expect_server_first(struct pc_peer client)
{
        uint8_t octets[2][64];
        size_t len;

        assert_int_equal(client.backend->finished(client.ctx, true, octets[0], sizeof octets[0], &len),
                         PC_OK);
        assert_int_equal(SSL_get_finished(ends[SERVER], octets[1], sizeof octets[1]), len);
        assert_memory_equal(octets[0], octets[1], len);
}

/* Tickets and sessions that the owner handles by himself. */
static void test_resumed(void **state)
{
        (void)state;
        for (int version = TLS1_2_VERSION; version <= TLS1_3_VERSION; version++) {
                SSL_SESSION *session;
                struct pc_certificate cert;
                struct pc_peer peer;

                set_up();
                trust(CLIENT, "root");
                SSL_CTX_set_verify(contexts[CLIENT], SSL_VERIFY_PEER, NULL);
                SSL_CTX_set_max_proto_version(contexts[CLIENT], version);
                connect_ends();
                shake();
                SSL_read(ends[CLIENT], &(char){0}, 1);
                session = SSL_get1_session(ends[CLIENT]);
                SSL_shutdown(ends[CLIENT]);
                SSL_free(ends[CLIENT]);
                SSL_free(ends[SERVER]);

                connect_ends();
                assert_int_equal(SSL_set_session(ends[CLIENT], session), 1);
                SSL_SESSION_free(session);
                peer = pc_openssl_peer(ends[CLIENT]);
                assert_int_equal(peer.backend->protocol(peer.ctx), 0);
                assert_int_equal(peer.backend->cipher_suite(peer.ctx), 0);
                shake();
                assert_int_equal(pc_resumed(peer), PC_OK);
                expect_server_first(peer);
                assert_int_equal(pc_getpeercert(peer, &cert, NULL), PC_OK);
                expect_sent(CLIENT, nothing);
                clean_up();
        }
}

/* A server's own cache keeps the chain with the session; a ticket has the leaf alone. */
static void test_kept_chain(void **state)
{
        (void)state;
        for (int version = TLS1_2_VERSION; version <= TLS1_3_VERSION; version++) {
                for (int ticket = 0; ticket < 2; ticket++) {
                        SSL_SESSION *session;
                        struct pc_slice der;

                        set_up();
                        use(CLIENT, "client", "root");
                        trust(SERVER, "root");
                        SSL_CTX_set_verify(contexts[SERVER], SSL_VERIFY_PEER, NULL);
                        SSL_CTX_set_session_id_context(contexts[SERVER], (const unsigned char *)"t", 1);
                        SSL_CTX_set_options(contexts[SERVER], ticket ? 0 : SSL_OP_NO_TICKET);
                        SSL_CTX_set_max_proto_version(contexts[CLIENT], version);
                        connect_ends();
                        shake();
                        SSL_read(ends[CLIENT], &(char){0}, 1);
                        expect_sent(SERVER, client_chain);
                        session = SSL_get1_session(ends[CLIENT]);
                        for (size_t i = 0; i < 2; i++) {
                                SSL_shutdown(ends[i]);
                        }
                        SSL_free(ends[CLIENT]);
                        SSL_free(ends[SERVER]);

                        connect_ends();
                        assert_int_equal(SSL_set_session(ends[CLIENT], session), 1);
                        SSL_SESSION_free(session);
                        shake();
                        assert_int_equal(pc_resumed(pc_openssl_peer(ends[SERVER])), PC_OK);
                        expect_sent(SERVER, ticket ? nothing : client_chain);
                        expect_sent(CLIENT, nothing);
                        assert_int_equal(pc_getpeercert_binary(pc_openssl_peer(ends[SERVER]), &der), PC_OK);
                        assert_true(pc_slice_equal(der, tls_certificate("client")));
                        clean_up();
                }
        }
}

/* A duplicate is a connection of its own, with a note of its own, that asks the same owner. */
static void test_duplicate(void **state)
{
        SSL *duplicate;

        (void)state;
        set_up();
        SSL_CTX_set_verify(contexts[CLIENT], SSL_VERIFY_PEER, ask);
        connect_ends();
        assert_true(pc_openssl_watch(ends[CLIENT]));
        duplicate = SSL_dup(ends[CLIENT]);
        assert_non_null(duplicate);
        assert_ptr_equal(pc_openssl_note(duplicate)->ssl, duplicate);
        assert_ptr_not_equal(pc_openssl_note(duplicate), pc_openssl_note(ends[CLIENT]));
        assert_ptr_equal(pc_openssl_note(duplicate)->verify, ask);
        SSL_free(duplicate);
        clean_up();
}

static void test_digests(void **state)
{
        (void)state;
        tls_expect_digests(&pc_openssl_backend);
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test(test_states),          cmocka_unit_test(test_failed_states),
                cmocka_unit_test(test_cut_state),       cmocka_unit_test(test_chains),
                cmocka_unit_test(test_nobody_verifies), cmocka_unit_test(test_refused),
                cmocka_unit_test(test_own_certificate), cmocka_unit_test(test_shared_ciphers),
                cmocka_unit_test(test_no_compression),  cmocka_unit_test(test_finished),
                cmocka_unit_test(test_exporter),        cmocka_unit_test(test_resumed),
                cmocka_unit_test(test_kept_chain),      cmocka_unit_test(test_duplicate),
                cmocka_unit_test(test_digests),
        };

        return cmocka_run_group_tests(tests, NULL, NULL);
}
