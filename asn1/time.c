#include "asn1/time.h"

#define MINUTES_A_DAY 1440

/* What a time consists of, in this order: numbers of two digits. */
enum { CENTURY, YEAR, MONTH, DAY, HOUR, MINUTE, SECOND, ZONE_HOUR, ZONE_MINUTE, FIELDS };

/*@ logic integer maximum(integer i) =
        i <= YEAR ? 99 : i == MONTH || i == ZONE_HOUR ? 12 : i == DAY ? 31 : i == HOUR ? 23 : 59;

    predicate within(uint32_t *f, integer first, integer end) =
        \forall integer i; first <= i < end ==> f[i] <= maximum(i);

    logic integer year(uint32_t *f) = 100 * f[CENTURY] + f[YEAR];
*/

/* Takes the fields from 'first' to the one before 'end' off 'in', or leaves it where one is none or too large. */
/*@ requires \valid(in) && valid_slice(*in) && 0 <= first < end <= FIELDS && \valid(f + (0 .. FIELDS - 1));
    requires \separated(in, f + (0 .. FIELDS - 1), in->data + (0 .. in->len - 1));
    assigns *in, f[first .. end - 1];
    ensures valid_slice(*in) && within(f, first, \result ? end : first);
    ensures !\result && first + 1 == end ==> f[first] == \old(f[first]);
    ensures in->len == \old(in->len) - (\result ? 2 * (end - first) : 0);
    ensures in->data == \old(in->data) + (\result ? 2 * (end - first) : 0);
*/
static bool take_fields(struct pc_slice *in, uint32_t *f, size_t first, size_t end)
{
        static const uint8_t largest[FIELDS] = {99, 99, 12, 31, 23, 59, 59, 12, 59};
        const uint8_t *data = in->data;
        size_t i;

        if (in->len < 2 * (end - first)) {
                return false;
        }
        /*@ loop invariant first <= i <= end && data == in->data + 2 * (i - first) && within(f, first, i);
            loop invariant i == first ==> f[first] == \at(f[first], Pre);
            loop assigns i, data, f[first .. end - 1];
            loop variant end - i;
        */
        for (i = first; i < end; i++) {
                /* What is no digit is above 9 here, and ten times that above any maximum. */
                const uint32_t ones = (uint8_t)(data[1] - '0');
                const uint32_t number = 10u * (uint8_t)(data[0] - '0') + ones;

                //@ assert largest[i] == maximum(i);
                if (ones > 9 || number > largest[i]) {
                        return false;
                }
                f[i] = number;
                data += 2;
        }
        in->data = data;
        in->len -= 2 * (end - first);
        return true;
}

/* How many octets at the start are a '.' and digits behind it. */
/*@ requires valid_slice(text);
    assigns \nothing;
    ensures \result <= text.len && (\result > 0 ==> text.data[0] == '.');
    ensures \forall integer i; 0 < i < \result ==> '0' <= text.data[i] <= '9';
*/
static size_t fraction_length(struct pc_slice text)
{
        size_t len = 0;

        if (text.len > 0 && text.data[0] == '.') {
                /*@ loop invariant 0 <= len < text.len;
                    loop invariant \forall integer i; 0 < i <= len ==> '0' <= text.data[i] <= '9';
                    loop assigns len;
                    loop variant text.len - len;
                */
                do {
                        len++;
                } while (len < text.len && text.data[len] >= '0' && text.data[len] <= '9');
        }
        return len;
}

/* How many days the month has; month 0 is the December before. */
/*@ requires \valid_read(f + (0 .. MONTH)) && within(f, CENTURY, DAY);
    assigns \nothing;
    ensures 28 <= \result <= 31;
    ensures f[MONTH] == 0 ==> \result == 31;
    ensures f[MONTH] > 0 ==> is_date(year(f), f[MONTH], \result) && !is_date(year(f), f[MONTH], \result + 1);
*/
static uint32_t days_in(const uint32_t *f)
{
        const uint32_t month = f[MONTH];

        if (month == 2) {
                return (f[YEAR] == 0 ? f[CENTURY] : f[YEAR]) % 4 == 0 ? 29 : 28;
        }
        return 31 - (month + 6) % 7 % 2;
}

