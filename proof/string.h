/*
 * For script/proof, in place of <string.h>: the functions that the core uses, on octets. Frama-C's own header has them
 * on char, and wants of memory what WP cannot show: that it is initialized.
 */
#define __FC_STRING_H_
#include <stddef.h>
#include <stdint.h>

#include "__fc_string_axiomatic.h"

/*@ requires n == 0 || \valid_read(a + (0 .. n - 1));
    requires n == 0 || \valid_read(b + (0 .. n - 1));
    assigns \nothing;
    ensures \result == 0 <==> (\forall integer i; 0 <= i < n ==> a[i] == b[i]);
*/
int memcmp(const uint8_t *a, const uint8_t *b, size_t n);

/*@ requires n == 0 || \valid(to + (0 .. n - 1));
    requires n == 0 || \valid_read(from + (0 .. n - 1));
    requires \separated(to + (0 .. n - 1), from + (0 .. n - 1));
    assigns to[0 .. n - 1];
    assigns \result \from to;
    ensures \forall integer i; 0 <= i < n ==> to[i] == \old(from[i]);
*/
void *memcpy(uint8_t *to, const uint8_t *from, size_t n);

/*@ requires n == 0 || \valid(to + (0 .. n - 1));
    assigns to[0 .. n - 1];
    assigns \result \from to;
    ensures \forall integer i; 0 <= i < n ==> to[i] == (uint8_t)octet;
*/
void *memset(uint8_t *to, int octet, size_t n);

/*@ requires valid_read_string(text);
    assigns \nothing;
    ensures \result == strlen(text);
*/
size_t strlen(const char *text);
