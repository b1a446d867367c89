/* SPDX-License-Identifier: EUPL-1.2 */
/* What an endpoint reads of the files beside it, once at its start. */
#ifndef IMI_WEB_ASSETS_H
#define IMI_WEB_ASSETS_H

#include <stddef.h>
#include <talloc.h>

#include "config/config.h"

struct app_story;

/* assets_version - the digest of style and script, for their addresses; "0" when they are not built. */
const char *assets_version(TALLOC_CTX *mem, const struct config *config);

/* assets_stories - the invented people of a training installation, from the file that the configuration names; else none. */
void assets_stories(TALLOC_CTX *mem, const struct config *config, const struct app_story **stories, size_t *count);

#endif
