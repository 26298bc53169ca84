#include "api/text_oid.h"

#include "asn1/oid.h"
#include "x509/irregular.h"

/* OpenSSL prints a registeredID through a buffer of this size: what does not fit is not shown at all. */
#define REGISTERED_ID_SIZE 2048

/* The several hundred octets of stack are this function's alone. */
PC_APART static enum pc_result write_dotted(struct pc_slice oid, pc_sink *sink, void *ctx)
{
        struct pc_oid_text it;
        struct pc_slice piece;

        pc_oid_text_init(&it, oid);
        while (pc_oid_text_next(&it, &piece) == PC_OK) {
                if (sink(ctx, piece.data, piece.len) != 0) {
                        return PC_ERR_API_SINK;
                }
        }
        return PC_OK;
}

enum pc_result pc_text_write_oid(struct pc_slice oid, pc_sink *sink, void *ctx)
{
        return oid.len > PC_OID_SIZE_MAX ? PC_ERR_X509_OID_SIZE : write_dotted(oid, sink, ctx);
}

/* A sink that lets the first 'left' octets through. */
struct cut {
        pc_sink *sink;
        void *ctx;
        size_t left;
};

static int cut_sink(void *ctx, const void *data, size_t len)
{
        struct cut *cut = (struct cut *)ctx;
        const size_t kept = len < cut->left ? len : cut->left;

        cut->left -= kept;
        return kept == 0 ? 0 : cut->sink(cut->ctx, data, kept);
}

enum pc_result pc_text_write_registered_id(struct pc_slice oid, pc_sink *sink, void *ctx)
{
        struct pc_buffer measure = {NULL, 0, 0};
        struct cut cut = {sink, ctx, REGISTERED_ID_SIZE - 2};
        enum pc_result result;

        if (PC_OID_DOTTED_MAX(oid.len) < REGISTERED_ID_SIZE - 1) {
                return pc_text_write_oid(oid, sink, ctx);
        }
        result = pc_text_write_oid(oid, pc_buffer_sink, &measure);
        if (result != PC_OK) {
                return result;
        }
        if (measure.len >= REGISTERED_ID_SIZE) {
                return sink(ctx, "<INVALID>", 9) == 0 ? PC_OK : PC_ERR_API_SINK;
        }
        if (measure.len < REGISTERED_ID_SIZE - 1) {
                return pc_text_write_oid(oid, sink, ctx);
        }
        result = pc_text_write_oid(oid, cut_sink, &cut);
        if (result != PC_OK) {
                return result;
        }
        return sink(ctx, "", 1) == 0 ? PC_OK : PC_ERR_API_SINK;
}
