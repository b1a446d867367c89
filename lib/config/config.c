/* SPDX-License-Identifier: EUPL-1.2 */
/* The configuration, read by the same walker as declared data. */
#include "config/config.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/mem.h"
#include "paths.h"
#include "yaml/file.h"
#include "yaml/scalar.h"
#include "yaml/walk.h"

#define LANGUAGES_MAX 32
#define PERSON_MB 2000 /* what may be sent in 24 hours, where nothing else is set */
#define AUTHORITY_MB 20000
#define CONTRAST_LEAST 4.5 /* WCAG 2.2, 1.4.3 */

struct raw_account {
    const struct node *node;
    const char *user, *password_file;
};

struct raw_site {
    const struct node *node;
    const char *name, *address, *accent, *contact;
};

struct raw_database {
    const struct node *node;
    const char *socket, *host, *name;
    int64_t port;
    struct raw_account web, clerk, migrate;
};

struct raw_mail {
    const struct node *node;
    const char *server, *from;
    int tls;
};

struct raw_sessions {
    const struct node *node;
    int64_t idle_minutes, absolute_hours;
};

struct raw_files {
    const struct node *node;
    int64_t person_mb, authority_mb;
    const char *clamd;
};

struct raw_config {
    const struct node *node;
    int mode;
    struct raw_site site;
    const struct node *languages;
    const char *data, *translations, *sockets, *keys, *training_accounts;
    int64_t workers;
    struct raw_database database;
    struct raw_mail mail;
    struct raw_sessions sessions;
    struct raw_files files;
    bool development;
};

static const char *const mode_words[] = {"production", "training", NULL};
static const char *const tls_words[] = {"none", "required", NULL};

static const struct walk_key account_keys[] = {
    KEY_TEXT("user", raw_account, user, true, SHAPE_ANY, 80),
    KEY_TEXT("password_file", raw_account, password_file, false, SHAPE_ANY, 500),
    KEY_END,
};
static const struct walk_table account_table = {
    .what = "a database account", .size = sizeof(struct raw_account), .keys = account_keys, .alone = "user"};

static const struct walk_key site_keys[] = {
    KEY_TEXT("name", raw_site, name, true, SHAPE_ANY, 80),
    KEY_TEXT("address", raw_site, address, true, SHAPE_ANY, 200),
    KEY_TEXT("accent", raw_site, accent, false, SHAPE_ANY, 7),
    KEY_TEXT("contact", raw_site, contact, true, SHAPE_ANY, 200),
    KEY_END,
};
static const struct walk_table site_table = {
    .what = "the site", .size = sizeof(struct raw_site), .keys = site_keys};

static const struct walk_key database_keys[] = {
    KEY_TEXT("socket", raw_database, socket, false, SHAPE_ANY, 107),
    KEY_TEXT("host", raw_database, host, false, SHAPE_ANY, 253),
    KEY_NUMBER("port", raw_database, port, false, 1, 65535, 3306),
    KEY_TEXT("name", raw_database, name, true, SHAPE_ANY, 64),
    KEY_MAP("web", raw_database, web, true, &account_table),
    KEY_MAP("clerk", raw_database, clerk, true, &account_table),
    KEY_MAP("migrate", raw_database, migrate, true, &account_table),
    KEY_END,
};
static const struct walk_table database_table = {
    .what = "the database", .size = sizeof(struct raw_database), .keys = database_keys};

static const struct walk_key mail_keys[] = {
    KEY_TEXT("server", raw_mail, server, true, SHAPE_ANY, 200),
    KEY_TEXT("from", raw_mail, from, true, SHAPE_ANY, 200),
    KEY_CHOICE("tls", raw_mail, tls, false, tls_words, 1),
    KEY_END,
};
static const struct walk_table mail_table = {
    .what = "mail", .size = sizeof(struct raw_mail), .keys = mail_keys};

static const struct walk_key sessions_keys[] = {
    KEY_NUMBER("idle_minutes", raw_sessions, idle_minutes, false, 1, 1440, 30),
    KEY_NUMBER("absolute_hours", raw_sessions, absolute_hours, false, 1, 168, 12),
    KEY_END,
};
static const struct walk_table sessions_table = {
    .what = "sessions", .size = sizeof(struct raw_sessions), .keys = sessions_keys};

static const struct walk_key files_keys[] = {
    KEY_NUMBER("person_mb_per_day", raw_files, person_mb, false, 1, 1000000, PERSON_MB),
    KEY_NUMBER("authority_mb_per_day", raw_files, authority_mb, false, 1, 1000000, AUTHORITY_MB),
    KEY_TEXT("clamd", raw_files, clamd, false, SHAPE_ANY, 107),
    KEY_END,
};
static const struct walk_table files_table = {
    .what = "files", .size = sizeof(struct raw_files), .keys = files_keys};

