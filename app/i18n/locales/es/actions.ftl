### What is sent back to channels: cancelling, shipping, fiscal documents, labels.

## On the page of a sale

panel = En el canal
panel-context = Lo que se pidió al canal en esta venta, y en qué punto está.
none = No se pidió nada al canal en esta venta.
# What the channel lets be done at all.
open-page = { $able ->
    [both] Enviar o cancelar
    [cancel] Cancelar
   *[ship] Enviar
}
kind = { $kind ->
    [cancel] Cancelación
    [ship] Envío
   *[invoice] Factura fiscal
}
state = { $state ->
    [asked] En cola
    [sending] Enviando al canal
    [sent] Aceptado por el canal
    [confirmed] Confirmado por el canal
    [refused] Rechazado
    [withdrawn] Retirado
   *[unknown] Sin resultado conocido
}
standing = { $kind }: { $state }
next-try = Nuevo intento: { $when }
pieces = { $count ->
    [one] { $count } pieza
   *[other] { $count } piezas
}
document = NF-e { $key }
withdraw = Retirar
withdrawn-toast = El pedido al canal fue retirado.
close = Cerrar: ya lo vi en el canal
closed-toast = Cerrado. Lo que pasó queda registrado como desconocido.
look-again = Verificar ahora
looking-toast = El canal será consultado ahora.
asked-toast = { $kind ->
    [cancel] La cancelación fue pedida al canal.
    [ship] El envío será informado al canal.
   *[invoice] La factura será entregada al canal.
}
story = { $state ->
    [asked] { $kind }: pedido al canal
    [confirmed] { $kind }: confirmado por el canal
    [refused] { $kind }: no se hizo
    [unknown] { $kind }: sin resultado conocido
   *[withdrawn] { $kind }: retirado
}

## Why something is not possible

obstacle = { $obstacle ->
    [not_paid] El pedido todavía no fue pagado.
    [cancelled] El pedido está cancelado en el canal.
    [shipped] El pedido ya fue enviado.
    [on_hold] El canal retiene este pedido: todavía no lo envíe.
    [invoice_first] El canal pide primero la factura fiscal.
    [by_channel] El propio canal se encarga de esto en este pedido.
    [no_shipment] El canal no tiene envío para este pedido: la entrega se acuerda con el cliente.
    [too_late] El plazo del canal para esto ya pasó.
    [too_early] El canal todavía prepara este pedido. Pruebe más tarde.
    [not_found] El canal ya no muestra este pedido.
    [in_dispute] Hay una disputa o devolución abierta: resuélvala en el sitio del canal.
    [by_hand] El canal solo lo acepta en su propio sitio.
   *[unknown_state] El pedido está en una situación que Orion no conoce: mírelo en el sitio del canal.
}
refusal = { $code ->
    [reason_not_offered] El canal no acepta este motivo para este pedido. Elija otro.
    [changed] El pedido cambió en el canal desde que lo pidió. Revíselo y pida de nuevo.
    [incomplete] Falta un dato que el canal exige, como código de seguimiento o transportista.
    [carrier_unknown] El transportista no está en la lista del canal. Elíjalo en la página de la venta.
    [handover_needed] El canal pregunta cómo se entrega el paquete. Elija en la página de la venta.
    [being_cancelled] El canal está cancelando este pedido: el envío espera el resultado.
    [not_known] No se sabe si el canal aceptó: la respuesta se perdió. Mire el sitio del canal antes de pedir de nuevo.
    [other_document] El canal ya tiene otra factura en este pedido.
    [document_refused] El canal rechazó la factura. Corríjala y entregue otra.
    [disconnected] La tienda fue desconectada. Conéctela de nuevo y pida otra vez.
    [not_connected] La tienda está pausada, desconectada o necesita nueva autorización.
    [paused] La tienda está pausada. El pedido sale cuando la reanude.
    [needs_reauth] La tienda necesita nueva autorización. El pedido sale cuando la autorice.
    [not_offered] El canal no ofrece esto.
    [not_shown] El canal aceptó, pero aún no muestra el cambio. Verifique de nuevo o mire su sitio.
    [action_open] Esto ya se pidió al canal y está en curso.
    [looking_cancelled] La comprobación se canceló antes de esta venta.
    [several_parcels] El pedido tiene más de un paquete: envíelo en la página de la venta.
    [already_done] Ya está hecho en el canal.
    [underway] El canal ya lo está haciendo.
   *[internal] Un error de Orion lo interrumpió. Se intentará de nuevo y nada se pierde.
}

