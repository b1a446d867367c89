/* SPDX-License-Identifier: EUPL-1.2 */
#include "access/code.h"

#include <ctype.h>
#include <inttypes.h>
#include <liboath/oath.h>
#include <qrencode.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/hash.h"
#include "base/mem.h"
#include "base/rng.h"

#define DIGITS 6
#define URI_MAX_BYTES 500

static char *
base32(TALLOC_CTX *mem, const unsigned char *bytes, size_t length)
{
    char *encoded = NULL, *copy;

    if (oath_base32_encode((const char *)bytes, length, &encoded, NULL) != OATH_OK)
        encoded = NULL;
    encoded = mem_or_end(encoded);
    copy = mem_copy(mem, encoded);
    hash_wipe(encoded, strlen(encoded));
    free(encoded); /* allocated by liboath */
    return copy;
}

char *
code_new_secret(TALLOC_CTX *mem)
{
    unsigned char bytes[CODE_SECRET_BYTES];
    char *text;

    rng_bytes(bytes, sizeof bytes);
    text = base32(mem, bytes, sizeof bytes);
    hash_wipe(bytes, sizeof bytes);
    return text;
}

static void
add_escaped(struct buf *buf, const char *text)
{
    for (const unsigned char *c = (const unsigned char *)text; *c != '\0'; c++) {
        if (isalnum(*c) || strchr("-._~", *c) != NULL)
            buf_putc(buf, (char)*c);
        else
            buf_printf(buf, "%%%02X", (unsigned)*c);
    }
}

char *
code_uri(TALLOC_CTX *mem, const char *issuer, const char *name, const char *secret)
{
    struct buf *buf = buf_new(mem, URI_MAX_BYTES);

    buf_puts(buf, "otpauth://totp/");
    add_escaped(buf, issuer);
    buf_puts(buf, ":");
    add_escaped(buf, name);
    buf_printf(buf, "?secret=%s&issuer=", secret);
    add_escaped(buf, issuer);
    buf_puts(buf, "&algorithm=SHA1&digits=6&period=30");
    return buf->data;
}

enum err_code
code_qr(TALLOC_CTX *mem, const char *text, struct code_qr *qr, struct err *err)
{
    QRcode *code = strlen(text) <= URI_MAX_BYTES ? QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M) : NULL;
    struct buf *path;

    if (code == NULL)
        return FAIL(err, ERR_INTERNAL, "no QR code for %zu bytes", strlen(text));
    path = buf_new(mem, 256 * 1024);
    for (int y = 0; y < code->width; y++) {
        for (int x = 0; x < code->width; x++) {
            int from = x;

            while (x < code->width && (code->data[y * code->width + x] & 1) != 0)
                x++;
            if (x > from)
                buf_printf(path, "M%d %dh%dv1h-%dz", from, y, x - from, x - from);
        }
    }
    qr->path = path->data;
    qr->size = (unsigned)code->width;
    QRcode_free(code);
    return ERR_OK;
}

/* The bytes of a secret in base32, to be freed; NULL when it is none. */
static char *
decode(const char *secret, size_t *length)
{
    char *bytes = NULL;

    return oath_base32_decode(secret, strlen(secret), &bytes, length) == OATH_OK ? bytes : NULL;
}

enum err_code
code_at(const char *secret, int64_t moment, char out[7], struct err *err)
{
    size_t length;
    char *bytes = decode(secret, &length);
    int rc;

    if (bytes == NULL)
        return FAIL(err, ERR_INVALID, "the secret is not base32");
    /* RFC 6238, 4: the code of a moment is that of a counter, the steps since 1970. liboath's own function for it takes a
       time_t, of 32 bits where the library was built with such. */
    rc = oath_hotp_generate(bytes, length, (uint64_t)(moment / CLOCK_SECOND) / CODE_STEP_S, DIGITS, false,
                            OATH_HOTP_DYNAMIC_TRUNCATION, out);
    hash_wipe(bytes, length);
    free(bytes); /* allocated by liboath */
    return rc == OATH_OK ? ERR_OK : FAIL(err, ERR_INTERNAL, "one-time code: %s", oath_strerror(rc));
}

uint64_t
code_step(const char *secret, const char *code, int64_t now, uint64_t used)
{
    uint64_t today = (uint64_t)(now / CLOCK_SECOND) / CODE_STEP_S, found = 0;
    char right[DIGITS + 1];
    struct err ignored;

    if (strlen(code) != DIGITS)
        return 0;
    for (uint64_t step = today - CODE_WINDOW; step <= today + CODE_WINDOW; step++) {
        if (code_at(secret, (int64_t)step * CODE_STEP_S * CLOCK_SECOND, right, &ignored) != ERR_OK)
            return 0;
        if (hash_equal(right, code, DIGITS) && step > used && found == 0)
            found = step;
    }
    return found;
}

static const char *
use_of(char out[32], uint64_t user_id)
{
    snprintf(out, 32, "code %" PRIu64, user_id);
    return out;
}

void
code_seal(TALLOC_CTX *mem, const struct keys *keys, uint64_t user_id, const char *secret, unsigned char **sealed,
          size_t *length)
{
    char use[32];

    keys_seal(mem, keys, use_of(use, user_id), secret, strlen(secret), sealed, length);
}

enum err_code
code_use(struct db *db, const struct keys *keys, uint64_t user_id, struct db_bytes sealed, uint64_t used,
         const char *code, bool *passed, struct err *err)
{
    TALLOC_CTX *mem = mem_new(NULL, "code");
    unsigned char *secret;
    size_t length;
    char use[32];
    uint64_t step;
    struct db_done done = {0};
    enum err_code result = ERR_OK;

    *passed = false;
    if (!keys_open(mem, keys, use_of(use, user_id), sealed.data, sealed.length, &secret, &length)) {
        talloc_free(mem);
        return FAIL(err, ERR_INTERNAL, "the code secret of user %" PRIu64 " does not open: is its key gone?", user_id);
    }
    step = code_step((const char *)secret, code, clock_machine_now(), used);
    hash_wipe(secret, length);
    talloc_free(mem);
    if (step != 0)
        result = db_exec(db, SQL_CODE_STEP_USE, DB_ARGS(db_u64(step), db_u64(user_id), db_u64(step)), &done, err);
    *passed = result == ERR_OK && step != 0 && done.affected == 1;
    return result;
}
