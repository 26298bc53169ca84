#include "x509/check.h"

#define PATH PC_EXTENSION_PATH

static const char *const lazy_paths[] = {
        [PC_EXTENSION_SUBJECT_KEY_IDENTIFIER - PC_EXTENSION_CHECKED] = PATH "subjectKeyIdentifier",
        [PC_EXTENSION_AUTHORITY_KEY_IDENTIFIER - PC_EXTENSION_CHECKED] = PATH "authorityKeyIdentifier",
        [PC_EXTENSION_CERTIFICATE_POLICIES - PC_EXTENSION_CHECKED] = PATH "certificatePolicies",
        [PC_EXTENSION_POLICY_MAPPINGS - PC_EXTENSION_CHECKED] = PATH "policyMappings",
        [PC_EXTENSION_ISSUER_ALT_NAME - PC_EXTENSION_CHECKED] = PATH "issuerAltName",
        [PC_EXTENSION_NAME_CONSTRAINTS - PC_EXTENSION_CHECKED] = PATH "nameConstraints",
        [PC_EXTENSION_POLICY_CONSTRAINTS - PC_EXTENSION_CHECKED] = PATH "policyConstraints",
        [PC_EXTENSION_INHIBIT_ANY_POLICY - PC_EXTENSION_CHECKED] = PATH "inhibitAnyPolicy",
        [PC_EXTENSION_FRESHEST_CRL - PC_EXTENSION_CHECKED] = PATH "freshestCRL",
        [PC_EXTENSION_SUBJECT_INFO_ACCESS - PC_EXTENSION_CHECKED] = PATH "subjectInfoAccess",
        [PC_EXTENSION_SCT_LIST - PC_EXTENSION_CHECKED] = PATH "signedCertificateTimestampList",
        [PC_EXTENSION_TLS_FEATURE - PC_EXTENSION_CHECKED] = PATH "tlsFeature",
        [PC_EXTENSION_UNKNOWN - PC_EXTENSION_CHECKED] = PATH "extnValue",
};

const char *pc_extension_path(enum pc_extension_kind kind)
{
        return kind < PC_EXTENSION_CHECKED ? pc_extension_checked_path(kind)
                                           : lazy_paths[kind - PC_EXTENSION_CHECKED];
}

const char *pc_extension_name(enum pc_extension_kind kind)
{
        return pc_extension_path(kind) + sizeof PATH - 1;
}
