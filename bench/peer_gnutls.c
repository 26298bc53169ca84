#include <gnutls/x509.h>

#include "peer.h"

static bool parse(struct pc_slice der)
{
        const gnutls_datum_t data = {(unsigned char *)(uintptr_t)der.data, (unsigned)der.len};
        gnutls_x509_crt_t crt;
        int code;

        if (gnutls_x509_crt_init(&crt) != GNUTLS_E_SUCCESS) {
                return false;
        }
        code = gnutls_x509_crt_import(crt, &data, GNUTLS_X509_FMT_DER);
        gnutls_x509_crt_deinit(crt);
        return code == GNUTLS_E_SUCCESS;
}

const struct peer gnutls_peers[] = {
        {"GnuTLS", parse},
        {NULL, NULL},
};
