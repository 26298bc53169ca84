#include "support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "asn1/oid.h"

/* In a buffer of the text's exact length, and one octet short of it. */
static void check_dotted(const struct vector *vector, struct pc_slice content, const char *want)
{
        const size_t size = strlen(want);
        uint8_t *buf = malloc(size);
        struct pc_slice got = {buf, 9999};

        assert_non_null(buf);
        if (size > PC_OID_DOTTED_MAX(content.len)) {
                vector_fail(vector, "longer than PC_OID_DOTTED_MAX says");
        }
        vector_expect_result(vector, pc_oid_to_dotted(content, buf, size, &got.len), PC_OK);
        vector_expect_text(vector, "dotted text", got, want);
        free(buf);

        buf = malloc(size - 1);
        assert_non_null(buf);
        got.len = 9999;
        vector_expect_result(vector, pc_oid_to_dotted(content, buf, size - 1, &got.len), PC_ERR_API_SPACE);
        vector_expect_number(vector, "length after a failure", (long long)got.len, 9999);
        vector_expect_result(vector, pc_oid_to_dotted(content, buf, 0, &got.len), PC_ERR_API_SPACE);
        free(buf);
}

static void check_oid(struct vector *vector)
{
        const struct pc_slice content = vector_octets(vector, 0);
        const enum pc_result want = vector_result(vector, 1);
        uint8_t buf[64];
        size_t len = 9999;

        vector_expect_result(vector, pc_oid_check(content), want);
        if (want != PC_OK) {
                vector_expect_result(vector, pc_oid_to_dotted(content, buf, sizeof buf, &len), want);
                vector_expect_number(vector, "length", (long long)len, 9999);
                return;
        }
        check_dotted(vector, content, vector_text(vector, 2));
}

static void test_oid(void **state)
{
        (void)state;
        for_each_vector("asn1/oid.txt", check_oid);
}

/* X.690 8.19: one octet is two arcs; two are either three arcs or, where bit 8 of the first is set, two. */
static void test_each_oid_of_two_octets(void **state)
{
        unsigned first;
        unsigned second;

        (void)state;
        for (first = 0; first < 256; first++) {
                for (second = 0; second < 256; second++) {
                        const uint8_t octets[2] = {(uint8_t)first, (uint8_t)second};
                        const struct pc_slice content = {octets, 2};
                        const unsigned number = first < 128 ? first : (first - 128) * 128 + second;
                        const unsigned root = number < 40 ? 0 : number < 80 ? 1 : 2;
                        uint8_t got[16];
                        char want[16];
                        size_t len;

                        if (second >= 128 || first == 128) {
                                assert_int_equal(pc_oid_check(content), PC_ERR_DER_OID);
                                continue;
                        }
                        if (first < 128) {
                                (void)snprintf(want, sizeof want, "%u.%u.%u", root, number - 40 * root,
                                               second);
                        } else {
                                (void)snprintf(want, sizeof want, "%u.%u", root, number - 40 * root);
                        }
                        assert_int_equal(pc_oid_to_dotted(content, got, sizeof got, &len), PC_OK);
                        assert_int_equal(len, strlen(want));
                        assert_memory_equal(got, want, len);
                }
        }
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test(test_oid),
                cmocka_unit_test(test_each_oid_of_two_octets),
        };

        return cmocka_run_group_tests(tests, NULL, NULL);
}
