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

#ifdef __cplusplus
}
#endif

#endif
