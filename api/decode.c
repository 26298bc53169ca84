#include <string.h>

#include "api/dict.h"
#include "api/getpeercert.h"

enum pc_result pc_decode(struct pc_slice der, struct pc_certificate *cert, struct pc_diag *diag)
{
        enum pc_result result = pc_certificate_parse(cert, der, diag);

        if (result == PC_OK) {
                result = pc_dict_check(cert, diag);
                if (result != PC_OK) {
                        memset(cert, 0, sizeof *cert);
                }
        }
        return result;
}
