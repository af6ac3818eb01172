### Rules that sheets of products are held to: those that ship with Orion, and a company's own.

## The list of rules

tab-sheets = Hojas
title = Reglas
context = Qué se comprueba en las hojas: las reglas de cada canal y las suyas
own = Reglas propias
own-context = Valen en las hojas en las que el grupo Reglas propias está marcado.
own-none = Aún no hay reglas propias
    .text = Escriba lo que su empresa exige de un producto, y cada hoja se comprueba también por eso.
new-rule = Nueva regla
rule-column = Regla
field-column = Campo
severity-column = Gravedad
state-column = Estado
changed-column = Cambiada
state = { $code ->
    [active] Activa
    [faulty] Borrador con problemas
   *[draft] Borrador
}
packs = Reglas incluidas
packs-context = Vienen con Orion, cada una con la página en la que se apoya.
pack-column = Grupo
rules-column = Reglas
rules-count = { $count ->
    [one] { $count } regla
   *[other] { $count } reglas
}
off-column = Apagadas
off-count = { $count ->
    [0] ninguna apagada
    [one] { $count } apagada
   *[other] { $count } apagadas
}
read-on-column = Fuentes leídas el
version-column = Versión

## One group

pack-context = { $count ->
    [one] { $count } regla
   *[other] { $count } reglas
}, versión { $version }
on-column = Encendida
on-of = Encender la regla: { $title }
severity-of = Gravedad de la regla: { $title }
is-on = { $code ->
    [on] Encendida
   *[off] Apagada
}
source = Fuente, leída el { $date }
pack-saved = { $count ->
    [0] No cambió ninguna regla.
    [one] { $count } regla cambiada. La próxima comprobación ya usa la nueva elección.
   *[other] { $count } reglas cambiadas. La próxima comprobación ya usa las nuevas elecciones.
}

## Where a new rule begins

start = Empiece por un modelo
    .text = Elija lo que más se parece a su regla. Todo se puede cambiar después.
template = { $code ->
    [required] Campo obligatorio
    [length] Longitud del texto
    [forbidden_words] Palabras prohibidas
    [matches] Formato del código
    [number] Rango de valores
    [at_least_n_of] Al menos uno de estos campos
    [unique] Sin repetición
   *[at_most_field] Comparación con otro campo
}
template-text = { $code ->
    [required] El campo no puede quedar vacío.
    [length] El texto tiene un mínimo o un máximo de caracteres.
    [forbidden_words] Ciertas palabras no pueden aparecer en el texto.
    [matches] El valor sigue un formato, como tres letras y cuatro números.
    [number] El número queda entre un mínimo y un máximo.
    [at_least_n_of] De algunos campos, uno o más deben estar completos.
    [unique] Dos productos no pueden tener el mismo valor.
   *[at_most_field] El valor no puede pasar del valor de otro campo.
}
template-column = Modelo
template-about-column = Qué exige
sample-title = { $code ->
    [required] Producto sin marca
    [length] Título demasiado largo
    [forbidden_words] Palabra prohibida en el título
    [matches] SKU fuera del formato
    [number] Precio fuera del rango
    [at_least_n_of] Producto sin código
    [unique] SKU repetido en la hoja
   *[at_most_field] Oferta por encima del precio
}
# Nothing of the limits that the rule begins with: people change these.
sample-explanation = { $code ->
    [required] Complete la marca del producto.
    [length] Acorte el título.
    [forbidden_words] Quite la palabra del título.
    [matches] Escriba el SKU en el formato que usa la empresa.
    [number] Revise el precio.
    [at_least_n_of] Indique el GTIN o el código del fabricante.
    [unique] Dé a cada producto un SKU propio.
   *[at_most_field] El precio de oferta no puede pasar del precio.
}
sample-value = { $code ->
    [long_title] Camiseta de algodón peinado con estampado exclusivo en azul marino
    [short_title] Camiseta azul
    [bad_words] Camiseta azul con envío gratis
    [words] envío gratis
   *[brand] Malha Boa
}

## One rule of one's own

untitled = Regla sin título
to-view = { $code ->
    [form] Ver como formulario
   *[yaml] Ver como YAML
}
yaml = Regla en YAML
    .help = El texto es lo que vale; el formulario se hace a partir de él.
beyond = El formulario no muestra toda esta regla
    .text = Solo el YAML tiene lugar para { $what }. Edite la regla aquí.
unread = El formulario necesita un YAML que se pueda leer
    .text = Corrija lo que se indica abajo; después vuelve el formulario.
