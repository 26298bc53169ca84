/*
 * Faults on the line between two sessions that verify each other. Whatever befalls a connection, each end
 * either has the same answers as without it, or has failed, with a code and words, and answers nothing.
 */
#ifndef PC_TESTS_UNIT_TLS_FAULT_H
#define PC_TESTS_UNIT_TLS_FAULT_H

#include "tls_pair.h"

/* Runs the tests, each with a struct pair of its own, for the backend that the command line names. */
int fault_main(int argc, char **argv, const struct CMUnitTest *tests, size_t count);

#define FAULT_MAIN(argc, argv, tests) fault_main(argc, argv, tests, sizeof(tests) / sizeof(tests)[0])
#define FAULT_TEST(name)              cmocka_unit_test_setup_teardown(name, pair_set_up, fault_tear_down)

int fault_tear_down(void **state);

/* The backend's name. */
const char *fault_backend(void);

/*
 * Calls 'sweep' for what flows to either end, of each version of TLS that the backend has: full handshakes,
 * and ones that resume. Before that, it has seen what the ends answer without a fault.
 */
void fault_for_each(struct pair *pair, void (*sweep)(struct pair *pair, struct pair_end *end));

/* Only full handshakes. */
void fault_for_each_full(struct pair *pair, void (*sweep)(struct pair *pair, struct pair_end *end));

/* Opens the next connection, to which a fault may be added then. */
void fault_open(struct pair *pair);

/*
 * Has both ends shake hands, and exchange an octet each way. What comes no more to who waits has ended. Fails
 * the test where an end is neither as it should be nor failed as it should; returns whether all went well for
 * both.
 */
bool fault_run(struct pair *pair);

#endif
