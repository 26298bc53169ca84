/* For the literal's writer only: texts that no notation escapes, which is nearly all of them, told fast. */
#ifndef PC_API_PLAIN_H
#define PC_API_PLAIN_H

#include "asn1/der.h"

#ifdef __cplusplus
extern "C" {
#endif

/*
 * Copies a text. Tells whether all of it is printable ASCII without quotes and backslashes; may say no where
 * there is a
 * '#' or a '&'.
 */
bool pc_copy_plain(uint8_t *to, const uint8_t *from, size_t len);

/*
 * Copies some of what stands at a text's beginning without a control character, a backslash, 'quote', or
 * anything above 7E; gives its length, which may be none at all.
 */
size_t pc_copy_run(uint8_t *to, const uint8_t *from, size_t len, uint8_t quote);

/* Which quotes a text of octets has. */
struct pc_quotes {
        bool single;
        bool twofold;
};
struct pc_quotes pc_quotes_in(struct pc_slice text);

#ifdef __cplusplus
}
#endif

#endif
