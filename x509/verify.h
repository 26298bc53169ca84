/*
 * What a verifier asks of one certificate: is it for this peer, for this use, at this time. No signatures, no chain.
 */
#ifndef PC_X509_VERIFY_H
#define PC_X509_VERIFY_H

#include "x509/certificate.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Do not fall back to commonName where there is no dNSName: Python's hostname_checks_common_name = False. */
#define PC_HOST_NO_COMMON_NAME 1u

/*
 * Whether the certificate is valid for 'host', a NUL-terminated DNS name of A-labels or an IP address as
 * inet_pton takes it (RFC 6125, RFC 9525; the details as in Python's check_hostname).
 *
 * A DNS name matches a dNSName, ASCII case folded, where a pattern's leftmost label may be exactly "*" if two
 * labels follow it. commonName counts only where subjectAltName is absent or has no dNSName, and never where the
 * extension is repeated or malformed, nor behind a commonName of a type that has no text. An IP address matches
 * an iPAddress of the same octets and nothing else.
 *
 * PC_OK; PC_ERR_X509_HOST, PC_ERR_X509_IP: not valid for it; PC_ERR_X509_HOST_SYNTAX: empty, a label empty or
 * over 63 octets, not ASCII, or text that only loosely reads as an IP address.
 */
enum pc_result pc_host_check(const struct pc_certificate *cert, const char *host, unsigned flags) PC_MUST_USE;

/* Reads an IP address as inet_pton would: 'octets' gets 4 or 16 of them and 'len' says so; else PC_NONE. */
enum pc_result pc_ip_address_read(const char *text, uint8_t octets[16], size_t *len) PC_MUST_USE;

/* What the peer wants to be. */
enum pc_purpose {
        PC_PURPOSE_TLS_SERVER, /* id-kp-serverAuth: the peer is a server */
        PC_PURPOSE_TLS_CLIENT  /* id-kp-clientAuth: the peer is a client */
};

/*
 * Whether key usage and extended key usage, where present, allow the purpose (RFC 5280 4.2.1.3, 4.2.1.12), as
 * OpenSSL judges it: anyExtendedKeyUsage alone does not. PC_ERR_X509_PURPOSE; PC_ERR_X509_DUPLICATE or the
 * decoder's code where one of the two extensions cannot be read.
 */
enum pc_result pc_purpose_check(const struct pc_certificate *cert, enum pc_purpose purpose) PC_MUST_USE;

/* The same for a CA's certificate in the path, where extended key usage limits what is issued below it. */
enum pc_result pc_issuer_purpose_check(const struct pc_certificate *cert, enum pc_purpose purpose) PC_MUST_USE;

/*
 * Whether 'now', seconds since 1970, lies within the validity, both ends included: PC_ERR_X509_NOT_YET,
 * PC_ERR_X509_EXPIRED, PC_ERR_DER_TIME.
 */
enum pc_result pc_validity_check(const struct pc_certificate *cert, int64_t now) PC_MUST_USE;

#ifdef __cplusplus
}
#endif

#endif
