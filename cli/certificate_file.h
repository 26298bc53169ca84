/* Why the certificates of a file cannot be used. */
#ifndef PC_CLI_CERTIFICATE_FILE_H
#define PC_CLI_CERTIFICATE_FILE_H

#include "x509/diag.h"

/* A message about what reading them gave; errno must still be that of PC_ERR_TLS_FILE. */
void certificate_file_message(const char *path, enum pc_result result, const struct pc_diag *diag);

#endif
