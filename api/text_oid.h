/* For the writers only: dotted OBJECT IDENTIFIERs, whose arcs may have any size. */
#ifndef PC_API_TEXT_OID_H
#define PC_API_TEXT_OID_H

#include "api/output.h"
#include "asn1/der.h"
#include "asn1/fast.h"

#ifdef __cplusplus
extern "C" {
#endif

/*
 * How many digits in base 10^9 an arc of PC_OID_SIZE_MAX octets has; for size, how many are kept of them at a
 * time, half and one.
 */
#define PC_OID_DIGITS 138
#define PC_OID_SPACE  (PC_FAST ? PC_OID_DIGITS : PC_OID_DIGITS / 2 + 1)

/*
 * Puts the dotted text of an OBJECT IDENTIFIER of at most PC_OID_SIZE_MAX contents octets, which parsing has
 * checked. 'space' is for the digits of large arcs. 'registered': as PC_TEXT_REGISTERED_ID has it, but for the NUL:
 * true where that is to follow.
 */
bool pc_put_oid(struct pc_output *out, struct pc_slice oid, uint32_t space[PC_OID_SPACE], bool registered);

/* The same where it is not registered. */
void pc_put_dotted(struct pc_output *out, struct pc_slice oid, uint32_t space[PC_OID_SPACE]);

#ifdef __cplusplus
}
#endif

#endif
