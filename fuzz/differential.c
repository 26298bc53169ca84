/*
 * Any octets as a certificate, for us, for OpenSSL and for mbedTLS: what two of us accept has the same fields, and what
 * differs has its reason in a table.
 */
#include "differential.h"

bool same_octets(struct pc_slice slice, const void *data, size_t len)
{
        return slice.len == len && (len == 0 || memcmp(slice.data, data, len) == 0);
}

bool is_framing(enum pc_result code)
{
        switch (code) {
        case PC_ERR_DER_INDEFINITE:
        case PC_ERR_DER_LENGTH:
        case PC_ERR_DER_HIGH_TAG:
        case PC_ERR_DER_CONSTRUCTED:
        case PC_ERR_DER_PRIMITIVE:
        case PC_ERR_DER_EOC:
                return true;
        default:
                return false;
        }
}

bool refused_for_framing(const struct ours *ours)
{
        return is_framing(ours->result);
}

void check_same(bool same, enum item item, const struct ours *ours, const struct difference *known, const char *judge)
{
        if (same) {
                return;
        }
        for (; known->explains != NULL; known++) {
                if (known->item == item && known->explains(ours)) {
                        return;
                }
        }
        fprintf(stderr, "unexplained: %s, item %d; ours: %s at %zu\n", judge, (int)item, pc_strerror(ours->result),
                ours->result == PC_OK ? 0 : ours->diag.offset);
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
        struct ours ours = {.result = PC_OK};
        uint8_t *copy = exact_copy(data, size);

        ours.der = (struct pc_slice){copy, size};
        ours.result = pc_certificate_parse(&ours.cert, ours.der, &ours.diag);
        compare_openssl(&ours);
        compare_mbedtls(&ours);
        free(copy);
        return 0;
}
