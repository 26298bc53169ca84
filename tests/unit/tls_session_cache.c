#include "tls_support.h"

#include <string.h>

#include "tls/session_cache.h"

static struct pc_slice text(const char *string)
{
        const struct pc_slice octets = {(const uint8_t *)string, strlen(string)};

        return octets;
}

static void put(struct pc_session_cache *cache, const char *id, const char *session)
{
        assert_int_equal(pc_session_cache_put(cache, text(id), text(session)), PC_OK);
}

/* 'wanted' NULL: there is none. */
static void assert_kept(struct pc_session_cache *cache, const char *id, const char *wanted)
{
        struct pc_slice session = {NULL, 0};

        assert_int_equal(pc_session_cache_get(cache, text(id), &session), wanted != NULL ? PC_OK : PC_NONE);
        if (wanted != NULL) {
                assert_true(pc_slice_equal(session, text(wanted)));
        }
}

static struct pc_session_cache *cache_of(size_t count)
{
        struct pc_session_cache *cache;

        assert_int_equal(pc_session_cache_new(&cache, count), PC_OK);
        return cache;
}

static void test_keeps(void **state)
{
        struct pc_session_cache *cache = cache_of(3);

        (void)state;
        assert_kept(cache, "a", NULL);
        put(cache, "a", "first");
        put(cache, "ab", "second");
        put(cache, "b", "");
        assert_kept(cache, "a", "first");
        assert_kept(cache, "ab", "second");
        assert_kept(cache, "b", "");
        assert_kept(cache, "abc", NULL);
        put(cache, "a", "other");
        assert_kept(cache, "a", "other");
        assert_kept(cache, "ab", "second");
        pc_session_cache_free(cache);
}

static void test_forgets_the_oldest(void **state)
{
        struct pc_session_cache *cache = cache_of(2);

        (void)state;
        put(cache, "a", "1");
        put(cache, "b", "2");
        assert_kept(cache, "a", "1");
        put(cache, "c", "3");
        assert_kept(cache, "b", NULL);
        assert_kept(cache, "a", "1");
        assert_kept(cache, "c", "3");
        pc_session_cache_remove(cache, text("a"));
        pc_session_cache_remove(cache, text("nothing"));
        assert_kept(cache, "a", NULL);
        put(cache, "d", "4");
        assert_kept(cache, "c", "3");
        assert_kept(cache, "d", "4");
        pc_session_cache_free(cache);
}

static void test_refuses(void **state)
{
        struct pc_session_cache *cache;

        (void)state;
        assert_int_equal(pc_session_cache_new(&cache, 0), PC_ERR_TLS_CONFIG);
        assert_int_equal(pc_session_cache_new(&cache, SIZE_MAX), PC_ERR_TLS_MEMORY);
        cache = cache_of(1);
        assert_int_equal(pc_session_cache_put(cache, text(""), text("x")), PC_ERR_TLS_CONFIG);
        assert_kept(cache, "", NULL);
        pc_session_cache_free(cache);
        pc_session_cache_free(NULL);
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test(test_keeps),
                cmocka_unit_test(test_forgets_the_oldest),
                cmocka_unit_test(test_refuses),
        };

        return cmocka_run_group_tests(tests, NULL, NULL);
}
