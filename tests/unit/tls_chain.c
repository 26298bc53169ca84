#include "support.h"

#include <stdlib.h>
#include <string.h>

#include "tls/chain.h"

#define CERTIFICATES 6

/* Lengths of what stands for certificates: none, one octet, and more. */
static const size_t lengths[CERTIFICATES] = {40, 0, 1, 300, 7, 64};

static uint8_t octet_of(size_t certificate, size_t i)
{
        return (uint8_t)(certificate * 31 + i * 7 + 1);
}

static void send_certificate(struct pc_chain *chain, size_t certificate, size_t chunk)
{
        uint8_t octets[512];
        size_t len = lengths[certificate];

        for (size_t i = 0; i < len; i++) {
                octets[i] = octet_of(certificate, i);
        }
        pc_chain_begin(chain, len);
        for (size_t sent = 0; sent < len; sent += chunk) {
                struct pc_slice piece = {octets + sent, len - sent < chunk ? len - sent : chunk};

                pc_chain_append(chain, piece);
        }
        pc_chain_finish(chain);
}

/* How many of the certificates a buffer of 'size' octets should hold. */
static size_t should_fit(size_t size)
{
        size_t need = 0;

        for (size_t i = 0; i < CERTIFICATES; i++) {
                need += lengths[i] + PC_CHAIN_ENTRY;
                if (need > size) {
                        return i;
                }
        }
        return CERTIFICATES;
}

static void check_kept(const struct pc_chain *chain, size_t kept)
{
        for (size_t i = 0; i < CERTIFICATES; i++) {
                struct pc_slice der = {NULL, 12345};

                if (i >= kept) {
                        assert_int_equal(pc_chain_at(chain, i, &der), PC_ERR_TLS_CHAIN_SIZE);
                        assert_int_equal(der.len, 12345);
                        continue;
                }
                assert_int_equal(pc_chain_at(chain, i, &der), PC_OK);
                assert_int_equal(der.len, lengths[i]);
                for (size_t k = 0; k < der.len; k++) {
                        assert_int_equal(der.data[k], octet_of(i, k));
                }
        }
}

static void check_buffer(size_t size, size_t chunk)
{
        uint8_t *buf = malloc(size);
        struct pc_chain chain;
        struct pc_slice der;

        assert_true(buf != NULL || size == 0);
        pc_chain_init(&chain, buf, size);
        for (size_t i = 0; i < CERTIFICATES; i++) {
                assert_int_equal(pc_chain_at(&chain, i, &der), PC_END);
                send_certificate(&chain, i, chunk);
        }
        check_kept(&chain, should_fit(size));
        assert_int_equal(chain.sent, CERTIFICATES);
        assert_int_equal(pc_chain_at(&chain, CERTIFICATES, &der), PC_END);
        assert_int_equal(pc_chain_at(&chain, SIZE_MAX, &der), PC_END);
        free(buf);
}

static void test_every_buffer_and_chunk(void **state)
{
        size_t all = 0;

        (void)state;
        for (size_t i = 0; i < CERTIFICATES; i++) {
                all += lengths[i] + PC_CHAIN_ENTRY;
        }
        for (size_t size = 0; size <= all + 2; size++) {
                for (size_t chunk = 1; chunk <= 301; chunk += 15) {
                        check_buffer(size, chunk);
                }
        }
}

/* All but one that has no octets, which no list can tell from one that did not fit. */
static void send_all(struct pc_chain *chain)
{
        for (size_t i = 0; i < CERTIFICATES; i++) {
                if (lengths[i] != 0) {
                        send_certificate(chain, i, lengths[i]);
                }
        }
}

static void expect_same(const struct pc_chain *chain, const struct pc_chain *other)
{
        assert_int_equal(chain->sent, other->sent);
        for (size_t i = 0; i <= chain->sent; i++) {
                struct pc_slice a = {NULL, 0};
                struct pc_slice b = {NULL, 0};

                assert_int_equal(pc_chain_at(chain, i, &a), pc_chain_at(other, i, &b));
                assert_true(pc_slice_equal(a, b));
        }
}

