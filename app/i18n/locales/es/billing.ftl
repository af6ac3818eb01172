### The subscription of a company: its plan, payments and invoices.

## The page of the subscription

title = Suscripción
    .context = El plan, el pago y las facturas de la empresa
menu = Suscripción y facturas
status = { $code ->
    [trialing] En prueba
    [active] Al día
    [past_due] Pago pendiente
    [unpaid] No pagada
    [canceled] Terminada
    [incomplete] Pago no concluido
    [incomplete_expired] No concluida
    [paused] En pausa
   *[unknown] En verificación
}
next-payment = Próximo pago
paid-on = { $sum } el { $when }
paid-on-less = { $code ->
    [off] { $sum } el { $when }, con { $off } de descuento incluido
    [credit] { $sum } el { $when }, con { $credit } de crédito incluido
   *[both] { $sum } el { $when }, con { $off } de descuento y { $credit } de crédito incluidos
}
trial-until = Prueba gratis hasta
ends-on = Termina el
ended-on = Terminó el
holds-until = El plan vale hasta
next-plan = Cambio programado
next-plan-on = { $plan } a partir del { $when }
take-back = Deshacer el cambio
keep-on = Mantener la suscripción
cancel = Terminar la suscripción
    .text = El plan vale hasta el fin del período pagado, el { $when }. Después la empresa pasa al plan { $plan }. Las ventas quedan; el historial más antiguo, que ese plan no guarda, se borra 30 días después.
    .trial = La prueba gratis va hasta el { $when }, y no se cobra nada. Después la empresa pasa al plan { $plan }. Las ventas quedan; el historial más antiguo, que ese plan no guarda, se borra 30 días después.
    .owed = Falta un pago: sin él, el plan vale hasta el { $when }. Después la empresa pasa al plan { $plan }. Las ventas quedan; el historial más antiguo, que ese plan no guarda, se borra 30 días después.
    .lost = Falta un pago, y el plan de la suscripción ya no vale. La suscripción termina el { $when }.
    .next = El cambio programado al plan { $plan } deja de valer, aunque después mantenga la suscripción.
manage = Gestionar en Stripe
    .text = La tarjeta, los datos de cobro y los recibos están en las páginas de Stripe. Orion no ve el número de la tarjeta.
card = Cambiar la tarjeta
portal = Abrir los datos de cobro
other-plan = Cambiar de plan
again = Suscribirse de nuevo
pay-owed = Pagar lo que falta
resume = Reanudar la suscripción
resumed = Suscripción reanudada.
nothing-owed = No falta ningún pago.
none = Ninguna suscripción
    .text = La empresa usa el plan { $plan }. Elija otro cuando necesite más.
not-paid-here = { $plan }
    .text = El plan fue definido por quien administra esta instalación.
off = No se cobra nada en esta instalación
    .text = Quien la administra define el plan de cada empresa. La empresa usa el plan { $plan }.
holds-instead = Plan en uso ahora
# A checkout that somebody left.
unfinished = El pago del plan { $plan } todavía no se completó
    .text = Puede continuar donde lo dejó hasta el { $when }. No se cobró nada.
go-on = Continuar el pago

## Invoices

invoices = Facturas
number = Número
date = Fecha
amount = Importe
state = Estado
links = Documentos
invoice-status = { $code ->
    [draft] En preparación
    [open] Abierta
    [paid] Pagada
    [uncollectible] No cobrada
    [dropped] Ya no se cobra
   *[void] Anulada
}
see = Ver
pay = Pagar
pdf = PDF
no-invoices = Ninguna factura todavía
    .text = La primera aparece aquí en cuanto se cobre algo.
draft-number = Sin número todavía

## What goes beyond the plan

overage = Comprobaciones más allá del plan
    .on = Activado: lo que pasa de lo incluido se cobra por unidad, en la factura del mes.
    .off = Desactivado: las comprobaciones se detienen en el límite del plan.
    .ends = Las comprobaciones más allá del plan se desactivan. Las comprobaciones se detienen en { $limit } al mes, y lo que pasó del plan hasta entonces se cobra.
