#include <stdlib.h>
#include <string.h>

#include "cli/commands.h"
#include "cli/listener.h"
#include "cli/show.h"
#include "cli/talk.h"
#include "cli/tls_files.h"

/* Sessions that clients may go on with. */
#define SESSIONS  1024
#define COUNT_MAX 1000000000

static const char command[] = "serve";

struct request {
        struct tls_options options;
        struct target target;
        const char *count_text;
        bool no_ca_names;
        long count; /* 0: without end */
};

/* One client, whose connection has been accepted. */
static enum status serve_client(struct talk *talk, const struct pc_session_config *config)
{
        enum status status;

        if (!talk_open(talk, config)) {
                tcp_close(talk->tcp);
                return STATUS_USAGE;
        }
        status = talk_handshake(talk);
        if (status == STATUS_OK) {
                status = talk_show(talk, NULL);
        }
        talk_end(talk);
        pc_session_free(talk->session);
        return status;
}

/* Until so many have come, or nobody can come, or nobody reads what is printed. */
static enum status serve_all(const struct request *request, const struct pc_session_config *config,
                             const struct listener *listener)
{
        char name[LISTENER_NAME];
        struct tcp tcp;
        struct talk talk = {name, &request->options, &tcp, NULL, false, false};
        enum status worst = STATUS_OK;
        long i;

        for (i = 0; !talk.mute && (request->count == 0 || i < request->count); i++) {
                enum status status;

                if (!listener_accept(listener, request->options.timeout, &tcp, name)) {
                        return STATUS_NETWORK;
                }
                status = serve_client(&talk, config);
                worst = status_worse(worst, status);
        }
        return worst;
}

/* Finds out, before anybody is let in, whether a session can be made of all this. */
static bool try_config(const struct request *request, const struct pc_session_config *config)
{
        struct tcp tcp;
        struct talk talk = {request->target.text, &request->options, &tcp, NULL, false, false};

        tcp_init(&tcp, request->options.timeout);
        if (!talk_open(&talk, config)) {
                return false;
        }
        pc_session_free(talk.session);
        return true;
}

static enum status serve_with(const struct request *request, const struct tls_files *files)
{
        struct pc_session_config config = tls_files_config(files, &request->options, PC_ROLE_SERVER);
        struct listener listener;
        enum status status = STATUS_USAGE;

        config.no_ca_names = request->no_ca_names;
        if (pc_session_cache_new(&config.cache, SESSIONS) != PC_OK) {
                message("%s", pc_strerror(PC_ERR_TLS_MEMORY));
                return STATUS_USAGE;
        }
        if (try_config(request, &config)) {
                status = STATUS_NETWORK;
                if (listener_open(&listener, &request->target)) {
                        message("listening on %s", listener.name);
                        status = serve_all(request, &config, &listener);
                        listener_close(&listener);
                }
        }
        pc_session_cache_free(config.cache);
        return status;
}

static enum status serve(const struct request *request)
{
        struct tls_files files;
        const enum status status =
                tls_files_load(&files, &request->options) ? serve_with(request, &files) : STATUS_USAGE;

        tls_files_free(&files);
        return status;
}

static const char notes[] =
        "Waits for TLS clients at PORT, of all this machine's addresses where none is\n"
        "given, handshakes with one after the other, and shows what it learns of each.\n"
        "Port 0 is any that is free; standard error says which.\n"
        "\n"
        "Without --verify no certificate is asked for. With optional a client need not have\n"
        "one, but one that it sends must be good. A client that comes again may go on with\n"
        "its session. What is shown, and how, is as with 'peercert connect'.\n"
        "\n"
        "Exit status, the highest of all connections': 0 success; 1 a verification failed;\n"
        "2 wrong usage, a file could not be read or written, or the backend cannot say\n"
        "something; 3 no listening, or no TLS.\n";

static bool count_read(struct request *request)
{
        char *end;

        if (request->count_text == NULL) {
                return true;
        }
        request->count = strtol(request->count_text, &end, 10);
        if (end == request->count_text || *end != '\0' || request->count < 1 || request->count > COUNT_MAX) {
                usage_message(command, "a number of connections is wanted, not", request->count_text);
                return false;
        }
        return true;
}

static bool read_request(struct request *request, int argc, char **argv)
{
        if (argc != 1) {
                usage_message(command, argc == 0 ? "no port given, in" : "unexpected argument",
                              argc == 0 ? "peercert serve" : argv[1]);
                return false;
        }
        if (!count_read(request) || !target_parse_listen(command, argv[0], &request->target) ||
            !tls_options_read(&request->options)) {
                return false;
        }
        if (request->options.cert == NULL) {
                usage_message(command, "a server needs a certificate, by", "--cert");
                return false;
        }
        return true;
}

enum status command_serve(int argc, char **argv)
{
        static struct request request;
        const struct option options[] = {
                TLS_OPTIONS(&request.options, "none (default), optional or required",
                            "the server's certificate and chain (PEM)", "what a client has; 30 by default"),
                {"no-ca-names", NULL, "do not tell clients whose certificates will do", NULL,
                 &request.no_ca_names},
                {"count", "NUMBER", "end after so many connections", &request.count_text, NULL},
        };
        const struct syntax syntax = {command, "[ADDRESS:]PORT", "Shows the certificates of TLS clients.",
                                      notes,   options,          sizeof options / sizeof options[0]};
        enum parsed parsed;

        request.options.command = command;
        request.options.verify = PC_VERIFY_NONE;
        parsed = options_parse(&syntax, &argc, argv);
        if (parsed != PARSED_RUN) {
                return parsed == PARSED_HELP ? STATUS_OK : STATUS_USAGE;
        }
        return read_request(&request, argc, argv) ? serve(&request) : STATUS_USAGE;
}
