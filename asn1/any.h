/* ANY: a data value of whatever type, checked as far as its universal type demands, one level deep. */
#ifndef PC_ASN1_ANY_H
#define PC_ASN1_ANY_H

#include "asn1/der.h"

#ifdef __cplusplus
extern "C" {
#endif

/*
 * Reads the next data value and checks its contents if its type is universal: BOOLEAN, INTEGER, ENUMERATED, BIT
 * STRING, NULL, OBJECT IDENTIFIER, the length of BMP and UniversalString, and that just SEQUENCE, SET, EXTERNAL,
 * EMBEDDED PDV and CHARACTER STRING are constructed. Fails with the type's own code, or as pc_der_read does.
 */
enum pc_result pc_any_read(struct pc_slice *in, struct pc_element *out) PC_MUST_USE;

/*
 * What is wrong with a data value that is constructed where DER wants it primitive: PC_ERR_DER_CONSTRUCTED where BER
 * allows that (X.690 8.7.3: its contents are a series of data values), PC_ERR_DER_TAG where it makes no sense at all.
 */
enum pc_result pc_constructed_fault(struct pc_slice content);

#ifdef __cplusplus
}
#endif

#endif
