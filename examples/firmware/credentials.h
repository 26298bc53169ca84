/* What is compiled in, of embed.py's making: BearSSL's structures, ready to use, so that nothing is decoded at run time. */
#ifndef CREDENTIALS_H
#define CREDENTIALS_H

#include <bearssl.h>

#include "asn1/der.h"

/* The CA that is trusted, and its certificate. */
extern const br_x509_trust_anchor trust_anchor;
extern const struct pc_slice trust_certificate;

/* This end's own certificate, and its key: one of the two. */
extern const br_x509_certificate own_certificate;
extern const br_ec_private_key own_ec_key;
extern const br_rsa_private_key own_rsa_key;

/* Makes the server present the certificate. One of credentials_ec.c and credentials_rsa.c: only one kind of key is linked. */
void credentials_serve(br_ssl_server_context *server);

#endif
