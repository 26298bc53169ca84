/*
 * Names asked for, and the names of a certificate: matching does not depend on the case of either, an IP address matches
 * no pattern, and a name matches itself.
 * Input: an octet of flags, a length octet and the host name, then the value of subjectAltName, or the subject's Name.
 */
#include "fuzz.h"

#include "../tests/unit/extension_certificate.h"

#define SUBJECT 0x80u

static char flip(char c)
{
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ? (char)(c ^ 0x20) : c;
}

/* dNSNames and the common name with each letter in the other case; the octets are the certificate's own copy. */
static void flip_view(struct pc_slice view)
{
        uint8_t *octets = (uint8_t *)(uintptr_t)view.data;
        size_t i;

        for (i = 0; i < view.len; i++) {
                octets[i] = (uint8_t)flip((char)octets[i]);
        }
}

static void flip_names(const struct pc_certificate *cert)
{
        struct pc_general_name_iter names = pc_subject_alt_names(cert);
        struct pc_name_iter subject = pc_subject(cert);
        struct pc_general_name name;
        struct pc_attribute attribute;

        while (pc_general_name_next(&names, &name) == PC_OK) {
                if (name.type == PC_GENERAL_NAME_DNS) {
                        flip_view(name.value);
                }
        }
        while (pc_name_next(&subject, &attribute) == PC_OK) {
                if (attribute.value.tag == PC_TAG_UTF8_STRING || attribute.value.tag == PC_TAG_PRINTABLE_STRING) {
                        flip_view(attribute.value.content);
                }
        }
}

static bool is_address(const char *host)
{
        uint8_t octets[16];
        size_t len = 0;
        enum pc_result result = pc_ip_address_read(host, octets, &len);

        PROPERTY(result == PC_OK ? len == 4 || len == 16 : result == PC_NONE && len == 0);
        return result == PC_OK;
}

/* Some name of the certificate is the reason for a match: the host itself, or a pattern of as many labels. */
static void check_reason(const struct pc_certificate *cert, const char *host)
{
        const size_t len = strlen(host);
        struct pc_general_name_iter names = pc_subject_alt_names(cert);
        struct pc_general_name name;
        bool any_dns = false;

        while (pc_general_name_next(&names, &name) == PC_OK) {
                const char *rest = host;
                size_t tail = name.value.len;

                any_dns |= name.type == PC_GENERAL_NAME_DNS;
                if (name.type != PC_GENERAL_NAME_DNS || tail == 0) {
                        continue;
                }
                if (tail > 1 && name.value.data[0] == '*' && name.value.data[1] == '.' && strchr(host, '.') != NULL) {
                        rest = strchr(host, '.');
                        tail--;
                }
                if (strlen(rest) <= tail + 1 && len != 0) {
                        return;
                }
        }
        PROPERTY(!any_dns);
}

/* The same text as dNSName matches, if it is a host name at all. */
static void check_itself(const char *host)
{
        static const uint8_t alt_name[] = {0x55, 0x1D, 0x11};
        const size_t len = strlen(host);
        uint8_t value[4 + 128] = {0x30, (uint8_t)(len + 2), 0x82, (uint8_t)len};
        struct pc_certificate cert;
        struct pc_slice der;
        enum pc_result result;

        if (len > 100) {
                return;
        }
        memcpy(value + 4, host, len);
        der = certificate_with((struct pc_slice){alt_name, sizeof alt_name}, (struct pc_slice){value, len + 4}, 1);
        PROPERTY(pc_certificate_parse(&cert, der, NULL) == PC_OK);
        result = pc_host_check(&cert, host, 0);
        PROPERTY(result == PC_OK || result == PC_ERR_X509_HOST_SYNTAX);
        PROPERTY(pc_host_check(&cert, "other.invalid", 0) == PC_ERR_X509_HOST || result == PC_ERR_X509_HOST_SYNTAX ||
                 strcmp(host, "other.invalid") == 0 || strchr(host, '*') != NULL);
        free_octets(der);
}

static void check_host(struct pc_slice der, const char *host, unsigned flags)
{
        char other[256];
        struct pc_certificate cert;
        enum pc_result result;
        size_t i;

        for (i = 0; host[i] != '\0'; i++) {
                other[i] = flip(host[i]);
        }
        other[i] = '\0';
        if (pc_certificate_parse(&cert, der, NULL) != PC_OK) {
                return;
        }
        result = pc_host_check(&cert, host, flags);
        PROPERTY(result == PC_OK || result == PC_ERR_X509_HOST || result == PC_ERR_X509_IP ||
                 result == PC_ERR_X509_HOST_SYNTAX);
        PROPERTY(result != PC_ERR_X509_IP || is_address(host));
        PROPERTY(!is_address(host) || result == PC_OK || result == PC_ERR_X509_IP);
        PROPERTY(pc_host_check(&cert, other, flags) == result);
        PROPERTY(pc_host_check(&cert, host, 0) == PC_OK || result != PC_OK);
        if (result == PC_OK && !is_address(host)) {
                check_reason(&cert, host);
        }
        flip_names(&cert);
        PROPERTY(pc_certificate_parse(&cert, der, NULL) == PC_OK);
        PROPERTY(pc_host_check(&cert, host, flags) == result);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
        static const uint8_t alt_name[] = {0x55, 0x1D, 0x11};
        char host[256] = "";
        struct pc_slice names;
        struct pc_slice der;
        size_t len;

        if (size < 2 || size > 4096) {
                return 0;
        }
        len = data[1] < size - 2 ? data[1] : size - 2;
        memcpy(host, data + 2, len);
        host[len] = '\0';
        names = (struct pc_slice){data + 2 + len, size - 2 - len};
        der = data[0] & SUBJECT ? certificate_of(names)
                                : certificate_with((struct pc_slice){alt_name, sizeof alt_name}, names, 1);
        check_host(der, host, data[0] & PC_HOST_NO_COMMON_NAME);
        if (!is_address(host)) {
                check_itself(host);
        }
        free_octets(der);
        return 0;
}
