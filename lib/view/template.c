/* SPDX-License-Identifier: EUPL-1.2 */
#include "view/template.h"

#include "base/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int
template_close(struct template *template)
{
    if (template->cs != NULL)
        cs_destroy(&template->cs);
    if (template->settings != NULL)
        hdf_destroy(&template->settings);
    return 0;
}

/* Remember a file of the template, for template_changed. */
static void
note_file(struct template *template, const char *path, const struct stat *about)
{
    template->files = mem_grow(template, template->files, struct template_file, template->file_count + 1);
    template->files[template->file_count].path = mem_copy(template, path);
    template->files[template->file_count].changed = about->st_mtim;
    template->file_count++;
}

static char *
read_whole(int fd, size_t size)
{
    char *text = malloc(size + 1); /* the parser takes it over and frees it */
    size_t done = 0;

    while (text != NULL && done < size) {
        ssize_t got = read(fd, text + done, size - done);

        if (got <= 0) {
            free(text);
            return NULL;
        }
        done += (size_t)got;
    }
    if (text != NULL)
        text[size] = '\0';
    return text;
}

/* ClearSilver asks for each file here: only names below the folder of templates are served. Never NERR_NOT_FOUND:
 * it takes that for an empty file. */
static NEOERR *
load_file(void *ctx, HDF *hdf, const char *name, char **contents)
{
    struct template *template = ctx;
    struct stat about;
    char *path;
    int fd;

    (void)hdf;
    if (name[0] == '/' || strstr(name, "..") != NULL)
        return nerr_raise(NERR_IO, "a template's name leaves the folder: %s", name);
    path = mem_printf(template, "%s/%s", template->dir, name);
    fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return nerr_raise(NERR_IO, "%s: %s", path, strerror(errno));
    if (fstat(fd, &about) != 0 || !S_ISREG(about.st_mode) || about.st_size > TEMPLATE_FILE_BYTES_MAX) {
        close(fd);
        return nerr_raise(NERR_IO, "%s is not a template", path);
    }
    note_file(template, path, &about);
    *contents = read_whole(fd, (size_t)about.st_size);
    close(fd);
    return *contents != NULL ? STATUS_OK : nerr_raise(NERR_IO, "%s cannot be read", path);
}

/*
 * The one place where a parser is made: with escaping for HTML switched on. A parser made elsewhere would
 * print everything raw.
 */
static enum err_code
parser_make(struct template *template, struct err *err)
{
    NEO_TRY(hdf_init(&template->settings));
    NEO_TRY(hdf_set_value(template->settings, "Config.VarEscapeMode", "html"));
    NEO_TRY(cs_init(&template->cs, template->settings));
    cs_register_fileload(template->cs, template, load_file);
    return functions_register(template->cs, err);
}

enum err_code
template_load(TALLOC_CTX *mem, const char *dir, const char *name, struct template **out, struct err *err)
{
    struct template *template = mem_zero(mem, struct template);
    enum err_code code;

    template->dir = mem_copy(template, dir);
    template->name = mem_copy(template, name);
    talloc_set_destructor(template, template_close);
    code = parser_make(template, err);
    if (code == ERR_OK) {
        const char *file = mem_printf(template, "%s.cs", name);

        code = neo_fail(cs_parse_file(template->cs, file), ERR_CONFIG, file, err);
    }
    if (code != ERR_OK) {
        talloc_free(template);
        return code;
    }
    *out = template;
    return ERR_OK;
}

bool
template_changed(const struct template *template)
{
    struct stat about;
    unsigned i;

    for (i = 0; i < template->file_count; i++) {
        if (stat(template->files[i].path, &about) != 0)
            return true;
        if (about.st_mtim.tv_sec != template->files[i].changed.tv_sec ||
            about.st_mtim.tv_nsec != template->files[i].changed.tv_nsec)
            return true;
    }
    return false;
}

static NEOERR *
emit(void *ctx, char *text)
{
    const struct render *render = ctx;

    buf_puts(render->out, text);
    if (buf_full(render->out))
        return nerr_raise(NERR_OUTOFRANGE, "the page is longer than %zu bytes", render->out->limit);
    return STATUS_OK;
}

enum err_code
template_render(struct template *template, HDF *values, const struct render *render, struct err *err)
{
    CSPARSE *cs = template->cs;
    struct render copy = *render;
    enum err_code code;

    template->now = render;
    cs->hdf = values;
    code = neo_fail(cs_render(cs, &copy, emit), ERR_INTERNAL, template->name, err);
    cs->hdf = template->settings;
    template->now = NULL;
    if (code != ERR_OK) {
        /* A render that broke off may have left these behind. */
        cs->locals = NULL;
        cs->escaping.current = NEOS_ESCAPE_UNDEF;
    }
    return code;
}
