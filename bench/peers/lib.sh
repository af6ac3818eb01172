# Shared helpers for the comparison scripts. Source it: . "$(dirname "$0")/lib.sh"
# Nothing here needs a machine path: all work lands in PERF_DIR (a fresh temporary
# folder unless set), and all traffic stays on 127.0.0.1.
set -euo pipefail
HERE="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
PERF_DIR="${PERF_DIR:-$(mktemp -d -t perf.XXXXXX)}"
mkdir -p "$PERF_DIR"
chmod 755 "$PERF_DIR"
export PERF_DIR

PGPORT="${PERF_PGPORT:-55432}"
PGBIN="${PGBIN:-$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1)}"
PGDATA="$PERF_DIR/pgdata"
PGURL="postgresql://perf:perf@127.0.0.1:$PGPORT/perf"
# Ports below the range the kernel hands to outgoing connections.
API_PORT="${PERF_API_PORT:-21080}"
WEB_PORT="${PERF_WEB_PORT:-21090}"
export PGPORT PGURL API_PORT WEB_PORT

# name value unit: the one line format of every script.
say() { printf '%s %s %s\n' "$1" "$2" "$3"; }
note() { printf '# %s\n' "$*" >&2; }

# Postgres refuses to run as root: then run it as the account 'postgres'.
as_pg() {
  if [ "$(id -u)" = 0 ]; then setpriv --reuid=postgres --regid=postgres --clear-groups "$@"; else "$@"; fi
}

pg_up() {
  if ! "$PGBIN/pg_isready" -q -h 127.0.0.1 -p "$PGPORT"; then
    if [ ! -e "$PGDATA/PG_VERSION" ]; then
      mkdir -p "$PGDATA"
      [ "$(id -u)" = 0 ] && chown postgres "$PGDATA"
      as_pg "$PGBIN/initdb" -D "$PGDATA" -U perf -A trust -E UTF8 --no-instructions >"$PERF_DIR/initdb.log" 2>&1
      # A plain, durable server: fsync and synchronous_commit stay on.
      cat >>"$PGDATA/postgresql.conf" <<C
listen_addresses = '127.0.0.1'
port = $PGPORT
unix_socket_directories = '$PGDATA'
shared_buffers = 1GB
max_wal_size = 4GB
work_mem = 32MB
max_connections = 200
C
    fi
    as_pg "$PGBIN/pg_ctl" -D "$PGDATA" -l "$PGDATA/server.log" -w start >/dev/null
  fi
  psqlq -d postgres -c "select 1 from pg_database where datname='perf'" | grep -q 1 \
    || psqlq -d postgres -c 'create database perf'
}
pg_down() { as_pg "$PGBIN/pg_ctl" -D "$PGDATA" -m fast -w stop >/dev/null; }
psqlq() { "$PGBIN/psql" -h 127.0.0.1 -p "$PGPORT" -U perf -X -q -A -t -v ON_ERROR_STOP=1 "$@"; }
pgsql() { psqlq -d perf "$@"; }

