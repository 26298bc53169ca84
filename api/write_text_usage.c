#include "api/write_text.h"
#include "asn1/integer.h"
#include "x509/policies.h"
#include "x509/sct.h"
#include "x509/tls_feature.h"
#include "x509/usage.h"

void pc_report_basic_constraints(struct pc_report *report, const struct pc_certificate *cert)
{
        struct pc_basic_constraints basic;

        if (pc_basic_constraints(cert, &basic) != PC_OK) {
                return;
        }
        pc_report_line(report);
        pc_report_put(report, basic.ca ? "yes" : "no");
        if (basic.has_path_len) {
                pc_report_put(report, ", path length ");
                pc_output_integer(&report->out, basic.path_len);
        }
        pc_report_newline(report);
}

void pc_report_key_usage(struct pc_report *report, const struct pc_certificate *cert)
{
        static const char *const names[PC_KEY_USAGE_COUNT] = {
                [PC_KEY_USAGE_DIGITAL_SIGNATURE] = "digital signature",
                [PC_KEY_USAGE_NON_REPUDIATION] = "non-repudiation",
                [PC_KEY_USAGE_KEY_ENCIPHERMENT] = "key encipherment",
                [PC_KEY_USAGE_DATA_ENCIPHERMENT] = "data encipherment",
                [PC_KEY_USAGE_KEY_AGREEMENT] = "key agreement",
                [PC_KEY_USAGE_KEY_CERT_SIGN] = "certificate signing",
                [PC_KEY_USAGE_CRL_SIGN] = "CRL signing",
                [PC_KEY_USAGE_ENCIPHER_ONLY] = "encipher only",
                [PC_KEY_USAGE_DECIPHER_ONLY] = "decipher only",
        };
        uint16_t bits;
        const char *before = "";
        unsigned i;

        if (pc_key_usage(cert, &bits) != PC_OK) {
                return;
        }
        pc_report_line(report);
        for (i = 0; i < PC_KEY_USAGE_COUNT; i++) {
                if ((bits >> i & 1) != 0) {
                        pc_report_put(report, before);
                        pc_report_put(report, names[i]);
                        before = ", ";
                }
        }
        pc_report_put(report, *before == '\0' ? "(none)" : "");
        pc_report_newline(report);
}

void pc_report_extended_key_usage(struct pc_report *report, const struct pc_certificate *cert)
{
        struct pc_oid_iter it;
        struct pc_slice oid;

        if (pc_extended_key_usage(cert, &it) != PC_OK) {
                return;
        }
        while (!report->out.stopped && pc_oid_next(&it, &oid) == PC_OK) {
                pc_report_line(report);
                pc_report_oid(report, oid);
                pc_report_newline(report);
        }
}

void pc_report_policies(struct pc_report *report, const struct pc_certificate *cert)
{
        struct pc_policy_iter it;
        struct pc_policy policy;

        if (pc_certificate_policies(cert, &it) != PC_OK) {
                return;
        }
        while (!report->out.stopped && pc_policy_next(&it, &policy) == PC_OK) {
                struct pc_policy_qualifier qualifier;

                pc_report_line(report);
                pc_report_oid(report, policy.oid);
                while (pc_policy_qualifier_next(&policy.qualifiers, &qualifier) == PC_OK) {
                        if (qualifier.type == PC_POLICY_QUALIFIER_CPS) {
                                pc_report_put(report, ", ");
                                pc_report_octets(report, qualifier.value.content);
                        }
                }
                pc_report_newline(report);
        }
}

/* RFC 7633: status_request is what is called "must staple". */
#define STATUS_REQUEST 5

void pc_report_tls_features(struct pc_report *report, const struct pc_certificate *cert)
{
        struct pc_integer_iter it;
        struct pc_slice content;

        if (pc_tls_features(cert, &it) != PC_OK) {
                return;
        }
        while (!report->out.stopped && pc_integer_next(&it, &content) == PC_OK) {
                int64_t feature = -1;

                pc_report_line(report);
                if (pc_integer_to_int64(content, &feature) != PC_OK) {
                        pc_report_hex(report, content);
                } else if (feature == STATUS_REQUEST) {
                        pc_report_put(report, "status_request (must staple)");
                } else {
                        pc_output_integer(&report->out, feature);
                }
                pc_report_newline(report);
        }
}

void pc_report_timestamps(struct pc_report *report, const struct pc_certificate *cert)
{
        struct pc_sct_iter it;
        struct pc_sct sct;
        int64_t count = 0;

        if (pc_sct_list(cert, &it) != PC_OK) {
                return;
        }
        while (pc_sct_next(&it, &sct) == PC_OK) {
                count++;
        }
        pc_report_line(report);
        pc_report_count(report, count, "signed certificate timestamp");
        pc_report_newline(report);
}
