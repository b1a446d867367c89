/* SPDX-License-Identifier: EUPL-1.2 */
/* Taking files in, describing and removing them. Giving them out is download.c. */
#include "attach/attach.h"

#include <inttypes.h>
#include <string.h>

#include "attach/row.h"
#include "base/clock.h"
#include "base/hash.h"
#include "base/log.h"
#include "base/mem.h"
#include "content/item.h"
#include "content/place.h"
#include "content/values.h"
#include "filecheck/fault.h"
#include "filecheck/filename.h"
#include "filecheck/filetype.h"
#include "filecheck/note.h"
#include "filecheck/scanner.h"
#include "store/attachment.h"
#include "text/catalogue.h"

#define KIND_MAX_BYTES 40

struct attach {
    const struct env *env;
    const struct content_case *the_case;
    const char *field, *name;
    const struct filetype *type;
    uint64_t id;
    uint64_t room;          /* bytes that the case had left at the beginning */
    size_t size;            /* bytes taken in */
    unsigned chunks;        /* written */
    unsigned char *chunk;   /* the one being filled */
    size_t filled;
    int64_t now;
    bool over;              /* kept or given up */
    const unsigned char *key; /* NULL: sent without one */
};

/* What attach_end and the changes of a kept file do in a transaction. */
struct settle {
    struct attach *attach;
    const struct env *env;
    const struct content_case *the_case;
    uint64_t id;
    bool remove, no_kind;
    struct attachment_row *before; /* what was kept when the file was sent before */
    struct attachment_facts facts;
};

enum err_code
attach_prepare(struct err *err)
{
    return filetype_load(err);
}

enum err_code
attach_declared(const char *name, const char *media_type, struct err *err)
{
    TALLOC_CTX *mem = mem_new(NULL, "attach_declared");
    const struct filetype *type = NULL;
    struct err unknown;
    enum err_code code = filetype_of_name(filename_safe(mem, name), &type, &unknown);

    talloc_free(mem);
    if (code == ERR_OK && !filetype_declared(type, media_type))
        return FILE_REFUSE(err, DECLARED, "Content-Type and name of a file do not agree");
    return ERR_OK;
}

const char *
attach_accepted(TALLOC_CTX *mem)
{
    return filetype_accepted(mem);
}

char *
attach_safe_name(TALLOC_CTX *mem, const char *name)
{
    return filename_safe(mem, name);
}

const char *
attach_extension(const char *media_type)
{
    return filetype_extension(media_type);
}

static enum err_code
check_asked(const struct env *env, const struct content_case *the_case, const struct place *place,
            struct err *err)
{
    struct content_values *values;

    if (place->question == NULL)
        return ERR_OK;
    TRY(values_load(env, the_case->row->id, the_case->member, &values, err));
    if (!content_asked(values, place->question->id))
        return FILE_REFUSE(err, PLACE, "question %s was not asked", place->question->id);
    return ERR_OK;
}

static enum err_code
check_room(const struct env *env, const struct content_case *the_case, size_t size, uint64_t *room, struct err *err)
{
    uint64_t files, bytes;

    TRY(attachment_totals(env->db, the_case->row->id, the_case->member, &files, &bytes, err));
    if (files >= LIMIT_CASE_FILES)
        return FILE_REFUSE(err, ROOM, "the case has %" PRIu64 " files", files);
    if (bytes + size > LIMIT_CASE_FILE_BYTES)
        return FILE_REFUSE(err, ROOM, "the case has %" PRIu64 " bytes of files", bytes);
    *room = LIMIT_CASE_FILE_BYTES - bytes;
    return attach_check_quotas(env, size, err);
}

/* Each sender's keys are his or her own. */
static const unsigned char *
hash_of_key(struct attach *attach, const char *key)
{
    const struct hash_part parts[] = {hash_number(attach->env->actor->user_id), hash_text(key)};
    unsigned char *hash;

    if (key == NULL)
        return NULL;
    hash = mem_size(attach, HASH_BYTES);
    hash_parts(hash, NULL, HASH_FORMAT, parts, 2);
    return hash;
}

/* A file that is sent again needs no more room. */
static enum err_code
check_begin(struct attach *attach, struct err *err)
{
    struct db *db = attach->env->db;
    struct attachment_row *before = NULL;

    if (attach->key != NULL)
        TRY(attachment_by_key(db, attach, attach->the_case->row->id, attach->key, &before, err));
    attach->room = LIMIT_FILE_BYTES;
    return before != NULL ? ERR_OK : check_room(attach->env, attach->the_case, 0, &attach->room, err);
}

