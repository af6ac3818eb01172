### Processing again what is kept of a channel's words.

title = Procesar de nuevo
again = Procesar de nuevo
    .help = Lo que se guardó de este período, con la lectura de hoy. No se pide nada a la tienda, y nada cambia antes de que vea la diferencia.
again-selected = Procesar estas ventas de nuevo
# Before what the filter is, in words.
of-filter = Ventas de este filtro:
see-others = Ver las otras tiendas del filtro
last = Últimos procesamientos repetidos
placed-from = Hechos desde
placed-until = Hechos hasta
see-difference = Ver la diferencia
asked-by = pedido por { $name }
scope = { $scope ->
    [order] Una venta
    [record] Un pedido que el canal listó
    [run] Lo que trajo una sincronización
    [parked] Pedidos que esperaban lugar en el plan
    [filter] Las ventas de un filtro
   *[range] Un período
}
state = { $state ->
    [looking] Comprobando
    [ready] Diferencia lista
    [applying] Aplicando
    [applied] Aplicado
   *[failed] Sin terminar
}

## Counts

looked = { $count ->
    [one] { $count } pedido comprobado
   *[other] { $count } pedidos comprobados
}
same = { $count ->
    [one] { $count } sin cambios
   *[other] { $count } sin cambios
}
changed = { $count ->
    [one] { $count } cambiaría
   *[other] { $count } cambiarían
}
unreadable = { $count ->
    [one] { $count } no se puede leer
   *[other] { $count } no se pueden leer
}
incomplete = { $count ->
    [one] { $count } está incompleto y solo se puede leer de nuevo en el canal
   *[other] { $count } están incompletos y solo se pueden leer de nuevo en el canal
}
gone = { $count ->
    [one] { $count } ya no tiene los datos del canal
   *[other] { $count } ya no tienen los datos del canal
}
moved = { $count ->
    [one] { $count } ya no es como se mostró y quedó como estaba
   *[other] { $count } ya no son como se mostró y quedaron como estaban
}
applied = { $count ->
    [one] { $count } pedido grabado
   *[other] { $count } pedidos grabados
}

## States

looking = Comparando lo guardado con lo grabado
applying = Grabando las diferencias
ready = Todavía no se grabó nada. Revise la diferencia y aplíquela.
nothing = Nada cambiaría
    .text = Lo grabado es lo que haría la lectura de hoy.
failed = No se pudo terminar
    .text = Fue un error de Orion; el registro del servidor dice cuál. Lo que ya se grabó queda. Pídalo de nuevo.
apply = { $count ->
    [one] Aplicar { $count } cambio
   *[other] Aplicar { $count } cambios
}
started-toast = Las diferencias se están grabando.
still-looking = La diferencia aún se está comprobando
    .text = Espere a que termine la comprobación y aplíquela.
too-many = Son demasiadas ventas de una vez
    .text = De una vez se comprueban hasta { NUMBER($count) } ventas, y este filtro tiene más. Elija un período más corto en la lista; el período completo de una tienda se procesa en la página de la integración.

## The difference

difference = Diferencia
outcome = Resultado
values = Valores, antes y después
first-shown = { $count ->
    [one] Solo se muestra el primer pedido; todos se cuentan.
   *[other] Solo se muestran los primeros { $count } pedidos; todos se cuentan.
}
would-change = Cambiaría
would-be-new = Sería una venta
would-not-read = No se puede leer
field = { $field ->
    [money] Importes
    [buyer] Cliente
    [dates] Fechas
    [lines] Artículos
    [addresses] Direcciones
    [payments] Pagos
    [refunds] Reembolsos
    [ledger] Costos del canal
    [verdict] Resultado de la lectura
   *[other] Otros datos
}
