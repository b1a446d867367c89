/* SPDX-License-Identifier: EUPL-1.2 */
#include "model/case.h"

#include "model/control.h"


static const struct model_field link_fields[] = {
    MODEL_FIELD(MODEL_TEXT, MODEL_BOTH, model_link, label),
    MODEL_FIELD(MODEL_TEXT, MODEL_PAGE, model_link, hint),
    MODEL_FIELD(MODEL_LINK, MODEL_PAGE, model_link, href),
    MODEL_FIELD(MODEL_BOOL, MODEL_PAGE, model_link, plain),
    MODEL_FIELD(MODEL_BOOL, MODEL_PAGE, model_link, main),
    MODEL_FIELD(MODEL_TEXT, MODEL_BOTH, model_link, id),
    MODEL_END};

const struct model_table model_link_table = {"Link", sizeof(struct model_link), link_fields};

static const struct model_field body_fields[] = {
    MODEL_FIELD(MODEL_NUMBER, MODEL_BOTH, model_authority, id),
    MODEL_FIELD(MODEL_TEXT, MODEL_BOTH, model_authority, slug),
    MODEL_FIELD(MODEL_WORDS, MODEL_BOTH, model_authority, name),
    MODEL_FIELD(MODEL_TEXT, MODEL_BOTH, model_authority, other_name),
    MODEL_FIELD(MODEL_CODED, MODEL_BOTH, model_authority, country),
    MODEL_FIELD(MODEL_TEXT, MODEL_BOTH, model_authority, town),
    MODEL_FIELD(MODEL_TEXT, MODEL_BOTH, model_authority, region),
    MODEL_FIELD(MODEL_TEXT, MODEL_BOTH, model_authority, acronym),
    MODEL_FIELD(MODEL_LINK, MODEL_PAGE, model_authority, href),
    MODEL_FIELD(MODEL_TEXT, MODEL_PAGE, model_authority, choose),
    MODEL_FIELD(MODEL_BOOL, MODEL_BOTH, model_authority, own),
    MODEL_END};

const struct model_table model_authority_table = {"Body", sizeof(struct model_authority), body_fields};

static const struct model_field party_fields[] = {
    MODEL_FIELD(MODEL_TEXT, MODEL_BOTH, model_party, part),
    MODEL_FIELD(MODEL_TEXT, MODEL_BOTH, model_party, label),
    MODEL_NESTED(MODEL_ONE, MODEL_BOTH, model_party, authority, &model_authority_table),
    MODEL_FIELD(MODEL_BOOL, MODEL_BOTH, model_party, waits),
    MODEL_FIELD(MODEL_BOOL, MODEL_BOTH, model_party, you),
    MODEL_END};

const struct model_table model_party_table = {"Party", sizeof(struct model_party), party_fields};

static const struct model_field member_fields[] = {
    MODEL_FIELD(MODEL_NUMBER, MODEL_BOTH, model_member, member),
    MODEL_FIELD(MODEL_LINK, MODEL_BOTH, model_member, href),
    MODEL_NESTED(MODEL_ONE, MODEL_BOTH, model_member, authority, &model_authority_table),
    MODEL_FIELD(MODEL_CODED, MODEL_BOTH, model_member, state),
    MODEL_FIELD(MODEL_DAY, MODEL_BOTH, model_member, due),
    MODEL_FIELD(MODEL_TEXT, MODEL_PAGE, model_member, left),
    MODEL_FIELD(MODEL_TEXT, MODEL_PAGE, model_member, level),
    MODEL_FIELD(MODEL_BOOL, MODEL_BOTH, model_member, waits),
    MODEL_FIELD(MODEL_MOMENT, MODEL_BOTH, model_member, changed_at),
    MODEL_END};

const struct model_table model_member_table = {"Member", sizeof(struct model_member), member_fields};

static const struct model_field progress_fields[] = {
    MODEL_FIELD(MODEL_CODED, MODEL_BOTH, model_progress, state),
    MODEL_FIELD(MODEL_NUMBER, MODEL_BOTH, model_progress, members),
    MODEL_FIELD(MODEL_NUMBER, MODEL_PAGE, model_progress, share),
    MODEL_FIELD(MODEL_TEXT, MODEL_PAGE, model_progress, text),
    MODEL_END};

