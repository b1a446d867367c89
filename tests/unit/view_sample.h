/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Sample pages for the tests of templates whose structs are private to their handlers: one struct that has every field they
 * take. sample_pages(mem, tail, pages) puts `tail` behind every text. Pages of case work: view_filled.h.
 */
#ifndef IMI_TESTS_VIEW_SAMPLE_H
#define IMI_TESTS_VIEW_SAMPLE_H

#include "base/mem.h"
#include "model/control.h"
#include "view/view.h"

#define SAMPLE_MAX 20
#define SAMPLE_MOMENT (INT64_C(20783) * 86400000000 + INT64_C(46800000000))

struct sample_page {
    const char *name;
    const char *template_name;
    const struct model_table *table;
    const void *model;
    const struct view_chrome *chrome;
};

#define SAMPLE_TEXTS(X)                                                                            \
    X(label) X(hint) X(name) X(text) X(title) X(lead) X(what) X(next) X(purpose) X(authority)      \
    X(size) X(roles) X(story) X(id) X(path) X(step)
#define SAMPLE_LINKS(X) X(href) X(single_sign_on)
#define SAMPLE_FLAGS(X) X(current) X(set)
#define SAMPLE_LISTS(X)                                                                            \
    X(groups) X(choices) X(waiting) X(flows) X(lists) X(acts) X(rules) X(stories) X(sections)      \
    X(paragraphs) X(links) X(details) X(sessions) X(recovery) X(secret)
#define SAMPLE_CONTROLS(X) X(controls) X(settings) X(password)
#define SAMPLE_ONES(X) X(code) X(qr)
#define SAMPLE_CODED(X) X(country)

struct any {
#define X(n) const char *n;
    SAMPLE_TEXTS(X) SAMPLE_LINKS(X)
#undef X
#define X(n) bool n;
    SAMPLE_FLAGS(X)
#undef X
#define X(n) struct model_list n;
    SAMPLE_LISTS(X) SAMPLE_CONTROLS(X) struct model_list faults;
#undef X
#define X(n) const struct any *n;
    SAMPLE_ONES(X)
#undef X
#define X(n) struct model_coded n;
    SAMPLE_CODED(X)
#undef X
    int64_t since, used, count, recovery_left;
};

static const struct model_table any_table;

#define FIELD(type, member) MODEL_FIELD(type, MODEL_PAGE, any, member),
#define NESTED(type, member, table) MODEL_NESTED(type, MODEL_PAGE, any, member, table),
static const struct model_field any_fields[] = {
#define X(n) FIELD(MODEL_TEXT, n)
    SAMPLE_TEXTS(X)
#undef X
#define X(n) FIELD(MODEL_LINK, n)
    SAMPLE_LINKS(X)
#undef X
#define X(n) FIELD(MODEL_BOOL, n)
    SAMPLE_FLAGS(X)
#undef X
#define X(n) NESTED(MODEL_MANY, n, &any_table)
    SAMPLE_LISTS(X)
#undef X
#define X(n) NESTED(MODEL_MANY, n, &view_control_table)
    SAMPLE_CONTROLS(X)
#undef X
    NESTED(MODEL_MANY, faults, &view_fault_table)
#define X(n) NESTED(MODEL_ONE, n, &any_table)
    SAMPLE_ONES(X)
#undef X
#define X(n) FIELD(MODEL_CODED, n)
    SAMPLE_CODED(X)
#undef X
    FIELD(MODEL_MOMENT, since) FIELD(MODEL_MOMENT, used) FIELD(MODEL_NUMBER, count) FIELD(MODEL_NUMBER, recovery_left)
    MODEL_END,
};
static const struct model_table any_table = {"Any", sizeof(struct any), any_fields};

#define LIST(...)                                                                                  \
    {(struct any[]){__VA_ARGS__}, sizeof((struct any[]){__VA_ARGS__}) / sizeof(struct any)}
#define COUNTED(type, ...)                                                                         \
    {(type[]){__VA_ARGS__}, sizeof((type[]){__VA_ARGS__}) / sizeof(type)}
#define T(words) mem_printf(mem, "%s%s", words, tail)

/* In the samples a zero is an absent number or moment. */
static void
any_absent(struct any *any)
{
    any->since = any->since != 0 ? any->since : MODEL_NO_MOMENT;
    any->used = any->used != 0 ? any->used : MODEL_NO_MOMENT;
    any->count = any->count != 0 ? any->count : MODEL_NO_NUMBER;
    any->recovery_left = any->recovery_left != 0 ? any->recovery_left : MODEL_NO_NUMBER;
}

static const struct any *
any_new(TALLOC_CTX *mem, struct any any)
{
    struct any *copy = mem_zero(mem, struct any);

    *copy = any;
    any_absent(copy);
    return copy;
}

