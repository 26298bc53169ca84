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
#define BASE  64u

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

/*@ assigns \nothing; */
static bool is_line_end(uint8_t octet)
{
        return octet == '\n' || octet == '\r';
}

/* Where the next five dashes in a row begin, 'from' or later; the text's length where there are none. */
/*@ requires valid_slice(text) && from <= text.len;
    assigns \nothing;
    ensures from <= \result <= text.len;
*/
static size_t find_dashes(struct pc_slice text, size_t from)
{
        /*@ loop invariant \at(from, Pre) <= from <= text.len;
            loop assigns from;
            loop variant text.len - from;
        */
        while (text.len - from >= DASHES) {
                size_t dashes = 0;

                /*@ loop invariant dashes <= DASHES;
                    loop assigns dashes;
                    loop variant DASHES - dashes;
                */
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
/*@ requires valid_slice(text) && from <= at <= text.len;
    assigns \nothing;
*/
static bool starts_line(struct pc_slice text, size_t from, size_t at)
{
        /*@ loop invariant from <= at <= text.len;
            loop assigns at;
            loop variant at;
        */
        while (at > from && (text.data[at - 1] == ' ' || text.data[at - 1] == '\t')) {
                at--;
        }
        return at == from || is_line_end(text.data[at - 1]);
}

/* What preeb and posteb begin and end with. */
static const uint8_t begin_word[] = "-----BEGIN ";
static const uint8_t end_word[] = "-----END ";
static const uint8_t last_word[] = "-----";

/*
 * Whether 'word', dashes included, stands at 'at', followed on the same line by a label and five dashes: RFC
 * 7468 3, preeb and posteb. 'after' is where the text goes on.
 */
/*@ requires valid_slice(text) && at <= text.len && word_len > 0 && \valid_read(word + (0 .. word_len - 1));
    requires \valid(label) && \valid(after) && \separated(label, after);
    assigns *label, *after;
    ensures \result ==> valid_slice(*label) && at < *after <= text.len;
*/
static bool match(struct pc_slice text, size_t at, const uint8_t *word, size_t word_len,
                  struct pc_slice *label, size_t *after)
{
        size_t begin;
        size_t end;

        if (text.len - at < word_len || memcmp(text.data + at, word, word_len) != 0) {
                return false;
        }
        begin = at + word_len;
        /*@ loop invariant begin <= end <= text.len;
            loop assigns end;
            loop variant text.len - end;
        */
        for (end = begin; text.len - end >= DASHES; end++) {
                if (is_line_end(text.data[end])) {
                        return false;
                }
                if (text.data[end] == '-' && memcmp(text.data + end, last_word, DASHES) == 0) {
                        label->data = text.data + begin;
                        label->len = end - begin;
                        *after = end + DASHES;
                        return true;
                }
        }
        return false;
}

/*@ requires valid_slice(text) && from <= at <= text.len;
    requires \valid(label) && \valid(after) && \separated(label, after);
    assigns *label, *after;
    ensures \result ==> valid_slice(*label) && at < *after <= text.len;
*/
static bool match_begin(struct pc_slice text, size_t from, size_t at, struct pc_slice *label, size_t *after)
{
        return starts_line(text, from, at) &&
               match(text, at, begin_word, sizeof begin_word - 1, label, after);
}

/* An END line need not start its line: there are files without any line ends. */
/*@ requires valid_slice(text) && at <= text.len && valid_slice(wanted) && \valid(after);
    assigns *after;
    ensures \result ==> at < *after <= text.len;
*/
static bool match_end(struct pc_slice text, size_t at, struct pc_slice wanted, size_t *after)
{
        struct pc_slice label;
        size_t behind;

        if (!match(text, at, end_word, sizeof end_word - 1, &label, &behind) ||
            !pc_slice_equal(label, wanted)) {
                return false;
        }
        *after = behind;
        return true;
}

/*@ requires \valid(text) && valid_slice(*text) && count <= text->len;
    assigns *text;
    ensures text->len == \old(text->len) - count && text->data == \old(text->data) + count;
    ensures valid_slice(*text);
*/
static void skip(struct pc_slice *text, size_t count)
{
        if (count > 0) {
                text->data += count;
                text->len -= count;
        }
}

/* The part of pc_pem_next behind the BEGIN line: finds the END line, or a BEGIN line that is in its place. */
/*@ requires \valid(text) && valid_slice(*text) && \valid(block) && \separated(text, block);
    requires 0 < body <= text->len && valid_slice(block->label);
    assigns *text, block->body;
    ensures \result \in {PC_OK, PC_ERR_PEM_END};
    ensures \result == PC_OK ==> valid_slice(block->body);
    ensures valid_slice(*text) && text->len < \old(text->len) &&
            text->data == \old(text->data) + (\old(text->len) - text->len);
*/
static enum pc_result close_block(struct pc_slice *text, size_t body, struct pc_pem_block *block)
{
        struct pc_slice other;
        size_t after;
        size_t at;

        /*@ loop invariant body <= at <= text->len;
            loop assigns at, after, other;
            loop variant text->len - at;
        */
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

/*@ requires \valid(text) && valid_slice(*text) && \valid(out) && \separated(text, out);
    assigns *text, *out;
    ensures \result \in {PC_OK, PC_END, PC_ERR_PEM_END};
    ensures \result == PC_END ==> text->len == 0 && *out == \old(*out);
    ensures \result != PC_END ==> valid_slice(out->label) && text->len < \old(text->len);
    ensures \result == PC_OK ==> valid_slice(out->body);
    ensures valid_slice(*text) && text->data == \old(text->data) + (\old(text->len) - text->len);
*/
enum pc_result pc_pem_next(struct pc_slice *text, struct pc_pem_block *out)
{
        struct pc_slice label;
        size_t body;
        size_t at;

        /*@ loop invariant at <= text->len;
            loop assigns at, label, body;
            loop variant text->len - at;
        */
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

/*@ predicate valid_decoder(struct decoder *d) =
        \valid(d) && valid_slice(d->text) && d->at <= d->text.len && d->len <= d->size &&
        (d->size == 0 || \valid(d->out + (0 .. d->size - 1)));
*/

/* Takes groups of four digits for as long as they stand without a gap and fit. */
/*@ requires valid_decoder(decoder);
    assigns decoder->at, decoder->len, decoder->out[0 .. decoder->size - 1];
    ensures valid_decoder(decoder) && decoder->at >= \old(decoder->at);
*/
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
        /*@ loop invariant 0 <= done <= most;
            loop invariant in == decoder->text.data + (decoder->at + 4 * done);
            loop invariant out == decoder->out + (decoder->len + 3 * done);
            loop assigns done, in, out, decoder->out[0 .. decoder->size - 1];
            loop variant most - done;
        */
        for (done = 0; done < most; done++) {
                const unsigned a = alphabet[in[0]];
                const unsigned b = alphabet[in[1]];
                const unsigned c = alphabet[in[2]];
                const unsigned d = alphabet[in[3]];

                if ((a & b & c & d & DIGIT) == 0) {
                        break;
                }
                out[0] = (uint8_t)(a * 4 | b % BASE / 16);
                out[1] = (uint8_t)(b * 16 | c % BASE / 4);
                out[2] = (uint8_t)(c * 64 | d % BASE);
                in += 4;
                out += 3;
        }
        decoder->at += 4 * done;
        decoder->len += 3 * done;
}

/*@ requires valid_decoder(decoder);
    assigns decoder->at;
    ensures \old(decoder->at) <= decoder->at <= decoder->text.len;
*/
static void skip_space(struct decoder *decoder)
{
        /*@ loop invariant \at(decoder->at, Pre) <= decoder->at <= decoder->text.len;
            loop assigns decoder->at;
            loop variant decoder->text.len - decoder->at;
        */
        while (decoder->at < decoder->text.len && alphabet[decoder->text.data[decoder->at]] == SPACE) {
                decoder->at++;
        }
}

/* What the next octet is: 0 also at the end. */
/*@ requires valid_decoder(decoder);
    assigns \nothing;
    ensures decoder->at == decoder->text.len ==> \result == 0;
    ensures (\result & DIGIT) != 0 ==> decoder->at < decoder->text.len;
*/
static unsigned look(const struct decoder *decoder)
{
        return decoder->at < decoder->text.len ? alphabet[decoder->text.data[decoder->at]] : 0u;
}

/* Takes up to four digits with white space before and between them, and says how many. */
/*@ requires valid_decoder(decoder) && \valid(digits + (0 .. 3));
    requires \forall integer i; 0 <= i < 4 ==> digits[i] < BASE;
    assigns decoder->at, digits[0 .. 3];
    ensures 0 <= \result <= 4 && \old(decoder->at) + \result <= decoder->at <= decoder->text.len;
    ensures \forall integer i; 0 <= i < 4 ==> digits[i] < BASE;
*/
static unsigned take_digits(struct decoder *decoder, unsigned digits[4])
{
        unsigned count = 0;

        skip_space(decoder);
        /*@ loop invariant 0 <= count <= 4;
            loop invariant \at(decoder->at, Pre) + count <= decoder->at <= decoder->text.len;
            loop invariant \forall integer i; 0 <= i < 4 ==> digits[i] < BASE;
            loop assigns count, decoder->at, digits[0 .. 3];
            loop variant 4 - count;
        */
        while (count < 4 && (look(decoder) & DIGIT) != 0) {
                digits[count] = look(decoder) % BASE;
                count++;
                decoder->at++;
                skip_space(decoder);
        }
        return count;
}

/* Takes the pads that make a group of 'digits' digits whole, and all that may still follow: white space. */
/*@ requires valid_decoder(decoder) && digits < 4;
    assigns decoder->at;
    ensures decoder->at <= decoder->text.len;
*/
static bool take_pads(struct decoder *decoder, unsigned digits)
{
        if (digits == 1) {
                return false;
        }
        /*@ loop invariant digits <= 4 && decoder->at <= decoder->text.len;
            loop assigns digits, decoder->at;
            loop variant 4 - digits;
        */
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

/*@ requires valid_decoder(decoder) && \valid_read(digits + (0 .. 3)) && 1 <= count <= 4;
    requires \forall integer i; 0 <= i < 4 ==> digits[i] < BASE;
    assigns decoder->len, decoder->out[0 .. decoder->size - 1];
    ensures decoder->len <= decoder->size;
*/
static bool put_group(struct decoder *decoder, unsigned digits[4], unsigned count)
{
        const uint8_t octets[3] = {(uint8_t)(digits[0] * 4 | digits[1] / 16),
                                   (uint8_t)(digits[1] * 16 | digits[2] / 4),
                                   (uint8_t)(digits[2] * 64 | digits[3])};
        unsigned i;

        if (decoder->size - decoder->len < count - 1) {
                return false;
        }
        /*@ loop invariant 0 <= i < count && decoder->len == \at(decoder->len, Pre) + i;
            loop assigns i, decoder->len, decoder->out[0 .. decoder->size - 1];
            loop variant count - i;
        */
        for (i = 0; i + 1 < count; i++) {
                decoder->out[decoder->len] = octets[i];
                decoder->len++;
        }
        return true;
}

/* Groups with white space between them, and the last one, which may be short and padded. */
/*@ requires valid_decoder(decoder);
    assigns decoder->at, decoder->len, decoder->out[0 .. decoder->size - 1];
    ensures \result \in {PC_OK, PC_ERR_PEM_BASE64, PC_ERR_PEM_SIZE};
    ensures valid_decoder(decoder);
*/
static enum pc_result decode(struct decoder *decoder)
{
        unsigned count;

        /*@ loop invariant valid_decoder(decoder);
            loop assigns count, decoder->at, decoder->len, decoder->out[0 .. decoder->size - 1];
            loop variant decoder->text.len - decoder->at;
        */
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

/*@ requires valid_slice(body) && (size == 0 || \valid(buf + (0 .. size - 1)));
    requires \valid(der) && (at == \null || \valid(at)) && \separated(der, at);
    assigns *der, *at, buf[0 .. size - 1];
    ensures \result \in {PC_OK, PC_ERR_PEM_BASE64, PC_ERR_PEM_SIZE};
    ensures \result == PC_OK ==> der->data == buf && der->len <= size && valid_slice(*der);
    ensures \result != PC_OK ==> *der == \old(*der);
    ensures \result == PC_ERR_PEM_BASE64 && at != \null ==> *at <= body.len;
*/
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
