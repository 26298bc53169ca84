#include "x509/integer_list.h"

#include "asn1/integer.h"
#include "x509/field.h"

/*@ requires \valid(it) && \valid(content) && \separated(it, content) && valid_slice(it->rest);
    assigns *it, *content;
    ensures \result <= 0 || \result == PC_END;
    ensures \result != PC_OK ==> *it == \old(*it) && *content == \old(*content);
    ensures \result == PC_OK ==> splits(\old(it->rest), *content, it->rest) && valid_integer(*content) && valid_slice(it->rest);
*/
enum pc_result pc_integer_next(struct pc_integer_iter *it, struct pc_slice *content)
{
        if (it->rest.len == 0) {
                return PC_END;
        }
        return pc_read_tagged_integer(&it->rest, PC_TAG_INTEGER, content);
}

/*@ requires \valid(in) && \valid(content) && \separated(in, content) && valid_slice(*in);
    assigns *in, *content;
    ensures \result <= 0 && valid_slice(*in);
*/
static enum pc_result check_each(struct pc_slice *in, struct pc_slice *content)
{
        enum pc_result code = PC_OK;

        /*@ loop invariant code <= 0 && valid_slice(*in);
            loop assigns code, *in, *content;
            loop variant code == PC_OK ? in->len + 1 : 0;
        */
        while (code == PC_OK && in->len != 0) {
                code = pc_read_tagged_integer(in, PC_TAG_INTEGER, content);
        }
        return code;
}

/*@ requires \valid(in) && valid_slice(*in);
    assigns *in;
    ensures \result <= 0 && valid_slice(*in);
*/
enum pc_result pc_integers_check(struct pc_slice *in)
{
        struct pc_slice content;

        return check_each(in, &content);
}
