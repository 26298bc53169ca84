#include "x509/name.h"

#include <string.h>

#include "asn1/charstring.h"
#include "asn1/any.h"
#include "asn1/fast.h"
#include "x509/check.h"
#include "x509/shape.h"

/* The longest Name that OpenSSL takes, with its header. */
#define NAME_MAX 1048576u

#define BIT(number) ((uint32_t)1 << (number))

/*
 * Universal types that OpenSSL lets into a Name, by tag number: those that are character strings, BIT STRING,
 * and those without any text (ObjectDescriptor, EXTERNAL, REAL, EMBEDDED PDV, RELATIVE-OID, TIME, reserved,
 * SEQUENCE, CHARACTER STRING).
 */
#define TEXT_TYPES     (BIT(12) | BIT(18) | BIT(19) | BIT(20) | BIT(22) | BIT(28) | BIT(30))
#define OCTET_TYPES    (TEXT_TYPES & ~(BIT(28) | BIT(30))) /* an octet a character, or UTF-8 */
#define TEXTLESS_TYPES (BIT(7) | BIT(8) | BIT(9) | BIT(11) | BIT(13) | BIT(14) | BIT(15) | BIT(16) | BIT(29))
#define VALUE_TYPES    (TEXT_TYPES | TEXTLESS_TYPES | BIT(3))

/*@ assigns \nothing;
*/
static bool allowed(uint8_t tag)
{
        return (tag & PC_TAG_CLASS) == 0 && (VALUE_TYPES >> tag % 32u & 1) != 0;
}

/* Primitive, and a character string, as most attributes are. */
/*@ assigns \nothing;
*/
static bool is_text(uint8_t tag)
{
        return (tag & PC_TAG_CONSTRUCTED) == 0 && (TEXT_TYPES >> tag % 32u & 1) != 0;
}

/*@ assigns \nothing;
*/
static bool is_octet_text(uint8_t tag)
{
        return tag < 32 && (OCTET_TYPES >> tag & 1) != 0;
}

/* What pc_any_read leaves of a string, its characters if 'strings' says so. */
/*@ requires \valid(c) && \valid_read(value) && valid_slice(value->content);
    assigns c->irregular;
    ensures \result <= 0;
*/
static enum pc_result check_text(struct pc_check *c, const struct pc_element *value, bool strings)
{
        if (value->tag != PC_TAG_BMP_STRING && value->tag != PC_TAG_UNIVERSAL_STRING) {
                const unsigned kinds = pc_octets_scan(&value->content);

                if ((kinds & PC_OCTETS_CONTROL) != 0) {
                        c->irregular |= PC_IRREGULAR(PC_IRREGULAR_NAME_CONTROL);
                }
                if (value->tag != PC_TAG_UTF8_STRING || (kinds & PC_OCTETS_HIGH) == 0) {
                        return PC_OK;
                }
        }
        return strings ? pc_string_check(value->tag, value->content) : PC_OK;
}

/*@ requires \valid(c) && \valid_read(value) && valid_slice(value->content);
    assigns c->irregular;
    ensures \result <= 0;
*/
static enum pc_result check_attribute_value(struct pc_check *c, const struct pc_element *value, bool strings)
{
        if (is_text(value->tag)) {
                return check_text(c, value, strings);
        }
        if (value->tag == PC_TAG_BIT_STRING) {
                return pc_bit_string_contents_check(c, &value->content);
        }
        c->irregular |= PC_IRREGULAR(PC_IRREGULAR_ATTRIBUTE_TYPE);
        return PC_OK;
}

/* AttributeValue ::= ANY, of which the types above are let in. */
/*@ requires valid_check(c);
    assigns *c;
    ensures \result <= 0 && checked(\result, \old(c->at), c->at);
*/
static enum pc_result check_value(struct pc_check *c, bool strings)
{
        const uint8_t *start = c->at.data;
        struct pc_element value;
        enum pc_result code;

        if (c->at.len == 0) {
                return PC_ERR_DER_TRUNCATED;
        }
        value.tag = start[0];
        if ((value.tag & PC_TAG_NUMBER) != PC_TAG_NUMBER && !allowed(value.tag)) {
                return PC_ERR_DER_TAG;
        }
        if (PC_FAST && strings && (is_text(value.tag) || value.tag == PC_TAG_BIT_STRING)) {
                code = pc_fast_expect(&c->at, value.tag, &value.content);
        } else {
                code = pc_any_read(&c->at, &value);
        }
        if (code == PC_OK) {
                code = check_attribute_value(c, &value, strings);
        }
        if (code != PC_OK) {
                c->at.data = start;
        }
        return code == PC_ERR_DER_PRIMITIVE ? PC_ERR_DER_TAG : code;
}

