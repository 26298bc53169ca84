/* How a session's records get from the engine to the transport and back. */
#ifndef PC_TLS_BEARSSL_RECORDS_H
#define PC_TLS_BEARSSL_RECORDS_H

#include "tls/bearssl/peercert_bearssl.h"
#include "tls/session.h"

/* As many octets as one read may bring. Read ahead, so that little is left unread when the connection is
 * refused. */
#define PC_RECORDS_AHEAD 16384

/* One end of a connection: an engine that 'tap' is attached to, and the transport. */
struct pc_records {
        struct pc_transport transport;
        br_ssl_engine_context *engine;
        struct pc_bearssl *tap;
        enum pc_result failure; /* sticky; PC_OK: none */
        const char *text;       /* what failed, for people */
        bool done;              /* the handshake */
        size_t held;            /* octets of a record that the engine does not know of yet */
        size_t ahead_pos, ahead_len;
        uint8_t ahead[PC_RECORDS_AHEAD];
};

/* Notes a failure, once and for all, and returns it. */
enum pc_result pc_records_fail(struct pc_records *records, enum pc_result failure, const char *text);

/* Hands octets to the transport. */
enum pc_result pc_records_write(struct pc_records *records, const uint8_t *octets, size_t len,
                                size_t *sent) PC_MUST_USE;

/* Sends what the engine has ready, and nothing else. */
enum pc_result pc_records_flush(struct pc_records *records) PC_MUST_USE;

/* Moves records until the engine is in one of the states 'wanted', or is closed or should be (PC_END), or
 * something is amiss. */
enum pc_result pc_records_pump(struct pc_records *records, unsigned wanted) PC_MUST_USE;

#endif