static const struct walk_key config_keys[] = {
    KEY_CHOICE("mode", raw_config, mode, true, mode_words, 0),
    KEY_MAP("site", raw_config, site, true, &site_table),
    KEY_REFS("languages", raw_config, languages, true, SHAPE_NAME),
    KEY_TEXT("data", raw_config, data, false, SHAPE_ANY, 500),
    KEY_TEXT("translations", raw_config, translations, false, SHAPE_ANY, 500),
    KEY_TEXT("sockets", raw_config, sockets, false, SHAPE_ANY, 90),
    KEY_NUMBER("workers", raw_config, workers, false, 1, 64, 2),
    KEY_MAP("database", raw_config, database, true, &database_table),
    KEY_TEXT("keys", raw_config, keys, true, SHAPE_ANY, 500),
    KEY_MAP("mail", raw_config, mail, false, &mail_table),
    KEY_MAP("sessions", raw_config, sessions, false, &sessions_table),
    KEY_MAP("files", raw_config, files, false, &files_table),
    KEY_TEXT("training_accounts", raw_config, training_accounts, false, SHAPE_ANY, 500),
    KEY_FLAG("development", raw_config, development),
    KEY_END,
};
static const struct walk_table config_table = {
    .what = "the configuration", .size = sizeof(struct raw_config), .keys = config_keys};

/* ---- checks of single values -------------------------------------------------------------------------- */

static void
complain(struct load *load, const struct node *map, const char *key, const char *text)
{
    const struct node *value = node_child(map, key);

    if (map != NULL)
        fault_add(load, value == NULL ? map->pos : value->pos, key, "%s", text);
}

/* x to the power of 2.4, for 0 < x <= 1: x times x times the fifth root of x times x, by Newton's method. */
static double
power_2_4(double x)
{
    double square = x * x, root = 1;

    for (int i = 0; i < 60; i++)
        root -= (root - square / (root * root * root * root)) / 5;
    return square * root;
}

/* Relative luminance of one colour channel. Source: WCAG 2.2. */
static double
channel(unsigned long value)
{
    double part = (double)value / 255;

    return part <= 0.04045 ? part / 12.92 : power_2_4((part + 0.055) / 1.055);
}

static void
check_accent(struct load *load, const struct raw_site *site)
{
    const char *accent = site->accent;
    unsigned long rgb;
    double light;

    if (accent == NULL)
        return;
    if (accent[0] != '#' || strlen(accent) != 7 || strspn(accent + 1, "0123456789abcdefABCDEF") != 6) {
        complain(load, site->node, "accent", "must be a colour such as \"#1f5f8b\"");
        return;
    }
    rgb = strtoul(accent + 1, NULL, 16);
    light = 0.2126 * channel(rgb >> 16) + 0.7152 * channel(rgb >> 8 & 255) + 0.0722 * channel(rgb & 255);
    if (1.05 / (light + 0.05) < CONTRAST_LEAST)
        complain(load, site->node, "accent",
                 "white text on it would be hard to read: choose a darker colour (contrast 4.5 at least)");
}

static bool
starts_with(const char *text, const char *start)
{
    return strncmp(text, start, strlen(start)) == 0;
}

static bool
port_good(const char *text)
{
    int64_t port;

    return scalar_number(text, &port) && port >= 1 && port <= 65535;
}

/* host or host:port, in small letters; *host gets the length of the host. */
static bool
host_good(const char *text, size_t *host)
{
    if (text[0] == '[') {
        *host = 1 + strspn(text + 1, "0123456789abcdef:");
        if (text[(*host)++] != ']')
            return false;
    } else {
        *host = strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789.-");
    }
    return *host > 0 && (text[*host] == '\0' || (text[*host] == ':' && port_good(text + *host + 1)));
}

static bool
loopback(const char *host, size_t length)
{
    static const char *const names[] = {"127.0.0.1", "localhost", "[::1]"};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strlen(names[i]) == length && strncmp(names[i], host, length) == 0)
            return true;
    return false;
}

static void
check_address(struct load *load, const struct raw_config *raw)
{
    const char *address = raw->site.address, *host;
    bool secure;
    size_t length;

    if (address == NULL)
        return;
    secure = starts_with(address, "https://");
    host = address + (secure ? strlen("https://") : strlen("http://"));
    if ((!secure && !starts_with(address, "http://")) || !host_good(host, &length))
        complain(load, raw->site.node, "address",
                 "must be https://host or https://host:port, in small letters, without a slash at the end");
    else if (!secure && raw->mode == 0 && !loopback(host, length))
        complain(load, raw->site.node, "address",
                 "in production only https:// (http:// only on 127.0.0.1, localhost or [::1])");
}

static void
check_database(struct load *load, const struct raw_database *database)
{
    if (database->node != NULL && (database->socket == NULL) == (database->host == NULL))
        complain(load, database->node, "database", "needs either `socket` or `host`");
    if (database->socket != NULL && node_child(database->node, "port") != NULL)
        complain(load, database->node, "port", "fits only `host`");
}

