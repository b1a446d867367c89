/* SPDX-License-Identifier: EUPL-1.2 */
/* The configuration of an installation, read once at start from a YAML file (docs/configuration.md). */
#ifndef IMI_CONFIG_CONFIG_H
#define IMI_CONFIG_CONFIG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <talloc.h>

#include "base/err.h"

struct config_account {
    const char *user;
    const char *password_file; /* NULL: none (unix socket authentication) */
};

struct config {
    bool training;            /* mode: training; otherwise production */
    const char *site_name;
    const char *site_address; /* scheme://host[:port], no slash at the end */
    const char *site_accent;  /* #rrggbb, contrast with white at least 4.5 (checked) */
    const char *site_contact;
    const char *const *languages; /* offered, English first if present; NULL-ended */
    size_t n_languages;
    const char *data;         /* folder that holds conf/areas, templates, static */
    const char *translations; /* folder of the .mo files */
    const char *sockets;
    unsigned workers;         /* per endpoint, 1..64 */
    const char *db_socket;    /* or NULL with db_host */
    const char *db_host;
    unsigned db_port;
    const char *db_name;
    struct config_account web, clerk, migrate;
    const char *keys;         /* path of the key file */
    const char *mail_server;  /* smtp://host:port or smtps://; NULL: no mail leaves */
    const char *mail_from;
    bool mail_tls;            /* required */
    unsigned idle_minutes, absolute_hours;
    uint64_t files_person_bytes, files_authority_bytes; /* that may be sent in 24 hours */
    const char *clamd; /* socket of the scanner for malware; NULL: files are not scanned */
    const char *training_accounts; /* file of the invented people that a training installation offers at sign-in; or NULL */
    bool development;
};

/*
 * config_load - read and check a configuration file; unknown keys are errors.
 * Errors: ERR_CONFIG with file:line: key: text in the detail: do not start.
 */
enum err_code config_load(TALLOC_CTX *mem, const char *path, const struct config **config,
                          struct err *err) ERR_MUST_CHECK;

#endif
