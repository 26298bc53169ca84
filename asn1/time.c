#include "asn1/time.h"

#define MINUTES_A_DAY 1440

/* More than any field can hold, so that the check of its range refuses it. */
#define NO_NUMBER 255
#define NO_YEAR   10000

/*@ assigns \nothing;
    ensures \result <==> '0' <= octet <= '9';
*/
static bool is_digit(uint8_t octet)
{
        return octet >= '0' && octet <= '9';
}

/* The number that two digits from 'at' on stand for, or NO_NUMBER where they do not stand there. */
/*@ requires valid_slice(text);
    assigns \nothing;
    ensures \result != NO_NUMBER ==> \result <= 99 && at + 2 <= text.len &&
            \result == 10 * (text.data[at] - '0') + (text.data[at + 1] - '0');
*/
static uint8_t two_digits(struct pc_slice text, size_t at)
{
        if (text.len < 2 || at > text.len - 2 || !is_digit(text.data[at]) || !is_digit(text.data[at + 1])) {
                return NO_NUMBER;
        }
        return (uint8_t)(10 * (text.data[at] - '0') + (text.data[at + 1] - '0'));
}

/* The octet at 'at', or 0, which no time contains. */
/*@ requires valid_slice(text);
    assigns \nothing;
    ensures \result == (at < text.len ? text.data[at] : 0);
*/
static uint8_t octet_at(struct pc_slice text, size_t at)
{
        return at < text.len ? text.data[at] : 0;
}

