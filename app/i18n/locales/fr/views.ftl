### What people look at again: the queries of lists and of analytics, by a name.

title = Vues enregistrées
name = Nom de la vue
    .help = Garde les filtres de cette page, tels qu’ils sont{ "\u00A0" }; une vue du même nom est remplacée. Vous seul la voyez.
save = Enregistrer la vue
saved = Vue «{ "\u00A0" }{ $name }{ "\u00A0" }» enregistrée.
replaced = Vue «{ "\u00A0" }{ $name }{ "\u00A0" }» remplacée.
rename = Renommer la vue
renamed = La vue s’appelle maintenant «{ "\u00A0" }{ $name }{ "\u00A0" }».
remove = Retirer «{ "\u00A0" }{ $name }{ "\u00A0" }»
removed = Vue retirée. Ce qu’elle montrait reste.
