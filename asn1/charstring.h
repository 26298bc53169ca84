/* Character strings to UTF-8: X.680 41, X.690 8.23, RFC 3629. */
#ifndef PC_ASN1_CHARSTRING_H
#define PC_ASN1_CHARSTRING_H

#include "asn1/der.h"

#ifdef __cplusplus
extern "C" {
#endif

/*
 * How the octets of a string type stand for characters: UTF8String by RFC 3629; BMPString by two octets a
 * character and UniversalString by four, big endian; Numeric, Printable, T61, IA5 and VisibleString by one octet,
 * which is the character's code point (Latin-1). No check against a type's repertoire is made.
 */
bool pc_string_is_text(uint8_t tag);

/*
 * Whether the contents octets are characters of the type 'tag', for which pc_string_is_text must hold: strict
 * UTF-8 (no overlong form, no surrogate, nothing above U+10FFFF), BMP and Universal of whole characters that are no
 * surrogates. Else PC_ERR_DER_STRING.
 */
enum pc_result pc_string_check(uint8_t tag, struct pc_slice content) PC_MUST_USE;

/* Where UTF-8 is ill-formed, by Unicode's "maximal subparts". */
struct pc_utf8_fault {
        size_t position; /* octets before the fault */
        size_t length;   /* how many octets are to blame, 1 to 3 */
};

/*
 * Whether 'text' is UTF-8. Else PC_ERR_API_UTF8_START, _CONTINUATION or _END, the reasons that Python's decoder
 * names, and 'fault' is set; it is untouched on success.
 */
enum pc_result pc_utf8_check(struct pc_slice text, struct pc_utf8_fault *fault) PC_MUST_USE;

/* Octets that one piece of a string can take. */
#define PC_STRING_PIECE 64

/*
 * Takes the next piece off a string that has passed pc_string_check, as UTF-8 of whole characters: a view into
 * the string where its octets are UTF-8 already, else into 'buf'. PC_END, with nothing moved, at the string's end.
 */
enum pc_result pc_string_next(uint8_t tag, struct pc_slice *rest, uint8_t buf[PC_STRING_PIECE],
                              struct pc_slice *utf8) PC_MUST_USE;

#ifdef __cplusplus
}
#endif

#endif
