/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Reader of compiled gettext catalogues. The whole file is checked when it is opened: offsets, ends,
 * order, UTF-8, plural rule. What passes can be searched without further checks; what does not is refused.
 */
#ifndef IMI_TEXT_MO_H
#define IMI_TEXT_MO_H

#include "base/err.h"

#include <stddef.h>
#include <stdint.h>
#include <talloc.h>

#include "text/plural.h"

#define MO_FILE_BYTES_MAX (64 * 1024 * 1024)

struct mo {
    const unsigned char *data;
    size_t size;
    bool swapped; /* written on a machine of the other byte order */
    uint32_t count;
    uint32_t ids;   /* offset of the table of msgids, sorted */
    uint32_t texts; /* offset of the table of translations */
    struct plural plural;
};

/*
 * mo_open - map a file read-only. Ownership: *out belongs to mem and unmaps itself.
 * Errors: ERR_CONFIG it cannot be read or is not a sound .mo file; the detail names it.
 */
enum err_code mo_open(TALLOC_CTX *mem, const char *path, const struct mo **out,
                      struct err *err) ERR_MUST_CHECK;

/*
 * mo_parse - the same for bytes in memory, which must stay and stay unchanged. name is for the errors.
 */
enum err_code mo_parse(struct mo *mo, const void *data, size_t size, const char *name,
                       struct err *err) ERR_MUST_CHECK;

/*
 * mo_find - the translation of a key (msgid, or context EOT msgid); NULL when there is none or it is
 * empty. *length (may be NULL) is that of all plural forms together, with the NULs between them.
 */
const char *mo_find(const struct mo *mo, const char *key, size_t *length);

#endif
