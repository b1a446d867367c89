/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The templates of this tree: every one parses, and with hostile text in every value none lets it out raw.
 * With IMI_PAGES naming a folder the sample pages are written there, to be looked at in a browser (IMI_LANG: their
 * language).
 */
#include "base/mem.h"
#include "model/control.h"
#include "view/view.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "runner.h"
#include "view_sample.h"

#define HOSTILE "<script>alert(1)</script>'\" onload=\"y"

static TALLOC_CTX *mem;
static struct err err;
static struct text *text;
static struct view *view;
static struct view *tree;

static const char *const samples[] = {"list-sample.cs", "case-sample.cs", "form-sample.cs"};
static const char *const pages_of_tree[] = {"start.cs", "area.cs", "error.cs", "help.cs", "sign-in.cs",
                                            "sign-in-code.cs", "account.cs", "account-code.cs", "layout.cs", "macros"};
static char dir[64];

/* A folder in which the tree's templates and the tests' samples lie side by side. */
static void
links(const char *from, const char *const *names, size_t count, bool make)
{
    size_t i;

    for (i = 0; i < count; i++) {
        char *path = mem_printf(mem, "%s/%s", dir, names[i]);

        if (make)
            ck_assert_int_eq(symlink(mem_printf(mem, "%s/%s", from, names[i]), path), 0);
        else
            unlink(path);
    }
}

static void
setup(void)
{
    static const char *const langs[] = {"en", "qps"};
    char *srcdir = realpath(getenv("IMI_SRCDIR") != NULL ? getenv("IMI_SRCDIR") : ".", NULL);

    mem = mem_new(NULL, "test");
    strcpy(dir, "/tmp/imi-pages-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(dir));
    links(mem_printf(mem, "%s/tests/unit/templates", srcdir), samples, 3, true);
    links(mem_printf(mem, "%s/templates", srcdir), pages_of_tree, 10, true);
    ck_assert_int_eq(text_open(mem, &(struct text_setup){NULL, langs, 2}, &text, &err), ERR_OK);
    ck_assert_msg(view_start(mem, &(struct view_setup){dir, false}, &view, &err) == ERR_OK, "%s", err.detail);
    links("", samples, 3, false);
    links("", pages_of_tree, 10, false);
    rmdir(dir);
    /* Every template of the tree parses, those without a sample here too. */
    ck_assert_msg(view_start(mem, &(struct view_setup){mem_printf(mem, "%s/templates", srcdir), false}, &tree,
                             &err) == ERR_OK,
                  "%s", err.detail);
    free(srcdir);
}

static void
teardown(void)
{
    talloc_free(mem);
}

static const char *
rendered(const struct sample_page *sample, const char *lang)
{
    struct view_page page = {sample->template_name, text_lang(text, lang), NULL, sample->table,
                             sample->model, sample->chrome};
    struct buf *out = buf_new(mem, 1 << 20);

    ck_assert_msg(view_render(mem, view, &page, out, &err) == ERR_OK, "%s: %s", sample->name, err.detail);
    return out->data;
}

START_TEST(hostile_text_in_every_value_stays_text)
{
    struct sample_page pages[SAMPLE_MAX];
    size_t count = sample_pages(mem, HOSTILE, pages);
    size_t i;

    ck_assert_uint_gt(count, 8);
    for (i = 0; i < count; i++) {
        const char *page = rendered(&pages[i], "en");

        ck_assert_msg(strstr(page, "<script>") == NULL, "%s lets a tag out", pages[i].name);
        ck_assert_msg(strstr(page, "\" onload") == NULL, "%s lets a quote out", pages[i].name);
        ck_assert_msg(strstr(page, "&lt;script&gt;") != NULL, "%s shows nothing", pages[i].name);
    }
}
END_TEST

START_TEST(every_text_of_the_templates_is_translated)
{
    struct sample_page pages[SAMPLE_MAX];
    size_t count = sample_pages(mem, "", pages);
    size_t i;

    for (i = 0; i < count; i++)
        ck_assert_ptr_null(strstr(rendered(&pages[i], "qps"), "Skip to main content"));
}
END_TEST

START_TEST(a_page_stays_small_and_whole)
{
    struct sample_page pages[SAMPLE_MAX];
    size_t count = sample_pages(mem, "", pages);
    size_t i;

    for (i = 0; i < count; i++) {
        const char *page = rendered(&pages[i], "en");

        ck_assert_msg(strlen(page) < 30000, "%s has %zu bytes", pages[i].name, strlen(page));
        ck_assert_msg(strstr(page, "</html>") != NULL, "%s is cut", pages[i].name);
        ck_assert_msg(strstr(page, "style=") == NULL, "%s has an inline style", pages[i].name);
    }
}
END_TEST

START_TEST(the_sample_pages_can_be_looked_at)
{
    struct sample_page pages[SAMPLE_MAX];
    const char *folder = getenv("IMI_PAGES");
    const char *lang = getenv("IMI_LANG") != NULL ? getenv("IMI_LANG") : "en";
    size_t count = folder != NULL ? sample_pages(mem, "", pages) : 0;
    size_t i;

    for (i = 0; i < count; i++) {
        FILE *file = fopen(mem_printf(mem, "%s/%s.html", folder, pages[i].name), "w");

        ck_assert_ptr_nonnull(file);
        fputs(rendered(&pages[i], lang), file);
        fclose(file);
    }
}
END_TEST

static Suite *
pages_suite(void)
{
    Suite *suite = suite_create("view_pages");
    TCase *tc = tcase_create("pages");

    tcase_add_checked_fixture(tc, setup, teardown);
    tcase_add_test(tc, hostile_text_in_every_value_stays_text);
    tcase_add_test(tc, every_text_of_the_templates_is_translated);
    tcase_add_test(tc, a_page_stays_small_and_whole);
    tcase_add_test(tc, the_sample_pages_can_be_looked_at);
    suite_add_tcase(suite, tc);
    return suite;
}

RUN(pages_suite)