/* Adds 'minutes', less what a day has. False where the year is then not 1900 to 9999. */
/*@ requires \valid(f + (0 .. FIELDS - 1)) && within(f, CENTURY, SECOND) && is_date(year(f), f[MONTH], f[DAY]);
    requires 0 < minutes < 2 * MINUTES_A_DAY;
    assigns f[CENTURY .. MINUTE];
    ensures \result ==> is_date(year(f), f[MONTH], f[DAY]) && 1900 <= year(f) <= 9999 && f[HOUR] <= 23 &&
            f[MINUTE] <= 59;
*/
static bool add_minutes(uint32_t *f, uint32_t minutes)
{
        uint32_t months;

        minutes += 60 * f[HOUR] + f[MINUTE];
        f[DAY] += minutes / MINUTES_A_DAY;
        f[DAY]--;
        minutes %= MINUTES_A_DAY;
        f[HOUR] = minutes / 60;
        f[MINUTE] = minutes % 60;
        if (f[DAY] == 0) {
                f[MONTH]--;
                f[DAY] = days_in(f);
        } else if (f[DAY] > days_in(f)) {
                f[MONTH]++;
                f[DAY] = 1;
        }
        months = 1200 * f[CENTURY] + 12 * f[YEAR] + f[MONTH];
        if (months <= 1900 * 12 || months > 10000 * 12) {
                return false;
        }
        f[CENTURY] = 0;
        f[YEAR] = (months - 1) / 12;
        f[MONTH] = (months - 1) % 12 + 1;
        return true;
}

/* Reads a zone of five octets and applies it to the other fields. */
/*@ requires \valid(zone) && valid_slice(*zone) && zone->len == 5 && \valid(f + (0 .. FIELDS - 1));
    requires \separated(zone, f + (0 .. FIELDS - 1), zone->data + (0 .. zone->len - 1));
    requires within(f, CENTURY, ZONE_HOUR) && is_date(year(f), f[MONTH], f[DAY]);
    assigns *zone, f[CENTURY .. MINUTE], f[ZONE_HOUR .. ZONE_MINUTE];
    ensures \result ==> is_date(year(f), f[MONTH], f[DAY]) && year(f) <= 9999 && f[HOUR] <= 23 && f[MINUTE] <= 59;
*/
static bool apply_zone(struct pc_slice *zone, uint32_t *f)
{
        const uint8_t sign = zone->data[0];
        uint32_t offset;

        zone->data++;
        zone->len--;
        if ((sign != '+' && sign != '-') || !take_fields(zone, f, ZONE_HOUR, FIELDS)) {
                return false;
        }
        //@ assert within(f, CENTURY, ZONE_HOUR);
        offset = 60 * f[ZONE_HOUR] + f[ZONE_MINUTE];
        //@ assert offset <= 779;
        return offset == 0 || add_minutes(f, sign == '-' ? MINUTES_A_DAY + offset : MINUTES_A_DAY - offset);
}

/*@ requires \valid(out) && \valid_read(f + (0 .. FIELDS - 1)) && \separated(out, f + (0 .. FIELDS - 1));
    requires f[HOUR] <= 23 && f[MINUTE] <= 59 && f[SECOND] <= 59;
    requires is_date(year(f), f[MONTH], f[DAY]) && year(f) <= 9999;
    assigns *out;
    ensures valid_time(*out);
*/
static void set_fields(struct pc_time *out, const uint32_t *f)
{
        out->year = (uint16_t)(100 * f[CENTURY] + f[YEAR]);
        out->month = (uint8_t)f[MONTH];
        out->day = (uint8_t)f[DAY];
        out->hour = (uint8_t)f[HOUR];
        out->minute = (uint8_t)f[MINUTE];
        out->second = (uint8_t)f[SECOND];
}

/*@ requires valid_slice(content) && \valid(out) && \separated(out, content.data + (0 .. content.len - 1));
    assigns *out;
    ensures \result \in {PC_OK, PC_ERR_DER_TIME};
    ensures \result == PC_OK ==> valid_time(*out);
    ensures \result == PC_OK ==> valid_slice(out->fraction);
    ensures \result != PC_OK ==> *out == \old(*out);
*/
enum pc_result pc_time_read(uint8_t tag, struct pc_slice content, struct pc_time *out)
{
        uint32_t f[FIELDS];
        struct pc_slice fraction = {NULL, 0};
        bool profile;

