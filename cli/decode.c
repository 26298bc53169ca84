#include <stddef.h>

#include "cli/commands.h"
#include "cli/decoder.h"
#include "cli/feed.h"
#include "cli/jobs.h"
#include "cli/options.h"
#include "cli/progress.h"

/* What the command line asks for. */
struct request {
        enum format format;
        enum form input;
        bool strict;
        unsigned jobs;
};

/* Decodes each item where it stands, without copying it. */
static enum status run_alone(struct feed *feed, const struct request *request)
{
        static struct decoder decoder;
        unsigned long long count = 0;
        enum status status = STATUS_OK;
        const struct item *item;

        decoder_init(&decoder, request->format, request->strict);
        while (decoder.output.error == 0 && (item = feed_look(feed))->what != ITEM_END) {
                if (item->what != ITEM_COMPLAINT) {
                        count++;
                        progress_show(count);
                }
                status = status_worse(status, decoder_run(&decoder, item));
                if (decoder.why[0] != '\0') {
                        message("%s", decoder.why);
                }
                feed_take(feed);
        }
        progress_clear();
        return status_worse(status, output_finish(&decoder.output));
}

static enum status run(const struct request *request, char **paths, int count)
{
        static struct feed feed;
        enum status status;

        feed_init(&feed, paths, count, request->input);
        status = request->jobs == 1 ? run_alone(&feed, request)
                                    : jobs_run(&feed, request->format, request->strict, request->jobs);
        feed_close(&feed);
        return status;
}

static const char notes[] =
        "Each FILE holds certificates: in PEM with any text around, in DER one after\n"
        "another, or in base64, one a line. '-' is standard input, and so is no FILE at\n"
        "all. python prints the dict of Python's SSLSocket.getpeercert(), json the same\n"
        "as JSON, one line a certificate. Nothing is verified.\n"
        "\n"
        "Exit status: 0 all certificates decoded; 1 some refused, or none found; 2 wrong\n"
        "usage, or a file could not be read or written.\n";

enum status command_decode(int argc, char **argv)
{
        static char standard_input[] = "-";
        char *no_files[] = {standard_input};
        struct request request = {FORMAT_TEXT, FORM_AUTO, false, 1};
        const char *format = NULL;
        const char *input = NULL;
        const char *jobs = NULL;
        const struct option options[] = {
                {"format", FORMAT_ARGUMENT, FORMAT_HELP, &format, NULL},
                {"input", FORM_ARGUMENT, FORM_HELP, &input, NULL},
                {"jobs", "N", "threads (default 1); 0: as many as processors", &jobs, NULL},
                {"strict", NULL, "refuse certificates with any irregularity, and name it", NULL,
                 &request.strict},
        };
        const struct syntax syntax = {"decode", "[FILE...]", "Decodes certificates.",
                                      notes,    options,     sizeof options / sizeof options[0]};
        const enum parsed parsed = options_parse(&syntax, &argc, argv);

        if (parsed != PARSED_RUN) {
                return parsed == PARSED_HELP ? STATUS_OK : STATUS_USAGE;
        }
        if (!format_parse("decode", format, &request.format) ||
            !form_parse("decode", input, &request.input) || !jobs_parse("decode", jobs, &request.jobs)) {
                return STATUS_USAGE;
        }
        return argc == 0 ? run(&request, no_files, 1) : run(&request, argv, argc);
}
