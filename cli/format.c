#include "cli/format.h"

#include <stdio.h>
#include <string.h>

#include "api/write.h"
#include "cli/base64.h"
#include "cli/options.h"

#define PEM_LINE 48 /* octets in a line of 64 digits: RFC 7468 2 */

static const char *const names[] = {
        [FORMAT_PYTHON] = "python", [FORMAT_JSON] = "json", [FORMAT_TEXT] = "text",
        [FORMAT_PEM] = "pem",       [FORMAT_DER] = "der",
};

bool format_parse(const char *command, const char *name, enum format *out)
{
        size_t i = FORMAT_TEXT;
        bool known =
                option_choice(command, "unknown format", name, names, sizeof names / sizeof names[0], &i);

        *out = (enum format)i;
        return known;
}

bool format_is_raw(enum format format)
{
        return format == FORMAT_PEM || format == FORMAT_DER;
}

enum pc_result format_certificate(const struct pc_certificate *cert, enum format format,
                                  struct output *output)
{
        enum pc_result result;

        switch (format) {
        case FORMAT_PYTHON:
                result = pc_write_python(cert, output_sink, output);
                break;
        case FORMAT_JSON:
                result = pc_write_json(cert, output_sink, output);
                break;
        case FORMAT_TEXT:
                return pc_write_text(cert, output_sink, output);
        case FORMAT_PEM:
        case FORMAT_DER:
        default:
                format_octets(cert->der, format, output);
                return PC_OK;
        }
        if (result == PC_OK) {
                output_text(output, "\n");
        }
        return result;
}

static void write_hex(struct pc_slice octets, struct output *output)
{
        static const char digits[] = "0123456789abcdef";
        size_t i;

        for (i = 0; i < octets.len; i++) {
                const char pair[2] = {digits[octets.data[i] >> 4], digits[octets.data[i] & 0x0F]};

                (void)output_sink(output, pair, sizeof pair);
        }
}

/* One octet within a bytes literal in the quotes 'quote', as repr() spells it. */
static void write_literal_octet(uint8_t octet, char quote, struct output *output)
{
        static const char named[] = "\tt\nn\rr";
        const char *name = octet != 0 ? strchr(named, octet) : NULL;
        char text[8];

        if (octet == (uint8_t)quote || octet == '\\') {
                (void)snprintf(text, sizeof text, "\\%c", octet);
        } else if (name != NULL && octet < 0x20) {
                (void)snprintf(text, sizeof text, "\\%c", name[1]);
        } else if (octet < 0x20 || octet >= 0x7F) {
                (void)snprintf(text, sizeof text, "\\x%02x", octet);
        } else {
                (void)snprintf(text, sizeof text, "%c", octet);
        }
        output_text(output, text);
}

static bool holds(struct pc_slice octets, char wanted)
{
        size_t i;

        for (i = 0; i < octets.len; i++) {
                if (octets.data[i] == (uint8_t)wanted) {
                        return true;
                }
        }
        return false;
}

static void write_bytes_literal(struct pc_slice octets, struct output *output)
{
        const char quote = holds(octets, '\'') && !holds(octets, '"') ? '"' : '\'';
        size_t i;

        output_text(output, "b");
        (void)output_sink(output, &quote, 1);
        for (i = 0; i < octets.len; i++) {
                write_literal_octet(octets.data[i], quote, output);
        }
        (void)output_sink(output, &quote, 1);
}

static void write_group(const uint8_t *octets, size_t count, struct output *output)
{
        char group[BASE64_GROUP];

        base64_group(octets, count, group);
        (void)output_sink(output, group, sizeof group);
}

static void write_pem(struct pc_slice octets, struct output *output)
{
        size_t i;

        output_text(output, "-----BEGIN CERTIFICATE-----\n");
        for (i = 0; i < octets.len; i += 3) {
                write_group(octets.data + i, octets.len - i < 3 ? octets.len - i : 3, output);
                if ((i + 3) % PEM_LINE == 0 || octets.len - i <= 3) {
                        output_text(output, "\n");
                }
        }
        output_text(output, "-----END CERTIFICATE-----\n");
}

void format_octets(struct pc_slice octets, enum format format, struct output *output)
{
        switch (format) {
        case FORMAT_PYTHON:
                write_bytes_literal(octets, output);
                break;
        case FORMAT_JSON:
                output_text(output, "\"");
                write_hex(octets, output);
                output_text(output, "\"");
                break;
        case FORMAT_TEXT:
                write_hex(octets, output);
                break;
        case FORMAT_PEM:
                write_pem(octets, output);
                break;
        case FORMAT_DER:
        default:
                output_octets(output, octets);
                break;
        }
}

/* One octet of a text between the quotes 'quote', or 0 for none. */
static void write_character(uint8_t octet, char quote, enum format format, struct output *output)
{
        char text[8];

        if (octet < 0x20 || octet >= 0x7F) {
                (void)snprintf(text, sizeof text, format == FORMAT_JSON ? "\\u%04x" : "\\x%02x", octet);
        } else if (quote != '\0' && (octet == (uint8_t)quote || octet == '\\')) {
                (void)snprintf(text, sizeof text, "\\%c", octet);
        } else {
                (void)snprintf(text, sizeof text, "%c", octet);
        }
        output_text(output, text);
}

void format_string(const char *text, enum format format, struct output *output)
{
        const char quotes[2] = {format == FORMAT_PYTHON ? '\'' : '"', '\0'};
        const bool quoted = format == FORMAT_PYTHON || format == FORMAT_JSON;

        output_text(output, quoted ? quotes : "");
        for (; *text != '\0'; text++) {
                write_character((uint8_t)*text, quoted ? quotes[0] : '\0', format, output);
        }
        output_text(output, quoted ? quotes : "");
}
