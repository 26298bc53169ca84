#include "asn1/integer.h"

/* X.690 8.2.1 */
enum pc_result pc_boolean_read(struct pc_slice content, bool *out)
{
        if (content.len != 1) {
                return PC_ERR_DER_BOOLEAN;
        }
        *out = content.data[0] != 0;
        return PC_OK;
}
