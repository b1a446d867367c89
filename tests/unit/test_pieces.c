/* SPDX-License-Identifier: EUPL-1.2 */
/* Which ranges a list is read in, with flows whose versions use the name of a state for different things. */
#include <talloc.h>

#include "base/mem.h"
#include "flow/pieces.h"
#include "runner.h"

#define AREA "parcels"
static const char *const areas[] = {AREA};

/* In version 1 the first part works on what is kept; in version 2 nobody does, and it is over. */
static struct decl_state first[] = {{.id = "asked", .class = CLASS_ACTIVE, .waits_for = 1},
                                    {.id = "kept", .class = CLASS_ACTIVE, .waits_for = 0}};
static struct decl_state second[] = {{.id = "asked", .class = CLASS_ACTIVE, .waits_for = 1},
                                     {.id = "kept", .class = CLASS_FINAL, .waits_for = -1}};
static const struct decl_part parts[2] = {{.id = "asker"}, {.id = "asked"}};
static struct decl_flow flow_1 = {.id = "parcel", .version = 1, .states = first, .n_states = 2, .parts = parts, .n_parts = 2};
static struct decl_flow flow_2 = {.id = "parcel", .version = 2, .states = second, .n_states = 2, .parts = parts, .n_parts = 2};
static struct decl_flow drafts = {.id = "note",
                                  .version = 1,
                                  .states = (struct decl_state[]){{.id = "draft", .class = CLASS_INITIAL, .waits_for = 0}},
                                  .n_states = 1, .parts = parts, .n_parts = 2};
static struct decl_flow third_flow = {.id = "letter",
                                      .version = 1,
                                      .states = (struct decl_state[]){{.id = "asked", .class = CLASS_ACTIVE, .waits_for = 0}},
                                      .n_states = 1, .parts = parts, .n_parts = 2};

static const struct decl_flow *const letters[] = {&third_flow};

static struct env env;

static void
with_flows(const struct decl_flow *const *flows, size_t count)
{
    struct decl_area *area;
    struct decl *decl;

    talloc_free(env.mem);
    env.mem = talloc_new(NULL);
    area = mem_zeros(env.mem, struct decl_area, 2);
    decl = mem_zero(env.mem, struct decl);
    area[0] = (struct decl_area){.id = AREA, .flows = flows, .n_flows = count};
    area[1] = (struct decl_area){.id = "letters", .flows = letters, .n_flows = 1};
    decl->areas = area;
    decl->n_areas = 2;
    env.decl = decl;
}

static void
teardown(void)
{
    talloc_free(env.mem);
    env.mem = NULL;
}

static struct case_filter
no_filter(void)
{
    return (struct case_filter){.class = -1, .due_before = DB_NO_DAY, .after = DB_NO_MOMENT, .limit = 20};
}

START_TEST(a_state_is_read_class_by_class_and_leaves_nothing_to_try)
{
    struct case_filter filter = no_filter();
    struct case_query query;

    with_flows((const struct decl_flow *const[]){&flow_1, &flow_2}, 2);
    filter.state = "kept";
    query = pieces_query(&env, &filter, areas, 1);
    ck_assert_int_eq(query.index, CASE_BY_STATE);
    ck_assert_uint_eq(query.n_keys, 4); /* two classes, two parts */
    ck_assert_ptr_null(query.rest.state);
    filter.class = CASE_OPEN;
    query = pieces_query(&env, &filter, areas, 1);
    ck_assert_uint_eq(query.n_keys, 2);
    ck_assert_int_eq(query.keys[0].class, CASE_OPEN);
    ck_assert_int_eq(query.rest.class, -1);
}
END_TEST

START_TEST(an_erased_draft_is_found_among_drafts_and_among_what_is_closed)
{
    struct case_filter filter = no_filter();

    with_flows((const struct decl_flow *const[]){&drafts}, 1);
    filter.state = "draft";
    ck_assert_uint_eq(pieces_query(&env, &filter, areas, 1).n_keys, 4);
    filter.class = CASE_CLOSED;
    ck_assert_int_eq(pieces_query(&env, &filter, areas, 1).keys[0].class, CASE_CLOSED);
    filter.class = -1;
    filter.waits = true; /* it waits for nobody */
    ck_assert_uint_eq(pieces_query(&env, &filter, areas, 1).n_keys, 1);
}
END_TEST

START_TEST(waiting_is_tried_where_a_state_waits_for_another_part_in_another_flow)
{
    struct case_filter filter = no_filter();

    with_flows((const struct decl_flow *const[]){&flow_1, &flow_2}, 2);
    filter.waits = true;
    ck_assert(!pieces_query(&env, &filter, areas, 1).rest.waits);
    with_flows((const struct decl_flow *const[]){&flow_1, &third_flow}, 2);
    ck_assert(pieces_query(&env, &filter, areas, 1).rest.waits);
}
END_TEST

START_TEST(a_flow_is_tried_only_where_its_area_has_others)
{
    struct case_filter filter = no_filter();

    filter.flow = "parcel";
    with_flows((const struct decl_flow *const[]){&flow_1, &flow_2}, 2);
    ck_assert_ptr_null(pieces_query(&env, &filter, areas, 1).rest.flow);
    with_flows((const struct decl_flow *const[]){&flow_1, &third_flow}, 2);
    ck_assert_str_eq(pieces_query(&env, &filter, areas, 1).rest.flow, "parcel");
    with_flows((const struct decl_flow *const[]){&flow_1}, 1); /* and an area that has only another flow, so takes no part */
    ck_assert_ptr_null(pieces_query(&env, &filter, (const char *const[]){AREA, "letters"}, 2).rest.flow);
    filter.flow = "nothing";
    ck_assert_uint_eq(pieces_query(&env, &filter, areas, 1).n_keys, 0);
}
END_TEST

START_TEST(what_waits_is_counted_once_whatever_part_it_waits_for)
{
    size_t count;

    with_flows((const struct decl_flow *const[]){&flow_1, &third_flow}, 2);
    pieces_waiting(&env, areas, 1, &count);
    ck_assert_uint_eq(count, 2); /* asked and kept */
}
END_TEST

static Suite *
suite(void)
{
    Suite *made = suite_create("pieces");
    TCase *tests = tcase_create("pieces");

    tcase_add_checked_fixture(tests, NULL, teardown);
    tcase_add_test(tests, a_state_is_read_class_by_class_and_leaves_nothing_to_try);
    tcase_add_test(tests, an_erased_draft_is_found_among_drafts_and_among_what_is_closed);
    tcase_add_test(tests, waiting_is_tried_where_a_state_waits_for_another_part_in_another_flow);
    tcase_add_test(tests, a_flow_is_tried_only_where_its_area_has_others);
    tcase_add_test(tests, what_waits_is_counted_once_whatever_part_it_waits_for);
    suite_add_tcase(made, tests);
    return made;
}

RUN(suite)
