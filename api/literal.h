/* For write_python.c and write_json.c only: what the two notations of a dict have in common. */
#ifndef PC_API_LITERAL_H
#define PC_API_LITERAL_H

#include "api/dict.h"
#include "api/text_oid.h"
#include "asn1/integer.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The longest escape: two UTF-16 code units as JSON has them. */
#define PC_ESCAPE_MAX 12

struct pc_literal;
struct pc_literal_marks;

/* Where they differ. */
struct pc_literal_style {
        uint8_t quote;
        uint8_t tuple_begin;
        uint8_t tuple_end;
        bool single_comma; /* the only item of a tuple is followed by a comma */
        char none[5];
        char letters[6];        /* behind the backslash of \b \t \n \v \f \r, or NUL */
        char octet_escape[4];   /* what stands before two digits, for what else is below 100 */
        uint8_t octet_escape_len;
        /* Writes a character above FFFF; gives where it ends. */
        uint8_t *(*escape)(uint8_t *at, uint32_t character);
        /* The quote of a text; NULL where all texts have the same. */
        uint8_t (*choose_quote)(const struct pc_text *text);
        /* Puts the octets of a BIT STRING that has any. */
        void (*put_octets)(struct pc_literal *literal, const struct pc_bit_string *bits);
        const struct pc_literal_marks *marks; /* for literal_fast.h */
};

/* What is held back before the sink gets it. */
#define PC_LITERAL_HELD (PC_FAST ? 2048 : 16)

/* A literal in the making. */
struct pc_literal {
        const struct pc_literal_style *style;
        struct pc_output out;
        /* How many items each open tuple has, two bits each, those of the innermost lowest: 0, 1, or 2 for more. */
        unsigned items;
        size_t rdn; /* of the name in hand, the RDN in hand, counted from 1; 0 while there is none */
        bool clean;         /* this and the next two are for literal_fast.h */
        bool profile_times;
        const uint8_t *end; /* of the certificate */
        uint8_t held[PC_LITERAL_HELD];
        uint32_t digits[PC_OID_SPACE];
};

/* Puts a text in quotes, escaped as need be. */
void pc_literal_text(struct pc_literal *literal, const struct pc_text *text);

/* Puts characters, escaped as need be; their width as pc_character_width has it. */
void pc_literal_characters(struct pc_literal *literal, uint8_t quote, struct pc_slice text, size_t width);

/*
 * Writes such characters, at most PC_ESCAPE_MAX octets for one of the text, not built for size. Gives where they end;
 * NULL where the style's quote is not what they are to be put in.
 */
uint8_t *pc_literal_write_characters(const struct pc_literal *literal, uint8_t *at, struct pc_slice text, size_t width);

/* pc_write_python and pc_write_json. */
enum pc_result pc_literal_write(const struct pc_certificate *cert, const struct pc_literal_style *style,
                                pc_sink *sink, void *ctx) PC_MUST_USE;

#ifdef __cplusplus
}
#endif

#endif
