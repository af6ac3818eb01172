### Sheets of products, what their columns mean, their checks and what these found.

## The sheets

title = Validación
context = Compruebe sus hojas de productos antes de publicar: lo que un canal rechazaría aparece aquí, celda por celda
# Of this month.
used = { $count ->
    [0] ningún producto comprobado este mes
    [one] { $count } producto comprobado este mes
   *[other] { $count } productos comprobados este mes
}
# Of what the plan includes.
used-of = { $count ->
    [0] ninguno de los { NUMBER($included) } productos del plan comprobado este mes
    [one] { $count } de { NUMBER($included) } productos del plan comprobado este mes
   *[other] { $count } de { NUMBER($included) } productos del plan comprobados este mes
}
sheets = Hojas de productos
sheet = Hoja
last-check = Última comprobación
changed-column = Modificada
# A sheet whose columns are known and that was never checked.
not-checked = Sin comprobar
# A sheet whose columns nobody has said the meaning of yet.
columns-missing = Confirmar columnas
# A sheet whose rows cannot be read as the file is taken to be.
unread-sheet = No se puede leer
none = Aún no hay hojas
    .text = Las hojas que se envían quedan aquí, con lo que hay que corregir en cada una.

## Sending a file

send-title = Hoja nueva
send = Enviar hoja
newer-title = Cambiar el archivo
send-newer = Enviar archivo nuevo
file = Archivo
# The variable max is a size such as `500 MB`.
file-help = CSV, TSV, Excel (xlsx, xls) u ODS, hasta { $max }.
# Under the field, where a script is at work.
drop-hint = O arrastre el archivo a esta página.
drop-several = Suelte un archivo por vez: no se envió ninguno.
# Before a share, such as `45 %`.
sending = Enviando:
send-away = El servidor no respondió. Compruebe la conexión y envíe de nuevo.
send-failed = No se pudo enviar. Envíe de nuevo; si sigue así, recargue la página.
sent = Hoja enviada. Confirme ahora qué es cada columna.
recognised = Hoja enviada. Sus columnas son las de otra hoja suya, y los campos se tomaron de ella.
# The same where its numbers have another decimal mark than there.
recognised-other-numbers = Hoja enviada. Los campos se tomaron de otra hoja suya con las mismas columnas, pero aquí los números se escriben de otra manera (coma o punto decimal) y se leen así: confirme las columnas.
same-file = Este archivo ya se había enviado; esta es su hoja.
replaced = Archivo cambiado. Las comprobaciones anteriores siguen aquí.
replaced-other-numbers = Archivo cambiado. En él los números se escriben de otra manera (coma o punto decimal) y se leen así: confirme las columnas.
no-sheet = El archivo no fue aceptado
    .text = { $why } No se guardó nada.
too-large = El archivo es demasiado grande
    .text = Se aceptan archivos de hasta { $max }. No se guardó nada. Divida la hoja en partes y envíe cada una.
cut = El envío se detuvo a la mitad
    .text = No se guardó nada. Envíe el archivo de nuevo.
gone = El archivo ya no está guardado
    .text = Las comprobaciones ya hechas siguen aquí. Para leer la hoja de nuevo, envíe el archivo otra vez.

## One sheet

about = Sobre la hoja
size = Tamaño
sent-at = Enviado
# A moment and a person.
sent-by = { $at }, por { $name }
saved = Cambios guardados.
saved-beyond-plan = Cambios guardados. La comprobación no empezó. { $why }
unreadable = El archivo no se puede leer
    .text = El motivo está en la página de la hoja. Cambie allí la lectura del archivo, o envíe un archivo corregido.
no-columns = Falta decir qué es cada columna
    .text = Elija el campo de cada columna y guarde. Después la hoja se puede comprobar.
remove = Quitar hoja
remove-question = ¿Quitar la hoja { $name }?
remove-text = Sus comprobaciones y todo lo que encontraron se borran con ella. Sus productos quedan como están.
removed = Hoja quitada. Los productos del catálogo quedan como están.
still-checking = Hay una comprobación en curso
    .text = Espere a que termine, o deténgala. Después quite la hoja.

## Columns

