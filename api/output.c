#include "api/output.h"

#include "asn1/fast.h"

#define DECIMAL_DIGITS 20 /* the minus of 2^63 included */
#define HEX_DIGITS     8
#define HALF           UINT64_C(0x100000000)

/*@ // 'value' has 'n' decimal digits at most.
    predicate has_digits(integer value, integer n) =
        0 <= n <= DECIMAL_DIGITS && (n == 0 ==> value < 1) && (n == 1 ==> value < 10) && (n == 2 ==> value < 100) &&
        (n == 3 ==> value < 1000) && (n == 4 ==> value < 10000) && (n == 5 ==> value < 100000) &&
        (n == 6 ==> value < 1000000) && (n == 7 ==> value < 10000000) && (n == 8 ==> value < 100000000) &&
        (n == 9 ==> value < 1000000000) && (n == 10 ==> value < 10000000000) && (n == 11 ==> value < 100000000000) &&
        (n == 12 ==> value < 1000000000000) && (n == 13 ==> value < 10000000000000) &&
        (n == 14 ==> value < 100000000000000) && (n == 15 ==> value < 1000000000000000) &&
        (n == 16 ==> value < 10000000000000000) && (n == 17 ==> value < 100000000000000000) &&
        (n == 18 ==> value < 1000000000000000000) && (n == 19 ==> value < 10000000000000000000);
*/

/*@ requires \valid(out) && sink == &pc_any_sink && 0 < size && \valid(octets + (0 .. size - 1));
    requires \separated(out, octets + (0 .. size - 1));
    assigns *out;
    ensures valid_output(out) && out->octets == octets && out->size == size && out->used == 0;
*/
void pc_output_init(struct pc_output *out, uint8_t *octets, size_t size, pc_sink *sink, void *ctx)
{
        out->sink = sink;
        out->ctx = ctx;
        out->octets = octets;
        out->size = size;
        out->used = 0;
        out->stopped = false;
}

/*@ requires valid_output(out);
    assigns out->used, out->stopped, pc_of_sink;
    ensures valid_output(out) && out->used == 0;
*/
PC_APART void pc_output_flush(struct pc_output *out)
{
        if (out->used > 0 && !out->stopped) {
                int stop;

                //@ calls pc_any_sink;
                stop = out->sink(out->ctx, out->octets, out->used);
                out->stopped = stop != 0;
        }
        out->used = 0;
}

/*@ requires valid_output(out) && most <= out->size;
    assigns out->used, out->stopped, pc_of_sink;
    ensures valid_output(out) && \result == out->octets + out->used && most <= out->size - out->used;
*/
uint8_t *pc_output_room(struct pc_output *out, size_t most)
{
        if (most > out->size - out->used) {
                pc_output_flush(out);
        }
        return out->octets + out->used;
}

/*@ requires valid_output(out) && (len == 0 || \valid_read((uint8_t *)data + (0 .. len - 1)));
    requires \separated((uint8_t *)data + (0 .. len - 1), out, out->octets + (0 .. out->size - 1));
    assigns out->used, out->stopped, pc_of_sink, out->octets[0 .. out->size - 1];
    ensures valid_output(out);
*/
void pc_output_put(struct pc_output *out, const void *data, size_t len)
{
        const uint8_t *from = (const uint8_t *)data;

        /*@ loop invariant valid_output(out) && 0 <= len <= \at(len, Pre) && from == (uint8_t *)data + (\at(len, Pre) - len);
            loop assigns len, from, out->used, out->stopped, pc_of_sink, out->octets[0 .. out->size - 1];
            loop variant len;
        */
        while (len > 0) {
                uint8_t *at = pc_output_room(out, 1);
                const size_t room = out->size - out->used;
                const size_t some = len < room ? len : room;

                memcpy(at, from, some);
                out->used += some;
                from += some;
                len -= some;
        }
}

/*@ requires valid_output(out);
    assigns out->used, out->stopped, pc_of_sink, out->octets[0 .. out->size - 1];
    ensures valid_output(out);
*/
void pc_output_octet(struct pc_output *out, uint8_t octet)
{
        *pc_output_room(out, 1) = octet;
        out->used++;
}

