/* SPDX-License-Identifier: EUPL-1.2 */
/* Declared data: what a small area of our own becomes, what changes its digest, and the real areas. */
#include "runner.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/mem.h"
#include "decl/decl.h"
#include "decl/show.h"
#include "decl/verb.h"
#include "yaml/file.h"

static const char area_text[] = "area: tiny\n"
                                "title: Tiny\n"
                                "description: For the tests.\n"
                                "acts: [An act]\n"
                                "block_months: 6\n"
                                "erase_months: 36\n"
                                "reply_days: 10\n"
                                "lists:\n"
                                "  kinds:\n"
                                "    codes:\n"
                                "      big: Big\n"
                                "      small: { label: Small, note: Not big, from: 2026-01-01, to: 2026-12-31 }\n";

static const char content_text[] = "flow: note\n"
                                "version: 1\n"
                                "title: Note\n"
                                "description: A note.\n"
                                "source: An act\n"
                                "parts:\n"
                                "  writer: { label: Writer }\n"
                                "states:\n"
                                "  open: { class: initial, label: Open, waits_for: writer }\n"
                                "  done: { class: final, label: Done }\n"
                                "actions:\n"
                                "  finish:\n"
                                "    from: [open]\n"
                                "    to: done\n"
                                "    label: Finish\n"
                                "    done: finished\n"
                                "    by: [writer.handler]\n"
                                "    input: main\n"
                                "    effects: [publish, { do: stamp, field: done_at }, close]\n"
                                "  keep: { from: [open], label: Keep, done: kept, by: [writer.handler], input: main, working_copy: true }\n"
                                "reveal:\n"
                                "  coded: { writer: always }\n"
                                "  content: { writer: [done] }\n"
                                "main:\n"
                                "  all:\n"
                                "    label: All\n"
                                "    fields:\n"
                                "      sort: { label: Kind, kind: code, list: kinds, personal: none, need: save }\n"
                                "      words: { label: Words, kind: text, max: 100, personal: content,\n"
                                "               when: [{ field: sort, is: big }] }\n";

static TALLOC_CTX *mem;
static char folder[64];

static void
put(const char *name, const char *text)
{
    FILE *file = fopen(mem_printf(mem, "%s/conf/areas/tiny/%s", folder, name), "w");

    ck_assert_ptr_nonnull(file);
    ck_assert_int_ge(fputs(text, file), 0);
    ck_assert_int_eq(fclose(file), 0);
}

