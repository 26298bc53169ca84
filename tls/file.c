#include "tls/file.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#define FIRST_SIZE 65536

/* Doubles 'buf'; on failure it is freed. */
static uint8_t *enlarge(uint8_t *buf, size_t *size)
{
        uint8_t *larger = realloc(buf, *size * 2);

        if (larger == NULL) {
                free(buf);
                return NULL;
        }
        *size *= 2;
        return larger;
}

static enum pc_result read_all(FILE *file, struct pc_slice *out)
{
        size_t size = FIRST_SIZE;
        size_t len = 0;
        uint8_t *buf = malloc(size);

        while (buf != NULL) {
                len += fread(buf + len, 1, size - len, file);
                if (len < size) {
                        break;
                }
                if (len >= PC_FILE_MAX) {
                        free(buf);
                        errno = EFBIG;
                        return PC_ERR_TLS_FILE;
                }
                buf = enlarge(buf, &size);
        }
        if (buf == NULL) {
                return PC_ERR_TLS_MEMORY;
        }
        if (ferror(file)) {
                int error = errno;

                free(buf);
                errno = error;
                return PC_ERR_TLS_FILE;
        }
        out->data = buf;
        out->len = len;
        return PC_OK;
}

enum pc_result pc_file_read(const char *path, struct pc_slice *out)
{
        FILE *file = fopen(path, "rb");

        if (file == NULL) {
                return PC_ERR_TLS_FILE;
        }

        enum pc_result result = read_all(file, out);
        int error = errno;

        fclose(file);
        errno = error;
        return result;
}
