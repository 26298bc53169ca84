#include "cli/identify.h"

#include <string.h>

static const char private_key[] = "a private key";
static const char public_key[] = "a public key";
static const char request[] = "a certificate request";
static const char revocation_list[] = "a certificate revocation list";
static const char bundle[] = "a PKCS #7 bundle";

static const struct {
        const char *ending; /* of the label */
        const char *what;
} labels[] = {
        {"PRIVATE KEY", private_key},
        {"PUBLIC KEY", public_key},
        {"CERTIFICATE REQUEST", request},
        {"CRL", revocation_list},
        {"PKCS7", bundle},
        {"PKCS #7 SIGNED DATA", bundle},
        {"CMS", bundle},
        {"PARAMETERS", "parameters for keys"},
        {"SESSION PARAMETERS", "a TLS session"},
        {"ATTRIBUTE CERTIFICATE", "an attribute certificate"},
};

const char *identify_label(const char *label)
{
        const size_t len = strlen(label);
        const char *found = NULL;
        size_t i;

        for (i = 0; i < sizeof labels / sizeof labels[0]; i++) {
                const size_t ending = strlen(labels[i].ending);

                if (ending <= len && strcmp(label + len - ending, labels[i].ending) == 0) {
                        found = labels[i].what;
                }
        }
        return found;
}

/*
 * The first elements' tags within the outer SEQUENCE: RFC 5958 (PrivateKeyInfo), RFC 8017 A.1 (RSA keys), RFC
 * 5915 (ECPrivateKey), RFC 7292 (PFX), RFC 5280 4.1 (SubjectPublicKeyInfo), RFC 2315 (ContentInfo). 0 stands
 * for the end.
 */
static const struct {
        uint8_t tags[3];
        const char *what;
} beginnings[] = {
        {{PC_TAG_INTEGER, PC_TAG_SEQUENCE, PC_TAG_OCTET_STRING}, private_key},
        {{PC_TAG_INTEGER, PC_TAG_INTEGER, PC_TAG_INTEGER}, private_key},
        {{PC_TAG_INTEGER, PC_TAG_OCTET_STRING, PC_TAG_CONTEXT_CONSTRUCTED(0)}, private_key},
        {{PC_TAG_SEQUENCE, PC_TAG_OCTET_STRING, 0}, "an encrypted private key"},
        {{PC_TAG_INTEGER, PC_TAG_INTEGER, 0}, public_key},
        {{PC_TAG_SEQUENCE, PC_TAG_BIT_STRING, 0}, public_key},
        {{PC_TAG_INTEGER, PC_TAG_SEQUENCE, PC_TAG_SEQUENCE}, "a PKCS #12 file"},
        {{PC_TAG_OID, PC_TAG_CONTEXT_CONSTRUCTED(0), 0}, bundle},
};

static const char *identify_tags(const uint8_t tags[3])
{
        size_t i;

        for (i = 0; i < sizeof beginnings / sizeof beginnings[0]; i++) {
                if (memcmp(beginnings[i].tags, tags, sizeof beginnings[i].tags) == 0) {
                        return beginnings[i].what;
                }
        }
        return NULL;
}

/* CertificationRequestInfo (RFC 2986 4.1) ends in [0]; a TBSCertList (RFC 5280 5.1) has a time where a
 * TBSCertificate has a Name. */
static const char *identify_signed(struct pc_slice inner)
{
        struct pc_element elements[5];
        size_t count = 0;

        while (count < 5 && pc_der_read(&inner, &elements[count]) == PC_OK) {
                count++;
        }
        if (count == 4 && elements[0].tag == PC_TAG_INTEGER &&
            elements[3].tag == PC_TAG_CONTEXT_CONSTRUCTED(0)) {
                return request;
        }
        if (count >= 4 && (elements[2].tag == PC_TAG_UTC_TIME || elements[3].tag == PC_TAG_UTC_TIME)) {
                return revocation_list;
        }
        return NULL;
}

const char *identify_der(struct pc_slice der)
{
        uint8_t tags[3] = {0, 0, 0};
        struct pc_element element;
        struct pc_slice content;
        struct pc_slice first = {NULL, 0};
        size_t i;

        if (pc_der_expect(&der, PC_TAG_SEQUENCE, &content) != PC_OK) {
                return NULL;
        }
        for (i = 0; i < 3 && pc_der_read(&content, &element) == PC_OK; i++) {
                tags[i] = element.tag;
                if (i == 0) {
                        first = element.content;
                }
        }
        if (tags[0] == PC_TAG_SEQUENCE && tags[1] == PC_TAG_SEQUENCE && tags[2] == PC_TAG_BIT_STRING) {
                return identify_signed(first);
        }
        return identify_tags(tags);
}