columns = Columnas
columns-context = { $count ->
    [one] { $count } columna
   *[other] { $count } columnas
}
column = Columna
first-cells = Primeros valores
field-column = Campo
# Names the choice of a column's field.
field-of = Campo de la columna { $name }
# Under the choice of a column whose field another column has, too.
field-twice = El campo { $field } ya es el de la columna { $other }. Cada campo viene de una sola columna: cambie una de las dos.
field-none = Indique el campo de al menos una columna.
packs-none = Marque al menos un grupo de reglas.
not-used = No usar
# A column that is none of the fields and keeps its own name.
attribute = Atributo: { $name }
# Behind a field that nobody has confirmed yet.
suggested = Sugerido
confirm-columns = Confirme las columnas
    .text = El campo de cada columna se sugirió por su nombre y sus valores. Cambie lo que no sea así y guarde.
    .new = La hoja tiene columnas nuevas. El campo de cada una es una sugerencia y solo vale después de guardar.
save-and-check = Guardar y comprobar
field = { $code ->
    [sku] SKU
    [group] Producto padre
    [title] Título
    [description] Descripción
    [brand] Marca
    [model] Modelo
    [category] Categoría
    [condition] Condición
    [price] Precio
    [compare_at_price] Precio de comparación
    [sale_price] Precio de oferta
    [cost] Costo
    [currency] Moneda
    [stock] Existencias
    [gtin] GTIN
    [mpn] MPN
    [isbn] ISBN
    [ncm] NCM
    [cest] CEST
    [origin] Origen de la mercancía
    [weight] Peso
    [length] Largo
    [width] Ancho
    [height] Alto
    [colour] Color
    [size] Talla
    [material] Material
    [images] Imágenes
    [image_width] Ancho de la imagen
    [image_height] Alto de la imagen
    [image_bytes] Bytes de la imagen
    [video] Video
    [url] Enlace del producto
    [warranty] Garantía
    [handling_days] Días hasta el envío
    [tags] Etiquetas
    [status] Estado
   *[other] Otro campo
}

## The rules of a sheet

rules = Reglas
rules-legend = Qué comprobar
rules-help = Marque los canales en los que va a vender estos productos.
rules-count = { $count ->
    [0] ninguna regla
    [one] { $count } regla
   *[other] { $count } reglas
}

## How the file is read

format = Lectura del archivo
format-context = Lo que se reconoció en el archivo. Si los valores aparecen fuera de lugar, cámbielo aquí.
delimiter-label = Separador de columnas
delimiter-help = El signo entre un valor y el siguiente. Cámbielo si todo aparece en una sola columna.
delimiter = { $code ->
    [comma] Coma (,)
    [semicolon] Punto y coma (;)
    [tab] Tabulación
   *[pipe] Barra vertical (|)
}
encoding-label = Codificación del texto
encoding-help = Cámbiela si las letras con acento aparecen cambiadas.
encoding = { $code ->
    [utf_8] UTF-8
    [windows_1252] Windows-1252 (Excel para Windows)
    [utf_16_le] UTF-16 LE (texto Unicode de Excel)
   *[utf_16_be] UTF-16 BE
}
quotes = Celdas entre comillas
    .help = Dentro de las comillas puede haber separadores y saltos de línea. Desmárquelo si las comillas son parte del texto, como en TV 50".
sheet-of-book = Pestaña
    .help = La pestaña del archivo que tiene los productos. Al cambiarla, se busca de nuevo la fila con los nombres de las columnas.
read-sheet = Leer esta pestaña
header-row = Fila con los nombres de las columnas
    .help = Las filas anteriores no se leen. Use 0 si ninguna fila tiene los nombres.
decimal-comma = Números con coma decimal
    .help = Marcado, los números se leen como 1.234,56; sin marcar, como 1,234.56. Al cambiarlo, los ajustes de las columnas cambian también.
# The help of the same for a workbook.
decimal-comma-of-book = Vale para números guardados como texto: marcado, se leen como 1.234,56; sin marcar, como 1,234.56. Los números propios de la hoja se leen siempre como son.
read-again = Guardar y leer de nuevo
was-read-again = Archivo leído de nuevo.

## Checks

