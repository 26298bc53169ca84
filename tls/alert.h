/* TLS alerts: RFC 5246 7.2, RFC 8446 6. */
#ifndef PC_TLS_ALERT_H
#define PC_TLS_ALERT_H

#include <stdint.h>

#include "asn1/result.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The descriptions that this end may send. */
enum pc_alert {
        PC_ALERT_UNEXPECTED_MESSAGE = 10,
        PC_ALERT_RECORD_OVERFLOW = 22,
        PC_ALERT_HANDSHAKE_FAILURE = 40,
        PC_ALERT_BAD_CERTIFICATE = 42,
        PC_ALERT_UNSUPPORTED_CERTIFICATE = 43,
        PC_ALERT_CERTIFICATE_EXPIRED = 45,
        PC_ALERT_CERTIFICATE_UNKNOWN = 46,
        PC_ALERT_ILLEGAL_PARAMETER = 47,
        PC_ALERT_UNKNOWN_CA = 48,
        PC_ALERT_DECODE_ERROR = 50,
        PC_ALERT_DECRYPT_ERROR = 51,
        PC_ALERT_PROTOCOL_VERSION = 70,
        PC_ALERT_INTERNAL_ERROR = 80,
        PC_ALERT_UNSUPPORTED_EXTENSION = 110
};

/* The name of an alert description as the RFCs spell it, "unknown_ca"; "unknown" for any other. Static. */
const char *pc_alert_name(uint8_t description);

/* The alert that tells a peer of a failed verification, as OpenSSL would; 'code' is the verdict's. */
uint8_t pc_alert_for_verdict(enum pc_result code);

#ifdef __cplusplus
}
#endif

#endif
