#include <wolfssl/options.h>

#include <wolfssl/wolfcrypt/asn.h>

#include "peer.h"

static bool parse(struct pc_slice der)
{
        DecodedCert cert;
        int code;

        wc_InitDecodedCert(&cert, der.data, (word32)der.len, NULL);
        code = wc_ParseCert(&cert, CERT_TYPE, NO_VERIFY, NULL);
        wc_FreeDecodedCert(&cert);
        return code == 0;
}

const struct peer wolfssl_peers[] = {
        {"wolfSSL", parse},
        {NULL, NULL},
};
