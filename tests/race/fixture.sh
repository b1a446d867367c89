# SPDX-License-Identifier: EUPL-1.2
# shellcheck shell=bash
# Two authorities of the tests' own, one in DK and one in DE, with two handlers each: race-ask, race-ask2; race-answer,
# race-answer2. Of a running IMI (CONFIG, DB_SOCKET, BUILD from the environment). A second call changes nothing but tokens.
RACE_PASSWORD='seven grey herons wade'

race_sql() { mariadb --no-defaults --socket="$DB_SOCKET" --user=root --database=imi --batch --skip-column-names "$@"; }

# race_people FOLDER: makes them; FOLDER/people.env holds their numbers and API tokens
race_people() {
    local name slug role=services:handler
    race_sql <<'SQL' || return 1
INSERT IGNORE INTO authority (slug, country, kind, name, language, street, postcode, town, email, time_zone, liaison_point,
    access_manager, status, version, made_at, changed_at)
VALUES ('race-dk', 'DK', 'CA', 'Kapløbstilsynet', 'da', 'Prøvevej 1', '1000', 'Prøveby', 'post@race-dk.example', 'Europe/Copenhagen', 0,
    1, 'active', 1, '2026-01-01', '2026-01-01'),
       ('race-de', 'DE', 'CA', 'Wettlaufamt', 'de', 'Probeweg 1', '10115', 'Berlin', 'post@race-de.example', 'Europe/Berlin', 0,
    1, 'active', 1, '2026-01-01', '2026-01-01');
INSERT IGNORE INTO authority_area SELECT id, 'services', 'CA', 'granted', NULL, country FROM authority WHERE slug IN ('race-dk', 'race-de');
INSERT IGNORE INTO authority_flow SELECT id, 'services', 'request', TRUE, TRUE, FALSE, FALSE, FALSE, FALSE
    FROM authority WHERE slug IN ('race-dk', 'race-de');
SQL
    : >"$1/people.env"
    for name in race-ask race-ask2 race-answer race-answer2; do
        case $name in race-ask*) slug=race-dk ;; *) slug=race-de ;; esac
        [ -n "$(race_sql -e "SELECT id FROM user_account WHERE name = '$name'")" ] ||
            IMI_CONFIG=$CONFIG "$BUILD/imictl" account add "$name" --authority "$slug" --full-name "Runa Prøvesen" \
                --email "$name@race.example" --roles "$role" <<<"$RACE_PASSWORD" >/dev/null || return 1
        printf '%s=%s\n' "${name//-/_}" "$(IMI_CONFIG=$CONFIG "$BUILD/imictl" token add "$name")" >>"$1/people.env"
    done
    printf 'race_dk=%s\nrace_de=%s\n' "$(race_sql -e "SELECT id FROM authority WHERE slug = 'race-dk'")" \
        "$(race_sql -e "SELECT id FROM authority WHERE slug = 'race-de'")" >>"$1/people.env"
    # People see the pages in English, whatever their own language.
    race_sql -e "UPDATE user_account SET language = 'en' WHERE name LIKE 'race-%'"
}
