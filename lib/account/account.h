/* SPDX-License-Identifier: EUPL-1.2 */
/* Signing in and out, and what people change of their own account. */
#ifndef IMI_ACCOUNT_ACCOUNT_H
#define IMI_ACCOUNT_ACCOUNT_H

#include "http/route.h"

/* sign_in_show, sign_in_do, sign_out_do - the way in and out (sign_in.c). */
extern const struct input_spec sign_in_show_input;
extern const struct input_spec sign_in_input;
route_handler sign_in_show;
route_handler sign_in_do;
route_handler sign_out_do;

/* account_show, account_do - one's own details, language, password, sessions (account.c). */
extern const struct input_spec account_input;
route_handler account_show;
route_handler account_do;

/* account_code_show, account_code_do - setting up one-time codes (code.c). */
extern const struct input_spec account_code_input;
route_handler account_code_show;
route_handler account_code_do;

#endif