const struct model_table model_progress_table = {"Progress", sizeof(struct model_progress), progress_fields};

static const struct model_field members_fields[] = {
    MODEL_FIELD(MODEL_TEXT, MODEL_BOTH, model_members, part),
    MODEL_FIELD(MODEL_TEXT, MODEL_BOTH, model_members, label),
    MODEL_FIELD(MODEL_TEXT, MODEL_BOTH, model_members, summary),
    MODEL_FIELD(MODEL_NUMBER, MODEL_BOTH, model_members, all),
    MODEL_FIELD(MODEL_NUMBER, MODEL_BOTH, model_members, waiting),
    MODEL_NESTED(MODEL_MANY, MODEL_BOTH, model_members, progress, &model_progress_table),
    MODEL_NESTED(MODEL_MANY, MODEL_BOTH, model_members, rows, &model_member_table),
    MODEL_FIELD(MODEL_LINK, MODEL_BOTH, model_members, next),
    MODEL_END};

const struct model_table model_members_table = {"Members", sizeof(struct model_members), members_fields};

static const struct model_field value_fields[] = {
    MODEL_FIELD(MODEL_TEXT, MODEL_BOTH, model_value, field),
    MODEL_FIELD(MODEL_TEXT, MODEL_BOTH, model_value, label),
    MODEL_FIELD(MODEL_TEXT, MODEL_BOTH | MODEL_PERSONAL, model_value, text),
    MODEL_FIELD(MODEL_WORDS, MODEL_BOTH | MODEL_PERSONAL, model_value, words),
    MODEL_FIELD(MODEL_DAY, MODEL_BOTH | MODEL_PERSONAL, model_value, day),
    MODEL_NESTED(MODEL_MANY, MODEL_BOTH, model_value, values, &model_choice_table),
    MODEL_FIELD(MODEL_BOOL, MODEL_BOTH, model_value, personal),
    MODEL_FIELD(MODEL_BOOL, MODEL_BOTH, model_value, changed),
    MODEL_FIELD(MODEL_LINK, MODEL_PAGE, model_value, href),
    MODEL_FIELD(MODEL_LINK, MODEL_PAGE, model_value, open),
    MODEL_END};

const struct model_table model_value_table = {"Value", sizeof(struct model_value), value_fields};

static const struct model_field choice_fields[] = {
    MODEL_FIELD(MODEL_TEXT, MODEL_BOTH, model_choice, code),
    MODEL_FIELD(MODEL_TEXT, MODEL_BOTH, model_choice, label),
    MODEL_END};

const struct model_table model_choice_table = {"Choice", sizeof(struct model_choice), choice_fields};

static const struct model_field section_fields[] = {
    MODEL_FIELD(MODEL_TEXT, MODEL_BOTH, model_section, id),
    MODEL_FIELD(MODEL_TEXT, MODEL_BOTH, model_section, label),
    MODEL_FIELD(MODEL_LINK, MODEL_PAGE, model_section, href),
    MODEL_FIELD(MODEL_BOOL, MODEL_PAGE, model_section, authority),
    MODEL_NESTED(MODEL_MANY, MODEL_BOTH, model_section, rows, &model_value_table),
    MODEL_END};

const struct model_table model_section_table = {"Section", sizeof(struct model_section), section_fields};

static const struct model_field answer_fields[] = {
    MODEL_FIELD(MODEL_TEXT, MODEL_BOTH, model_answer, id),
    MODEL_FIELD(MODEL_TEXT, MODEL_BOTH, model_answer, question),
    MODEL_FIELD(MODEL_WORDS, MODEL_PAGE, model_answer, other),
    MODEL_FIELD(MODEL_WORDS, MODEL_BOTH | MODEL_PERSONAL, model_answer, note),
    MODEL_NESTED(MODEL_MANY, MODEL_BOTH, model_answer, answers, &model_choice_table),
    MODEL_NESTED(MODEL_MANY, MODEL_BOTH, model_answer, parts, &model_value_table),
    MODEL_FIELD(MODEL_WORDS, MODEL_BOTH | MODEL_PERSONAL, model_answer, comment),
    MODEL_NESTED(MODEL_MANY, MODEL_BOTH, model_answer, files, &model_file_table),
    MODEL_FIELD(MODEL_BOOL, MODEL_BOTH, model_answer, answered),
    MODEL_FIELD(MODEL_BOOL, MODEL_BOTH, model_answer, follow_up),
    MODEL_FIELD(MODEL_BOOL, MODEL_BOTH, model_answer, personal),
    MODEL_FIELD(MODEL_TEXT, MODEL_PAGE, model_answer, when),
    MODEL_END};

