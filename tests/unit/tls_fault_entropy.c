/* Randomness is missing: from the start, or from any call on. */
#include "tls_fault.h"

#include <string.h>

#include "tls_entropy.h"

#define CALLS_MANY 1000000

static size_t left = CALLS_MANY;
static bool starved;

bool entropy_take(void)
{
        starved = starved || left == 0;
        left -= left > 0;
        return !starved;
}

void entropy_fill(unsigned char *octets, size_t len)
{
        static uint32_t state = 1;

        for (size_t i = 0; i < len; i++) {
                state = state * 1103515245u + 12345u;
                octets[i] = (unsigned char)(state >> 16);
        }
}

static void allow(size_t calls)
{
        left = calls;
        starved = false;
}

static enum pc_result open(const struct pair_end *end)
{
        const struct pc_transport none = {NULL, NULL, NULL};
        struct pc_session *session = NULL;
        const enum pc_result result =
                pc_session_open(&session, pc_session_class_find(fault_backend()), &end->config, none);

        assert_int_equal(session != NULL, result == PC_OK);
        pc_session_free(session);
        return result;
}

static void expect_refusal(const struct pair_end *end)
{
        for (size_t calls = 0;; calls++) {
                enum pc_result result;

                allow(calls);
                result = open(end);
                if (!starved) {
                        assert_int_equal(result, PC_OK);
                        assert_true(calls > 0);
                        break;
                }
                assert_int_equal(result, PC_ERR_TLS_CONFIG);
        }
        allow(CALLS_MANY);
}

static void test_from_the_start(void **state)
{
        struct pair *pair = *state;

        pair->client.config.own = pair->client_own;
        pair->server.config.verify = PC_VERIFY_REQUIRED;
        expect_refusal(&pair->client);
        expect_refusal(&pair->server);
}

static void sweep(struct pair *pair, struct pair_end *end)
{
        size_t calls;

        /* Both ends take from one source. */
        if (end == &pair->server) {
                return;
        }
        for (calls = 0;; calls++) {
                bool through;

                fault_open(pair);
                allow(calls);
                through = fault_run(pair);
                assert_true(through == !starved);
                if (!starved) {
                        break;
                }
                allow(CALLS_MANY);
        }
        allow(CALLS_MANY);
        /* BearSSL seeds a generator when a session is opened, and then never again. */
        assert_int_equal(calls == 0, strcmp(fault_backend(), "bearssl") == 0);
}

static void test_from_any_call_on(void **state)
{
        fault_for_each(*state, sweep);
}

int main(int argc, char **argv)
{
        const struct CMUnitTest tests[] = {
                FAULT_TEST(test_from_the_start),
                FAULT_TEST(test_from_any_call_on),
        };

        entropy_start();
        return FAULT_MAIN(argc, argv, tests);
}
