// SPDX-License-Identifier: GPL-3.0-or-later
// Preloaded into a program under test (LD_PRELOAD): everything it writes to a regular file is also appended to a file of
// the same inode's own in the folder INDARO_WRITE_SPY, so that leak_scan.py also sees what is overwritten or deleted
// afterwards: journals, temporary files that never had a name for long, space freed again.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

static void keep(int file, const void *data, size_t size)
{
    const char *folder = getenv("INDARO_WRITE_SPY");
    struct stat what;
    if (folder == NULL || size == 0 || fstat(file, &what) != 0 || !S_ISREG(what.st_mode))
        return;
    char link[64], name[PATH_MAX], copy[PATH_MAX];
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    const ssize_t length = readlink(link, name, sizeof name - 1);
    name[length < 0 ? 0 : length] = '\0';
    for (char *at = name; *at != '\0'; ++at) {
        if (*at == '/')
            *at = '!';
    }
    if (snprintf(copy, sizeof copy, "%s/%llu%.200s", folder, (unsigned long long)what.st_ino, name) >= (int)sizeof copy)
        return;
    const int out = (int)syscall(SYS_openat, AT_FDCWD, copy, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
    if (out < 0)
        return;
    syscall(SYS_write, out, data, size);
    syscall(SYS_close, out);
}

// Each passes on to the next library's function of the same name.
#define NEXT(type, name) \
    static type next; \
    if (next == NULL) \
        next = (type)dlsym(RTLD_NEXT, name)

typedef ssize_t (*Write)(int, const void *, size_t);
typedef ssize_t (*WriteAt)(int, const void *, size_t, off_t);
typedef ssize_t (*WriteAt64)(int, const void *, size_t, off64_t);
typedef ssize_t (*WriteParts)(int, const struct iovec *, int);

ssize_t write(int file, const void *data, size_t size)
{
    NEXT(Write, "write");
    const ssize_t done = next(file, data, size);
    if (done > 0)
        keep(file, data, (size_t)done);
    return done;
}

ssize_t pwrite(int file, const void *data, size_t size, off_t at)
{
    NEXT(WriteAt, "pwrite");
    const ssize_t done = next(file, data, size, at);
    if (done > 0)
        keep(file, data, (size_t)done);
    return done;
}

ssize_t pwrite64(int file, const void *data, size_t size, off64_t at)
{
    NEXT(WriteAt64, "pwrite64");
    const ssize_t done = next(file, data, size, at);
    if (done > 0)
        keep(file, data, (size_t)done);
    return done;
}

ssize_t writev(int file, const struct iovec *parts, int count)
{
    NEXT(WriteParts, "writev");
    const ssize_t done = next(file, parts, count);
    for (int i = 0; done > 0 && i < count; ++i)
        keep(file, parts[i].iov_base, parts[i].iov_len);
    return done;
}
