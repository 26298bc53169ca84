/* The lines of an input, whatever its size: only the line at hand is kept. They end in LF or CR LF. */
#ifndef PC_CLI_LINE_STREAM_H
#define PC_CLI_LINE_STREAM_H

#include "cli/input.h"

/* No line is longer. */
#define LINE_MAX_SIZE ((size_t)1 << 25)

struct line_stream {
        struct input *input;
        uint64_t number;  /* of the line at hand, from 1 */
        bool inside_line; /* the window's start belongs to the line at hand, which was too long */
};

/* A view into the input's window, valid until the next call. */
struct line {
        struct pc_slice text; /* without its LF */
        uint64_t offset;
        bool too_long; /* there is more of it than 'text' */
};

/* Starts at the input's window. The input must outlive the stream. */
void line_stream_init(struct line_stream *stream, struct input *input);

/* The next line that is not blank. False at the end, and where reading failed: the input knows why. */
bool line_stream_next(struct line_stream *stream, struct line *line);

/* White space, as base64 may hold it. */
bool line_is_space(uint8_t octet);

#endif
