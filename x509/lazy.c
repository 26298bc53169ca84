#include "x509/lazy.h"

enum pc_result pc_checked_value(const struct pc_certificate *cert, enum pc_extension_kind kind,
                                pc_value_check *check, struct pc_slice *value)
{
        struct pc_extension extension;
        enum pc_result code = pc_extension_find(cert, kind, &extension);

        if (code != PC_OK) {
                return code;
        }
        *value = extension.value;
        return check(&extension.value);
}
