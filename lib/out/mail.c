/* SPDX-License-Identifier: EUPL-1.2 */
#include "out/mail.h"

#include <curl/curl.h>
#include <stdio.h>
#include <string.h>

#include "base/mem.h"

#define CONNECT_TIMEOUT_S 10L
#define TIMEOUT_S 30u

struct mail_out {
    CURL *curl;
    struct mail_server server;
    char step[8]; /* the last command sent: a 5xx means this or that by what it answers */
    const char *data;
    size_t length, at;
};

static int
close_out(struct mail_out *out)
{
    curl_easy_cleanup(out->curl);
    curl_global_cleanup();
    return 0;
}

static size_t
give(char *to, size_t size, size_t n, void *closure)
{
    struct mail_out *out = closure;
    size_t room = size * n, left = out->length - out->at;

    if (left == 0 || room == 0)
        return 0;
    if (room > left)
        room = left;
    memcpy(to, out->data + out->at, room);
    out->at += room;
    return room;
}

/* What a server writes back is of no use here and may hold the address. */
static size_t
drop(char *from, size_t size, size_t n, void *closure)
{
    (void)from;
    (void)closure;
    return size * n;
}

static int
watch(CURL *curl, curl_infotype type, char *data, size_t size, void *closure)
{
    struct mail_out *out = closure;
    size_t n = 0;

    (void)curl;
    /* After a refusal libcurl takes its leave: that is not the step that failed. */
    if (type != CURLINFO_HEADER_OUT || (size >= 4 && memcmp(data, "QUIT", 4) == 0))
        return 0;
    while (n < size && n < sizeof out->step - 1 && data[n] >= 'A' && data[n] <= 'Z') {
        out->step[n] = data[n];
        n++;
    }
    out->step[n] = '\0';
    return 0;
}

enum err_code
mail_out_new(TALLOC_CTX *mem, const struct mail_server *server, struct mail_out **out, struct err *err)
{
    struct mail_out *made;

    if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK)
        return FAIL(err, ERR_INTERNAL, "libcurl cannot be used");
    made = mem_zero(mem, struct mail_out);
    made->curl = curl_easy_init();
    if (made->curl == NULL) {
        talloc_free(made);
        curl_global_cleanup();
        return FAIL(err, ERR_INTERNAL, "libcurl cannot be used");
    }
    talloc_set_destructor(made, close_out);
    made->server = *server;
    made->server.address = mem_copy(made, server->address);
    *out = made;
    return ERR_OK;
}

/* All options anew for each mail; the connection is kept by the handle. False when one is not taken. */
static bool
prepare(struct mail_out *out, const struct mail *mail, struct curl_slist *to)
{
    CURL *curl = out->curl;
    const char *from = talloc_asprintf(out, "<%s>", mail->from);
    long timeout_s = (long)(out->server.timeout_s != 0 ? out->server.timeout_s : TIMEOUT_S);
    long tls = (long)(out->server.tls_required ? CURLUSESSL_ALL : CURLUSESSL_NONE);
    bool good;

    curl_easy_reset(curl);
    good = curl_easy_setopt(curl, CURLOPT_URL, out->server.address) == CURLE_OK &&
           curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps") == CURLE_OK &&
           curl_easy_setopt(curl, CURLOPT_USE_SSL, tls) == CURLE_OK &&
           curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L) == CURLE_OK &&
           curl_easy_setopt(curl, CURLOPT_PROXY, "") == CURLE_OK &&
           curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, CONNECT_TIMEOUT_S) == CURLE_OK &&
           curl_easy_setopt(curl, CURLOPT_TIMEOUT, timeout_s) == CURLE_OK &&
           curl_easy_setopt(curl, CURLOPT_MAIL_FROM, from) == CURLE_OK &&
           curl_easy_setopt(curl, CURLOPT_MAIL_RCPT, to) == CURLE_OK &&
           curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L) == CURLE_OK &&
           curl_easy_setopt(curl, CURLOPT_READFUNCTION, give) == CURLE_OK &&
           curl_easy_setopt(curl, CURLOPT_READDATA, out) == CURLE_OK &&
           curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, drop) == CURLE_OK &&
           curl_easy_setopt(curl, CURLOPT_DEBUGFUNCTION, watch) == CURLE_OK &&
           curl_easy_setopt(curl, CURLOPT_DEBUGDATA, out) == CURLE_OK &&
           curl_easy_setopt(curl, CURLOPT_VERBOSE, 1L) == CURLE_OK;
    talloc_free((void *)from);
    return good;
}

/* A 5xx to RCPT is about the address, after DATA about the message; to anything else about the server's settings. */
static enum mail_result
judge(const struct mail_out *out, CURLcode result, char why[80])
{
    long code = 0;

    if (result == CURLE_OK)
        return MAIL_TAKEN;
    (void)curl_easy_getinfo(out->curl, CURLINFO_RESPONSE_CODE, &code);
    if (code >= 400 && code < 600 && result != CURLE_OPERATION_TIMEDOUT && out->step[0] != '\0') {
        snprintf(why, 80, "%s answered %ld", out->step, code);
        return code >= 500 && (strcmp(out->step, "RCPT") == 0 || strcmp(out->step, "DATA") == 0) ? MAIL_REFUSED
                                                                                                  : MAIL_LATER;
    }
    snprintf(why, 80, "%.79s", curl_easy_strerror(result));
    return MAIL_LATER;
}

enum mail_result
mail_send(struct mail_out *out, const struct mail *mail, char why[80])
{
    TALLOC_CTX *mem;
    struct curl_slist *to;
    enum mail_result result = MAIL_LATER;

    if (!mime_address_good(mail->to)) {
        snprintf(why, 80, "not an address");
        return MAIL_REFUSED;
    }
    mem = mem_new(out, "mail");
    to = curl_slist_append(NULL, mem_printf(mem, "<%s>", mail->to));
    out->data = mime_make(mem, mail, &out->length);
    out->at = 0;
    out->step[0] = '\0';
    snprintf(why, 80, "libcurl refused the settings");
    if (to != NULL && prepare(out, mail, to))
        result = judge(out, curl_easy_perform(out->curl), why);
    curl_slist_free_all(to);
    talloc_free(mem);
    return result;
}
