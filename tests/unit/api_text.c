/* Texts: what each kind reads as, in buffers of every size, and sinks that stop. The values are CPython's. */
#include "api_support.h"

#include <stdlib.h>
#include <string.h>

#define OCTETS(literal)                                                                                      \
        {                                                                                                    \
                (const uint8_t *)(literal), sizeof(literal) - 1                                              \
        }
#define TEXT(literal) (literal), sizeof(literal) - 1
#define ZEROS_35      "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"
#define HEX_0_34      "00000000000000000000000000000000000000000000000000000000000000000000"

static const struct {
        struct pc_text text;
        const char *expected;
        size_t len;
} texts[] = {
        {{PC_TEXT_STRING, PC_TAG_UTF8_STRING, OCTETS("caf\xC3\xA9"), NULL}, TEXT("caf\xC3\xA9")},
        {{PC_TEXT_STRING, PC_TAG_T61_STRING, OCTETS("caf\xE9\xFF!"), NULL}, TEXT("caf\xC3\xA9\xC3\xBF!")},
        {{PC_TEXT_STRING, PC_TAG_IA5_STRING, OCTETS(""), NULL}, TEXT("")},
        {{PC_TEXT_STRING, PC_TAG_PRINTABLE_STRING, OCTETS("a\0b"), NULL}, TEXT("a\0b")},
        {{PC_TEXT_STRING, PC_TAG_BMP_STRING, OCTETS("\0a\x20\xAC"), NULL}, TEXT("a\xE2\x82\xAC")},
        {{PC_TEXT_STRING, PC_TAG_UNIVERSAL_STRING, OCTETS("\0\1\xF6\0"), NULL}, TEXT("\xF0\x9F\x98\x80")},
        {{PC_TEXT_UTF8, 0, OCTETS("example.org"), NULL}, TEXT("example.org")},
        {{PC_TEXT_UTF8, 0, OCTETS(""), NULL}, TEXT("")},
        {{PC_TEXT_CONSTANT, 0, {NULL, 0}, "<unsupported>"}, TEXT("<unsupported>")},
        {{PC_TEXT_OID, 0, OCTETS("\x88\x37"), NULL}, TEXT("2.999")},
        {{PC_TEXT_REGISTERED_ID, 0, OCTETS("\x2A\x03"), NULL}, TEXT("1.2.3")},
        {{PC_TEXT_SERIAL, 0, OCTETS("\0"), NULL}, TEXT("00")},
        {{PC_TEXT_SERIAL, 0, OCTETS("\0\x80"), NULL}, TEXT("80")},
        {{PC_TEXT_SERIAL, 0, OCTETS("\xFF\0"), NULL}, TEXT("-0100")},
        {{PC_TEXT_SERIAL, 0, OCTETS("\x01" ZEROS_35), NULL}, TEXT("01" HEX_0_34 "\\\n")},
        {{PC_TEXT_SERIAL_FULL, 0, OCTETS("\x01" ZEROS_35), NULL}, TEXT("01" HEX_0_34 "00")},
        {{PC_TEXT_SERIAL, 0, OCTETS("\xFF" ZEROS_35), NULL}, TEXT("-01" HEX_0_34 "\\\n")},
        {{PC_TEXT_SERIAL_FULL, 0, OCTETS("\x01" ZEROS_35 ZEROS_35), NULL},
         TEXT("01" HEX_0_34 HEX_0_34 "0000")},
        {{PC_TEXT_TIME, PC_TAG_UTC_TIME, OCTETS("240102030405Z"), NULL}, TEXT("Jan  2 03:04:05 2024 GMT")},
        {{PC_TEXT_TIME, PC_TAG_GENERALIZED_TIME, OCTETS("00001231235959.50Z"), NULL},
         TEXT("Dec 31 23:59:59.50 0 GMT")},
        {{PC_TEXT_TIME, PC_TAG_UTC_TIME, OCTETS("240132000000Z"), NULL}, TEXT("Bad time value")},
        {{PC_TEXT_IP_ADDRESS, 0, OCTETS("\x7F\0\x0A\xFF"), NULL}, TEXT("127.0.10.255")},
        {{PC_TEXT_IP_ADDRESS, 0, OCTETS("\x20\x01\x0D\xB8\0\0\0\0\0\0\0\x10\x01\0\xFF\xFF"), NULL},
         TEXT("2001:DB8:0:0:0:10:100:FFFF")},
        {{PC_TEXT_IP_ADDRESS, 0, OCTETS("\x7F\0\0"), NULL}, TEXT("<invalid>")},
        {{PC_TEXT_OTHER_NAME, 0, OCTETS("u@\xC3\xA9"), "UPN:"}, TEXT("UPN:u@\xC3\xA9")},
};

