#include "tls/openssl/line.h"

#include <string.h>

#include <openssl/crypto.h>

#include "tls/transport.h"

/* More than any flight; who makes us answer and never reads gets no further. */
#define QUEUE_MAX ((size_t)1 << 20)

enum pc_result pc_openssl_line_flush(struct pc_openssl_line *line)
{
        while (line->start < line->end && !line->broken) {
                size_t sent = 0;
                const enum pc_result result = pc_transport_write(
                        &line->transport, line->queue + line->start, line->end - line->start, &sent);

                if (result > 0) {
                        return PC_WANT_WRITE;
                }
                if (result < 0) {
                        line->broken = true;
                } else {
                        line->start += sent;
                }
        }
        line->start = 0;
        line->end = 0;
        return PC_OK;
}

static int read_octets(BIO *bio, char *buf, size_t size, size_t *done)
{
        struct pc_openssl_line *line = BIO_get_data(bio);
        /* A transport that waits would wait for ever for the answer to what is still queued. */
        enum pc_result result = pc_openssl_line_flush(line);

        if (result == PC_OK) {
                result = pc_transport_read(&line->transport, (uint8_t *)buf, size, done);
        }
        BIO_clear_retry_flags(bio);
        switch (result) {
        case PC_OK:
                return 1;
        case PC_WANT_READ:
        case PC_WANT_WRITE:
                BIO_set_retry_read(bio);
                return 0;
        case PC_END:
                line->ended = true;
                return 0;
        default:
                line->broken = true;
                return 0;
        }
}

/* Room for 'len' octets more, behind those that wait, which move to the front. */
static bool make_room(struct pc_openssl_line *line, size_t len)
{
        const size_t waiting = line->end - line->start;
        unsigned char *queue;

        if (len > QUEUE_MAX - waiting) {
                return false;
        }
        if (line->start != 0) {
                memmove(line->queue, line->queue + line->start, waiting);
                line->start = 0;
                line->end = waiting;
        }
        if (len <= line->capacity - waiting) {
                return true;
        }
        queue = OPENSSL_realloc(line->queue, waiting + len);
        if (queue == NULL) {
                return false;
        }
        line->queue = queue;
        line->capacity = waiting + len;
        return true;
}

static int write_octets(BIO *bio, const char *buf, size_t len, size_t *done)
{
        struct pc_openssl_line *line = BIO_get_data(bio);

        BIO_clear_retry_flags(bio);
        if (!make_room(line, len)) {
                return 0;
        }
        memcpy(line->queue + line->end, buf, len);
        line->end += len;
        *done = len;
        return 1;
}

static long control(BIO *bio, int command, long number, void *pointer)
{
        const struct pc_openssl_line *line = BIO_get_data(bio);

        (void)number, (void)pointer;
        switch (command) {
        case BIO_CTRL_FLUSH:
                return 1;
        case BIO_CTRL_EOF:
                return line->ended;
        default:
                return 0;
        }
}

static BIO_METHOD *make_method(void)
{
        BIO_METHOD *method = BIO_meth_new(BIO_TYPE_SOURCE_SINK, "peercert");

        if (method != NULL && BIO_meth_set_read_ex(method, read_octets) &&
            BIO_meth_set_write_ex(method, write_octets) && BIO_meth_set_ctrl(method, control)) {
                return method;
        }
        BIO_meth_free(method);
        return NULL;
}

BIO *pc_openssl_line_open(struct pc_openssl_line *line, struct pc_transport transport)
{
        BIO *bio = NULL;

        line->transport = transport;
        line->method = make_method();
        if (line->method != NULL) {
                bio = BIO_new(line->method);
        }
        if (bio != NULL) {
                BIO_set_data(bio, line);
                BIO_set_init(bio, 1);
        }
        return bio;
}

void pc_openssl_line_free(struct pc_openssl_line *line)
{
        BIO_meth_free(line->method);
        OPENSSL_free(line->queue);
}
