### Products and codes to link.

title = Productos
    .context = El catálogo de la empresa. Cada artículo vendido se une a un producto por su SKU o, si no lo tiene, por el código del canal.

add = Agregar producto
filter-label = Filtrar productos
search = SKU o nombre
    .hint = Encuentra por el comienzo del SKU o del nombre.
sku = SKU
name = Nombre
price = Precio
cost = Costo
stock = Existencias
sort-lowest-stock = Menos existencias
sort-highest-stock = Más existencias
state = Estado
active = Activo
inactive = Inactivo
pages = Páginas de productos
pick = Seleccionar el producto { $sku }
# Before their number.
picked = Seleccionados:
export-picked = Exportar seleccionados
activate = Activar
deactivate = Desactivar
activated = { $count ->
    [0] Nada cambió: ningún producto estaba inactivo.
    [one] { $count } producto activado.
   *[other] { $count } productos activados.
}
deactivated = { $count ->
    [0] Nada cambió: ningún producto estaba activo.
    [one] { $count } producto desactivado.
   *[other] { $count } productos desactivados.
}
# Before the day, in the name of a file.
file-name = productos

none = Aún no hay productos
    .text = Agregue un producto o créelo a partir de lo que las tiendas ya vendieron.
    .ask = Los productos aparecen aquí cuando alguien que edita el catálogo los agrega.
none-filtered = Ningún producto encontrado
    .text = Los SKU y nombres se encuentran por su comienzo.

## Form

# The parts of the form.
identity = El producto
amounts = Precio y existencias
codes = Códigos
package = Embalaje
    .help = Del producto embalado, como llega al comprador. Los canales calculan el envío con esto.
images = Imágenes
brand = Marca
    .help = La del fabricante. Casi todos los canales la piden.
category = Categoría
    .help = Un nombre o una ruta, como Hogar > Cocina, o el código del canal.
compare-at = Precio de comparación
    .help = El precio anterior, que aparece tachado junto al actual. Debe ser mayor que el precio.
weight = Peso
    .help = En gramos enteros: 1,5 kg son 1500.
    .format = Escriba el peso en gramos enteros, como 250.
    .range = Escriba un peso de 1 g a 100.000 kg, en gramos.
length = Largo
width = Ancho
height = Alto
side-format = Escriba la medida en centímetros, como { $example }, con un decimal como máximo.
side-range = Escriba una medida mayor que cero y de hasta 100.000 cm.
images-label = Direcciones de las imágenes
    .help = Una por línea, la principal primero: { NUMBER($most) } como máximo.
    .format = Escriba una dirección por línea, que empiece por https:// y tenga hasta 1.000 caracteres.
    .range = Deje { NUMBER($most) } imágenes como máximo.
new-product = Producto nuevo
sku-help = El mismo código usado en las tiendas. Mayúsculas y minúsculas cuentan igual.
amount-help = Como { $example }. Vacío si no se sabe.
stock-help = Vacío si no se controlan existencias.
amount-format = { $places ->
    [0] Escriba un importe como { $example }, sin decimales.
   *[other] Escriba un importe como { $example }, con { $places } decimales como máximo.
}
amount-range = Escriba un importe a partir de cero y menor que un billón.
stock-format = Escriba un número entero de piezas, como 12.
stock-range = Escriba un número de hasta mil millones de piezas.
cost-help = Lo que paga por unidad. El margen en Análisis se calcula con este valor.
gtin = GTIN
    .help = El número bajo el código de barras del embalaje, de 8, 12, 13 o 14 dígitos.
    .format = Escriba los 8, 12, 13 o 14 dígitos del código de barras.
    .check-digit = Algún dígito está mal: el último no coincide con los otros. Compare con el envase.
ncm = NCM
    .help = Ocho dígitos. Está en la factura del proveedor; en caso de duda, pregunte al contador.
    .format = Escriba los ocho dígitos del NCM.
description = Descripción
active-label = Producto activo
active-help = Desmarque lo que ya no se vende: sale de los avisos de existencias, y las ventas antiguas siguen vinculadas a él.
created = Producto agregado.
created-mended = { $count ->
    [one] Producto agregado y { $count } artículo vendido vinculado.
   *[other] Producto agregado y { $count } artículos vendidos vinculados.
}
saved-mended = { $count ->
    [0] Producto guardado.
    [one] Producto guardado y { $count } artículo vendido vinculado.
   *[other] Producto guardado y { $count } artículos vendidos vinculados.
}
taken-back = Cambio del producto deshecho.
changed-since = El producto cambió después
    .text = No se modificó nada, para no borrar el cambio más reciente. Antes de guardar de nuevo, revise el producto en otra pestaña: vale lo que muestra este formulario.

## Linked codes of a product

linked = Códigos vinculados
    .context = Otros códigos con los que las tiendas venden este producto.
linked-none = Ningún otro código vinculado.
unlink = Quitar vínculo
unlinked = { $count ->
    [0] Vínculo quitado.
    [one] Vínculo quitado. { $count } artículo vuelve a esperar.
   *[other] Vínculo quitado. { $count } artículos vuelven a esperar.
}

## Codes to link

to-link = Códigos por vincular
    .context = Códigos vendidos en las tiendas que el catálogo aún no conoce. Los artículos sin SKU aparecen con el código del canal. Un vínculo vale para todos los artículos, incluidos los próximos.
to-link-count = { $count ->
    [one] { $count } código por vincular
   *[other] { $count } códigos por vincular
}
to-link-more = { NUMBER($count) } códigos o más por vincular
search-sku = SKU o código
    .hint = Encuentra por el comienzo del SKU vendido en la tienda, o del código del canal.
filter-skus = Filtrar códigos
sku-pages = Páginas de códigos
no-sku-waits = Ningún código espera con este filtro
    .text = Ya se vinculó, o el texto es el comienzo de otro código.
code-of = Sin SKU · código en el canal: { $platform } ({ $name })
waiting-lines = { $count ->
    [one] { $count } artículo espera
   *[other] { $count } artículos esperan
}
candidates = Candidatos
no-candidates = Ningún producto parecido en el catálogo.
same-sku = Mismo SKU
similar-name = Nombre { $percent } parecido
other-variant = ¿Otra variante? Nombre { $percent } parecido
link = Vincular
link-to = Vincular a { $sku }
link-other = SKU de otro producto
create = Crear producto
linked-done = { $count ->
    [0] Vínculo guardado.
    [one] Vínculo guardado y { $count } artículo corregido.
   *[other] Vínculo guardado y { $count } artículos corregidos.
}
all-linked = Todos los códigos están vinculados
    .text = Cuando una tienda venda un código nuevo, aparece aquí.
