#!/bin/bash
# SPDX-License-Identifier: EUPL-1.2
# The pool behind a private nginx: no request may fail while workers are stopped, killed, replaced and reloaded,
# and nothing that a client sends may end a worker. BUILD names the built tree; PORT must be free (default: one that is).
# shellcheck disable=SC2317 # functions are called by name, through soon and trap
set -u
. "$(dirname "$0")/../lib.sh"

src=$ROOT
echo_program=${ECHO_PROGRAM:-${BUILD:-$ROOT}/tests/http/echo}
port=${PORT:-$(free_port)}
failed=0
PATH=$PATH:/usr/sbin
for tool in nginx curl wrk cgi-fcgi; do
    command -v "$tool" >/dev/null || { not_ok "http pool" "$tool is missing"; exit 1; }
done
dir=$(test_dir) || exit 1
chmod 755 "$dir"
url=http://127.0.0.1:$port
master=
nginx_pid=

clean_up() {
    [ -z "$master" ] || kill "$master" 2>/dev/null
    [ -z "$nginx_pid" ] || kill "$nginx_pid" 2>/dev/null
    wait
    rm -rf "$dir"
}
trap clean_up EXIT
trap 'exit 1' INT TERM

processes=$(ulimit -Su)
# Limits of processes do not hold for root.
as_user=()
if [ "$(id -u)" = 0 ]; then
    as_user=(setpriv --reuid=65534 --regid=65534 --clear-groups)
    chown 65534:65534 "$dir"
fi

good() { ok "http pool: $1"; }
bad() { failed=1; not_ok "http pool: $1" "$2"; }
# is NAME WANTED GOT; has NAME PATTERN TEXT; soon NAME SECONDS COMMAND...
is() { if [ "$2" = "$3" ]; then good "$1"; else bad "$1" "wanted '$2', got '$3'"; fi; }
has() { if grep -q -- "$2" <<<"$3"; then good "$1"; else bad "$1" "no '$2'"; fi; }
soon() {
    local name=$1 seconds=$2
    shift 2
    if until_true "$seconds" "$@"; then good "$name"; else bad "$name" "not within $seconds s"; fi
}
status() { curl -s -o /dev/null -m 30 -w '%{http_code}' "$@"; }
workers() { pgrep -P "$master" | sort; }
random_worker() { pgrep -P "$master" | shuf -n 1; }
# until_true SECONDS COMMAND...
until_true() {
    tries=$(($1 * 20)); shift
    while [ "$tries" -gt 0 ]; do
        "$@" >/dev/null 2>&1 && return 0
        sleep 0.05; tries=$((tries - 1))
    done
    return 1
}
answers() { [ "$(status "$url/echo")" = 200 ]; }
generation_is() { [ "$(curl -s "$url/generation")" = "$1" ]; }
has_workers() { [ "$(pgrep -c -P "$master")" = "$1" ]; }

start_master() {
    ECHO_REFUSE=$dir/refuse ECHO_WORKER_FAILS=$dir/worker-fails \
        "${as_user[@]}" "$echo_program" "$dir/echo.sock" 4 "${1:-100000}" 2>>"$dir/echo.log" &
    master=$!
    soon "the endpoint answers" 10 answers
    answers || exit 1
}

start_nginx() {
    mkdir -p "$dir/tmp"
    user=
    [ "$(id -u)" -ne 0 ] || user='user root;'
    cat >"$dir/nginx.conf" <<END
$user
worker_processes 2;
pid $dir/nginx.pid;
error_log $dir/nginx.log;
daemon off;
events { worker_connections 512; }
http {
    access_log off;
    client_body_temp_path $dir/tmp/b; fastcgi_temp_path $dir/tmp/f; proxy_temp_path $dir/tmp/p;
    uwsgi_temp_path $dir/tmp/u; scgi_temp_path $dir/tmp/s;
    client_max_body_size 20m;
    server {
        listen 127.0.0.1:$port;
        location / {
            include $src/conf/nginx/imi-fastcgi.conf;
            fastcgi_buffer_size 16k;
            fastcgi_buffers 16 16k;
            fastcgi_pass unix:$dir/echo.sock;
        }
    }
}
END
    nginx -p "$dir" -c "$dir/nginx.conf" -e "$dir/nginx.log" &
    nginx_pid=$!
}