## The page of what can be done

page-title = Venta { $number } en el canal
asked-now = { $platform } fue consultado ahora.
silent = { $platform } no respondió
connection-off = La tienda no se puede consultar ahora
see-connection = Ver la integración
open-already = Esto ya está en curso. Mire al lado.
underway = El canal lo está procesando. Vuelva en unos minutos.
cancel-title = Cancelar
cancel-done = El pedido está cancelado en el canal.
money-back = { $money ->
    [channel] El canal devuelve el dinero al cliente.
    [merchant] El canal no devuelve el dinero: devuélvalo donde se recibió el pago.
   *[nobody] No se pagó nada.
}
hurts = El canal cuenta esta cancelación en su reputación.
reason-label = Motivo
reason-choose = Elija
reason = { $reason ->
    [buyer_request] Lo pidió el cliente
    [out_of_stock] Sin existencias
    [wrong_price] Precio incorrecto
    [undeliverable] No se puede entregar en la dirección
    [unpaid] El cliente no pagó a tiempo
    [payment_declined] Pago rechazado
    [fraud] Sospecha de fraude
    [staff_error] Error del equipo
    [seller_regrets] Ya no quiero vender
    [product_unavailable] El producto ya no se vende
   *[other] Otro motivo
}
reason-help = Donde el canal no lo pide, no se envía.
reason-asked-help = Son los motivos que este canal acepta. El elegido se le envía.
message-buyer = Mensaje al cliente
message-staff = Nota para su equipo
message-help = Hasta { $max } caracteres.
cancel-press = Cancelar la venta { $number } en { $platform }
cannot-be-undone = No se puede deshacer.
# Ticked before a sale is cancelled.
sure = Entiendo lo que ocurre y que no se puede deshacer
ship-title = Enviar
parcel = Paquete { $number }
shipped-all = Todo fue enviado.
shipments = Envíos informados
carrier = Transportista
carrier-help = El nombre por el que el cliente lo conoce, como Correios o Loggi.
tracking = Código de seguimiento
tracking-help = Está en la etiqueta y en el comprobante de envío, como AA123456789BR.
link = Enlace de seguimiento
link-help = La página del transportista en la que el cliente sigue el paquete. Copie la dirección entera.
handover = Entrega al transportista
drop-off = Llevarlo al punto de entrega
pickup = Recogida: { $from } a { $until }
notify = El canal avisa al cliente
quantity-help = De { $count } que faltan. 0 las deja para después.
only-a-part = Enviar solo una parte
ship-press = Informar el envío a { $platform }
invoice-title = Factura fiscal
invoice-done = El canal tiene la factura.
invoice-underway = El canal está revisando la factura.
invoice-problem = El canal rechazó la última factura
invoice-file = Archivo XML de la NF-e
invoice-help = El XML autorizado por la Sefaz, con el protocolo; hasta 1 MB.
invoice-press = Entregar la factura a { $platform }
labels-title = Etiquetas
label-press = { $format ->
    [pdf] Descargar PDF
   *[zpl] Descargar ZPL
}

## Bulk actions

