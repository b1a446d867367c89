#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# The keys of declared data whose values are texts, one a line: key, key[] (a list of texts), key{} (a map of
# texts). They are read from the schema (KEY_MSGID, KEY_MSGIDS in lib/decl), so there is no second list; only the maps
# whose values may be texts alone, `codes` and `messages`, are named here.
set -eu
cd "$(dirname "$0")/.."
cat lib/decl/*.c | grep -oE 'KEY_MSGIDS?\("[a-z_]+"' | sed -E 's/KEY_MSGIDS\("(.*)"/\1[]/; s/KEY_MSGID\("(.*)"/\1/' | LC_ALL=C sort -u
printf '%s\n' 'codes{}' 'messages{}'
