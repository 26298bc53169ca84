#include "asn1/charstring.h"

#include "asn1/fast.h"

/* How many octets a character takes, 0 where it varies: UTF-8. */
/*@ assigns \nothing;
    ensures \result \in {0, 1, 2, 4};
*/
static size_t width_of(uint8_t tag)
{
        if (tag == PC_TAG_UTF8_STRING) {
                return 0;
        }
        if (tag == PC_TAG_UNIVERSAL_STRING) {
                return 4;
        }
        return tag == PC_TAG_BMP_STRING ? 2 : 1;
}

/*@ assigns \nothing;
    ensures \result <==> tag \in {0x0C, 0x12, 0x13, 0x14, 0x16, 0x1A, 0x1C, 0x1E};
*/
bool pc_string_is_text(uint8_t tag)
{
        switch (tag) {
        case PC_TAG_UTF8_STRING:
        case PC_TAG_NUMERIC_STRING:
        case PC_TAG_PRINTABLE_STRING:
        case PC_TAG_T61_STRING:
        case PC_TAG_IA5_STRING:
        case PC_TAG_VISIBLE_STRING:
        case PC_TAG_UNIVERSAL_STRING:
        case PC_TAG_BMP_STRING:
                return true;
        default:
                return false;
        }
}

/* How many octets from 'at' on are ASCII, eight at a time as long as they are. */
/*@ requires valid_slice(text) && at <= text.len;
    assigns \nothing;
    ensures at + \result <= text.len;
    ensures at + \result < text.len ==> text.data[at + \result] >= 0x80;
*/
static size_t ascii_run(struct pc_slice text, size_t at)
{
        const uint8_t *data = text.data;
        size_t i = at;

        /*@ loop invariant at <= i <= text.len;
            loop assigns i;
            loop variant text.len - i;
        */
        while (PC_FAST && text.len - i >= 8 && (data[i] | data[i + 1] | data[i + 2] | data[i + 3] | data[i + 4] |
                                                data[i + 5] | data[i + 6] | data[i + 7]) < 0x80) {
                i += 8;
        }
        /*@ loop invariant at <= i <= text.len;
            loop assigns i;
            loop variant text.len - i;
        */
        while (i < text.len && data[i] < 0x80) {
                i++;
        }
        return i - at;
}

/* Whether a sequence of so many octets is at 'data' (RFC 3629 4). */
/*@ requires \valid_read(data + (0 .. 1));
    assigns \nothing;
*/
PC_INLINE bool is_pair(const uint8_t *data)
{
        return data[0] >= 0xC2 && data[0] < 0xE0 && (data[1] & 0xC0) == 0x80;
}

/*@ requires \valid_read(data + (0 .. 2));
    assigns \nothing;
*/
PC_INLINE bool is_triple(const uint8_t *data)
{
        const unsigned first = data[0] * 256u + data[1];

        return first >= 0xE0A0 && first < 0xF000 && (first < 0xEDA0 || first >= 0xEE00) &&
               (data[1] & 0xC0) == 0x80 && (data[2] & 0xC0) == 0x80;
}

/*@ requires \valid_read(data + (0 .. 3));
    assigns \nothing;
*/
PC_INLINE bool is_quadruple(const uint8_t *data)
{
        const unsigned first = data[0] * 256u + data[1];

        return first >= 0xF090 && first < 0xF490 && (data[1] & 0xC0) == 0x80 && (data[2] & 0xC0) == 0x80 &&
               (data[3] & 0xC0) == 0x80;
}

/*
 * How many octets from 'at' on are UTF-8; built for speed, past all that is right but has four octets left. What comes
 * next is not ASCII. No length is computed from octets: a processor that foresees it need not wait for them.
 */
/*@ requires valid_slice(text) && at <= text.len;
    assigns \nothing;
    ensures at + \result <= text.len;
    ensures at + \result < text.len ==> text.data[at + \result] >= 0x80;
*/
static size_t valid_run(struct pc_slice text, size_t at)
{
        size_t i = at + ascii_run(text, at);

        if (!PC_FAST) {
                return i - at;
        }
        /*@ loop invariant at <= i <= text.len;
            loop assigns i;
            loop variant text.len - i;
        */
        while (i < text.len) {
                if (text.data[i] < 0x80) {
                        i++;
                } else if (text.len - i < 4) {
                        break;
                } else if (is_pair(text.data + i)) {
                        i += 2;
                } else if (is_triple(text.data + i)) {
                        i += 3;
                } else if (is_quadruple(text.data + i)) {
                        i += 4;
                } else {
                        break;
                }
        }
        return i - at;
}

