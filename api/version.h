/* Which peercert this is. */
#ifndef PC_API_VERSION_H
#define PC_API_VERSION_H

#ifdef __cplusplus
extern "C" {
#endif

/* The version of the library that the program runs with, "1.2.3" by SemVer; static. */
const char *pc_version(void);

#ifdef __cplusplus
}
#endif

#endif
