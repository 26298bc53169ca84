/*
 * What real certificates get wrong and is nevertheless decoded, each under a name of its own. A certificate's set
 * of them is a bit set; a certificate that keeps to RFC 5280 and DER in all that was looked at has none.
 */
#ifndef PC_X509_IRREGULAR_H
#define PC_X509_IRREGULAR_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* What is irregular, with the section that says so: of RFC 5280 unless X.690 is named. */
enum pc_irregularity {
        PC_IRREGULAR_VERSION_DEFAULT,   /* the DEFAULT version v1 is encoded (X.690 11.5) */
        PC_IRREGULAR_VERSION,           /* a version other than v1, v2, v3 (RFC 5280 4.1.2.1) */
        PC_IRREGULAR_VERSION_FIELDS,    /* extensions below v3, or unique identifiers in v1 (4.1.2.8, 4.1.2.9) */
        PC_IRREGULAR_SERIAL,            /* a serial number that is zero, negative or over 20 octets (4.1.2.2) */
        PC_IRREGULAR_SIGNATURE_MISMATCH, /* the two signature algorithms differ (4.1.1.2) */
        PC_IRREGULAR_TIME,              /* a time that is none */
        PC_IRREGULAR_TIME_PROFILE,      /* a time with an offset, a fraction, no seconds, or of the wrong type (4.1.2.5) */
        PC_IRREGULAR_VALIDITY,          /* notAfter before notBefore */
        PC_IRREGULAR_BIT_STRING,        /* unused bits that are set (X.690 11.2.1) */
        PC_IRREGULAR_BOOLEAN,           /* TRUE other than FF (X.690 11.1) */
        PC_IRREGULAR_BOOLEAN_DEFAULT,   /* an explicit FALSE where it is the DEFAULT (X.690 11.5) */
        PC_IRREGULAR_EMPTY_ISSUER,      /* an issuer without attributes (4.1.2.4) */
        PC_IRREGULAR_EMPTY_RDN,         /* an RDN without attributes (4.1.2.4) */
        PC_IRREGULAR_SET_ORDER,         /* a SET OF that is not sorted (X.690 11.6) */
        PC_IRREGULAR_NAME_CONTROL,      /* control characters, NUL among them, in a name */
        PC_IRREGULAR_ATTRIBUTE_TYPE,    /* an attribute value of a type that has no text; getpeercert() raises */
        PC_IRREGULAR_OID_SIZE,          /* an OBJECT IDENTIFIER of more than 586 octets; getpeercert() raises */
        PC_IRREGULAR_EXTENSIONS_EMPTY,  /* an extension list without extensions (4.1.2.9) */
        PC_IRREGULAR_EXTENSION_REPEATED, /* a known extension that stands more than once (4.2) */
        PC_IRREGULAR_EXTENSION_MALFORMED, /* a known extension that does not decode */
        PC_IRREGULAR_EXTENSION_TRAILING, /* octets after the value inside an extension */
        PC_IRREGULAR_EXTENSION_EMPTY,   /* a list that must not be empty: names, accesses, points, usages */
        PC_IRREGULAR_IA5_STRING,        /* octets above 7F in an IA5String of a general name (4.2.1.6) */
        PC_IRREGULAR_GENERAL_NAME_CONTROL, /* control characters, NUL among them, in a general name */
        PC_IRREGULAR_IP_ADDRESS,        /* an iPAddress of neither 4 nor 16 octets (4.2.1.6) */
        PC_IRREGULAR_OTHER_NAME,        /* an otherName whose text getpeercert() cuts or cannot show */
        PC_IRREGULAR_COUNT              /* how many there are */
};

/* OpenSSL, and so Python, prints no OBJECT IDENTIFIER of more contents octets. */
#define PC_OID_SIZE_MAX 586u

/* The bit of an enum pc_irregularity in a set of them. */
#define PC_IRREGULAR(name) ((uint32_t)1 << (name))

/* A sentence fragment for people, such as "negative, zero or over-long serial number". Static, never NULL. */
const char *pc_irregularity_text(enum pc_irregularity irregularity);

#ifdef __cplusplus
}
#endif

#endif
