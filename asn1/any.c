#include "asn1/any.h"

#include "asn1/integer.h"
#include "asn1/oid.h"

/* How many constructed parts OpenSSL takes in one another, the value itself not counted. */
#define DEPTH_MAX 5

/* Whether not even BER goes on where pc_der_read has stopped with 'code'. Only both octets of end-of-contents end. */
/*@ requires valid_slice(at);
    assigns \nothing;
*/
static bool ber_ends(enum pc_result code, struct pc_slice at)
{
        if (code == PC_ERR_DER_EOC) {
                return at.len >= 2 && at.data[0] == 0 && at.data[1] == 0;
        }
        return code == PC_ERR_DER_TRUNCATED;
}

/*
 * Whether the contents of a constructed value are a series of data values, and those of its constructed parts, too:
 * 'fine' where they are, PC_ERR_DER_TAG where they are none, PC_ERR_DER_CONSTRUCTED where BER might make something of
 * them and DER does not. What is left of the contents is one slice; stop[i] of its octets lie behind the part of depth
 * i that is being read.
 */
/*@ requires valid_slice(content) && fine \in {PC_OK, PC_ERR_DER_CONSTRUCTED};
    assigns \nothing;
    ensures \result \in {fine, PC_ERR_DER_TAG, PC_ERR_DER_CONSTRUCTED};
*/
static enum pc_result check_parts(struct pc_slice content, enum pc_result fine)
{
        struct pc_element part;
        size_t stop[DEPTH_MAX + 1];
        size_t depth = 0;

        stop[0] = 0;
        /*@ loop invariant valid_slice(content);
            loop invariant 0 <= depth <= DEPTH_MAX;
            loop invariant stop[0] == 0 && stop[depth] <= content.len;
            loop invariant \forall integer i, j; 0 <= i <= j <= depth ==> stop[i] <= stop[j];
            loop assigns content, part, depth, stop[0 .. DEPTH_MAX];
            loop variant 2 * content.len + depth;
        */
        while (depth != 0 || content.len != 0) {
                const size_t behind = stop[depth];
                enum pc_result code;

                if (content.len == behind) {
                        depth--;
                        continue;
                }
                content.len -= behind;
                code = pc_der_read(&content, &part);
                if (code != PC_OK) {
                        return ber_ends(code, content) ? PC_ERR_DER_TAG : PC_ERR_DER_CONSTRUCTED;
                }
                content.len += behind;
                if (part.tag & PC_TAG_CONSTRUCTED) {
                        if (depth == DEPTH_MAX) {
                                return PC_ERR_DER_TAG;
                        }
                        depth++;
                        stop[depth] = content.len;
                        content.data = part.content.data;
                        content.len += part.content.len;
                }
        }
        return fine;
}

/*@ requires valid_slice(content);
    assigns \nothing;
    ensures \result \in {PC_ERR_DER_TAG, PC_ERR_DER_CONSTRUCTED};
*/
enum pc_result pc_constructed_fault(struct pc_slice content)
{
        return check_parts(content, PC_ERR_DER_CONSTRUCTED);
}

/* Universal tag numbers as bits: SEQUENCE and SET; EXTERNAL, EMBEDDED PDV, CHARACTER STRING; what BER never parts. */
#define SERIES   0x00030000u
#define EXTERNAL 0x20000900u
#define SIMPLE \
        (1u << PC_TAG_BOOLEAN | 1u << PC_TAG_INTEGER | 1u << PC_TAG_NULL | 1u << PC_TAG_OID | 1u << PC_TAG_ENUMERATED)

/*@ requires \valid_read(element) && valid_slice(element->content);
    assigns \nothing;
    ensures \result <= 0;
    ensures element->tag == PC_TAG_INTEGER && \result == PC_OK ==> valid_integer(element->content);
    ensures element->tag == PC_TAG_OID && \result == PC_OK ==> valid_oid(element->content);
*/
static enum pc_result check_contents(const struct pc_element *element)
{
        const size_t len = element->content.len;

        switch (element->tag) {
        case PC_TAG_BOOLEAN:
                return len == 1 ? PC_OK : PC_ERR_DER_BOOLEAN;
        case PC_TAG_INTEGER:
        case PC_TAG_ENUMERATED:
                return pc_integer_check(element->content);
        case PC_TAG_BIT_STRING:
                return pc_is_bit_string(element->content) ? PC_OK : PC_ERR_DER_BIT_STRING;
        case PC_TAG_NULL:
                return len == 0 ? PC_OK : PC_ERR_DER_NULL;
        case PC_TAG_OID:
                return pc_oid_check(element->content);
        case PC_TAG_BMP_STRING:
                return len % 2 == 0 ? PC_OK : PC_ERR_DER_STRING;
        case PC_TAG_UNIVERSAL_STRING:
                return len % 4 == 0 ? PC_OK : PC_ERR_DER_STRING;
        default:
                return PC_OK;
        }
}

/* Contents octets, and whether the type may be primitive or constructed at all. */
/*@ requires \valid_read(element) && valid_slice(element->content);
    assigns \nothing;
    ensures \result <= 0;
    ensures (element->tag & PC_TAG_CONSTRUCTED) != 0 ==> \result \in {PC_OK, PC_ERR_DER_TAG, PC_ERR_DER_CONSTRUCTED};
    ensures element->tag == PC_TAG_INTEGER && \result == PC_OK ==> valid_integer(element->content);
    ensures element->tag == PC_TAG_OID && \result == PC_OK ==> valid_oid(element->content);
*/
static enum pc_result check_universal(const struct pc_element *element)
{
        const unsigned number = element->tag % 32u;
        const bool series = (SERIES >> number & 1) != 0;

        if ((element->tag & PC_TAG_CONSTRUCTED) == 0) {
                return series ? PC_ERR_DER_PRIMITIVE : check_contents(element);
        }
        if (series) {
                return PC_OK;
        }
        if (SIMPLE >> number & 1) {
                return PC_ERR_DER_TAG;
        }
        return check_parts(element->content, EXTERNAL >> number & 1 ? PC_OK : PC_ERR_DER_CONSTRUCTED);
}

/*@ requires \valid(in) && \valid(out) && \separated(in, out) && valid_slice(*in);
    assigns *in, *out;
    ensures \result <= 0;
    ensures \result != PC_OK ==> *in == \old(*in) && *out == \old(*out);
    ensures \result == PC_OK ==> splits(\old(*in), out->content, *in) && out->tag == \old(in->data[0]) &&
            valid_slice(out->content) && valid_slice(*in);
*/
enum pc_result pc_any_read(struct pc_slice *in, struct pc_element *out)
{
        struct pc_slice rest = *in;
        struct pc_element element;
        enum pc_result code = pc_der_read(&rest, &element);

        if (code == PC_OK && (element.tag & PC_TAG_CLASS) == 0) {
                code = check_universal(&element);
        }
        if (code != PC_OK) {
                return code;
        }
        *in = rest;
        *out = element;
        return PC_OK;
}
