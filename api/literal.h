/* For write_python.c and write_json.c only: what the two notations of a dict have in common. */
#ifndef PC_API_LITERAL_H
#define PC_API_LITERAL_H

#include "api/output.h"
#include "x509/certificate.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Punctuation, of one size so that it is copied in one go. */
struct pc_mark {
        char text[7];
        uint8_t len;
};

#define PC_MARK(text)                                                                                        \
        {                                                                                                    \
                text, sizeof(text) - 1                                                                       \
        }

/* The longest escape: two UTF-16 code units as JSON has them. */
#define PC_ESCAPE_MAX 12

/* Where they differ. */
struct pc_literal_style {
        uint8_t quote; /* of a text, unless it has this one and not the other, for Python */
        uint8_t tuple_begin;
        uint8_t tuple_end;
        bool single_comma;  /* the only item of a tuple is followed by a comma */
        bool either_quote;  /* a text that has a ' and no " is quoted by " */
        bool octets_as_hex; /* octets are a string of hexadecimal digits, rather than b'' */
        struct pc_mark first_key;
        struct pc_mark next_text; /* from an item to a text in quotes, or a key */
        struct pc_mark key_end;
        struct pc_mark first_rdn;        /* from the beginning of a name to an attribute's type */
        struct pc_mark rdn_after_single; /* to an attribute's type in a new RDN, behind an RDN of one */
        struct pc_mark rdn;
        struct pc_mark first_pair;
        struct pc_mark pair;
        struct pc_mark pair_middle; /* from a type in quotes to a value */
        struct pc_mark none;
        /* Writes a control character other than \t \n \r, or one above 7E; gives where it ends. */
        uint8_t *(*escape)(uint8_t *at, uint32_t character);
};

/* pc_write_python and pc_write_json. */
enum pc_result pc_literal_write(const struct pc_certificate *cert, const struct pc_literal_style *style,
                                pc_sink *sink, void *ctx) PC_MUST_USE;

#ifdef __cplusplus
}
#endif

#endif
