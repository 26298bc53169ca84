/* Sinks: where texts and writers put their octets. */
#ifndef PC_API_SINK_H
#define PC_API_SINK_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Takes 'len' octets, len > 0; anything but 0 stops the writer, which then makes no further call. */
typedef int pc_sink(void *ctx, const void *data, size_t len);

/*
 * A sink over a buffer, whose address is the sink's 'ctx'. 'len' counts all that was written, also beyond
 * 'size': the length needed. What fits is kept. 'data' may be NULL where 'size' is 0.
 */
struct pc_buffer {
        char *data;
        size_t size;
        size_t len;
};

/*@ predicate valid_buffer(struct pc_buffer *b, integer more) =
        \valid(b) && (b->size == 0 || \valid(b->data + (0 .. b->size - 1))) && b->len + more <= SIZE_MAX;
*/

/* The sink of a struct pc_buffer, its 'ctx'. It never stops a writer. */
int pc_buffer_sink(void *ctx, const void *data, size_t len);

#ifdef __cplusplus
}
#endif

#endif
