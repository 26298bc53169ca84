#include "tls_entropy.h"

#include <mbedtls/ctr_drbg.h>
#include <mbedtls/entropy.h>

/* The library's own, which asks all of its sources. */
int mbedtls_entropy_func(void *ctx, unsigned char *octets, size_t len)
{
        (void)ctx;
        if (!entropy_take()) {
                return MBEDTLS_ERR_ENTROPY_SOURCE_FAILED;
        }
        entropy_fill(octets, len);
        return 0;
}

/* The library's own, but for one that fails: it would, where it wants to be seeded again. */
int mbedtls_ctr_drbg_random(void *ctx, unsigned char *octets, size_t len)
{
        return entropy_take() ? mbedtls_ctr_drbg_random_with_add(ctx, octets, len, NULL, 0)
                              : MBEDTLS_ERR_CTR_DRBG_ENTROPY_SOURCE_FAILED;
}

void entropy_start(void)
{
}
