#include "cli/tls_files.h"

#include <string.h>
#include <unistd.h>

#include "cli/certificate_file.h"
#include "cli/trust.h"

/* The certificates of a chain, which OpenSSL caps at 100 KiB. */
#define CHAIN_SIZE 262144

static bool own_load(struct tls_files *files, const struct tls_options *options)
{
        struct pc_diag diag = {PC_OK, 0, PC_FIELD_NONE, 0, 0, 0};
        const enum pc_result result = pc_credentials_load(&files->own, options->cert, options->key, &diag);
        const char *key = options->key != NULL ? options->key : options->cert;

        if (result == PC_ERR_TLS_CONFIG) {
                message("%s: contains no private key, or none that is not encrypted", key);
        } else if (result == PC_ERR_TLS_FILE && access(options->cert, R_OK) == 0) {
                certificate_file_message(key, result, &diag);
        } else if (result != PC_OK) {
                certificate_file_message(options->cert, result, &diag);
        }
        return result == PC_OK;
}

bool tls_files_load(struct tls_files *files, const struct tls_options *options)
{
        files->trust = NULL;
        files->own = NULL;
        if (options->cert != NULL && !own_load(files, options)) {
                return false;
        }
        return options->verify == PC_VERIFY_NONE ||
               trust_load(&files->trust, options->cafile, options->capath);
}

void tls_files_free(struct tls_files *files)
{
        pc_trust_store_free(files->trust);
        pc_credentials_free(files->own);
}

struct pc_session_config tls_files_config(const struct tls_files *files, const struct tls_options *options,
                                          enum pc_role role)
{
        static uint8_t chain[CHAIN_SIZE];
        struct pc_session_config config;

        memset(&config, 0, sizeof config);
        config.role = role;
        config.verify = options->verify;
        config.trust = files->trust;
        config.own = files->own;
        config.protocol_max = options->protocol_max;
        config.chain = chain;
        config.chain_size = sizeof chain;
        return config;
}