enum err_code
attach_begin(const struct env *env, const struct content_case *the_case, const char *field,
             const char *name, const char *key, struct attach **out, struct err *err)
{
    struct attach *attach = mem_zero(env->mem, struct attach);
    struct attachment_new new;
    struct place place;

    *attach = (struct attach){.env = env, .the_case = the_case, .now = clock_case_now()};
    attach->field = mem_copy(attach, field);
    attach->name = filename_safe(attach, name);
    attach->key = hash_of_key(attach, key);
    if (!place_find(the_case->decl, field, &place))
        return FILE_REFUSE(err, PLACE, "no place for files of this name");
    TRY(place_may(env, the_case, &place, err));
    TRY(check_asked(env, the_case, &place, err));
    TRY(filetype_of_name(attach->name, &attach->type, err));
    TRY(check_begin(attach, err));
    new = (struct attachment_new){.case_id = the_case->row->id,
                                  .user_id = env->actor->user_id,
                                  .part = (unsigned)the_case->member,
                                  .field = attach->field,
                                  .name = attach->name,
                                  .upload_key = attach->key,
                                  .now = attach->now};
    TRY(attachment_insert(env->db, &new, &attach->id, err));
    attach->chunk = mem_size(attach, ATTACH_CHUNK_BYTES);
    *out = attach;
    return ERR_OK;
}

static enum err_code
write_chunk(struct attach *attach, struct err *err)
{
    if (attach->filled == 0)
        return ERR_OK;
    TRY(attachment_chunk_put(attach->env->db, attach->id, attach->chunks, attach->chunk,
                             attach->filled, err));
    attach->chunks++;
    attach->filled = 0;
    return ERR_OK;
}

enum err_code
attach_data(struct attach *attach, const void *data, size_t length, struct err *err)
{
    const unsigned char *from = data;

    if (length > LIMIT_FILE_BYTES - attach->size)
        return FILE_REFUSE(err, BYTES, "a file over %u bytes", LIMIT_FILE_BYTES);
    if (attach->size + length > attach->room)
        return FILE_REFUSE(err, ROOM, "the files of the case over %u bytes", LIMIT_CASE_FILE_BYTES);
    attach->size += length;
    while (length > 0) {
        size_t piece = ATTACH_CHUNK_BYTES - attach->filled;

        if (piece > length)
            piece = length;
        memcpy(attach->chunk + attach->filled, from, piece);
        attach->filled += piece;
        from += piece;
        length -= piece;
        if (attach->filled == ATTACH_CHUNK_BYTES)
            TRY(write_chunk(attach, err));
    }
    return ERR_OK;
}

/* The whole file, at most LIMIT_FILE_BYTES, as it was stored. */
static enum err_code
load_whole(struct attach *attach, unsigned char *whole, struct err *err)
{
    size_t at = 0;

    for (unsigned seq = 0; seq < attach->chunks; seq++) {
        TALLOC_CTX *piece = mem_new(attach, "chunk");
        struct db_bytes data;

        TRY(attachment_chunk(attach->env->db, piece, attach->id, seq, &data, err));
        if (data.data == NULL || data.length > attach->size - at)
            return FAIL(err, ERR_UNAVAILABLE, "chunk %u of attachment %" PRIu64, seq, attach->id);
        memcpy(whole + at, data.data, data.length);
        at += data.length;
        talloc_free(piece);
    }
    if (at != attach->size)
        return FAIL(err, ERR_UNAVAILABLE, "attachment %" PRIu64 " is not whole", attach->id);
    return ERR_OK;
}

static enum err_code
scan(const struct env *env, const unsigned char *whole, size_t size, struct err *err)
{
    if (env->files == NULL || env->files->clamd == NULL)
        return ERR_OK;
    return scanner_check(env->files->clamd, whole, size, err);
}

/* By content: what it is, without place and device data; then its length and hash. */
static enum err_code
judge_whole(struct attach *attach, unsigned char *whole, struct attachment_facts *facts,
            struct err *err)
{
    struct hash_sha256 *sha256;
    struct file_facts found;

