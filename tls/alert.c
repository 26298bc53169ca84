#include "tls/alert.h"

#include <stddef.h>

struct alert_name {
        uint8_t description;
        const char *name;
};

static const struct alert_name alert_names[] = {
        {0, "close_notify"},
        {10, "unexpected_message"},
        {20, "bad_record_mac"},
        {21, "decryption_failed"},
        {22, "record_overflow"},
        {30, "decompression_failure"},
        {40, "handshake_failure"},
        {41, "no_certificate"},
        {42, "bad_certificate"},
        {43, "unsupported_certificate"},
        {44, "certificate_revoked"},
        {45, "certificate_expired"},
        {46, "certificate_unknown"},
        {47, "illegal_parameter"},
        {48, "unknown_ca"},
        {49, "access_denied"},
        {50, "decode_error"},
        {51, "decrypt_error"},
        {60, "export_restriction"},
        {70, "protocol_version"},
        {71, "insufficient_security"},
        {80, "internal_error"},
        {86, "inappropriate_fallback"},
        {90, "user_canceled"},
        {100, "no_renegotiation"},
        {109, "missing_extension"},
        {110, "unsupported_extension"},
        {111, "certificate_unobtainable"},
        {112, "unrecognized_name"},
        {113, "bad_certificate_status_response"},
        {114, "bad_certificate_hash_value"},
        {115, "unknown_psk_identity"},
        {116, "certificate_required"},
        {120, "no_application_protocol"},
};

const char *pc_alert_name(uint8_t description)
{
        for (size_t i = 0; i < sizeof alert_names / sizeof alert_names[0]; i++) {
                if (alert_names[i].description == description) {
                        return alert_names[i].name;
                }
        }
        return "unknown";
}

uint8_t pc_alert_for_verdict(enum pc_result code)
{
        switch (code) {
        case PC_ERR_TLS_NOT_TRUSTED:
        case PC_ERR_TLS_SELF_SIGNED:
        case PC_ERR_TLS_NOT_CA:
                return PC_ALERT_UNKNOWN_CA;
        case PC_ERR_TLS_NO_CERTIFICATE:
                return PC_ALERT_HANDSHAKE_FAILURE;
        case PC_ERR_X509_EXPIRED:
                return PC_ALERT_CERTIFICATE_EXPIRED;
        case PC_ERR_X509_PURPOSE:
        case PC_ERR_TLS_UNSUPPORTED:
                return PC_ALERT_UNSUPPORTED_CERTIFICATE;
        case PC_ERR_TLS_SIGNATURE:
                return PC_ALERT_DECRYPT_ERROR;
        case PC_ERR_DER_EXTRA:
                return PC_ALERT_DECODE_ERROR;
        case PC_ERR_TLS_CONFIG:
        case PC_ERR_TLS_CHAIN_SIZE:
                return PC_ALERT_INTERNAL_ERROR;
        case PC_ERR_TLS_CRITICAL:
        case PC_ERR_TLS_VERIFY:
                return PC_ALERT_CERTIFICATE_UNKNOWN;
        default:
                /* Wrong name, not yet valid, weak key, not decodable. */
                return PC_ALERT_BAD_CERTIFICATE;
        }
}
