/* SPDX-License-Identifier: EUPL-1.2 */
/* Reading a form with files: a sink for http/form.h that hands the bytes on to the workflow. */
#include <inttypes.h>
#include <string.h>

#include "base/mem.h"
#include "cases/files.h"
#include "decl/reserved.h"
#include "http/body.h"
#include "text/fill.h"
#include "text/format.h"
#include "web/handler.h"

/* One file of the form. */
struct incoming {
    struct attach *attach; /* NULL: refused, its bytes are let go by */
    const char *field, *name;
    size_t index;
    bool described;        /* language or kind stood before it */
    uint64_t id;           /* kept */
};

struct taking {
    struct exchange *exchange;
    const struct env *env;
    const struct content_case *the_case;
    struct files_result *result;
    const struct form *form;
    const char *key; /* of this sending of all files; NULL: none */
    struct incoming **all; /* each by itself: the form keeps pointers to them */
    size_t count;
    bool token_checked;
};

/* A fault that the sender can mend is that of one file, and the others are read on; anything else ends the reading. */
static enum err_code
refuse(struct taking *taking, struct incoming *file, enum err_code code, const struct err *err)
{
    struct files_result *result = taking->result;
    TALLOC_CTX *mem = taking->exchange->mem;

    if (code == ERR_OK || err->why == NULL)
        return code;
    attach_drop(file->attach);
    file->attach = NULL;
    result->refused = mem_grow(mem, result->refused, struct files_refusal, result->n_refused + 1);
    result->refused[result->n_refused++] =
        (struct files_refusal){file->index, file->field, file->name, app_t(taking->exchange, err->why)};
    return ERR_OK;
}

static enum err_code
check_token(struct taking *taking, const struct form *form, struct err *err)
{
    if (taking->token_checked || !taking->exchange->route->csrf)
        return ERR_OK;
    taking->token_checked = true;
    return app_form_token(taking->exchange, form, err);
}

static const char *
said(const struct taking *taking, const struct form *form, const char *field, const char *what)
{
    const char *own = form_value(form, mem_printf(taking->exchange->mem, "%s.%s", field, what));

    return own != NULL ? own : form_value(form, what);
}

/* Each file of the form has a key of its own. */
static const char *
key_of(const struct taking *taking, const struct incoming *file)
{
    const char *key = taking->key != NULL ? taking->key : form_value(taking->form, CONTROL_KEY);

    return key != NULL ? mem_printf(taking->exchange->mem, "%s/%zu", key, file->index) : NULL;
}

static enum err_code
begin(const struct taking *taking, struct incoming *file, const char *filename, const char *type, struct err *err)
{
    if (file->index > LIMIT_FORM_FILES)
        return REFUSE(err, ERR_TOO_LARGE, N_("At most {form_files} files can be sent at once: send this one in a second step"),
                      "file %zu of a form", file->index);
    TRY(attach_declared(filename, type, err));
    return attach_begin(taking->env, taking->the_case, file->field, filename, key_of(taking, file), &file->attach, err);
}

static enum err_code
take_begin(void *data, const struct form *form, const char *field, const char *filename, const char *type,
           void **out, struct err *err)
{
    struct taking *taking = data;
    struct incoming *file = mem_zero(taking, struct incoming);

    TRY(check_token(taking, form, err));
    taking->form = form;
    taking->all = mem_grow(taking, taking->all, struct incoming *, taking->count + 1);
    taking->all[taking->count++] = file;
    *file = (struct incoming){.field = mem_copy(taking->exchange->mem, field),
                              .name = attach_safe_name(taking->exchange->mem, filename),
                              .index = taking->count};
    *out = file;
    return refuse(taking, file, begin(taking, file, filename, type, err), err);
}

static enum err_code
take_bytes(void *data, void *incoming, const void *bytes, size_t length, struct err *err)
{
    struct taking *taking = data;
    struct incoming *file = incoming;

    if (file->attach == NULL)
        return ERR_OK;
    return refuse(taking, file, attach_data(file->attach, bytes, length, err), err);
}

static enum err_code
keep(struct taking *taking, struct incoming *file, struct err *err)
{
    struct files_result *result = taking->result;
    struct attach_file *kept = &result->files[result->count];
    const char *language = said(taking, taking->form, file->field, CONTROL_LANGUAGE);
    const char *kind = said(taking, taking->form, file->field, CONTROL_KIND);

    file->described = language != NULL || kind != NULL;
    TRY(attach_end(file->attach, language, kind, kept, err));
    file->attach = NULL;
    file->id = kept->id;
    result->count++;
    result->cleaned += kept->cleaned;
    result->repeated += kept->repeated;
    return ERR_OK;
}

static enum err_code
take_end(void *data, void *incoming, struct err *err)
{
    struct taking *taking = data;
    struct incoming *file = incoming;

    return file->attach == NULL ? ERR_OK : refuse(taking, file, keep(taking, file, err), err);
}

/* What the form says of its files behind them. */
static enum err_code
describe_new(const struct taking *taking, const struct form *form, struct err *err)
{
    for (size_t i = 0; i < taking->count; i++) {
        const struct incoming *file = taking->all[i];
        const char *language = said(taking, form, file->field, CONTROL_LANGUAGE);
        const char *kind = said(taking, form, file->field, CONTROL_KIND);

        if (file->id != 0 && !file->described && (language != NULL || kind != NULL))
            TRY(attach_describe(taking->env, taking->the_case, file->id, language, kind, err));
    }
    return ERR_OK;
}

