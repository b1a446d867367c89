/* SPDX-License-Identifier: EUPL-1.2 */
/* The configuration: what is refused, and what a good one says. */
#include "runner.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "config/config.h"

static const char good[] = "mode: training\n"
                           "site:\n"
                           "  name: \"IMI training\"\n"
                           "  address: \"http://127.0.0.1:8080\"\n"
                           "  accent: \"#1f5f8b\"\n"
                           "  contact: \"helpdesk@imi.example\"\n"
                           "languages: [da, en, de]\n"
                           "data: /usr/share/imi\n"
                           "sockets: /run/imi\n"
                           "workers: 3\n"
                           "database:\n"
                           "  socket: /run/mysqld/mysqld.sock\n"
                           "  name: imi\n"
                           "  web: { user: imi_web, password_file: /etc/imi/credentials/web }\n"
                           "  clerk: { user: imi_clerk }\n"
                           "  migrate: imi_migrate\n"
                           "keys: /etc/imi/keys\n"
                           "mail:\n"
                           "  server: \"smtp://127.0.0.1:2525\"\n"
                           "  from: \"noreply@imi.example\"\n"
                           "  tls: none\n"
                           "sessions: { idle_minutes: 20, absolute_hours: 8 }\n"
                           "files: { person_mb_per_day: 100, authority_mb_per_day: 1000, clamd: /run/clamav/clamd.ctl }\n"
                           "development: false\n";

static TALLOC_CTX *mem;
static char path[64];

static void
setup(void)
{
    int fd;

    mem = talloc_new(NULL);
    snprintf(path, sizeof path, "/tmp/imi-config-XXXXXX");
    fd = mkstemp(path);
    ck_assert_int_ge(fd, 0);
    close(fd);
}

static void
teardown(void)
{
    unlink(path);
    talloc_free(mem);
}

static enum err_code
read_text(const char *text, const struct config **config, struct err *err)
{
    FILE *file = fopen(path, "w");

    ck_assert_ptr_nonnull(file);
    ck_assert_int_ge(fputs(text, file), 0);
    ck_assert_int_eq(fclose(file), 0);
    return config_load(mem, path, config, err);
}

/* A line of the good file, by its beginning, what takes its place, and the complaint without the path. */
static const struct {
    const char *old, *new, *complaint;
} refused[] = {
    {"mode: training", "mode: practice", ":1: mode: must be production or training"},
    {"mode: training", "mood: training", ":1: mode: is missing"},
    {"mode: training", "mode: production\nmode: production", ":2: mode: stands twice"},
    {"workers: 3", "workers: 65", ":10: workers: must be between 1 and 64"},
    {"workers: 3", "worker: 3", ":10: worker: unknown key in the configuration"},
    {"  name: imi\n", "  name: imi\n  host: db.example\n", ":11: database: needs either `socket` or `host`"},
    {"  name: imi\n", "  name: imi\n  port: 3306\n", ":14: port: fits only `host`"},
    {"\"#1f5f8b\"", "blue", ":5: accent: must be a colour"},
    {"\"#1f5f8b\"", "\"#88bbee\"", ":5: accent: white text on it"},
    {"8080\"", "8080/\"", ":4: address: must be https://host"},
    {"8080\"", "99999\"", ":4: address: must be https://host"},
    {"http://127.0.0.1:8080", "ftp://imi.example", ":4: address: must be https://host"},
    {"http://127.0.0.1:8080", "https://IMI.example", ":4: address: must be https://host"},
    {"smtp://127.0.0.1:2525", "127.0.0.1:2525", ":19: server: must be smtp://"},
    {"noreply@imi.example", "noreply", ":20: from: must be an address"},
    {"[da, en, de]", "[da, da]", ":7: languages: names \"da\" twice"},
    {"[da, en, de]", "da", ":7: languages: must be a list"},
};

static const char *
with(const char *old, const char *new)
{
    const char *at = strstr(good, old);

    ck_assert_ptr_nonnull(at);
    return mem_printf(mem, "%.*s%s%s", (int)(at - good), good, new, at + strlen(old));
}