switch-on = Activar
switch-off = Desactivar
switched-on = Comprobaciones más allá del plan activadas.
switched-off = Comprobaciones más allá del plan desactivadas.
# The variables limit and price are figures: 100.000 products, US$ 0,005.
overage-price = { $price } por producto más allá de { $limit } en el mes
beyond-price = Precio más allá del plan
    .unknown = Stripe no informó el precio ahora. Abra la página de nuevo en unos minutos.
overage-ask = Activar las comprobaciones más allá del plan
    .context = Revise el precio antes de activarlas
overage-billed = Cobro
    .how = En la factura del mes, por cada producto comprobado más allá del plan. Puede desactivarlas cuando quiera y paga solo lo usado hasta entonces.
overage-scheduled = Hay un cambio de plan programado. Para activar o desactivar, deshaga antes el cambio.
# Until now, as what is used goes on.
paid-on-beyond = { $sum } hasta ahora, el { $when }, más lo que aún pase del plan
next-plan-for = { $plan } a partir del { $when }, { $price }

## A change of plan

# Beside a plan.
choose = Elegir
change = Cambiar al plan { $plan }
    .context = Revise el importe y cuándo vale
new-price = Precio del plan
today = Hoy
pay-today = { $sum }
pay-today-less = { $code ->
    [off] { $sum }, con { $off } de descuento incluido
    [credit] { $sum }, con { $credit } de crédito incluido
   *[both] { $sum }, con { $off } de descuento y { $credit } de crédito incluidos
}
first-payment = Primer pago
credit-today = Crédito de { $sum } para las próximas facturas
nothing-today = Nada
holds = Vale
holds-now = A partir de ahora. Lo que queda del plan actual se descuenta.
holds-now-trial = A partir de ahora. La prueba gratis sigue hasta el final.
holds-at = A partir del { $when }. Hasta entonces sigue el plan actual, ya pagado.
holds-at-trial = A partir del { $when }. Hasta entonces sigue la prueba gratis del plan actual.
holds-after-checkout = En cuanto el pago se confirme en la página de Stripe.
end-undone = Fin de la suscripción
    .text = El fin que se había pedido se deshace, y la suscripción continúa.
trial = Prueba gratis
trial-days = { $days ->
    [one] { $days } día, después { $price }
   *[other] { $days } días, después { $price }
}
# Under the price of a plan that can be tried.
free-days = { $days ->
    [one] { $days } día gratis
   *[other] { $days } días gratis
}
holds-after-card = En cuanto se indique la tarjeta en la página de Stripe. Hoy no se cobra nada.
# After a checkout; price is that of a month or year, and where something is taken off the first payment that alone.
begun = El plan { $plan } ya vale, por { $price }.
begun-trial = El plan { $plan } ya vale, gratis hasta el { $when }. Ese día se hace el primer cobro: { $price }.
less = Lo que el nuevo plan incluye de menos
over = { $quota }: { $used } en uso, { $limit } en el plan.
smaller = { $quota }: { $limit } en el nuevo plan, { $now } en el actual.
over-effect = { $code ->
    [connections] Las conexiones más nuevas quedan detenidas hasta que haya lugar.
    [members] Nadie pierde el acceso. Las nuevas invitaciones esperan hasta que haya lugar.
    [orders] Los pedidos más allá del límite quedan guardados, visibles, y se convierten en ventas el próximo mes o con un plan mayor.
    [validations] Las nuevas comprobaciones esperan hasta el próximo mes o un plan mayor.
   *[history_days] Los datos originales, historiales y sincronizaciones más antiguos se borran 30 días después del cambio. Las ventas quedan.
}
over-stopping = { $count ->
    [one] Queda detenida: { $names }.
   *[other] Quedan detenidas: { $names }.
}
confirm-now = Cambiar ahora
confirm-later = Programar el cambio
confirm-checkout = Ir al pago
back = Volver
have-it = La empresa ya tiene este plan.
given = La empresa ya tiene el plan { $plan } sin pagar por él
    .text = Lo definió quien administra esta instalación. Mientras valga, una suscripción a este plan no agrega nada.
    .included = Incluido en el plan { $plan }, que la empresa tiene sin pagar.