/* AttributeTypeAndValue ::= SEQUENCE { type OBJECT IDENTIFIER, value ANY } */
/*@ requires valid_check(c);
    assigns *c;
    ensures \result <= 0 && checked(\result, \old(c->at), c->at);
*/
static enum pc_result check_type_and_value(struct pc_check *c, bool strings)
{
        size_t behind;
        struct pc_slice type;
        enum pc_result code = pc_wrong_form(pc_scope_enter(&c->at, PC_TAG_SEQUENCE, &behind));

        if (code != PC_OK) {
                return code;
        }
        code = pc_read_oid(&c->at, &type);
        if (code == PC_OK) {
                if (type.len > PC_OID_SIZE_MAX) {
                        c->irregular |= PC_IRREGULAR(PC_IRREGULAR_OID_SIZE);
                }
                code = check_value(c, strings);
        }
        return pc_scope_leave(&c->at, behind, code);
}

/* Whether encodings 'a' and 'b' stand in the order of a SET OF (X.690 11.6). */
/*@ requires valid_slice(a) && valid_slice(b);
    assigns \nothing;
*/
static bool in_order(struct pc_slice a, struct pc_slice b)
{
        size_t shorter = a.len < b.len ? a.len : b.len;
        int order = memcmp(a.data, b.data, shorter);

        return order < 0 || (order == 0 && a.len <= b.len);
}

/*@ requires valid_check(c);
    assigns *c;
    ensures \result <= 0 && checked(\result, \old(c->at), c->at);
*/
enum pc_result pc_rdn_check(struct pc_check *c, uint8_t tag)
{
        struct pc_slice previous = {NULL, 0};
        size_t behind;
        enum pc_result code = pc_scope_enter(&c->at, tag, &behind);

        if (code != PC_OK) {
                return code;
        }
        if (c->at.len == 0) {
                c->irregular |= PC_IRREGULAR(PC_IRREGULAR_EMPTY_RDN);
        }
        /*@ loop invariant code <= 0 && valid_slice(previous);
            loop invariant code == PC_OK ==> rest_of(\at(c->at, LoopEntry), c->at);
            loop assigns code, *c, previous;
            loop variant (code == PC_OK ? (integer)c->at.len : -1);
        */
        while (code == PC_OK && c->at.len != 0) {
                struct pc_slice start = c->at;

                code = check_type_and_value(c, tag == PC_TAG_SET);
                if (code == PC_OK) {
                        struct pc_slice attribute = pc_slice_until(start, c->at);

                        if (previous.len != 0 && !in_order(previous, attribute)) {
                                c->irregular |= PC_IRREGULAR(PC_IRREGULAR_SET_ORDER);
                        }
                        previous = attribute;
                }
        }
        return pc_scope_leave(&c->at, behind, code);
}

/* Takes RDNs of the usual shape with texts that are plain, as many as follow each other; false where there are none. */
/*@ requires \valid(in) && valid_slice(*in);
    assigns *in;
    ensures valid_slice(*in) && (\result ? follows(\old(*in), *in) : *in == \old(*in));
*/
PC_INLINE bool skip_usual_rdns(struct pc_slice *in)
{
        struct pc_slice rest = *in;
        size_t len;

        /*@ loop invariant valid_slice(rest) && rest_of(*in, rest);
            loop assigns rest, len;
            loop variant rest.len;
        */
        while ((len = pc_shape_rdn(rest)) != 0 && rest.data[PC_RDN_TYPE + 2] < 0x80 && is_octet_text(rest.data[PC_RDN_TAG]) &&
               pc_shape_is_plain(rest.data + PC_RDN_TEXT, len)) {
                pc_shape_skip(&rest, PC_RDN_TEXT + len);
        }
        if (rest.len == in->len) {
                return false;
        }
        *in = rest;
        return true;
}

/* Whether an RDN of the usual shape stands at the cursor whose value has no octets; 'xx' and the tag may be anything. */
/*@ requires valid_slice(in);
    assigns \nothing;
    ensures \result ==> in.len >= PC_RDN_TEXT;
*/
PC_INLINE bool is_rdn_without_text(struct pc_slice in)
{
        return in.len >= PC_RDN_TEXT && in.data[PC_RDN_TEXT - 1] == 0 &&
               pc_load_eight(in.data) == UINT64_C(0x0455030607300931);
}

