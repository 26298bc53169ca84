/*
 * x509/'s own: going into an element and out of it again, for checks (x509/check.h). In line where a compiler
 * goes for speed, one function each where it goes for size, as in asn1/fast.h.
 */
#ifndef PC_X509_SCOPE_H
#define PC_X509_SCOPE_H

#include "asn1/fast.h"

enum pc_result pc_small_scope_enter(struct pc_slice *in, uint8_t tag, struct pc_slice *after);
enum pc_result pc_small_scope_leave(struct pc_slice *in, struct pc_slice after, enum pc_result code);

static inline enum pc_result pc_fast_scope_enter(struct pc_slice *in, uint8_t tag, struct pc_slice *after)
{
        struct pc_slice rest = *in;
        struct pc_slice contents;
        enum pc_result code = pc_fast_expect(&rest, tag, &contents);

        *after = rest;
        if (code == PC_OK) {
                *in = contents;
        }
        return code;
}

static inline enum pc_result pc_fast_scope_leave(struct pc_slice *in, struct pc_slice after,
                                                 enum pc_result code)
{
        if (code == PC_OK) {
                code = pc_fast_end(*in);
        }
        if (code == PC_OK) {
                *in = after;
        }
        return code;
}

/*
 * Goes into the element of the tag 'tag' at the cursor, which runs over its contents from then on; 'after' is
 * what follows it, or the cursor itself on failure.
 */
static inline enum pc_result pc_scope_enter(struct pc_slice *in, uint8_t tag, struct pc_slice *after)
{
        return PC_FAST ? pc_fast_scope_enter(in, tag, after) : pc_small_scope_enter(in, tag, after);
}

/*
 * Ends the scope whose contents were read with the result 'code': they must have been read to their end, and
 * the cursor moves to 'after'. On failure it stays where it is.
 */
static inline enum pc_result pc_scope_leave(struct pc_slice *in, struct pc_slice after, enum pc_result code)
{
        return PC_FAST ? pc_fast_scope_leave(in, after, code) : pc_small_scope_leave(in, after, code);
}

#endif
