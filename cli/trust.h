/* The certification authorities that connections are verified with. */
#ifndef PC_CLI_TRUST_H
#define PC_CLI_TRUST_H

#include <stdbool.h>

#include "tls/trust_store.h"

/*
 * Reads the file and the directory, each of which may be NULL; with neither, those that SSL_CERT_FILE and
 * SSL_CERT_DIR name, and by default the system's. False with a message. 'out' is to be freed in any case.
 */
bool trust_load(struct pc_trust_store **out, const char *cafile, const char *capath);

#endif
