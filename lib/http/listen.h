/* SPDX-License-Identifier: EUPL-1.2 */
/* Private to lib/http: the socket that the master holds. */
#ifndef IMI_HTTP_LISTEN_H
#define IMI_HTTP_LISTEN_H

#include <stdbool.h>

#include "base/err.h"
#include "http/pool.h"

/*
 * listen_open - the socket handed over by systemd (LISTEN_PID, LISTEN_FDS), else one bound at the path of the
 * settings; non-blocking, closed on exec.
 *
 * *bound  whether it was bound here, and so is to be unlinked at the end
 * Errors: ERR_CONFIG with what is wrong (caller: do not start).
 */
enum err_code listen_open(const struct pool_settings *settings, int *fd, bool *bound,
                          struct err *err) ERR_MUST_CHECK;

#endif
