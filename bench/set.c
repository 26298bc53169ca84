#define _XOPEN_SOURCE 700

#include "set.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "file.h"
#include "x509/pem.h"

void set_add(struct set *set, struct pc_slice der)
{
        if (set->count == set->capacity) {
                set->capacity = set->capacity * 2 + 64;
                set->certificates = allocate(set->certificates, set->capacity * sizeof *set->certificates);
        }
        set->certificates[set->count++] = der;
}

/* Text is decoded where it stands; it stays for as long as the program. */
static void add_pem(struct set *set, struct pc_slice text)
{
        struct pc_pem_block block;
        enum pc_result result;

        while ((result = pc_pem_next(&text, &block)) != PC_END) {
                struct pc_slice der;
                uint8_t *place;

                if (result != PC_OK || block.label.len != 11 ||
                    memcmp(block.label.data, "CERTIFICATE", 11) != 0) {
                        continue;
                }
                place = allocate(NULL, block.body.len + 1);
                if (pc_pem_decode(block.body, place, block.body.len, &der, NULL) == PC_OK) {
                        set_add(set, der);
                }
        }
}

static void add_hex(struct set *set, const char *digits)
{
        const size_t len = strspn(digits, "0123456789abcdef") / 2;
        uint8_t *place = allocate(NULL, len + 1);
        size_t i;

        for (i = 0; i < len; i++) {
                const char pair[3] = {digits[2 * i], digits[2 * i + 1], '\0'};

                place[i] = (uint8_t)strtoul(pair, NULL, 16);
        }
        set_add(set, (struct pc_slice){place, len});
}

static void add_json_lines(struct set *set, char *text)
{
        static const char key[] = "\"der_hex\": \"";
        char *line;

        for (line = strtok(text, "\n"); line != NULL; line = strtok(NULL, "\n")) {
                const char *hex = strstr(line, key);

                if (hex != NULL && strstr(line, "\"python_repr\": null") == NULL) {
                        add_hex(set, hex + strlen(key));
                }
        }
}

static void add_file(struct set *set, const char *path)
{
        char *text;
        const size_t len = read_file(path, &text);

        if (len > 0 && text[0] == '{') {
                add_json_lines(set, text);
        } else if (len > 0 && text[0] == '\x30') {
                set_add(set, (struct pc_slice){(uint8_t *)text, len});
        } else {
                add_pem(set, (struct pc_slice){(uint8_t *)text, len});
        }
}

/* nftw() hands nothing on to its callback. */
static struct set *loading;

static int load_entry(const char *path, const struct stat *status, int type, struct FTW *place)
{
        (void)status;
        (void)place;
        if (type == FTW_F) {
                add_file(loading, path);
        }
        return 0;
}

void set_load(struct set *set, const char *path)
{
        loading = set;
        if (nftw(path, load_entry, 16, 0) != 0) {
                perror(path);
                exit(2);
        }
}

size_t set_size(const struct set *set)
{
        size_t size = 0;
        size_t i;

        for (i = 0; i < set->count; i++) {
                size += set->certificates[i].len;
        }
        return size;
}

void set_pack(struct set *set)
{
        uint8_t *place = allocate(NULL, set_size(set) + 1);
        size_t i;

        for (i = 0; i < set->count; i++) {
                struct pc_slice *der = &set->certificates[i];

                memcpy(place, der->data, der->len);
                der->data = place;
                place += der->len;
        }
}
