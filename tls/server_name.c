#include "tls/server_name.h"

#include "tls/vector.h"

#define HOST_NAME 0

static bool has_zero(struct pc_slice octets)
{
        for (size_t i = 0; i < octets.len; i++) {
                if (octets.data[i] == 0) {
                        return true;
                }
        }
        return false;
}

bool pc_server_name_read(struct pc_slice extension, struct pc_slice *name)
{
        struct pc_slice list;
        struct pc_slice host;

        if (!pc_vector_take(&extension, 2, &list) || extension.len != 0 || list.len == 0 ||
            list.data[0] != HOST_NAME) {
                return false;
        }
        list.data++;
        list.len--;
        if (!pc_vector_take(&list, 2, &host) || list.len != 0 || host.len == 0 ||
            host.len > PC_SERVER_NAME_MAX || has_zero(host)) {
                return false;
        }
        *name = host;
        return true;
}

bool pc_server_name_find(struct pc_slice hello, struct pc_slice *name)
{
        const struct pc_slice none = {NULL, 0};
        struct pc_slice list = none;
        struct pc_slice skipped;
        struct pc_slice extension;

        if (!pc_vector_take(&hello, 2, &skipped) || !pc_vector_take(&hello, 1, &skipped) ||
            (hello.len != 0 && !pc_vector_take(&hello, 2, &list)) || hello.len != 0) {
                return false;
        }
        if (pc_extension_take(&list, PC_SERVER_NAME_TYPE, &extension)) {
                /* RFC 5246 7.4.1.4: not more than one of a type. */
                return !pc_extension_take(&list, PC_SERVER_NAME_TYPE, &skipped) && list.len == 0 &&
                       pc_server_name_read(extension, name);
        }
        if (list.len != 0) {
                return false;
        }
        *name = none;
        return true;
}
