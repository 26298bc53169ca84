/* In place of oid_name.c for the build option oid_names=common. */
#include "x509/oid_name.h"

#include <string.h>

#include "x509/oid_table_common.h"

/*@ // A table can be walked from octet 'i' on: in a name where 'inside' is 1, else before so many entries of a run.
    predicate walk(uint8_t *runs, integer i, integer left, integer inside) =
        0 <= i < sizeof(oid_runs) &&
        (inside == 1 ? walk(runs, i + 1, left, runs[i] != 0 ? 1 : 0)
         : left > 0  ? walk(runs, i + 1, left - 1, 1)
                     : runs[i] == 0 || (i + 1 + runs[i] < sizeof(oid_runs) &&
                                        walk(runs, i + 2 + runs[i], runs[i + 1 + runs[i]], 0)));
*/

/*@ requires valid_slice(oid);
    assigns \result \from oid;
*/
const char *pc_oid_name(struct pc_slice oid)
{
        size_t at = 0;
        unsigned left;

        /* script/oid_table writes no other table */
        //@ admit walk(&oid_runs[0], 0, 0, 0);
        /*@ loop invariant walk(&oid_runs[0], at, 0, 0);
            loop assigns at, left;
            loop variant sizeof(oid_runs) - at;
        */
        while (oid_runs[at] != 0) {
                const size_t len = oid_runs[at++];
                const bool same = oid.len == len + 1 && memcmp(oid.data, &oid_runs[at], len) == 0;

                at += len;
                left = oid_runs[at++];
                /*@ loop invariant walk(&oid_runs[0], at, left, 0) && \at(at, LoopEntry) <= at;
                    loop assigns at, left;
                    loop variant left;
                */
                for (; left > 0; left--) {
                        if (same && oid_runs[at] == oid.data[len]) {
                                return (const char *)&oid_runs[at + 1];
                        }
                        /*@ loop invariant walk(&oid_runs[0], at + 1, left - 1, 1) && \at(at, LoopEntry) <= at;
                            loop assigns at;
                            loop variant sizeof(oid_runs) - at;
                        */
                        do {
                                at++;
                        } while (oid_runs[at] != 0);
                        at++;
                }
        }
        return NULL;
}

/*@ requires valid_slice(oid);
    assigns \nothing;
*/
struct pc_slice pc_oid_name_padded(struct pc_slice oid)
{
        const char *name = pc_oid_name(oid);
        struct pc_slice octets = {(const uint8_t *)name, 0};

        if (name != NULL) {
                /* the names in the table end with a NUL */
                //@ admit valid_read_string(name);
                octets.len = strlen(name);
        }
        return octets;
}
