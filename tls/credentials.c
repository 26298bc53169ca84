#include "tls/credentials.h"

#include <stdlib.h>
#include <string.h>

#include "tls/certificate_file.h"
#include "tls/file.h"
#include "tls/wipe.h"
#include "x509/certificate.h"

/* The two files as they were read, with what they hold decoded in place. */
struct pc_credentials {
        struct pc_slice files[2];
        struct pc_slice *chain;
        size_t count;
        struct pc_slice key;
};

static enum pc_result add_certificate(void *ctx, struct pc_slice der, struct pc_diag *diag)
{
        struct pc_credentials *credentials = ctx;
        struct pc_certificate cert;
        struct pc_slice *chain;
        const enum pc_result result = pc_certificate_parse(&cert, der, diag);

        if (result != PC_OK) {
                return result;
        }
        chain = realloc(credentials->chain, (credentials->count + 1) * sizeof *chain);
        if (chain == NULL) {
                return PC_ERR_TLS_MEMORY;
        }
        credentials->chain = chain;
        chain[credentials->count++] = der;
        return PC_OK;
}

static bool is_key(const struct pc_pem_block *block)
{
        static const char *const labels[] = {"PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY"};

        for (size_t i = 0; i < sizeof labels / sizeof labels[0]; i++) {
                if (pc_pem_block_is(block, labels[i])) {
                        return true;
                }
        }
        return false;
}

/* The first private key of a file. An encrypted one is none, or, with the headers of RFC 1421, no base64. */
static enum pc_result read_key(struct pc_slice octets, struct pc_slice *key, struct pc_diag *diag)
{
        struct pc_pem_block block;

        if (octets.len != 0 && octets.data[0] == PC_TAG_SEQUENCE) {
                *key = octets;
                return PC_OK;
        }
        while (pc_pem_next(&octets, &block) == PC_OK) {
                if (is_key(&block) && pc_pem_decode_in_place(block.body, key, NULL) == PC_OK) {
                        return PC_OK;
                }
        }
        return pc_certificate_file_refuse(PC_ERR_TLS_CONFIG, 0, 0, diag);
}

static enum pc_result load(struct pc_credentials *credentials, const char *certificates, const char *key,
                           struct pc_diag *diag)
{
        enum pc_result result = pc_file_read(certificates, &credentials->files[0]);

        if (result == PC_OK && key != NULL) {
                result = pc_file_read(key, &credentials->files[1]);
        }
        if (result != PC_OK) {
                return pc_certificate_file_refuse(result, 0, 0, diag);
        }
        result = pc_certificate_file_each(credentials->files[0], add_certificate, credentials, diag);
        if (result != PC_OK) {
                return result;
        }
        return read_key(credentials->files[key != NULL ? 1 : 0], &credentials->key, diag);
}

enum pc_result pc_credentials_load(struct pc_credentials **out, const char *certificates, const char *key,
                                   struct pc_diag *diag)
{
        struct pc_credentials *credentials = calloc(1, sizeof *credentials);
        enum pc_result result;

        if (credentials == NULL) {
                return pc_certificate_file_refuse(PC_ERR_TLS_MEMORY, 0, 0, diag);
        }
        result = load(credentials, certificates, key, diag);
        if (result != PC_OK) {
                pc_credentials_free(credentials);
                return result;
        }
        *out = credentials;
        return PC_OK;
}

void pc_credentials_free(struct pc_credentials *credentials)
{
        if (credentials == NULL) {
                return;
        }
        for (size_t i = 0; i < 2; i++) {
                pc_wipe_free(credentials->files[i]);
        }
        free(credentials->chain);
        free(credentials);
}

size_t pc_credentials_count(const struct pc_credentials *credentials)
{
        return credentials->count;
}

struct pc_slice pc_credentials_certificate(const struct pc_credentials *credentials, size_t i)
{
        return credentials->chain[i];
}

struct pc_slice pc_credentials_key(const struct pc_credentials *credentials)
{
        return credentials->key;
}