static struct model_list
list_new(TALLOC_CTX *mem, size_t size, struct model_list list)
{
    char *copy = mem_size(mem, list.count * size);
    size_t i;

    memcpy(copy, list.items, list.count * size);
    for (i = 0; size == sizeof(struct any) && i < list.count; i++)
        any_absent((struct any *)(void *)(copy + i * size));
    return (struct model_list){copy, list.count};
}
#define KEEP(...) list_new(mem, sizeof(struct any), (struct model_list)LIST(__VA_ARGS__))
#define KEEP_OF(type, ...) list_new(mem, sizeof(type), (struct model_list)COUNTED(type, __VA_ARGS__))
#define NEW(...) any_new(mem, (struct any){__VA_ARGS__})
#define A(...) (struct any){__VA_ARGS__}
#define C(...) (struct view_control){__VA_ARGS__}
#define O(...) (struct view_option){__VA_ARGS__}

static const struct view_chrome *
sample_chrome(TALLOC_CTX *mem, const char *tail, const char *title, bool signed_in)
{
    struct view_chrome *chrome = mem_zero(mem, struct view_chrome);

    chrome->title = mem_printf(mem, "%s%s", title, tail);
    chrome->lang = "en";
    chrome->site_name = T("Internal Market Information");
    chrome->operator_name = T("Ministry of Business of Examplia");
    chrome->contact_href = "mailto:imi@example.org";
    chrome->version = "1";
    chrome->training = true;
    chrome->csrf = T("token");
    chrome->path = "/tasks";
    chrome->request_id = T("7f3a91c2");
    chrome->languages = KEEP_OF(struct view_language, {"da", T("dansk"), "/tasks?lang=da", false},
                                {"de", T("Deutsch"), "/tasks?lang=de", false},
                                {"en", T("English"), "/tasks?lang=en", true});
    if (!signed_in)
        return chrome;
    chrome->user = T("Anna Lindqvist");
    chrome->authority = T("Danish Business Authority, Copenhagen");
    chrome->nav = KEEP_OF(struct view_nav, {T("My tasks"), "/tasks", 7, true},
                          {T("Cases"), "/cases", MODEL_NO_NUMBER, false},
                          {T("Services"), "/services/", MODEL_NO_NUMBER, false},
                          {T("Directory"), "/directory", MODEL_NO_NUMBER, false},
                          {T("New request"), "/services/new/request", MODEL_NO_NUMBER, false});
    chrome->user_nav = KEEP_OF(struct view_nav, {T("Account"), "/account", MODEL_NO_NUMBER, false});
    chrome->case_ref = T("4K7P-2MX9");
    chrome->case_state = T("accepted");
    chrome->case_version = T("7");
    return chrome;
}

static struct model_list
sample_controls(TALLOC_CTX *mem, const char *tail)
{
    struct model_list langs = KEEP_OF(struct view_option, O("da", T("Danish"), NULL, true),
                                      O("de", T("German"), NULL, false));
    struct model_list options =
        KEEP_OF(struct view_option, O(T("yes"), T("Yes"), NULL, false),
                O(T("no"), T("No"), T("Say why in the comment"), true), O(T("unknown"), T("Not known"), NULL, false));

    return KEEP_OF(
        struct view_control, C(.kind = "note", .label = T("About the firm"), .hint = T("Only what is needed.")),
        C(.kind = "line", .name = "firm", .label = T("Name of the firm"), .hint = T("As in the register"),
          .error = T("Enter the name of the firm"), .personal = true, .value = T("Müller"), .max = 200, .lang = "de"),
        C(.kind = "text", .name = "reason", .label = T("Why do you ask?"), .value = T("Because"), .max = 2000,
          .rows = 4, .lang = "da", .langs = langs, .personal = true, .autosave = true),
        C(.kind = "code", .name = "established", .label = T("Is it lawfully established?"), .options = options,
          .error = T("Choose an answer")),
        C(.kind = "codes", .name = "grounds", .label = T("Grounds"), .options = options, .optional = true),
        C(.kind = "select", .name = "country", .label = T("Country"), .options = options),
        C(.kind = "day", .name = "born", .label = T("Date of birth"), .hint = T("For example 26 11 1980"),
          .day_day = T("31"), .day_month = T("2"), .day_year = T("1980"), .error = T("There is no 31 February"),
          .personal = true),
        C(.kind = "number", .name = "reply_days", .label = T("Reply within"), .suffix = T("days"), .width = "4",
          .value = T("14")),
        C(.kind = "file", .name = "files", .label = T("Files"), .hint = T("PDF or picture, up to 10 MB each"),
          .multiple = true, .accept = ".pdf,.png"),
        C(.kind = "flag", .name = "urgent", .label = T("This is urgent"), .value = "1", .hint = T("Say why above")),
        C(.kind = "password", .name = "password", .label = T("Password"), .value = "never shown",
          .autocomplete = "current-password"),
        C(.kind = "search", .name = "q", .label = T("Words"), .value = T("bakery")));
}

