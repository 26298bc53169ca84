#define _POSIX_C_SOURCE 200809L

#include "tls_support.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tls/file.h"
#include "tls/trust_store.h"

#define MANY 3000

/* A store and a folder for one test. */
struct fixture {
        struct pc_trust_store *store;
        char folder[64];
        char path[128];
};

static int set_up(void **state)
{
        struct fixture *f = calloc(1, sizeof *f);

        *state = f;
        snprintf(f->folder, sizeof f->folder, "/tmp/peercert-test-XXXXXX");
        return mkdtemp(f->folder) == NULL || pc_trust_store_new(&f->store) != PC_OK;
}

/* The files that the tests make. */
static const char *const file_names[] = {"one", "two", "three"};

static const char *path_of(struct fixture *f, const char *name)
{
        snprintf(f->path, sizeof f->path, "%s/%s", f->folder, name);
        return f->path;
}

static int tear_down(void **state)
{
        struct fixture *f = *state;

        for (size_t i = 0; i < sizeof file_names / sizeof file_names[0]; i++) {
                (void)remove(path_of(f, file_names[i]));
        }
        (void)rmdir(path_of(f, "folder"));
        (void)rmdir(f->folder);
        pc_trust_store_free(f->store);
        free(f);
        return 0;
}

static void write_file(struct fixture *f, const char *name, const char *mode, const void *octets, size_t len)
{
        FILE *file = fopen(path_of(f, name), mode);

        assert_non_null(file);
        assert_int_equal(fwrite(octets, 1, len, file), len);
        assert_int_equal(fclose(file), 0);
}

static void write_text(struct fixture *f, const char *name, const char *mode, const char *text)
{
        write_file(f, name, mode, text, strlen(text));
}

/* Appends a file of tests/unit/tls/. */
static void append(struct fixture *f, const char *name, const char *source)
{
        struct pc_slice octets;

        assert_int_equal(pc_file_read(tls_path(source), &octets), PC_OK);
        write_file(f, name, "ab", octets.data, octets.len);
        free((void *)(uintptr_t)octets.data);
}

static void assert_anchor(const struct fixture *f, size_t i, const char *name)
{
        assert_true(pc_slice_equal(pc_trust_store_anchor(f->store, i), tls_certificate(name)));
}

static void test_one_certificate(void **state)
{
        struct fixture *f = *state;

        assert_int_equal(pc_trust_store_count(f->store), 0);
        assert_int_equal(pc_trust_store_add_file(f->store, tls_path("root.pem"), NULL), PC_OK);
        assert_int_equal(pc_trust_store_count(f->store), 1);
        assert_anchor(f, 0, "root");
}

static void test_several_with_text_around(void **state)
{
        struct fixture *f = *state;

        write_text(f, "one", "ab", "the first\r\n");
        append(f, "one", "root.pem");
        append(f, "one", "leaf.key");
        write_text(f, "one", "ab", "# the second = ---\n");
        append(f, "one", "other.pem");
        append(f, "one", "root.pem");
        append(f, "one", "leaf.pem");
        assert_int_equal(pc_trust_store_add_file(f->store, path_of(f, "one"), NULL), PC_OK);
        assert_int_equal(pc_trust_store_count(f->store), 3);
        assert_anchor(f, 0, "root");
        assert_anchor(f, 1, "other");
        assert_anchor(f, 2, "leaf");
}

static void test_der(void **state)
{
        struct fixture *f = *state;
        struct pc_slice der = tls_certificate("other");

        write_file(f, "one", "wb", der.data, der.len);
        assert_int_equal(pc_trust_store_add_file(f->store, path_of(f, "one"), NULL), PC_OK);
        assert_int_equal(pc_trust_store_count(f->store), 1);
        assert_anchor(f, 0, "other");
}

/* The file 'one' is refused with 'code' at certificate 'entry', and the store is as before. */
static void assert_refused(struct fixture *f, enum pc_result code, size_t entry)
{
        size_t before = pc_trust_store_count(f->store);
        struct pc_diag diag;

        memset(&diag, 0x5A, sizeof diag);
        assert_int_equal(pc_trust_store_add_file(f->store, path_of(f, "one"), &diag), code);
        assert_int_equal(diag.code, code);
        assert_int_equal(diag.entry, entry);
        assert_int_equal(pc_trust_store_add_file(f->store, path_of(f, "one"), NULL), code);
        assert_int_equal(pc_trust_store_count(f->store), before);
        /* What was there before is still found. */
        for (size_t i = 0; i < before; i++) {
                assert_int_equal(pc_trust_store_add_der(f->store, pc_trust_store_anchor(f->store, i), NULL),
                                 PC_OK);
        }
        assert_int_equal(pc_trust_store_count(f->store), before);
}

static void test_without_certificates(void **state)
{
        struct fixture *f = *state;

        write_text(f, "one", "wb", "");
        assert_refused(f, PC_ERR_TLS_NO_CERTIFICATE, 0);
        write_text(f, "one", "wb", "0 is what SEQUENCE looks like\n");
        assert_refused(f, PC_ERR_TLS_NO_CERTIFICATE, 0);
        append(f, "one", "leaf.key");
        assert_refused(f, PC_ERR_TLS_NO_CERTIFICATE, 0);
}

