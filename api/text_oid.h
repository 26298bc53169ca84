/* For the writers only: dotted OBJECT IDENTIFIERs, whose arcs may have any size. */
#ifndef PC_API_TEXT_OID_H
#define PC_API_TEXT_OID_H

#include "api/output.h"
#include "asn1/der.h"

#ifdef __cplusplus
extern "C" {
#endif

/* How many digits in base 10^9 hold an arc of PC_OID_SIZE_MAX octets. */
#define PC_OID_SPACE 138

/*
 * Puts the dotted text of an OBJECT IDENTIFIER of at most PC_OID_SIZE_MAX contents octets, which parsing has
 * checked. 'space' may be the output's own buffer: it is used for large arcs, behind a flush.
 */
void pc_put_oid(struct pc_output *out, struct pc_slice oid, uint32_t space[PC_OID_SPACE]);

/* The same as PC_TEXT_REGISTERED_ID has it, but for the NUL: true where that is to follow. */
bool pc_put_registered_id(struct pc_output *out, struct pc_slice oid, uint32_t space[PC_OID_SPACE]);

#ifdef __cplusplus
}
#endif

#endif
