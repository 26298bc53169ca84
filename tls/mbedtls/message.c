#include "tls/mbedtls/message.h"

#define VERSION_AND_RANDOM 34

/* The next 'len' octets. */
static enum pc_result take(struct pc_slice *in, size_t len, struct pc_slice *out)
{
        if (in->len < len) {
                return PC_ERR_DER_TRUNCATED;
        }
        out->data = in->data;
        out->len = len;
        in->data += len;
        in->len -= len;
        return PC_OK;
}

/* RFC 5246 4.3: a vector whose length stands before it, in 'width' octets. */
static enum pc_result take_vector(struct pc_slice *in, size_t width, struct pc_slice *out)
{
        struct pc_slice rest = *in;
        struct pc_slice length;
        size_t len = 0;

        if (take(&rest, width, &length) != PC_OK) {
                return PC_ERR_DER_TRUNCATED;
        }
        for (size_t i = 0; i < width; i++) {
                len = len << 8 | length.data[i];
        }
        if (take(&rest, len, out) != PC_OK) {
                return PC_ERR_DER_TRUNCATED;
        }
        *in = rest;
        return PC_OK;
}

enum pc_result pc_message_certificates(struct pc_slice body, struct pc_slice *list)
{
        if (take_vector(&body, 3, list) != PC_OK || body.len != 0) {
                return PC_ERR_DER_TRUNCATED;
        }
        return PC_OK;
}

enum pc_result pc_message_certificate_next(struct pc_slice *list, struct pc_slice *der)
{
        return list->len == 0 ? PC_END : take_vector(list, 3, der);
}

enum pc_result pc_message_suites(struct pc_slice hello, struct pc_slice *suites)
{
        struct pc_slice skipped;

        if (take(&hello, VERSION_AND_RANDOM, &skipped) != PC_OK ||
            take_vector(&hello, 1, &skipped) != PC_OK) {
                return PC_ERR_DER_TRUNCATED;
        }
        return take_vector(&hello, 2, suites);
}
