### Sales added up over any days.

title = Análisis
context = { $from } a { $until } · { $zone }
spans = Período
last-days = { $days ->
    [one] Último día
   *[other] { $days } días
}
span = { $span ->
    [today] Hoy
    [yesterday] Ayer
    [month] Este mes
   *[last-month] Mes pasado
}
filters = Filtros de los análisis
from = Desde
until = Hasta
zone = Zona horaria
currency = Moneda
turned-round = Las fechas estaban invertidas: aquí van del { $from } al { $until }.
cut-off = El período más largo es de cinco años: aquí empieza el { $from }.
# Beside "Exportar Excel": one table as CSV.
export-table = CSV: { $table }

sales = Ventas
paid = Pagadas
revenue = Ingresos pagados
ticket = Ticket medio
cancelled = Canceladas
charges = Tarifas
net = Queda para usted
# Below the fees and the net; then as the heading of a column.
untold = { $count ->
    [one] { $count } pagada sin comisión informada
   *[other] { $count } pagadas sin comisión informada
}
untold-column = Sin comisión informada
# `change` is "12 %", after an arrow.
compared = { $change } frente al período anterior

trend = { $step ->
    [hour] Ingresos pagados por hora
    [day] Ingresos pagados por día
    [week] Ingresos pagados por semana
   *[month] Ingresos pagados por mes
}
# A week by its first day.
week-of = Semana del { $day }
# After the value of a month of which the period has no more days.
until-day = hasta el { $day }
trend-table = Evolución
hours-table = Horas del día
since = Inicio
before = Período anterior

channel = Canal
channels = Canales
    .context = Las tarifas son las que informan los canales; sin la comisión, lo que queda para usted parece mayor de lo que será
# After the context, where there is a period to compare with.
channels-compared = junto a los ingresos, el cambio frente al período anterior
nothing = Ninguna venta en el período.
# A figure where there is no column for it.
named = { $name }: { $value }

product = Producto
products = Productos
    .context = Artículos de ventas pagadas, vinculados al catálogo; el margen usa el costo de hoy
ranks = Ordenar productos
rank = { $rank ->
    [revenue] Por ingresos
    [quantity] Por cantidad
   *[margin] Por margen
}
sku = SKU
quantity = Cantidad
margin = Margen
no-products = No se vendió ningún producto del catálogo en el período.

buyers = Clientes
    .context = De ventas pagadas; nuevo es quien compró por primera vez en el período
customers = Personas
people = { $count ->
    [one] { $count } persona
   *[other] { $count } personas
}
new-buyers = Nuevos
returning-buyers = Ya habían comprado
unknown-buyers = Sin identificar
too-long = El período es demasiado largo para contar esto mientras espera. Elija menos días.

regions = Regiones
    .context = Ventas pagadas, por la dirección de entrega
by-state = Ingresos pagados por estado
state = Estado
elsewhere = Fuera de Brasil o sin dirección
elsewhere-sold = Fuera de Brasil o sin dirección: { $revenue }
