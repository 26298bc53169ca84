/* Why a certificate is refused, in one line. */
#ifndef PC_CLI_REFUSAL_H
#define PC_CLI_REFUSAL_H

#include <stddef.h>
#include <stdint.h>

#include "asn1/der.h"
#include "x509/diag.h"
#include "asn1/result.h"

/* Enough for the reason; what is longer in 'where' is cut off with what follows it. */
#define REFUSAL_SIZE 4096

/* "WHERE: FIELD: REASON at byte OFFSET"; 'der' is the certificate that 'diag' speaks of. */
void refusal_text(char text[REFUSAL_SIZE], const char *where, struct pc_slice der,
                  const struct pc_diag *diag);

/* The same as a message. */
void refusal_message(const char *where, struct pc_slice der, const struct pc_diag *diag);

/* "WHERE: irregular: REASON; REASON", for a certificate's set of irregularities. */
void refusal_irregular(char text[REFUSAL_SIZE], const char *where, uint32_t irregularities);

#endif