static void
check_mail(struct load *load, const struct raw_config *raw)
{
    const char *server = raw->mail.server, *host;
    size_t length;

    if (server == NULL)
        return;
    host = strstr(server, "://");
    if ((!starts_with(server, "smtp://") && !starts_with(server, "smtps://")) || !host_good(host + 3, &length))
        complain(load, raw->mail.node, "server", "must be smtp://host:port or smtps://host:port");
    if (raw->mail.from != NULL && strchr(raw->mail.from, '@') == NULL)
        complain(load, raw->mail.node, "from", "must be an address such as noreply@imi.example");
}

/* ---- the result --------------------------------------------------------------------------------------- */

/* English first, where it is offered; the others as they stand. */
static const char *const *
order_languages(struct load *load, const struct node *languages, size_t *count)
{
    const char **codes;
    size_t at = 0;

    *count = node_count(languages);
    codes = mem_zeros(load->mem, const char *, *count + 1);
    if (*count > LANGUAGES_MAX) {
        fault_add(load, languages->pos, "languages", "at most 32 languages");
        *count = LANGUAGES_MAX;
    }
    for (int english = 1; english >= 0; english--)
        for (size_t i = 0; i < *count; i++)
            if ((strcmp(node_at(languages, i)->text, "en") == 0) == english)
                codes[at++] = node_at(languages, i)->text;
    return codes;
}

static struct config_account
account(const struct raw_account *raw)
{
    return (struct config_account){raw->user, raw->password_file};
}

static const char *
or_else(const char *given, const char *otherwise)
{
    return given == NULL ? otherwise : given;
}

static struct config *
build(struct load *load, const struct raw_config *raw)
{
    struct config *config = mem_zero(load->mem, struct config);

    config->training = raw->mode == 1;
    config->site_name = raw->site.name;
    config->site_address = raw->site.address;
    config->site_accent = or_else(raw->site.accent, "#1f5f8b");
    config->site_contact = raw->site.contact;
    config->languages = order_languages(load, raw->languages, &config->n_languages);
    config->data = or_else(raw->data, IMI_DATA_DIR);
    config->translations = or_else(raw->translations, mem_printf(load->mem, "%s/translations", config->data));
    config->sockets = or_else(raw->sockets, IMI_RUN_DIR);
    config->workers = (unsigned)raw->workers;
    config->db_socket = raw->database.socket;
    config->db_host = raw->database.host;
    config->db_port = (unsigned)raw->database.port;
    config->db_name = raw->database.name;
    config->web = account(&raw->database.web);
    config->clerk = account(&raw->database.clerk);
    config->migrate = account(&raw->database.migrate);
    config->keys = raw->keys;
    config->training_accounts = raw->training_accounts;
    config->mail_server = raw->mail.server;
    config->mail_from = raw->mail.from;
    config->mail_tls = raw->mail.tls == 1;
    config->idle_minutes = raw->sessions.node == NULL ? 30 : (unsigned)raw->sessions.idle_minutes;
    config->absolute_hours = raw->sessions.node == NULL ? 12 : (unsigned)raw->sessions.absolute_hours;
    config->files_person_bytes = (uint64_t)(raw->files.node == NULL ? PERSON_MB : raw->files.person_mb) << 20;
    config->files_authority_bytes = (uint64_t)(raw->files.node == NULL ? AUTHORITY_MB : raw->files.authority_mb) << 20;
    config->clamd = raw->files.clamd;
    config->development = raw->development;
    return config;
}

static struct config *
read_config(struct load *load, const char *path)
{
    struct raw_config raw = {0};
    size_t length;
    const char *why;
    char *data = file_read(load->scratch, NULL, path, LIMIT_CONFIG_BYTES, &length, &why);
    const struct node *top;

    if (data == NULL) {
        fault_add(load, (struct yaml_pos){path, 1}, "yaml", "the file cannot be read: %s", why);
        return NULL;
    }
    top = yaml_parse(load, mem_copy(load->mem, path), data, length);
    if (top == NULL)
        return NULL;
    walk(load, top, &config_table, &raw);
    check_accent(load, &raw.site);
    check_address(load, &raw);
    check_database(load, &raw.database);
    check_mail(load, &raw);
    return build(load, &raw);
}

enum err_code
config_load(TALLOC_CTX *mem, const char *path, const struct config **config, struct err *err)
{
    struct yaml_faults faults;
    struct load *load = load_start(mem, NULL, &faults);
    struct config *out = read_config(load, path);

    load_end(load, NULL, NULL);
    if (faults.count > 0) {
        const struct yaml_fault *first = &faults.items[0];

        return FAIL(err, ERR_CONFIG, "%s:%u: %s: %s", first->pos.file, first->pos.line, first->key, first->text);
    }
    *config = out;
    return ERR_OK;
}
