#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# Makes configure and Makefile.in from their sources. Needs autoconf 2.71 and automake 1.16.
set -eu
cd "$(dirname "$0")"
mkdir -p build-aux m4
exec autoreconf --install --warnings=all,no-portability,no-override
