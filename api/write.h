/* Writers: a certificate's dict as a Python literal, as JSON, and the whole certificate as text for people.
 */
#ifndef PC_API_WRITE_H
#define PC_API_WRITE_H

#include "api/sink.h"
#include "x509/certificate.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Each of them takes a certificate that has been parsed, and not the empty one that a refusal leaves. */

/*
 * The dict as ascii(SSLSocket.getpeercert()) prints it, byte for byte; no newline at the end. Nothing is
 * written where Python would raise: the code of pc_dict_check. PC_ERR_API_SINK where the sink stopped.
 */
enum pc_result pc_write_python(const struct pc_certificate *cert, pc_sink *sink, void *ctx) PC_MUST_USE;

/*
 * The dict as json.dumps() prints it, byte for byte: ASCII, on one line, tuples as arrays. A BIT STRING,
 * which json.dumps() refuses, becomes a string of lower-case hexadecimal digits.
 */
enum pc_result pc_write_json(const struct pc_certificate *cert, pc_sink *sink, void *ctx) PC_MUST_USE;

/*
 * The certificate for a person to read: UTF-8, several lines, with the extensions, the key and what is
 * irregular. Control characters are escaped. Written also where Python would raise. A sink gets whole characters.
 */
enum pc_result pc_write_text(const struct pc_certificate *cert, pc_sink *sink, void *ctx) PC_MUST_USE;

#ifdef __cplusplus
}
#endif

#endif
