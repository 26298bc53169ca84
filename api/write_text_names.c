#include "api/dict_internal.h"
#include "api/text_value.h"
#include "api/write_text.h"
#include "x509/access.h"
#include "x509/distribution_point.h"
#include "x509/key_identifier.h"
#include "x509/name_constraints.h"
#include "x509/shared_syntax.h"

static void put_names(struct pc_report *report, struct pc_general_name_iter it, const char *before)
{
        struct pc_general_name name;

        while (!report->out.stopped && pc_general_name_next(&it, &name) == PC_OK) {
                pc_report_line(report);
                pc_report_put(report, before);
                pc_report_general_name(report, &name);
                pc_report_newline(report);
        }
}

static void put_key_id(struct pc_report *report, struct pc_slice id)
{
        pc_report_line(report);
        pc_report_hex(report, id);
        pc_report_newline(report);
}

void pc_report_subject_key_identifier(struct pc_report *report, const struct pc_certificate *cert)
{
        struct pc_slice id;

        if (pc_subject_key_identifier(cert, &id) == PC_OK) {
                put_key_id(report, id);
        }
}

/* The key's identifier; gives its issuer's names. What has been read does not stay while they are written. */
PC_APART static struct pc_general_name_iter put_authority_key(struct pc_report *report,
                                                              const struct pc_certificate *cert)
{
        struct pc_authority_key_identifier id;

        memset(&id, 0, sizeof id);
        if (pc_authority_key_identifier(cert, &id) == PC_OK && id.has_key_id) {
                put_key_id(report, id.key_id);
        }
        return id.issuer;
}

PC_APART static void put_authority_serial(struct pc_report *report, const struct pc_certificate *cert)
{
        struct pc_authority_key_identifier id;

        if (pc_authority_key_identifier(cert, &id) == PC_OK && id.has_serial) {
                pc_report_line(report);
                pc_report_put(report, "serial number ");
                (void)pc_put_serial(&report->out, id.serial, SIZE_MAX);
                pc_report_newline(report);
        }
}

void pc_report_authority_key_identifier(struct pc_report *report, const struct pc_certificate *cert)
{
        put_names(report, put_authority_key(report, cert), "of ");
        put_authority_serial(report, cert);
}

void pc_report_subject_alt_names(struct pc_report *report, const struct pc_certificate *cert)
{
        put_names(report, pc_subject_alt_names(cert), "");
}

void pc_report_issuer_alt_names(struct pc_report *report, const struct pc_certificate *cert)
{
        struct pc_general_name_iter it;

        if (pc_issuer_alt_names(cert, &it) == PC_OK) {
                put_names(report, it, "");
        }
}

/* An address and the mask that goes with it. */
PC_APART static void put_range(struct pc_report *report, struct pc_slice range)
{
        const size_t half = range.len / 2;
        const struct pc_slice address = {range.data, half};
        const struct pc_slice mask = {range.data + half, half};

        pc_report_put(report, pc_general_name_label(PC_GENERAL_NAME_IP));
        pc_report_put(report, ": ");
        pc_put_ip_address(&report->out, address);
        pc_report_put(report, "/");
        pc_put_ip_address(&report->out, mask);
}

static void put_base(struct pc_report *report, const struct pc_general_name *base)
{
        if (base->type == PC_GENERAL_NAME_IP && (base->value.len == 8 || base->value.len == 32)) {
                put_range(report, base->value);
        } else {
                pc_report_general_name(report, base);
        }
}

/* Of the next subtree what is shown, since the way down from there is long. */
PC_APART static bool next_base(struct pc_subtree_iter *it, struct pc_general_name *base)
{
        struct pc_subtree subtree;

        if (pc_subtree_next(it, &subtree) != PC_OK) {
                return false;
        }
        *base = subtree.base;
        return true;
}

static void put_subtrees(struct pc_report *report, struct pc_subtree_iter it, const char *before)
{
        struct pc_general_name base;

        while (!report->out.stopped && next_base(&it, &base)) {
                pc_report_line(report);
                pc_report_put(report, before);
                put_base(report, &base);
                pc_report_newline(report);
        }
}

void pc_report_name_constraints(struct pc_report *report, const struct pc_certificate *cert)
{
        struct pc_name_constraints constraints;

        if (pc_name_constraints(cert, &constraints) == PC_OK) {
                put_subtrees(report, constraints.permitted, "permitted ");
                put_subtrees(report, constraints.excluded, "excluded ");
        }
}

void pc_report_accesses(struct pc_report *report, const struct pc_certificate *cert)
{
        struct pc_access_iter it = {{NULL, 0}};
        struct pc_access access;

        (void)pc_extension_list(cert, PC_EXTENSION_AUTHORITY_INFO_ACCESS, &it.rest);
        while (!report->out.stopped && pc_access_next(&it, &access) == PC_OK) {
                pc_report_line(report);
                pc_report_oid(report, access.method);
                pc_report_put(report, ": ");
                if (access.location.type == PC_GENERAL_NAME_URI) {
                        pc_report_octets(report, access.location.value);
                } else {
                        pc_report_general_name(report, &access.location);
                }
                pc_report_newline(report);
        }
}

/* Of the next distribution point what is shown. */
PC_APART static bool next_names(struct pc_distribution_point_iter *it, struct pc_general_name_iter *full_name,
                                struct pc_general_name_iter *crl_issuer)
{
        struct pc_distribution_point point;

        if (pc_distribution_point_next(it, &point) != PC_OK) {
                return false;
        }
        *full_name = point.full_name;
        *crl_issuer = point.crl_issuer;
        return true;
}

void pc_report_distribution_points(struct pc_report *report, const struct pc_certificate *cert)
{
        struct pc_distribution_point_iter it = {{NULL, 0}};
        struct pc_general_name_iter full_name;
        struct pc_general_name_iter crl_issuer;

        (void)pc_extension_list(cert, PC_EXTENSION_CRL_DISTRIBUTION_POINTS, &it.rest);
        while (!report->out.stopped && next_names(&it, &full_name, &crl_issuer)) {
                put_names(report, full_name, "");
                put_names(report, crl_issuer, "issued by ");
        }
}
