/*
 * For text.c only: how the kinds of text are written that take a buffer. Each stands for itself, and not
 * inside pc_text_write, so that no text pays for the stack of another.
 */
#ifndef PC_API_TEXT_VALUE_H
#define PC_API_TEXT_VALUE_H

#include "api/text.h"

#ifdef __cplusplus
extern "C" {
#endif

enum pc_result pc_text_write_string(const struct pc_text *text, pc_sink *sink, void *ctx) PC_MUST_USE;
enum pc_result pc_text_write_serial(const struct pc_text *text, pc_sink *sink, void *ctx) PC_MUST_USE;
enum pc_result pc_text_write_time(const struct pc_text *text, pc_sink *sink, void *ctx) PC_MUST_USE;
enum pc_result pc_text_write_ip_address(const struct pc_text *text, pc_sink *sink, void *ctx) PC_MUST_USE;

/* Hands octets, or a NUL-terminated string, to a sink; none where there are none. */
enum pc_result pc_sink_put(pc_sink *sink, void *ctx, const void *data, size_t len) PC_MUST_USE;
enum pc_result pc_sink_string(pc_sink *sink, void *ctx, const char *string) PC_MUST_USE;

#ifdef __cplusplus
}
#endif

#endif
