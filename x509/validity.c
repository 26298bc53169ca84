#include "x509/verify.h"

/* The 'nth' of the two times, 1 or 2. */
/*@ requires valid_certificate(cert) && \valid(out) && 1 <= nth <= 2;
    requires \separated(out, cert->validity.data + (0 .. cert->validity.len - 1));
    assigns *out;
    ensures \result <= 0 && (\result == PC_OK ==> valid_time(*out) && valid_slice(out->fraction));
*/
static enum pc_result time_at(const struct pc_certificate *cert, unsigned nth, struct pc_time *out)
{
        struct pc_slice validity = cert->validity;
        struct pc_element time;
        enum pc_result code;

        /*@ loop invariant 1 <= nth <= 2 && valid_slice(validity) && rest_of(\at(cert->validity, Pre), validity);
            loop assigns nth, validity, time, code;
            loop variant nth;
        */
        do {
                code = pc_der_read(&validity, &time);
        } while (code == PC_OK && --nth != 0);
        return code == PC_OK ? pc_time_read(time.tag, time.content, out) : code;
}

/*@ requires valid_certificate(cert) && \valid(out);
    requires \separated(out, cert->validity.data + (0 .. cert->validity.len - 1));
    assigns *out;
    ensures \result <= 0 && (\result == PC_OK ==> valid_time(*out) && valid_slice(out->fraction));
*/
enum pc_result pc_not_before(const struct pc_certificate *cert, struct pc_time *out)
{
        return time_at(cert, 1, out);
}

/*@ requires valid_certificate(cert) && \valid(out);
    requires \separated(out, cert->validity.data + (0 .. cert->validity.len - 1));
    assigns *out;
    ensures \result <= 0 && (\result == PC_OK ==> valid_time(*out) && valid_slice(out->fraction));
*/
enum pc_result pc_not_after(const struct pc_certificate *cert, struct pc_time *out)
{
        return time_at(cert, 2, out);
}

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