pick = Seleccionar la venta { $number }
picked = Seleccionadas:
bulk-ship = Enviar
bulk-cancel = Cancelar ventas
bulk-title = { $kind ->
    [cancel] Cancelar ventas
   *[ship] Enviar ventas
}
bulk-context = Primero se consulta cada canal. No se envía nada antes de que lo confirme.
check-press = Consultar los canales
nothing-picked = Ninguna venta seleccionada
nothing-picked-text = Marque las ventas en la lista y elija qué hacer.
to-sales = Volver a las ventas
# Who asked for a bulk action.
asked-by = Pedido por { $name }
change-plan = Cambiar lo que se pidió
verdict = { $verdict ->
    [waiting] Consultando
    [ready] Lista
    [refused] Sería rechazada
   *[unknown] Sin respuesta del canal
}
what-is-sent = Lo que va al canal
verdict-label = Resultado
all-of-it = todo lo que falta
no-reason-sent = sin motivo: el canal no lo pide
not-applied = No aplicada
looking = Consultando los canales
looked-at = { $done } de { $total }
ready-count = { $count ->
    [one] { $count } lista
   *[other] { $count } listas
}
refused-count = { $count ->
    [one] { $count } sería rechazada
   *[other] { $count } serían rechazadas
}
unknown-count = { $count ->
    [one] { $count } sin respuesta
   *[other] { $count } sin respuesta
}
apply-cancel = { $count ->
    [one] Cancelar { $count } venta
   *[other] Cancelar { $count } ventas
}
apply-ship = { $count ->
    [one] Enviar { $count } venta
   *[other] Enviar { $count } ventas
}
applied-toast = Los canales serán informados ahora.
applied = { $kind ->
    [cancel] Cancelación pedida { $when }
   *[ship] Envío pedido { $when }
}
# What became of the sales of a bulk action.
done-count = { $kind ->
    [cancel] { $count ->
        [one] { $count } cancelada
       *[other] { $count } canceladas
    }
   *[ship] { $count ->
        [one] { $count } enviada
       *[other] { $count } enviadas
    }
}
open-count = { $count ->
    [one] { $count } en curso
   *[other] { $count } en curso
}
turned-down-count = { $count ->
    [one] { $count } rechazada por el canal
   *[other] { $count } rechazadas por el canal
}
no-result-count = { $count ->
    [one] { $count } sin resultado conocido
   *[other] { $count } sin resultado conocido
}
not-applied-count = { $count ->
    [one] { $count } no aplicada
   *[other] { $count } no aplicadas
}
none-ready = Ninguna de estas ventas está lista
none-ready-text = Mire el motivo en cada fila.
looking-cancelled = La comprobación se canceló { $when }
    .text = Las ventas que faltaban no se comprobaron, y no se hizo nada con ellas.
looking-cancelled-by = { $name } canceló la comprobación { $when }

## Why a request was not taken

conflict = { $what ->
    [action_open] Esto ya está en curso
    [action_begun] Ya empezó
    [action_over] Ya terminó
    [form_used] Esta página es antigua
    [not_offered] El canal no ofrece esto
    [nothing_selected] Ninguna venta seleccionada
    [too_many] Demasiadas ventas a la vez
    [still_looking] Los canales aún se están consultando
    [too_large] El archivo es demasiado grande
    [not_xml] El archivo no es un XML
    [not_nfe] El XML no es de una NF-e
    [wrong_model] El modelo no sirve
    [bad_key] La clave de acceso es incorrecta
   *[not_authorised] La factura no está autorizada
}
conflict-text = { $what ->
    [action_open] El canal ya fue llamado para hacer esto. Nada se pide dos veces.
    [action_begun] El canal ya fue llamado, así que no se puede retirar.
    [action_over] Este pedido al canal ya tiene resultado.
    [form_used] El formulario ya se usó con otros datos. Abra la página de nuevo y revise.
    [not_offered] No se pidió nada. Hágalo en el sitio del canal.
    [nothing_selected] Marque al menos una venta en la lista.
    [too_many] Seleccione 100 como máximo.
    [still_looking] Espere el final y confirme.
    [too_large] El XML de una NF-e tiene 1 MB como máximo.
    [not_xml] Elija el archivo .xml de la factura, no el PDF (DANFE).
    [not_nfe] Faltan campos que toda NF-e tiene.
    [wrong_model] Los canales aceptan la NF-e (modelo 55), no la NFC-e.
    [bad_key] La clave tiene 44 caracteres y un dígito verificador. Descargue el XML de nuevo.
   *[not_authorised] Use el XML con el protocolo de la Sefaz (nfeProc).
}