static const struct any *
sample_account(TALLOC_CTX *mem, const char *tail)
{
    struct model_list controls = sample_controls(mem, tail);
    struct view_control *all = (struct view_control *)(uintptr_t)controls.items;

    return NEW(.details = KEEP(A(.label = T("Name"), .text = T("Anna Lindqvist")),
                               A(.label = T("Authority"), .text = T("Danish Business Authority"))),
               .settings = {all + 5, 1}, .password = {all + 10, 1},
               .code = NEW(.set = true, .since = SAMPLE_MOMENT, .recovery_left = 6),
               .sessions = KEEP(A(.id = T("1"), .label = T("Firefox on Linux"), .since = SAMPLE_MOMENT, .used = SAMPLE_MOMENT,
                                  .current = true),
                                A(.id = T("2"), .label = T("Chrome on Windows"), .since = SAMPLE_MOMENT, .used = SAMPLE_MOMENT)));
}

static const struct any *
sample_choices(TALLOC_CTX *mem, const char *tail)
{
    struct model_list choices = KEEP(
        A(.label = T("Ask an authority in another country"),
          .hint = T("Is a firm established, is a diploma real, may a person practise"), .href = "/services/new/request"),
        A(.label = T("Answer a request"), .hint = T("What other authorities asked yours"), .href = "/tasks", .count = 7),
        A(.label = T("Find an authority"), .hint = T("Who is competent for what, in thirty countries"), .href = "/directory"),
        A(.label = T("Warn other countries"), .hint = T("Alerts about services that may do harm"),
          .href = "/services/new/alert"));

    return NEW(.title = T("Services"), .purpose = T("Authorities help each other to supervise service providers."),
               .lead = T("Authorities of thirty countries ask and answer each other here."),
               .groups = KEEP(A(.title = T("Requests"), .choices = choices)), .flows = choices,
               .waiting = KEEP(A(.label = T("Requests to accept"), .href = "/tasks", .count = 3)),
               .lists = KEEP(A(.label = T("All cases"), .href = "/services/cases")),
               .acts = KEEP(A(.label = T("Directive 2006/123/EC"))),
               .rules = KEEP(A(.label = T("Reply time"), .text = T("14 days"))), .what = T("It may have moved."),
               .next = T("Check the address, or go to the start page."), .links = KEEP(A(.label = T("Start page"), .href = "/")),
               .sections =
                   KEEP(A(.id = "first", .title = T("Your first request"), .paragraphs = KEEP(A(.text = T("Choose the area."))),
                          .links = KEEP(A(.label = T("Areas"), .href = "/")))));
}

static const struct any *
sample_sign_in(TALLOC_CTX *mem, const char *tail, bool recovery)
{
    return NEW(.next = T("/tasks"), .single_sign_on = "/sign-in/oidc",
               .controls = KEEP_OF(
                   struct view_control,
                   C(.kind = "line", .name = "name", .label = T("Sign-in name"), .width = "20", .autocomplete = "username"),
                   C(.kind = "password", .name = "password", .label = T("Password"), .width = "20",
                     .autocomplete = "current-password")),
               .stories =
                   KEEP(A(.name = T("anna.dk"), .authority = T("Danish Business Authority"), .country = {"DK", T("Denmark")},
                          .roles = T("handler"), .story = T("Asks about a bakery, 4K7P-2MX9")),
                        A(.name = T("weber.de"), .authority = T("Senatsverwaltung Berlin"), .country = {"DE", T("Germany")},
                          .roles = T("handler, allocator"), .story = T("Answers it"))),
               .step = T("code"),
               .recovery = recovery ? KEEP(A(.text = T("k3f9-22ab")), A(.text = T("p8d1-77xc"))) : (struct model_list){NULL, 0},
               .qr = NEW(.size = T("21"), .path = T("M0 0h7v7h-7zM14 0h7v7h-7zM0 14h7v7h-7zM9 9h3v3h-3z")),
               .secret = KEEP(A(.text = T("JBSW")), A(.text = T("Y3DP")), A(.text = T("EHPK"))));
}

static size_t
sample_pages(TALLOC_CTX *mem, const char *tail, struct sample_page *pages)
{
    const struct view_chrome *in = sample_chrome(mem, tail, "My tasks", true);
    const struct view_chrome *out = sample_chrome(mem, tail, "Sign in", false);
    const struct any *choices = sample_choices(mem, tail);
    const struct sample_page all[] = {
        {"start", "start", &any_table, choices, in},
        {"start-out", "start", &any_table, choices, out},
        {"area", "area", &any_table, choices, in},
        {"error", "error", &any_table, choices, in},
        {"help", "help", &any_table, choices, in},
        {"sign-in", "sign-in", &any_table, sample_sign_in(mem, tail, false), out},
        {"sign-in-code", "sign-in-code", &any_table, sample_sign_in(mem, tail, false), out},
        {"account", "account", &any_table, sample_account(mem, tail), in},
        {"account-code", "account-code", &any_table, sample_sign_in(mem, tail, false), in},
        {"account-recovery", "account-code", &any_table, sample_sign_in(mem, tail, true), in},
    };

    memcpy(pages, all, sizeof all);
    return sizeof all / sizeof all[0];
}

#endif
