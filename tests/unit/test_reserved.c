/* SPDX-License-Identifier: EUPL-1.2 */
/* The words that are no ids of areas and actions are those of the tables of addresses and of nginx: no fewer, and no more. */
#include "decl/reserved.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "routes/routes.h"
#include "runner.h"
#include "yaml/file.h"
#include "yaml/walk.h"

static TALLOC_CTX *mem;

/* Words found for one class. */
struct found {
    enum walk_shape shape;
    const char *words[64];
    size_t count;
};

static void
setup(void)
{
    mem = mem_new(NULL, "test");
}

static void
teardown(void)
{
    talloc_free(mem);
}

/* Only what could be an id is of interest, each once. */
static void
find(struct found *found, const char *start, size_t length)
{
    const char *word = mem_copy_n(mem, start, length);

    if (!walk_shape_fits(found->shape, word))
        return;
    for (size_t i = 0; i < found->count; i++)
        if (strcmp(found->words[i], word) == 0)
            return;
    ck_assert_uint_lt(found->count, sizeof found->words / sizeof found->words[0]);
    found->words[found->count++] = word;
}

/* Where a pattern stands `depth` segments down, after those of `before`; NULL when it is another. A capture is any segment. */
static const char *
below(const char *pattern, const char *before)
{
    while (*before != '\0' && *pattern != '\0') {
        size_t one = 1 + strcspn(pattern + 1, "/"), other = 1 + strcspn(before + 1, "/");

        if (pattern[1] != '{' && before[1] != '{' && (one != other || strncmp(pattern, before, one) != 0))
            return NULL;
        pattern += one;
        before += other;
    }
    return *before == '\0' && *pattern == '/' ? pattern + 1 : NULL;
}

static void
find_in_tables(struct found *found, const char *before)
{
    static const struct route_table *const tables[] = {&routes_portal, &routes_area, &routes_admin};

    for (size_t t = 0; t < sizeof tables / sizeof tables[0]; t++)
        for (size_t r = 0; r < tables[t]->count; r++) {
            const char *segment = below(tables[t]->routes[r].pattern, before);

            if (segment != NULL && segment[0] != '{')
                find(found, segment, strcspn(segment, "/"));
        }
}

/* "location /static/ {", "location = /metrics {"; those of areas are not the program's. */
static void
find_in_nginx(struct found *found)
{
    const char *top = getenv("IMI_SRCDIR") != NULL ? getenv("IMI_SRCDIR") : ".";
    const char *why;
    size_t length;
    const char *text = file_read(mem, top, "conf/nginx/imi.conf.in", 1 << 20, &length, &why);
    static const char mark[] = "\n    location ";

    ck_assert_ptr_nonnull(text);
    while ((text = strstr(text, mark)) != NULL) {
        text += sizeof mark - 1;
        text += strncmp(text, "= ", 2) == 0 ? 2 : 0;
        length = text[0] == '/' ? strcspn(text + 1, "/ ") : 0;
        if (length > 0 && !file_is_folder(top, mem_printf(mem, "conf/areas/%.*s", (int)length, text + 1)))
            find(found, text + 1, length);
    }
}

static void
demand(const struct found *found, enum reserved_class class)
{
    size_t count = 0;

    for (size_t i = 0; i < found->count; i++)
        ck_assert_msg(reserved_has(class, found->words[i]), "%s is missing in reserved.def", found->words[i]);
    for (const char *const *word = reserved_words(class); *word != NULL; word++)
        count++;
    ck_assert_msg(count == found->count, "reserved.def has %zu words, and %zu are used", count, found->count);
}

START_TEST(areas_are_first_segments)
{
    struct found found = {.shape = SHAPE_NAME};

    find_in_tables(&found, "");
    find_in_nginx(&found);
    demand(&found, RESERVED_AREA);
}
END_TEST

START_TEST(actions_are_segments_below_a_case)
{
    struct found found = {.shape = SHAPE_ACTION};

    find_in_tables(&found, "/{area}/cases/{ref}");
    find_in_tables(&found, "/{area}/api/v1/cases/{ref}/actions");
    demand(&found, RESERVED_ACTION);
}
END_TEST

START_TEST(nothing_else_that_is_declared_is_hidden_by_an_address)
{
    struct found flows = {.shape = SHAPE_NAME}, sets = {.shape = SHAPE_NAME};

    find_in_tables(&flows, "/{area}/new");
    find_in_tables(&sets, "/{area}/api/v1/questions");
    ck_assert_uint_eq(flows.count, 0);
    ck_assert_uint_eq(sets.count, 0);
}
END_TEST

START_TEST(language_of_a_text_is_a_control)
{
    ck_assert(reserved_has(RESERVED_CONTROL, CONTROL_SEEN));
    ck_assert(reserved_has(RESERVED_CONTROL, "reason" CONTROL_LANGUAGE_END));
    ck_assert(!reserved_has(RESERVED_CONTROL, CONTROL_LANGUAGE_END));
    ck_assert(!reserved_has(RESERVED_CONTROL, "reason"));
    ck_assert(!reserved_has(RESERVED_ACTION, "reason" CONTROL_LANGUAGE_END));
}
END_TEST

static Suite *
suite(void)
{
    Suite *made = suite_create("reserved");
    TCase *tc = tcase_create("reserved");

    tcase_add_checked_fixture(tc, setup, teardown);
    tcase_add_test(tc, areas_are_first_segments);
    tcase_add_test(tc, actions_are_segments_below_a_case);
    tcase_add_test(tc, nothing_else_that_is_declared_is_hidden_by_an_address);
    tcase_add_test(tc, language_of_a_text_is_a_control);
    suite_add_tcase(made, tc);
    return made;
}

RUN(suite)
