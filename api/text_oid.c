#include "api/text_oid.h"

#include "api/text_oid_fast.h"

/* OpenSSL prints a registeredID through a buffer of this size: what does not fit is not shown at all. */
#define REGISTERED_ID_SIZE 2048

/* An OBJECT IDENTIFIER of fewer octets has fewer characters: an octet gives four at most, ".127". */
#define REGISTERED_ID_LONG (REGISTERED_ID_SIZE / 4)

#define DOTTED_BASE 1000000000u
#define BASE_DIGITS 9

/*
 * A text that goes to 'out', or is only measured. Of the arc in hand some digits in base 10^9, least first: those
 * behind the 'dropped' lowest ones.
 */
struct dotted {
        struct pc_output *out;
        bool measured;
        uint8_t root; /* of the first subidentifier, while that is in hand; then 0 */
        size_t len;
        uint32_t *digits;
        size_t count;
        size_t dropped;
};

static void put_dot(struct dotted *dotted)
{
        dotted->len++;
        if (!dotted->measured) {
                pc_output_octet(dotted->out, '.');
        }
}

/* Puts a number, of at least so many digits. */
static void put_number(struct dotted *dotted, uint32_t value, size_t digits)
{
        uint32_t rest = value;
        uint8_t *at;
        size_t i;

        for (i = 0; i < digits; i++) {
                rest /= 10;
        }
        for (; rest > 0; digits++) {
                rest /= 10;
        }
        dotted->len += digits;
        if (dotted->measured) {
                return;
        }
        at = pc_output_room(dotted->out, BASE_DIGITS + 1);
        dotted->out->used += digits;
        for (i = digits; i > 0; i--) {
                at[i - 1] = (uint8_t)('0' + value % 10);
                value /= 10;
        }
}

/*
 * digit = digit * 128 + carry, modulo DOTTED_BASE; gives the new carry. A division by 5^9 behind one by 2^9 is one of 32
 * bits, which processors have.
 */
static inline uint32_t step(uint32_t *digit, uint32_t carry)
{
        const uint64_t value = (uint64_t)*digit * 128 + carry;
        const uint32_t quotient = (uint32_t)(value >> BASE_DIGITS) / (DOTTED_BASE >> BASE_DIGITS);

        *digit = (uint32_t)(value - (uint64_t)quotient * DOTTED_BASE);
        return quotient;
}

/*
 * number = number * 128 + octet. Where there is no room for another digit, either the lowest is dropped ('top') or
 * the new one.
 */
static void dotted_append(struct dotted *dotted, uint8_t octet, bool top)
{
        uint32_t *digits = dotted->digits;
        uint32_t carry = dotted->dropped > 0 ? 0 : octet & 0x7Fu;
        size_t i;

        for (i = 0; i < dotted->count; i++) {
                carry = step(&digits[i], carry);
        }
        if (carry > 0 && i < PC_OID_SPACE) {
                digits[dotted->count++] = carry;
        } else if (carry > 0 && top) {
                memmove(digits, digits + 1, (PC_OID_SPACE - 1) * sizeof digits[0]);
                digits[PC_OID_SPACE - 1] = carry;
                dotted->dropped++;
        }
}

/* Takes what the root is worth off the number, or off the lowest of its digits that are kept. */
static void subtract_root(struct dotted *dotted)
{
        uint32_t borrow = 40u * dotted->root;
        size_t i;

        for (i = 0; borrow > 0 && i < dotted->count; i++) {
                const bool below = dotted->digits[i] < borrow;

                dotted->digits[i] += (below ? DOTTED_BASE : 0) - borrow;
                borrow = below ? 1 : 0;
        }
        if (dotted->count > 1 && dotted->digits[dotted->count - 1] == 0) {
                dotted->count--;
        }
}

PC_APART static void read_arc(struct dotted *dotted, struct pc_slice arc, bool top)
{
        size_t i;

        dotted->digits[0] = 0;
        dotted->count = 1;
        dotted->dropped = 0;
        for (i = 0; i < arc.len; i++) {
                dotted_append(dotted, arc.data[i], top);
        }
        subtract_root(dotted);
}

/* Puts the digits below 'end', down to 'begin'; the highest one of the number without leading zeros. */
static void put_digits(struct dotted *dotted, size_t begin, size_t end)
{
        while (end > begin) {
                end--;
                put_number(dotted, dotted->digits[end], end + 1 == dotted->count ? 1 : BASE_DIGITS);
        }
}

/*
 * Puts an arc of which digits were dropped. What is kept in their place is too small, for the carries that were
 * dropped with them: by less than 655 * DOTTED_BASE, as there were at most 586 octets and 68 digits. So the two lowest
 * digits that were kept are not to be used, and the others are right, or one too small. The arc is read again
 * without its highest digits: of the two it has the right ones, and they are smaller where a carry is missing.
 */
