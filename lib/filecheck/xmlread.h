/* SPDX-License-Identifier: EUPL-1.2 */
/* XML in pieces, in any encoding, by libxml2, which only this file uses: nothing is fetched, no entity may be declared. */
#ifndef IMI_FILECHECK_XMLREAD_H
#define IMI_FILECHECK_XMLREAD_H

#include <stdbool.h>
#include <stddef.h>
#include <talloc.h>

#include "base/err.h"

struct xml_element {
    const char *space; /* its namespace, "" for none */
    const char *name;  /* without prefix */
    const void *attributes;
    int n_attributes;
};

/* Who is told. An error from any ends the reading with it. Those that are NULL are not asked. */
struct xml_sink {
    enum err_code (*element)(void *data, const struct xml_element *element, struct err *err);
    enum err_code (*text)(void *data, const char *text, size_t length, struct err *err); /* in pieces */
    enum err_code (*instruction)(void *data, const char *target, struct err *err);
    void *data;
};

struct xml_read;

/* xml_begin - start reading; sink and err stay the caller's and live as long as the reading, which ends with `mem`. */
struct xml_read *xml_begin(TALLOC_CTX *mem, const struct xml_sink *sink);

/*
 * xml_bytes - the next piece. xml_end - it is over.
 * Errors: ERR_MEDIA_TYPE not well-formed, or with entities of its own, with `why`; the sink's.
 */
enum err_code xml_bytes(struct xml_read *read, const void *bytes, size_t length, struct err *err) ERR_MUST_CHECK;
enum err_code xml_end(struct xml_read *read, struct err *err) ERR_MUST_CHECK;

/* xml_attribute - the value of an attribute by its name without prefix, in memory of `mem`; "" when it is not there. */
const char *xml_attribute(TALLOC_CTX *mem, const struct xml_element *element, const char *name);

#endif
