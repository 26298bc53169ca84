/* Dates before 1970, and past 2038 and 2106, where clocks of 32 bits end: whatever the machine's own. */
#include "tls_clock.h"

static void check_row(struct vector *vector)
{
        const struct clock_row row = clock_row(vector);
        struct pc_certificate cert;

        assert_int_equal(pc_certificate_parse(&cert, tls_certificate(row.name), NULL), PC_OK);
        vector_expect_result(vector, pc_validity_check(&cert, row.now), clock_verdict(&row));
}

static void test_as_openssl(void **state)
{
        (void)state;
        for_each_vector("tls/clocks.txt", check_row);
}

/* Where OpenSSL can tell nothing any more. */
static void test_ends_of_time(void **state)
{
        struct pc_certificate cert;

        (void)state;
        assert_int_equal(pc_certificate_parse(&cert, tls_certificate("clock_always"), NULL), PC_OK);
        assert_int_equal(pc_validity_check(&cert, INT64_MIN), PC_ERR_X509_NOT_YET);
        assert_int_equal(pc_validity_check(&cert, INT64_C(-631152001)), PC_ERR_X509_NOT_YET);
        assert_int_equal(pc_validity_check(&cert, INT64_C(253402300800)), PC_ERR_X509_EXPIRED);
        assert_int_equal(pc_validity_check(&cert, INT64_MAX), PC_ERR_X509_EXPIRED);
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test(test_as_openssl),
                cmocka_unit_test(test_ends_of_time),
        };

        return cmocka_run_group_tests(tests, NULL, NULL);
}
