#include "x509/diag.h"

#define TBS       "tbsCertificate."
#define SPKI      TBS "subjectPublicKeyInfo"
#define EXTENSION TBS "extensions."
#define OF(kind)  [PC_FIELD_EXTENSION + PC_EXTENSION_##kind]

static const char *const paths[] = {
        [PC_FIELD_NONE] = "",
        [PC_FIELD_CERTIFICATE] = "certificate",
        [PC_FIELD_TBS_CERTIFICATE] = "tbsCertificate",
        [PC_FIELD_VERSION] = TBS "version",
        [PC_FIELD_SERIAL_NUMBER] = TBS "serialNumber",
        [PC_FIELD_SIGNATURE] = TBS "signature",
        [PC_FIELD_ISSUER] = TBS "issuer",
        [PC_FIELD_VALIDITY] = TBS "validity",
        [PC_FIELD_NOT_BEFORE] = TBS "validity.notBefore",
        [PC_FIELD_NOT_AFTER] = TBS "validity.notAfter",
        [PC_FIELD_SUBJECT] = TBS "subject",
        [PC_FIELD_SPKI] = SPKI,
        [PC_FIELD_SPKI_ALGORITHM] = SPKI ".algorithm",
        [PC_FIELD_SPKI_PARAMETERS] = SPKI ".algorithm.parameters",
        [PC_FIELD_SPKI_KEY] = SPKI ".subjectPublicKey",
        [PC_FIELD_ISSUER_UNIQUE_ID] = TBS "issuerUniqueID",
        [PC_FIELD_SUBJECT_UNIQUE_ID] = TBS "subjectUniqueID",
        [PC_FIELD_EXTENSIONS] = TBS "extensions",
        [PC_FIELD_SIGNATURE_ALGORITHM] = "signatureAlgorithm",
        [PC_FIELD_SIGNATURE_VALUE] = "signatureValue",
        OF(SUBJECT_ALT_NAME) = EXTENSION "subjectAltName",
        OF(AUTHORITY_INFO_ACCESS) = EXTENSION "authorityInfoAccess",
        OF(CRL_DISTRIBUTION_POINTS) = EXTENSION "cRLDistributionPoints",
        OF(BASIC_CONSTRAINTS) = EXTENSION "basicConstraints",
        OF(KEY_USAGE) = EXTENSION "keyUsage",
        OF(EXTENDED_KEY_USAGE) = EXTENSION "extKeyUsage",
        OF(SUBJECT_KEY_IDENTIFIER) = EXTENSION "subjectKeyIdentifier",
        OF(AUTHORITY_KEY_IDENTIFIER) = EXTENSION "authorityKeyIdentifier",
        OF(CERTIFICATE_POLICIES) = EXTENSION "certificatePolicies",
        OF(POLICY_MAPPINGS) = EXTENSION "policyMappings",
        OF(ISSUER_ALT_NAME) = EXTENSION "issuerAltName",
        OF(NAME_CONSTRAINTS) = EXTENSION "nameConstraints",
        OF(POLICY_CONSTRAINTS) = EXTENSION "policyConstraints",
        OF(INHIBIT_ANY_POLICY) = EXTENSION "inhibitAnyPolicy",
        OF(FRESHEST_CRL) = EXTENSION "freshestCRL",
        OF(SUBJECT_INFO_ACCESS) = EXTENSION "subjectInfoAccess",
        OF(SCT_LIST) = EXTENSION "signedCertificateTimestampList",
        OF(TLS_FEATURE) = EXTENSION "tlsFeature",
        OF(UNKNOWN) = EXTENSION "extnValue",
        /* The keys of the dict, in its order. */
        [PC_FIELD_KEY] = "subject",
        [PC_FIELD_KEY + 1] = "issuer",
        [PC_FIELD_KEY + 2] = "version",
        [PC_FIELD_KEY + 3] = "serialNumber",
        [PC_FIELD_KEY + 4] = "notBefore",
        [PC_FIELD_KEY + 5] = "notAfter",
        [PC_FIELD_KEY + 6] = "subjectAltName",
        [PC_FIELD_KEY + 7] = "OCSP",
        [PC_FIELD_KEY + 8] = "caIssuers",
        [PC_FIELD_KEY + 9] = "crlDistributionPoints",
};

/*@ assigns \result \from field;
*/
const char *pc_field_path(enum pc_field field)
{
        return (size_t)field < sizeof paths / sizeof paths[0] ? paths[field] : "";
}

/*@ requires kind <= PC_EXTENSION_UNKNOWN;
    assigns \result \from kind;
*/
const char *pc_extension_name(enum pc_extension_kind kind)
{
        return paths[PC_FIELD_EXTENSION + kind] + sizeof EXTENSION - 1;
}
