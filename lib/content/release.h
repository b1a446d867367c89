/* SPDX-License-Identifier: EUPL-1.2 */
/* The record of reads, for values and for all else that gives out personal data. */
#ifndef IMI_CONTENT_RELEASE_H
#define IMI_CONTENT_RELEASE_H

#include "content/case.h"

/*
 * release_record - record that personal data are about to be shown: v17 a value, f3 a file or its name, d a working copy.
 * Errors: any of the database; the caller shows nothing then.
 */
enum err_code release_record(const struct env *env, const struct content_case *the_case,
                             const char *purpose, const char *value_ids,
                             struct err *err) ERR_MUST_CHECK;

#endif
