/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A small server of clamd's protocol (man clamd: PING and INSTREAM, ended by NUL) in a process of its own. It finds the word
 * MALWARE, takes no file over 1 MB, and does not answer to one that holds the word SILENCE.
 */
#ifndef IMI_TESTS_CLAMD_H
#define IMI_TESTS_CLAMD_H

#include <arpa/inet.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "attach_samples.h"

#define CLAMD_MOST (1024u * 1024)

static inline bool
clamd_read(int fd, void *data, size_t size)
{
    for (size_t at = 0; at < size;) {
        ssize_t got = read(fd, (char *)data + at, size - at);

        if (got <= 0)
            return false;
        at += (size_t)got;
    }
    return true;
}

static inline const char *
clamd_stream(int fd)
{
    static char all[CLAMD_MOST];
    size_t filled = 0;
    uint32_t length;

    while (clamd_read(fd, &length, sizeof length)) {
        length = ntohl(length);
        if (length > sizeof all - filled)
            return "INSTREAM size limit exceeded. ERROR";
        if (length == 0)
            return sample_holds(all, filled, "SILENCE")   ? NULL
                   : sample_holds(all, filled, "MALWARE") ? "stream: Test.Malware-1 FOUND"
                                                          : "stream: OK";
        if (!clamd_read(fd, all + filled, length))
            return NULL;
        filled += length;
    }
    return NULL;
}

static inline void
clamd_serve(int listening)
{
    for (;;) {
        int fd = accept(listening, NULL, NULL);
        char command[20] = "";
        size_t filled = 0;
        const char *answer;

        while (filled < sizeof command && clamd_read(fd, command + filled, 1) && command[filled] != '\0')
            filled++;
        answer = strcmp(command, "zPING") == 0       ? "PONG"
                 : strcmp(command, "zINSTREAM") == 0 ? clamd_stream(fd)
                                                     : "UNKNOWN COMMAND";
        if (answer != NULL && write(fd, answer, strlen(answer) + 1) < 0)
            _exit(1);
        close(fd);
    }
}

/* clamd_start - listens at `path` when it returns; kill the process given back. */
static inline pid_t
clamd_start(const char *path)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    int listening = socket(AF_UNIX, SOCK_STREAM, 0);
    pid_t child;

    strncpy(address.sun_path, path, sizeof address.sun_path - 1);
    unlink(path);
    if (listening < 0 || bind(listening, (struct sockaddr *)&address, sizeof address) != 0 || listen(listening, 5) != 0)
        abort();
    child = fork();
    if (child == 0) {
        signal(SIGPIPE, SIG_IGN);
        clamd_serve(listening);
    }
    close(listening);
    return child;
}

static inline void
clamd_stop(pid_t child, const char *path)
{
    kill(child, SIGKILL);
    waitpid(child, NULL, 0);
    unlink(path);
}

#endif
