#include "support.h"

#include <string.h>

#include "asn1/charstring.h"

static void check_utf8(struct vector *vector)
{
        const struct pc_slice text = vector_octets(vector, 0);
        const enum pc_result want = vector_result(vector, 1);
        struct pc_utf8_fault fault = {1111, 2222};

        vector_expect_result(vector, pc_utf8_check(text, &fault), want);
        vector_expect_number(vector, "position", (long long)fault.position,
                             want ? vector_number(vector, 2) : 1111);
        vector_expect_number(vector, "length", (long long)fault.length,
                             want ? vector_number(vector, 3) : 2222);
}

static void test_utf8(void **state)
{
        (void)state;
        for_each_vector("asn1/utf8.txt", check_utf8);
}

static bool is_utf8(const uint8_t *octets, size_t len)
{
        const struct pc_slice text = {octets, len};
        struct pc_utf8_fault fault;

        return pc_utf8_check(text, &fault) == PC_OK;
}

/* The encoding by arithmetic, RFC 3629 3. */
static size_t encode(uint8_t out[4], uint32_t character)
{
        const size_t len = character < 0x80 ? 1 : character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
        static const uint8_t leads[5] = {0, 0, 0xC0, 0xE0, 0xF0};
        size_t i;

        for (i = len - 1; i > 0; i--) {
                out[i] = (uint8_t)(0x80 + character % 64);
                character /= 64;
        }
        out[0] = (uint8_t)(leads[len] + character);
        return len;
}

static void test_each_character_is_utf8(void **state)
{
        uint32_t character;

        (void)state;
        for (character = 0; character < 0x110000; character++) {
                uint8_t octets[4];
                const size_t len = encode(octets, character);

                assert_true(is_utf8(octets, len) == (character < 0xD800 || character > 0xDFFF));
        }
}

/*
 * And nothing else is: the texts of up to three octets are counted. Of one octet there are 128 characters, of
 * two 1920, of three 65536 - 2048 - 2048.
 */
static void test_no_other_octets_are_utf8(void **state)
{
        unsigned long found[4] = {0, 0, 0, 0};
        uint8_t octets[3];
        uint32_t number;

        (void)state;
        for (number = 0; number < 0x1000000; number++) {
                octets[0] = (uint8_t)(number >> 16);
                octets[1] = (uint8_t)(number >> 8);
                octets[2] = (uint8_t)number;
                found[3] += is_utf8(octets, 3);
                if (octets[2] == 0) {
                        found[2] += is_utf8(octets, 2);
                }
                if (octets[1] == 0 && octets[2] == 0) {
                        found[1] += is_utf8(octets, 1);
                }
        }
        assert_int_equal(found[1], 128);
        assert_int_equal(found[2], 128 * 128 + 1920);
        assert_int_equal(found[3], 128 * 128 * 128 + 2 * 128 * 1920 + 61440);
}

/* Four octets from F0 on, the last one at the edges of a continuation: 1048576 characters / 64 * 2. */
static void test_no_other_four_octets_are_utf8(void **state)
{
        static const uint8_t edges[4] = {0x7F, 0x80, 0xBF, 0xC0};
        unsigned long found = 0;
        uint32_t number;

        (void)state;
        for (number = 0; number < 0x400000; number++) {
                const uint8_t octets[4] = {(uint8_t)(0xF0 + (number >> 18)), (uint8_t)(number >> 10),
                                           (uint8_t)(number >> 2), edges[number % 4]};

                found += is_utf8(octets, 4);
        }
        assert_int_equal(found, 1048576 / 64 * 2);
}

static void check_string(struct vector *vector)
{
        const uint8_t tag = (uint8_t)vector_number(vector, 0);
        const struct pc_slice content = vector_octets(vector, 1);
        const enum pc_result want = vector_result(vector, 2);
        uint8_t buf[PC_STRING_PIECE];
        uint8_t text[1024];
        struct pc_slice got = {text, 0};
        struct pc_slice rest = content;
        struct pc_slice piece;

        vector_expect_number(vector, "being text", pc_string_is_text(tag), 1);
        vector_expect_result(vector, pc_string_check(tag, content), want);
        if (want != PC_OK) {
                return;
        }
        while (pc_string_next(tag, &rest, buf, &piece) == PC_OK) {
                if (piece.len == 0 || piece.len > sizeof text - got.len || !is_utf8(piece.data, piece.len)) {
                        vector_fail(vector, "a piece that is empty or no UTF-8");
                }
                memcpy(text + got.len, piece.data, piece.len);
                got.len += piece.len;
        }
        vector_expect_number(vector, "octets left", (long long)rest.len, 0);
        vector_expect_octets(vector, "text", got, vector_octets(vector, 3));
}

static void test_string(void **state)
{
        (void)state;
        for_each_vector("asn1/string.txt", check_string);
}

/* The universal numbers of X.680 8.4, table 1, that stand for characters that can be converted. */
static void test_types_of_text(void **state)
{
        static const uint8_t text[] = {12, 18, 19, 20, 22, 26, 28, 30};
        unsigned tag;

        (void)state;
        for (tag = 0; tag < 256; tag++) {
                assert_int_equal(pc_string_is_text((uint8_t)tag),
                                 tag > 0 && memchr(text, (int)tag, sizeof text) != NULL);
        }
}

/* Each character of a type of fixed width, against the arithmetic above. */
static void test_each_character_converts(void **state)
{
        uint32_t character;

        (void)state;
        for (character = 0; character < 0x110800; character++) {
                const uint8_t octets[4] = {0, (uint8_t)(character >> 16), (uint8_t)(character >> 8),
                                           (uint8_t)character};
                struct pc_slice content = {octets, 4};
                const bool good = character < 0x110000 && (character < 0xD800 || character > 0xDFFF);
                uint8_t buf[PC_STRING_PIECE];
                uint8_t want[4];
                struct pc_slice got;

                assert_int_equal(pc_string_check(PC_TAG_UNIVERSAL_STRING, content),
                                 good ? PC_OK : PC_ERR_DER_STRING);
                if (good) {
                        const size_t len = encode(want, character);

                        assert_int_equal(pc_string_next(PC_TAG_UNIVERSAL_STRING, &content, buf, &got), PC_OK);
                        assert_int_equal(got.len, len);
                        assert_memory_equal(got.data, want, len);
                }
        }
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test(test_utf8),
                cmocka_unit_test(test_each_character_is_utf8),
                cmocka_unit_test(test_no_other_octets_are_utf8),
                cmocka_unit_test(test_no_other_four_octets_are_utf8),
                cmocka_unit_test(test_string),
                cmocka_unit_test(test_types_of_text),
                cmocka_unit_test(test_each_character_converts),
        };

        return cmocka_run_group_tests(tests, NULL, NULL);
}