check-now = Comprobar ahora
# Before a check is started, where the plan has a limit.
will-count = { $count ->
    [0] Comprobar ahora no cuenta nada: ningún producto es nuevo este mes para estas reglas.
    [one] Comprobar ahora contará hasta { $count } producto. El plan incluye { NUMBER($left) } más este mes.
   *[other] Comprobar ahora contará hasta { $count } productos. El plan incluye { NUMBER($left) } más este mes.
}
counts-once = Un producto cuenta una vez al mes, y de nuevo cuando cambian él o las reglas.
# In place of what a check would count, where nothing is left.
beyond-plan = El plan no incluye más productos este mes. Los productos que ya contaron, con las mismas reglas, no cuentan otra vez.
checks = Comprobaciones
no-checks = Aún no hay comprobaciones.
when-column = Inicio
state-column = Estado
state = { $code ->
    [waiting] En cola
    [running] En curso
    [completed] Terminada
    [failed] No terminada
   *[cancelled] Detenida
}
check-of = Comprobación de { $name }
asked-by = pedida por { $name }
waits = Empieza en un momento
time-left = unos { $time }
stop = Detener
cancelled-toast = La comprobación se va a detener; lo que ya se encontró se queda.
failed = La comprobación no terminó
was-cancelled = La comprobación se detuvo
    .text = No llegó al final del archivo. Para comprobar todos los productos, empiece otra.
clean = Todo en orden
    .text = { $count ->
        [one] { $count } producto comprobado, sin incumplir ninguna regla.
       *[other] { $count } productos comprobados, sin incumplir ninguna regla.
    }
# In place of "all good": nothing was found, but some rules were not used, or none was.
part-clean = Nada que corregir en lo comprobado
none-used = No se usó ninguna regla
# Something was found, but what most rules are about was not looked at.
part-used = Una parte no se comprobó
rules-used = { $count ->
    [one] Se usó { $count } regla.
   *[other] Se usaron { $count } reglas.
}
# Behind the number of rules that were not used.
lacking = { $kind ->
    [catalogue] El catálogo no tiene estos campos: { $fields }.
   *[sheet] Campos sin columna: { $fields }.
}
choose-columns = Elegir las columnas
no-products = Ningún producto que comprobar
    .text = { $kind ->
        [catalogue] El catálogo aún no tiene productos.
       *[sheet] No hay nada debajo de la fila con los nombres de las columnas. Si los productos están en otra parte del archivo, elija la pestaña y la fila de los nombres en la página de la hoja.
    }
# Above what was strange in the rows and was read all the same.
notes = Revise la lectura del archivo
    .text = Se leyeron todas las filas, y esto llamó la atención:
# The same of the first rows, before a check.
notes-first = Esto llamó la atención al comienzo del archivo. Si no debería ser así, cambie la lectura del archivo o corríjalo.
note = { $code ->
    [too_few_cells] Filas con menos celdas que columnas; las que faltan cuentan como vacías
    [too_many_cells] Filas con más celdas que columnas; lo que pasa de la última columna no se lee
    [bad_encoding] Letras que no se pudieron leer; quizá la codificación sea otra
    [nul] Signos que no son texto
    [lone_carriage_return] Saltos de línea sueltos dentro de celdas
    [stray_quote] Texto después de las comillas que cierran una celda
    [doubtful_header] Columnas sin nombre, o con el nombre de otra; elija cuál usar
    [formula_without_value] Fórmulas sin resultado guardado, leídas como vacías; abra la hoja y guárdela de nuevo
    [cell_error] Celdas con error, como #N/D, leídas como vacías
    [merged_cells] Celdas combinadas; cada fila recibe el valor
   *[other] Algo fuera de lo común
}
# Line numbers behind what is strange there.
note-lines = { $count ->
    [one] (línea { $lines })
   *[other] (líneas { $lines })
}
# The same where only the first ones are named.
note-lines-cut = (líneas { $lines }…; { NUMBER($total) } en total)

## What a check found

