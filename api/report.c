#include "api/report.h"

#include <string.h>

#include "api/dict_internal.h"
#include "api/character.h"
#include "api/text_oid.h"
#include "api/text_value.h"
#include "asn1/charstring.h"
#include "x509/oid_name.h"

/* The labels' column. */
#define LABEL_WIDTH 24

/* How many octets are shown in hexadecimal. */
#define HEX_SHOWN 32

void pc_report_row(struct pc_report *report, const char *label, bool critical)
{
        report->label = label;
        report->critical = critical;
}

void pc_report_line(struct pc_report *report)
{
        static const char blanks[LABEL_WIDTH + 1] = "                        ";
        const char *mark = report->label != NULL && report->critical ? " (critical)" : "";
        const char *label = report->label != NULL ? report->label : "";
        const size_t len = strlen(label) + strlen(mark);

        pc_output_string(&report->out, label);
        pc_output_string(&report->out, mark);
        pc_output_put(&report->out, blanks, len < LABEL_WIDTH ? LABEL_WIDTH - len : 1);
        report->label = NULL;
}

void pc_report_newline(struct pc_report *report)
{
        pc_output_put(&report->out, "\n", 1);
}

void pc_report_say(struct pc_report *report, const char *text)
{
        pc_report_line(report);
        pc_report_put(report, text);
        pc_report_newline(report);
}

void pc_report_put(struct pc_report *report, const char *text)
{
        pc_output_string(&report->out, text);
}

/*
 * What a terminal obeys, or a reader cannot see: C0, backslash, DEL and C1; soft hyphen; then all of Unicode
 * 15's Default_Ignorable_Code_Point that are format characters or separators, bidirectional controls among
 * them.
 */
static const struct {
        uint32_t first;
        uint32_t last;
} unsafe[] = {
        {0x00, 0x1F},     {'\\', '\\'},     {0x7F, 0x9F},     {0xAD, 0xAD},
        {0x61C, 0x61C},   {0x180E, 0x180E}, {0x200B, 0x200F}, {0x2028, 0x202E},
        {0x2060, 0x206F}, {0xFEFF, 0xFEFF}, {0xFFF9, 0xFFFB}, {0xE0000, 0xE007F},
};

static bool is_unsafe(uint32_t character)
{
        size_t i;

        for (i = 0; i < sizeof unsafe / sizeof unsafe[0]; i++) {
                if (character >= unsafe[i].first && character <= unsafe[i].last) {
                        return true;
                }
        }
        return false;
}

/* "\u{10ffff}" */
#define ESCAPE_MAX 10

/* "\u{1b}", "\x{ff}", in one piece: a sink that stops has no half of it. */
static void put_escape(struct pc_report *report, char kind, uint32_t value)
{
        unsigned digits = 2;

        while (value >> 4 * digits != 0) {
                digits++;
        }
        (void)pc_output_room(&report->out, ESCAPE_MAX);
        pc_output_put(&report->out, kind == 'u' ? "\\u{" : "\\x{", 3);
        pc_output_advance(&report->out, pc_hex_digits(report->out.octets + report->out.used, value, digits, 'a'));
        pc_output_put(&report->out, "}", 1);
}

/* Puts UTF-8 so that a sink gets whole characters only. */
static void put_characters(struct pc_report *report, const uint8_t *from, size_t len)
{
        struct pc_output *out = &report->out;

        while (len > 0) {
                size_t some = out->size - out->used;

                if (some >= len) {
                        some = len;
                } else {
                        while (some > 0 && (from[some] & 0xC0) == 0x80) {
                                some--;
                        }
                }
                if (some == 0) {
                        pc_output_flush(out);
                }
                pc_output_put(out, from, some);
                from += some;
                len -= some;
        }
}

static void put_utf8_pieces(struct pc_report *report, struct pc_slice rest)
{
        const uint8_t *begin = rest.data;

        while (rest.len > 0) {
                const uint8_t *at = rest.data;
                const uint32_t character = pc_utf8_take(&rest);

                if (is_unsafe(character)) {
                        put_characters(report, begin, (size_t)(at - begin));
                        put_escape(report, 'u', character);
                        begin = rest.data;
                }
        }
        put_characters(report, begin, (size_t)(rest.data - begin));
}

void pc_report_octets(struct pc_report *report, struct pc_slice octets)
{
        struct pc_utf8_fault fault;

        while (pc_utf8_check(octets, &fault) != PC_OK) {
                const struct pc_slice before = {octets.data, fault.position};
                size_t i;

                put_utf8_pieces(report, before);
                for (i = 0; i < fault.length; i++) {
                        put_escape(report, 'x', octets.data[fault.position + i]);
                }
                octets.data += fault.position + fault.length;
                octets.len -= fault.position + fault.length;
        }
        put_utf8_pieces(report, octets);
}

