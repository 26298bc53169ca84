/* In place of oid_name.c for the build option oid_names=common. */
#include "x509/oid_name.h"

#include <string.h>

#include "x509/oid_table_common.h"

const char *pc_oid_name(struct pc_slice oid)
{
        const uint8_t *at = oid_runs;
        uint8_t left;

        while (*at != 0) {
                const size_t len = *at++;
                const bool same = oid.len == len + 1 && memcmp(oid.data, at, len) == 0;

                at += len;
                for (left = *at++; left > 0; left--) {
                        const char *name = (const char *)at + 1;

                        if (same && *at == oid.data[len]) {
                                return name;
                        }
                        at += strlen(name) + 2;
                }
        }
        return NULL;
}

struct pc_slice pc_oid_name_padded(struct pc_slice oid)
{
        const char *name = pc_oid_name(oid);
        struct pc_slice octets = {(const uint8_t *)name, name == NULL ? 0 : strlen(name)};

        return octets;
}
