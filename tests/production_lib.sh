# SPDX-License-Identifier: EUPL-1.2
# shellcheck shell=bash
# Who works in an installation in mode production (stack.sh production): authorities by SQL, as nothing registers them yet, one
# in DK and one in DE, which ask and answer; accounts by imictl, without second factor. From the environment: CONFIG, DB_SOCKET, BUILD.
PRODUCTION_PASSWORD='seven grey herons wade'

# shellcheck disable=SC2120
production_sql() { mariadb --no-defaults --socket="$DB_SOCKET" --user=root --database=imi --batch --skip-column-names "$@"; }
production_ctl() { IMI_CONFIG=$CONFIG "$BUILD/imictl" "$@"; }

# production_account NAME AUTHORITY
production_account() {
    production_ctl account add "$1" --authority "$2" --full-name "Ragna Virkelig" --email "$1@real.example" --language en \
        --roles services:handler <<<"$PRODUCTION_PASSWORD"
}

# production_people NAME...: the two authorities, and accounts; a name that begins with "answer" works for the one in DE
production_people() {
    local name
    # shellcheck disable=SC2119
    production_sql <<'SQL' || return 1
INSERT INTO authority (slug, country, kind, name, language, street, postcode, town, email, time_zone, liaison_point, access_manager,
    status, version, made_at, changed_at)
VALUES ('real-dk', 'DK', 'CA', 'Virkelighedsstyrelsen', 'da', 'Vej 1', '1000', 'Byen', 'post@real-dk.example', 'Europe/Copenhagen', 0, 1,
    'active', 1, '2026-01-01', '2026-01-01'),
       ('real-de', 'DE', 'CA', 'Wirklichkeitsamt', 'de', 'Weg 1', '10115', 'Berlin', 'post@real-de.example', 'Europe/Berlin', 0, 1,
    'active', 1, '2026-01-01', '2026-01-01');
INSERT INTO authority_area SELECT id, 'services', 'CA', 'granted', NULL, country FROM authority;
INSERT INTO authority_flow SELECT id, 'services', 'request', TRUE, TRUE, FALSE, FALSE, FALSE, FALSE FROM authority;
SQL
    for name in "$@"; do
        case $name in
        answer*) production_account "$name" real-de ;;
        *) production_account "$name" real-dk ;;
        esac || return 1
    done
}

# production_start DIR NAME...: an installation with its people; exports what tests ask of it
production_start() {
    local dir=$1
    shift
    "$TESTS_DIR/stack.sh" production "$dir" || return 1
    # shellcheck source=/dev/null
    . "$dir/stack.env"
    production_people "$@" >/dev/null || return 1
    export URL CERTIFICATE CONFIG DB_SOCKET LOGS MAIL IMI_CONFIG=$CONFIG IMICTL=$BUILD/imictl NODE_EXTRA_CA_CERTS=$CERTIFICATE
    export PASSWORD=$PRODUCTION_PASSWORD
}
