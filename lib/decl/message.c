/* SPDX-License-Identifier: EUPL-1.2 */
/* Messages: `messages:` of a flow, the subjects of its mails, and the notices that send them. */
#include <string.h>

#include "base/mem.h"
#include "decl/build.h"

struct raw_message {
    const struct node *node;
    struct decl_message d;
};

struct raw_notify {
    const struct node *node;
    const struct node *to, *message;
};

static const struct walk_key message_keys[] = {
    KEY_MSGID("subject", raw_message, d.subject, true),
    KEY_END,
};

const struct walk_table message_table = {
    .what = "a message",
    .size = sizeof(struct raw_message),
    .keys = message_keys,
    .id_offset = offsetof(struct raw_message, d.id),
    .id_shape = SHAPE_NAME,
    .alone = "subject",
};

static const struct walk_key notify_keys[] = {
    KEY_REF("to", raw_notify, to, true, SHAPE_NAME),
    KEY_REF("message", raw_notify, message, true, SHAPE_NAME),
    KEY_END,
};

const struct walk_table notify_table = {
    .what = "a notice",
    .size = sizeof(struct raw_notify),
    .keys = notify_keys,
};

void
message_build(struct flow_build *fb, const struct walk_rows *raw)
{
    const struct raw_message *rows = raw->rows;
    struct load *load = fb->build->load;
    struct decl_message *messages = mem_zeros(load->mem, struct decl_message, raw->count + 1);

    for (size_t i = 0; i < raw->count; i++) {
        messages[i] = rows[i].d;
        messages[i].pos = rows[i].node->pos;
        if (messages[i].id != NULL && strcmp(messages[i].id, DECL_MESSAGE_DRAFT_ENDS) == 0)
            fault_add(load, messages[i].pos, messages[i].id, "is the name of a message that every flow has");
    }
    fb->flow->messages = messages;
    fb->flow->n_messages = raw->count;
}

const struct decl_message *
message_find(struct flow_build *fb, const struct node *name)
{
    const struct decl_message *message = name != NULL ? decl_message(fb->flow, name->text) : NULL;

    if (name != NULL && message == NULL)
        fault_add(fb->build->load, name->pos, "message", "there is no message \"%s\"", name->text);
    return message;
}

const struct decl_notify *
message_build_notices(struct flow_build *fb, const struct walk_rows *raw, size_t *count)
{
    const struct raw_notify *rows = raw->rows;
    struct decl_notify *notices = mem_zeros(fb->build->load->mem, struct decl_notify, raw->count + 1);

    *count = 0;
    for (size_t i = 0; i < raw->count; i++) {
        struct decl_notify *notice = &notices[*count];

        notice->part = rows[i].to != NULL ? build_part(fb, rows[i].to, "to") : -1;
        notice->message = message_find(fb, rows[i].message);
        notice->pos = rows[i].node->pos;
        if (notice->part >= 0 && notice->message != NULL)
            (*count)++;
    }
    return notices;
}
