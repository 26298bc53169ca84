#include "credentials.h"

void credentials_serve(br_ssl_server_context *server)
{
        br_ssl_server_set_single_rsa(server, &own_certificate, 1, &own_rsa_key, BR_KEYTYPE_KEYX | BR_KEYTYPE_SIGN,
                                     br_rsa_i15_private, br_rsa_i15_pkcs1_sign);
}
