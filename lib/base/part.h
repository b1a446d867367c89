/* SPDX-License-Identifier: EUPL-1.2 */
/* Parts of a case, numbered in the order in which its flow declares them. */
#ifndef IMI_BASE_PART_H
#define IMI_BASE_PART_H

#define PART_BEGINS 0 /* declared first: whoever begins a case holds it */

#endif
