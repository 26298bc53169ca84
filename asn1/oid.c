#include "asn1/oid.h"

/* X.690 8.19.2: the last octet of a subidentifier has bit 8 clear, the first one is not 80. */
/*@ requires valid_slice(content);
    assigns \nothing;
    ensures \result \in {PC_OK, PC_ERR_DER_OID};
    ensures \result == PC_OK <==> valid_oid(content);
*/
enum pc_result pc_oid_check(struct pc_slice content)
{
        bool starts = true;
        size_t i;

        if (content.len == 0) {
                return PC_ERR_DER_OID;
        }
        /*@ loop invariant 0 <= i <= content.len;
            loop invariant starts <==> i == 0 || content.data[i - 1] < 0x80;
            loop invariant \forall integer k; 0 < k < i && content.data[k - 1] < 0x80 ==>
                           content.data[k] != 0x80;
            loop invariant i > 0 ==> content.data[0] != 0x80;
            loop assigns i, starts;
            loop variant content.len - i;
        */
        for (i = 0; i < content.len; i++) {
                const uint8_t octet = content.data[i];

                if (starts && octet == 0x80) {
                        return PC_ERR_DER_OID;
                }
                starts = octet < 0x80;
        }
        return starts ? PC_OK : PC_ERR_DER_OID;
}

/* 128^3: that many of an arc's octets go into one step, so that 100 * FACTOR_MAX fits 32 bits. */
#define FACTOR_MAX 0x200000

/*
 * Arcs have any size: they are kept as base-100 digits, least first. This computes digits * factor + addend,
 * for addend < factor, and gives the new number of digits, or 0 where 'size' is too small.
 */
