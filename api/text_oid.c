#include "api/text_oid.h"

/* OpenSSL prints a registeredID through a buffer of this size: what does not fit is not shown at all. */
#define REGISTERED_ID_SIZE 2048

/* An arc of more octets may not fit 64 bits: it has digits in base 10^9, least first. */
#define SMALL_ARC   9
#define BASE        1000000000u
#define BASE_DIGITS 9

/* A root, two dots and a number of 64 bits. */
#define PIECE 23

/* Into 'out', or nowhere: then the text is only measured. */
struct dotted {
        struct pc_output *out;
        uint32_t *space;
        bool writes;
        size_t room; /* the characters beyond are left out */
        size_t len;
};

/* How many of a piece's characters go into the output. */
static size_t count_in(struct dotted *dotted, size_t len)
{
        const size_t kept = len < dotted->room ? len : dotted->room;

        dotted->len += len;
        dotted->room -= kept;
        return dotted->writes ? kept : 0;
}

/* Writes a number in decimal, of at least 'least' digits, that ends at 'end'; gives where it begins. */
static uint8_t *write_decimal(uint8_t *end, uint64_t value, size_t least)
{
        uint8_t *at = end;

        while (value > 0 || (size_t)(end - at) < least) {
                *--at = (uint8_t)('0' + value % 10);
                value /= 10;
        }
        return at;
}

static void put_small_arc(struct dotted *dotted, struct pc_slice arc, bool first)
{
        uint8_t text[PIECE];
        uint8_t *const end = text + PIECE;
        uint8_t *at;
        uint64_t value = 0;
        uint8_t root = 0;
        size_t i;

        for (i = 0; i < arc.len; i++) {
                value = value << 7 | (arc.data[i] & 0x7Fu);
        }
        if (first) {
                /* X.690 8.19.4: 40 * root + arc, with arc < 40 where root < 2 */
                root = (uint8_t)(value < 40 ? 0 : value < 80 ? 1 : 2);
                value -= root * 40u;
        }
        at = write_decimal(end, value, 1);
        *--at = '.';
        if (first) {
                *--at = (uint8_t)('0' + root);
        }
        pc_output_put(dotted->out, at, count_in(dotted, (size_t)(end - at)));
}

/* Computes digits * factor + addend, addend < factor < BASE, and gives the new number of digits. */
static size_t multiply_add(uint32_t *digits, size_t count, uint64_t factor, uint64_t addend)
{
        size_t i;

        for (i = 0; i < count; i++) {
                const uint64_t value = digits[i] * factor + addend;

                digits[i] = (uint32_t)(value % BASE);
                addend = value / BASE;
        }
        if (addend > 0 && count < PC_OID_SPACE) {
                digits[count++] = (uint32_t)addend;
        }
        return count;
}

/* Four octets at once: 128^4 < BASE, so that at most one digit is added. */
static size_t to_digits(struct pc_slice arc, uint32_t *digits)
{
        size_t count = 0;
        size_t i = 0;

        while (i < arc.len) {
                uint32_t factor = 1;
                uint32_t value = 0;
                size_t step = (arc.len - i - 1) % 4 + 1;

                for (; step > 0; step--) {
                        value = value << 7 | (arc.data[i++] & 0x7Fu);
                        factor <<= 7;
                }
                count = multiply_add(digits, count, factor, value);
        }
        return count;
}

/* Takes 80 off a large number. */
static size_t subtract_80(uint32_t *digits, size_t count)
{
        uint32_t borrow = 80;
        size_t i;

        for (i = 0; borrow > 0 && i < count; i++) {
                const bool below = digits[i] < borrow;

                digits[i] = digits[i] + (below ? BASE : 0) - borrow;
                borrow = below ? 1 : 0;
        }
        return count > 1 && digits[count - 1] == 0 ? count - 1 : count;
}

static void pass(struct dotted *dotted, const uint8_t *begin, const uint8_t *end)
{
        const size_t len = count_in(dotted, (size_t)(end - begin));

        if (len > 0) {
                pc_output_pass(dotted->out, begin, len);
        }
}

PC_APART static void put_large_arc(struct dotted *dotted, struct pc_slice arc, bool first)
{
        uint8_t text[PIECE];
        uint8_t *const end = text + PIECE;
        uint8_t *at;
        size_t count;

        pc_output_flush(dotted->out);
        count = to_digits(arc, dotted->space);
        if (first) {
                count = subtract_80(dotted->space, count);
        }
        at = write_decimal(end, dotted->space[--count], 1);
        *--at = '.';
        if (first) {
                *--at = '2';
        }
        pass(dotted, at, end);
        while (count > 0) {
                pass(dotted, write_decimal(end, dotted->space[--count], BASE_DIGITS), end);
        }
}

/* Takes the next subidentifier off 'rest', which is not at its end (X.690 8.19.2). */
static struct pc_slice take_arc(struct pc_slice *rest)
{
        struct pc_slice arc = {rest->data, 0};

        while (arc.len < rest->len && arc.data[arc.len] >= 0x80) {
                arc.len++;
        }
        if (arc.len < rest->len) {
                arc.len++;
        }
        rest->data += arc.len;
        rest->len -= arc.len;
        return arc;
}

static void put_arcs(struct dotted *dotted, struct pc_slice oid)
{
        struct pc_slice rest = oid;

        while (rest.len > 0) {
                const bool first = rest.len == oid.len;
                const struct pc_slice arc = take_arc(&rest);

                if (arc.len <= SMALL_ARC) {
                        put_small_arc(dotted, arc, first);
                } else {
                        put_large_arc(dotted, arc, first);
                }
        }
}

void pc_put_oid(struct pc_output *out, struct pc_slice oid, uint32_t space[PC_OID_SPACE])
{
        struct dotted dotted = {out, space, true, SIZE_MAX, 0};

        put_arcs(&dotted, oid);
}

static size_t measure(struct pc_output *out, struct pc_slice oid, uint32_t *space)
{
        struct dotted dotted = {out, space, false, 0, 0};

        put_arcs(&dotted, oid);
        return dotted.len;
}

bool pc_put_registered_id(struct pc_output *out, struct pc_slice oid, uint32_t space[PC_OID_SPACE])
{
        struct dotted dotted = {out, space, true, REGISTERED_ID_SIZE - 2, 0};

        /* An octet gives four characters at most, the first one six. */
        if (oid.len * 4 + 2 >= REGISTERED_ID_SIZE - 1 && measure(out, oid, space) >= REGISTERED_ID_SIZE) {
                pc_output_put(out, "<INVALID>", 9);
                return false;
        }
        put_arcs(&dotted, oid);
        return dotted.len == REGISTERED_ID_SIZE - 1;
}
