/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Acts on the declared request of the source tree, or on another flow that a test declares, in a database of their own, at
 * moments that the test chooses: case time is shifted, so that each legal day can be calculated by hand. Built on case_db.h:
 * authority 1 (DK) asks; 2 (DE) and 3 (FR) answer; 4 (DK) is in the asker's own country; 5 (DK) coordinates authority 1.
 */
#ifndef IMI_TESTS_FLOW_CASE_H
#define IMI_TESTS_FLOW_CASE_H

#include "case_db.h"
#include "flow/flow.h"

#define BIT(role) (UINT32_C(1) << (role))

static const struct decl *flow_decl;
static const struct decl_flow *flow_request;
static struct err flow_err;
static struct flow_outcome flow_out;

/* People: the user of each authority, with the role that the test gives. */
static const struct actor_area flow_handler[] = {{"services", BIT(ROLE_HANDLER)}};
static const struct actor_area flow_allocator[] = {{"services", BIT(ROLE_ALLOCATOR)}};
static const struct actor_area flow_basic[] = {{"services", BIT(ROLE_BASIC)}};
static const struct actor_area flow_referral[] = {{"services", BIT(ROLE_REFERRAL)}};
static const struct actor_area flow_admin[] = {{"services", BIT(ROLE_ADMINISTRATOR)}};

static inline struct actor *
flow_person(uint64_t authority_id, const struct actor_area *rights)
{
    static const char *const countries[] = {"", "DK", "DE", "FR", "DK", "DK"};
    struct actor *actor = mem_zero(case_mem, struct actor);

    *actor = (struct actor){.user_id = authority_id, .authority_id = authority_id, .language = "en", .authority_language = "en",
                            .country = countries[authority_id], .areas = rights, .n_areas = 1};
    return actor;
}

static inline const struct env *
flow_as(const struct actor *actor)
{
    struct env *env = mem_zero(case_mem, struct env);

    *env = (struct env){.mem = case_mem, .db = case_db, .decl = flow_decl, .history_key = case_keys->history[0],
                        .actor = actor, .language = "en", .request_id = "r1", .door = "test"};
    return env;
}

static inline int64_t
flow_moment(const char *text)
{
    int64_t moment;

    ck_assert_msg(clock_parse(text, &moment) == 0, "%s", text);
    return moment;
}

/* flow_at - from now on case time runs from this moment: RFC 3339, in UTC. */
static inline void
flow_at(const char *text)
{
    clock_shift(flow_moment(text) - clock_machine_now());
}

/* flow_case_start_with - a fixture with the newest version of a flow of the area services, declared in a folder of the tree. */
static inline void
flow_case_start_with(const char *folder, const char *flow)
{
    const char *top = getenv("IMI_SRCDIR");
    struct yaml_faults faults = {NULL, 0};

    case_db_start();
    case_sql(
        "INSERT INTO authority (id, slug, country, kind, name, language, street, postcode, town, email, time_zone, liaison_point,"
        " access_manager, status, version, made_at, changed_at) SELECT n, CONCAT('a', n), IF(n = 3, 'FR', 'DK'), 'CA',"
        " CONCAT('Authority ', n), 'en', 's', '1', 't', CONCAT('box', n, '@example.org'), 'Europe/Brussels', 0, 0, 'active', 1,"
        " '2026-01-01', '2026-01-01' FROM (SELECT 3 AS n UNION SELECT 4 UNION SELECT 5) x;\n"
        "INSERT INTO user_account (id, name, authority_id, full_name, email, language, code_step, status, made_at, changed_at)"
        " SELECT id, CONCAT('user', id), id, 'User', 'user@example.org', 'en', 0, 'active', '2026-01-01', '2026-01-01'"
        " FROM authority WHERE id > 2;\n"
        "INSERT INTO authority_area (authority_id, area, kind, status, country) SELECT id, 'services', 'CA', 'granted', country "
        "FROM authority;\n"
        "INSERT INTO authority_flow (authority_id, area, flow, can_send, can_receive, use_allocation, approve_request,"
        " approve_reply, coordinator_decides) SELECT id, 'services', '%s', 1, 1, 0, 0, 0, 0 FROM authority;\n"
        "INSERT INTO authority_relation VALUES (1, 'services', 'request', 5);\n",
        flow);
    folder = mem_printf(case_mem, "%s/%s", top != NULL ? top : ".", folder);
    ck_assert_msg(decl_load(case_mem, folder, &flow_decl, &faults, &flow_err) == ERR_OK, "%s",
                  faults.count > 0 ? faults.items[0].text : flow_err.detail);
    flow_request = decl_flow(decl_area(flow_decl, "services"), flow, 0);
    ck_assert_ptr_nonnull(flow_request);
}

static inline void
flow_case_start(void)
{
    flow_case_start_with(".", "request");
}

#define FLOW_INPUTS(...)                                                                                                         \
    (const struct content_input[]){__VA_ARGS__},                                                                                 \
        sizeof((const struct content_input[]){__VA_ARGS__}) / sizeof(struct content_input)
#define FLOW_NONE NULL, 0

static inline struct flow_act
flow_step(const char *ref, const char *action, const struct content_input *inputs, size_t n_inputs)
{
    return (struct flow_act){.ref = ref, .action = action, .inputs = inputs, .n_inputs = n_inputs};
}

