#include "cli/talk.h"

#include <poll.h>
#include <string.h>

#include "cli/show.h"

#define TLS13 0x0304

bool talk_open(struct talk *talk, const struct pc_session_config *config)
{
        const struct tls_options *options = talk->options;
        const enum pc_result result =
                pc_session_open(&talk->session, options->backend, config, tcp_transport(talk->tcp));

        if (result == PC_ERR_TLS_CONFIG && config->own != NULL) {
                message("%s: the certificate and the key do not fit each other, or are none that the backend "
                        "%s can "
                        "use",
                        options->cert, options->backend->name);
        } else if (result != PC_OK) {
                message("%s: %s", talk->peer, pc_strerror(result));
        }
        return result == PC_OK;
}

enum status talk_show(struct talk *talk, const char *failure)
{
        static struct output output;
        const struct tls_options *options = talk->options;
        struct show show;
        enum status status;

        memset(&show, 0, sizeof show);
        show.target = talk->peer;
        show.backend = options->backend;
        show.peer = pc_session_peer(talk->session);
        show.failure = failure;
        show.format = options->format;
        show.output = &output;
        output_init(&output);
        output_text(&output, talk->follows && options->format == FORMAT_TEXT ? "\n" : "");
        talk->follows = true;
        status = show_all(&show, options->show);
        status = status_worse(status, output_finish(&output));
        talk->mute = output.error != 0;
        return status;
}

enum status talk_handshake(struct talk *talk)
{
        struct pc_verify_result verdict;
        const char *text;
        enum pc_result result;

        do {
                result = pc_session_handshake(talk->session);
        } while (result == PC_WANT_READ || result == PC_WANT_WRITE);
        if (result == PC_OK) {
                return STATUS_OK;
        }
        verdict = pc_peer_verify_result(pc_session_peer(talk->session));
        text = pc_session_error_text(talk->session);
        if (verdict.code < 0) {
                message("%s: %s", talk->peer, text);
                return status_worse(STATUS_REFUSED, talk_show(talk, text));
        }
        message("%s: %s", talk->peer, talk->tcp->error != 0 ? strerror(talk->tcp->error) : text);
        return STATUS_NETWORK;
}

enum pc_result talk_listen(struct talk *talk, int64_t until)
{
        const struct pc_peer peer = pc_session_peer(talk->session);
        uint8_t buf[4096];
        size_t done;
        enum pc_result result;

        if (peer.backend->protocol == NULL || peer.backend->protocol(peer.ctx) < TLS13 ||
            tcp_wait(talk->tcp, POLLIN, until) != 0) {
                return PC_END;
        }
        talk->tcp->impatient = true;
        result = pc_session_read(talk->session, buf, sizeof buf, &done);
        talk->tcp->impatient = false;
        return result;
}

void talk_end(struct talk *talk)
{
        const enum pc_result result = pc_session_close(talk->session);

        (void)result;
        tcp_finish(talk->tcp);
}