static void
setup(void)
{
    mem = talloc_new(NULL);
    snprintf(folder, sizeof folder, "/tmp/imi-decl-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(folder));
    ck_assert_int_eq(mkdir(mem_printf(mem, "%s/conf", folder), 0700), 0);
    ck_assert_int_eq(mkdir(mem_printf(mem, "%s/conf/areas", folder), 0700), 0);
    ck_assert_int_eq(mkdir(mem_printf(mem, "%s/conf/areas/tiny", folder), 0700), 0);
    put("area.yaml", area_text);
    put("note.1.yaml", content_text);
}

static void
teardown(void)
{
    static const char *const names[] = {"tiny/area.yaml", "tiny/note.1.yaml", "tiny/note.2.yaml", "tiny/note.3.yaml", "tiny", ""};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        remove(mem_printf(mem, "%s/conf/areas/%s", folder, names[i]));
    remove(mem_printf(mem, "%s/conf", folder));
    remove(folder);
    talloc_free(mem);
}

/* The declared data of a folder; with a fault the test fails and tells the first. */
static const struct decl *
load(const char *where)
{
    const struct decl *decl = NULL;
    struct yaml_faults faults;
    struct err err = {0};

    ck_assert_msg(decl_load(mem, where, &decl, &faults, &err) == ERR_OK, "%s", err.detail);
    ck_assert_uint_eq(faults.count, 0);
    return decl;
}

static const struct decl_flow *
load_note(void)
{
    return decl_flow(decl_area(load(folder), "tiny"), "note", 0);
}

/* The first fault under a key, of the small area with a flow of these words. */
static const struct yaml_fault *
fault_of(const char *text, const char *key)
{
    const struct decl *decl = NULL;
    struct yaml_faults faults;
    struct err err = {0};

    put("note.1.yaml", text);
    ck_assert_int_eq(decl_load(mem, folder, &decl, &faults, &err), ERR_DECLARED);
    ck_assert_ptr_null(decl);
    for (size_t i = 0; i < faults.count; i++)
        if (strcmp(faults.items[i].key, key) == 0)
            return &faults.items[i];
    ck_abort_msg("there is no fault under %s", key);
    return NULL;
}

/* A text with one piece of it replaced. */
static const char *
with(const char *text, const char *old, const char *new)
{
    const char *at = strstr(text, old);

    ck_assert_ptr_nonnull(at);
    return mem_printf(mem, "%.*s%s%s", (int)(at - text), text, new, at + strlen(old));
}

START_TEST(missing_folder_is_refused)
{
    const struct decl *decl = NULL;
    struct yaml_faults faults;
    struct err err = {0};

    ck_assert_int_eq(decl_load(mem, "/nonexistent", &decl, &faults, &err), ERR_DECLARED);
    ck_assert_uint_eq(faults.count, 1);
}
END_TEST

START_TEST(fault_names_file_line_and_key)
{
    const struct yaml_fault *fault = fault_of(with(content_text, "to: done", "to: gone"), "to");

    ck_assert_str_eq(fault->pos.file, "conf/areas/tiny/note.1.yaml");
    ck_assert_uint_eq(fault->pos.line, 14);
    ck_assert_str_eq(fault->text, "there is no state \"gone\"");
}
END_TEST

START_TEST(sixty_five_states_are_refused)
{
    struct buf *buf = buf_new(mem, 20000);
    const struct yaml_fault *fault = NULL;
    const struct decl *decl = NULL;
    struct yaml_faults faults;
    struct err err = {0};

    for (int i = 0; i < 63; i++)
        buf_printf(buf, "  s%d: { class: active, label: S }\n", i);
    put("note.1.yaml", with(content_text, "  done: {", mem_printf(mem, "%s  done: {", buf->data)));
    ck_assert_int_eq(decl_load(mem, folder, &decl, &faults, &err), ERR_DECLARED);
    for (size_t i = 0; i < faults.count; i++)
        if (strstr(faults.items[i].text, "at most 64") != NULL)
            fault = &faults.items[i];
    ck_assert_ptr_nonnull(fault);
    ck_assert_str_eq(fault->key, "done");
}
END_TEST

START_TEST(small_area_is_read_whole)
{
    const struct decl *decl = load(folder);
    const struct decl_area *area = decl_area(decl, "tiny");
    const struct decl_flow *flow = decl_flow(area, "note", 1);
    const struct decl_code *small = decl_code(decl_list(area, "kinds"), "small");

    ck_assert_uint_eq(area->block_months, 6);
    ck_assert_str_eq(small->note, "Not big");
    ck_assert_int_eq(small->from_day, 20454);
    ck_assert_int_eq(decl_code(decl_list(area, "kinds"), "big")->to_day, INT32_MAX);
    ck_assert_int_eq(decl_state(flow, "done"), 1);
    ck_assert_int_eq(decl_action(flow, "finish")->to, 1);
    ck_assert_int_eq(decl_action(flow, "finish")->by[0].role, ROLE_HANDLER);
    ck_assert_uint_eq(flow->n_stamps, 1);
    ck_assert_str_eq(flow->stamps[0], "done_at");
    ck_assert_int_eq(decl_field(flow->main, "sort")->need, NEED_SAVE);
    ck_assert_str_eq(decl_field(flow->main, "sort")->reveal, "coded");
    ck_assert_str_eq(decl_field(flow->main, "words")->when.terms[0].codes[0], "big");
    ck_assert_ptr_null(flow->questions);
}
END_TEST

START_TEST(unknown_names_give_nothing)
{
    const struct decl *decl = load(folder);
    const struct decl_flow *flow = load_note();

    ck_assert_ptr_null(decl_area(decl, "other"));
    ck_assert_ptr_null(decl_flow(decl_area(decl, "tiny"), "note", 2));
    ck_assert_ptr_null(decl_action(flow, "save"));
    ck_assert_ptr_null(decl_field(flow->main, "reason"));
    ck_assert_int_eq(decl_state(flow, "sent"), -1);
    ck_assert_int_eq(decl_part(flow, "reader"), -1);
    ck_assert_int_eq(decl_role("boss"), ROLE_COUNT);
}
END_TEST

START_TEST(reveal_is_refused_unless_a_rule_says_so)
{
    const struct decl_flow *flow = load_note();

    ck_assert(!decl_reveals(flow, "content", 0, 0));
    ck_assert(decl_reveals(flow, "content", 0, 1));
    ck_assert(decl_reveals(flow, "coded", 0, 0));
    ck_assert(!decl_reveals(flow, "identity", 0, 0));
    ck_assert(!decl_reveals(flow, "coded", 1, 0));
    ck_assert(!decl_reveals(flow, "coded", -1, 0));
    ck_assert(!decl_reveals(flow, "coded", 0, 64));
}
END_TEST

START_TEST(digest_changes_with_what_is_frozen)
{
    uint8_t first[32];

    memcpy(first, load_note()->digest, sizeof first);
    put("note.1.yaml", with(content_text, "label: Finish", "label: End"));
    ck_assert_mem_ne(first, load_note()->digest, sizeof first);
    put("note.1.yaml", with(content_text, "max: 100", "max: 101"));
    ck_assert_mem_ne(first, load_note()->digest, sizeof first);
}
END_TEST

START_TEST(digest_covers_the_guards_of_a_set_and_not_its_name)
{
    const char *written = with(content_text, "    effects:", "    guards: [fields_complete, may_send]\n    effects:");
    const char *named = with(content_text, "    effects:", "    guards: [whole]\n    effects:");
    uint8_t first[32];

    put("note.1.yaml", written);
    memcpy(first, load_note()->digest, sizeof first);
    put("note.1.yaml", with(named, "actions:", "checks:\n  whole: [fields_complete, may_send]\nactions:"));
    ck_assert_uint_eq(load_note()->actions[0].n_guards, 2);
    ck_assert_mem_eq(first, load_note()->digest, sizeof first);
    put("note.1.yaml", with(named, "actions:", "checks:\n  whole: [may_send, fields_complete]\nactions:"));
    ck_assert_mem_ne(first, load_note()->digest, sizeof first);
    put("note.1.yaml", with(named, "actions:", "checks:\n  whole: [fields_complete]\nactions:"));
    ck_assert_mem_ne(first, load_note()->digest, sizeof first);
}
END_TEST

START_TEST(digest_stays_with_layout_rights_and_reveal)
{
    uint8_t first[32];

    memcpy(first, load_note()->digest, sizeof first);
    put("note.1.yaml", with(content_text, "label: Finish", "label:  'Finish' # the end"));
    ck_assert_mem_eq(first, load_note()->digest, sizeof first);
    put("note.1.yaml", with(content_text, "[writer.handler]", "[writer.handler, writer.dpo]"));
    ck_assert_mem_eq(first, load_note()->digest, sizeof first);
    put("note.1.yaml", with(content_text, "writer: [done]", "writer: always"));
    ck_assert_mem_eq(first, load_note()->digest, sizeof first);
}
END_TEST

static void
count_text(const struct yaml_text *text, void *closure)
{
    size_t *counts = closure;

    ck_assert_uint_gt(strlen(text->msgid), 0);
    ck_assert_uint_gt(text->pos.line, 0);
    counts[0]++;
    if (strcmp(text->msgid, "Not big") == 0)
        counts[1] = text->pos.line;
}

START_TEST(texts_are_walked_with_their_lines)
{
    size_t counts[2] = {0, 0};

    decl_texts(load(folder), count_text, counts);
    /* Of the area: title, description, 2 codes, a note. Of the flow: title, description, part, 2 states, actions (2 each),
     * section, 2 fields. Then the roles and messages. */
    ck_assert_uint_eq(counts[0], 6 + 12 + ROLE_COUNT);
    ck_assert_uint_eq(counts[1], 12);
}
END_TEST

START_TEST(who_may_is_told_by_state)
{
    struct buf *buf = buf_new(mem, 1000);

    show_who(load_note(), buf);
    ck_assert_str_eq(buf->data, "open\tfinish\twriter.handler\t-\nopen\tkeep\twriter.handler\t-\n");
}
END_TEST

START_TEST(diagram_escapes_what_it_shows)
{
    struct buf *buf = buf_new(mem, 10000);

    put("note.1.yaml", with(content_text, "label: Done", "label: '<Done> & \"gone\"'"));
    show_svg(load_note(), buf);
    ck_assert(!buf_full(buf));
    ck_assert_ptr_nonnull(strstr(buf->data, "&lt;Done&gt; &amp; &quot;gone&quot;"));
    ck_assert_ptr_null(strstr(buf->data, "<Done>"));
}
END_TEST

/* The real areas: what the law asks of the request of the services area. */
static const struct decl_flow *
load_request(void)
{
    const char *top = getenv("IMI_SRCDIR");

    return decl_flow(decl_area(load(top == NULL ? "." : top), "services"), "request", 0);
}

START_TEST(receiver_reads_nothing_personal_before_acceptance)
{
    const struct decl_flow *flow = load_request();
    int responder = decl_part(flow, "responder"), sent = decl_state(flow, "sent"), draft = decl_state(flow, "draft");

    for (size_t i = 0; i < flow->n_reveals; i++) {
        if (strcmp(flow->reveals[i].key, "answers") == 0)
            continue;
        ck_assert(!decl_reveals(flow, flow->reveals[i].key, responder, draft));
        ck_assert(!decl_reveals(flow, flow->reveals[i].key, responder, sent));
        ck_assert(!decl_reveals(flow, flow->reveals[i].key, responder, decl_state(flow, "withdrawn")));
        /* The ratings of its reply it never reads. */
        ck_assert(decl_reveals(flow, flow->reveals[i].key, responder, decl_state(flow, "accepted")) ==
                  (strcmp(flow->reveals[i].key, "rating") != 0));
    }
}
END_TEST

START_TEST(only_region_and_town_are_personal_and_read_before_acceptance)
{
    const struct decl_flow *flow = load_request();
    size_t count = 0;

    for (size_t s = 0; s < flow->main->n_sections; s++)
        for (size_t f = 0; f < flow->main->sections[s].n_fields; f++) {
            const struct decl_field *field = &flow->main->sections[s].fields[f];

            if (!field->early || field->data_class == PERSONAL_NONE)
                continue;
            count++;
            ck_assert(strcmp(field->id, "provider_region") == 0 || strcmp(field->id, "provider_town") == 0);
        }
    ck_assert_uint_eq(count, 2);
}
END_TEST

START_TEST(asker_reads_answers_only_after_the_reply)
{
    const struct decl_flow *flow = load_request();
    int requester = decl_part(flow, "requester");

    ck_assert(!decl_reveals(flow, "answers", requester, decl_state(flow, "accepted")));
    ck_assert(decl_reveals(flow, "answers", requester, decl_state(flow, "replied")));
    ck_assert(decl_reveals(flow, "answers", requester, decl_state(flow, "clarification")));
    ck_assert(decl_reveals(flow, "answers", requester, decl_state(flow, "closed")));
}
END_TEST

START_TEST(questions_on_good_repute_are_sensitive_and_need_the_tick)
{
    const struct decl_flow *flow = load_request();

    for (size_t g = 0; g < flow->questions->n_groups; g++)
        for (size_t q = 0; q < flow->questions->groups[g].n_questions; q++) {
            const struct decl_question *question = &flow->questions->groups[g].questions[q];

            if (question->group[0] != 'F')
                continue;
            ck_assert_int_eq(question->data_class, PERSONAL_SENSITIVE);
            ck_assert_str_eq(question->needs_field, "sensitive_data_needed");
        }
}
END_TEST

/* ---- versions that state differences ------------------------------------------------------------------- */

/* note.2 as what it changes of note.1, and written out in full. */
static const char second_text[] = "from: note.1\n"
                                  "version: 2\n"
                                  "remove: [main.all.fields.words.when]\n"
                                  "states:\n"
                                  "  checked: { before: done, class: active, label: Checked, waits_for: writer, waits_text: Waits., no_limit: true }\n"
                                  "actions:\n"
                                  "  finish: { from: [checked] }\n"
                                  "  check:\n"
                                  "    from: [open]\n"
                                  "    to: checked\n"
                                  "    label: Check\n"
                                  "    done: checked\n"
                                  "    by: [writer.handler]\n"
                                  "main:\n"
                                  "  all:\n"
                                  "    fields:\n"
                                  "      words: { before: sort, max: 200 }\n";

static const char second_in_full[] = "flow: note\n"
                                     "version: 2\n"
                                     "title: Note\n"
                                     "description: A note.\n"
                                     "source: An act\n"
                                     "parts:\n"
                                     "  writer: { label: Writer }\n"
                                     "states:\n"
                                     "  open: { class: initial, label: Open, waits_for: writer }\n"
                                     "  checked: { class: active, label: Checked, waits_for: writer, waits_text: Waits., no_limit: true }\n"
                                     "  done: { class: final, label: Done }\n"
                                     "actions:\n"
                                     "  finish:\n"
                                     "    from: [checked]\n"
                                     "    to: done\n"
                                     "    label: Finish\n"
                                     "    done: finished\n"
                                     "    by: [writer.handler]\n"
                                     "    input: main\n"
                                     "    effects: [publish, { do: stamp, field: done_at }, close]\n"
                                     "  keep: { from: [open], label: Keep, done: kept, by: [writer.handler], input: main, working_copy: true }\n"
                                     "  check:\n"
                                     "    from: [open]\n"
                                     "    to: checked\n"
                                     "    label: Check\n"
                                     "    done: checked\n"
                                     "    by: [writer.handler]\n"
                                     "reveal:\n"
                                     "  coded: { writer: always }\n"
                                     "  content: { writer: [done] }\n"
                                     "main:\n"
                                     "  all:\n"
                                     "    label: All\n"
                                     "    fields:\n"
                                     "      words: { label: Words, kind: text, max: 200, personal: content }\n"
                                     "      sort: { label: Kind, kind: code, list: kinds, personal: none, need: save }\n";

/* The data with this note.2 are refused with this complaint. */
static void
second_refused(const char *text, const char *file, unsigned line, const char *key, const char *words)
{
    const struct decl *decl = NULL;
    struct yaml_faults faults;
    struct err err = {0};

    put("note.2.yaml", text);
    ck_assert_int_eq(decl_load(mem, folder, &decl, &faults, &err), ERR_DECLARED);
    for (size_t i = 0; i < faults.count; i++)
        if (strcmp(faults.items[i].pos.file, mem_printf(mem, "conf/areas/tiny/%s", file)) == 0 &&
            faults.items[i].pos.line == line && strcmp(faults.items[i].key, key) == 0 &&
            strcmp(faults.items[i].text, words) == 0)
            return;
    for (size_t i = 0; i < faults.count; i++)
        printf("%s:%u: %s: %s\n", faults.items[i].pos.file, faults.items[i].pos.line, faults.items[i].key, faults.items[i].text);
    ck_abort_msg("no \"%s:%u: %s: %s\"", file, line, key, words);
}

/* second_text with one piece of it replaced. */
static void
change_refused(const char *old, const char *new, unsigned line, const char *key, const char *words)
{
    second_refused(with(second_text, old, new), "note.2.yaml", line, key, words);
}

START_TEST(difference_from_what_is_no_earlier_version_is_refused)
{
    static const char *const wrong[] = {"note.2", "note.3", "note.0", "note.01", "other.1", "note", "[note.1]", "''"};

    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        change_refused("note.1", wrong[i], 1, "from", "must name an earlier version, such as note.1");
}
END_TEST

START_TEST(difference_that_makes_none_is_refused)
{
    change_refused("version: 2\n", "version: 2\ntitle: 'Note'\n", 3, "title", "says what note.1 says already");
    change_refused("{ from: [checked] }", "{ from: [open] }", 7, "from", "says what note.1 says already");
    change_refused("{ from: [checked] }", "{}", 7, "finish", "changes nothing of note.1");
    change_refused("before: sort, max: 200", "max: 100", 17, "max", "says what note.1 says already");
    second_refused("from: note.1\nversion: 2\n", "note.2.yaml", 1, "from", "nothing differs from note.1");
    second_refused("from: note.1\nversion: 2\nstates:\n  open: { before: done }\n", "note.2.yaml", 4, "before",
                   "changes nothing of note.1");
}
END_TEST

START_TEST(removing_what_is_not_there_is_refused)
{
    change_refused("[main.all.fields.words.when]", "[main.all.fields.words.hint]", 3, "remove",
                   "there is no \"main.all.fields.words.hint\" in note.1");
    change_refused("[main.all.fields.words.when]", "[actions.finish.by.writer]", 3, "remove",
                   "there is no \"actions.finish.by.writer\" in note.1");
    change_refused("[main.all.fields.words.when]", "[states.]", 3, "remove", "there is no \"states.\" in note.1");
    change_refused("[main.all.fields.words.when]", "[states.open, states.open]", 3, "remove",
                   "there is no \"states.open\" in note.1");
    change_refused("[main.all.fields.words.when]", "states.open", 3, "remove", "must be a list of paths such as states.draft");
}
END_TEST

START_TEST(place_that_is_not_there_is_refused)
{
    change_refused("before: done", "before: gone", 5, "before", "must name a key beside checked");
    change_refused("before: done", "before: checked", 5, "before", "must name a key beside checked");
    change_refused("before: done", "before: [done]", 5, "before", "must name a key beside checked");
}
END_TEST

START_TEST(difference_needs_its_version)
{
    change_refused("version: 2\n", "", 1, "version", "is missing");
}
END_TEST

START_TEST(complaint_names_the_file_that_wrote_it)
{
    /* Of its own: where it stands in the new file. */
    change_refused("to: checked", "to: gone", 10, "to", "there is no state \"gone\"");
    /* Of the file that is taken over: where it stands there, and who takes it over. */
    second_refused(with(second_text, "[main.all.fields.words.when]", "[states.done]"), "note.1.yaml", 14, "to",
                   "there is no state \"done\" (as conf/areas/tiny/note.2.yaml uses it)");
}
END_TEST

START_TEST(difference_is_the_version_written_in_full)
{
    uint8_t first[32], second[32];

    memcpy(first, load_note()->digest, sizeof first);
    put("note.2.yaml", second_in_full);
    memcpy(second, load_note()->digest, sizeof second);
    ck_assert_ptr_null(load_note()->origin.from);
    put("note.2.yaml", second_text);
    ck_assert_mem_eq(second, load_note()->digest, sizeof second);
    ck_assert_mem_eq(first, decl_flow(decl_area(load(folder), "tiny"), "note", 1)->digest, sizeof first);
    ck_assert_mem_ne(first, second, sizeof first);
}
END_TEST

START_TEST(difference_tells_what_differs)
{
    struct buf *buf = buf_new(mem, 10000);

    put("note.2.yaml", second_text);
    show_text(load_note(), buf);
    ck_assert_ptr_eq(strstr(buf->data, "tiny note 2: Note\n"
                                       "    An act\n"
                                       "    note.2 is note.1 with 6 differences:\n"
                                       "        removes main.all.fields.words.when\n"
                                       "        adds states.checked\n"
                                       "        changes actions.finish.from\n"
                                       "        adds actions.check\n"
                                       "        changes main.all.fields.words.max\n"
                                       "        moves main.all.fields.words\n"), buf->data);
}
END_TEST

START_TEST(differences_stand_on_differences)
{
    const struct decl_flow *third;

    put("note.2.yaml", second_text);
    put("note.3.yaml", "from: note.2\nversion: 3\nstates: { checked: { label: Looked at } }\n");
    third = load_note();
    ck_assert_uint_eq(third->version, 3);
    ck_assert_str_eq(third->states[1].label, "Looked at");
    ck_assert_uint_eq(third->origin.differences.count, 1);
    ck_assert_str_eq(decl_flow(decl_area(load(folder), "tiny"), "note", 2)->states[1].label, "Checked");
    put("note.2.yaml", "from: note.1\nversion: 2\n  title: Broken\n");
    second_refused("from: note.1\nversion: 2\n  title: Broken\n", "note.3.yaml", 1, "from", "note.2.yaml is not in order");
}
END_TEST

/* ---- verbs: each row of verbs.def ---------------------------------------------------------------------- */

/* A value of the shape that a type has; what it names need not exist. */
static const char *
sample_of(enum verb_type type)
{
    switch (type) {
    case ARGUMENT_GROUP: return "A";
    case ARGUMENT_NUMBER: return "7";
    case ARGUMENT_UNIT: return "calendar_day";
    case ARGUMENT_PARTS: return "[thing]";
    case ARGUMENT_CODES: return "thing";
    case ARGUMENT_DAY_TEST: return "passed";
    case ARGUMENT_STANDING: return "set";
    case ARGUMENT_SETTING: return "can_send";
    case ARGUMENT_FLAG: return "true";
    default: return "thing";
    }
}

/* The small flow with one use of a verb in line 20: its arguments as they should be, but `changed` (NULL: none) is written as
 * `value`, or left out when value is NULL; `more` stands after them. */
static const char *
with_use(enum decl_verb verb, const char *changed, const char *value, const char *more)
{
    struct buf *use = buf_new(mem, 1000);
    static const char *const heads[] = {"", "check: ", "do: "}, *const places[] = {"when", "guards", NULL};
    const char *place = places[verb_class_of(verb)], *before = ", ";

    buf_printf(use, "%s%s", heads[verb_class_of(verb)], verb_class_of(verb) == VERB_CONDITION ? "" : decl_verb_name(verb));
    if (verb_class_of(verb) == VERB_CONDITION)
        before = "";
    for (const struct verb_argument *argument = verb_arguments(verb); argument->key != NULL; argument++) {
        bool this = changed != NULL && strcmp(argument->key, changed) == 0;

        if (this && value == NULL)
            continue;
        buf_printf(use, "%s%s: %s", before, argument->key, this ? value : sample_of(argument->type));
        before = ", ";
    }
    return with(content_text, "close]\n",
                mem_printf(mem, "%s        { %s%s }]\n",
                           place != NULL ? mem_printf(mem, "close]\n    %s: [\n", place) : "close,\n", use->data, more));
}

static void
refused_in_the_use(const char *text, unsigned line, const char *key, const char *words)
{
    const struct decl *decl = NULL;
    struct yaml_faults faults;
    struct err err = {0};

    put("note.1.yaml", text);
    ck_assert_int_eq(decl_load(mem, folder, &decl, &faults, &err), ERR_DECLARED);
    for (size_t i = 0; i < faults.count; i++)
        if (strcmp(faults.items[i].pos.file, "conf/areas/tiny/note.1.yaml") == 0 && faults.items[i].pos.line == line &&
            strcmp(faults.items[i].key, key) == 0 && strcmp(faults.items[i].text, words) == 0)
            return;
    ck_abort_msg("no \"%u: %s: %s\" for\n%s", line, key, words, text);
}

/* Line of the use in the text of with_use. */
static unsigned
line_of_use(enum decl_verb verb)
{
    return verb_class_of(verb) == VERB_EFFECT ? 20 : 21;
}

static const char *
name_of(enum decl_verb verb)
{
    static const char *const classes[] = {"condition", "guard", "effect"};

    return mem_printf(mem, "the %s %s", classes[verb_class_of(verb)], decl_verb_name(verb));
}

START_TEST(argument_that_the_verb_has_not_is_refused)
{
    for (int verb = 0; verb < VERB_COUNT; verb++)
        refused_in_the_use(with_use(verb, NULL, NULL, ", colour: red"), line_of_use(verb), "colour",
                           mem_printf(mem, "unknown key in %s", name_of(verb)));
}
END_TEST

START_TEST(argument_that_is_missing_is_refused)
{
    for (int verb = 0; verb < VERB_COUNT; verb++)
        for (const struct verb_argument *argument = verb_arguments(verb); argument->key != NULL; argument++)
            if (argument->required && (verb_class_of(verb) != VERB_CONDITION || argument != verb_arguments(verb)))
                refused_in_the_use(with_use(verb, argument->key, NULL, ""), line_of_use(verb), argument->key,
                                   mem_printf(mem, "is missing in %s", name_of(verb)));
}
END_TEST

START_TEST(argument_of_the_wrong_type_is_refused)
{
    for (int verb = 0; verb < VERB_COUNT; verb++)
        for (const struct verb_argument *argument = verb_arguments(verb); argument->key != NULL; argument++) {
            const char *wanted = argument->type == ARGUMENT_NUMBER ? "a whole number"
                                 : argument->type == ARGUMENT_FLAG ? "true or false"
                                 : argument->type == ARGUMENT_UNIT ? "calendar_day, working_day or month"
                                 : argument->type == ARGUMENT_DAY_TEST ? "reached, passed or not_passed"
                                 : argument->type == ARGUMENT_STANDING ? "set or not_set"
                                 : argument->type == ARGUMENT_SETTING
                                     ? "can_send, can_receive, use_allocation, approve_request, approve_reply or coordinator_decides"
                                                                   : "a text";
            bool list = argument->type == ARGUMENT_PARTS, either = argument->type == ARGUMENT_CODES;

            if (either)
                refused_in_the_use(with_use(verb, argument->key, "{ a: 7 }", ""), line_of_use(verb), argument->key,
                                   "must be a list, and is keys and values");
            else
                refused_in_the_use(with_use(verb, argument->key, list ? "thing" : "[7]", ""), line_of_use(verb), argument->key,
                                   list ? "must be a list, and is a text" : mem_printf(mem, "must be %s, and is a list", wanted));
        }
}
END_TEST

START_TEST(argument_that_names_nothing_is_refused)
{
    for (int verb = 0; verb < VERB_COUNT; verb++)
        for (const struct verb_argument *argument = verb_arguments(verb); argument->key != NULL; argument++) {
            const char *words = argument->type == ARGUMENT_GROUP ? "there is no group of questions \"Q\""
                                : argument->type == ARGUMENT_FIELD || argument->type == ARGUMENT_TEXT_FIELD
                                    ? "the main form has no field \"gone\""
                                : argument->type == ARGUMENT_AUTHORITY_FIELD
                                    ? "the main form has no field \"gone\" of kind authority"
                                : argument->type == ARGUMENT_DAYS_FIELD
                                    ? "neither the action's form nor the main form has a field \"gone\""
                                : argument->type == ARGUMENT_PARTS ? "there is no part \"gone\""
                                : argument->type == ARGUMENT_CODED_FIELD ? "there is no field \"gone\""
                                : argument->type == ARGUMENT_SET_DAY ? "no effect `due` sets \"gone\""
                                : argument->type == ARGUMENT_STAMP ? "no effect sets \"gone\""
                                                                   : NULL;
            const char *value = argument->type == ARGUMENT_GROUP ? "Q" : argument->type == ARGUMENT_PARTS ? "[gone]" : "gone";

            if (words != NULL)
                refused_in_the_use(with_use(verb, argument->key, value, ""), line_of_use(verb), argument->key, words);
        }
}
END_TEST

/* One line of the tables of README.md. */
static void
put_row(struct buf *out, enum decl_verb verb)
{
    const char *before = " ";

    buf_printf(out, "| `%s` |", decl_verb_name(verb));
    for (const struct verb_argument *argument = verb_arguments(verb); argument->key != NULL; argument++) {
        buf_printf(out, "%s%s%s: %s", before, argument->key, argument->required ? "*" : "", verb_type_words(argument->type));
        before = "; ";
    }
    buf_printf(out, " | %s |\n", verb_words(verb));
}

START_TEST(readme_repeats_the_rows_of_verbs)
{
    const char *top = getenv("IMI_SRCDIR"), *why = "";
    struct buf *conditions = buf_new(mem, 10000), *guards = buf_new(mem, 10000), *effects = buf_new(mem, 10000);
    struct buf *const tables[] = {conditions, guards, effects};
    size_t length;
    const char *readme = file_read(mem, top == NULL ? "." : top, "lib/decl/README.md", 1000000, &length, &why);

    ck_assert_msg(readme != NULL, "%s", why);
    for (int verb = 0; verb < VERB_COUNT; verb++)
        put_row(tables[verb_class_of(verb)], verb);
    ck_assert_msg(strstr(readme, mem_printf(mem, "| condition | arguments | demands |\n|---|---|---|\n%s\n", conditions->data)) != NULL,
                  "lib/decl/README.md should say of conditions:\n%s", conditions->data);
    ck_assert_msg(strstr(readme, mem_printf(mem, "| guard | arguments | demands |\n|---|---|---|\n%s\n", guards->data)) != NULL,
                  "lib/decl/README.md should say of guards:\n%s", guards->data);
    ck_assert_msg(strstr(readme, mem_printf(mem, "| effect | arguments | does |\n|---|---|---|\n%s\n", effects->data)) != NULL,
                  "lib/decl/README.md should say of effects:\n%s", effects->data);
}
END_TEST

static Suite *
suite(void)
{
    Suite *s = suite_create("decl");
    TCase *differences = tcase_create("differences"), *verbs = tcase_create("verbs");
    TCase *faults = tcase_create("faults"), *small = tcase_create("small"), *real = tcase_create("real");

    tcase_add_checked_fixture(faults, setup, teardown);
    tcase_add_test(faults, missing_folder_is_refused);
    tcase_add_test(faults, fault_names_file_line_and_key);
    tcase_add_test(faults, sixty_five_states_are_refused);
    suite_add_tcase(s, faults);
    tcase_add_checked_fixture(small, setup, teardown);
    tcase_add_test(small, small_area_is_read_whole);
    tcase_add_test(small, unknown_names_give_nothing);
    tcase_add_test(small, reveal_is_refused_unless_a_rule_says_so);
    tcase_add_test(small, digest_changes_with_what_is_frozen);
    tcase_add_test(small, digest_covers_the_guards_of_a_set_and_not_its_name);
    tcase_add_test(small, digest_stays_with_layout_rights_and_reveal);
    tcase_add_test(small, texts_are_walked_with_their_lines);
    tcase_add_test(small, who_may_is_told_by_state);
    tcase_add_test(small, diagram_escapes_what_it_shows);
    suite_add_tcase(s, small);
    tcase_add_checked_fixture(differences, setup, teardown);
    tcase_add_test(differences, difference_from_what_is_no_earlier_version_is_refused);
    tcase_add_test(differences, difference_that_makes_none_is_refused);
    tcase_add_test(differences, removing_what_is_not_there_is_refused);
    tcase_add_test(differences, place_that_is_not_there_is_refused);
    tcase_add_test(differences, difference_needs_its_version);
    tcase_add_test(differences, complaint_names_the_file_that_wrote_it);
    tcase_add_test(differences, difference_is_the_version_written_in_full);
    tcase_add_test(differences, difference_tells_what_differs);
    tcase_add_test(differences, differences_stand_on_differences);
    suite_add_tcase(s, differences);
    tcase_add_checked_fixture(verbs, setup, teardown);
    tcase_add_test(verbs, argument_that_the_verb_has_not_is_refused);
    tcase_add_test(verbs, argument_that_is_missing_is_refused);
    tcase_add_test(verbs, argument_of_the_wrong_type_is_refused);
    tcase_add_test(verbs, argument_that_names_nothing_is_refused);
    tcase_add_test(verbs, readme_repeats_the_rows_of_verbs);
    suite_add_tcase(s, verbs);
    tcase_add_checked_fixture(real, setup, teardown);
    tcase_add_test(real, receiver_reads_nothing_personal_before_acceptance);
    tcase_add_test(real, only_region_and_town_are_personal_and_read_before_acceptance);
    tcase_add_test(real, asker_reads_answers_only_after_the_reply);
    tcase_add_test(real, questions_on_good_repute_are_sensitive_and_need_the_tick);
    suite_add_tcase(s, real);
    return s;
}

RUN(suite)