changed = Plan cambiado. Los nuevos límites ya valen.
change-later = Cambio programado para el { $when }.
taken-back = Cambio deshecho. El plan sigue como está.
cancelled = La suscripción termina el { $when }.
cancelled-now = La suscripción terminó.
kept = La suscripción continúa.
subscribed = Suscripción activa.
on-its-way = Pago en camino. El plan cambia en cuanto se confirme.
checkout-open = El pago no se concluyó. Puede seguir donde lo dejó.
checkout-expired = El tiempo del pago terminó. No se cobró nada; elija el plan de nuevo.

## What every page says

payment-failed = El último pago no fue aprobado
    .text = El plan vale hasta el { $when }. Cambie la tarjeta o pague la factura para no perder lo que incluye.
    .text-others = El plan vale hasta el { $when }. Pida a un propietario de la empresa que cambie la tarjeta o pague la factura.
plan-lost = El plan de la suscripción ya no vale
    .text = El pago no llegó a tiempo, y la empresa está en el plan que vale sin suscripción. Las ventas quedan; el historial más antiguo se borra después de 30 días. Pague lo que falta antes, y todo vuelve a funcionar.
    .text-others = El pago no llegó a tiempo, y la empresa está en el plan que vale sin suscripción. Las ventas quedan; el historial más antiguo se borra después de 30 días. Pida a un propietario que pague lo que falta antes.
    .ended = El pago no llegó a tiempo, y la suscripción terminó. La empresa está en el plan que vale sin suscripción. Las ventas quedan; el historial más antiguo se borra después de 30 días. Suscríbase de nuevo antes, y todo vuelve a funcionar. Pagar una factura antigua no devuelve el plan.
    .ended-others = El pago no llegó a tiempo, y la suscripción terminó. La empresa está en el plan que vale sin suscripción. Las ventas quedan; el historial más antiguo se borra después de 30 días. Pida a un propietario que se suscriba de nuevo antes.
paused = La suscripción está en pausa
    .text = La prueba terminó sin una tarjeta, o alguien puso la suscripción en pausa en Stripe. No se cobra nada, y la empresa está en el plan que vale sin suscripción. Reanude la suscripción, y el plan vuelve.
    .text-others = No se cobra nada, y la empresa está en el plan que vale sin suscripción. Pida a un propietario que reanude la suscripción.
see-subscription = Ver la suscripción

## Why something was not done

conflict = { $code ->
    [billing_off] No se cobra nada en esta instalación
    [already_subscribed] La empresa ya tiene una suscripción
    [not_subscribed] La empresa no tiene una suscripción
    [not_on_sale] Este plan no está a la venta
    [price_missing] Este plan no se puede suscribir ahora
    [currency_mismatch] El plan no se vende en esta moneda
    [customer_gone] El registro de la empresa en Stripe fue borrado
    [card_declined] La tarjeta no fue aceptada
    [invoice_not_payable] La última factura ya no se puede pagar
    [paused] La suscripción está en pausa
    [payment_missing] Falta un pago
    [preview_old] El importe mostrado ya no vale
    [nothing_scheduled] No hay ningún cambio programado
    [change_scheduled] Hay un cambio de plan programado
    [overage_not_offered] No disponible con este plan
   *[billing_changed] La suscripción cambió mientras tanto
}
conflict-text = { $code ->
    [billing_off] Quien administra la instalación define el plan de la empresa.
    [already_subscribed] Cambie de plan en la página de la suscripción.
    [not_subscribed] Elija un plan primero.
    [not_on_sale] Hable con quien administra esta instalación.
    [price_missing] El precio fue retirado en Stripe. No se cobró nada. Avise a quien administra esta instalación.
    [currency_mismatch] Elija la otra moneda. La moneda de una suscripción no cambia después del primer pago.
    [customer_gone] La suscripción terminó con él, y no se cobra nada más. Al suscribirse de nuevo, se crea otro registro. Las facturas anteriores siguen aquí.
    [card_declined] Nada cambió y nada se cobró. Cambie la tarjeta e intente de nuevo.
    [invoice_not_payable] Se anuló en Stripe. Termine la suscripción y suscríbase de nuevo, o hable con quien administra esta instalación.
    [paused] Reanude primero la suscripción; después cambie de plan.
    [payment_missing] Pague lo que falta; después cambie de plan.
    [preview_old] Abra la página de nuevo y revise el importe de hoy.
    [nothing_scheduled] El plan sigue como está.
    [change_scheduled] Deshaga antes el cambio programado; después active o desactive las comprobaciones más allá del plan.
    [overage_not_offered] Las comprobaciones más allá del plan existen en el plan Business mensual, con el pago al día.
   *[billing_changed] Abra la página de nuevo y revise cómo está.
}

