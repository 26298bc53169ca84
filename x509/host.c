/*
 * Host names against certificates: RFC 6125 6.4 and RFC 9525 6 in the reading of OpenSSL's X509_check_host
 * with no partial wildcards, which is what Python's check_hostname uses.
 */
#include <string.h>

#include "asn1/charstring.h"
#include "x509/general_name.h"
#include "x509/name.h"
#include "x509/text.h"
#include "x509/verify.h"

#define LABEL_MAX 63u
#define HOST_MAX  255u

/* id-at-commonName, 2.5.4.3 */
static const uint8_t common_name[] = {0x55, 0x04, 0x03};

/*@ assigns \nothing;
    ensures \result <==> '0' <= c <= '9';
*/
static bool is_digit(uint8_t c)
{
        return c >= '0' && c <= '9';
}

/*@ assigns \nothing;
*/
static uint8_t lower(uint8_t c)
{
        return c >= 'A' && c <= 'Z' ? (uint8_t)(c + ('a' - 'A')) : c;
}

/*@ assigns \nothing;
*/
static bool is_label_character(uint8_t c)
{
        return is_digit(c) || c == '-' || (lower(c) >= 'a' && lower(c) <= 'z');
}

/*@ requires valid_slice(a) && valid_slice(b);
    assigns \nothing;
*/
static bool equal_nocase(struct pc_slice a, struct pc_slice b)
{
        size_t i;

        if (a.len != b.len) {
                return false;
        }
        /*@ loop invariant 0 <= i <= a.len;
            loop assigns i;
            loop variant a.len - i;
        */
        for (i = 0; i < a.len; i++) {
                if (lower(a.data[i]) != lower(b.data[i])) {
                        return false;
                }
        }
        return true;
}

/* What stands before the next dot; 'text' moves behind the dot, or to its end. */
/*@ requires \valid(text) && valid_slice(*text);
    assigns *text;
    ensures part_of(\old(*text), \result) && valid_slice(*text) && rest_of(\old(*text), *text);
    ensures \old(text->len) > 0 ==> text->len < \old(text->len);
*/
static struct pc_slice next_label(struct pc_slice *text)
{
        struct pc_slice label = {text->data, 0};

        /*@ loop invariant 0 <= label.len <= text->len;
            loop assigns label.len;
            loop variant text->len - label.len;
        */
        while (label.len < text->len && text->data[label.len] != '.') {
                label.len++;
        }
        text->data += label.len;
        text->len -= label.len;
        if (text->len != 0) {
                text->data++;
                text->len--;
        }
        return label;
}

/* A label of letters, digits and inner hyphens: RFC 1123 2.1. */
/*@ requires valid_slice(label);
    assigns \nothing;
*/
static bool is_host_label(struct pc_slice label)
{
        size_t i;

        if (label.len == 0 || label.data[0] == '-' || label.data[label.len - 1] == '-') {
                return false;
        }
        /*@ loop invariant 0 <= i <= label.len;
            loop assigns i;
            loop variant label.len - i;
        */
        for (i = 0; i < label.len; i++) {
                if (!is_label_character(label.data[i])) {
                        return false;
                }
        }
        return true;
}

/* Whether 'pattern' is "*" and then two or more host labels. All else that has a "*" is no wildcard. */
/*@ requires valid_slice(pattern);
    assigns \nothing;
*/
static bool is_wildcard(struct pc_slice pattern)
{
        struct pc_slice label;
        size_t labels = 0;

        if (pattern.len < 3 || pattern.data[0] != '*' || pattern.data[1] != '.' || pattern.data[pattern.len - 1] == '.') {
                return false;
        }
        (void)next_label(&pattern);
        /*@ loop invariant valid_slice(pattern) && labels + pattern.len <= \at(pattern.len, LoopEntry);
            loop assigns pattern, label, labels;
            loop variant pattern.len;
        */
        while (pattern.len != 0) {
                label = next_label(&pattern);
                if (!is_host_label(label)) {
                        return false;
                }
                labels++;
        }
        return labels >= 2;
}

/* Whether "*" stands for the label: its characters are a host label's, or it is itself a "*". */
/*@ requires valid_slice(label);
    assigns \nothing;
*/
static bool wildcard_stands_for(struct pc_slice label)
{
        size_t i;

        if (label.len == 1 && label.data[0] == '*') {
                return true;
        }
        /*@ loop invariant 0 <= i <= label.len;
            loop assigns i;
            loop variant label.len - i;
        */
        for (i = 0; i < label.len; i++) {
                if (!is_label_character(label.data[i])) {
                        return false;
                }
        }
        return label.len != 0;
}

/*@ requires valid_slice(pattern) && valid_slice(host);
    assigns \nothing;
*/
static bool matches(struct pc_slice pattern, struct pc_slice host)
{
        if (!is_wildcard(pattern)) {
                return equal_nocase(pattern, host);
        }
        (void)next_label(&pattern);
        return wildcard_stands_for(next_label(&host)) && equal_nocase(pattern, host);
}

