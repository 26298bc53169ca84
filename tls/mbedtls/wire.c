#include "tls/mbedtls/wire.h"

#include <mbedtls/net_sockets.h>
#include <mbedtls/ssl.h>
#include <string.h>

#include "tls/transport.h"

/* RFC 5246 6.2.1, 7.2: a record's header, level and description. */
#define ALERT_SIZE 7

enum pc_result pc_wire_flush(struct pc_wire *wire)
{
        while (!wire->broken && wire->out_sent < wire->out_len) {
                size_t done = 0;
                const enum pc_result result =
                        pc_transport_write(&wire->transport, wire->out + wire->out_sent,
                                           wire->out_len - wire->out_sent, &done);

                if (result > 0) {
                        return result;
                }
                wire->broken = result < 0;
                wire->out_sent += done;
        }
        if (wire->broken) {
                return PC_ERR_TLS_TRANSPORT;
        }
        wire->out_len = 0;
        wire->out_sent = 0;
        return PC_OK;
}

/* All that waits goes to the buffer's start. */
static void make_room(struct pc_wire *wire)
{
        memmove(wire->out, wire->out + wire->out_sent, wire->out_len - wire->out_sent);
        wire->out_len -= wire->out_sent;
        wire->out_sent = 0;
}

/* mbedTLS hands over whole records, and an alert by itself (RFC 5246 6.2.1). */
static bool is_alert(const unsigned char *buf)
{
        return buf[0] == MBEDTLS_SSL_MSG_ALERT;
}

static bool has_room(const struct pc_wire *wire, size_t len)
{
        return len <= PC_WIRE_OUT - (wire->out_len - wire->out_sent);
}

/*
 * Records wait for the rest of their flight: a peer that refuses the first of them, and closes, would make
 * the next fail to be sent, and its alert go unread.
 */
int pc_wire_send(void *ctx, const unsigned char *buf, size_t len)
{
        struct pc_wire *wire = ctx;

        if (wire->broken) {
                return MBEDTLS_ERR_NET_SEND_FAILED;
        }
        if (is_alert(buf) && wire->silent) {
                wire->held = len == ALERT_SIZE ? buf[ALERT_SIZE - 1] : 0;
                return (int)len;
        }
        if (!has_room(wire, len) && pc_wire_flush(wire) < 0) {
                return MBEDTLS_ERR_NET_SEND_FAILED;
        }
        if (!has_room(wire, len)) {
                return MBEDTLS_ERR_SSL_WANT_WRITE;
        }
        make_room(wire);
        memcpy(wire->out + wire->out_len, buf, len);
        wire->out_len += len;
        wire->has_alerted = wire->has_alerted || is_alert(buf);
        return (int)len;
}

/* Nothing can be read: does something have to be written first? */
static int would_block(const struct pc_wire *wire, enum pc_result result)
{
        return result == PC_WANT_WRITE || wire->out_sent < wire->out_len ? MBEDTLS_ERR_SSL_WANT_WRITE
                                                                         : MBEDTLS_ERR_SSL_WANT_READ;
}

static int read_ahead(struct pc_wire *wire)
{
        enum pc_result result = pc_wire_flush(wire);

        if (result >= 0) {
                wire->in_read = 0;
                wire->in_len = 0;
                result = pc_transport_read(&wire->transport, wire->in, sizeof wire->in, &wire->in_len);
        }
        if (result == PC_END) {
                wire->ended = true;
                return MBEDTLS_ERR_SSL_CONN_EOF;
        }
        if (result > 0) {
                return would_block(wire, result);
        }
        wire->broken = result < 0;
        return wire->broken ? MBEDTLS_ERR_NET_RECV_FAILED : 0;
}

int pc_wire_receive(void *ctx, unsigned char *buf, size_t len)
{
        struct pc_wire *wire = ctx;

        if (wire->in_read == wire->in_len) {
                const int error = wire->ended ? MBEDTLS_ERR_SSL_CONN_EOF : read_ahead(wire);

                if (error != 0) {
                        return error;
                }
        }
        if (len > wire->in_len - wire->in_read) {
                len = wire->in_len - wire->in_read;
        }
        memcpy(buf, wire->in + wire->in_read, len);
        wire->in_read += len;
        return (int)len;
}
