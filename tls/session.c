#include "tls/session.h"

#include <string.h>

const struct pc_session_class *pc_session_class_find(const char *name)
{
        const struct pc_session_class *found;

        for (size_t i = 0; (found = pc_session_class_at(i)) != NULL; i++) {
                if (strcmp(found->name, name) == 0) {
                        return found;
                }
        }
        return NULL;
}

enum pc_result pc_session_open(struct pc_session **out, const struct pc_session_class *session_class,
                               const struct pc_session_config *config, struct pc_transport transport)
{
        return session_class->open(out, config, transport);
}

enum pc_result pc_session_handshake(struct pc_session *session)
{
        return session->session_class->handshake(session);
}

enum pc_result pc_session_read(struct pc_session *session, uint8_t *buf, size_t size, size_t *done)
{
        if (size == 0) {
                *done = 0;
                return PC_OK;
        }
        return session->session_class->read(session, buf, size, done);
}

enum pc_result pc_session_write(struct pc_session *session, const uint8_t *buf, size_t size, size_t *done)
{
        if (size == 0) {
                *done = 0;
                return PC_OK;
        }
        return session->session_class->write(session, buf, size, done);
}

enum pc_result pc_session_close(struct pc_session *session)
{
        return session->session_class->close(session);
}

enum pc_result pc_session_save(const struct pc_session *session, uint8_t *buf, size_t size, size_t *len)
{
        return session->session_class->save(session, buf, size, len);
}

void pc_session_free(struct pc_session *session)
{
        if (session != NULL) {
                session->session_class->free(session);
        }
}

struct pc_peer pc_session_peer(const struct pc_session *session)
{
        return session->session_class->peer(session);
}

const char *pc_session_error_text(const struct pc_session *session)
{
        return session->session_class->error_text(session);
}
