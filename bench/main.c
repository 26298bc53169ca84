/*
 * usage: bench [-r ROUNDS] [-e EXPORT] [-p CPYTHON] [-c CSV] PATH...
 *
 * Times our stages and the peers over the certificates of the files and folders. -e writes the certificates
 * for cpython.py and does nothing else; -p takes its answer into the comparison.
 */
#define _POSIX_C_SOURCE 200809L

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "file.h"
#include "report.h"

#define ROUNDS 20

struct options {
        size_t rounds;
        const char *to_export;
        const char *cpython;
        const char *csv;
};

static int usage(void)
{
        fputs("usage: bench [-r ROUNDS] [-e EXPORT] [-p CPYTHON] [-c CSV] PATH...\n", stderr);
        return 2;
}

static int run(const struct options *options, const struct set *set)
{
        struct race race = {.rounds = 0};
        struct cpython cpython;
        const struct cpython *timed = NULL;

        if (options->cpython != NULL) {
                cpython_compare(&cpython, set, options->cpython, options->rounds);
                timed = &cpython;
        }
        race_run(&race, set, options->rounds);
        report_table(&race, timed, set->count);
        if (options->csv != NULL) {
                FILE *file = open_file(options->csv, "w");

                report_csv(file, &race, timed);
                fclose(file);
        }
        return report_targets(&race, timed) ? 0 : 1;
}

int main(int argc, char **argv)
{
        struct options options = {ROUNDS, NULL, NULL, NULL};
        struct set set = {NULL, 0, 0};
        int option;

        while ((option = getopt(argc, argv, "r:e:p:c:")) != -1) {
                switch (option) {
                case 'r':
                        options.rounds = strtoul(optarg, NULL, 10);
                        break;
                case 'e':
                        options.to_export = optarg;
                        break;
                case 'p':
                        options.cpython = optarg;
                        break;
                case 'c':
                        options.csv = optarg;
                        break;
                default:
                        return usage();
                }
        }
        if (optind == argc || options.rounds == 0) {
                return usage();
        }
        for (; optind < argc; optind++) {
                set_load(&set, argv[optind]);
        }
        set_pack(&set);
        if (options.to_export != NULL) {
                cpython_export(&set, options.to_export);
                return 0;
        }
        return run(&options, &set);
}
