#include "support.h"

#include <string.h>

#include "asn1/time.h"

/* The text as one, and its length. */
static size_t print(const struct pc_time *time, uint8_t *text)
{
        size_t len = PC_TIME_HEAD;

        pc_time_head(time, text);
        if (time->fraction.len > 0) {
                memcpy(text + len, time->fraction.data, time->fraction.len);
        }
        len += time->fraction.len;
        return len + pc_time_tail(time, text + len);
}

static void check_time(struct vector *vector)
{
        const uint8_t tag = (uint8_t)vector_number(vector, 0);
        const struct pc_slice content = vector_octets(vector, 1);
        const char *want = vector_text(vector, 2);
        uint8_t text[1024];
        struct pc_slice got = {text, 0};
        struct pc_time time;
        struct pc_time before;
        enum pc_result result;

        memset(&time, 0xA5, sizeof time);
        before = time;
        result = pc_time_read(tag, content, &time);
        if (strcmp(want, "bad") == 0) {
                vector_expect_result(vector, result, PC_ERR_DER_TIME);
                vector_expect_number(vector, "change", memcmp(&before, &time, sizeof time), 0);
                return;
        }
        vector_expect_result(vector, result, PC_OK);
        got.len = print(&time, text);
        vector_expect_text(vector, "text", got, want);
        vector_expect_number(vector, "seconds since 1970", pc_time_to_unix(&time), vector_number(vector, 3));
        vector_expect_number(vector, "profile", time.profile, vector_number(vector, 4));
}

static void test_time(void **state)
{
        (void)state;
        for_each_vector("asn1/time.txt", check_time);
}

static void write_two(uint8_t *out, unsigned value)
{
        out[0] = (uint8_t)('0' + value / 10);
        out[1] = (uint8_t)('0' + value % 10);
}

/*
 * Of all month and day numbers, those accepted are days that follow each other, and in 10000 years there are
 * 25 Gregorian cycles of 146097 days.
 */
static void test_each_day_of_ten_thousand_years(void **state)
{
        uint8_t text[15] = "YYYYMMDD000000Z";
        const struct pc_slice content = {text, sizeof text};
        int64_t expected = -62167219200; /* 0000-01-01, 719528 days before 1970 */
        unsigned long days = 0;
        unsigned year;
        unsigned month;
        unsigned day;

        (void)state;
        for (year = 0; year < 10000; year++) {
                write_two(text, year / 100);
                write_two(text + 2, year % 100);
                for (month = 0; month < 14; month++) {
                        write_two(text + 4, month);
                        for (day = 0; day < 33; day++) {
                                struct pc_time time;

                                write_two(text + 6, day);
                                if (pc_time_read(PC_TAG_GENERALIZED_TIME, content, &time) == PC_OK) {
                                        assert_true(pc_time_to_unix(&time) == expected);
                                        assert_int_equal(time.year, year);
                                        assert_int_equal(time.month, month);
                                        assert_int_equal(time.day, day);
                                        expected += 86400;
                                        days++;
                                }
                        }
                }
        }
        assert_int_equal(days, 25 * 146097);
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test(test_time),
                cmocka_unit_test(test_each_day_of_ten_thousand_years),
        };

        return cmocka_run_group_tests(tests, NULL, NULL);
}