# load SECONDS PATH: in the background; what wrk says goes to wrk.txt
load() { wrk -t1 -c16 -d"$1"s "$url$2" >"$dir/wrk.txt" 2>&1 & wrk_pid=$!; }
no_failure() {
    wait "$wrk_pid"
    total=$(sed -n 's/^ *\([0-9][0-9]*\) requests in.*/\1/p' "$dir/wrk.txt")
    echo "# $1: ${total:-0} requests"
    if grep -Eq 'Non-2xx|Socket errors' "$dir/wrk.txt"; then
        bad "$1" "$(grep -E 'Non-2xx|Socket errors' "$dir/wrk.txt" | tr '\n' ' ')"
    elif [ "${total:-0}" -lt 100 ]; then
        bad "$1" "only ${total:-0} requests"
    else
        good "$1"
    fi
}

start_nginx
start_master

# ---- nginx hands over what request.c reads, and nothing else ----
in_conf=$(sed -n 's/^ *fastcgi_param \([A-Z_]*\).*/\1/p' "$src/conf/nginx/imi-fastcgi.conf" "$src/conf/nginx/imi.conf.in" | sort -u)
in_code=$(grep -o '"\(REQUEST\|CONTENT\|IMI\|HTTP\)_[A-Z_]*[A-Z]"' "$src/lib/http/request.c" | tr -d '"' | sort -u)
is "parameters in conf and code" "$in_code" "$in_conf"
echoed=$(curl -s -u bob:x -H 'Remote-User: evil' -H 'IMI-AUTH-USER: evil' -H 'X-Forwarded-For: 9.9.9.9' -H 'IMI-Client-Address: 9.9.9.9' \
    "$url/echo/%C3%A6?a=b%20c")
has "identity cannot be sent" '^user none$' "$echoed"
has "the address is nginx's" '^address 127.0.0.1$' "$echoed"
has "the path is decoded once" '^path /echo/æ$' "$echoed"
has "the query is decoded" '^query a=b c$' "$echoed"
has "a request number" '^id [0-9a-f]\{32\}$' "$echoed"

# ---- security headers, errors too ----
for path in /echo /nowhere /%ff; do
    headers=$(curl -s -D - -o /dev/null "$url$path")
    for name in Content-Security-Policy X-Content-Type-Options Referrer-Policy Cross-Origin-Opener-Policy \
        Cross-Origin-Resource-Policy X-Frame-Options Permissions-Policy Cache-Control; do
        has "$path: $name" "^$name: ." "$headers"
    done
done
has "the endpoint makes the page of a refusal" '^X-Refused: yes' "$(curl -s -D - -o /dev/null "$url/%ff")"
has "405 says what is allowed" '^Allow: GET, HEAD' "$(curl -s -D - -o /dev/null -X DELETE "$url/echo")"
is "HEAD has no body" 0 "$(curl -s -I "$url/echo" -o "$dir/head" -w '%{size_download}')"

