### Checks that end early, or go beyond the plan.

# Of a check that somebody stopped.
stopped = { $count ->
    [one] Solo se comprobó { $count } producto. Lo que se encontró en él está abajo, y contó como comprobado. Lo que aparece al comparar productos, como un SKU repetido, no se buscó. Para comprobarlos todos, empiece otra.
   *[other] Solo se comprobaron los primeros { $count } productos. Lo que se encontró en ellos está abajo, y contaron como comprobados. Lo que aparece al comparar productos, como un SKU repetido, no se buscó. Para comprobarlos todos, empiece otra.
}
# Before a check, of a sheet that has more products than the plan includes.
larger-than-plan = La hoja pasa de lo que incluye el plan
    .text = Esta hoja tiene cerca de { NUMBER($count) } productos, y el plan incluye { NUMBER($left) } más este mes. La comprobación se detiene en cuanto pase de eso, sin mostrar ni contar nada. Cambie de plan, o envíe la hoja en partes.
# Of a check that was stopped by that.
went-beyond-plan = Los primeros { $rows } productos de esta hoja ya pasan de los { $left } que el plan todavía incluye este mes. La comprobación se detuvo ahí, y no se contó nada. Cambie de plan, o compruebe una hoja menor.
