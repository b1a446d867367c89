/* SPDX-License-Identifier: EUPL-1.2 */
#include "content/place.h"

#include <inttypes.h>
#include <string.h>

static bool
place_of_answer(const struct decl_flow *decl, const char *name, struct place *place)
{
    static const char head[] = "answer.", tail[] = ".files";
    size_t length = strlen(name), id_length;
    const struct decl_question *question;
    char id[24];

    if (decl->questions == NULL || strncmp(name, head, sizeof head - 1) != 0 ||
        length < sizeof head + sizeof tail - 1 ||
        strcmp(name + length - (sizeof tail - 1), tail) != 0)
        return false;
    id_length = length - (sizeof head - 1) - (sizeof tail - 1);
    if (id_length >= sizeof id)
        return false;
    memcpy(id, name + sizeof head - 1, id_length);
    id[id_length] = '\0';
    question = decl_question(decl->questions, id);
    if (question == NULL || !question->has_files)
        return false;
    *place = (struct place){INPUT_ANSWERS, NULL, question, "answers"};
    return true;
}

static bool
place_of_field(const struct decl_form *form, enum decl_input input, const char *name,
               struct place *place)
{
    const struct decl_field *field = form != NULL ? decl_field(form, name) : NULL;

    if (field == NULL || !field->kind->attached)
        return false;
    *place = (struct place){input, form, NULL, field->reveal};
    return true;
}

bool
place_find(const struct decl_flow *decl, const char *name, struct place *place)
{
    const struct decl_section *section = decl_section(decl->main, SECTION_ATTACHMENTS);

    if (strcmp(name, PLACE_FILES) == 0 && section != NULL) {
        *place = (struct place){INPUT_MAIN, decl->main, NULL, section->reveal};
        return true;
    }
    if (place_of_field(decl->main, INPUT_MAIN, name, place) || place_of_answer(decl, name, place))
        return true;
    for (size_t i = 0; i < decl->n_forms; i++)
        if (place_of_field(&decl->forms[i], INPUT_FORM, name, place))
            return true;
    return false;
}

bool
place_works_on(const struct decl_action *action, const struct place *place)
{
    if (place->input == INPUT_FORM)
        return action->form != NULL && strcmp(action->form->id, place->form->id) == 0;
    return action->input == place->input;
}

enum err_code
place_may(const struct env *env, const struct content_case *the_case, const struct place *place,
          struct err *err)
{
    bool role = false;

    if (the_case->visibility != VISIBLE_FULL || the_case->part < 0)
        return FAIL(err, ERR_FORBIDDEN, "files are not for user %" PRIu64, env->actor->user_id);
    for (size_t i = 0; i < the_case->decl->n_actions; i++) {
        const struct decl_action *action = &the_case->decl->actions[i];
        enum content_verdict verdict;

        if (!place_works_on(action, place))
            continue;
        verdict = content_may(the_case, env->actor, action);
        if (verdict == MAY)
            return ERR_OK;
        role = role || verdict == MAY_NOT_ROLE;
    }
    if (role)
        return FAIL(err, ERR_FORBIDDEN, "files of the other side");
    return FAIL(err, ERR_CONFLICT, "no files in this state");
}

enum place_show
place_shows(const struct content_case *the_case, const struct attachment_row *row)
{
    struct place place;

    if (the_case->blocked || the_case->visibility != VISIBLE_FULL || the_case->part < 0)
        return PLACE_HIDDEN;
    if ((int)row->part == the_case->member)
        return PLACE_WHOLE;
    if (row->part >= MEMBER_FIRST && the_case->own != NULL)
        return PLACE_HIDDEN; /* of another member */
    if (strcmp(row->state, "linked") != 0 || !place_find(the_case->decl, row->field, &place))
        return PLACE_HIDDEN;
    if (decl_reveals(the_case->decl, place.reveal, the_case->part, the_case->state))
        return PLACE_WHOLE;
    return place.input == INPUT_MAIN ? PLACE_KIND : PLACE_HIDDEN;
}
