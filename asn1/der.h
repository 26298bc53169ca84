/*
 * Reader for the Distinguished Encoding Rules (X.690).
 *
 * A slice by value is looked at, a slice by pointer is a cursor that gets consumed. When a reader fails, its
 * cursor and its outputs are as they were, so the cursor stands where the error is. All that is handed out
 * are views into the input; nothing is copied.
 */
#ifndef PC_ASN1_DER_H
#define PC_ASN1_DER_H

#include <stdbool.h>
#include <stdint.h>

#include "asn1/result.h"

#ifdef __cplusplus
extern "C" {
#endif

/* 'len' octets at 'data'. 'data' may be NULL only where 'len' is 0. */
struct pc_slice {
        const uint8_t *data;
        size_t len;
};

/*@ predicate valid_slice(struct pc_slice s) = s.len == 0 || \valid_read(s.data + (0 .. s.len - 1));

    // One data value at the start of 'before': at least two octets of header, its contents, then 'after'.
    predicate splits(struct pc_slice before, struct pc_slice content, struct pc_slice after) =
        content.data == before.data + (before.len - after.len - content.len) &&
        after.data == content.data + content.len && content.len + after.len + 2 <= before.len;

    // 'after' is what is left of 'before', which has given something.
    predicate follows(struct pc_slice before, struct pc_slice after) =
        after.len < before.len && after.data == before.data + (before.len - after.len);

    // The same where it may have given nothing.
    predicate rest_of(struct pc_slice before, struct pc_slice after) =
        after.len <= before.len && after.data == before.data + (before.len - after.len);

    // 'part' lies in 'whole'.
    predicate part_of(struct pc_slice whole, struct pc_slice part) =
        valid_slice(part) && 0 <= part.data - whole.data && part.data - whole.data + part.len <= whole.len &&
        part.data == whole.data + (part.data - whole.data);

    // Where a check stands that began at 'before': on success behind what it took.
    predicate checked(integer code, struct pc_slice before, struct pc_slice after) =
        code == PC_OK ==> follows(before, after);

    // The unsigned number that 'n' octets at 'p' stand for.
    logic integer big_endian(uint8_t *p, integer n) = n <= 0 ? 0 : 256 * big_endian(p, n - 1) + p[n - 1];
*/

/* One data value. */
struct pc_element {
        uint8_t tag;             /* identifier octet: class, constructed bit, number (X.690 8.1.2) */
        struct pc_slice content; /* its contents octets */
};

/* Identifier octets. The constructed bit is a part of the tag: 0x10 is never taken for 0x30. */
#define PC_TAG_CLASS 0xC0u
#define PC_TAG_CONSTRUCTED 0x20u
#define PC_TAG_NUMBER 0x1Fu
#define PC_TAG_BOOLEAN 0x01u
#define PC_TAG_INTEGER 0x02u
#define PC_TAG_BIT_STRING 0x03u
#define PC_TAG_OCTET_STRING 0x04u
#define PC_TAG_NULL 0x05u
#define PC_TAG_OID 0x06u
#define PC_TAG_ENUMERATED 0x0Au
#define PC_TAG_UTF8_STRING 0x0Cu
#define PC_TAG_NUMERIC_STRING 0x12u
#define PC_TAG_PRINTABLE_STRING 0x13u
#define PC_TAG_T61_STRING 0x14u
#define PC_TAG_IA5_STRING 0x16u
#define PC_TAG_UTC_TIME 0x17u
#define PC_TAG_GENERALIZED_TIME 0x18u
#define PC_TAG_VISIBLE_STRING 0x1Au
#define PC_TAG_UNIVERSAL_STRING 0x1Cu
#define PC_TAG_BMP_STRING 0x1Eu
#define PC_TAG_SEQUENCE 0x30u
#define PC_TAG_SET 0x31u
#define PC_TAG_CONTEXT(n) (0x80u | (n))
#define PC_TAG_CONTEXT_CONSTRUCTED(n) (0xA0u | (n))

/*
 * Reads the next data value, whatever its tag.
 *
 * Fails with PC_ERR_DER_TRUNCATED, _INDEFINITE, _LENGTH, _HIGH_TAG or _EOC. A length that runs past the input
 * is TRUNCATED even when it is not minimal; so is an indefinite length on a primitive, which no rules allow.
 */
enum pc_result pc_der_read(struct pc_slice *in, struct pc_element *out) PC_MUST_USE;

/*
 * Reads the next data value, which must have the tag 'tag', and gives its contents octets.
 *
 * Fails as pc_der_read does, though never with _EOC, and with PC_ERR_DER_TAG, or PC_ERR_DER_CONSTRUCTED or
 * PC_ERR_DER_PRIMITIVE where nothing but the constructed bit is wrong.
 */
enum pc_result pc_der_expect(struct pc_slice *in, uint8_t tag, struct pc_slice *content) PC_MUST_USE;

/*
 * Like pc_der_expect where the element is OPTIONAL: PC_NONE, and nothing moves, when the input is at its end
 * or the next tag is another. The right tag with the wrong constructed bit is an error, as there.
 */
enum pc_result pc_der_optional(struct pc_slice *in, uint8_t tag, struct pc_slice *content) PC_MUST_USE;

/* Ends a scope: PC_OK where nothing is left, else PC_ERR_DER_EXTRA. */
enum pc_result pc_der_end(struct pc_slice in) PC_MUST_USE;

/* What was consumed between two states of one cursor: 'before' must hold all of 'after' at its end. */
/*@ requires valid_slice(before) && after.len <= before.len;
    assigns \nothing;
    ensures \result.data == before.data && \result.len == before.len - after.len && valid_slice(\result);
*/
static inline struct pc_slice pc_slice_until(struct pc_slice before, struct pc_slice after)
{
        before.len -= after.len;
        return before;
}

/* Whether two slices hold the same octets. */
bool pc_slice_equal(struct pc_slice a, struct pc_slice b);

#ifdef __cplusplus
}
#endif

#endif
