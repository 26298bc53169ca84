/* The server name in a ClientHello, from behind the session ID on: RFC 5246 7.4.1.2, RFC 6066 3. */
#include "support.h"

#include <stdlib.h>
#include <string.h>

#include "tls/server_name.h"
#include "tls/vector.h"

/* Octets in hexadecimal, with what is between parentheses behind its length in two octets. */
struct hello {
        const char *what;
        const char *hex;
        const char *name; /* NULL: refused; "": none */
};

#define BEFORE "(C02BC02F) 0100 "

static const struct hello hellos[] = {
        {"a name", BEFORE "(0000 ((00 (6162))))", "ab"},
        {"among others", BEFORE "(0017 () 0000 ((00 (6162))) 000D (0403))", "ab"},
        {"no extensions", BEFORE, ""},
        {"none among them", BEFORE "()", ""},
        {"another", BEFORE "(0017 ())", ""},
        {"no suites", "() 00 (0000 ((00 (61))))", "a"},
        {"an empty list", BEFORE "(0000 (()))", NULL},
        {"no list", BEFORE "(0000 ())", NULL},
        {"an empty name", BEFORE "(0000 ((00 ())))", NULL},
        {"another type", BEFORE "(0000 ((01 (6162))))", NULL},
        {"two names", BEFORE "(0000 ((00 (6162) 00 (6364))))", NULL},
        {"another type behind it", BEFORE "(0000 ((00 (6162) 01 (6364))))", NULL},
        {"a zero octet", BEFORE "(0000 ((00 (610062))))", NULL},
        {"a zero octet at its end", BEFORE "(0000 ((00 (6100))))", NULL},
        {"octets behind the list", BEFORE "(0000 ((00 (6162)) 00))", NULL},
        {"octets behind the extensions", BEFORE "(0000 ((00 (6162)))) 00", NULL},
        {"half an extension behind it", BEFORE "(0000 ((00 (6162))) 00)", NULL},
        {"half an extension", BEFORE "(00)", NULL},
        {"an extension without a length", BEFORE "(0017)", NULL},
        {"two of them", BEFORE "(0000 ((00 (6162))) 0000 ((00 (6162))))", NULL},
        {"two, not side by side", BEFORE "(0000 ((00 (6162))) 0017 () 0000 ((00 (6364))))", NULL},
};

static uint8_t digit(char c)
{
        return (uint8_t)(c <= '9' ? c - '0' : c - 'A' + 10);
}

static size_t build(const char *hex, uint8_t out[1024])
{
        size_t open[8];
        size_t depth = 0;
        size_t len = 0;

        for (; *hex != '\0'; hex++) {
                if (*hex == '(') {
                        open[depth++] = len;
                        len += 2;
                } else if (*hex == ')') {
                        const size_t at = open[--depth];

                        out[at] = (uint8_t)((len - at - 2) >> 8);
                        out[at + 1] = (uint8_t)(len - at - 2);
                } else if (*hex != ' ') {
                        out[len++] = (uint8_t)(digit(hex[0]) << 4 | digit(hex[1]));
                        hex++;
                }
        }
        return len;
}

/* In memory of exactly its size, so that a step too far is noticed. */
static bool find(const uint8_t *octets, size_t len, struct pc_slice *name)
{
        uint8_t *copy = malloc(len + 1);
        const struct pc_slice hello = {copy + 1, len};
        struct pc_slice got = {octets, 12345};
        bool found;

        assert_non_null(copy);
        memcpy(copy + 1, octets, len);
        found = pc_server_name_find(hello, &got);
        assert_true(found || (got.data == octets && got.len == 12345));
        name->len = found ? got.len : 0;
        name->data = !found || got.len == 0 ? NULL : octets + (got.data - hello.data);
        free(copy);
        return found;
}

static void test_hellos(void **state)
{
        uint8_t octets[1024];

        (void)state;
        for (size_t i = 0; i < sizeof hellos / sizeof hellos[0]; i++) {
                const struct hello *hello = &hellos[i];
                const size_t len = build(hello->hex, octets);
                struct pc_slice name;

                print_message("# %s\n", hello->what);
                assert_int_equal(find(octets, len, &name), hello->name != NULL);
                if (hello->name != NULL) {
                        assert_int_equal(name.len, strlen(hello->name));
                        assert_true(name.len == 0 || memcmp(name.data, hello->name, name.len) == 0);
                }
        }
}

/* A hello that has not come as a whole has no name, but where it might have ended. */
static void test_cut(void **state)
{
        uint8_t octets[1024];
        const size_t len = build(hellos[1].hex, octets);
        struct pc_slice name;

        (void)state;
        for (size_t cut = 0; cut < len; cut++) {
                assert_int_equal(find(octets, cut, &name), cut == 8);
                assert_int_equal(name.len, 0);
        }
}

static void test_long_names(void **state)
{
        static const size_t lengths[] = {1, 255, 256, 300};
        uint8_t octets[1024];

        (void)state;
        for (size_t i = 0; i < 4; i++) {
                char hex[1024] = "((00 (";
                struct pc_slice extension = {octets, 0};
                struct pc_slice name = {NULL, 12345};

                for (size_t n = 0; n < lengths[i]; n++) {
                        strcat(hex, "61");
                }
                strcat(hex, ")))");
                /* What stands in the extension, without its own length. */
                extension.len = build(hex, octets) - 2;
                extension.data = octets + 2;
                assert_int_equal(pc_server_name_read(extension, &name), lengths[i] <= PC_SERVER_NAME_MAX);
                assert_int_equal(name.len, lengths[i] <= PC_SERVER_NAME_MAX ? lengths[i] : 12345);
        }
}

/* What cannot be taken stays where it is. */
static void test_vectors(void **state)
{
        static const uint8_t octets[] = {0, 0, 0, 2, 7, 8, 9};

        (void)state;
        for (size_t width = 1; width <= 4; width++) {
                for (size_t len = 0; len <= 4 + width; len++) {
                        struct pc_slice in = {octets + 4 - width, len < width + 3 ? len : width + 3};
                        const size_t before = in.len;
                        struct pc_slice out = {NULL, 12345};

                        assert_int_equal(pc_vector_take(&in, width, &out), before >= width + 2);
                        assert_int_equal(out.len, before >= width + 2 ? 2 : 12345);
                        assert_int_equal(in.len, before >= width + 2 ? before - width - 2 : before);
                        assert_ptr_equal(in.data, octets + 4 - width + (before - in.len));
                }
        }
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test(test_hellos),
                cmocka_unit_test(test_cut),
                cmocka_unit_test(test_long_names),
                cmocka_unit_test(test_vectors),
        };

        return cmocka_run_group_tests(tests, NULL, NULL);
}
