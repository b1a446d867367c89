/* SPDX-License-Identifier: EUPL-1.2 */
/* Reading single values. */
#ifndef IMI_YAML_SCALAR_H
#define IMI_YAML_SCALAR_H

#include <stdbool.h>
#include <stdint.h>

/* scalar_number - a whole number in decimal digits, with a minus at most; at most 15 digits. */
bool scalar_number(const char *text, int64_t *number);

#endif