#define TEXTS (sizeof texts / sizeof texts[0])

static void check_copy(size_t i, size_t size)
{
        char *buf = malloc(size == 0 ? 1 : size);
        size_t len = 77;
        const enum pc_result result = pc_text_copy(texts[i].text, buf, size, &len);

        assert_int_equal(len, texts[i].len);
        if (size > texts[i].len) {
                assert_int_equal(result, PC_OK);
                assert_memory_equal(buf, texts[i].expected, texts[i].len + 1);
        } else {
                assert_int_equal(result, PC_ERR_API_SPACE);
                assert_true(size == 0 || buf[0] == '\0');
        }
        free(buf);
}

static void test_copy(void **state)
{
        size_t i;

        (void)state;
        for (i = 0; i < TEXTS; i++) {
                size_t size;

                for (size = 0; size < texts[i].len + 3; size++) {
                        check_copy(i, size);
                }
        }
}

static void test_equal(void **state)
{
        size_t i;

        (void)state;
        for (i = 0; i < TEXTS; i++) {
                char other[256];
                const bool has_nul = strlen(texts[i].expected) != texts[i].len;

                assert_true(pc_text_equal(texts[i].text, texts[i].expected) == !has_nul);
                memcpy(other, texts[i].expected, texts[i].len + 1);
                strcat(other, "x");
                assert_false(pc_text_equal(texts[i].text, other));
                if (texts[i].len > 0) {
                        other[strlen(texts[i].expected) - 1] = '\0';
                        assert_false(pc_text_equal(texts[i].text, other));
                }
        }
}

/* Stops at the first call, the second, and so on, until no call is left to stop at. */
static void test_sinks_that_stop(void **state)
{
        static struct recorder recorder;
        size_t i;

        (void)state;
        for (i = 0; i < TEXTS; i++) {
                size_t stop = 0;
                enum pc_result result;

                do {
                        stop++;
                        recorder_start(&recorder, stop);
                        result = pc_text_write(texts[i].text, recorder_sink, &recorder);
                        assert_int_equal(result, recorder.calls == stop ? PC_ERR_API_SINK : PC_OK);
                } while (result != PC_OK);
                assert_int_equal(recorder.len, texts[i].len);
                assert_memory_equal(recorder.text, texts[i].expected, texts[i].len);
        }
}

/* An OBJECT IDENTIFIER whose text has as many characters: 1.2, then arcs of one to three digits. */
static struct pc_slice oid_of_length(uint8_t octets[PC_OID_SIZE_MAX + 1], size_t characters)
{
        struct pc_slice oid = {octets, 1};

        octets[0] = 0x2A;
        for (characters -= 3; characters >= 6; characters -= 4) {
                octets[oid.len++] = 100;
        }
        while (characters > 0) {
                const size_t digits = characters == 5 ? 2 : characters - 1;

                assert_in_range(digits, 1, 3);
                octets[oid.len++] = digits == 3 ? 100 : digits == 2 ? 10 : 1;
                characters -= digits + 1;
        }
        return oid;
}

static void check_registered_id(size_t characters, size_t expected, const char *start, char last)
{
        static struct recorder recorder;
        uint8_t octets[PC_OID_SIZE_MAX + 1];
        struct pc_text text = {PC_TEXT_REGISTERED_ID, 0, {NULL, 0}, NULL};

        text.octets = oid_of_length(octets, characters);
        recorder_start(&recorder, 0);
        assert_int_equal(pc_text_write(text, recorder_sink, &recorder), PC_OK);
        assert_int_equal(recorder.len, expected);
        assert_memory_equal(recorder.text, start, strlen(start));
        assert_int_equal(recorder.text[expected - 1], last);
        text.kind = PC_TEXT_OID;
        recorder_start(&recorder, 0);
        assert_int_equal(pc_text_write(text, recorder_sink, &recorder), PC_OK);
        assert_int_equal(recorder.len, characters);
}

