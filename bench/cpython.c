#include "cpython.h"

#include <stdio.h>
#include <string.h>

#include "file.h"

void cpython_export(const struct set *set, const char *path)
{
        FILE *file = open_file(path, "w");
        size_t i;
        size_t n;

        for (i = 0; i < set->count; i++) {
                for (n = 0; n < set->certificates[i].len; n++) {
                        fprintf(file, "%02x", set->certificates[i].data[n]);
                }
                fputc('\n', file);
        }
        fclose(file);
}

void cpython_compare(struct cpython *out, const struct set *set, const char *path, size_t rounds)
{
        FILE *file = open_file(path, "r");
        double minimum;
        double median;
        size_t index;

        *out = (struct cpython){.accepted = 0};
        while (fscanf(file, "%zu,%lf,%lf", &index, &minimum, &median) == 3) {
                out->accepted++;
                if (index < set->count && ours[STAGE_VISIT].parse(set->certificates[index])) {
                        set_add(&out->set, set->certificates[index]);
                        out->minimum += minimum;
                        out->median += median;
                }
        }
        fclose(file);
        race_stages(out->ours, &out->set, rounds);
}
