/* The system's clock stands where clocks break, and a session verifies by it. */
#include "tls_fault.h"

#include "tls_clock.h"

#include <time.h>

#include "api/getpeercert.h"

static time_t system_clock = NOW;

time_t time(time_t *out)
{
        if (out != NULL) {
                *out = system_clock;
        }
        return system_clock;
}

static struct pair *current;
static struct pc_credentials *own; /* the server's now */

static bool is(const char *backend)
{
        return strcmp(fault_backend(), backend) == 0;
}

/* The tap takes a clock that stands before 1970 to be wrong. The second that OpenSSL leaves out the others
 * have. */
static enum pc_result wanted(const struct clock_row *row)
{
        if (is("bearssl") && row->now < 0) {
                return PC_ERR_TLS_CONFIG;
        }
        return is("openssl") ? row->openssl : clock_verdict(row);
}

/* The end judges the other one's certificate so, or it is refused. */
static void expect_of(const struct pair_end *end, enum pc_result code)
{
        struct pc_certificate cert;

        assert_int_equal(end->result, code);
        assert_int_equal(pc_peer_verify_result(pair_peer(end)).code, code);
        assert_int_equal(pc_getpeercert(pair_peer(end), &cert, NULL),
                         code == PC_OK ? PC_OK : PC_ERR_API_HANDSHAKE);
}

/* Each role verifies, and the other one does not. */
static void expect(enum pc_result code)
{
        for (int role = PC_ROLE_CLIENT; role <= PC_ROLE_SERVER; role++) {
                struct pair_end *end = role == PC_ROLE_CLIENT ? &current->client : &current->server;

                current->client.config.verify = PC_VERIFY_NONE;
                current->server.config.verify = PC_VERIFY_NONE;
                end->config.verify = PC_VERIFY_REQUIRED;
                pair_open(current, fault_backend());
                pair_shake_hands(current);
                expect_of(end, code);
        }
}

static void check_row(struct vector *vector)
{
        static char name[32];
        const struct clock_row row = clock_row(vector);

        system_clock = (time_t)row.now;
        if (system_clock != row.now) {
                return;
        }
        if (strcmp(name, row.name) != 0) {
                pc_credentials_free(own);
                snprintf(name, sizeof name, "%s", row.name);
                own = pair_credentials(name, "leaf");
                current->server.config.own = current->client.config.own = own;
        }
        expect(wanted(&row));
}

static void test_as_openssl(void **state)
{
        struct pc_trust_store *trust;

        current = *state;
        assert_int_equal(pc_trust_store_new(&trust), PC_OK);
        assert_int_equal(pc_trust_store_add_der(trust, tls_certificate("clock_root"), NULL), PC_OK);
        current->client.config.trust = current->server.config.trust = trust;
        for_each_vector("tls/clocks.txt", check_row);
        pc_credentials_free(own);
        pc_trust_store_free(trust);
}

/* What clocks say that do not know the time, or have no number for it: one of 32 bits, past 2038. */
static void test_broken(void **state)
{
        static const int32_t nows[] = {-1, INT32_MIN, 0};

        current = *state;
        current->client.config.own = current->client_own;
        for (size_t i = 0; i < sizeof nows / sizeof nows[0]; i++) {
                system_clock = nows[i];
                expect(is("bearssl") && nows[i] < 0 ? PC_ERR_TLS_CONFIG : PC_ERR_X509_NOT_YET);
        }
        system_clock = NOW;
        expect(PC_OK);
}

int main(int argc, char **argv)
{
        const struct CMUnitTest tests[] = {
                FAULT_TEST(test_as_openssl),
                FAULT_TEST(test_broken),
        };

        return FAULT_MAIN(argc, argv, tests);
}
