/* All of BearSSL's. */
#include "suites.h"

void suites_client(br_ssl_client_context *client, br_x509_minimal_context *minimal, const br_x509_trust_anchor *anchor)
{
        br_ssl_client_init_full(client, minimal, anchor, 1);
}
