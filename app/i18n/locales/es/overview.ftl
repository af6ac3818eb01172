### The first page: how sales go, and what needs a hand.

title = Resumen
spans = Período
span = { $span ->
    [1] Hoy
    [7] 7 días
    [30] 30 días
   *[other] 90 días
}
analyse = Abrir en Análisis
sales = Ventas
revenue = Ingresos pagados
awaited = Por cobrar
to-ship = Por enviar
paid-of = { $count ->
    [one] { $count } pagada
   *[other] { $count } pagadas
}
# Beside the paid ones: the list of sales shows test orders as well.
tests-beside = { $count ->
    [one] más { $count } pedido de prueba
   *[other] más { $count } pedidos de prueba
}
less-refunds = menos reembolsos
# Beside a figure: `change` is "12 %", after an arrow.
compared = { $span ->
    [1] { $change } frente a ayer hasta esta hora
    [7] { $change } frente a los 7 días anteriores
    [30] { $change } frente a los 30 días anteriores
   *[other] { $change } frente a los 90 días anteriores
}
# Their revenues follow, each a link.
other-currencies = { $count ->
    [one] { $count } venta en otra moneda:
   *[other] { $count } ventas en otras monedas:
}
# Below the figures, in the place of what they are compared with.
no-comparison = Sin comparación: la primera venta en Orion es del { $day }, y el período anterior empieza antes.

by-day = Ingresos pagados por día, { $from } a { $until }
by-hour-today = Ingresos pagados por hora, hoy
day = Día
hour = Hora
# An hour of the day, below a bar.
at-hour = { NUMBER($hour) }{ "\u00A0" }h
before = { $span ->
    [1] Ayer
   *[other] Período anterior
}
# After a value whose day or hour is not over.
so-far = hasta ahora
show-table = Ver tabla
by-hour = Ventas por hora del día
by-channel = Por canal
    .context = Ingresos pagados del período
sales-count = { $count ->
    [one] { $count } venta
   *[other] { $count } ventas
}
no-sales = Ninguna venta en el período hasta ahora.

money = Dinero del período
    .context = De las ventas hechas en él
received = Cobrado
refunded = Reembolsado
charges = Tarifas de los canales
# What channels keep besides fees, less the discounts that they pay for.
other-charges = Envío, impuestos y descuentos del canal
net = Queda para usted
# While some fees are not told.
net-open = Queda para usted, antes de las tarifas no informadas
untold = { $count ->
    [one] El canal no informó la comisión de { $count } venta pagada: puede quedarle menos.
   *[other] Los canales no informaron la comisión de { $count } ventas pagadas: puede quedarle menos.
}

age = { $age ->
    [day] Hasta 1 día
    [two] De 1 a 2 días
    [week] De 2 a 7 días
   *[older] Más de 7 días
}
to-ship-context = Ventas pagadas de tiendas conectadas, por tiempo de espera
to-ship-none = Ninguna venta pagada espera envío.
to-ship-oldest = Las que más esperan
to-ship-all = { $count ->
    [one] Ver en Ventas
   *[other] Ver las { $count } en Ventas
}
sale = Venta { $number }

best = Más vendidos
    .context = Ingresos de los artículos del período vinculados al catálogo
best-none = No se vendió ningún producto del catálogo en el período.
pieces = { $count } uds.
running-out = Existencias que se agotan
    .context = Al ritmo de las últimas 4 semanas
running-out-none = A este ritmo, ningún producto se agota en 30 días.
running-out-empty = Aún no hay productos en el catálogo.
in-stock = Existencias: { NUMBER($count) }
days-left = { $days ->
    [0] Se agota hoy
    [one] Se agota en { $days } día
   *[other] Se agota en { $days } días
}
sold-out = Agotado

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
parked = { $count ->
    [one] { $count } conexión se detuvo porque el plan incluye menos
   *[other] { $count } conexiones se detuvieron porque el plan incluye menos
}
    .text = { $stores }. Las ventas quedan, y no se pierde nada. Para seguir, cambie de plan o desconecte otra.
late = { $count ->
    [one] { $count } venta espera envío desde hace más de 7 días
   *[other] { $count } ventas esperan envío desde hace más de 7 días
}
    .text = El pago ya llegó. Informe el envío al canal, o cancele lo que no va a salir.
    .press = Ver ventas
stock-ends = { $count ->
    [one] Las existencias de { $count } producto se agotaron o se agotan en 7 días o menos
   *[other] Las existencias de { $count } productos se agotaron o se agotan en 7 días o menos
}
    .text = Al ritmo de las últimas 4 semanas. Reponga, o corrija las existencias si son otras.
    .press = Ver productos
    .one = Ver producto
stock-ends-more = Las existencias de { NUMBER($count) } productos o más se agotaron o se agotan en 7 días o menos
skus-text = Vincule una vez y todos los artículos en espera se corrigen.
skus-ask = Cuando alguien que edita productos los vincule, se corrigen todos los artículos en espera.
skus-press = Vincular códigos

# For whom may connect none.
no-store = Todavía no hay ninguna tienda conectada
    .text = Pida a un administrador de la empresa que conecte la primera. Sus ventas aparecen aquí.
welcome = Conecte la primera tienda
    .text = Sus ventas llegan en pocos minutos.
    .press = Ir a Integraciones
