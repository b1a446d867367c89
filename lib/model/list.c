/* SPDX-License-Identifier: EUPL-1.2 */
#include "model/model.h"

struct model_list
model_list_of(const void *items, size_t count)
{
    return (struct model_list){items, count};
}
