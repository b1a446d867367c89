/* SPDX-License-Identifier: EUPL-1.2 */
/* Attachments in a case: who may add, see, open and remove them, in which state, and what stays in the database. */
#include <sys/wait.h>
#include <inttypes.h>
#include <unistd.h>

#include "attach_case.h"
#include "clamd.h"

START_TEST(only_a_handler_whose_turn_it_is_adds_files)
{
    ck_assert_int_eq(add(&basic, "files", "a.pdf", sample_pdf(mem)), ERR_FORBIDDEN);
    ck_assert_int_eq(add(&bert, "files", "a.pdf", sample_pdf(mem)), ERR_FORBIDDEN);
    move_to(SENT);
    ck_assert_int_eq(add(&ann, "files", "a.pdf", sample_pdf(mem)), ERR_CONFLICT);
    ck_assert_int_eq(add(&bert, "answer.SD-A1.files", "a.pdf", sample_pdf(mem)), ERR_CONFLICT);
    move_to(CLOSED);
    ck_assert_int_eq(add(&ann, "files", "a.pdf", sample_pdf(mem)), ERR_CONFLICT);
    ck_assert_uint_eq(rows_of_case(), 0);
}
END_TEST

START_TEST(wrong_places_and_names_are_refused)
{
    static const char *const fields[] = {"", "attachments", "file", "answer.SD-A9.files", "answer..files", "answer.SD-A1",
                                         "answer.files", "answer.SD-A1.files.files", "ask.SD-A1.files"};

    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++)
        ck_assert_msg(add(&ann, fields[i], "a.pdf", sample_pdf(mem)) == ERR_INVALID, "%s", fields[i]);
    ck_assert_int_eq(add(&ann, "files", "a.exe", sample_pdf(mem)), ERR_INVALID);
    ck_assert_int_eq(add(&ann, "files", "pdf", sample_pdf(mem)), ERR_INVALID);
    ask_first_question();
    move_to(ACCEPTED);
    ck_assert_int_eq(add(&bert, "answer.SD-A2.files", "a.pdf", sample_pdf(mem)), ERR_INVALID);
    ck_assert_int_eq(add(&bert, "answer.SD-A1.files", "a.pdf", sample_pdf(mem)), ERR_OK);
}
END_TEST

START_TEST(a_refused_file_leaves_nothing_behind)
{
    struct attachment_left *left;
    size_t count;

    ck_assert_int_eq(add(&ann, "files", "a.pdf", sample_png(mem, true)), ERR_MEDIA_TYPE);
    ck_assert_int_eq(add(&ann, "files", "a.txt", buf_new(mem, 1)), ERR_INVALID);
    ck_assert_int_eq(add(&ann, "files", "a.txt", long_text(LIMIT_FILE_BYTES + 1)), ERR_TOO_LARGE);
    ck_assert_uint_eq(rows_of_case(), 0);
    must(attachments_stale(db, mem, clock_case_now() + CLOCK_DAY, &left, &count, &err));
    for (size_t i = 0; i < count; i++)
        ck_assert_uint_ne(left[i].case_id, case_id);
}
END_TEST

START_TEST(more_than_twenty_files_are_refused_counting_both_sides)
{
    ask_first_question();
    for (int i = 0; i < LIMIT_CASE_FILES - 1; i++)
        ck_assert_int_eq(add(&ann, "files", "a.txt", long_text(10)), ERR_OK);
    link_part(0);
    move_to(ACCEPTED);
    ck_assert_int_eq(add(&bert, "answer.SD-A1.files", "a.txt", long_text(10)), ERR_OK);
    ck_assert_int_eq(add(&bert, "answer.SD-A1.files", "a.txt", long_text(10)), ERR_TOO_LARGE);
    ck_assert_uint_eq(rows_of_case(), LIMIT_CASE_FILES);
}
END_TEST

