/*
 * x509/'s own: going into an element and out of it again, for checks (x509/check.h). In line where a compiler
 * goes for speed, one function each where it goes for size, as in asn1/fast.h.
 */
#ifndef PC_X509_SCOPE_H
#define PC_X509_SCOPE_H

#include "asn1/fast.h"

/*@ // 'scope' is the contents of the element that 'before' starts with, and 'behind' octets follow it.
    predicate entered(struct pc_slice before, struct pc_slice scope, integer behind) =
        valid_slice(scope) && 0 <= behind && scope.len + behind + 2 <= before.len &&
        scope.data == before.data + (before.len - behind - scope.len);
*/

enum pc_result pc_small_scope_enter(struct pc_slice *in, uint8_t tag, size_t *behind);
enum pc_result pc_small_scope_leave(struct pc_slice *in, size_t behind, enum pc_result code);

/*@ requires \valid(in) && \valid(behind) && \separated(in, behind) && valid_slice(*in);
    assigns *in, *behind;
    ensures \result <= 0;
    ensures \result == PC_OK ==> entered(\old(*in), *in, *behind);
    ensures \result != PC_OK ==> *in == \old(*in);
*/
PC_INLINE enum pc_result pc_fast_scope_enter(struct pc_slice *in, uint8_t tag, size_t *behind)
{
        struct pc_slice contents;
        enum pc_result code = pc_fast_expect(in, tag, &contents);

        *behind = in->len;
        if (code == PC_OK) {
                *in = contents;
        }
        return code;
}

/* The same where the element is mostly one of 256 octets or more. */
/*@ requires \valid(in) && \valid(behind) && \separated(in, behind) && valid_slice(*in);
    assigns *in, *behind;
    ensures \result <= 0;
    ensures \result == PC_OK ==> entered(\old(*in), *in, *behind);
    ensures \result != PC_OK ==> *in == \old(*in);
*/
PC_INLINE enum pc_result pc_fast_scope_enter_long(struct pc_slice *in, uint8_t tag, size_t *behind)
{
        struct pc_slice contents;
        enum pc_result code = pc_fast_expect_long(in, tag, &contents);

        *behind = in->len;
        if (code == PC_OK) {
                *in = contents;
        }
        return code;
}

/* A cursor at its scope's end stands where what is behind the scope begins. */
/*@ requires \valid(in);
    assigns in->len;
    ensures \result == (code != PC_OK ? code : \old(in->len) == 0 ? PC_OK : PC_ERR_DER_EXTRA);
    ensures in->len == (\result == PC_OK ? behind : \old(in->len));
*/
PC_INLINE enum pc_result pc_fast_scope_leave(struct pc_slice *in, size_t behind, enum pc_result code)
{
        if (code == PC_OK) {
                code = pc_fast_end(*in);
        }
        if (code == PC_OK) {
                in->len = behind;
        }
        return code;
}

/*
 * Goes into the element of the tag 'tag' at the cursor, which runs over its contents from then on; 'behind' is
 * how many octets follow it.
 */
/*@ requires \valid(in) && \valid(behind) && \separated(in, behind) && valid_slice(*in);
    assigns *in, *behind;
    ensures \result <= 0;
    ensures \result == PC_OK ==> entered(\old(*in), *in, *behind);
    ensures \result != PC_OK ==> *in == \old(*in);
*/
PC_INLINE enum pc_result pc_scope_enter(struct pc_slice *in, uint8_t tag, size_t *behind)
{
        return PC_FAST ? pc_fast_scope_enter(in, tag, behind) : pc_small_scope_enter(in, tag, behind);
}

/* The same where the element is mostly one of 256 octets or more. */
/*@ requires \valid(in) && \valid(behind) && \separated(in, behind) && valid_slice(*in);
    assigns *in, *behind;
    ensures \result <= 0;
    ensures \result == PC_OK ==> entered(\old(*in), *in, *behind);
    ensures \result != PC_OK ==> *in == \old(*in);
*/
PC_INLINE enum pc_result pc_scope_enter_long(struct pc_slice *in, uint8_t tag, size_t *behind)
{
        return PC_FAST ? pc_fast_scope_enter_long(in, tag, behind) : pc_small_scope_enter(in, tag, behind);
}

/*
 * Ends the scope whose contents were read with the result 'code': they must have been read to their end, and
 * the cursor runs over the 'behind' octets that follow. On failure it stays where it is.
 */
/*@ requires \valid(in);
    assigns in->len;
    ensures \result == (code != PC_OK ? code : \old(in->len) == 0 ? PC_OK : PC_ERR_DER_EXTRA);
    ensures in->len == (\result == PC_OK ? behind : \old(in->len));
*/
PC_INLINE enum pc_result pc_scope_leave(struct pc_slice *in, size_t behind, enum pc_result code)
{
        return PC_FAST ? pc_fast_scope_leave(in, behind, code) : pc_small_scope_leave(in, behind, code);
}

#endif
