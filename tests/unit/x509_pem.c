#include "support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "x509/pem.h"

/* Decodes into memory of exactly 'size' octets. */
static enum pc_result decode(struct pc_slice body, size_t size, uint8_t **buf, struct pc_slice *der,
                             size_t *at)
{
        *buf = malloc(size > 0 ? size : 1);
        assert_non_null(*buf);
        return pc_pem_decode(body, *buf, size, der, at);
}

static void check_sizes(struct vector *vector, struct pc_slice body, struct pc_slice want)
{
        size_t size;

        for (size = want.len; size + 4 > want.len; size--) {
                struct pc_slice der = {NULL, 77};
                const enum pc_result expected = size < want.len ? PC_ERR_PEM_SIZE : PC_OK;
                uint8_t *buf;

                vector_expect_result(vector, decode(body, size, &buf, &der, NULL), expected);
                vector_expect_number(vector, "length", (long long)der.len,
                                     expected == PC_OK ? (long long)want.len : 77);
                free(buf);
                if (size == 0) {
                        return;
                }
        }
}

static void check_in_place(struct vector *vector, struct pc_slice body, struct pc_slice want)
{
        uint8_t *text = malloc(body.len > 0 ? body.len : 1);
        struct pc_slice copy = {text, body.len};
        struct pc_slice der;

        assert_non_null(text);
        if (body.len > 0) {
                memcpy(text, body.data, body.len);
        }
        vector_expect_result(vector, pc_pem_decode(copy, text, body.len, &der, NULL), PC_OK);
        vector_expect_octets(vector, "in place", der, want);
        free(text);
}

static void check_base64(struct vector *vector)
{
        const struct pc_slice body = vector_octets(vector, 0);
        const enum pc_result want = vector_result(vector, 1);
        struct pc_slice der = {NULL, 77};
        size_t at = 12345;
        uint8_t *buf;

        vector_expect_result(vector, decode(body, body.len, &buf, &der, &at), want);
        if (want == PC_OK) {
                vector_expect_octets(vector, "octets", der, vector_octets(vector, 2));
                vector_expect_number(vector, "at", (long long)at, 12345);
                check_sizes(vector, body, vector_octets(vector, 2));
                check_in_place(vector, body, vector_octets(vector, 2));
        } else {
                vector_expect_number(vector, "length", (long long)der.len, 77);
                vector_expect_number(vector, "at", (long long)at, vector_number(vector, 2));
                vector_expect_result(vector, pc_pem_decode(body, buf, body.len, &der, NULL), want);
        }
        free(buf);
}

static void test_base64_is_that_of_python(void **state)
{
        (void)state;
        for_each_vector("x509/pem_base64.txt", check_base64);
}

static void test_nothing_decodes_to_nothing(void **state)
{
        struct pc_slice der = {NULL, 77};
        const struct pc_slice none = {NULL, 0};

        (void)state;
        assert_int_equal(pc_pem_decode(none, NULL, 0, &der, NULL), PC_OK);
        assert_int_equal(der.len, 0);
}

/*
 * What pc_pem_next makes of a text, as text: "label@offset[body]" for a block, "label@offset!" for one
 * without its END line.
 */
static void expect_blocks(const char *text, const char *want)
{
        const size_t len = strlen(text);
        uint8_t *exact = malloc(len > 0 ? len : 1);
        struct pc_slice rest = {exact, len};
        struct pc_pem_block block;
        char got[1024] = "";
        size_t used = 0;
        enum pc_result result;

        assert_non_null(exact);
        memcpy(exact, text, len);
        while ((result = pc_pem_next(&rest, &block)) != PC_END) {
                used += (size_t)snprintf(got + used, sizeof got - used, "%.*s@%u", (int)block.label.len,
                                         (const char *)block.label.data, (unsigned)block.offset);
                if (result == PC_OK) {
                        used += (size_t)snprintf(got + used, sizeof got - used, "[%.*s]", (int)block.body.len,
                                                 (const char *)block.body.data);
                } else {
                        assert_int_equal(result, PC_ERR_PEM_END);
                        used += (size_t)snprintf(got + used, sizeof got - used, "!");
                }
                assert_in_range(used, 1, sizeof got - 1);
        }
        assert_int_equal(rest.len, 0);
        assert_ptr_equal(rest.data, exact + len);
        assert_string_equal(got, want);
        free(exact);
}

static void test_blocks_are_found_between_text(void **state)
{
        (void)state;
        expect_blocks("", "");
        expect_blocks("no block\nat all ---- -----\n", "");
        expect_blocks("-----BEGIN A-----\nQQ==\n-----END A-----\n", "A@0[\nQQ==\n]");
        expect_blocks("a b\r\n-----BEGIN X509 CRL-----\r\nQQ==\r\n-----END X509 CRL-----\r\nmore",
                      "X509 CRL@5[\r\nQQ==\r\n]");
        expect_blocks("x\r-----BEGIN A-----\rQQ==\r-----END A-----\r", "A@2[\rQQ==\r]");
        expect_blocks("-----BEGIN A-----\n1\n-----END A-----\n-----BEGIN B-----\n2\n-----END B-----",
                      "A@0[\n1\n]B@1[\n2\n]");
        expect_blocks("  \t-----BEGIN A-----\n  1\n  -----END A-----\n", "A@3[\n  1\n  ]");
        expect_blocks("-----BEGIN A-B C-----\n-----END A-B C-----", "A-B C@0[\n]");
        expect_blocks("-----BEGIN -----\n-----END -----", "@0[\n]");
        expect_blocks("-----BEGIN A----- \n1\n-----END A-----", "A@0[ \n1\n]");
}

