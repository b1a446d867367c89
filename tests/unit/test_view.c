/* SPDX-License-Identifier: EUPL-1.2 */
/* Templates, escaping, and how an answer's fields reach a page. */
#include "base/mem.h"
#include "model/control.h"
#include "text/catalogue.h"
#include "view/view.h"

#include <check.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utime.h>

#include "runner.h"

/* ClearSilver loses a few bytes when a template does not parse; that ends a start. */
const char *__lsan_default_suppressions(void);
const char *
__lsan_default_suppressions(void)
{
    return "leak:cs_parse_string\n";
}

#define HOSTILE "<script>alert('x')</script>\" onload=\"y"
#define DAY 20783 /* Thursday 26 November 2026 */
#define MOMENT (INT64_C(20783) * 86400000000 + INT64_C(46800000000)) /* 13:00Z */

static TALLOC_CTX *mem;
static struct err err;
static char dir[64];
static struct text *text;

static void
setup(void)
{
    static const char *const langs[] = {"en", "qps"};

    mem = mem_new(NULL, "test");
    strcpy(dir, "/tmp/imi-view-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(dir));
    ck_assert_int_eq(text_open(mem, &(struct text_setup){NULL, langs, 2}, &text, &err), ERR_OK);
}

static void
teardown(void)
{
    DIR *open = opendir(dir);
    struct dirent *entry;

    while (open != NULL && (entry = readdir(open)) != NULL)
        if (entry->d_name[0] != '.')
            unlink(mem_printf(mem, "%s/%s", dir, entry->d_name));
    closedir(open);
    rmdir(dir);
    talloc_free(mem);
}

static void
template_write(const char *name, const char *content)
{
    FILE *file = fopen(mem_printf(mem, "%s/%s", dir, name), "w");

    ck_assert_ptr_nonnull(file);
    fputs(content, file);
    fclose(file);
}

static struct view *
started(bool reload)
{
    struct view *view = NULL;

    ck_assert_msg(view_start(mem, &(struct view_setup){dir, reload}, &view, &err) == ERR_OK,
                  "%s", err.detail);
    return view;
}

/* ---- one struct with every type ----------------------------------------------------------------------- */

struct part {
    const char *name;
};
static const struct model_field part_fields[] = {MODEL_FIELD(MODEL_TEXT, MODEL_BOTH, part, name), MODEL_END};
static const struct model_table part_table = {"Part", sizeof(struct part), part_fields};

struct sample {
    const char *title;
    const char *secret;
    bool yes, no;
    int64_t count, nothing;
    int32_t due, no_day;
    int64_t at, never;
    struct model_coded state;
    struct model_words words;
    const char *link;
    const char *away;
    const struct part *one;
    const struct part *none;
    struct model_list many;
};
#define FIELD(type, member) MODEL_FIELD(type, MODEL_BOTH, sample, member)
static const struct model_field sample_fields[] = {
    FIELD(MODEL_TEXT, title),
    MODEL_FIELD(MODEL_TEXT, MODEL_API, sample, secret),
    FIELD(MODEL_BOOL, yes),
    FIELD(MODEL_BOOL, no),
    FIELD(MODEL_NUMBER, count),
    FIELD(MODEL_NUMBER, nothing),
    FIELD(MODEL_DAY, due),
    FIELD(MODEL_DAY, no_day),
    FIELD(MODEL_MOMENT, at),
    FIELD(MODEL_MOMENT, never),
    FIELD(MODEL_CODED, state),
    MODEL_FIELD(MODEL_WORDS, MODEL_BOTH | MODEL_PERSONAL, sample, words),
    FIELD(MODEL_LINK, link),
    FIELD(MODEL_LINK, away),
    MODEL_NESTED(MODEL_ONE, MODEL_BOTH, sample, one, &part_table),
    MODEL_NESTED(MODEL_ONE, MODEL_BOTH, sample, none, &part_table),
    MODEL_NESTED(MODEL_MANY, MODEL_BOTH, sample, many, &part_table),
    MODEL_END,
};
static const struct model_table sample_table = {"Sample", sizeof(struct sample), sample_fields};

static const struct part parts[] = {{"first"}, {HOSTILE}};
static const struct sample sample = {
    .title = HOSTILE,
    .secret = "only for the API",
    .yes = true,
    .count = 1234567,
    .nothing = MODEL_NO_NUMBER,
    .due = DAY,
    .no_day = MODEL_NO_DAY,
    .at = MOMENT,
    .never = MODEL_NO_MOMENT,
    .state = {"sent", HOSTILE},
    .words = {"hej", "da"},
    .link = "/services/cases/1?a=b",
    .away = "//evil.example/",
    .one = &parts[1],
    .many = {parts, 2},
};

static const char *
rendered(struct view *view, const char *template_name, const char *lang)
{
    struct view_page page = {.template_name = template_name, .lang = text_lang(text, lang),
                             .table = &sample_table, .model = &sample};
    struct buf *out = buf_new(mem, 1 << 20);

    ck_assert_msg(view_render(mem, view, &page, out, &err) == ERR_OK, "%s", err.detail);
    ck_assert_uint_eq(strlen(out->data), out->length);
    return out->data;
}

static void
expect(const char *template_text, const char *expected)
{
    template_write("page.cs", template_text);
    ck_assert_str_eq(rendered(started(false), "page", "en"), expected);
}

START_TEST(a_template_that_does_not_parse_stops_the_start)
{
    struct view *view = NULL;
    struct view_setup set = {dir, false};
    static const char *const broken[] = {"<?cs if:x ?>", "<?cs call:unknown() ?>", "<?cs var:unknown(x) ?>",
                                         "<?cs include:\"missing.cs\" ?>", "<?cs include:\"/etc/passwd\" ?>",
                                         "<?cs include:\"../../../../etc/passwd\" ?>", "<?cs var:t(\"a\", \"b\") ?>"};
    size_t i;

    for (i = 0; i < sizeof broken / sizeof broken[0]; i++) {
        template_write("page.cs", broken[i]);
        ck_assert_msg(view_start(mem, &set, &view, &err) == ERR_CONFIG, "parsed: %s", broken[i]);
        ck_assert_ptr_null(view);
    }
    set.dir = "/nowhere";
    ck_assert_int_eq(view_start(mem, &set, &view, &err), ERR_CONFIG);
}
END_TEST

START_TEST(an_unknown_template_and_an_endless_page_are_errors_not_crashes)
{
    struct view *view;
    struct buf *out = buf_new(mem, 2000);
    struct view_page page = {.template_name = "other", .lang = text_lang(text, "en")};

    template_write("page.cs", "<?cs loop:i = #0, #100000, #1 ?>many bytes <?cs /loop ?>");
    template_write("short.cs", "ok <?cs var:title ?>");
    view = started(false);
    ck_assert_int_eq(view_render(mem, view, &page, out, &err), ERR_INTERNAL);
    page.template_name = "page";
    ck_assert_int_eq(view_render(mem, view, &page, out, &err), ERR_INTERNAL);
    ck_assert_ptr_nonnull(strstr(rendered(view, "short", "en"), "ok &lt;script&gt;"));
    ck_assert_int_eq(view_render(mem, view, &page, out, &err), ERR_INTERNAL);
}
END_TEST

/* Run by the sanitizers too: what `set:` makes is freed, and what it replaces is not ours to free. */
START_TEST(a_template_may_set_values_beside_ours_and_in_place_of_ours)
{
    static const char text_of[] = "<?cs loop:i = #0, #3, #1 ?><?cs set:title = title + i ?><?cs /loop ?><?cs var:title ?>|"
                                  "<?cs set:a = 1 ?><?cs set:b = 2 ?><?cs set:c = 3 ?><?cs set:d = 4 ?><?cs set:e = 5 ?>"
                                  "<?cs set:f = 6 ?><?cs set:g = 7 ?><?cs set:h = 8 ?><?cs set:k = 9 ?><?cs set:l = 10 ?>"
                                  "<?cs set:m = 11 ?><?cs set:n = 12 ?><?cs var:a ?><?cs var:n ?>|<?cs var:one.name ?>|"
                                  "<?cs var:subcount(many) ?>";
    struct view *view;
    const char *first;

    template_write("page.cs", text_of);
    view = started(false);
    first = rendered(view, "page", "en");
    ck_assert_ptr_nonnull(strstr(first, "0123|112|"));
    ck_assert_str_eq(rendered(view, "page", "en"), first);
}
END_TEST

START_TEST(every_value_is_escaped_wherever_it_stands)
{
    static const char *const places[] = {
        "<?cs var:title ?>",
        "<a title=\"<?cs var:title ?>\">",
        "<?cs var:state.label ?>",
        "<?cs var:one.name ?>",
        "<?cs each:p = many ?><?cs var:p.name ?><?cs /each ?>",
        "<?cs def:m(x) ?><?cs var:x ?><?cs /def ?><?cs call:m(title) ?>",
        "<?cs def:n(x) ?><?cs var:x.name ?><?cs /def ?><?cs call:n(one) ?>",
        "<?cs def:a(x) ?><?cs call:b(x) ?><?cs /def ?>",
        "<?cs var:\"<b>\" + title ?>",
        "<?cs set:copy = title ?><?cs var:copy ?>",
        "<?cs var:t(title) ?>",
        "<?cs var:tc(title, title) ?>",
        "<?cs var:t1(\"By {name}\", \"name\", title) ?>",
        "<?cs var:t2(\"{a} {b}\", \"a\", title, \"b\", title) ?>",
        "<?cs var:t3(\"{a} {b} {c}\", \"a\", title, \"b\", title, \"c\", title) ?>",
        "<?cs var:tn1(\"{count} {a}\", \"{count} {a}\", count, \"a\", title) ?>",
        "<?cs var:country(title) ?>",
        "<?cs var:language(title) ?>",
        "<?cs var:url_escape(title) ?>",
    };
    size_t i;

    for (i = 0; i < sizeof places / sizeof places[0]; i++) {
        const char *page;

        if (strstr(places[i], "call:b") != NULL)
            continue; /* an undefined macro does not parse */
        template_write("page.cs", places[i]);
        page = rendered(started(false), "page", "en");
        ck_assert_msg(strstr(page, "<script") == NULL && strstr(page, "\" onload") == NULL &&
                          strstr(page, "<b>") == NULL,
                      "raw in %s: %s", places[i], page);
        ck_assert_msg(strstr(page, "script") != NULL, "nothing shown by %s: %s", places[i], page);
    }
}
END_TEST

START_TEST(a_link_that_leaves_the_site_is_left_out)
{
    expect("<?cs var:link ?>|<?cs var:away ?>|<?cs if:?away ?>there<?cs /if ?>", "/services/cases/1?a=b||");
}
END_TEST

START_TEST(what_is_absent_or_only_for_the_api_is_not_in_the_page)
{
    expect("<?cs if:?secret || ?nothing || ?no_day || ?never || ?none || ?chrome ?>there<?cs /if ?>"
           "<?cs var:secret ?>", "");
}
END_TEST

START_TEST(every_type_has_the_forms_that_a_template_expects)
{
    expect("<?cs if:yes ?>yes<?cs /if ?><?cs if:no ?>no<?cs /if ?>", "yes");
    expect("<?cs var:count ?> <?cs var:number(count) ?>", "1234567 1,234,567");
    expect("<?cs var:due ?>|<?cs var:long_day(due) ?>|<?cs var:short_day(due) ?>",
           "2026-11-26|Thursday 26 November 2026|26 Nov 2026");
    expect("<?cs var:at ?>", "2026-11-26T13:00:00Z");
    expect("<?cs var:short_moment(at) ?>", "26 Nov 2026, 14:00 GMT+1");
    expect("<?cs var:state.code ?>", "sent");
    expect("<?cs var:words.text ?> <?cs var:words.lang ?> <?cs var:words.personal ?>", "hej da 1");
    expect("<?cs each:p = many ?><?cs var:name(p) ?><?cs /each ?>", "01");
    expect("<?cs var:tn(\"{count} case\", \"{count} cases\", count) ?>", "1,234,567 cases");
    expect("<?cs var:tn(\"{count} case\", \"{count} cases\", #1) ?>", "1 case");
    expect("<?cs var:country(\"DE\") ?> <?cs var:language(\"da\") ?>", "Germany Danish");
    expect("<?cs var:t1(\"{who} {other}\", \"who\", missing) ?>", " {other}");
}
END_TEST

START_TEST(texts_are_in_the_readers_language)
{
    struct view *view;

    template_write("page.cs", "<?cs var:t(\"Send\") ?>");
    view = started(false);
    ck_assert_str_eq(rendered(view, "page", "en"), "Send");
    ck_assert_int_eq(rendered(view, "page", "qps")[0], '[');
    ck_assert_str_eq(rendered(view, "page", "en"), "Send");
}
END_TEST

START_TEST(a_changed_template_is_seen_in_development_only)
{
    struct utimbuf later = {2000000000, 2000000000};
    struct view *fixed, *fresh;

    template_write("page.cs", "one");
    fixed = started(false);
    fresh = started(true);
    template_write("page.cs", "two");
    ck_assert_int_eq(utime(mem_printf(mem, "%s/page.cs", dir), &later), 0);
    ck_assert_str_eq(rendered(fixed, "page", "en"), "one");
    ck_assert_str_eq(rendered(fresh, "page", "en"), "two");
}
END_TEST

START_TEST(a_set_in_one_page_is_not_seen_by_the_next)
{
    struct view *view;

    template_write("page.cs", "<?cs var:left ?><?cs set:left = \"over\" ?>");
    view = started(false);
    ck_assert_str_eq(rendered(view, "page", "en"), "");
    ck_assert_str_eq(rendered(view, "page", "en"), "");
}
END_TEST

START_TEST(the_plain_error_page_escapes_and_never_fails)
{
    struct view_bytes bytes = view_plain_error(mem, text_lang(text, "en"), ERR_UNAVAILABLE, HOSTILE);

    ck_assert_ptr_null(strstr(bytes.data, "<script"));
    ck_assert_ptr_nonnull(strstr(bytes.data, "The service is not available right now"));
    ck_assert_ptr_nonnull(strstr(bytes.data, "lang=\"en\""));
}
END_TEST

static Suite *
view_suite(void)
{
    Suite *suite = suite_create("view");
    TCase *tc = tcase_create("view");

    tcase_set_timeout(tc, 60);
    tcase_add_checked_fixture(tc, setup, teardown);
    tcase_add_test(tc, a_template_that_does_not_parse_stops_the_start);
    tcase_add_test(tc, an_unknown_template_and_an_endless_page_are_errors_not_crashes);
    tcase_add_test(tc, a_template_may_set_values_beside_ours_and_in_place_of_ours);
    tcase_add_test(tc, every_value_is_escaped_wherever_it_stands);
    tcase_add_test(tc, a_link_that_leaves_the_site_is_left_out);
    tcase_add_test(tc, what_is_absent_or_only_for_the_api_is_not_in_the_page);
    tcase_add_test(tc, every_type_has_the_forms_that_a_template_expects);
    tcase_add_test(tc, texts_are_in_the_readers_language);
    tcase_add_test(tc, a_changed_template_is_seen_in_development_only);
    tcase_add_test(tc, a_set_in_one_page_is_not_seen_by_the_next);
    tcase_add_test(tc, the_plain_error_page_escapes_and_never_fails);
    suite_add_tcase(suite, tc);
    return suite;
}

RUN(view_suite)