void pc_report_oid(struct pc_report *report, struct pc_slice oid)
{
        uint32_t space[PC_OID_SPACE];
        const char *name = pc_oid_name(oid);

        if (name != NULL) {
                pc_report_put(report, name);
        } else if (oid.len > PC_OID_SIZE_MAX) {
                pc_report_hex(report, oid);
        } else {
                pc_put_dotted(&report->out, oid, space);
        }
}

void pc_report_hex(struct pc_report *report, struct pc_slice octets)
{
        size_t i;

        for (i = 0; i < octets.len && i < HEX_SHOWN; i++) {
                pc_output_hex(&report->out, octets.data[i], 2, 'a');
        }
        if (octets.len > HEX_SHOWN) {
                pc_report_put(report, "... (");
                pc_report_count(report, (int64_t)octets.len, "octet");
                pc_report_put(report, ")");
        }
}

void pc_report_count(struct pc_report *report, int64_t count, const char *noun)
{
        pc_output_integer(&report->out, count);
        pc_report_put(report, " ");
        pc_report_put(report, noun);
        pc_report_put(report, count == 1 ? "" : "s");
}

PC_APART static void put_string(struct pc_report *report, uint8_t tag, struct pc_slice rest)
{
        struct pc_slice piece;
        uint8_t buf[PC_STRING_PIECE];

        while (!report->out.stopped && pc_string_next(tag, &rest, buf, &piece) == PC_OK) {
                put_utf8_pieces(report, piece);
        }
}

/* A value that is no text is its whole encoding behind a '#', as in RFC 4514 2.4. */
void pc_report_value(struct pc_report *report, const struct pc_attribute *attribute)
{
        const struct pc_slice content = attribute->value.content;

        pc_report_put(report, " = ");
        if (pc_attribute_form(attribute) == PC_ATTRIBUTE_TEXT) {
                put_string(report, attribute->value.tag, content);
        } else {
                const uint8_t *begin = attribute->type.data + attribute->type.len;
                const struct pc_slice whole = {begin, (size_t)(content.data - begin) + content.len};

                pc_report_put(report, "#");
                pc_report_hex(report, whole);
        }
}

/* An otherName is shown whole, also where Python cuts it. False for one of unknown form. */
static bool put_other_name(struct pc_report *report, const struct pc_general_name *name)
{
        struct pc_text text;

        if (!pc_general_name_view(name, &text) || text.kind != PC_TEXT_OTHER_NAME) {
                return false;
        }
        pc_report_put(report, text.constant);
        pc_report_octets(report, name->other.content);
        return true;
}

/* False, with nothing put, where what is to come goes deep: an OBJECT IDENTIFIER or a Name. */
PC_APART static bool put_plain_name(struct pc_report *report, const struct pc_general_name *name)
{
        switch (name->type) {
        case PC_GENERAL_NAME_OTHER:
                return put_other_name(report, name);
        case PC_GENERAL_NAME_DIRECTORY:
        case PC_GENERAL_NAME_REGISTERED_ID:
                return false;
        case PC_GENERAL_NAME_EMAIL:
        case PC_GENERAL_NAME_DNS:
        case PC_GENERAL_NAME_URI:
                pc_report_octets(report, name->value);
                return true;
        case PC_GENERAL_NAME_IP:
                if (name->value.len == 4 || name->value.len == 16) {
                        pc_put_ip_address(&report->out, name->value);
                        return true;
                }
                break;
        case PC_GENERAL_NAME_X400:
        case PC_GENERAL_NAME_EDI_PARTY:
                break;
        }
        pc_report_hex(report, name->value);
        return true;
}

/* The next of a Name's attributes, behind what parts it from the last one. Before the first: no type. */
PC_APART static bool next_attribute(struct pc_report *report, struct pc_name_iter *it,
                                    struct pc_attribute *attribute)
{
        const bool first = attribute->type.data == NULL;

        if (report->out.stopped || pc_name_next(it, attribute) != PC_OK) {
                return false;
        }
        pc_report_put(report, first ? "" : ", ");
        return true;
}

/* An otherName of unknown form is shown by its type and octets. */
void pc_report_general_name(struct pc_report *report, const struct pc_general_name *name)
{
        struct pc_name_iter it = pc_name_attributes(name->value);
        struct pc_attribute attribute;

        pc_report_put(report, pc_general_name_label(name->type));
        pc_report_put(report, ": ");
        if (put_plain_name(report, name)) {
                return;
        }
        if (name->type == PC_GENERAL_NAME_REGISTERED_ID) {
                pc_report_oid(report, name->value);
                return;
        }
        if (name->type == PC_GENERAL_NAME_OTHER) {
                pc_report_oid(report, name->type_id);
                pc_report_put(report, ":");
                pc_report_hex(report, name->other.content);
                return;
        }
        attribute.type.data = NULL;
        while (next_attribute(report, &it, &attribute)) {
                pc_report_oid(report, attribute.type);
                pc_report_value(report, &attribute);
        }
}
