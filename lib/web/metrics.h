/* SPDX-License-Identifier: EUPL-1.2 */
/* Counters of an endpoint, shared by its workers: answers by class of status, time and statements. No values, no names. */
#ifndef IMI_WEB_METRICS_H
#define IMI_WEB_METRICS_H

#include <stdint.h>
#include <talloc.h>

#include "base/buf.h"
#include "base/err.h"

struct metrics;

/* What an answer counts as. */
enum metrics_class { METRICS_PAGE, METRICS_ACT, METRICS_API, METRICS_WATCH, METRICS_CLASSES };

/* metrics_new - counters for all processes forked afterwards. Errors: ERR_INTERNAL no memory to share. */
enum err_code metrics_new(TALLOC_CTX *mem, struct metrics **metrics, struct err *err) ERR_MUST_CHECK;

/* metrics_count - count one answer. */
void metrics_count(struct metrics *metrics, enum metrics_class class, int status, int64_t microseconds,
                   unsigned statements);

/* metrics_write - append them in the text form of Prometheus (0.0.4). endpoint: a word. */
void metrics_write(struct buf *buf, const struct metrics *metrics, const char *endpoint);

#endif
