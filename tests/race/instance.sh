#!/bin/bash
# SPDX-License-Identifier: EUPL-1.2
# Violence against the programs of a test instance (DIR of tests/stack.sh), each by its own number.
#   instance.sh workers DIR ENDPOINT      the numbers of its workers
#   instance.sh master DIR ENDPOINT
#   instance.sh kill-database DIR         -9, and starts it again; returns when it answers
set -euo pipefail
ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
export LC_ALL=C.UTF-8
PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin
for part in common database; do
    # shellcheck source=/dev/null
    . "$ROOT/tools/dev/$part.sh"
done
open_dir "$2"
case $1 in
master) process_alive "$3" && echo "$PID" ;;
workers)
    process_alive "$3"
    cat "/proc/$PID/task/$PID/children"
    ;;
kill-database)
    process_alive database
    kill -KILL "$PID"
    while [ -e "/proc/$PID" ] && ! process_is_zombie "$PID"; do sleep 0.02; done
    database_start
    ;;
*) die "instance.sh: what is $1?" ;;
esac
