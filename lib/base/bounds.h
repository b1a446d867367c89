/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * How much a list, a search or a count reads at most, whatever the size of the database. Who meets a bound says so: nothing is
 * left out in silence.
 */
#ifndef IMI_BASE_BOUNDS_H
#define IMI_BASE_BOUNDS_H

#define LIST_EXAMINED_MOST 500      /* rows of cases tried with filters that no index carries, for one page */
#define TASKS_COUNTED_MOST 1000     /* waiting cases counted, for each area and state */
#define SEARCH_EXAMINED_MOST 500    /* hits of the rarest word, tried with the other words */
#define SEARCH_FOUND_MOST 200       /* cases of one answer */
#define DIRECTORY_EXAMINED_MOST 500 /* authorities tried with filters that no index carries, for one page */

#endif
