#define _POSIX_C_SOURCE 200809L

#include "tls/trust_store.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "tls/certificate_file.h"
#include "tls/file.h"
#include "x509/certificate.h"

struct pc_trust_store {
        struct pc_slice *anchors; /* in the order they came, one allocation each */
        size_t *sorted;           /* their indices, ordered by content: for finding duplicates */
        size_t count;
        size_t capacity; /* of both */
};

enum pc_result pc_trust_store_new(struct pc_trust_store **out)
{
        struct pc_trust_store *store = calloc(1, sizeof *store);

        if (store == NULL) {
                return PC_ERR_TLS_MEMORY;
        }
        *out = store;
        return PC_OK;
}

static void free_octets(struct pc_slice slice)
{
        free((void *)(uintptr_t)slice.data);
}

void pc_trust_store_free(struct pc_trust_store *store)
{
        if (store == NULL) {
                return;
        }
        for (size_t i = 0; i < store->count; i++) {
                free_octets(store->anchors[i]);
        }
        free(store->anchors);
        free(store->sorted);
        free(store);
}

static enum pc_result grow(struct pc_trust_store *store)
{
        size_t capacity = store->capacity == 0 ? 64 : store->capacity * 2;
        struct pc_slice *anchors = realloc(store->anchors, capacity * sizeof *anchors);
        size_t *sorted;

        if (anchors == NULL) {
                return PC_ERR_TLS_MEMORY;
        }
        store->anchors = anchors;
        sorted = realloc(store->sorted, capacity * sizeof *sorted);
        if (sorted == NULL) {
                return PC_ERR_TLS_MEMORY;
        }
        store->sorted = sorted;
        store->capacity = capacity;
        return PC_OK;
}

static int compare(struct pc_slice a, struct pc_slice b)
{
        if (a.len != b.len) {
                return a.len < b.len ? -1 : 1;
        }
        return a.len == 0 ? 0 : memcmp(a.data, b.data, a.len);
}

/* Where 'der' stands among the sorted ones, or belongs. */
static size_t place_of(const struct pc_trust_store *store, struct pc_slice der, bool *found)
{
        size_t low = 0;
        size_t high = store->count;

        *found = false;
        while (low < high) {
                size_t middle = low + (high - low) / 2;
                int order = compare(store->anchors[store->sorted[middle]], der);

                if (order == 0) {
                        *found = true;
                        return middle;
                }
                if (order < 0) {
                        low = middle + 1;
                } else {
                        high = middle;
                }
        }
        return low;
}

static enum pc_result add_copy(struct pc_trust_store *store, struct pc_slice der)
{
        bool found;
        size_t place = place_of(store, der, &found);
        uint8_t *copy;

        if (found) {
                return PC_OK;
        }
        if (store->count == store->capacity && grow(store) != PC_OK) {
                return PC_ERR_TLS_MEMORY;
        }
        copy = malloc(der.len);
        if (copy == NULL) {
                return PC_ERR_TLS_MEMORY;
        }
        memcpy(copy, der.data, der.len);
        memmove(store->sorted + place + 1, store->sorted + place,
                (store->count - place) * sizeof *store->sorted);
        store->sorted[place] = store->count;
        store->anchors[store->count].data = copy;
        store->anchors[store->count].len = der.len;
        store->count++;
        return PC_OK;
}

/* Forgets all anchors but the first 'count'. */
static void roll_back(struct pc_trust_store *store, size_t count)
{
        size_t kept = 0;

        for (size_t i = 0; i < store->count; i++) {
                if (store->sorted[i] < count) {
                        store->sorted[kept++] = store->sorted[i];
                }
        }
        for (size_t i = count; i < store->count; i++) {
                free_octets(store->anchors[i]);
        }
        store->count = count;
}

enum pc_result pc_trust_store_add_der(struct pc_trust_store *store, struct pc_slice der, struct pc_diag *diag)
{
        struct pc_certificate cert;
        enum pc_result result = pc_certificate_parse(&cert, der, diag);

        return result == PC_OK ? add_copy(store, der) : result;
}

static enum pc_result add_one(void *ctx, struct pc_slice der, struct pc_diag *diag)
{
        return pc_trust_store_add_der(ctx, der, diag);
}

enum pc_result pc_trust_store_add_file(struct pc_trust_store *store, const char *path, struct pc_diag *diag)
{
        size_t before = store->count;
        struct pc_slice octets;
        enum pc_result result = pc_file_read(path, &octets);

        if (result != PC_OK) {
                return pc_certificate_file_refuse(result, 0, 0, diag);
        }
        result = pc_certificate_file_each(octets, add_one, store, diag);
        if (result != PC_OK) {
                roll_back(store, before);
        }
        free_octets(octets);
        return result;
}

static enum pc_result add_entry(struct pc_trust_store *store, const char *directory, const char *name)
{
        size_t size = strlen(directory) + strlen(name) + 2;
        char *path = malloc(size);
        struct stat status;
        enum pc_result result = PC_OK;

        if (path == NULL) {
                return PC_ERR_TLS_MEMORY;
        }
        snprintf(path, size, "%s/%s", directory, name);
        if (stat(path, &status) == 0 && S_ISREG(status.st_mode)) {
                result = pc_trust_store_add_file(store, path, NULL);
        }
        free(path);
        /* What is no certificate is none of ours. */
        return result == PC_ERR_TLS_MEMORY ? result : PC_OK;
}

enum pc_result pc_trust_store_add_directory(struct pc_trust_store *store, const char *path)
{
        DIR *directory = opendir(path);
        struct dirent *entry;
        enum pc_result result = PC_OK;

        if (directory == NULL) {
                return PC_ERR_TLS_FILE;
        }
        while (result == PC_OK && (entry = readdir(directory)) != NULL) {
                result = add_entry(store, path, entry->d_name);
        }
        closedir(directory);
        return result;
}

size_t pc_trust_store_count(const struct pc_trust_store *store)
{
        return store->count;
}

struct pc_slice pc_trust_store_anchor(const struct pc_trust_store *store, size_t i)
{
        return store->anchors[i];
}
