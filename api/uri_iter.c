/* What is read here has been checked whole as the certificate was parsed: x509/access.h,
 * distribution_point.h. */
#include <string.h>

#include "api/dict.h"
#include "asn1/fast.h"
#include "x509/extension_shape.h"

/*@ predicate valid_uri_iter(struct pc_uri_iter *it) = \valid(it) && valid_slice(it->outer) && valid_slice(it->names);

    // How much is left.
    logic integer left(struct pc_uri_iter *it) = it->outer.len + it->names.len;
*/

#define TAG_URI PC_TAG_CONTEXT(PC_GENERAL_NAME_URI)

/* id-ad, RFC 5280 4.2.2.1: 1.3.6.1.5.5.7.48. Behind it, id-ad-ocsp has .1 and id-ad-caIssuers .2 */
#define ID_AD_LEN 7
static const uint8_t id_ad[ID_AD_LEN] = {0x2B, 0x06, 0x01, 0x05, 0x05, 0x07, 0x30};

/* Takes what is of the usual shape off the list, until it is of the method 'method'. */
/*@ requires \valid(accesses) && \valid(uri) && \separated(accesses, uri) && valid_slice(*accesses);
    assigns *accesses, *uri;
    ensures rest_of(\old(*accesses), *accesses) && valid_slice(*accesses);
    ensures \result ==> valid_slice(*uri) && accesses->len < \old(accesses->len);
*/
static bool next_usual_access(struct pc_slice *accesses, uint8_t method, struct pc_slice *uri)
{
        size_t len;

        /*@ loop invariant rest_of(\at(*accesses, Pre), *accesses) && valid_slice(*accesses);
            loop assigns len, *accesses;
            loop variant accesses->len;
        */
        while ((len = pc_shape_access(*accesses)) != 0) {
                const uint8_t *data = accesses->data;

                pc_shape_skip(accesses, PC_ACCESS_TEXT + len);
                if (data[PC_ACCESS_METHOD] == method) {
                        uri->data = data + PC_ACCESS_TEXT;
                        uri->len = len;
                        return true;
                }
        }
        return false;
}

/*
 * AccessDescription ::= SEQUENCE { accessMethod OBJECT IDENTIFIER, accessLocation GeneralName }
 *
 * Those with another method, or another form of location, are none of ours: their octets are not looked at.
 */
/*@ requires valid_uri_iter(it) && \valid(uri) && \separated(it, uri);
    assigns it->outer, *uri;
    ensures valid_uri_iter(it) && (\result <= 0 || \result == PC_END);
    ensures \result == PC_OK ==> valid_slice(*uri);
    ensures \result == PC_OK ==> it->outer.len < \old(it->outer.len);
*/
static enum pc_result next_access(struct pc_uri_iter *it, struct pc_slice *uri)
{
        const uint8_t method = it->key == PC_KEY_OCSP ? 1 : 2;

        if (PC_FAST && next_usual_access(&it->outer, method, uri)) {
                return PC_OK;
        }
        /*@ loop invariant valid_slice(it->outer);
            loop invariant it->outer.len <= \at(it->outer.len, Pre);
            loop assigns it->outer, *uri;
            loop variant it->outer.len;
        */
        while (it->outer.len > 0) {
                struct pc_slice fields;
                struct pc_slice oid;
                enum pc_result result = pc_fast_expect(&it->outer, PC_TAG_SEQUENCE, &fields);

                if (result == PC_OK) {
                        result = pc_fast_expect(&fields, PC_TAG_OID, &oid);
                }
                if (result != PC_OK) {
                        return result;
                }
                if (oid.len == ID_AD_LEN + 1 && oid.data[ID_AD_LEN] == method && memcmp(oid.data, id_ad, ID_AD_LEN) == 0 &&
                    pc_fast_optional(&fields, TAG_URI, uri) == PC_OK) {
                        return PC_OK;
                }
        }
        return PC_END;
}

/* The URI of a DistributionPoint of the usual shape. */
/*@ requires \valid(points) && \valid(uri) && \separated(points, uri) && valid_slice(*points);
    assigns *points, *uri;
    ensures valid_slice(*points);
    ensures \result ==> valid_slice(*uri) && points->len < \old(points->len);
    ensures !\result ==> *points == \old(*points);
*/
static bool next_usual_point(struct pc_slice *points, struct pc_slice *uri)
{
        const size_t len = pc_shape_point(*points);

        if (len == 0) {
                return false;
        }
        uri->data = points->data + PC_POINT_TEXT;
        uri->len = len;
        pc_shape_skip(points, PC_POINT_TEXT + len);
        return true;
}

