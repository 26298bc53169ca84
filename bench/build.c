#include "build.h"

#include <stdlib.h>
#include <string.h>

#include "file.h"

#define OID_SUBJECT_ALT_NAME        "\x55\x1D\x11"
#define OID_CRL_DISTRIBUTION_POINTS "\x55\x1D\x1F"
#define OID_EXTENDED_KEY_USAGE      "\x55\x1D\x25"
#define OID_AUTHORITY_INFO_ACCESS   "\x2B\x06\x01\x05\x05\x07\x01\x01"

/* Of the certificate without what grows. */
#define SKELETON 260

static const uint8_t algorithm[] = {0x30, 0x0A, 0x06, 0x08, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x04, 0x03, 0x02};

/* A P-256 key at the curve's base point. */
static const uint8_t public_key[] = {
        0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x01, 0x06, 0x08, 0x2A,
        0x86, 0x48, 0xCE, 0x3D, 0x03, 0x01, 0x07, 0x03, 0x42, 0x00, 0x04, 0x6B, 0x17, 0xD1, 0xF2, 0xE1,
        0x2C, 0x42, 0x47, 0xF8, 0xBC, 0xE6, 0xE5, 0x63, 0xA4, 0x40, 0xF2, 0x77, 0x03, 0x7D, 0x81, 0x2D,
        0xEB, 0x33, 0xA0, 0xF4, 0xA1, 0x39, 0x45, 0xD8, 0x98, 0xC2, 0x96, 0x4F, 0xE3, 0x42, 0xE2, 0xFE,
        0x1A, 0x7F, 0x9B, 0x8E, 0xE7, 0xEB, 0x4A, 0x7C, 0x0F, 0x9E, 0x16, 0x2B, 0xCE, 0x33, 0x57, 0x6B,
        0x31, 0x5E, 0xCE, 0xCB, 0xB6, 0x40, 0x68, 0x37, 0xBF, 0x51, 0xF5};

static const uint8_t small_name[] = {0x31, 0x0C, 0x30, 0x0A, 0x06, 0x03, 0x55,
                                     0x04, 0x03, 0x0C, 0x03, 'a',  '.',  'b'};

void build_init(struct build *build, size_t size)
{
        build->block = allocate(NULL, size);
        build->size = size;
        build->start = size;
}

struct pc_slice build_result(const struct build *build)
{
        return (struct pc_slice){build->block + build->start, build->size - build->start};
}

static uint8_t *reserve(struct build *build, size_t len)
{
        if (len > build->start) {
                fputs("the builder's block is too small\n", stderr);
                exit(2);
        }
        build->start -= len;
        return build->block + build->start;
}

void build_octets(struct build *build, const void *octets, size_t len)
{
        memcpy(reserve(build, len), octets, len);
}

void build_fill(struct build *build, uint8_t octet, size_t len)
{
        memset(reserve(build, len), octet, len);
}

void build_wrap(struct build *build, uint8_t tag, size_t end)
{
        const size_t len = end - build->start;
        size_t rest = len;
        uint8_t count = 0;

        if (len >= 0x80) {
                for (; rest > 0; rest /= 256) {
                        build_fill(build, (uint8_t)(rest % 256), 1);
                        count++;
                }
                build_fill(build, (uint8_t)(0x80 + count), 1);
        } else {
                build_fill(build, (uint8_t)len, 1);
        }
        build_fill(build, tag, 1);
}

void build_element(struct build *build, uint8_t tag, const void *content, size_t len)
{
        const size_t end = build->start;

        build_octets(build, content, len);
        build_wrap(build, tag, end);
}

/* What grows, if it is here, else what a small certificate has. */
struct growth {
        enum place place;
        build_filler *filler;
        size_t size;
};

static bool grow(struct build *build, const struct growth *growth, enum place place)
{
        if (growth->place != place) {
                return false;
        }
        growth->filler(build, growth->size);
        return true;
}

static void put_extension(struct build *build, const struct growth *growth, enum place place, const char *oid,
                          size_t len)
{
        const size_t end = build->start;

        if (growth->place != place) {
                return;
        }
        grow(build, growth, place);
        build_wrap(build, PC_TAG_SEQUENCE, end);
        build_wrap(build, PC_TAG_OCTET_STRING, end);
        build_element(build, PC_TAG_OID, oid, len);
        build_wrap(build, PC_TAG_SEQUENCE, end);
}

static void put_extensions(struct build *build, const struct growth *growth)
{
        const size_t end = build->start;

        grow(build, growth, PLACE_EXTENSIONS);
        put_extension(build, growth, PLACE_SUBJECT_ALT_NAME, OID_SUBJECT_ALT_NAME, 3);
        put_extension(build, growth, PLACE_CRL_DISTRIBUTION_POINTS, OID_CRL_DISTRIBUTION_POINTS, 3);
        put_extension(build, growth, PLACE_EXTENDED_KEY_USAGE, OID_EXTENDED_KEY_USAGE, 3);
        put_extension(build, growth, PLACE_AUTHORITY_INFO_ACCESS, OID_AUTHORITY_INFO_ACCESS, 8);
        if (build->start < end) {
                build_wrap(build, PC_TAG_SEQUENCE, end);
                build_wrap(build, PC_TAG_CONTEXT_CONSTRUCTED(3), end);
        }
}

static void put_validity(struct build *build, const struct growth *growth)
{
        const size_t end = build->start;

        if (grow(build, growth, PLACE_VALIDITY)) {
                build_wrap(build, PC_TAG_GENERALIZED_TIME, end);
        } else {
                build_element(build, PC_TAG_UTC_TIME, "340101000000Z", 13);
        }
        build_element(build, PC_TAG_UTC_TIME, "240101000000Z", 13);
        build_wrap(build, PC_TAG_SEQUENCE, end);
}

static void put_tbs(struct build *build, const struct growth *growth)
{
        const size_t end = build->start;
        size_t at;

        put_extensions(build, growth);
        build_octets(build, public_key, sizeof public_key);
        at = build->start;
        if (!grow(build, growth, PLACE_SUBJECT)) {
                build_octets(build, small_name, sizeof small_name);
        }
        build_wrap(build, PC_TAG_SEQUENCE, at);
        put_validity(build, growth);
        build_element(build, PC_TAG_SEQUENCE, small_name, sizeof small_name);
        build_octets(build, algorithm, sizeof algorithm);
        at = build->start;
        if (!grow(build, growth, PLACE_SERIAL)) {
                build_octets(build, "\x01", 1);
        }
        build_wrap(build, PC_TAG_INTEGER, at);
        build_octets(build, "\xA0\x03\x02\x01\x02", 5);
        build_wrap(build, PC_TAG_SEQUENCE, end);
}

struct pc_slice build_certificate(struct build *build, enum place place, build_filler *filler, size_t size)
{
        const struct growth growth = {place, filler, size > SKELETON ? size - SKELETON : 1};
        size_t at;

        build->start = build->size;
        at = build->start;
        if (!grow(build, &growth, PLACE_SIGNATURE)) {
                build_octets(build, "\x30\x06\x02\x01\x01\x02\x01\x01", 8);
        }
        build_octets(build, "", 1);
        build_wrap(build, PC_TAG_BIT_STRING, at);
        build_octets(build, algorithm, sizeof algorithm);
        put_tbs(build, &growth);
        build_wrap(build, PC_TAG_SEQUENCE, build->size);
        return build_result(build);
}
