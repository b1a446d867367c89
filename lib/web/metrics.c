/* SPDX-License-Identifier: EUPL-1.2 */
#include "web/metrics.h"

#include <errno.h>
#include <inttypes.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/mman.h>

#include "base/mem.h"

#define STATUS_CLASSES 6 /* 0 unused, 1xx .. 5xx */

static const char *const class_names[METRICS_CLASSES] = {"page", "act", "api", "watch"};

struct shared {
    _Atomic uint64_t answers[METRICS_CLASSES][STATUS_CLASSES];
    _Atomic uint64_t microseconds[METRICS_CLASSES];
    _Atomic uint64_t statements[METRICS_CLASSES];
};

struct metrics {
    struct shared *shared;
};

static int
close_metrics(struct metrics *metrics)
{
    munmap(metrics->shared, sizeof *metrics->shared);
    return 0;
}

enum err_code
metrics_new(TALLOC_CTX *mem, struct metrics **metrics, struct err *err)
{
    struct metrics *made = mem_zero(mem, struct metrics);

    made->shared = mmap(NULL, sizeof *made->shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (made->shared == MAP_FAILED) {
        talloc_free(made);
        return FAIL(err, ERR_INTERNAL, "mmap: %s", strerror(errno));
    }
    talloc_set_destructor(made, close_metrics);
    *metrics = made;
    return ERR_OK;
}

void
metrics_count(struct metrics *metrics, enum metrics_class class, int status, int64_t microseconds, unsigned statements)
{
    struct shared *shared = metrics->shared;
    int hundred = status / 100;

    if (hundred < 1 || hundred >= STATUS_CLASSES)
        hundred = 5;
    atomic_fetch_add(&shared->answers[class][hundred], 1);
    atomic_fetch_add(&shared->microseconds[class], microseconds > 0 ? (uint64_t)microseconds : 0);
    atomic_fetch_add(&shared->statements[class], statements);
}

static void
write_sums(struct buf *buf, const char *name, const char *help, const char *endpoint,
           const _Atomic uint64_t values[METRICS_CLASSES])
{
    buf_printf(buf, "# HELP %s %s\n# TYPE %s counter\n", name, help, name);
    for (size_t class = 0; class < METRICS_CLASSES; class++)
        buf_printf(buf, "%s{endpoint=\"%s\",class=\"%s\"} %" PRIu64 "\n", name, endpoint, class_names[class],
                   atomic_load(&values[class]));
}

void
metrics_write(struct buf *buf, const struct metrics *metrics, const char *endpoint)
{
    const struct shared *shared = metrics->shared;

    buf_puts(buf, "# HELP imi_answers_total Answers by class of address and of status.\n# TYPE imi_answers_total counter\n");
    for (size_t class = 0; class < METRICS_CLASSES; class++)
        for (int hundred = 2; hundred < STATUS_CLASSES; hundred++)
            buf_printf(buf, "imi_answers_total{endpoint=\"%s\",class=\"%s\",status=\"%dxx\"} %" PRIu64 "\n", endpoint,
                       class_names[class], hundred, atomic_load(&shared->answers[class][hundred]));
    write_sums(buf, "imi_answer_microseconds_total", "Time spent on answers.", endpoint, shared->microseconds);
    write_sums(buf, "imi_statements_total", "Statements sent to the database.", endpoint, shared->statements);
}