    TRY(load_whole(attach, whole, err));
    facts->size = attach->size;
    TRY(filetype_check(attach, attach->type, whole, &facts->size, &found, err));
    TRY(scan(attach->env, whole, facts->size, err));
    facts->media_type = filetype_media_type(attach, attach->type, &found);
    facts->notes = found.notes;
    if ((facts->notes & FILE_NOTE_CLEANED) != 0)
        TRY(attachment_rewrite(attach->env->db, attach->id, attach->chunks, whole, facts->size,
                               ATTACH_CHUNK_BYTES, err));
    sha256 = hash_sha256_new(attach);
    hash_sha256_add(sha256, whole, facts->size);
    hash_sha256_end(sha256, facts->sha256);
    talloc_free(sha256);
    return ERR_OK;
}

static enum err_code
judge(struct attach *attach, struct attachment_facts *facts, struct err *err)
{
    unsigned char *whole = mem_size(attach, attach->size);
    enum err_code code = judge_whole(attach, whole, facts, err);

    hash_wipe(whole, attach->size);
    talloc_free(whole);
    return code;
}

static const char *
given(const char *text)
{
    return text != NULL && text[0] != '\0' ? text : NULL;
}

static bool
is_language(const char *text)
{
    return strlen(text) == 2 && text_language_known(text);
}

/* Language: one of those that the program knows. Kind: a code of the area's list file_kinds where it has one. Both may be left
 * out. */
static enum err_code
check_words(const struct content_case *the_case, const char *language, const char *kind, struct err *err)
{
    const struct decl_list *kinds = decl_list(the_case->area, "file_kinds");

    if (language != NULL && !is_language(language))
        return FILE_REFUSE(err, WORDS, "no code of a language");
    if (kind == NULL)
        return ERR_OK;
    if (strlen(kind) > KIND_MAX_BYTES ||
        strspn(kind, "abcdefghijklmnopqrstuvwxyz0123456789_") != strlen(kind) ||
        (kinds != NULL && decl_code(kinds, kind) == NULL))
        return FILE_REFUSE(err, WORDS, "no kind of file");
    return ERR_OK;
}

/* Every file carries its language; who says none writes the one that he or she reads. */
static const char *
usual_language(const struct env *env)
{
    if (env->language != NULL && is_language(env->language))
        return env->language;
    return env->actor->authority_language;
}

/* The case may have moved on, and others may have added files, since this one began to arrive: asked again under the lock. */
static enum err_code
open_locked(const struct env *env, const struct content_case *seen, const char *field,
            struct content_case **now, struct err *err)
{
    struct place place;

    TRY(case_lock_id(env->db, seen->row->id, err));
    TRY(content_open(env, seen->row->ref, now, err));
    if ((*now)->member != seen->member || !place_find((*now)->decl, field, &place))
        return FAIL(err, ERR_CONFLICT, "the case went to somebody else");
    return place_may(env, *now, &place, err);
}

/* Whether the file was kept before under its key; another file under the same key is refused. */
static enum err_code
find_before(struct settle *settle, const struct content_case *now, struct err *err)
{
    struct attach *attach = settle->attach;
    struct attachment_row *row = NULL;

    if (attach->key != NULL)
        TRY(attachment_by_key(attach->env->db, attach->env->mem, now->row->id, attach->key, &row, err));
    settle->before = row;
    if (row != NULL && (row->sha256.length != HASH_BYTES || !hash_equal(row->sha256.data, settle->facts.sha256, HASH_BYTES) ||
                        strcmp(row->name, attach->name) != 0 || strcmp(row->field, attach->field) != 0))
        return FILE_REFUSE(err, KEY, "another file was kept under this key");
    return ERR_OK;
}

static enum err_code
keep(struct db *db, void *argument, struct err *err)
{
    struct settle *settle = argument;
    struct attach *attach = settle->attach;
    struct content_case *now;

    TRY(open_locked(attach->env, attach->the_case, attach->field, &now, err));
    TRY(find_before(settle, now, err));
    if (settle->before != NULL)
        return ERR_OK;
    TRY(check_room(attach->env, now, settle->facts.size, &attach->room, err));
    TRY(content_touch(attach->env, now, err));
    return attachment_finish(db, attach->id, &settle->facts, err);
}

enum err_code
attach_end(struct attach *attach, const char *language, const char *kind, struct attach_file *file,
           struct err *err)
{
    struct settle settle = {.attach = attach};