const struct model_table model_answer_table = {"Answer", sizeof(struct model_answer), answer_fields};

static const struct model_field group_fields[] = {
    MODEL_FIELD(MODEL_TEXT, MODEL_BOTH, model_group, id),
    MODEL_FIELD(MODEL_TEXT, MODEL_BOTH, model_group, label),
    MODEL_NESTED(MODEL_MANY, MODEL_BOTH, model_group, questions, &model_answer_table),
    MODEL_END};

const struct model_table model_group_table = {"Group", sizeof(struct model_group), group_fields};

static const struct model_field file_fields[] = {
    MODEL_FIELD(MODEL_NUMBER, MODEL_BOTH, model_file, id),
    MODEL_FIELD(MODEL_TEXT, MODEL_BOTH | MODEL_PERSONAL, model_file, label),
    MODEL_FIELD(MODEL_LINK, MODEL_PAGE, model_file, href),
    MODEL_FIELD(MODEL_TEXT, MODEL_PAGE, model_file, size),
    MODEL_FIELD(MODEL_TEXT, MODEL_BOTH, model_file, media_type),
    MODEL_FIELD(MODEL_TEXT, MODEL_BOTH, model_file, kind),
    MODEL_FIELD(MODEL_NUMBER, MODEL_BOTH, model_file, bytes),
    MODEL_FIELD(MODEL_TEXT, MODEL_BOTH, model_file, lang),
    MODEL_FIELD(MODEL_TEXT, MODEL_PAGE, model_file, charset),
    MODEL_FIELD(MODEL_TEXT, MODEL_BOTH, model_file, warning),
    MODEL_FIELD(MODEL_BOOL, MODEL_BOTH, model_file, cleaned),
    MODEL_FIELD(MODEL_BOOL, MODEL_PAGE, model_file, removable),
    MODEL_END};

const struct model_table model_file_table = {"File", sizeof(struct model_file), file_fields};

static const struct model_field date_fields[] = {
    MODEL_FIELD(MODEL_TEXT, MODEL_BOTH, model_date, id),
    MODEL_FIELD(MODEL_TEXT, MODEL_BOTH, model_date, label),
    MODEL_FIELD(MODEL_TEXT, MODEL_BOTH, model_date, how),
    MODEL_FIELD(MODEL_TEXT, MODEL_PAGE, model_date, left),
    MODEL_FIELD(MODEL_DAY, MODEL_BOTH, model_date, day),
    MODEL_FIELD(MODEL_TEXT, MODEL_PAGE, model_date, level),
    MODEL_END};

const struct model_table model_date_table = {"Date", sizeof(struct model_date), date_fields};

static const struct model_field event_fields[] = {
    MODEL_FIELD(MODEL_NUMBER, MODEL_BOTH, model_event, seq),
    MODEL_FIELD(MODEL_MOMENT, MODEL_BOTH, model_event, at),
    MODEL_FIELD(MODEL_TEXT, MODEL_BOTH, model_event, action),
    MODEL_FIELD(MODEL_TEXT, MODEL_PAGE, model_event, title),
    MODEL_FIELD(MODEL_TEXT, MODEL_BOTH, model_event, authority),
    MODEL_FIELD(MODEL_TEXT, MODEL_BOTH, model_event, actor),
    MODEL_FIELD(MODEL_TEXT, MODEL_BOTH, model_event, kind),
    MODEL_END};

const struct model_table model_event_table = {"Event", sizeof(struct model_event), event_fields};

