### A checked sheet in the columns of a marketplace.

# In the menu of files of a check.
of-check = Hoja con las columnas de un canal
title-of = Con las columnas de un canal: { $name }
context = Los productos de esta comprobación, con las columnas y los valores como los pide cada canal
complete = Tiene lo que exige el canal
incomplete = Falta lo que exige el canal
faulty = { $count ->
    [one] { $count } producto con errores
   *[other] { $count } productos con errores
}
# By the rules of the channel, and by those that hold everywhere.
faulty-of = { $count ->
    [0] Ninguno de los { NUMBER($all) } productos tiene errores para este canal en esta comprobación.
    [one] { $count } de { NUMBER($all) } productos tiene errores para este canal en esta comprobación.
   *[other] { $count } de { NUMBER($all) } productos tienen errores para este canal en esta comprobación.
}
see-errors = Ver los errores
unchecked = No comprobada para este canal
    .text = Las reglas de este canal no estaban marcadas en esta comprobación. Márquelas en la hoja y compruebe de nuevo.
choose-rules = Elegir las reglas
missing = Falta en la hoja: { $fields }
# Two numbers, such as `12 de 18 columnas completas`.
filled = { $filled } de { $all } columnas completas
source = Fuente del modelo, consultada el { $date }
download = { $kind ->
    [csv] Descargar CSV
   *[xlsx] Descargar Excel
}
# Before the links of a file.
clean-products = { $count ->
    [one] Solo { $count } producto, el que no tiene errores
   *[other] Solo los { $count } productos sin errores
}
all-products = { $count ->
    [one] { $count } producto, con errores o sin ellos
   *[other] Los { $count } productos, también los que tienen errores
}
