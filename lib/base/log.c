/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/log.h"

#include <assert.h>
#include <errno.h>
#include <inttypes.h>
#include <limits.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/utf8.h"

#define LINE_BYTES 4096  /* PIPE_BUF of Linux: what one write to a pipe never mixes with others */
#define VALUE_BYTES 1024 /* of a value as written, its quotes and the mark of a cut included */
#define CUT_MARK "\xe2\x80\xa6" /* U+2026, three dots */
#define CUT_PAIR ",\"cut\":\"true\""
#define LINE_END "}\n"
#define ROOM (LINE_BYTES - (sizeof CUT_PAIR - 1) - (sizeof LINE_END - 1)) /* for pairs */

static_assert(LINE_BYTES <= PIPE_BUF, "a line must be one write");

static const char *program_name = "imi";
static enum log_level least_level = LOG_INFO;
static char request_number[65];

struct line {
    char text[LINE_BYTES];
    size_t length;
    bool cut; /* a pair was left out */
};

void
log_start(const char *program, enum log_level least)
{
    program_name = program;
    least_level = least;
}

void
log_request(const char *request_id)
{
    const char *text = request_id != NULL ? request_id : "";

    snprintf(request_number, sizeof request_number, "%.*s", (int)utf8_cut(text, sizeof request_number - 1), text);
}

static void
put(struct line *line, const char *text, size_t length)
{
    memcpy(line->text + line->length, text, length);
    line->length += length;
}

/* One character as JSON wants it in a string; gives its bytes, and in *size how many bytes of the text it stands for. */
static size_t
escape(const char *text, size_t *size, char out[8])
{
    unsigned char c = (unsigned char)*text;

    *size = utf8_first(text);
    if (*size == 0) {
        *size = 1;
        return (size_t)snprintf(out, 8, "\\ufffd");
    }
    if (c == '"' || c == '\\')
        return (size_t)snprintf(out, 8, "\\%c", c);
    if (c < 0x20 || c == 0x7f)
        return (size_t)snprintf(out, 8, "\\u%04x", c);
    memcpy(out, text, *size);
    return *size;
}

/* A text in quotes, cut when it is too long; false when not even a cut one has room. */
static bool
put_string(struct line *line, const char *text)
{
    size_t limit = line->length + VALUE_BYTES < ROOM ? line->length + VALUE_BYTES : ROOM;
    size_t size, length;
    char letter[8];

    if (line->length + sizeof "\"\"" CUT_MARK > limit)
        return false;
    put(line, "\"", 1);
    for (; *text != '\0'; text += size) {
        length = escape(text, &size, letter);
        if (line->length + length + sizeof CUT_MARK > limit) {
            put(line, CUT_MARK, sizeof CUT_MARK - 1);
            break;
        }
        put(line, letter, length);
    }
    put(line, "\"", 1);
    return true;
}

static bool
put_separator(struct line *line, char separator)
{
    if (line->length >= ROOM)
        return false;
    line->text[line->length++] = separator;
    return true;
}

static void
put_pair(struct line *line, const char *name, const char *value)
{
    size_t before = line->length;

    if (value == NULL)
        return;
    if (put_separator(line, before == 0 ? '{' : ',') && put_string(line, name) && put_separator(line, ':') &&
        put_string(line, value))
        return;
    line->length = before;
    line->cut = true;
}

static void
put_head(struct line *line, enum log_level level, const char *event)
{
    static const char *const names[] = {"debug", "info", "warning", "error"};
    char when[40];

    clock_rfc3339(clock_machine_now(), when, sizeof when);
    put_pair(line, "time", when);
    put_pair(line, "level", names[level]);
    put_pair(line, "program", program_name);
    put_pair(line, "pid", log_number(getpid()));
    put_pair(line, "request", request_number[0] != '\0' ? request_number : NULL);
    put_pair(line, "event", event);
}

/* A write of so few bytes to a pipe is whole or, when a signal comes first, not done at all. */
static void
write_out(struct line *line)
{
    ssize_t written;

    if (line->cut)
        put(line, CUT_PAIR, sizeof CUT_PAIR - 1);
    put(line, LINE_END, sizeof LINE_END - 1);
    do
        written = write(STDERR_FILENO, line->text, line->length);
    while (written < 0 && errno == EINTR); /* a log that cannot be written has nobody to be told */
}

void
log_line(enum log_level level, const char *event, ...)
{
    struct line line = {.length = 0, .cut = false};
    va_list args;
    const char *name;

    if (level < least_level)
        return;
    put_head(&line, level, event);
    va_start(args, event);
    while ((name = va_arg(args, const char *)) != NULL)
        put_pair(&line, name, va_arg(args, const char *));
    va_end(args);
    write_out(&line);
}

void
log_err(enum log_level level, const char *event, const struct err *err)
{
    log_line(level, event, "code", err_slug(err->code), "detail", err->detail, "file", err->file,
             "line", log_number(err->line), NULL);
}

const char *
log_number(int64_t number)
{
    static char buffers[8][24];
    static unsigned next;
    char *buffer = buffers[next++ % 8];

    snprintf(buffer, sizeof buffers[0], "%" PRId64, number);
    return buffer;
}
