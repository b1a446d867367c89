/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Multipart bodies in pieces of any size: the first byte seeds the sizes, the first line is the Content-Type. The
 * same body read in one piece must give the same.
 */
#include "form_checks.h"

#include "base/mem.h"

struct file {
    size_t bytes;
    bool ended;
};

struct files {
    TALLOC_CTX *mem;
    size_t begun, ended, bytes;
    struct file *open;
};

static enum err_code
begin(void *data, const struct form *form, const char *field, const char *filename, const char *type, void **file,
      struct err *err)
{
    struct files *files = data;

    (void)err;
    must_be_within_limits(form);
    MUST(files->open == NULL && ++files->begun <= LIMIT_FORM_PAIRS);
    MUST(field != NULL && type != NULL && filename[0] != '\0' && strlen(filename) <= 255);
    MUST(strpbrk(filename, "/\\\r\n") == NULL && utf8_clean_line(filename, strlen(filename)));
    files->open = mem_zero(files->mem, struct file);
    *file = files->open;
    return ERR_OK;
}

static enum err_code
bytes(void *data, void *file, const void *piece, size_t length, struct err *err)
{
    struct files *files = data;

    (void)piece, (void)err;
    MUST(files->open == file && length > 0);
    files->open->bytes += length;
    files->bytes += length;
    return ERR_OK;
}

static enum err_code
end(void *data, void *file, struct err *err)
{
    struct files *files = data;

    (void)err;
    MUST(files->open == file && !files->open->ended);
    files->open->ended = true;
    files->open = NULL;
    files->ended++;
    return ERR_OK;
}

/* seed 0: all in one piece */
static enum err_code
read_all(struct files *files, const char *type, const char *body, size_t length, unsigned seed, struct form *form)
{
    struct form_sink sink = {begin, bytes, end, files};
    struct multipart *multipart;
    struct err err;

    TRY(multipart_new(files->mem, type, form, &sink, &multipart, &err));
    for (size_t at = 0, piece; at < length; at += piece) {
        seed = seed * 1103515245u + 12345u;
        piece = seed == 12345u ? length : 1 + (seed >> 16) % 97;
        if (piece > length - at)
            piece = length - at;
        TRY(multipart_feed(multipart, body + at, piece, &err));
        if (seed == 12345u)
            break;
    }
    TRY(multipart_end(multipart, &err));
    MUST(files->open == NULL && files->begun == files->ended);
    return ERR_OK;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    TALLOC_CTX *mem = mem_new(NULL, "fuzz");
    struct files whole = {.mem = mem}, pieces = {.mem = mem};
    struct form *form = form_new(mem), *same = form_new(mem);
    const uint8_t *line_end = size > 1 ? memchr(data + 1, '\n', size - 1) : NULL;
    enum err_code code;

    if (line_end != NULL) {
        char *type = mem_copy_n(mem, (const char *)data + 1, (size_t)(line_end - data) - 1);
        const char *body = (const char *)line_end + 1;
        size_t length = size - (size_t)(line_end + 1 - data);

        code = read_all(&whole, type, body, length, 0, form);
        MUST(read_all(&pieces, type, body, length, data[0] + 1u, same) == code);
        must_be_within_limits(form);
        MUST(form->count == same->count && whole.bytes == pieces.bytes && whole.ended == pieces.ended);
        MUST(form->seen <= LIMIT_FORM_PAIRS);
        for (size_t i = 0; i < form->count; i++)
            MUST(strcmp(form->pairs[i].value, same->pairs[i].value) == 0);
        if (code == ERR_OK)
            must_be_checkable(mem, form);
    }
    talloc_free(mem);
    return 0;
}
