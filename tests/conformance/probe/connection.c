#include "connection.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "network.h"
#include "report.h"
#include "setup.h"

#define SAVED_MAX 65536

static bool blocked(enum pc_result result)
{
        return result == PC_WANT_READ || result == PC_WANT_WRITE;
}

static enum pc_result read_some(struct pc_session *session)
{
        uint8_t buf[4096];
        size_t done;
        enum pc_result result;

        do {
                result = pc_session_read(session, buf, sizeof buf, &done);
        } while (blocked(result));
        return result;
}

static enum pc_result write_line(struct pc_session *session, const char *line)
{
        size_t sent = 0;
        size_t done = 0;
        enum pc_result result;

        do {
                result = pc_session_write(session, (const uint8_t *)line + sent, strlen(line) - sent, &done);
                if (result == PC_OK) {
                        sent += done;
                }
        } while (blocked(result) || (result == PC_OK && sent < strlen(line)));
        return result;
}

static void save_session(const struct pc_session *session, const char *path)
{
        static uint8_t buf[SAVED_MAX];
        size_t len = 0;
        const enum pc_result result = pc_session_save(session, buf, sizeof buf, &len);
        FILE *file = result == PC_OK ? fopen(path, "wb") : NULL;

        if (file != NULL) {
                (void)fwrite(buf, 1, len, file);
                (void)fclose(file);
        }
        report("save", result, session);
}

/* A line each way, which brings what comes after the handshake: tickets, and refusals of a TLS 1.3 server. */
static enum pc_result exchange(struct pc_session *session, int role)
{
        enum pc_result result;

        if (role == PC_ROLE_CLIENT) {
                result = write_line(session, "ping\n");
                return result == PC_OK ? read_some(session) : result;
        }
        result = read_some(session);
        return result == PC_OK ? write_line(session, "pong\n") : result;
}

/* A server waits for the client to say farewell first. */
static enum pc_result farewell(struct pc_session *session, int role)
{
        enum pc_result result = PC_OK;

        while (role == PC_ROLE_SERVER && result == PC_OK) {
                result = read_some(session);
        }
        if (result < 0) {
                return result;
        }
        do {
                result = pc_session_close(session);
        } while (blocked(result));
        return result;
}

static void run(const struct options *options, struct pc_session *session)
{
        enum pc_result result;

        report("open", PC_OK, session);
        do {
                result = pc_session_handshake(session);
        } while (blocked(result));
        report("handshake", result, session);
        if (result != PC_OK) {
                return;
        }
        result = exchange(session, options->role);
        report("data", result, session);
        if (options->save != NULL) {
                save_session(session, options->save);
        }
        if (result == PC_OK) {
                report("closed", farewell(session, options->role), session);
        }
}

static void run_over(const struct options *options, const struct setup *setup, int fd)
{
        struct shaped shaped;
        struct pc_session *session = NULL;
        const enum pc_result result = pc_session_open(
                &session, options->backend, &setup->config,
                shaped_transport(&shaped, network_transport(&fd), (enum shape)options->shape, options->cut));

        if (result == PC_OK) {
                run(options, session);
        } else {
                report("open", result, NULL);
        }
        pc_session_free(session);
        network_close(fd);
}

bool connection_connect(const struct options *options)
{
        struct setup setup;
        bool ok = setup_load(&setup, options);

        for (long i = 0; ok && i < options->count; i++) {
                const int fd = network_connect(options->port);

                ok = fd >= 0;
                if (ok) {
                        run_over(options, &setup, fd);
                }
        }
        setup_free(&setup);
        return ok;
}

bool connection_listen(const struct options *options)
{
        struct setup setup;
        bool ok = setup_load(&setup, options);
        const int listener = ok ? network_listen() : -1;

        if (listener >= 0) {
                printf("{\"event\": \"listening\", \"port\": %u}\n", network_port(listener));
                fflush(stdout);
        }
        for (long i = 0; listener >= 0 && i < options->count; i++) {
                const int fd = i == 0 || setup_change(&setup, options) ? network_accept(listener) : -1;

                if (fd >= 0) {
                        run_over(options, &setup, fd);
                }
        }
        if (listener >= 0) {
                (void)close(listener);
        }
        setup_free(&setup);
        return listener >= 0;
}
