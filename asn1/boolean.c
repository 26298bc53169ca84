#include "asn1/integer.h"

/* X.690 8.2.1 */
/*@ requires valid_slice(content) && \valid(out);
    assigns *out;
    ensures \result == (content.len == 1 ? PC_OK : PC_ERR_DER_BOOLEAN);
    ensures \result == PC_OK ==> (*out <==> \old(content.data[0]) != 0);
    ensures \result != PC_OK ==> *out == \old(*out);
*/
enum pc_result pc_boolean_read(struct pc_slice content, bool *out)
{
        if (content.len != 1) {
                return PC_ERR_DER_BOOLEAN;
        }
        *out = content.data[0] != 0;
        return PC_OK;
}
