#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "cli/commands.h"
#include "cli/options.h"
#include "cli/show.h"
#include "cli/socket.h"
#include "cli/trust.h"
#include "tls/session.h"

/* The certificates of a chain, which OpenSSL caps at 100 KiB. */
#define CHAIN_SIZE      262144
#define TIMEOUT_DEFAULT 30
#define TIMEOUT_MAX     86400

static const char command[] = "connect";

/* What the command line asks for. */
struct request {
        struct target target;
        const struct pc_session_class *backend;
        enum pc_verify_mode verify;
        const char *cafile;
        const char *capath;
        const char *servername;
        bool no_check_hostname;
        enum format format;
        const char *show;
        int64_t timeout; /* milliseconds */
};

static bool verify_parse(const char *name, enum pc_verify_mode *out)
{
        static const char *const modes[] = {[PC_VERIFY_NONE] = "none",
                                            [PC_VERIFY_OPTIONAL] = "optional",
                                            [PC_VERIFY_REQUIRED] = "required"};
        size_t i;

        *out = PC_VERIFY_REQUIRED;
        if (name == NULL) {
                return true;
        }
        for (i = 0; i < sizeof modes / sizeof modes[0]; i++) {
                if (strcmp(modes[i], name) == 0) {
                        *out = (enum pc_verify_mode)i;
                        return true;
                }
        }
        usage_message(command, "none, optional or required is wanted, not", name);
        return false;
}

static bool timeout_parse(const char *text, int64_t *out)
{
        double seconds = TIMEOUT_DEFAULT;
        char *end;

        if (text != NULL) {
                seconds = strtod(text, &end);
                if (end == text || *end != '\0' || !(seconds >= 0.001 && seconds <= TIMEOUT_MAX)) {
                        usage_message(command, "a number of seconds is wanted, not", text);
                        return false;
                }
        }
        *out = (int64_t)(seconds * 1000);
        return true;
}

static bool backend_parse(const char *name, const struct pc_session_class **out)
{
        *out = name != NULL ? pc_session_class_find(name) : pc_session_class_at(0);
        if (*out != NULL) {
                return true;
        }
        if (pc_session_class_at(0) == NULL) {
                message("connect: no TLS backend is compiled in");
        } else {
                message("connect: no backend '%s' ('peercert backends' lists them)", name);
        }
        return false;
}

/* Shows what was asked for. 'failure' is why the certificate was refused, or NULL. */
static enum status show_peer(const struct request *request, struct pc_peer peer, const char *failure)
{
        static struct output output;
        const struct show show = {request->target.text, peer, failure, request->format, &output};
        enum status status;

        output_init(&output);
        status = show_all(&show, request->show);
        return status_worse(status, output_finish(&output));
}

/* A handshake that came to nothing: because of the certificate, the connection, or the protocol. */
static enum status handshake_failed(const struct request *request, const struct pc_session *session,
                                    const struct tcp *tcp)
{
        const struct pc_peer peer = pc_session_peer(session);
        const struct pc_verify_result verdict = pc_peer_verify_result(peer);

        if (verdict.code < 0) {
                message("%s: %s", request->target.text, pc_session_error_text(session));
                return status_worse(STATUS_REFUSED, show_peer(request, peer, pc_session_error_text(session)));
        }
        message("%s: %s", request->target.text,
                tcp->error != 0 ? strerror(tcp->error) : pc_session_error_text(session));
        return STATUS_NETWORK;
}

static enum status run_session(const struct request *request, struct pc_session *session,
                               const struct tcp *tcp)
{
        enum pc_result result;
        enum status status;

        do {
                result = pc_session_handshake(session);
        } while (result == PC_WANT_READ || result == PC_WANT_WRITE);
        if (result != PC_OK) {
                return handshake_failed(request, session, tcp);
        }
        status = show_peer(request, pc_session_peer(session), NULL);
        /* All that was wanted is there; how the peer takes the farewell does not matter. */
        result = pc_session_close(session);
        (void)result;
        return status;
}

static enum status open_session(const struct request *request, const struct pc_trust_store *trust,
                                struct tcp *tcp)
{
        static uint8_t chain[CHAIN_SIZE];
        struct pc_session_config config;
        struct pc_session *session;
        enum pc_result result;
        enum status status;

