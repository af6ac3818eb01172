### Taking a checked file over into the catalogue: what it would change, changing it, taking it back.

start = Importar al catálogo
title-of = Importación de { $name }
state = { $code ->
    [reading] Comparando con el catálogo
    [ready] Lista para importar
    [applying] Importando
    [applied] Importada
    [undoing] Deshaciendo
    [undone] Deshecha
    [failed] No concluida
   *[cancelled] Detenida
}
ready = Vea lo que va a cambiar
    .text = Aún no se cambió nada. Las celdas vacías no borran nada: el producto queda con el valor que tiene.
same = Nada que importar
    .text = Los productos del catálogo ya están como en el archivo.
# Some records are left out, and none of the others is new or changed.
none-possible = Ningún producto que importar
    .text = Los que aún no están en el catálogo como en el archivo quedan fuera. El motivo de cada uno está en la lista.
applied = { $count ->
    [0] Ningún producto importado
    [one] { $count } producto importado
   *[other] { $count } productos importados
}
    .text = Se puede deshacer mientras nadie cambie los productos de nuevo.
overtaken = { $count ->
    [one] { $count } producto queda como está: alguien lo cambió mientras tanto.
   *[other] { $count } productos quedan como están: alguien los cambió mientras tanto.
}
undone = Importación deshecha
    .text = Los productos nuevos salieron del catálogo, y los demás volvieron a los valores de antes.
failed = La importación no se concluyó
cancelled = La importación se detuvo
    .text = El catálogo quedó como estaba.
cancelled-toast = La importación se detendrá; lo ya importado queda.

take-new = { $count ->
    [one] Crear { $count } producto nuevo
   *[other] Crear { $count } productos nuevos
}
take-changes = { $count ->
    [one] Cambiar { $count } producto que ya existe
   *[other] Cambiar { $count } productos que ya existen
}
# Under the choice of new products, or of those that change.
with-errors = { $count ->
    [0] todos sin errores
    [one] { $count } de ellos con errores
   *[other] { $count } de ellos con errores
}
only-clean = Solo productos sin errores
    .help = { $count ->
        [one] Si no lo marca, entra también { $count } producto con errores en lo que va al catálogo.
       *[other] Si no lo marca, entran también { $count } productos con errores en lo que va al catálogo.
    } El motivo de cada uno está en la lista.
left-out = Lo que queda fuera
left-columns = Columnas que no se importan: { $columns }. El catálogo guarda título, descripción, marca, categoría, precio, precio de comparación, costo, existencias, GTIN, NCM, peso, medidas e imágenes.
more-columns = { NUMBER($count) } más
left-cells = { $count ->
    [one] { $count } celda queda fuera, porque el valor no se puede leer o no sirve para el catálogo
   *[other] { $count } celdas quedan fuera, porque el valor no se puede leer o no sirve para el catálogo
}: { $fields }. Los productos están en la lista, cada uno con su motivo.
# A field, and in how many of its cells.
cells-of = { $field } ({ NUMBER($count) })
apply = Importar
to-products = Ver productos

rows = Lo que cambia
product = Producto
what = Valores
action-column = Resultado
any-action = Todos
action = { $code ->
    [create] Nuevo
    [update] Cambia
    [errors] Con errores
   *[refused] Queda fuera
}
# Over a number of products.
tile = { $code ->
    [create] Nuevos
    [update] Cambian
    [unchanged] Iguales
    [errors] Con errores
   *[refused] Quedan fuera
}
outcome = { $code ->
    [applied] Importado
    [overtaken] Cambiado por alguien
   *[undone] Deshecho
}
# A field and the value that a new product gets.
value = { $field }: { $value }
# Under the first values of a new product: opens the others.
more-values = { $count ->
    [one] { $count } valor más
   *[other] { $count } valores más
}
# A field, what a product has and what it gets.
change = { $field }: { $before } → { $after }
# What is wrong, with the field that it is about.
problem = { $kind ->
    [missing] { $field }: falta el valor
    [too_long] { $field }: demasiado largo para el catálogo
    [characters] { $field }: tiene signos que no se aceptan
    [repeated] { $field }: ya está en otra fila del archivo
    [linked] { $field }: ya es otro SKU de un producto del catálogo
    [currency] { $field }: está en otra moneda
    [unread] { $field }: la celda no se puede leer y quedó fuera
   *[format] { $field }: el valor no es válido y quedó fuera
}
# Under a product with errors: the title of the rule, and the field.
error = Error de la comprobación: { $title } ({ $field })
filter-label = Filtrar lo que cambia
none-filtered = Ningún producto con este filtro
    .text = Elija otra acción o vea todos los productos del archivo.
pages = Páginas de la importación

## The imports of a sheet

list = Importaciones al catálogo
what-column = Productos
# Three parts of one sentence: of the file, how many products are new, change, and stay out.
counts = { $creates ->
    [0] ninguno nuevo
    [one] { $creates } nuevo
   *[other] { $creates } nuevos
}, { $updates ->
    [0] ninguno cambiado
    [one] { $updates } cambiado
   *[other] { $updates } cambiados
}, { $refused ->
    [0] ninguno fuera
   *[other] { $refused } fuera
}
undo-first = Deshaga antes una importación posterior
    .text = La importación de { $sheet }, hecha el { $at }, cambió los mismos productos. Aún no se deshizo nada.
undo-first-open = Abrir la posterior

## Why an import was refused

no-sku-column = Falta la columna del SKU
    .text = Los productos se reconocen por el SKU. Diga en la hoja qué columna es el SKU y compruébela de nuevo.
nothing-to-import = No se eligió nada
    .text = Marque los productos nuevos, los que cambian o ambos. Si todos tienen errores, corríjalos en la hoja o desmarque «Solo productos sin errores».
import-not-ready = La importación está en otro punto
    .text = No se cambió nada. La página muestra en qué punto está.
currency-changed = La moneda de la empresa cambió
    .text = Los importes se leyeron en la moneda de antes, y no se cambió nada. Importe de nuevo, en la página de la comprobación.
