#include "api/text_oid.h"

/* OpenSSL prints a registeredID through a buffer of this size: what does not fit is not shown at all. */
#define REGISTERED_ID_SIZE 2048

/* An arc of more octets may not fit 64 bits: it has digits in base 10^9, least first. */
#define SMALL_ARC   9
#define BASE        1000000000u
#define BASE_DIGITS 9

/* A root, a dot and a number of 64 bits. */
#define PIECE 22

/* A text that goes to 'out', or nowhere: then it is only measured. */
struct dotted {
        struct pc_output *out;
        uint32_t *digits;
        bool writes;
        bool past_buffer; /* the digits stand in the output's buffer */
        bool first;       /* the first arc is in hand; 'root' is before it */
        uint8_t root;
        size_t room; /* the characters beyond are left out */
        size_t len;
};

static void put(struct dotted *dotted, const uint8_t *text, size_t len)
{
        dotted->len += len;
        if (len > dotted->room) {
                len = dotted->room;
        }
        dotted->room -= len;
        if (!dotted->writes || len == 0) {
                return;
        }
        if (dotted->past_buffer) {
                pc_output_pass(dotted->out, text, len);
        } else {
                memcpy(pc_output_room(dotted->out, PIECE), text, len);
                dotted->out->used += len;
        }
}

/* An arc's number, or the leading digits of it, behind a dot; or nine digits more. */
static void put_number(struct dotted *dotted, uint64_t value, bool leads)
{
        uint8_t text[PIECE];
        size_t at = PIECE;

        do {
                text[--at] = (uint8_t)('0' + value % 10);
                value /= 10;
        } while (leads ? value > 0 : at > PIECE - BASE_DIGITS);
        if (leads) {
                text[--at] = '.';
                if (dotted->first) {
                        text[--at] = (uint8_t)('0' + dotted->root);
                }
        }
        put(dotted, text + at, PIECE - at);
}

/* The first subidentifier is 40 * root + arc, with arc < 40 where root < 2 (X.690 8.19.4). */
static void put_small_arc(struct dotted *dotted, struct pc_slice arc)
{
        uint64_t value = 0;
        size_t i;

        for (i = 0; i < arc.len; i++) {
                value = value << 7 | (arc.data[i] & 0x7Fu);
        }
        if (dotted->first) {
                dotted->root = (uint8_t)(value < 40 ? 0 : value < 80 ? 1 : 2);
                value -= dotted->root * 40u;
        }
        dotted->past_buffer = false;
        put_number(dotted, value, true);
}

/* The number of 'len' octets of an arc, at most four, and 128^len; both fit a digit. */
struct octets {
        uint32_t value;
        uint32_t factor;
};

static struct octets take_octets(struct pc_slice *arc, size_t len)
{
        struct octets taken = {0, 1};
        size_t i;

        for (i = 0; i < len; i++) {
                taken.value = taken.value << 7 | (arc->data[i] & 0x7Fu);
                taken.factor <<= 7;
        }
        arc->data += len;
        arc->len -= len;
        return taken;
}

/* digit = digit * factor + carry, modulo BASE; gives the new carry. */
static inline uint32_t step(uint32_t *digit, uint32_t factor, uint32_t carry)
{
        const uint64_t value = (uint64_t)*digit * factor + carry;

        *digit = (uint32_t)(value % BASE);
        return (uint32_t)(value / BASE);
}

/*
 * Appends two runs of octets to a number and gives the new number of digits. Both in one pass: the two chains
 * of carries do not wait for each other.
 */
static size_t append(uint32_t *digits, size_t count, const struct octets *high, const struct octets *low)
{
        const size_t most = count + 2 < PC_OID_SPACE ? count + 2 : PC_OID_SPACE;
        uint32_t carry_high = high->value;
        uint32_t carry_low = low->value;
        size_t i;

        for (i = 0; i < most; i++) {
                if (i >= count) {
                        digits[i] = 0;
                }
                carry_high = step(&digits[i], high->factor, carry_high);
                carry_low = step(&digits[i], low->factor, carry_low);
        }
        while (i > 1 && digits[i - 1] == 0) {
                i--;
        }
        return i;
}

/* Eight octets at once: 128^4 < BASE. */
static size_t to_digits(uint32_t *digits, struct pc_slice arc)
{
        size_t count = 0;

        while (arc.len > 0) {
                const size_t len = (arc.len - 1) % 8 + 1;
                const struct octets high = take_octets(&arc, len > 4 ? len - 4 : 0);
                const struct octets low = take_octets(&arc, len > 4 ? 4 : len);

                count = append(digits, count, &high, &low);
        }
        return count;
}

/* Takes 80 off a number of more than SMALL_ARC octets; gives the new number of digits. */
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

static void put_large_arc(struct dotted *dotted, struct pc_slice arc)
{
        size_t count;

        pc_output_flush(dotted->out);
        count = to_digits(dotted->digits, arc);
        if (dotted->first) {
                dotted->root = 2;
                count = subtract_80(dotted->digits, count);
        }
        dotted->past_buffer = true;
        put_number(dotted, dotted->digits[--count], true);
        while (count > 0) {
                put_number(dotted, dotted->digits[--count], false);
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

static void put_arcs(struct dotted *dotted, struct pc_slice oid)
{
        dotted->first = true;
        dotted->len = 0;
        while (oid.len > 0) {
                const struct pc_slice arc = take_arc(&oid);

                if (arc.len <= SMALL_ARC) {
                        put_small_arc(dotted, arc);
                } else {
                        put_large_arc(dotted, arc);
                }
                dotted->first = false;
        }
}

void pc_put_oid(struct pc_output *out, struct pc_slice oid, uint32_t space[PC_OID_SPACE])
{
        struct dotted dotted = {out, space, true, false, true, 0, SIZE_MAX, 0};

        put_arcs(&dotted, oid);
}

/* No fewer characters than the text has: an arc of n octets is below 128^n, and 128 is below 10^2.108. */
static size_t most_characters(struct pc_slice oid)
{
        size_t most = sizeof "2." - 1;

        while (oid.len > 0) {
                most += take_arc(&oid).len * 2108 / 1000 + 2;
        }
        return most;
}

bool pc_put_registered_id(struct pc_output *out, struct pc_slice oid, uint32_t space[PC_OID_SPACE])
{
        struct dotted dotted = {out, space, false, false, true, 0, REGISTERED_ID_SIZE - 2, 0};

        if (most_characters(oid) >= REGISTERED_ID_SIZE) {
                put_arcs(&dotted, oid);
                if (dotted.len >= REGISTERED_ID_SIZE) {
                        pc_output_put(out, "<INVALID>", 9);
                        return false;
                }
        }
        dotted.writes = true;
        dotted.room = REGISTERED_ID_SIZE - 2;
        put_arcs(&dotted, oid);
        return dotted.len == REGISTERED_ID_SIZE - 1;
}
