#include "support.h"

#include <string.h>

/* Each code of the header has a text of its own, and no other code has one. */
static void test_each_code_has_its_text(void **state)
{
        size_t count;
        const struct result_name *names = result_names(&count);
        const char *unknown = pc_strerror((enum pc_result)1000);
        size_t i;
        size_t j;

        (void)state;
        assert_true(count >= 60);
        for (i = 0; i < count; i++) {
                const char *text = pc_strerror(names[i].code);

                if (strcmp(text, unknown) == 0 || strlen(text) < 5) {
                        fail_msg("%s has no text", names[i].name);
                }
                for (j = 0; j < i; j++) {
                        if (strcmp(text, pc_strerror(names[j].code)) == 0) {
                                fail_msg("%s and %s have one text", names[i].name, names[j].name);
                        }
                }
        }
}

static void test_unknown_codes_have_a_text(void **state)
{
        static const int unknown[] = {7, 1000, -18, -999};
        size_t i;

        (void)state;
        for (i = 0; i < sizeof unknown / sizeof unknown[0]; i++) {
                assert_string_equal(pc_strerror((enum pc_result)unknown[i]), "unknown result code");
        }
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test(test_each_code_has_its_text),
                cmocka_unit_test(test_unknown_codes_have_a_text),
        };

        return cmocka_run_group_tests(tests, NULL, NULL);
}
