/*
 * usage: instructions STAGE PATH...
 *
 * Runs one of our stages once over the certificates: for callgrind, which counts the instructions of the
 * function 'measured'. Prints how many certificates there are.
 */
#include <stdio.h>
#include <string.h>

#include "peer.h"
#include "set.h"

/* Not static, and never inlined: callgrind finds it by its name. */
void measured(const struct peer *peer, const struct set *set);

__attribute__((noinline)) void measured(const struct peer *peer, const struct set *set)
{
        size_t i;

        for (i = 0; i < set->count; i++) {
                bench_result += peer->parse(set->certificates[i]);
        }
}

static const struct peer *find(const char *name)
{
        size_t i;

        for (i = 0; ours[i].name != NULL; i++) {
                if (strcmp(ours[i].name, name) == 0) {
                        return &ours[i];
                }
        }
        return NULL;
}

int main(int argc, char **argv)
{
        struct set set = {NULL, 0, 0};
        const struct peer *peer = argc > 2 ? find(argv[1]) : NULL;
        int i;

        if (peer == NULL) {
                fputs("usage: instructions STAGE PATH...\n", stderr);
                return 2;
        }
        for (i = 2; i < argc; i++) {
                set_load(&set, argv[i]);
        }
        set_pack(&set);
        measured(peer, &set);
        printf("%zu\n", set.count);
        return 0;
}
