#include "api/write.h"

#include "api/text_value.h"
#include "api/write_text.h"

/* One attribute a line; the further ones of an RDN behind a '+', as RFC 4514 2.2 joins them. */
PC_APART static void write_name(struct pc_report *report, const char *label, struct pc_slice name)
{
        struct pc_name_iter it = pc_name_attributes(name);
        struct pc_attribute attribute;
        size_t rdn = (size_t)-1;

        pc_report_row(report, label, false);
        while (!report->out.stopped && pc_name_next(&it, &attribute) == PC_OK) {
                pc_report_line(report);
                pc_report_put(report, attribute.rdn == rdn ? "+ " : "");
                pc_report_oid(report, attribute.type);
                pc_report_value(report, &attribute);
                pc_report_newline(report);
                rdn = attribute.rdn;
        }
        if (rdn == (size_t)-1) {
                pc_report_say(report, "(empty)");
        }
}

static void write_serial(struct pc_report *report, const struct pc_certificate *cert)
{
        pc_report_row(report, "Serial number", false);
        pc_report_line(report);
        (void)pc_put_serial(&report->out, cert->serial, SIZE_MAX);
        pc_report_newline(report);
}

static void write_version(struct pc_report *report, const struct pc_certificate *cert)
{
        pc_report_row(report, "Version", false);
        pc_report_line(report);
        pc_output_integer(&report->out, cert->version);
        pc_report_newline(report);
}

PC_APART static void write_signature(struct pc_report *report, const struct pc_certificate *cert)
{
        pc_report_row(report, "Signature", false);
        pc_report_line(report);
        pc_report_oid(report, pc_signature_algorithm(cert).oid);
        pc_report_newline(report);
}

static void write_irregularities(struct pc_report *report, const struct pc_certificate *cert)
{
        unsigned i;

        pc_report_row(report, "Irregular", false);
        for (i = 0; i < PC_IRREGULAR_COUNT; i++) {
                if ((cert->irregularities >> i & 1) != 0) {
                        pc_report_say(report, pc_irregularity_text((enum pc_irregularity)i));
                }
        }
}

enum pc_result pc_write_text(const struct pc_certificate *cert, pc_sink *sink, void *ctx)
{
        struct pc_report report;

        pc_output_init(&report.out, report.octets, sizeof report.octets, sink, ctx);
        write_name(&report, "Subject", cert->subject);
        pc_report_alt_names(&report, cert);
        write_name(&report, "Issuer", cert->issuer);
        pc_report_validity(&report, cert);
        write_serial(&report, cert);
        pc_report_key(&report, cert);
        write_signature(&report, cert);
        write_version(&report, cert);
        pc_report_extensions(&report, cert);
        pc_report_other_extensions(&report, cert);
        write_irregularities(&report, cert);
        return pc_output_end(&report.out);
}