# Under the figures of a check: how it differs from the check before.
compared-with = Respecto a la comprobación del { $at }
new-findings = { $count ->
    [0] ninguna nueva
    [one] { $count } nueva
   *[other] { $count } nuevas
}
remaining-findings = { $count ->
    [0] ninguna de antes
   *[other] { $count } de antes
}
solved-findings = { $count ->
    [0] ninguna resuelta
    [one] { $count } resuelta
   *[other] { $count } resueltas
}
uncompared-rules = { $count ->
    [one] { $count } regla queda fuera de la comparación: valió solo en una de las dos comprobaciones, o la lista de una de ellas no tiene todo lo que encontró.
   *[other] { $count } reglas quedan fuera de la comparación: valieron solo en una de las dos comprobaciones, o la lista de una de ellas no tiene todo lo que encontraron.
}
# A channel, what holds everywhere, or the own rules.
channel-label = Canal
any-channel = Todos
any-field = Cualquiera
find-sku = Buscar un SKU
# A channel with the rules that are no other channel’s.
channel-and-all = { $channel } y lo que vale para todos
change-label = Cambio
any-change = Todos
change = { $code ->
    [new] Nuevas
    [remaining] Ya señaladas antes
   *[solved] Resueltas después
}
rows-column = Productos
rows = { $count ->
    [one] { $count } producto
   *[other] { $count } productos
}
# Under the number of products.
good-rows = { $count ->
    [0] todos con observaciones
   *[other] { $count } sin observaciones
}
# In its place while the check is running, and where it was stopped.
so-far = hasta ahora
errors-column = Errores
errors = { $count ->
    [0] ningún error
    [one] { $count } error
   *[other] { $count } errores
}
warnings-column = Advertencias
warnings = { $count ->
    [0] ninguna advertencia
    [one] { $count } advertencia
   *[other] { $count } advertencias
}
hints-column = Sugerencias
severity-column = Gravedad
severity = { $code ->
    [error] Error
    [warning] Advertencia
   *[hint] Sugerencia
}
fixable-column = Con corrección
# Under the number of what has a proposed value.
fixable-note = { $count ->
    [0] no se conoce el valor correcto
   *[other] ya se propone el valor correcto
}
fixable-or-not = Con o sin corrección
only-fixable = Solo con corrección
by-rule = Por regla
by-field = Por campo
rule = Regla
# Whose rule it is: a channel, or what holds everywhere.
pack-column = Canal
# In place of a channel, of cells that cannot be read.
pack-reading = Lectura de la hoja
faulty-products = Productos con errores
# Under the totals of a check that was one by the rules of several channels.
counting = Los totales de errores, advertencias y sugerencias cuentan observaciones: el mismo problema cuenta una vez por cada canal cuyas reglas lo encuentran.
found-column = Observaciones
found = { $count ->
    [0] ninguna observación
    [one] { $count } observación
   *[other] { $count } observaciones
}
findings = Observaciones
filter-label = Filtrar observaciones
any-severity = Todas
any-rule = Todas
pages = Páginas de observaciones
none-filtered = Ninguna observación con estos filtros
    .text = Cambie los filtros o vea todas las observaciones.
not-yet-listed = Las observaciones aparecen aquí durante la comprobación.
# Above the list, where there are more than are kept.
only-first = Hay muchísimas observaciones: la lista tiene solo las primeras, y los totales las cuentan todas.
# In place of the line above, where it is known of each rule how many are listed.
only-part = La lista tiene { NUMBER($kept) } de las { NUMBER($found) } observaciones: de las reglas que lo indican arriba, solo las primeras. Los totales las cuentan todas.
# Under a rule of which not all is listed.
first-kept = { $count ->
    [one] en la lista, solo la primera
   *[other] en la lista, solo las primeras { $count }
}
row-column = Producto
# Before the number of a product: its place in the sheet.
row-word = Producto
line-column = Línea del archivo
line = línea { NUMBER($line) } del archivo
# Under a field: what the sheet calls the column that it is.
column-named = columna { $name }
value-column = Valor
empty-value = (vacío)
why-column = Motivo
proposed-column = Valor propuesto
proposed = Propuesta: { $value }

## Files of what was found

downloads = Descargar
download = { $kind ->
    [marked_xlsx] Hoja de Excel con las celdas marcadas
    [findings_csv] Observaciones en CSV
    [findings_json] Observaciones en JSON
    [corrected_csv] Hoja corregida en CSV
    [corrected_xlsx] Hoja corregida en Excel
   *[other] Archivo de la comprobación
}

## Why a table cannot be read, and what to do