/* Checks the sequence of two to four octets at 'at' (RFC 3629 4) and sets its length, or that of what is wrong. */
/*@ requires valid_slice(text) && at < text.len && \valid(length) && text.data[at] >= 0x80;
    assigns *length;
    ensures \result \in {PC_OK, PC_ERR_API_UTF8_START, PC_ERR_API_UTF8_CONTINUATION, PC_ERR_API_UTF8_END};
    ensures 1 <= *length <= 4 && at + *length <= text.len;
    ensures \result == PC_OK ==> 2 <= *length;
    ensures \result != PC_OK ==> *length <= 3;
*/
static enum pc_result check_sequence(struct pc_slice text, size_t at, size_t *length)
{
        const uint8_t lead = text.data[at];
        const size_t whole = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        uint8_t low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
        uint8_t high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;

        *length = 1;
        if (lead < 0xC2 || lead > 0xF4) {
                return PC_ERR_API_UTF8_START;
        }
        /*@ loop invariant 1 <= *length < whole && at + *length <= text.len;
            loop assigns low, high, *length;
            loop variant whole - *length;
        */
        do {
                if (*length >= text.len - at) {
                        return PC_ERR_API_UTF8_END;
                }
                if (text.data[at + *length] < low || text.data[at + *length] > high) {
                        return PC_ERR_API_UTF8_CONTINUATION;
                }
                low = 0x80;
                high = 0xBF;
                ++*length;
        } while (*length < whole);
        return PC_OK;
}

/*@ requires valid_slice(text) && \valid(fault);
    assigns *fault;
    ensures \result \in {PC_OK, PC_ERR_API_UTF8_START, PC_ERR_API_UTF8_CONTINUATION, PC_ERR_API_UTF8_END};
    ensures \result == PC_OK ==> *fault == \old(*fault);
    ensures \result != PC_OK ==> 1 <= fault->length <= 3 && fault->position + fault->length <= text.len;
*/
enum pc_result pc_utf8_check(struct pc_slice text, struct pc_utf8_fault *fault)
{
        size_t at = 0;
        size_t length = 0;
        enum pc_result result;

        /*@ loop invariant at + length <= text.len && *fault == \at(*fault, Pre);
            loop assigns at, length, result;
            loop variant text.len - at - length + (length == 0 ? 1 : 0);
        */
        do {
                at += length;
                at += valid_run(text, at);
                if (at == text.len) {
                        return PC_OK;
                }
                result = check_sequence(text, at, &length);
        } while (result == PC_OK);
        fault->position = at;
        fault->length = length;
        return result;
}

/* The character of 'width' octets, big endian, at 'data'. */
/*@ requires width \in {1, 2, 4} && \valid_read(data + (0 .. width - 1));
    assigns \nothing;
    ensures \result == big_endian(data, width);
*/
PC_INLINE uint32_t code_point(const uint8_t *data, size_t width)
{
        uint32_t value = 0;
        size_t i;

        /*@ loop invariant 0 <= i <= width && value == big_endian(data, i);
            loop invariant i == 0 ? value == 0 : i == 1 ? value <= 0xFF : i == 2 ? value <= 0xFFFF
                                                                     : i == 3 ==> value <= 0xFFFFFF;
            loop assigns i, value;
            loop variant width - i;
        */
        for (i = 0; i < width; i++) {
                value = value * 256 + data[i];
        }
        return value;
}

/*@ assigns \nothing;
    ensures \result <==> 0 <= value <= 0x10FFFF && !(0xD800 <= value <= 0xDFFF);
*/
static bool is_character(uint32_t value)
{
        return value <= 0x10FFFF && value / 0x800 != 0xD800 / 0x800;
}

/*@ requires valid_slice(content);
    assigns \nothing;
    ensures \result \in {PC_OK, PC_ERR_DER_STRING};
*/
enum pc_result pc_string_check(uint8_t tag, struct pc_slice content)
{
        const size_t width = width_of(tag);
        struct pc_utf8_fault fault;

        if (width == 0) {
                return pc_utf8_check(content, &fault) == PC_OK ? PC_OK : PC_ERR_DER_STRING;
        }
        if (width == 1) {
                return PC_OK;
        }
        /*@ loop invariant valid_slice(content);
            loop assigns content;
            loop variant content.len;
        */
        while (content.len > 0) {
                if (content.len < width || !is_character(code_point(content.data, width))) {
                        return PC_ERR_DER_STRING;
                }
                content.data += width;
                content.len -= width;
        }
        return PC_OK;
}

