/*
 * What nobody has checked: iterators over octets that no parsing has passed, and the empty certificate that is left
 * of a refused one.
 */
#include "support.h"

#include <stdlib.h>
#include <string.h>

#include "api/peercert.h"
#include "api/write_text.h"
#include "x509/extensions.h"
#include "x509/spki.h"
#include "x509/verify.h"

/* Ends with PC_END or a failure, and takes at least an octet for each value. */
#define RUN(octets, type, next, it)                                                                          \
        do {                                                                                                 \
                type value;                                                                                  \
                size_t count = 0;                                                                            \
                enum pc_result result;                                                                       \
                                                                                                             \
                while ((result = next(it, &value)) == PC_OK) {                                               \
                        assert_true(++count <= (octets).len);                                                \
                }                                                                                            \
                assert_true(result == PC_END || result < 0);                                                 \
        } while (0)

static void run_policies(struct pc_slice octets)
{
        struct pc_policy_iter policies = {octets};
        struct pc_policy_qualifier_iter qualifiers = {octets};
        struct pc_policy_mapping_iter mappings = {octets};

        RUN(octets, struct pc_policy, pc_policy_next, &policies);
        RUN(octets, struct pc_policy_qualifier, pc_policy_qualifier_next, &qualifiers);
        RUN(octets, struct pc_policy_mapping, pc_policy_mapping_next, &mappings);
}

static void run_names(struct pc_slice octets)
{
        struct pc_name_iter attributes = pc_name_attributes(octets);
        struct pc_general_name_iter names = {octets};
        struct pc_subtree_iter subtrees = {octets};
        struct pc_access_iter accesses = {octets};
        struct pc_distribution_point_iter points = {octets};

        RUN(octets, struct pc_attribute, pc_name_next, &attributes);
        RUN(octets, struct pc_general_name, pc_general_name_next, &names);
        RUN(octets, struct pc_subtree, pc_subtree_next, &subtrees);
        RUN(octets, struct pc_access, pc_access_next, &accesses);
        RUN(octets, struct pc_distribution_point, pc_distribution_point_next, &points);
}

static void run_lists(struct pc_slice octets)
{
        struct pc_integer_iter integers = {octets};
        struct pc_oid_iter oids = {octets};
        struct pc_sct_iter scts = {octets};
        struct pc_extension_iter extensions = {octets};
        struct pc_uri_iter accesses = {PC_KEY_OCSP, octets, {NULL, 0}};
        struct pc_uri_iter points = {PC_KEY_CRL_DISTRIBUTION_POINTS, octets, {NULL, 0}};

        RUN(octets, struct pc_slice, pc_integer_next, &integers);
        RUN(octets, struct pc_slice, pc_oid_next, &oids);
        RUN(octets, struct pc_sct, pc_sct_next, &scts);
        RUN(octets, struct pc_extension, pc_extension_next, &extensions);
        RUN(octets, struct pc_slice, pc_uri_next, &accesses);
        RUN(octets, struct pc_slice, pc_uri_next, &points);
}

static void run(const uint8_t *data, size_t len)
{
        uint8_t *copy = malloc(len > 0 ? len : 1);
        const struct pc_slice octets = {copy, len};

        assert_non_null(copy);
        if (len > 0) {
                memcpy(copy, data, len);
        }
        run_policies(octets);
        run_names(octets);
        run_lists(octets);
        free(copy);
}

/* The contents of an extension's value, or the value. */
static struct pc_slice list_of(struct pc_slice value)
{
        struct pc_slice rest = value;
        struct pc_element list;

        return pc_der_read(&rest, &list) == PC_OK ? list.content : value;
}

/* Cut off anywhere, and with every bit turned over. */
static void check_octets(struct pc_slice octets)
{
        uint8_t changed[1024];
        size_t i;

        assert_true(octets.len <= sizeof changed);
        if (octets.len > 0) {
                memcpy(changed, octets.data, octets.len);
        }
        for (i = 0; i <= octets.len; i++) {
                run(changed, i);
        }
        for (i = 0; i < 8 * octets.len && octets.len <= 200; i++) {
                changed[i / 8] ^= (uint8_t)(1u << i % 8);
                run(changed, octets.len);
                changed[i / 8] ^= (uint8_t)(1u << i % 8);
        }
}

static void check_value(struct vector *vector)
{
        check_octets(list_of(vector_octets(vector, 2)));
}

static void check_shown(struct vector *vector)
{
        check_octets(list_of(vector_octets(vector, 1)));
}

static void test_iterators(void **state)
{
        (void)state;
        for_each_vector("x509/extensions.txt", check_value);
        for_each_vector("api/report.txt", check_shown);
}

/* Elements where the iterators look for more in them than there is. */
static void test_hollow_elements(void **state)
{
        static const uint8_t samples[][12] = {
                {0x31, 0x02, 0x30, 0x00},                         /* an attribute without a type */
                {0x31, 0x05, 0x30, 0x03, 0x06, 0x01, 0x2A},       /* and without a value */
                {0x31, 0x02, 0x05, 0x00},                         /* not even an attribute */
                {0x30, 0x02, 0xA0, 0x00},                         /* a distribution point's empty name */
                {0x30, 0x04, 0xA0, 0x02, 0xA0, 0x80},             /* and one that is cut off */
                {0x30, 0x04, 0xA0, 0x02, 0x05, 0x80},
                {0x30, 0x03, 0x06, 0x01, 0x2A},                   /* no location, qualifier or other policy */
                {0x30, 0x02, 0x81, 0x00},                         /* reasons without their first octet */
                {0x30, 0x03, 0xA0, 0x01, 0x86},
                {0xA0, 0x03, 0x06, 0x01, 0x2A},                   /* an otherName without a value */
                {0xA0, 0x05, 0x06, 0x01, 0x2A, 0xA0, 0x00},
                {0xA4, 0x02, 0x31, 0x00},                         /* a directoryName that is none */
        };
        size_t i;

        (void)state;
        for (i = 0; i < sizeof samples / sizeof samples[0]; i++) {
                run(samples[i], 2u + samples[i][1]);
        }
}

