/* SPDX-License-Identifier: EUPL-1.2 */
/* One line of a mail, for the files of all kinds of subjects. */
#include "jobs/notice.h"
#include "text/fill.h"

void
notice_line(const struct notice_mail *mail, const char *pattern, const char *name, const char *value)
{
    const struct fill_arg arg = {name, value};

    buf_puts(mail->out, fill(mail->out, text_get(mail->lang, pattern), &arg, value != NULL ? 1 : 0));
    buf_putc(mail->out, '\n');
}
