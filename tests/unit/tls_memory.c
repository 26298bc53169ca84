#include "support.h"

#include "tls/memory/peercert_memory.h"

static const uint8_t leaf[] = {1, 2, 3};
static const uint8_t root[] = {4, 5};
static const uint8_t first[] = {10, 11, 12, 13};

static const struct pc_slice chain[] = {{leaf, sizeof leaf}, {NULL, 0}, {root, sizeof root}};

static struct pc_memory_connection connection(void)
{
        struct pc_memory_connection made = {
                .state = PC_HANDSHAKE_DONE,
                .role = PC_ROLE_SERVER,
                .verify_mode = PC_VERIFY_OPTIONAL,
                .peer_chain = chain,
                .peer_chain_len = 3,
                .verified_chain = chain,
                .verified_chain_len = 1,
                .verify_result = {PC_OK, 0, "ok"},
                .protocol = 0x0303,
                .cipher_suite = 0xC02F,
                .finished = {{first, sizeof first}, {NULL, 0}},
        };

        return made;
}

static void test_plain_answers(void **state)
{
        struct pc_memory_connection made = connection();
        struct pc_peer peer = pc_memory_peer(&made);

        (void)state;
        assert_string_equal(peer.backend->name, "memory");
        assert_int_equal(peer.backend->state(peer.ctx), PC_HANDSHAKE_DONE);
        assert_int_equal(peer.backend->role(peer.ctx), PC_ROLE_SERVER);
        assert_int_equal(peer.backend->verify_mode(peer.ctx), PC_VERIFY_OPTIONAL);
        assert_int_equal(peer.backend->protocol(peer.ctx), 0x0303);
        assert_int_equal(peer.backend->cipher_suite(peer.ctx), 0xC02F);
}

static void test_chains(void **state)
{
        struct pc_memory_connection made = connection();
        struct pc_peer peer = pc_memory_peer(&made);
        struct pc_slice der = {NULL, 0};

        (void)state;
        assert_int_equal(peer.backend->peer_certificate(peer.ctx, 0, &der), PC_OK);
        assert_ptr_equal(der.data, leaf);
        assert_int_equal(peer.backend->peer_certificate(peer.ctx, 1, &der), PC_ERR_TLS_CHAIN_SIZE);
        assert_ptr_equal(der.data, leaf);
        assert_int_equal(peer.backend->peer_certificate(peer.ctx, 2, &der), PC_OK);
        assert_ptr_equal(der.data, root);
        assert_int_equal(peer.backend->peer_certificate(peer.ctx, 3, &der), PC_END);
        assert_int_equal(peer.backend->verified_certificate(peer.ctx, 0, &der), PC_OK);
        assert_int_equal(peer.backend->verified_certificate(peer.ctx, 1, &der), PC_END);
}

static void test_nothing_verified_after_failure(void **state)
{
        struct pc_memory_connection made = connection();
        struct pc_peer peer = pc_memory_peer(&made);
        struct pc_verify_result result;
        struct pc_slice der;

        (void)state;
        made.verify_result.code = PC_ERR_X509_EXPIRED;
        made.verify_result.index = 2;
        made.verify_result.text = NULL;
        assert_int_equal(peer.backend->verified_certificate(peer.ctx, 0, &der), PC_END);
        peer.backend->verify_result(peer.ctx, &result);
        assert_int_equal(result.code, PC_ERR_X509_EXPIRED);
        assert_int_equal(result.index, 2);
        assert_string_equal(result.text, "");
}

static void test_finished(void **state)
{
        struct pc_memory_connection made = connection();
        struct pc_peer peer = pc_memory_peer(&made);
        uint8_t buf[8] = {0};
        size_t len = 99;

        (void)state;
        assert_int_equal(peer.backend->finished(peer.ctx, false, buf, sizeof buf, &len), PC_NONE);
        assert_int_equal(peer.backend->finished(peer.ctx, true, buf, 3, &len), PC_ERR_API_SPACE);
        assert_int_equal(len, 99);
        assert_int_equal(peer.backend->finished(peer.ctx, true, buf, 4, &len), PC_OK);
        assert_int_equal(len, 4);
        assert_memory_equal(buf, first, 4);
}

/* All zero is a client that has not started. */
static void test_zero(void **state)
{
        static const struct pc_memory_connection made;
        struct pc_peer peer = pc_memory_peer(&made);
        struct pc_slice der;

        (void)state;
        assert_int_equal(peer.backend->state(peer.ctx), PC_HANDSHAKE_NOT_STARTED);
        assert_int_equal(peer.backend->role(peer.ctx), PC_ROLE_CLIENT);
        assert_int_equal(peer.backend->verify_mode(peer.ctx), PC_VERIFY_NONE);
        assert_int_equal(peer.backend->peer_certificate(peer.ctx, 0, &der), PC_END);
        assert_int_equal(peer.backend->verified_certificate(peer.ctx, 0, &der), PC_END);
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test(test_plain_answers),
                cmocka_unit_test(test_chains),
                cmocka_unit_test(test_nothing_verified_after_failure),
                cmocka_unit_test(test_finished),
                cmocka_unit_test(test_zero),
        };

        return cmocka_run_group_tests(tests, NULL, NULL);
}