about = Sobre la regla
changed = Cambiada
used-hint = Una vez activa, la regla vale en las hojas en las que Reglas propias está marcado.
what = Qué dice la regla
rule-title = Título
    .help = Qué está mal, en pocas palabras.
explanation = Explicación
    .help = Por qué está mal y qué hacer.
other-languages = Otros idiomas
in-language = { $part ->
    [title] Título
   *[explanation] Explicación
} en { $code ->
    [pt_br] portugués
    [en] inglés
    [es] español
   *[fr] francés
}
id = Código
    .help = Cómo se llama la regla en el YAML y en los archivos: letras minúsculas, números y _. Vacío, viene del título.
severity = Gravedad
    .help = Error: sería rechazado. Advertencia: da problemas. Sugerencia: podría ser mejor.
where-heading = Campo comprobado
field = Campo
attribute = Nombre del atributo
    .help = Solo para un atributo suyo que no está en la lista.
own-attribute = Atributo propio
when = Solo cuando
    .help = Sin condición, la regla vale para todos los productos. Con más de una, todas deben cumplirse.
condition-field = Campo de la condición { $n }
condition-kind = Condición { $n }
condition = { $code ->
    [one_of] es uno de estos valores
    [none_of] no es ninguno de estos valores
    [filled] está completo
   *[empty] está vacío
}
condition-values = Valores de la condición { $n }
    .help = Uno por línea.
no-field = Ninguno
add-condition = Agregar condición
checks = Qué comprobar
kind = Tipo de comprobación
kind-name = { $code ->
    [required] Está completo
    [length] Cantidad de caracteres
    [bytes] Tamaño en bytes
    [number] Número en un rango
    [one_of] Es uno de estos valores
    [none_of] No es ninguno de estos valores
    [forbidden_words] No contiene estas palabras
    [matches] Sigue un formato (expresión regular)
    [not_matches] No sigue un formato (expresión regular)
    [unique] No se repite en otro producto
    [count] Cantidad de elementos de una lista
    [url] Dirección de internet
    [image] Dirección de imagen
    [html] HTML solo con estas etiquetas
    [gtin] Código de barras (GTIN)
    [isbn] ISBN
    [ncm] NCM
    [cest] CEST
    [origin] Origen de la mercancía (Brasil)
    [cpf] CPF
    [cnpj] CNPJ
    [cpf_or_cnpj] CPF o CNPJ
    [at_most_field] Como máximo el valor de otro campo
    [at_least_field] Como mínimo el valor de otro campo
    [equals_field] Igual a otro campo
    [differs_from_field] Distinto de otro campo
    [ratio] Proporción con otro campo
    [sum] Suma de campos
    [lookup] Se busca en una lista suya
   *[at_least_n_of] Al menos algunos de estos campos
}
kind-help = Elíjalo y pulse el botón de abajo: cada tipo tiene sus propios campos.
show-fields = Mostrar los campos de este tipo
also-required = Tampoco puede quedar vacío
    .help = Sin marcar, un campo vacío pasa.
min = { $kind ->
    [length] Mínimo de caracteres
    [bytes] Mínimo de bytes
    [count] Mínimo de elementos
   *[other] Mínimo
}
max = { $kind ->
    [length] Máximo de caracteres
    [bytes] Máximo de bytes
    [count] Máximo de elementos
   *[other] Máximo
}
bound-help = Este valor todavía se acepta. Vacío, no hay límite de este lado.
above = Mayor que
below = Menor que
open-bound-help = El propio valor no se acepta: mayor que 0 rechaza el 0.
decimals = Máximo de decimales
decimals-help = Cuántas cifras después de la coma, como 2 en un precio.
integer = Solo números enteros
values = { $kind ->
    [forbidden_words] Palabras
    [html] Etiquetas aceptadas, como p o br
   *[other] Valores
}
one-a-line = { $kind ->
    [forbidden_words] Una por línea.
    [html] Una por línea.
   *[other] Uno por línea.
}
ignore-case = Mayúsculas y minúsculas valen igual
pattern = Formato
    .help = Una expresión regular. ^ es el comienzo, $ es el final: ^[A-Z]{ "{" }3{ "}" }-[0-9]{ "{" }4{ "}" }$ acepta CAM-0001.
https = Solo direcciones que empiezan con https://
extensions = Tipos de archivo aceptados
    .help = Separados por comas, como jpg, png. Vacío, todos.
other-field = Otro campo
other-field-help = Los dos campos se comparan en el mismo producto.
n = Cuántos deben estar completos
n-help = De 1 al número de campos de abajo.
fields = Campo { $n }
fix = Corrección segura
    .help = Opcional. Se propone solo donde resuelve el problema, y usted acepta cada una.
