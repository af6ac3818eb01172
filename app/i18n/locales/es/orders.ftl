### Sales: the list, one sale, files.

title = Ventas
    .context = Lo que se vendió en todos los canales conectados.

sync-all = Sincronizar todo
sync-one = Sincronizar una tienda
export-csv = Exportar CSV
export-excel = Exportar Excel
export-picked = Exportar seleccionadas

## Filters

filter-label = Filtrar ventas
search = Número, nombre, correo, teléfono, documento o SKU
    .hint = Encuentra por el comienzo: cada nombre del cliente, correo, teléfono, documento, número o SKU.
channel = Canal
store = Tienda
    .all = Todas
status = Estado
    .all = Todos
payment = Pago
fulfilment = Envío
of-customer = Compras de { $name }
tests = Pruebas
tests-shown = Incluir
tests-hidden = Ocultar
tests-only = Solo pruebas
# A filter in words.
tests-hidden-told = Sin pruebas
of-one-customer = De un cliente
sort-by = Ordenar por
sort-newest = Más nuevas
sort-oldest = Más antiguas
sort-highest-total = Total más alto
sort-lowest-total = Total más bajo
sort-highest-number = Número más alto
sort-lowest-number = Número más bajo

## Columns

sale = Venta
channel-number = Número en el canal
customer = Cliente
placed-at = Hecha el
items = Artículos
total = Total
pages = Páginas de ventas

## Totals

sum-selection = Sumar estas ventas
selected = { $count ->
    [0] Ninguna venta
    [one] { $count } venta
   *[other] { $count } ventas
}
summed = { $count ->
    [one] Total de { $count } venta
   *[other] Total de { $count } ventas
}
# Where tests are hidden.
summed-real = { $count ->
    [one] Total de { $count } venta, no pagada o cancelada
   *[other] Total de { $count } ventas, también las no pagadas y canceladas
}
summed-mixed = { $count ->
    [one] Total de { $count } venta, no pagada, cancelada o de prueba
   *[other] Total de { $count } ventas, también las no pagadas, canceladas y de prueba
}
summed-paid = { $count ->
    [0] Ninguna venta pagada
    [one] Pagado en { $count } venta, menos reembolsos
   *[other] Pagado en { $count } ventas, menos reembolsos
}
sum-hide = Ocultar la suma
sum-too-long = Sumar esta selección tarda demasiado. Limite el período y súmela de nuevo.

## Nothing to show

none = Aún no hay ventas
    .text = Los pedidos de las tiendas conectadas aparecen aquí en cuanto una sincronización los trae, los más nuevos primero.
    .press = Ver sincronizaciones
none-filtered = Ninguna venta con estos filtros
    .text = Revise el período y el texto buscado. Los nombres y códigos se encuentran por su comienzo.
none-reversed = El final del período es anterior al comienzo
    .text = Invierta las fechas: la final no puede ser anterior a la inicial.
none-connected = Ninguna tienda conectada
    .text = Conecte una tienda y sus pedidos aparecen aquí como ventas.
    .ask = Pida a un administrador de la empresa que conecte una, y sus pedidos aparecen aquí como ventas.
    .press = Ir a Integraciones

## States

order-open = Abierta
order-completed = Completada
order-cancelled = Cancelada
order-failed = No completada
order-unknown = Desconocida
payment-pending = Pendiente
payment-authorized = Autorizado
payment-partially-paid = Pagado en parte
payment-paid = Pagado
payment-partially-refunded = Reembolsado en parte
payment-refunded = Reembolsado
payment-voided = No pagado
payment-unknown = Desconocido
fulfilment-unfulfilled = Por enviar
fulfilment-partial = Enviado en parte
fulfilment-fulfilled = Enviado
fulfilment-not-required = Sin envío
fulfilment-by-channel = Envía el canal
fulfilment-on-hold = En espera
fulfilment-returned = Devuelto
fulfilment-unknown = Desconocido
# A filter: what somebody has to ship.
fulfilment-to-ship = Por enviar, ya pagadas
test-order = Prueba
differs = No coincide

## One sale

one = Venta { $number }
newer = Más nueva
older = Más antigua
number-in-channel = { $channel }, pedido { $number }
lines = Artículos de la venta
product = Producto
sku = SKU
quantity = Cantidad
unit-price = Precio
discount = Descuento
no-sku = Sin SKU
link-sku = Vincular SKU
link-code = Vincular código
no-lines = El canal no envió artículos en esta venta.

