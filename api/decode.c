#include "api/dict.h"
#include "api/getpeercert.h"

enum pc_result pc_decode(struct pc_slice der, struct pc_certificate *cert, struct pc_diag *diag)
{
        struct pc_certificate parsed;
        enum pc_result result = pc_certificate_parse(&parsed, der, diag);

        if (result == PC_OK) {
                result = pc_dict_check(&parsed, diag);
        }
        if (result == PC_OK) {
                *cert = parsed;
        }
        return result;
}
