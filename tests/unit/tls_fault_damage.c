/* Each octet of what flows to either end arrives changed, one at a time. */
#include "tls_fault.h"

#include <string.h>

/* Octets in any handshake, even a resumed one. */
#define LEAST 100

/* RFC 5246 E.1: the version that stands in a record's header says nothing before one is agreed on. */
static bool is_version(const struct pair_place *place)
{
        return place->len == 1 || place->len == 2;
}

/*
 * With BearSSL each octet. With the others, whose handshakes take longer, those of each record's header and
 * the first ones of messages in plain, and one of so many of the rest: in a certificate each is signed, and
 * what is encrypted is authenticated as a whole.
 */
#define FIRST     32
#define PLAIN     7
#define ENCRYPTED 17

/* RFC 5246 6.2.1 */
#define APPLICATION_DATA 23

/* How far to go on from there. */
static size_t stride(const struct pair_place *place)
{
        const size_t len = (size_t)place->header[3] << 8 | place->header[4];
        const bool encrypted = place->header[0] == APPLICATION_DATA;
        const size_t most = encrypted ? ENCRYPTED : PLAIN;

        if (place->len < PAIR_RECORD_HEADER || place->left == 0 ||
            (!encrypted && len - place->left < FIRST) || strcmp(fault_backend(), "bearssl") == 0) {
                return 1;
        }
        return most < place->left ? most : place->left;
}

/* One bit of each octet; another one than of the octet before. */
static void sweep(struct pair *pair, struct pair_end *end)
{
        size_t survived = 0;

        for (size_t at = 0;; at += stride(&end->in.damaged)) {
                bool through;

                fault_open(pair);
                end->in.damage = at;
                end->in.mask = (uint8_t)(1u << at % 8);
                through = fault_run(pair);
                if (end->in.given <= at) {
                        assert_true(through && at > LEAST);
                        break;
                }
                survived += through;
                if (through && !is_version(&end->in.damaged)) {
                        fail_msg("damage at %zu, octet %zu of a record of type %u, did no harm", at,
                                 end->in.damaged.len, end->in.damaged.header[0]);
                }
        }
        assert_true(survived <= 4);
}

static void test_every_octet(void **state)
{
        fault_for_each(*state, sweep);
}

int main(int argc, char **argv)
{
        const struct CMUnitTest tests[] = {
                FAULT_TEST(test_every_octet),
        };

        return FAULT_MAIN(argc, argv, tests);
}
