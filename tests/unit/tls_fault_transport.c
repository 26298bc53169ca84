/* Each call of the transport's, of either end, comes to what it should not. */
#include "tls_fault.h"

/* Octets that a call moves, so that messages and records take several. */
#define PIECE 500

#define TLS13 0x0304

#define CALLS_LEAST 4

static bool is_harmless(enum pair_fault kind)
{
        return kind == PAIR_FAULT_LITTLE || kind == PAIR_FAULT_BLOCKS || kind == PAIR_FAULT_BLOCKS_OTHERWISE;
}

/* What is written is accepted before it is sent; that it was not sent, one of the next calls says. */
static enum pc_result outcome(const struct pair_end *end)
{
        return end->result == PC_OK ? pc_session_close(end->session) : end->result;
}

/* The handshake was said to be done in spite of it. As in OpenSSL, tickets that a TLS 1.3 server cannot send
 * do no harm. */
static void expect_tickets(const struct pair_end *end)
{
        assert_int_equal(end->config.role, PC_ROLE_SERVER);
        assert_int_equal(end->peer->config.protocol_max, TLS13);
        assert_false(end->faulty_read);
}

static void expect_failure(const struct pair_end *end)
{
        const bool ended = end->fault == PAIR_FAULT_ENDS && end->faulty_read;
        const enum pc_result wanted = ended ? PC_ERR_TLS_EOF : PC_ERR_TLS_TRANSPORT;
        const enum pc_result result = outcome(end);

        if (end->faulty < end->shaken) {
                expect_tickets(end);
        }
        if (result != wanted) {
                fail_msg("%s %zu of a %s, fault %d: %d, %s",
                         end->faulty_read ? "reading call" : "writing call", end->faulty,
                         end->config.role == PC_ROLE_CLIENT ? "client" : "server", (int)end->fault,
                         (int)result, pc_session_error_text(end->session));
        }
}

static void sweep_calls(struct pair *pair, struct pair_end *end, enum pair_fault kind)
{
        for (size_t call = 0;; call++) {
                bool through;

                fault_open(pair);
                end->fault = kind;
                end->faulty = call;
                through = fault_run(pair);
                if (end->transfers <= call) {
                        assert_true(through && call >= CALLS_LEAST);
                        return;
                }
                if (is_harmless(kind)) {
                        assert_true(through);
                } else {
                        expect_failure(end);
                }
        }
}

static void sweep_failures(struct pair *pair, struct pair_end *end)
{
        sweep_calls(pair, end, PAIR_FAULT_FAILS);
        sweep_calls(pair, end, PAIR_FAULT_ENDS);
}

static void sweep(struct pair *pair, struct pair_end *end)
{
        for (int kind = PAIR_FAULT_FAILS; kind <= PAIR_FAULT_BLOCKS_OTHERWISE; kind++) {
                sweep_calls(pair, end, (enum pair_fault)kind);
        }
}

static void test_every_call(void **state)
{
        fault_for_each(*state, sweep);
}

static void test_every_call_for_a_piece(void **state)
{
        struct pair *pair = *state;

        pair->most = PIECE;
        fault_for_each_full(pair, sweep_failures);
}

int main(int argc, char **argv)
{
        const struct CMUnitTest tests[] = {
                FAULT_TEST(test_every_call),
                FAULT_TEST(test_every_call_for_a_piece),
        };

        return FAULT_MAIN(argc, argv, tests);
}
