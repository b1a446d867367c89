/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Giving files out, to whom the case reveals them and after the read is recorded; and making them part of the case.
 * Source: Reg. (EU) 1024/2012 Art. 9(6), 17(3).
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "attach/attach.h"
#include "attach/row.h"
#include "base/buf.h"
#include "base/mem.h"
#include "content/item.h"
#include "content/place.h"
#include "content/release.h"
#include "filecheck/note.h"
#include "store/attachment.h"
#include "store/history.h"
#include "store/value.h"

#define RECORD_BYTES 2048 /* twice 20 files of at most 22 characters: of the parties, and of a member */

struct attach_file
attach_whole(const struct attachment_row *row)
{
    return (struct attach_file){.id = row->id,
                                .part = (int)row->part,
                                .field = row->field,
                                .name = row->name,
                                .media_type = row->media_type,
                                .language = row->language,
                                .kind = row->kind,
                                .size = row->size,
                                .cleaned = (row->notes & FILE_NOTE_CLEANED) != 0,
                                .notes = (unsigned)row->notes,
                                .draft = strcmp(row->state, "draft") == 0,
                                .uploaded_at = row->uploaded_at};
}

/* Early: number, kind, language. Not even an id, so that nothing can be asked for. */
static struct attach_file
only_kind(const struct attachment_row *row)
{
    return (struct attach_file){.part = (int)row->part,
                                .field = row->field,
                                .language = row->language,
                                .kind = row->kind,
                                .uploaded_at = DB_NO_MOMENT};
}

const char *
attach_warning(const struct attach_file *file, unsigned n)
{
    return file_warning(file->notes, n);
}

static bool
nothing_here(const struct content_case *the_case)
{
    return the_case->blocked || the_case->visibility != VISIBLE_FULL || the_case->part < 0;
}

enum err_code
attach_files(const struct env *env, const struct content_case *the_case, struct attach_file **files,
             size_t *count, struct err *err)
{
    struct buf *record = buf_new(env->mem, RECORD_BYTES);
    struct attachment_row *rows;
    size_t n_rows;

    *count = 0;
    *files = mem_zero(env->mem, struct attach_file);
    if (nothing_here(the_case))
        return ERR_OK;
    TRY(attachments_of_case(env->db, env->mem, the_case->row->id, &rows, &n_rows, err));
    *files = mem_zeros(env->mem, struct attach_file, n_rows + 1);
    for (size_t i = 0; i < n_rows; i++) {
        bool apart = rows[i].part >= MEMBER_FIRST && rows[i].part != the_case->chain; /* of a member that is not being read */
        enum place_show show = apart ? PLACE_HIDDEN : place_shows(the_case, &rows[i]);

        if (show == PLACE_HIDDEN)
            continue;
        (*files)[(*count)++] = show == PLACE_WHOLE ? attach_whole(&rows[i]) : only_kind(&rows[i]);
        if (show == PLACE_WHOLE)
            buf_printf(record, "%sf%" PRIu64, record->length > 0 ? " " : "", rows[i].id);
    }
    if (buf_full(record))
        return FAIL(err, ERR_INTERNAL, "the record of a read does not fit");
    return record->length > 0 ? release_record(env, the_case, "files", record->data, err) : ERR_OK;
}

enum err_code
attach_open(const struct env *env, const struct content_case *the_case, uint64_t id,
            struct attach_file *file, struct err *err)
{
    struct attachment_row *rows;
    size_t count;

    if (nothing_here(the_case))
        return FAIL(err, ERR_NOT_FOUND, "no files for user %" PRIu64, env->actor->user_id);
    TRY(attachments_of_case(env->db, env->mem, the_case->row->id, &rows, &count, err));
    for (size_t i = 0; i < count; i++) {
        if (rows[i].id != id || place_shows(the_case, &rows[i]) != PLACE_WHOLE)
            continue;
        *file = attach_whole(&rows[i]);
        return release_record(env, the_case, "open file", mem_printf(env->mem, "f%" PRIu64, id), err);
    }
    return FAIL(err, ERR_NOT_FOUND, "no attachment %" PRIu64, id);
}

enum err_code
attach_chunk(const struct env *env, uint64_t id, unsigned seq, struct db_bytes *data,
             struct err *err)
{
    return attachment_chunk(env->db, env->mem, id, seq, data, err);
}

/* The order in which history hashes and reads the values of an event. */
static int
by_field(const void *a, const void *b)
{
    const struct event_value *x = a, *y = b;
    int order = strcmp(x->field, y->field);

    return order != 0 ? order : x->version < y->version ? -1 : x->version > y->version;
}

/* Whether the action takes the place of a file; others wait for the act that they were begun for. */
static bool
is_taken(const struct attach_sent *sent, const struct attachment_row *row)
{
    struct place place;

    return sent == NULL ||
           (place_find(sent->decl, row->field, &place) && place_works_on(sent->action, &place));
}

/* Whether what a file belongs to is among what is sent. */
static bool
is_sent(const struct attach_sent *sent, const struct attachment_row *row)
{
    const struct content_item *item;

    if (sent == NULL)
        return true;
    item = content_item(sent->items, row->field);
    return item != NULL ? item->shown : strcmp(row->field, PLACE_FILES) == 0;
}

static bool
is_draft_of(const struct attachment_row *row, unsigned part)
{
    return row->part == part && strcmp(row->state, "draft") == 0;
}

enum err_code
attach_link(const struct env *env, uint64_t case_id, unsigned part, struct attachment_row *rows, size_t count,
            const struct attach_sent *sent, struct event_value **values, size_t *n_values, struct err *err)
{
    size_t linked = 0;
    uint64_t *ids;

    if (count == 0)
        return ERR_OK;
    ids = mem_zeros(env->mem, uint64_t, count + 1);
    *values = mem_grow(env->mem, *values, struct event_value, *n_values + count + 1);
    for (size_t i = 0; i < count; i++) {
        unsigned char *commitment;

        if (!is_draft_of(&rows[i], part) || !is_taken(sent, &rows[i]))
            continue;
        if (!is_sent(sent, &rows[i])) {
            TRY(attachment_drop(env->db, case_id, part, rows[i].id, err));
            rows[i].state = "dropped";
            continue;
        }
        commitment = mem_size(env->mem, HASH_BYTES);
        attachment_commit(commitment, &rows[i]);
        (*values)[(*n_values)++] = (struct event_value){.field = attachment_field(env->mem, &rows[i]),
                                                        .version = 1,
                                                        .store = STORE_FILE,
                                                        .commitment = {commitment, HASH_BYTES}};
        ids[linked++] = rows[i].id;
        rows[i].state = "linked";
    }
    if (linked == 0)
        return ERR_OK;
    qsort(*values, *n_values, sizeof **values, by_field);
    return attachment_link(env->db, env->mem, ids, linked, err);
}

enum err_code
attach_forget(const struct env *env, uint64_t case_id, unsigned part, const struct attachment_row *rows, size_t count,
              struct err *err)
{
    for (size_t i = 0; i < count; i++)
        if (is_draft_of(&rows[i], part))
            TRY(attachment_drop(env->db, case_id, part, rows[i].id, err));
    return ERR_OK;
}
