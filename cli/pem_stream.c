#include "cli/pem_stream.h"

#include <string.h>

/* What may still become a BEGIN line when it stands at the window's end. */
#define LINE_MAX_KEPT 4096

void pem_stream_init(struct pem_stream *stream, struct input *input)
{
        stream->input = input;
        stream->inside_line = false;
}

static bool is_line_end(uint8_t octet)
{
        return octet == '\n' || octet == '\r';
}

/* Whether another BEGIN line stands in the text, so that what stands before it is complete. */
static bool has_begin(struct pc_slice text)
{
        struct pc_pem_block block;

        return pc_pem_next(&text, &block) != PC_END;
}

/*
 * Lets go of a window without BEGIN lines, but for its last line, which may go on behind the window: unless
 * it is long, for then it is no BEGIN line.
 */
static void skip_text(struct pem_stream *stream)
{
        const struct pc_slice window = input_window(stream->input);
        size_t kept = 0;

        while (kept < window.len && !is_line_end(window.data[window.len - 1 - kept])) {
                kept++;
        }
        if (kept > LINE_MAX_KEPT) {
                stream->inside_line = true;
                kept = 0;
        }
        input_skip(stream->input, window.len - kept);
}

/* Lets go of the rest of a line whose beginning is gone. False where the window ends first. */
static bool skip_line(struct pem_stream *stream)
{
        const struct pc_slice window = input_window(stream->input);
        size_t len = 0;

        while (stream->inside_line && len < window.len) {
                stream->inside_line = !is_line_end(window.data[len]);
                len++;
        }
        input_skip(stream->input, len);
        return !stream->inside_line;
}

/* Whether a block without an END line in the window may have one behind it: then the block is kept, and all
 * before it let go of. */
static bool may_go_on(struct input *input, const struct pc_pem_block *block, struct pc_slice behind)
{
        if (input->at_end || has_begin(behind) || input_window(input).len - block->offset >= PEM_BLOCK_MAX) {
                return false;
        }
        input_skip(input, block->offset);
        return true;
}

/* Looks for the next block in the window. False where that takes more of the input. */
static bool look(struct pem_stream *stream, struct pem_item *item)
{
        struct input *input = stream->input;
        struct pc_slice window;
        struct pc_slice rest;
        enum pc_result result;

        item->what = PEM_END;
        if (stream->inside_line && !skip_line(stream)) {
                return input->at_end;
        }
        window = input_window(input);
        rest = window;
        result = pc_pem_next(&rest, &item->block);
        if (result == PC_END) {
                skip_text(stream);
                return input->at_end;
        }
        if (result != PC_OK && may_go_on(input, &item->block, rest)) {
                return false;
        }
        item->what = result == PC_OK ? PEM_BLOCK : PEM_UNCLOSED;
        item->begin = input->offset + item->block.offset;
        if (result == PC_OK) {
                item->body = input->offset + (uint64_t)(item->block.body.data - window.data);
        }
        input_skip(input, window.len - rest.len);
        return true;
}

struct pem_item pem_stream_next(struct pem_stream *stream)
{
        struct pem_item item;

        memset(&item, 0, sizeof item);
        while (!look(stream, &item)) {
                if (!input_grow(stream->input, PEM_BLOCK_MAX)) {
                        item.what = PEM_FAILURE;
                        break;
                }
        }
        return item;
}
