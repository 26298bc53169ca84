/*
 * x509/'s own: what nearly all Validity looks like. As in x509/shape.h, what is recognized here needs no further check.
 */
#ifndef PC_X509_VALIDITY_SHAPE_H
#define PC_X509_VALIDITY_SHAPE_H

#include "x509/eight.h"

/* As in x509/eight.h, but with the first octet as the highest one. */
/*@ requires \valid_read(data + (0 .. 3));
    assigns \nothing;
*/
PC_INLINE uint64_t pc_load_four_down(const uint8_t *data)
{
        return ((uint32_t)data[0] << 24) + ((uint32_t)data[1] << 16) + ((uint32_t)data[2] << 8) + data[3];
}

/*@ requires \valid_read(data + (0 .. 7));
    assigns \nothing;
*/
PC_INLINE uint64_t pc_load_eight_down(const uint8_t *data)
{
        return (pc_load_four_down(data) << 32) + pc_load_four_down(data + 4);
}

/* Two digits each as numbers: year, month, day, hour, and minute, second, in 16 bits each, the first one highest. */
struct pc_shape_moment {
        uint64_t date;
        uint64_t time;
};

/* The highest bit of each octet above 9, and maybe that of octets behind it. */
/*@ assigns \nothing;
*/
PC_INLINE uint64_t pc_above_9(uint64_t octets)
{
        return (octets | (octets + PC_EACH_OCTET(0x76))) & PC_EACH_OCTET(0x80);
}

/* Of pairs of digits, the first one higher, makes numbers of 16 bits: 256 * a + b becomes 10 * a + b. */
/*@ assigns \nothing;
*/
PC_INLINE uint64_t pc_pair_digits(uint64_t octets)
{
        return octets - (octets >> 8 & UINT64_C(0x00FF00FF00FF00FF)) * (256 - 10);
}

/*
 * YYMMDDHHMMSSZ as RFC 5280 4.1.2.5 wants it, 13 octets; of two the earlier one has the lower numbers. Not recognized:
 * 29 February.
 */
/*@ requires \valid_read(data + (0 .. 12)) && \valid(out);
    assigns *out;
*/
PC_INLINE bool pc_shape_read_moment(const uint8_t *data, struct pc_shape_moment *out)
{
        static const uint8_t days[16] = {0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
        const uint64_t date_digits = pc_load_eight_down(data) ^ PC_EACH_OCTET('0');
        const uint64_t time_digits = pc_load_four_down(data + 8) ^ UINT64_C(0x30303030);
        const uint64_t date = pc_pair_digits(date_digits);
        const uint64_t time = pc_pair_digits(time_digits);
        /* Month, hour, minute and second above 12, 23 and 59 get the highest of their 16 bits set. */
        const uint64_t over = (date + UINT64_C(0x00007FF300007FE8)) | (time + UINT64_C(0x7FC47FC4));

        if ((pc_above_9(date_digits) | pc_above_9(time_digits) | (over & UINT64_C(0x0000800080008000))) != 0 ||
            data[12] != 'Z') {
                return false;
        }
        if ((date >> 16 & 0xFF) - 1 >= days[date >> 32 & 0x0F]) {
                return false;
        }
        out->date = date;
        out->time = time;
        return true;
}

#define PC_YEARS(count) ((uint64_t)(count) << 48)

/* A UTCTime, 17 0D <13>. RFC 5280 4.1.2.5.1: 50 to 99 are 1950 to 1999. */
#define PC_UTC_SIZE 15

/*@ requires \valid_read(data + (0 .. PC_UTC_SIZE - 1)) && \valid(out);
    assigns *out;
*/
PC_INLINE bool pc_shape_read_utc(const uint8_t *data, struct pc_shape_moment *out)
{
        if (data[0] != PC_TAG_UTC_TIME || data[1] != PC_UTC_SIZE - 2 || !pc_shape_read_moment(data + 2, out)) {
                return false;
        }
        if (out->date < PC_YEARS(50)) {
                out->date += PC_YEARS(100);
        }
        return true;
}

/* A GeneralizedTime, 18 0F <15>, of a year from 2050 on, since only later ones are to be such: RFC 5280 4.1.2.5. */
#define PC_GENERALIZED_SIZE 17

/*@ requires \valid_read(data + (0 .. PC_GENERALIZED_SIZE - 1)) && \valid(out);
    assigns *out;
*/
PC_INLINE bool pc_shape_read_generalized(const uint8_t *data, struct pc_shape_moment *out)
{
        const unsigned tens = data[2] - (unsigned)'0';
        const unsigned ones = data[3] - (unsigned)'0';

        if (data[0] != PC_TAG_GENERALIZED_TIME || data[1] != PC_GENERALIZED_SIZE - 2 || tens > 9 || ones > 9 ||
            !pc_shape_read_moment(data + 4, out)) {
                return false;
        }
        out->date += PC_YEARS(1000 * tens + 100 * ones);
        if (out->date < PC_YEARS(2050)) {
                return false;
        }
        out->date -= PC_YEARS(1900);
        return true;
}

/* Takes a Validity of a UTCTime and another one, or a GeneralizedTime; tells whether the later one is the first. */
/*@ requires \valid(in) && \valid(contents) && \valid(backwards) && \separated(in, contents, backwards) && valid_slice(*in);
    assigns *in, *contents, *backwards;
    ensures \result ==> splits(\old(*in), *contents, *in) && valid_slice(*contents) && valid_slice(*in);
    ensures !\result ==> *in == \old(*in);
*/
PC_INLINE bool pc_shape_take_validity(struct pc_slice *in, struct pc_slice *contents, bool *backwards)
{
        struct pc_slice rest = *in;
        struct pc_slice found;
        struct pc_shape_moment from;
        struct pc_shape_moment until;
        bool read = false;

        if (!pc_fast_is_short(rest) || rest.data[0] != PC_TAG_SEQUENCE) {
                return false;
        }
        pc_fast_take(&rest, &found);
        if (found.len == 2 * PC_UTC_SIZE) {
                read = pc_shape_read_utc(found.data + PC_UTC_SIZE, &until);
        } else if (found.len == PC_UTC_SIZE + PC_GENERALIZED_SIZE) {
                read = pc_shape_read_generalized(found.data + PC_UTC_SIZE, &until);
        }
        if (!read || !pc_shape_read_utc(found.data, &from)) {
                return false;
        }
        *backwards = until.date != from.date ? until.date < from.date : until.time < from.time;
        *contents = found;
        *in = rest;
        return true;
}

#endif
