/* SPDX-License-Identifier: EUPL-1.2 */
#include "http/listen.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#define FIRST_PASSED_FD 3
#define BACKLOG 1024 /* a unix socket refuses, not queues, what is beyond */
#define DEFAULT_MODE 0660

/* How many sockets systemd passed to this very process; 0 outside systemd. */
static long
passed_sockets(void)
{
    const char *pid = getenv("LISTEN_PID");
    const char *count = getenv("LISTEN_FDS");
    long passed = 0;

    if (pid != NULL && count != NULL && strtol(pid, NULL, 10) == (long)getpid())
        passed = strtol(count, NULL, 10);
    unsetenv("LISTEN_PID");
    unsetenv("LISTEN_FDS");
    unsetenv("LISTEN_FDNAMES");
    return passed;
}

static enum err_code
take_passed(long count, int *fd, struct err *err)
{
    int listening = 0;
    socklen_t size = sizeof listening;

    if (count != 1)
        return FAIL(err, ERR_CONFIG, "systemd passed %ld sockets; one is needed", count);
    if (getsockopt(FIRST_PASSED_FD, SOL_SOCKET, SO_ACCEPTCONN, &listening, &size) != 0 || !listening)
        return FAIL(err, ERR_CONFIG, "what systemd passed is not a listening socket");
    *fd = FIRST_PASSED_FD;
    return ERR_OK;
}

static enum err_code
make_address(const char *path, struct sockaddr_un *address, struct err *err)
{
    if (path == NULL || path[0] == '\0')
        return FAIL(err, ERR_CONFIG, "no socket path");
    if (strlen(path) >= sizeof address->sun_path)
        return FAIL(err, ERR_CONFIG, "socket path %s is longer than %zu bytes", path, sizeof address->sun_path - 1);
    memset(address, 0, sizeof *address);
    address->sun_family = AF_UNIX;
    memcpy(address->sun_path, path, strlen(path) + 1);
    return ERR_OK;
}

/* Takes away a socket that nobody answers on; another kind of file, or a living master, is refused. */
static enum err_code
clear_path(const struct sockaddr_un *address, struct err *err)
{
    struct stat info;
    int fd, rc;

    if (lstat(address->sun_path, &info) != 0)
        return ERR_OK;
    if (!S_ISSOCK(info.st_mode))
        return FAIL(err, ERR_CONFIG, "%s exists and is not a socket", address->sun_path);
    fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd < 0)
        return FAIL(err, ERR_CONFIG, "socket: %s", strerror(errno));
    rc = connect(fd, (const struct sockaddr *)address, sizeof *address);
    close(fd);
    if (rc == 0)
        return FAIL(err, ERR_CONFIG, "another program answers on %s", address->sun_path);
    if (unlink(address->sun_path) != 0 && errno != ENOENT)
        return FAIL(err, ERR_CONFIG, "cannot remove the stale %s: %s", address->sun_path, strerror(errno));
    return ERR_OK;
}

static enum err_code
give_to_group(const struct pool_settings *settings, struct err *err)
{
    const struct group *group;

    if (settings->socket_group == NULL)
        return ERR_OK;
    group = getgrnam(settings->socket_group);
    if (group == NULL)
        return FAIL(err, ERR_CONFIG, "no group %s", settings->socket_group);
    if (chown(settings->socket_path, (uid_t)-1, group->gr_gid) != 0)
        return FAIL(err, ERR_CONFIG, "chgrp %s %s: %s", settings->socket_group, settings->socket_path,
                    strerror(errno));
    return ERR_OK;
}

/* The mode is right from the first moment: whoever may connect may also stop a worker. */
static enum err_code
bind_at_path(const struct pool_settings *settings, int fd, const struct sockaddr_un *address, struct err *err)
{
    mode_t mode = settings->socket_mode != 0 ? settings->socket_mode : DEFAULT_MODE;
    mode_t before = umask((mode_t)~mode & 0777);
    int rc = bind(fd, (const struct sockaddr *)address, sizeof *address);

    umask(before);
    if (rc != 0)
        return FAIL(err, ERR_CONFIG, "cannot bind %s: %s", address->sun_path, strerror(errno));
    TRY(give_to_group(settings, err));
    if (listen(fd, BACKLOG) != 0)
        return FAIL(err, ERR_CONFIG, "cannot listen on %s: %s", address->sun_path, strerror(errno));
    return ERR_OK;
}

enum err_code
listen_open(const struct pool_settings *settings, int *fd, bool *bound, struct err *err)
{
    long passed = passed_sockets();
    struct sockaddr_un address;
    enum err_code code;

    *bound = passed == 0;
    if (passed != 0) {
        TRY(take_passed(passed, fd, err));
    } else {
        TRY(make_address(settings->socket_path, &address, err));
        TRY(clear_path(&address, err));
        *fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
        if (*fd < 0)
            return FAIL(err, ERR_CONFIG, "socket: %s", strerror(errno));
        code = bind_at_path(settings, *fd, &address, err);
        if (code != ERR_OK) {
            close(*fd);
            return code;
        }
    }
    if (fcntl(*fd, F_SETFD, FD_CLOEXEC) != 0 || fcntl(*fd, F_SETFL, fcntl(*fd, F_GETFL) | O_NONBLOCK) != 0)
        return FAIL(err, ERR_CONFIG, "fcntl: %s", strerror(errno));
    return ERR_OK;
}
