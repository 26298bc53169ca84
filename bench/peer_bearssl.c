#include <bearssl.h>

#include "peer.h"

static void append_dn(void *ctx, const void *buf, size_t len)
{
        (void)ctx;
        (void)buf;
        bench_result += len;
}

static bool parse(struct pc_slice der)
{
        br_x509_decoder_context decoder;

        br_x509_decoder_init(&decoder, append_dn, NULL);
        br_x509_decoder_push(&decoder, der.data, der.len);
        return br_x509_decoder_last_error(&decoder) == 0;
}

const struct peer bearssl_peers[] = {
        {"BearSSL", parse},
        {NULL, NULL},
};
