### Synchronisations: the list of runs, one run, what runs now.

title = Sincronizaciones
context = Cada lectura de sus tiendas, con lo que entró y lo que no entró. Las de avisos en tiempo real son muchas y solo aparecen al elegirlas en “Tipo”.
kind = { $kind ->
    [incremental] Novedades
    [full] Lectura completa
    [range] Período
    [check] Comprobación
    [replay] Procesamiento repetido
   *[webhook] Aviso en tiempo real
}
range-days = { $from } a { $until }
direction = { $direction ->
    [inbound] De la tienda a Orion
   *[outbound] De Orion a la tienda
}
state = { $state ->
    [waiting] En cola
    [running] En curso
    [completed] Terminada
    [partial] Con fallos
    [failed] No terminada
   *[cancelled] Detenida
}
stopping = Deteniendo

## List

list = Lista de sincronizaciones
filter-label = Filtrar sincronizaciones
connection = Integración
connection-any = Todas
kind-any = Todas
kind-but-events = Todas menos los avisos
state-label = Estado
state-any = Todos
brought = Trajo algo
brought-any = Todas
started = Inicio
duration = Duración
pages = Páginas
newer = Más nuevas
older = Más antiguas
shown-count = { $count ->
    [one] { $count } sincronización
   *[other] { $count } sincronizaciones
}
empty = Ninguna sincronización todavía
    .text = Conecte una tienda y la primera sincronización empieza sola.
empty-filtered = Ninguna sincronización con estos filtros
    .text = Cambie los filtros o vea todas.
none-of-account = Ninguna sincronización de esta cuenta todavía
    .text = La primera empieza cuando se conecta la cuenta. Cada una queda aquí con lo que trajo y lo que dejó fuera.
to-integrations = Ver integraciones

## Counts

read = Leídos
created = Nuevos
updated = Actualizados
unchanged = Sin cambios
skipped = Omitidos
failed = Con fallo
waiting = Esperando el plan
created-count = { $count ->
    [one] { $count } nuevo
   *[other] { $count } nuevos
}
updated-count = { $count ->
    [one] { $count } actualizado
   *[other] { $count } actualizados
}
unchanged-count = { NUMBER($count) } sin cambios
skipped-count = { $count ->
    [one] { $count } omitido
   *[other] { $count } omitidos
}
failed-count = { NUMBER($count) } con fallo
waiting-count = { NUMBER($count) } esperando el plan
nothing-read = Nada nuevo en la tienda
read-count = { $count ->
    [0] Ningún pedido leído
    [one] { $count } pedido leído
   *[other] { $count } pedidos leídos
}
read-of = { NUMBER($read) } de { NUMBER($total) } pedidos
adds-up = La cuenta cuadra: cada pedido leído tiene un resultado.
does-not-add-up = La cuenta no cuadra: hay pedidos leídos sin resultado. Repita la sincronización.

## One run

run-of = Sincronización de { $name }
importing = Importando pedidos
in-queue = En cola; empieza en un momento
waits-again = Espera a que la tienda responda y vuelve a intentarlo sola
stopping-text = Deteniendo; lo que ya entró se queda
time-left = unos { $time }
see-reasons = ver motivos
refresh = Actualizar
stop = Detener
retry = Repetir
see-connection = Ver integración
facts = Sobre la sincronización
what = Tipo
direction-label = Sentido
period = Período
requested-by = Pedida por
automatic = Automática
by-notice = Aviso de la tienda
by-action = Una acción en una venta
asked-at = Pedida
ended = Fin
issues = Lo que no entró
issues-context = Cada pedido omitido, con fallo o esperando el plan, con el motivo.
issues-none = Todo lo leído entró
issues-none-text = Ningún pedido fue omitido ni falló.
issue-order = Pedido en la tienda
issue-verdict = Resultado
issue-reason = Motivo
verdict = { $verdict ->
    [skipped] Omitido
    [waiting] Esperando el plan
   *[failed] Falló
}
skip-reason = { $reason ->
    [draft] El cliente aún no terminó la compra.
    [trashed] El pedido está en la papelera de la tienda.
    [test_order] Es un pedido de prueba, y la integración los deja fuera.
    [plan_limit] El plan de la empresa no incluye más pedidos este mes. El pedido está guardado y espera lugar.
    [not_as_shown] El pedido quedaría distinto de lo que se mostró, y se dejó como estaba.
   *[older_than_known] Orion ya tiene una versión más nueva de este pedido.
}
    .fix = { $reason ->
        [draft] Nada que hacer: el pedido entra cuando termine la compra.
        [trashed] Si el pedido vale, restáurelo en la tienda; entra en la próxima sincronización.
        [test_order] Para recibir pedidos de prueba, cambie la opción en los ajustes de la integración y lea todo de nuevo.
        [plan_limit] No se pierde nada: entra solo cuando haya lugar. Para recibirlo ya, cambie de plan.
        [not_as_shown] Pida de nuevo la diferencia y aplíquela.
       *[older_than_known] Nada que hacer.
    }
