#include "report.h"

#include <string.h>

static double share(double nanoseconds, const struct set *set)
{
        return set->count > 0 ? nanoseconds / (double)set->count : 0;
}

static double ratio(double a, double b)
{
        return b > 0 ? a / b : 0;
}

struct row {
        const char *name;
        size_t accepted;
        const struct set *set;
        double minimum;
        double median;
        const struct timing *ours;
};

static struct row cpython_row(const struct cpython *cpython)
{
        return (struct row){"CPython getpeercert()", cpython->accepted, &cpython->set,
                            cpython->minimum,        cpython->median,   cpython->ours};
}

static struct row entrant_row(const struct entrant *entrant)
{
        return (struct row){entrant->peer->name,  entrant->accepted,   &entrant->set,
                            entrant->own.minimum, entrant->own.median, entrant->ours};
}

static void table_row(const struct row *row)
{
        printf("%-28s %8zu %8zu %10.0f %10.0f %10.0f %9.1f %9.1f\n", row->name, row->accepted,
               row->set->count, share(row->minimum, row->set), share(row->median, row->set),
               share(row->ours[STAGE_VISIT].minimum, row->set),
               ratio(row->minimum, row->ours[STAGE_VISIT].minimum),
               ratio(row->median, row->ours[STAGE_VISIT].median));
}

static size_t elements(const struct set *set)
{
        size_t count = 0;
        size_t i;

        for (i = 0; i < set->count; i++) {
                count += walk_elements(set->certificates[i]);
        }
        return count;
}

void report_table(const struct race *race, const struct cpython *cpython, size_t certificates)
{
        struct row row;
        size_t i;

        printf("%zu certificates, of which %zu have a dict: on average %.0f octets, %.0f data values; %zu "
               "rounds\n\n",
               certificates, race->set.count, share((double)set_size(&race->set), &race->set),
               share((double)elements(&race->set), &race->set), race->rounds);
        printf("%-28s %8s %8s %10s %10s %10s %9s %9s\n", "", "accepted", "by both", "ns min", "ns median",
               "ours ns", "ratio min", "median");
        for (i = 0; i < STAGES; i++) {
                row = (struct row){ours[i].name,          race->set.count,      &race->set,
                                   race->ours[i].minimum, race->ours[i].median, race->ours};
                table_row(&row);
        }
        for (i = 0; i < race->count; i++) {
                row = entrant_row(&race->entrants[i]);
                table_row(&row);
        }
        if (cpython != NULL) {
                row = cpython_row(cpython);
                table_row(&row);
        }
        puts("\n'ours ns' is 'parse + visit' over the certificates that both accept, and the ratios are to "
             "it.");
}

static void csv_row(FILE *file, const struct row *row)
{
        fprintf(file, "\"%s\",%zu,%zu,%.1f,%.1f,%.1f,%.3f\n", row->name, row->accepted, row->set->count,
                share(row->minimum, row->set), share(row->median, row->set),
                share(row->ours[STAGE_VISIT].minimum, row->set),
                ratio(row->minimum, row->ours[STAGE_VISIT].minimum));
}

void report_csv(FILE *file, const struct race *race, const struct cpython *cpython)
{
        struct row row;
        size_t i;

        fputs("name,accepted,both,minimum,median,ours,ratio\n", file);
        for (i = 0; i < STAGES; i++) {
                row = (struct row){ours[i].name,          race->set.count,      &race->set,
                                   race->ours[i].minimum, race->ours[i].median, race->ours};
                csv_row(file, &row);
        }
        for (i = 0; i < race->count; i++) {
                row = entrant_row(&race->entrants[i]);
                csv_row(file, &row);
        }
        if (cpython != NULL) {
                row = cpython_row(cpython);
                csv_row(file, &row);
        }
}

static bool target(const char *name, double value, const char *relation, double limit, bool reached)
{
        printf("%-58s %8.2f  %s %g  %s\n", name, value, relation, limit, reached ? "reached" : "MISSED");
        return reached;
}

static bool at_least(const char *name, double value, double limit)
{
        return target(name, value, "at least", limit, value >= limit);
}

static bool peer_target(const struct race *race, const char *peer, const char *name, double limit)
{
        size_t i;

        for (i = 0; i < race->count; i++) {
                const struct entrant *entrant = &race->entrants[i];

                if (strcmp(entrant->peer->name, peer) == 0) {
                        return at_least(name, ratio(entrant->own.minimum, entrant->ours[STAGE_VISIT].minimum),
                                        limit);
                }
        }
        printf("%-58s %8s\n", name, "not measured");
        return true;
}

bool report_targets(const struct race *race, const struct cpython *cpython)
{
        const double visit = ratio(race->ours[STAGE_VISIT].minimum, race->ours[STAGE_WALK].minimum);
        bool reached;

        puts("");
        reached =
                target("parse + visit to a bare walk over all data values", visit, "at most", 2, visit <= 2);
        reached = peer_target(race, "mbedTLS", "mbedTLS's parse to parse + visit", 4) && reached;
        reached = peer_target(race, "OpenSSL + fields", "OpenSSL's parse + fields to parse + visit", 300) &&
                  reached;
        if (cpython != NULL) {
                reached = at_least("CPython's getpeercert() to parse + Python literal",
                                   ratio(cpython->minimum, cpython->ours[STAGE_PYTHON].minimum), 12) &&
                          reached;
                reached = at_least("CPython's getpeercert() to parse + JSON",
                                   ratio(cpython->minimum, cpython->ours[STAGE_JSON].minimum), 12) &&
                          reached;
        }
        return reached;
}
