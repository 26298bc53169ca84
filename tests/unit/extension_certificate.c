#include "extension_certificate.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

struct octets {
        uint8_t data[16384];
        size_t len;
};

static void demand(bool condition)
{
        if (!condition) {
                abort();
        }
}

static void append(struct octets *to, const void *data, size_t len)
{
        demand(len <= sizeof to->data - to->len);
        if (len > 0) {
                memcpy(to->data + to->len, data, len);
        }
        to->len += len;
}

/* Appends a data value of at most 65535 contents octets. */
static void append_value(struct octets *to, uint8_t tag, const void *data, size_t len)
{
        const uint8_t small[] = {tag, (uint8_t)len};
        const uint8_t medium[] = {tag, 0x81, (uint8_t)len};
        const uint8_t large[] = {tag, 0x82, (uint8_t)(len >> 8), (uint8_t)len};

        if (len < 0x80) {
                append(to, small, sizeof small);
        } else if (len < 0x100) {
                append(to, medium, sizeof medium);
        } else {
                append(to, large, sizeof large);
        }
        append(to, data, len);
}

#define ED25519 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70
#define NAME    0x30, 0x0C, 0x31, 0x0A, 0x30, 0x08, 0x06, 0x03, 0x55, 0x04, 0x03, 0x0C, 0x01, 'x'
#define DATE(y) 0x17, 0x0D, y, '0', '0', '1', '0', '1', '0', '0', '0', '0', '0', '0', 'Z'

/* TBSCertificate's beginning: v3, serial number 1. */
static const uint8_t start[] = {0xA0, 0x03, 0x02, 0x01, 0x02, 0x02, 0x01, 0x01};
static const uint8_t name[] = {NAME};
static const uint8_t validity[] = {0x30, 0x1E, DATE('2'), DATE('3')};
static const uint8_t algorithm[] = {ED25519};
static const uint8_t key[44] = {0x30, 0x2A, ED25519, 0x03, 0x21};

static void append_part(struct octets *to, struct pc_slice part, const uint8_t *usual, size_t usual_len)
{
        append(to, part.len > 0 ? part.data : usual, part.len > 0 ? part.len : usual_len);
}

static void append_tbs(struct octets *to, const struct certificate_parts *parts, const struct octets *extensions)
{
        static struct octets fields;
        static struct octets part;

        fields.len = 0;
        append(&fields, start, sizeof start);
        append_part(&fields, parts->algorithm, algorithm, sizeof algorithm);
        append(&fields, name, sizeof name);
        append_part(&fields, parts->validity, validity, sizeof validity);
        append_part(&fields, parts->subject, name, sizeof name);
        append_part(&fields, parts->key, key, sizeof key);
        if (extensions->len > 0) {
                part.len = 0;
                append_value(&part, 0x30, extensions->data, extensions->len);
                append_value(&fields, 0xA3, part.data, part.len);
        }
        append_value(to, 0x30, fields.data, fields.len);
}

static void append_extension(struct octets *to, struct pc_slice oid, struct pc_slice value)
{
        static struct octets fields;

        fields.len = 0;
        append_value(&fields, 0x06, oid.data, oid.len);
        append_value(&fields, 0x04, value.data, value.len);
        append_value(to, 0x30, fields.data, fields.len);
}

static struct pc_slice make_certificate(const struct certificate_parts *parts, const struct octets *extensions)
{
        static struct octets fields;
        static struct octets whole;
        const uint8_t signature[65] = {0};
        struct pc_slice der;
        uint8_t *data;

        fields.len = whole.len = 0;
        append_tbs(&fields, parts, extensions);
        append_part(&fields, parts->algorithm, algorithm, sizeof algorithm);
        append_value(&fields, 0x03, signature, sizeof signature);
        append_value(&whole, 0x30, fields.data, fields.len);
        data = malloc(whole.len);
        demand(data != NULL);
        memcpy(data, whole.data, whole.len);
        der.data = data;
        der.len = whole.len;
        return der;
}

struct pc_slice certificate_with(struct pc_slice oid, struct pc_slice value, unsigned copies)
{
        static const struct certificate_parts usual;
        static struct octets extensions;

        extensions.len = 0;
        while (copies-- > 0) {
                append_extension(&extensions, oid, value);
        }
        return make_certificate(&usual, &extensions);
}

struct pc_slice certificate_of(struct pc_slice subject)
{
        static struct octets element;
        struct certificate_parts parts = {{NULL, 0}, {NULL, 0}, {NULL, 0}, {NULL, 0}};

        element.len = 0;
        append_value(&element, 0x30, subject.data, subject.len);
        parts.subject.data = element.data;
        parts.subject.len = element.len;
        return certificate_from(&parts);
}

struct pc_slice certificate_from(const struct certificate_parts *parts)
{
        static const struct octets none;

        return make_certificate(parts, &none);
}

void free_octets(struct pc_slice octets)
{
        free((void *)(uintptr_t)octets.data);
}
