/* SPDX-License-Identifier: EUPL-1.2 */
#include "access/throttle.h"

#include <errno.h>
#include <inttypes.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>

#include "access/throttle_table.h"
#include "base/clock.h"
#include "base/hash.h"
#include "base/mem.h"

#define WINDOW_S 60
#define FAILURE_MEMORY_S 3600
#define DELAY_FIRST_S 5
#define DELAY_MOST_S 900
#define PAIR_FREE 4     /* failures of one name from one address that cost no delay */
#define ADDRESS_FREE 30 /* failures of one address, whatever the names */
#define CODE_FREE 5     /* wrong codes after the right password */

#define SCOPE_PAIR "sign_in_pair"
#define SCOPE_ADDRESS "sign_in_address"
#define SCOPE_CODE "sign_in_code"

/* Hits a minute; 0 = not counted here. */
static const struct {
    const char *scope;
    unsigned user, address;
} limits[THROTTLE_CLASSES] = {
    [THROTTLE_PAGE] = {"page", 0, 0},       [THROTTLE_OPEN] = {"open", 0, 0},
    [THROTTLE_SIGN_IN] = {"sign_in", 0, 120}, [THROTTLE_SEARCH] = {"search", 60, 0},
    [THROTTLE_EXPORT] = {"export", 30, 0},  [THROTTLE_UPLOAD] = {"upload", 60, 0},
    [THROTTLE_API] = {"api", 3000, 0},
};

struct throttle {
    unsigned char key[HASH_KEY_BYTES];
    unsigned factor;
    struct throttle_table *table;
};

static int
close_throttle(struct throttle *throttle)
{
    hash_wipe(throttle->key, sizeof throttle->key);
    munmap(throttle->table, sizeof *throttle->table);
    return 0;
}