    language = given(language);
    kind = given(kind);
    TRY(check_words(attach->the_case, language, kind, err));
    settle.facts.language = language != NULL ? language : usual_language(attach->env);
    settle.facts.kind = kind;
    if (attach->size == 0)
        return FILE_REFUSE(err, EMPTY, "an empty file");
    TRY(write_chunk(attach, err));
    talloc_free(attach->chunk);
    attach->chunk = NULL;
    TRY(judge(attach, &settle.facts, err));
    TRY(db_transaction(attach->env->db, keep, &settle, err));
    if (settle.before != NULL) {
        attach_drop(attach);
        *file = attach_whole(settle.before);
        file->repeated = true;
        return ERR_OK;
    }
    attach->over = true;
    *file = (struct attach_file){.id = attach->id,
                                 .part = attach->the_case->member,
                                 .field = attach->field,
                                 .name = attach->name,
                                 .media_type = settle.facts.media_type,
                                 .language = settle.facts.language,
                                 .kind = settle.facts.kind,
                                 .size = settle.facts.size,
                                 .cleaned = (settle.facts.notes & FILE_NOTE_CLEANED) != 0,
                                 .notes = settle.facts.notes,
                                 .draft = true,
                                 .uploaded_at = attach->now};
    return ERR_OK;
}

void
attach_drop(struct attach *attach)
{
    struct err err;

    if (attach == NULL || attach->over)
        return;
    attach->over = true;
    talloc_free(attach->chunk);
    attach->chunk = NULL;
    /* What cannot be removed now stays pending, and goes with the clerk's round. */
    if (attachment_drop(attach->env->db, attach->the_case->row->id,
                        (unsigned)attach->the_case->member, attach->id, &err) != ERR_OK)
        log_err(LOG_WARNING, "upload remains", &err);
}

/* A draft file of the actor's own part. */
static enum err_code
own_draft(const struct env *env, const struct content_case *the_case, uint64_t id,
          struct attachment_row **out, struct err *err)
{
    struct attachment_row *rows;
    size_t count;

    TRY(attachments_of_case(env->db, env->mem, the_case->row->id, &rows, &count, err));
    for (size_t i = 0; i < count; i++) {
        if (rows[i].id != id || place_shows(the_case, &rows[i]) != PLACE_WHOLE)
            continue;
        if ((int)rows[i].part != the_case->member)
            return FAIL(err, ERR_FORBIDDEN, "a file of the other side");
        if (strcmp(rows[i].state, "draft") != 0)
            return FAIL(err, ERR_CONFLICT, "the file was sent");
        *out = &rows[i];
        return ERR_OK;
    }
    return FAIL(err, ERR_NOT_FOUND, "no attachment %" PRIu64, id);
}

static enum err_code
change(struct db *db, void *argument, struct err *err)
{
    struct settle *settle = argument;
    const struct env *env = settle->env;
    struct attachment_row *row;
    struct content_case *now;
    uint64_t case_id = settle->the_case->row->id;

    TRY(own_draft(env, settle->the_case, settle->id, &row, err));
    TRY(open_locked(env, settle->the_case, row->field, &now, err));
    TRY(own_draft(env, now, settle->id, &row, err));
    TRY(content_touch(env, now, err));
    if (settle->remove)
        return attachment_drop(db, case_id, (unsigned)now->member, settle->id, err);
    return attachment_describe(db, case_id, (unsigned)now->member, settle->id,
                               settle->facts.language != NULL ? settle->facts.language : row->language,
                               settle->facts.kind != NULL || settle->no_kind ? settle->facts.kind : row->kind, err);
}

enum err_code
attach_describe(const struct env *env, const struct content_case *the_case, uint64_t id,
                const char *language, const char *kind, struct err *err)
{
    struct settle settle = {.env = env, .the_case = the_case, .id = id, .no_kind = kind != NULL && *kind == '\0'};

    settle.facts.language = given(language);
    settle.facts.kind = given(kind);
    TRY(check_words(the_case, settle.facts.language, settle.facts.kind, err));
    if (language != NULL && settle.facts.language == NULL)
        settle.facts.language = usual_language(env);
    return db_transaction(env->db, change, &settle, err);
}

enum err_code
attach_remove(const struct env *env, const struct content_case *the_case, uint64_t id,
              struct err *err)
{
    struct settle settle = {.env = env, .the_case = the_case, .id = id, .remove = true};

    return db_transaction(env->db, change, &settle, err);
}