#define UTF8_MAX 4

/* Six of the value's bits as a continuation octet. */
/*@ requires shift \in {0, 6, 12};
    assigns \nothing;
*/
PC_INLINE uint8_t continuation(uint32_t value, unsigned shift)
{
        return (uint8_t)(0x80 | ((value >> shift) & 0x3F));
}

/* Writes a character as UTF-8 (RFC 3629 3); gives its length. */
/*@ requires \valid(out + (0 .. UTF8_MAX - 1));
    assigns out[0 .. UTF8_MAX - 1];
    ensures 1 <= \result <= UTF8_MAX;
*/
PC_INLINE size_t put_utf8(uint8_t out[UTF8_MAX], uint32_t value)
{
        if (value < 0x80) {
                out[0] = (uint8_t)value;
                return 1;
        }
        if (value < 0x800) {
                out[0] = (uint8_t)(0xC0 | value >> 6);
                out[1] = continuation(value, 0);
                return 2;
        }
        if (value < 0x10000) {
                out[0] = (uint8_t)(0xE0 | value >> 12);
                out[1] = continuation(value, 6);
                out[2] = continuation(value, 0);
                return 3;
        }
        out[0] = (uint8_t)(0xF0 | value >> 18);
        out[1] = continuation(value, 12);
        out[2] = continuation(value, 6);
        out[3] = continuation(value, 0);
        return 4;
}

/* Converts characters of 'width' octets while there is room; sets the octets used, gives those written. */
/*@ requires valid_slice(text) && width \in {1, 2, 4};
    requires \valid(used) && \valid(buf + (0 .. PC_STRING_PIECE - 1));
    requires \separated(used, buf + (0 .. PC_STRING_PIECE - 1));
    assigns *used, buf[0 .. PC_STRING_PIECE - 1];
    ensures *used <= text.len && \result <= PC_STRING_PIECE;
    ensures text.len >= width ==> *used >= width && \result >= 1;
*/
PC_INLINE size_t convert(struct pc_slice text, size_t width, uint8_t buf[PC_STRING_PIECE], size_t *used)
{
        size_t at = 0;
        size_t written = 0;

        /*@ loop invariant at <= text.len && written <= PC_STRING_PIECE;
            loop invariant at == 0 ? written == 0 : at >= width && written >= 1;
            loop assigns at, written, buf[0 .. PC_STRING_PIECE - 1];
            loop variant text.len - at;
        */
        while (text.len - at >= width && written <= PC_STRING_PIECE - UTF8_MAX) {
                written += put_utf8(buf + written, code_point(text.data + at, width));
                at += width;
        }
        *used = at;
        return written;
}

/*@ requires \valid(rest) && \valid(utf8) && \separated(rest, utf8) && valid_slice(*rest);
    requires \valid(buf + (0 .. PC_STRING_PIECE - 1));
    requires \separated(buf + (0 .. PC_STRING_PIECE - 1), rest, utf8);
    assigns *rest, *utf8, buf[0 .. PC_STRING_PIECE - 1];
    ensures \result \in {PC_OK, PC_END};
    ensures \result == PC_END ==> *rest == \old(*rest) && *utf8 == \old(*utf8);
    ensures \result == PC_OK ==> rest->len < \old(rest->len) && utf8->len > 0 && valid_slice(*utf8) &&
            rest->data == \old(rest->data) + (\old(rest->len) - rest->len) && valid_slice(*rest);
*/
enum pc_result pc_string_next(uint8_t tag, struct pc_slice *rest, uint8_t buf[PC_STRING_PIECE],
                              struct pc_slice *utf8)
{
        const size_t width = width_of(tag);
        size_t used = rest->len;

        if (rest->len == 0 || rest->len < width) {
                return PC_END;
        }
        if (width == 1) {
                used = ascii_run(*rest, 0);
        }
        if (width <= 1 && used > 0) {
                utf8->data = rest->data;
                utf8->len = used;
        } else {
                utf8->len = PC_FAST && width == 1   ? convert(*rest, 1, buf, &used)
                            : PC_FAST && width == 2 ? convert(*rest, 2, buf, &used)
                                                    : convert(*rest, width, buf, &used);
                utf8->data = buf;
        }
        rest->data += used;
        rest->len -= used;
        return PC_OK;
}
