/* What a session needs of the files that the options name: whom to trust, and who this end is. */
#ifndef PC_CLI_TLS_FILES_H
#define PC_CLI_TLS_FILES_H

#include "cli/tls_options.h"

struct tls_files {
        struct pc_trust_store *trust;
        struct pc_credentials *own;
};

/* False with a message. tls_files_free is due in any case. */
bool tls_files_load(struct tls_files *files, const struct tls_options *options);
void tls_files_free(struct tls_files *files);

/* A configuration that has all of this, and room for the peer's chain: one connection at a time. */
struct pc_session_config tls_files_config(const struct tls_files *files, const struct tls_options *options,
                                          enum pc_role role);

#endif