## E-mails

mail-button = Ver la suscripción
mail-card-button = Cambiar la tarjeta
mail-why = Recibe este correo porque es propietario de { $company }.
mail-payment-failed = El pago de { $company } no fue aprobado
    .line = El pago del plan { $plan } de { $company } no fue aprobado. Lo intentaremos de nuevo en los próximos días.
    .until = El plan vale hasta el { $when }. Después la empresa pasa al plan { $plan }. Las ventas quedan; el historial más antiguo se borra 30 días después.
mail-owed = Importe pendiente: { $sum }.
mail-includes = El plan { $plan } en cifras – { $limits }.
mail-trial = La prueba del plan { $plan } termina en tres días
    .line = La prueba del plan { $plan } de { $company } termina el { $when }.
    .then = Después se cobran { $sum }. Si no quiere continuar, termine la suscripción antes.
mail-ended = La suscripción de { $company } terminó
    .line = La suscripción de { $company } al plan { $plan } terminó. La empresa usa ahora el plan { $follows }.
    .kept = Las ventas quedan; el historial más antiguo se borra después de 30 días. Puede suscribirse de nuevo cuando quiera.
mail-lost = { $company } perdió el plan de su suscripción
    .line = El pago del plan { $plan } de { $company } no llegó a tiempo, y la empresa volvió al plan { $follows }.
    .back = Las ventas quedan; el historial más antiguo se borra después de 30 días. Pague lo que falta en la página de la suscripción antes, y todo vuelve a funcionar.
mail-price = Precio: { $price }.
mail-started = La suscripción al plan { $plan } empezó
    .line = La suscripción de { $company } al plan { $plan } empezó, y el plan ya vale.
    .trial = La prueba gratis dura hasta el { $when }. Ese día se hace el primer cobro.
    .next = El próximo cobro es el { $when }.
mail-changed = La suscripción de { $company } cambió
    .line = En la suscripción de { $company }, desde el { $when } vale el plan { $plan }.
    .interval = { $code ->
        [month] Desde el { $when }, el plan { $plan } de { $company } se paga por mes.
       *[year] Desde el { $when }, el plan { $plan } de { $company } se paga por año.
    }
    .where = Para cambiar de nuevo o terminar, abra la página de la suscripción.
mail-next = La suscripción de { $company } cambia el { $when }
    .line = La suscripción de { $company } pasa al plan { $follows } el { $when }. Hasta entonces vale el plan { $plan }.
    .interval = { $code ->
        [month] A partir del { $when }, el plan { $plan } de { $company } se paga por mes.
       *[year] A partir del { $when }, el plan { $plan } de { $company } se paga por año.
    }
mail-stays = La suscripción de { $company } queda como está
    .line = El cambio programado de la suscripción de { $company } se deshizo: el plan { $plan } continúa.
mail-goes-on = La suscripción de { $company } continúa
    .line = El fin de la suscripción de { $company } se deshizo: el plan { $plan } continúa.
mail-end = La suscripción de { $company } termina el { $when }
    .line = Se pidió el fin de la suscripción de { $company } al plan { $plan }. Vale hasta el { $when }, y hasta entonces todo sigue como está.
    .then = Después la empresa pasa al plan { $follows }. Las ventas quedan; el historial más antiguo, que ese plan no guarda, se borra 30 días después.
    .price = Por el plan, de { $price }, no hay más cobros.
    .beyond = Lo que aún pase del plan hasta entonces se cobra en la última factura.
    .undo = Para deshacerlo, pulse “{ keep-on }” en la página de la suscripción antes del { $when }.
mail-end-owed = Se pidió el fin de la suscripción de { $company }
    .line = Se pidió el fin de la suscripción de { $company } al plan { $plan }. Falta un pago: sin él, el plan vale hasta el { $when }.
