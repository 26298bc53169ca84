/* What something is that is no certificate. */
#ifndef PC_CLI_IDENTIFY_H
#define PC_CLI_IDENTIFY_H

#include "asn1/der.h"

/* By a PEM label: "a private key", or NULL for an unknown one. */
const char *identify_label(const char *label);

/* By how the DER begins: "a private key", or NULL. */
const char *identify_der(struct pc_slice der);

#endif
