#include "api/text_value.h"

#include "asn1/integer.h"
#include "asn1/time.h"

/* Python reads a time as one line into a buffer, which takes this many characters. */
#define TIME_SHOWN 2046

/* How many octets of a serial number are put at a time. */
#define SERIAL_PIECE 16

static uint8_t hex_digit(unsigned value)
{
        return (uint8_t) "0123456789ABCDEF"[value % 16];
}

bool pc_put_serial(struct pc_output *out, struct pc_slice integer, size_t most)
{
        const struct pc_magnitude m = pc_integer_magnitude(integer);
        const size_t shown = m.len < most ? m.len : most;
        size_t i = 0;

        if (m.negative) {
                pc_output_octet(out, '-');
        }
        while (i < shown) {
                const size_t end = shown - i > SERIAL_PIECE ? i + SERIAL_PIECE : shown;
                uint8_t *at = pc_output_room(out, 2 * SERIAL_PIECE);

                for (; i < end; i++) {
                        const uint8_t octet = m.negative ? pc_magnitude_octet(&m, i) : m.octets.data[i];

                        *at++ = hex_digit(octet / 16u);
                        *at++ = hex_digit(octet);
                }
                pc_output_advance(out, at);
        }
        return m.len > most;
}

void pc_put_time(struct pc_output *out, const struct pc_text *text)
{
        struct pc_time time;
        uint8_t *at;
        uint8_t tail[PC_TIME_TAIL];
        size_t room = TIME_SHOWN - PC_TIME_HEAD;
        size_t len;

        if (pc_time_read(text->tag, text->octets, &time) != PC_OK) {
                pc_output_string(out, "Bad time value");
                return;
        }
        at = pc_output_room(out, PC_TIME_HEAD);
        pc_time_head(&time, at);
        pc_output_advance(out, at + PC_TIME_HEAD);
        len = time.fraction.len < room ? time.fraction.len : room;
        room -= len;
        pc_output_put(out, time.fraction.data, len);
        len = pc_time_tail(&time, tail);
        pc_output_put(out, tail, len < room ? len : room);
}

/* RFC 5280 4.1.2.5.1: 50 is 1950. */
static uint8_t *write_year(uint8_t *at, const uint8_t *digits, size_t count)
{
        if (count == 2) {
                memcpy(at, digits[0] < '5' ? "20" : "19", 2);
                at += 2;
        }
        memcpy(at, digits, count);
        return at + count;
}

uint8_t *pc_write_profile_time(uint8_t *at, const struct pc_text *time)
{
        static const char months[12][4] = {"Jan ", "Feb ", "Mar ", "Apr ", "May ", "Jun ",
                                           "Jul ", "Aug ", "Sep ", "Oct ", "Nov ", "Dec "};
        const size_t year = time->tag == PC_TAG_UTC_TIME ? 2 : 4;
        const uint8_t *digits = time->octets.data + year;
        unsigned month;

        if (time->octets.len != year + 11) {
                return NULL;
        }
        month = 10u * digits[0] + digits[1] - 11u * '0';
        if (month < 1 || month > 12) {
                return NULL;
        }
        memcpy(at, months[month - 1], 4);
        at[4] = digits[2] == '0' ? ' ' : digits[2];
        at[5] = digits[3];
        at[6] = ' ';
        memcpy(at + 7, digits + 4, 2);
        at[9] = ':';
        memcpy(at + 10, digits + 6, 2);
        at[12] = ':';
        memcpy(at + 13, digits + 8, 2);
        at[15] = ' ';
        at = write_year(at + 16, time->octets.data, year);
        memcpy(at, " GMT", 4);
        return at + 4;
}

/* Writes an octet in decimal; gives where it ends. */
static uint8_t *write_decimal(uint8_t *at, uint8_t value)
{
        if (value >= 100) {
                *at++ = (uint8_t)('0' + value / 100);
        }
        if (value >= 10) {
                *at++ = (uint8_t)('0' + value / 10 % 10);
        }
        *at++ = (uint8_t)('0' + value % 10);
        return at;
}

/* Writes two octets in hexadecimal, without leading zeros; gives where they end. */
static uint8_t *write_group(uint8_t *at, const uint8_t *octets)
{
        const unsigned value = 256u * octets[0] + octets[1];
        unsigned shift = 12;

        while (shift > 0 && value >> shift == 0) {
                shift -= 4;
        }
        *at++ = hex_digit(value >> shift);
        while (shift > 0) {
                shift -= 4;
                *at++ = hex_digit(value >> shift);
        }
        return at;
}

/* OpenSSL's form of IPv6: eight groups, never "::". */
void pc_put_ip_address(struct pc_output *out, struct pc_slice address)
{
        uint8_t *at = pc_output_room(out, PC_TEXT_VALUE_ROOM);
        size_t i;

        if (address.len != 4 && address.len != 16) {
                pc_output_string(out, "<invalid>");
                return;
        }
        for (i = 0; i < address.len; i += address.len == 4 ? 1 : 2) {
                at = address.len == 4 ? write_decimal(at, address.data[i])
                                      : write_group(at, address.data + i);
                *at++ = address.len == 4 ? '.' : ':';
        }
        pc_output_advance(out, at - 1);
}
