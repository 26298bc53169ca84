/* What TLS messages are made of: vectors and extensions (RFC 5246 4.3 and 7.4.1.4, RFC 8446 3.4 and 4.2). */
#ifndef PC_TLS_VECTOR_H
#define PC_TLS_VECTOR_H

#include "asn1/der.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Takes a vector whose length is in 'width' octets, four at most, off the front; false: it is not whole. */
bool pc_vector_take(struct pc_slice *in, size_t width, struct pc_slice *out);

/*
 * Takes extensions off the front up to the next one of type 'wanted', and gives what stands in it. False,
 * with 'list' at its end or at what is no extension: there is none.
 */
bool pc_extension_take(struct pc_slice *list, unsigned wanted, struct pc_slice *data);

#ifdef __cplusplus
}
#endif

#endif
