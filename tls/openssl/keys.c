/* Octets that the handshake's keys and hashes yield. */
#include <string.h>

#include <openssl/evp.h>

#include "tls/openssl/backend.h"

/* The client's Finished comes first in a full handshake, the server's in one that resumes. */
enum pc_result pc_openssl_finished(const void *ctx, bool first, uint8_t *buf, size_t size, size_t *len)
{
        const SSL *ssl = ((const struct pc_openssl_note *)ctx)->ssl;
        const bool own_first = (SSL_is_server(ssl) != 0) == (SSL_session_reused(ssl) != 0);
        uint8_t octets[EVP_MAX_MD_SIZE];
        const size_t found = first == own_first ? SSL_get_finished(ssl, octets, sizeof octets)
                                                : SSL_get_peer_finished(ssl, octets, sizeof octets);

        if (found == 0) {
                return PC_NONE;
        }
        if (found > size) {
                return PC_ERR_API_SPACE;
        }
        memcpy(buf, octets, found);
        *len = found;
        return PC_OK;
}

enum pc_result pc_openssl_export(const void *ctx, const char *label, uint8_t *buf, size_t size)
{
        SSL *ssl = ((const struct pc_openssl_note *)ctx)->ssl;

        if (!SSL_is_init_finished(ssl) ||
            (SSL_version(ssl) < TLS1_3_VERSION && SSL_get_extms_support(ssl) != 1)) {
                return PC_NONE;
        }
        return SSL_export_keying_material(ssl, buf, size, label, strlen(label), NULL, 0, 0) == 1
                       ? PC_OK
                       : PC_ERR_TLS_UNSUPPORTED;
}

enum pc_result pc_openssl_digest(const void *ctx, enum pc_hash hash, struct pc_slice data,
                                 uint8_t out[PC_HASH_MAX])
{
        static const EVP_MD *(*const functions[])(void) = {
                [PC_HASH_MD5] = EVP_md5,       [PC_HASH_SHA1] = EVP_sha1,     [PC_HASH_SHA224] = EVP_sha224,
                [PC_HASH_SHA256] = EVP_sha256, [PC_HASH_SHA384] = EVP_sha384, [PC_HASH_SHA512] = EVP_sha512,
        };

        (void)ctx;
        /* A policy such as FIPS may forbid it. */
        return EVP_Digest(data.data, data.len, out, NULL, functions[hash](), NULL) == 1
                       ? PC_OK
                       : PC_ERR_TLS_UNSUPPORTED;
}
