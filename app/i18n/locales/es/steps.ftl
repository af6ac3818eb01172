### The steps that make a field's values of a column's cells.

title-of = Ajustes de la columna { $name }
# The field of the column.
context = Qué le pasa a cada celda antes de valer como { $field }
# Above what is done now, one after the other.
now = Ajustes de esta columna
now-none = Ninguno: las celdas valen como están.
unsaved = Todavía sin guardar: vea abajo cómo queda y guarde.
# In place of what was written and cannot be read.
still-kept = Estos son los ajustes guardados: lo que está escrito abajo aún no puede leerse.
# What a step takes for the mark of fractions.
decimal = { $code ->
    [comma] coma decimal
    [point] punto decimal
   *[auto] coma o punto, según muestre la celda
}
# What a value is called that a step is told: the step, and its name there.
value-of = { $code ->
    [case] Letras
    [replace_text] Texto que se cambia
    [replace_pattern] Expresión regular
    [replace_with] Cambiar por
    [replace_ignore_case] Sin distinguir mayúsculas
    [lookup_ignore_case] Sin distinguir mayúsculas
    [number_decimal] Signo decimal
    [money_decimal] Signo decimal
    [convert_decimal] Signo decimal
    [money_cents] En céntimos
    [round] Decimales
    [multiply] Multiplicar por
    [convert_from] De
    [convert_to] A
    [split_by] Dividir en
    [split_take] Parte que queda
    [split_all] Todas las partes
    [join_fields] Campos
    [join_with] Entre ellos
    [join_skip_empty] Sin los vacíos
    [lookup_table] Cambios
    [lookup_otherwise] Los demás valores
    [truncate] Caracteres
    [truncate_at_word] Caracteres
    [concatenate] Partes
    [date_from] Formatos leídos
    [date_to] Formato que sale
    [strip_html_keep] Etiquetas que quedan
    [when_field] Campo
    [when_is] Condición
    [when_then] Entonces
    [when_otherwise] Si no
   *[other] Valor
}
# What a step makes of letters.
letters = { $code ->
    [lower] todo en minúsculas
    [upper] todo en mayúsculas
    [title] inicial mayúscula en cada palabra
   *[sentence] solo la primera letra en mayúscula
}
# What becomes of values that are in no table.
otherwise = { $code ->
    [keep] quedan como están
   *[empty] quedan vacíos
}
# Opens the fields of what a step is told.
change = Cambiar
change-example = Estos valores son un ejemplo: cámbielos por los suyos.
change-example-text = El último ajuste es un ejemplo: cambie sus valores en el texto.
value-list = Sepárelos con comas.
value-table = Un cambio por línea, como P: Pequeño
# Under a field, where the step cannot be told what stands in it. Of a table, by its line.
wrong-line = Línea { NUMBER($line) }: escriba el valor de la celda, dos puntos y lo que queda en su lugar, como P: Pequeño.
wrong-twice = Línea { NUMBER($line) }: { $key } ya está en otra línea. Deje solo una.
wrong-value = { $code ->
    [whole] Escriba un número entero que este ajuste acepte, como 2.
    [factor] Escriba un número, como 1,1.
    [fields] Escriba los campos por su código, como brand, model.
    [choice] Elija una de las opciones.
   *[other] Este valor no se puede usar aquí.
}
add = Añadir
drop = Quitar
advanced = Avanzado: escribir en YAML
link-some = Ver los ajustes
link-none = Ajustar valores
steps = Ajustes en YAML
    .help = Uno por línea, en el orden en que se hacen. Sin ninguno, las celdas valen como están.
tests = Ejemplos que tienen que salir bien
    .help = Una celda y lo que sale de ella: “- in: vaso azul” y, en la línea de abajo, “  out: Vaso azul”. Si un ejemplo no sale bien, los ajustes no se guardan.
