### The steps that make a field's values of a column's cells.

title-of = Ajustements de la colonne { $name }
# The field of the column.
context = Ce qui arrive à chaque cellule avant qu’elle compte comme { $field }
# Above what is done now, one after the other.
now = Ajustements de cette colonne
now-none = Aucun{ "\u00A0" }: les cellules comptent telles quelles.
unsaved = Pas encore enregistré{ "\u00A0" }: voyez le résultat ci-dessous, et enregistrez.
# In place of what was written and cannot be read.
still-kept = Voici les ajustements enregistrés{ "\u00A0" }: ce qui est écrit ci-dessous ne peut pas encore être lu.
# What a step takes for the mark of fractions.
decimal = { $code ->
    [comma] virgule décimale
    [point] point décimal
   *[auto] virgule ou point, selon la cellule
}
# What a value is called that a step is told: the step, and its name there.
value-of = { $code ->
    [case] Lettres
    [replace_text] Texte à remplacer
    [replace_pattern] Expression régulière
    [replace_with] Remplacer par
    [replace_ignore_case] Sans distinguer les majuscules
    [lookup_ignore_case] Sans distinguer les majuscules
    [number_decimal] Signe décimal
    [money_decimal] Signe décimal
    [convert_decimal] Signe décimal
    [money_cents] En centimes
    [round] Décimales
    [multiply] Multiplier par
    [convert_from] De
    [convert_to] Vers
    [split_by] Diviser à
    [split_take] Partie gardée
    [split_all] Toutes les parties
    [join_fields] Champs
    [join_with] Entre eux
    [join_skip_empty] Sans les vides
    [lookup_table] Remplacements
    [lookup_otherwise] Les autres valeurs
    [truncate] Caractères
    [truncate_at_word] Caractères
    [concatenate] Parties
    [date_from] Formats lus
    [date_to] Format obtenu
    [strip_html_keep] Balises conservées
    [when_field] Champ
    [when_is] Condition
    [when_then] Alors
    [when_otherwise] Sinon
   *[other] Valeur
}
# What a step makes of letters.
letters = { $code ->
    [lower] tout en minuscules
    [upper] tout en majuscules
    [title] une majuscule à chaque mot
   *[sentence] seule la première lettre en majuscule
}
# What becomes of values that are in no table.
otherwise = { $code ->
    [keep] restent telles quelles
   *[empty] deviennent vides
}
# Opens the fields of what a step is told.
change = Modifier
change-example = Ces valeurs sont un exemple{ "\u00A0" }: mettez les vôtres à la place.
change-example-text = Le dernier ajustement est un exemple{ "\u00A0" }: changez ses valeurs dans le texte.
value-list = Séparez-les par des virgules.
value-table = Un remplacement par ligne, comme P{ "\u00A0" }: Petit
# Under a field, where the step cannot be told what stands in it. Of a table, by its line.
wrong-line = Ligne { NUMBER($line) }{ "\u00A0" }: écrivez la valeur de la cellule, un deux-points et ce qui la remplace, comme P{ "\u00A0" }: Petit.
wrong-twice = Ligne { NUMBER($line) }{ "\u00A0" }: { $key } est déjà sur une autre ligne. N’en laissez qu’une.
wrong-value = { $code ->
    [whole] Écrivez un nombre entier que cet ajustement accepte, comme 2.
    [factor] Écrivez un nombre, comme 1,1.
    [fields] Écrivez les champs par leur code, comme brand, model.
    [choice] Choisissez une des options.
   *[other] Cette valeur ne peut pas être utilisée ici.
}
add = Ajouter
drop = Retirer
advanced = Avancé{ "\u00A0" }: écrire en YAML
link-some = Voir les ajustements
link-none = Ajuster les valeurs
steps = Ajustements en YAML
    .help = Un par ligne, dans l’ordre où ils sont faits. Sans aucun, les cellules comptent telles quelles.
tests = Exemples qui doivent donner le bon résultat
    .help = Une cellule et ce qui en sort{ "\u00A0" }: “- in: tasse bleue” et, à la ligne suivante, “  out: Tasse bleue”. Si un exemple ne réussit pas, les ajustements ne sont pas enregistrés.
