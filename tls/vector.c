#include "tls/vector.h"

#define TYPE 2

bool pc_vector_take(struct pc_slice *in, size_t width, struct pc_slice *out)
{
        size_t len = 0;

        if (in->len < width) {
                return false;
        }
        for (size_t i = 0; i < width; i++) {
                len = len << 8 | in->data[i];
        }
        if (len > in->len - width) {
                return false;
        }
        out->data = in->data + width;
        out->len = len;
        in->data += width + len;
        in->len -= width + len;
        return true;
}

bool pc_extension_take(struct pc_slice *list, unsigned wanted, struct pc_slice *data)
{
        while (list->len >= TYPE) {
                const unsigned type = (unsigned)list->data[0] << 8 | list->data[1];
                struct pc_slice rest = {list->data + TYPE, list->len - TYPE};
                struct pc_slice found;

                if (!pc_vector_take(&rest, 2, &found)) {
                        return false;
                }
                *list = rest;
                if (type == wanted) {
                        *data = found;
                        return true;
                }
        }
        return false;
}
