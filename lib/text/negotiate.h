/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Which language to answer in. The caller tries in this order: ?lang= or the user's own setting or the
 * visitor's cookie (negotiate_code), Accept-Language (negotiate_accept), the site's default.
 */
#ifndef IMI_TEXT_NEGOTIATE_H
#define IMI_TEXT_NEGOTIATE_H

#include "text/catalogue.h"

/*
 * negotiate_code - one code from outside ("da", "DA", "en-GB", "nn") to an offered language: region
 * dropped, no and nn taken as nb. NULL when it is none or not offered.
 */
const struct text_lang *negotiate_code(const struct text *text, const char *code);

/*
 * negotiate_accept - an Accept-Language header (RFC 9110 12.5.4, weights honoured, the first of equals
 * wins, at most 50 ranges read) to an offered language; the default when nothing fits or the header is
 * NULL or broken. qps is only chosen when named. Never NULL.
 */
const struct text_lang *negotiate_accept(const struct text *text, const char *accept_language);

#endif
