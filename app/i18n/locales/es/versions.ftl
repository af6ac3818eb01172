### What was saved before of a column's steps and of own rules, and the versions by which a check was made.

title = Versiones
context = Lo que se guardó antes. Recuperar guarda el texto anterior como una versión nueva, después de las mismas pruebas.
version-column = Versión
text-column = Texto
state-column = Estado
version = Versión { NUMBER($number) }
saved = Guardada el { $at }
saved-by = Guardada el { $at } por { $name }
latest = Actual
# What opens the text.
text-of = Ver el texto de la versión { NUMBER($number) }
bring-back = Recuperar
# In place of steps where there were none.
no-steps = Ningún ajuste

## On the page of a check

used = Versiones usadas en esta comprobación
columns = Qué son las columnas
# By the id that the rule gives itself.
own-rule = Regla propia { $id }
