#include "x509/name_constraints.h"

#include "x509/check.h"
#include "x509/field.h"
#include "x509/lazy.h"

#define TAG_PERMITTED PC_TAG_CONTEXT_CONSTRUCTED(0)
#define TAG_EXCLUDED  PC_TAG_CONTEXT_CONSTRUCTED(1)
#define TAG_MINIMUM   PC_TAG_CONTEXT(0)
#define TAG_MAXIMUM   PC_TAG_CONTEXT(1)

/* What stands behind a subtree's base. */
struct counts {
        int64_t minimum, maximum;
        bool has_minimum, has_maximum;
};

/*@ requires \valid(in) && \valid(out) && \separated(in, out) && valid_slice(*in);
    assigns *in, *out;
    ensures \result <= 0;
    ensures \result == PC_OK ==> rest_of(\old(*in), *in) && valid_slice(*in);
*/
static enum pc_result read_counts(struct pc_slice *in, struct counts *out)
{
        static const struct counts none = {0};
        enum pc_result code;

        *out = none;
        code = pc_optional_count(in, TAG_MINIMUM, &out->has_minimum, &out->minimum);
        return code == PC_OK ? pc_optional_count(in, TAG_MAXIMUM, &out->has_maximum, &out->maximum) : code;
}

/* What is irregular in the name is reported nowhere; as an address with a mask it is not even wrong. */
/*@ requires valid_check(c);
    assigns *c;
    ensures \result <= 0 && checked(\result, \old(c->at), c->at);
*/
static enum pc_result check_subtree(struct pc_check *c)
{
        size_t behind;
        struct counts counts;
        enum pc_result code = pc_scope_enter(&c->at, PC_TAG_SEQUENCE, &behind);

        if (code != PC_OK) {
                return code;
        }
        code = pc_general_name_check(c);
        if (code == PC_OK) {
                code = read_counts(&c->at, &counts);
        }
        return pc_scope_leave(&c->at, behind, code);
}

/* What is in a GeneralSubtree. */
/*@ requires valid_slice(fields) && \valid(out);
    assigns *out;
    ensures \result <= 0 || \result == PC_END;
*/
static enum pc_result read_subtree(struct pc_slice fields, struct pc_subtree *out)
{
        struct pc_general_name_iter names = {fields};
        struct counts counts;
        enum pc_result code = pc_general_name_next(&names, &out->base);

        if (code == PC_OK) {
                code = read_counts(&names.rest, &counts);
        }
        if (code == PC_OK) {
                out->has_maximum = counts.has_maximum;
                out->minimum = counts.minimum;
                out->maximum = counts.maximum;
        }
        return code;
}

/*@ requires \valid(it) && \valid(out) && \separated(it, out) && valid_slice(it->rest);
    assigns *it, *out;
    ensures \result <= 0 || \result == PC_END;
    ensures \result == PC_OK ==> follows(\old(it->rest), it->rest) && valid_slice(it->rest);
*/
enum pc_result pc_subtree_next(struct pc_subtree_iter *it, struct pc_subtree *out)
{
        struct pc_slice fields;
        enum pc_result code;

        if (it->rest.len == 0) {
                return PC_END;
        }
        code = pc_der_expect(&it->rest, PC_TAG_SEQUENCE, &fields);
        return code == PC_OK ? read_subtree(fields, out) : code;
}

/*@ requires \valid(in) && valid_slice(*in);
    assigns *in;
    ensures \result <= 0;
*/
static enum pc_result check_subtrees(struct pc_slice *in)
{
        struct pc_check check = {*in, 0};
        enum pc_result code = PC_OK;

        /*@ loop invariant code <= 0 && (code == PC_OK ==> valid_slice(check.at));
            loop assigns code, check;
            loop variant code == PC_OK ? check.at.len + 1 : 0;
        */
        while (code == PC_OK && check.at.len != 0) {
                code = check_subtree(&check);
        }
        *in = check.at;
        return code;
}

/*@ requires \valid(in) && \valid(present) && \valid(out) && \separated(in, present, out) && valid_slice(*in);
    assigns *in, *present, *out;
    ensures \result <= 0;
    ensures \result == PC_OK ==> rest_of(\old(*in), *in) && valid_slice(*in);
*/
static enum pc_result read_subtrees(struct pc_slice *in, uint8_t tag, bool *present,
                                    struct pc_subtree_iter *out)
{
        struct pc_slice rest = *in;
        struct pc_slice list;
        enum pc_result code = pc_der_optional(&rest, tag, &list);

        *present = code == PC_OK;
        if (code != PC_OK) {
                return code == PC_NONE ? PC_OK : code;
        }
        code = pc_read_list(in, tag, &list);
        if (code != PC_OK) {
                return code;
        }
        out->rest = list;
        return pc_leave(in, &list, check_subtrees(&list));
}

/*@ requires \valid(in) && \valid(out) && \separated(in, out) && valid_slice(*in);
    assigns *in, *out;
    ensures \result <= 0;
*/
static enum pc_result read_lists(struct pc_slice *in, struct pc_name_constraints *out)
{
        enum pc_result code = read_subtrees(in, TAG_PERMITTED, &out->has_permitted, &out->permitted);

        return code == PC_OK ? read_subtrees(in, TAG_EXCLUDED, &out->has_excluded, &out->excluded) : code;
}

/*@ requires \valid(in) && \valid(out) && \separated(in, out) && valid_slice(*in);
    assigns *in, *out;
    ensures \result <= 0;
*/
static enum pc_result read_constraints(struct pc_slice *in, struct pc_name_constraints *out)
{
        static const struct pc_name_constraints empty = {0};
        struct pc_slice fields;
        enum pc_result code = pc_der_expect(in, PC_TAG_SEQUENCE, &fields);

        *out = empty;
        if (code == PC_OK) {
                code = pc_leave(in, &fields, read_lists(&fields, out));
        }
        return code == PC_OK ? pc_der_end(*in) : code;
}

/*@ requires \valid(in) && valid_slice(*in);
    assigns *in;
    ensures \result <= 0;
*/
enum pc_result pc_name_constraints_check(struct pc_slice *in)
{
        struct pc_name_constraints constraints;

        return read_constraints(in, &constraints);
}

/*@ requires valid_certificate(cert) && \valid(out);
    assigns *out;
*/
enum pc_result pc_name_constraints(const struct pc_certificate *cert, struct pc_name_constraints *out)
{
        struct pc_slice value;
        enum pc_result code =
                pc_checked_value(cert, PC_EXTENSION_NAME_CONSTRAINTS, pc_name_constraints_check, &value);

        return code == PC_OK ? read_constraints(&value, out) : code;
}