/* The number of a file in a form or an address; 0 is none. */
static uint64_t
file_id(const char *text, size_t length)
{
    uint64_t id = 0;

    if (length == 0 || length > 18 || strspn(text, "0123456789") < length)
        return 0;
    for (size_t i = 0; i < length; i++)
        id = id * 10 + (uint64_t)(text[i] - '0');
    return id;
}

/* file.NUMBER.language, file.NUMBER.kind: once for each file, at the first of its pairs. */
static enum err_code
describe_old(const struct taking *taking, const struct form *form, struct err *err)
{
    for (size_t i = 0; i < form->count; i++) {
        const char *name = form->pairs[i].name, *dot;
        const char *language, *kind;
        uint64_t id;
        bool first;

        dot = strncmp(name, "file.", 5) == 0 ? strchr(name + 5, '.') : NULL;
        id = dot != NULL ? file_id(name + 5, (size_t)(dot - name - 5)) : 0;
        if (id == 0 || (strcmp(dot, ".language") != 0 && strcmp(dot, ".kind") != 0))
            continue;
        language = form_value(form, mem_printf(taking->exchange->mem, "file.%" PRIu64 ".language", id));
        kind = form_value(form, mem_printf(taking->exchange->mem, "file.%" PRIu64 ".kind", id));
        first = strcmp(dot, ".language") == 0 || language == NULL;
        if (first)
            TRY(attach_describe(taking->env, taking->the_case, id, language, kind, err));
    }
    return ERR_OK;
}

/* Asked for twice, or by two people: gone is gone. */
static enum err_code
remove_asked(const struct taking *taking, const struct form *form, struct err *err)
{
    for (size_t i = 0; i < form->count; i++) {
        const struct form_pair *pair = &form->pairs[i];
        enum err_code code;

        if (strcmp(pair->name, CONTROL_REMOVE) != 0 || pair->file != NULL)
            continue;
        code = attach_remove(taking->env, taking->the_case, file_id(pair->value, strlen(pair->value)), err);
        if (code != ERR_OK && code != ERR_NOT_FOUND)
            return code;
        taking->result->removed += code == ERR_OK;
    }
    return ERR_OK;
}

static enum err_code
read_all(struct taking *taking, const struct form_sink *sink, struct form **form, struct err *err)
{
    TRY(body_form(taking->exchange->mem, taking->exchange->req, sink, taking->exchange->route->max_body_bytes, form,
                  err));
    TRY(check_token(taking, *form, err));
    TRY(remove_asked(taking, *form, err));
    TRY(describe_new(taking, *form, err));
    return describe_old(taking, *form, err);
}

enum err_code
upload_take(struct exchange *exchange, const struct env *env, const struct content_case *the_case,
            const struct form **form, struct files_result *result, struct err *err)
{
    struct taking *taking = mem_zero(exchange->mem, struct taking);
    struct form_sink sink = {take_begin, take_bytes, take_end, taking};
    struct form *read = NULL;
    enum err_code code;

    *result = (struct files_result){.files = mem_zeros(exchange->mem, struct attach_file, LIMIT_FORM_FILES)};
    *taking = (struct taking){.exchange = exchange, .env = env, .the_case = the_case, .result = result};
    TRY(handler_api_key(exchange, &taking->key, err));
    code = read_all(taking, &sink, &read, err);
    for (size_t i = 0; i < taking->count; i++)
        attach_drop(taking->all[i]->attach);
    *form = read;
    return code;
}

const char *
files_refusal_text(const struct exchange *exchange, const struct files_refusal *refusal)
{
    const struct fill_arg args[] = {{"name", refusal->name}, {"reason", refusal->reason}};

    return fill(exchange->mem, app_t(exchange, N_("{name}: {reason}")), args, 2);
}

const char *
files_refused(const struct exchange *exchange, const struct files_result *result, const char *field)
{
    const char *all = NULL;

    for (size_t i = 0; result != NULL && i < result->n_refused; i++) {
        const char *text = files_refusal_text(exchange, &result->refused[i]);

        if (strcmp(result->refused[i].field, field) == 0)
            all = all == NULL ? text : mem_printf(exchange->mem, "%s; %s", all, text);
    }
    return all;
}

enum err_code
files_quota(const struct exchange *exchange, const struct env *env, const struct content_case *the_case, const char **text,
            struct err *err)
{
    struct attach_room room;

    *text = NULL;
    TRY(attach_room(env, the_case, &room, err));
    if (room.near) {
        const struct fill_arg args[] = {{"used", format_size(exchange->mem, exchange->lang, (int64_t)room.used)},
                                        {"most", format_size(exchange->mem, exchange->lang, (int64_t)room.most)}};
        const char *pattern = room.of_authority
                                  ? N_("In the last 24 hours your authority has sent {used} of the {most} that it may send.")
                                  : N_("In the last 24 hours you have sent {used} of the {most} that one person may send.");

        *text = fill(exchange->mem, app_t(exchange, pattern), args, 2);
    }
    return ERR_OK;
}