START_TEST(a_file_that_was_begun_in_time_is_refused_at_its_end_when_there_is_no_room_any_more)
{
    struct env *env = as(&ann);
    struct content_case *the_case = open_as(env);
    struct attach *late, *later;
    struct attach_file file;

    for (int i = 0; i < LIMIT_CASE_FILES - 1; i++)
        ck_assert_int_eq(add(&ann, "files", "a.txt", long_text(10)), ERR_OK);
    must(attach_begin(env, the_case, "files", "a.txt", NULL, &late, &err));
    must(attach_begin(env, the_case, "files", "b.txt", NULL, &later, &err));
    must(attach_data(late, "text", 4, &err));
    must(attach_data(later, "text", 4, &err));
    must(attach_end(late, NULL, NULL, &file, &err));
    ck_assert_int_eq(attach_end(later, NULL, NULL, &file, &err), ERR_TOO_LARGE);
    attach_drop(later);
    attach_drop(late); /* kept already: nothing happens */
    ck_assert_uint_eq(rows_of_case(), LIMIT_CASE_FILES);
}
END_TEST

/* What was sent by this person, and by all of the authority, before. */
static void
sent_before(uint64_t *person, uint64_t *authority)
{
    must(attachment_sums(db, ann.user_id, ann.authority_id, clock_case_now() - CLOCK_DAY, person, authority, &err));
}

static enum err_code
add_with(const struct env_files *quotas, size_t size)
{
    struct env *env = as(&ann);
    struct attach_file file;

    env->files = quotas;
    return add_from(env, open_as(env), "files", "a.txt", long_text(size), &file);
}

START_TEST(a_file_over_the_quota_of_its_person_or_authority_is_refused)
{
    struct env_files quotas;
    uint64_t person, authority;

    sent_before(&person, &authority);
    quotas = (struct env_files){person + 100, UINT64_MAX};
    ck_assert_int_eq(add_with(&quotas, 101), ERR_TOO_LARGE);
    ck_assert_str_eq(err.why, "You have sent as much as one person may send in 24 hours: send this file tomorrow");
    ck_assert_int_eq(add_with(&quotas, 100), ERR_OK);
    quotas = (struct env_files){UINT64_MAX, authority + 150};
    ck_assert_int_eq(add_with(&quotas, 51), ERR_TOO_LARGE);
    ck_assert_str_eq(err.why, "Your authority has sent as much as it may send in 24 hours: send this file tomorrow");
    ck_assert_int_eq(add_with(&quotas, 50), ERR_OK);
    ck_assert_uint_eq(rows_of_case(), 2);
}
END_TEST

START_TEST(a_file_in_which_the_scanner_finds_something_is_not_kept)
{
    const char *path = mem_printf(mem, "/tmp/imi-test-attach-clamd-%d", (int)getpid());
    struct env_files files = {UINT64_MAX, UINT64_MAX, path};
    struct env *env = as(&ann);
    struct attach_file file;
    struct buf *bad = long_text(1000);
    pid_t server = clamd_start(path);
    enum err_code found, clean, alone;

    env->files = &files;
    buf_puts(bad, "MALWARE\n");
    found = add_from(env, open_as(env), "files", "a.txt", bad, &file);
    clean = add_from(env, open_as(env), "files", "b.txt", long_text(1000), &file);
    clamd_stop(server, path);
    alone = add_from(env, open_as(env), "files", "c.txt", long_text(1000), &file);
    ck_assert_int_eq(found, ERR_MEDIA_TYPE);
    ck_assert_int_eq(clean, ERR_OK);
    ck_assert_int_eq(alone, ERR_UNAVAILABLE);
    ck_assert_uint_eq(rows_of_case(), 1);
}
END_TEST

START_TEST(a_quota_is_said_before_it_is_reached)
{
    struct env_files quotas = {UINT64_MAX, UINT64_MAX};
    struct env *env = as(&ann);
    struct attach_room room;
    uint64_t person, authority;

    ck_assert_int_eq(add_with(&quotas, 1000), ERR_OK);
    sent_before(&person, &authority);
    env->files = &quotas;
    must(attach_room(env, open_as(env), &room, &err));
    ck_assert(!room.near);
    ck_assert_uint_eq(room.bytes_left, LIMIT_CASE_FILE_BYTES - 1000);
    quotas = (struct env_files){person + person / 10, UINT64_MAX};
    must(attach_room(env, open_as(env), &room, &err));
    ck_assert(room.near && !room.of_authority);
    ck_assert_uint_eq(room.used, person);
    ck_assert_uint_eq(room.bytes_left, person / 10);
    quotas = (struct env_files){UINT64_MAX, authority};
    must(attach_room(env, open_as(env), &room, &err));
    ck_assert(room.near && room.of_authority);
    ck_assert_uint_eq(room.bytes_left, 0);
}
END_TEST

