/* Builds certificates of any size, from the end to the start, so that every length is known when it is
 * written. */
#ifndef PC_BENCH_BUILD_H
#define PC_BENCH_BUILD_H

#include "asn1/der.h"

/* Octets are put before those that are there; 'start' moves down. */
struct build {
        uint8_t *block;
        size_t size;
        size_t start;
};

void build_init(struct build *build, size_t size);

/* What has been built. */
struct pc_slice build_result(const struct build *build);

/* Puts octets, or 'len' times the same one. */
void build_octets(struct build *build, const void *octets, size_t len);
void build_fill(struct build *build, uint8_t octet, size_t len);

/* Puts a header before all that has been put since 'start' was 'end'. */
void build_wrap(struct build *build, uint8_t tag, size_t end);

/* Puts a whole element. */
void build_element(struct build *build, uint8_t tag, const void *content, size_t len);

/* What of a certificate grows. */
enum place {
        PLACE_SUBJECT,    /* the contents of the Name */
        PLACE_EXTENSIONS, /* further extensions */
        PLACE_SUBJECT_ALT_NAME,
        PLACE_CRL_DISTRIBUTION_POINTS,
        PLACE_AUTHORITY_INFO_ACCESS,
        PLACE_EXTENDED_KEY_USAGE,
        PLACE_SERIAL,
        PLACE_SIGNATURE,
        PLACE_VALIDITY /* notAfter, a GeneralizedTime's contents */
};

/* Puts some content at the place: as many elements as make 'size' octets, or one of that size. */
typedef void build_filler(struct build *build, size_t size);

/* A certificate of about 'size' octets. The result is a view into the builder's block, until the next one. */
struct pc_slice build_certificate(struct build *build, enum place place, build_filler *filler, size_t size);

#endif
