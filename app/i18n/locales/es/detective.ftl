### The search: where is this order?

title = Búsqueda
of-text = Búsqueda: { $text }
context = Lo que Orion encuentra y lo que el canal responde sobre un pedido cuando se le consulta.
empty = ¿Qué busca?
    .text = Escriba un número de pedido, correo, documento, teléfono, nombre, SKU o importe en el cuadro de búsqueda de arriba.

## Verdicts

imported = Importado
    .text = Venta #{ $number }
skipped = Fuera
refused = No entró
waiting = En la cola
    .text = El canal avisó de este pedido y se lee a continuación. Esta página se actualiza sola.
waiting-asked = Alguien de la empresa solicitó este pedido y se lee a continuación. Esta página se actualiza sola.
next-try = Próximo intento: { $when }.
given-up = No se leyó
    .text = El canal avisó de este pedido, pero no se pudo leer.
given-up-asked = Alguien de la empresa solicitó este pedido, pero no se pudo leer.
not-believed = Aviso rechazado
    .text = Un aviso habló de este pedido y fue rechazado.
missing = Falta aquí
    .text = El canal tiene este pedido y nunca llegó a Orion.
number = n.º { $number }
absent = No existe
    .text = { $count ->
        [one] El canal no conoce este número.
       *[other] Los canales no conocen este número.
    }
silent = Sin respuesta
see-event = Ver aviso
bring = Importar pedido
brought = El pedido está en la cola de importación.

## What happened to an order, step by step

history = Paso a paso
    .context = Lo que pasó con este pedido, de lo más antiguo a lo más nuevo.
    .cut = Los pasos más antiguos no aparecen aquí.
    .event = Aviso del canal
    .person = Alguien de la empresa
step = { $step ->
    [told] El canal avisó de este pedido
    [told_again] El mismo aviso llegó otra vez
    [recovered] Se recuperó un aviso que no había llegado
    [asked_for] Alguien pidió leerlo
    [not_believed] Se rechazó un aviso que hablaba de él
    [not_shown] El canal todavía no lo mostraba
    [put_off] No se pudo consultar al canal
    [given_up] Se abandonó la lectura
    [imported] Se convirtió en venta
    [updated] La venta se actualizó
    [withdrawn] El canal retiró el pedido, y la venta lo dice
    [unchanged] Leído: nada había cambiado
    [skipped] Quedó fuera
    [failed] No entró
    [outdated] Llegó una versión más antigua, y se dejó como estaba
    [missing] El canal tiene el pedido, y no había llegado
    [absent] El canal ya no conoce este pedido
   *[gone] El canal ya no muestra este pedido
}

## Asking the channels

nothing-here = No se encontró nada en Orion
# Beside what else was found.
no-order-here = No se encontró ningún pedido en Orion
asking = Consultando los canales conectados…
asked = Respuesta de los canales, consultados ahora
ask = Consultar los canales
only-numbers = Los canales solo se pueden consultar por el número de pedido. Revise el texto o busque por número.
ask-an-operator = Quien opera las sincronizaciones puede consultar los canales por este número.
no-channels = No hay ninguna integración conectada que se pueda consultar.

## Sales

sales = Ventas encontradas
# What is told is a part of the navigation.
all-in = Ver todo en { $area }