/* Moves over points without fields. */
/*@ requires \valid(points) && valid_slice(*points);
    assigns *points;
    ensures valid_slice(*points) && points->len <= \old(points->len);
*/
static void skip_empty_points(struct pc_slice *points)
{
        /*@ loop invariant rest_of(\at(*points, Pre), *points) && valid_slice(*points);
            loop assigns *points;
            loop variant points->len;
        */
        while (points->len >= 2 && points->data[0] == PC_TAG_SEQUENCE && points->data[1] == 0) {
                pc_shape_skip(points, 2);
        }
}

/* Goes on to the next DistributionPoint's full name, empty for a point without one. */
/*@ requires valid_uri_iter(it) && it->outer.len > 0 && it->names.len == 0;
    assigns it->outer, it->names;
    ensures valid_uri_iter(it) && \result <= 0 && left(it) <= \old(left(it));
    ensures \result == PC_OK ==> left(it) < \old(left(it)) && it->outer.len < \old(it->outer.len);
*/
static enum pc_result next_point(struct pc_uri_iter *it)
{
        struct pc_slice point;
        struct pc_slice name;
        enum pc_result result = pc_fast_expect(&it->outer, PC_TAG_SEQUENCE, &point);

        if (result == PC_OK) {
                result = pc_fast_optional(&point, PC_TAG_CONTEXT_CONSTRUCTED(0), &name);
        }
        if (result == PC_OK) {
                result = pc_fast_optional(&name, PC_TAG_CONTEXT_CONSTRUCTED(0), &it->names);
        }
        return result == PC_NONE ? PC_OK : result;
}

/* The next URI of the full name, PC_END past the last one. */
/*@ requires \valid(names) && \valid(uri) && \separated(names, uri) && valid_slice(*names);
    assigns *names, *uri;
    ensures valid_slice(*names) && names->len <= \old(names->len) && (\result <= 0 || \result == PC_END);
    ensures \result == PC_OK ==> valid_slice(*uri) && names->len < \old(names->len);
    ensures \result == PC_END ==> names->len == 0;
*/
static enum pc_result next_name(struct pc_slice *names, struct pc_slice *uri)
{
        /*@ loop invariant valid_slice(*names) && names->len <= \at(names->len, Pre);
            loop assigns *names, *uri;
            loop variant names->len;
        */
        while (names->len > 0) {
                struct pc_element other;
                enum pc_result result = pc_fast_optional(names, TAG_URI, uri);

                if (result == PC_NONE) {
                        result = pc_der_read(names, &other);
                        if (result == PC_OK) {
                                continue;
                        }
                }
                return result;
        }
        return PC_END;
}

/*@ requires valid_uri_iter(it) && \valid(uri) && \separated(it, uri);
    assigns it->outer, it->names, *uri;
    ensures valid_uri_iter(it) && (\result <= 0 || \result == PC_END);
    ensures \result == PC_OK ==> valid_slice(*uri) && left(it) < \old(left(it));
*/
static enum pc_result next_crl(struct pc_uri_iter *it, struct pc_slice *uri)
{
        enum pc_result result;

        if (PC_FAST && it->names.len == 0 && next_usual_point(&it->outer, uri)) {
                return PC_OK;
        }
        result = next_name(&it->names, uri);
        /*@ loop invariant valid_uri_iter(it) && (result <= 0 || result == PC_END);
            loop invariant left(it) <= \at(left(it), Pre) && (result == PC_END ==> it->names.len == 0);
            loop invariant result == PC_OK ==> valid_slice(*uri) && left(it) < \at(left(it), Pre);
            loop assigns result, it->outer, it->names, *uri;
            loop variant (result == PC_END ? (integer)it->outer.len : -1);
        */
        while (result == PC_END && it->outer.len > 0) {
                if (PC_FAST) {
                        skip_empty_points(&it->outer);
                }
                result = it->outer.len > 0 ? next_point(it) : PC_END;
                if (result == PC_OK) {
                        result = next_name(&it->names, uri);
                }
        }
        return result;
}

/*@ requires valid_uri_iter(it) && \valid(uri) && \separated(it, uri);
    assigns it->outer, it->names, *uri;
    ensures valid_uri_iter(it) && (\result <= 0 || \result == PC_END);
    ensures \result == PC_OK ==> valid_slice(*uri) && left(it) < \old(left(it));
*/
enum pc_result pc_uri_next(struct pc_uri_iter *it, struct pc_slice *uri)
{
        if (it->key == PC_KEY_CRL_DISTRIBUTION_POINTS) {
                return next_crl(it, uri);
        }
        return next_access(it, uri);
}