static const struct model_field said_fields[] = {
    MODEL_FIELD(MODEL_NUMBER, MODEL_BOTH, model_said, seq),
    MODEL_FIELD(MODEL_MOMENT, MODEL_BOTH, model_said, at),
    MODEL_FIELD(MODEL_TEXT, MODEL_PAGE, model_said, title),
    MODEL_FIELD(MODEL_TEXT, MODEL_BOTH, model_said, authority),
    MODEL_FIELD(MODEL_TEXT, MODEL_BOTH, model_said, actor),
    MODEL_FIELD(MODEL_BOOL, MODEL_BOTH, model_said, own),
    MODEL_NESTED(MODEL_MANY, MODEL_BOTH, model_said, rows, &model_value_table),
    MODEL_END};

const struct model_table model_said_table = {"Said", sizeof(struct model_said), said_fields};

static const struct model_field case_fields[] = {
    MODEL_FIELD(MODEL_TEXT, MODEL_BOTH, model_case, ref),
    MODEL_FIELD(MODEL_NUMBER, MODEL_BOTH, model_case, version),
    MODEL_FIELD(MODEL_CODED, MODEL_BOTH, model_case, area),
    MODEL_FIELD(MODEL_CODED, MODEL_BOTH, model_case, flow),
    MODEL_FIELD(MODEL_CODED, MODEL_BOTH, model_case, state),
    MODEL_FIELD(MODEL_TEXT, MODEL_BOTH, model_case, title),
    MODEL_FIELD(MODEL_TEXT, MODEL_PAGE, model_case, caption),
    MODEL_FIELD(MODEL_TEXT, MODEL_BOTH, model_case, waits),
    MODEL_FIELD(MODEL_TEXT, MODEL_PAGE, model_case, todo),
    MODEL_FIELD(MODEL_TEXT, MODEL_PAGE, model_case, level),
    MODEL_FIELD(MODEL_TEXT, MODEL_PAGE, model_case, opened),
    MODEL_FIELD(MODEL_TEXT, MODEL_BOTH, model_case, purpose),
    MODEL_FIELD(MODEL_TEXT, MODEL_PAGE, model_case, pending),
    MODEL_FIELD(MODEL_LINK, MODEL_PAGE, model_case, pending_href),
    MODEL_NESTED(MODEL_MANY, MODEL_BOTH, model_case, parties, &model_party_table),
    MODEL_NESTED(MODEL_MANY, MODEL_BOTH, model_case, members, &model_members_table),
    MODEL_FIELD(MODEL_CODED, MODEL_BOTH, model_case, own_state),
    MODEL_NESTED(MODEL_ONE, MODEL_BOTH, model_case, reading, &model_member_table),
    MODEL_FIELD(MODEL_TEXT, MODEL_PAGE, model_case, reading_text),
    MODEL_FIELD(MODEL_LINK, MODEL_PAGE, model_case, reading_back),
    MODEL_NESTED(MODEL_MANY, MODEL_BOTH, model_case, actions, &model_link_table),
    MODEL_NESTED(MODEL_MANY, MODEL_BOTH, model_case, sections, &model_section_table),
    MODEL_NESTED(MODEL_MANY, MODEL_BOTH, model_case, groups, &model_group_table),
    MODEL_NESTED(MODEL_MANY, MODEL_BOTH, model_case, files, &model_file_table),
    MODEL_FIELD(MODEL_NUMBER, MODEL_BOTH, model_case, n_files),
    MODEL_NESTED(MODEL_MANY, MODEL_BOTH, model_case, dates, &model_date_table),
    MODEL_NESTED(MODEL_MANY, MODEL_BOTH, model_case, events, &model_event_table),
    MODEL_FIELD(MODEL_LINK, MODEL_BOTH, model_case, older),
    MODEL_NESTED(MODEL_MANY, MODEL_BOTH, model_case, said, &model_said_table),
    MODEL_FIELD(MODEL_TEXT, MODEL_BOTH, model_case, file_number),
    MODEL_FIELD(MODEL_DAY, MODEL_BOTH, model_case, informed_on),
    MODEL_FIELD(MODEL_BOOL, MODEL_PAGE, model_case, own_notes),
    MODEL_FIELD(MODEL_BOOL, MODEL_BOTH, model_case, blocked),
    MODEL_FIELD(MODEL_BOOL, MODEL_BOTH, model_case, erased),
    MODEL_FIELD(MODEL_BOOL, MODEL_BOTH, model_case, early),
    MODEL_FIELD(MODEL_TEXT, MODEL_PAGE, model_case, early_text),
    MODEL_FIELD(MODEL_BOOL, MODEL_BOTH, model_case, shell_only),
    MODEL_FIELD(MODEL_DAY, MODEL_BOTH, model_case, block_due),
    MODEL_FIELD(MODEL_DAY, MODEL_BOTH, model_case, erase_due),
    MODEL_FIELD(MODEL_LINK, MODEL_PAGE, model_case, languages_href),
    MODEL_FIELD(MODEL_BOOL, MODEL_PAGE, model_case, both),
    MODEL_FIELD(MODEL_BOOL, MODEL_BOTH, model_case, draft),
    MODEL_NESTED(MODEL_MANY, MODEL_BOTH, model_case, tasks, &model_task_table),
    MODEL_FIELD(MODEL_LINK, MODEL_PAGE, model_case, next_href),
    MODEL_FIELD(MODEL_TEXT, MODEL_PAGE, model_case, next_label),
    MODEL_FIELD(MODEL_NUMBER, MODEL_PAGE, model_case, tasks_done),
    MODEL_FIELD(MODEL_NUMBER, MODEL_PAGE, model_case, tasks_all),
    MODEL_END};