/* What was written as a list is read back, be it into a chain of the same size or a larger one. */
static void test_list(void **state)
{
        static uint8_t bufs[2][1024];
        static uint8_t octets[1024];

        (void)state;
        for (size_t size = lengths[0] + PC_CHAIN_ENTRY; size <= sizeof bufs[0]; size++) {
                struct pc_chain chain;
                struct pc_chain read;
                struct pc_slice list = {octets, 0};
                struct pc_slice leaf;

                pc_chain_init(&chain, bufs[0], size);
                send_all(&chain);
                list.len = pc_chain_list_rest(&chain, NULL);
                memset(octets, 0xA5, sizeof octets);
                assert_int_equal(pc_chain_list_rest(&chain, octets), list.len);
                assert_int_equal(octets[list.len], 0xA5);
                assert_int_equal(pc_chain_at(&chain, 0, &leaf), PC_OK);
                pc_chain_init(&read, bufs[1], size % 2 == 0 ? size : sizeof bufs[1]);
                pc_chain_add(&read, leaf);
                pc_chain_add_list(&read, list);
                expect_same(&chain, &read);
        }
}

/* RFC 5246 7.4.2: the length in three octets, then the certificate. */
static void test_list_octets(void **state)
{
        static const uint8_t wanted[] = {0, 0, 1, 63, 0, 1, 44};
        uint8_t buf[1024];
        uint8_t octets[1024];
        struct pc_chain chain;

        (void)state;
        pc_chain_init(&chain, buf, sizeof buf);
        assert_int_equal(pc_chain_list_rest(&chain, octets), 0);
        send_certificate(&chain, 0, 40);
        assert_int_equal(pc_chain_list_rest(&chain, octets), 0);
        send_certificate(&chain, 2, 1);
        send_certificate(&chain, 3, 300);
        assert_int_equal(pc_chain_list_rest(&chain, octets), 3 + 1 + 3 + 300);
        assert_memory_equal(octets, wanted, sizeof wanted);
}

static void test_no_buffer(void **state)
{
        struct pc_chain chain;

        (void)state;
        pc_chain_init(&chain, NULL, 0);
        for (size_t i = 0; i < CERTIFICATES; i++) {
                send_certificate(&chain, i, 16);
        }
        check_kept(&chain, 0);
}

/* A certificate that is not of the length it was said to have is not kept. */
static void test_wrong_length(void **state)
{
        static const uint8_t octets[8] = {1, 2, 3, 4, 5, 6, 7, 8};
        struct pc_slice five = {octets, 5};
        uint8_t buf[64];
        struct pc_chain chain;
        struct pc_slice der;

        (void)state;
        for (size_t said = 0; said < 12; said++) {
                pc_chain_init(&chain, buf, sizeof buf);
                pc_chain_begin(&chain, said);
                pc_chain_append(&chain, five);
                pc_chain_finish(&chain);
                assert_int_equal(chain.sent, 1);
                assert_int_equal(pc_chain_at(&chain, 0, &der), said == 5 ? PC_OK : PC_ERR_TLS_CHAIN_SIZE);
        }
}

static void test_impossible_length(void **state)
{
        uint8_t buf[64];
        struct pc_chain chain;
        struct pc_slice der;

        (void)state;
        pc_chain_init(&chain, buf, sizeof buf);
        pc_chain_begin(&chain, SIZE_MAX);
        pc_chain_finish(&chain);
        assert_int_equal(pc_chain_at(&chain, 0, &der), PC_ERR_TLS_CHAIN_SIZE);
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test(test_every_buffer_and_chunk),
                cmocka_unit_test(test_list),
                cmocka_unit_test(test_list_octets),
                cmocka_unit_test(test_no_buffer),
                cmocka_unit_test(test_wrong_length),
                cmocka_unit_test(test_impossible_length),
        };

        return cmocka_run_group_tests(tests, NULL, NULL);
}
