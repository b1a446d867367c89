/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The frame of every page: head, band, header, navigation, footer. Filled by web/page.c, seen by
 * layout.cs under `chrome`. All texts are in the reader's language already; all borrowed.
 */
#ifndef IMI_VIEW_CHROME_H
#define IMI_VIEW_CHROME_H

#include "model/model.h"

#include <stdbool.h>
#include <stdint.h>

/* An entry of the service navigation or of the user menu. */
struct view_nav {
    const char *label;
    const char *href;
    int64_t count;     /* what waits there; MODEL_NO_NUMBER = not shown */
    bool current;      /* this page or the part of the site that it belongs to */
};

/* A language offered to the reader: links to this page in it. */
struct view_language {
    const char *code;  /* for hreflang and lang: text_lang_tag */
    const char *label; /* its self-name */
    const char *href;  /* this page with ?lang= */
    bool current;
};

struct view_chrome {
    const char *title;        /* of the page: kind and number, never a person's name */
    bool failed;              /* "Error: " stands before the title */
    const char *lang;         /* of the page: text_lang_tag */
    const char *site_name;    /* the product or operator as the header names it; NULL = IMI */
    const char *operator_name; /* who runs it: footer; may be NULL */
    const char *contact_href; /* help and contact of the operator; may be NULL */
    const char *logo;         /* path of the operator's logo; may be NULL */
    const char *brand;        /* path of the sheet that sets the operator's colour; may be NULL */
    const char *version;      /* digest of style and script: ?v= */
    bool training;            /* the band of training installations */
    const char *user;         /* shown name; NULL = signed out */
    const char *authority;    /* acting for; may be NULL */
    const char *csrf;         /* token of the session, for every form */
    const char *path;         /* of this page, with its query of codes */
    const char *area;         /* area's name for the page head; may be NULL */
    const char *area_href;    /* its overview */
    const char *notice;       /* what was just done, said once at the top ("Sent"); may be NULL */
    const char *request_id;   /* for the footer of error pages; may be NULL */
    struct model_list nav;       /* struct view_nav */
    struct model_list user_nav;  /* struct view_nav: account, sign out is there by itself */
    struct model_list languages; /* struct view_language */
    /* Attributes of <main> on a case (outside checks rely on them); NULL elsewhere. */
    const char *case_ref;
    const char *case_state;
    const char *case_version;
};

extern const struct model_table view_chrome_table;

#endif
