### Checks that end early, or go beyond the plan.

# Of a check that somebody stopped.
stopped = { $count ->
    [one] Solo se comprobó { $count } producto. Lo que se encontró en él está abajo, y contó como comprobado. Lo que aparece al comparar productos, como un SKU repetido, no se buscó. Para comprobarlos todos, empiece otra.
   *[other] Solo se comprobaron los primeros { $count } productos. Lo que se encontró en ellos está abajo, y contaron como comprobados. Lo que aparece al comparar productos, como un SKU repetido, no se buscó. Para comprobarlos todos, empiece otra.
}
# Before a check, of a sheet that has more products than the plan includes; how many of them were counted already nobody
# knows. Behind it the same where only about how many rows it has is known.
larger-than-plan = La hoja puede pasar de lo que incluye el plan
    .text = Esta hoja tiene hasta { NUMBER($count) } productos, y el plan incluye { NUMBER($left) } más este mes. Los productos ya comprobados este mes, con las mismas reglas, no cuentan otra vez. Si pasa del plan, la comprobación se detiene, sin mostrar ni contar nada. Cambie de plan, o envíe la hoja en partes.
    .about = Esta hoja tiene cerca de { NUMBER($count) } filas. En productos, el plan incluye { NUMBER($left) } más este mes. Los productos ya comprobados este mes, con las mismas reglas, no cuentan otra vez. Si pasa del plan, la comprobación se detiene, sin mostrar ni contar nada. Cambie de plan, o envíe la hoja en partes.
# Before a check of a sheet of which only that is known.
will-count-about = { $count ->
    [one] La hoja tiene cerca de { $count } fila. En productos, el plan incluye { NUMBER($left) } más este mes.
   *[other] La hoja tiene cerca de { $count } filas. En productos, el plan incluye { NUMBER($left) } más este mes.
}
# Before a check of a sheet of which not even that is known.
count-unknown = Cuántos productos tiene la hoja solo se sabe al leer todas las filas. El plan incluye { NUMBER($left) } más este mes.
# Behind it: what becomes of what goes beyond the plan.
beyond-stops = Si tiene más, la comprobación se detiene en cuanto pase de eso, sin mostrar ni contar nada.
beyond-paid = Lo que pase de eso se comprueba y se cobra por unidad, en la factura del mes.
thousand-beyond = Cada mil productos más allá del plan cuestan { $price }.
# Above what is told of a sheet of which a part may go beyond the plan and is paid for then.
beyond-is-paid = Una parte puede cobrarse más allá del plan
# Of a check that was stopped by that.
went-beyond-plan = Los primeros { $rows } productos de esta hoja ya pasan de los { $left } que el plan todavía incluye este mes. La comprobación se detuvo ahí, y no se contó nada. Cambie de plan, o compruebe una hoja menor.
# What a check took of the plan, under its figures.
counted-in-plan = { $count ->
    [0] Esta comprobación no contó nada: ningún producto era nuevo en el mes para estas reglas.
    [one] Esta comprobación contó { $count } producto en el plan.
   *[other] Esta comprobación contó { $count } productos en el plan.
}
