### What came while a page was open.

arrived = { $count ->
    [one] { $count } venta nueva: mostrar
   *[other] { $count } ventas nuevas: mostrar
}
arrived-more = Más de { NUMBER($count) } ventas nuevas: mostrar
arrived-flood = Llegaron muchas ventas: actualizar la lista
mark = nueva
