/*
 * UTCTime and GeneralizedTime: X.680 46 and 47, X.690 11.7 and 11.8, RFC 5280 4.1.2.5.
 *
 * What is read is wider than DER: seconds may be missing, a zone offset may be given, GeneralizedTime may have a
 * fraction of a second. 'profile' tells whether the time is written as RFC 5280 demands.
 */
#ifndef PC_ASN1_TIME_H
#define PC_ASN1_TIME_H

#include "asn1/der.h"

#ifdef __cplusplus
extern "C" {
#endif

/* A moment in UTC, proleptic Gregorian calendar. */
struct pc_time {
        uint16_t year; /* 0 to 9999 */
        uint8_t month; /* 1 to 12 */
        uint8_t day;   /* 1 to 31 */
        uint8_t hour, minute, second; /* 0 to 23, 59 and 59 */
        bool profile;             /* YYMMDDhhmmssZ or YYYYMMDDhhmmssZ */
        struct pc_slice fraction; /* the '.' and the digits as encoded, or empty */
};

/*@ predicate leap(integer year) = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

    predicate is_date(integer year, integer month, integer day) =
        1 <= month <= 12 && 1 <= day <= 31 && (month \in {4, 6, 9, 11} ==> day <= 30) &&
        (month == 2 ==> day <= 29 && (day == 29 ==> leap(year)));

    predicate valid_time(struct pc_time t) =
        t.year <= 9999 && is_date(t.year, t.month, t.day) && t.hour <= 23 && t.minute <= 59 && t.second <= 59;
*/

/*
 * Reads the contents octets of a time of tag PC_TAG_UTC_TIME or PC_TAG_GENERALIZED_TIME:
 *
 *     UTCTime          YY   MM DD hh mm [ss]      zone     YY 50..99 is 19YY, 00..49 is 20YY
 *     GeneralizedTime  YYYY MM DD hh mm [ss[.f+]] zone
 *     zone             Z | +hhmm | -hhmm                   hh 00..12, mm 00..59
 *
 * Second 60 is none. An offset other than zero is applied, and the year it leads to must be 1900..9999.
 * PC_ERR_DER_TIME for all else; 'out' is then untouched.
 */
enum pc_result pc_time_read(uint8_t tag, struct pc_slice content, struct pc_time *out) PC_MUST_USE;

/* Seconds since 1970-01-01T00:00:00Z, without leap seconds, negative before it; the fraction is dropped. */
int64_t pc_time_to_unix(const struct pc_time *time);

/*
 * OpenSSL's print form, "Jan  2 03:04:05.123 2024 GMT", has three parts: the head "Jan  2 03:04:05", then 'fraction'
 * as it is, then the tail " 2024 GMT". Octets of the head, and at most of the tail.
 */
#define PC_TIME_HEAD 15
#define PC_TIME_TAIL 9

/* The head of a time's print form, into 'head'. */
void pc_time_head(const struct pc_time *time, uint8_t head[PC_TIME_HEAD]);

/* The tail into 'tail', and its length, 6 to 9: the year is not padded. */
size_t pc_time_tail(const struct pc_time *time, uint8_t tail[PC_TIME_TAIL]);

#ifdef __cplusplus
}
#endif

#endif