static void test_cut_pem(void **state)
{
        struct fixture *f = *state;

        assert_int_equal(pc_trust_store_add_file(f->store, tls_path("other.pem"), NULL), PC_OK);
        append(f, "one", "root.pem");
        append(f, "one", "leaf.pem");
        write_text(f, "one", "ab", "-----BEGIN CERTIFICATE-----\nMIIB\n");
        assert_refused(f, PC_ERR_PEM_END, 2);
}

static void test_broken_base64(void **state)
{
        struct fixture *f = *state;

        assert_int_equal(pc_trust_store_add_file(f->store, tls_path("leaf.pem"), NULL), PC_OK);
        append(f, "one", "root.pem");
        write_text(f, "one", "ab", "-----BEGIN CERTIFICATE-----\nMI!B\n-----END CERTIFICATE-----\n");
        append(f, "one", "other.pem");
        assert_refused(f, PC_ERR_PEM_BASE64, 1);
}

static void test_not_a_certificate(void **state)
{
        struct fixture *f = *state;

        append(f, "one", "root.pem");
        append(f, "one", "other.pem");
        /* SEQUENCE { INTEGER 1 } */
        write_text(f, "one", "ab", "-----BEGIN CERTIFICATE-----\nMAMCAQE=\n-----END CERTIFICATE-----\n");
        assert_refused(f, PC_ERR_DER_TAG, 2);
}

static void test_broken_der(void **state)
{
        struct fixture *f = *state;
        struct pc_slice der = tls_certificate("root");

        write_file(f, "one", "wb", der.data, der.len - 1);
        assert_refused(f, PC_ERR_DER_TRUNCATED, 0);
        write_file(f, "one", "wb", der.data, der.len);
        write_file(f, "one", "ab", "", 1);
        assert_refused(f, PC_ERR_DER_EXTRA, 0);
}

static void test_no_file(void **state)
{
        struct fixture *f = *state;
        struct pc_diag diag;

        errno = 0;
        assert_int_equal(pc_trust_store_add_file(f->store, path_of(f, "absent"), &diag), PC_ERR_TLS_FILE);
        assert_int_equal(errno, ENOENT);
        assert_int_equal(diag.code, PC_ERR_TLS_FILE);
        errno = 0;
        assert_int_equal(pc_trust_store_add_file(f->store, f->folder, NULL), PC_ERR_TLS_FILE);
        assert_int_equal(errno, EISDIR);
}

static void test_directory(void **state)
{
        struct fixture *f = *state;

        append(f, "one", "root.pem");
        append(f, "two", "other.pem");
        append(f, "two", "root.pem");
        write_text(f, "three", "wb", "nothing of interest");
        assert_int_equal(mkdir(path_of(f, "folder"), 0700), 0);
        assert_int_equal(pc_trust_store_add_directory(f->store, f->folder), PC_OK);
        assert_int_equal(pc_trust_store_count(f->store), 2);
        assert_int_equal(pc_trust_store_add_directory(f->store, path_of(f, "folder")), PC_OK);
        assert_int_equal(pc_trust_store_count(f->store), 2);
        assert_int_equal(pc_trust_store_add_directory(f->store, path_of(f, "absent")), PC_ERR_TLS_FILE);
}

/* Certificates that differ in their signature's last octets, in an order that is none. */
static void test_many(void **state)
{
        struct fixture *f = *state;
        struct pc_slice leaf = tls_certificate("leaf");
        uint8_t *der = malloc(leaf.len);
        struct pc_slice own = {der, leaf.len};

        assert_non_null(der);
        memcpy(der, leaf.data, leaf.len);
        for (unsigned i = 0; i < 2 * MANY; i++) {
                unsigned mixed = i % MANY * 2654435761u;

                der[leaf.len - 1] = (uint8_t)(mixed >> 24);
                der[leaf.len - 2] = (uint8_t)(mixed >> 16);
                der[leaf.len - 3] = (uint8_t)(mixed >> 8);
                der[leaf.len - 4] = (uint8_t)mixed;
                assert_int_equal(pc_trust_store_add_der(f->store, own, NULL), PC_OK);
                assert_int_equal(pc_trust_store_count(f->store), i < MANY ? i + 1 : MANY);
                assert_true(pc_slice_equal(pc_trust_store_anchor(f->store, i % MANY), own));
        }
        free(der);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
        const struct CMUnitTest tests[] = {
                TEST(test_one_certificate),
                TEST(test_several_with_text_around),
                TEST(test_der),
                TEST(test_without_certificates),
                TEST(test_cut_pem),
                TEST(test_broken_base64),
                TEST(test_not_a_certificate),
                TEST(test_broken_der),
                TEST(test_no_file),
                TEST(test_directory),
                TEST(test_many),
        };

        return cmocka_run_group_tests(tests, NULL, NULL);
}
