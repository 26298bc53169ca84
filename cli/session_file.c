#include "cli/session_file.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "api/connection.h"
#include "cli/clock.h"
#include "tls/file.h"
#include "tls/wipe.h"

#define SUFFIX ".XXXXXX"

bool session_file_read(const char *path, struct pc_slice *out)
{
        enum pc_result result;

        out->data = NULL;
        out->len = 0;
        result = pc_file_read(path, out);
        if (result == PC_OK && out->len == 0) {
                message("%s: is empty, and no session", path);
                pc_wipe_free(*out);
                return false;
        }
        if (result == PC_ERR_TLS_FILE && errno == ENOENT) {
                return true;
        }
        if (result != PC_OK) {
                message("%s: %s", path, result == PC_ERR_TLS_FILE ? strerror(errno) : pc_strerror(result));
        }
        return result == PC_OK;
}

/* How many octets the session has; 0 where there is none. */
static size_t wait_for_session(struct talk *talk)
{
        const int64_t until = clock_now() + TALK_PATIENCE;
        enum pc_result heard;
        size_t len = 0;
        enum pc_result result;

        do {
                result = pc_session_save(talk->session, NULL, 0, &len);
                heard = result == PC_NONE ? talk_listen(talk, until) : PC_END;
        } while (heard == PC_OK || heard == PC_WANT_READ || heard == PC_WANT_WRITE);
        return result == PC_ERR_API_SPACE ? len : 0;
}

static bool write_all(int fd, struct pc_slice octets)
{
        while (octets.len > 0) {
                const ssize_t put = write(fd, octets.data, octets.len);

                if (put < 0 && errno != EINTR) {
                        return false;
                }
                octets.data += put > 0 ? put : 0;
                octets.len -= put > 0 ? (size_t)put : 0;
        }
        return true;
}

/* Writes a file beside it, and puts that in its place. False with errno. */
static bool replace(const char *path, struct pc_slice octets)
{
        const size_t size = strlen(path) + sizeof SUFFIX;
        char *beside = malloc(size);
        bool done = false;
        int fd = -1;

        if (beside != NULL) {
                (void)snprintf(beside, size, "%s" SUFFIX, path);
                fd = mkstemp(beside);
        }
        if (fd >= 0) {
                done = write_all(fd, octets);
                done = close(fd) == 0 && done && rename(beside, path) == 0;
                if (!done) {
                        const int error = errno;

                        (void)unlink(beside);
                        errno = error;
                }
        }
        free(beside);
        return done;
}

enum status session_file_write(const char *path, struct talk *talk)
{
        const size_t len = wait_for_session(talk);
        uint8_t *buf = len > 0 ? malloc(len) : NULL;
        struct pc_slice saved = {buf, len};
        bool done;

        if (len == 0) {
                if (pc_resumed(pc_session_peer(talk->session)) != PC_OK) {
                        message("%s: the server gives no session to resume; %s stays as it is", talk->peer,
                                path);
                }
                return STATUS_OK;
        }
        if (buf == NULL || pc_session_save(talk->session, buf, len, &saved.len) != PC_OK) {
                message("%s: %s", path, pc_strerror(PC_ERR_TLS_MEMORY));
                free(buf);
                return STATUS_USAGE;
        }
        done = replace(path, saved);
        if (!done) {
                message("%s: %s", path, strerror(errno));
        }
        pc_wipe_free(saved);
        return done ? STATUS_OK : STATUS_USAGE;
}
