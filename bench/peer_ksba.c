#include <ksba.h>

#include "peer.h"

static bool parse(struct pc_slice der)
{
        ksba_cert_t cert;
        gpg_error_t code;

        if (ksba_cert_new(&cert) != 0) {
                return false;
        }
        code = ksba_cert_init_from_mem(cert, der.data, der.len);
        ksba_cert_release(cert);
        return code == 0;
}

const struct peer ksba_peers[] = {
        {"libksba", parse},
        {NULL, NULL},
};
