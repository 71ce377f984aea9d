#!/usr/bin/env bash
# Rasa 3.6.21 beside the navigator, in a Python 3.10 of its own:
#   deploy/rasa.sh python    print the Python 3.10 that would be used (exit 3 where there is none)
#   deploy/rasa.sh install   make .venv-rasa from deploy/rasa-requirements.txt, every file checked by its hash (exit 3
#                            where there is no Python 3.10, or no package index in reach)
#   deploy/rasa.sh train     write the project to build/rasa, train, write the model's hash beside it
#   deploy/rasa.sh run       check the hash, start Rasa and the navigator together, say how to talk to them
# Without a word: all of them. RASA_PYTHON, RASA_LANGUAGES ("en"; "all" for every one), RASA_SAMPLE (at most so many
# examples of each intent; 0 for all), RASA_PORT (5005), PORT (8000), RASA_MODEL, NAVIGATOR and NAVIGATOR_RASA_TOKEN change what is used.
set -euo pipefail
cd "$(dirname "$0")/.."

VERSION=3.6.21
VENV=$PWD/.venv-rasa
PROJECT=$PWD/build/rasa
MODEL=${RASA_MODEL:-models/navigator.tar.gz}
NAVIGATOR=${NAVIGATOR:-.venv/bin/navigator}
RASA_PORT=${RASA_PORT:-5005}
PORT=${PORT:-8000}
# At the level DEBUG Rasa writes people's words into its log.
export LOG_LEVEL=INFO
export RASA_TELEMETRY_ENABLED=false TF_CPP_MIN_LOG_LEVEL=3 PYTHONWARNINGS=ignore

# Rasa 3.6 runs on Python 3.8 to 3.10 and no other; a later pip would quietly fetch a Rasa of 2020 instead.
is_310() { "$1" -c 'import sys, venv; sys.exit(sys.version_info[:2] != (3, 10))' 2>/dev/null; }

find_python() {
  local found
  for found in "${RASA_PYTHON:-}" python3.10 "${PYENV_ROOT:-$HOME/.pyenv}"/versions/3.10.*/bin/python /usr/local/bin/python3.10; do
    if [ -n "$found" ] && is_310 "$found"; then echo "$found"; return; fi
  done
  if command -v uv >/dev/null 2>&1; then
    uv python install --quiet 3.10 >/dev/null 2>&1 || true
    found=$(uv python find 3.10 2>/dev/null || true)
    if [ -n "$found" ] && is_310 "$found"; then echo "$found"; return; fi
  fi
  echo "Rasa $VERSION needs Python 3.10, and there is none here. Install it (pyenv install 3.10, or uv python install" >&2
  echo "3.10), or name it: RASA_PYTHON=/path/to/python3.10. Nothing else of the navigator needs it." >&2
  return 3
}

install() {
  if ! cmp -s deploy/rasa-requirements.txt "$VENV/requirements.txt"; then
    local python; python=$(find_python)
    echo "Installing Rasa $VERSION into .venv-rasa: some 3 GB ..."
    "$python" -m venv --clear "$VENV"
    bring_uv
    # uv knows nothing of a mirror that pip was told of: then pip brings it, in minutes.
    "$VENV/bin/uv" pip install --quiet --python "$VENV/bin/python" --require-hashes -r deploy/rasa-requirements.txt ||
      "$VENV/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes -r deploy/rasa-requirements.txt
    cp deploy/rasa-requirements.txt "$VENV/requirements.txt"
  fi
  local is; is=$("$VENV/bin/python" -c 'from importlib.metadata import version; print(version("rasa"))')
  [ "$is" = "$VERSION" ] || { echo "This is Rasa $is, not $VERSION. Remove .venv-rasa and try again." >&2; exit 1; }
}

bring_uv() {
  local pip=("$VENV/bin/python" -m pip --quiet --disable-pip-version-check)
  "${pip[@]}" install --require-hashes -r deploy/uv-requirements.txt && return
  local uv; uv=$(grep -o '^uv==[0-9.]*' deploy/uv-requirements.txt)
  # Not even without its hash: so it is not the file that is wrong.
  if ! "${pip[@]}" download --no-deps --dest "$VENV/download" "$uv"; then
    echo "Rasa $VERSION cannot be brought: there is no package index in reach. Nothing else of the navigator needs it." >&2
    exit 3
  fi
  exit 1
}

train() {
  local languages=() sample=() language
  if [ "${RASA_LANGUAGES:-en}" != all ]; then
    for language in ${RASA_LANGUAGES:-en}; do languages+=(--language "$language"); done
  fi
  if [ "${RASA_SAMPLE:-120}" != 0 ]; then sample=(--sample "${RASA_SAMPLE:-120}"); fi
  "$NAVIGATOR" export rasa --out "$PROJECT" "${languages[@]}" "${sample[@]}"
  cd "$PROJECT"
  "$VENV/bin/rasa" data validate --domain domain.yml --data data 2>&1 | grep -E "ERROR|Error|conflicts" || true
  "$VENV/bin/rasa" train --out "$(dirname "$MODEL")" --fixed-model-name "$(basename "$MODEL" .tar.gz)"
  sha256sum "$MODEL" > "$MODEL.sha256"
  cd - >/dev/null
}

run() {
  # A model file can hold code. Only the one that was trained here is loaded.
  (cd "$PROJECT" && sha256sum --quiet --check "$MODEL.sha256") || {
    echo "There is no model in build/rasa, or it is not the one that was trained here. Run: deploy/rasa.sh train" >&2
    exit 1
  }
  export NAVIGATOR_RASA_TOKEN="${NAVIGATOR_RASA_TOKEN:-$(od -An -N24 -tx1 /dev/urandom | tr -d ' \n')}"
  export NAVIGATOR_URL="http://127.0.0.1:$PORT"
  trap 'kill $(jobs -p) 2>/dev/null; wait' EXIT
  trap 'exit 0' INT TERM
  "$NAVIGATOR" serve --port "$PORT" &
  (cd "$PROJECT" && exec "$VENV/bin/rasa" run --enable-api --interface 127.0.0.1 --port "$RASA_PORT" \
    --auth-token "$NAVIGATOR_RASA_TOKEN" --model "$MODEL" --endpoints endpoints.yml --credentials credentials.yml) &
  until "$VENV/bin/python" -c "import urllib.request as u; u.urlopen('http://127.0.0.1:$RASA_PORT/', timeout=1)" 2>/dev/null; do
    kill -0 $! 2>/dev/null || { echo "Rasa did not start: see above." >&2; exit 1; }
    sleep 1
  done
  cat <<EOF

Rasa listens on http://127.0.0.1:$RASA_PORT, the navigator on http://127.0.0.1:$PORT; both on this machine alone.
  Talk to Rasa:   curl http://127.0.0.1:$RASA_PORT/webhooks/rest/webhook -d '{"sender": "me", "message": "I feel so low"}'
  Ask what it reads:  curl "http://127.0.0.1:$RASA_PORT/model/parse?token=\$NAVIGATOR_RASA_TOKEN" -d '{"text": "I feel so low"}'
  The token of this run: $NAVIGATOR_RASA_TOKEN
  Needs are read by ${NAVIGATOR_RASA_URL:-the navigator itself. NAVIGATOR_RASA_URL=http://127.0.0.1:$RASA_PORT make rasa lets Rasa read them}.
Ctrl-C ends both.
EOF
  wait -n
}

case "${1:-all}" in
  python) find_python ;;
  install) install ;;
  train) train ;;
  run) run ;;
  all) install; train; run ;;
  *) sed -n '2,9p' "$0" >&2; exit 2 ;;
esac
