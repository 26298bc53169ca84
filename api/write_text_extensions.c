#include "api/dict_internal.h"
#include "api/write_text.h"

/* The extensions that are shown in words, in the order of the report; the first stands apart. */
static const struct row {
        enum pc_extension_kind kind;
        const char *label;
        void (*report)(struct pc_report *report, const struct pc_certificate *cert);
} rows[] = {
        {PC_EXTENSION_SUBJECT_ALT_NAME, "Names", pc_report_subject_alt_names},
        {PC_EXTENSION_BASIC_CONSTRAINTS, "CA", pc_report_basic_constraints},
        {PC_EXTENSION_KEY_USAGE, "Key usage", pc_report_key_usage},
        {PC_EXTENSION_EXTENDED_KEY_USAGE, "Purposes", pc_report_extended_key_usage},
        {PC_EXTENSION_NAME_CONSTRAINTS, "Constraints", pc_report_name_constraints},
        {PC_EXTENSION_CERTIFICATE_POLICIES, "Policies", pc_report_policies},
        {PC_EXTENSION_AUTHORITY_INFO_ACCESS, "Access", pc_report_accesses},
        {PC_EXTENSION_CRL_DISTRIBUTION_POINTS, "CRLs", pc_report_distribution_points},
        {PC_EXTENSION_SUBJECT_KEY_IDENTIFIER, "Subject key ID", pc_report_subject_key_identifier},
        {PC_EXTENSION_AUTHORITY_KEY_IDENTIFIER, "Authority key ID", pc_report_authority_key_identifier},
        {PC_EXTENSION_ISSUER_ALT_NAME, "Issuer's names", pc_report_issuer_alt_names},
        {PC_EXTENSION_TLS_FEATURE, "TLS features", pc_report_tls_features},
        {PC_EXTENSION_SCT_LIST, "Timestamps", pc_report_timestamps},
};

#define ROWS (sizeof rows / sizeof rows[0])

static void put_malformed(struct pc_report *report, const struct pc_diag *diag)
{
        pc_report_line(report);
        pc_report_put(report, "malformed: ");
        pc_report_put(report, pc_strerror(diag->code));
        pc_report_put(report, " at byte ");
        pc_output_integer(&report->out, (int64_t)diag->offset);
        pc_report_newline(report);
}

/* Whether there is an extension to be shown; writes why it cannot be. */
PC_APART static bool begin_row(struct pc_report *report, const struct pc_certificate *cert,
                               const struct row *row)
{
        struct pc_diag diag;
        struct pc_extension extension;
        const bool one = pc_extension_find(cert, row->kind, &extension) == PC_OK;

        pc_report_row(report, row->label, one && extension.critical);
        switch (pc_extension_state(cert, row->kind, &diag)) {
        case PC_EXTENSION_ABSENT:
                return false;
        case PC_EXTENSION_DUPLICATE:
                pc_report_say(report, "repeated, which makes it void");
                return false;
        case PC_EXTENSION_MALFORMED:
                put_malformed(report, &diag);
                return false;
        case PC_EXTENSION_OK:
                break;
        }
        return true;
}

static void put_rows(struct pc_report *report, const struct pc_certificate *cert, const struct row *row,
                     const struct row *end)
{
        for (; row < end; row++) {
                if (!begin_row(report, cert, row)) {
                        continue;
                }
                row->report(report, cert);
                if (report->label != NULL) {
                        pc_report_say(report, "(empty)");
                }
        }
}

void pc_report_alt_names(struct pc_report *report, const struct pc_certificate *cert)
{
        put_rows(report, cert, rows, rows + 1);
}

void pc_report_extensions(struct pc_report *report, const struct pc_certificate *cert)
{
        put_rows(report, cert, rows + 1, rows + ROWS);
}

static bool has_row(enum pc_extension_kind kind)
{
        size_t i;

        for (i = 0; i < ROWS; i++) {
                if (rows[i].kind == kind) {
                        return true;
                }
        }
        return false;
}

static void put_other(struct pc_report *report, const struct pc_extension *extension)
{
        pc_report_row(report, "Extension", extension->critical);
        pc_report_line(report);
        pc_report_oid(report, extension->oid);
        pc_report_put(report, ": ");
        pc_report_hex(report, extension->value);
        pc_report_newline(report);
}

void pc_report_other_extensions(struct pc_report *report, const struct pc_certificate *cert)
{
        struct pc_extension_iter it = pc_extensions(cert);
        struct pc_extension extension;

        while (!report->out.stopped && pc_extension_next(&it, &extension) == PC_OK) {
                if (!has_row(extension.kind)) {
                        put_other(report, &extension);
                }
        }
}