static void test_registered_id(void **state)
{
        (void)state;
        check_registered_id(1999, 1999, "1.2.100.100", '0');
        check_registered_id(2046, 2046, "1.2.100.100", '0');
        check_registered_id(2047, 2047, "1.2.100.100", '\0');
        check_registered_id(2048, 9, "<INVALID>", '>');
        check_registered_id(2049, 9, "<INVALID>", '>');
}

/* Sinks that stop within the texts that are measured first. */
static void test_registered_id_that_stops(void **state)
{
        static struct recorder recorder;
        uint8_t octets[PC_OID_SIZE_MAX + 1];
        struct pc_text text = {PC_TEXT_REGISTERED_ID, 0, {NULL, 0}, NULL};
        size_t characters;

        (void)state;
        for (characters = 2045; characters < 2050; characters++) {
                enum pc_result result = PC_ERR_API_SINK;
                size_t stop;

                text.octets = oid_of_length(octets, characters);
                for (stop = 1; result != PC_OK; stop++) {
                        recorder_start(&recorder, stop);
                        result = pc_text_write(text, recorder_sink, &recorder);
                        assert_int_equal(result, recorder.calls == stop ? PC_ERR_API_SINK : PC_OK);
                }
        }
}

static void test_long_oid(void **state)
{
        static struct recorder recorder;
        uint8_t octets[PC_OID_SIZE_MAX + 1];
        struct pc_text text = {PC_TEXT_OID, 0, {octets, PC_OID_SIZE_MAX}, NULL};
        char buf[8] = "before";
        size_t len;

        (void)state;
        memset(octets, 0x7F, sizeof octets);
        recorder_start(&recorder, 0);
        assert_int_equal(pc_text_write(text, recorder_sink, &recorder), PC_OK);
        assert_int_equal(recorder.len, 4 + 4 * (PC_OID_SIZE_MAX - 1));
        text.octets.len++;
        recorder_start(&recorder, 0);
        assert_int_equal(pc_text_write(text, recorder_sink, &recorder), PC_ERR_X509_OID_SIZE);
        text.kind = PC_TEXT_REGISTERED_ID;
        assert_int_equal(pc_text_write(text, recorder_sink, &recorder), PC_ERR_X509_OID_SIZE);
        assert_int_equal(recorder.calls, 0);
        assert_int_equal(pc_text_copy(text, buf, sizeof buf, &len), PC_ERR_X509_OID_SIZE);
        assert_string_equal(buf, "");
        assert_int_equal(len, 0);
}

/* An arc of so many decimal digits has at most that many octets. */
#define DECIMAL_DIGITS 1300

/* Writes a decimal number as a subidentifier: divided by 128 again and again. Gives its length. */
static size_t encode_decimal(const char *decimal, uint8_t octets[DECIMAL_DIGITS])
{
        uint8_t digits[DECIMAL_DIGITS];
        const size_t count = strlen(decimal);
        size_t first = 0;
        size_t len = 0;
        size_t i;

        for (i = 0; i < count; i++) {
                digits[i] = (uint8_t)(decimal[i] - '0');
        }
        do {
                unsigned rest = 0;

                for (i = first; i < count; i++) {
                        rest = rest * 10 + digits[i];
                        digits[i] = (uint8_t)(rest / 128);
                        rest %= 128;
                }
                octets[DECIMAL_DIGITS - 1 - len] = (uint8_t)(len == 0 ? rest : rest | 0x80);
                len++;
                while (first < count && digits[first] == 0) {
                        first++;
                }
        } while (first < count);
        memmove(octets, octets + DECIMAL_DIGITS - len, len);
        return len;
}

static void check_arc(const char *decimal)
{
        uint8_t octets[1 + DECIMAL_DIGITS] = {0x2A};
        char expected[sizeof "1.2." + DECIMAL_DIGITS] = "1.2.";
        char got[sizeof expected];
        struct pc_text text = {PC_TEXT_OID, 0, {octets, 0}, NULL};
        size_t len;

        text.octets.len = 1 + encode_decimal(decimal, octets + 1);
        strcat(expected, decimal);
        assert_int_equal(pc_text_copy(text, got, sizeof got, &len), PC_OK);
        assert_string_equal(got, expected);
}

