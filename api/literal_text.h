/* For literal*.c only: the texts and the octets of a literal. */
#ifndef PC_API_LITERAL_TEXT_H
#define PC_API_LITERAL_TEXT_H

#include <string.h>

#include "api/dict.h"
#include "api/literal.h"

#ifdef __cplusplus
extern "C" {
#endif

/* A literal in the making. */
struct pc_literal {
        const struct pc_literal_style *style;
        bool first;    /* nothing stands before the next item in its tuple or dict */
        uint8_t quote; /* of the text in hand */
        struct pc_output out;
};

/* Puts what parts an item from the one before, then the mark that opens it. */
static inline void pc_literal_open(struct pc_literal *literal, uint8_t mark)
{
        const size_t parted = literal->first ? 0 : 2;
        uint8_t *place = pc_output_reserve(&literal->out, parted + 1);

        if (parted > 0) {
                memcpy(place, ", ", 2);
        }
        place[parted] = mark;
}

/* Puts a text, or a BIT STRING's octets, as one item. */
void pc_literal_text(struct pc_literal *literal, const struct pc_text *text);
void pc_literal_octets(struct pc_literal *literal, const struct pc_event *event);

#ifdef __cplusplus
}
#endif

#endif