problem = { $code ->
    [unreadable] No se pudo leer el archivo. Guárdelo de nuevo en CSV o Excel y envíe la copia.
    [empty] El archivo está vacío. Vea si es el archivo correcto y envíe otro.
    [empty_sheet] La pestaña está vacía. Elija otra pestaña del archivo.
    [not_a_table] El archivo no es una hoja de cálculo ni un texto con columnas. Envíe un archivo CSV, TSV, xlsx, xls u ods.
    [web_page] El archivo es una página (HTML o XML) con nombre de hoja de cálculo. Ábralo en Excel, guárdelo como xlsx o CSV y envíe la copia.
    [pdf] El archivo es un PDF. Envíe la hoja de cálculo de la que se hizo, en xlsx o CSV.
    [other_kind] El archivo no es del tipo de hoja que se esperaba. Envíelo de nuevo, para que se reconozca el tipo.
    [too_many_bytes] El archivo pasa de { $max }. Divida la hoja en partes y envíe cada una.
    [too_many_rows] El archivo tiene más de { $max } filas. Divida la hoja en partes y envíe cada una.
    [too_many_columns] El archivo tiene { $columns } columnas, y el máximo es { $max }. Deje solo las columnas de los productos, o revise el separador en Lectura del archivo.
    [cell_too_long] Una celda de la línea { $row } pasa de { $max }. Acorte su texto y envíe el archivo de nuevo, o revise las comillas en Lectura del archivo.
    [record_too_long] La línea { $row } pasa de { $max }. Acorte sus textos y envíe el archivo de nuevo, o revise el separador y las comillas en Lectura del archivo.
    [unclosed_quote] Las comillas que se abren en la línea { $row } no se cierran. Ciérrelas y envíe el archivo de nuevo, o desmarque Celdas entre comillas en Lectura del archivo.
    [no_header] El archivo termina antes de la fila { $row }, que tendría los nombres de las columnas. Elija otra fila en Lectura del archivo.
    [ended_early] Falta el final del archivo. Envíelo de nuevo.
    [changed] El archivo cambió mientras se leía. Envíelo de nuevo.
    [damaged_book] La hoja está dañada. Ábrala en el programa con que se hizo, guarde una copia y envíe la copia.
    [locked] La hoja tiene contraseña. Guarde una copia sin contraseña y envíe la copia.
    [unpacked_too_large] El contenido de la hoja ocupa más de { $max }. Divídala en partes, o guárdela en CSV, y envíela de nuevo.
    [unpacked_ratio] El contenido de la hoja es más de { $max } veces mayor que el archivo, y por seguridad no se abrió. Guárdela en CSV y envíela de nuevo.
    [lying_size] La hoja tiene un tamaño distinto del que ella misma indica, y por seguridad no se abrió. Ábrala en el programa con que se hizo, guarde una copia y envíe la copia.
    [too_many_sheets] El archivo tiene más de { $max } pestañas. Deje solo la de los productos y envíelo de nuevo.
    [too_many_cells] La pestaña tiene más de { $max } celdas. Deje solo las filas y columnas de los productos, o divida la hoja, y envíela de nuevo.
    [no_sheet] El archivo no tiene la pestaña { $sheet }. Elija otra en Lectura del archivo.
    [sheet_not_connected] La integración con Google está en pausa, desconectada o espera autorización. Reactívela e inténtelo de nuevo.
    [sheet_reauthorise] Google ya no acepta el acceso de esta cuenta. Reautorice la integración e inténtelo de nuevo.
    [sheet_file_gone] El archivo ya no existe, está en la papelera o la cuenta perdió el acceso a él. Restáurelo o compártalo con la cuenta, e inténtelo de nuevo.
    [sheet_not_google] El archivo no es una hoja de Google: está en Drive como se envió, en Excel por ejemplo. Ábralo en Drive, elija Archivo y Guardar como Hojas de cálculo de Google, y use el enlace de la copia.
    [sheet_tab_gone] La pestaña ya no está en el archivo. Restáurela en Google, o elija otra pestaña como hoja nueva.
    [sheet_forbidden] A la cuenta le falta un permiso en el archivo. Compártalo con ella, para escribir como editora, e inténtelo de nuevo.
    [sheet_no_list] El consentimiento no deja listar archivos. Pegue el enlace de la hoja en la búsqueda, o reautorice con el permiso de Drive marcado.
    [sheet_rate_limit] Google recibió demasiadas peticiones de esta cuenta. Espere un minuto e inténtelo de nuevo.
    [sheet_edited] La hoja cambió mientras se usaba, en varios intentos. Inténtelo de nuevo cuando nadie la esté editando.
    [sheet_row_too_large] Una fila de la hoja es mayor de lo que Google entrega. Acorte sus textos y compruebe de nuevo.
    [sheet_upstream] Google no respondió como debía. Inténtelo de nuevo en unos minutos.
    [sheet_columns] Las columnas ya no son las que se confirmaron. Confirme las columnas en la página de la hoja y compruebe de nuevo.
    [sheet_empty] La pestaña está vacía. Rellénela en Google y lea la hoja de nuevo.
    [sheet_no_header] La pestaña termina antes de la fila { $row }, que tendría los nombres de las columnas. Elija otra fila en la página de la hoja.
    [sheet_full] El archivo de Google tiene sitio para { $max } celdas, y los resultados piden { $columns }. Borre pestañas de resultados antiguos e inténtelo de nuevo, o descargue las observaciones.
    [internal] Fue una falla de Orion, que está en el registro técnico. La hoja sigue guardada; compruébela de nuevo.
    [file_gone] El archivo ya no está guardado. Envíelo de nuevo.
    [list_gone] Los valores de una lista ya no están guardados. Envíe la lista de nuevo y compruebe otra vez.
    [plan_limit] Esta hoja tiene { $columns } productos que todavía no contaron este mes, y el plan incluye solo { $max } más. No se contó nada. Cambie de plan, o compruebe una hoja menor.
    [rules] Una de las reglas elegidas no se puede usar como está. Desmarque su grupo en la hoja y compruebe de nuevo.
   *[other] No se pudo leer el archivo hasta el final. Guárdelo de nuevo en CSV o Excel y envíe la copia.
}

