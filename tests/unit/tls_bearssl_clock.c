/* The tap and its clocks: one that is given, BearSSL's own, the system's, and none. */
#include "tls_bearssl_feed.h"
#include "tls_clock.h"

#include <time.h>

/* What the system's clock says, to BearSSL as well. */
static time_t system_clock;

time_t time(time_t *out)
{
        if (out != NULL) {
                *out = system_clock;
        }
        return system_clock;
}

static struct feed feed_of(const char *name)
{
        struct feed feed = feed_good();

        feed.chain[0] = name;
        feed.chain[1] = NULL;
        feed.anchors[1] = "clock_root";
        feed.config.now = 0;
        return feed;
}

static enum pc_result verdict_of(const struct feed *feed)
{
        const bool refused = feed_run(feed) != 0;
        const enum pc_result code = feed_verdict().code;

        assert_int_equal(refused, code < 0);
        return code;
}

/* 0 stands for a time that is not given, and a clock that stands before 1970 is wrong. */
static enum pc_result wanted(const struct clock_row *row)
{
        return row->now < 0 ? PC_ERR_TLS_CONFIG : clock_verdict(row);
}

static void check_given(struct vector *vector)
{
        const struct clock_row row = clock_row(vector);
        struct feed feed = feed_of(row.name);

        system_clock = 0;
        feed.config.now = row.now;
        vector_expect_result(vector, verdict_of(&feed), wanted(&row));
}

static void test_given(void **state)
{
        (void)state;
        for_each_vector("tls/clocks.txt", check_given);
}

static void check_system(struct vector *vector)
{
        const struct clock_row row = clock_row(vector);
        const struct feed feed = feed_of(row.name);

        system_clock = (time_t)row.now;
        if (system_clock == row.now) {
                vector_expect_result(vector, verdict_of(&feed), wanted(&row));
        }
}

static void test_system(void **state)
{
        (void)state;
        for_each_vector("tls/clocks.txt", check_system);
}

/* What clocks say that do not know the time, or have no number for it: one of 32 bits, past 2038. */
static void test_broken(void **state)
{
        static const struct {
                int32_t now;
                enum pc_result code;
        } rows[] = {
                {-1, PC_ERR_TLS_CONFIG},
                {INT32_MIN, PC_ERR_TLS_CONFIG},
                {0, PC_ERR_X509_NOT_YET},
        };
        struct feed feed = feed_good();

        (void)state;
        feed.config.now = 0;
        for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
                system_clock = rows[i].now;
                assert_int_equal(verdict_of(&feed), rows[i].code);
        }
        system_clock = NOW;
        assert_int_equal(verdict_of(&feed), PC_OK);
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test(test_given),
                cmocka_unit_test(test_system),
                cmocka_unit_test(test_broken),
        };

        return cmocka_run_group_tests(tests, NULL, NULL);
}
