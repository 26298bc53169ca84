/* OpenSSL as the judge. It accepts BER; we do not, and say so. */
#include "differential.h"

#include <openssl/asn1.h>
#include <openssl/err.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include "asn1/time.h"

static bool alt_name_is(const struct ours *ours, enum pc_extension_state state)
{
        return pc_extension_state(&ours->cert, PC_EXTENSION_SUBJECT_ALT_NAME, NULL) == state;
}

static bool has_unreadable_alt_name(const struct ours *ours)
{
        return alt_name_is(ours, PC_EXTENSION_MALFORMED) || alt_name_is(ours, PC_EXTENSION_DUPLICATE);
}

/* Python does not show these; who asks for one is told that it is malformed, where OpenSSL takes BER, or less than all. */
static bool strict_about(const struct ours *ours, enum pc_extension_kind kind)
{
        struct pc_diag diag;

        return pc_extension_state(&ours->cert, kind, &diag) == PC_EXTENSION_MALFORMED &&
               (is_framing(diag.code) || diag.code == PC_ERR_DER_EXTRA);
}

static bool strict_about_constraints(const struct ours *ours)
{
        return strict_about(ours, PC_EXTENSION_BASIC_CONSTRAINTS);
}

static bool strict_about_usage(const struct ours *ours)
{
        return strict_about(ours, PC_EXTENSION_KEY_USAGE);
}

static bool strict_about_extended_usage(const struct ours *ours)
{
        return strict_about(ours, PC_EXTENSION_EXTENDED_KEY_USAGE);
}

static bool strict_about_key_identifier(const struct ours *ours)
{
        return strict_about(ours, PC_EXTENSION_SUBJECT_KEY_IDENTIFIER);
}

#define NOT_DER "BER in an extension, or octets behind its value: X.690 10; RFC 5280 4.2"

static const struct difference known[] = {
        {ITEM_HOST, has_unreadable_alt_name,
         "no commonName counts where subjectAltName cannot be read; OpenSSL's verification refuses the certificate"},
        {ITEM_BASIC_CONSTRAINTS, strict_about_constraints, NOT_DER},
        {ITEM_KEY_USAGE, strict_about_usage, NOT_DER},
        {ITEM_EXTENDED_KEY_USAGE, strict_about_extended_usage, NOT_DER},
        {ITEM_KEY_IDENTIFIER, strict_about_key_identifier, NOT_DER},
        {ITEM_REFUSED_BY_US_ALONE, refused_for_framing, "framing that is BER, and forbidden in DER (X.690 10)"},
        NO_DIFFERENCE,
};

static void same(bool condition, enum item item, const struct ours *ours)
{
        check_same(condition, item, ours, known, "OpenSSL");
}

static bool same_string(struct pc_slice content, const ASN1_STRING *string)
{
        return same_octets(content, ASN1_STRING_get0_data(string), (size_t)ASN1_STRING_length(string));
}

static bool same_object(struct pc_slice content, const ASN1_OBJECT *object)
{
        return same_octets(content, OBJ_get0_data(object), OBJ_length(object));
}

/* The INTEGER again, as OpenSSL encodes what it has read. */
static bool same_integer(struct pc_slice content, const ASN1_INTEGER *integer)
{
        uint8_t *der = NULL;
        const int len = i2d_ASN1_INTEGER(integer, &der);
        struct pc_slice in = {der, len < 0 ? 0 : (size_t)len};
        struct pc_slice read;
        const bool is = len > 0 && pc_der_expect(&in, PC_TAG_INTEGER, &read) == PC_OK && pc_slice_equal(read, content);

        OPENSSL_free(der);
        return is;
}

static void compare_name(struct pc_slice content, const X509_NAME *name, const struct ours *ours)
{
        struct pc_name_iter it = pc_name_attributes(content);
        struct pc_attribute attribute;
        size_t rdn = 0;
        int set = -1;
        int i;

        for (i = 0; i < X509_NAME_entry_count(name); i++) {
                const X509_NAME_ENTRY *entry = X509_NAME_get_entry(name, i);
                const ASN1_STRING *value = X509_NAME_ENTRY_get_data(entry);

                same(pc_name_next(&it, &attribute) == PC_OK, ITEM_NAME, ours);
                same(same_object(attribute.type, X509_NAME_ENTRY_get_object(entry)), ITEM_NAME, ours);
                /* Where it is no string, OpenSSL keeps the whole data value. */
                if (attribute.value.tag == (uint8_t)ASN1_STRING_type(value) && attribute.value.tag != PC_TAG_BIT_STRING) {
                        same(same_string(attribute.value.content, value), ITEM_NAME, ours);
                }
                same(i == 0 || (attribute.rdn == rdn) == (X509_NAME_ENTRY_set(entry) == set), ITEM_NAME, ours);
                rdn = attribute.rdn;
                set = X509_NAME_ENTRY_set(entry);
        }
        same(pc_name_next(&it, &attribute) == PC_END, ITEM_NAME, ours);
}