fix-step = { $code ->
    [trim] Quitar espacios del comienzo y del final
    [collapse_spaces] Cambiar espacios repetidos por uno solo
    [digits_only] Dejar solo los números
   *[remove_accents] Quitar los acentos
}
case = Mayúsculas y minúsculas
case-name = { $code ->
    [lower] Todo en minúsculas
    [upper] Todo en mayúsculas
    [title] Primera Letra de Cada Palabra
    [sentence] Primera letra del texto
   *[none] No cambiar
}
truncate = Acortar a tantos caracteres
    .help = Corta al final de una palabra.
tests = Pruebas de la regla
    .help = Ejemplos suyos, probados cada vez que se guarda la regla. Hace falta al menos uno que ella señala y uno que no.
test = Prueba { NUMBER($n) }
test-value = Valor de { $field }
test-values = Valores de { $field }, uno por línea: cada línea es un producto
test-finds = La regla
test-find = { $code ->
    [yes] lo señala
    [no] no lo señala
   *[none] no tiene esta prueba
}
test-which = Líneas señaladas
    .help = Como 1, 3. Vacío: todas.
test-fixed = Valor corregido
test-fixed-help = Lo que la corrección segura hace del valor de esta prueba. Vacío, no se comprueba.
add-test = Agregar prueba
stale-tests = Algunas pruebas no dicen lo que la regla hace ahora.
renew-tests = Ajustar las pruebas a la regla
save-draft = Guardar borrador
activate = Guardar y activar
switch-off = Guardar y apagar
draft-saved = Borrador guardado. Aún no vale en ninguna hoja.
activated = Regla activa. Vale desde la próxima comprobación.
saved = Regla guardada. Vale desde la próxima comprobación.
switched-off = Regla apagada. Su texto sigue aquí.
remove = Quitar regla
remove-question = ¿Quitar la regla { $name }?
remove-text = Las próximas comprobaciones ya no la usan. Lo que encontraron las anteriores queda como está.
removed = Regla quitada. Las próximas comprobaciones no la usan.

## Trying a rule

trial = Probar
    .text = Muestra cuántos productos de una hoja señalaría la regla, y cuáles. No se guarda ni se cuenta nada.
trial-sheet = Hoja
trial-no-sheets = Envíe una hoja y confirme sus columnas; después la regla se puede probar aquí.
try-it = Probar
trial-so-far = Solo se leyeron las primeras filas; Probar lee durante más tiempo.
trial-found = { $found ->
    [0] Esta regla no señalaría ninguno de { NUMBER($rows) } productos
    [one] Esta regla señalaría { $found } de { NUMBER($rows) } productos
   *[other] Esta regla señalaría { $found } de { NUMBER($rows) } productos
}
trial-in = En la hoja { $name }. No se guardó ni se contó nada.
trial-partial = En { NUMBER($seconds) } segundos se leyeron los primeros { NUMBER($rows) } productos de { $name }. Lo que sigue no se comprobó.
trial-partial-across = En { NUMBER($seconds) } segundos no alcanzó el tiempo para comparar todos los productos de { $name }. Active la regla y compruebe la hoja para saberlo.
trial-skipped = La hoja no tiene la columna que la regla comprueba
    .text = La regla no se usaría en { $name }. Elija otra hoja, o confirme allí qué es cada columna.
trial-stopped = La hoja no se pudo leer hasta el final
trial-cells = Primeras celdas señaladas

## Why something was refused

fails = La regla aún no se puede activar
    .text = No se guardó nada. Corrija lo que se indica abajo, o guárdela como borrador.
unreadable = La regla aún no se puede probar
    .text = Corrija lo que se indica abajo; sus pruebas pueden quedar para después.
never-read = Las filas de esta hoja no están guardadas
    .text = Orion las lee en cada comprobación y las guarda una semana. Compruebe la hoja y después pruebe la regla.
busy = Hay otras reglas probándose en este momento
    .text = Espere unos segundos y pruebe de nuevo. Lo que escribió está aquí.
too-many = La empresa ya tiene el máximo de reglas propias
    .text = No se guardó nada. Quite una regla que ya no se usa e intente de nuevo.

## What is wrong with a rule as it is written

