/*
 * For write_python.c, write_json.c, and what is written fast only: punctuation with what stands in it, and escapes, ready
 * to be copied.
 */
#ifndef PC_API_LITERAL_MARKS_H
#define PC_API_LITERAL_MARKS_H

#include "api/dict_internal.h"
#include "api/escapes.h"

/* Texts of one size, of which the first octets can be left out. */
#define PC_MARK_SKIP 7
struct pc_mark {
        char text[32 + PC_MARK_SKIP];
        uint8_t len;
};
struct pc_short_mark {
        char text[8 + PC_MARK_SKIP];
        uint8_t len;
};

#define PC_MARK(text) {text, sizeof(text) - 1}

struct pc_literal_marks {
        struct pc_mark keys[PC_KEY_COUNT]; /* each with the comma before it, and with what begins its value */
        struct pc_mark labels[PC_GENERAL_NAME_REGISTERED_ID + 1]; /* the same, up to the text's quote */
        struct pc_short_mark rdn;  /* from an RDN of one attribute to the next RDN's first type */
        uint8_t skip_several; /* how much of it is left out behind an RDN of several attributes */
        uint8_t skip_first;   /* ... where there is no RDN before */
        struct pc_short_mark pair; /* from an attribute to the next one's type */
        char middle[4];       /* from a type to a text */
        char end[2];          /* behind a text that ends a pair */
        const struct pc_escapes *escapes; /* with the style's quote */
        /* Writes the octets of a BIT STRING with quotes, PC_ESCAPE_MAX octets at most for one; NULL where it does not. */
        uint8_t *(*write_octets)(uint8_t *at, struct pc_slice octets);
};

#endif
