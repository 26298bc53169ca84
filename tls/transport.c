#include "tls/transport.h"

/*
 * Octets that are not there would be read, and a call that moves none would be made again and again. Of a
 * call that has failed none count.
 */
static enum pc_result check(enum pc_result result, size_t size, size_t *done)
{
        const size_t moved = *done;

        *done = 0;
        switch (result) {
        case PC_OK:
                if (moved == 0 || moved > size) {
                        return PC_ERR_TLS_TRANSPORT;
                }
                *done = moved;
                return PC_OK;
        case PC_END:
        case PC_WANT_READ:
        case PC_WANT_WRITE:
                return result;
        default:
                return PC_ERR_TLS_TRANSPORT;
        }
}

enum pc_result pc_transport_read(const struct pc_transport *transport, uint8_t *buf, size_t size,
                                 size_t *done)
{
        *done = 0;
        return check(transport->read(transport->ctx, buf, size, done), size, done);
}

enum pc_result pc_transport_write(const struct pc_transport *transport, const uint8_t *buf, size_t size,
                                  size_t *done)
{
        enum pc_result result;

        *done = 0;
        result = check(transport->write(transport->ctx, buf, size, done), size, done);
        return result == PC_END ? PC_ERR_TLS_TRANSPORT : result;
}
