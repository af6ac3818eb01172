#!/usr/bin/env bash
# Server-rendered sales list: 50 of a tenant's 50,000 orders, newest first. run.sh [peer...]
# Peers: ours django next floor (hand-written Rust, no framework for pages). Three pages of each: first page, filtered by status, a deep page by
# keyset (Django's admin: its own offset paging with a count, page 900).
. "$(dirname "$0")/../lib.sh"
pg_up
[ "$(pgsql -c "select coalesce((select count(*) from pg_class where relname='sales' and reltuples > 0), 0)")" = 1 ] || pgsql -f "$HERE/ssr/sales.sql" 2>/dev/null
U="http://127.0.0.1:$WEB_PORT"
DEEP="at=2025-01-20T00:00:00Z&id=46000"
three() { load "$1.first" "$U$2" "$3"; load "$1.filtered" "$U$2?status=completed" "$3"; load "$1.deep" "$U$2?$DEEP" "$3"; }
size() { say "$1.page_size" "$(python3 -c "import urllib.request,sys; print(len(urllib.request.urlopen(sys.argv[1]).read()))" "$2")" bytes; }
# Ours shows more (session, roles, filters, three stores), and asks for a session.
peer_ours() {
  release_bins; fresh_database orion_list
  local said="$PERF_DIR/ours.out" bench s deep; : >"$said"
  "${OURS[@]}" list --database "$OUR_DATABASE" --port "$WEB_PORT" >"$said" & bench=$!; PIDS+=("$bench")
  until [ -s "$said" ]; do kill -0 "$bench" || return 1; sleep 0.2; done
  read -r s COOKIE deep <"$said"
  echo "wrk.headers['Cookie'] = os.getenv('COOKIE')" >"$PERF_DIR/cookie.lua"
  export COOKIE; local WRK_SCRIPT="$PERF_DIR/cookie.lua"
  load ssr.ours.first "$U/admin/vendas" "$s"
  load ssr.ours.filtered "$U/admin/vendas?status=completed" "$s"
  load ssr.ours.deep "$U/admin/vendas?cursor=$deep" "$s"
  say ssr.ours.memory_after "$(pss_tree "$s")" MiB; stop_pid "$bench"
}
peer_django() {
  venv django django==5.2.19 gunicorn==27.0.1 'psycopg[binary]==3.3.9'
  ( cd "$HERE/ssr" && PYTHONDONTWRITEBYTECODE=1 exec "$VBIN/gunicorn" -w 2 --threads 1 -b "127.0.0.1:$WEB_PORT" --log-level error django_site:application ) & PIDS+=($!); local s=$!
  wait_port "$WEB_PORT"; size ssr.django "$U/sales"
  three ssr.django /sales "$s"
  CONNS=4 load ssr.django_admin.first "$U/admin/admin/sale/" "$s"
  CONNS=4 load ssr.django_admin.deep "$U/admin/admin/sale/?p=900" "$s"
  say ssr.django.memory_after "$(pss_tree "$s")" MiB; stop_pid "$s"
}
peer_next() {
  node_dir next next@16.4.6 react@19.3.1 react-dom@19.3.1 pg@8.23.1
  cp -r "$HERE/ssr/next/app" "$HERE/ssr/next/next.config.mjs" "$NODE_DIR/"
  (cd "$NODE_DIR" && npm pkg set type=module && NEXT_TELEMETRY_DISABLED=1 npx --no-install next build >"$PERF_DIR/next-build.log" 2>&1)
  for n in ${NEXT_PROCS:-1}; do
    ( cd "$NODE_DIR" && NODE_ENV=production NEXT_TELEMETRY_DISABLED=1 exec node node_modules/next/dist/bin/next start -H 127.0.0.1 -p "$WEB_PORT" >"$PERF_DIR/next.log" 2>&1 ) & PIDS+=($!); local s=$!
    wait_port "$WEB_PORT"; size ssr.next "$U/sales"
    three ssr.next /sales "$s"
    say ssr.next.memory_after "$(pss_tree "$s")" MiB; stop_pid "$s"
  done
}
peer_floor() {
  limits_build
  bg "$PERF_DIR/target/release/floor_http" "$WEB_PORT"; local s=$BG_PID; wait_port "$WEB_PORT"; size ssr.floor_rust "$U/sales"
  three ssr.floor_rust /sales "$s"
  say ssr.floor_rust.memory_after "$(pss_tree "$s")" MiB; stop_pid "$s"
}
for p in "${@:-ours django next floor}"; do for q in $p; do "peer_$q" || note "$q failed"; done; done
