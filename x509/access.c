#include "x509/access.h"

#include "asn1/fast.h"
#include "x509/check.h"
#include "x509/extension_shape.h"

/*@ requires valid_check(c);
    assigns *c;
    ensures \result <= 0 && checked(\result, \old(c->at), c->at);
*/
static enum pc_result check_access(struct pc_check *c)
{
        size_t behind;
        struct pc_slice method;
        enum pc_result code = pc_wrong_form(pc_scope_enter(&c->at, PC_TAG_SEQUENCE, &behind));

        if (code != PC_OK) {
                return code;
        }
        code = pc_read_oid(&c->at, &method);
        if (code == PC_OK) {
                code = pc_general_name_check(c);
        }
        return pc_scope_leave(&c->at, behind, code);
}

/*@ requires valid_check(c);
    assigns *c;
    ensures \result <= 0 && checked(\result, \old(c->at), c->at);
*/
enum pc_result pc_access_check(struct pc_check *c)
{
        size_t behind;
        enum pc_result code = pc_list_enter(c, PC_TAG_SEQUENCE, &behind);

        if (code != PC_OK) {
                return code;
        }
        /*@ loop invariant code <= 0;
            loop invariant code == PC_OK ==> rest_of(\at(c->at, LoopEntry), c->at);
            loop assigns code, *c;
            loop variant code == PC_OK ? c->at.len + 1 : 0;
        */
        while (code == PC_OK && c->at.len != 0) {
                code = PC_FAST && pc_shape_take_accesses(&c->at) ? PC_OK : check_access(c);
        }
        return pc_scope_leave(&c->at, behind, code);
}

/*@ requires \valid(it) && \valid(out) && \separated(it, out) && valid_slice(it->rest);
    assigns *it, *out;
    ensures \result <= 0 || \result == PC_END;
    ensures \result == PC_OK ==> follows(\old(it->rest), it->rest) && valid_slice(it->rest) &&
            valid_slice(out->method) && valid_general_name(out->location);
*/
enum pc_result pc_access_next(struct pc_access_iter *it, struct pc_access *out)
{
        struct pc_general_name_iter location;
        enum pc_result code;

        if (it->rest.len == 0) {
                return PC_END;
        }
        code = pc_fast_expect(&it->rest, PC_TAG_SEQUENCE, &location.rest);
        if (code == PC_OK) {
                code = pc_fast_expect(&location.rest, PC_TAG_OID, &out->method);
        }
        return code == PC_OK ? pc_general_name_next(&location, &out->location) : code;
}