START_TEST(wrong_configuration_is_refused_with_its_line)
{
    const struct config *config = NULL;
    struct err err = {0};

    ck_assert_int_eq(read_text(with(refused[_i].old, refused[_i].new), &config, &err), ERR_CONFIG);
    ck_assert_ptr_null(config);
    ck_assert_int_eq(strncmp(err.detail, path, strlen(path)), 0);
    ck_assert_msg(strncmp(err.detail + strlen(path), refused[_i].complaint, strlen(refused[_i].complaint)) == 0,
                  "%s", err.detail);
}
END_TEST

START_TEST(missing_file_is_refused)
{
    const struct config *config = NULL;
    struct err err = {0};

    ck_assert_int_eq(config_load(mem, "/nonexistent.yaml", &config, &err), ERR_CONFIG);
    ck_assert_ptr_nonnull(strstr(err.detail, "/nonexistent.yaml:1: yaml: the file cannot be read"));
}
END_TEST

START_TEST(production_takes_http_on_loopback_only)
{
    static const struct {
        const char *address;
        bool good;
    } addresses[] = {
        {"http://127.0.0.1:8080", true},    {"http://localhost", true}, {"http://[::1]:80", true},
        {"https://imi.example", true},      {"http://imi.example", false}, {"http://127.0.0.1.example", false},
        {"http://localhost.example", false},
    };

    for (size_t i = 0; i < sizeof addresses / sizeof *addresses; i++) {
        const char *text = mem_printf(mem, "mode: production%s", with("http://127.0.0.1:8080", addresses[i].address) +
                                                                     strlen("mode: training"));
        const struct config *config = NULL;
        struct err err = {0};

        ck_assert_int_eq(read_text(text, &config, &err), addresses[i].good ? ERR_OK : ERR_CONFIG);
    }
}
END_TEST

START_TEST(good_configuration_is_read_whole)
{
    const struct config *config = NULL;
    struct err err = {0};

    ck_assert_msg(read_text(good, &config, &err) == ERR_OK, "%s", err.detail);
    ck_assert(config->training);
    ck_assert_str_eq(config->site_address, "http://127.0.0.1:8080");
    ck_assert_uint_eq(config->n_languages, 3);
    ck_assert_str_eq(config->languages[0], "en");
    ck_assert_str_eq(config->languages[1], "da");
    ck_assert_ptr_null(config->languages[3]);
    ck_assert_str_eq(config->translations, "/usr/share/imi/translations");
    ck_assert_uint_eq(config->workers, 3);
    ck_assert_ptr_null(config->db_host);
    ck_assert_str_eq(config->web.password_file, "/etc/imi/credentials/web");
    ck_assert_ptr_null(config->clerk.password_file);
    ck_assert_str_eq(config->migrate.user, "imi_migrate");
    ck_assert(!config->mail_tls);
    ck_assert_uint_eq(config->idle_minutes, 20);
    ck_assert_uint_eq(config->absolute_hours, 8);
    ck_assert_uint_eq(config->files_person_bytes, 100ull << 20);
    ck_assert_str_eq(config->clamd, "/run/clamav/clamd.ctl");
    ck_assert_uint_eq(config->files_authority_bytes, 1000ull << 20);
}
END_TEST

START_TEST(what_is_left_out_has_a_default)
{
    const char *mail = strstr(good, "mail:\n");
    const struct config *config = NULL;
    struct err err = {0};

    ck_assert_msg(read_text(mem_copy_n(mem, good, (size_t)(mail - good)), &config, &err) == ERR_OK, "%s", err.detail);
    ck_assert_ptr_null(config->mail_server);
    ck_assert_uint_eq(config->idle_minutes, 30);
    ck_assert_uint_eq(config->absolute_hours, 12);
    ck_assert_uint_eq(config->files_person_bytes, 2000ull << 20);
    ck_assert_uint_eq(config->files_authority_bytes, 20000ull << 20);
    ck_assert(!config->development);
}
END_TEST

static Suite *
suite(void)
{
    Suite *s = suite_create("decl_config");
    TCase *tests = tcase_create("config");

    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_loop_test(tests, wrong_configuration_is_refused_with_its_line, 0,
                        (int)(sizeof refused / sizeof *refused));
    tcase_add_test(tests, missing_file_is_refused);
    tcase_add_test(tests, production_takes_http_on_loopback_only);
    tcase_add_test(tests, good_configuration_is_read_whole);
    tcase_add_test(tests, what_is_left_out_has_a_default);
    suite_add_tcase(s, tests);
    return s;
}

RUN(suite)
