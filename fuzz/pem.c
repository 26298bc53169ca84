/* Any text as PEM: blocks come in order and lie within it, base64 decodes alike in place and elsewhere. */
#include "fuzz.h"

/* Decoding where the text stands gives what decoding into another buffer gave, of any size that will do. */
static void check_decode(struct pc_slice body)
{
        uint8_t *in_place = exact_copy(body.data, body.len);
        uint8_t *apart = malloc(body.len + 1);
        struct pc_slice text = {in_place, body.len};
        struct pc_slice first = {NULL, 0};
        struct pc_slice second = {NULL, 0};
        size_t at = SIZE_MAX;
        enum pc_result result;

        PROPERTY(apart != NULL);
        result = pc_pem_decode(body, apart, body.len, &first, &at);
        PROPERTY(result == PC_OK || result == PC_ERR_PEM_BASE64);
        PROPERTY(result == PC_OK ? first.len <= body.len / 4 * 3 : at <= body.len);
        PROPERTY(pc_pem_decode(text, in_place, body.len, &second, NULL) == result);
        PROPERTY(result != PC_OK || pc_slice_equal(first, second));
        if (result == PC_OK && first.len != 0) {
                PROPERTY(pc_pem_decode(body, apart, first.len, &first, NULL) == PC_OK);
                PROPERTY(pc_pem_decode(body, apart, first.len - 1, &second, NULL) == PC_ERR_PEM_SIZE);
        }
        free(apart);
        free(in_place);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
        uint8_t *copy = exact_copy(data, size);
        struct pc_slice text = {copy, size};
        struct pc_pem_block block;
        enum pc_result result;

        for (;;) {
                const struct pc_slice before = text;

                result = pc_pem_next(&text, &block);
                if (result != PC_OK && result != PC_ERR_PEM_END) {
                        break;
                }
                PROPERTY(text.len < before.len && text.data + text.len == before.data + before.len);
                PROPERTY(within(block.label, before) && block.offset < before.len);
                PROPERTY(before.len - block.offset >= 11 && memcmp(before.data + block.offset, "-----BEGIN ", 11) == 0);
                if (result == PC_OK) {
                        PROPERTY(within(block.body, before));
                        check_decode(block.body);
                }
        }
        PROPERTY(result == PC_END && text.len == 0);
        PROPERTY(pc_pem_next(&text, &block) == PC_END);
        free(copy);
        return 0;
}
