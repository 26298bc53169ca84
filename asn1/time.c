#include "asn1/time.h"

#include <string.h>

#define MINUTES_A_DAY 1440

/* More than any field can hold, so that the check of its range refuses it. */
#define NO_NUMBER 255

static bool is_digit(uint8_t octet)
{
        return octet >= '0' && octet <= '9';
}

/* The number that two digits from 'at' on stand for, or NO_NUMBER where they do not stand there. */
static uint8_t two_digits(struct pc_slice text, size_t at)
{
        if (text.len < 2 || at > text.len - 2 || !is_digit(text.data[at]) || !is_digit(text.data[at + 1])) {
                return NO_NUMBER;
        }
        return (uint8_t)(10 * (text.data[at] - '0') + (text.data[at + 1] - '0'));
}

/* The octet at 'at', or 0, which no time contains. */
static uint8_t octet_at(struct pc_slice text, size_t at)
{
        return at < text.len ? text.data[at] : 0;
}

static bool is_leap(unsigned year)
{
        return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static unsigned days_in(unsigned year, unsigned month)
{
        static const uint8_t days[12] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

        return month == 2 && is_leap(year) ? 29u : days[month - 1];
}

static bool in_range(const struct pc_time *t)
{
        return t->month >= 1 && t->month <= 12 && t->day >= 1 && t->day <= days_in(t->year, t->month) &&
               t->hour <= 23 && t->minute <= 59 && t->second <= 59;
}

/* Reads YY (RFC 5280 4.1.2.5.1: 50 is 1950) or YYYY; gives how many octets it takes, 0 if there is none. */
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
static size_t fraction_length(struct pc_slice text, size_t at)
{
        size_t end = at + 1;

        if (octet_at(text, at) != '.') {
                return 0;
        }
        while (end < text.len && is_digit(text.data[end])) {
                end++;
        }
        return end - at > 1 ? end - at : 0;
}

/* Reads the zone, which must end the text, as minutes to be added. NO_OFFSET where it is none. */
#define NO_OFFSET MINUTES_A_DAY
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

static void to_previous_day(struct pc_time *t)
{
        if (t->day > 1) {
                t->day--;
                return;
        }
        if (t->month > 1) {
                t->month--;
        } else {
                t->month = 12;
                t->year--; /* year 0 becomes 65535, which is out of range */
        }
        t->day = (uint8_t)days_in(t->year, t->month);
}

/* Adds less than a day. False where the year is then not 1900 to 9999. */
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

int64_t pc_time_to_unix(const struct pc_time *time)
{
        static const uint16_t before[12] = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334};
        const int32_t year = time->year;
        const int32_t leap_days = (year + 3) / 4 - (year + 99) / 100 + (year + 399) / 400;
        int32_t days = 365 * year + leap_days + before[time->month - 1] + time->day - 1;

        if (time->month > 2 && is_leap(time->year)) {
                days++;
        }
        return (int64_t)(days - DAYS_TO_1970) * 86400 + (int32_t)time->hour * 3600 + time->minute * 60 +
               time->second;
}

static void put_two(uint8_t *out, uint8_t value)
{
        out[0] = (uint8_t)('0' + value / 10);
        out[1] = (uint8_t)('0' + value % 10);
}

void pc_time_head(const struct pc_time *time, uint8_t head[PC_TIME_HEAD])
{
        static const char months[12][4] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                           "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

        memcpy(head, months[time->month - 1], 3);
        head[3] = ' ';
        put_two(head + 4, time->day);
        if (time->day < 10) {
                head[4] = ' ';
        }
        head[6] = ' ';
        put_two(head + 7, time->hour);
        head[9] = ':';
        put_two(head + 10, time->minute);
        head[12] = ':';
        put_two(head + 13, time->second);
}

size_t pc_time_tail(const struct pc_time *time, uint8_t tail[PC_TIME_TAIL])
{
        unsigned scale = 1000;
        size_t used = 0;

        tail[used++] = ' ';
        while (scale > 1 && time->year < scale) {
                scale /= 10;
        }
        while (scale > 0) {
                tail[used++] = (uint8_t)('0' + time->year / scale % 10);
                scale /= 10;
        }
        memcpy(tail + used, " GMT", 4);
        return used + 4;
}
