/* For write_text*.c only: the parts of the report. Each writes whole rows. */
#ifndef PC_API_WRITE_TEXT_H
#define PC_API_WRITE_TEXT_H

#include "api/report.h"

#ifdef __cplusplus
extern "C" {
#endif

void pc_report_validity(struct pc_report *report, const struct pc_certificate *cert);
void pc_report_key(struct pc_report *report, const struct pc_certificate *cert);
void pc_report_alt_names(struct pc_report *report, const struct pc_certificate *cert);
void pc_report_extensions(struct pc_report *report, const struct pc_certificate *cert);

/* Those that pc_report_extensions does not know, by name and octets. */
void pc_report_other_extensions(struct pc_report *report, const struct pc_certificate *cert);

/* One extension's values each, nothing where they cannot be read; the row has begun. */
void pc_report_basic_constraints(struct pc_report *report, const struct pc_certificate *cert);
void pc_report_key_usage(struct pc_report *report, const struct pc_certificate *cert);
void pc_report_extended_key_usage(struct pc_report *report, const struct pc_certificate *cert);
void pc_report_policies(struct pc_report *report, const struct pc_certificate *cert);
void pc_report_tls_features(struct pc_report *report, const struct pc_certificate *cert);
void pc_report_timestamps(struct pc_report *report, const struct pc_certificate *cert);
void pc_report_subject_key_identifier(struct pc_report *report, const struct pc_certificate *cert);
void pc_report_authority_key_identifier(struct pc_report *report, const struct pc_certificate *cert);
void pc_report_subject_alt_names(struct pc_report *report, const struct pc_certificate *cert);
void pc_report_issuer_alt_names(struct pc_report *report, const struct pc_certificate *cert);
void pc_report_name_constraints(struct pc_report *report, const struct pc_certificate *cert);
void pc_report_accesses(struct pc_report *report, const struct pc_certificate *cert);
void pc_report_distribution_points(struct pc_report *report, const struct pc_certificate *cert);

#ifdef __cplusplus
}
#endif

#endif
