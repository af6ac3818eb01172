### Safe fixes of what a check of a sheet found: accepting them, taking them, taking them back.

# On the page of the check.
of-check = { $count ->
    [one] Ver { $count } corrección propuesta
   *[other] Ver { $count } correcciones propuestas
}
of-check-applied = Ver correcciones aplicadas
title-of = Correcciones de { $name }
intro = { $kind ->
    [catalogue] Solo se proponen correcciones seguras, que casi siempre resultan del propio valor. Acepte las que quiera: los productos solo cambian cuando lleve las correcciones al catálogo y las importe, y la importación se puede deshacer.
    [google] Solo se proponen correcciones seguras, que casi siempre resultan de lo que dice la propia celda. Acepte las que quiera: al aplicarlas sale un archivo corregido para descargar, y la hoja en Google queda como está.
   *[sheet] Solo se proponen correcciones seguras, que casi siempre resultan de lo que dice la propia celda. Acepte las que quiera: la hoja solo cambia cuando las aplique, y se puede deshacer.
}
to-check = Volver a la comprobación
none = Ninguna corrección segura
    .text = { $kind ->
        [catalogue] Lo que encontró esta comprobación necesita a alguien que conozca los productos. Cambie los valores en la página de cada producto y compruebe de nuevo.
       *[sheet] Lo que encontró esta comprobación necesita a alguien que conozca los productos. Cambie los valores en la hoja y compruebe de nuevo.
    }

## Choosing

apply = { $count ->
    [one] Aplicar { $count } corrección
   *[other] Aplicar { $count } correcciones
}
# The same for the catalogue in Orion, whose products change only by the import after it.
prepare = { $count ->
    [one] Preparar { $count } corrección
   *[other] Preparar { $count } correcciones
}
accept-all = Aceptar todas
accept-harmless = { $kind ->
    [cuts] Aceptar todas, menos las que pueden perder texto
    [fills] Aceptar todas, menos las que rellenan celdas vacías
   *[both] Aceptar todas, menos las que pueden perder texto o rellenan celdas vacías
}
# Under a rule whose fix can lose a part of what somebody wrote.
cuts = Puede perder texto
cuts-text = Las correcciones que pueden perder texto quedan fuera al aceptar todas, porque acortan lo que se escribió. Mire cómo queda cada una y acéptelas por su regla o una a una.
# Under a rule whose fix writes into empty cells what stands nowhere in the sheet.
fills = Rellena celdas vacías
fills-text = Las correcciones que rellenan celdas vacías quedan fuera al aceptar todas: el valor no viene de la hoja, y después vale para todos los canales. Acéptelas por su regla o una a una.
leave-all = No aceptar ninguna
accept = Aceptar
leave = No aceptar
choose-column = Elección
accepted-column = Aceptadas
# Two numbers, such as `12 de 40`.
accepted-of = { $accepted } de { $all }
accepted = Aceptada
not-accepted = No aceptada
cells = Antes y después
before = Antes
after = Después
state-column = Corrección
all-rules = Ver todas las reglas
only-first = La lista tiene solo los primeros productos. La regla que acepte vale para todos.
pages = Páginas de correcciones

## What became of it

state = { $code ->
    [waiting] En la cola
    [running] Corrigiendo
    [completed] Aplicada
    [ready] Lista
    [taken] Llevada al catálogo
    [failed] No aplicada
    [cancelled] Detenida
   *[undone] Deshecha
}
done = { $count ->
    [one] { $count } celda corregida
   *[other] { $count } celdas corregidas
}
    .text = La hoja usa ahora el archivo corregido. Compruébela de nuevo para ver lo que falta, o descargue el archivo.
    .replaced = Desde entonces, la hoja usa otro archivo.
# The sheet is kept elsewhere, or was changed meanwhile.
done-beside = Archivo corregido
    .text = El archivo corregido está listo para descargar. La hoja en sí no cambió.
# Of a check of the catalogue in Orion.
done-catalogue = Correcciones listas
    .text = Ningún producto cambió todavía. Lleve las correcciones al catálogo, vea lo que cambia en cada producto e importe.
    .begun = Ningún producto cambió todavía. Abra la importación, vea lo que cambia en cada producto e importe.
    .at-work = Abra la importación para ver en qué punto está.
    .undone = Su importación se deshizo: los productos volvieron a los valores de antes. Se pueden llevar de nuevo.
# Of corrections of the catalogue whose import is through: how many products it changed.
taken-over = { $count ->
    [0] Ningún producto cambió
    [one] Correcciones llevadas al catálogo: { $count } producto cambió
   *[other] Correcciones llevadas al catálogo: { $count } productos cambiaron
}
    .text = Para deshacer, abra la importación. Para ver lo que falta, compruebe de nuevo.
    .none = Alguien cambió estos productos después de la comprobación. Abra la importación para ver cuáles, o compruebe de nuevo.
to-catalogue = Llevar al catálogo
open-import = Abrir la importación
import-column = Importación
# Under the number of cells, where more corrections were accepted.
of-several-rules = { $count ->
    [one] Se aceptó { $count } corrección; la celda que corrigen varias reglas cuenta una vez.
   *[other] Se aceptaron { $count } correcciones; la celda que corrigen varias reglas cuenta una vez.
}
left-cells = { $count ->
    [one] { $count } corrección quedó fuera: el valor correcto no puede escribirse en la celda tal como se lee la columna.
   *[other] { $count } correcciones quedaron fuera: el valor correcto no puede escribirse en la celda tal como se lee la columna.
}
to-sheet = Abrir la hoja
download = Descargar el archivo corregido
unchanged = Nada cambió
    .text = { $kind ->
        [catalogue] Las correcciones aceptadas no cambian ningún valor de los productos.
       *[sheet] Las correcciones aceptadas no cambian ninguna celda del archivo.
    }
failed = { $kind ->
    [catalogue] Las correcciones no se prepararon
   *[sheet] La hoja no se corrigió
}
cancelled = La corrección se detuvo
    .text = { $kind ->
        [catalogue] Ningún producto cambió.
       *[sheet] La hoja quedó como estaba.
    }
cancelled-toast = La corrección se detendrá; no se cambiará nada.
undone = Corrección deshecha.
    .text = La hoja volvió al archivo de antes.
made = { $kind ->
    [catalogue] Correcciones preparadas
   *[sheet] Correcciones aplicadas
}
cells-column = Celdas
by-column = Por
undo = Deshacer
undone-by = por { $name }, { $since }

## Why something was refused

nothing-accepted = Ninguna corrección aceptada
    .text = Acepte al menos una corrección y aplique después.
rules-changed = Las reglas cambiaron desde la comprobación
    .text = Compruebe la hoja de nuevo: las correcciones serán las de las reglas de ahora.
sheet-changed = La hoja está en otro archivo ahora
    .text = No se cambió nada. Compruebe la hoja de nuevo y trabaje con las correcciones de esa comprobación.
not-undoable = Esta corrección no se puede deshacer
    .text = No cambió la hoja, o ya se deshizo.
correcting = La hoja se está corrigiendo
    .text = Espere hasta el final para cambiar lo que se acepta.