/*@ assigns \nothing;
    ensures \result <==> leap(year);
*/
static bool is_leap(unsigned year)
{
        return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

/*@ requires 1 <= month <= 12;
    assigns \nothing;
    ensures 28 <= \result <= 31 && is_date(year, month, \result) && !is_date(year, month, \result + 1);
*/
static unsigned days_in(unsigned year, unsigned month)
{
        static const uint8_t days[12] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

        return month == 2 && is_leap(year) ? 29u : days[month - 1];
}

/*@ requires \valid_read(t);
    assigns \nothing;
    ensures t->year <= 9999 ==> (\result <==> valid_time(*t));
*/
static bool in_range(const struct pc_time *t)
{
        return t->month >= 1 && t->month <= 12 && t->day >= 1 && t->day <= days_in(t->year, t->month) &&
               t->hour <= 23 && t->minute <= 59 && t->second <= 59;
}

/* Reads YY (RFC 5280 4.1.2.5.1: 50 is 1950) or YYYY; gives how many octets it takes, 0 if there is none. */
/*@ requires valid_slice(text) && \valid(year);
    assigns *year;
    ensures \result \in {0, 2, 4} && \result <= text.len;
    ensures \result == 2 ==> 1950 <= *year <= 2049;
    ensures \result == 4 ==> *year <= 9999;
*/
static size_t read_year(uint8_t tag, struct pc_slice text, uint16_t *year)
{
        const uint8_t high = two_digits(text, 0);
        const uint8_t low = two_digits(text, 2);

        if (high == NO_NUMBER) {
                return 0;
        }
        if (tag == PC_TAG_UTC_TIME) {
                *year = (uint16_t)(high < 50 ? 2000 + high : 1900 + high);
                return 2;
        }
        if (low == NO_NUMBER) {
                return 0;
        }
        *year = (uint16_t)(100 * high + low);
        return 4;
}

/* How long the fraction at 'at' is: a '.' and digits, at least one. */
/*@ requires valid_slice(text);
    assigns \nothing;
    ensures \result > 0 ==> \result > 1 && at + \result <= text.len && text.data[at] == '.';
    ensures \forall integer i; at < i < at + \result ==> '0' <= text.data[i] <= '9';
*/
static size_t fraction_length(struct pc_slice text, size_t at)
{
        size_t end;

        if (octet_at(text, at) != '.') {
                return 0;
        }
        end = at + 1;
        /*@ loop invariant at < end <= text.len;
            loop invariant \forall integer i; at < i < end ==> '0' <= text.data[i] <= '9';
            loop assigns end;
            loop variant text.len - end;
        */
        while (end < text.len && is_digit(text.data[end])) {
                end++;
        }
        return end - at > 1 ? end - at : 0;
}

/* Reads the zone, which must end the text, as minutes to be added. NO_OFFSET where it is none. */
#define NO_OFFSET MINUTES_A_DAY
/*@ requires valid_slice(text) && at <= text.len;
    assigns \nothing;
    ensures \result == NO_OFFSET || -779 <= \result <= 779;
    ensures \result != NO_OFFSET ==> text.len - at == (text.data[at] == 'Z' ? 1 : 5);
*/
static int zone_offset(struct pc_slice text, size_t at)
{
        const uint8_t sign = octet_at(text, at);
        uint8_t hours;
        uint8_t minutes;

        if (sign == 'Z' && text.len - at == 1) {
                return 0;
        }
        if ((sign != '+' && sign != '-') || text.len - at != 5) {
                return NO_OFFSET;
        }
        hours = two_digits(text, at + 1);
        minutes = two_digits(text, at + 3);
        if (hours > 12 || minutes > 59) {
                return NO_OFFSET;
        }
        return sign == '-' ? 60 * hours + minutes : -(60 * hours + minutes);
}

/*@ requires \valid(t) && valid_time(*t);
    assigns t->year, t->month, t->day;
    ensures t->year == NO_YEAR || valid_time(*t);
*/
static void to_next_day(struct pc_time *t)
{
        if (t->day < days_in(t->year, t->month)) {
                t->day++;
                return;
        }
        t->day = 1;
        if (t->month < 12) {
                t->month++;
                return;
        }
        t->month = 1;
        t->year++;
}

/*@ requires \valid(t) && valid_time(*t);
    assigns t->year, t->month, t->day;
    ensures t->year == NO_YEAR || valid_time(*t);
*/
static void to_previous_day(struct pc_time *t)
{
        if (t->day > 1) {
                t->day--;
                return;
        }
        if (t->month > 1) {
                t->month--;
                t->day = (uint8_t)days_in(t->year, t->month);
                return;
        }
        t->day = 31;
        t->month = 12;
        t->year = (uint16_t)(t->year > 0 ? t->year - 1 : NO_YEAR);
}

/* Adds less than a day. False where the year is then not 1900 to 9999. */
/*@ requires \valid(t) && valid_time(*t) && -1439 <= minutes <= 1439;
    assigns t->year, t->month, t->day, t->hour, t->minute;
    ensures \result ==> valid_time(*t) && t->year >= 1900;
*/
static bool apply_offset(struct pc_time *t, int minutes)
{
        minutes += 60 * t->hour + t->minute;
        if (minutes < 0) {
                minutes += MINUTES_A_DAY;
                to_previous_day(t);
        } else if (minutes >= MINUTES_A_DAY) {
                minutes -= MINUTES_A_DAY;
                to_next_day(t);
        }
        t->hour = (uint8_t)(minutes / 60);
        t->minute = (uint8_t)(minutes % 60);
        return t->year >= 1900 && t->year <= 9999;
}

/* Reads all but the zone, unchecked. Gives the position of the zone, 0 where there is no year. */
/*@ requires valid_slice(text) && \valid(t) && \separated(t, text.data + (0 .. text.len - 1));
    assigns *t;
    ensures \result > 0 ==> t->year <= 9999 && valid_slice(t->fraction);
    ensures \result > 0 && valid_time(*t) ==> \result <= text.len;
*/
static size_t read_fields(uint8_t tag, struct pc_slice text, struct pc_time *t)
{
        size_t at = read_year(tag, text, &t->year);

        if (at == 0) {
                return 0;
        }
        t->month = two_digits(text, at);
        t->day = two_digits(text, at + 2);
        t->hour = two_digits(text, at + 4);
        t->minute = two_digits(text, at + 6);
        t->second = 0;
        t->fraction.data = NULL;
        t->fraction.len = 0;
        t->profile = false;
        at += 8;
        if (!is_digit(octet_at(text, at))) {
                return at;
        }
        t->second = two_digits(text, at);
        t->profile = octet_at(text, at + 2) == 'Z';
        at += 2;
        if (tag == PC_TAG_GENERALIZED_TIME) {
                const size_t len = fraction_length(text, at);

                if (len > 0) {
                        t->fraction.data = text.data + at;
                        t->fraction.len = len;
                }
                at += len;
        }
        return at;
}

/*@ requires valid_slice(content) && \valid(out) && \separated(out, content.data + (0 .. content.len - 1));
    assigns *out;
    ensures \result \in {PC_OK, PC_ERR_DER_TIME};
    ensures \result == PC_OK ==> valid_time(*out) && valid_slice(out->fraction);
    ensures \result != PC_OK ==> *out == \old(*out);
*/
enum pc_result pc_time_read(uint8_t tag, struct pc_slice content, struct pc_time *out)
{
        struct pc_time t;
        const size_t at = read_fields(tag, content, &t);
        int offset;

        if (at == 0 || !in_range(&t)) {
                return PC_ERR_DER_TIME;
        }
        offset = zone_offset(content, at);
        if (offset == NO_OFFSET) {
                return PC_ERR_DER_TIME;
        }
        if (offset != 0 && !apply_offset(&t, offset)) {
                return PC_ERR_DER_TIME;
        }
        *out = t;
        return PC_OK;
}

/* Days from 0000-01-01 to 1970-01-01. */
#define DAYS_TO_1970 719528

/*@ requires \valid_read(time) && valid_time(*time);
    assigns \nothing;
    ensures -62167219200 <= \result < 253402300800 + 86400;
*/
int64_t pc_time_to_unix(const struct pc_time *time)
{
        static const uint16_t before[12] = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334};
        const int32_t year = time->year;
        /* Years before this one that were leap years, year 0 among them. */
        const int32_t leap_days = (year + 3) / 4 - (year + 99) / 100 + (year + 399) / 400;
        //@ assert 0 <= leap_days <= 2425;
        int32_t days = 365 * year + leap_days + before[time->month - 1] + time->day - 1;

        if (time->month > 2 && is_leap(time->year)) {
                days++;
        }
        //@ assert 0 <= days <= 3652425;
        return (int64_t)(days - DAYS_TO_1970) * 86400 + (int32_t)time->hour * 3600 + time->minute * 60 +
               time->second;
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