use-rows = Prendre les premières lignes comme exemples
tests-held = { $count ->
    [one] L’exemple donne le bon résultat
   *[other] Les { NUMBER($count) } exemples donnent le bon résultat
}
tests-failed = { $count ->
    [one] Un exemple ne donne pas le bon résultat
   *[other] { NUMBER($count) } exemples ne donnent pas le bon résultat
}
tests-failed-text = Corrigez les ajustements ou les exemples{ "\u00A0" }: tant qu’ils ne s’accordent pas, ils ne sont pas enregistrés.
test-failed = Exemple { NUMBER($number) }{ "\u00A0" }: { $expected } attendu, { $found } obtenu.
outcome-empty = une cellule vide
outcome-unclear = out ou problem, l’un des deux
faulty-tests = Les exemples ne peuvent pas être utilisés ainsi
too-many-tests = Il y a trop d’exemples{ "\u00A0" }; le maximum est { NUMBER($most) }.
show = Voir le résultat
saved = Ajustements enregistrés. La prochaine vérification les utilise.
faulty = Les ajustements ne peuvent pas être utilisés ainsi
yaml-fault = Ligne { $line }, colonne { $column }{ "\u00A0" }: { $kind ->
    [alias] les ancres et les alias (&, *, <<) ne sont pas acceptés{ "\u00A0" }; écrivez la valeur à chaque endroit.
    [too_large] le texte est trop grand, ou a trop de niveaux.
    [same_key] la même clé s’y trouve deux fois.
    [value] la valeur n’est pas de celles qui valent ici{ "\u00A0" }; voyez les exemples. Détail technique{ "\u00A0" }: { $message }
   *[syntax] ce n’est pas un YAML qui peut être lu{ "\u00A0" }; vérifiez les retraits, les deux-points et les guillemets.
}
# In its place where a word is not known, and those that are known are.
yaml-unknown = Ligne { $line }, colonne { $column }{ "\u00A0" }: “{ $name }” ne vaut pas ici. Utilisez l’un de ceux-ci{ "\u00A0" }: { $known }.
preview = Résultat
preview-context = Les premières lignes du tableau, avec les ajustements ci-dessus. Celles qui changent viennent d’abord.
same = Sans changement
at-step = à l’ajustement { NUMBER($step) }
no-rows = Le tableau n’a aucune ligne à montrer.
known = Ajustements à ajouter
step-column = Ce qu’elle fait
example-column = Comment elle s’écrit
step = { $code ->
    [trim] Enlève les espaces au début et à la fin
    [collapse_spaces] Laisse une seule espace là où il y en a plusieurs
    [case] Change les majuscules et les minuscules
    [replace] Remplace un texte par un autre
    [number] Lit un nombre tel qu’on l’écrit
    [money] Lit un montant, avec ou sans sa devise
    [round] Arrondit à tant de décimales
    [multiply] Multiplie par un nombre
    [convert] Convertit d’une unité à une autre
    [split] Divise le texte et garde l’une des parties
    [join] Réunit des champs du produit à la place de la cellule
    [default] Remplit les cellules vides
    [lookup] Remplace des valeurs par d’autres, comme P par Petit
    [truncate] Coupe à tant de caractères
    [truncate_at_word] Coupe à tant de caractères, à la fin d’un mot
    [slug] Fait un nom pour les adresses{ "\u00A0" }: chemise-bleue-m
    [concatenate] Compose un texte avec d’autres champs du produit
    [date] Lit une date dans les formats donnés
    [strip_html] Enlève les balises HTML
    [digits_only] Ne laisse que les chiffres
    [remove_accents] Enlève les accents
   *[when] Fait des étapes seulement si une condition est remplie
}
# What is wrong at a step; the variable of is empty where nothing belongs there.
problem = Ajustement { $path }{ "\u00A0" }: { $code ->
    [too_many_steps] il y a trop d’ajustements{ "\u00A0" }; { $of } au plus.
    [too_deep] les conditions sont trop imbriquées{ "\u00A0" }; { $of } au plus.
    [too_large] textes et tables sont trop grands{ "\u00A0" }; { $of } octets au plus.
    [replace_needs_one] indiquez text ou pattern, l’un des deux, et pas vide.
    [pattern] l’expression régulière ne peut pas être lue ({ $of }).
    [pattern_too_large] l’expression régulière est trop grande.
    [no_such_group] l’expression n’a pas de groupe { $of }.
    [split_needs_one] indiquez by, et take (autre que 0) ou all.
    [nothing_to_join] il n’y a rien à réunir.
    [units_differ] les deux unités ne mesurent pas la même chose.
    [too_many_places] trop de décimales{ "\u00A0" }; { $of } au plus.
    [zero_length] couper à zéro ne laisse rien.
    [empty_table] la table est vide.
    [too_many_entries] la table est trop longue{ "\u00A0" }; { $of } au plus.
    [same_key] la table contient deux fois { $of }, sans compter majuscules et accents.
    [reference] { $of } n’est pas un champ, ou il manque une accolade.
    [date_format] le format de date { $of } n’est pas connu.
    [no_date_format] il manque le format de la date.
    [no_condition] il manque la condition.
    [never_holds] la condition n’est jamais remplie.
   *[nothing_to_do] il n’y a rien à faire.
}
