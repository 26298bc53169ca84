#include "api/dict.h"
#include "x509/access.h"
#include "x509/distribution_point.h"

/* id-ad-ocsp and id-ad-caIssuers, RFC 5280 4.2.2.1: 1.3.6.1.5.5.7.48.1 and .2 */
static const uint8_t id_ad_ocsp[] = {0x2B, 0x06, 0x01, 0x05, 0x05, 0x07, 0x30, 0x01};
static const uint8_t id_ad_ca_issuers[] = {0x2B, 0x06, 0x01, 0x05, 0x05, 0x07, 0x30, 0x02};

/*
 * Descriptions with another method, or another form of location, are none of ours: their octets are not
 * looked at.
 */
static enum pc_result next_access(struct pc_uri_iter *it, struct pc_slice *uri)
{
        const struct pc_slice method = {it->key == PC_KEY_OCSP ? id_ad_ocsp : id_ad_ca_issuers,
                                        sizeof id_ad_ocsp};
        struct pc_access_iter accesses = {it->outer};
        struct pc_access access;
        enum pc_result result;

        do {
                result = pc_access_next(&accesses, &access);
        } while (result == PC_OK &&
                 (access.location.type != PC_GENERAL_NAME_URI || !pc_slice_equal(access.method, method)));
        it->outer = accesses.rest;
        if (result == PC_OK) {
                *uri = access.location.value;
        }
        return result;
}

/* Goes on to the next point's full name, empty for a point without one. */
static enum pc_result next_point(struct pc_uri_iter *it)
{
        struct pc_distribution_point_iter points = {it->outer};
        struct pc_distribution_point point;
        const enum pc_result result = pc_distribution_point_next(&points, &point);

        it->outer = points.rest;
        if (result == PC_OK) {
                it->names = point.full_name;
        }
        return result;
}

static enum pc_result next_crl(struct pc_uri_iter *it, struct pc_slice *uri)
{
        struct pc_general_name name;
        enum pc_result result;

        for (;;) {
                result = pc_general_name_next(&it->names, &name);
                if (result == PC_OK && name.type == PC_GENERAL_NAME_URI) {
                        *uri = name.value;
                        return PC_OK;
                }
                if (result == PC_END) {
                        result = next_point(it);
                }
                if (result != PC_OK) {
                        return result;
                }
        }
}

enum pc_result pc_uri_next(struct pc_uri_iter *it, struct pc_slice *uri)
{
        if (it->key == PC_KEY_CRL_DISTRIBUTION_POINTS) {
                return next_crl(it, uri);
        }
        return next_access(it, uri);
}