enum err_code
throttle_new(TALLOC_CTX *mem, const struct keys *keys, unsigned factor, struct throttle **throttle, struct err *err)
{
    struct throttle *made = mem_zero(mem, struct throttle);

    made->table = mmap(NULL, sizeof *made->table, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (made->table == MAP_FAILED) {
        talloc_free(made);
        return FAIL(err, ERR_INTERNAL, "mmap: %s", strerror(errno));
    }
    keys_derive(keys, "throttle", made->key);
    made->factor = factor == 0 ? 1 : factor;
    talloc_set_destructor(made, close_throttle);
    *throttle = made;
    return ERR_OK;
}

enum throttle_class
throttle_class(const char *name)
{
    for (int i = 0; name != NULL && i < THROTTLE_CLASSES; i++)
        if (strcmp(limits[i].scope, name) == 0)
            return (enum throttle_class)i;
    return THROTTLE_PAGE;
}

const char *
throttle_scope(enum throttle_class class)
{
    return limits[class].scope;
}

/* How an address counts: IPv6 by its first 64 bits, since one customer holds them all. */
static void
address_group(const char *address, char out[64])
{
    unsigned colons = 0;
    size_t i;

    for (i = 0; address[i] != '\0' && i < 63; i++) {
        colons += address[i] == ':';
        if (colons == 4 || (address[i] == ':' && address[i + 1] == ':' && strchr(address, '.') == NULL))
            break;
        out[i] = address[i];
    }
    out[i] = '\0';
}

static void
subject_hash(const struct throttle *throttle, const char *kind, const char *name, const char *address,
             unsigned char out[HASH_BYTES])
{
    char group[64];
    struct hash_part parts[3] = {hash_text(kind), hash_text(name)};

    address_group(address, group);
    parts[2] = hash_text(group);
    hash_parts(out, throttle->key, HASH_FORMAT, parts, 3);
}

/* Written so that the statement of identify.c can make the same from the number of a user. */
static void
subject_user(uint64_t user_id, unsigned char out[HASH_BYTES])
{
    memset(out, 0, HASH_BYTES);
    snprintf((char *)out, HASH_BYTES, "user %" PRIu64, user_id);
}

static enum err_code
too_many(int64_t wait_us, const char *what, struct err *err)
{
    (void)FAIL(err, ERR_TOO_MANY, "limit reached: %s", what);
    err->retry_after_s = (unsigned)((wait_us + CLOCK_SECOND - 1) / CLOCK_SECOND);
    if (err->retry_after_s == 0)
        err->retry_after_s = 1;
    return ERR_TOO_MANY;
}

/* Count one hit in this minute; over the limit gives the microseconds until the next minute, else 0. */
static int64_t
count_hit(struct throttle *throttle, const unsigned char subject[HASH_BYTES], enum throttle_class class,
          unsigned limit, bool *first_over)
{
    int64_t now = clock_machine_now(), window = WINDOW_S * CLOCK_SECOND;
    uint32_t hits = throttle_table_hit(throttle->table, subject, (unsigned)class, (uint32_t)(now / window));

    *first_over = hits == limit + 1;
    return hits > limit ? window - now % window : 0;
}

enum err_code
throttle_user(struct throttle *throttle, struct db *db, enum throttle_class class, uint64_t user_id, struct err *err)
{
    unsigned limit = limits[class].user * throttle->factor;
    unsigned char subject[HASH_BYTES];
    bool first_over;
    int64_t wait;

    if (limit == 0)
        return ERR_OK;
    subject_user(user_id, subject);
    wait = count_hit(throttle, subject, class, limit, &first_over);
    if (wait == 0)
        return ERR_OK;
    if (first_over) {
        int64_t until = clock_machine_now() + wait;

        TRY(db_exec(db, SQL_THROTTLE_BLOCK,
                    DB_ARGS(db_text(limits[class].scope), db_bytes(subject, sizeof subject), db_u64(limit),
                            db_moment(until), db_moment(until)),
                    NULL, err));
    }
    return too_many(wait, limits[class].scope, err);
}

enum err_code
throttle_address(struct throttle *throttle, enum throttle_class class, const char *address, struct err *err)
{
    unsigned limit = limits[class].address;
    unsigned char subject[HASH_BYTES];
    bool first_over;
    int64_t wait;

    if (limit == 0 || *address == '\0')
        return ERR_OK;
    subject_hash(throttle, limits[class].scope, "", address, subject);
    wait = count_hit(throttle, subject, class, limit, &first_over);
    return wait == 0 ? ERR_OK : too_many(wait, limits[class].scope, err);
}

struct block {
    int64_t blocked_until;
};

DB_SHAPE(block_shape, block, DB_COLUMN(DB_MOMENT, block, blocked_until));

static enum err_code
look(struct db *db, const char *scope, const unsigned char *subject, const char *other_scope,
     const unsigned char *other, struct err *err)
{
    TALLOC_CTX *mem = mem_new(NULL, "throttle");
    struct block *block;
    enum err_code code = db_one(db, mem, SQL_THROTTLE_READ,
                                DB_ARGS(db_text(scope), db_bytes(subject, HASH_BYTES), db_text(other_scope),
                                        db_bytes(other, HASH_BYTES)),
                                &block_shape, &block, err);

    if (code == ERR_OK && block->blocked_until != DB_NO_MOMENT && block->blocked_until > clock_machine_now())
        code = too_many(block->blocked_until - clock_machine_now(), scope, err);
    talloc_free(mem);
    return code;
}

static enum err_code
write_failure(struct db *db, const char *scope, const unsigned char *subject, unsigned free_tries, struct err *err)
{
    int64_t now = clock_machine_now();

    return db_exec(db, SQL_THROTTLE_FAILURE,
                   DB_ARGS(db_text(scope), db_bytes(subject, HASH_BYTES),
                           db_moment(now + FAILURE_MEMORY_S * CLOCK_SECOND), db_moment(now), db_u64(free_tries + 1),
                           db_moment(now), db_u64(DELAY_MOST_S), db_u64(DELAY_FIRST_S), db_i64(free_tries + 1)),
                   NULL, err);
}

enum err_code
throttle_sign_in(struct throttle *throttle, struct db *db, const char *name, const char *address, struct err *err)
{
    unsigned char pair[HASH_BYTES], whole[HASH_BYTES];

    subject_hash(throttle, SCOPE_PAIR, name, address, pair);
    subject_hash(throttle, SCOPE_ADDRESS, "", address, whole);
    return look(db, SCOPE_PAIR, pair, SCOPE_ADDRESS, whole, err);
}

enum err_code
throttle_failed(struct throttle *throttle, struct db *db, const char *name, const char *address, uint64_t user_id,
                struct err *err)
{
    unsigned char subject[HASH_BYTES];

    subject_hash(throttle, SCOPE_PAIR, name, address, subject);
    TRY(write_failure(db, SCOPE_PAIR, subject, PAIR_FREE, err));
    subject_hash(throttle, SCOPE_ADDRESS, "", address, subject);
    TRY(write_failure(db, SCOPE_ADDRESS, subject, ADDRESS_FREE, err));
    if (user_id == 0)
        return ERR_OK;
    subject_user(user_id, subject);
    return write_failure(db, SCOPE_CODE, subject, CODE_FREE, err);
}

enum err_code
throttle_code(struct throttle *throttle, struct db *db, uint64_t user_id, struct err *err)
{
    unsigned char subject[HASH_BYTES];

    (void)throttle;
    subject_user(user_id, subject);
    return look(db, SCOPE_CODE, subject, SCOPE_CODE, subject, err);
}

enum err_code
throttle_passed(struct throttle *throttle, struct db *db, const char *name, const char *address, uint64_t user_id,
                struct err *err)
{
    unsigned char subject[HASH_BYTES];

    subject_hash(throttle, SCOPE_PAIR, name, address, subject);
    TRY(db_exec(db, SQL_THROTTLE_FORGET, DB_ARGS(db_text(SCOPE_PAIR), db_bytes(subject, HASH_BYTES)), NULL, err));
    subject_user(user_id, subject);
    return db_exec(db, SQL_THROTTLE_FORGET, DB_ARGS(db_text(SCOPE_CODE), db_bytes(subject, HASH_BYTES)), NULL, err);
}

enum err_code
throttle_sweep(struct db *db, struct err *err)
{
    return db_exec(db, SQL_THROTTLE_SWEEP, DB_ARGS(db_moment(clock_machine_now())), NULL, err);
}
