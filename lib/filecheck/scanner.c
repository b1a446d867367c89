/* SPDX-License-Identifier: EUPL-1.2 */
#include "filecheck/scanner.h"

#include <errno.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

#include "filecheck/fault.h"

#define PIECE_BYTES (256u * 1024)
#define ANSWER_BYTES 300

static enum err_code
silent(const char *what, struct err *err)
{
    return FILE_REFUSE(err, SCANNER, "clamd: %s: %s", what, strerror(errno));
}

static enum err_code
open_socket(const char *path, int *fd, struct err *err)
{
    const struct timeval wait = {.tv_sec = SCANNER_WAIT_S};
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    size_t length = strlen(path);

    if (length >= sizeof address.sun_path)
        return FAIL(err, ERR_CONFIG, "the path of clamd's socket is too long");
    memcpy(address.sun_path, path, length + 1);
    *fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (*fd < 0)
        return silent("socket", err);
    if (setsockopt(*fd, SOL_SOCKET, SO_RCVTIMEO, &wait, sizeof wait) != 0 ||
        setsockopt(*fd, SOL_SOCKET, SO_SNDTIMEO, &wait, sizeof wait) != 0 ||
        connect(*fd, (const struct sockaddr *)&address, sizeof address) != 0) {
        (void)silent("connect", err);
        close(*fd);
        return err->code;
    }
    return ERR_OK;
}

static bool
send_all(int fd, const void *data, size_t size)
{
    const char *at = data;

    while (size > 0) {
        ssize_t sent = send(fd, at, size, MSG_NOSIGNAL);

        if (sent < 0 && errno == EINTR)
            continue;
        if (sent <= 0)
            return false;
        at += sent;
        size -= (size_t)sent;
    }
    return true;
}

/* A piece is preceded by its length, 4 bytes in network order; one of no bytes ends the file. */
static bool
send_piece(int fd, const void *data, size_t size)
{
    const unsigned char length[] = {(unsigned char)(size >> 24), (unsigned char)(size >> 16), (unsigned char)(size >> 8),
                                    (unsigned char)size};

    return send_all(fd, length, sizeof length) && send_all(fd, data, size);
}

/* A scanner that has seen enough answers and closes before the end: its answer counts, not the broken pipe. */
static void
send_file(int fd, const unsigned char *data, size_t size)
{
    bool going = send_all(fd, "zINSTREAM", sizeof "zINSTREAM");

    for (size_t at = 0; going && at < size; at += PIECE_BYTES)
        going = send_piece(fd, data + at, size - at < PIECE_BYTES ? size - at : PIECE_BYTES);
    if (going)
        (void)send_piece(fd, "", 0);
}

/* One answer, which ends with a NUL. */
static bool
read_answer(int fd, char answer[ANSWER_BYTES])
{
    size_t filled = 0;

    while (filled < ANSWER_BYTES) {
        ssize_t got = recv(fd, answer + filled, ANSWER_BYTES - filled, 0);

        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return false;
        filled += (size_t)got;
        if (answer[filled - 1] == '\0')
            return true;
    }
    return false;
}

static bool
ends(const char *text, const char *end)
{
    size_t length = strlen(text), size = strlen(end);

    return length >= size && strcmp(text + length - size, end) == 0;
}

enum err_code
scanner_check(const char *socket, const void *data, size_t size, struct err *err)
{
    char answer[ANSWER_BYTES] = "";
    bool answered;
    int fd;

    TRY(open_socket(socket, &fd, err));
    send_file(fd, data, size);
    answered = read_answer(fd, answer);
    if (!answered)
        (void)silent("no answer", err);
    close(fd);
    if (!answered)
        return err->code;
    if (ends(answer, " FOUND"))
        return FILE_REFUSE(err, MALWARE, "clamd: %.200s", answer);
    if (strcmp(answer, "stream: OK") != 0)
        return FILE_REFUSE(err, SCANNER, "clamd: %.200s", answer);
    return ERR_OK;
}

enum err_code
scanner_ping(const char *socket, struct err *err)
{
    char answer[ANSWER_BYTES] = "";
    bool answered;
    int fd;

    TRY(open_socket(socket, &fd, err));
    answered = send_all(fd, "zPING", sizeof "zPING") && read_answer(fd, answer);
    close(fd);
    if (!answered || strcmp(answer, "PONG") != 0)
        return FAIL(err, ERR_UNAVAILABLE, "clamd does not answer to PING");
    return ERR_OK;
}
