#include "x509/curve.h"

#include <string.h>

/* The OBJECT IDENTIFIER stands in place, so that the table needs no relocations. */
struct curve {
        uint8_t len;
        uint8_t oid[9];
        uint16_t bits;
};

/* RFC 5480 2.1.1.1, SEC 2, RFC 5639 4.1, GB/T 32918. */
static const struct curve curves[] = {
        {8, {0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x03, 0x01, 0x01}, 192},       /* prime192v1 */
        {8, {0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x03, 0x01, 0x07}, 256},       /* prime256v1 */
        {5, {0x2B, 0x81, 0x04, 0x00, 0x21}, 224},                         /* secp224r1 */
        {5, {0x2B, 0x81, 0x04, 0x00, 0x0A}, 256},                         /* secp256k1 */
        {5, {0x2B, 0x81, 0x04, 0x00, 0x22}, 384},                         /* secp384r1 */
        {5, {0x2B, 0x81, 0x04, 0x00, 0x23}, 521},                         /* secp521r1 */
        {5, {0x2B, 0x81, 0x04, 0x00, 0x01}, 163},                         /* sect163k1 */
        {5, {0x2B, 0x81, 0x04, 0x00, 0x0F}, 163},                         /* sect163r2 */
        {5, {0x2B, 0x81, 0x04, 0x00, 0x1A}, 233},                         /* sect233k1 */
        {5, {0x2B, 0x81, 0x04, 0x00, 0x1B}, 233},                         /* sect233r1 */
        {5, {0x2B, 0x81, 0x04, 0x00, 0x10}, 283},                         /* sect283k1 */
        {5, {0x2B, 0x81, 0x04, 0x00, 0x11}, 283},                         /* sect283r1 */
        {5, {0x2B, 0x81, 0x04, 0x00, 0x24}, 409},                         /* sect409k1 */
        {5, {0x2B, 0x81, 0x04, 0x00, 0x25}, 409},                         /* sect409r1 */
        {5, {0x2B, 0x81, 0x04, 0x00, 0x26}, 571},                         /* sect571k1 */
        {5, {0x2B, 0x81, 0x04, 0x00, 0x27}, 571},                         /* sect571r1 */
        {9, {0x2B, 0x24, 0x03, 0x03, 0x02, 0x08, 0x01, 0x01, 0x01}, 160}, /* brainpoolP160r1 */
        {9, {0x2B, 0x24, 0x03, 0x03, 0x02, 0x08, 0x01, 0x01, 0x02}, 160}, /* brainpoolP160t1 */
        {9, {0x2B, 0x24, 0x03, 0x03, 0x02, 0x08, 0x01, 0x01, 0x03}, 192}, /* brainpoolP192r1 */
        {9, {0x2B, 0x24, 0x03, 0x03, 0x02, 0x08, 0x01, 0x01, 0x04}, 192}, /* brainpoolP192t1 */
        {9, {0x2B, 0x24, 0x03, 0x03, 0x02, 0x08, 0x01, 0x01, 0x05}, 224}, /* brainpoolP224r1 */
        {9, {0x2B, 0x24, 0x03, 0x03, 0x02, 0x08, 0x01, 0x01, 0x06}, 224}, /* brainpoolP224t1 */
        {9, {0x2B, 0x24, 0x03, 0x03, 0x02, 0x08, 0x01, 0x01, 0x07}, 256}, /* brainpoolP256r1 */
        {9, {0x2B, 0x24, 0x03, 0x03, 0x02, 0x08, 0x01, 0x01, 0x08}, 256}, /* brainpoolP256t1 */
        {9, {0x2B, 0x24, 0x03, 0x03, 0x02, 0x08, 0x01, 0x01, 0x09}, 320}, /* brainpoolP320r1 */
        {9, {0x2B, 0x24, 0x03, 0x03, 0x02, 0x08, 0x01, 0x01, 0x0A}, 320}, /* brainpoolP320t1 */
        {9, {0x2B, 0x24, 0x03, 0x03, 0x02, 0x08, 0x01, 0x01, 0x0B}, 384}, /* brainpoolP384r1 */
        {9, {0x2B, 0x24, 0x03, 0x03, 0x02, 0x08, 0x01, 0x01, 0x0C}, 384}, /* brainpoolP384t1 */
        {9, {0x2B, 0x24, 0x03, 0x03, 0x02, 0x08, 0x01, 0x01, 0x0D}, 512}, /* brainpoolP512r1 */
        {9, {0x2B, 0x24, 0x03, 0x03, 0x02, 0x08, 0x01, 0x01, 0x0E}, 512}, /* brainpoolP512t1 */
        {8, {0x2A, 0x81, 0x1C, 0xCF, 0x55, 0x01, 0x82, 0x2D}, 256},       /* sm2 */
};

#define CURVES (sizeof(curves) / sizeof(curves[0]))

/*@ requires valid_slice(oid);
    assigns \nothing;
    ensures \result <= 0xFFFF;
*/
size_t pc_curve_bits(struct pc_slice oid)
{
        size_t i;

        /*@ loop invariant 0 <= i <= CURVES;
            loop assigns i;
            loop variant CURVES - i;
        */
        for (i = 0; i < CURVES; i++) {
                if (oid.len == curves[i].len && memcmp(oid.data, curves[i].oid, oid.len) == 0) {
                        return curves[i].bits;
                }
        }
        return 0;
}

/* How many coordinates follow the first octet; 0 where it is none of a point's. */
/*@ assigns \nothing;
    ensures 0 <= \result <= 2;
*/
static size_t count_coordinates(uint8_t form)
{
        switch (form) {
        case 0x02:
        case 0x03:
                return 1;
        case 0x04:
                return 2;
        default:
                return 0;
        }
}

/*@ requires \valid(in) && valid_slice(*in) && bits <= 0xFFFF;
    assigns *in;
    ensures \result \in {PC_OK, PC_ERR_DER_TRUNCATED, PC_ERR_X509_VALUE};
    ensures \result == PC_OK ? in->len == 0 && in->data == \old(in->data + in->len) : *in == \old(*in);
*/
enum pc_result pc_curve_point_check(struct pc_slice *in, size_t bits)
{
        size_t coordinates;

        if (in->len == 0) {
                return PC_ERR_DER_TRUNCATED;
        }
        coordinates = count_coordinates(in->data[0]);
        if (coordinates == 0) {
                return PC_ERR_X509_VALUE;
        }
        if (bits != 0 && in->len != 1 + coordinates * ((bits + 7) / 8)) {
                return PC_ERR_X509_VALUE;
        }
        in->data += in->len;
        in->len = 0;
        return PC_OK;
}
