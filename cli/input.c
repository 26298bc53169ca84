#include "cli/input.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define FIRST_CAPACITY ((size_t)1 << 18)

/* What input_grow takes for much. */
#define MUCH 65536

static bool failed(struct input *input)
{
        input->error = errno;
        return false;
}

bool input_open(struct input *input, const char *path)
{
        const bool standard = strcmp(path, "-") == 0;

        memset(input, 0, sizeof *input);
        input->name = standard ? "standard input" : path;
        input->fd = standard ? STDIN_FILENO : open(path, O_RDONLY);
        if (input->fd < 0) {
                return failed(input);
        }
        input->data = malloc(FIRST_CAPACITY);
        if (input->data == NULL) {
                (void)failed(input);
                input_close(input);
                return false;
        }
        input->capacity = FIRST_CAPACITY;
        return true;
}

void input_close(struct input *input)
{
        free(input->data);
        input->data = NULL;
        if (input->fd != STDIN_FILENO) {
                (void)close(input->fd);
        }
}

struct pc_slice input_window(const struct input *input)
{
        struct pc_slice window;

        window.data = input->data + input->begin;
        window.len = input->end - input->begin;
        return window;
}

void input_skip(struct input *input, size_t count)
{
        input->begin += count;
        input->offset += count;
}

/* Makes room for 'want' octets from the window's start on. */
static bool make_room(struct input *input, size_t want)
{
        size_t capacity = input->capacity;
        uint8_t *data;

        memmove(input->data, input->data + input->begin, input->end - input->begin);
        input->end -= input->begin;
        input->begin = 0;
        while (capacity < want) {
                capacity *= 2;
        }
        if (capacity > input->capacity) {
                data = realloc(input->data, capacity);
                if (data == NULL) {
                        return failed(input);
                }
                input->data = data;
                input->capacity = capacity;
        }
        return true;
}

bool input_fill(struct input *input, size_t want)
{
        if (input->capacity - input->begin < want && !make_room(input, want)) {
                return false;
        }
        while (input->end - input->begin < want && !input->at_end) {
                const ssize_t got = read(input->fd, input->data + input->end, input->capacity - input->end);

                if (got < 0 && errno != EINTR) {
                        return failed(input);
                }
                if (got > 0) {
                        input->end += (size_t)got;
                }
                input->at_end = got == 0;
        }
        return true;
}

bool input_grow(struct input *input, size_t max)
{
        const size_t len = input_window(input).len;
        const size_t want = len < MUCH ? len + 1 : 2 * len;

        return input_fill(input, want < max ? want : max);
}
