#include "cli/output.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

void output_init(struct output *output)
{
        output->error = 0;
        output->before = NULL;
        output->ctx = NULL;
        output->len = 0;
}

static void write_out(struct output *output, const char *data, size_t len)
{
        while (len > 0 && output->error == 0) {
                const ssize_t done = write(STDOUT_FILENO, data, len);

                if (done >= 0) {
                        data += done;
                        len -= (size_t)done;
                } else if (errno != EINTR) {
                        output->error = errno;
                }
        }
}

void output_flush(struct output *output)
{
        if (output->before != NULL) {
                output->before(output->ctx);
        }
        write_out(output, output->data, output->len);
        output->len = 0;
}

int output_sink(void *ctx, const void *data, size_t len)
{
        struct output *output = ctx;

        if (len > OUTPUT_SIZE - output->len) {
                output_flush(output);
        }
        if (len > OUTPUT_SIZE) {
                write_out(output, data, len);
        } else {
                memcpy(output->data + output->len, data, len);
                output->len += len;
        }
        return output->error;
}

void output_text(struct output *output, const char *text)
{
        (void)output_sink(output, text, strlen(text));
}

void output_octets(struct output *output, struct pc_slice octets)
{
        if (octets.len > 0) {
                (void)output_sink(output, octets.data, octets.len);
        }
}

void output_number(struct output *output, unsigned long long number)
{
        char text[24];

        (void)snprintf(text, sizeof text, "%llu", number);
        output_text(output, text);
}

enum status output_finish(struct output *output)
{
        output_flush(output);
        if (output->error == 0) {
                return STATUS_OK;
        }
        if (output->error != EPIPE) {
                message("standard output: %s", strerror(output->error));
        }
        return STATUS_USAGE;
}
