/* For the writers only: dotted OBJECT IDENTIFIERs, whose arcs may have any size. */
#ifndef PC_API_TEXT_OID_H
#define PC_API_TEXT_OID_H

#include "api/output.h"
#include "asn1/der.h"
#include "asn1/fast.h"
#include "asn1/oid.h"
#include "x509/irregular.h"

#ifdef __cplusplus
extern "C" {
#endif

/*
 * An arc of PC_OID_SIZE_MAX octets has 138 digits in base 10^9. For size, half of them and one are kept at a time; for
 * speed, all of them and room to move by eight for each 32 octets.
 */
#define PC_OID_SPACE (PC_FAST ? 8 * (PC_OID_SIZE_MAX / 32 + 3) : 138 / 2 + 1)

/*
 * Puts the dotted text of an OBJECT IDENTIFIER of at most PC_OID_SIZE_MAX contents octets, which parsing has
 * checked. 'space' is for the digits of large arcs. 'registered': as PC_TEXT_REGISTERED_ID has it, but for the NUL:
 * true where that is to follow.
 */
bool pc_put_oid(struct pc_output *out, struct pc_slice oid, uint32_t space[PC_OID_SPACE], bool registered);

/* The same where it is not registered. */
void pc_put_dotted(struct pc_output *out, struct pc_slice oid, uint32_t space[PC_OID_SPACE]);

/*
 * Writes the same, not built for size: at most PC_OID_DOTTED_MAX(n) octets for n contents octets, and PC_OID_PADDING
 * that it may write over. Gives where it ends.
 */
#define PC_OID_PADDING 16
uint8_t *pc_write_dotted(uint8_t *at, struct pc_slice oid, uint32_t space[PC_OID_SPACE]);

#ifdef __cplusplus
}
#endif

#endif
