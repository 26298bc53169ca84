/*
 * Decodes certificates from standard input, each one four octets of length, big endian, and the DER, and prints one
 * line for each, fields separated by tabs:
 *
 *     0     the dict as a Python literal   the dict as JSON
 *     code  offset  field  entry  position  length
 */
#include <peercert.h>

#include <stdio.h>
#include <stdlib.h>

static int print(void *ctx, const void *data, size_t len)
{
        return fwrite(data, 1, len, ctx) == len ? 0 : -1;
}

static enum pc_result print_dict(const struct pc_certificate *cert)
{
        enum pc_result result;

        printf("0\t");
        result = pc_write_python(cert, print, stdout);
        if (result != PC_OK) {
                return result;
        }
        printf("\t");
        result = pc_write_json(cert, print, stdout);
        printf("\n");
        return result;
}

static void print_diag(const struct pc_diag *diag)
{
        printf("%d\t%zu\t%s\t%zu\t%zu\t%zu\n", diag->code, diag->offset, pc_field_path(diag->field), diag->entry, diag->position,
               diag->length);
}

/* Nothing is written after a writer failed: a dict that pc_decode has passed can be written. */
static int probe(struct pc_slice der)
{
        struct pc_certificate cert;
        struct pc_diag diag = {PC_OK, 0, PC_FIELD_NONE, 0, 0, 0};
        enum pc_result result = pc_decode(der, &cert, &diag);

        if (result != PC_OK) {
                print_diag(&diag);
                return diag.code == result ? 0 : -1;
        }
        result = print_dict(&cert);
        if (result != PC_OK) {
                fprintf(stderr, "decode_probe: a writer failed: %s\n", pc_strerror(result));
        }
        return result == PC_OK ? 0 : -1;
}

/* The DER stands in memory of exactly its size, so that a sanitizer sees the first octet too far. */
static int probe_next(size_t len)
{
        uint8_t *der = malloc(len == 0 ? 1 : len);
        int result = -1;

        if (der != NULL && fread(der, 1, len, stdin) == len) {
                result = probe((struct pc_slice){der, len});
        }
        free(der);
        return result;
}

int main(void)
{
        uint8_t head[4];

        while (fread(head, 1, sizeof head, stdin) == sizeof head) {
                const size_t len = (size_t)head[0] << 24 | (size_t)head[1] << 16 | (size_t)head[2] << 8 | head[3];

                if (probe_next(len) != 0) {
                        return 1;
                }
        }
        return fflush(stdout) == 0 ? 0 : 1;
}
