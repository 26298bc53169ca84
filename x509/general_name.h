/*
 * GeneralName: RFC 5280 4.2.1.6.
 *
 *     GeneralName ::= CHOICE {
 *          otherName                 [0]  SEQUENCE { type-id OBJECT IDENTIFIER, value [0] EXPLICIT ANY },
 *          rfc822Name                [1]  IA5String,
 *          dNSName                   [2]  IA5String,
 *          x400Address               [3]  ORAddress,
 *          directoryName             [4]  Name,
 *          ediPartyName              [5]  SEQUENCE { nameAssigner [0] DirectoryString OPTIONAL,
 *                                                    partyName    [1] DirectoryString },
 *          uniformResourceIdentifier [6]  IA5String,
 *          iPAddress                 [7]  OCTET STRING,
 *          registeredID              [8]  OBJECT IDENTIFIER }
 */
#ifndef PC_X509_GENERAL_NAME_H
#define PC_X509_GENERAL_NAME_H

#include "asn1/der.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The numbers are those of the CHOICE. */
enum pc_general_name_type {
        PC_GENERAL_NAME_OTHER = 0,
        PC_GENERAL_NAME_EMAIL = 1,
        PC_GENERAL_NAME_DNS = 2,
        PC_GENERAL_NAME_X400 = 3,
        PC_GENERAL_NAME_DIRECTORY = 4,
        PC_GENERAL_NAME_EDI_PARTY = 5,
        PC_GENERAL_NAME_URI = 6,
        PC_GENERAL_NAME_IP = 7,
        PC_GENERAL_NAME_REGISTERED_ID = 8
};

/* One GeneralName: views into the certificate. */
struct pc_general_name {
        enum pc_general_name_type type; /* which of the CHOICE */
        /*
         * The contents octets: characters, address, OBJECT IDENTIFIER. For a directoryName those of the Name
         * (pc_name_attributes takes them); for x400Address and ediPartyName those of the SEQUENCE.
         */
        struct pc_slice value;
        /* otherName only; 'value' is the whole SEQUENCE's then. */
        struct pc_slice type_id; /* names the form: contents octets of the OBJECT IDENTIFIER */
        struct pc_element other; /* the value itself */
};

/*@ predicate valid_general_name(struct pc_general_name n) =
        n.type <= PC_GENERAL_NAME_REGISTERED_ID && valid_slice(n.value) &&
        (n.type == PC_GENERAL_NAME_OTHER ==> valid_slice(n.type_id) && valid_slice(n.other.content));
*/

/*
 * Over GeneralNames ::= SEQUENCE SIZE (1..MAX) OF GeneralName. Lives with the caller, who sets 'rest' to the
 * contents octets of one; pc_general_name_next goes on.
 */
struct pc_general_name_iter {
        struct pc_slice rest;
};

/* The next name in encoded order, PC_END past the last one. It cannot fail for an extension whose state is
 * ok. */
enum pc_result pc_general_name_next(struct pc_general_name_iter *it, struct pc_general_name *out) PC_MUST_USE;

#ifdef __cplusplus
}
#endif

#endif
