#include "cli/trust.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/certificate_file.h"
#include "cli/message.h"

/* Where systems keep them: Debian, Fedora, Alpine and the BSDs. */
static const char *const system_files[] = {
        "/etc/ssl/certs/ca-certificates.crt",
        "/etc/pki/tls/certs/ca-bundle.crt",
        "/etc/ssl/cert.pem",
};
static const char system_directory[] = "/etc/ssl/certs";

static const char *system_file(void)
{
        const char *named = getenv("SSL_CERT_FILE");
        size_t i;

        if (named != NULL) {
                return named;
        }
        for (i = 0; i < sizeof system_files / sizeof system_files[0]; i++) {
                if (access(system_files[i], R_OK) == 0) {
                        return system_files[i];
                }
        }
        return NULL;
}

static bool add_file(struct pc_trust_store *store, const char *path)
{
        struct pc_diag diag = {PC_OK, 0, PC_FIELD_NONE, 0, 0, 0};
        const enum pc_result result = pc_trust_store_add_file(store, path, &diag);

        if (result != PC_OK) {
                certificate_file_message(path, result, &diag);
        }
        return result == PC_OK;
}

static bool add_directory(struct pc_trust_store *store, const char *path)
{
        const enum pc_result result = pc_trust_store_add_directory(store, path);

        if (result != PC_OK) {
                message("%s: %s", path, result == PC_ERR_TLS_FILE ? strerror(errno) : pc_strerror(result));
        }
        return result == PC_OK;
}

bool trust_load(struct pc_trust_store **out, const char *cafile, const char *capath)
{
        *out = NULL;
        if (pc_trust_store_new(out) != PC_OK) {
                message("%s", pc_strerror(PC_ERR_TLS_MEMORY));
                return false;
        }
        if (cafile == NULL && capath == NULL) {
                cafile = system_file();
                capath = getenv("SSL_CERT_DIR");
                if (cafile == NULL && capath == NULL) {
                        capath = system_directory;
                }
        }
        if ((cafile != NULL && !add_file(*out, cafile)) || (capath != NULL && !add_directory(*out, capath))) {
                return false;
        }
        if (pc_trust_store_count(*out) == 0) {
                message("no trusted certificate was found; --cafile names a file of them");
                return false;
        }
        return true;
}