const struct model_table model_case_table = {"Case", sizeof(struct model_case), case_fields};

static const struct model_field task_fields[] = {
    MODEL_FIELD(MODEL_TEXT, MODEL_BOTH, model_task, id),
    MODEL_FIELD(MODEL_TEXT, MODEL_BOTH, model_task, label),
    MODEL_FIELD(MODEL_TEXT, MODEL_PAGE, model_task, hint),
    MODEL_FIELD(MODEL_LINK, MODEL_PAGE, model_task, href),
    MODEL_FIELD(MODEL_CODED, MODEL_BOTH, model_task, status),
    MODEL_END};

const struct model_table model_task_table = {"Task", sizeof(struct model_task), task_fields};

static const struct model_field row_fields[] = {
#define COLUMN(type, flags, c_type, member) MODEL_FIELD(type, flags, model_row, member),
#define NESTED(type, flags, c_type, member, table) MODEL_NESTED(type, flags, model_row, member, table),
#include "model/row.def"
#undef COLUMN
#undef NESTED
    MODEL_END};

const struct model_table model_row_table = {"Row", sizeof(struct model_row), row_fields};

static const struct model_field rows_fields[] = {
    MODEL_FIELD(MODEL_TEXT, MODEL_PAGE, model_rows, title),
    MODEL_FIELD(MODEL_TEXT, MODEL_PAGE, model_rows, intro),
    MODEL_NESTED(MODEL_MANY, MODEL_BOTH, model_rows, items, &model_row_table),
    MODEL_FIELD(MODEL_LINK, MODEL_PAGE, model_rows, next),
    MODEL_FIELD(MODEL_TEXT, MODEL_API, model_rows, next_cursor),
    MODEL_FIELD(MODEL_BOOL, MODEL_API, model_rows, incomplete),
    MODEL_FIELD(MODEL_TEXT, MODEL_PAGE, model_rows, incomplete_text),
    MODEL_NESTED(MODEL_MANY, MODEL_PAGE, model_rows, controls, &view_control_table),
    MODEL_NESTED(MODEL_MANY, MODEL_PAGE, model_rows, active, &model_link_table),
    MODEL_FIELD(MODEL_LINK, MODEL_PAGE, model_rows, clear),
    MODEL_FIELD(MODEL_LINK, MODEL_BOTH, model_rows, action),
    MODEL_NESTED(MODEL_MANY, MODEL_PAGE, model_rows, search, &view_control_table),
    MODEL_NESTED(MODEL_MANY, MODEL_PAGE, model_rows, faults, &view_fault_table),
    MODEL_FIELD(MODEL_LINK, MODEL_PAGE, model_rows, search_action),
    MODEL_FIELD(MODEL_TEXT, MODEL_PAGE, model_rows, empty),
    MODEL_FIELD(MODEL_BOOL, MODEL_PAGE, model_rows, filtered),
    MODEL_END};

const struct model_table model_rows_table = {"Rows", sizeof(struct model_rows), rows_fields};

