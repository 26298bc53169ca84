/* x509/'s own: the texts that callers give. */
#ifndef PC_X509_TEXT_H
#define PC_X509_TEXT_H

#include <string.h>

#include "asn1/der.h"

/* The characters of a NUL-terminated text. */
/*@ requires valid_read_string(text);
    assigns \nothing;
    ensures valid_slice(\result);
*/
static inline struct pc_slice pc_text(const char *text)
{
        const struct pc_slice characters = {(const uint8_t *)text, strlen(text)};

        /* The prover does not follow a cast; an octet of a text that can be read as char can be read. */
        //@ admit valid_slice(characters);
        return characters;
}

#endif
