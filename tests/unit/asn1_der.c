#include "support.h"

static const uint8_t marker;

/* A failed reader has moved neither its cursor nor its output. */
static void check_failure(const struct vector *vector, struct pc_slice octets, enum pc_result want)
{
        struct pc_slice in = octets;
        struct pc_element out = {0xA5, {&marker, 77}};

        vector_expect_result(vector, pc_der_read(&in, &out), want);
        if (in.data != octets.data || in.len != octets.len) {
                vector_fail(vector, "the cursor has moved");
        }
        if (out.tag != 0xA5 || out.content.data != &marker || out.content.len != 77) {
                vector_fail(vector, "the output has changed");
        }
}

static void check_success(const struct vector *vector, struct pc_slice octets, size_t header, size_t content)
{
        struct pc_slice in = octets;
        struct pc_element out;

        vector_expect_result(vector, pc_der_read(&in, &out), PC_OK);
        vector_expect_number(vector, "tag", out.tag, octets.data[0]);
        vector_expect_number(vector, "content's place", out.content.data - octets.data, (long long)header);
        vector_expect_number(vector, "content's length", (long long)out.content.len, (long long)content);
        vector_expect_number(vector, "cursor's place", in.data - octets.data, (long long)(header + content));
        vector_expect_number(vector, "octets left", (long long)(in.len + header + content),
                             (long long)octets.len);
}

static void check_read(struct vector *vector)
{
        const struct pc_slice octets = vector_octets(vector, 0);
        const enum pc_result want = vector_result(vector, 1);
        const size_t header = (size_t)vector_number(vector, 2);
        const size_t content = (size_t)vector_number(vector, 3);
        struct pc_slice cut = octets;

        if (want != PC_OK) {
                check_failure(vector, octets, want);
                return;
        }
        check_success(vector, octets, header, content);
        for (cut.len = 0; cut.len < header + content; cut.len++) {
                check_failure(vector, cut, PC_ERR_DER_TRUNCATED);
        }
}

static void test_read(void **state)
{
        (void)state;
        for_each_vector("asn1/der.txt", check_read);
}

static void check_content(const struct vector *vector, enum pc_result result, struct pc_slice octets,
                          struct pc_slice in, struct pc_slice content)
{
        struct pc_slice whole = octets;
        struct pc_element element;

        if (result != PC_OK) {
                if (in.data != octets.data || in.len != octets.len || content.data != &marker) {
                        vector_fail(vector, "a failed reader has moved something");
                }
                return;
        }
        vector_expect_result(vector, pc_der_read(&whole, &element), PC_OK);
        if (in.data != whole.data || in.len != whole.len || content.data != element.content.data ||
            content.len != element.content.len) {
                vector_fail(vector, "not what pc_der_read finds");
        }
}

static void check_expect(struct vector *vector)
{
        const struct pc_slice octets = vector_octets(vector, 0);
        const uint8_t tag = (uint8_t)vector_number(vector, 1);
        struct pc_slice in = octets;
        const enum pc_result want = vector_result(vector, 2);
        const bool absent = octets.len == 0 || want == PC_ERR_DER_TAG;
        struct pc_slice content = {&marker, 1};
        enum pc_result result = pc_der_expect(&in, tag, &content);

        vector_expect_result(vector, result, want);
        check_content(vector, result, octets, in, content);

        in = octets;
        content.data = &marker;
        result = pc_der_optional(&in, tag, &content);
        vector_expect_result(vector, result, absent ? PC_NONE : want);
        check_content(vector, result, octets, in, content);
}

static void test_expect_and_optional(void **state)
{
        (void)state;
        for_each_vector("asn1/expect.txt", check_expect);
}

/* Nothing but the identifier octet decides about PC_ERR_DER_HIGH_TAG and _EOC. */
static void test_each_tag(void **state)
{
        unsigned tag;

        (void)state;
        for (tag = 0; tag < 256; tag++) {
                const uint8_t octets[2] = {(uint8_t)tag, 0};
                struct pc_slice in = {octets, 2};
                struct pc_element out;
                enum pc_result want = PC_OK;

                if (tag % 32 == 31) {
                        want = PC_ERR_DER_HIGH_TAG;
                } else if (tag == 0 || tag == 32) {
                        want = PC_ERR_DER_EOC;
                }
                assert_int_equal(pc_der_read(&in, &out), want);
        }
}

static void test_end(void **state)
{
        const struct pc_slice none = {NULL, 0};

        (void)state;
        assert_int_equal(pc_der_end(none), PC_OK);
        assert_int_equal(pc_der_end(slice_of("x")), PC_ERR_DER_EXTRA);
}

static void test_slices(void **state)
{
        const struct pc_slice none = {NULL, 0};
        const struct pc_slice whole = slice_of("abcdef");
        struct pc_slice rest = whole;

        (void)state;
        rest.data += 2;
        rest.len -= 2;
        assert_true(pc_slice_equal(pc_slice_until(whole, rest), slice_of("ab")));
        assert_ptr_equal(pc_slice_until(whole, rest).data, whole.data);
        assert_true(pc_slice_equal(none, none));
        assert_true(pc_slice_equal(none, slice_of("")));
        assert_false(pc_slice_equal(none, slice_of("a")));
        assert_false(pc_slice_equal(slice_of("ab"), slice_of("abc")));
        assert_false(pc_slice_equal(slice_of("abd"), slice_of("abc")));
        assert_false(pc_slice_equal(slice_of("xbc"), slice_of("abc")));
        assert_true(pc_slice_equal(slice_of("abc"), slice_of("abc")));
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test(test_read),     cmocka_unit_test(test_expect_and_optional),
                cmocka_unit_test(test_each_tag), cmocka_unit_test(test_end),
                cmocka_unit_test(test_slices),
        };

        return cmocka_run_group_tests(tests, NULL, NULL);
}
