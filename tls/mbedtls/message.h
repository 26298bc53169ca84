/* Handshake messages as they come: RFC 5246 7.4. */
#ifndef PC_TLS_MBEDTLS_MESSAGE_H
#define PC_TLS_MBEDTLS_MESSAGE_H

#include "asn1/der.h"

/*
 * The body of a Certificate message (7.4.2) as a list of certificates, and the next one of the list: PC_END
 * past the last; PC_ERR_DER_TRUNCATED where a length runs past what holds it, or something is left over.
 */
enum pc_result pc_message_certificates(struct pc_slice body, struct pc_slice *list) PC_MUST_USE;
enum pc_result pc_message_certificate_next(struct pc_slice *list, struct pc_slice *der) PC_MUST_USE;

/* Whether a ClientHello or ServerHello (7.4.1.3) has an extension; the extended master secret's is RFC
 * 7627's. */
#define PC_MESSAGE_EXTENDED_MASTER_SECRET 23
bool pc_message_client_offers(struct pc_slice hello, uint16_t extension);
bool pc_message_server_takes(struct pc_slice hello, uint16_t extension);

/* False where a ClientHello lists the versions that it takes (RFC 8446 4.2.1), and this one is not there. */
bool pc_message_client_speaks(struct pc_slice hello, uint16_t version);

/* The suites that a ClientHello (7.4.1.2) offers, two octets each. */
enum pc_result pc_message_suites(struct pc_slice hello, struct pc_slice *suites) PC_MUST_USE;

#endif
