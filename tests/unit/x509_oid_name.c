#include "support.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "asn1/oid.h"
#include "x509/oid_name.h"

/* Every line of oid_longnames.tsv, and whether the build option oid_names chose it. */
struct entry {
        char dotted[64];
        uint8_t octets[24];
        size_t len;
        char name[96];
        bool chosen;
};

#define ENTRIES_SIZE 1200

static struct entry entries[ENTRIES_SIZE];
static size_t entries_count;

static struct entry *entry_named(const char *name)
{
        size_t i;

        for (i = 0; i < entries_count; i++) {
                if (strcmp(entries[i].name, name) == 0) {
                        return &entries[i];
                }
        }
        fail_msg("%s is not in oid_longnames.tsv", name);
        return NULL;
}

static void read_octets(struct entry *entry, const char *hex)
{
        for (entry->len = 0; hex[2 * entry->len] != '\0'; entry->len++) {
                unsigned octet;

                assert_true(entry->len < sizeof entry->octets);
                assert_int_equal(sscanf(hex + 2 * entry->len, "%2x", &octet), 1);
                entry->octets[entry->len] = (uint8_t)octet;
        }
}

static void read_entries(void)
{
        FILE *file = open_test_file("..", "x509/oid_longnames.tsv");
        char line[256];

        while (fgets(line, sizeof line, file) != NULL) {
                struct entry *entry = &entries[entries_count];
                char hex[64];

                if (line[0] == '#') {
                        continue;
                }
                assert_true(entries_count < ENTRIES_SIZE);
                assert_int_equal(
                        sscanf(line, "%63[0-9.]\t%63[0-9a-f]\t%95[^\n]", entry->dotted, hex, entry->name), 3);
                read_octets(entry, hex);
                entry->chosen = strcmp(PC_OID_NAMES, "full") == 0;
                entries_count++;
        }
        (void)fclose(file);
}

static void choose_common(void)
{
        FILE *file = open_test_file("..", "x509/oid_common.txt");
        char line[256];

        while (fgets(line, sizeof line, file) != NULL) {
                line[strcspn(line, "\n")] = '\0';
                if (line[0] != '\0' && line[0] != '#') {
                        entry_named(line)->chosen = true;
                }
        }
        (void)fclose(file);
}

static int set_up(void **state)
{
        (void)state;
        read_entries();
        if (strcmp(PC_OID_NAMES, "common") == 0) {
                choose_common();
        }
        return 0;
}

/* The name by looking at every line; NULL where there is none. */
static const char *expected_name(const uint8_t *octets, size_t len)
{
        size_t i;

        for (i = 0; i < entries_count; i++) {
                if (entries[i].chosen && entries[i].len == len &&
                    memcmp(entries[i].octets, octets, len) == 0) {
                        return entries[i].name;
                }
        }
        return NULL;
}

/* Looks these octets up in memory of their exact size. */
static void check_name(const uint8_t *octets, size_t len)
{
        const char *want = expected_name(octets, len);
        uint8_t *copy = malloc(len);
        struct pc_slice oid = {copy, len};
        const char *got;

        assert_non_null(copy);
        memcpy(copy, octets, len);
        got = pc_oid_name(oid);
        free(copy);
        if (want == NULL) {
                assert_null(got);
        } else {
                assert_non_null(got);
                assert_string_equal(got, want);
        }
}

static void test_the_table_is_read(void **state)
{
        (void)state;
        assert_int_equal(entries_count, 1103);
        assert_true(entry_named("commonName")->chosen == (strcmp(PC_OID_NAMES, "none") != 0));
}

static void test_each_line_is_found(void **state)
{
        size_t i;

        (void)state;
        for (i = 0; i < entries_count; i++) {
                check_name(entries[i].octets, entries[i].len);
        }
}

static void test_dotted_text_is_computed(void **state)
{
        size_t i;

        (void)state;
        for (i = 0; i < entries_count; i++) {
                const struct pc_slice oid = {entries[i].octets, entries[i].len};
                uint8_t text[PC_OID_DOTTED_MAX(24)];
                size_t len;

                assert_int_equal(pc_oid_to_dotted(oid, text, sizeof text, &len), PC_OK);
                assert_int_equal(len, strlen(entries[i].dotted));
                assert_memory_equal(text, entries[i].dotted, len);
        }
}

static void test_neighbours_are_told_apart(void **state)
{
        size_t i;
        size_t bit;

        (void)state;
        for (i = 0; i < entries_count; i++) {
                uint8_t octets[25] = {0};
                const size_t len = entries[i].len;

                memcpy(octets, entries[i].octets, len);
                check_name(octets, len + 1);
                if (len > 1) {
                        check_name(octets, len - 1);
                }
                for (bit = 0; bit < 8 * len; bit++) {
                        octets[bit / 8] ^= (uint8_t)(1u << bit % 8);
                        check_name(octets, len);
                        octets[bit / 8] ^= (uint8_t)(1u << bit % 8);
                }
        }
}

static void test_every_attribute_type(void **state)
{
        unsigned last;

        (void)state;
        for (last = 0; last < 256; last++) {
                const uint8_t octets[3] = {0x55, 0x04, (uint8_t)last};

                check_name(octets, sizeof octets);
        }
}

static void test_no_octets_and_too_many(void **state)
{
        static const uint8_t zeros[1000];
        const struct pc_slice none = {NULL, 0};
        size_t len;

        (void)state;
        assert_null(pc_oid_name(none));
        for (len = 1; len < sizeof zeros; len++) {
                check_name(zeros, len);
        }
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test(test_the_table_is_read),
                cmocka_unit_test(test_each_line_is_found),
                cmocka_unit_test(test_dotted_text_is_computed),
                cmocka_unit_test(test_neighbours_are_told_apart),
                cmocka_unit_test(test_every_attribute_type),
                cmocka_unit_test(test_no_octets_and_too_many),
        };

        return cmocka_run_group_tests(tests, set_up, NULL);
}
