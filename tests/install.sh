#!/bin/sh
# Brings what the tests need beyond Python: Debian's Chromium (a real browser). Root installs it; anyone else is told.
set -eu
command -v chromium >/dev/null 2>&1 && exit 0
if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null 2>&1; then
  echo "The browser tests need Chromium. Install it (Debian: apt-get install chromium), or run make test as root." >&2
  echo "Without it those tests are skipped, and said so." >&2
  exit 0
fi
echo "Installing Chromium for the browser tests ..."
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
apt-get install -qq -y --no-install-recommends chromium fonts-noto-core >/dev/null
