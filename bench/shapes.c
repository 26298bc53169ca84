#include "shapes.h"

#include <string.h>

/* A Name has at most 1048576 octets. */
#define NAME_LARGEST 1048000

/* The longest OBJECT IDENTIFIER that has text. */
#define OID_LONGEST 586

/* Puts elements until 'size' octets are there. */
static void repeat(struct build *build, size_t size, void (*put)(struct build *build, size_t i))
{
        const size_t end = build->start;
        size_t i;

        for (i = 0; end - build->start < size; i++) {
                put(build, i);
        }
}

static void put_number(struct build *build, size_t number)
{
        do {
                build_fill(build, (uint8_t)('0' + number % 10), 1);
                number /= 10;
        } while (number > 0);
}

static void put_dns(struct build *build, size_t i)
{
        const size_t end = build->start;

        build_octets(build, ".example.org", 12);
        put_number(build, i);
        build_octets(build, "www", 3);
        build_wrap(build, PC_TAG_CONTEXT(2), end);
}

static void dns_names(struct build *build, size_t size)
{
        repeat(build, size, put_dns);
}

static void put_empty_dns(struct build *build, size_t i)
{
        (void)i;
        build_element(build, PC_TAG_CONTEXT(2), "", 0);
}

static void empty_dns_names(struct build *build, size_t size)
{
        repeat(build, size, put_empty_dns);
}

/* One dNSName of that size: a label of 63 octets after the other. */
static void long_dns(struct build *build, size_t size)
{
        const size_t end = build->start;

        build_fill(build, 'a', size);
        build_wrap(build, PC_TAG_CONTEXT(2), end);
}

/* As long a wildcard as its label allows, again and again, none of which matches. */
static void put_wildcard(struct build *build, size_t i)
{
        (void)i;
        build_element(build, PC_TAG_CONTEXT(2), "*.example.invalid", 17);
}

static void wildcards(struct build *build, size_t size)
{
        repeat(build, size, put_wildcard);
}

static void put_email(struct build *build, size_t i)
{
        (void)i;
        build_element(build, PC_TAG_CONTEXT(1), "\xC3\xA9@\xE2\x82\xAC.org", 10);
}

static void utf8_emails(struct build *build, size_t size)
{
        repeat(build, size, put_email);
}

static void put_ip(struct build *build, size_t i)
{
        (void)i;
        build_element(build, PC_TAG_CONTEXT(7),
                      "\xFE\xDC\xBA\x98\xFE\xDC\xBA\x98\xFE\xDC\xBA\x98\xFE\xDC\xBA\x98", 16);
}

static void ip_addresses(struct build *build, size_t size)
{
        repeat(build, size, put_ip);
}

static void put_upn(struct build *build, size_t i)
{
        const size_t end = build->start;

        (void)i;
        build_element(build, PC_TAG_UTF8_STRING, "user@example.org", 16);
        build_wrap(build, PC_TAG_CONTEXT_CONSTRUCTED(0), end);
        build_element(build, PC_TAG_OID, "\x2B\x06\x01\x04\x01\x82\x37\x14\x02\x03", 10);
        build_wrap(build, PC_TAG_CONTEXT_CONSTRUCTED(0), end);
}

static void other_names(struct build *build, size_t size)
{
        repeat(build, size, put_upn);
}

/* Numbers of 7 bits; then one of as many as there is room for, whose decimal digits take long. */
static void put_oid(struct build *build, uint8_t tag, size_t size, bool one_arc)
{
        const size_t end = build->start;

        build_fill(build, 0x7F, 1);
        build_fill(build, one_arc ? 0xFF : 0x7F, size - 1);
        build_wrap(build, tag, end);
}

static void put_registered_long(struct build *build, size_t i)
{
        (void)i;
        put_oid(build, PC_TAG_CONTEXT(8), OID_LONGEST, true);
}

static void registered_ids_one_arc(struct build *build, size_t size)
{
        repeat(build, size, put_registered_long);
}

static void put_registered_arcs(struct build *build, size_t i)
{
        (void)i;
        put_oid(build, PC_TAG_CONTEXT(8), OID_LONGEST, false);
}

static void registered_ids_many_arcs(struct build *build, size_t size)
{
        repeat(build, size, put_registered_arcs);
}

static void put_registered_tiny(struct build *build, size_t i)
{
        (void)i;
        build_element(build, PC_TAG_CONTEXT(8), "\x01", 1);
}

static void registered_ids_tiny(struct build *build, size_t size)
{
        repeat(build, size, put_registered_tiny);
}

