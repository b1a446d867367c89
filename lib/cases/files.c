/* SPDX-License-Identifier: EUPL-1.2 */
/* Addresses of attachments: download (page and API), list, add, describe, remove (API). */
#include "cases/files.h"

#include <inttypes.h>
#include <string.h>

#include "base/mem.h"
#include "cases/casework.h"
#include "content/place.h"
#include "http/body.h"
#include "model/files.h"

static const struct input_field describe_fields[] = {
    {.name = "language", .type = INPUT_CODE, .max_chars = 2},
    {.name = "kind", .type = INPUT_CODE, .max_chars = 40},
};
const struct input_spec files_describe_input = INPUT_SPEC(describe_fields);

static enum err_code
open_case(struct exchange *exchange, struct env **env, struct content_case **the_case, struct err *err)
{
    *env = handler_env(exchange, "file");
    return handler_open(exchange, *env, the_case, err);
}

static enum err_code
captured_id(const struct exchange *exchange, uint64_t *id, struct err *err)
{
    const char *text = app_capture(exchange, "id");

    *id = 0;
    if (strlen(text) > 18 || strspn(text, "0123456789") != strlen(text))
        return FAIL(err, ERR_NOT_FOUND, "no number of an attachment");
    for (; *text != '\0'; text++)
        *id = *id * 10 + (uint64_t)(*text - '0');
    return ERR_OK;
}

/* A file going out: one chunk in memory at a time. */
struct giving {
    struct env env; /* its own: mem is that of the present chunk */
    TALLOC_CTX *mem;
    uint64_t id;
    unsigned seq;
};

static enum err_code
next_piece(void *data, const void **bytes, size_t *length, struct err *err)
{
    struct giving *giving = data;
    struct db_bytes chunk;

    talloc_free(giving->env.mem);
    giving->env.mem = mem_new(giving->mem, "chunk");
    TRY(attach_chunk(&giving->env, giving->id, giving->seq++, &chunk, err));
    *bytes = chunk.data;
    *length = chunk.length;
    return ERR_OK;
}

/* A download header holds number and kind, never the file's own name (docs/personal-data.md, Addresses). */
enum err_code
files_give(struct exchange *exchange, struct err *err)
{
    struct giving *giving = mem_zero(exchange->mem, struct giving);
    struct content_case *the_case;
    struct attach_file file;
    struct env *env;
    uint64_t id;

    TRY(captured_id(exchange, &id, err));
    TRY(open_case(exchange, &env, &the_case, err));
    TRY(attach_open(env, the_case, id, &file, err));
    *giving = (struct giving){.env = *env, .mem = exchange->mem, .id = id};
    giving->env.mem = NULL;
    response_attachment(exchange->resp, file.media_type,
                        mem_printf(exchange->mem, "%s-%s-%" PRIu64 ".%s", the_case->row->ref,
                                   file.kind != NULL ? file.kind : "file", id, attach_extension(file.media_type)));
    response_stream(exchange->resp, next_piece, giving, file.size);
    return ERR_OK;
}

enum err_code
files_list(struct exchange *exchange, struct err *err)
{
    struct model_files answer = {0};
    struct content_case *the_case;
    struct attach_file *files;
    struct attach_room room;
    struct env *env;
    size_t count;

    TRY(open_case(exchange, &env, &the_case, err));
    TRY(attach_files(env, the_case, &files, &count, err));
    TRY(attach_room(env, the_case, &room, err));
    answer.items = show_files(exchange, the_case, NULL, files, count);
    answer.bytes_left = (int64_t)room.bytes_left;
    return app_json(exchange, 200, &model_files_table, &answer, err);
}

