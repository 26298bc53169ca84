#include "tls/certificate_file.h"

#include <string.h>

bool pc_pem_block_is(const struct pc_pem_block *block, const char *label)
{
        return block->label.len == strlen(label) && memcmp(block->label.data, label, block->label.len) == 0;
}

static bool is_certificate(const struct pc_pem_block *block)
{
        /* RFC 7468 5.1: the old label, too. */
        return pc_pem_block_is(block, "CERTIFICATE") || pc_pem_block_is(block, "X509 CERTIFICATE");
}

enum pc_result pc_certificate_file_refuse(enum pc_result code, size_t offset, size_t entry,
                                          struct pc_diag *diag)
{
        if (diag != NULL) {
                memset(diag, 0, sizeof *diag);
                diag->code = code;
                diag->offset = offset;
                diag->entry = entry;
        }
        return code;
}

enum pc_result pc_pem_decode_in_place(struct pc_slice body, struct pc_slice *der, size_t *at)
{
        return pc_pem_decode(body, (uint8_t *)(uintptr_t)body.data, body.len, der, at);
}

/* No text begins with a SEQUENCE whose length is in the long form, and no certificate is shorter than that.
 */
bool pc_certificate_file_is_der(struct pc_slice octets)
{
        return octets.len >= 2 && octets.data[0] == PC_TAG_SEQUENCE && octets.data[1] >= 0x80;
}

enum pc_result pc_certificate_file_each(struct pc_slice octets,
                                        enum pc_result (*each)(void *ctx, struct pc_slice der,
                                                               struct pc_diag *diag),
                                        void *ctx, struct pc_diag *diag)
{
        struct pc_pem_block block;
        enum pc_result result;
        size_t entry = 0;

        if (pc_certificate_file_is_der(octets)) {
                return each(ctx, octets, diag);
        }
        while ((result = pc_pem_next(&octets, &block)) != PC_END) {
                struct pc_slice der;
                size_t at = block.offset;

                if (!is_certificate(&block)) {
                        continue;
                }
                if (result == PC_OK) {
                        result = pc_pem_decode_in_place(block.body, &der, &at);
                }
                if (result != PC_OK) {
                        return pc_certificate_file_refuse(result, at, entry, diag);
                }
                result = each(ctx, der, diag);
                if (result != PC_OK) {
                        if (diag != NULL) {
                                diag->entry = entry;
                        }
                        return result;
                }
                entry++;
        }
        return entry == 0 ? pc_certificate_file_refuse(PC_ERR_TLS_NO_CERTIFICATE, 0, 0, diag) : PC_OK;
}
