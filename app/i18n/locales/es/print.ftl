### Sheets of paper: one sale, a packing list, a month of checks.

print = Imprimir
press = Imprimir o guardar como PDF
without-script = Para imprimir o guardar como PDF, use el comando de impresión del navegador.
# At the foot of a sheet.
printed = Impreso por { $name } el { $when }

## Packing list

packing = Lista de preparación
packing-press = Imprimir preparación
# The first ones of what the list finds.
packing-found = Preparación de hasta { NUMBER($most) } de estas ventas
to-pick = Para recoger
to-pack = Para embalar
no-address = El canal no informó la dirección de entrega.
nothing = Ninguna venta para preparar
    .text = Marque ventas en la lista de ventas y elija “Imprimir preparación”.
called-off = { $count ->
    [one] { $count } venta cancelada, no completada, no pagada o reembolsada quedó fuera
   *[other] { $count } ventas canceladas, no completadas, no pagadas o reembolsadas quedaron fuera
}
# The numbers of these sales.
called-off-text = No envíe: { $numbers }.
awaited = { $count ->
    [one] { $count } venta de esta lista aún no está pagada del todo
   *[other] { $count } ventas de esta lista aún no están pagadas del todo
}
# The numbers of these sales.
awaited-text = Revise el pago antes de enviar: { $numbers }. Los artículos están contados en “{ to-pick }”.
unknown = { $count ->
    [one] { $count } venta elegida no se encontró
   *[other] { $count } ventas elegidas no se encontraron
}
    .text = Revise que la dirección esté completa y que esté en la empresa correcta.
beyond = La lista tiene las primeras { NUMBER($most) } ventas elegidas
beyond-text = { $count ->
    [one] { $count } quedó fuera. Imprima otra lista para ella.
   *[other] { $count } quedaron fuera. Imprima otra lista para ellas.
}
# Of the sales that a filter finds, in the order of the list.
found-more = El filtro encuentra más ventas
    .text = Cada lista tiene hasta { NUMBER($most) } ventas del filtro. Las siguientes están en otra lista.
found-next = Ventas siguientes

## A month of checks

compared = Qué se comparó
    .text = Cada pedido que el canal lista, por la hora en que se hizo, con lo que está en Orion. Cada uno termina como venta aquí, dejado fuera con motivo, esperando el plan o no importado.
never-checked = Todavía no hubo
hours-checked = Horas comprobadas en el mes
adds-up = La cuenta cuadra: { $listed } en el canal = { $imported } aquí + { $left } dejados fuera + { $waiting } esperando el plan + { $failed } no importados.
does-not-add-up = La cuenta no cuadra: { $listed } en el canal, { $imported } aquí, { $left } dejados fuera, { $waiting } esperando el plan y { $failed } no importados. Compruebe el mes de nuevo.
missing = Qué falta y por qué
    .context = Pedidos de esta integración que no se pudieron importar hasta ahora, de cualquier mes.
missing-none = Ningún pedido quedó sin importar.
missing-more = { $count ->
    [one] Y { $count } pedido más, que aparece en Orion.
   *[other] Y { $count } pedidos más, que aparecen en Orion.
}
since = Desde
left-out-context = Pedidos que no son ventas, de cualquier mes, por motivo.
waiting-context = Pedidos guardados, de cualquier mes, que entran solos cuando el plan tenga lugar.
