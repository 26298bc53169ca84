#include "cli/line_stream.h"

#include <string.h>

void line_stream_init(struct line_stream *stream, struct input *input)
{
        stream->input = input;
        stream->number = 0;
        stream->inside_line = false;
}

bool line_is_space(uint8_t octet)
{
        return octet == ' ' || (octet >= '\t' && octet <= '\r');
}

static bool is_blank(struct pc_slice text)
{
        size_t i = 0;

        while (i < text.len && line_is_space(text.data[i])) {
                i++;
        }
        return i == text.len;
}

/* How many octets of the window belong to its first line, LF included. False where there may be more. */
static bool measure(const struct input *input, size_t *len)
{
        const struct pc_slice window = input_window(input);
        const uint8_t *newline = window.len > 0 ? memchr(window.data, '\n', window.len) : NULL;

        *len = newline != NULL ? (size_t)(newline - window.data) + 1 : window.len;
        return newline != NULL || input->at_end;
}

/* Lets go of the rest of a line that was too long. */
static bool skip_rest(struct line_stream *stream)
{
        size_t len;

        while (stream->inside_line) {
                if (!input_fill(stream->input, 1)) {
                        return false;
                }
                stream->inside_line = !measure(stream->input, &len);
                input_skip(stream->input, len);
        }
        return true;
}

/* Takes the next line, blank or not. */
static bool take(struct line_stream *stream, struct line *line)
{
        struct input *input = stream->input;
        size_t len;

        if (!skip_rest(stream) || !input_fill(input, 1) || input_window(input).len == 0) {
                return false;
        }
        while (!measure(input, &len) && len < LINE_MAX_SIZE) {
                if (!input_grow(input, LINE_MAX_SIZE)) {
                        return false;
                }
        }
        line->text = input_window(input);
        line->text.len = line->text.data[len - 1] == '\n' ? len - 1 : len;
        line->offset = input->offset;
        line->too_long = !input->at_end && line->text.len == len;
        stream->number++;
        stream->inside_line = line->too_long;
        input_skip(input, len);
        return true;
}

bool line_stream_next(struct line_stream *stream, struct line *line)
{
        do {
                if (!take(stream, line)) {
                        return false;
                }
        } while (is_blank(line->text));
        return true;
}
