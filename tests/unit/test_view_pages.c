/* SPDX-License-Identifier: EUPL-1.2 */
/* The templates of this tree: every one parses, and with hostile text in every value none lets it out raw. */
#include "base/mem.h"
#include "model/case.h"
#include "model/directory.h"
#include "view/view.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "runner.h"
#include "view_filled.h"
#include "view_sample.h"

#define HOSTILE "<script>alert(1)</script>'\" onload=\"y"

static TALLOC_CTX *mem;
static struct err err;
static struct text *text;
static struct view *view;

/* The pages of case work, each with the table that its handler names. */
static const struct work_page {
    const char *template_name;
    const struct model_table *table;
} work_pages[] = {
    {"tasks", &model_tasks_table}, {"cases", &model_rows_table}, {"case", &model_case_table}, {"draft", &model_case_table},
    {"new", &model_form_table}, {"act", &model_form_table}, {"answers", &model_form_table}, {"check", &model_form_table},
    {"edit", &model_form_table}, {"section-fields", &model_form_table}, {"section-questions", &model_form_table},
    {"section-authority", &model_form_table}, {"section-files", &model_form_table}, {"conflict", &model_conflict_table},
    {"directory", &model_authorities_table}, {"authority", &model_card_table}};

static void
setup(void)
{
    static const char *const langs[] = {"en", "qps"};
    char *srcdir = realpath(getenv("IMI_SRCDIR") != NULL ? getenv("IMI_SRCDIR") : ".", NULL);

    mem = mem_new(NULL, "test");
    ck_assert_int_eq(text_open(mem, &(struct text_setup){NULL, langs, 2}, &text, &err), ERR_OK);
    ck_assert_msg(view_start(mem, &(struct view_setup){mem_printf(mem, "%s/templates", srcdir), false}, &view,
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
rendered_work(const struct work_page *work, const char *words, bool flags)
{
    const struct filling filling = {mem, words, flags};
    struct view_page page = {work->template_name, text_lang(text, "en"), work->table, filled(&filling, work->table, 0),
                             sample_chrome(mem, words, "Case", true)};
    struct buf *out = buf_new(mem, 8 << 20);

    ck_assert_msg(view_render(mem, view, &page, out, &err) == ERR_OK, "%s: %s", work->template_name, err.detail);
    return out->data;
}

static const char *
rendered(const struct sample_page *sample, const char *lang)
{
    struct view_page page = {sample->template_name, text_lang(text, lang), sample->table,
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

START_TEST(hostile_text_in_every_value_of_case_work_stays_text)
{
    for (size_t i = 0; i < 2 * sizeof work_pages / sizeof work_pages[0]; i++) {
        const struct work_page *work = &work_pages[i / 2];
        const char *page = rendered_work(work, HOSTILE, i % 2 == 1);

        ck_assert_msg(strstr(page, "<script>") == NULL, "%s lets a tag out", work->template_name);
        ck_assert_msg(strstr(page, "\" onload") == NULL, "%s lets a quote out", work->template_name);
        ck_assert_msg(strstr(page, "&lt;script&gt;") != NULL, "%s shows nothing", work->template_name);
        ck_assert_msg(strstr(page, "</html>") != NULL, "%s is cut", work->template_name);
        ck_assert_msg(strstr(page, "style=") == NULL, "%s has an inline style", work->template_name);
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

static Suite *
pages_suite(void)
{
    Suite *suite = suite_create("view_pages");
    TCase *tc = tcase_create("pages");

    tcase_add_checked_fixture(tc, setup, teardown);
    tcase_add_test(tc, hostile_text_in_every_value_stays_text);
    tcase_add_test(tc, hostile_text_in_every_value_of_case_work_stays_text);
    tcase_add_test(tc, every_text_of_the_templates_is_translated);
    tcase_add_test(tc, a_page_stays_small_and_whole);
    suite_add_tcase(suite, tc);
    return suite;
}

RUN(pages_suite)
