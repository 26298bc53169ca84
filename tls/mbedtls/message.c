#include "tls/mbedtls/message.h"

#define VERSION_AND_RANDOM    34
#define SUITE_AND_COMPRESSION 3
#define SUPPORTED_VERSIONS    43

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

/* To the suites of a ClientHello, or the suite of a ServerHello. */
static enum pc_result skip_to_suites(struct pc_slice *hello)
{
        struct pc_slice skipped;

        if (take(hello, VERSION_AND_RANDOM, &skipped) != PC_OK || take_vector(hello, 1, &skipped) != PC_OK) {
                return PC_ERR_DER_TRUNCATED;
        }
        return PC_OK;
}

enum pc_result pc_message_suites(struct pc_slice hello, struct pc_slice *suites)
{
        return skip_to_suites(&hello) == PC_OK ? take_vector(&hello, 2, suites) : PC_ERR_DER_TRUNCATED;
}

/* An extension's data, of what stands behind the compression methods. */
static bool find_extension(struct pc_slice rest, uint16_t wanted, struct pc_slice *data)
{
        struct pc_slice list;
        struct pc_slice type;

        if (take_vector(&rest, 2, &list) != PC_OK) {
                return false;
        }
        while (take(&list, 2, &type) == PC_OK && take_vector(&list, 2, data) == PC_OK) {
                if ((type.data[0] << 8 | type.data[1]) == wanted) {
                        return true;
                }
        }
        return false;
}

/* An extension's data in a ClientHello. */
static bool find_offered(struct pc_slice hello, uint16_t extension, struct pc_slice *data)
{
        struct pc_slice skipped;

        return skip_to_suites(&hello) == PC_OK && take_vector(&hello, 2, &skipped) == PC_OK &&
               take_vector(&hello, 1, &skipped) == PC_OK && find_extension(hello, extension, data);
}

bool pc_message_client_offers(struct pc_slice hello, uint16_t extension)
{
        struct pc_slice data;

        return find_offered(hello, extension, &data);
}

bool pc_message_client_speaks(struct pc_slice hello, uint16_t version)
{
        struct pc_slice data;
        struct pc_slice versions;
        struct pc_slice one;

        if (!find_offered(hello, SUPPORTED_VERSIONS, &data) || take_vector(&data, 1, &versions) != PC_OK) {
                return true;
        }
        while (take(&versions, 2, &one) == PC_OK) {
                if ((one.data[0] << 8 | one.data[1]) == version) {
                        return true;
                }
        }
        return false;
}

bool pc_message_server_takes(struct pc_slice hello, uint16_t extension)
{
        struct pc_slice skipped;

        return skip_to_suites(&hello) == PC_OK && take(&hello, SUITE_AND_COMPRESSION, &skipped) == PC_OK &&
               find_extension(hello, extension, &skipped);
}
