/* SPDX-License-Identifier: EUPL-1.2 */
/* The words of a drawn request: texts of its pools with their placeholders filled. */
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "text/catalogue.h"
#include "training/background.h"

#define TEXT_BYTES 4000
#define WORD_TRIES 20

const char *
request_fill(const struct request *request, const char *text)
{
    struct buf *out = buf_new(request->loading->mem, TEXT_BYTES);

    while (*text != '\0') {
        size_t length = strcspn(text, "{");

        buf_add(out, text, length);
        text += length;
        if (*text == '\0')
            break;
        length = strcspn(text, "}");
        for (size_t i = 0; i < SLOT_COUNT; i++)
            if (strlen(data_slots[i]) == length - 1 && strncmp(text + 1, data_slots[i], length - 1) == 0) {
                if (request->slots[i] == NULL || *request->slots[i] == '\0')
                    return "";
                buf_puts(out, request->slots[i]);
            }
        text += length + (text[length] == '}');
    }
    return out->data;
}

const char *
request_draw(struct request *request, const struct node *list)
{
    return node_at(list, draw_below(&request->draw, (uint32_t)node_count(list)))->text;
}

const struct data_texts *
request_texts(const struct request *request, const struct person *person)
{
    const struct data_texts *texts = data_texts(request->background, person->language);
    const struct node *fallback = node_child(request->background->fallback, person->language);

    if (texts == NULL && fallback != NULL)
        texts = data_texts(request->background, fallback->text);
    return texts != NULL ? texts : request->background->texts.rows;
}

const char *
request_sentence(struct request *request, const struct person *person, enum sentence pool, const char **language)
{
    const struct data_texts *texts = request_texts(request, person);
    const struct node *const pools[] = {texts->reason, texts->comment, texts->clarification,
                                        texts->clarification_answer, texts->withdraw};
    const struct text_lang *lang = text_lang(request->loading->text, texts->language);
    const struct decl_code *activity = decl_code(request->background->area->activities,
                                                 mem_copy_n(request->loading->mem, request->slots[SLOT_ACTIVITIES],
                                                            strcspn(request->slots[SLOT_ACTIVITIES], " ")));

    const char *text = request_draw(request, pools[pool]);

    /* An English word would stand out in a text whose language this site does not offer. */
    for (int i = 0; i < WORD_TRIES && lang == NULL && strstr(text, "{activity}") != NULL; i++)
        text = request_draw(request, pools[pool]);
    if (lang == NULL)
        lang = text_lang_default(request->loading->text);
    request->slots[SLOT_ACTIVITY] = text_get(lang, activity->label);
    *language = texts->language;
    return request_fill(request, text);
}
