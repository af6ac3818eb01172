### The first page: today, the last 30 days, what needs a hand.

title = Resumen
sales-today = Ventas de hoy
revenue-today = Ingresos pagados hoy
sales-period = Ventas en 30 días
revenue-period = Ingresos pagados en 30 días
paid-of = { $paid } pagadas
tests-beside = { $count ->
    [one] más { $count } pedido de prueba
   *[other] más { $count } pedidos de prueba
}
less-refunds = menos reembolsos
other-currencies = Otras monedas: { $sums }

by-day = Ingresos pagados por día, { $from } a { $until }
day = Día
revenue = Ingresos pagados
show-table = Ver tabla
today-by-channel = Hoy por canal
    .context = Ingresos pagados hoy
no-sales-today = Ninguna venta hoy hasta ahora.
by-channel = 30 días por canal
    .context = Ingresos pagados de los últimos 30 días
sales-count = { $count ->
    [one] { $count } venta
   *[other] { $count } ventas
}
no-sales = Ninguna venta en los últimos 30 días.

connections = Integraciones
last-sync = Último éxito: { $when }
never-synced = Aún no sincronizada

attention = Requiere atención
all-good = Nada espera por usted
reauth-title = { $store } ya no acepta la clave de acceso
    .text = Desde { $since }. No se perdió ningún pedido; entran en cuanto reautorice.
    .ask = Desde { $since }. No se perdió ningún pedido; entran en cuanto un administrador de la empresa reautorice.
    .sheets = Desde { $since }. Las hojas de cálculo de esta cuenta no se leen hasta que alguien reautorice.
    .press = Reautorizar
error-title = { $store } tiene un error
    .text = Desde { $since }. No se perdió ningún pedido; entran en cuanto vuelva la conexión.
    .press = Ver problema
run-failed = La última sincronización de { $store } falló
    .text = Terminó { $when }. Lo que ya entró sigue guardado.
    .press = Ver sincronización
run-partial = La última sincronización de { $store } dejó pedidos fuera
    .text = Terminó { $when }. Vea el motivo de cada uno.
    .press = Ver motivos
failed-records = { $count ->
    [one] { $count } pedido no se pudo importar
   *[other] { $count } pedidos no se pudieron importar
}
    .text = Cada uno está listado con su motivo y lo que hay que hacer.
    .press = Ver motivos
failed-records-more = { NUMBER($count) } pedidos o más no se pudieron importar
skus-text = Vincule una vez y todos los artículos en espera se corrigen.
skus-press = Vincular códigos

welcome = Conecte la primera tienda
    .text = Sus ventas llegan en pocos minutos.
    .press = Ir a Integraciones
