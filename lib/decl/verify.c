/* SPDX-License-Identifier: EUPL-1.2 */
#include "decl/verify.h"

void
verify_flow(struct load *load, const struct decl_flow *flow)
{
    verify_states(load, flow);
    verify_time(load, flow);
    verify_actions(load, flow);
    verify_members(load, flow);
    verify_forms(load, flow);
}
