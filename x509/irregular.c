#include "x509/irregular.h"

static const char *const irregularity_texts[PC_IRREGULAR_COUNT] = {
        [PC_IRREGULAR_VERSION_DEFAULT] = "default version encoded",
        [PC_IRREGULAR_VERSION] = "version other than 1, 2 and 3",
        [PC_IRREGULAR_VERSION_FIELDS] = "fields that its version does not have",
        [PC_IRREGULAR_SERIAL] = "serial number zero, negative or over 20 octets",
        [PC_IRREGULAR_SIGNATURE_MISMATCH] = "two different signature algorithms",
        [PC_IRREGULAR_TIME] = "a time that is none",
        [PC_IRREGULAR_TIME_PROFILE] = "a time not written as RFC 5280 demands",
        [PC_IRREGULAR_VALIDITY] = "end of validity before its beginning",
        [PC_IRREGULAR_BIT_STRING] = "unused bits that are set",
        [PC_IRREGULAR_BOOLEAN] = "BOOLEAN that is neither 00 nor FF",
        [PC_IRREGULAR_BOOLEAN_DEFAULT] = "default FALSE encoded",
        [PC_IRREGULAR_EMPTY_ISSUER] = "empty issuer",
        [PC_IRREGULAR_EMPTY_RDN] = "empty RDN",
        [PC_IRREGULAR_SET_ORDER] = "SET OF not sorted",
        [PC_IRREGULAR_NAME_CONTROL] = "control characters in a name",
        [PC_IRREGULAR_ATTRIBUTE_TYPE] = "attribute value that is no text",
        [PC_IRREGULAR_OID_SIZE] = "over-long OBJECT IDENTIFIER",
        [PC_IRREGULAR_EXTENSIONS_EMPTY] = "empty list of extensions",
        [PC_IRREGULAR_EXTENSION_REPEATED] = "repeated extension",
        [PC_IRREGULAR_EXTENSION_MALFORMED] = "malformed extension",
        [PC_IRREGULAR_EXTENSION_TRAILING] = "octets after an extension's value",
        [PC_IRREGULAR_EXTENSION_EMPTY] = "empty extension",
        [PC_IRREGULAR_IA5_STRING] = "characters beyond ASCII in an IA5String",
        [PC_IRREGULAR_GENERAL_NAME_CONTROL] = "control characters in an alternative name",
        [PC_IRREGULAR_IP_ADDRESS] = "IP address of neither 4 nor 16 octets",
        [PC_IRREGULAR_OTHER_NAME] = "otherName whose text cannot be shown as it is",
};

/*@ assigns \result \from irregularity;
*/
const char *pc_irregularity_text(enum pc_irregularity irregularity)
{
        return (unsigned)irregularity < PC_IRREGULAR_COUNT ? irregularity_texts[irregularity] : "unknown irregularity";
}
