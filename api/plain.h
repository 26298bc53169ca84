/* For literal.c only: texts that no notation escapes, which is nearly all of them, told fast. */
#ifndef PC_API_PLAIN_H
#define PC_API_PLAIN_H

#include "asn1/der.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Whether all octets are printable ASCII, and none is a quote or a backslash. */
bool pc_is_plain(struct pc_slice text);

#ifdef __cplusplus
}
#endif

#endif