# ---- hostile requests get a clear 4xx and end no worker ----
before=$(workers)
refused() { # NAME STATUS CURL-ARGUMENTS...
    name=$1; expected=$2; shift 2
    is "$name" "$expected" "$(status "$@")"
}
mp='Content-Type: multipart/form-data'
for i in 1 2 3; do refused "no boundary, try $i" 400 -H "$mp" --data-binary "--XX--" "$url/form"; done
refused "empty boundary" 400 -H "$mp; boundary=" --data-binary '----' "$url/form"
refused "boundary of 71" 400 -H "$mp; boundary=$(printf '%071d' 0)" --data-binary x "$url/form"
printf '\n' >"$dir/newline"
refused "a body of one newline" 400 -H "$mp; boundary=XX" --data-binary "@$dir/newline" "$url/form"
printf -- '--XX\r\nContent-Disposition: form-data; name="f"; filename="a.txt"\r\n\r\nhalf' >"$dir/half"
refused "no closing boundary" 400 -H "$mp; boundary=XX" --data-binary "@$dir/half" "$url/form"
printf -- '--XX\r\nContent-Disposition: form-data\r\n\r\nx\r\n--XX--\r\n' >"$dir/nameless"
refused "a part without a name" 400 -H "$mp; boundary=XX" --data-binary "@$dir/nameless" "$url/form"
printf -- '--XX\r\nContent-Disposition: form-data; name="a"\r\nContent-Disposition: form-data; name="a"\r\n\r\nx\r\n--XX--\r\n' >"$dir/twice"
refused "Content-Disposition twice" 400 -H "$mp; boundary=XX" --data-binary "@$dir/twice" "$url/form"
{ printf -- '--XX\r\nX: '; head -c 9000 /dev/zero | tr '\0' a; printf '\r\n\r\n'; } >"$dir/longline"
refused "a header line over 8 KiB" 400 -H "$mp; boundary=XX" --data-binary "@$dir/longline" "$url/form"
yes 'a=1&' | head -n 50000 | tr -d '\n' >"$dir/many"
refused "50,000 parameters" 400 --data-binary "@$dir/many" "$url/form"
refused "NUL in a value" 400 --data 'a=x%00y' "$url/form"
refused "not UTF-8 in a value" 400 --data 'a=%c3%28' "$url/form"
refused "a broken escape" 400 --data 'a=%g1' "$url/form"
refused "NUL in the path" 400 "$url/echo/%00"
refused "not UTF-8 in the path" 400 "$url/echo/%ff"
refused "a control character in the path" 400 "$url/echo/%0a"
refused "a hidden slash" 400 "$url/echo/%2fx"
refused "climbing" 400 --path-as-is "$url/echo/%2e%2e"
refused "another media type" 415 -H 'Content-Type: text/xml' --data '<a/>' "$url/form"
refused "JSON to a form" 415 -H 'Content-Type: application/json' --data '{}' "$url/form"
head -c 1001 /dev/zero | tr '\0' 1 >"$dir/json"
refused "JSON over the limit" 413 -H 'Content-Type: application/json' --data-binary "@$dir/json" "$url/json"
head -c 6000000 /dev/urandom >"$dir/six"
refused "a file over the route's limit" 413 -F "f=@$dir/six" "$url/form"
refused "a form over the limit" 413 --data-binary "@$dir/six" "$url/form"
refused "a body where none is read" 405 --data-binary "@$dir/six" "$url/echo"
refused "PUT" 405 -X PUT --data x "$url/form"
refused "an unknown method" 405 -X BREW "$url/form"
is "charset suffix is understood" "text a=ø" \
    "$(curl -s -H 'Content-Type: Application/X-WWW-Form-Urlencoded; Charset=UTF-8' --data 'a=%c3%b8' "$url/form")"
head -c 3000000 "$dir/six" >"$dir/three"
is "an upload arrives whole" "text t=w  
file f=three 3000000" "$(curl -s -F 't="w  "' -F "f=@$dir/three" "$url/form")"
is "a chunked upload arrives whole" "file f=three 3000000" \
    "$(curl -s -H 'Transfer-Encoding: chunked' -F "f=@$dir/three" "$url/form")"
is "a big answer arrives whole" 50000000 "$(curl -s -o /dev/null -w '%{size_download}' "$url/big?bytes=50000000")"
is "a page of 1 MB arrives whole" 1000000 "$(curl -s -o /dev/null -w '%{size_download}' "$url/page?bytes=1000000")"
curl -s -o "$dir/cut" "$url/broken"
case $? in 0) bad "a stream that breaks off" "it looked whole" ;; *) good "a stream that breaks off looks broken" ;; esac
is "an answer over its limit is 500" 500 "$(status "$url/page?bytes=9000000")"
is "a slow upload is answered" "json 40" "$(head -c 40 "$dir/json" | curl -s --limit-rate 20 -H 'Content-Type: application/json' --data-binary @- "$url/json")"
# straight: FILE CONTENT_LENGTH: past nginx, which would not let such a request through
straight() {
    REQUEST_METHOD=POST REQUEST_URI=/form CONTENT_TYPE=application/x-www-form-urlencoded CONTENT_LENGTH=$2 \
        timeout 10 cgi-fcgi -bind -connect "$dir/echo.sock" <"$1" | head -n 1 | tr -d '\r'
}
printf 'a=1' >"$dir/short"
is "a body cut short" "Status: 400" "$(straight "$dir/short" 30)"
for length in -1 99999999999999999999 1x; do
    is "Content-Length $length" "Status: 400" "$(straight /dev/null "$length")"
done
is "the same workers still live" "$before" "$(workers)"

# ---- workers come and go ----
sleep 1.1
ticked() { [ "$(curl -s "$url/ticks")" -ge 1 ]; }
soon "idle workers keep house" 3 ticked
load 8 /echo
sleep 0.5
for _ in $(seq 100); do kill -TERM "$(random_worker)" 2>/dev/null; sleep 0.05; done
kill -HUP "$master"
no_failure "100 x SIGTERM and SIGHUP under load"
soon "SIGHUP loads anew" 5 generation_is 2
soon "4 workers after the reload" 5 has_workers 4

