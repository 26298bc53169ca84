/* What an input holds, piece by piece, before anything of it is decoded. */
#ifndef PC_CLI_ITEM_H
#define PC_CLI_ITEM_H

#include <stdint.h>

#include "asn1/result.h"
#include "cli/message.h"

enum item_what {
        ITEM_DER,       /* a certificate: 'data' */
        ITEM_BASE64,    /* the same in base64 */
        ITEM_TRUSTED,   /* the same, with what OpenSSL puts behind a certificate that it trusts */
        ITEM_BROKEN,    /* a certificate that cannot be had: 'code' tells why, 'status' what it means */
        ITEM_COMPLAINT, /* a message: 'data' is its text, 'status' what it means */
        ITEM_END
};

struct item {
        enum item_what what;
        const char *name; /* of the input */
        uint64_t number;  /* of the certificate in its input, from 1 */
        uint64_t line;    /* that it is, where a line is a certificate; else 0 */
        uint64_t offset;  /* of 'data' in the input */
        uint8_t *data;    /* decoding may write here */
        size_t len;
        enum pc_result code;
        enum status status;
};

#endif
