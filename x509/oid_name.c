#include "x509/oid_name.h"

#include <string.h>

#include "x509/oid_table_full.h"

/* The name of entry 'i', whose OBJECT IDENTIFIER has 'len' octets. */
static struct pc_slice entry_name(size_t i, size_t len)
{
        const size_t begin = oid_entry[i] + len;
        const struct pc_slice name = {&oid_octets[begin], oid_entry[i + 1] - begin - 1};

        return name;
}

/* X.520's attribute types, which names are made of, are found without a search. */
static struct pc_slice attribute_name(uint8_t last)
{
        struct pc_slice name = {NULL, 0};

        if (last < OID_ATTRIBUTES && oid_attribute[last].len > 0) {
                name.data = &oid_octets[oid_attribute[last].begin];
                name.len = oid_attribute[last].len;
        }
        return name;
}

static struct pc_slice search(struct pc_slice oid)
{
        const struct pc_slice none = {NULL, 0};
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
        return none;
}

struct pc_slice pc_oid_name_padded(struct pc_slice oid)
{
        const struct pc_slice none = {NULL, 0};

        if (oid.len == 3 && oid.data[0] == 0x55 && oid.data[1] == 0x04) {
                return attribute_name(oid.data[2]);
        }
        return oid.len == 0 || oid.len > OID_LONGEST ? none : search(oid);
}

const char *pc_oid_name(struct pc_slice oid)
{
        return (const char *)pc_oid_name_padded(oid).data;
}
