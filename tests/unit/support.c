#include "support.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LINE_SIZE  16384
#define NAMES_SIZE 128

FILE *open_test_file(const char *folder, const char *name)
{
        const char *tests = getenv("PEERCERT_TESTS");
        char path[4096];
        FILE *file;

        (void)snprintf(path, sizeof path, "%s/%s/%s", tests != NULL ? tests : PC_TESTS, folder, name);
        file = fopen(path, "r");
        if (file == NULL) {
                fail_msg("%s: cannot be opened", path);
        }
        return file;
}

const struct result_name *result_names(size_t *count)
{
        static struct result_name names[NAMES_SIZE];
        static size_t known;
        char line[256];
        FILE *file;

        if (known == 0) {
                file = open_test_file("..", "asn1/result.h");
                while (fgets(line, sizeof line, file) != NULL && known < NAMES_SIZE) {
                        int code;

                        if (sscanf(line, " %47[A-Z0-9_] = %d", names[known].name, &code) == 2) {
                                names[known++].code = (enum pc_result)code;
                        }
                }
                (void)fclose(file);
        }
        assert_in_range(known, 1, NAMES_SIZE - 1);
        *count = known;
        return names;
}

const char *result_name(enum pc_result code)
{
        size_t count;
        const struct result_name *names = result_names(&count);
        size_t i;

        for (i = 0; i < count; i++) {
                if (names[i].code == code) {
                        return names[i].name;
                }
        }
        return "no result code";
}

void vector_fail(const struct vector *vector, const char *format, ...)
{
        char text[1024];
        va_list arguments;

        va_start(arguments, format);
        (void)vsnprintf(text, sizeof text, format, arguments);
        va_end(arguments);
        fail_msg("%s:%u: %s", vector->file, vector->line, text);
}

const char *vector_text(const struct vector *vector, size_t field)
{
        if (field >= vector->count) {
                vector_fail(vector, "field %u is missing", (unsigned)field);
        }
        return vector->fields[field];
}

long long vector_number(const struct vector *vector, size_t field)
{
        const char *text = vector_text(vector, field);
        char *end;
        const long long number = strtoll(text, &end, 0);

        if (end == text || *end != '\0') {
                vector_fail(vector, "'%s' is not a number", text);
        }
        return number;
}

enum pc_result vector_result(const struct vector *vector, size_t field)
{
        const char *text = vector_text(vector, field);
        size_t count;
        const struct result_name *names = result_names(&count);
        size_t i;

        for (i = 0; i < count; i++) {
                if (strcmp(names[i].name, text) == 0) {
                        return names[i].code;
                }
        }
        vector_fail(vector, "'%s' is not a result", text);
        return PC_OK;
}

static uint8_t hex_octet(const struct vector *vector, const char *text)
{
        char pair[3] = {text[0], text[1], '\0'};
        char *end;
        const unsigned long value = strtoul(pair, &end, 16);

        if (!isxdigit((unsigned char)pair[0]) || *end != '\0' || end != pair + 2) {
                vector_fail(vector, "'%s' is not hexadecimal", text);
        }
        return (uint8_t)value;
}

struct pc_slice vector_octets(struct vector *vector, size_t field)
{
        const char *text = vector_text(vector, field);
        struct pc_slice octets = {NULL, 0};
        uint8_t *data;
        size_t i;

        if (strcmp(text, "-") == 0) {
                return octets;
        }
        octets.len = strlen(text) / 2;
        free(vector->owned[field]);
        data = malloc(octets.len);
        assert_non_null(data);
        vector->owned[field] = data;
        for (i = 0; i < octets.len; i++) {
                data[i] = hex_octet(vector, text + 2 * i);
        }
        if (strlen(text) % 2 != 0) {
                vector_fail(vector, "half an octet");
        }
        octets.data = data;
        return octets;
}

void vector_expect_result(const struct vector *vector, enum pc_result got, enum pc_result want)
{
        if (got != want) {
                vector_fail(vector, "result %s (%d), not %s", result_name(got), got, result_name(want));
        }
}

void vector_expect_number(const struct vector *vector, const char *what, long long got, long long want)
{
        if (got != want) {
                vector_fail(vector, "%s is %lld, not %lld", what, got, want);
        }
}

void vector_expect_octets(const struct vector *vector, const char *what, struct pc_slice got,
                          struct pc_slice want)
{
        size_t i;

        vector_expect_number(vector, what, (long long)got.len, (long long)want.len);
        for (i = 0; i < want.len; i++) {
                if (got.data[i] != want.data[i]) {
                        vector_fail(vector, "%s: octet %u is %02x, not %02x", what, (unsigned)i, got.data[i],
                                    want.data[i]);
                }
        }
}

void vector_expect_text(const struct vector *vector, const char *what, struct pc_slice got, const char *want)
{
        if (got.len != strlen(want) || memcmp(got.data, want, got.len) != 0) {
                vector_fail(vector, "%s is '%.*s', not '%s'", what, (int)got.len, (const char *)got.data,
                            want);
        }
}

struct pc_slice slice_of(const char *text)
{
        struct pc_slice octets;

        octets.data = (const uint8_t *)text;
        octets.len = strlen(text);
        return octets;
}

static char *trimmed(char *text)
{
        size_t len;

        text += strspn(text, " \t\n");
        len = strlen(text);
        while (len > 0 && strchr(" \t\n", text[len - 1]) != NULL) {
                len--;
        }
        text[len] = '\0';
        return text;
}

static void split_fields(struct vector *vector, char *line)
{
        char *next = line;

        while (next != NULL) {
                char *bar = strchr(next, '|');

                if (bar != NULL) {
                        *bar = '\0';
                }
                if (vector->count == VECTOR_FIELDS) {
                        vector_fail(vector, "too many fields");
                }
                vector->fields[vector->count++] = trimmed(next);
                next = bar != NULL ? bar + 1 : NULL;
        }
}

void for_each_vector(const char *name, void (*check)(struct vector *vector))
{
        static char line[LINE_SIZE];
        FILE *file = open_test_file("unit", name);
        unsigned number = 0;
        unsigned cases = 0;

        while (fgets(line, sizeof line, file) != NULL) {
                struct vector vector = {name, 0, 0, {NULL}, {NULL}};
                size_t i;

                vector.line = ++number;
                if (strchr(line, '\n') == NULL) {
                        vector_fail(&vector, "the line is too long, or not ended");
                }
                if (line[0] == '#' || *trimmed(line) == '\0') {
                        continue;
                }
                split_fields(&vector, line);
                check(&vector);
                cases++;
                for (i = 0; i < VECTOR_FIELDS; i++) {
                        free(vector.owned[i]);
                }
        }
        (void)fclose(file);
        if (cases == 0) {
                fail_msg("%s: no cases", name);
        }
}
