/* The common questions, each with one call. */
#ifndef PC_API_LOOKUP_H
#define PC_API_LOOKUP_H

#include "api/dict.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The subject's first commonName. PC_NONE without one, or where it is no text. */
enum pc_result pc_common_name(const struct pc_certificate *cert, struct pc_text *out) PC_MUST_USE;

/* The subject's first attribute of the type whose contents octets are 'type'; otherwise as pc_common_name. */
enum pc_result pc_subject_attribute(const struct pc_certificate *cert, struct pc_slice type,
                                    struct pc_text *out) PC_MUST_USE;

/* The 'i'th dNSName of subjectAltName, as octets; PC_END past the last one. Linear in the extension's size.
 */
enum pc_result pc_dns_name(const struct pc_certificate *cert, size_t i, struct pc_slice *out) PC_MUST_USE;

/* The validity's ends in seconds since 1970. PC_ERR_DER_TIME where the field holds no time. */
enum pc_result pc_valid_from(const struct pc_certificate *cert, int64_t *seconds) PC_MUST_USE;
enum pc_result pc_valid_until(const struct pc_certificate *cert, int64_t *seconds) PC_MUST_USE;

/* The serial number in hexadecimal, all of it. */
struct pc_text pc_serial_number(const struct pc_certificate *cert);

#ifdef __cplusplus
}
#endif

#endif
