#include "support.h"

#include <stdlib.h>
#include <string.h>

#include "x509/spki.h"

#define FIELD "tbsCertificate.subjectPublicKeyInfo"

static const char *type_name(enum pc_key_type type)
{
        static const char *const names[] = {"UNKNOWN", "RSA",   "EC",     "DSA",
                                            "ED25519", "ED448", "X25519", "X448"};

        return names[type];
}

/* As much of a certificate as the reader looks at. */
static struct pc_certificate certificate_of(struct pc_slice spki)
{
        static const struct pc_certificate empty;
        struct pc_certificate cert = empty;

        cert.der = spki;
        cert.spki = spki;
        return cert;
}

/* Reads a copy of its exact size; a failure must leave the result alone and name a place in the octets. */
static enum pc_result read_copy(struct vector *vector, struct pc_slice spki, struct pc_diag *diag)
{
        uint8_t *copy = malloc(spki.len > 0 ? spki.len : 1);
        struct pc_slice octets = {copy, spki.len};
        struct pc_certificate cert;
        struct pc_public_key key;
        struct pc_public_key untouched;
        enum pc_result result;

        assert_non_null(copy);
        if (spki.len > 0) {
                memcpy(copy, spki.data, spki.len);
        }
        cert = certificate_of(octets);
        memset(&key, 0x5A, sizeof key);
        memset(&untouched, 0x5A, sizeof untouched);
        memset(diag, 0x5A, sizeof *diag);
        result = pc_public_key_read(&cert, &key, diag);
        free(copy);
        if (result != PC_OK) {
                assert_memory_equal(&key, &untouched, sizeof key);
                vector_expect_result(vector, diag->code, result);
                assert_true(diag->offset <= spki.len);
                assert_memory_equal(pc_field_path(diag->field), FIELD, strlen(FIELD));
        }
        return result;
}

static void check_good(struct vector *vector, const struct pc_public_key *key)
{
        const struct pc_slice first = vector_octets(vector, 4);

        assert_string_equal(type_name(key->type), vector_text(vector, 2));
        vector_expect_number(vector, "bits", (long long)key->bits, vector_number(vector, 3));
        vector_expect_octets(vector, "modulus", key->modulus, key->type == PC_KEY_RSA ? first : slice_of(""));
        vector_expect_octets(vector, "exponent", key->exponent, vector_octets(vector, 5));
        vector_expect_octets(vector, "curve", key->curve, key->type == PC_KEY_EC ? first : slice_of(""));
        assert_true(key->algorithm.oid.len > 0);
}

static void check_bad(struct vector *vector, const struct pc_diag *diag)
{
        const char *below = vector_text(vector, 3);

        vector_expect_number(vector, "offset", (long long)diag->offset, vector_number(vector, 2));
        assert_string_equal(pc_field_path(diag->field) + strlen(FIELD), strcmp(below, "-") == 0 ? "" : below);
}

static void check_vector(struct vector *vector)
{
        const struct pc_slice spki = vector_octets(vector, 0);
        const enum pc_result want = vector_result(vector, 1);
        const struct pc_certificate cert = certificate_of(spki);
        struct pc_public_key key;
        struct pc_diag diag;

        vector_expect_result(vector, read_copy(vector, spki, &diag), want);
        if (want != PC_OK) {
                check_bad(vector, &diag);
                vector_expect_result(vector, pc_public_key_read(&cert, &key, NULL), want);
                return;
        }
        vector_expect_result(vector, pc_public_key_read(&cert, &key, NULL), PC_OK);
        check_good(vector, &key);
}

static void test_vectors(void **state)
{
        (void)state;
        for_each_vector("x509/spki.txt", check_vector);
}

static void check_prefixes(struct vector *vector)
{
        struct pc_slice spki = vector_octets(vector, 0);
        struct pc_diag diag;

        while (vector_result(vector, 1) == PC_OK && spki.len > 0) {
                spki.len--;
                assert_true(read_copy(vector, spki, &diag) < 0);
        }
}

static void test_no_prefix_is_a_key(void **state)
{
        (void)state;
        for_each_vector("x509/spki.txt", check_prefixes);
}

/* Whatever one octet is changed to, the reader stays inside and fails cleanly, if it fails. */
static void check_changes(struct vector *vector)
{
        const struct pc_slice spki = vector_octets(vector, 0);
        uint8_t *changed = vector->owned[0];
        struct pc_diag diag;
        size_t bit;

        for (bit = 0; bit < 8 * spki.len; bit++) {
                changed[bit / 8] ^= (uint8_t)(1u << bit % 8);
                assert_true(read_copy(vector, spki, &diag) <= 0);
                changed[bit / 8] ^= (uint8_t)(1u << bit % 8);
        }
}

static void test_changed_octets(void **state)
{
        (void)state;
        for_each_vector("x509/spki.txt", check_changes);
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test(test_vectors),
                cmocka_unit_test(test_no_prefix_is_a_key),
                cmocka_unit_test(test_changed_octets),
        };

        return cmocka_run_group_tests(tests, NULL, NULL);
}
