/* IP addresses as text, in the syntax of inet_pton: RFC 4291 2.2, dotted decimal without leading zeros. */
#include <string.h>

#include "x509/text.h"
#include "x509/verify.h"

#define GROUPS 8

/* Takes 'c' off the text, if it comes next. */
/*@ requires \valid(text) && valid_slice(*text);
    assigns *text;
    ensures \result ? text->len == \old(text->len) - 1 && valid_slice(*text) : *text == \old(*text);
*/
static bool take(struct pc_slice *text, uint8_t c)
{
        if (text->len == 0 || text->data[0] != c) {
                return false;
        }
        text->data++;
        text->len--;
        return true;
}

/* Takes a decimal number of 0 to 255 without a leading zero off the text. */
/*@ requires \valid(text) && valid_slice(*text) && \valid(out);
    assigns *text, *out;
    ensures text->len <= \old(text->len) && valid_slice(*text);
*/
static bool take_decimal(struct pc_slice *text, uint8_t *out)
{
        unsigned value = 0;
        size_t i;

        /*@ loop invariant 0 <= i <= text->len && value <= 255;
            loop assigns i, value;
            loop variant text->len - i;
        */
        for (i = 0; i < text->len && text->data[i] >= '0' && text->data[i] <= '9'; i++) {
                if (i != 0 && value == 0) {
                        return false;
                }
                value = value * 10 + (text->data[i] - (unsigned)'0');
                if (value > 255) {
                        return false;
                }
        }
        if (i == 0) {
                return false;
        }
        text->data += i;
        text->len -= i;
        *out = (uint8_t)value;
        return true;
}

/* Four decimal numbers with dots between them, up to the text's end. */
/*@ requires valid_slice(text) && \valid(octets + (0 .. 3));
    assigns octets[0 .. 3];
*/
static bool read_ipv4(struct pc_slice text, uint8_t octets[4])
{
        size_t i;

        /*@ loop invariant 0 <= i <= 4 && valid_slice(text);
            loop assigns i, text, octets[0 .. 3];
            loop variant 4 - i;
        */
        for (i = 0; i < 4; i++) {
                if (i != 0 && !take(&text, '.')) {
                        return false;
                }
                if (!take_decimal(&text, &octets[i])) {
                        return false;
                }
        }
        return text.len == 0;
}

/*@ assigns \nothing;
    ensures -1 <= \result <= 15;
*/
static int hex_digit(uint8_t c)
{
        if (c >= '0' && c <= '9') {
                return c - '0';
        }
        if (c >= 'a' && c <= 'f') {
                return c - 'a' + 10;
        }
        return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* Takes one to four hexadecimal digits off the text. */
/*@ requires \valid(text) && valid_slice(*text) && \valid(octets + (0 .. 1));
    assigns *text, octets[0 .. 1];
    ensures text->len <= \old(text->len) && valid_slice(*text);
    ensures \result ==> text->len < \old(text->len);
*/
static bool take_group(struct pc_slice *text, uint8_t octets[2])
{
        unsigned value = 0;
        size_t i;

        /*@ loop invariant 0 <= i <= text->len && i <= 4;
            loop invariant i == 0 ? value == 0 : i == 1 ? value <= 0xF : i == 2 ? value <= 0xFF : value <= 0xFFFF;
            loop invariant i == 3 ==> value <= 0xFFF;
            loop assigns i, value;
            loop variant text->len - i;
        */
        for (i = 0; i < text->len; i++) {
                const int digit = hex_digit(text->data[i]);

                if (digit < 0) {
                        break;
                }
                if (i == 4) {
                        return false;
                }
                value = value * 16 + (unsigned)digit;
        }
        if (i == 0) {
                return false;
        }
        text->data += i;
        text->len -= i;
        octets[0] = (uint8_t)(value / 256);
        octets[1] = (uint8_t)(value % 256);
        return true;
}

/* The groups of an IPv6 address as far as they are written, and before which of them "::" stands. */
struct groups {
        uint8_t octets[2 * GROUPS];
        size_t count;
        size_t gap; /* GROUPS where there is no "::" */
};

/*@ predicate valid_groups(struct groups *g) =
        \valid(g) && g->count <= GROUPS && (g->gap <= g->count || g->gap == GROUPS);
*/

/* What follows a group: the end, a colon and another group, or "::". */
/*@ requires \valid(text) && valid_slice(*text) && valid_groups(groups) && \separated(text, groups);
    assigns *text, groups->gap;
    ensures text->len <= \old(text->len) && valid_slice(*text) && valid_groups(groups);
*/
static bool take_separator(struct pc_slice *text, struct groups *groups)
{
        if (text->len == 0) {
                return true;
        }
        if (!take(text, ':')) {
                return false;
        }
        if (!take(text, ':')) {
                return text->len != 0;
        }
        if (groups->gap != GROUPS) {
                return false;
        }
        groups->gap = groups->count;
        return true;
}

/*@ requires valid_slice(text) && \valid(groups);
    assigns *groups;
    ensures \result ==> valid_groups(groups);
*/
static bool read_groups(struct pc_slice text, struct groups *groups)
{
        groups->count = 0;
        groups->gap = GROUPS;
        if (take(&text, ':')) {
                if (!take(&text, ':')) {
                        return false;
                }
                groups->gap = 0;
        }
        /*@ loop invariant valid_slice(text) && valid_groups(groups);
            loop assigns text, *groups;
            loop variant text.len;
        */
        while (text.len != 0) {
                if (groups->count + 2 <= GROUPS && read_ipv4(text, &groups->octets[2 * groups->count])) {
                        groups->count += 2;
                        return true;
                }
                if (groups->count == GROUPS || !take_group(&text, &groups->octets[2 * groups->count])) {
                        return false;
                }
                groups->count++;
                if (!take_separator(&text, groups)) {
                        return false;
                }
        }
        return true;
}

/*@ requires valid_slice(text) && \valid(octets + (0 .. 15));
    assigns octets[0 .. 15];
*/
static bool read_ipv6(struct pc_slice text, uint8_t octets[16])
{
        struct groups groups;
        size_t before;
        size_t after;

        if (!read_groups(text, &groups)) {
                return false;
        }
        if (groups.gap == GROUPS ? groups.count != GROUPS : groups.count >= GROUPS) {
                return false;
        }
        before = groups.gap == GROUPS ? 2 * GROUPS : 2 * groups.gap;
        after = 2 * groups.count - before;
        memset(octets, 0, 16);
        memcpy(octets, groups.octets, before);
        memcpy(octets + 16 - after, groups.octets + before, after);
        return true;
}

/*@ requires valid_read_string(text) && \valid(octets + (0 .. 15)) && \valid(len);
    assigns octets[0 .. 15], *len;
    ensures \result == PC_OK ? *len \in {4, 16} : \result == PC_NONE && *len == \old(*len);
*/
enum pc_result pc_ip_address_read(const char *text, uint8_t octets[16], size_t *len)
{
        const struct pc_slice rest = pc_text(text);
        uint8_t address[16];
        size_t size = 0;

        if (read_ipv4(rest, address)) {
                size = 4;
        } else if (read_ipv6(rest, address)) {
                size = 16;
        }
        if (size == 0) {
                return PC_NONE;
        }
        memcpy(octets, address, size);
        *len = size;
        return PC_OK;
}