/* Attributes and the Names that they make. */

static void put_attribute(struct build *build, uint8_t type, uint8_t tag, const char *value, size_t len)
{
        const size_t end = build->start;
        const uint8_t oid[] = {0x55, 0x04, type};

        build_element(build, tag, value, len);
        build_element(build, PC_TAG_OID, oid, sizeof oid);
        build_wrap(build, PC_TAG_SEQUENCE, end);
}

static void put_rdn(struct build *build, size_t i)
{
        const size_t end = build->start;

        put_attribute(build, (uint8_t)(i % 2 == 0 ? 3 : 11), PC_TAG_PRINTABLE_STRING, "Some Name Here", 14);
        build_wrap(build, PC_TAG_SET, end);
}

static void rdns(struct build *build, size_t size)
{
        repeat(build, size, put_rdn);
}

static void put_small_rdn(struct build *build, size_t i)
{
        const size_t end = build->start;

        (void)i;
        put_attribute(build, 3, PC_TAG_UTF8_STRING, "", 0);
        build_wrap(build, PC_TAG_SET, end);
}

static void empty_attributes(struct build *build, size_t size)
{
        repeat(build, size, put_small_rdn);
}

static void put_empty_rdn(struct build *build, size_t i)
{
        (void)i;
        build_element(build, PC_TAG_SET, "", 0);
}

static void empty_rdns(struct build *build, size_t size)
{
        repeat(build, size, put_empty_rdn);
}

static void put_plain_attribute(struct build *build, size_t i)
{
        (void)i;
        put_attribute(build, 3, PC_TAG_UTF8_STRING, "Some Name Here", 14);
}

static void one_large_rdn(struct build *build, size_t size)
{
        const size_t end = build->start;

        repeat(build, size, put_plain_attribute);
        build_wrap(build, PC_TAG_SET, end);
}

static void put_bit_string(struct build *build, size_t i)
{
        const size_t end = build->start;

        (void)i;
        put_attribute(build, 45, PC_TAG_BIT_STRING, "\x00\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF", 9);
        build_wrap(build, PC_TAG_SET, end);
}

static void bit_strings(struct build *build, size_t size)
{
        repeat(build, size, put_bit_string);
}

/* An attribute type that has no name, as long as it may be. */
static void put_unnamed(struct build *build, size_t i)
{
        const size_t end = build->start;

        (void)i;
        build_element(build, PC_TAG_UTF8_STRING, "", 0);
        put_oid(build, PC_TAG_OID, OID_LONGEST, true);
        build_wrap(build, PC_TAG_SEQUENCE, end);
        build_wrap(build, PC_TAG_SET, end);
}

static void unnamed_attributes(struct build *build, size_t size)
{
        repeat(build, size, put_unnamed);
}

/* One attribute whose value repeats some octets. */
static void long_string(struct build *build, size_t size, uint8_t tag, const char *octets, size_t len)
{
        const size_t end = build->start;
        size_t done;

        for (done = 0; done < size; done += len) {
                build_octets(build, octets, len);
        }
        build_wrap(build, tag, end);
        build_element(build, PC_TAG_OID, "\x55\x04\x03", 3);
        build_wrap(build, PC_TAG_SEQUENCE, end);
        build_wrap(build, PC_TAG_SET, end);
}

static void plain_string(struct build *build, size_t size)
{
        long_string(build, size, PC_TAG_PRINTABLE_STRING, "Some text", 9);
}

static void quotes_string(struct build *build, size_t size)
{
        long_string(build, size, PC_TAG_UTF8_STRING, "'\"\\", 3);
}

static void control_string(struct build *build, size_t size)
{
        long_string(build, size, PC_TAG_UTF8_STRING, "\x01", 1);
}

static void latin1_string(struct build *build, size_t size)
{
        long_string(build, size, PC_TAG_T61_STRING, "\xE9", 1);
}

static void mixed_latin1_string(struct build *build, size_t size)
{
        long_string(build, size, PC_TAG_T61_STRING, "a\xE9", 2);
}

static void utf8_string(struct build *build, size_t size)
{
        long_string(build, size, PC_TAG_UTF8_STRING, "\xC3\xA9", 2);
}

static void emoji_string(struct build *build, size_t size)
{
        long_string(build, size, PC_TAG_UTF8_STRING, "\xF0\x9F\x98\x80", 4);
}

static void bmp_string(struct build *build, size_t size)
{
        long_string(build, size, PC_TAG_BMP_STRING, "\x20\xAC", 2);
}

