#include "tls/bearssl/internal.h"

/* The hash functions' numbers in TLS (RFC 5246 7.4.1.4.1) start with 1 for MD5, and are ours plus 1. */
static const br_hash_class *implementation(const struct pc_bearssl *tap, enum pc_hash hash)
{
        if (tap != NULL) {
                const br_hash_class *found = br_ssl_engine_get_hash(tap->engine, (int)hash + 1);

                if (found != NULL) {
                        return found;
                }
        }
        /* The one that is there in any case: br_hmac_drbg works with it. */
        return hash == PC_HASH_SHA256 ? &br_sha256_vtable : NULL;
}

enum pc_result pc_bearssl_digest(const void *ctx, enum pc_hash hash, struct pc_slice data,
                                 uint8_t out[PC_HASH_MAX])
{
        const br_hash_class *found = implementation(ctx, hash);
        br_hash_compat_context sum;

        if (found == NULL) {
                return PC_ERR_TLS_UNSUPPORTED;
        }
        found->init(&sum.vtable);
        found->update(&sum.vtable, data.data, data.len);
        found->out(&sum.vtable, out);
        return PC_OK;
}
