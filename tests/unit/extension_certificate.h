/* Certificates around an extension's value, or a name. What does not fit in 16,384 octets aborts. */
#ifndef PC_TESTS_UNIT_EXTENSION_CERTIFICATE_H
#define PC_TESTS_UNIT_EXTENSION_CERTIFICATE_H

#include "asn1/der.h"

/*
 * A regular certificate in memory of its exact size, with as many copies of an extension as 'copies' says; to
 * be freed by free_octets. 'oid' is contents octets.
 */
struct pc_slice certificate_with(struct pc_slice oid, struct pc_slice value, unsigned copies);

/* The same without extensions; 'subject' is contents octets of a Name. */
struct pc_slice certificate_of(struct pc_slice subject);

/* The same of these elements, each with its header; of regular ones where they are empty. */
struct certificate_parts {
        struct pc_slice subject;
        struct pc_slice validity;
        struct pc_slice key;
        struct pc_slice algorithm; /* of the signature */
};

struct pc_slice certificate_from(const struct certificate_parts *parts);

void free_octets(struct pc_slice octets);

#endif
