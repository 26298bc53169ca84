#include "x509/oid_name.h"

#include <string.h>

#include "x509/oid_table.h"

/* The name of entry 'i', whose OBJECT IDENTIFIER has 'len' octets. */
static const char *entry_name(size_t i, size_t len)
{
        return (const char *)&oid_octets[oid_entry[i] + len];
}

/* X.520's attribute types, which names are made of, are found without a search. */
static const char *attribute_name(uint8_t last)
{
        if (last >= OID_ATTRIBUTES || oid_attribute[last] == 0) {
                return NULL;
        }
        return entry_name((size_t)OID_ATTRIBUTE_FIRST + oid_attribute[last] - 1, 3);
}

static const char *search(struct pc_slice oid)
{
        size_t low = oid_group[oid.len];
        size_t high = oid_group[oid.len + 1];

        while (low < high) {
                const size_t middle = low + (high - low) / 2;
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
        return NULL;
}

const char *pc_oid_name(struct pc_slice oid)
{
        if (oid.len == 0 || oid.len > OID_LONGEST) {
                return NULL;
        }
        if (oid.len == 3 && oid.data[0] == 0x55 && oid.data[1] == 0x04) {
                return attribute_name(oid.data[2]);
        }
        return search(oid);
}
