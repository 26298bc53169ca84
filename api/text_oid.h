/*
 * For text.c only: dotted OBJECT IDENTIFIERs. They stand apart because arcs of any size take several hundred
 * octets of stack, which no other text should pay for.
 */
#ifndef PC_API_TEXT_OID_H
#define PC_API_TEXT_OID_H

#include "api/sink.h"
#include "asn1/der.h"

#ifdef __cplusplus
extern "C" {
#endif

/* PC_TEXT_OID and PC_TEXT_REGISTERED_ID, as pc_text_write has them. */
enum pc_result pc_text_write_oid(struct pc_slice oid, pc_sink *sink, void *ctx) PC_MUST_USE;
enum pc_result pc_text_write_registered_id(struct pc_slice oid, pc_sink *sink, void *ctx) PC_MUST_USE;

#ifdef __cplusplus
}
#endif

#endif