/* What refusing leaves: all zero. */
static struct pc_certificate refused(void)
{
        const struct pc_slice garbage = slice_of("garbage");
        struct pc_certificate cert;

        memset(&cert, 0x5A, sizeof cert);
        assert_int_equal(pc_certificate_parse(&cert, garbage, NULL), PC_ERR_DER_TAG);
        return cert;
}

static void test_refused_certificate(void **state)
{
        const struct pc_certificate cert = refused();
        struct pc_public_key key;
        struct pc_time time;
        struct pc_extension extension;
        struct pc_text text;
        struct pc_slice name;
        enum pc_hash hash;
        unsigned kind;

        (void)state;
        assert_true(pc_not_before(&cert, &time) < 0);
        assert_true(pc_not_after(&cert, &time) < 0);
        assert_true(pc_validity_check(&cert, 0) < 0);
        assert_true(pc_public_key_read(&cert, &key, NULL) < 0);
        assert_int_equal(pc_signature_algorithm(&cert).oid.len, 0);
        assert_int_equal(pc_signature_algorithm(&cert).parameters.len, 0);
        assert_int_equal(pc_signature_hash(&cert, &hash), PC_NONE);
        assert_int_equal(pc_common_name(&cert, &text), PC_NONE);
        assert_int_equal(pc_dns_name(&cert, 0, &name), PC_END);
        assert_int_equal(pc_host_check(&cert, "example.org", 0), PC_ERR_X509_HOST);
        for (kind = 0; kind <= PC_EXTENSION_KINDS; kind++) {
                assert_int_equal(pc_extension_state(&cert, (enum pc_extension_kind)kind, NULL), PC_EXTENSION_ABSENT);
        }
        for (kind = 0; kind < PC_EXTENSION_KINDS; kind++) {
                assert_int_equal(pc_extension_find(&cert, (enum pc_extension_kind)kind, &extension), PC_NONE);
        }
}

static int append(void *ctx, const void *data, size_t len)
{
        char *text = ctx;

        assert_true(strlen(text) + len < 4096);
        strncat(text, data, len);
        return 0;
}

static void test_names_of_nothing(void **state)
{
        (void)state;
        assert_string_equal(pc_field_path((enum pc_field)10000), "");
        assert_string_equal(pc_irregularity_text(PC_IRREGULAR_COUNT), "unknown irregularity");
        assert_string_not_equal(pc_irregularity_text((enum pc_irregularity)(PC_IRREGULAR_COUNT - 1)),
                                "unknown irregularity");
}

static void test_fields_of_nothing(void **state)
{
        const struct pc_certificate cert = refused();
        struct pc_report report;
        char text[4096] = "";

        (void)state;
        pc_output_init(&report.out, report.octets, sizeof report.octets, append, text);
        pc_report_validity(&report, &cert);
        pc_report_key(&report, &cert);
        assert_int_equal(pc_output_end(&report.out), PC_OK);
        assert_string_equal(text, "Valid from              not a time: \n"
                                  "Valid until             not a time: \n"
                                  "Public key              malformed: an element is longer than what holds it\n");
}

static void test_rows_of_nothing(void **state)
{
        static void (*const rows[])(struct pc_report *report, const struct pc_certificate *cert) = {
                pc_report_basic_constraints,      pc_report_key_usage,
                pc_report_extended_key_usage,     pc_report_policies,
                pc_report_tls_features,           pc_report_subject_key_identifier,
                pc_report_subject_alt_names,      pc_report_authority_key_identifier,
                pc_report_issuer_alt_names,       pc_report_name_constraints,
                pc_report_accesses,               pc_report_distribution_points,
                pc_report_other_extensions,       pc_report_extensions,
                pc_report_alt_names,              pc_report_timestamps,
        };
        const struct pc_certificate cert = refused();
        struct pc_report report;
        char text[4096] = "";
        size_t i;

        (void)state;
        for (i = 0; i < sizeof rows / sizeof rows[0]; i++) {
                pc_output_init(&report.out, report.octets, sizeof report.octets, append, text);
                pc_report_row(&report, "", false);
                rows[i](&report, &cert);
                assert_int_equal(pc_output_end(&report.out), PC_OK);
                assert_string_equal(text, "");
        }
        pc_report_row(&report, "More than its column", true);
        pc_report_say(&report, "holds");
        assert_int_equal(pc_output_end(&report.out), PC_OK);
        assert_string_equal(text, "More than its column (critical) holds\n");
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test(test_iterators),
                cmocka_unit_test(test_hollow_elements),
                cmocka_unit_test(test_refused_certificate),
                cmocka_unit_test(test_names_of_nothing),
                cmocka_unit_test(test_fields_of_nothing),
                cmocka_unit_test(test_rows_of_nothing),
        };

        return cmocka_run_group_tests(tests, NULL, NULL);
}