        if (!take_fields(&content, f, tag == PC_TAG_UTC_TIME ? YEAR : CENTURY, SECOND)) {
                return PC_ERR_DER_TIME;
        }
        if (tag == PC_TAG_UTC_TIME) {
                /* RFC 5280 4.1.2.5.1 */
                f[CENTURY] = f[YEAR] < 50 ? 20 : 19;
        }
        //@ assert within(&f[0], CENTURY, SECOND);
        /* What stands for a second and is none is left, and no zone either. */
        f[SECOND] = 0;
        profile = take_fields(&content, f, SECOND, ZONE_HOUR);
        //@ assert within(&f[0], CENTURY, ZONE_HOUR);
        if (profile && tag != PC_TAG_UTC_TIME) {
                const size_t len = fraction_length(content);

                if (len > 1) {
                        profile = false;
                        fraction.data = content.data;
                        fraction.len = len;
                        content.data += len;
                        content.len -= len;
                }
        }
        if (f[MONTH] == 0 || f[DAY] == 0 || f[DAY] > days_in(f)) {
                return PC_ERR_DER_TIME;
        }
        //@ assert is_date(year(&f[0]), f[MONTH], f[DAY]);
        if (content.len != 1 || content.data[0] != 'Z') {
                profile = false;
                if (content.len != 5 || !apply_zone(&content, f)) {
                        return PC_ERR_DER_TIME;
                }
        }
        set_fields(out, f);
        out->profile = profile;
        out->fraction = fraction;
        return PC_OK;
}

/* Which day 1970-01-01 is, counted from 1 for 1 March of the year -400. */
#define DAY_OF_1970 865566

/*@ requires \valid_read(time) && valid_time(*time);
    assigns \nothing;
    ensures -62167219200 <= \result < 253402300800 + 86400;
*/
int64_t pc_time_to_unix(const struct pc_time *time)
{
        /* A year that begins with its March ends with its leap day; 400 years are 146097 days. */
        uint32_t year = time->year + 400u;
        uint32_t month = time->month;
        int32_t hours;

        if (month < 3) {
                year--;
                month += 12;
        }
        hours = (int32_t)(1461 * year / 4 - year / 100 + year / 400 + (979 * month - 2919) / 32 + time->day);
        hours = 24 * (hours - DAY_OF_1970) + time->hour;
        return (int64_t)hours * 3600 + (60 * time->minute + time->second);
}

/*@ requires \valid(out + (0 .. 1)) && value <= 99;
    assigns out[0 .. 1];
    ensures out[0] == '0' + value / 10 && out[1] == '0' + value % 10;
*/
static void put_two(uint8_t *out, uint8_t value)
{
        out[0] = (uint8_t)('0' + value / 10);
        out[1] = (uint8_t)('0' + value % 10);
}

/*@ requires \valid_read(time) && valid_time(*time) && \valid(head + (0 .. PC_TIME_HEAD - 1));
    requires \separated(time, head + (0 .. PC_TIME_HEAD - 1));
    assigns head[0 .. PC_TIME_HEAD - 1];
*/
void pc_time_head(const struct pc_time *time, uint8_t head[PC_TIME_HEAD])
{
        static const uint8_t names[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
        const struct pc_time t = *time;
        const uint8_t *name = names + 3 * (t.month - 1);

        head[0] = name[0];
        head[1] = name[1];
        head[2] = name[2];
        head[3] = ' ';
        put_two(head + 4, t.day);
        if (t.day < 10) {
                head[4] = ' ';
        }
        head[6] = ' ';
        put_two(head + 7, t.hour);
        head[9] = ':';
        put_two(head + 10, t.minute);
        head[12] = ':';
        put_two(head + 13, t.second);
}

/*@ requires \valid_read(time) && valid_time(*time) && \valid(tail + (0 .. PC_TIME_TAIL - 1));
    requires \separated(time, tail + (0 .. PC_TIME_TAIL - 1));
    assigns tail[0 .. PC_TIME_TAIL - 1];
    ensures 6 <= \result <= PC_TIME_TAIL;
*/
size_t pc_time_tail(const struct pc_time *time, uint8_t tail[PC_TIME_TAIL])
{
        unsigned year = time->year;
        const size_t digits = year >= 1000 ? 4 : year >= 100 ? 3 : year >= 10 ? 2 : 1;
        size_t i;

        tail[0] = ' ';
        /*@ loop invariant 0 <= i <= digits;
            loop assigns i, year, tail[1 .. digits];
            loop variant i;
        */
        for (i = digits; i > 0; i--) {
                tail[i] = (uint8_t)('0' + year % 10);
                year /= 10;
        }
        tail[digits + 1] = ' ';
        tail[digits + 2] = 'G';
        tail[digits + 3] = 'M';
        tail[digits + 4] = 'T';
        return digits + 5;
}
