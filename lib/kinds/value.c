/* SPDX-License-Identifier: EUPL-1.2 */
/* A value in its three forms: typed, stored and shown. */
#include <string.h>

#include "base/buf.h"
#include "base/limits.h"
#include "kinds/common.h"

/* Space around goes; CRLF and CR become LF. NULL where it is longer than any value. */
static const char *
trim(TALLOC_CTX *mem, const char *typed)
{
    struct buf *text = buf_new(mem, LIMIT_VALUE_BYTES);

    typed += strspn(typed, " \t\r\n");
    for (; *typed != '\0'; typed++)
        if (*typed != '\r' || typed[1] != '\n')
            buf_putc(text, *typed == '\r' ? '\n' : *typed);
    if (buf_full(text))
        return NULL;
    while (text->length > 0 && strchr(" \t\n", text->data[text->length - 1]) != NULL)
        text->data[--text->length] = '\0';
    return text->data;
}

const char *
kind_store(const struct kind *kind, TALLOC_CTX *mem, const struct kind_limits *limits, const char *typed,
           struct kind_problem *problem)
{
    const char *text = trim(mem, typed != NULL ? typed : "");

    if (text == NULL)
        return kind_refuse(problem, N_("{label}: at most {number} bytes"), LIMIT_VALUE_BYTES);
    return kind->store(mem, limits, text, problem);
}

const char *
kind_typed(const struct kind *kind, TALLOC_CTX *mem, const char *stored)
{
    return kind->type != NULL && *stored != '\0' ? kind->type(mem, stored) : stored;
}

struct kind_shown
kind_shown(const struct kind *kind, TALLOC_CTX *mem, const char *stored)
{
    struct kind_shown shown = {.day = KIND_NO_DAY};

    if (*stored != '\0')
        kind->show(mem, stored, &shown);
    return shown;
}
