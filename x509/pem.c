#include "x509/pem.h"

#include <string.h>

#define DASHES 5

/*
 * What an octet is within base64: a digit (RFC 4648 4, table 1) with its value in the low bits, white space,
 * the pad, or nothing that belongs there.
 */
#define DIGIT 0x80u
#define SPACE 0x41u
#define PAD   0x42u
#define VALUE 0x3Fu

/* clang-format off */
static const uint8_t alphabet[256] = {
        ['\t'] = SPACE, SPACE, SPACE, SPACE, SPACE, /* HT LF VT FF CR */
        [' '] = SPACE,
        ['='] = PAD,
        ['A'] = 0x80, 0x81, 0x82, 0x83, 0x84, 0x85, 0x86, 0x87, 0x88, 0x89, 0x8A, 0x8B, 0x8C,
        0x8D, 0x8E, 0x8F, 0x90, 0x91, 0x92, 0x93, 0x94, 0x95, 0x96, 0x97, 0x98, 0x99,
        ['a'] = 0x9A, 0x9B, 0x9C, 0x9D, 0x9E, 0x9F, 0xA0, 0xA1, 0xA2, 0xA3, 0xA4, 0xA5, 0xA6,
        0xA7, 0xA8, 0xA9, 0xAA, 0xAB, 0xAC, 0xAD, 0xAE, 0xAF, 0xB0, 0xB1, 0xB2, 0xB3,
        ['0'] = 0xB4, 0xB5, 0xB6, 0xB7, 0xB8, 0xB9, 0xBA, 0xBB, 0xBC, 0xBD,
        ['+'] = 0xBE,
        ['/'] = 0xBF,
};
/* clang-format on */

static bool is_line_end(uint8_t octet)
{
        return octet == '\n' || octet == '\r';
}

/* Where the next five dashes in a row begin, 'from' or later; the text's length where there are none. */
static size_t find_dashes(struct pc_slice text, size_t from)
{
        while (text.len - from >= DASHES) {
                size_t dashes = 0;

                while (dashes < DASHES && text.data[from + DASHES - 1 - dashes] == '-') {
                        dashes++;
                }
                if (dashes == DASHES) {
                        return from;
                }
                from += DASHES - dashes;
        }
        return text.len;
}

/* Whether nothing but blanks stands before 'at' on its line. */
static bool starts_line(struct pc_slice text, size_t from, size_t at)
{
        while (at > from && (text.data[at - 1] == ' ' || text.data[at - 1] == '\t')) {
                at--;
        }
        return at == from || is_line_end(text.data[at - 1]);
}

/*
 * Whether 'word', dashes included, stands at 'at', followed on the same line by a label and five dashes: RFC
 * 7468 3, preeb and posteb. 'after' is where the text goes on.
 */
static bool match(struct pc_slice text, size_t at, const char *word, struct pc_slice *label, size_t *after)
{
        const size_t word_len = strlen(word);
        size_t begin;
        size_t end;

        if (text.len - at < word_len || memcmp(text.data + at, word, word_len) != 0) {
                return false;
        }
        begin = at + word_len;
        for (end = begin; text.len - end >= DASHES; end++) {
                if (is_line_end(text.data[end])) {
                        return false;
                }
                if (text.data[end] == '-' && memcmp(text.data + end, "-----", DASHES) == 0) {
                        label->data = text.data + begin;
                        label->len = end - begin;
                        *after = end + DASHES;
                        return true;
                }
        }
        return false;
}

static bool match_begin(struct pc_slice text, size_t from, size_t at, struct pc_slice *label, size_t *after)
{
        return starts_line(text, from, at) && match(text, at, "-----BEGIN ", label, after);
}

/* An END line need not start its line: there are files without any line ends. */
static bool match_end(struct pc_slice text, size_t at, struct pc_slice wanted, size_t *after)
{
        struct pc_slice label;
        size_t behind;

        if (!match(text, at, "-----END ", &label, &behind) || !pc_slice_equal(label, wanted)) {
                return false;
        }
        *after = behind;
        return true;
}

static void skip(struct pc_slice *text, size_t count)
{
        if (count > 0) {
                text->data += count;
                text->len -= count;
        }
}

/* The part of pc_pem_next behind the BEGIN line: finds the END line, or the BEGIN line that is in its place.
 */
static enum pc_result close_block(struct pc_slice *text, size_t body, struct pc_pem_block *block)
{
        struct pc_slice other;
        size_t after;
        size_t at;

        for (at = find_dashes(*text, body); at < text->len; at = find_dashes(*text, at + 1)) {
                if (match_end(*text, at, block->label, &after)) {
                        block->body.data = text->data + body;
                        block->body.len = at - body;
                        skip(text, after);
                        return PC_OK;
                }
                if (match_begin(*text, body, at, &other, &after)) {
                        break;
                }
        }
        skip(text, body);
        return PC_ERR_PEM_END;
}