/* By OpenSSL's own arithmetic. */
static bool same_moment(int64_t seconds, const ASN1_TIME *theirs)
{
        ASN1_TIME *epoch = ASN1_TIME_set(NULL, 0);
        int days = 0;
        int rest = 0;
        const int done = ASN1_TIME_diff(&days, &rest, epoch, theirs);

        ASN1_TIME_free(epoch);
        return done == 1 && seconds == (int64_t)days * 86400 + rest;
}

static void compare_time(enum pc_result result, const struct pc_time *ours_is, const ASN1_TIME *theirs,
                         const struct ours *ours)
{
        struct tm tm;
        const bool is_time = ASN1_TIME_to_tm(theirs, &tm) == 1;

        same(is_time == (result == PC_OK), ITEM_TIME, ours);
        if (is_time && result == PC_OK) {
                same(same_moment(pc_time_to_unix(ours_is), theirs), ITEM_TIME, ours);
        }
}

static void compare_times(X509 *x509, const struct ours *ours)
{
        struct pc_time time = {.year = 0};
        enum pc_result result = pc_not_before(&ours->cert, &time);

        compare_time(result, &time, X509_get0_notBefore(x509), ours);
        result = pc_not_after(&ours->cert, &time);
        compare_time(result, &time, X509_get0_notAfter(x509), ours);
}

static void compare_algorithm(const X509 *x509, const struct ours *ours)
{
        const struct pc_algorithm algorithm = pc_signature_algorithm(&ours->cert);
        const ASN1_BIT_STRING *signature;
        const X509_ALGOR *theirs;
        const ASN1_OBJECT *object;

        X509_get0_signature(&signature, &theirs, x509);
        X509_ALGOR_get0(&object, NULL, NULL, theirs);
        same(same_object(algorithm.oid, object), ITEM_ALGORITHM, ours);
        same(ours->cert.signature.len == (size_t)ASN1_STRING_length(signature) + 1, ITEM_SIGNATURE, ours);
        if (ours->cert.signature.len > 1 && ours->cert.signature.data[0] == 0) {
                same(memcmp(ours->cert.signature.data + 1, ASN1_STRING_get0_data(signature), ours->cert.signature.len - 1) == 0,
                     ITEM_SIGNATURE, ours);
        }
}

static void compare_key(const X509 *x509, const struct ours *ours)
{
        struct pc_public_key key;
        const uint8_t *octets;
        ASN1_OBJECT *object;
        int len;

        if (pc_public_key_read(&ours->cert, &key, NULL) != PC_OK) {
                return;
        }
        X509_PUBKEY_get0_param(&object, &octets, &len, NULL, X509_get_X509_PUBKEY(x509));
        same(same_object(key.algorithm.oid, object), ITEM_KEY, ours);
        same(key.key.unused_bits != 0 || same_octets(key.key.octets, octets, (size_t)len), ITEM_KEY, ours);
}

static void compare_extensions(const X509 *x509, const struct ours *ours)
{
        struct pc_extension_iter it = pc_extensions(&ours->cert);
        struct pc_extension extension;
        int i;

        for (i = 0; i < X509_get_ext_count(x509); i++) {
                X509_EXTENSION *theirs = X509_get_ext(x509, i);

                same(pc_extension_next(&it, &extension) == PC_OK, ITEM_EXTENSIONS, ours);
                same(same_object(extension.oid, X509_EXTENSION_get_object(theirs)), ITEM_EXTENSIONS, ours);
                same(extension.critical == (X509_EXTENSION_get_critical(theirs) > 0), ITEM_EXTENSIONS, ours);
                same(same_string(extension.value, X509_EXTENSION_get_data(theirs)), ITEM_EXTENSIONS, ours);
        }
        same(pc_extension_next(&it, &extension) == PC_END, ITEM_EXTENSIONS, ours);
}

