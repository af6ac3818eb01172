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

## What a file would lack: on the page before it is downloaded, and on a second sheet of a workbook.

see-lacking = Ver qué faltaría en el archivo
lacking-in = Qué faltaría en el archivo: { $template }
lacking-cells = { $cells ->
    [one] { $cells } celda incompleta
   *[other] { $cells } celdas incompletas
} en { $records ->
    [one] { $records } producto
   *[other] { $records } productos
}.
lacking-none = { $count ->
    [0] Esta hoja no tiene productos.
    [one] Ninguna celda incompleta en { $count } producto.
   *[other] Ninguna celda incompleta en { $count } productos.
}
# When there was no time for more.
lacking-cut = { $count ->
    [0] No hubo tiempo de leer la hoja ahora. Espere un momento y ábrala de nuevo.
    [one] Solo hubo tiempo de leer { $count } producto; puede faltar más.
   *[other] Solo hubo tiempo de leer los primeros { $count } productos; puede faltar más.
}
lacking-listed = El Excel trae la lista en la pestaña “{ lacking-sheet }”. El CSV lleva solo los productos, porque el canal lee todo lo que contiene.
lacking-more = { $count ->
    [one] { $count } celda más
   *[other] { $count } celdas más
}
# Excel allows 31 characters, without `[ ] : * ? / \`.
lacking-sheet = Pendientes
lacking-row = Fila del archivo
lacking-column = Columna del canal
lacking-reason = { $code ->
    [apart] Las otras filas del producto están lejos de esta, o son demasiadas; ordene la hoja por el grupo
    [sku_of_product] La variación tiene el mismo SKU que el producto entero
    [excel_cell_length] El texto no cabe en una celda de Excel y se cortó
   *[too_many_items] Hay más imágenes de las que acepta el canal; las demás quedaron fuera
}
