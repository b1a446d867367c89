/* SPDX-License-Identifier: EUPL-1.2 */
#define _GNU_SOURCE /* memfd_create */
#include "access/password.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/mem.h"

#define MEMORY_BYTES ((size_t)19 * 1024 * 1024)
#define PASSES 2
#define POLL_MS 20

struct password_gate {
    int fd; /* byte i locked = place i taken */
};

_Static_assert(PASSWORD_HASH_SIZE >= crypto_pwhash_argon2id_STRBYTES, "room for a hash");

/* A hash of nothing in particular, with today's parameters: verified against when there is no account. */
static const char *
dummy_hash(void)
{
    static char hash[crypto_pwhash_argon2id_STRBYTES];

    if (hash[0] == '\0' &&
        crypto_pwhash_argon2id_str(hash, "no such account", 15, PASSES, MEMORY_BYTES) != 0)
        hash[0] = '\0';
    return hash;
}

static int
gate_close(struct password_gate *gate)
{
    close(gate->fd);
    return 0;
}

enum err_code
password_gate_new(TALLOC_CTX *mem, struct password_gate **gate, struct err *err)
{
    struct password_gate *made = mem_zero(mem, struct password_gate);

    made->fd = memfd_create("imi-password-places", MFD_CLOEXEC);
    if (made->fd < 0) {
        talloc_free(made);
        return FAIL(err, ERR_INTERNAL, "memfd_create: %s", strerror(errno));
    }
    talloc_set_destructor(made, gate_close);
    dummy_hash(); /* made once, before forking */
    *gate = made;
    return ERR_OK;
}

static bool
lock_place(const struct password_gate *gate, int place, short type)
{
    struct flock lock = {.l_type = type, .l_whence = SEEK_SET, .l_start = place, .l_len = 1};

    return fcntl(gate->fd, F_SETLK, &lock) == 0;
}

static enum err_code
enter(const struct password_gate *gate, int *place, struct err *err)
{
    const struct timespec pause = {.tv_nsec = POLL_MS * 1000000L};
    int64_t until = clock_steady_now() + PASSWORD_WAIT_MS * INT64_C(1000);

    *place = -1;
    if (gate == NULL)
        return ERR_OK;
    do {
        for (int i = 0; i < PASSWORD_PLACES; i++) {
            if (lock_place(gate, i, F_WRLCK)) {
                *place = i;
                return ERR_OK;
            }
        }
        nanosleep(&pause, NULL);
    } while (clock_steady_now() < until);
    (void)FAIL(err, ERR_TOO_MANY, "no place for hashing within %d ms", PASSWORD_WAIT_MS);
    err->retry_after_s = 2;
    return ERR_TOO_MANY;
}

static void
leave(const struct password_gate *gate, int place)
{
    if (gate != NULL && place >= 0)
        (void)lock_place(gate, place, F_UNLCK);
}

enum err_code
password_hash(struct password_gate *gate, const char *password, char hash[PASSWORD_HASH_SIZE], struct err *err)
{
    int place, rc;

    TRY(enter(gate, &place, err));
    rc = crypto_pwhash_argon2id_str(hash, password, strlen(password), PASSES, MEMORY_BYTES);
    leave(gate, place);
    return rc == 0 ? ERR_OK : FAIL(err, ERR_NO_MEMORY, "argon2id: no memory");
}

enum err_code
password_verify(struct password_gate *gate, const char *stored, const char *password, bool *matches,
                bool *outdated, struct err *err)
{
    const char *against = stored != NULL ? stored : dummy_hash();
    int place, rc;

    *matches = *outdated = false;
    TRY(enter(gate, &place, err));
    rc = crypto_pwhash_argon2id_str_verify(against, password, strlen(password));
    leave(gate, place);
    *matches = rc == 0 && stored != NULL;
    *outdated = *matches && crypto_pwhash_argon2id_str_needs_rehash(stored, PASSES, MEMORY_BYTES) != 0;
    return ERR_OK;
}
