/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Declared input: a list of fields, and what was sent for each of them. A wrong value is never mistaken
 * for a missing one, and what was typed is kept as it was typed, so that a form can be shown again.
 *
 *   line    one line of text; space around it is cut off
 *   text    lines of text; CRLF becomes LF
 *   code    [0-9A-Za-z._:-]+
 *   codes   any number of codes, each under the same name
 *   token   [0-9A-Za-z_-]+ (base64url or hexadecimal)
 *   number  a whole number in digits, with an optional minus sign
 *   day     three fields NAME-day, NAME-month, NAME-year, or one NAME with YYYY-MM-DD
 *   flag    a tick box: sent or not
 *   file    one uploaded file, or more where max_items says so
 *
 * Nothing but space is ABSENT; `sent` tells an emptied field from one that was not in the form.
 */
#ifndef IMI_HTTP_INPUT_H
#define IMI_HTTP_INPUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <talloc.h>

#include "http/form.h"

enum input_type {
    INPUT_LINE,
    INPUT_TEXT,
    INPUT_CODE,
    INPUT_CODES,
    INPUT_TOKEN,
    INPUT_NUMBER,
    INPUT_DAY,
    INPUT_FLAG,
    INPUT_FILE
};

struct input_field {
    const char *name; /* [A-Za-z0-9_.-]{1,128} */
    enum input_type type;
    uint32_t max_chars; /* line, text, code, codes (each), token; 0 = 200, 10,000, 64, 64, 128 */
    uint32_t max_items; /* codes, file: how many; 0 = 200 codes, 1 file */
    int64_t min, max;   /* number, day: inclusive; both 0 = any */
};

struct input_spec {
    const struct input_field *fields;
    size_t count;
};

#define INPUT_SPEC(array) {(array), sizeof(array) / sizeof((array)[0])}

enum input_state { INPUT_ABSENT, INPUT_VALID, INPUT_INVALID };

enum input_reason {
    INPUT_FINE,
    INPUT_TOO_LONG,      /* more than max_chars */
    INPUT_TOO_MANY,      /* more than max_items */
    INPUT_WRONG_KIND,    /* not a number, not a code, a file where text is wanted or the other way round */
    INPUT_NOT_A_DAY,     /* no such day in the calendar */
    INPUT_OUT_OF_RANGE,  /* below min or above max */
    INPUT_REPEATED,      /* sent more than once */
    INPUT_CONTROL        /* a control character */
};

struct input_value {
    const struct input_field *field;
    enum input_state state;
    enum input_reason reason;
    bool sent;       /* the form had this field, empty or not */
    const char *raw; /* as typed, never NULL; of a day in three fields: YEAR-MONTH-DAY as typed */
    const char *raw_day, *raw_month, *raw_year; /* day: the three fields as typed; "" where not sent that way */

    /* Meaningful in state VALID */
    const char *text;            /* line, text, code, token; the name of the (first) file */
    int64_t number;              /* number */
    int32_t day;                 /* day: days since 1970-01-01 */
    bool flag;                   /* flag: true */
    const char *const *items;    /* codes: each once, in the order sent; also set when one of them is INVALID */
    void *const *files;          /* file: what the sink gave for each */
    size_t item_count;           /* codes, file */
};

struct input {
    const struct input_spec *spec;
    struct input_value *values; /* parallel to spec->fields */
    size_t unknown;             /* pairs sent that no field is declared for */
    size_t invalid;             /* fields in state INVALID */
};

/* input_check - what was sent, checked against what is declared. Never fails; look at each value's state. */
struct input *input_check(TALLOC_CTX *mem, const struct input_spec *spec, const struct form *form);

/*
 * input_value - the value of a declared field. Asking for an undeclared one ends the process: it is a slip of the
 * program.
 */
const struct input_value *input_value(const struct input *input, const char *name);

/* input_text - the valid text of a line, text, code or token field, else NULL. */
const char *input_text(const struct input *input, const char *name);

/* input_number - the valid number, else `otherwise`. */
int64_t input_number(const struct input *input, const char *name, int64_t otherwise);

/* input_flag - whether the box was ticked. */
bool input_flag(const struct input *input, const char *name);

/* input_reason_text - the msgid that tells a person what to mend; "" for INPUT_FINE. Placeholders: {max}, {min}. */
const char *input_reason_text(enum input_reason reason);

#endif
