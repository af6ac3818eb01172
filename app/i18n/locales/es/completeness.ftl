### What a channel lists against what is here.

title = Comprobación
of = Comprobación de { $name }
context = Lo que el canal lista, pedido por pedido, frente a lo que está aquí.
see = Ver comprobación
again = Comprobar el mes de nuevo
asked = Comprobación pedida. Se ejecuta junto a lo demás.
csv = CSV, hora por hora
file-name = comprobacion
month = { $month ->
    [m01] Enero
    [m02] Febrero
    [m03] Marzo
    [m04] Abril
    [m05] Mayo
    [m06] Junio
    [m07] Julio
    [m08] Agosto
    [m09] Septiembre
    [m10] Octubre
    [m11] Noviembre
   *[m12] Diciembre
}
month-of = { $name } de { $year }
months = Meses
previous-month = Mes anterior
next-month = Mes siguiente
rule = Cada hora se comprueba 15 minutos después de terminar y de nuevo cada vez que su edad se duplica. Lo que falte entra solo.

## Where it stands

open = Comprobación en curso
    .text = Lo que falte entra solo.
waits = La comprobación empieza después de la primera lectura
    .text = En cuanto se haya leído todo el pasado de la tienda, se comprueba cada hora.
soon = La primera comprobación empieza en un momento
    .text = Se ejecuta sola, junto a las lecturas.
by-hand = Esta integración solo lee cuando alguien lo pide
    .text = Con lecturas automáticas en la configuración, la comprobación también se ejecuta sola.
problem = La última comprobación no terminó
    .text = { $why } Lo ya comprobado sigue valiendo. Nuevo intento { $when }.
hidden = { $count ->
    [one] El canal cuenta 1 pedido que no muestra
   *[other] El canal cuenta { $count } pedidos que no muestra
}
    .text = Suele ser un plugin de la tienda que oculta pedidos. Revíselo en el panel del canal.
checked-at = Última comprobación
checked-announced = Comprobación terminada
missed-events = { $count ->
    [0] En las últimas 24 h no faltó ningún aviso del canal.
    [one] En las últimas 24 h faltó 1 aviso del canal; el pedido se recuperó.
   *[other] En las últimas 24 h faltaron { $count } avisos del canal; todos los pedidos se recuperaron.
}

## Figures

listed = En el canal
listed-note = pedidos hechos en este mes
imported = Aquí
left-out = Dejados fuera
left-out-note = { $count ->
    [0] ninguno dejado fuera
    [one] 1 dejado fuera, con motivo
   *[other] { $count } dejados fuera, con motivo
}
recovered = Recuperados
corrected = Corregidos
corrected-note = { $count ->
    [0] faltaban y entraron solos
    [one] faltaban y entraron; 1 se actualizó
   *[other] faltaban y entraron; { $count } se actualizaron
}
failed = No importados
failed-note = vea el motivo de cada uno
none-failed-note = nada quedó atrás
waiting-note = entran cuando el plan tenga lugar
gone = Ya no están en el canal
gone-note = borrados o demasiado antiguos allí; aquí quedan

## Table

by-day = Día por día
by-hour = Hora por hora
day = Día
hour = Hora
hours-of = { $day }, hora por hora
close-hours = Cerrar
checked = Comprobado
state = Situación
orders = { $count ->
    [one] { $count } pedido
   *[other] { $count } pedidos
}
complete = Completo
missing = { $count ->
    [one] Falta { $count }
   *[other] Faltan { $count }
}
some-hours = { $done } de { $all } horas
empty = Nada comprobado en este mes
    .text = La comprobación compara, hora por hora, lo que el canal lista con lo que hay aquí. Va de lo más nuevo a lo más antiguo y aún no llegó a este mes.

## List of sales

complete-until = Completo hasta { $when }
# Of the day that goes on: the hours of it that the check has been through.
checked-until = Verificado hasta { $when }
not-imported = { $count ->
    [one] { $count } pedido no importado
   *[other] { $count } pedidos no importados
}
not-imported-more = Más de { NUMBER($count) } pedidos no importados