/* 'decimal' in the first subidentifier, to which 2 * 40 are added: 2.decimal, of at least three digits. */
static void check_first_arc(const char *decimal)
{
        uint8_t octets[DECIMAL_DIGITS];
        char sum[DECIMAL_DIGITS] = "0";
        char expected[sizeof "2." + DECIMAL_DIGITS] = "2.";
        char got[sizeof expected];
        struct pc_text text = {PC_TEXT_OID, 0, {octets, 0}, NULL};
        size_t i = strlen(decimal);
        size_t len;
        unsigned carry = 8;

        memcpy(sum + 1, decimal, i + 1);
        for (i--; i > 0; i--) {
                carry += (unsigned)(sum[i] - '0');
                sum[i] = (char)('0' + carry % 10);
                carry /= 10;
        }
        sum[0] = (char)('0' + carry);
        text.octets.len = encode_decimal(sum, octets);
        strcat(expected, decimal);
        assert_int_equal(pc_text_copy(text, got, sizeof got, &len), PC_OK);
        assert_string_equal(got, expected);
}

/* Powers of ten and their neighbours, of all sizes, at which digits turn over from 9 to 0. */
static void test_round_arcs(void **state)
{
        size_t zeros;

        (void)state;
        for (zeros = 0; zeros <= 1230; zeros++) {
                char decimal[DECIMAL_DIGITS] = "3";

                memset(decimal + 1, '0', zeros);
                check_arc(decimal);
                decimal[zeros] = '1';
                check_arc(decimal);
                memset(decimal, '9', zeros + 1);
                check_arc(decimal);
                decimal[zeros / 2] = '8';
                check_arc(decimal);
        }
}

static void test_round_first_arcs(void **state)
{
        size_t digits;

        (void)state;
        for (digits = 3; digits <= 1234; digits++) {
                char decimal[DECIMAL_DIGITS] = "3";

                memset(decimal + 1, '0', digits - 1);
                check_first_arc(decimal);
                decimal[0] = '1';
                check_first_arc(decimal);
                decimal[digits - 1] = '1';
                check_first_arc(decimal);
                memset(decimal, '9', digits);
                check_first_arc(decimal);
        }
}

/* A time is read as one line into a buffer for 2046 characters. */
static void test_long_fraction(void **state)
{
        static const char head[] = "20240102030405.";
        static const char shown[] = "Jan  2 03:04:05.";
        static struct recorder recorder;
        size_t digits;

        (void)state;
        for (digits = 2010; digits < 2050; digits++) {
                char octets[2100];
                const size_t len = sizeof head - 1 + digits + 1;
                const size_t whole = sizeof shown - 1 + digits + 9;
                const struct pc_text text = {
                        PC_TEXT_TIME, PC_TAG_GENERALIZED_TIME, {(uint8_t *)octets, len}, NULL};

                memset(octets, '9', sizeof octets);
                memcpy(octets, head, sizeof head - 1);
                octets[len - 1] = 'Z';
                recorder_start(&recorder, 0);
                assert_int_equal(pc_text_write(text, recorder_sink, &recorder), PC_OK);
                assert_int_equal(recorder.len, whole < 2046 ? whole : 2046);
                assert_memory_equal(recorder.text, shown, sizeof shown - 1);
                if (whole <= 2046) {
                        assert_memory_equal(recorder.text + whole - 10, "9 2024 GMT", 10);
                }
        }
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test(test_copy),
                cmocka_unit_test(test_equal),
                cmocka_unit_test(test_sinks_that_stop),
                cmocka_unit_test(test_registered_id),
                cmocka_unit_test(test_registered_id_that_stops),
                cmocka_unit_test(test_long_oid),
                cmocka_unit_test(test_round_arcs),
                cmocka_unit_test(test_round_first_arcs),
                cmocka_unit_test(test_long_fraction),
        };

        return cmocka_run_group_tests(tests, NULL, NULL);
}