problems = { $count ->
    [one] Hay { $count } problema en esta regla
   *[other] Hay { $count } problemas en esta regla
}
at-line = Línea { NUMBER($line) }
place = { $code ->
    [id] Código
    [title] Título
    [explanation] Explicación
    [severity] Gravedad
    [source] Fuente
    [when] Solo cuando
    [field] Campo
    [check] Qué comprobar
    [fix] Corrección segura
    [tests] Pruebas
   *[other] Regla
}
problem-yaml = { $kind ->
    [alias] No se aceptan anclas ni alias (&, *, <<); escriba el valor en cada lugar.
    [too_large] El texto es demasiado grande, o tiene demasiados niveles.
    [same_key] La misma clave está dos veces.
    [value] El valor no es de los que valen aquí; mire los ejemplos. Detalle técnico: { $message }
   *[syntax] No es un YAML que se pueda leer; revise sangrías, dos puntos y comillas.
}
problem-missing = Falta { $key }.
problem-unknown-key = { $key } no se conoce aquí. Escriba { $nearest }.
problem-unknown-key-of = { $key } no se conoce aquí. Se aceptan: { $allowed }.
problem-expected = { $code ->
    [like] Escriba aquí algo así: { $example }
    [true_or] Escriba true o algo así: { $example }
    [true_or_nothing] Escriba true, o quite la línea.
    [flag] Escriba true o false.
    [text] Escriba un texto.
    [list] Escriba una lista, como { $example }
    [language] Escriba el texto en al menos un idioma.
    [number] Escriba solo el número, sin moneda ni unidad, como { $example }
    [whole_number] Escriba un número entero, como { $example }
    [smaller_number] Escriba un número menor.
    [shorter_number] Escriba un número de hasta 28 dígitos.
    [number_kind] Escriba number o integer.
    [min_or_max] Indique el mínimo, el máximo o los dos.
    [check] Diga qué comprobar: falta al menos una comprobación.
    [value] Indique al menos un valor.
    [field] Elija al menos un campo.
    [count_of_fields] La cantidad va de 1 al número de campos.
    [no_ignore_case] ignore_case solo va junto a one_of o none_of.
    [words] Indique palabras con letras o números; juntas, hasta 400.000 bytes.
    [address] Escriba una dirección, como { $example }
    [date] Escriba una fecha, como { $example }
    [given_or_rows] Una prueba tiene given o rows, y no los dos.
    [fixed_field] El valor corregido es el del campo de la regla.
   *[smaller_rule] La regla es demasiado grande. Acorte las listas o el formato.
}
problem-none-of = { $text } no se acepta. Use uno de estos: { $allowed }.
problem-unknown-field = El campo { $text } no existe. Un atributo suyo se escribe attribute.nombre.
problem-unknown-field-near = El campo { $text } no existe. Escriba { $nearest }.
problem-pattern = El formato no es una expresión regular que se pueda usar. Detalle técnico: { $message }
problem-too-many = { $what ->
    [characters] El texto pasa de { NUMBER($max) } caracteres.
    [tests] Son como máximo { NUMBER($max) } pruebas.
    [rows] Son como máximo { NUMBER($max) } productos en una prueba.
    [fields] Son como máximo { NUMBER($max) } campos.
    [parts] Son como máximo { NUMBER($max) } partes.
    [words] Son como máximo { NUMBER($max) } palabras.
    [tags] Son como máximo { NUMBER($max) } etiquetas.
    [rules] Son como máximo { NUMBER($max) } reglas.
   *[other] Son como máximo { NUMBER($max) } valores.
}
problem-id = El código tiene solo letras minúsculas, números y _, empieza con una letra y llega a 60 caracteres.
problem-duplicate-id = Ya existe otra regla con el código { $id }.
problem-twice = Este campo aparece dos veces.
problem-across-inside = { $key } compara productos: va directamente en check, una sola vez en cada regla.
problem-contradiction = Ningún valor cumple { $key } y { $other } a la vez.
problem-contradicts-rule = Ningún valor cumple esta regla y la regla { $other } a la vez.
problem-never-applies = Ningún producto cumple esta condición, así que la regla nunca valdría.
problem-unknown-list = La lista { $name } no existe.
problem-fix = La corrección no se puede usar. Detalle técnico: { $message }
problem-no-source = Falta la fuente de la regla: la dirección y la fecha.
problem-missing-language = El título y la explicación deben estar en los cuatro idiomas.
problem-no-tests = Faltan pruebas: al menos un valor que la regla señala y uno que no.
problem-test-silent = La regla debería señalar esta prueba y no la señala.
problem-test-loud = La regla no debería señalar esta prueba y la señala.
problem-test-rows = La regla debería señalar { $expected } y señala { $found }.
# No row at all, in the sentence above.
no-row = ninguna línea
problem-fix-differs = La corrección lo convierte en { $found }.
problem-fix-cures-nothing = La corrección no resuelve ninguna de las pruebas. Agregue una prueba que ella resuelve, o quite la corrección.
problem-fixes-loop = Las correcciones de esta regla y de la regla { $other } se deshacen una a otra.
