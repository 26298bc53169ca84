#include <mbedtls/x509_crt.h>

#include "peer.h"

static bool parse(struct pc_slice der)
{
        mbedtls_x509_crt crt;
        int code;

        mbedtls_x509_crt_init(&crt);
        code = mbedtls_x509_crt_parse_der(&crt, der.data, der.len);
        mbedtls_x509_crt_free(&crt);
        return code == 0;
}

static bool parse_nocopy(struct pc_slice der)
{
        mbedtls_x509_crt crt;
        int code;

        mbedtls_x509_crt_init(&crt);
        code = mbedtls_x509_crt_parse_der_nocopy(&crt, der.data, der.len);
        mbedtls_x509_crt_free(&crt);
        return code == 0;
}

const struct peer mbedtls_peers[] = {
        {"mbedTLS", parse},
        {"mbedTLS, no copy", parse_nocopy},
        {NULL, NULL},
};
