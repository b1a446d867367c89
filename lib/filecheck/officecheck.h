/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What runs or is fetched when an office document is opened, found by the relationships, types and elements of its parts, not by
 * their names alone: macros, ActiveX, OLE objects, DDE, templates and pictures of another computer.
 * Source: ECMA-376 part 1, 15 and 17.16.5; ODF 1.3 part 3, 3.13, 10.4.6, 14.6.
 */
#ifndef IMI_FILECHECK_OFFICECHECK_H
#define IMI_FILECHECK_OFFICECHECK_H

#include "filecheck/xmlread.h"

struct office_part;

/*
 * office_part_begin - begin to look at a part of a container by its name, whose case means nothing. *part NULL: there is nothing
 * to look at in it. Errors: ERR_MEDIA_TYPE the name alone says that it runs.
 */
enum err_code office_part_begin(TALLOC_CTX *mem, const char *name, struct office_part **part, struct err *err) ERR_MUST_CHECK;

/* office_part_bytes, office_part_end - its content. Errors: ERR_MEDIA_TYPE as filecheck/faults.def says, with `why`. */
enum err_code office_part_bytes(struct office_part *part, const void *bytes, size_t length, struct err *err) ERR_MUST_CHECK;
enum err_code office_part_end(struct office_part *part, struct err *err) ERR_MUST_CHECK;

#endif
