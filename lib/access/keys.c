/* SPDX-License-Identifier: EUPL-1.2 */
#include "access/keys.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/rng.h"

#define HEAD "imi-keys 1\n"
#define FILE_MAX_BYTES 16384
#define NONCE_BYTES crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
#define PROOF_BYTES crypto_aead_xchacha20poly1305_ietf_ABYTES

static_assert(KEYS_SEAL_EXTRA == 4 + NONCE_BYTES + PROOF_BYTES, "key number, nonce, proof");

struct key {
    uint32_t number;
    unsigned char bytes[HASH_KEY_BYTES];
};

struct keys {
    size_t count;
    struct key keys[KEYS_MAX]; /* ascending; the last is the current one */
};

static int
wipe(struct keys *keys)
{
    hash_wipe(keys, sizeof *keys);
    return 0;
}

/* Whether the mode shows the file to its owner only. A credential of systemd carries an access list, whose mask is the group's
 * bits. */
static bool
private_mode(const struct stat *status, bool credential)
{
    return S_ISREG(status->st_mode) && (status->st_mode & (credential ? S_IRWXO : S_IRWXG | S_IRWXO)) == 0;
}

static enum err_code
read_file(const char *path, bool credential, char text[FILE_MAX_BYTES + 1], struct err *err)
{
    struct stat status;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    size_t length = 0;
    ssize_t got = -1;

    if (fd < 0)
        return FAIL(err, ERR_CONFIG, "key file %s: %s", path, strerror(errno));
    if (fstat(fd, &status) != 0 || !private_mode(&status, credential)) {
        close(fd);
        return FAIL(err, ERR_CONFIG, "key file %s: must be a file that only its owner can read: chmod 600 %s", path, path);
    }
    while (length < FILE_MAX_BYTES && (got = read(fd, text + length, FILE_MAX_BYTES - length)) > 0)
        length += (size_t)got;
    close(fd);
    if (got != 0 || memchr(text, '\0', length) != NULL) {
        hash_wipe(text, FILE_MAX_BYTES);
        return FAIL(err, ERR_CONFIG, "key file %s: cannot be read, is too long or is not text", path);
    }
    text[length] = '\0';
    return ERR_OK;
}

/* One line, NUMBER MADE HEX; false when it is not that. */
static bool
parse_line(const char *line, uint32_t after, struct key *key)
{
    char made[33], hex[2 * HASH_KEY_BYTES + 1];
    uint64_t number;
    int end = 0;
    int64_t moment;
    bool good = sscanf(line, "%" SCNu64 " %32s %64s%n", &number, made, hex, &end) == 3 && line[end] == '\0' &&
                number > after && number <= UINT32_MAX && clock_parse(made, &moment) == 0 &&
                hash_from_hex(hex, key->bytes, sizeof key->bytes);

    hash_wipe(hex, sizeof hex);
    if (good)
        key->number = (uint32_t)number;
    return good;
}

static enum err_code
parse_keys(struct keys *keys, char *text, const char *path, struct err *err)
{
    char *rest = text + strlen(HEAD), *line;

    keys->count = 0;
    if (strncmp(text, HEAD, strlen(HEAD)) != 0)
        return FAIL(err, ERR_CONFIG, "key file %s: line 1: must be imi-keys 1", path);
    while ((line = strsep(&rest, "\n")) != NULL) {
        uint32_t after = keys->count > 0 ? keys->keys[keys->count - 1].number : 0;

        if (*line == '\0')
            continue;
        if (keys->count == KEYS_MAX || !parse_line(line, after, &keys->keys[keys->count]))
            return FAIL(err, ERR_CONFIG, "key file %s: line %zu: must be NUMBER TIME HEX, with ascending numbers",
                        path, keys->count + 2);
        keys->count++;
    }
    if (keys->count == 0)
        return FAIL(err, ERR_CONFIG, "key file %s: holds no key; make one with imictl key new", path);
    return ERR_OK;
}

static enum err_code
load_keys(struct keys *keys, const char *path, bool credential, struct err *err)
{
    char text[FILE_MAX_BYTES + 1];
    enum err_code code = read_file(path, credential, text, err);

    if (code == ERR_OK) {
        code = parse_keys(keys, text, path, err);
        hash_wipe(text, sizeof text);
    }
    return code;
}

