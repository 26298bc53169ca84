/* A text of the dict that has not been converted yet: a view into the certificate and how to read it. */
#ifndef PC_API_TEXT_H
#define PC_API_TEXT_H

#include "api/sink.h"
#include "asn1/der.h"

#ifdef __cplusplus
extern "C" {
#endif

/* What a text is made of, and how it reads. */
enum pc_text_kind {
        PC_TEXT_STRING,        /* a character string of the type 'tag' */
        PC_TEXT_UTF8,          /* octets that are UTF-8 */
        PC_TEXT_OTHER_NAME,    /* 'constant' ("UPN:" and so on), then octets that are UTF-8 */
        PC_TEXT_CONSTANT,      /* 'constant', ASCII without quotes or escapes: a name, "<unsupported>" */
        PC_TEXT_OID,           /* an OBJECT IDENTIFIER, dotted */
        PC_TEXT_REGISTERED_ID, /* the same; "<INVALID>" from 2048 characters on, of 2047 the last is a NUL */
        PC_TEXT_SERIAL,        /* an INTEGER in hexadecimal, cut after 35 octets as Python does */
        PC_TEXT_SERIAL_FULL,   /* the same, all of it */
        PC_TEXT_TIME,          /* a time of the type 'tag', in OpenSSL's print form, or "Bad time value" */
        PC_TEXT_IP_ADDRESS     /* 4 or 16 octets, or "<invalid>" */
};

/* A text: a view, to be handed on by value. Lives as long as the certificate's DER. */
struct pc_text {
        enum pc_text_kind kind; /* which of the others hold */
        uint8_t tag;            /* of a string or a time, PC_TAG_... */
        struct pc_slice octets; /* as encoded */
        const char *constant;   /* static */
};

/*
 * Hands the text to 'sink' as UTF-8, in pieces of whole characters, views into the certificate where it can
 * be. PC_ERR_API_SINK where the sink stopped; PC_ERR_X509_OID_SIZE, with nothing written, for an OBJECT
 * IDENTIFIER of more than 586 octets, which Python cannot show either. Nothing else fails.
 */
enum pc_result pc_text_write(struct pc_text text, pc_sink *sink, void *ctx) PC_MUST_USE;

/*
 * Copies the text as UTF-8 into 'buf' of 'size' octets, followed by a NUL that 'len' does not count. A text
 * may itself hold NULs. PC_ERR_API_SPACE where text and NUL do not fit: 'len' is the length needed, without
 * the NUL, and 'buf' is an empty string (if 'size' is not 0). Otherwise as pc_text_write.
 */
enum pc_result pc_text_copy(struct pc_text text, char *buf, size_t size, size_t *len) PC_MUST_USE;

/* Whether the text is exactly the NUL-terminated UTF-8 string 'utf8'. */
bool pc_text_equal(struct pc_text text, const char *utf8);

#ifdef __cplusplus
}
#endif

#endif