static const struct model_field count_fields[] = {
    MODEL_FIELD(MODEL_CODED, MODEL_BOTH, model_count, area),
    MODEL_FIELD(MODEL_CODED, MODEL_BOTH, model_count, state),
    MODEL_FIELD(MODEL_NUMBER, MODEL_BOTH, model_count, cases),
    MODEL_FIELD(MODEL_NUMBER, MODEL_BOTH, model_count, overdue),
    MODEL_FIELD(MODEL_NUMBER, MODEL_BOTH, model_count, today),
    MODEL_FIELD(MODEL_BOOL, MODEL_API, model_count, cases_more),
    MODEL_FIELD(MODEL_BOOL, MODEL_API, model_count, overdue_more),
    MODEL_FIELD(MODEL_BOOL, MODEL_API, model_count, today_more),
    MODEL_FIELD(MODEL_TEXT, MODEL_PAGE, model_count, cases_text),
    MODEL_FIELD(MODEL_TEXT, MODEL_PAGE, model_count, overdue_text),
    MODEL_FIELD(MODEL_TEXT, MODEL_PAGE, model_count, today_text),
    MODEL_FIELD(MODEL_LINK, MODEL_PAGE, model_count, href),
    MODEL_END};

const struct model_table model_count_table = {"Count", sizeof(struct model_count), count_fields};

static const struct model_field tasks_fields[] = {
    MODEL_FIELD(MODEL_TEXT, MODEL_BOTH, model_tasks, summary),
    MODEL_NESTED(MODEL_MANY, MODEL_BOTH, model_tasks, counts, &model_count_table),
    MODEL_NESTED(MODEL_MANY, MODEL_BOTH, model_tasks, waiting, &model_row_table),
    MODEL_NESTED(MODEL_MANY, MODEL_BOTH, model_tasks, drafts, &model_row_table),
    MODEL_NESTED(MODEL_MANY, MODEL_BOTH, model_tasks, begin, &model_link_table),
    MODEL_FIELD(MODEL_LINK, MODEL_PAGE, model_tasks, next),
    MODEL_END};

const struct model_table model_tasks_table = {"Tasks", sizeof(struct model_tasks), tasks_fields};

static const struct model_field form_fields[] = {
    MODEL_FIELD(MODEL_TEXT, MODEL_PAGE, model_form, ref),
    MODEL_FIELD(MODEL_TEXT, MODEL_PAGE, model_form, title),
    MODEL_FIELD(MODEL_TEXT, MODEL_PAGE, model_form, caption),
    MODEL_FIELD(MODEL_TEXT, MODEL_PAGE, model_form, intro),
    MODEL_FIELD(MODEL_TEXT, MODEL_PAGE, model_form, warning),
    MODEL_FIELD(MODEL_LINK, MODEL_PAGE, model_form, action),
    MODEL_FIELD(MODEL_LINK, MODEL_PAGE, model_form, back),
    MODEL_FIELD(MODEL_TEXT, MODEL_PAGE, model_form, section),
    MODEL_FIELD(MODEL_NUMBER, MODEL_PAGE, model_form, version),
    MODEL_FIELD(MODEL_TEXT, MODEL_PAGE, model_form, key),
    MODEL_FIELD(MODEL_TEXT, MODEL_PAGE, model_form, seen),
    MODEL_NESTED(MODEL_MANY, MODEL_PAGE, model_form, faults, &view_fault_table),
    MODEL_NESTED(MODEL_MANY, MODEL_PAGE, model_form, controls, &view_control_table),
    MODEL_NESTED(MODEL_MANY, MODEL_PAGE, model_form, groups, &model_form_group_table),
    MODEL_NESTED(MODEL_MANY, MODEL_PAGE, model_form, sections, &model_section_table),
    MODEL_NESTED(MODEL_MANY, MODEL_PAGE, model_form, answers, &model_group_table),
    MODEL_NESTED(MODEL_MANY, MODEL_PAGE, model_form, files, &model_file_table),
    MODEL_NESTED(MODEL_MANY, MODEL_PAGE, model_form, tasks, &model_task_table),
    MODEL_FIELD(MODEL_TEXT, MODEL_PAGE, model_form, submit),
    MODEL_FIELD(MODEL_TEXT, MODEL_PAGE, model_form, other),
    MODEL_FIELD(MODEL_LINK, MODEL_PAGE, model_form, other_href),
    MODEL_FIELD(MODEL_LINK, MODEL_PAGE, model_form, as_href),
    MODEL_FIELD(MODEL_LINK, MODEL_PAGE, model_form, questions_href),
    MODEL_FIELD(MODEL_LINK, MODEL_PAGE, model_form, files_href),
    MODEL_FIELD(MODEL_BOOL, MODEL_PAGE, model_form, as_other),
    MODEL_FIELD(MODEL_BOOL, MODEL_PAGE, model_form, upload),
    MODEL_FIELD(MODEL_TEXT, MODEL_PAGE, model_form, quota),
    MODEL_FIELD(MODEL_BOOL, MODEL_PAGE, model_form, again),
    MODEL_NESTED(MODEL_MANY, MODEL_PAGE, model_form, bodies, &model_authority_table),
    MODEL_FIELD(MODEL_TEXT, MODEL_PAGE, model_form, field),
    MODEL_NESTED(MODEL_ONE, MODEL_PAGE, model_form, chosen, &model_authority_table),
    MODEL_NESTED(MODEL_ONE, MODEL_PAGE, model_form, national, &model_authority_table),
    MODEL_FIELD(MODEL_TEXT, MODEL_PAGE, model_form, national_text),
    MODEL_FIELD(MODEL_BOOL, MODEL_PAGE, model_form, searched),
    MODEL_FIELD(MODEL_BOOL, MODEL_PAGE, model_form, more),
    MODEL_FIELD(MODEL_BOOL, MODEL_PAGE, model_form, autosave),
    MODEL_END};