/* Whether an RDN without attributes does. */
/*@ requires valid_slice(in);
    assigns \nothing;
    ensures \result ==> in.len >= 2;
*/
PC_INLINE bool is_empty_rdn(struct pc_slice in)
{
        return in.len >= 2 && in.data[0] == PC_TAG_SET && in.data[1] == 0;
}

/* Takes RDNs of both kinds, as many as follow each other; false where there are none. */
/*@ requires valid_check(c);
    assigns *c;
    ensures valid_slice(c->at) && (\result ? follows(\old(c->at), c->at) : c->at == \old(c->at));
*/
static bool skip_empty_rdns(struct pc_check *c)
{
        struct pc_slice rest = c->at;

        /*@ loop invariant valid_slice(rest) && rest_of(\at(c->at, Pre), rest) && c->at == \at(c->at, Pre);
            loop assigns rest, c->irregular;
            loop variant rest.len;
        */
        for (;;) {
                if (is_empty_rdn(rest)) {
                        c->irregular |= PC_IRREGULAR(PC_IRREGULAR_EMPTY_RDN);
                        pc_shape_skip(&rest, 2);
                } else if (is_rdn_without_text(rest) && rest.data[PC_RDN_TYPE + 2] < 0x80 &&
                           is_octet_text(rest.data[PC_RDN_TAG])) {
                        pc_shape_skip(&rest, PC_RDN_TEXT);
                } else {
                        break;
                }
        }
        if (rest.len == c->at.len) {
                return false;
        }
        c->at = rest;
        return true;
}

/*@ requires valid_check(c) && \valid(contents) && \separated(c, contents);
    assigns *c, *contents;
    ensures \result <= 0 && checked(\result, \old(c->at), c->at);
    ensures \result == PC_OK ==> valid_slice(*contents) && part_of(\old(c->at), *contents);
*/
enum pc_result pc_name_check(struct pc_check *c, struct pc_slice *contents)
{
        struct pc_slice rest = c->at;
        enum pc_result code = pc_fast_expect(&rest, PC_TAG_SEQUENCE, contents);

        if (code != PC_OK) {
                return code;
        }
        if (c->at.len - rest.len > NAME_MAX) {
                return PC_ERR_X509_NAME_SIZE;
        }
        c->at = *contents;
        /*@ loop invariant code <= 0;
            loop invariant code == PC_OK ==> rest_of(\at(c->at, LoopEntry), c->at);
            loop assigns code, *c;
            loop variant (code == PC_OK ? (integer)c->at.len : -1);
        */
        while (code == PC_OK && c->at.len != 0) {
                if (!PC_FAST || (!skip_usual_rdns(&c->at) && !skip_empty_rdns(c))) {
                        code = pc_rdn_check(c, PC_TAG_SET);
                }
        }
        return pc_scope_leave(&c->at, rest.len, code);
}

/*@ requires valid_slice(name);
    assigns \nothing;
    ensures valid_name_iter(\result);
*/
struct pc_name_iter pc_name_attributes(struct pc_slice name)
{
        struct pc_name_iter it = {name, {NULL, 0}, 0};

        return it;
}

/* Moves over RDNs without attributes. */
/*@ requires \valid(it) && valid_name_iter(*it);
    assigns it->rdns, it->rdn;
    ensures valid_name_iter(*it) && it->rdns.len <= \old(it->rdns.len);
    ensures it->attributes.len == \old(it->attributes.len);
*/
PC_INLINE void pass_empty_rdns(struct pc_name_iter *it)
{
        struct pc_slice rdns = it->rdns;
        size_t rdn = it->rdn;

        /*@ loop invariant valid_slice(rdns) && rdns.len <= it->rdns.len && rdn >= it->rdn;
            loop invariant rdn + rdns.len <= it->rdn + it->rdns.len;
            loop assigns rdns, rdn;
            loop variant rdns.len;
        */
        while (is_empty_rdn(rdns)) {
                pc_shape_skip(&rdns, 2);
                rdn++;
        }
        it->rdns = rdns;
        it->rdn = rdn;
}

