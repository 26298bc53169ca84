#include "tls/alert.h"
#include "tls/bearssl/internal.h"

#define RECORD_ALERT 21
#define LEVEL_FATAL  2

/* What the engine may find wrong with the server's key after the verdict, while it still sends in clear. */
static uint8_t alert_for_engine(int error)
{
        switch (error) {
        case BR_ERR_WRONG_KEY_USAGE:
                return PC_ALERT_UNSUPPORTED_CERTIFICATE;
        case BR_ERR_BAD_SIGNATURE:
                return PC_ALERT_DECRYPT_ERROR;
        default:
                return 0;
        }
}

static uint8_t alert_due(const struct pc_bearssl *tap)
{
        const int error = br_ssl_engine_last_error(tap->engine);
        struct pc_verify_result verdict;

        /* Later alerts would have to be encrypted, and BearSSL sends those that it wants itself. */
        if (error == 0 || tap->engine->out.vtable != &br_sslrec_out_clear_vtable) {
                return 0;
        }
        pc_bearssl_backend.verify_result(tap, &verdict);
        return verdict.code < 0 ? pc_alert_for_verdict(verdict.code) : alert_for_engine(error);
}

size_t pc_bearssl_alert(const struct pc_bearssl *tap, uint8_t record[PC_BEARSSL_ALERT])
{
        uint8_t description = alert_due(tap);

        if (description == 0) {
                return 0;
        }
        record[0] = RECORD_ALERT;
        record[1] = (uint8_t)(tap->engine->session.version >> 8);
        record[2] = (uint8_t)tap->engine->session.version;
        record[3] = 0;
        record[4] = 2;
        record[5] = LEVEL_FATAL;
        record[6] = description;
        return PC_BEARSSL_ALERT;
}
