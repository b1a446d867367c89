# SPDX-License-Identifier: EUPL-1.2
# shellcheck shell=bash
# One running IMI in DIR: configuration, keys, database, mail receiver, endpoints, clerk, nginx.
# Used by ./dev run and by tests/stack.sh. BUILD is the tree whose programs run (default: ROOT).

# The endpoints of a built tree: imi-NAME, the clerk and the training set's loader apart.
endpoints() {
    local file name
    for file in "${BUILD:-$ROOT}"/imi-*; do
        name=${file##*/imi-}
        case $name in clerk | training | *.* | '*') continue ;; esac
        if [ ! -f "$file" ] || [ ! -x "$file" ]; then continue; fi
        printf '%s\n' "$name"
    done
}

# prefix_of ENDPOINT: where it answers; the portal has the top
prefix_of() { [ "$1" = portal ] && echo / || printf '/%s/\n' "$1"; }

instance_mode() { echo "${IMI_DEV_MODE:-training}"; }

# instance_scheme: a production installation is reached over TLS, here with a certificate of its own (DIR/tls.pem)
instance_scheme() { [ "$(instance_mode)" = production ] && echo https || echo http; }

instance_certificate() {
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=127.0.0.1 \
        -addext subjectAltName=IP:127.0.0.1 -keyout "$DIR/tls.key" -out "$DIR/tls.pem" >>"$LOGS/nginx.log" 2>&1
}

# instance_configure PORT MAIL_PORT: writes DIR/imi.yaml
instance_configure() {
    cat >"$DIR/imi.yaml" <<EOF
# SPDX-License-Identifier: EUPL-1.2
# Written by ./dev at each start.
mode: $(instance_mode)
site:
  name: "IMI $(instance_mode)"
  address: "$(instance_scheme)://127.0.0.1:$1"
  accent: "#1f5f8b"
  contact: "helpdesk@imi.example"
languages: [${IMI_DEV_LANGUAGES:-en, da, de}]
data: "$ROOT"
translations: "${BUILD:-$ROOT}/translations"
sockets: "$SOCKETS"
workers: ${IMI_DEV_WORKERS:-2}
database:
  socket: "$(database_socket)"
  name: imi
  web: { user: imi_web }
  clerk: { user: imi_clerk }
  migrate: { user: imi_migrate }
keys: "$DIR/keys"
training_accounts: "$DIR/accounts.tsv"
mail:
  server: "smtp://127.0.0.1:$2"
  from: "noreply@imi.example"
  tls: none
sessions: { idle_minutes: 30, absolute_hours: 12 }
development: ${IMI_DEV_RELOAD:-true}
EOF
}

# program NAME ARGUMENT...: one of the tree's programs with this instance's configuration
program() {
    local name=$1
    shift
    IMI_CONFIG=$DIR/imi.yaml "${BUILD:-$ROOT}/$name" "$@"
}

# nginx_limits NAME: conf/nginx/NAME.in with the limits of the program
nginx_limits() { awk -f "$ROOT/conf/nginx/fill.awk" "$ROOT/lib/base/limits.def" "$ROOT/conf/nginx/$1.in"; }

# instance_nginx PORT: nginx in the foreground of its own session, with everything it writes in DIR
instance_nginx() {
    local user='' tls='' folder=$DIR/nginx
    mkdir -p "$folder/tmp"
    if [ "$(instance_scheme)" = https ]; then
        tls=' ssl'
        instance_certificate || return 1
    fi
    # As root nginx would give its workers to another user, who may not read this tree.
    [ "$(id -u)" != 0 ] || user='user root root;'
    cp "$ROOT/conf/nginx/imi-fastcgi.conf" "$folder/"
    nginx_limits imi-files.conf >"$folder/imi-files.conf"
    nginx_limits imi.conf | sed -e "s|@pkgdatadir@|$ROOT|g" -e "s|@runstatedir@/imi|$SOCKETS|g" -e "s|@nginxdir@|$folder|g" \
        -e "s|@listen@|127.0.0.1:$1$tls|g" -e "s|@server_name@|127.0.0.1|g" -e "s|@log@|$LOGS|g" \
        >"$folder/imi.conf"
    [ -z "$tls" ] || sed -i -e "s|^ *# *ssl_certificate .*|    ssl_certificate $DIR/tls.pem;|" \
        -e "s|^ *# *ssl_certificate_key .*|    ssl_certificate_key $DIR/tls.key;|" -e 's|^ *#   ssl_|    ssl_|' "$folder/imi.conf"
    extra_locations >"$folder/extra-areas.conf"
    sed -i "s|# @more_areas@|include $folder/extra-areas.conf;|" "$folder/imi.conf"
    sed -e "s|@user@|$user|" -e "s|@dir@|$folder|g" -e "s|@log@|$LOGS|g" "$ROOT/conf/nginx/dev.conf.in" >"$folder/nginx.conf"
    process_run nginx nginx -e "$LOGS/nginx.log" -p "$folder/" -c "$folder/nginx.conf"
    wait_for 10 nginx nginx_answers "$1" || {
        log_tail nginx
        return 1
    }
}

nginx_answers() {
    process_alive nginx || return 0
    [ -n "$(port_inode "$1")" ]
}

# An area that the shipped file does not know yet has a location like the others'.
extra_locations() {
    local name
    for name in $(endpoints); do
        grep -q "imi-area $name\$" "$ROOT/conf/nginx/imi.conf.in" ||
            awk -v name="$name" '/# imi-area services$/ { on = 1 } on { gsub(/services/, name); print } /# imi-area-end$/ { on = 0 }' "$DIR/nginx/imi.conf"
    done
}

