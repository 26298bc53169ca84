#include "tls/bearssl/internal.h"

#include <string.h>

/* Days from 0000-01-01, from which br_x509_minimal counts, to 1970-01-01. */
#define DAYS_TO_1970  719528
#define SECONDS_A_DAY 86400
/* OpenSSL's SSL_MAX_CERT_LIST_DEFAULT. */
#define CERTIFICATES_MAX 102400

static struct pc_bearssl *tap_of(const br_x509_class **ctx)
{
        return (struct pc_bearssl *)(void *)ctx;
}

static bool verifies(const struct pc_bearssl *tap)
{
        return tap->config.verify != PC_VERIFY_NONE;
}

/* Who is given the chain besides: br_x509_minimal, or the reader of the key; NULL for none. */
static const br_x509_class **inner_of(struct pc_bearssl *tap)
{
        if (!verifies(tap)) {
                return tap->config.key_reader;
        }
        return tap->minimal != NULL ? &tap->minimal->vtable : NULL;
}

static int64_t time_to_check_at(const struct pc_bearssl *tap)
{
        if (tap->config.now != 0) {
                return tap->config.now;
        }
        if (tap->minimal->days != 0 || tap->minimal->seconds != 0) {
                return ((int64_t)tap->minimal->days - DAYS_TO_1970) * SECONDS_A_DAY + tap->minimal->seconds;
        }
        return pc_bearssl_clock();
}

void pc_bearssl_clear_verdict(struct pc_bearssl *tap)
{
        tap->judged = false;
        tap->recalled = false;
        tap->whole = false;
        tap->decided = false;
        tap->decided_at = 0;
        tap->announced = 0;
        tap->anchor = SIZE_MAX;
        tap->verdict.code = PC_NOT_VALIDATED;
        tap->verdict.index = 0;
        tap->verdict.text = "nobody has verified the certificate";
        pc_chain_init(&tap->chain, tap->config.chain, tap->config.chain_size);
}

static void tap_start_chain(const br_x509_class **ctx, const char *server_name)
{
        struct pc_bearssl *tap = tap_of(ctx);
        const br_x509_class **inner = inner_of(tap);

        pc_bearssl_clear_verdict(tap);
        /* From here on a certificate must be good, be it one that need not have come. */
        br_ssl_engine_remove_flags(tap->engine, BR_OPT_TOLERATE_NO_CLIENT_AUTH);
        tap->server_name = tap->config.server_name != NULL ? tap->config.server_name : server_name;
        if (verifies(tap) && tap->minimal != NULL) {
                tap->now = time_to_check_at(tap);
        }
        if (inner != NULL) {
                /* No name: br_x509_minimal's rules for names are not Python's. */
                (*inner)->start_chain(inner, NULL);
        }
}

/* Notes where br_x509_minimal makes up its mind: it says no word of it, and ignores what follows. */
static void note_decision(struct pc_bearssl *tap)
{
        if (!verifies(tap) || tap->decided || tap->minimal->err == 0) {
                return;
        }
        tap->decided = true;
        tap->decided_at = tap->chain.sent;
        if (tap->minimal->err == BR_ERR_X509_OK) {
                tap->anchor = pc_bearssl_anchor_used(tap->minimal);
        }
}

bool pc_bearssl_excessive(const struct pc_bearssl *tap)
{
        return tap->announced > CERTIFICATES_MAX;
}

static void tap_start_cert(const br_x509_class **ctx, uint32_t length)
{
        struct pc_bearssl *tap = tap_of(ctx);
        const br_x509_class **inner = inner_of(tap);

        tap->announced += 3 + (size_t)length;
        pc_chain_begin(&tap->chain, length);
        if (inner != NULL) {
                (*inner)->start_cert(inner, length);
                note_decision(tap);
        }
}

