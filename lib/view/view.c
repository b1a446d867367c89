/* SPDX-License-Identifier: EUPL-1.2 */
#include "view/view.h"

#include "base/buf.h"
#include "base/mem.h"
#include "view/template.h"
#include "view/walk.h"

#include <dirent.h>
#include <errno.h>
#include <string.h>

#define TEMPLATES_MAX 200
#define PAGE_BYTES_USUAL (32 * 1024)

struct view {
    const char *dir;
    bool reload;
    size_t count;
    struct template *templates[TEMPLATES_MAX];
};

static struct template **
template_find(const struct view *view, const char *name)
{
    size_t i;

    for (i = 0; i < view->count; i++)
        if (strcmp(view->templates[i]->name, name) == 0)
            return (struct template **)(uintptr_t)&view->templates[i];
    return NULL;
}

/* The name of a page from that of its file; NULL for what is no page (layout.cs is a part of pages). */
static const char *
page_name(TALLOC_CTX *mem, const char *file)
{
    size_t length = strlen(file);

    if (length < 4 || file[0] == '.' || strcmp(file + length - 3, ".cs") != 0 ||
        strcmp(file, "layout.cs") == 0)
        return NULL;
    return mem_copy_n(mem, file, length - 3);
}

static enum err_code
load_all(struct view *view, DIR *dir, struct err *err)
{
    struct dirent *entry;

    while ((entry = readdir(dir)) != NULL) {
        const char *name = page_name(view, entry->d_name);

        if (name == NULL)
            continue;
        if (view->count == TEMPLATES_MAX)
            return FAIL(err, ERR_CONFIG, "%s holds more than %d templates", view->dir, TEMPLATES_MAX);
        TRY(template_load(view, view->dir, name, &view->templates[view->count], err));
        view->count++;
    }
    return ERR_OK;
}

enum err_code
view_start(TALLOC_CTX *mem, const struct view_setup *setup, struct view **out, struct err *err)
{
    struct view *view;
    enum err_code code;
    DIR *dir;

    NEO_TRY(nerr_init());
    dir = opendir(setup->dir);
    if (dir == NULL)
        return FAIL(err, ERR_CONFIG, "%s: %s", setup->dir, strerror(errno));
    view = mem_zero(mem, struct view);
    view->dir = mem_copy(view, setup->dir);
    view->reload = setup->reload;
    code = load_all(view, dir, err);
    closedir(dir);
    if (code != ERR_OK) {
        talloc_free(view);
        return code;
    }
    *out = view;
    return ERR_OK;
}

bool
view_has(const struct view *view, const char *template_name)
{
    return template_find(view, template_name) != NULL;
}

/* In development a changed template is parsed again; one that does not parse is the page's error. */
static enum err_code
refresh(struct view *view, struct template **slot, struct err *err)
{
    struct template *fresh;

    if (!view->reload || !template_changed(*slot))
        return ERR_OK;
    TRY(template_load(view, view->dir, (*slot)->name, &fresh, err));
    talloc_free(*slot);
    *slot = fresh;
    return ERR_OK;
}

static enum err_code
values_fill(struct tree *tree, const struct view_page *page, struct err *err)
{
    HDF *root = tree_root(tree);

    /* The frame first: names are looked up from the beginning, and every row asks for the page's language. */
    if (page->chrome != NULL)
        TRY(walk_struct(tree, tree_add(tree, root, "chrome", NULL), &view_chrome_table, page->chrome, 0, err));
    return page->table != NULL ? walk_struct(tree, root, page->table, page->model, 0, err) : ERR_OK;
}

static enum err_code
render_page(TALLOC_CTX *mem, struct template *template, const struct view_page *page, struct buf *out, struct err *err)
{
    struct render render = {mem, page->lang, out};
    struct tree *tree;

    TRY(tree_new(mem, &tree, err));
    TRY(values_fill(tree, page, err));
    return template_render(template, tree_root(tree), &render, err);
}

enum err_code
view_render(TALLOC_CTX *mem, struct view *view, const struct view_page *page, struct buf *out, struct err *err)
{
    struct template **slot = template_find(view, page->template_name);
    TALLOC_CTX *scratch;
    enum err_code code;

    if (slot == NULL)
        return FAIL(err, ERR_INTERNAL, "there is no template %s", page->template_name);
    TRY(refresh(view, slot, err));
    buf_clear(out);
    buf_reserve(out, PAGE_BYTES_USUAL);
    scratch = mem_new(mem, "view_render");
    code = render_page(scratch, *slot, page, out, err);
    talloc_free(scratch);
    if (code != ERR_OK)
        buf_clear(out);
    return code;
}

static void
add_escaped(struct buf *buf, const char *text)
{
    for (; *text != '\0'; text++) {
        switch (*text) {
        case '&':
            buf_puts(buf, "&amp;");
            break;
        case '<':
            buf_puts(buf, "&lt;");
            break;
        case '>':
            buf_puts(buf, "&gt;");
            break;
        case '"':
            buf_puts(buf, "&quot;");
            break;
        case '\'':
            buf_puts(buf, "&#39;");
            break;
        default:
            buf_putc(buf, *text);
        }
    }
}

struct view_bytes
view_plain_error(TALLOC_CTX *mem, const struct text_lang *lang, enum err_code code, const char *request_id)
{
    struct buf *buf = buf_new(mem, 65536);
    const char *title = text_get(lang, err_title(code));

    buf_printf(buf, "<!DOCTYPE html>\n<html lang=\"%s\">\n<meta charset=\"utf-8\">\n<title>",
               text_lang_tag(lang));
    add_escaped(buf, title);
    buf_puts(buf, "</title>\n<main>\n<h1>");
    add_escaped(buf, title);
    buf_puts(buf, "</h1>\n<p>");
    add_escaped(buf, text_get(lang, "Try again in a few minutes. What you saved before is kept."));
    buf_puts(buf, "</p>\n");
    if (request_id != NULL) {
        buf_puts(buf, "<p>");
        add_escaped(buf, text_get(lang, "Request number"));
        buf_puts(buf, " <code>");
        add_escaped(buf, request_id);
        buf_puts(buf, "</code></p>\n");
    }
    buf_puts(buf, "</main>\n</html>\n");
    return (struct view_bytes){buf->data, buf->length};
}
