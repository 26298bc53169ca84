#include "cli/certificate_file.h"

#include <errno.h>
#include <string.h>

#include "cli/message.h"

void certificate_file_message(const char *path, enum pc_result result, const struct pc_diag *diag)
{
        const char *field = pc_field_path(diag->field);

        if (result == PC_ERR_TLS_FILE) {
                message("%s: %s", path, strerror(errno));
        } else if (result == PC_ERR_TLS_NO_CERTIFICATE) {
                message("%s: contains no certificate", path);
        } else {
                message("%s: certificate %zu: %s%s%s at byte %zu", path, diag->entry + 1, field,
                        *field != '\0' ? ": " : "", pc_strerror(result), diag->offset);
        }
}
