/* The server name that a client asks for (RFC 6066 3), read where the TLS library does not tell it in time.
 */
#ifndef PC_TLS_SERVER_NAME_H
#define PC_TLS_SERVER_NAME_H

#include "asn1/der.h"

#ifdef __cplusplus
extern "C" {
#endif

#define PC_SERVER_NAME_TYPE 0   /* of the extension */
#define PC_SERVER_NAME_MAX  255 /* octets of a name */

/*
 * What stands in the extension. False, with 'name' untouched, where it is anything else than one host name
 * without a zero octet: nobody can say then what a TLS library makes of it.
 */
bool pc_server_name_read(struct pc_slice extension, struct pc_slice *name);

/*
 * Of a ClientHello (RFC 5246 7.4.1.2), what stands behind the session ID; the name is empty where it asks for
 * none. False, with 'name' untouched: it is not whole, or has no such name.
 */
bool pc_server_name_find(struct pc_slice hello, struct pc_slice *name);

#ifdef __cplusplus
}
#endif

#endif
