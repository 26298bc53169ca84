#include "api/dict_internal.h"
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

void pc_report_authority_key_identifier(struct pc_report *report, const struct pc_certificate *cert)
{
        struct pc_authority_key_identifier id;

        if (pc_authority_key_identifier(cert, &id) != PC_OK) {
                return;
        }
        if (id.has_key_id) {
                put_key_id(report, id.key_id);
        }
        put_names(report, id.issuer, "of ");
        if (id.has_serial) {
                const struct pc_text serial = {PC_TEXT_SERIAL_FULL, PC_TAG_INTEGER, id.serial, NULL};

                pc_report_line(report);
                pc_report_put(report, "serial number ");
                pc_report_text(report, serial);
                pc_report_newline(report);
        }
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

/* A base is a name, or an address and the mask that goes with it. */
static void put_base(struct pc_report *report, const struct pc_general_name *base)
{
        const size_t half = base->value.len / 2;
        const struct pc_text address = {PC_TEXT_IP_ADDRESS, 0, {base->value.data, half}, NULL};
        const struct pc_text mask = {PC_TEXT_IP_ADDRESS, 0, {base->value.data + half, half}, NULL};

        if (base->type != PC_GENERAL_NAME_IP || (base->value.len != 8 && base->value.len != 32)) {
                pc_report_general_name(report, base);
                return;
        }
        pc_report_put(report, pc_general_name_label(base->type));
        pc_report_put(report, ": ");
        pc_report_text(report, address);
        pc_report_put(report, "/");
        pc_report_text(report, mask);
}

static void put_subtrees(struct pc_report *report, struct pc_subtree_iter it, const char *before)
{
        struct pc_subtree subtree;

        while (!report->out.stopped && pc_subtree_next(&it, &subtree) == PC_OK) {
                pc_report_line(report);
                pc_report_put(report, before);
                put_base(report, &subtree.base);
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

void pc_report_distribution_points(struct pc_report *report, const struct pc_certificate *cert)
{
        struct pc_distribution_point_iter it = {{NULL, 0}};
        struct pc_distribution_point point;

        (void)pc_extension_list(cert, PC_EXTENSION_CRL_DISTRIBUTION_POINTS, &it.rest);
        while (!report->out.stopped && pc_distribution_point_next(&it, &point) == PC_OK) {
                put_names(report, point.full_name, "");
                put_names(report, point.crl_issuer, "issued by ");
        }
}