/* flow_do - an act; its outcome is in flow_out, the reason of a refusal in flow_err. */
static inline enum err_code
flow_do(const struct actor *actor, const char *ref, const char *action, const struct content_input *inputs, size_t n_inputs)
{
    struct flow_act act = flow_step(ref, action, inputs, n_inputs);

    return flow_apply(flow_as(actor), &act, &flow_out, &flow_err);
}

static inline void
flow_must(enum err_code code)
{
    ck_assert_msg(code == ERR_OK, "%s (%zu problems, the first of %s)", flow_err.detail, flow_out.problems.count,
                  flow_out.problems.count > 0 ? flow_out.problems.items[0].field : "none");
}

/* flow_problem_of - whether the last act was refused because of this field. */
static inline bool
flow_problem_of(const char *field)
{
    for (size_t i = 0; i < flow_out.problems.count; i++)
        if (strcmp(flow_out.problems.items[i].field, field) == 0)
            return true;
    return false;
}

/* flow_begun - a draft with what is given and nothing else. */
static inline const char *
flow_begun(const struct content_input *inputs, size_t n_inputs)
{
    flow_must(flow_new(flow_as(flow_person(1, flow_handler)), decl_area(flow_decl, "services"), flow_request, NULL, inputs,
                       n_inputs, &flow_out, &flow_err));
    return flow_out.ref;
}

/* flow_draft - a draft that lacks nothing, with what is given in place of or besides the usual. */
static inline const char *
flow_draft(const struct content_input *more, size_t n_more)
{
    static const struct content_input usual[] = {{"recipient", "2", NULL},
                                                 {"provider_kind", "legal_person", NULL},
                                                 {"provider_name", "Fjordens Murerfirma", NULL},
                                                 {"provider_town", "Ebeltoft", NULL},
                                                 {"address_home", "Strandvejen 7", NULL},
                                                 {"service_activities", "construction", NULL},
                                                 {"legal_basis", "art30_3", NULL},
                                                 {"case_type", "temporary_service", NULL},
                                                 {"reply_days", "14", NULL},
                                                 {"reason", "It builds a roof here.", "en"},
                                                 {"ask.SD-A1", "yes", NULL},
                                                 {"ask.SD-A5", "yes", NULL}};
    size_t count = sizeof usual / sizeof usual[0];
    struct content_input *inputs = mem_zeros(case_mem, struct content_input, count + n_more);
    size_t n = 0;

    for (size_t i = 0; i < count; i++) {
        bool replaced = false;

        for (size_t j = 0; j < n_more; j++)
            replaced = replaced || strcmp(more[j].field, usual[i].field) == 0;
        if (!replaced)
            inputs[n++] = usual[i];
    }
    for (size_t j = 0; j < n_more; j++)
        inputs[n++] = more[j];
    return flow_begun(inputs, n);
}

/* flow_sent, flow_accepted, flow_replied - a case brought so far now; accepted for ten days. */
static inline const char *
flow_sent(void)
{
    const char *ref = flow_draft(FLOW_NONE);

    flow_must(flow_do(flow_person(1, flow_handler), ref, "send", FLOW_NONE));
    return ref;
}

static inline const char *
flow_accepted(void)
{
    const char *ref = flow_sent();

    flow_must(flow_do(flow_person(2, flow_handler), ref, "accept", FLOW_INPUTS({"accepted_days", "10", NULL})));
    return ref;
}

static inline const char *
flow_replied(void)
{
    const char *ref = flow_accepted();

    flow_must(flow_do(flow_person(2, flow_handler), ref, "reply",
                      FLOW_INPUTS({"answer.SD-A1", "yes", NULL}, {"answer.SD-A5", "no", NULL})));
    return ref;
}

static inline struct content_case *
flow_opened(const struct actor *actor, const char *ref)
{
    struct content_case *the_case = NULL;

    flow_must(content_open(flow_as(actor), ref, &the_case, &flow_err));
    return the_case;
}

static inline enum err_code
flow_seen_by(const struct actor *actor, const char *ref)
{
    struct content_case *the_case;

    return content_open(flow_as(actor), ref, &the_case, &flow_err);
}

/* flow_day - the day that a stamp of a case says, "" when it says none. */
static inline const char *
flow_day(const char *ref, const char *field)
{
    struct content_case *the_case = flow_opened(flow_person(1, flow_handler), ref);
    const struct case_stamp *stamp;
    struct case_stamp *stamps;
    char *text = mem_size(case_mem, DAY_TEXT_SIZE);
    size_t count;

    flow_must(flow_stamps(flow_as(flow_person(1, flow_handler)), the_case, &stamps, &count, &flow_err));
    stamp = flow_stamp(stamps, count, field);
    if (stamp == NULL || stamp->day == DB_NO_DAY)
        return "";
    day_format(stamp->day, text);
    return text;
}

/* flow_reads - what somebody reads of a field now, NULL when it is not shown. */
static inline const char *
flow_reads(const struct actor *actor, const char *ref, const char *field)
{
    const struct content_value *value;
    struct content_values *values;

    flow_must(release_values(flow_as(actor), flow_opened(actor, ref), "handle", &values, &flow_err));
    value = content_value(values, field);
    return value != NULL ? value->value : NULL;
}

#endif
