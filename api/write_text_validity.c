#include "api/write_text.h"

static void put_padded(struct pc_report *report, unsigned value, unsigned digits)
{
        unsigned scale = 1;

        while (--digits > 0) {
                scale *= 10;
        }
        for (; scale > 0; scale /= 10) {
                const uint8_t digit = (uint8_t)('0' + value / scale % 10);

                pc_output_put(&report->out, &digit, 1);
        }
}

/* "2024-01-02 03:04:05 UTC" */
static void put_time(struct pc_report *report, const struct pc_time *time)
{
        put_padded(report, time->year, 4);
        pc_report_put(report, "-");
        put_padded(report, time->month, 2);
        pc_report_put(report, "-");
        put_padded(report, time->day, 2);
        pc_report_put(report, " ");
        put_padded(report, time->hour, 2);
        pc_report_put(report, ":");
        put_padded(report, time->minute, 2);
        pc_report_put(report, ":");
        put_padded(report, time->second, 2);
        pc_output_put(&report->out, time->fraction.data, time->fraction.len);
        pc_report_put(report, " UTC");
}

/* How long the certificate is valid, both ends included (RFC 5280 4.1.2.5). */
static void put_span(struct pc_report *report, const struct pc_time *from, const struct pc_time *until)
{
        static const struct {
                int32_t seconds;
                const char *name;
        } units[] = {{86400, "day"}, {3600, "hour"}, {60, "minute"}, {1, "second"}};
        const int64_t seconds = pc_time_to_unix(until) - pc_time_to_unix(from) + 1;
        size_t i = 0;

        if (seconds <= 0) {
                pc_report_put(report, " (before it begins)");
                return;
        }
        while (seconds < units[i].seconds) {
                i++;
        }
        pc_report_put(report, " (");
        pc_report_count(report, seconds / units[i].seconds, units[i].name);
        pc_report_put(report, ")");
}

/* A field that holds no time, as it stands there. */
static void put_no_time(struct pc_report *report, struct pc_slice validity, bool second)
{
        struct pc_element time = {0, {NULL, 0}};
        unsigned left = second ? 2 : 1;

        while (left > 0 && pc_der_read(&validity, &time) == PC_OK) {
                left--;
        }
        pc_report_put(report, "not a time: ");
        pc_report_octets(report, time.content);
}

void pc_report_validity(struct pc_report *report, const struct pc_certificate *cert)
{
        struct pc_time from;
        struct pc_time until;
        const bool has_from = pc_not_before(cert, &from) == PC_OK;

        pc_report_row(report, "Valid from", false);
        pc_report_line(report);
        if (has_from) {
                put_time(report, &from);
        } else {
                put_no_time(report, cert->validity, false);
        }
        pc_report_newline(report);
        pc_report_row(report, "Valid until", false);
        pc_report_line(report);
        if (pc_not_after(cert, &until) != PC_OK) {
                put_no_time(report, cert->validity, true);
        } else {
                put_time(report, &until);
                if (has_from) {
                        put_span(report, &from, &until);
                }
        }
        pc_report_newline(report);
}