static void put_halves(struct dotted *dotted, struct pc_slice arc)
{
        const size_t half = dotted->dropped + 2;
        uint32_t guard;
        size_t i = 2;

        read_arc(dotted, arc, false);
        guard = half <= dotted->count ? dotted->digits[half - 1] : 0;
        read_arc(dotted, arc, true);
        if (guard < dotted->digits[1]) {
                /* The highest digit may become DOTTED_BASE, which is written as it should be. */
                while (++dotted->digits[i] == DOTTED_BASE && i < dotted->count - 1) {
                        dotted->digits[i++] = 0;
                }
        }
        put_digits(dotted, 2, dotted->count);
        read_arc(dotted, arc, false);
        while (dotted->count < half) {
                dotted->digits[dotted->count++] = 0;
        }
        dotted->count = half + 1;
        put_digits(dotted, 0, half);
}

static void put_arc(struct dotted *dotted, struct pc_slice arc)
{
        read_arc(dotted, arc, true);
        if (dotted->dropped > 0) {
                put_halves(dotted, arc);
        } else {
                put_digits(dotted, 0, dotted->count);
        }
}

/* Takes the next subidentifier off 'rest', which is not at its end (X.690 8.19.2). */
static struct pc_slice take_arc(struct pc_slice *rest)
{
        struct pc_slice arc = {rest->data, 1};

        while (arc.len < rest->len && arc.data[arc.len - 1] >= 0x80) {
                arc.len++;
        }
        rest->data += arc.len;
        rest->len -= arc.len;
        return arc;
}

/* The first subidentifier is 40 * root + arc, with arc < 40 where root < 2 (X.690 8.19.4). */
PC_APART static void put_arcs(struct dotted *dotted, struct pc_slice oid)
{
        dotted->len = 0;
        dotted->root = oid.data[0] < 80 ? oid.data[0] / 40u : 2;
        put_number(dotted, dotted->root, 1);
        while (oid.len > 0) {
                put_dot(dotted);
                put_arc(dotted, take_arc(&oid));
                dotted->root = 0;
        }
}

/*
 * How many characters it has at least: arcs of one octet by their digits, but the first one and all others by a dot and
 * one digit.
 */
static size_t least_length(struct pc_slice oid)
{
        size_t len = oid.data[0] < 0x80 ? 3 : 1;
        size_t i;

        for (i = 1; i < oid.len; i++) {
                const uint8_t octet = oid.data[i];
                const size_t digits = 1 + (size_t)(octet > 9) + (size_t)(octet > 99);

                len += octet >= 0x80 ? 0 : oid.data[i - 1] >= 0x80 ? 2 : 1 + digits;
        }
        return len;
}

/* In one go, to be measured where it stands. */
static bool put_whole(struct pc_output *out, struct pc_slice oid, uint32_t space[PC_OID_SPACE], bool registered)
{
        uint8_t text[PC_OID_DOTTED_MAX(PC_OID_SIZE_MAX) + PC_OID_PADDING];
        size_t len = registered && oid.len >= REGISTERED_ID_LONG ? least_length(oid) : 0;
        bool cut;

        if (len < REGISTERED_ID_SIZE) {
                len = (size_t)(pc_write_dotted(text, oid, space) - text);
        }
        if (registered && len >= REGISTERED_ID_SIZE) {
                pc_output_string(out, "<INVALID>");
                return false;
        }
        cut = registered && len == REGISTERED_ID_SIZE - 1;
        pc_output_put(out, text, cut ? len - 1 : len);
        return cut;
}

bool pc_put_oid(struct pc_output *out, struct pc_slice oid, uint32_t space[PC_OID_SPACE], bool registered)
{
        struct dotted dotted;

        if (PC_FAST) {
                return put_whole(out, oid, space, registered);
        }
        dotted.out = out;
        dotted.digits = space;
        dotted.measured = registered && oid.len >= REGISTERED_ID_LONG;
        if (dotted.measured) {
                put_arcs(&dotted, oid);
                if (dotted.len >= REGISTERED_ID_SIZE) {
                        pc_output_string(out, "<INVALID>");
                        return false;
                }
                dotted.measured = false;
        }
        put_arcs(&dotted, oid);
        if (!registered || dotted.len < REGISTERED_ID_SIZE - 1) {
                return false;
        }
        /* What was put last is still held back. */
        out->used--;
        return true;
}

void pc_put_dotted(struct pc_output *out, struct pc_slice oid, uint32_t space[PC_OID_SPACE])
{
        struct dotted dotted;

        if (PC_FAST) {
                (void)put_whole(out, oid, space, false);
                return;
        }
        dotted.out = out;
        dotted.digits = space;
        dotted.measured = false;
        put_arcs(&dotted, oid);
}

uint8_t *pc_write_dotted(uint8_t *at, struct pc_slice oid, uint32_t space[PC_OID_SPACE])
{
        return PC_FAST ? fast_write_oid(at, oid, space) : NULL;
}