static void universal_string(struct build *build, size_t size)
{
        long_string(build, size, PC_TAG_UNIVERSAL_STRING, "\x00\x01\xF6\x00", 4);
}

/* directoryNames: Names again, within subjectAltName. */

static void put_directory_name(struct build *build, size_t i)
{
        const size_t end = build->start;

        put_rdn(build, i);
        build_wrap(build, PC_TAG_SEQUENCE, end);
        build_wrap(build, PC_TAG_CONTEXT_CONSTRUCTED(4), end);
}

static void directory_names(struct build *build, size_t size)
{
        repeat(build, size, put_directory_name);
}

static void put_large_directory_name(struct build *build, size_t i)
{
        const size_t end = build->start;

        (void)i;
        latin1_string(build, 100000);
        build_wrap(build, PC_TAG_SEQUENCE, end);
        build_wrap(build, PC_TAG_CONTEXT_CONSTRUCTED(4), end);
}

static void latin1_directory_names(struct build *build, size_t size)
{
        repeat(build, size, put_large_directory_name);
}

/* The lists of the other extensions. */

static void put_distribution_point(struct build *build, size_t i)
{
        const size_t end = build->start;

        (void)i;
        build_element(build, PC_TAG_CONTEXT(6), "http://crl.example.org/ca.crl", 29);
        build_wrap(build, PC_TAG_CONTEXT_CONSTRUCTED(0), end);
        build_wrap(build, PC_TAG_CONTEXT_CONSTRUCTED(0), end);
        build_wrap(build, PC_TAG_SEQUENCE, end);
}

static void distribution_points(struct build *build, size_t size)
{
        repeat(build, size, put_distribution_point);
}

static void put_empty_point(struct build *build, size_t i)
{
        (void)i;
        build_element(build, PC_TAG_SEQUENCE, "", 0);
}

static void empty_points(struct build *build, size_t size)
{
        repeat(build, size, put_empty_point);
}

static void put_access(struct build *build, size_t i)
{
        const size_t end = build->start;

        build_element(build, PC_TAG_CONTEXT(6), "http://ocsp.example.org/", 24);
        build_element(build, PC_TAG_OID,
                      i % 2 == 0 ? "\x2B\x06\x01\x05\x05\x07\x30\x01" : "\x2B\x06\x01\x05\x05\x07\x30\x02",
                      8);
        build_wrap(build, PC_TAG_SEQUENCE, end);
}

static void access_descriptions(struct build *build, size_t size)
{
        repeat(build, size, put_access);
}

static void put_usage(struct build *build, size_t i)
{
        (void)i;
        build_element(build, PC_TAG_OID, "\x2B\x06\x01\x05\x05\x07\x03\x01", 8);
}

static void usages(struct build *build, size_t size)
{
        repeat(build, size, put_usage);
}

static void put_tiny_usage(struct build *build, size_t i)
{
        (void)i;
        build_element(build, PC_TAG_OID, "\x01", 1);
}

static void tiny_usages(struct build *build, size_t size)
{
        repeat(build, size, put_tiny_usage);
}

static void put_extension(struct build *build, const char *oid, size_t len, const char *value,
                          size_t value_len)
{
        const size_t end = build->start;

        build_element(build, PC_TAG_OCTET_STRING, value, value_len);
        build_element(build, PC_TAG_OID, oid, len);
        build_wrap(build, PC_TAG_SEQUENCE, end);
}

static void put_unknown_extension(struct build *build, size_t i)
{
        (void)i;
        put_extension(build, "\x2A\x03\x04\x05", 4,
                      "\x04\x0A"
                      "0123456789",
                      12);
}

static void unknown_extensions(struct build *build, size_t size)
{
        repeat(build, size, put_unknown_extension);
}

static void put_tiny_extension(struct build *build, size_t i)
{
        (void)i;
        put_extension(build, "\x01", 1, "", 0);
}

static void tiny_extensions(struct build *build, size_t size)
{
        repeat(build, size, put_tiny_extension);
}

/* Every extension of the dict, again and again: all are void. */
static void put_repeated_extension(struct build *build, size_t i)
{
        static const char numbers[] = {0x11, 0x1F, 0x13, 0x0F, 0x25, 0x0E};
        char oid[3] = {0x55, 0x1D, 0};

        oid[2] = numbers[i % sizeof numbers];
        put_extension(build, oid, sizeof oid,
                      "\x30\x05\x82\x03"
                      "a.b",
                      7);
}

