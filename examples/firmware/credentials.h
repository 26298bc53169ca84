/* What is compiled in, of embed.py's making. */
#ifndef CREDENTIALS_H
#define CREDENTIALS_H

#include "asn1/der.h"

/* The certificate that is trusted, this end's own, and its key: DER. */
extern const struct pc_slice trust_anchor;
extern const struct pc_slice own_certificate;
extern const struct pc_slice own_key;

#endif
