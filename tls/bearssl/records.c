#include "tls/bearssl/records.h"

#include <string.h>

#include "tls/bearssl/internal.h"
#include "tls/session_text.h"
#include "tls/transport.h"

enum pc_result pc_records_fail(struct pc_records *records, enum pc_result failure, const char *text)
{
        records->failure = failure;
        records->text = text;
        return failure;
}

/* The transport has failed: nothing more will come. */
static enum pc_result fail_transport(struct pc_records *records)
{
        pc_bearssl_cut(records->tap);
        return pc_records_fail(records, PC_ERR_TLS_TRANSPORT, pc_session_text_failed(records->done));
}

/* The stream has ended, and no close_notify said that it would. */
static enum pc_result fail_cut(struct pc_records *records)
{
        pc_bearssl_cut(records->tap);
        return pc_records_fail(records, PC_ERR_TLS_EOF, pc_session_text_cut(records->done));
}

enum pc_result pc_records_write(struct pc_records *records, const uint8_t *octets, size_t len, size_t *sent)
{
        return pc_transport_write(&records->transport, octets, len, sent);
}

static enum pc_result send_records(struct pc_records *records)
{
        size_t len;
        size_t sent = 0;
        const unsigned char *octets = br_ssl_engine_sendrec_buf(records->engine, &len);
        enum pc_result result = pc_records_write(records, octets, len, &sent);

        if (result == PC_OK) {
                br_ssl_engine_sendrec_ack(records->engine, sent);
        }
        if (result >= 0) {
                return result;
        }
        /* Once the peer's close_notify has come, it is of no interest that ours does not get through. */
        return records->engine->shutdown_recv ? PC_END : fail_transport(records);
}

enum pc_result pc_records_flush(struct pc_records *records)
{
        enum pc_result result = PC_OK;

        while (result == PC_OK && br_ssl_engine_current_state(records->engine) & BR_SSL_SENDREC) {
                result = send_records(records);
        }
        return result;
}

static enum pc_result read_ahead(struct pc_records *records)
{
        size_t got = 0;
        enum pc_result result =
                pc_transport_read(&records->transport, records->ahead, sizeof records->ahead, &got);

        if (result == PC_OK) {
                records->ahead_pos = 0;
                records->ahead_len = got;
        }
        if (result == PC_END) {
                return fail_cut(records);
        }
        return result < 0 ? fail_transport(records) : result;
}

/* A server resumes only what it has by a ClientHello that comes in one piece (pc_bearssl_attach_server). */
static void hand_over(struct pc_records *records, size_t room)
{
        if (records->tap->role == PC_ROLE_CLIENT || records->held == room) {
                br_ssl_engine_recvrec_ack(records->engine, records->held);
                records->held = 0;
        }
}

static enum pc_result receive_records(struct pc_records *records)
{
        size_t room;
        size_t len;
        unsigned char *octets;

        if (records->ahead_pos == records->ahead_len) {
                enum pc_result result = read_ahead(records);

                if (result != PC_OK) {
                        return result;
                }
        }
        octets = br_ssl_engine_recvrec_buf(records->engine, &room);
        len = records->ahead_len - records->ahead_pos;
        if (len > room - records->held) {
                len = room - records->held;
        }
        memcpy(octets + records->held, records->ahead + records->ahead_pos, len);
        records->ahead_pos += len;
        records->held += len;
        hand_over(records, room);
        return PC_OK;
}

/* Moves records one way or the other, once. */
static enum pc_result move_records(struct pc_records *records, unsigned state)
{
        enum pc_result sending = PC_OK;

        if (state & BR_SSL_SENDREC) {
                sending = send_records(records);
                if (sending != PC_WANT_WRITE || !records->done) {
                        return sending;
                }
        }
        /* The peer may take nothing more before it has got rid of what it has to say. */
        if (state & BR_SSL_RECVREC) {
                enum pc_result receiving = receive_records(records);

                return receiving == PC_WANT_READ && sending != PC_OK ? sending : receiving;
        }
        if (sending != PC_OK) {
                return sending;
        }
        return pc_records_fail(records, PC_ERR_TLS_PROTOCOL, pc_bearssl_error_text(BR_ERR_BAD_STATE));
}

enum pc_result pc_records_pump(struct pc_records *records, unsigned wanted)
{
        for (;;) {
                unsigned state = br_ssl_engine_current_state(records->engine);
                enum pc_result result;

                if (records->failure != PC_OK) {
                        return records->failure;
                }
                if (state == BR_SSL_CLOSED || pc_bearssl_excessive(records->tap)) {
                        return PC_END;
                }
                if (state & wanted) {
                        return PC_OK;
                }
                result = move_records(records, state);
                if (result != PC_OK) {
                        return result;
                }
        }
}
