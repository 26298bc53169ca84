/* IP addresses as text, in the syntax of inet_pton: RFC 4291 2.2, dotted decimal without leading zeros. */
#include <string.h>

#include "x509/verify.h"

#define GROUPS 8

/* A decimal number of 0 to 255 without a leading zero; 'text' moves behind it. */
static bool read_decimal(const char **text, uint8_t *out)
{
        const char *at = *text;
        unsigned value = 0;

        while (*at >= '0' && *at <= '9') {
                if (at != *text && value == 0) {
                        return false;
                }
                value = value * 10 + (unsigned)(*at - '0');
                if (value > 255) {
                        return false;
                }
                at++;
        }
        if (at == *text) {
                return false;
        }
        *text = at;
        *out = (uint8_t)value;
        return true;
}

/* Four decimal numbers with dots between them, up to the text's end. */
static bool read_ipv4(const char *text, uint8_t octets[4])
{
        size_t i;

        for (i = 0; i < 4; i++) {
                if (i != 0 && *text++ != '.') {
                        return false;
                }
                if (!read_decimal(&text, &octets[i])) {
                        return false;
                }
        }
        return *text == '\0';
}

static int hex_digit(char c)
{
        if (c >= '0' && c <= '9') {
                return c - '0';
        }
        if (c >= 'a' && c <= 'f') {
                return c - 'a' + 10;
        }
        return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* One to four hexadecimal digits; 'text' moves behind them. */
static bool read_group(const char **text, uint8_t octets[2])
{
        unsigned value = 0;
        size_t digits = 0;

        while (hex_digit(**text) >= 0) {
                if (++digits > 4) {
                        return false;
                }
                value = value << 4 | (unsigned)hex_digit(**text);
                (*text)++;
        }
        octets[0] = (uint8_t)(value >> 8);
        octets[1] = (uint8_t)(value & 0xFF);
        return digits != 0;
}

/* The groups of an IPv6 address as far as they are written, and before which of them "::" stands. */
struct groups {
        uint8_t octets[2 * GROUPS];
        size_t count;
        size_t gap; /* GROUPS where there is no "::" */
};

/* What follows a group: the end, a colon and another group, or "::". */
static bool read_separator(const char **text, struct groups *groups)
{
        if (**text == '\0') {
                return true;
        }
        if (*(*text)++ != ':') {
                return false;
        }
        if (**text != ':') {
                return **text != '\0';
        }
        (*text)++;
        if (groups->gap != GROUPS) {
                return false;
        }
        groups->gap = groups->count;
        return true;
}

static bool read_groups(const char *text, struct groups *groups)
{
        groups->count = 0;
        groups->gap = GROUPS;
        if (text[0] == ':') {
                if (text[1] != ':') {
                        return false;
                }
                groups->gap = 0;
                text += 2;
        }
        while (*text != '\0') {
                if (groups->count + 2 <= GROUPS && read_ipv4(text, &groups->octets[2 * groups->count])) {
                        groups->count += 2;
                        return true;
                }
                if (groups->count == GROUPS || !read_group(&text, &groups->octets[2 * groups->count])) {
                        return false;
                }
                groups->count++;
                if (!read_separator(&text, groups)) {
                        return false;
                }
        }
        return true;
}

static bool read_ipv6(const char *text, uint8_t octets[16])
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
        after = 2 * groups.count - (groups.gap == GROUPS ? 2 * groups.count : before);
        memset(octets, 0, 16);
        memcpy(octets, groups.octets, before);
        memcpy(octets + 16 - after, groups.octets + before, after);
        return true;
}

enum pc_result pc_ip_address_read(const char *text, uint8_t octets[16], size_t *len)
{
        uint8_t address[16];
        size_t size = 0;

        if (read_ipv4(text, address)) {
                size = 4;
        } else if (read_ipv6(text, address)) {
                size = 16;
        }
        if (size == 0) {
                return PC_NONE;
        }
        memcpy(octets, address, size);
        *len = size;
        return PC_OK;
}
