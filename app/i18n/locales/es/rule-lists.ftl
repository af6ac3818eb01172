title = Listas
context = Valores en los que buscan sus reglas: marcas permitidas, códigos prohibidos, colores de la colección.
palette-title = Listas de valores
palette-new = Nueva lista de valores
new-list = Nueva lista
none = Ninguna lista todavía
    .text = Envíe los valores que valen o los que no valen, y una regla propia señala los productos que no coinciden con ellos.
name-column = Lista
state-column = Estado
count-column = Valores
size-column = Tamaño
rules-column = Reglas
changed-column = Modificada
changed-by = Modificada por
state = { $code ->
    [in_use] En uso
   *[idle] Sin usar
}
count = { $count ->
    [one] { $count } valor
   *[other] { $count } valores
}

## Sending a list

name = Nombre
    .help = Como las reglas llaman a la lista: letras minúsculas sin acento, números y _, como marcas_permitidas. Después no cambia.
    .form = Empiece por una letra y use solo letras minúsculas sin acento, números y _.
    .taken = Ya existe una lista con este nombre. Elija otro, o abra la lista y reemplace sus valores.
entries = Valores
    .help = Uno por línea, hasta { NUMBER($most) }. Las mayúsculas, los acentos y los espacios cuentan al comparar.
from-file = O de un archivo
column = Título de la columna
    .help = De una hoja con varias columnas. Vacío, el archivo tiene una sola columna y la primera línea ya es un valor.
    .unknown = El archivo no tiene una columna con este título. Revise cómo está escrito.
file = Archivo
    .help = Texto con un valor por línea, CSV, TSV o Excel, hasta { $size }. Con un archivo, los valores pegados arriba no se usan.
sure = Entiendo que los valores actuales dejan su lugar a los nuevos
add = Crear lista
replace = Reemplazar los valores
    .text = Todos los valores actuales se van. Si los necesita, descargue antes la lista.
added = Lista creada. Las reglas ya pueden buscar en ella.
replaced = Valores reemplazados. La próxima comprobación ya usa los nuevos.

## One list

values = Valores
first = Los primeros { NUMBER($shown) } de { NUMBER($count) }
used-by = Reglas que buscan en esta lista
    .none = Ninguna regla todavía.
use-hint = En una regla propia, elija el tipo “Se busca en una lista suya” y la lista { $name }.
about = Sobre la lista
download = Descargar la lista
remove = Eliminar lista
    .question = ¿Eliminar la lista { $name }?
    .text = Sus valores se borran. Los borradores de reglas que buscan en ella ya no se pueden activar.
removed = Lista eliminada.

## In the form of a rule

list = Lista
choose = Elija una lista
    .help = El valor tiene que estar en ella, escrito de la misma manera.
    .none = Todavía no hay listas. Guarde la regla como borrador y cree la lista con el enlace de abajo.
absent = El valor no puede estar en la lista
    .help = Marcado, la regla señala lo que está en la lista, y no lo que falta en ella.
listed = Lo que está en la lista en esta prueba
    .help = Un valor por línea. La prueba no mira la lista real, para dar siempre el mismo resultado.

## Why something was refused

refused = No se pudo hacer esto con la lista
    .text = { $code ->
        [list_missing] La lista en la que busca la regla no existe. Cree la lista o elija otra.
        [list_gone] Los valores de la lista ya no están guardados. Envíe la lista de nuevo.
        [list_in_use] Una regla activa busca en esta lista. Desactive la regla o elija otra lista en ella; después la lista se puede eliminar.
        [list_empty] No hay ningún valor. Revise el archivo o la columna y envíelo de nuevo.
        [list_columns] El archivo tiene varias columnas. Escriba el título de la que tiene los valores.
        [list_entry_too_long] Uno de los valores pasa de 500 caracteres. Revise si la columna es la correcta.
        [list_entry_signs] Uno de los valores tiene un salto de línea u otro signo que no se ve. Quítelo y envíe la lista de nuevo.
        [too_many_lists] La empresa ya tiene 100 listas. Elimine una que no se use.
       *[list_unreadable] No se pudo leer el archivo. Guárdelo de nuevo en CSV o Excel, o como texto con un valor por línea.
    }
too-many = La lista tiene más de { NUMBER($most) } valores. Divídala en varias, cada una con su propia regla.