enum err_code
keys_load(TALLOC_CTX *mem, const char *path, const struct keys **keys, struct err *err)
{
    struct keys *made = mem_zero(mem, struct keys);
    const char *folder = getenv("CREDENTIALS_DIRECTORY");
    enum err_code code;

    talloc_set_destructor(made, wipe);
    if (folder != NULL) {
        char *credential = mem_printf(made, "%s/imi-keys", folder);

        if (access(credential, F_OK) == 0) {
            TRY(load_keys(made, credential, true, err));
            *keys = made;
            return ERR_OK;
        }
    }
    code = load_keys(made, path, false, err);
    if (code != ERR_OK) {
        talloc_free(made);
        return code;
    }
    *keys = made;
    return ERR_OK;
}

/* Write the whole file beside its place and move it there, so that no moment sees half of it. */
static enum err_code
store(const struct keys *keys, const char *path, const char *kept, struct err *err)
{
    TALLOC_CTX *mem = mem_new(NULL, "key file");
    struct buf *text = buf_new(mem, FILE_MAX_BYTES);
    char *beside = mem_printf(mem, "%s.new", path);
    char now[32], hex[2 * HASH_KEY_BYTES + 1];
    const struct key *key = &keys->keys[keys->count - 1];
    bool done = false;
    int fd;

    clock_rfc3339(clock_machine_now(), now, sizeof now);
    sodium_bin2hex(hex, sizeof hex, key->bytes, sizeof key->bytes);
    buf_puts(text, kept);
    buf_printf(text, "%" PRIu32 " %s %s\n", key->number, now, hex);
    unlink(beside);
    fd = buf_full(text) ? -1 : open(beside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (fd >= 0) {
        done = write(fd, text->data, text->length) == (ssize_t)text->length && fsync(fd) == 0;
        done = close(fd) == 0 && done && rename(beside, path) == 0;
    }
    hash_wipe(text->data, text->length);
    hash_wipe(hex, sizeof hex);
    talloc_free(mem);
    return done ? ERR_OK : FAIL(err, ERR_CONFIG, "key file %s: cannot be written: %s", path, strerror(errno));
}

enum err_code
keys_create(const char *path, struct err *err)
{
    struct keys keys = {.count = 1};
    enum err_code code;

    if (access(path, F_OK) == 0)
        return FAIL(err, ERR_CONFIG, "key file %s: exists already; imictl key rotate adds a key to it", path);
    keys.keys[0].number = 1;
    rng_bytes(keys.keys[0].bytes, sizeof keys.keys[0].bytes);
    code = store(&keys, path, HEAD, err);
    hash_wipe(&keys, sizeof keys);
    return code;
}

enum err_code
keys_rotate(const char *path, struct err *err)
{
    char text[FILE_MAX_BYTES + 1], parsed[FILE_MAX_BYTES + 1];
    struct keys keys;
    enum err_code code;

    TRY(read_file(path, false, text, err));
    memcpy(parsed, text, sizeof text);
    code = parse_keys(&keys, parsed, path, err);
    if (code == ERR_OK && keys.count == KEYS_MAX)
        code = FAIL(err, ERR_CONFIG, "key file %s: holds %d keys; take the oldest out", path, KEYS_MAX);
    if (code == ERR_OK) {
        struct key *key = &keys.keys[keys.count];

        key->number = keys.keys[keys.count - 1].number + 1;
        rng_bytes(key->bytes, sizeof key->bytes);
        keys.count++;
        code = store(&keys, path, text, err);
    }
    hash_wipe(text, sizeof text);
    hash_wipe(parsed, sizeof parsed);
    hash_wipe(&keys, sizeof keys);
    return code;
}

uint32_t
keys_current(const struct keys *keys)
{
    return keys->keys[keys->count - 1].number;
}

size_t
keys_count(const struct keys *keys)
{
    return keys->count;
}

uint32_t
keys_number(const struct keys *keys, size_t index)
{
    return index < keys->count ? keys->keys[keys->count - 1 - index].number : 0;
}

void
keys_derive(const struct keys *keys, const char *label, unsigned char out[HASH_KEY_BYTES])
{
    hash_derive(out, keys->keys[keys->count - 1].bytes, label);
}

bool
keys_derive_from(const struct keys *keys, uint32_t number, const char *label, unsigned char out[HASH_KEY_BYTES])
{
    for (size_t i = 0; i < keys->count; i++) {
        if (keys->keys[i].number == number) {
            hash_derive(out, keys->keys[i].bytes, label);
            return true;
        }
    }
    return false;
}

void
keys_seal(TALLOC_CTX *mem, const struct keys *keys, const char *use, const void *secret, size_t length,
          unsigned char **sealed, size_t *sealed_length)
{
    unsigned char *out = mem_size(mem, length + KEYS_SEAL_EXTRA);
    unsigned char key[HASH_KEY_BYTES];
    uint32_t number = keys_current(keys);

    if (length > KEYS_SECRET_MAX) {
        log_line(LOG_ERROR, "a secret is too long to be sealed", NULL);
        abort();
    }
    for (size_t i = 0; i < 4; i++)
        out[i] = (unsigned char)(number >> (8 * i));
    rng_bytes(out + 4, NONCE_BYTES);
    keys_derive(keys, "seal", key);
    crypto_aead_xchacha20poly1305_ietf_encrypt(out + 4 + NONCE_BYTES, NULL, secret, length,
                                               (const unsigned char *)use, strlen(use), NULL, out + 4, key);
    hash_wipe(key, sizeof key);
    *sealed = out;
    *sealed_length = length + KEYS_SEAL_EXTRA;
}

bool
keys_open(TALLOC_CTX *mem, const struct keys *keys, const char *use, const void *sealed, size_t sealed_length,
          unsigned char **secret, size_t *length)
{
    const unsigned char *in = sealed;
    unsigned char key[HASH_KEY_BYTES];
    unsigned char *out;
    uint32_t number = 0;
    unsigned long long written;
    bool good;

    if (in == NULL || sealed_length < KEYS_SEAL_EXTRA || sealed_length > KEYS_SECRET_MAX + KEYS_SEAL_EXTRA)
        return false;
    for (size_t i = 0; i < 4; i++)
        number |= (uint32_t)in[i] << (8 * i);
    if (!keys_derive_from(keys, number, "seal", key))
        return false;
    out = mem_size(mem, sealed_length - KEYS_SEAL_EXTRA + 1);
    good = crypto_aead_xchacha20poly1305_ietf_decrypt(out, &written, NULL, in + 4 + NONCE_BYTES,
                                                      sealed_length - 4 - NONCE_BYTES, (const unsigned char *)use,
                                                      strlen(use), in + 4, key) == 0;
    hash_wipe(key, sizeof key);
    if (!good) {
        talloc_free(out);
        return false;
    }
    out[written] = '\0';
    *secret = out;
    *length = (size_t)written;
    return true;
}

char *
keys_stamp(TALLOC_CTX *mem, const struct keys *keys, const char *label, unsigned char hash[HASH_BYTES])
{
    unsigned char bytes[32], key[HASH_KEY_BYTES];
    char *text, *value;

    rng_bytes(bytes, sizeof bytes);
    text = hash_base64url(mem, bytes, sizeof bytes);
    value = mem_printf(mem, "%" PRIu32 "-%s", keys_current(keys), text);
    talloc_free(text);
    keys_derive(keys, label, key);
    hash_bytes(hash, key, bytes, sizeof bytes);
    hash_wipe(key, sizeof key);
    hash_wipe(bytes, sizeof bytes);
    return value;
}

bool
keys_stamp_hash(const struct keys *keys, const char *label, const char *value, unsigned char hash[HASH_BYTES])
{
    unsigned char bytes[32], key[HASH_KEY_BYTES];
    unsigned long long number;
    char *end;

    if (value == NULL || *value < '1' || *value > '9')
        return false;
    number = strtoull(value, &end, 10);
    if (*end != '-' || end - value > 10 || number > UINT32_MAX ||
        !hash_from_base64url(end + 1, bytes, sizeof bytes) ||
        !keys_derive_from(keys, (uint32_t)number, label, key))
        return false;
    hash_bytes(hash, key, bytes, sizeof bytes);
    hash_wipe(key, sizeof key);
    hash_wipe(bytes, sizeof bytes);
    return true;
}
