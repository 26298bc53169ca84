#include "cli/clock.h"
#include "cli/commands.h"
#include "cli/pin.h"
#include "cli/session_file.h"
#include "cli/show.h"
#include "cli/tls_files.h"
#include "tls/wipe.h"

static const char command[] = "connect";

/* What the command line asks for. */
struct request {
        struct tls_options options;
        struct target target;
        const char *servername;
        const char *pin;
        const char *session;
        bool no_check_hostname;
        struct pins pins;
};

/* The connection stands: whose key is it? */
static enum status check_pins(const struct request *request, struct talk *talk)
{
        const struct pc_peer peer = pc_session_peer(talk->session);
        const enum pc_result result = pc_pin_check(peer, request->pins.octets, request->pins.count);
        struct pc_certificate cert;
        struct pc_slice der;
        uint8_t key[PC_FINGERPRINT];
        char pin[PIN_TEXT] = "unknown";

        if (request->pins.count == 0 || result == PC_OK) {
                return STATUS_OK;
        }
        if (pc_getpeercert_binary(peer, &der) == PC_OK && pc_certificate_parse(&cert, der, NULL) == PC_OK &&
            pc_key_fingerprint(peer.backend, &cert, key) == PC_OK) {
                pin_text(key, pin);
        }
        message("%s: %s: it is %s", talk->peer, pc_strerror(result), pin);
        return status_worse(STATUS_REFUSED, talk_show(talk, pc_strerror(result)));
}

/* What the server thinks of this end's certificate, where it has not said so in the handshake. */
static enum status hear_refusal(const struct request *request, struct talk *talk)
{
        if (request->options.cert == NULL ||
            talk_listen(talk, clock_now() + TALK_PATIENCE) != PC_ERR_TLS_ALERT) {
                return STATUS_OK;
        }
        message("%s: %s", talk->peer, pc_session_error_text(talk->session));
        return STATUS_NETWORK;
}

/* The server is who it should be. */
static enum status use_session(const struct request *request, struct talk *talk)
{
        const enum status shown = talk_show(talk, NULL);
        const enum status heard = hear_refusal(request, talk);
        enum status saved = STATUS_OK;

        if (heard == STATUS_OK && request->session != NULL) {
                saved = session_file_write(request->session, talk);
        }
        return status_worse(shown, status_worse(heard, saved));
}

static enum status run_session(const struct request *request, struct talk *talk)
{
        enum status status;

        if (!tcp_connect(talk->tcp, &request->target)) {
                return STATUS_NETWORK;
        }
        status = talk_handshake(talk);
        if (status == STATUS_OK) {
                status = check_pins(request, talk);
        }
        if (status == STATUS_OK) {
                status = use_session(request, talk);
        }
        talk_end(talk);
        return status;
}

static enum status connect_with(const struct request *request, const struct tls_files *files,
                                struct pc_slice resume)
{
        struct pc_session_config config = tls_files_config(files, &request->options, PC_ROLE_CLIENT);
        struct tcp tcp;
        struct talk talk = {request->target.text, &request->options, &tcp, NULL, false, false};
        enum status status;

        config.server_name = request->servername != NULL ? request->servername : request->target.host;
        config.no_name_check = request->no_check_hostname;
        config.resume = resume;
        tcp_init(&tcp, request->options.timeout);
        if (!talk_open(&talk, &config)) {
                return STATUS_USAGE;
        }
        status = run_session(request, &talk);
        pc_session_free(talk.session);
        tcp_close(&tcp);
        return status;
}

static enum status connect_to(const struct request *request)
{
        struct tls_files files;
        struct pc_slice resume = {NULL, 0};
        enum status status = STATUS_USAGE;

        if (tls_files_load(&files, &request->options) &&
            (request->session == NULL || session_file_read(request->session, &resume))) {
                status = connect_with(request, &files, resume);
                pc_wipe_free(resume);
        }
        tls_files_free(&files);
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
        "Exit status: 0 success; 1 the verification failed; 2 wrong usage, a file could not\n"
        "be read or written, or the backend cannot say something; 3 no connection, or no\n"
        "TLS.\n";

static bool read_request(struct request *request, int argc, char **argv)
{
        if (argc != 1) {
                usage_message(command, argc == 0 ? "no host given, in" : "unexpected argument",
                              argc == 0 ? "peercert connect" : argv[1]);
                return false;
        }
        return target_parse(command, argv[0], &request->target) &&
               pins_parse(command, request->pin, &request->pins) && tls_options_read(&request->options);
}

enum status command_connect(int argc, char **argv)
{
        static struct request request;
        const struct option options[] = {
                TLS_OPTIONS(&request.options, "none, optional or required (default)",
                            "this end's certificate and chain, for a server that asks",
                            "give up after so long; 30 by default"),
                {"servername", "NAME", "ask for NAME, and verify for it, in place of HOST",
                 &request.servername, NULL},
                {"no-check-hostname", NULL, "verify the chain, but not for whom it is", NULL,
                 &request.no_check_hostname},
                {"pin", "PIN[;PIN...]", "the server's key must be one of them: sha256//BASE64", &request.pin,
                 NULL},
                {"session", "FILE", "go on with the session in FILE, and save it there", &request.session,
                 NULL},
        };
        const struct syntax syntax = {command, "HOST[:PORT]", "Shows the certificate of a TLS server.",
                                      notes,   options,       sizeof options / sizeof options[0]};
        enum parsed parsed;

        request.options.command = command;
        request.options.verify = PC_VERIFY_REQUIRED;
        parsed = options_parse(&syntax, &argc, argv);
        if (parsed != PARSED_RUN) {
                return parsed == PARSED_HELP ? STATUS_OK : STATUS_USAGE;
        }
        return read_request(&request, argc, argv) ? connect_to(&request) : STATUS_USAGE;
}