use-rows = Usar las primeras filas como ejemplos
tests-held = { $count ->
    [one] El ejemplo sale bien
   *[other] Los { NUMBER($count) } ejemplos salen bien
}
tests-failed = { $count ->
    [one] Un ejemplo no sale bien
   *[other] { NUMBER($count) } ejemplos no salen bien
}
tests-failed-text = Corrija los ajustes o los ejemplos: mientras no coincidan, no se guardan.
test-failed = Ejemplo { NUMBER($number) }: debía salir { $expected }, sale { $found }.
outcome-empty = una celda vacía
outcome-unclear = out o problem, uno de los dos
faulty-tests = Los ejemplos no pueden usarse así
too-many-tests = Son demasiados ejemplos; el máximo es { NUMBER($most) }.
show = Ver cómo queda
saved = Ajustes guardados. La próxima comprobación ya los usa.
faulty = Los ajustes no pueden usarse así
yaml-fault = Línea { $line }, columna { $column }: { $kind ->
    [alias] no se aceptan anclas ni alias (&, *, <<); escriba el valor en cada lugar.
    [too_large] el texto es demasiado grande, o tiene demasiados niveles.
    [same_key] la misma clave está dos veces.
    [value] el valor no es de los que valen aquí; mire los ejemplos. Detalle técnico: { $message }
   *[syntax] no es un YAML que se pueda leer; revise sangrías, dos puntos y comillas.
}
# In its place where a word is not known, and those that are known are.
yaml-unknown = Línea { $line }, columna { $column }: “{ $name }” no vale aquí. Use uno de estos: { $known }.
preview = Cómo queda
preview-context = Las primeras filas de la hoja, con los ajustes de arriba. Las que cambian van antes.
same = Sin cambio
at-step = en el ajuste { NUMBER($step) }
no-rows = La hoja no tiene filas que mostrar.
known = Ajustes que se pueden añadir
step-column = Qué hace
example-column = Cómo se escribe
step = { $code ->
    [trim] Quita espacios del principio y del final
    [collapse_spaces] Deja un solo espacio donde hay varios
    [case] Cambia mayúsculas y minúsculas
    [replace] Cambia un texto por otro
    [number] Lee un número como lo escriben las personas
    [money] Lee un importe, con o sin la moneda
    [round] Redondea a tantos decimales
    [multiply] Multiplica por un número
    [convert] Convierte de una unidad a otra
    [split] Divide el texto y se queda con una de las partes
    [join] Une campos del producto en lugar de la celda
    [default] Completa celdas vacías
    [lookup] Cambia valores por otros, como P por Pequeño
    [truncate] Corta en tantos caracteres
    [truncate_at_word] Corta en tantos caracteres, al final de una palabra
    [slug] Hace un nombre para direcciones web: camiseta-azul-m
    [concatenate] Forma un texto con otros campos del producto
    [date] Lee una fecha en los formatos dados
    [strip_html] Quita las etiquetas de HTML
    [digits_only] Deja solo los dígitos
    [remove_accents] Quita los acentos
   *[when] Hace otros ajustes solo cuando se cumple una condición
}
# What is wrong at a step; the variable of is empty where nothing belongs there.
problem = Ajuste { $path }: { $code ->
    [too_many_steps] son demasiados ajustes; el máximo es { $of }.
    [too_deep] las condiciones están demasiado anidadas; el máximo es { $of }.
    [too_large] textos y tablas son demasiado grandes; el máximo es { $of } bytes.
    [replace_needs_one] indique text o pattern, uno de los dos, y no vacío.
    [pattern] la expresión regular no puede leerse ({ $of }).
    [pattern_too_large] la expresión regular es demasiado grande.
    [no_such_group] la expresión no tiene el grupo { $of }.
    [split_needs_one] indique by, y take (distinto de 0) o all.
    [nothing_to_join] falta qué unir.
    [units_differ] las dos unidades no miden lo mismo.
    [too_many_places] son demasiados decimales; el máximo es { $of }.
    [zero_length] cortar en cero no deja nada.
    [empty_table] la tabla está vacía.
    [too_many_entries] la tabla es demasiado larga; el máximo es { $of }.
    [same_key] la tabla tiene dos veces { $of }, sin contar mayúsculas y acentos.
    [reference] { $of } no es un campo, o falta una llave.
    [date_format] el formato de fecha { $of } no se conoce.
    [no_date_format] falta el formato de la fecha.
    [no_condition] falta la condición.
    [never_holds] la condición nunca se cumple.
   *[nothing_to_do] falta qué hacer.
}
