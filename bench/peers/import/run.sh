#!/usr/bin/env bash
# Order import: a paginated REST store into Postgres. run.sh [peer...]
# Peers: ours floor_async dlt dlt_tuned tap_woocommerce airbyte. First load, then the same
# load again, which must change nothing but still costs the fetch and the upsert.
. "$(dirname "$0")/../lib.sh"
ORDERS="${ORDERS:-20000}"; DELAY="${DELAY:-0}"
export ORDERS
pg_up
export PG_PID; PG_PID="$(pg_pid)"
rust_bin "$HERE/api/fake_api.rs"; bg "$RBIN" "$API_PORT" "$ORDERS" "$DELAY"; wait_port "$API_PORT"
tag="$([ "$DELAY" = 0 ] || echo "_${DELAY}ms")"
fresh() { pgsql -c "drop schema if exists $1 cascade; create schema $1" 2>/dev/null; }
count() { say "$1.rows_landed" "$(pgsql -c "select count(*) from $2")" rows; }

peer_ours() {
  release_bins; fresh_database orion_import
  "${OURS[@]}" import --shop "http://127.0.0.1:$API_PORT" --orders "$ORDERS" --database "$OUR_DATABASE" --name "import.ours$tag"
}
peer_floor_async() {
  venv import 'dlt[postgres]==1.31.0' aiohttp==3.14.5 asyncpg==0.32.0 orjson==3.13.0 'psycopg[binary]==3.3.9'; fresh floor
  timed "import.floor_async$tag" "$ORDERS" "$PY" "$HERE/import/floor_async.py"
  count "import.floor_async$tag" floor.orders
  timed "import.floor_async_again$tag" "$ORDERS" "$PY" "$HERE/import/floor_async.py"
}
peer_dlt() {
  venv import 'dlt[postgres]==1.31.0' aiohttp==3.14.5 asyncpg==0.32.0 orjson==3.13.0 'psycopg[binary]==3.3.9'; fresh dlt_orders; rm -rf "$PERF_DIR/dlt-home"
  timed "import.dlt$tag" "$ORDERS" "$PY" "$HERE/import/peer_dlt.py"
  count "import.dlt$tag" dlt_orders.orders
  timed "import.dlt_again$tag" "$ORDERS" "$PY" "$HERE/import/peer_dlt.py"
}
peer_dlt_tuned() {
  venv import 'dlt[postgres]==1.31.0' aiohttp==3.14.5 asyncpg==0.32.0 orjson==3.13.0 'psycopg[binary]==3.3.9'; fresh dlt_orders; rm -rf "$PERF_DIR/dlt-home"
  NORMALIZE__WORKERS=2 LOAD__WORKERS=4 NORMALIZE__DATA_WRITER__FILE_MAX_ITEMS=5000 \
    EXTRACT__DATA_WRITER__FILE_MAX_ITEMS=5000 DLT_FORMAT=csv \
    timed "import.dlt_tuned$tag" "$ORDERS" "$PY" "$HERE/import/peer_dlt.py"
  count "import.dlt_tuned$tag" dlt_orders.orders
}
peer_tap_woocommerce() {
  venv tapwoo tap-woocommerce==0.1.2; local tap="$VBIN"
  venv singer-target meltanolabs-target-postgres==0.8.1; fresh singer_woo
  timed "import.tap_woocommerce$tag" "$ORDERS" bash "$HERE/import/peer_tap_woocommerce.sh" "$tap" "$VBIN"
  count "import.tap_woocommerce$tag" singer_woo.orders
}
peer_airbyte() {
  venv airbyte airbyte==0.71.3; fresh airbyte
  timed "import.airbyte$tag" "$ORDERS" "$PY" "$HERE/import/peer_airbyte.py"
  count "import.airbyte$tag" airbyte.orders
}
for p in "${@:-ours floor_async dlt dlt_tuned tap_woocommerce airbyte}"; do for q in $p; do "peer_$q" || note "$q failed"; done; done
