/* For literal*.c only: the texts and the octets of a literal. */
#ifndef PC_API_LITERAL_TEXT_H
#define PC_API_LITERAL_TEXT_H

#include "api/dict.h"
#include "api/literal.h"
#include "api/text_oid.h"

#ifdef __cplusplus
extern "C" {
#endif

/* A longer text does not go by way of the output's buffer, unless it needs escapes. */
#define PC_SHORT_TEXT 256

/* A literal in the making. */
struct pc_literal {
        const struct pc_literal_style *style;
        struct pc_output out;
        bool profile_times; /* both times are as RFC 5280 wants them */
        uint8_t items;      /* of the list in hand: 0, 1, or more */
        uint8_t rdns;       /* of the name in hand */
        uint8_t attributes; /* of the RDN in hand */
        size_t rdn;         /* which one that is */
        /* What is held back; or, after a flush, the digits of a large number. */
        union pc_literal_space {
                uint8_t octets[PC_OID_SPACE * sizeof(uint32_t)];
                uint32_t digits[PC_OID_SPACE];
        } space;
};

/* Puts a text in quotes, escaped as need be; of any kind but OBJECT IDENTIFIERs. */
void pc_literal_text(struct pc_literal *literal, const struct pc_text *text);

/* Puts a registeredID without a name in quotes. It stands apart from the other texts for its stack. */
void pc_literal_registered_id(struct pc_literal *literal, struct pc_slice oid);

/* Puts an attribute's value that is a BIT STRING. */
void pc_literal_bit_string(struct pc_literal *literal, struct pc_slice content);

#ifdef __cplusplus
}
#endif

#endif
