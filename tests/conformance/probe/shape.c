#include "shape.h"

static size_t limited(const struct shaped *shaped, size_t size)
{
        return shaped->shape == SHAPE_OCTET ? 1 : size;
}

static bool would_block(const struct shaped *shaped, unsigned long *calls)
{
        return ++*calls % 2 == 1 && shaped->shape == SHAPE_BLOCK;
}

static enum pc_result shaped_read(void *ctx, uint8_t *buf, size_t size, size_t *done)
{
        struct shaped *shaped = ctx;
        enum pc_result result;

        if (would_block(shaped, &shaped->reads)) {
                return PC_WANT_READ;
        }
        if (shaped->left == 0) {
                return PC_END;
        }
        size = limited(shaped, size);
        if (shaped->left > 0 && size > (size_t)shaped->left) {
                size = (size_t)shaped->left;
        }
        result = shaped->inner.read(shaped->inner.ctx, buf, size, done);
        if (result == PC_OK && shaped->left > 0) {
                shaped->left -= (long)*done;
        }
        return result;
}

static enum pc_result shaped_write(void *ctx, const uint8_t *buf, size_t size, size_t *done)
{
        struct shaped *shaped = ctx;

        if (would_block(shaped, &shaped->writes)) {
                return PC_WANT_WRITE;
        }
        return shaped->inner.write(shaped->inner.ctx, buf, limited(shaped, size), done);
}

struct pc_transport shaped_transport(struct shaped *shaped, struct pc_transport inner, enum shape shape,
                                     long cut)
{
        const struct pc_transport transport = {shaped, shaped_read, shaped_write};

        shaped->inner = inner;
        shaped->shape = shape;
        shaped->left = cut;
        shaped->reads = 0;
        shaped->writes = 0;
        return transport;
}
