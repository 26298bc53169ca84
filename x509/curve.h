/* x509/'s own: elliptic curves by name. */
#ifndef PC_X509_CURVE_H
#define PC_X509_CURVE_H

#include "asn1/der.h"

/* The size in bits of the field of the curve with this OBJECT IDENTIFIER (contents octets); 0: not known. */
size_t pc_curve_bits(struct pc_slice oid);

/*
 * A reader of an ECPoint that must fill its cursor: SEC 1 2.3.3, without the point at infinity and, as RFC
 * 5480 2.2 has it, without the hybrid form. Where 'bits' is not 0 the point must fit the field.
 * PC_ERR_X509_VALUE.
 */
enum pc_result pc_curve_point_check(struct pc_slice *in, size_t bits) PC_MUST_USE;

#endif