wait_port() { # port [seconds]
  local i=0
  until (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; do
    i=$((i + 1)); [ $i -gt $((${2:-30} * 10)) ] && { note "port $1 did not open"; return 1; }
    sleep 0.1
  done
}

# A throwaway Python environment: venv NAME PACKAGE...
venv() {
  local d="$PERF_DIR/v-$1"; shift
  if [ ! -e "$d/.ready" ]; then
    note "installing $*"
    python3 -m venv "$d" && "$d/bin/pip" install -q --disable-pip-version-check "$@" >&2 && touch "$d/.ready"
  fi
  PY="$d/bin/python"; VBIN="$d/bin"
}
# The newest peers want Node 22; where the machine's is older, take it from the registry.
node22() {
  local d="$PERF_DIR/n-node22"
  [ "$(node -p 'process.versions.node.split(".")[0]')" -ge 22 ] && return
  [ -e "$d/node_modules/node/bin/node" ] || { mkdir -p "$d"; (cd "$d" && npm init -y >/dev/null && npm i --no-audit --no-fund --silent node@22 >&2); }
  export PATH="$d/node_modules/node/bin:$PATH"
}
# A throwaway Node folder: node_dir NAME PACKAGE...
node_dir() {
  node22
  NODE_DIR="$PERF_DIR/n-$1"; shift
  if [ ! -e "$NODE_DIR/.ready" ]; then
    note "installing $*"
    mkdir -p "$NODE_DIR"
    (cd "$NODE_DIR" && { [ -e package.json ] || npm init -y >/dev/null; } && npm i --no-audit --no-fund --silent "$@" >&2) && touch "$NODE_DIR/.ready"
  fi
}
# A one-file Rust program: rust_bin SOURCE (std only)
rust_bin() {
  RBIN="$PERF_DIR/bin/$(basename "$1" .rs)"
  mkdir -p "$PERF_DIR/bin"
  if [ ! -e "$RBIN" ] || [ "$1" -nt "$RBIN" ]; then rustc --edition 2021 -O -C target-cpu=native -o "$RBIN" "$1"; fi
}
# The crate of limits and floors, built in PERF_DIR so that nothing lands beside its source.
limits_build() {
  mkdir -p "$PERF_DIR/limits" && cp -r "$HERE/limits/Cargo.toml" "$HERE/limits/src" "$PERF_DIR/limits/"
  (cd "$PERF_DIR/limits" && CARGO_TARGET_DIR="$PERF_DIR/target" cargo build --release --quiet)
}
# Orion and its bench, built as they ship; then: "${OURS[@]}" COMMAND...
release_bins() {
  (cd "$HERE/../.." && cargo build --release --quiet --package orion --package bench >&2)
  local built="${CARGO_TARGET_DIR:-$HERE/../../target}/release"
  OURS=("$built/bench" --orion "$built/orion" --site "$HERE/../../target/site" --folder "$PERF_DIR" peer)
}
# An empty database, and its address.
fresh_database() { # name
  psqlq -d postgres -c "drop database if exists $1 with (force)" -c "create database $1" 2>/dev/null
  OUR_DATABASE="postgresql://perf:perf@127.0.0.1:$PGPORT/$1"
}
# timed LABEL ROWS COMMAND...: whole process, wall seconds, rate and the peak of the
# summed resident memory of the process and its children.
timed() { python3 "$HERE/timed.py" "$@"; }

PIDS=()
bg() { "$@" >>"$PERF_DIR/bg.log" 2>&1 & PIDS+=($!); BG_PID=$!; }
stop_pid() { kill "$1" 2>/dev/null || true; wait "$1" 2>/dev/null || true; }
cleanup() { local p; for p in "${PIDS[@]:-}"; do [ -n "$p" ] && stop_pid "$p"; done; return 0; }
trap cleanup EXIT

# Summed memory (MiB) and CPU seconds so far of a process and its children.
pss_tree() { python3 "$HERE/proctree.py" mem "$1"; }
cpu_tree() { python3 "$HERE/proctree.py" cpu "$1"; }
pg_pid() { head -1 "$(psqlq -d postgres -c 'show data_directory')/postmaster.pid"; }
# load NAME URL [SERVER_PID]: requests a second and latency of one URL after a short
# warm-up and, given the server's process, its and Postgres's CPU time a request. The last
# two hold still when others use the machine; the rate does not.
load() {
  local out n c0 p0; wrk -t1 -c"${CONNS:-16}" -d1s ${WRK_SCRIPT:+-s "$WRK_SCRIPT"} "$2" >/dev/null
  [ -n "${3:-}" ] && { c0=$(cpu_tree "$3"); p0=$(cpu_tree "$(pg_pid)"); }
  out=$(wrk -t1 -c"${CONNS:-16}" -d"${SECS:-4}s" --latency ${WRK_SCRIPT:+-s "$WRK_SCRIPT"} "$2")
  n=$(awk '/requests in/{print $1}' <<<"$out")
  say "$1.rate" "$(awk '/Requests\/sec/{printf "%.0f", $2}' <<<"$out")" requests/s
  [ -n "${3:-}" ] && {
    say "$1.cpu_per_request" "$(awk -v a="$c0" -v b="$(cpu_tree "$3")" -v n="$n" 'BEGIN{printf "%.0f", (b-a)/n*1e6}')" us
    say "$1.postgres_cpu_per_request" "$(awk -v a="$p0" -v b="$(cpu_tree "$(pg_pid)")" -v n="$n" 'BEGIN{printf "%.0f", (b-a)/n*1e6}')" us
  }
  say "$1.latency_p50" "$(awk '$1=="50%"{print ms($2)} function ms(t){return t ~ /us$/ ? t/1000 : t ~ /ms$/ ? t+0 : t*1000}' <<<"$out")" ms
  say "$1.latency_p99" "$(awk '$1=="99%"{print ms($2)} function ms(t){return t ~ /us$/ ? t/1000 : t ~ /ms$/ ? t+0 : t*1000}' <<<"$out")" ms
  grep -E 'Non-2xx|Socket errors' <<<"$out" >&2 || true
}
# anchor NAME: durable one-row commits a second just now, 1 and 8 clients. What the disk
# gives changes from minute to minute on a shared machine, so a figure that is bound by
# commits is told as a ratio to the anchor taken beside it.
anchor() {
  pgsql -c 'create table if not exists anchor(id bigserial primary key, v text)' 2>/dev/null
  echo "insert into anchor(v) values ('x');" >"$PERF_DIR/anchor.sql"
  local n tps
  for n in 1 8; do
    tps=$("$PGBIN/pgbench" -h 127.0.0.1 -p "$PGPORT" -U perf -n -M prepared -f "$PERF_DIR/anchor.sql" -c $n -j 1 -T 2 perf 2>/dev/null | awk '/^tps/{print $3}')
    say "$1.anchor_commits_${n}clients" "${tps%.*}" commits/s
  done
}
