#!/bin/bash
# SPDX-License-Identifier: EUPL-1.2
# Sign-in, account, errors, protection of forms and limits, through nginx. With URL, CONFIG, DB_SOCKET and LOGS in the
# environment it uses that installation; else it starts one of its own. BUILD names the built tree.
set -u
. "$(dirname "$0")/../lib.sh"
BUILD=${BUILD:-$ROOT}
command -v node >/dev/null || { skip "http access" "node is missing"; exit 0; }

work_dir
[ -n "${URL:-}" ] || own_stack "http access"
export IMI_CONFIG=$CONFIG URL LOGS ROOT
sql() { mariadb --no-defaults --socket="$DB_SOCKET" --user=root --database=imi --batch --skip-column-names; }
ctl() { "$BUILD/imictl" "$@"; }

# People of this test's own; a second run finds them there.
sql <<'SQL'
INSERT IGNORE INTO authority (slug, country, kind, name, language, street, postcode, town, email, time_zone, liaison_point,
    access_manager, status, version, made_at, changed_at)
VALUES ('test-access', 'DK', 'CA', 'Accesstesten', 'da', 'Prøvevej 1', '1000', 'Prøveby', 'post@access.example', 'Europe/Copenhagen', 0,
    1, 'active', 1, '2026-01-01', '2026-01-01');
INSERT IGNORE INTO authority_area SELECT id, 'services', 'CA', 'granted', NULL, country FROM authority WHERE slug = 'test-access';
DELETE s FROM session s JOIN user_account u ON u.id = s.user_id WHERE u.name LIKE 'acc-%';
DELETE r FROM recovery_code r JOIN user_account u ON u.id = r.user_id WHERE u.name LIKE 'acc-%';
DELETE t FROM api_token t JOIN user_account u ON u.id = t.user_id WHERE u.name LIKE 'acc-%';
DELETE r FROM user_role r JOIN user_account u ON u.id = r.user_id WHERE u.name LIKE 'acc-%';
DELETE FROM user_account WHERE name LIKE 'acc-%';
DELETE FROM throttle;
SQL
PASSWORD='seven grey herons wade'
export PASSWORD
for name in acc-handler acc-admin acc-other acc-victim acc-gone; do
    roles=services:handler
    [ "$name" != acc-admin ] || roles=services:administrator
    [ "$name" != acc-other ] || roles=
    succeeds "http access: imictl makes $name" ctl account add "$name" --authority test-access --full-name "Nadia Prøvesen-Xylander" \
        --email "$name@access.example" --roles "$roles" <<<"$PASSWORD"
done
fails "http access: imictl refuses a common password" ctl account add acc-weak --authority test-access --full-name "X Y" \
    --email x@access.example <<<"password12345"
fails "http access: imictl refuses a name that is taken" ctl account add acc-handler --authority test-access --full-name "X Y" \
    --email x@access.example <<<"$PASSWORD"
TOKEN=$(ctl token add acc-handler)
export TOKEN DB_SOCKET
node "$TESTS_DIR/http/access.mjs"
