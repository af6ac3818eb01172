### The first page: today, the last 30 days, what needs a hand.

title = Vista general
sales-today = Ventas de hoy
revenue-today = Ingresos pagados hoy
sales-period = Ventas en 30 días
revenue-period = Ingresos pagados en 30 días
paid-of = { $paid } pagadas
less-refunds = menos devoluciones
other-currencies = Otras monedas: { $sums }

by-day = Ingresos pagados por día, { $from } a { $until }
day = Día
revenue = Ingresos pagados
show-table = Ver tabla
by-channel = Por canal
    .context = Ingresos pagados de los últimos 30 días
sales-count = { $count ->
    [one] { $count } venta
   *[other] { $count } ventas
}
no-sales = Ninguna venta en los últimos 30 días.

connections = Tiendas conectadas
connected = Conectada
error = Error
needs-reauth = Volver a autorizar
paused = Pausada
disconnected = Desconectada
syncing = Sincronizando
last-sync = Actualizada { $when }
never-synced = Aún no sincronizada

attention = Requiere atención
all-good = Nada espera por usted
reauth-title = { $store } ya no acepta la clave de acceso
    .text = Desde { $since }. No se perdió ningún pedido; entran en cuanto vuelva a autorizar.
    .press = Volver a autorizar
error-title = { $store } tiene un error
    .text = Desde { $since }. No se perdió ningún pedido; entran en cuanto vuelva la conexión.
    .press = Ver problema
run-failed = La última sincronización de { $store } falló
    .text = { $when }. Lo que ya entró sigue guardado.
    .press = Ver sincronización
run-partial = La última sincronización de { $store } dejó registros fuera
    .text = { $when }. Vea el motivo de cada uno.
    .press = Ver motivos
failed-records = { $count ->
    [one] { $count } registro no se pudo importar
   *[other] { $count } registros no se pudieron importar
}
    .text = Cada uno está listado con su motivo.
    .press = Ver motivos
failed-records-more = { NUMBER($count) } registros o más no se pudieron importar
skus-text = Vincule una vez y todos los artículos en espera se corrigen.
skus-press = Vincular SKU

welcome = Conecte la primera tienda
    .text = Sus ventas aparecen aquí en pocos minutos.
    .press = Ir a Integraciones
