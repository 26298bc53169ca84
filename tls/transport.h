/* How the sessions call their transport: what it may not return, they take for a failure. For hosts. */
#ifndef PC_TLS_TRANSPORT_H
#define PC_TLS_TRANSPORT_H

#include "tls/session.h"

#ifdef __cplusplus
extern "C" {
#endif

/*
 * PC_OK with 1 to 'size' octets in 'done'; else 'done' is 0: PC_WANT_READ, PC_WANT_WRITE, PC_END,
 * PC_ERR_TLS_TRANSPORT.
 */
enum pc_result pc_transport_read(const struct pc_transport *transport, uint8_t *buf, size_t size,
                                 size_t *done) PC_MUST_USE;

/* The same without PC_END, as what is written has none. */
enum pc_result pc_transport_write(const struct pc_transport *transport, const uint8_t *buf, size_t size,
                                  size_t *done) PC_MUST_USE;

#ifdef __cplusplus
}
#endif

#endif
