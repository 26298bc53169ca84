/*
 * Contents octets of the leaf values, an octet of tag first: what is accepted, made anew from what was read, is the
 * input, so that nothing is read wrongly and nothing twice.
 */
#include "fuzz.h"

#include "asn1/integer.h"
#include "asn1/oid.h"
#include "asn1/time.h"

/* The number again in two's complement, in the shortest form: X.690 8.3. */
static void check_integer(struct pc_slice content)
{
        struct pc_magnitude magnitude;
        int64_t value = 0x5A;
        enum pc_result check = pc_integer_check(content);
        enum pc_result result = pc_integer_to_int64(content, &value);
        uint8_t octets[8];
        size_t i;

        PROPERTY(check == PC_OK ? result == (content.len <= 8 ? PC_OK : PC_ERR_DER_RANGE) : result == check);
        PROPERTY(result == PC_OK || value == 0x5A);
        if (check != PC_OK) {
                return;
        }
        magnitude = pc_integer_magnitude(content);
        PROPERTY(magnitude.negative == (content.data[0] >= 0x80) && magnitude.len > 0);
        PROPERTY(magnitude.len == 1 || pc_magnitude_octet(&magnitude, 0) != 0);
        if (result == PC_OK) {
                uint64_t absolute = 0;

                for (i = 0; i < magnitude.len; i++) {
                        absolute = absolute << 8 | pc_magnitude_octet(&magnitude, i);
                }
                PROPERTY(absolute == (value < 0 ? 0 - (uint64_t)value : (uint64_t)value));
                for (i = 0; i < content.len; i++) {
                        octets[i] = (uint8_t)((uint64_t)value >> 8 * (content.len - 1 - i));
                }
                PROPERTY(memcmp(octets, content.data, content.len) == 0);
        }
}

/* A subidentifier that has come as decimal digits, times 'factor' and more: big numbers, octet by octet. */
static size_t take_arc(const uint8_t *text, size_t len, size_t at, uint8_t *out, size_t *out_len)
{
        size_t i;

        *out_len = 1;
        out[0] = 0;
        for (; at < len && text[at] != '.'; at++) {
                unsigned carry = (unsigned)(text[at] - '0');

                PROPERTY(text[at] >= '0' && text[at] <= '9');
                for (i = 0; i < *out_len; i++) {
                        carry += out[i] * 10u;
                        out[i] = carry & 0x7F;
                        carry >>= 7;
                }
                while (carry != 0) {
                        out[(*out_len)++] = carry & 0x7F;
                        carry >>= 7;
                }
        }
        return at;
}

static void add(uint8_t *groups, size_t *len, unsigned carry)
{
        size_t i;

        for (i = 0; carry != 0; i++) {
                if (i == *len) {
                        groups[(*len)++] = 0;
                }
                carry += groups[i];
                groups[i] = carry & 0x7F;
                carry >>= 7;
        }
}

/* The dotted text's contents octets, by X.690 8.19, are the input. */
static void check_dotted(struct pc_slice content, const uint8_t *text, size_t len)
{
        uint8_t *groups = malloc(2 * content.len + 16);
        size_t made = 0;
        size_t count;
        size_t at;

        PROPERTY(groups != NULL);
        PROPERTY(len >= 3 && text[0] >= '0' && text[0] <= '2' && text[1] == '.');
        for (at = 2; at <= len; at++) {
                at = take_arc(text, len, at, groups, &count);
                if (made == 0) {
                        PROPERTY(text[0] == '2' || (count == 1 && groups[0] < 40));
                        add(groups, &count, 40u * (unsigned)(text[0] - '0'));
                }
                PROPERTY(made + count <= content.len);
                while (count-- > 0) {
                        PROPERTY(content.data[made] == (groups[count] | (count != 0 ? 0x80 : 0)));
                        made++;
                }
        }
        PROPERTY(made == content.len);
        free(groups);
}

static void check_oid(struct pc_slice content)
{
        const size_t size = PC_OID_DOTTED_MAX(content.len);
        uint8_t *text;
        size_t len = SIZE_MAX;
        size_t again = SIZE_MAX;
        enum pc_result result;

        if (content.len > PC_OID_SIZE_MAX) {
                return;
        }
        text = malloc(size);
        PROPERTY(text != NULL);
        result = pc_oid_to_dotted(content, text, size, &len);
        PROPERTY(result == pc_oid_check(content));
        if (result == PC_OK) {
                PROPERTY(len <= size);
                check_dotted(content, text, len);
                PROPERTY(pc_oid_to_dotted(content, text, len - 1, &again) == PC_ERR_API_SPACE && again == SIZE_MAX);
                PROPERTY(pc_oid_to_dotted(content, text, len, &again) == PC_OK && again == len);
        } else {
                PROPERTY(len == SIZE_MAX);
        }
        free(text);
}

