/* Memory that runs out, in OpenSSL's and the backend's own allocations: an error, and nothing else. */
#include "tls_pair.h"

#include <stdlib.h>

#include <openssl/crypto.h>

#include "api/getpeercert.h"
#include "peercert_openssl.h"

/* A prime number of allocations, so that all kinds of places are hit. */
#define STEP 41

/* So many allocations succeed still; SIZE_MAX: all. */
static size_t left = SIZE_MAX;

static bool runs_out(void)
{
        if (left != SIZE_MAX && left != 0) {
                left--;
        }
        return left == 0;
}

static void *allocate(size_t size, const char *file, int line)
{
        (void)file, (void)line;
        return runs_out() ? NULL : malloc(size);
}

static void *reallocate(void *old, size_t size, const char *file, int line)
{
        (void)file, (void)line;
        return runs_out() ? NULL : realloc(old, size);
}

static void release(void *old, const char *file, int line)
{
        (void)file, (void)line;
        free(old);
}

/* What OpenSSL makes once in a process, it does not try to make again. */
static int set_up(void **state)
{
        if (pair_set_up(state) != 0) {
                return -1;
        }
        pair_connect(*state, "openssl");
        return 0;
}

/* Without memory the peer is one that was never connected. */
static void test_adapter(void **state)
{
        SSL_CTX *context = SSL_CTX_new(TLS_method());
        bool enough = false;

        (void)state;
        for (size_t n = 1; !enough; n++) {
                SSL *ssl = SSL_new(context);
                struct pc_peer peer;

                assert_non_null(ssl);
                left = n;
                peer = pc_openssl_peer(ssl);
                enough = left != 0;
                left = SIZE_MAX;
                assert_int_equal(peer.backend != NULL, enough);
                SSL_free(ssl);
        }
        SSL_CTX_free(context);
}

static enum pc_result open_with(const struct pc_session_config *config, size_t allocations, bool *enough)
{
        const struct pc_transport transport = {NULL, NULL, NULL};
        struct pc_session *session = NULL;
        enum pc_result result;

        left = allocations;
        result = pc_session_open(&session, pc_session_class_find("openssl"), config, transport);
        *enough = left != 0;
        left = SIZE_MAX;
        assert_int_equal(session != NULL, result == PC_OK);
        pc_session_free(session);
        return result;
}

static void test_open(void **state)
{
        const struct pair *pair = *state;
        struct pc_session_config config = pair->client.config;
        bool enough = false;

        config.own = pair->client_own;
        for (size_t n = 1; !enough; n += STEP) {
                const enum pc_result result = open_with(&config, n, &enough);

                assert_true(result == PC_OK || result == PC_ERR_TLS_MEMORY || result == PC_ERR_TLS_CONFIG);
        }
        assert_int_equal(open_with(&config, SIZE_MAX, &enough), PC_OK);
}

/* Whoever gets through has verified the other. */
static void expect_sound(const struct pair_end *end)
{
        struct pc_certificate cert;

        assert_true(end->result != PC_OK || pc_getpeercert(pair_peer(end), &cert, NULL) == PC_OK ||
                    pc_getpeercert(pair_peer(end), &cert, NULL) == PC_ERR_TLS_MEMORY);
        assert_true(end->result == PC_OK || pc_session_error_text(end->session)[0] != '\0' ||
                    end->result == PC_WANT_READ);
}

static void test_handshake(void **state)
{
        struct pair *pair = *state;

        pair->client.config.own = pair->client_own;
        pair->server.config.verify = PC_VERIFY_REQUIRED;
        pair->server.config.cache = pair->cache;
        for (uint16_t protocol = 0x0303; protocol <= 0x0304; protocol++) {
                bool enough = false;

                pair->client.config.protocol_max = protocol;
                for (size_t n = 1; !enough; n += STEP) {
                        pair_open(pair, "openssl");
                        left = n;
                        pair_shake_hands(pair);
                        enough = left != 0;
                        left = SIZE_MAX;
                        assert_true(enough || pair->client.result < 0 || pair->server.result < 0 ||
                                    (pair->client.result == PC_OK && pair->server.result == PC_OK));
                        expect_sound(&pair->client);
                        expect_sound(&pair->server);
                }
        }
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test_setup_teardown(test_adapter, set_up, pair_tear_down),
                cmocka_unit_test_setup_teardown(test_open, set_up, pair_tear_down),
                cmocka_unit_test_setup_teardown(test_handshake, set_up, pair_tear_down),
        };

        if (CRYPTO_set_mem_functions(allocate, reallocate, release) != 1) {
                return 1;
        }
        return cmocka_run_group_tests(tests, NULL, NULL);
}
