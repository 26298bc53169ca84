#include "x509/oid_name.h"

#include <string.h>

#include "x509/oid_table_full.h"

/*@ // In the table with so many octets behind it, for the writers.
    predicate padded(integer begin, integer len) =
        0 <= begin && 0 <= len && begin + len + PC_OID_NAME_PADDED <= sizeof(oid_octets);

    // Entry 'i' is the contents octets, 'len' of them, and the name with its NUL.
    predicate is_entry(integer i, integer len) =
        0 <= i && (i + 2) * sizeof(oid_entry[0]) <= sizeof(oid_entry) && oid_entry[i] + len < oid_entry[i + 1] &&
        padded(0, oid_entry[i + 1]);

    predicate is_name(struct pc_slice name) =
        valid_slice(name) &&
        (name.data == \null ? name.len == 0 : \valid_read(name.data + (0 .. PC_OID_NAME_PADDED - 1)));
*/

/* The name of entry 'i', whose OBJECT IDENTIFIER has 'len' octets. */
/*@ requires is_entry(i, len);
    assigns \nothing;
    ensures is_name(\result);
*/
static struct pc_slice entry_name(size_t i, size_t len)
{
        const size_t begin = oid_entry[i] + len;
        const struct pc_slice name = {&oid_octets[begin], oid_entry[i + 1] - begin - 1};

        return name;
}

/* X.520's attribute types, which names are made of, are found without a search. */
/*@ assigns \nothing;
    ensures is_name(\result);
*/
static struct pc_slice attribute_name(uint8_t last)
{
        struct pc_slice name = {NULL, 0};

        if (last < OID_ATTRIBUTES && oid_attribute[last].len > 0) {
                /* script/oid_table writes no other table */
                //@ admit padded(oid_attribute[last].begin, oid_attribute[last].len);
                name.data = &oid_octets[oid_attribute[last].begin];
                name.len = oid_attribute[last].len;
        }
        return name;
}

/*@ requires valid_slice(oid) && 0 < oid.len <= OID_LONGEST;
    assigns \nothing;
    ensures is_name(\result);
*/
static struct pc_slice search(struct pc_slice oid)
{
        const struct pc_slice none = {NULL, 0};
        size_t low = oid_group[oid.len];
        size_t high = oid_group[oid.len + 1];

        /* script/oid_table writes no other table */
        //@ admit \forall integer i; low <= i < high ==> is_entry(i, oid.len);
        /*@ loop invariant oid_group[oid.len] <= low <= 0xFFFF && high <= oid_group[oid.len + 1];
            loop assigns low, high;
            loop variant high - low;
        */
        while (low < high) {
                const size_t middle = low + (high - low) / 2;
                //@ assert is_entry(middle, oid.len);
                const int order = memcmp(oid.data, &oid_octets[oid_entry[middle]], oid.len);

                if (order == 0) {
                        return entry_name(middle, oid.len);
                }
                if (order < 0) {
                        high = middle;
                } else {
                        low = middle + 1;
                }
        }
        return none;
}

/*@ requires valid_slice(oid);
    assigns \nothing;
    ensures is_name(\result);
*/
struct pc_slice pc_oid_name_padded(struct pc_slice oid)
{
        const struct pc_slice none = {NULL, 0};

        if (oid.len == 3 && oid.data[0] == 0x55 && oid.data[1] == 0x04) {
                return attribute_name(oid.data[2]);
        }
        return oid.len == 0 || oid.len > OID_LONGEST ? none : search(oid);
}

/*@ requires valid_slice(oid);
    assigns \result \from oid;
*/
const char *pc_oid_name(struct pc_slice oid)
{
        return (const char *)pc_oid_name_padded(oid).data;
}
