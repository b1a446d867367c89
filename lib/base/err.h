/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Errors: one closed list of codes, each with a public part (HTTP status, slug, title msgid; see
 * errors.def) and a private detail that goes to the log and never to a client.
 *
 * A function that can fail returns enum err_code (ERR_OK is 0) and takes `struct err *err` last. The
 * one who sees the fault fills it with FAIL; the ones above pass it on unchanged with TRY. On ERR_OK
 * `err` is untouched.
 */
#ifndef IMI_BASE_ERR_H
#define IMI_BASE_ERR_H

#define N_(msgid) msgid

enum err_code {
#define ERR(code, status, slug, title) ERR_##code,
#include "base/errors.def"
#undef ERR
    ERR_COUNT
};

struct err {
    enum err_code code;
    const char *file; /* where it was seen */
    int line;
    unsigned retry_after_s; /* ERR_TOO_MANY, ERR_UNAVAILABLE: when to try again; 0 = not said */
    const char *why;        /* msgid: what a person is told of this fault, with the mend; NULL: what is told of every `code` */
    char detail[512];       /* for the log only: may name hosts, paths, statements; never user values */
};

#define ERR_MUST_CHECK __attribute__((warn_unused_result))

/*
 * FAIL - fill an error where it is seen and give back its code.
 * The detail is printf-formatted; what does not fit is cut at a character and ends with three dots. err may not be NULL;
 * `code` is evaluated twice. The value is `code` itself, so that compiler and analyzers see that a function which fails does
 * not return ERR_OK; where the value is not wanted, (void) says so.
 */
#define FAIL(err, code, ...) (err_fill((err), (code), __FILE__, __LINE__, __VA_ARGS__), (code))

/* REFUSE - the same for a fault that a person can mend: `msgid` says what it is and what to do (N_("...")). */
#define REFUSE(err, code, msgid, ...)                                                              \
    (err_fill((err), (code), __FILE__, __LINE__, __VA_ARGS__), (void)((err)->why = (msgid)), (code))

/* TRY - leave the function with the code of a call that failed. */
#define TRY(call)                                                                                  \
    do {                                                                                           \
        enum err_code try_code_ = (call);                                                          \
        if (try_code_ != ERR_OK)                                                                   \
            return try_code_;                                                                      \
    } while (0)

/* err_fill - what FAIL calls: fills `err` with the place and a formatted detail. */
void err_fill(struct err *err, enum err_code code, const char *file, int line, const char *format, ...)
    __attribute__((format(printf, 5, 6)));

/* err_status - the HTTP status of a code; 500 for a number outside the list. */
int err_status(enum err_code code);

/* err_slug - the stable short name of a code, used in problem types and logs. Never NULL. */
const char *err_slug(enum err_code code);

/* err_title - the msgid that tells a person what is wrong; translate before showing. Never NULL. */
const char *err_title(enum err_code code);

#endif
