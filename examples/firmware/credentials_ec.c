#include "credentials.h"

void credentials_serve(br_ssl_server_context *server)
{
        br_ssl_server_set_single_ec(server, &own_certificate, 1, &own_ec_key, BR_KEYTYPE_KEYX | BR_KEYTYPE_SIGN,
                                    BR_KEYTYPE_EC, &br_ec_prime_i15, br_ecdsa_i15_sign_asn1);
}