const struct model_table model_form_table = {"Form", sizeof(struct model_form), form_fields};

static const struct model_field form_group_fields[] = {
    MODEL_FIELD(MODEL_TEXT, MODEL_PAGE, model_form_group, id),
    MODEL_FIELD(MODEL_TEXT, MODEL_PAGE, model_form_group, label),
    MODEL_FIELD(MODEL_TEXT, MODEL_PAGE, model_form_group, hint),
    MODEL_FIELD(MODEL_BOOL, MODEL_PAGE, model_form_group, open),
    MODEL_FIELD(MODEL_NUMBER, MODEL_PAGE, model_form_group, chosen),
    MODEL_NESTED(MODEL_MANY, MODEL_PAGE, model_form_group, controls, &view_control_table),
    MODEL_END};

const struct model_table model_form_group_table = {"FormGroup", sizeof(struct model_form_group), form_group_fields};

static const struct model_field conflict_fields[] = {
    MODEL_FIELD(MODEL_TEXT, MODEL_PAGE, model_conflict, title),
    MODEL_FIELD(MODEL_TEXT, MODEL_PAGE, model_conflict, what),
    MODEL_FIELD(MODEL_LINK, MODEL_PAGE, model_conflict, href),
    MODEL_NESTED(MODEL_MANY, MODEL_PAGE, model_conflict, events, &model_event_table),
    MODEL_NESTED(MODEL_MANY, MODEL_PAGE, model_conflict, texts, &model_both_table),
    MODEL_END};

const struct model_table model_conflict_table = {"Conflict", sizeof(struct model_conflict), conflict_fields};

static const struct model_field both_fields[] = {
    MODEL_FIELD(MODEL_TEXT, MODEL_PAGE, model_both, label),
    MODEL_FIELD(MODEL_TEXT, MODEL_PAGE, model_both, yours),
    MODEL_FIELD(MODEL_TEXT, MODEL_PAGE, model_both, present),
    MODEL_END};

const struct model_table model_both_table = {"Both", sizeof(struct model_both), both_fields};

static const struct model_field outcome_fields[] = {
    MODEL_FIELD(MODEL_TEXT, MODEL_BOTH, model_outcome, ref),
    MODEL_FIELD(MODEL_NUMBER, MODEL_BOTH, model_outcome, version),
    MODEL_FIELD(MODEL_LINK, MODEL_BOTH, model_outcome, href),
    MODEL_FIELD(MODEL_BOOL, MODEL_BOTH, model_outcome, repeated),
    MODEL_END};

const struct model_table model_outcome_table = {"Outcome", sizeof(struct model_outcome), outcome_fields};

