/* Sessions written down, by the hash of each backend that is compiled in. */
#include "tls_support.h"

#include <string.h>

#include "tls/saved_session.h"

static uint8_t saved[8192];
static uint8_t chain_buffer[4096];

/* What a session is bound to. */
struct fixture {
        const struct pc_session_class *session_class;
        struct pc_session_config config;
        struct pc_trust_store *trust;
};

static void add_anchor(struct pc_trust_store *store, const char *name)
{
        assert_int_equal(pc_trust_store_add_der(store, tls_certificate(name), NULL), PC_OK);
}

static struct fixture fixture_of(const struct pc_session_class *session_class)
{
        struct fixture f = {.session_class = session_class};

        assert_int_equal(pc_trust_store_new(&f.trust), PC_OK);
        add_anchor(f.trust, "root");
        f.config.verify = PC_VERIFY_REQUIRED;
        f.config.server_name = "localhost";
        f.config.trust = f.trust;
        return f;
}

static struct pc_chain chain_of(const char *leaf, const char *issuer)
{
        struct pc_chain chain;

        pc_chain_init(&chain, chain_buffer, sizeof chain_buffer);
        pc_chain_add(&chain, tls_certificate(leaf));
        pc_chain_add(&chain, tls_certificate(issuer));
        return chain;
}

static struct pc_slice save(const struct fixture *f)
{
        static const uint8_t state[] = "the library's own";
        const struct pc_chain chain = chain_of("leaf", "intermediate");
        const struct pc_saved_session session = {
                .verdict = {PC_ERR_X509_EXPIRED, 7, "not kept"},
                .leaf = tls_certificate("leaf"),
                .state = {state, sizeof state},
                .sent = f->config.role == PC_ROLE_SERVER ? &chain : NULL,
        };
        struct pc_slice octets = {saved, 0};
        size_t needed = 0;

        assert_int_equal(pc_saved_session_write(f->session_class, &f->config, &session, NULL, 0, &needed),
                         PC_ERR_API_SPACE);
        assert_true(needed > session.leaf.len + session.state.len && needed <= sizeof saved);
        assert_int_equal(pc_saved_session_write(f->session_class, &f->config, &session, saved, needed - 1,
                                                &octets.len),
                         PC_ERR_API_SPACE);
        assert_int_equal(
                pc_saved_session_write(f->session_class, &f->config, &session, saved, needed, &octets.len),
                PC_OK);
        assert_int_equal(octets.len, needed);
        return octets;
}

static enum pc_result read_back(const struct fixture *f, struct pc_slice octets, struct pc_saved_session *out)
{
        return pc_saved_session_read(f->session_class, &f->config, octets, out);
}

static void check_round_trip(const struct fixture *f)
{
        struct pc_saved_session session;

        assert_int_equal(read_back(f, save(f), &session), PC_OK);
        assert_int_equal(session.verdict.code, PC_ERR_X509_EXPIRED);
        assert_int_equal(session.verdict.index, 7);
        assert_string_equal(session.verdict.text, pc_strerror(PC_ERR_X509_EXPIRED));
        assert_true(pc_slice_equal(session.leaf, tls_certificate("leaf")));
        assert_string_equal((const char *)session.state.data, "the library's own");
        if (f->config.role == PC_ROLE_CLIENT) {
                assert_int_equal(session.rest.len, 0);
        } else {
                struct pc_slice der;
                struct pc_chain chain;

                pc_chain_init(&chain, chain_buffer, sizeof chain_buffer);
                pc_chain_add_list(&chain, session.rest);
                assert_int_equal(chain.sent, 1);
                assert_int_equal(pc_chain_at(&chain, 0, &der), PC_OK);
                assert_true(pc_slice_equal(der, tls_certificate("intermediate")));
        }
}

/* A server's session is for the name that its client has asked for, or for none. */
static void check_names(const struct fixture *f)
{
        static const char *const names[] = {NULL, "localhost", "localhos", "localhost.", "LOCALHOST", ""};

        for (size_t made = 0; made < sizeof names / sizeof names[0]; made++) {
                struct fixture of = *f;
                struct pc_slice octets;

                of.config = pc_saved_session_config(&f->config, names[made]);
                octets = save(&of);
                for (size_t asked = 0; asked < sizeof names / sizeof names[0]; asked++) {
                        struct pc_saved_session session;

                        of.config = pc_saved_session_config(&f->config, names[asked]);
                        assert_int_equal(read_back(&of, octets, &session),
                                         made == asked ? PC_OK : PC_ERR_TLS_SESSION);
                }
        }
}

static void refuses(const struct fixture *f, struct pc_slice octets)
{
        struct pc_saved_session session = {.verdict = {PC_OK, 99, "untouched"}};

        assert_int_equal(read_back(f, octets, &session), PC_ERR_TLS_SESSION);
        assert_int_equal(session.verdict.index, 99);
}

/* Every bit, and every length. */
static void check_damage(const struct fixture *f)
{
        struct pc_slice octets = save(f);
        const struct pc_slice longer = {saved, octets.len + 1};

        for (size_t bit = 0; bit < 8 * octets.len; bit++) {
                saved[bit / 8] ^= (uint8_t)(1u << bit % 8);
                refuses(f, octets);
                saved[bit / 8] ^= (uint8_t)(1u << bit % 8);
        }
        refuses(f, longer);
        while (octets.len > 0) {
                octets.len--;
                refuses(f, octets);
        }
}

static void check_binding(const struct fixture *f)
{
        const struct pc_slice octets = save(f);
        struct fixture g = *f;

        g.config.server_name = "localhost.";
        refuses(&g, octets);
        g.config.server_name = NULL;
        refuses(&g, octets);
        g = *f;
        g.config.verify = PC_VERIFY_NONE;
        refuses(&g, octets);
        g = *f;
        g.config.role = PC_ROLE_SERVER;
        refuses(&g, octets);
        g = *f;
        g.config.no_name_check = true;
        refuses(&g, octets);
        g = *f;
        g.config.host_flags = 1;
        refuses(&g, octets);
        add_anchor(f->trust, "other");
        refuses(f, octets);
}

static void test_every_backend(void **state)
{
        const struct pc_session_class *session_class;

        (void)state;
        for (size_t i = 0; (session_class = pc_session_class_at(i)) != NULL; i++) {
                struct fixture f = fixture_of(session_class);

                print_message("# %s\n", session_class->name);
                check_round_trip(&f);
                check_damage(&f);
                check_binding(&f);
                f.config.role = PC_ROLE_SERVER;
                check_round_trip(&f);
                check_damage(&f);
                check_names(&f);
                pc_trust_store_free(f.trust);
        }
        assert_non_null(pc_session_class_at(0));
}

/* One backend's session is none of another's. */
static void test_other_backend(void **state)
{
        const struct pc_session_class *session_class = pc_session_class_at(0);
        struct pc_session_class other = *session_class;
        struct fixture f = fixture_of(session_class);
        struct pc_slice octets;

        (void)state;
        octets = save(&f);
        other.name = "other";
        f.session_class = &other;
        refuses(&f, octets);
        pc_trust_store_free(f.trust);
}

int main(void)
{
        const struct CMUnitTest tests[] = {cmocka_unit_test(test_every_backend),
                                           cmocka_unit_test(test_other_backend)};

        return cmocka_run_group_tests(tests, NULL, NULL);
}
