#define _POSIX_C_SOURCE 200809L

#include "race.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "file.h"

/* A pass that is shorter than this is repeated, so that the clock does not matter. */
#define SHORTEST_NS 200000.0

static double cpu_clock(void)
{
        struct timespec now;

        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
        return (double)now.tv_sec * 1e9 + (double)now.tv_nsec;
}

static int compare(const void *a, const void *b)
{
        const double *x = a;
        const double *y = b;

        return (*x > *y) - (*x < *y);
}

static struct timing summary(double *values, size_t count)
{
        struct timing timing = {0, 0, values};

        qsort(values, count, sizeof *values, compare);
        if (count > 0) {
                timing.minimum = values[0];
                timing.median = values[count / 2];
        }
        return timing;
}

static double pass(const struct peer *peer, const struct set *set, size_t times)
{
        const double begin = cpu_clock();
        size_t i;
        size_t n;

        for (n = 0; n < times; n++) {
                for (i = 0; i < set->count; i++) {
                        bench_result += peer->parse(set->certificates[i]);
                }
        }
        return (cpu_clock() - begin) / (double)times;
}

/* One pass to get warm after the others, then the one that counts. */
static double turn(const struct peer *peer, const struct set *set)
{
        const double warm = pass(peer, set, 1);

        return pass(peer, set, warm < SHORTEST_NS ? (size_t)(SHORTEST_NS / (warm + 1)) + 1 : 1);
}

static struct timing rounds_of(size_t rounds)
{
        return (struct timing){0, 0, allocate(NULL, rounds * sizeof(double))};
}

static void prepare(struct race *race, struct entrant *entrant, const struct peer *peer,
                    const struct set *set)
{
        size_t i;

        *entrant = (struct entrant){.peer = peer};
        for (i = 0; i < set->count; i++) {
                if (peer->parse(set->certificates[i])) {
                        entrant->accepted++;
                        if (ours[STAGE_VISIT].parse(set->certificates[i])) {
                                set_add(&entrant->set, set->certificates[i]);
                        }
                }
        }
        entrant->own = rounds_of(race->rounds);
        for (i = 0; i < STAGES; i++) {
                entrant->ours[i] = rounds_of(race->rounds);
        }
}

static void prepare_all(struct race *race, const struct set *set)
{
        size_t i;
        size_t n;

        for (i = 0; i < set->count; i++) {
                if (ours[STAGE_VISIT].parse(set->certificates[i])) {
                        set_add(&race->set, set->certificates[i]);
                }
        }
        for (i = 0; all_peers[i] != NULL; i++) {
                for (n = 0; all_peers[i][n].name != NULL; n++) {
                        race->entrants = allocate(race->entrants, (race->count + 1) * sizeof *race->entrants);
                        prepare(race, &race->entrants[race->count++], &all_peers[i][n], set);
                }
        }
}

static void run_round(struct race *race, size_t round)
{
        size_t i;
        size_t stage;

        for (i = 0; i < race->count; i++) {
                struct entrant *entrant = &race->entrants[i];

                for (stage = 0; stage < STAGES; stage++) {
                        entrant->ours[stage].rounds[round] = turn(&ours[stage], &entrant->set);
                }
                entrant->own.rounds[round] = turn(entrant->peer, &entrant->set);
        }
}

void race_stages(struct timing ours_timing[STAGES], const struct set *set, size_t rounds)
{
        size_t stage;
        size_t i;

        for (stage = 0; stage < STAGES; stage++) {
                ours_timing[stage] = rounds_of(rounds);
        }
        for (i = 0; i < rounds; i++) {
                for (stage = 0; stage < STAGES; stage++) {
                        ours_timing[stage].rounds[i] = turn(&ours[stage], set);
                }
        }
        for (stage = 0; stage < STAGES; stage++) {
                ours_timing[stage] = summary(ours_timing[stage].rounds, rounds);
        }
}

void race_free(struct timing timing[STAGES])
{
        size_t stage;

        for (stage = 0; stage < STAGES; stage++) {
                free(timing[stage].rounds);
        }
}

void race_run(struct race *race, const struct set *set, size_t rounds)
{
        const bool progress = isatty(2);
        size_t i;
        size_t stage;

        race->rounds = rounds;
        prepare_all(race, set);
        race_stages(race->ours, &race->set, rounds);
        for (i = 0; i < rounds; i++) {
                run_round(race, i);
                if (progress) {
                        fprintf(stderr, "\rround %zu of %zu%s", i + 1, rounds, i + 1 == rounds ? "\n" : "");
                }
        }
        for (i = 0; i < race->count; i++) {
                struct entrant *entrant = &race->entrants[i];

                entrant->own = summary(entrant->own.rounds, rounds);
                for (stage = 0; stage < STAGES; stage++) {
                        entrant->ours[stage] = summary(entrant->ours[stage].rounds, rounds);
                }
        }
}
