#include "cuts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "api/connection.h"
#include "api/getpeercert.h"
#include "network.h"
#include "pair.h"
#include "report.h"

#define WRONG_SHOWN 10
#define SAVED_MAX   65536

/* Whether a connection that was cut says so, and says nothing else. */
static bool says_so(struct pc_session *session, enum pc_result result)
{
        const struct pc_peer peer = pc_session_peer(session);
        struct pc_certificate cert;
        struct pc_slice der;

        return result == PC_ERR_TLS_EOF && *pc_session_error_text(session) != '\0' &&
               peer.backend->state(peer.ctx) == PC_HANDSHAKE_FAILED &&
               pc_getpeercert(peer, &cert, NULL) == PC_ERR_API_HANDSHAKE &&
               pc_getpeercert_binary(peer, &der) == PC_ERR_API_HANDSHAKE &&
               pc_protocol_version(peer) == NULL && pc_verified_chain(peer, 0, &der) == PC_END &&
               pc_session_handshake(session) < 0;
}

struct tally {
        long cuts, of_data, wrong;
        bool through;
};

/* One connection, cut after 'cut' octets. */
static void run_cut(struct tally *tally, struct pair *pair, long cut)
{
        const bool shaken = pair_handshake(pair) == PC_OK;
        const enum pc_result result = shaken ? pair_read(pair) : pair->tested.result;

        if (shaken && result == PC_OK) {
                tally->through = true;
                return;
        }
        tally->cuts++;
        tally->of_data += shaken;
        if (says_so(pair->tested.session, result)) {
                return;
        }
        if (tally->wrong++ < WRONG_SHOWN) {
                char event[64];

                (void)snprintf(event, sizeof event, "%s cut at %ld", shaken ? "data" : "handshake", cut);
                report(event, result, pair->tested.session);
        }
}

/* Makes the session that the cut connections go on from. */
static bool earlier(struct pair *pair, const struct options *options, struct setup *tested,
                    struct setup *other)
{
        struct setup *client = options->role == PC_ROLE_CLIENT ? tested : other;
        const struct end *end = options->role == PC_ROLE_CLIENT ? &pair->tested : &pair->other;
        uint8_t *saved = malloc(SAVED_MAX);
        size_t len = 0;
        bool ok =
                saved != NULL && pair_open(pair, options, tested, other, -1) && pair_handshake(pair) == PC_OK;

        if (ok && options->role == PC_ROLE_CLIENT) {
                ok = pair_read(pair) == PC_OK;
        }
        ok = ok && pc_session_save(end->session, saved, SAVED_MAX, &len) == PC_OK;
        pair_free(pair);
        client->resume.data = saved;
        client->resume.len = len;
        client->config.resume = client->resume;
        return ok;
}

static bool cut_everywhere(struct pair *pair, const struct options *options, struct setup *tested,
                           struct setup *other)
{
        struct tally tally = {0, 0, 0, false};

        if (options->resumed && !earlier(pair, options, tested, other)) {
                fputs("session_probe: no session to go on from\n", stderr);
                return false;
        }
        for (long cut = options->cut < 0 ? 0 : options->cut; !tally.through && cut < PIPE_MAX; cut++) {
                const bool opened = pair_open(pair, options, tested, other, cut);

                if (opened) {
                        run_cut(&tally, pair, cut);
                }
                if (tally.through) {
                        printf("{\"event\": \"through\", \"resumed\": %d}\n",
                               (int)pc_resumed(pc_session_peer(pair->tested.session)));
                }
                pair_free(pair);
                if (!opened) {
                        return false;
                }
        }
        printf("{\"event\": \"cuts\", \"cuts\": %ld, \"of_data\": %ld, \"wrong\": %ld, \"through\": %d}\n",
               tally.cuts, tally.of_data, tally.wrong, tally.through);
        return true;
}

bool cuts_run(const struct options *options)
{
        const struct options others = setup_other(options);
        struct pair *pair = malloc(sizeof *pair);
        struct setup tested, other;
        bool ok = setup_load(&tested, options);

        ok = setup_load(&other, &others) && ok && pair != NULL &&
             cut_everywhere(pair, options, &tested, &other);
        setup_free(&tested);
        setup_free(&other);
        free(pair);
        return ok;
}

/* The transport of a session that never gets so far as to use it. */
static bool refused(const struct options *options, struct setup *setup, struct pc_slice saved)
{
        int nowhere = -1;
        struct pc_session *session = NULL;
        enum pc_result result;

        setup->config.resume = saved;
        result = pc_session_open(&session, options->backend, &setup->config, network_transport(&nowhere));
        pc_session_free(session);
        return result == PC_ERR_TLS_SESSION;
}

static bool damage_all(const struct options *options, struct setup *setup)
{
        const size_t len = setup->resume.len;
        uint8_t *copy = malloc(len + 1);
        struct pc_slice saved = {copy, len};
        long taken = 0;
        bool whole;

        if (copy == NULL) {
                return false;
        }
        memcpy(copy, setup->resume.data, len);
        whole = !refused(options, setup, saved);
        for (size_t i = 0; i < len; i++) {
                copy[i] ^= (uint8_t)(1U << i % 8);
                taken += !refused(options, setup, saved);
                copy[i] ^= (uint8_t)(1U << i % 8);
        }
        /* None at all is no session, which is fine. */
        for (saved.len = 1; saved.len < len; saved.len++) {
                taken += !refused(options, setup, saved);
        }
        copy[len] = 0;
        saved.len = len + 1;
        taken += !refused(options, setup, saved);
        free(copy);
        printf("{\"event\": \"damage\", \"whole\": %d, \"changes\": %lu, \"taken\": %ld}\n", whole,
               (unsigned long)(2 * len), taken);
        return true;
}

bool cuts_damage(const struct options *options)
{
        struct setup setup;
        const bool ok = setup_load(&setup, options) && damage_all(options, &setup);

        setup_free(&setup);
        return ok;
}
