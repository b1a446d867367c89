/* SPDX-License-Identifier: EUPL-1.2 */
/* How much a case, a person and an authority may still send. */
#include <inttypes.h>

#include "attach/attach.h"
#include "attach/row.h"
#include "base/clock.h"
#include "filecheck/fault.h"
#include "store/attachment.h"

/* What was sent and what may be sent in 24 hours; without quotas nothing is counted. */
static enum err_code
sums(const struct env *env, uint64_t *person, uint64_t *authority, struct err *err)
{
    *person = *authority = 0;
    if (env->files == NULL)
        return ERR_OK;
    return attachment_sums(env->db, env->actor->user_id, env->actor->authority_id, clock_case_now() - CLOCK_DAY, person,
                           authority, err);
}

enum err_code
attach_check_quotas(const struct env *env, uint64_t size, struct err *err)
{
    uint64_t person, authority;

    TRY(sums(env, &person, &authority, err));
    if (env->files != NULL && person + size > env->files->person_bytes)
        return FILE_REFUSE(err, PERSON, "a person who sent %" PRIu64 " bytes", person);
    if (env->files != NULL && authority + size > env->files->authority_bytes)
        return FILE_REFUSE(err, AUTHORITY, "an authority that sent %" PRIu64 " bytes", authority);
    return ERR_OK;
}

static uint64_t
less(uint64_t a, uint64_t b)
{
    return a < b ? a : b;
}

static uint64_t
left_of(uint64_t most, uint64_t used)
{
    return most > used ? most - used : 0;
}

enum err_code
attach_room(const struct env *env, const struct content_case *the_case, struct attach_room *room, struct err *err)
{
    uint64_t person, authority, files, bytes;

    TRY(sums(env, &person, &authority, err));
    TRY(attachment_totals(env->db, the_case->row->id, the_case->member, &files, &bytes, err));
    *room = (struct attach_room){.bytes_left = files < LIMIT_CASE_FILES ? left_of(LIMIT_CASE_FILE_BYTES, bytes) : 0};
    if (env->files == NULL)
        return ERR_OK;
    room->bytes_left = less(room->bytes_left, left_of(env->files->person_bytes, person));
    room->bytes_left = less(room->bytes_left, left_of(env->files->authority_bytes, authority));
    /* The one of which a greater part is used. */
    room->of_authority = (double)authority / (double)env->files->authority_bytes >
                         (double)person / (double)env->files->person_bytes;
    room->used = room->of_authority ? authority : person;
    room->most = room->of_authority ? env->files->authority_bytes : env->files->person_bytes;
    room->near = room->used >= room->most / 5 * 4;
    return ERR_OK;
}