/* From an RDN of the usual shape whose value has no octets. */
/*@ requires \valid(it) && valid_name_iter(*it) && \valid(out) && \separated(it, out);
    assigns it->rdns, it->rdn, *out;
    ensures valid_name_iter(*it) && it->attributes.len == \old(it->attributes.len);
    ensures \result ==> valid_slice(out->type) && valid_slice(out->value.content);
    ensures \result ? it->rdns.len < \old(it->rdns.len) : it->rdns.len == \old(it->rdns.len);
*/
PC_INLINE bool take_rdn_without_text(struct pc_name_iter *it, struct pc_attribute *out)
{
        const struct pc_slice rdns = it->rdns;

        if (!is_rdn_without_text(rdns)) {
                return false;
        }
        out->type.data = rdns.data + PC_RDN_TYPE;
        out->type.len = 3;
        out->value.tag = rdns.data[PC_RDN_TAG];
        out->value.content.data = rdns.data + PC_RDN_TEXT;
        out->value.content.len = 0;
        out->rdn = it->rdn++;
        pc_shape_skip(&it->rdns, PC_RDN_TEXT);
        return true;
}

/* Goes to the next RDN that has attributes. */
/*@ requires \valid(it) && valid_name_iter(*it);
    assigns *it;
    ensures valid_name_iter(*it) && (\result <= 0 || \result == PC_END);
    ensures it->rdns.len + it->attributes.len <= \old(it->rdns.len + it->attributes.len);
    ensures \result == PC_OK ==> it->attributes.len > 0;
*/
static enum pc_result next_rdn(struct pc_name_iter *it)
{
        /*@ loop invariant valid_name_iter(*it) && it->rdns.len + it->attributes.len <= \at(it->rdns.len + it->attributes.len, Pre);
            loop assigns *it;
            loop variant it->rdns.len;
        */
        while (it->attributes.len == 0) {
                enum pc_result code;

                if (it->rdns.len == 0) {
                        return PC_END;
                }
                code = pc_fast_expect(&it->rdns, PC_TAG_SET, &it->attributes);
                if (code != PC_OK) {
                        return code;
                }
                it->rdn++;
        }
        return PC_OK;
}

/* The next attribute, of whatever shape. */
/*@ requires \valid(it) && valid_name_iter(*it) && \valid(out) && \separated(it, out);
    assigns *it, *out;
    ensures valid_name_iter(*it) && (\result <= 0 || \result == PC_END);
    ensures \result == PC_OK ==> valid_slice(out->type) && valid_slice(out->value.content) &&
            it->rdns.len + it->attributes.len < \old(it->rdns.len + it->attributes.len);
*/
static enum pc_result read_next_attribute(struct pc_name_iter *it, struct pc_attribute *out)
{
        struct pc_slice fields;
        struct pc_slice type;
        enum pc_result code = next_rdn(it);

        if (code == PC_OK) {
                code = pc_fast_expect(&it->attributes, PC_TAG_SEQUENCE, &fields);
        }
        if (code == PC_OK) {
                code = pc_fast_expect(&fields, PC_TAG_OID, &type);
        }
        if (code == PC_OK) {
                code = pc_der_read(&fields, &out->value);
        }
        if (code != PC_OK) {
                return code;
        }
        out->type = type;
        out->rdn = it->rdn - 1;
        return PC_OK;
}

/*@ requires \valid(it) && valid_name_iter(*it) && \valid(out) && \separated(it, out);
    assigns *it, *out;
    ensures valid_name_iter(*it) && (\result <= 0 || \result == PC_END);
    ensures \result == PC_OK ==> valid_slice(out->type) && valid_slice(out->value.content) &&
            it->rdns.len + it->attributes.len < \old(it->rdns.len + it->attributes.len);
*/
enum pc_result pc_name_next_unusual(struct pc_name_iter *it, struct pc_attribute *out)
{
        if (PC_FAST && it->attributes.len == 0) {
                pass_empty_rdns(it);
                if (take_rdn_without_text(it, out)) {
                        return PC_OK;
                }
        }
        return read_next_attribute(it, out);
}

/*@ requires \valid(it) && valid_name_iter(*it) && \valid(out) && \separated(it, out);
    assigns *it, *out;
    ensures valid_name_iter(*it) && (\result <= 0 || \result == PC_END);
    ensures \result == PC_OK ==> valid_slice(out->type) && valid_slice(out->value.content) &&
            it->rdns.len + it->attributes.len < \old(it->rdns.len + it->attributes.len);
*/
enum pc_result pc_name_next(struct pc_name_iter *it, struct pc_attribute *out)
{
        return pc_fast_name_next(it, out);
}
