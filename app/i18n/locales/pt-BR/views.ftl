### What people look at again: the queries of lists and of analytics, by a name.

title = Visões salvas
name = Nome da visão
    .help = Guarda os filtros desta página, como estão; uma visão de mesmo nome é substituída. Só você a vê.
save = Salvar visão
saved = Visão “{ $name }” salva.
replaced = Visão “{ $name }” substituída.
rename = Renomear visão
renamed = A visão agora se chama “{ $name }”.
remove = Remover “{ $name }”
removed = Visão removida. Os dados que ela mostrava ficam.