        memset(&config, 0, sizeof config);
        config.role = PC_ROLE_CLIENT;
        config.verify = request->verify;
        config.server_name = request->servername != NULL ? request->servername : request->target.host;
        config.no_name_check = request->no_check_hostname;
        config.trust = trust;
        config.chain = chain;
        config.chain_size = sizeof chain;
        result = pc_session_open(&session, request->backend, &config, tcp_transport(tcp));
        if (result != PC_OK) {
                message("%s: %s", request->target.text, pc_strerror(result));
                return STATUS_USAGE;
        }
        status = run_session(request, session, tcp);
        pc_session_free(session);
        return status;
}

static enum status connect_with(const struct request *request, const struct pc_trust_store *trust)
{
        struct tcp tcp;
        enum status status;

        if (!tcp_connect(&tcp, &request->target, request->timeout)) {
                return STATUS_NETWORK;
        }
        status = open_session(request, trust, &tcp);
        tcp_close(&tcp);
        return status;
}

static enum status connect_to(const struct request *request)
{
        struct pc_trust_store *trust = NULL;
        enum status status = STATUS_USAGE;

        if (request->verify == PC_VERIFY_NONE || trust_load(&trust, request->cafile, request->capath)) {
                status = connect_with(request, trust);
        }
        pc_trust_store_free(trust);
        return status;
}

static const char notes[] =
        "Connects with TLS, and shows the server's certificate. Unless options say\n"
        "otherwise, it is verified: with the system's certification authorities, and for\n"
        "HOST. The port is 443 where none is given; [::1]:443 is an IPv6 address with one.\n"
        "\n"
        "With python, each WHAT is one line, the literal that Python's method of that name\n"
        "returns; json has the same as JSON, with octets as hexadecimal digits. text also\n"
        "shows a certificate that was not verified, and says so.\n"
        "\n"
        "Exit status: 0 success; 1 the verification failed; 2 wrong usage, or a file could\n"
        "not be read or written; 3 no connection, or no TLS.\n";

enum status command_connect(int argc, char **argv)
{
        static struct request request;
        const char *backend = NULL;
        const char *format = NULL;
        const char *timeout = NULL;
        const char *verify = NULL;
        const struct option options[] = {
                {"format", FORMAT_ARGUMENT, FORMAT_HELP, &format, NULL},
                {"show", "WHAT[,WHAT...]", show_help, &request.show, NULL},
                {"verify", "MODE", "none, optional or required (default)", &verify, NULL},
                {"cafile", "FILE", "trust the certificates in FILE, in place of the system's",
                 &request.cafile, NULL},
                {"capath", "DIRECTORY", "trust those in the files of DIRECTORY", &request.capath, NULL},
                {"servername", "NAME", "ask for NAME, and verify for it, in place of HOST",
                 &request.servername, NULL},
                {"no-check-hostname", NULL, "verify the chain, but not for whom it is", NULL,
                 &request.no_check_hostname},
                {"backend", "NAME", "use this TLS library ('peercert backends')", &backend, NULL},
                {"timeout", "SECONDS", "give up after so long; 30 by default", &timeout, NULL},
        };
        const struct syntax syntax = {command, "HOST[:PORT]", "Shows the certificate of a TLS server.",
                                      notes,   options,       sizeof options / sizeof options[0]};
        enum parsed parsed;

        request.show = "getpeercert";
        parsed = options_parse(&syntax, &argc, argv);
        if (parsed != PARSED_RUN) {
                return parsed == PARSED_HELP ? STATUS_OK : STATUS_USAGE;
        }
        if (argc != 1) {
                usage_message(command, argc == 0 ? "no host given, in" : "unexpected argument",
                              argc == 0 ? "peercert connect" : argv[1]);
                return STATUS_USAGE;
        }
        if (!format_parse(command, format, &request.format) ||
            !show_check(command, request.show, request.format) || !verify_parse(verify, &request.verify) ||
            !timeout_parse(timeout, &request.timeout) || !target_parse(command, argv[0], &request.target) ||
            !backend_parse(backend, &request.backend)) {
                return STATUS_USAGE;
        }
        return connect_to(&request);
}
