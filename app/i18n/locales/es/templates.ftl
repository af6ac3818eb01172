### A checked sheet in the columns of a marketplace.

# In the menu of files of a check.
of-check = Hoja con las columnas de un canal
title-of = { $name } con las columnas de un canal
context = Los productos de esta comprobación, con las columnas y los valores como los pide cada canal
complete = Tiene lo que exige el canal
incomplete = Falta lo que exige el canal
missing = Falta en la hoja: { $fields }
# Two numbers, such as `12 de 18 columnas completas`.
filled = { $filled } de { $all } columnas completas
source = Fuente del modelo, consultada el { $date }
download = { $kind ->
    [csv] Descargar CSV
   *[xlsx] Descargar Excel
}