/*@ requires count <= size && (size == 0 || \valid(digits + (0 .. size - 1))) && digits(digits, count);
    requires factor <= FACTOR_MAX && addend < FACTOR_MAX;
    assigns digits[0 .. size - 1];
    ensures 0 <= \result <= size && digits(digits, \result);
*/
static size_t multiply_add(uint8_t *digits, size_t count, size_t size, uint32_t factor, uint32_t addend)
{
        size_t i;

        /*@ loop invariant 0 <= i <= count && addend <= FACTOR_MAX && digits(digits, count);
            loop assigns i, addend, digits[0 .. count - 1];
            loop variant count - i;
        */
        for (i = 0; i < count; i++) {
                //@ assert digits[i] * factor <= 99 * FACTOR_MAX;
                const uint32_t value = digits[i] * factor + addend;

                digits[i] = (uint8_t)(value % 100);
                addend = value / 100;
        }
        /*@ loop invariant count <= size && digits(digits, count);
            loop assigns count, addend, digits[0 .. size - 1];
            loop variant size - count;
        */
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

/*
 * Takes a subidentifier (X.690 8.19.2) off 'rest', as digits. Gives their number, at least one; or 0, and
 * leaves 'rest' as it was, where 'size' is too small.
 */
/*@ requires \valid(rest) && valid_slice(*rest) && rest->len > 0;
    requires size == 0 || \valid(digits + (0 .. size - 1));
    requires \separated(rest, digits + (0 .. size - 1));
    requires \separated(digits + (0 .. size - 1), rest->data + (0 .. rest->len - 1));
    assigns *rest, digits[0 .. size - 1];
    ensures 0 <= \result <= size && digits(digits, \result);
    ensures \result == 0 ==> *rest == \old(*rest);
    ensures \result > 0 ==> rest->len < \old(rest->len) && valid_slice(*rest) &&
            rest->data == \old(rest->data) + (\old(rest->len) - rest->len);
*/
static size_t take_subidentifier(struct pc_slice *rest, uint8_t *digits, size_t size)
{
        size_t count = 0;
        size_t used = 0;
        bool more = true;

        /*@ loop invariant used <= rest->len && count <= size && digits(digits, count);
            loop invariant used > 0 ? count > 0 : count == 0 && more;
            loop assigns more, used, count, digits[0 .. size - 1];
            loop variant rest->len - used;
        */
        while (more && used < rest->len) {
                uint32_t factor = 1;
                uint32_t value = 0;

                /*@ loop invariant \at(used, LoopEntry) <= used <= rest->len && value < factor;
                    loop invariant used == \at(used, LoopEntry) ==> more && factor == 1;
                    loop invariant factor \in {0x1, 0x80, 0x4000, 0x200000};
                    loop assigns more, used, value, factor;
                    loop variant rest->len - used;
                */
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
/*@ requires count > 0 && \valid(digits + (0 .. count - 1)) && digits(digits, count);
    assigns digits[0 .. count - 1];
    ensures 1 <= \result <= count && digits(digits, \result);
*/
static size_t subtract_80(uint8_t *digits, size_t count)
{
        uint8_t borrow = 80;
        size_t i;

        /*@ loop invariant 0 <= i <= count && borrow <= 80 && digits(digits, count);
            loop assigns i, borrow, digits[0 .. count - 1];
            loop variant count - i;
        */
        for (i = 0; i < count && borrow > 0; i++) {
                if (digits[i] >= borrow) {
                        digits[i] = (uint8_t)(digits[i] - borrow);
                        borrow = 0;
                } else {
                        digits[i] = (uint8_t)(digits[i] + 100 - borrow);
                        borrow = 1;
                }
        }
        /*@ loop invariant 1 <= count <= \at(count, Pre);
            loop assigns count;
            loop variant count;
        */
        while (count > 1 && digits[count - 1] == 0) {
                count--;
        }
        return count;
}

/* Parts the first subidentifier, 40 * root + arc with arc < 40 where root < 2 (X.690 8.19.4). */
/*@ requires count > 0 && \valid(digits + (0 .. count - 1)) && digits(digits, count) && \valid(root);
    requires \separated(root, digits + (0 .. count - 1));
    assigns *root, digits[0 .. count - 1];
    ensures 1 <= \result <= count && digits(digits, \result) && *root <= 2;
*/
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

/*@ requires digit <= 99;
    assigns \nothing;
    ensures \result == '0' + digit / 10;
*/
static uint8_t tens(uint8_t digit)
{
        return (uint8_t)('0' + digit / 10);
}

/*@ requires digit <= 99;
    assigns \nothing;
    ensures \result == '0' + digit % 10;
*/
static uint8_t ones(uint8_t digit)
{
        return (uint8_t)('0' + digit % 10);
}

/*@ requires count > 0 && \valid(digits + (0 .. count - 1)) && digits(digits, count);
    assigns digits[0 .. count - 1];
    ensures \forall integer k; 0 <= k < count ==> digits[k] == \old(digits[count - 1 - k]);
    ensures digits(digits, count);
*/
static void reverse(uint8_t *digits, size_t count)
{
        size_t i;

        /*@ loop invariant 0 <= i <= count / 2 && digits(digits, count);
            loop invariant \forall integer k; 0 <= k < i || count - i <= k < count ==>
                           digits[k] == \at(digits[count - 1 - k], Pre);
            loop invariant \forall integer k; i <= k < count - i ==> digits[k] == \at(digits[k], Pre);
            loop assigns i, digits[0 .. count - 1];
            loop variant count / 2 - i;
        */
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
/*@ requires 0 < count <= size && \valid(digits + (0 .. size - 1)) && digits(digits, count);
    assigns digits[0 .. size - 1];
    ensures \result <= size;
    ensures \result > 0 ==> \result == 2 * count - 1 || \result == 2 * count;
*/
static size_t digits_to_text(uint8_t *digits, size_t count, size_t size)
{
        const size_t odd = digits[count - 1] < 10 ? 1 : 0;
        size_t i;

        if (count - odd > size - count) {
                return 0;
        }
        reverse(digits, count);
        /*@ loop invariant 0 <= i <= count - 1 && digits(digits, i + 1);
            loop assigns i, digits[1 .. size - 1];
            loop variant i;
        */
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
        return count + (count - odd);
}

/*@ requires valid_slice(content) && (size == 0 || \valid(buf + (0 .. size - 1))) && \valid(len);
    requires \separated(buf + (0 .. size - 1), content.data + (0 .. content.len - 1));
    requires \separated(len, buf + (0 .. size - 1));
    assigns *len, buf[0 .. size - 1];
    ensures \result \in {PC_OK, PC_ERR_DER_OID, PC_ERR_API_SPACE};
    ensures \result == PC_OK ==> 3 <= *len <= size;
    ensures \result == PC_ERR_DER_OID <==> !\old(valid_oid(content));
    ensures \result != PC_OK ==> *len == \old(*len);
*/
enum pc_result pc_oid_to_dotted(struct pc_slice content, uint8_t *buf, size_t size, size_t *len)
{
        const enum pc_result result = pc_oid_check(content);
        struct pc_slice rest = content;
        size_t used = 0;

        if (result != PC_OK) {
                return result;
        }
        /*@ loop invariant rest.len <= content.len && valid_slice(rest) && used <= size;
            loop invariant rest.data == content.data + (content.len - rest.len);
            loop invariant used == 0 ? rest.len == content.len : used >= 3;
            loop assigns rest, used, buf[0 .. size - 1];
            loop variant rest.len;
        */
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
