/* Why a certificate is refused, in one line. */
#ifndef PC_CLI_REFUSAL_H
#define PC_CLI_REFUSAL_H

#include <stdint.h>

#include "asn1/der.h"
#include "asn1/result.h"

/* "WHERE: FIELD: REASON at byte OFFSET"; 'der' is the certificate that 'diag' speaks of. */
void refusal_message(const char *where, struct pc_slice der, const struct pc_diag *diag);

/* "WHERE: irregular: REASON; REASON", for a certificate's set of irregularities. */
void refusal_irregular(const char *where, uint32_t irregularities);

#endif