static void check_time(uint8_t tag, struct pc_slice content)
{
        struct pc_time time = {.year = 1};
        uint8_t head[PC_TIME_HEAD];
        uint8_t tail[PC_TIME_TAIL];
        char profile[40];
        size_t len;

        if (pc_time_read(tag, content, &time) != PC_OK) {
                PROPERTY(time.year == 1 && time.month == 0);
                return;
        }
        PROPERTY(time.year <= 9999 && time.month >= 1 && time.month <= 12 && time.day >= 1 && time.day <= 31);
        PROPERTY(time.hour <= 23 && time.minute <= 59 && time.second <= 59);
        PROPERTY(within(time.fraction, content));
        pc_time_head(&time, head);
        len = pc_time_tail(&time, tail);
        PROPERTY(len >= 6 && len <= sizeof tail && memcmp(tail + len - 4, " GMT", 4) == 0);
        PROPERTY(pc_time_to_unix(&time) % 60 == 0 || time.second != 0);
        if (time.profile) {
                snprintf(profile, sizeof profile, "%04u%02u%02u%02u%02u%02uZ", time.year, time.month, time.day,
                         time.hour, time.minute, time.second);
                len = strlen(profile);
                PROPERTY(content.len == (tag == PC_TAG_UTC_TIME ? len - 2 : len));
                PROPERTY(memcmp(content.data, profile + len - content.len, content.len) == 0);
                PROPERTY(tag == PC_TAG_GENERALIZED_TIME || (time.year >= 1950 && time.year <= 2049));
        }
}

static void check_bits(struct pc_slice content)
{
        struct pc_bit_string bits = {{NULL, 0}, 0xFF};
        size_t i;

        if (pc_bit_string_read(content, &bits) != PC_OK) {
                PROPERTY(bits.unused_bits == 0xFF && (content.len == 0 || content.data[0] > 7));
                return;
        }
        PROPERTY(bits.unused_bits == content.data[0] && bits.octets.len == content.len - 1);
        PROPERTY(!pc_bit_string_bit(&bits, 8 * bits.octets.len) && !pc_bit_string_bit(&bits, SIZE_MAX));
        for (i = 0; i < bits.octets.len; i++) {
                const uint8_t octet = pc_bit_string_octet(&bits, i);
                size_t n;

                PROPERTY(octet == bits.octets.data[i] || (i + 1 == bits.octets.len && !pc_bit_string_regular(&bits)));
                for (n = 0; n < 8; n++) {
                        PROPERTY(pc_bit_string_bit(&bits, 8 * i + n) == ((octet >> (7 - n) & 1) != 0));
                }
        }
}

/* The first character, and how many octets it takes: RFC 3629 section 3. */
static uint32_t take_character(struct pc_slice *utf8)
{
        const uint8_t first = utf8->data[0];
        const size_t len = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
        uint32_t point = len == 1 ? first : first & (0x7Fu >> len);
        size_t i;

        PROPERTY(utf8->len >= len);
        for (i = 1; i < len; i++) {
                point = point << 6 | (utf8->data[i] & 0x3Fu);
        }
        utf8->data += len;
        utf8->len -= len;
        return point;
}

/* The characters of the text are those of the contents octets. */
static void check_characters(uint8_t tag, struct pc_slice content)
{
        const size_t width = tag == PC_TAG_BMP_STRING ? 2 : tag == PC_TAG_UNIVERSAL_STRING ? 4 : 1;
        struct pc_slice rest = content;
        struct pc_utf8_fault fault;
        uint8_t buf[PC_STRING_PIECE];
        struct pc_slice piece;
        size_t at = 0;

        while (pc_string_next(tag, &rest, buf, &piece) == PC_OK) {
                PROPERTY(piece.len > 0 && pc_utf8_check(piece, &fault) == PC_OK);
                if (tag == PC_TAG_UTF8_STRING) {
                        PROPERTY(at + piece.len <= content.len && memcmp(content.data + at, piece.data, piece.len) == 0);
                        at += piece.len;
                        continue;
                }
                while (piece.len != 0) {
                        uint32_t point = 0;
                        size_t i;

                        for (i = 0; i < width; i++) {
                                point = point << 8 | content.data[at++];
                        }
                        PROPERTY(take_character(&piece) == point);
                }
        }
        PROPERTY(at == content.len && rest.len == 0);
}

static void check_string(uint8_t tag, struct pc_slice content)
{
        struct pc_utf8_fault fault = {SIZE_MAX, 0};
        enum pc_result utf8 = pc_utf8_check(content, &fault);

        if (utf8 == PC_OK) {
                PROPERTY(fault.position == SIZE_MAX);
        } else {
                PROPERTY(fault.length >= 1 && fault.length <= 3 && fault.position < content.len);
                PROPERTY(fault.length <= content.len - fault.position);
                PROPERTY(pc_utf8_check((struct pc_slice){content.data, fault.position}, &fault) == PC_OK);
        }
        if (pc_string_is_text(tag)) {
                enum pc_result result = pc_string_check(tag, content);

                PROPERTY(result == PC_OK || result == PC_ERR_DER_STRING);
                PROPERTY(tag != PC_TAG_UTF8_STRING || (result == PC_OK) == (utf8 == PC_OK));
                if (result == PC_OK) {
                        check_characters(tag, content);
                }
        }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
        struct pc_slice content;
        uint8_t *copy;

        if (size == 0) {
                return 0;
        }
        copy = exact_copy(data + 1, size - 1);
        content = (struct pc_slice){copy, size - 1};
        check_integer(content);
        check_oid(content);
        check_bits(content);
        check_time(data[0] & 1 ? PC_TAG_UTC_TIME : PC_TAG_GENERALIZED_TIME, content);
        check_string(data[0] & PC_TAG_NUMBER, content);
        free(copy);
        return 0;
}
