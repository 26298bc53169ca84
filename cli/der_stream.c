#include "cli/der_stream.h"

#include "x509/certificate.h"

/* One octet more than the largest certificate is enough to refuse what is larger. */
#define DER_MAX ((size_t)PC_CERTIFICATE_MAX + 1)

void der_stream_init(struct der_stream *stream, struct input *input)
{
        stream->input = input;
        stream->done = false;
}

static bool take_rest(struct der_stream *stream, struct pc_slice *der)
{
        stream->done = true;
        if (!input_fill(stream->input, DER_MAX)) {
                return false;
        }
        *der = input_window(stream->input);
        der->len = der->len < DER_MAX ? der->len : DER_MAX;
        return true;
}

/* Reads the data value at the window's start. False where the window may lack something to say what it is. */
static bool look(const struct input *input, struct pc_slice *der, bool *followed)
{
        const struct pc_slice window = input_window(input);
        struct pc_slice rest = window;
        struct pc_element element;
        const enum pc_result result = pc_der_read(&rest, &element);
        const bool complete = input->at_end || window.len >= DER_MAX;

        *der = pc_slice_until(window, rest);
        *followed = result == PC_OK && (rest.len == 0 || rest.data[0] == PC_TAG_SEQUENCE);
        return complete || (result == PC_OK && rest.len > 0) ||
               (result != PC_OK && result != PC_ERR_DER_TRUNCATED);
}

bool der_stream_next(struct der_stream *stream, struct pc_slice *der, uint64_t *offset)
{
        struct input *input = stream->input;
        bool followed;

        if (stream->done || !input_fill(input, 1) || input_window(input).len == 0) {
                return false;
        }
        *offset = input->offset;
        while (!look(input, der, &followed)) {
                if (!input_grow(input, DER_MAX)) {
                        return false;
                }
        }
        if (!followed) {
                return take_rest(stream, der);
        }
        input_skip(input, der->len);
        return true;
}