static void repeated_extensions(struct build *build, size_t size)
{
        repeat(build, size, put_repeated_extension);
}

static void serial(struct build *build, size_t size)
{
        build_fill(build, 0x7F, size);
}

static void signature(struct build *build, size_t size)
{
        build_fill(build, 0x55, size);
}

static void fraction(struct build *build, size_t size)
{
        build_octets(build, "Z", 1);
        build_fill(build, '1', size);
        build_octets(build, "20340101000000.", 15);
}

const struct shape shapes[] = {
        {"DNS names", PLACE_SUBJECT_ALT_NAME, dns_names, 0},
        {"DNS names, empty", PLACE_SUBJECT_ALT_NAME, empty_dns_names, 0},
        {"DNS name, one long one", PLACE_SUBJECT_ALT_NAME, long_dns, 0},
        {"DNS names, wildcards", PLACE_SUBJECT_ALT_NAME, wildcards, 0},
        {"email addresses, not ASCII", PLACE_SUBJECT_ALT_NAME, utf8_emails, 0},
        {"IP addresses", PLACE_SUBJECT_ALT_NAME, ip_addresses, 0},
        {"otherNames", PLACE_SUBJECT_ALT_NAME, other_names, 0},
        {"registeredIDs, one huge arc", PLACE_SUBJECT_ALT_NAME, registered_ids_one_arc, 0},
        {"registeredIDs, many arcs", PLACE_SUBJECT_ALT_NAME, registered_ids_many_arcs, 0},
        {"registeredIDs, tiny", PLACE_SUBJECT_ALT_NAME, registered_ids_tiny, 0},
        {"directoryNames", PLACE_SUBJECT_ALT_NAME, directory_names, 0},
        {"directoryNames, Latin-1", PLACE_SUBJECT_ALT_NAME, latin1_directory_names, 0},
        {"RDNs", PLACE_SUBJECT, rdns, NAME_LARGEST},
        {"RDNs of an empty text", PLACE_SUBJECT, empty_attributes, NAME_LARGEST},
        {"RDNs, empty", PLACE_SUBJECT, empty_rdns, NAME_LARGEST},
        {"RDN, one large one", PLACE_SUBJECT, one_large_rdn, NAME_LARGEST},
        {"RDNs of a BIT STRING", PLACE_SUBJECT, bit_strings, NAME_LARGEST},
        {"RDNs, types of one huge arc", PLACE_SUBJECT, unnamed_attributes, NAME_LARGEST},
        {"text, plain", PLACE_SUBJECT, plain_string, NAME_LARGEST},
        {"text, quotes and backslashes", PLACE_SUBJECT, quotes_string, NAME_LARGEST},
        {"text, control characters", PLACE_SUBJECT, control_string, NAME_LARGEST},
        {"text, Latin-1", PLACE_SUBJECT, latin1_string, NAME_LARGEST},
        {"text, Latin-1 and ASCII in turns", PLACE_SUBJECT, mixed_latin1_string, NAME_LARGEST},
        {"text, UTF-8 of 2 octets", PLACE_SUBJECT, utf8_string, NAME_LARGEST},
        {"text, UTF-8 of 4 octets", PLACE_SUBJECT, emoji_string, NAME_LARGEST},
        {"text, BMPString", PLACE_SUBJECT, bmp_string, NAME_LARGEST},
        {"text, UniversalString", PLACE_SUBJECT, universal_string, NAME_LARGEST},
        {"distribution points", PLACE_CRL_DISTRIBUTION_POINTS, distribution_points, 0},
        {"distribution points, empty", PLACE_CRL_DISTRIBUTION_POINTS, empty_points, 0},
        {"access descriptions", PLACE_AUTHORITY_INFO_ACCESS, access_descriptions, 0},
        {"extended key usages", PLACE_EXTENDED_KEY_USAGE, usages, 0},
        {"extended key usages, tiny", PLACE_EXTENDED_KEY_USAGE, tiny_usages, 0},
        {"extensions, unknown", PLACE_EXTENSIONS, unknown_extensions, 0},
        {"extensions, tiny", PLACE_EXTENSIONS, tiny_extensions, 0},
        {"extensions, all repeated", PLACE_EXTENSIONS, repeated_extensions, 0},
        {"serial number", PLACE_SERIAL, serial, 0},
        {"signature", PLACE_SIGNATURE, signature, 0},
        {"fraction of a second", PLACE_VALIDITY, fraction, 0},
        {NULL, PLACE_SUBJECT, NULL, 0},
};