/* One of the strings, an address, or an OBJECT IDENTIFIER; of the rest only the type. */
static bool same_general_name(const struct pc_general_name *name, const GENERAL_NAME *theirs)
{
        int type;
        const void *value = GENERAL_NAME_get0_value(theirs, &type);

        if ((int)name->type != type) {
                return false;
        }
        switch (type) {
        case GEN_EMAIL:
        case GEN_DNS:
        case GEN_URI:
        case GEN_IPADD:
                return same_string(name->value, value);
        case GEN_RID:
                return same_object(name->value, value);
        case GEN_OTHERNAME:
                return same_object(name->type_id, ((const OTHERNAME *)value)->type_id);
        default:
                return true;
        }
}

static void compare_general_names(struct pc_general_name_iter it, const GENERAL_NAMES *names, enum item item,
                                  const struct ours *ours)
{
        struct pc_general_name name;
        int i;

        for (i = 0; i < sk_GENERAL_NAME_num(names); i++) {
                const GENERAL_NAME *theirs = sk_GENERAL_NAME_value(names, i);

                same(pc_general_name_next(&it, &name) == PC_OK && same_general_name(&name, theirs), item, ours);
                if (name.type == PC_GENERAL_NAME_DIRECTORY) {
                        compare_name(name.value, theirs->d.directoryName, ours);
                }
        }
        same(pc_general_name_next(&it, &name) == PC_END, item, ours);
}

/* Both have it, or none. OpenSSL's is to be freed. */
static void *extension_of(X509 *x509, int nid, enum pc_extension_kind kind, enum item item, const struct ours *ours)
{
        const enum pc_extension_state state = pc_extension_state(&ours->cert, kind, NULL);
        int critical = -3;
        void *theirs = X509_get_ext_d2i(x509, nid, &critical, NULL);

        same((theirs != NULL) == (state == PC_EXTENSION_OK), item, ours);
        same((critical == -1) == (state == PC_EXTENSION_ABSENT), item, ours);
        same(theirs != NULL || critical < 0 || state == PC_EXTENSION_MALFORMED, item, ours);
        return theirs;
}

static void compare_alt_names(X509 *x509, const struct ours *ours)
{
        GENERAL_NAMES *names = extension_of(x509, NID_subject_alt_name, PC_EXTENSION_SUBJECT_ALT_NAME, ITEM_ALT_NAMES, ours);

        if (names != NULL && alt_name_is(ours, PC_EXTENSION_OK)) {
                compare_general_names(pc_subject_alt_names(&ours->cert), names, ITEM_ALT_NAMES, ours);
        }
        GENERAL_NAMES_free(names);
}

static void compare_constraints(X509 *x509, const struct ours *ours)
{
        struct pc_basic_constraints constraints = {false, false, 0};
        BASIC_CONSTRAINTS *theirs = extension_of(x509, NID_basic_constraints, PC_EXTENSION_BASIC_CONSTRAINTS,
                                                 ITEM_BASIC_CONSTRAINTS, ours);

        if (theirs != NULL && pc_basic_constraints(&ours->cert, &constraints) == PC_OK) {
                same(constraints.ca == (theirs->ca != 0), ITEM_BASIC_CONSTRAINTS, ours);
                same(constraints.has_path_len == (theirs->pathlen != NULL), ITEM_BASIC_CONSTRAINTS, ours);
                if (theirs->pathlen != NULL) {
                        int64_t value = 0;

                        same(ASN1_INTEGER_get_int64(&value, theirs->pathlen) == 1 && value == constraints.path_len,
                             ITEM_BASIC_CONSTRAINTS, ours);
                }
        }
        BASIC_CONSTRAINTS_free(theirs);
}

static void compare_usage(X509 *x509, const struct ours *ours)
{
        ASN1_BIT_STRING *theirs = extension_of(x509, NID_key_usage, PC_EXTENSION_KEY_USAGE, ITEM_KEY_USAGE, ours);
        uint16_t bits = 0;
        int i;

        if (theirs != NULL && pc_key_usage(&ours->cert, &bits) == PC_OK) {
                for (i = 0; i < PC_KEY_USAGE_COUNT; i++) {
                        same((bits >> i & 1) == ASN1_BIT_STRING_get_bit(theirs, i), ITEM_KEY_USAGE, ours);
                }
        }
        ASN1_BIT_STRING_free(theirs);
}

