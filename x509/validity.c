#include "x509/verify.h"

/* RFC 5280 4.1.2.5: a time in any other form is not taken for one in a verification. */
/*@ requires \valid(seconds) && (code == PC_OK ==> \valid_read(time) && valid_time(*time));
    assigns *seconds;
    ensures code != PC_OK ==> \result == code;
*/
static enum pc_result strict_seconds(enum pc_result code, const struct pc_time *time, int64_t *seconds)
{
        if (code != PC_OK) {
                return code;
        }
        if (!time->profile) {
                return PC_ERR_DER_TIME;
        }
        *seconds = pc_time_to_unix(time);
        return PC_OK;
}

/*@ requires valid_certificate(cert);
    assigns \nothing;
*/
enum pc_result pc_validity_check(const struct pc_certificate *cert, int64_t now)
{
        struct pc_time time;
        int64_t from;
        int64_t until;
        enum pc_result code = strict_seconds(pc_not_before(cert, &time), &time, &from);

        if (code == PC_OK) {
                code = strict_seconds(pc_not_after(cert, &time), &time, &until);
        }
        if (code != PC_OK) {
                return code;
        }
        if (now < from) {
                return PC_ERR_X509_NOT_YET;
        }
        return now > until ? PC_ERR_X509_EXPIRED : PC_OK;
}