/* How many octets a character takes, the last of which is its code point where that is ASCII. */
/*@ assigns \nothing;
    ensures \result \in {1, 2, 4};
*/
static size_t character_width(uint8_t tag)
{
        switch (tag) {
        case PC_TAG_BMP_STRING:
                return 2;
        case PC_TAG_UNIVERSAL_STRING:
                return 4;
        default:
                return 1;
        }
}

/*
 * The octets of an attribute's text, if a host's name may equal it: not longer, and ASCII as
 * far as this matters. 'text' takes those of characters that are wider than an octet.
 */
/*@ requires \valid_read(value) && valid_slice(value->content) && \valid(text + (0 .. HOST_MAX - 1));
    requires \valid(out) && \separated(value, out) && \separated(value, text + (0 .. HOST_MAX - 1));
    assigns *out, text[0 .. HOST_MAX - 1];
    ensures \result ==> valid_slice(*out);
*/
static bool read_text(const struct pc_element *value, uint8_t text[HOST_MAX], struct pc_slice *out)
{
        const size_t width = character_width(value->tag);
        size_t i;

        *out = value->content;
        if (width == 1) {
                return true;
        }
        out->data = text;
        out->len = 0;
        /*@ loop invariant 0 <= i <= value->content.len && out->data == text && out->len <= HOST_MAX;
            loop assigns i, out->len, text[0 .. HOST_MAX - 1];
            loop variant value->content.len - i;
        */
        for (i = 0; i < value->content.len; i++) {
                if (i % width != width - 1) {
                        if (value->content.data[i] != 0) {
                                return false;
                        }
                } else if (out->len == HOST_MAX) {
                        return false;
                } else {
                        text[out->len++] = value->content.data[i];
                }
        }
        return true;
}

/* Whether one of the subject's commonNames matches. As in OpenSSL, none counts that stands behind one without text. */
/*@ requires valid_certificate(cert) && valid_slice(host);
    assigns \nothing;
*/
PC_APART static bool common_name_matches(const struct pc_certificate *cert, struct pc_slice host)
{
        const struct pc_slice wanted = {common_name, sizeof common_name};
        struct pc_name_iter it = pc_name_attributes(cert->subject);
        struct pc_attribute attribute;
        uint8_t text[HOST_MAX];
        struct pc_slice pattern;

        /*@ loop invariant valid_name_iter(it);
            loop assigns it, attribute, pattern, text[0 .. HOST_MAX - 1];
            loop variant it.rdns.len + it.attributes.len;
        */
        while (pc_name_next(&it, &attribute) == PC_OK) {
                if (!pc_slice_equal(attribute.type, wanted)) {
                        continue;
                }
                if (!pc_string_is_text(attribute.value.tag)) {
                        return false;
                }
                if (read_text(&attribute.value, text, &pattern) && matches(pattern, host)) {
                        return true;
                }
        }
        return false;
}

/* The subjectAltName's names; none, successfully, where there is no such extension. */
/*@ requires valid_certificate(cert) && \valid(names);
    assigns *names;
    ensures \result == PC_OK ==> valid_slice(names->rest);
*/
static enum pc_result alternative_names(const struct pc_certificate *cert, struct pc_general_name_iter *names)
{
        struct pc_slice value;
        enum pc_result code = pc_extension_value(cert, PC_EXTENSION_SUBJECT_ALT_NAME, &value);

        if (code == PC_OK) {
                return pc_der_expect(&value, PC_TAG_SEQUENCE, &names->rest);
        }
        names->rest.data = NULL;
        names->rest.len = 0;
        return code == PC_NONE ? PC_OK : code;
}

/* Whether a dNSName matches; PC_NONE where there is none. An unreadable extension might have had some. */
/*@ requires valid_certificate(cert) && valid_slice(host);
    assigns \nothing;
    ensures \result \in {PC_OK, PC_NONE, PC_ERR_X509_HOST};
*/
PC_APART static enum pc_result check_dns_names(const struct pc_certificate *cert, struct pc_slice host)
{
        struct pc_general_name_iter it;
        struct pc_general_name name;
        enum pc_result found = PC_NONE;

        if (alternative_names(cert, &it) != PC_OK) {
                return PC_ERR_X509_HOST;
        }
        /*@ loop invariant valid_slice(it.rest) && found \in {PC_NONE, PC_ERR_X509_HOST};
            loop assigns it, name, found;
            loop variant it.rest.len;
        */
        while (pc_general_name_next(&it, &name) == PC_OK) {
                if (name.type == PC_GENERAL_NAME_DNS) {
                        found = PC_ERR_X509_HOST;
                        if (matches(name.value, host)) {
                                return PC_OK;
                        }
                }
        }
        return found;
}

