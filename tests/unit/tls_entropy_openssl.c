/* Since OpenSSL 3 sources are providers; those of before are still taken. */
#define OPENSSL_SUPPRESS_DEPRECATED

#include "tls_entropy.h"

#include <openssl/err.h>
#include <openssl/rand.h>
#include <openssl/randerr.h>

static int fill(unsigned char *octets, int len)
{
        if (!entropy_take()) {
                ERR_raise(ERR_LIB_RAND, RAND_R_ERROR_RETRIEVING_ENTROPY);
                return 0;
        }
        entropy_fill(octets, (size_t)len);
        return 1;
}

static int is_seeded(void)
{
        return 1;
}

void entropy_start(void)
{
        static const RAND_METHOD method = {.bytes = fill, .pseudorand = fill, .status = is_seeded};

        RAND_set_rand_method(&method);
}
