/* Writers: a certificate's dict as a Python literal, as JSON, and the whole certificate as text for people. */
#ifndef PC_API_WRITE_H
#define PC_API_WRITE_H

#include "x509/certificate.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Takes 'len' octets, len > 0; anything but 0 stops the writer. */
typedef int pc_sink(void *ctx, const void *data, size_t len);

/*
 * A sink over a buffer, whose address is the sink's 'ctx'. 'len' counts all that was written, also beyond
 * 'size': the length needed. What fits is kept.
 */
struct pc_buffer {
        char *data;
        size_t size;
        size_t len;
};
int pc_buffer_sink(void *ctx, const void *data, size_t len);

/*
 * The dict as ascii(SSLSocket.getpeercert()) prints it, byte for byte; no newline at the end. Nothing is
 * written where Python would raise: the code of pc_dict_check. PC_ERR_API_SINK where the sink stopped.
 */
enum pc_result pc_write_python(const struct pc_certificate *cert, pc_sink *sink, void *ctx) PC_MUST_USE;

/*
 * The dict as json.dumps() prints it, byte for byte: ASCII, on one line, tuples as arrays. A BIT STRING, which
 * json.dumps() refuses, becomes a string of lower-case hexadecimal digits.
 */
enum pc_result pc_write_json(const struct pc_certificate *cert, pc_sink *sink, void *ctx) PC_MUST_USE;

/*
 * The certificate for a person to read: UTF-8, several lines, with the extensions, the key and what is irregular.
 * Control characters are escaped. Written also where Python would raise.
 */
enum pc_result pc_write_text(const struct pc_certificate *cert, pc_sink *sink, void *ctx) PC_MUST_USE;

#ifdef __cplusplus
}
#endif

#endif
