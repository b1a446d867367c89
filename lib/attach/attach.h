/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Attachments of a case: taken in piece by piece, checked by content, kept in chunks in the database, and given
 * only to whom the case reveals them. What makes one file impossible to take, and can be mended by who sends it, is said in
 * `why` of the error (base/err.h); an error without it is none of the file's.
 */
#ifndef IMI_ATTACH_ATTACH_H
#define IMI_ATTACH_ATTACH_H

#include "base/limits.h"
#include "content/case.h"

#define ATTACH_CHUNK_BYTES (512u * 1024)

struct attach_file {
    uint64_t id;
    int part;
    const char *field;  /* the place: a field of kind files, or answer.QID.files */
    const char *name;   /* NULL when the actor may only know that there is a file */
    const char *media_type, *language, *kind;
    uint64_t size;
    bool cleaned;       /* position and device data were removed */
    unsigned notes;     /* for attach_warning */
    bool draft;
    bool repeated;      /* attach_end: it was kept before, under the same key */
    int64_t uploaded_at;
};

/* attach_files - the files of a case that the actor may know of; names are personal, so the read is recorded where they are
 * given. */
enum err_code attach_files(const struct env *env, const struct content_case *the_case,
                           struct attach_file **files, size_t *count, struct err *err) ERR_MUST_CHECK;

/*
 * attach_prepare - read what the checks need (libmagic's data), before the first fork, so that workers share it and a
 * broken installation is seen at start; else the first upload does. Errors: ERR_CONFIG they are missing.
 */
enum err_code attach_prepare(struct err *err) ERR_MUST_CHECK;

/*
 * attach_begin - start taking in a file for the working copy of the actor's part.
 * field  the place it belongs to. name  as the client sent it; made safe.
 * key    what the sender calls this sending of it, unlike every other; the same file sent again under it is kept once.
 *        NULL: each time it is another file.
 * Errors: ERR_NOT_FOUND, ERR_FORBIDDEN, ERR_CONFLICT as for an act; ERR_TOO_LARGE too many files; ERR_INVALID wrong place or
 * extension.
 */
struct attach;
enum err_code attach_begin(const struct env *env, const struct content_case *the_case, const char *field,
                           const char *name, const char *key, struct attach **attach, struct err *err) ERR_MUST_CHECK;

/* attach_data - the next bytes. Errors: ERR_TOO_LARGE the file or the case is too large. */
enum err_code attach_data(struct attach *attach, const void *data, size_t length,
                          struct err *err) ERR_MUST_CHECK;

/*
 * attach_end - check the whole by content (libmagic against name and allow-list; container types by unpacked size), remove
 * position and device data from photos, and keep it as part of the working copy.
 * Errors: ERR_MEDIA_TYPE not an accepted type, or content and name do not agree; ERR_INVALID empty file; ERR_KEY_REUSED another
 * file was kept under its key.
 */
enum err_code attach_end(struct attach *attach, const char *language, const char *kind,
                         struct attach_file *file, struct err *err) ERR_MUST_CHECK;

/*
 * attach_declared - check what a client declares a file to be against its name (ASVS 5.0.0-5.2.2); a name that attach_begin
 * will refuse passes. Errors: ERR_MEDIA_TYPE they contradict.
 * attach_accepted - the extensions that are taken, as a browser's file field wants them: ".pdf,.png".
 * attach_warning - the msgid of the n-th (from 0) warning for who opens a file; NULL behind the last.
 * attach_safe_name - the name under which a file sent as `name` is kept. attach_extension - the usual extension of a kept
 * file's media type.
 */
enum err_code attach_declared(const char *name, const char *media_type, struct err *err) ERR_MUST_CHECK;
const char *attach_accepted(TALLOC_CTX *mem);
const char *attach_warning(const struct attach_file *file, unsigned n);
char *attach_safe_name(TALLOC_CTX *mem, const char *name);
const char *attach_extension(const char *media_type);

/* attach_drop - give up a file being taken in (after an error). */
void attach_drop(struct attach *attach);

/* How much may still be sent. */
struct attach_room {
    uint64_t bytes_left; /* by the case and by the quotas */
    bool near;           /* four fifths of a quota are used: to be said */
    bool of_authority;   /* which quota it is: the authority's, or the person's */
    uint64_t used, most; /* bytes of it */
};

/* attach_room - for the actor, in a case. Errors: those of the database. */
enum err_code attach_room(const struct env *env, const struct content_case *the_case, struct attach_room *room,
                          struct err *err) ERR_MUST_CHECK;

/*
 * attach_describe - set language and kind of a file of the working copy: NULL leaves it as it is, "" means the usual language, no
 * kind. attach_remove - take it out.
 */
enum err_code attach_describe(const struct env *env, const struct content_case *the_case, uint64_t id,
                              const char *language, const char *kind, struct err *err) ERR_MUST_CHECK;
enum err_code attach_remove(const struct env *env, const struct content_case *the_case, uint64_t id,
                            struct err *err) ERR_MUST_CHECK;

/*
 * attach_open - begin to give a file out; the read is recorded first. attach_chunk - its pieces in order,
 * NULL data at the end. Errors: ERR_NOT_FOUND not to be seen.
 */
enum err_code attach_open(const struct env *env, const struct content_case *the_case, uint64_t id,
                          struct attach_file *file, struct err *err) ERR_MUST_CHECK;
enum err_code attach_chunk(const struct env *env, uint64_t id, unsigned seq,
                           struct db_bytes *data, struct err *err) ERR_MUST_CHECK;

/* What an act sends, of all the files that a working copy may hold. */
struct content_items;
struct attach_sent {
    const struct decl_flow *decl;
    const struct decl_action *action;
    const struct content_items *items; /* what the action takes */
};

/*
 * attach_link - inside an act: files of the working copy of a part become part of the case; appends to the event's values.
 * rows  all files of the case (attachments_of_case), their state kept up to date.
 * sent  what the act sends. Files at places that the act does not take stay in the working copy; those at its places that
 *       belong to nothing that is sent (a question that was taken back) are removed. NULL: all are linked.
 */
struct event_value;
struct attachment_row;
enum err_code attach_link(const struct env *env, uint64_t case_id, unsigned part, struct attachment_row *rows,
                          size_t count, const struct attach_sent *sent, struct event_value **values, size_t *n_values,
                          struct err *err) ERR_MUST_CHECK;

/* attach_forget - inside an act: of these files of the case, remove those of the working copy of a part. */
enum err_code attach_forget(const struct env *env, uint64_t case_id, unsigned part,
                            const struct attachment_row *rows, size_t count, struct err *err) ERR_MUST_CHECK;

#endif
