### Words that every page uses.

save = Guardar
cancel = Cancelar
close = Cerrar
back = Volver
edit = Editar
remove = Quitar
add = Añadir
copy = Copiar
copied = Copiado
search = Buscar
filter = Filtrar
filters = Filtros
clear = Borrar
clear-filters = Quitar filtros
export = Exportar
next-page = Página siguiente
previous-page = Página anterior
first-page = Primera página
loading = Cargando
undo = Deshacer
saved = Cambios guardados
try-again = Intentar de nuevo
see-reasons = Ver motivos
see-details = Ver detalles
more = Más
more-actions = Más acciones
yes = Sí
no = No
all = Todos
none = Ninguno
not-informed = No indicado
unknown = Desconocido
optional = opcional
from = Desde
until = Hasta
error-title = Error: { $title }
field-error = { $label }: { $error }
menu = Menú
skip-to-content = Ir al contenido
language = Idioma
sorted-ascending = En orden ascendente
sorted-descending = En orden descendente

selected-count = { $count ->
    [one] { $count } seleccionado
   *[other] { $count } seleccionados
}

result-count = { $count ->
    [0] Ningún resultado
    [one] { $count } resultado
   *[other] { $count } resultados
}
