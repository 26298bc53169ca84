#include "api/text_value.h"

#include "asn1/fast.h"
#include "asn1/integer.h"
#include "asn1/time.h"

/* Python reads a time as one line into a buffer, which takes this many characters. */
#define TIME_SHOWN 2046

/* How many octets of a serial number are put at a time. */
#define SERIAL_PIECE 16

bool pc_put_serial(struct pc_output *out, struct pc_slice integer, size_t most)
{
        const struct pc_magnitude m = pc_integer_magnitude(integer);
        const size_t shown = m.len < most ? m.len : most;
        size_t i = 0;

        if (m.negative) {
                pc_output_octet(out, '-');
        }
        while (PC_FAST && !m.negative && i < shown) {
                const size_t len = shown - i < SERIAL_PIECE ? shown - i : SERIAL_PIECE;
                uint8_t *at = pc_output_room(out, 2 * SERIAL_PIECE);

                pc_output_advance(out, pc_write_hex(at, m.octets.data + i, len, 'A'));
                i += len;
        }
        for (; i < shown; i++) {
                pc_output_hex(out, pc_magnitude_octet(&m, i), 2, 'A');
        }
        return m.len > most;
}

uint8_t *pc_write_positive_serial(uint8_t *at, struct pc_slice integer)
{
        const size_t sign = integer.len > 1 && integer.data[0] == 0 ? 1 : 0;

        return pc_write_hex(at, integer.data + sign, integer.len - sign, 'A');
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
        const unsigned month = 10u * digits[0] + digits[1] - 11u * '0';

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

static uint8_t *write_ipv4(uint8_t *at, const uint8_t *octets)
{
        size_t i;

        for (i = 0; i < 4; i++) {
                at = pc_write_small(at, octets[i]);
                *at++ = '.';
        }
        return at - 1;
}

/* OpenSSL's form of IPv6: eight groups without leading zeros, never "::". */
static uint8_t *write_ipv6(uint8_t *at, const uint8_t *octets)
{
        size_t i;

        for (i = 0; i < 16; i += 2) {
                const unsigned value = 256u * octets[i] + octets[i + 1];
                const unsigned zeros = (value < 0x1000 ? 1u : 0u) + (value < 0x100 ? 1u : 0u) + (value < 0x10 ? 1u : 0u);

                pc_store_four(at, pc_four_hex(value, 'A') >> 8 * zeros);
                at[4 - zeros] = ':';
                at += 5 - zeros;
        }
        return at - 1;
}

uint8_t *pc_write_ip_address(uint8_t *at, struct pc_slice address)
{
        if (PC_FAST && address.len == 4) {
                return write_ipv4(at, address.data);
        }
        return PC_FAST && address.len == 16 ? write_ipv6(at, address.data) : NULL;
}

/* The same for size. */
static void put_address_group(struct pc_output *out, const uint8_t *octets)
{
        const unsigned value = 256u * octets[0] + octets[1];
        unsigned digits = 1;

        while (value >> 4 * digits > 0) {
                digits++;
        }
        pc_output_hex(out, value, digits, 'A');
}

void pc_put_ip_address(struct pc_output *out, struct pc_slice address)
{
        size_t i;

        if (address.len != 4 && address.len != 16) {
                pc_output_string(out, "<invalid>");
                return;
        }
        if (PC_FAST) {
                pc_output_advance(out, pc_write_ip_address(pc_output_room(out, PC_TEXT_VALUE_ROOM), address));
                return;
        }
        for (i = 0; i < address.len; i += address.len == 4 ? 1 : 2) {
                if (i > 0) {
                        pc_output_octet(out, address.len == 4 ? '.' : ':');
                }
                if (address.len == 4) {
                        pc_output_integer(out, address.data[i]);
                } else {
                        put_address_group(out, address.data + i);
                }
        }
}
