/* For api/ only. */
#ifndef PC_API_APART_H
#define PC_API_APART_H

/* Keeps a function's variables out of its caller's stack, which then holds those of one function at a time. */
#if defined(__GNUC__)
#define PC_APART __attribute__((noinline))
#else
#define PC_APART
#endif

#endif
