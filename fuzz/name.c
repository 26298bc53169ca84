/*
 * Contents octets of a Name, as the subject of a certificate that is regular but for it, and as a directoryName: it is
 * accepted in both places or in none, and reads alike.
 */
#include "certificate.h"

#include "../tests/unit/extension_certificate.h"
#include "asn1/oid.h"

#define WRAPPED 4200

static size_t put(uint8_t *out, uint8_t tag, size_t len)
{
        out[0] = tag;
        out[1] = 0x82;
        out[2] = (uint8_t)(len >> 8);
        out[3] = (uint8_t)len;
        if (len >= 0x100) {
                return 4;
        }
        out[1] = 0x81;
        out[2] = (uint8_t)len;
        if (len >= 0x80) {
                return 3;
        }
        out[1] = (uint8_t)len;
        return 2;
}

/* SEQUENCE { [4] { SEQUENCE { name } } } */
static size_t wrap(uint8_t out[WRAPPED], struct pc_slice name)
{
        static const uint8_t tags[] = {PC_TAG_SEQUENCE, PC_TAG_CONTEXT_CONSTRUCTED(4), PC_TAG_SEQUENCE};
        size_t len = name.len;
        size_t i;

        memcpy(out, name.data, name.len);
        for (i = 0; i < sizeof tags; i++) {
                uint8_t header[4];
                const size_t octets = put(header, tags[i], len);

                memmove(out + octets, out, len);
                memcpy(out, header, octets);
                len += octets;
        }
        return len;
}

static void check_same(struct pc_name_iter one, struct pc_name_iter other)
{
        struct pc_attribute a;
        struct pc_attribute b;
        enum pc_result result;

        while ((result = pc_name_next(&one, &a)) == PC_OK) {
                PROPERTY(pc_name_next(&other, &b) == PC_OK);
                PROPERTY(pc_oid_check(a.type) == PC_OK && pc_slice_equal(a.type, b.type) && a.rdn == b.rdn);
                PROPERTY(a.value.tag == b.value.tag && pc_slice_equal(a.value.content, b.value.content));
        }
        PROPERTY(result == PC_END && pc_name_next(&other, &b) == PC_END);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
        static const uint8_t alt_name[] = {0x55, 0x1D, 0x11};
        static uint8_t wrapped[WRAPPED];
        struct pc_certificate cert;
        struct pc_certificate other;
        struct pc_general_name_iter names;
        struct pc_general_name name;
        struct pc_diag diag = {.code = PC_OK};
        struct pc_slice der;
        struct pc_slice other_der;
        enum pc_result result;

        if (size == 0 || size > 4096) {
                return 0;
        }
        der = certificate_of((struct pc_slice){data, size});
        other_der = certificate_with((struct pc_slice){alt_name, sizeof alt_name},
                                     (struct pc_slice){wrapped, wrap(wrapped, (struct pc_slice){data, size})}, 1);
        result = pc_certificate_parse(&cert, der, &diag);
        PROPERTY((pc_certificate_parse(&other, other_der, NULL) == PC_OK &&
                  pc_extension_state(&other, PC_EXTENSION_SUBJECT_ALT_NAME, NULL) == PC_EXTENSION_OK) == (result == PC_OK));
        if (result == PC_OK) {
                check_dict(&cert, pc_dict_check(&cert, NULL));
                check_writers(&cert, pc_dict_check(&cert, NULL));
                names = pc_subject_alt_names(&other);
                PROPERTY(pc_general_name_next(&names, &name) == PC_OK && name.type == PC_GENERAL_NAME_DIRECTORY);
                check_same(pc_subject(&cert), pc_name_attributes(name.value));
        }
        free_octets(der);
        free_octets(other_der);
        return 0;
}
