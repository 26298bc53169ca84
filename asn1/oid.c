#include "asn1/oid.h"

/* X.690 8.19.2: the last octet of a subidentifier has bit 8 clear, the first one is not 80. */
enum pc_result pc_oid_check(struct pc_slice content)
{
        bool starts = true;
        size_t i;

        if (content.len == 0) {
                return PC_ERR_DER_OID;
        }
        for (i = 0; i < content.len; i++) {
                const uint8_t octet = content.data[i];

                if (starts && octet == 0x80) {
                        return PC_ERR_DER_OID;
                }
                starts = octet < 0x80;
        }
        return starts ? PC_OK : PC_ERR_DER_OID;
}

/*
 * Arcs have any size: they are kept as base-100 digits, least first. This computes digits * factor + addend,
 * for addend < factor, and gives the new number of digits, or 0 where 'size' is too small.
 */
static size_t multiply_add(uint8_t *digits, size_t count, size_t size, uint64_t factor, uint64_t addend)
{
        size_t i;

        for (i = 0; i < count; i++) {
                const uint64_t value = digits[i] * factor + addend;

                digits[i] = (uint8_t)(value % 100);
                addend = value / 100;
        }
        while (addend > 0 || count == 0) {
                if (count == size) {
                        return 0;
                }
                digits[count] = (uint8_t)(addend % 100);
                addend /= 100;
                count++;
        }
        return count;
}

/* As many of an arc's octets as go into one step, so that 100 * FACTOR_MAX fits 64 bits. */
#define FACTOR_MAX ((uint64_t)1 << 56)

/*
 * Takes a subidentifier (X.690 8.19.2) off 'rest', as digits. Gives their number, at least one; or 0, and
 * leaves 'rest' as it was, where 'size' is too small.
 */
static size_t take_subidentifier(struct pc_slice *rest, uint8_t *digits, size_t size)
{
        size_t count = 0;
        size_t used = 0;
        bool more = true;

        while (more && used < rest->len) {
                uint64_t factor = 1;
                uint64_t value = 0;

                while (more && used < rest->len && factor < FACTOR_MAX) {
                        const uint8_t octet = rest->data[used];

                        value = value * 128 + octet % 128;
                        factor *= 128;
                        more = octet >= 0x80;
                        used++;
                }
                count = multiply_add(digits, count, size, factor, value);
                if (count == 0) {
                        return 0;
                }
        }
        rest->data += used;
        rest->len -= used;
        return count;
}

/* Takes 80 off digits that are worth no less. */
static size_t subtract_80(uint8_t *digits, size_t count)
{
        uint8_t borrow = 80;
        size_t i;

        for (i = 0; i < count && borrow > 0; i++) {
                if (digits[i] >= borrow) {
                        digits[i] = (uint8_t)(digits[i] - borrow);
                        borrow = 0;
                } else {
                        digits[i] = (uint8_t)(digits[i] + 100 - borrow);
                        borrow = 1;
                }
        }
        while (count > 1 && digits[count - 1] == 0) {
                count--;
        }
        return count;
}

/* Parts the first subidentifier, 40 * root + arc with arc < 40 where root < 2 (X.690 8.19.4). */
static size_t take_root(uint8_t *digits, size_t count, uint8_t *root)
{
        if (count > 1 || digits[0] >= 80) {
                *root = 2;
                return subtract_80(digits, count);
        }
        *root = digits[0] / 40;
        digits[0] = digits[0] % 40;
        return count;
}

static uint8_t tens(uint8_t digit)
{
        return (uint8_t)('0' + digit / 10);
}

static uint8_t ones(uint8_t digit)
{
        return (uint8_t)('0' + digit % 10);
}

static void reverse(uint8_t *digits, size_t count)
{
        size_t i;

        for (i = 0; i < count / 2; i++) {
                const uint8_t digit = digits[i];

                digits[i] = digits[count - 1 - i];
                digits[count - 1 - i] = digit;
        }
}

/*
 * Turns digits into text where they stand. Gives the text's length, or 0 where 'size' is too small. From the
 * end: a digit's two characters never reach a digit that is still to be read.
 */
static size_t digits_to_text(uint8_t *digits, size_t count, size_t size)
{
        const size_t odd = digits[count - 1] < 10 ? 1 : 0;
        size_t i;

        if (count > size - count + odd) {
                return 0;
        }
        reverse(digits, count);
        for (i = count - 1; i > 0; i--) {
                const uint8_t digit = digits[i];

                digits[2 * i + 1 - odd] = ones(digit);
                digits[2 * i - odd] = tens(digit);
        }
        if (odd == 0) {
                digits[1] = ones(digits[0]);
                digits[0] = tens(digits[0]);
        } else {
                digits[0] = ones(digits[0]);
        }
        return 2 * count - odd;
}

enum pc_result pc_oid_to_dotted(struct pc_slice content, uint8_t *buf, size_t size, size_t *len)
{
        const enum pc_result result = pc_oid_check(content);
        struct pc_slice rest = content;
        size_t used = 0;

        if (result != PC_OK) {
                return result;
        }
        while (rest.len > 0) {
                const size_t prefix = used == 0 ? 2 : 1;
                uint8_t *digits;
                size_t count;

                if (size - used <= prefix) {
                        return PC_ERR_API_SPACE;
                }
                digits = buf + used + prefix;
                count = take_subidentifier(&rest, digits, size - used - prefix);
                if (count == 0) {
                        return PC_ERR_API_SPACE;
                }
                if (used == 0) {
                        uint8_t root;

                        count = take_root(digits, count, &root);
                        buf[0] = ones(root);
                }
                used += prefix;
                buf[used - 1] = '.';
                count = digits_to_text(digits, count, size - used);
                if (count == 0) {
                        return PC_ERR_API_SPACE;
                }
                used += count;
        }
        *len = used;
        return PC_OK;
}

void pc_oid_text_init(struct pc_oid_text *it, struct pc_slice content)
{
        it->rest = content;
        it->first = true;
        it->pending = 0;
}

/* Takes the next arc into 'it', writes what stands before its second digit and sets 'used'. */
static enum pc_result start_arc(struct pc_oid_text *it, size_t *used)
{
        struct pc_slice rest = it->rest;
        size_t count = take_subidentifier(&rest, it->arc, sizeof it->arc);
        size_t n = 0;

        if (count == 0 || it->rest.len - rest.len > PC_OID_ARC_MAX) {
                return PC_ERR_DER_RANGE;
        }
        if (it->first) {
                uint8_t root;

                count = take_root(it->arc, count, &root);
                it->piece[n++] = ones(root);
                it->first = false;
        }
        it->piece[n++] = '.';
        count--;
        if (it->arc[count] >= 10) {
                it->piece[n++] = tens(it->arc[count]);
        }
        it->piece[n++] = ones(it->arc[count]);
        it->rest = rest;
        it->pending = count;
        *used = n;
        return PC_OK;
}

enum pc_result pc_oid_text_next(struct pc_oid_text *it, struct pc_slice *piece)
{
        size_t used = 0;

        if (it->pending == 0) {
                enum pc_result result;

                if (it->rest.len == 0) {
                        return PC_END;
                }
                result = start_arc(it, &used);
                if (result != PC_OK) {
                        return result;
                }
        }
        while (it->pending > 0 && used <= PC_OID_PIECE - 2) {
                it->pending--;
                it->piece[used++] = tens(it->arc[it->pending]);
                it->piece[used++] = ones(it->arc[it->pending]);
        }
        piece->data = it->piece;
        piece->len = used;
        return PC_OK;
}
