/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/log.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/clock.h"

#define LINE_BYTES 4096

static const char *program_name = "imi";
static enum log_level least_level = LOG_INFO;
static char request_number[65];

struct line {
    char text[LINE_BYTES];
    size_t length;
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
    snprintf(request_number, sizeof request_number, "%s", request_id != NULL ? request_id : "");
}

/* Room is kept for the end of the line, so that a cut line is still one JSON object. */
static void
put(struct line *line, const char *text, size_t length)
{
    if (line->length + length + 4 < sizeof line->text) {
        memcpy(line->text + line->length, text, length);
        line->length += length;
    }
}

static void
put_string(struct line *line, const char *text)
{
    char escaped[8];

    put(line, "\"", 1);
    for (const unsigned char *c = (const unsigned char *)text; *c != '\0'; c++) {
        if (line->length + 12 > sizeof line->text)
            break;
        if (*c == '"' || *c == '\\') {
            escaped[0] = '\\';
            escaped[1] = (char)*c;
            put(line, escaped, 2);
        } else if (*c < 0x20 || *c == 0x7f) {
            snprintf(escaped, sizeof escaped, "\\u%04x", *c);
            put(line, escaped, 6);
        } else {
            put(line, (const char *)c, 1);
        }
    }
    put(line, "\"", 1);
}

static void
put_pair(struct line *line, const char *name, const char *value)
{
    if (value == NULL)
        return;
    put(line, line->length == 1 ? "" : ",", line->length == 1 ? 0 : 1);
    put_string(line, name);
    put(line, ":", 1);
    put_string(line, value);
}

static void
put_head(struct line *line, enum log_level level, const char *event)
{
    static const char *const names[] = {"debug", "info", "warning", "error"};
    char when[40];

    clock_rfc3339(clock_machine_now(), when, sizeof when);
    put(line, "{", 1);
    put_pair(line, "time", when);
    put_pair(line, "level", names[level]);
    put_pair(line, "program", program_name);
    put_pair(line, "pid", log_number(getpid()));
    put_pair(line, "request", request_number[0] != '\0' ? request_number : NULL);
    put_pair(line, "event", event);
}

static void
write_out(struct line *line)
{
    ssize_t written;

    line->text[line->length++] = '}';
    line->text[line->length++] = '\n';
    written = write(STDERR_FILENO, line->text, line->length);
    (void)written; /* a log that cannot be written has nobody to be told */
}

void
log_line(enum log_level level, const char *event, ...)
{
    struct line line = {.length = 0};
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
