/*
 * usage: scaling PATH...
 *
 * Times our stages over certificates of all sizes and of shapes that may be hard, in nanoseconds an octet; the
 * writers also an octet of what they write. The certificates of the files and folders say what is typical. Exit code 1
 * where a shape's costs an octet more than double with its size, or is more than four times the typical ones. Each stage
 * that is, is shown beside what no decoder can undercut: a bare walk over the same data values, or its own output.
 */
#include <stdio.h>

#include "race.h"
#include "shapes.h"

#define LARGEST       0xFFFFFFu
#define BLOCK         ((size_t)LARGEST + 65536)
#define ROUNDS        5
#define ROUNDS_LARGE  2
#define LARGE         1000000
#define GROWTH_LIMIT  2.0
#define TYPICAL_LIMIT 4.0

static const size_t sizes[] = {300, 1000, 10000, 100000, 1000000, 16000000};
#define SIZES          (sizeof sizes / sizeof sizes[0])
#define FIRST_COMPARED 1 /* below, what every certificate costs weighs too much */

struct costs {
        double octet[STAGES];
        double written[STAGES]; /* by an octet of output; 0 for what is no writer */
        bool refused;
};

static bool is_writer(size_t stage)
{
        return stage == STAGE_PYTHON || stage == STAGE_JSON;
}

/* The octets that a writer makes of all certificates. */
static size_t output_size(const struct set *set, size_t stage)
{
        size_t sum = 0;
        size_t i;

        for (i = 0; i < set->count; i++) {
                bench_result += ours[stage].parse(set->certificates[i]);
                sum += bench_written;
        }
        return sum;
}

static struct costs measure(const struct set *set)
{
        struct timing timing[STAGES];
        struct costs costs = {.refused = false};
        size_t stage;

        race_stages(timing, set, set_size(set) < LARGE ? ROUNDS : ROUNDS_LARGE);
        for (stage = 0; stage < STAGES; stage++) {
                costs.octet[stage] = timing[stage].minimum / (double)set_size(set);
                costs.written[stage] =
                        is_writer(stage) ? timing[stage].minimum / (double)output_size(set, stage) : 0;
        }
        race_free(timing);
        return costs;
}

static struct costs measure_one(struct pc_slice der)
{
        struct set set = {&der, 1, 1};
        struct costs costs = {.refused = true};

        return ours[STAGE_VISIT].parse(der) ? measure(&set) : costs;
}

static void print_costs(const char *name, size_t size, const struct costs *costs)
{
        size_t stage;

        printf("%-34s %9zu", name, size);
        for (stage = STAGE_WALK; stage < STAGES; stage++) {
                printf(" %8.3f", costs->octet[stage]);
        }
        printf(" %9.3f %8.3f", costs->written[STAGE_PYTHON], costs->written[STAGE_JSON]);
        putchar('\n');
}

/* The worst that a stage did with one shape, by how much of a limit it took. */
struct worst {
        double value;
        size_t size;
        double walks;   /* of the same certificate, that take as long */
        double written; /* times what the writer takes for an octet of typical output */
};

struct verdict {
        struct worst growth[STAGES]; /* against the same shape at 1 kB */
        struct worst excess[STAGES]; /* against typical certificates */
};

static void note(struct worst *worst, double value, size_t size)
{
        if (value > worst->value) {
                *worst = (struct worst){.value = value, .size = size};
        }
}

static void judge(struct verdict *verdict, size_t size, const struct costs *first, const struct costs *costs,
                  const struct costs *typical)
{
        size_t stage;

        for (stage = STAGE_PARSE; stage < STAGES; stage++) {
                struct worst *excess = &verdict->excess[stage];

                note(&verdict->growth[stage], costs->octet[stage] / first->octet[stage], size);
                note(excess, costs->octet[stage] / typical->octet[stage], size);
                if (excess->size == size) {
                        excess->walks = costs->octet[stage] / costs->octet[STAGE_WALK];
                        excess->written = is_writer(stage) ? costs->written[stage] / typical->written[stage] : 0;
                }
        }
}

static void print_excess(const char *shape, size_t stage, const struct worst *excess)
{
        printf("    DEAR: %s, %s: %.1f times the typical, with %zu octets; %.1f walks", shape, ours[stage].name,
               excess->value, excess->size, excess->walks);
        if (is_writer(stage)) {
                printf("; an octet of output %.1f times the typical", excess->written);
        }
        putchar('\n');
}

/* Whether limits were broken: 0 to 2 of them. */
static size_t print_verdict(const char *shape, const struct verdict *verdict)
{
        bool grows = false;
        bool dear = false;
        size_t stage;

        for (stage = STAGE_PARSE; stage < STAGES; stage++) {
                if (verdict->growth[stage].value > GROWTH_LIMIT) {
                        printf("    GROWS: %s, %s: %.1f times what an octet costs at 1 kB, with %zu octets\n", shape,
                               ours[stage].name, verdict->growth[stage].value, verdict->growth[stage].size);
                        grows = true;
                }
                if (verdict->excess[stage].value > TYPICAL_LIMIT) {
                        print_excess(shape, stage, &verdict->excess[stage]);
                        dear = true;
                }
        }
        return (size_t)grows + (size_t)dear;
}

static size_t run_shape(struct build *build, const struct shape *shape, const struct costs *typical)
{
        struct verdict verdict = {{{0, 0, 0, 0}}, {{0, 0, 0, 0}}};
        struct costs first = {.refused = true};
        size_t i;

        for (i = 0; i < SIZES; i++) {
                size_t size = sizes[i];
                struct pc_slice der;
                struct costs costs;

                if (shape->largest > 0 && size > shape->largest) {
                        break;
                }
                der = build_certificate(build, shape->place, shape->filler, size);
                costs = measure_one(der);
                if (costs.refused) {
                        printf("    REFUSED: %s, %zu octets\n", shape->name, der.len);
                        return 1;
                }
                print_costs(shape->name, der.len, &costs);
                if (i == FIRST_COMPARED) {
                        first = costs;
                }
                if (i >= FIRST_COMPARED) {
                        judge(&verdict, der.len, &first, &costs, typical);
                }
        }
        return print_verdict(shape->name, &verdict);
}

int main(int argc, char **argv)
{
        struct set set = {NULL, 0, 0};
        struct set typical_set = {NULL, 0, 0};
        struct costs typical;
        struct build build;
        size_t broken = 0;
        size_t i;

        if (argc < 2) {
                fputs("usage: scaling PATH...\n", stderr);
                return 2;
        }
        for (i = 1; i < (size_t)argc; i++) {
                set_load(&set, argv[i]);
        }
        set_pack(&set);
        for (i = 0; i < set.count; i++) {
                if (ours[STAGE_VISIT].parse(set.certificates[i])) {
                        set_add(&typical_set, set.certificates[i]);
                }
        }
        typical = measure(&typical_set);
        printf("nanoseconds an octet%15s %9s %8s %8s %8s %8s %8s %8s %8s %9s %8s\n", "", "octets", "walk", "parse",
               "+ visit", "+ Python", "+ JSON", "+ match", "+ look-up", "Pyth. out", "JSON out");
        print_costs("typical", set_size(&typical_set) / typical_set.count, &typical);
        build_init(&build, BLOCK);
        for (i = 0; shapes[i].name != NULL; i++) {
                broken += run_shape(&build, &shapes[i], &typical);
        }
        printf("%zu of the limits broken\n", broken);
        return broken == 0 ? 0 : 1;
}
