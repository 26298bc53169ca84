/* The five functions of <string.h> that the library and BearSSL need, small rather than fast: no C library is linked. */
#include <stddef.h>
#include <stdint.h>
#include <string.h>

__attribute__((used)) void *memcpy(void *restrict to, const void *restrict from, size_t len)
{
        uint8_t *out = to;
        const uint8_t *in = from;

        while (len-- > 0) {
                *out++ = *in++;
        }
        return to;
}

__attribute__((used)) void *memmove(void *to, const void *from, size_t len)
{
        uint8_t *out = to;
        const uint8_t *in = from;

        if ((uintptr_t)to <= (uintptr_t)from) {
                return memcpy(to, from, len);
        }
        while (len-- > 0) {
                out[len] = in[len];
        }
        return to;
}

__attribute__((used)) void *memset(void *to, int octet, size_t len)
{
        uint8_t *out = to;

        while (len-- > 0) {
                *out++ = (uint8_t)octet;
        }
        return to;
}

__attribute__((used)) int memcmp(const void *left, const void *right, size_t len)
{
        const uint8_t *a = left;
        const uint8_t *b = right;

        for (; len > 0; len--, a++, b++) {
                if (*a != *b) {
                        return *a < *b ? -1 : 1;
                }
        }
        return 0;
}

__attribute__((used)) size_t strlen(const char *text)
{
        size_t len = 0;

        while (text[len] != '\0') {
                len++;
        }
        return len;
}
