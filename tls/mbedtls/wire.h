/* The transport below an mbedTLS context: records go out whole, octets come in ahead. */
#ifndef PC_TLS_MBEDTLS_WIRE_H
#define PC_TLS_MBEDTLS_WIRE_H

#include "tls/session.h"

/* More than the library has to send at once, so that it never waits in the middle of a record. */
#define PC_WIRE_OUT 20480

/* As many octets as one read may bring. Read ahead, so that little is left unread when the connection is
 * refused. */
#define PC_WIRE_IN 16384

struct pc_wire {
        struct pc_transport transport;
        bool broken;      /* the transport failed */
        bool ended;       /* it is at its end */
        bool silent;      /* the library's alerts are kept back */
        uint8_t held;     /* the last of them that was, 0 for none */
        bool has_alerted; /* an alert has been sent */
        size_t out_len, out_sent;
        size_t in_len, in_read;
        uint8_t out[PC_WIRE_OUT];
        uint8_t in[PC_WIRE_IN];
};

/* For mbedtls_ssl_set_bio. */
int pc_wire_send(void *ctx, const unsigned char *buf, size_t len);
int pc_wire_receive(void *ctx, unsigned char *buf, size_t len);

/* Sends what waits: PC_OK when nothing does any more. */
enum pc_result pc_wire_flush(struct pc_wire *wire) PC_MUST_USE;

#endif