## Why a cell breaks a rule. It stands under the title of the rule.

-gtin = No es un código de barras válido
-isbn = No es un ISBN válido
-check-digit = Algún dígito está mal: el último no coincide con los otros
-exponent = La hoja abrevió el número, y se perdieron dígitos; dé formato de texto a la columna
-url = No es una dirección de internet completa
-image = La imagen no cumple lo que se pide
-html = El HTML no está como se pide
-html-broken = El HTML está incompleto: un signo < o > quedó abierto

# The variables other than code are empty where nothing belongs there.
why = { $code ->
    [required] Está vacío
    [too_long] Longitud { $is }; el máximo es { $limit }
    [too_long_characters] Tiene { $is } caracteres; el máximo es { $limit }
    [too_long_bytes] Ocupa { $is } bytes; el máximo es { $limit }. Las letras con acento cuentan doble
    [too_short] Longitud { $is }; el mínimo es { $limit }
    [too_short_characters] Tiene solo { $is } del mínimo de { $limit } caracteres
    [too_short_bytes] Ocupa solo { $is } del mínimo de { $limit } bytes
    [not_a_number] No es un número
    [ambiguous_number] El número se puede leer de dos modos, como 1.234
    [exponent] { -exponent }
    [number_too_long] El número tiene demasiados dígitos
    [unknown_unit] La unidad de medida no es conocida
    [not_a_date] No es una fecha
    [step_too_long] El valor quedaría demasiado largo
    [too_much_work] El texto es demasiado largo para leerlo
    [not_an_integer] No es un número entero
    [too_many_decimals] Demasiados decimales; el máximo es { $limit }
    [not_above] Tiene que ser mayor que { $limit }
    [too_small] El mínimo es { $limit }
    [not_below] Tiene que ser menor que { $limit }
    [too_large] El máximo es { $limit }
    [pattern] No sigue el formato pedido
    [pattern_like] No sigue el formato pedido, como { $other }
    [forbidden_pattern] Contiene algo que no se acepta
    [forbidden_part] Contiene “{ $other }”
    [forbidden_space] Tiene espacios de más
    [forbidden_capitals] Está todo en mayúsculas
    [not_one_of] No es uno de los valores aceptados
    [forbidden_value] Este valor no se acepta
    [forbidden_word] Contiene la palabra “{ $other }”
    [gtin] { -gtin }
    [gtin_characters] Solo se aceptan dígitos, sin letras, espacios ni guiones
    [gtin_length] El código de barras tiene 8, 12, 13 o 14 dígitos
    [gtin_check_digit] { -check-digit }
    [gtin_exponent] { -exponent }
    [gtin_zero] Tiene solo ceros
    [isbn] { -isbn }
    [isbn_characters] Tiene signos que un ISBN no tiene
    [isbn_length] El ISBN tiene 10 o 13 dígitos
    [isbn_prefix] Un ISBN de 13 dígitos empieza con 978 o 979
    [isbn_check_digit] { -check-digit }
    [ncm] No es un NCM válido: son ocho dígitos, de un capítulo del 01 al 97
    [cest] No es un CEST válido: son siete dígitos, de un segmento del 01 al 28
    [origin] El origen es un dígito de 0 a 8
    [cpf] No es un CPF válido
    [cnpj] No es un CNPJ válido
    [cpf_or_cnpj] No es un CPF ni un CNPJ válido
    [url] { -url }
    [url_scheme] El comienzo de la dirección no se acepta; lo usual es https://
    [url_host] Falta el nombre del sitio, o no es válido
    [url_port] El número de puerto de la dirección no es válido
    [url_characters] La dirección tiene espacios o signos que no se aceptan
    [url_percent] Al signo % de la dirección no le siguen dos dígitos
    [url_length] La dirección es demasiado larga
    [url_extension] La dirección no termina con un tipo de archivo aceptado
    [image] { -image }
    [image_address] { -url }
    [image_scheme] La dirección de la imagen no empieza con http:// ni https://
    [image_not_https] La dirección de la imagen no empieza con https://
    [image_extension] El tipo de la imagen no se acepta
    [image_too_small] La imagen es demasiado pequeña: { $is } píxeles
    [image_too_large] La imagen es demasiado grande: { $is } píxeles
    [image_too_heavy] El archivo de la imagen pesa demasiado: { $is } bytes
    [image_not_square] La imagen no es cuadrada: { $is } píxeles
    [html] { -html }
    [html_tag_not_allowed] La etiqueta <{ $other }> no se acepta
    [html_tag_unclosed] La etiqueta <{ $other }> no se cierra
    [html_tag_unopened] La etiqueta <{ $other }> se cierra sin haberse abierto
    [html_malformed] { -html-broken }
    [html_attribute] La etiqueta <{ $other }> tiene un atributo que no se acepta
    [html_script_address] La etiqueta <{ $other }> tiene una dirección que ejecuta un programa
    [html_too_deep] Hay demasiadas etiquetas unas dentro de otras
    [more_than_field] Es mayor que { $other }
    [more_than_named] Es mayor que { $limit } ({ $other })
    [less_than_field] Es menor que { $other }
    [less_than_named] Es menor que { $limit } ({ $other })
    [differs_from_field] Es distinto de { $other }
    [differs_from_named] Es distinto de { $limit } ({ $other })
    [equals_field] Es igual a { $other }
    [equals_named] Es igual a { $limit } ({ $other })
    [ratio] La proporción es { $is }; el límite es { $limit }
    [sum] La suma es { $is }; el límite es { $limit }
    [too_few_fields] Con valor: { $is }; el mínimo es { $limit }
    [too_few_of] Con valor entre { $other }: { $is }; el mínimo es { $limit }
    [too_few_items] Cantidad { $is }; el mínimo es { $limit }
    [too_many_items] Cantidad { $is }; el máximo es { $limit }
    [duplicate] El producto { $other } tiene el mismo valor
    [inconsistent] Otra variante del mismo producto tiene “{ $limit }”
    [not_in_list] No está en la lista { $other }
    [in_list] Está en la lista { $other }, de valores que no se aceptan
   *[other] { "" }
}
# What is wrong with one value of a list, and the letter of its column in the sheet.
in-column = { $why } (columna { $column })