touch "$dir/refuse"
kill -HUP "$master"
sleep 0.5
is "a refused reload keeps the old data" 2 "$(curl -s "$url/generation")"
rm "$dir/refuse"
touch "$dir/worker-fails"
kill -HUP "$master"
sleep 0.5
is "a reload whose workers fail keeps the old data" 2 "$(curl -s "$url/generation")"
rm "$dir/worker-fails"

# A process limit of the master's own, lowered while it runs, makes fork() fail.
kill -HUP "$master"
soon "a reload after refused ones loads anew" 5 generation_is 4
"${as_user[@]}" prlimit --pid "$master" --nproc=1:
kill -HUP "$master"
soon "a failed fork is reported" 5 grep -q '"fork failed"' "$dir/echo.log"
sleep 1.5
is "without processes for new workers the old ones serve" 4 "$(curl -s "$url/generation")"
is "what cannot be forked is tried again with a pause" 1 \
    "$(awk '/"fork failed"/ { n++ } END { print (n >= 2 && n <= 3) }' "$dir/echo.log")"
"${as_user[@]}" prlimit --pid "$master" --nproc="$processes":
soon "a reload whose forks failed stands once processes can be had" 5 generation_is 5
soon "4 workers after the forks that failed" 5 has_workers 4

# Only idle workers are killed: a request in hand at that moment would be lost by the kill itself.
for _ in 1 2 3 4 5 6 7 8; do kill -KILL "$(random_worker)"; done
soon "killed workers are replaced" 10 has_workers 4
soon "answers after kill -9" 2 answers

# A second master must not take the socket of a living one.
fails "http pool: a second master does not start" "$echo_program" "$dir/echo.sock" 1
"$echo_program" "$dir/echo.sock" 1 2>"$dir/second.log"
has "the second master says why" 'another program answers' "$(cat "$dir/second.log")"

curl -s -m 10 -o "$dir/slow" "$url/slow?ms=2000" &
slow_pid=$!
sleep 0.5
kill -HUP "$master"
wait "$slow_pid"
is "a slow request outlives SIGHUP" "done" "$(cat "$dir/slow")"

# More slow requests than workers: some still wait in the socket when the master is told to stop.
pids=
for i in 1 2 3 4 5 6; do curl -s -m 10 -o "$dir/slow.$i" "$url/slow?ms=700" & pids="$pids $!"; done
sleep 0.3
kill -TERM "$master"
for pid in $pids; do wait "$pid"; done
for i in 1 2 3 4 5 6; do is "slow request $i outlives SIGTERM" "done" "$(cat "$dir/slow.$i" 2>/dev/null)"; done
wait "$master"
is "an orderly stop" 0 "$?"
has "workers take their leave" 'worker ended' "$(tail -n 20 "$dir/echo.log")"
is "no socket is left behind" "" "$(find "$dir" -name echo.sock)"
master=

# ---- workers leave after their number of requests ----
start_master 200
load 3 /echo
no_failure "workers leaving after 200 requests"
{ kill -KILL "$master"; wait "$master"; } 2>/dev/null
orphans_gone() { ! pgrep -f "^$echo_program $dir/echo.sock" >/dev/null; }
soon "workers leave when their master is killed" 5 orphans_gone
start_master # over a stale socket

# ---- a socket of systemd's ----
if command -v systemd-socket-activate >/dev/null; then
    kill -TERM "$master"
    wait "$master"
    systemd-socket-activate -l "$dir/passed.sock" "$echo_program" "$dir/unused.sock" 2 2>>"$dir/echo.log" &
    master=$!
    answers_passed() { REQUEST_METHOD=GET REQUEST_URI=/echo timeout 10 cgi-fcgi -bind -connect "$dir/passed.sock" </dev/null | grep -q '^method GET'; }
    soon "serves on a passed socket" 5 answers_passed
    kill -TERM "$master"
    wait "$master"
    is "an orderly stop on a passed socket" 0 "$?"
    is "a passed socket is not removed" "$dir/passed.sock" "$(find "$dir" -name '*.sock')"
    master=
else
    skip "http pool: serves on a passed socket" "systemd-socket-activate is missing"
fi

is "no sanitizer or assertion spoke" "" "$(grep -m 1 -E 'AddressSanitizer|LeakSanitizer|runtime error|Assertion' "$dir/echo.log")"
exit "$failed"
