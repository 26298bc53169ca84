/* Handshakes cut off: each end says so, wherever it happens, and there is no half an answer. */
#include "tls_pair.h"

#include <stdlib.h>
#include <string.h>

#include "api/getpeercert.h"

#define BACKEND "bearssl"

/* From one handshake to the next, the length of an ECDSA signature in DER differs by up to so many octets, or
 * so. */
#define SIGNATURES_VARY 24

static struct pair_end *end_of(struct pair *pair, enum pc_role role)
{
        return role == PC_ROLE_CLIENT ? &pair->client : &pair->server;
}

static void assert_cut(const struct pair_end *end)
{
        struct pc_peer peer = pair_peer(end);
        struct pc_certificate cert;
        struct pc_slice der;

        assert_int_equal(end->result, PC_ERR_TLS_EOF);
        assert_string_equal(pc_session_error_text(end->session), "the connection was cut in the handshake");
        assert_int_equal(peer.backend->state(peer.ctx), PC_HANDSHAKE_FAILED);
        assert_int_equal(pc_getpeercert(peer, &cert, NULL), PC_ERR_API_HANDSHAKE);
        assert_int_equal(pc_getpeercert_binary(peer, &der), PC_ERR_API_HANDSHAKE);
        assert_int_equal(pc_session_handshake(end->session), PC_ERR_TLS_EOF);
}

/* What flows to that end is cut after each octet of the handshake. */
static void cut_everywhere(struct pair *pair, enum pc_role role, size_t vary)
{
        struct pair_end *end = end_of(pair, role);
        size_t all;

        pair_connect(pair, BACKEND);
        all = end->in.given;
        assert_true(all > 50 + vary);
        for (size_t cut = 0; cut < all - vary; cut++) {
                pair_open(pair, BACKEND);
                end->in.cut = cut;
                pair_shake_hands(pair);
                assert_cut(end);
        }
}

static void test_full_handshake(void **state)
{
        struct pair *pair = *state;

        pair->client.config.own = pair->client_own;
        pair->server.config.verify = PC_VERIFY_REQUIRED;
        cut_everywhere(pair, PC_ROLE_CLIENT, SIGNATURES_VARY);
        cut_everywhere(pair, PC_ROLE_SERVER, SIGNATURES_VARY);
}

static void test_resumed_handshake(void **state)
{
        struct pair *pair = *state;
        struct pc_slice saved;

        pair->client.config.own = pair->client_own;
        pair->server.config.verify = PC_VERIFY_REQUIRED;
        pair->server.config.cache = pair->cache;
        pair_connect(pair, BACKEND);
        saved = pair_save(pair);
        pair->client.config.resume = saved;
        cut_everywhere(pair, PC_ROLE_CLIENT, 0);
        cut_everywhere(pair, PC_ROLE_SERVER, 0);
        free((void *)(uintptr_t)saved.data);
}

/* Any octet changed on its way: the two never agree that the handshake is done. */
static void test_damage(void **state)
{
        struct pair *pair = *state;

        pair->client.config.own = pair->client_own;
        pair->server.config.verify = PC_VERIFY_REQUIRED;
        for (int role = 0; role < 2; role++) {
                struct pair_end *end = end_of(pair, (enum pc_role)role);
                size_t all;

                pair_connect(pair, BACKEND);
                all = end->in.given;
                for (size_t damage = 0; damage < all - SIGNATURES_VARY; damage += 13) {
                        pair_open(pair, BACKEND);
                        end->in.damage = damage;
                        pair_shake_hands(pair);
                        assert_true(end->result != PC_OK || end->peer->result != PC_OK);
                        assert_true(end->result >= 0 || pc_session_error_text(end->session)[0] != '\0');
                }
        }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, pair_set_up, pair_tear_down)

int main(void)
{
        const struct CMUnitTest tests[] = {
                TEST(test_full_handshake),
                TEST(test_resumed_handshake),
                TEST(test_damage),
        };

        return cmocka_run_group_tests(tests, NULL, NULL);
}