static enum err_code
answer_added(struct exchange *exchange, const struct env *env, const struct content_case *the_case,
             const struct files_result *result, struct err *err)
{
    struct model_refused *refused = mem_zeros(exchange->mem, struct model_refused, result->n_refused + 1);
    struct app_fault *faults = mem_zeros(exchange->mem, struct app_fault, result->n_refused + 1);
    struct model_files answer;
    struct attach_room room;

    for (size_t i = 0; i < result->n_refused; i++) {
        refused[i] = (struct model_refused){(int64_t)result->refused[i].index, result->refused[i].reason};
        faults[i] = (struct app_fault){
            mem_printf(exchange->mem, "%s.%zu", result->refused[i].field, result->refused[i].index - 1), refused[i].reason};
    }
    if (result->count == 0)
        return app_problem(exchange, ERR_INVALID, faults, result->n_refused, err);
    answer.items = show_files(exchange, the_case, NULL, result->files, result->count);
    answer.refused = model_list_of(refused, result->n_refused);
    TRY(attach_room(env, the_case, &room, err));
    answer.bytes_left = (int64_t)room.bytes_left;
    answer.repeated = result->repeated > 0;
    if (result->count == 1)
        response_header(exchange->resp, "Location",
                        mem_printf(exchange->mem, "/%s/api/v1/cases/%s/attachments/%" PRIu64, the_case->area->id,
                                   the_case->row->ref, result->files[0].id));
    return app_json(exchange, 201, &model_files_table, &answer, err);
}

static enum err_code
take_raw(struct exchange *exchange, struct attach *attach, struct attach_file *file, struct err *err)
{
    const char *bytes;
    size_t length;
    enum err_code code;

    TRY(body_read(exchange->mem, exchange->req, request_media_type(exchange->req), LIMIT_FILE_BYTES, &bytes, &length,
                  err));
    code = attach_data(attach, bytes, length, err);
    talloc_free((void *)(uintptr_t)bytes);
    TRY(code);
    return attach_end(attach, form_value(exchange->req->query, "language"), form_value(exchange->req->query, "kind"),
                      file, err);
}

/* One file as the whole body; its name comes in Content-Disposition, for names do not stand in addresses. */
static enum err_code
add_raw(struct exchange *exchange, const struct env *env, const struct content_case *the_case, struct err *err)
{
    const char *name = request_filename(exchange->req), *field = form_value(exchange->req->query, "field"), *key;
    struct files_result result = {0};
    struct attach *attach;
    struct attach_file file;
    enum err_code code;

    if (name == NULL)
        return FAIL(err, ERR_BAD_REQUEST, "no file name in Content-Disposition");
    TRY(attach_declared(name, request_media_type(exchange->req), err));
    TRY(handler_api_key(exchange, &key, err));
    TRY(attach_begin(env, the_case, field != NULL ? field : PLACE_FILES, name, key, &attach, err));
    code = take_raw(exchange, attach, &file, err);
    attach_drop(attach);
    TRY(code);
    result.files = &file;
    result.count = 1;
    result.repeated = file.repeated;
    return answer_added(exchange, env, the_case, &result, err);
}

enum err_code
files_add(struct exchange *exchange, struct err *err)
{
    struct files_result result;
    struct content_case *the_case;
    const struct form *form;
    struct env *env;

    TRY(open_case(exchange, &env, &the_case, err));
    if (strcmp(request_media_type(exchange->req), "multipart/form-data") != 0)
        return add_raw(exchange, env, the_case, err);
    TRY(upload_take(exchange, env, the_case, &form, &result, err));
    if (result.count == 0 && result.n_refused == 0)
        return REFUSE(err, ERR_BAD_REQUEST, N_("The form holds no file: send each as a part named files, with its file name"),
                      "no file in the form");
    return answer_added(exchange, env, the_case, &result, err);
}

enum err_code
files_describe(struct exchange *exchange, struct err *err)
{
    struct content_case *the_case;
    struct env *env;
    uint64_t id;

    TRY(captured_id(exchange, &id, err));
    TRY(open_case(exchange, &env, &the_case, err));
    TRY(attach_describe(env, the_case, id, input_text(exchange->input, "language"),
                        input_text(exchange->input, "kind"), err));
    response_status(exchange->resp, 204);
    return ERR_OK;
}

enum err_code
files_remove(struct exchange *exchange, struct err *err)
{
    struct content_case *the_case;
    struct env *env;
    uint64_t id;

    TRY(captured_id(exchange, &id, err));
    TRY(open_case(exchange, &env, &the_case, err));
    TRY(attach_remove(env, the_case, id, err));
    response_status(exchange->resp, 204);
    return ERR_OK;
}
