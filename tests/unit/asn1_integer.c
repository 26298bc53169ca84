#include "support.h"

#include <string.h>

#include "asn1/integer.h"

static void check_magnitude(struct vector *vector, struct pc_slice content)
{
        const struct pc_slice want = vector_octets(vector, 5);
        const struct pc_magnitude magnitude = pc_integer_magnitude(content);
        size_t i;

        vector_expect_number(vector, "sign", magnitude.negative, vector_text(vector, 4)[0] == '-');
        vector_expect_number(vector, "length", (long long)magnitude.len, (long long)want.len);
        for (i = 0; i < want.len; i++) {
                vector_expect_number(vector, "octet", pc_magnitude_octet(&magnitude, i), want.data[i]);
        }
}

static void check_integer(struct vector *vector)
{
        const struct pc_slice content = vector_octets(vector, 0);
        const enum pc_result form = vector_result(vector, 1);
        const enum pc_result range = vector_result(vector, 2);
        int64_t value = 0x1234567890;

        vector_expect_result(vector, pc_integer_check(content), form);
        vector_expect_result(vector, pc_integer_to_int64(content, &value), range);
        vector_expect_number(vector, "value", value,
                             range == PC_OK ? vector_number(vector, 3) : 0x1234567890);
        if (form == PC_OK) {
                check_magnitude(vector, content);
        }
}

static void test_integer(void **state)
{
        (void)state;
        for_each_vector("asn1/integer.txt", check_integer);
}

/* Of the 65536 contents of two octets, those are shortest forms whose value one octet cannot hold. */
static void test_each_integer_of_two_octets(void **state)
{
        int64_t number;

        (void)state;
        for (number = -32768; number < 32768; number++) {
                const uint16_t bits = (uint16_t)number;
                const uint8_t octets[2] = {(uint8_t)(bits >> 8), (uint8_t)bits};
                const struct pc_slice content = {octets, 2};
                const bool shortest = number < -128 || number > 127;
                int64_t value = number;

                assert_int_equal(pc_integer_check(content), shortest ? PC_OK : PC_ERR_DER_INTEGER);
                assert_int_equal(pc_integer_to_int64(content, &value), shortest ? PC_OK : PC_ERR_DER_INTEGER);
                assert_true(value == number);
        }
}

static void test_boolean(void **state)
{
        static const uint8_t two[2];
        struct pc_slice content = {two, 2};
        unsigned octet;
        bool value = true;

        (void)state;
        assert_int_equal(pc_boolean_read(content, &value), PC_ERR_DER_BOOLEAN);
        content.len = 0;
        assert_int_equal(pc_boolean_read(content, &value), PC_ERR_DER_BOOLEAN);
        assert_true(value);
        for (octet = 0; octet < 256; octet++) {
                const uint8_t data = (uint8_t)octet;

                content.data = &data;
                content.len = 1;
                assert_int_equal(pc_boolean_read(content, &value), PC_OK);
                assert_true(value == (octet != 0));
        }
}

static void check_bits(struct vector *vector)
{
        const struct pc_slice content = vector_octets(vector, 0);
        const enum pc_result want = vector_result(vector, 1);
        const char *text = vector_text(vector, 3);
        const size_t used = strcmp(text, "-") == 0 ? 0 : strlen(text);
        struct pc_bit_string bits = {{NULL, 77}, 99};
        size_t i;

        vector_expect_result(vector, pc_bit_string_read(content, &bits), want);
        if (want != PC_OK) {
                vector_expect_number(vector, "the output has changed",
                                     bits.octets.len == 77 && bits.unused_bits == 99, 1);
                return;
        }
        vector_expect_number(vector, "regular", pc_bit_string_regular(&bits), vector_number(vector, 2));
        vector_expect_number(vector, "octets", (long long)bits.octets.len, (long long)content.len - 1);
        for (i = 0; i < 8 * bits.octets.len + 20; i++) {
                const bool want_bit = i < used && text[i] == '1';

                vector_expect_number(vector, "bit", pc_bit_string_bit(&bits, i), want_bit);
                if (i < 8 * bits.octets.len) {
                        const uint8_t octet = pc_bit_string_octet(&bits, i / 8);

                        vector_expect_number(vector, "octet's bit", octet >> (7 - i % 8) & 1, want_bit);
                }
        }
}

static void test_bit_string(void **state)
{
        (void)state;
        for_each_vector("asn1/bits.txt", check_bits);
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test(test_integer),
                cmocka_unit_test(test_each_integer_of_two_octets),
                cmocka_unit_test(test_boolean),
                cmocka_unit_test(test_bit_string),
        };

        return cmocka_run_group_tests(tests, NULL, NULL);
}