static void test_files_without_line_ends(void **state)
{
        (void)state;
        expect_blocks("-----BEGIN A-----QUJD-----END A-----", "A@0[QUJD]");
        expect_blocks("-----BEGIN A-----\n1\n-----END A----------BEGIN B-----\n2\n-----END B-----",
                      "A@0[\n1\n]B@0[\n2\n]");
        expect_blocks("-----BEGIN A----- 1 -----END A----- -----BEGIN B----- 2 -----END B-----",
                      "A@0[ 1 ]B@1[ 2 ]");
}

static void test_lines_that_are_no_borders(void **state)
{
        (void)state;
        expect_blocks("# -----BEGIN A-----\n1\n-----END A-----\n", "");
        expect_blocks("------BEGIN A-----\n1\n-----END A-----\n", "");
        expect_blocks("----BEGIN A-----\n1\n-----END A-----\n", "");
        expect_blocks("-----begin A-----\n1\n-----end A-----\n", "");
        expect_blocks("-----BEGINA-----\n1\n-----ENDA-----\n", "");
        expect_blocks("-----BEGIN A\n-----\n1\n-----END A-----\n", "");
        expect_blocks("-----BEGIN A----\n1\n-----END A-----\n", "");
        expect_blocks("-----BEGIN A", "");
        expect_blocks("-----BEGIN ", "");
        expect_blocks("-----BEGIN -", "");
        expect_blocks("-----BEGIN\n-----BEGIN A-----\n-----END\n-----END A\n-----END A-----",
                      "A@11[\n-----END\n-----END A\n]");
}

static void test_a_block_without_its_end(void **state)
{
        (void)state;
        expect_blocks("-----BEGIN A-----", "A@0!");
        expect_blocks("-----BEGIN A-----\n1\n-----END A----", "A@0!");
        expect_blocks("-----BEGIN A-----\n1\n-----END B-----", "A@0!");
        expect_blocks("-----BEGIN A-----\n1\n-----END AB-----\n-----END A-----",
                      "A@0[\n1\n-----END AB-----\n]");
        expect_blocks("-----BEGIN A-----\n1\n-----BEGIN B-----\n2\n-----END B-----", "A@0!B@3[\n2\n]");
        expect_blocks("-----BEGIN A-----\n1\n-----BEGIN A-----\n2\n-----END A-----", "A@0!A@3[\n2\n]");
        expect_blocks("-----BEGIN A-----\n#-----BEGIN B-----\n-----END A-----",
                      "A@0[\n#-----BEGIN B-----\n]");
}

static void test_every_truncation_of_a_file(void **state)
{
        static const char text[] = "x\n-----BEGIN A-----\nQUJD\n-----END A-----";
        const size_t len = sizeof text - 1;
        const size_t begin_end = 2 + strlen("-----BEGIN A-----");
        size_t cut;

        (void)state;
        for (cut = 0; cut <= len; cut++) {
                uint8_t *exact = malloc(cut > 0 ? cut : 1);
                struct pc_slice rest = {exact, cut};
                struct pc_pem_block block;
                enum pc_result want = PC_ERR_PEM_END;

                if (cut == len) {
                        want = PC_OK;
                } else if (cut < begin_end) {
                        want = PC_END;
                }
                assert_non_null(exact);
                memcpy(exact, text, cut);
                assert_int_equal(pc_pem_next(&rest, &block), want);
                free(exact);
        }
}

/* Texts of a million repetitions, which no quadratic search would finish. */
static void expect_many(const char *piece, size_t count, size_t blocks)
{
        const size_t len = strlen(piece);
        uint8_t *text = malloc(len * count);
        struct pc_slice rest = {text, len * count};
        struct pc_pem_block block;
        size_t found = 0;
        size_t i;

        assert_non_null(text);
        for (i = 0; i < count; i++) {
                memcpy(text + i * len, piece, len);
        }
        while (pc_pem_next(&rest, &block) != PC_END) {
                found++;
        }
        assert_int_equal(found, blocks);
        free(text);
}

static void test_time_is_linear(void **state)
{
        (void)state;
        expect_many("-----BEGIN A-----\n", 1000000, 1000000);
        expect_many("-----BEGIN A-----\n-----END A-----\n", 1000000, 1000000);
        expect_many("-----BEGIN A-----\n-----END B-----\n", 1000000, 1000000);
        expect_many("-----BEGIN ", 1000000, 1);
        expect_many("-----BEGIN \n", 1000000, 0);
        expect_many("-----END A-----\n", 1000000, 0);
        expect_many("-----", 1000000, 0);
        expect_many(" ", 1000000, 0);
        expect_many("    -", 1000000, 0);
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test(test_base64_is_that_of_python),
                cmocka_unit_test(test_nothing_decodes_to_nothing),
                cmocka_unit_test(test_blocks_are_found_between_text),
                cmocka_unit_test(test_files_without_line_ends),
                cmocka_unit_test(test_lines_that_are_no_borders),
                cmocka_unit_test(test_a_block_without_its_end),
                cmocka_unit_test(test_every_truncation_of_a_file),
                cmocka_unit_test(test_time_is_linear),
        };

        return cmocka_run_group_tests(tests, NULL, NULL);
}