fail-reason = { $reason ->
    [unreadable] La tienda envió el pedido en un formato que no es el suyo.
    [missing_field] Falta un dato sin el que no hay venta.
    [out_of_range] Un importe o una fecha está fuera de lo posible.
    [unknown_currency] La moneda no está en la lista internacional (ISO 4217).
   *[refused] El pedido no se pudo guardar.
}
    .fix = { $reason ->
        [unreadable] Abra el pedido en la tienda, guárdelo de nuevo y pulse “Intentar de nuevo”. Si sigue, envíe el detalle técnico a soporte.
        [missing_field] Complete el pedido en la tienda (el detalle dice qué dato falta) y pulse “Intentar de nuevo”.
        [out_of_range] Corrija el importe o la fecha en el pedido de la tienda y pulse “Intentar de nuevo”.
        [unknown_currency] Corrija la moneda en la tienda y pulse “Intentar de nuevo”.
       *[refused] Pulse “Intentar de nuevo”. Si sigue, envíe el detalle técnico a soporte.
    }
records-failed = Algunos pedidos no entraron
    .text = Los demás entraron con normalidad. Cada uno está en la lista de abajo, con el motivo.
beyond-plan = { $count ->
    [one] { $count } pedido llegó más allá del plan
   *[other] { $count } pedidos llegaron más allá del plan
}
    .text = No se pierde nada: los pedidos más allá del plan quedan guardados y se convierten solos en ventas, del más antiguo al más nuevo, con un plan mayor o cuando la cuenta del mes vuelve a empezar.
see-waiting = Ver los que esperan
orders-waiting = { $count ->
    [one] { $count } pedido esperando el plan
   *[other] { $count } pedidos esperando el plan
}
did-not-finish = Lo que ya había entrado sigue aquí. La próxima sincronización sigue desde el mismo punto.

## Orders that did not come in

left-out = Pedidos que no entraron
left-out-context = Todo lo que las tiendas listan y aún no es venta aquí, con el motivo y lo que hay que hacer.
left-out-verdict = { $verdict ->
    [skipped] Omitidos
    [waiting] Esperando el plan
   *[failed] Con fallo
}
left-out-filter = Filtrar pedidos que no entraron
reason-any = Todos
left-out-filtered = Ningún pedido con estos filtros
    .text = Cambie los filtros o vea todos.
none-failed = Ningún pedido con fallo
    .text = Todo pedido que las tiendas listaron entró, espera el plan o fue omitido con motivo.
none-skipped = Ningún pedido omitido
    .text = Todo pedido que las tiendas listaron entró, espera el plan o está entre los que fallaron.
release = Estos pedidos esperan lugar en el plan
none-waiting = Ningún pedido esperando el plan
    .text = El plan tiene lugar para todo lo que las tiendas listaron.
left-out-order = Pedido { $number }
no-id = sin número legible
first-seen = visto { $when }
judged = resultado de { $when }
see-run = Ver sincronización
see-sale = Ver venta
see-document = Ver datos del canal

## What runs now, confirmations, conflicts

running-count = { $count ->
    [one] { $count } sincronización
   *[other] { $count } sincronizaciones
}
started-toast = Sincronización iniciada. Las ventas aparecen a medida que entran.
started-all = { $count ->
    [0] Ninguna sincronización nueva: las cuentas ya se sincronizan o no están conectadas.
    [one] { $count } sincronización iniciada.
   *[other] { $count } sincronizaciones iniciadas.
}
stop-asked = La sincronización se va a detener; lo que ya entró se queda.
already-running = Esta cuenta ya se está sincronizando
    .text = Siga la sincronización en curso; otra puede empezar cuando termine.
not-connected = Esta cuenta no está conectada ahora
    .text = Reanude o reautorice la integración antes de sincronizar.
no-orders = Esta cuenta no trae pedidos
    .text = No se inició nada. Solo se sincronizan las cuentas que venden.
already-over = Esta sincronización ya terminó
    .text = No se cambió nada. Para leer de nuevo, repita la sincronización.