/* Where dNSNames are, they alone count (RFC 6125 6.4.4). */
/*@ requires valid_certificate(cert) && valid_slice(host);
    assigns \nothing;
    ensures \result \in {PC_OK, PC_ERR_X509_HOST};
*/
static enum pc_result check_dns(const struct pc_certificate *cert, struct pc_slice host, unsigned flags)
{
        enum pc_result code = check_dns_names(cert, host);

        if (code != PC_NONE) {
                return code;
        }
        if ((flags & PC_HOST_NO_COMMON_NAME) != 0) {
                return PC_ERR_X509_HOST;
        }
        return common_name_matches(cert, host) ? PC_OK : PC_ERR_X509_HOST;
}

/*@ requires valid_certificate(cert) && valid_slice(address);
    assigns \nothing;
    ensures \result \in {PC_OK, PC_ERR_X509_IP};
*/
PC_APART static enum pc_result check_ip(const struct pc_certificate *cert, struct pc_slice address)
{
        struct pc_general_name_iter it;
        struct pc_general_name name;

        if (alternative_names(cert, &it) != PC_OK) {
                return PC_ERR_X509_IP;
        }
        /*@ loop invariant valid_slice(it.rest);
            loop assigns it, name;
            loop variant it.rest.len;
        */
        while (pc_general_name_next(&it, &name) == PC_OK) {
                if (name.type == PC_GENERAL_NAME_IP && pc_slice_equal(name.value, address)) {
                        return PC_OK;
                }
        }
        return PC_ERR_X509_IP;
}

/* A number as sscanf's %d takes it, no larger than 255; 'text' moves behind it. */
/*@ requires \valid(text) && valid_slice(*text);
    assigns *text;
    ensures valid_slice(*text) && rest_of(\old(*text), *text);
*/
static bool skip_loose_number(struct pc_slice *text)
{
        unsigned value = 0;
        size_t i = 0;

        if (text->len != 0 && (text->data[0] == '+' || text->data[0] == '-')) {
                i = 1;
        }
        if (i == text->len || !is_digit(text->data[i])) {
                return false;
        }
        /*@ loop invariant 0 <= i <= text->len && value <= 2559;
            loop assigns i, value;
            loop variant text->len - i;
        */
        while (i < text->len && is_digit(text->data[i]) && value <= 255) {
                value = value * 10 + (unsigned)(text->data[i] - '0');
                i++;
        }
        text->data += i;
        text->len -= i;
        return value <= 255;
}

/* Text that some resolvers and verifiers read as an IPv4 address, and others do not. */
/*@ requires valid_slice(text);
    assigns \nothing;
*/
static bool is_loose_address(struct pc_slice text)
{
        unsigned i;

        /*@ loop invariant 0 <= i <= 4 && valid_slice(text);
            loop assigns i, text;
            loop variant 4 - i;
        */
        for (i = 0; i < 4; i++) {
                if (i != 0) {
                        if (text.len == 0 || text.data[0] != '.') {
                                return false;
                        }
                        text.data++;
                        text.len--;
                }
                if (!skip_loose_number(&text)) {
                        return false;
                }
        }
        return text.len == 0;
}

/* A DNS name to ask for: labels of 1 to 63 printable ASCII characters; one dot may follow the last. */
/*@ requires valid_slice(host);
    assigns \nothing;
*/
static bool is_host(struct pc_slice host)
{
        size_t i;

        if (host.len == 0 || host.len > HOST_MAX || is_loose_address(host)) {
                return false;
        }
        /*@ loop invariant 0 <= i <= host.len;
            loop assigns i;
            loop variant host.len - i;
        */
        for (i = 0; i < host.len; i++) {
                if (host.data[i] <= ' ' || host.data[i] >= 0x7F || host.data[i] == ':') {
                        return false;
                }
        }
        /*@ loop invariant valid_slice(host);
            loop assigns host;
            loop variant host.len;
        */
        while (host.len != 0) {
                struct pc_slice label = next_label(&host);

                if (label.len == 0 || label.len > LABEL_MAX) {
                        return false;
                }
        }
        return true;
}

/*@ requires valid_certificate(cert) && valid_read_string(host);
    assigns \nothing;
    ensures \result \in {PC_OK, PC_ERR_X509_HOST, PC_ERR_X509_IP, PC_ERR_X509_HOST_SYNTAX};
*/
enum pc_result pc_host_check(const struct pc_certificate *cert, const char *host, unsigned flags)
{
        uint8_t octets[16];
        struct pc_slice address = {octets, 0};
        struct pc_slice name = pc_text(host);

        if (pc_ip_address_read(host, octets, &address.len) == PC_OK) {
                return check_ip(cert, address);
        }
        return is_host(name) ? check_dns(cert, name, flags) : PC_ERR_X509_HOST_SYNTAX;
}
