### Customers and their purchases.

title = Clientes
    .context = Quién compró, en todos los canales. La misma persona se reconoce por documento, correo o teléfono.

filter-label = Filtrar clientes
search = Nombre, correo, teléfono, CPF o CNPJ
    .hint = Encuentra por el comienzo de cada nombre, del correo o del número.
name = Cliente
email = Correo electrónico
phone = Teléfono
document = CPF o CNPJ
city = Ciudad
purchases = Compras
# On phones, which have no headings.
purchase-count = { $count ->
    [one] { $count } compra
   *[other] { $count } compras
}
last-purchase = Última compra
# What was paid, less refunds.
spent = Gastado
sort-latest = Compra más reciente
sort-longest-ago = Más tiempo sin comprar
sort-most-purchases = Más compras
sort-most-spent = Mayor gasto
# A filter, behind the word for purchases.
at-least = { NUMBER($count) } o más
# Of the same filter: any number of purchases.
any-purchases = Todas
# A filter, before a day.
since-filter = Cliente desde
behind = Las compras de los últimos instantes todavía no cuentan en el orden ni en los filtros.
# Before the day, in the name of a file.
file-name = clientes
paid-elsewhere = Pagado en otras monedas
pages = Páginas de clientes
unnamed = Sin nombre

none = Aún no hay clientes
    .text = Quien compra en sus tiendas aparece aquí con la primera venta, una sola vez, aunque compre en varios canales.
    .press = Ver ventas
none-filtered = Ningún cliente encontrado
    .text = Los nombres, correos y números se encuentran por su comienzo.

since = Cliente desde { $date }
paid = Pagado, menos reembolsos
paid-none = Ninguna compra pagada
by-channel = Compras por canal
identities = Reconocido por
    .context = La primera compra creó este cliente. Cada otra con uno de estos datos también es suya.
identities-none = Sin documento, correo ni teléfono: cada compra sin estos datos queda con un cliente propio.
recognised = { $count ->
    [0] ninguna otra compra reconocida por él
    [one] { $count } otra compra reconocida por él
   *[other] { $count } otras compras reconocidas por él
}
purchase-list = Compras
all-in-sales = Ver en Ventas
purchases-none = Ninguna compra
contact = Contacto