/*@ requires valid_output(out) && valid_read_string(string);
    requires \separated(string + (0 .. strlen(string)), out, out->octets + (0 .. out->size - 1));
    assigns out->used, out->stopped, pc_of_sink, out->octets[0 .. out->size - 1];
    ensures valid_output(out);
*/
void pc_output_string(struct pc_output *out, const char *string)
{
        pc_output_put(out, string, strlen(string));
}

/*@ requires digits <= 8 && \valid(at + (0 .. digits - 1)) && 'A' <= letters <= 'a';
    assigns at[0 .. digits - 1];
    ensures \result == at + digits;
*/
uint8_t *pc_hex_digits(uint8_t *at, uint32_t value, unsigned digits, char letters)
{
        unsigned i;

        /*@ loop invariant 0 <= i <= digits;
            loop assigns i, value, at[0 .. digits - 1];
            loop variant i;
        */
        for (i = digits; i > 0; i--) {
                const unsigned digit = value % 16;

                at[i - 1] = (uint8_t)(digit < 10 ? '0' + digit : (unsigned char)letters + digit - 10);
                value /= 16;
        }
        return at + digits;
}

/*@ requires valid_output(out) && HEX_DIGITS <= out->size && digits <= HEX_DIGITS && 'A' <= letters <= 'a';
    assigns out->used, out->stopped, pc_of_sink, out->octets[0 .. out->size - 1];
    ensures valid_output(out);
*/
void pc_output_hex(struct pc_output *out, uint32_t value, unsigned digits, char letters)
{
        pc_output_advance(out, pc_hex_digits(pc_output_room(out, HEX_DIGITS), value, digits, letters));
}

/* Divides by ten; gives the remainder. In three steps where a division of 64 bits may not be at hand. */
/*@ requires \valid(value);
    assigns *value;
    ensures \result == \old(*value) % 10 && *value == \old(*value) / 10;
*/
static unsigned take_digit(uint64_t *value)
{
        const uint32_t high = (uint32_t)(*value / HALF);
        const uint32_t low = (uint32_t)(*value % HALF);
        uint32_t middle;
        uint32_t last;

        if (PC_FAST) {
                const unsigned rest = (unsigned)(*value % 10);

                *value /= 10;
                return rest;
        }
        middle = high % 10 * 0x10000 + low / 0x10000;
        last = middle % 10 * 0x10000 + low % 0x10000;
        *value = high / 10 * HALF + (middle / 10 * 0x10000 + last / 10);
        return last % 10;
}

/*@ requires valid_output(out);
    assigns out->used, out->stopped, pc_of_sink, out->octets[0 .. out->size - 1];
    ensures valid_output(out);
*/
void pc_output_integer(struct pc_output *out, int64_t value)
{
        uint64_t magnitude = value < 0 ? (uint64_t)-(value + 1) + 1 : (uint64_t)value; /* also of the smallest one */
        uint8_t text[DECIMAL_DIGITS];
        size_t at = DECIMAL_DIGITS;

        /*@ loop invariant (value < 0 ? 2 : 1) <= at <= DECIMAL_DIGITS && has_digits(magnitude, value < 0 ? at - 1 : at);
            loop assigns at, magnitude, text[0 .. DECIMAL_DIGITS - 1];
            loop variant at;
        */
        do {
                text[--at] = (uint8_t)('0' + take_digit(&magnitude));
        } while (magnitude > 0);
        if (value < 0) {
                text[--at] = '-';
        }
        pc_output_put(out, text + at, DECIMAL_DIGITS - at);
}

/*@ requires valid_output(out);
    assigns out->used, out->stopped, pc_of_sink;
    ensures valid_output(out) && (\result == PC_OK || \result == PC_ERR_API_SINK);
*/
enum pc_result pc_output_end(struct pc_output *out)
{
        pc_output_flush(out);
        return out->stopped ? PC_ERR_API_SINK : PC_OK;
}
