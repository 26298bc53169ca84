#include "x509/integer_list.h"

#include "x509/field.h"

enum pc_result pc_integer_next(struct pc_integer_iter *it, struct pc_slice *content)
{
        if (it->rest.len == 0) {
                return PC_END;
        }
        return pc_read_tagged_integer(&it->rest, PC_TAG_INTEGER, content);
}

static enum pc_result check_each(struct pc_slice *in, struct pc_slice *content)
{
        enum pc_result code = PC_OK;

        while (code == PC_OK && in->len != 0) {
                code = pc_read_tagged_integer(in, PC_TAG_INTEGER, content);
        }
        return code;
}

enum pc_result pc_integers_check(struct pc_slice *in)
{
        struct pc_slice content;

        return check_each(in, &content);
}
