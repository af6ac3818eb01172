### Words that every page uses.

save = Guardar
cancel = Cancelar
close = Cerrar
filter = Filtrar
filters = Filtros
clear-filters = Quitar filtros
export = Exportar
next-page = Página siguiente
previous-page = Página anterior
first-page = Primera página
# In the bar of the picked rows.
pick-all = Seleccionar toda la página
pick-none = Quitar la selección
undo = Deshacer
# An undo that was refused, above the page on which it was pressed.
not-undone = No se deshizo nada: hubo otro cambio después
    .text = El cambio más reciente, de otra persona o de otra pestaña, queda como está. Abra la página donde hizo el suyo y revíselo.
saved = Cambios guardados.
try-again = Intentar de nuevo
see-reasons = Ver motivos
see-details = Ver detalles
more = Más
# Between a name and a value behind it.
colon = :
yes = Sí
no = No
all = Todos
not-informed = No indicado
optional = opcional
from = Desde
until = Hasta
error-title = Error: { $title }
field-error = { $label }: { $error }
skip-to-content = Ir al contenido
language = Idioma
