#include "tls_support.h"

#include <stdlib.h>
#include <string.h>

#include "tls/file.h"
#include "x509/pem.h"

#define CACHED 32

struct cached {
        char file[32];
        struct pc_slice der;
};

static struct cached cache[CACHED];

const char *tls_path(const char *name)
{
        static char path[1024];

        snprintf(path, sizeof path, "%s/unit/tls/%s", PC_TESTS, name);
        return path;
}

static struct pc_slice read_pem(const char *file)
{
        struct pc_slice text;
        struct pc_slice rest;
        struct pc_slice der;
        struct pc_pem_block block;

        assert_int_equal(pc_file_read(tls_path(file), &text), PC_OK);
        rest = text;
        assert_int_equal(pc_pem_next(&rest, &block), PC_OK);

        uint8_t *buf = malloc(block.body.len);

        assert_non_null(buf);
        assert_int_equal(pc_pem_decode(block.body, buf, block.body.len, &der, NULL), PC_OK);
        free((void *)(uintptr_t)text.data);
        return der;
}

struct pc_slice tls_pem(const char *file)
{
        size_t i = 0;

        while (cache[i].file[0] != '\0') {
                if (strcmp(cache[i].file, file) == 0) {
                        return cache[i].der;
                }
                i++;
                assert_true(i < CACHED);
        }
        snprintf(cache[i].file, sizeof cache[i].file, "%s", file);
        cache[i].der = read_pem(file);
        return cache[i].der;
}

struct pc_slice tls_certificate(const char *name)
{
        char file[32];

        snprintf(file, sizeof file, "%s.pem", name);
        return tls_pem(file);
}

void tls_expect_digests(const struct pc_backend *backend)
{
        static const struct {
                enum pc_hash hash;
                uint8_t begins[4];
        } digests[] = {
                {PC_HASH_MD5, {0x90, 0x01, 0x50, 0x98}},    {PC_HASH_SHA1, {0xA9, 0x99, 0x3E, 0x36}},
                {PC_HASH_SHA224, {0x23, 0x09, 0x7D, 0x22}}, {PC_HASH_SHA256, {0xBA, 0x78, 0x16, 0xBF}},
                {PC_HASH_SHA384, {0xCB, 0x00, 0x75, 0x3F}}, {PC_HASH_SHA512, {0xDD, 0xAF, 0x35, 0xA1}},
        };

        for (size_t i = 0; i < sizeof digests / sizeof digests[0]; i++) {
                uint8_t out[PC_HASH_MAX];

                assert_int_equal(backend->digest(NULL, digests[i].hash, slice_of("abc"), out), PC_OK);
                assert_memory_equal(out, digests[i].begins, 4);
        }
}