# instance_mail PORT_FILE: the receiver takes a free port and writes it there
instance_mail() {
    mkdir -p "$DIR/mail"
    rm -f "$DIR/mail.port"
    [ -d "$ROOT/node_modules/smtp-server" ] || {
        say "dev: the npm package smtp-server is not installed; mail is kept in the queue"
        echo 25 >"$DIR/mail.port"
        return 0
    }
    process_run_gently mail node "$ROOT/tools/dev/mail-receiver.mjs" "$DIR/mail" "$DIR/mail.port"
    wait_for 20 "the mail receiver" mail_answers || {
        log_tail mail
        return 1
    }
}

mail_answers() {
    process_alive mail || return 0
    [ -s "$DIR/mail.port" ]
}

# instance_data: key file, migrations, training set
instance_data() {
    [ -x "${BUILD:-$ROOT}/imictl" ] || {
        say "dev: imictl is not built; no migrations"
        return 0
    }
    [ -s "$DIR/keys" ] || program imictl key new >>"$LOGS/imictl.log" 2>&1 || {
        log_tail imictl
        die "the key file could not be made"
    }
    program imictl migrate >>"$LOGS/imictl.log" 2>&1 || {
        log_tail imictl
        die "the database could not be migrated; all of it is in $LOGS/imictl.log"
    }
    if [ -x "${BUILD:-$ROOT}/imi-training" ] && [ ! -f "$DIR/accounts.tsv" ] && [ "$(instance_mode)" = training ]; then
        instance_training
    fi
}

# instance_training: the list of accounts is there when the set is loaded whole; what a loading that was broken off
# left behind goes. While it loads, the database does not wait for the disk.
instance_training() {
    local flush status=0
    say "Loading the training set (half a minute)"
    flush=$(database_client -e 'SELECT @@GLOBAL.innodb_flush_log_at_trx_commit')
    database_client -e 'SET GLOBAL innodb_flush_log_at_trx_commit = 0'
    program imi-training --reset --files --accounts "$DIR/accounts.tsv.new" >>"$LOGS/training.log" 2>&1 || status=$?
    database_client -e "SET GLOBAL innodb_flush_log_at_trx_commit = $flush"
    [ "$status" = 0 ] || {
        log_tail training
        die "the training set could not be loaded; all of it is in $LOGS/training.log"
    }
    mv "$DIR/accounts.tsv.new" "$DIR/accounts.tsv"
}

# instance_programs: endpoints and clerk
instance_programs() {
    local name
    for name in $(endpoints); do process_run "$name" env IMI_CONFIG="$DIR/imi.yaml" "${BUILD:-$ROOT}/imi-$name"; done
    [ ! -x "${BUILD:-$ROOT}/imi-clerk" ] ||
        process_run_gently clerk env IMI_CONFIG="$DIR/imi.yaml" "${BUILD:-$ROOT}/imi-clerk"
}

# http_status URL: no curl on a bare Debian, but where TLS is spoken. The answer's first line holds it.
http_status() {
    local rest=${1#http://} host port line
    case $1 in https:*)
        curl --silent --cacert "$DIR/tls.pem" --max-time 10 --output /dev/null --write-out '%{http_code}\n' "$1"
        return
        ;;
    esac
    host=${rest%%:*}
    port=${rest#*:}
    port=${port%%/*}
    # In a shell of its own: an open that fails ends no caller.
    (
        exec 3<>"/dev/tcp/$host/$port"
        printf 'GET /%s HTTP/1.0\r\nHost: %s:%s\r\n\r\n' "${rest#*/}" "$host" "$port" >&3
        IFS=' ' read -r -t 10 _ line _ <&3
        printf '%s\n' "${line%$'\r'}"
    ) 2>/dev/null
}

endpoint_ready() {
    process_alive "$1" || return 0
    [ "$(http_status "$(instance_scheme)://127.0.0.1:$2$(prefix_of "$1")readyz")" = 200 ]
}

# instance_ready PORT: every endpoint says that it can work
instance_ready() {
    local name status=0
    for name in $(endpoints); do
        if ! wait_for 30 "imi-$name" endpoint_ready "$name" "$1" || ! process_alive "$name"; then
            say "dev: imi-$name is not ready:"
            log_tail "$name"
            status=1
        fi
    done
    return "$status"
}

# instance_start PORT: all of it; what was started is stopped again when something fails
instance_start() {
    database_start || return 1
    process_alive database || { log_tail database && return 1; }
    instance_mail || return 1
    instance_configure "$1" "$(cat "$DIR/mail.port")"
    # A subshell, so that a fault in the data ends up here and not in an exit with the database running.
    (instance_data) || return 1
    instance_programs
    instance_nginx "$1" || return 1
    process_alive nginx || { log_tail nginx && return 1; }
    instance_ready "$1"
}

# instance_stop: the newest first, the database last and gently
instance_stop() {
    local name
    for name in nginx $(process_names | grep -vxE 'nginx|database|dev'); do process_stop "$name" 20; done
    process_stop database 60
    rm -f "$DIR/address"
    if [ -f "$DIR/sockets" ]; then
        rm -rf "$(cat "$DIR/sockets")"
        rm -f "$DIR/sockets"
    else
        rm -f "$SOCKETS"/*.sock
    fi
}

instance_running() {
    local name
    for name in $(process_names); do
        case $name in dev) ;; *) ! process_alive "$name" || return 0 ;; esac
    done
    return 1
}
