/* SPDX-License-Identifier: EUPL-1.2 */
/* Lists to choose from that several pages have. */
#ifndef IMI_WEB_CHOICES_H
#define IMI_WEB_CHOICES_H

#include "web/handler.h"

/* What is said where more words are given than the directory searches for at once. */
#define DIRECTORY_MANY_WORDS N_("Search for at most {directory_words} words at once")

/* choices_country - the 30 states in the reader's order; `chosen` may be NULL. */
struct view_control choices_country(struct exchange *exchange, const char *chosen);

/* choices_activity - the activities of an area; a control without a name where the area has none. */
struct view_control choices_activity(struct exchange *exchange, const struct decl_area *area,
                                               const char *chosen);

#endif
