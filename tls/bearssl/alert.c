#include "tls/alert.h"
#include "tls/bearssl/internal.h"

#define RECORD_ALERT 21
#define LEVEL_FATAL  2

struct engine_alert {
        uint8_t error; /* of the engine's, which are below BR_ERR_X509_OK */
        uint8_t description;
};

/* What the engine may find wrong besides the certificate, and what OpenSSL would say of it. */
static const struct engine_alert engine_alerts[] = {
        {BR_ERR_BAD_PARAM, PC_ALERT_DECODE_ERROR},
        {BR_ERR_UNSUPPORTED_VERSION, PC_ALERT_PROTOCOL_VERSION},
        {BR_ERR_BAD_VERSION, PC_ALERT_PROTOCOL_VERSION},
        {BR_ERR_BAD_LENGTH, PC_ALERT_RECORD_OVERFLOW},
        {BR_ERR_TOO_LARGE, PC_ALERT_RECORD_OVERFLOW},
        {BR_ERR_NO_RANDOM, PC_ALERT_INTERNAL_ERROR},
        {BR_ERR_UNEXPECTED, PC_ALERT_UNEXPECTED_MESSAGE},
        {BR_ERR_BAD_CCS, PC_ALERT_UNEXPECTED_MESSAGE},
        {BR_ERR_BAD_HANDSHAKE, PC_ALERT_DECODE_ERROR},
        {BR_ERR_OVERSIZED_ID, PC_ALERT_DECODE_ERROR},
        {BR_ERR_BAD_CIPHER_SUITE, PC_ALERT_ILLEGAL_PARAMETER},
        {BR_ERR_BAD_COMPRESSION, PC_ALERT_ILLEGAL_PARAMETER},
        {BR_ERR_BAD_FRAGLEN, PC_ALERT_ILLEGAL_PARAMETER},
        {BR_ERR_BAD_SECRENEG, PC_ALERT_HANDSHAKE_FAILURE},
        {BR_ERR_EXTRA_EXTENSION, PC_ALERT_UNSUPPORTED_EXTENSION},
        {BR_ERR_BAD_SNI, PC_ALERT_DECODE_ERROR},
        {BR_ERR_BAD_HELLO_DONE, PC_ALERT_DECODE_ERROR},
        {BR_ERR_LIMIT_EXCEEDED, PC_ALERT_DECODE_ERROR},
        {BR_ERR_BAD_FINISHED, PC_ALERT_DECRYPT_ERROR},
        {BR_ERR_RESUME_MISMATCH, PC_ALERT_ILLEGAL_PARAMETER},
        {BR_ERR_INVALID_ALGORITHM, PC_ALERT_ILLEGAL_PARAMETER},
        {BR_ERR_BAD_SIGNATURE, PC_ALERT_DECRYPT_ERROR},
        {BR_ERR_WRONG_KEY_USAGE, PC_ALERT_UNSUPPORTED_CERTIFICATE},
};

/* 0 where the peer does not speak TLS, or has said itself what is wrong. */
static uint8_t alert_for_engine(int error)
{
        for (size_t i = 0; i < sizeof engine_alerts / sizeof engine_alerts[0]; i++) {
                if (engine_alerts[i].error == error) {
                        return engine_alerts[i].description;
                }
        }
        return 0;
}

static uint8_t alert_due(const struct pc_bearssl *tap)
{
        const int error = br_ssl_engine_last_error(tap->engine);
        const bool excessive = pc_bearssl_excessive(tap);
        struct pc_verify_result verdict;

        /* Later alerts would have to be encrypted, and BearSSL sends those that it wants itself. */
        if ((error == 0 && !excessive) || tap->engine->out.vtable != &br_sslrec_out_clear_vtable) {
                return 0;
        }
        if (excessive) {
                return PC_ALERT_ILLEGAL_PARAMETER;
        }
        pc_bearssl_backend.verify_result(tap, &verdict);
        return verdict.code < 0 ? pc_alert_for_verdict(verdict.code) : alert_for_engine(error);
}

size_t pc_bearssl_alert(const struct pc_bearssl *tap, uint8_t record[PC_BEARSSL_ALERT])
{
        const uint8_t description = alert_due(tap);
        const uint16_t chosen = tap->engine->session.version;
        const uint16_t version = chosen != 0 ? chosen : BR_TLS12;

        if (description == 0) {
                return 0;
        }
        record[0] = RECORD_ALERT;
        record[1] = (uint8_t)(version >> 8);
        record[2] = (uint8_t)version;
        record[3] = 0;
        record[4] = 2;
        record[5] = LEVEL_FATAL;
        record[6] = description;
        return PC_BEARSSL_ALERT;
}