static void compare_extended_usage(X509 *x509, const struct ours *ours)
{
        EXTENDED_KEY_USAGE *theirs = extension_of(x509, NID_ext_key_usage, PC_EXTENSION_EXTENDED_KEY_USAGE,
                                                  ITEM_EXTENDED_KEY_USAGE, ours);
        struct pc_oid_iter it;
        struct pc_slice oid;
        int i;

        if (theirs != NULL && pc_extended_key_usage(&ours->cert, &it) == PC_OK) {
                for (i = 0; i < sk_ASN1_OBJECT_num(theirs); i++) {
                        same(pc_oid_next(&it, &oid) == PC_OK && same_object(oid, sk_ASN1_OBJECT_value(theirs, i)),
                             ITEM_EXTENDED_KEY_USAGE, ours);
                }
                same(pc_oid_next(&it, &oid) == PC_END, ITEM_EXTENDED_KEY_USAGE, ours);
        }
        EXTENDED_KEY_USAGE_free(theirs);
}

static void compare_key_identifier(X509 *x509, const struct ours *ours)
{
        ASN1_OCTET_STRING *theirs = extension_of(x509, NID_subject_key_identifier, PC_EXTENSION_SUBJECT_KEY_IDENTIFIER,
                                                 ITEM_KEY_IDENTIFIER, ours);
        struct pc_slice id;

        if (theirs != NULL && pc_subject_key_identifier(&ours->cert, &id) == PC_OK) {
                same(same_string(id, theirs), ITEM_KEY_IDENTIFIER, ours);
        }
        ASN1_OCTET_STRING_free(theirs);
}

static const char *const hosts[] = {"www.example.org", "example.com", "a", "localhost", "xn--bcher-kva.example", "a.b.c.test"};

/* The judgement that CPython asks of OpenSSL. */
static void compare_hosts(X509 *x509, const struct ours *ours)
{
        size_t i;

        for (i = 0; i < sizeof hosts / sizeof hosts[0]; i++) {
                const int theirs = X509_check_host(x509, hosts[i], 0, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS, NULL);

                same((theirs == 1) == (pc_host_check(&ours->cert, hosts[i], 0) == PC_OK), ITEM_HOST, ours);
        }
        same((X509_check_ip_asc(x509, "192.0.2.1", 0) == 1) == (pc_host_check(&ours->cert, "192.0.2.1", 0) == PC_OK), ITEM_HOST,
             ours);
}

static void compare_fields(X509 *x509, const struct ours *ours)
{
        /* CPython adds one to the long, and the largest wraps. */
        same((uint64_t)X509_get_version(x509) + 1 == (uint64_t)ours->cert.version, ITEM_VERSION, ours);
        same(same_integer(ours->cert.serial, X509_get0_serialNumber(x509)), ITEM_SERIAL, ours);
        compare_name(ours->cert.issuer, X509_get_issuer_name(x509), ours);
        compare_name(ours->cert.subject, X509_get_subject_name(x509), ours);
        compare_times(x509, ours);
        compare_algorithm(x509, ours);
        compare_key(x509, ours);
        compare_extensions(x509, ours);
        compare_alt_names(x509, ours);
        compare_constraints(x509, ours);
        compare_usage(x509, ours);
        compare_extended_usage(x509, ours);
        compare_key_identifier(x509, ours);
        compare_hosts(x509, ours);
}

void compare_openssl(struct ours *ours)
{
        const uint8_t *at = ours->der.data;
        X509 *x509 = d2i_X509(NULL, &at, (long)ours->der.len);

        ours->openssl_refuses = x509 == NULL;
        /* Octets behind the certificate are the caller's business in OpenSSL. */
        if (x509 != NULL && at != ours->der.data + ours->der.len) {
                same(ours->result != PC_OK, ITEM_ACCEPTED_BY_US_ALONE, ours);
        } else if (ours->result != PC_OK) {
                same(x509 == NULL, ITEM_REFUSED_BY_US_ALONE, ours);
        } else {
                same(x509 != NULL, ITEM_ACCEPTED_BY_US_ALONE, ours);
                if (x509 != NULL) {
                        compare_fields(x509, ours);
                }
        }
        X509_free(x509);
        ERR_clear_error();
}