skipped = { $count ->
    [one] { $count } regla no se usó, porque no se indicó ninguna columna para lo que pide.
   *[other] { $count } reglas no se usaron, porque no se indicó ninguna columna para lo que piden.
}
# The same of a check of the catalogue, which has no columns to choose.
skipped-catalogue = { $count ->
    [one] { $count } regla no se usó, porque el catálogo no tiene lo que pide.
   *[other] { $count } reglas no se usaron, porque el catálogo no tiene lo que piden.
}
name = Nombre

## Why something of a check was refused

not-over = La comprobación aún no ha terminado
    .text = Los archivos están listos cuando llega al final. Espere, o compruebe la hoja de nuevo si se detuvo.
errors-unknown = Esta comprobación no guardó qué productos tienen errores
    .text = Encontró tanto que solo guardó lo primero. Compruebe la hoja de nuevo para dejar fuera los productos con errores, o tómelos todos.
over = La comprobación ya terminó
    .text = No queda nada que detener. Lo que encontró está en esta página.
not-a-book = El archivo no tiene pestañas
    .text = Solo los archivos de Excel y ODS tienen pestañas. No se cambió nada.
not-a-file = Esta hoja no viene de un archivo
    .text = No se cambió nada. Cambie los datos donde están, y compruebe de nuevo.
book-too-long = La hoja no cabe en un archivo de Excel
    .text = Una hoja de Excel tiene como máximo 1.048.576 filas. Descargue las observaciones en CSV, que no tiene límite.

## From Google Sheets and from Orion itself