enum pc_result pc_pem_next(struct pc_slice *text, struct pc_pem_block *out)
{
        struct pc_slice label;
        size_t body;
        size_t at;

        for (at = find_dashes(*text, 0); at < text->len; at = find_dashes(*text, at + 1)) {
                if (match_begin(*text, 0, at, &label, &body)) {
                        out->label = label;
                        out->offset = at;
                        return close_block(text, body, out);
                }
        }
        skip(text, text->len);
        return PC_END;
}

struct decoder {
        struct pc_slice text;
        size_t at; /* the next octet of 'text' */
        uint8_t *out;
        size_t size;
        size_t len;
};

/* Takes groups of four digits for as long as they stand without a gap and fit. */
static void take_groups(struct decoder *decoder)
{
        const size_t there = (decoder->text.len - decoder->at) / 4;
        const size_t room = (decoder->size - decoder->len) / 3;
        const size_t most = there < room ? there : room;
        const uint8_t *in;
        uint8_t *out;
        size_t done;

        if (most == 0) {
                return;
        }
        in = decoder->text.data + decoder->at;
        out = decoder->out + decoder->len;
        for (done = 0; done < most; done++) {
                const unsigned a = alphabet[in[0]];
                const unsigned b = alphabet[in[1]];
                const unsigned c = alphabet[in[2]];
                const unsigned d = alphabet[in[3]];

                if ((a & b & c & d & DIGIT) == 0) {
                        break;
                }
                out[0] = (uint8_t)(a << 2 | (b & VALUE) >> 4);
                out[1] = (uint8_t)(b << 4 | (c & VALUE) >> 2);
                out[2] = (uint8_t)(c << 6 | (d & VALUE));
                in += 4;
                out += 3;
        }
        decoder->at += 4 * done;
        decoder->len += 3 * done;
}

static void skip_space(struct decoder *decoder)
{
        while (decoder->at < decoder->text.len && alphabet[decoder->text.data[decoder->at]] == SPACE) {
                decoder->at++;
        }
}

/* What the next octet is: 0 also at the end. */
static unsigned look(const struct decoder *decoder)
{
        return decoder->at < decoder->text.len ? alphabet[decoder->text.data[decoder->at]] : 0u;
}

/* Takes up to four digits with white space before and between them, and says how many. */
static unsigned take_digits(struct decoder *decoder, unsigned digits[4])
{
        unsigned count = 0;

        skip_space(decoder);
        while (count < 4 && (look(decoder) & DIGIT) != 0) {
                digits[count] = look(decoder) & VALUE;
                count++;
                decoder->at++;
                skip_space(decoder);
        }
        return count;
}

/* Takes the pads that make a group of 'digits' digits whole, and all that may still follow: white space. */
static bool take_pads(struct decoder *decoder, unsigned digits)
{
        if (digits == 1) {
                return false;
        }
        while (digits % 4 != 0) {
                if (look(decoder) != PAD) {
                        return false;
                }
                digits++;
                decoder->at++;
                skip_space(decoder);
        }
        return decoder->at == decoder->text.len;
}

static bool put_group(struct decoder *decoder, unsigned digits[4], unsigned count)
{
        const uint8_t octets[3] = {(uint8_t)(digits[0] << 2 | digits[1] >> 4),
                                   (uint8_t)(digits[1] << 4 | digits[2] >> 2),
                                   (uint8_t)(digits[2] << 6 | digits[3])};
        unsigned i;

        if (decoder->size - decoder->len < count - 1) {
                return false;
        }
        for (i = 0; i + 1 < count; i++) {
                decoder->out[decoder->len] = octets[i];
                decoder->len++;
        }
        return true;
}

/* Groups with white space between them, and the last one, which may be short and padded. */
static enum pc_result decode(struct decoder *decoder)
{
        unsigned count;

        do {
                unsigned digits[4] = {0, 0, 0, 0};

                take_groups(decoder);
                count = take_digits(decoder, digits);
                if (count < 4 && !take_pads(decoder, count)) {
                        return PC_ERR_PEM_BASE64;
                }
                if (count > 0 && !put_group(decoder, digits, count)) {
                        return PC_ERR_PEM_SIZE;
                }
        } while (count == 4);
        return PC_OK;
}

enum pc_result pc_pem_decode(struct pc_slice body, uint8_t *buf, size_t size, struct pc_slice *der,
                             size_t *at)
{
        struct decoder decoder = {body, 0, buf, size, 0};
        const enum pc_result result = decode(&decoder);

        if (result == PC_OK) {
                der->data = buf;
                der->len = decoder.len;
        } else if (result == PC_ERR_PEM_BASE64 && at != NULL) {
                *at = decoder.at;
        }
        return result;
}
