#include "tls/mbedtls/message.h"

#include "tls/vector.h"

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

enum pc_result pc_message_certificates(struct pc_slice body, struct pc_slice *list)
{
        return pc_vector_take(&body, 3, list) && body.len == 0 ? PC_OK : PC_ERR_DER_TRUNCATED;
}

enum pc_result pc_message_certificate_next(struct pc_slice *list, struct pc_slice *der)
{
        if (list->len == 0) {
                return PC_END;
        }
        return pc_vector_take(list, 3, der) ? PC_OK : PC_ERR_DER_TRUNCATED;
}

/* To the suites of a ClientHello, or the suite of a ServerHello. */
static enum pc_result skip_to_suites(struct pc_slice *hello)
{
        struct pc_slice skipped;

        return take(hello, VERSION_AND_RANDOM, &skipped) == PC_OK && pc_vector_take(hello, 1, &skipped)
                       ? PC_OK
                       : PC_ERR_DER_TRUNCATED;
}

enum pc_result pc_message_suites(struct pc_slice hello, struct pc_slice *suites)
{
        return skip_to_suites(&hello) == PC_OK && pc_vector_take(&hello, 2, suites) ? PC_OK
                                                                                    : PC_ERR_DER_TRUNCATED;
}

/* An extension's data, of what stands behind the compression methods. */
static bool find_extension(struct pc_slice rest, uint16_t wanted, struct pc_slice *data)
{
        struct pc_slice list;

        return pc_vector_take(&rest, 2, &list) && pc_extension_take(&list, wanted, data);
}

/* An extension's data in a ClientHello. */
static bool find_offered(struct pc_slice hello, uint16_t extension, struct pc_slice *data)
{
        struct pc_slice skipped;

        return skip_to_suites(&hello) == PC_OK && pc_vector_take(&hello, 2, &skipped) &&
               pc_vector_take(&hello, 1, &skipped) && find_extension(hello, extension, data);
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

        if (!find_offered(hello, SUPPORTED_VERSIONS, &data) || !pc_vector_take(&data, 1, &versions)) {
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