/* Four people at once, ten files each: a process of its own, with a connection of its own. */
static pid_t
add_ten(void)
{
    struct db_conf conf = {.socket = getenv("IMI_TEST_DB_SOCKET"), .name = case_database, .user = "root"};
    pid_t child = fork();

    if (child != 0)
        return child;
    db = db_new(mem, &conf);
    for (int i = 0; i < 10; i++) {
        enum err_code code = add(&ann, "files", "a.txt", long_text(10));

        if (code != ERR_OK && code != ERR_TOO_LARGE)
            _exit(1);
    }
    _exit(0);
}

START_TEST(people_at_once_do_not_get_more_files_in_than_one)
{
    pid_t children[4];
    int status;

    for (int i = 0; i < 4; i++)
        children[i] = add_ten();
    for (int i = 0; i < 4; i++) {
        ck_assert_int_eq(waitpid(children[i], &status, 0), children[i]);
        ck_assert(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    }
    ck_assert_uint_eq(rows_of_case(), LIMIT_CASE_FILES);
}
END_TEST

START_TEST(a_file_is_refused_when_the_case_moved_on_meanwhile)
{
    struct env *env = as(&ann);
    struct attach *attach;
    struct attach_file file;

    must(attach_begin(env, open_as(env), "files", "a.txt", NULL, &attach, &err));
    must(attach_data(attach, "text", 4, &err));
    move_to(SENT);
    ck_assert_int_eq(attach_end(attach, NULL, NULL, &file, &err), ERR_CONFLICT);
    attach_drop(attach);
    ck_assert_uint_eq(rows_of_case(), 0);
}
END_TEST

/* Language and kind of the first file. */
static const char *
described(void)
{
    struct attachment_row *rows;
    size_t count;

    must(attachments_of_case(db, mem, case_id, &rows, &count, &err));
    return mem_printf(mem, "%s %s", rows[0].language, rows[0].kind != NULL ? rows[0].kind : "-");
}

START_TEST(unknown_languages_and_kinds_are_refused)
{
    struct env *env = as(&ann);
    struct content_case *the_case = open_as(env);
    struct attach *attach;
    struct attach_file file;

    must(attach_begin(env, the_case, "files", "a.txt", NULL, &attach, &err));
    must(attach_data(attach, "text", 4, &err));
    ck_assert_int_eq(attach_end(attach, "deu", NULL, &file, &err), ERR_INVALID);
    ck_assert_int_eq(attach_end(attach, NULL, "Two Words", &file, &err), ERR_INVALID);
    must(attach_end(attach, "de", "certificate", &file, &err));
    ck_assert_int_eq(attach_describe(env, the_case, file.id, "x", NULL, &err), ERR_INVALID);
    must(attach_describe(env, the_case, file.id, "fr", NULL, &err));
    ck_assert_str_eq(described(), "fr certificate");
    must(attach_describe(env, the_case, file.id, NULL, "report", &err));
    ck_assert_str_eq(described(), "fr report");
    must(attach_describe(env, the_case, file.id, NULL, NULL, &err));
    ck_assert_str_eq(described(), "fr report");
    must(attach_describe(env, the_case, file.id, "", "", &err));
    ck_assert_str_eq(described(), "en -");
}
END_TEST

START_TEST(drafts_are_hidden_from_the_other_side)
{
    struct attach_file *files, file;
    struct env *other;
    size_t count;

    ck_assert_int_eq(add(&ann, "files", "Name of a person.pdf", sample_pdf(mem)), ERR_OK);
    move_to(ACCEPTED);
    other = as(&bert);
    must(attach_files(other, open_as(other), &files, &count, &err));
    ck_assert_uint_eq(count, 0);
    ck_assert_int_eq(attach_open(other, open_as(other), first_id(), &file, &err), ERR_NOT_FOUND);
}
END_TEST

START_TEST(before_acceptance_only_number_and_kind_are_known)
{
    struct attach_file *files, file;
    struct env *other = as(&bert);
    size_t count;

    ck_assert_int_eq(add(&ann, "files", "Name of a person.pdf", sample_pdf(mem)), ERR_OK);
    must(attach_describe(as(&ann), open_as(as(&ann)), first_id(), "da", "certificate", &err));
    link_part(0);
    move_to(SENT);
    must(attach_files(other, open_as(other), &files, &count, &err));
    ck_assert_uint_eq(count, 1);
    ck_assert_ptr_null(files[0].name);
    ck_assert_ptr_null(files[0].media_type);
    ck_assert_uint_eq(files[0].id, 0);
    ck_assert_uint_eq(files[0].size, 0);
    ck_assert_str_eq(files[0].kind, "certificate");
    ck_assert_str_eq(files[0].language, "da");
    ck_assert_int_eq(attach_open(other, open_as(other), first_id(), &file, &err), ERR_NOT_FOUND);
    move_to(ACCEPTED);
    must(attach_files(other, open_as(other), &files, &count, &err));
    ck_assert_str_eq(files[0].name, "Name of a person.pdf");
    must(attach_open(other, open_as(other), first_id(), &file, &err));
}
END_TEST

START_TEST(files_of_an_answer_are_given_with_the_reply)
{
    struct attach_file *files, file;
    struct env *other = as(&ann);
    size_t count;

    ask_first_question();
    move_to(ACCEPTED);
    ck_assert_int_eq(add(&bert, "answer.SD-A1.files", "Answer.pdf", sample_pdf(mem)), ERR_OK);
    link_part(1);
    must(attach_files(other, open_as(other), &files, &count, &err));
    ck_assert_uint_eq(count, 0);
    move_to(REPLIED);
    must(attach_files(other, open_as(other), &files, &count, &err));
    ck_assert_uint_eq(count, 1);
    ck_assert_str_eq(files[0].field, "answer.SD-A1.files");
    must(attach_open(other, open_as(other), files[0].id, &file, &err));
}
END_TEST

START_TEST(nothing_is_given_once_the_case_is_blocked_or_to_those_without_the_role)
{
    struct env *env = as(&ann), *reader = as(&basic);
    struct content_case *the_case;
    struct attach_file *files, file;
    size_t count;

    ck_assert_int_eq(add(&ann, "files", "a.pdf", sample_pdf(mem)), ERR_OK);
    link_part(0);
    must(attach_files(reader, open_as(reader), &files, &count, &err));
    ck_assert_uint_eq(count, 0);
    ck_assert_int_eq(attach_open(reader, open_as(reader), first_id(), &file, &err), ERR_NOT_FOUND);
    the_case = open_as(env);
    the_case->blocked = true;
    must(attach_files(env, the_case, &files, &count, &err));
    ck_assert_uint_eq(count, 0);
    ck_assert_int_eq(attach_open(env, the_case, first_id(), &file, &err), ERR_NOT_FOUND);
}
END_TEST

START_TEST(a_file_of_another_case_is_not_found)
{
    uint64_t id;
    struct attach_file file;
    struct env *env = as(&ann);

    ck_assert_int_eq(add(&ann, "files", "a.pdf", sample_pdf(mem)), ERR_OK);
    id = first_id();
    teardown();
    setup();
    env = as(&ann);
    ck_assert_int_eq(attach_open(env, open_as(env), id, &file, &err), ERR_NOT_FOUND);
    ck_assert_int_eq(attach_remove(env, open_as(env), id, &err), ERR_NOT_FOUND);
    ck_assert_int_eq(attach_describe(env, open_as(env), id, "da", NULL, &err), ERR_NOT_FOUND);
}
END_TEST

START_TEST(what_was_sent_is_not_removed_any_more)
{
    struct env *env = as(&ann), *other = as(&bert);

    ck_assert_int_eq(add(&ann, "files", "a.pdf", sample_pdf(mem)), ERR_OK);
    ck_assert_int_eq(attach_remove(other, open_as(other), first_id(), &err), ERR_NOT_FOUND);
    link_part(0);
    ck_assert_int_eq(attach_remove(env, open_as(env), first_id(), &err), ERR_CONFLICT);
    ck_assert_int_eq(attach_describe(env, open_as(env), first_id(), "da", NULL, &err), ERR_CONFLICT);
    ck_assert_uint_eq(content_of(first_id())->length, sample_pdf(mem)->length);
}
END_TEST

START_TEST(a_draft_file_can_be_removed_whole)
{
    struct env *env = as(&ann);
    uint64_t id;

    ck_assert_int_eq(add(&ann, "files", "a.txt", long_text(1200000)), ERR_OK);
    id = first_id();
    must(attach_remove(env, open_as(env), id, &err));
    ck_assert_uint_eq(rows_of_case(), 0);
    ck_assert_uint_eq(content_of(id)->length, 0);
}
END_TEST

START_TEST(a_file_of_several_chunks_comes_back_as_it_was)
{
    struct buf *sent = long_text(3 * ATTACH_CHUNK_BYTES + 17), *kept;

    ck_assert_int_eq(add(&ann, "files", "../a\xe2\x80\xae.txt", sent), ERR_OK);
    kept = content_of(first_id());
    ck_assert_uint_eq(kept->length, sent->length);
    ck_assert_mem_eq(kept->data, sent->data, sent->length);
    ck_assert_int_eq(add(&ann, "files", "exact.txt", long_text(2 * ATTACH_CHUNK_BYTES)), ERR_OK);
}
END_TEST

START_TEST(a_photo_is_kept_without_its_position_and_with_the_hash_of_what_is_kept)
{
    struct buf *photo = sample_jpeg(mem, 6, true), *kept;
    struct attachment_row *rows;
    struct attach_file file;
    struct hash_sha256 *sha256 = hash_sha256_new(mem);
    unsigned char hash[HASH_BYTES];
    struct env *env = as(&ann);
    size_t count;

    /* A position three chunks long, as big previews are: chunks must go, not only change. */
    for (int i = 0; i < 30; i++) {
        char *filler = memset(mem_size(mem, 60000), 'x', 60000);

        memcpy(filler, CANARY, sizeof CANARY);
        photo->length -= 2 + 4 + sizeof CANARY; /* the end and what is behind it */
        sample_segment(photo, 0xe1, filler, 60000);
        buf_add(photo, "\xff\xd9PK\3\4" CANARY, 6 + sizeof CANARY);
    }
    must(add_from(env, open_as(env), "files", "photo.jpg", photo, &file));
    ck_assert(file.cleaned);
    kept = content_of(file.id);
    ck_assert_uint_eq(kept->length, file.size);
    ck_assert_uint_lt(file.size, 1000);
    ck_assert(!sample_holds(kept->data, kept->length, CANARY));
    must(attachments_of_case(db, mem, case_id, &rows, &count, &err));
    hash_sha256_add(sha256, kept->data, kept->length);
    hash_sha256_end(sha256, hash);
    ck_assert_mem_eq(rows[0].sha256.data, hash, sizeof hash);
    ck_assert_str_eq(rows[0].media_type, "image/jpeg");
    ck_assert_str_eq(rows[0].language, "en");
}
END_TEST

START_TEST(linking_commits_to_all_that_is_told_of_a_file_in_the_order_of_history)
{
    struct event_value *values = mem_zeros(mem, struct event_value, 2);
    unsigned char expected[HASH_BYTES];
    struct attachment_row *rows;
    size_t count, n_values = 2;
    char *value;

    values[0] = (struct event_value){.field = "legal_basis", .version = 1};
    values[1] = (struct event_value){.field = "ask.SD-A1", .version = 1};
    ck_assert_int_eq(add(&ann, "files", "a.pdf", sample_pdf(mem)), ERR_OK);
    must(link_drafts(0, &values, &n_values, &err));
    ck_assert_uint_eq(n_values, 3);
    ck_assert_str_eq(values[0].field, "ask.SD-A1");
    ck_assert_str_eq(values[1].field, mem_printf(mem, "file.%" PRIu64, first_id()));
    ck_assert_str_eq(values[2].field, "legal_basis");
    ck_assert_uint_eq(values[1].store, STORE_FILE);
    must(attachments_of_case(db, mem, case_id, &rows, &count, &err));
    ck_assert_str_eq(rows[0].state, "linked");
    value = mem_printf(mem, "a.pdf\napplication/pdf\n%zu\n%s\nfiles\nen\n\n0\n11\n%lld", sample_pdf(mem)->length,
                       hash_hex(mem, rows[0].sha256.data, rows[0].sha256.length), (long long)rows[0].uploaded_at);
    history_commit(expected, rows[0].commit_key.data,
                   &(struct committed){.store = STORE_FILE, .field = values[1].field, .version = 1, .value = value});
    ck_assert_mem_eq(values[1].commitment.data, expected, sizeof expected);
    must(link_drafts(0, &values, &n_values, &err));
    ck_assert_uint_eq(n_values, 3);
}
END_TEST


START_TEST(giving_names_or_bytes_is_recorded_first)
{
    struct env *env = as(&ann);
    struct attach_file *files, file;
    uint64_t before, after;
    size_t count;

    before = db_statements(db);
    must(attach_files(env, open_as(env), &files, &count, &err));
    after = db_statements(db);
    ck_assert_uint_eq(after - before, 2); /* the case and its files; nothing given, nothing recorded */
    ck_assert_int_eq(add(&ann, "files", "a.pdf", sample_pdf(mem)), ERR_OK);
    before = db_statements(db);
    must(attach_files(env, open_as(env), &files, &count, &err));
    ck_assert_uint_eq(db_statements(db) - before, 3);
    before = db_statements(db);
    must(attach_open(env, open_as(env), files[0].id, &file, &err));
    ck_assert_uint_eq(db_statements(db) - before, 3);
}
END_TEST

START_TEST(erasing_takes_all_chunks_in_pieces)
{
    bool left = true;
    int calls = 0;
    uint64_t id;

    ck_assert_int_eq(add(&ann, "files", "a.txt", long_text(LIMIT_FILE_BYTES)), ERR_OK);
    ck_assert_int_eq(add(&ann, "files", "b.txt", long_text(10)), ERR_OK);
    link_part(0);
    id = first_id();
    for (; left; calls++)
        must(attachments_erase(db, mem, case_id, &left, &err));
    ck_assert_int_ge(calls, 4);
    ck_assert_uint_eq(rows_of_case(), 0);
    ck_assert_uint_eq(content_of(id)->length, 0);
}
END_TEST

static Suite *
suite(void)
{
    Suite *made = suite_create("attach_case");
    TCase *refused = tcase_create("refused"), *kept = tcase_create("kept");

    tcase_add_checked_fixture(refused, setup, teardown);
    tcase_add_test(refused, only_a_handler_whose_turn_it_is_adds_files);
    tcase_add_test(refused, wrong_places_and_names_are_refused);
    tcase_add_test(refused, a_refused_file_leaves_nothing_behind);
    tcase_add_test(refused, more_than_twenty_files_are_refused_counting_both_sides);
    tcase_add_test(refused, a_file_over_the_quota_of_its_person_or_authority_is_refused);
    tcase_add_test(refused, a_file_in_which_the_scanner_finds_something_is_not_kept);
    tcase_add_test(refused, a_quota_is_said_before_it_is_reached);
    tcase_add_test(refused, a_file_that_was_begun_in_time_is_refused_at_its_end_when_there_is_no_room_any_more);
    tcase_add_test(refused, people_at_once_do_not_get_more_files_in_than_one);
    tcase_add_test(refused, a_file_is_refused_when_the_case_moved_on_meanwhile);
    tcase_add_test(refused, unknown_languages_and_kinds_are_refused);
    tcase_add_test(refused, drafts_are_hidden_from_the_other_side);
    tcase_add_test(refused, before_acceptance_only_number_and_kind_are_known);
    tcase_add_test(refused, files_of_an_answer_are_given_with_the_reply);
    tcase_add_test(refused, nothing_is_given_once_the_case_is_blocked_or_to_those_without_the_role);
    tcase_add_test(refused, a_file_of_another_case_is_not_found);
    tcase_add_test(refused, what_was_sent_is_not_removed_any_more);
    suite_add_tcase(made, refused);
    tcase_add_checked_fixture(kept, setup, teardown);
    tcase_add_test(kept, a_draft_file_can_be_removed_whole);
    tcase_add_test(kept, a_file_of_several_chunks_comes_back_as_it_was);
    tcase_add_test(kept, a_photo_is_kept_without_its_position_and_with_the_hash_of_what_is_kept);
    tcase_add_test(kept, linking_commits_to_all_that_is_told_of_a_file_in_the_order_of_history);
    tcase_add_test(kept, giving_names_or_bytes_is_recorded_first);
    tcase_add_test(kept, erasing_takes_all_chunks_in_pieces);
    suite_add_tcase(made, kept);
    return made;
}

int
main(void)
{
    return attach_case_main("imi_test_attach", suite());
}
