/* What flows to either end is delayed, at each octet: that changes nothing. */
#include "tls_fault.h"

/* A prime number of octets; in as many connections each octet stands first behind a pause, at both ends. */
#define STRIDE 61

static void pause_everywhere(struct pair *pair, struct pair_end *end)
{
        if (end == &pair->server) {
                return;
        }
        for (size_t rest = 0; rest < STRIDE; rest++) {
                fault_open(pair);
                end->in.stride = end->peer->in.stride = STRIDE;
                end->in.rest = end->peer->in.rest = rest;
                assert_true(fault_run(pair));
                assert_true(end->in.given > STRIDE && end->peer->in.given > STRIDE);
        }
}

static void test_pauses(void **state)
{
        fault_for_each(*state, pause_everywhere);
}

/* An octet at a time, and each at the second call only, at both ends. */
static void creep(struct pair *pair, struct pair_end *end)
{
        if (end == &pair->server) {
                return;
        }
        for (unsigned stalls = 0; stalls < 2; stalls++) {
                fault_open(pair);
                pair->most = 1;
                pair->stalls = stalls != 0;
                assert_true(fault_run(pair));
                pair->most = PAIR_NO_LIMIT;
                pair->stalls = false;
        }
}

static void test_single_octets(void **state)
{
        fault_for_each(*state, creep);
}

int main(int argc, char **argv)
{
        const struct CMUnitTest tests[] = {
                FAULT_TEST(test_pauses),
                FAULT_TEST(test_single_octets),
        };

        return FAULT_MAIN(argc, argv, tests);
}