elsewhere = De otro lugar
choose-google = Elegir hoja de Google
check-catalogue = Elegir el catálogo de Orion
catalogue-name = Productos de Orion
catalogue-source = Los productos registrados en Orion, leídos de nuevo en cada comprobación
google = Hoja de Google
google-context = Elija el archivo y después la pestaña. Las filas se leen de nuevo en cada comprobación.
google-unread = No se puede acceder a la hoja de Google
google-none = Ninguna cuenta de Google conectada
    .text = Conecte la cuenta que tiene las hojas. Orion solo lee las que usted elija.
    .ask = Pida a un administrador de la empresa que conecte la cuenta que tiene las hojas.
connect-google = Conectar cuenta de Google
account = Cuenta de Google
accounts = Cuentas de Google
google-search = Nombre o enlace de la hoja
google-filter = Buscar hoja
google-files = Hojas de la cuenta
owner-column = De quién es
google-no-files = No se encontró ninguna hoja
    .text = Busque otro nombre, o pegue el enlace que el navegador muestra con la hoja abierta.
google-pages = Páginas de hojas
google-first = Primera página
tabs = Pestañas de la hoja
tab = Pestaña
tab-rows-column = Filas, con las vacías
tab-rows = { $count ->
    [one] { $count } fila, vacía o no
   *[other] { $count } filas, con las vacías
}
tab-hidden = Oculta
tab-none = La hoja no tiene pestañas con celdas
    .text = Complete una pestaña en Google y recargue esta página, o elija otra hoja.
# Above the buttons that choose a tab.
tab-choice = Elección
use-tab = Usar esta pestaña
other-file = Elegir otra hoja
chosen = Hoja elegida. Confirme ahora qué es cada columna.
chosen-recognised = Hoja elegida. Ya se sabía qué es cada columna.
chosen-other-numbers = Hoja elegida. Ya se sabía qué es cada columna, pero aquí los números se escriben de otra manera (coma o punto decimal) y se leen así: confirme las columnas.
source = Origen
open-in-google = Abrir en Google
account-stopped = La cuenta de Google no se puede leer ahora
    .text = La integración está en pausa, desconectada o espera autorización. Las comprobaciones siguen cuando vuelva.
see-account = Ver integración

## Checks by themselves

schedule = Comprobación automática
schedule-mode = Cuándo comprobar
schedule-off = Solo cuando alguien lo pida
schedule-hours = Cada tantas horas
schedule-daily = Todos los días, a una hora
schedule-hours-field = Horas entre comprobaciones
    .help = De 1 a 168. Solo cuenta con “Cada tantas horas”.
schedule-daily-field = Hora
    .help = Según el reloj de la empresa. Solo cuenta con “Todos los días, a una hora”.
writes-results = Escribir los resultados en la hoja
    .help = Cada comprobación añade una pestaña con lo que hay que corregir. Las demás pestañas quedan como están.
# A moment.
next-check = Próxima comprobación: { $at }
scheduled = a la hora prevista
read-at = Filas leídas el { $at }
reading = Leyendo las filas
# The variable at is a moment.
waits-until = Google pidió una pausa; sigue { $at }

## Results written back

results = Resultados en la hoja de Google
results-text = Añade una pestaña a la hoja comprobada, con lo que hay que corregir. Las demás pestañas quedan como están.
write-results = Escribir en la hoja de Google
results-asked = Los resultados van a una pestaña nueva de la hoja.
results-writing = Escribiendo en la pestaña { $title }
results-rows = { $count ->
    [0] ninguna observación escrita
    [one] { $count } observación escrita
   *[other] { $count } observaciones escritas
}
results-done = { $count ->
    [0] Ninguna observación: la pestaña { $title } tiene solo los títulos.
    [one] { $count } observación está en la pestaña { $title }.
   *[other] { $count } observaciones están en la pestaña { $title }.
}
results-open = Abrir la pestaña
results-failed = Los resultados no se escribieron
results-again = Intentar escribir de nuevo
# Under a product: where it stands in a Google spreadsheet.
row-of-tab = fila { NUMBER($line) } de la pestaña
# The row of a spreadsheet.
sheet-row = Fila
what-to-do = Qué hacer
copy-gone = La copia leída en esta comprobación ya no está guardada
    .text = Lo que encontró sigue aquí. Para trabajar con sus datos, compruebe la hoja de nuevo.
is-a-file = Un archivo no cambia por sí solo
    .text = No se cambió nada. Envíe un archivo nuevo y compruebe de nuevo; la comprobación automática es para hojas de Google y para los productos de Orion.
not-a-sheet = Esta hoja no está en Google
    .text = No se escribió nada. Descargue las observaciones en un archivo.
