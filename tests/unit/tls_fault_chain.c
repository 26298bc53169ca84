/* Chain buffers of every size, from none to enough, at either end, whoever verifies. */
#include "tls_fault.h"

#include <stdlib.h>
#include <string.h>

#include "api/peercert.h"
#include "tls/chain.h"

/* With BearSSL, whose chains are nowhere else, each size; with the others, those where something changes, and
 * some. */
#define STRIDE 23
#define EDGE   4

static bool is(const char *backend)
{
        return strcmp(fault_backend(), backend) == 0;
}

static size_t next_size(size_t size, size_t need)
{
        const bool edge = size < 2 * EDGE || (size + STRIDE >= need && size <= need + EDGE);

        return size + (edge || is("bearssl") ? 1 : STRIDE);
}

/* What does not fit BearSSL cannot verify. The other libraries keep certificates of their own. */
static void expect_kept(const struct pair_end *end, size_t size, struct pc_slice leaf)
{
        const struct pc_peer peer = pair_peer(end);
        const bool fits = size >= leaf.len + PC_CHAIN_ENTRY;
        struct pc_certificate cert;
        struct pc_slice der = {NULL, 0};
        const enum pc_result got = pc_unverified_chain(peer, 0, &der);

        if (!fits && is("bearssl") && end->config.verify != PC_VERIFY_NONE) {
                assert_int_equal(end->result, PC_ERR_TLS_CHAIN_SIZE);
                assert_int_equal(pc_getpeercert(peer, &cert, NULL), PC_ERR_API_HANDSHAKE);
        } else {
                assert_int_equal(end->result, PC_OK);
        }
        assert_int_equal(got, fits || is("openssl") ? PC_OK : PC_ERR_TLS_CHAIN_SIZE);
        assert_true(got != PC_OK || pc_slice_equal(der, leaf));
        if (end->result == PC_OK && got == PC_OK) {
                assert_int_equal(pc_getpeercert(peer, &cert, NULL),
                                 end->config.verify == PC_VERIFY_NONE ? PC_NOT_VALIDATED : PC_OK);
        }
}

static void try_size(struct pair *pair, struct pair_end *end, size_t size, struct pc_slice leaf)
{
        /* Of its exact size, so that a sanitizer sees what is written past it. */
        end->buffer = malloc(size == 0 ? 1 : size);
        end->buffer_size = size;
        assert_non_null(end->buffer);
        fault_open(pair);
        pair_shake_hands(pair);
        expect_kept(end, size, leaf);
        pc_session_free(end->session);
        end->session = NULL;
        free(end->buffer);
        end->buffer = NULL;
}

static void sweep(struct pair *pair, struct pair_end *end)
{
        const struct pc_slice leaf = tls_certificate(end == &pair->client ? "leaf" : "client");
        const size_t need = leaf.len + PC_CHAIN_ENTRY;

        for (size_t size = 0; size <= need + EDGE; size = next_size(size, need)) {
                try_size(pair, end, size, leaf);
        }
}

static void test_verified(void **state)
{
        fault_for_each_full(*state, sweep);
}

/* A server that does not verify asks for no certificate. */
static void test_not_verified(void **state)
{
        struct pair *pair = *state;

        pair->client.config.verify = PC_VERIFY_NONE;
        sweep(pair, &pair->client);
}

int main(int argc, char **argv)
{
        const struct CMUnitTest tests[] = {
                FAULT_TEST(test_verified),
                FAULT_TEST(test_not_verified),
        };

        return FAULT_MAIN(argc, argv, tests);
}
