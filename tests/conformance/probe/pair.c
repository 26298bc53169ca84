#include "pair.h"

#include <stdio.h>
#include <string.h>

static enum pc_result pipe_read(void *ctx, uint8_t *buf, size_t size, size_t *done)
{
        struct pipe *pipe = ((struct end *)ctx)->in;
        const size_t left = pipe->to - pipe->from;

        if (left == 0) {
                return PC_WANT_READ;
        }
        *done = left < size ? left : size;
        memcpy(buf, pipe->octets + pipe->from, *done);
        pipe->from += *done;
        return PC_OK;
}

static enum pc_result pipe_write(void *ctx, const uint8_t *buf, size_t size, size_t *done)
{
        struct pipe *pipe = ((struct end *)ctx)->out;
        const size_t room = PIPE_MAX - pipe->to;

        if (room == 0) {
                return PC_ERR_TLS_TRANSPORT;
        }
        *done = room < size ? room : size;
        memcpy(pipe->octets + pipe->to, buf, *done);
        pipe->to += *done;
        return PC_OK;
}

static bool end_open(struct end *end, const struct options *options, const struct setup *setup, long cut)
{
        const struct pc_transport ends = {end, pipe_read, pipe_write};
        enum pc_result result;

        end->session = NULL;
        end->done = false;
        result = pc_session_open(&end->session, options->backend, &setup->config,
                                 shaped_transport(&end->shaped, ends, (enum shape)options->shape, cut));
        if (result != PC_OK) {
                fprintf(stderr, "session_probe: %s: %s\n", options->backend->name, pc_strerror(result));
        }
        return result == PC_OK;
}

bool pair_open(struct pair *pair, const struct options *options, const struct setup *tested,
               const struct setup *other, long cut)
{
        const struct options others = setup_other(options);

        for (int i = 0; i < 2; i++) {
                pair->pipes[i].from = 0;
                pair->pipes[i].to = 0;
        }
        pair->tested.in = pair->other.out = &pair->pipes[0];
        pair->tested.out = pair->other.in = &pair->pipes[1];
        pair->other.session = NULL;
        return end_open(&pair->tested, options, tested, cut) && end_open(&pair->other, &others, other, -1);
}

void pair_free(struct pair *pair)
{
        pc_session_free(pair->tested.session);
        pc_session_free(pair->other.session);
}

static void end_step(struct end *end)
{
        end->result = pc_session_handshake(end->session);
        end->done = end->result == PC_OK;
}

/* How far everything has got: it goes up with every octet that is moved. */
static size_t moved(const struct pair *pair)
{
        size_t sum = 0;

        for (int i = 0; i < 2; i++) {
                sum += pair->pipes[i].from + pair->pipes[i].to;
        }
        return sum;
}

/* A shaped transport blocks at every other call, so that nothing moves once or twice. */
#define PATIENCE 8

enum pc_result pair_handshake(struct pair *pair)
{
        int still = 0;

        while (still < PATIENCE) {
                const size_t before = moved(pair);

                end_step(&pair->tested);
                if (pair->tested.result <= 0) {
                        return pair->tested.result;
                }
                if (!pair->other.done) {
                        end_step(&pair->other);
                }
                still = moved(pair) == before ? still + 1 : 0;
        }
        return PC_WANT_READ;
}

enum pc_result pair_pass(struct end *from, struct end *to)
{
        bool written = false;
        enum pc_result result = PC_WANT_READ;

        for (int i = 0; i < PATIENCE; i++) {
                uint8_t octet = 0;
                size_t done;

                if (!from->done) {
                        end_step(from);
                }
                if (from->done && !written) {
                        written = pc_session_write(from->session, &octet, 1, &done) == PC_OK;
                }
                result = pc_session_read(to->session, &octet, 1, &done);
                if (result != PC_WANT_READ && result != PC_WANT_WRITE) {
                        return result;
                }
        }
        return result;
}
