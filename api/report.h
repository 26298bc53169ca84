/*
 * For write_text*.c only: a report for people, in two columns, labels and values, one value a line. Whatever
 * comes from a certificate is made safe for a terminal.
 */
#ifndef PC_API_REPORT_H
#define PC_API_REPORT_H

#include "api/dict.h"
#include "api/output.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Not less than PC_TEXT_VALUE_ROOM. */
#define PC_REPORT_HELD 48

struct pc_report {
        struct pc_output out;
        uint8_t octets[PC_REPORT_HELD]; /* what 'out' holds back */
        const char *label;              /* of the row; NULL once it has been written */
        bool critical;
};

/* Begins a row. Its label is written with its first line. */
void pc_report_row(struct pc_report *report, const char *label, bool critical);

/* Begins and ends a line of the row. */
void pc_report_line(struct pc_report *report);
void pc_report_newline(struct pc_report *report);

/* A whole line of static text. */
void pc_report_say(struct pc_report *report, const char *text);

/* Static text as it is. */
void pc_report_put(struct pc_report *report, const char *text);

/*
 * Octets that should be UTF-8. Controls, invisible and direction-changing characters, and the backslash are
 * written as \u{1b}, octets that are no UTF-8 as \x{ff}.
 */
void pc_report_octets(struct pc_report *report, struct pc_slice octets);

/* An OBJECT IDENTIFIER by name, dotted, or in hexadecimal where it is over-long. */
void pc_report_oid(struct pc_report *report, struct pc_slice oid);

/* Octets in hexadecimal; of many only the first, and how many there are. */
void pc_report_hex(struct pc_report *report, struct pc_slice octets);

/* A number and what it counts: "1 octet", "2 octets". */
void pc_report_count(struct pc_report *report, int64_t count, const char *noun);

/* Of an attribute "commonName = example.org" what is behind its type. */
void pc_report_value(struct pc_report *report, const struct pc_attribute *attribute);

/* One general name, "DNS: example.org". */
void pc_report_general_name(struct pc_report *report, const struct pc_general_name *name);

#ifdef __cplusplus
}
#endif

#endif
