#include "cli/tls_options.h"

#include <stdlib.h>

#include "cli/show.h"

#define TIMEOUT_DEFAULT 30
#define TIMEOUT_MAX     86400

static bool verify_read(struct tls_options *options)
{
        static const char *const modes[] = {[PC_VERIFY_NONE] = "none",
                                            [PC_VERIFY_OPTIONAL] = "optional",
                                            [PC_VERIFY_REQUIRED] = "required"};
        size_t i = (size_t)options->verify;
        const bool known = option_choice(options->command, "none, optional or required is wanted, not",
                                         options->verify_name, modes, sizeof modes / sizeof modes[0], &i);

        options->verify = (enum pc_verify_mode)i;
        return known;
}

static bool tls_max_read(struct tls_options *options)
{
        static const char *const names[] = {"1.2", "1.3"};
        static const uint16_t protocols[] = {0x0303, 0x0304};
        size_t i = 1;
        const bool known = option_choice(options->command, "1.2 or 1.3 is wanted, not", options->tls_max_text,
                                         names, sizeof names / sizeof names[0], &i);

        options->protocol_max = options->tls_max_text != NULL ? protocols[i] : 0;
        return known;
}

static bool timeout_read(struct tls_options *options)
{
        const char *text = options->timeout_text;
        double seconds = TIMEOUT_DEFAULT;
        char *end;

        if (text != NULL) {
                seconds = strtod(text, &end);
                if (end == text || *end != '\0' || !(seconds >= 0.001 && seconds <= TIMEOUT_MAX)) {
                        usage_message(options->command, "a number of seconds is wanted, not", text);
                        return false;
                }
        }
        options->timeout = (int64_t)(seconds * 1000);
        return true;
}

static bool backend_read(struct tls_options *options)
{
        const char *name = options->backend_name;

        options->backend = name != NULL ? pc_session_class_find(name) : pc_session_class_at(0);
        if (options->backend != NULL) {
                return true;
        }
        if (pc_session_class_at(0) == NULL) {
                message("%s: no TLS backend is compiled in", options->command);
        } else {
                message("%s: no backend '%s' ('peercert backends' lists them)", options->command, name);
        }
        return false;
}

static bool key_read(const struct tls_options *options)
{
        if (options->key != NULL && options->cert == NULL) {
                message("%s: --key is of no use without --cert", options->command);
                return false;
        }
        return true;
}

bool tls_options_read(struct tls_options *options)
{
        if (options->show == NULL) {
                options->show = "getpeercert";
        }
        return format_parse(options->command, options->format_name, &options->format) &&
               show_check(options->command, options->show, options->format) && verify_read(options) &&
               timeout_read(options) && tls_max_read(options) && key_read(options) && backend_read(options);
}
