#include <stdio.h>

#include "api/dict.h"
#include "cli/commands.h"
#include "cli/format.h"
#include "cli/options.h"
#include "cli/progress.h"
#include "cli/refusal.h"
#include "cli/source.h"

#define WHERE_SIZE 1024

struct decode {
        enum format format;
        bool strict;
        unsigned long long count; /* of certificates, over all inputs */
        bool printed;             /* whether a blank line is due before the next certificate's text */
        struct output output;
};

/* One certificate of an input, numbered from 1. */
struct item {
        const char *name;
        unsigned long long number;
        struct pc_slice der;
};

static void describe(const struct item *item, char where[WHERE_SIZE])
{
        (void)snprintf(where, WHERE_SIZE, "%s: certificate %llu", item->name, item->number);
}

static enum status refuse(const struct item *item, const struct pc_diag *diag)
{
        char where[WHERE_SIZE];

        describe(item, where);
        refusal_message(where, item->der, diag);
        return STATUS_REFUSED;
}

static enum status refuse_irregular(const struct item *item, const struct pc_certificate *cert)
{
        char where[WHERE_SIZE];

        describe(item, where);
        refusal_irregular(where, cert->irregularities);
        return STATUS_REFUSED;
}

static void print_heading(struct decode *decode, const struct item *item)
{
        char where[WHERE_SIZE];

        describe(item, where);
        output_text(&decode->output, decode->printed ? "\n" : "");
        decode->printed = true;
        output_text(&decode->output, where);
        output_text(&decode->output, " (decoded, not verified)\n");
}

static enum status decode_item(struct decode *decode, const struct item *item)
{
        struct pc_certificate cert;
        struct pc_diag diag = {PC_OK, 0, NULL, 0, 0, 0};

        if (pc_certificate_parse(&cert, item->der, &diag) != PC_OK) {
                return refuse(item, &diag);
        }
        if (pc_dict_check(&cert, &diag) != PC_OK) {
                return refuse(item, &diag);
        }
        if (decode->strict && cert.irregularities != 0) {
                return refuse_irregular(item, &cert);
        }
        if (decode->format == FORMAT_TEXT) {
                print_heading(decode, item);
        }
        /* What fails now is the output, which remembers why. */
        (void)format_certificate(&cert, decode->format, &decode->output);
        return STATUS_OK;
}

static enum status refuse_pem(const struct item *item, const struct found *found)
{
        message("%s: certificate %llu: %s at byte %llu of the file", item->name, item->number,
                pc_strerror(found->code), (unsigned long long)found->offset);
        return STATUS_REFUSED;
}

static enum status decode_source(struct decode *decode, struct source *source)
{
        struct item item = {source->input.name, 0, {NULL, 0}};
        enum status status = STATUS_OK;

        while (decode->output.error == 0) {
                const struct found found = source_next(source);

                if (found.what == FOUND_FAILURE) {
                        return status_worse(status, STATUS_USAGE);
                }
                if (found.what == FOUND_END) {
                        break;
                }
                item.number++;
                decode->count++;
                progress_show(decode->count);
                item.der = found.der;
                status = status_worse(status, found.what == FOUND_BROKEN ? refuse_pem(&item, &found)
                                                                         : decode_item(decode, &item));
        }
        if (item.number == 0 && decode->output.error == 0) {
                source_complain(source);
                return STATUS_REFUSED;
        }
        return status;
}

static enum status decode_file(struct decode *decode, const char *path)
{
        struct source source;
        enum status status;

        if (!source_open(&source, path)) {
                return STATUS_USAGE;
        }
        status = decode_source(decode, &source);
        source_close(&source);
        return status;
}

static enum status decode_files(struct decode *decode, int count, char **paths)
{
        enum status status = STATUS_OK;
        int i;

        output_init(&decode->output);
        for (i = 0; i < count && decode->output.error == 0; i++) {
                status = status_worse(status, decode_file(decode, paths[i]));
        }
        progress_clear();
        return status_worse(status, output_finish(&decode->output));
}

static const char notes[] =
        "Each FILE holds one certificate in DER, or any number of them in PEM; '-' is\n"
        "standard input, and so is no FILE at all. python prints the dict of Python's\n"
        "SSLSocket.getpeercert(), json the same as JSON, one line a certificate. Nothing\n"
        "is verified.\n"
        "\n"
        "Exit status: 0 all certificates decoded; 1 some refused, or none found; 2 wrong\n"
        "usage, or a file could not be read or written.\n";

enum status command_decode(int argc, char **argv)
{
        static struct decode decode;
        static char standard_input[] = "-";
        char *no_files[] = {standard_input};
        const char *format = NULL;
        const struct option options[] = {
                {"format", FORMAT_ARGUMENT, FORMAT_HELP, &format, NULL},
                {"strict", NULL, "refuse certificates with any irregularity, and name it", NULL,
                 &decode.strict},
        };
        const struct syntax syntax = {"decode", "[FILE...]", "Decodes certificates.",
                                      notes,    options,     sizeof options / sizeof options[0]};
        const enum parsed parsed = options_parse(&syntax, &argc, argv);

        if (parsed != PARSED_RUN) {
                return parsed == PARSED_HELP ? STATUS_OK : STATUS_USAGE;
        }
        if (!format_parse("decode", format, &decode.format)) {
                return STATUS_USAGE;
        }
        return argc == 0 ? decode_files(&decode, 1, no_files) : decode_files(&decode, argc, argv);
}
