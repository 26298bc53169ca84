#include <openssl/err.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include "peer.h"

static X509 *decode(struct pc_slice der)
{
        const unsigned char *at = der.data;
        X509 *cert = d2i_X509(NULL, &at, (long)der.len);

        if (cert != NULL && at != der.data + der.len) {
                X509_free(cert);
                cert = NULL;
        }
        if (cert == NULL) {
                ERR_clear_error();
        }
        return cert;
}

static bool parse(struct pc_slice der)
{
        X509 *cert = decode(der);

        X509_free(cert);
        return cert != NULL;
}

/* The fields of getpeercert(), by the calls that CPython makes for them. */

static void read_object(const ASN1_OBJECT *object)
{
        char text[256];

        bench_result += (size_t)OBJ_obj2txt(text, sizeof text, object, 0);
}

static void read_name(const X509_NAME *name)
{
        int i;

        for (i = 0; i < X509_NAME_entry_count(name); i++) {
                const X509_NAME_ENTRY *entry = X509_NAME_get_entry(name, i);
                unsigned char *text = NULL;

                read_object(X509_NAME_ENTRY_get_object(entry));
                if (ASN1_STRING_to_UTF8(&text, X509_NAME_ENTRY_get_data(entry)) >= 0) {
                        bench_result += text[0];
                        OPENSSL_free(text);
                }
        }
}

static void read_text(BIO *bio)
{
        char line[2048];

        bench_result += (size_t)BIO_gets(bio, line, sizeof line);
        (void)BIO_reset(bio);
}

static void read_serial_and_times(const X509 *cert, BIO *bio)
{
        i2a_ASN1_INTEGER(bio, X509_get0_serialNumber(cert));
        read_text(bio);
        ASN1_TIME_print(bio, X509_get0_notBefore(cert));
        read_text(bio);
        ASN1_TIME_print(bio, X509_get0_notAfter(cert));
        read_text(bio);
}

static void read_general_name(GENERAL_NAME *name, BIO *bio)
{
        switch (name->type) {
        case GEN_DIRNAME:
                read_name(name->d.dirn);
                return;
        case GEN_EMAIL:
        case GEN_DNS:
        case GEN_URI:
                bench_result += (size_t)ASN1_STRING_length(name->d.ia5);
                return;
        default:
                GENERAL_NAME_print(bio, name);
                read_text(bio);
        }
}

static void read_alt_names(const X509 *cert, BIO *bio)
{
        GENERAL_NAMES *names = X509_get_ext_d2i(cert, NID_subject_alt_name, NULL, NULL);
        int i;

        for (i = 0; i < sk_GENERAL_NAME_num(names); i++) {
                read_general_name(sk_GENERAL_NAME_value(names, i), bio);
        }
        GENERAL_NAMES_free(names);
}

static void read_access(const X509 *cert, int method)
{
        AUTHORITY_INFO_ACCESS *access = X509_get_ext_d2i(cert, NID_info_access, NULL, NULL);
        int i;

        for (i = 0; i < sk_ACCESS_DESCRIPTION_num(access); i++) {
                const ACCESS_DESCRIPTION *one = sk_ACCESS_DESCRIPTION_value(access, i);

                if (OBJ_obj2nid(one->method) == method && one->location->type == GEN_URI) {
                        bench_result +=
                                (size_t)ASN1_STRING_length(one->location->d.uniformResourceIdentifier);
                }
        }
        AUTHORITY_INFO_ACCESS_free(access);
}

static void read_full_name(const DIST_POINT *point)
{
        int i;

        if (point->distpoint == NULL || point->distpoint->type != 0) {
                return;
        }
        for (i = 0; i < sk_GENERAL_NAME_num(point->distpoint->name.fullname); i++) {
                const GENERAL_NAME *name = sk_GENERAL_NAME_value(point->distpoint->name.fullname, i);

                if (name->type == GEN_URI) {
                        bench_result += (size_t)ASN1_STRING_length(name->d.uniformResourceIdentifier);
                }
        }
}

static void read_distribution_points(const X509 *cert)
{
        CRL_DIST_POINTS *points = X509_get_ext_d2i(cert, NID_crl_distribution_points, NULL, NULL);
        int i;

        for (i = 0; i < sk_DIST_POINT_num(points); i++) {
                read_full_name(sk_DIST_POINT_value(points, i));
        }
        CRL_DIST_POINTS_free(points);
}

static bool parse_fields(struct pc_slice der)
{
        X509 *cert = decode(der);
        BIO *bio;

        if (cert == NULL) {
                return false;
        }
        bio = BIO_new(BIO_s_mem());
        read_name(X509_get_subject_name(cert));
        read_name(X509_get_issuer_name(cert));
        bench_result += (size_t)X509_get_version(cert);
        read_serial_and_times(cert, bio);
        read_alt_names(cert, bio);
        read_access(cert, NID_ad_OCSP);
        read_access(cert, NID_ad_ca_issuers);
        read_distribution_points(cert);
        BIO_free(bio);
        X509_free(cert);
        ERR_clear_error();
        return true;
}

const struct peer openssl_peers[] = {
        {"OpenSSL", parse},
        {"OpenSSL + fields", parse_fields},
        {NULL, NULL},
};
