#include "api/dict_walk.h"

enum pc_result pc_dict_walk(const struct pc_certificate *cert, pc_visit *visit, void *ctx)
{
        return pc_walk_dict(cert, visit, ctx);
}

enum pc_result pc_dict_visit(const struct pc_certificate *cert, pc_visit *visit, void *ctx)
{
        const enum pc_result result = pc_dict_check(cert, NULL);

        return result == PC_OK ? pc_dict_walk(cert, visit, ctx) : result;
}
