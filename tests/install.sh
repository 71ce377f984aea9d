#!/bin/sh
# Brings what the tests need beyond Python: Debian's Chromium, Redis and PostgreSQL, all real. Root installs them; anyone
# else is told. TypeScript comes by npm into build/, to check the types in the widget's comments.
set -eu
node=build/node/node_modules
if [ ! -x "$node/.bin/tsc" ] || [ ! -f "$node/axe-core/axe.min.js" ] || [ ! -x "$node/.bin/esbuild" ]; then
  mkdir -p build/node
  without="types and older browsers are not checked, and axe-core does not look at the pages"
  if ! command -v npm >/dev/null 2>&1; then
    echo "There is no npm, so $without. Install Node.js 18 or later for that." >&2
  elif ! npm install --prefix build/node --no-save --no-audit --no-fund --silent 'typescript@~5.9' 'axe-core@4.14.1' 'esbuild@~0.28'; then
    echo "TypeScript, axe-core and esbuild could not be installed, so $without." >&2
  fi
fi
windowless=chromium-headless-shell
missing=""
command -v "$windowless" >/dev/null 2>&1 || command -v chromium >/dev/null 2>&1 || missing="$missing chromium fonts-noto-core"
command -v redis-server >/dev/null 2>&1 || missing="$missing redis-server"
ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || missing="$missing postgresql"
if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null 2>&1; then
  [ -z "$missing" ] && exit 0
  echo "Some tests need:$missing. Install them (Debian: apt-get install$missing), or run make test as root." >&2
  echo "Without them those tests are skipped, and said so." >&2
  exit 0
fi
[ -z "$missing" ] && command -v "$windowless" >/dev/null 2>&1 && exit 0
apt-get update -qq || echo "The list of packages could not be renewed; going on with the old one." >&2
# Chromium without its window takes half the time; not every Debian has it.
if ! command -v "$windowless" >/dev/null 2>&1 && apt-cache show "$windowless" >/dev/null 2>&1; then
  missing="$(echo "$missing" | sed 's/ chromium / /') $windowless"
fi
[ -z "$missing" ] && exit 0
echo "Installing for the tests:$missing ..."
export DEBIAN_FRONTEND=noninteractive
# shellcheck disable=SC2086
apt-get install -qq -y --no-install-recommends $missing >/dev/null