static void tap_append(const br_x509_class **ctx, const unsigned char *buf, size_t len)
{
        struct pc_bearssl *tap = tap_of(ctx);
        const br_x509_class **inner = inner_of(tap);
        struct pc_slice octets = {buf, len};

        pc_chain_append(&tap->chain, octets);
        if (inner != NULL) {
                (*inner)->append(inner, buf, len);
                note_decision(tap);
        }
}

static void tap_end_cert(const br_x509_class **ctx)
{
        struct pc_bearssl *tap = tap_of(ctx);
        const br_x509_class **inner = inner_of(tap);

        if (inner != NULL) {
                (*inner)->end_cert(inner);
                note_decision(tap);
        }
        pc_chain_finish(&tap->chain);
}

static unsigned tap_end_chain(const br_x509_class **ctx)
{
        struct pc_bearssl *tap = tap_of(ctx);
        const br_x509_class **inner = inner_of(tap);
        const unsigned error = inner != NULL ? (*inner)->end_chain(inner) : BR_ERR_BAD_STATE;

        tap->judged = true;
        tap->verdict = verifies(tap) ? pc_bearssl_judge(tap, error) : pc_bearssl_judge_key(tap, error);
        return tap->verdict.code >= 0 ? 0 : pc_bearssl_error_for(tap->verdict.code);
}

static const br_x509_pkey *tap_get_pkey(const br_x509_class *const *ctx, unsigned *usages)
{
        const struct pc_bearssl *tap = (const struct pc_bearssl *)(const void *)ctx;

        if (!tap->judged || tap->verdict.code < 0) {
                return NULL;
        }
        if (verifies(tap)) {
                return tap->minimal->vtable->get_pkey(&tap->minimal->vtable, usages);
        }
        return (*tap->config.key_reader)->get_pkey(tap->config.key_reader, usages);
}

static const br_x509_class tap_class = {
        sizeof(struct pc_bearssl),
        tap_start_chain,
        tap_start_cert,
        tap_append,
        tap_end_cert,
        tap_end_chain,
        tap_get_pkey,
};

/* Divided in 32 bits, which is what small processors have: a day is 675 times 2^7 seconds. Up to the year 19391. */
static uint32_t days_in(int64_t seconds)
{
        const int64_t parts = seconds >> 7;

        return (parts < UINT32_MAX ? (uint32_t)parts : UINT32_MAX) / (SECONDS_A_DAY >> 7);
}

void pc_bearssl_attach(struct pc_bearssl *tap, br_ssl_engine_context *engine, enum pc_role role,
                       br_x509_minimal_context *minimal, const struct pc_bearssl_config *config)
{
        memset(tap, 0, sizeof *tap);
        tap->vtable = &tap_class;
        tap->engine = engine;
        tap->minimal = minimal;
        tap->config = *config;
        tap->role = role;
        pc_bearssl_clear_verdict(tap);
        if (minimal != NULL && config->now > 0) {
                const uint32_t days = days_in(config->now);

                br_x509_minimal_set_time(minimal, days + DAYS_TO_1970,
                                         (uint32_t)(config->now - (int64_t)days * SECONDS_A_DAY));
        }
        /* A renegotiation would bring another chain and overwrite what tls-unique is read from. */
        br_ssl_engine_add_flags(engine, BR_OPT_NO_RENEGOTIATION);
        memset(engine->saved_finished, 0, sizeof engine->saved_finished);
        engine->chain = NULL;
        engine->chain_len = 0;
        br_ssl_engine_set_x509(engine, &tap->vtable);
}

void pc_bearssl_attach_client(struct pc_bearssl *tap, br_ssl_client_context *client,
                              br_x509_minimal_context *minimal, const struct pc_bearssl_config *config)
{
        pc_bearssl_attach(tap, &client->eng, PC_ROLE_CLIENT, minimal, config);
        /* Nobody knows to whom it belongs. */
        br_ssl_client_forget_session(client);
}

void pc_bearssl_cut(struct pc_bearssl *tap)
{
        tap->cut = true;
}
