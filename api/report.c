#include "api/report.h"

#include <string.h>

#include "api/dict_internal.h"
#include "api/character.h"
#include "asn1/charstring.h"

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

/* "\u{1b}", "\x{ff}" */
static void put_escape(struct pc_report *report, char kind, uint32_t value)
{
        unsigned digits = 2;

        while (digits < 8 && value >> 4 * digits != 0) {
                digits++;
        }
        pc_output_put(&report->out, kind == 'u' ? "\\u{" : "\\x{", 3);
        pc_output_hex(&report->out, value, digits, 'a');
        pc_output_put(&report->out, "}", 1);
}

/* A sink for UTF-8. */
static int safe_sink(void *ctx, const void *data, size_t len)
{
        struct pc_report *report = (struct pc_report *)ctx;
        struct pc_slice rest = {(const uint8_t *)data, len};
        const uint8_t *begin = rest.data;

        while (rest.len > 0) {
                const uint8_t *at = rest.data;
                const uint32_t character = pc_utf8_take(&rest);

                if (is_unsafe(character)) {
                        pc_output_put(&report->out, begin, (size_t)(at - begin));
                        put_escape(report, 'u', character);
                        begin = rest.data;
                }
        }
        pc_output_put(&report->out, begin, (size_t)(rest.data - begin));
        return report->out.stopped ? 1 : 0;
}

void pc_report_octets(struct pc_report *report, struct pc_slice octets)
{
        struct pc_utf8_fault fault;

        while (pc_utf8_check(octets, &fault) != PC_OK) {
                size_t i;

                (void)safe_sink(report, octets.data, fault.position);
                for (i = 0; i < fault.length; i++) {
                        put_escape(report, 'x', octets.data[fault.position + i]);
                }
                octets.data += fault.position + fault.length;
                octets.len -= fault.position + fault.length;
        }
        (void)safe_sink(report, octets.data, octets.len);
}

void pc_report_text(struct pc_report *report, struct pc_text text)
{
        if (pc_text_write(text, safe_sink, report) == PC_ERR_X509_OID_SIZE) {
                pc_report_hex(report, text.octets);
        }
}

void pc_report_oid(struct pc_report *report, struct pc_slice oid)
{
        struct pc_text text;

        pc_oid_view(oid, PC_TEXT_OID, &text);
        pc_report_text(report, text);
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

/* A value that is no text is its whole encoding behind a '#', as in RFC 4514 2.4. */
void pc_report_attribute(struct pc_report *report, const struct pc_attribute *attribute)
{
        struct pc_text text;

        pc_report_oid(report, attribute->type);
        pc_report_put(report, " = ");
        if (pc_attribute_text(attribute, &text) == PC_OK) {
                pc_report_text(report, text);
        } else {
                const struct pc_slice content = attribute->value.content;
                const uint8_t *begin = attribute->type.data + attribute->type.len;
                const struct pc_slice whole = {begin, (size_t)(content.data - begin) + content.len};

                pc_report_put(report, "#");
                pc_report_hex(report, whole);
        }
}

static void put_directory_name(struct pc_report *report, struct pc_slice name)
{
        struct pc_name_iter it = pc_name_attributes(name);
        struct pc_attribute attribute;
        const char *before = "";

        while (!report->out.stopped && pc_name_next(&it, &attribute) == PC_OK) {
                pc_report_put(report, before);
                pc_report_attribute(report, &attribute);
                before = ", ";
        }
}

/* An otherName is shown whole, also where Python cuts it; one of unknown form by its type and octets. */
static void put_other_name(struct pc_report *report, const struct pc_general_name *name,
                           const struct pc_text *text)
{
        if (text->kind == PC_TEXT_OTHER_NAME) {
                pc_report_put(report, text->constant);
                pc_report_octets(report, name->other.content);
        } else {
                pc_report_oid(report, name->type_id);
                pc_report_put(report, ":");
                pc_report_hex(report, name->other.content);
        }
}

void pc_report_general_name(struct pc_report *report, const struct pc_general_name *name)
{
        struct pc_text text;

        pc_report_put(report, pc_general_name_label(name->type));
        pc_report_put(report, ": ");
        if (!pc_general_name_view(name, &text)) {
                put_directory_name(report, name->value);
                return;
        }
        switch (name->type) {
        case PC_GENERAL_NAME_OTHER:
                put_other_name(report, name, &text);
                break;
        case PC_GENERAL_NAME_EMAIL:
        case PC_GENERAL_NAME_DNS:
        case PC_GENERAL_NAME_URI:
                pc_report_octets(report, name->value);
                break;
        case PC_GENERAL_NAME_REGISTERED_ID:
                pc_report_oid(report, name->value);
                break;
        case PC_GENERAL_NAME_IP:
                if (name->value.len == 4 || name->value.len == 16) {
                        pc_report_text(report, text);
                        break;
                }
                pc_report_hex(report, name->value);
                break;
        case PC_GENERAL_NAME_X400:
        case PC_GENERAL_NAME_EDI_PARTY:
        case PC_GENERAL_NAME_DIRECTORY:
                pc_report_hex(report, name->value);
                break;
        }
}
