#include "api/pin.h"

#include "api/getpeercert.h"

static enum pc_result sha256(const struct pc_backend *backend, struct pc_slice data,
                             uint8_t out[PC_FINGERPRINT])
{
        uint8_t digest[PC_HASH_MAX];
        enum pc_result result;
        size_t i;

        if (backend == NULL || backend->digest == NULL) {
                return PC_ERR_TLS_UNSUPPORTED;
        }
        result = backend->digest(NULL, PC_HASH_SHA256, data, digest);
        for (i = 0; result == PC_OK && i < PC_FINGERPRINT; i++) {
                out[i] = digest[i];
        }
        return result;
}

enum pc_result pc_fingerprint(const struct pc_backend *backend, const struct pc_certificate *cert,
                              uint8_t out[PC_FINGERPRINT])
{
        return sha256(backend, cert->der, out);
}

enum pc_result pc_key_fingerprint(const struct pc_backend *backend, const struct pc_certificate *cert,
                                  uint8_t out[PC_FINGERPRINT])
{
        return sha256(backend, cert->spki, out);
}

/* 0 where they are the same. Looks at every octet, and branches on none. */
static uint32_t difference(const uint8_t *a, const uint8_t *b)
{
        uint32_t bits = 0;
        size_t i;

        for (i = 0; i < PC_FINGERPRINT; i++) {
                bits |= (uint32_t)(a[i] ^ b[i]);
        }
        return bits;
}

enum pc_result pc_pin_check(struct pc_peer peer, const uint8_t *pins, size_t count)
{
        struct pc_certificate cert;
        struct pc_slice der;
        uint8_t key[PC_FINGERPRINT];
        uint32_t found = 0;
        enum pc_result result = pc_getpeercert_binary(peer, &der);
        size_t i;

        if (result == PC_OK) {
                result = pc_certificate_parse(&cert, der, NULL);
        }
        if (result == PC_OK) {
                result = pc_key_fingerprint(peer.backend, &cert, key);
        }
        if (result != PC_OK) {
                return result;
        }
        for (i = 0; i < count; i++) {
                /* The highest bit is set by nothing but a difference of 0. */
                found |= (difference(key, pins + i * PC_FINGERPRINT) - UINT32_C(1)) >> 31;
        }
        return found != 0 ? PC_OK : PC_ERR_API_PIN;
}
