/*
 * Parses certificates from standard input, each one four octets of length, big endian, and the DER, and prints lines
 * by which two builds can be compared:
 *
 *     = code offset field irregularities  sum      of the certificate as it is
 *     n sum                                        of all that come from it by another octet n, for each n
 *
 * A sum is over all that parsing finds out: views, states of extensions, and the events of a visit. The second kind is
 * printed for certificates of SWEPT octets at most.
 */
#include <peercert.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "x509/extension.h"

#define SWEPT 700

struct sum {
        const uint8_t *der;
        uint64_t value;
};

/* FNV-1a, by words. */
static void add(struct sum *sum, uint64_t value)
{
        sum->value = (sum->value ^ value) * UINT64_C(0x100000001B3);
        sum->value ^= sum->value >> 29;
}

/* Where an empty one lies does not matter. */
static void add_slice(struct sum *sum, struct pc_slice slice)
{
        add(sum, slice.len);
        add(sum, slice.len == 0 ? 0 : (uint64_t)(slice.data - sum->der));
}

static void add_diag(struct sum *sum, const struct pc_diag *diag)
{

        add(sum, (uint64_t)diag->code);
        add(sum, diag->offset);
        add(sum, diag->entry);
        add(sum, diag->position);
        add(sum, diag->length);
        add(sum, (uint64_t)diag->field);
}

static void add_views(struct sum *sum, const struct pc_certificate *cert)
{
        add_slice(sum, cert->tbs);
        add_slice(sum, cert->serial);
        add_slice(sum, cert->issuer);
        add_slice(sum, cert->validity);
        add_slice(sum, cert->subject);
        add_slice(sum, cert->spki);
        add_slice(sum, cert->signature_algorithm);
        add_slice(sum, cert->signature);
        add_slice(sum, cert->unique_ids);
        add_slice(sum, cert->extensions);
        add(sum, (uint64_t)cert->version);
        add(sum, cert->irregularities);
}

static void add_extensions(struct sum *sum, const struct pc_certificate *cert)
{
        struct pc_extension_iter it = pc_extensions(cert);
        struct pc_extension extension;
        unsigned kind;

        while (pc_extension_next(&it, &extension) == PC_OK) {
                add(sum, (uint64_t)extension.kind * 2 + extension.critical);
                add_slice(sum, extension.oid);
                add_slice(sum, extension.value);
        }
        for (kind = 0; kind < PC_EXTENSION_KINDS; kind++) {
                struct pc_diag diag = {PC_OK, 0, PC_FIELD_NONE, 0, 0, 0};

                add(sum, (uint64_t)pc_extension_state(cert, (enum pc_extension_kind)kind, &diag));
                add_diag(sum, &diag);
        }
}

static int add_event(void *ctx, const struct pc_event *event)
{
        struct sum *sum = ctx;

        add(sum, (uint64_t)event->type * PC_KEY_COUNT + (uint64_t)event->key);
        switch (event->type) {
        case PC_EVENT_ATTRIBUTE:
                add(sum, event->as.attribute.rdn * 256 + event->as.attribute.value.tag);
                add_slice(sum, event->as.attribute.type);
                add_slice(sum, event->as.attribute.value.content);
                break;
        case PC_EVENT_GENERAL_NAME:
                add(sum, (uint64_t)event->as.name.type);
                add_slice(sum, event->as.name.value);
                break;
        case PC_EVENT_TEXT:
        case PC_EVENT_URI:
                add(sum, (uint64_t)event->as.text.kind * 256 + event->as.text.tag);
                add_slice(sum, event->as.text.octets);
                break;
        default:
                break;
        }
        return 0;
}

/* Parses and adds what there is to say of it; 'diag' gets the code at least. */
static uint32_t parse(struct sum *sum, struct pc_slice der, struct pc_diag *diag)
{
        static const struct pc_diag none;
        struct pc_certificate cert;

        *diag = none;
        sum->der = der.data;
        if (pc_certificate_parse(&cert, der, diag) != PC_OK) {
                add_diag(sum, diag);
                return 0;
        }
        add_views(sum, &cert);
        add_extensions(sum, &cert);
        add(sum, (uint64_t)pc_dict_check(&cert, diag));
        add_diag(sum, diag);
        add(sum, (uint64_t)pc_dict_visit(&cert, add_event, sum));
        return cert.irregularities;
}

static void sweep(uint8_t *der, size_t len)
{
        struct pc_diag diag;
        size_t i;
        unsigned change;

        for (i = 0; i < len; i++) {
                struct sum sum = {NULL, 0};
                const uint8_t octet = der[i];

                for (change = 1; change < 256; change++) {
                        der[i] = (uint8_t)(octet ^ change);
                        (void)parse(&sum, (struct pc_slice){der, len}, &diag);
                }
                der[i] = octet;
                printf("%zu %016llx\n", i, (unsigned long long)sum.value);
        }
}

/* The DER stands in memory of exactly its size, so that a sanitizer sees the first octet too far. */
static int probe(size_t len)
{
        uint8_t *der = malloc(len == 0 ? 1 : len);
        struct sum sum = {NULL, 0};
        struct pc_diag diag;
        uint32_t irregularities;

        if (der == NULL || fread(der, 1, len, stdin) != len) {
                free(der);
                return -1;
        }
        irregularities = parse(&sum, (struct pc_slice){der, len}, &diag);
        printf("= %d %zu %s %x %016llx\n", (int)diag.code, diag.offset, diag.field == PC_FIELD_NONE ? "-" : pc_field_path(diag.field),
               (unsigned)irregularities, (unsigned long long)sum.value);
        if (len <= SWEPT) {
                sweep(der, len);
        }
        free(der);
        return 0;
}

int main(void)
{
        uint8_t head[4];

        while (fread(head, 1, sizeof head, stdin) == sizeof head) {
                if (probe((size_t)head[0] << 24 | (size_t)head[1] << 16 | (size_t)head[2] << 8 | head[3]) != 0) {
                        return 1;
                }
        }
        return fflush(stdout) == 0 ? 0 : 1;
}
