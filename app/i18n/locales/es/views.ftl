### What people look at again: the queries of lists and of analytics, by a name.

title = Vistas guardadas
name = Nombre de la vista
    .help = Guarda los filtros de esta página, como están; una vista del mismo nombre se reemplaza. Solo usted la ve.
save = Guardar vista
saved = Vista “{ $name }” guardada.
replaced = Vista “{ $name }” reemplazada.
rename = Cambiar nombre
renamed = La vista ahora se llama “{ $name }”.
remove = Quitar “{ $name }”
removed = Vista quitada. Lo que mostraba se conserva.
