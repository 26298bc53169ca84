#define _POSIX_C_SOURCE 200809L

#include "tls_support.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tls/credentials.h"
#include "tls/file.h"

/* A file of a test's own. */
static char made[] = "/tmp/peercert-test-XXXXXX";

static int set_up(void **state)
{
        int file;

        (void)state;
        memset(strrchr(made, '-') + 1, 'X', 6);
        file = mkstemp(made);
        return file < 0 || close(file) != 0;
}

static int tear_down(void **state)
{
        (void)state;
        return remove(made);
}

/* Appends a file of tests/unit/tls/, or a text. */
static void append_octets(struct pc_slice octets)
{
        FILE *file = fopen(made, "ab");

        assert_non_null(file);
        assert_int_equal(fwrite(octets.data, 1, octets.len, file), octets.len);
        assert_int_equal(fclose(file), 0);
}

static void append(const char *name)
{
        struct pc_slice octets;

        assert_int_equal(pc_file_read(tls_path(name), &octets), PC_OK);
        append_octets(octets);
        free((void *)(uintptr_t)octets.data);
}

static void append_text(const char *text)
{
        const struct pc_slice octets = {(const uint8_t *)text, strlen(text)};

        append_octets(octets);
}

static void assert_loads(const char *certificates, const char *key, size_t count)
{
        struct pc_credentials *credentials;
        struct pc_slice wanted = tls_pem("leaf.key");
        struct pc_slice leaf = tls_certificate("leaf");

        assert_int_equal(pc_credentials_load(&credentials, certificates, key, NULL), PC_OK);
        assert_int_equal(pc_credentials_count(credentials), count);
        assert_true(pc_slice_equal(pc_credentials_certificate(credentials, 0), leaf));
        if (count > 1) {
                assert_true(pc_slice_equal(pc_credentials_certificate(credentials, 1),
                                           tls_certificate("intermediate")));
        }
        assert_true(pc_slice_equal(pc_credentials_key(credentials), wanted));
        pc_credentials_free(credentials);
}

/* tls_path's answer is overwritten by its next call. */
static const char *key_path(void)
{
        static char path[1024];

        snprintf(path, sizeof path, "%s", tls_path("leaf.key"));
        return path;
}

static void test_two_files(void **state)
{
        (void)state;
        append("leaf.pem");
        append("intermediate.pem");
        assert_loads(made, key_path(), 2);
}

static void test_one_file(void **state)
{
        (void)state;
        append_text("a text before\n");
        append("leaf.key");
        append("leaf.pem");
        assert_loads(made, NULL, 1);
}

static void test_der(void **state)
{
        static char path[sizeof made + 4];

        (void)state;
        append_octets(tls_certificate("leaf"));
        assert_loads(made, key_path(), 1);
        /* The key, too. */
        snprintf(path, sizeof path, "%s.key", made);
        FILE *file = fopen(path, "wb");
        assert_non_null(file);
        assert_int_equal(fwrite(tls_pem("leaf.key").data, 1, tls_pem("leaf.key").len, file),
                         tls_pem("leaf.key").len);
        assert_int_equal(fclose(file), 0);
        assert_loads(made, path, 1);
        assert_int_equal(remove(path), 0);
}

static void assert_refused(const char *certificates, const char *key, enum pc_result wanted, size_t entry)
{
        struct pc_credentials *credentials = NULL;
        struct pc_diag diag = {PC_OK, 0, PC_FIELD_NONE, 99, 0, 0};

        assert_int_equal(pc_credentials_load(&credentials, certificates, key, &diag), wanted);
        assert_null(credentials);
        assert_int_equal(diag.code, wanted);
        assert_int_equal(diag.entry, entry);
}

static void test_refused(void **state)
{
        (void)state;
        assert_refused("/does/not/exist", NULL, PC_ERR_TLS_FILE, 0);
        assert_int_equal(errno, ENOENT);
        assert_refused(tls_path("leaf.pem"), "/does/not/exist", PC_ERR_TLS_FILE, 0);
        assert_refused(tls_path("leaf.key"), NULL, PC_ERR_TLS_NO_CERTIFICATE, 0);
        assert_refused(tls_path("leaf.pem"), NULL, PC_ERR_TLS_CONFIG, 0);
        append("leaf.pem");
        append_text("-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n");
        assert_refused(made, key_path(), PC_ERR_DER_TRUNCATED, 1);
}

/* What has a password is no key, in neither of its two forms (RFC 7468 11, RFC 1421 4.6). */
static void test_encrypted(void **state)
{
        (void)state;
        append("leaf.pem");
        append_text("-----BEGIN ENCRYPTED PRIVATE KEY-----\nMAA=\n-----END ENCRYPTED PRIVATE KEY-----\n");
        append_text(
                "-----BEGIN EC PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\nMAA=\n"
                "-----END EC PRIVATE KEY-----\n");
        assert_refused(made, NULL, PC_ERR_TLS_CONFIG, 0);
        append("leaf.key");
        assert_loads(made, NULL, 1);
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test_setup_teardown(test_two_files, set_up, tear_down),
                cmocka_unit_test_setup_teardown(test_one_file, set_up, tear_down),
                cmocka_unit_test_setup_teardown(test_der, set_up, tear_down),
                cmocka_unit_test_setup_teardown(test_refused, set_up, tear_down),
                cmocka_unit_test_setup_teardown(test_encrypted, set_up, tear_down),
        };

        return cmocka_run_group_tests(tests, NULL, NULL);
}
