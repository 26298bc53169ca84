#include "support.h"

#include <stdlib.h>
#include <string.h>

#include "extension_certificate.h"
#include "extension_text.h"

/*
 * Parses a certificate with this value, reads the extension and compares what the reader, pc_extension_state
 * and 'diag' say. Gives the reader's result; 'offset' is where the error is, within the value, 'content' what
 * the extension holds.
 */
static enum pc_result read_value(struct vector *vector, struct pc_slice value, size_t *offset,
                                 const char **content)
{
        struct pc_slice der = certificate_with(vector_octets(vector, 1), value, 1);
        struct pc_certificate cert;
        struct pc_extension extension;
        struct pc_diag diag = {PC_OK, 0, PC_FIELD_NONE, 0, 0, 0};
        struct pc_extension_iter it;
        enum pc_extension_state state;
        enum pc_result result;

        vector_expect_result(vector, pc_certificate_parse(&cert, der, NULL), PC_OK);
        it = pc_extensions(&cert);
        vector_expect_result(vector, pc_extension_next(&it, &extension), PC_OK);
        vector_expect_octets(vector, "value", extension.value, value);
        assert_string_equal(pc_extension_name(extension.kind), vector_text(vector, 0));
        result = read_extension(&cert, extension.kind, content);
        state = pc_extension_state(&cert, extension.kind, &diag);
        vector_expect_number(vector, "state", state,
                             result == PC_OK ? PC_EXTENSION_OK : PC_EXTENSION_MALFORMED);
        vector_expect_number(vector, "state", pc_extension_state(&cert, extension.kind, NULL), state);
        vector_expect_result(vector, diag.code, result);
        *offset = 0;
        if (result != PC_OK) {
                *offset = diag.offset - (size_t)(extension.value.data - der.data);
                assert_in_range(*offset, 0, value.len);
        }
        free_octets(der);
        return result;
}

static void check_vector(struct vector *vector)
{
        const enum pc_result want = vector_result(vector, 3);
        size_t offset;
        const char *content;

        vector_expect_result(vector, read_value(vector, vector_octets(vector, 2), &offset, &content), want);
        if (want == PC_OK) {
                vector_expect_text(vector, "content", slice_of(content), vector_text(vector, 4));
        } else {
                vector_expect_number(vector, "offset", (long long)offset, vector_number(vector, 4));
        }
}

static void test_vectors(void **state)
{
        (void)state;
        for_each_vector("x509/extensions.txt", check_vector);
}

/* A value that has been cut off anywhere is malformed; the certificate ends with its octets' memory. */
static void check_prefixes(struct vector *vector)
{
        struct pc_slice value = vector_octets(vector, 2);
        size_t offset;
        const char *content;

        while (vector_result(vector, 3) == PC_OK && value.len > 0) {
                value.len--;
                assert_true(read_value(vector, value, &offset, &content) < 0);
        }
}

static void test_no_prefix_is_a_value(void **state)
{
        (void)state;
        for_each_vector("x509/extensions.txt", check_prefixes);
}

/* Whatever one bit is changed to, the reader fails cleanly or its iterators do not fail. */
static void check_changes(struct vector *vector)
{
        const struct pc_slice value = vector_octets(vector, 2);
        uint8_t *changed = vector->owned[2];
        size_t offset;
        const char *content;
        size_t bit;

        for (bit = 0; bit < 8 * value.len; bit++) {
                changed[bit / 8] ^= (uint8_t)(1u << bit % 8);
                assert_true(read_value(vector, value, &offset, &content) <= 0);
                changed[bit / 8] ^= (uint8_t)(1u << bit % 8);
        }
}

static void test_changed_octets(void **state)
{
        (void)state;
        for_each_vector("x509/extensions.txt", check_changes);
}

static enum pc_extension_kind kind_named(const char *name)
{
        unsigned kind;

        for (kind = 0; kind < PC_EXTENSION_KINDS; kind++) {
                if (strcmp(pc_extension_name((enum pc_extension_kind)kind), name) == 0) {
                        break;
                }
        }
        return (enum pc_extension_kind)kind;
}

static void check_number(struct vector *vector, unsigned copies, enum pc_result want,
                         enum pc_extension_state want_state)
{
        struct pc_slice der = certificate_with(vector_octets(vector, 1), vector_octets(vector, 2), copies);
        const enum pc_extension_kind kind = kind_named(vector_text(vector, 0));
        struct pc_certificate cert;
        const char *content;

        vector_expect_result(vector, pc_certificate_parse(&cert, der, NULL), PC_OK);
        vector_expect_result(vector, read_extension(&cert, kind, &content), want);
        vector_expect_number(vector, "state", pc_extension_state(&cert, kind, NULL), want_state);
        free_octets(der);
}

static void check_absent_and_repeated(struct vector *vector)
{
        check_number(vector, 0, PC_NONE, PC_EXTENSION_ABSENT);
        check_number(vector, 2, PC_ERR_X509_DUPLICATE, PC_EXTENSION_DUPLICATE);
}

static void test_absent_and_repeated(void **state)
{
        (void)state;
        for_each_vector("x509/extensions.txt", check_absent_and_repeated);
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test(test_vectors),
                cmocka_unit_test(test_no_prefix_is_a_value),
                cmocka_unit_test(test_changed_octets),
                cmocka_unit_test(test_absent_and_repeated),
        };

        return cmocka_run_group_tests(tests, NULL, NULL);
}
