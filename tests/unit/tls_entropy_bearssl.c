#include "tls_entropy.h"

#include <bearssl.h>

static int seed(const br_prng_class **prng)
{
        unsigned char octets[32];

        if (!entropy_take()) {
                return 0;
        }
        entropy_fill(octets, sizeof octets);
        (*prng)->update(prng, octets, sizeof octets);
        return 1;
}

/* The library's own, which looks for what the system has. Without a seeder there is none. */
br_prng_seeder br_prng_seeder_system(const char **name)
{
        if (name != NULL) {
                *name = "test";
        }
        return entropy_take() ? seed : 0;
}

void entropy_start(void)
{
}
