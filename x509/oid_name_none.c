/* In place of oid_name.c for the build option oid_names=none. */
#include "x509/oid_name.h"

/*@ assigns \result \from \nothing;
    ensures \result == \null;
*/
const char *pc_oid_name(struct pc_slice oid)
{
        (void)oid;
        return NULL;
}

/*@ assigns \result \from oid;
    ensures \result.len == 0;
*/
struct pc_slice pc_oid_name_padded(struct pc_slice oid)
{
        oid.len = 0;
        return oid;
}
