/* A text of the dict that has not been converted yet: a view into the certificate and how to read it. */
#ifndef PC_API_TEXT_H
#define PC_API_TEXT_H

#include "asn1/charstring.h"
#include "asn1/oid.h"
#include "asn1/time.h"

#ifdef __cplusplus
extern "C" {
#endif

enum pc_text_kind {
        PC_TEXT_STRING,       /* a character string of the type 'tag' */
        PC_TEXT_UTF8,         /* octets that are UTF-8 */
        PC_TEXT_CONSTANT,     /* static text, ASCII, such as "<unsupported>" */
        PC_TEXT_OID,          /* an OBJECT IDENTIFIER: its name, or dotted */
        PC_TEXT_REGISTERED_ID, /* the same with the quirks of registeredID ("<INVALID>" from 2048 characters on) */
        PC_TEXT_SERIAL,       /* an INTEGER in hexadecimal, cut after 35 octets as Python does */
        PC_TEXT_SERIAL_FULL,  /* the same, all of it */
        PC_TEXT_TIME,         /* a time of the type 'tag', in OpenSSL's print form, or "Bad time value" */
        PC_TEXT_IP_ADDRESS,   /* 4 or 16 octets, or "<invalid>" */
        PC_TEXT_OTHER_NAME    /* 'constant' ("UPN:" and so on), then the octets as far as Python shows them */
};

/* By value. Lives as long as the certificate's DER. */
struct pc_text {
        enum pc_text_kind kind;
        uint8_t tag;
        struct pc_slice octets;
        const char *constant;
};

/* Lives with the caller; the fields are pc_text_next's own. */
#define PC_TEXT_PIECE 64
struct pc_text_iter {
        struct pc_text text;
        struct pc_slice rest;
        unsigned step;
        uint8_t piece[PC_TEXT_PIECE];
        struct pc_oid_text oid;
};

/* Starts at the text's beginning; as often as one likes. */
void pc_text_begin(struct pc_text_iter *it, struct pc_text text);

/*
 * The next piece as UTF-8 of whole characters: a view into the certificate or into 'it', valid until the next
 * call. PC_END past the last piece. It cannot fail for a text that a dict's visitor or look-up has given.
 */
enum pc_result pc_text_next(struct pc_text_iter *it, struct pc_slice *utf8) PC_MUST_USE;

/*
 * Copies the text as UTF-8 into 'buf' of 'size' octets, followed by a NUL that 'len' does not count. A text may
 * itself hold NULs. PC_ERR_API_SPACE where text and NUL do not fit: 'len' is the length needed, without
 * the NUL, and 'buf' is an empty string (if 'size' is not 0).
 */
enum pc_result pc_text_copy(struct pc_text text, char *buf, size_t size, size_t *len) PC_MUST_USE;

/* Whether the text is exactly the NUL-terminated UTF-8 string 'utf8'. */
bool pc_text_equal(struct pc_text text, const char *utf8);

#ifdef __cplusplus
}
#endif

#endif
