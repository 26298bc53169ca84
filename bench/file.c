#include "file.h"

#include <stdlib.h>

void *allocate(void *block, size_t size)
{
        void *place = realloc(block, size);

        if (place == NULL) {
                fputs("out of memory\n", stderr);
                exit(2);
        }
        return place;
}

FILE *open_file(const char *path, const char *mode)
{
        FILE *file = fopen(path, mode);

        if (file == NULL) {
                perror(path);
                exit(2);
        }
        return file;
}

size_t read_file(const char *path, char **text)
{
        FILE *file = open_file(path, "rb");
        size_t capacity = 1 << 16;
        size_t len = 0;

        *text = allocate(NULL, capacity);
        for (;;) {
                len += fread(*text + len, 1, capacity - 1 - len, file);
                if (len < capacity - 1) {
                        break;
                }
                capacity *= 2;
                *text = allocate(*text, capacity);
        }
        if (ferror(file)) {
                perror(path);
                exit(2);
        }
        fclose(file);
        (*text)[len] = '\0';
        return len;
}