money = Importes
goods = Productos
shipping = Costo de envío
fees = Cargos
tax = Impuestos
    .included = incluidos en los precios
difference = Diferencia
proved = Coincide con el canal al centavo
total-is-more = El total del canal tiene { $amount } más que la suma de los artículos
total-is-less = El total del canal tiene { $amount } menos que la suma de los artículos
refunded = Reembolsado
# What is left of the total.
after-refunds = Tras reembolsos
refunds = Reembolsos
no-reason = Sin motivo informado

kept = Lo que queda para usted
    .context = Previsión con lo que informó el canal
kept-no-commission = El canal no informó la comisión: puede quedarle menos.
kept-total = Total de la venta
kept-expected = Usted recibe
ledger-commission = Comisión del canal
ledger-fee = Cargo retenido
ledger-tax = Impuesto retenido
ledger-freight-seller = Envío a su cargo
ledger-freight-buyer = Envío pagado por el cliente
ledger-freight-channel = Envío pagado por el canal
ledger-discount-seller = Descuento a su cargo
ledger-discount-channel = Descuento pagado por el canal
# A channel's code of an entry, in words; nothing for one that has none.
ledger-label = { $label ->
    [gold_pro] Publicación Premium
    [gold_special] Publicación Clásica
    [free] Publicación gratuita
    [drop_off] Entrega en agencia
    [xd_drop_off] Entrega en agencia
    [cross_docking] Recogida
    [fulfillment] Mercado Envíos Full
    [self_service] Mercado Envíos Flex
    [shipping_fee_cofunded_discount] Flete compartido con la plataforma
    [retail_delivery_fee] Tasa de entrega
    [buyer_service_fee] Tasa de servicio del comprador
    [handling_fee] Tasa de manejo
    [shipping_insurance_fee] Seguro del envío
    [item_insurance_fee] Seguro del producto
    [small_order_fee] Tasa de pedido pequeño
   *[other] { "" }
}
ledger-included = { $amount }, ya en el total
ledger-carrier = { $amount }, directo al transportista

payments = Pagos
paid-at = Pagado el
method = Forma
# A channel's code of a way to pay, in words; nothing for one that has none.
payment-way = { $code ->
    [pix] Pix
    [credit_card] Tarjeta de crédito
    [debit_card] Tarjeta de débito
    [prepaid_card] Tarjeta prepaga
    [bank_transfer] Transferencia bancaria
    [bacs] Transferencia bancaria
    [boleto] Boleto
    [ticket] Cupón de pago
    [bolbradesco] Boleto
    [account_money] Saldo en la cuenta del canal
    [cod] Pago contra entrega
    [cash_on_delivery] Pago contra entrega
    [gift_card] Tarjeta de regalo
    [digital_wallet] Billetera digital
    [consumer_credits] Crédito del canal
    [digital_currency] Crédito del canal
    [manual] Acordado con la tienda
    [cheque] Cheque
    [paypal] PayPal
   *[other] { "" }
}
payment-way-unknown = Otra forma
transaction = Transacción
amount = Importe

buyer = Cliente
company = Empresa
email = Correo electrónico
phone = Teléfono
document = CPF o CNPJ
known-by = Reconocido por
known-by-document = CPF o CNPJ
known-by-email = Correo electrónico
known-by-phone = Teléfono
known-by-new = Primera compra
shipping-address = Dirección de entrega
billing-address = Dirección de facturación
shared-address = Dirección de envío y facturación

state = Estado
status-in-channel = Estado en el canal
shipping-method = Forma de envío
changed-at = Cambiada en el canal
cancelled-at = Cancelada el
client-ip = Dirección IP
note = Observación
tags = Etiquetas
external-id = Código en el canal
purchase = Compra en el canal
purchase-parts = { $count ->
    [one] Parte de una compra de { $count } pedido
   *[other] Parte de una compra de { $count } pedidos
}

story = Historial
    .context = De lo más nuevo a lo más antiguo
imported = Importada
imported-as = Estado en el canal: { $status }
updated = Actualizada
seen = Vista en el canal por primera vez
see-run = Ver sincronización
last-run = Último cambio
change = { $field }: de { $from } a { $to }
raw = Datos del canal
raw-cut = Se muestra el comienzo. El documento completo tiene { $size }.
raw-gone = Los datos del canal ya superaron el plazo de conservación.

## Changed fields

field-status = Estado
field-payment = Pago
field-fulfilment = Envío
field-channel-status = Estado en el canal
field-total = Total
field-refunded = Reembolsado

## Files

file-name = ventas
currency = Moneda
