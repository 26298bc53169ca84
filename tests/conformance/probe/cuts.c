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

/* A peer that has been verified has proved to have the key only when the handshake is done. */
static bool chain_fits(struct pc_peer peer)
{
        struct pc_slice der;

        return pc_verified_chain(peer, 0, &der) == PC_END || pc_peer_verify_result(peer).code == PC_OK;
}

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
               pc_protocol_version(peer) == NULL && chain_fits(peer) && pc_session_handshake(session) < 0;
}

struct tally {
        long cuts, of_data, wrong;
        bool through;
};

/* One connection, cut after 'cut' octets. */
static void run_cut(struct tally *tally, struct pair *pair, long cut)
{
        const bool shaken = pair_handshake(pair) == PC_OK;
        const enum pc_result result = shaken ? pair_pass(&pair->other, &pair->tested) : pair->tested.result;

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

/* A whole connection, and its session as the client has it afterwards. */
static bool save(struct pair *pair, const struct end *client, struct pc_slice *saved)
{
        uint8_t *buf = malloc(SAVED_MAX);

        free((void *)(uintptr_t)saved->data);
        saved->data = buf;
        saved->len = 0;
        return buf != NULL && pair_handshake(pair) == PC_OK &&
               pair_pass(&pair->other, &pair->tested) == PC_OK &&
               pair_pass(&pair->tested, &pair->other) == PC_OK &&
               pc_session_save(client->session, buf, SAVED_MAX, &saved->len) == PC_OK;
}

/* Makes the session that the next connection goes on from: one that was cut may have made it void. */
static bool prepare(struct pair *pair, const struct options *options, struct setup *tested,
                    struct setup *other)
{
        const bool is_client = options->role == PC_ROLE_CLIENT;
        struct setup *client = is_client ? tested : other;
        bool ok;

        client->config.resume.len = 0;
        ok = pair_open(pair, options, tested, other, -1) &&
             save(pair, is_client ? &pair->tested : &pair->other, &client->resume);
        pair_free(pair);
        client->config.resume = client->resume;
        if (!ok) {
                fputs("session_probe: no session to go on from\n", stderr);
        }
        return ok;
}

static bool cut_once(struct tally *tally, struct pair *pair, const struct options *options,
                     struct setup *tested, struct setup *other, long cut)
{
        const bool opened = (!options->resumed || prepare(pair, options, tested, other)) &&
                            pair_open(pair, options, tested, other, cut);

        if (opened) {
                run_cut(tally, pair, cut);
        }
        if (tally->through) {
                printf("{\"event\": \"through\", \"resumed\": %d}\n",
                       (int)pc_resumed(pc_session_peer(pair->tested.session)));
        }
        if (opened) {
                pair_free(pair);
        }
        return opened;
}

static bool cut_everywhere(struct pair *pair, const struct options *options, struct setup *tested,
                           struct setup *other)
{
        struct tally tally = {0, 0, 0, false};

        for (long cut = 0; !tally.through && cut < PIPE_MAX; cut++) {
                if (!cut_once(&tally, pair, options, tested, other, cut)) {
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
