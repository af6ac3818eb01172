### Rules that sheets of products are held to: those that ship with Orion, and a company's own.

## The list of rules

tab-sheets = Tableaux
title = Règles
context = Ce qui est vérifié dans les tableaux{ "\u00A0" }: les règles de chaque canal et les vôtres
own = Règles propres
own-context = Elles valent pour les tableaux où le groupe Règles propres est coché.
own-none = Aucune règle propre pour l’instant
    .text = Écrivez ce que votre entreprise demande d’un produit, et chaque tableau est aussi vérifié pour cela.
new-rule = Nouvelle règle
rule-column = Règle
field-column = Champ
severity-column = Gravité
state-column = État
changed-column = Modifiée
state = { $code ->
    [active] Active
    [faulty] Brouillon avec des problèmes
   *[draft] Brouillon
}
packs = Règles fournies
packs-context = Elles viennent avec Orion, chacune avec la page sur laquelle elle s’appuie.
pack-column = Groupe
rules-column = Règles
rules-count = { $count ->
    [one] { $count } règle
   *[other] { $count } règles
}
off-column = Désactivées
off-count = { $count ->
    [0] aucune désactivée
    [one] { $count } désactivée
   *[other] { $count } désactivées
}
read-on-column = Sources lues le
version-column = Version

## One group

pack-context = { $count ->
    [one] { $count } règle
   *[other] { $count } règles
}, version { $version }
on-column = Activée
on-of = Activer la règle{ "\u00A0" }: { $title }
severity-of = Gravité de la règle{ "\u00A0" }: { $title }
is-on = { $code ->
    [on] Activée
   *[off] Désactivée
}
source = Source, lue le { $date }
pack-saved = { $count ->
    [0] Aucune règle n’a été modifiée.
    [one] { $count } règle modifiée. La prochaine vérification suit le nouveau choix.
   *[other] { $count } règles modifiées. La prochaine vérification suit les nouveaux choix.
}

## Where a new rule begins

start = Partez d’un modèle
    .text = Choisissez ce qui ressemble le plus à votre règle. Tout peut être modifié ensuite.
template = { $code ->
    [required] Champ obligatoire
    [length] Longueur du texte
    [forbidden_words] Mots interdits
    [matches] Format du code
    [number] Plage de valeurs
    [at_least_n_of] Au moins un de ces champs
    [unique] Sans répétition
   *[at_most_field] Comparaison avec un autre champ
}
template-text = { $code ->
    [required] Le champ ne peut pas rester vide.
    [length] Le texte a un minimum ou un maximum de caractères.
    [forbidden_words] Certains mots ne peuvent pas figurer dans le texte.
    [matches] La valeur suit un format, comme trois lettres et quatre chiffres.
    [number] Le nombre reste entre un minimum et un maximum.
    [at_least_n_of] Parmi quelques champs, un ou plusieurs doivent être remplis.
    [unique] Deux produits ne peuvent pas avoir la même valeur.
   *[at_most_field] La valeur ne peut pas dépasser celle d’un autre champ.
}
template-column = Modèle
template-about-column = Ce qu’il demande
sample-title = { $code ->
    [required] Produit sans marque
    [length] Titre trop long
    [forbidden_words] Mot interdit dans le titre
    [matches] SKU hors format
    [number] Prix hors de la plage
    [at_least_n_of] Produit sans code
    [unique] SKU en double dans le tableau
   *[at_most_field] Promotion au-dessus du prix
}
# Nothing of the limits that the rule begins with: people change these.
sample-explanation = { $code ->
    [required] Indiquez la marque du produit.
    [length] Raccourcissez le titre.
    [forbidden_words] Retirez le mot du titre.
    [matches] Écrivez le SKU au format que l’entreprise utilise.
    [number] Vérifiez le prix.
    [at_least_n_of] Indiquez le GTIN ou le code du fabricant.
    [unique] Donnez à chaque produit un SKU qui n’est qu’à lui.
   *[at_most_field] Le prix promotionnel ne peut pas dépasser le prix.
}
sample-value = { $code ->
    [long_title] T-shirt en coton peigné avec un imprimé exclusif en bleu marine
    [short_title] T-shirt bleu
    [bad_words] T-shirt bleu avec livraison gratuite
    [words] livraison gratuite
   *[brand] Malha Boa
}

## One rule of one's own

untitled = Règle sans titre
to-view = { $code ->
    [form] Voir en formulaire
   *[yaml] Voir en YAML
}
yaml = Règle en YAML
    .help = Le texte fait foi{ "\u00A0" }; le formulaire en est tiré.
beyond = Le formulaire ne montre pas toute cette règle
    .text = Seul le YAML a une place pour { $what }. Modifiez la règle ici.
unread = Le formulaire attend un YAML qui peut être lu
    .text = Corrigez ce qui est indiqué ci-dessous{ "\u00A0" }; le formulaire revient ensuite.
about = À propos de la règle
changed = Modifiée
used-hint = Une fois active, la règle vaut pour les tableaux où Règles propres est coché.
what = Ce que dit la règle
rule-title = Titre
    .help = Ce qui ne va pas, en quelques mots.
explanation = Explication
    .help = Pourquoi cela ne va pas, et que faire.
other-languages = Autres langues
in-language = { $part ->
    [title] Titre
   *[explanation] Explication
} en { $code ->
    [pt_br] portugais
    [en] anglais
    [es] espagnol
   *[fr] français
}
id = Code
    .help = Le nom de la règle dans le YAML et dans les fichiers{ "\u00A0" }: lettres minuscules, chiffres et _. Vide, il vient du titre.
severity = Gravité
    .help = Erreur{ "\u00A0" }: ce serait refusé. Avertissement{ "\u00A0" }: cela pose problème. Suggestion{ "\u00A0" }: ce pourrait être mieux.
where-heading = Champ vérifié
field = Champ
attribute = Nom de l’attribut
    .help = Seulement pour un attribut à vous, qui n’est pas dans la liste.
own-attribute = Attribut propre
when = Seulement quand
    .help = Sans condition, la règle vaut pour tous les produits. Avec plusieurs, toutes doivent être remplies.
condition-field = Champ de la condition { $n }
condition-kind = Condition { $n }
condition = { $code ->
    [one_of] est une de ces valeurs
    [none_of] n’est aucune de ces valeurs
    [filled] est rempli
   *[empty] est vide
}
condition-values = Valeurs de la condition { $n }
    .help = Une par ligne.
no-field = Aucun
add-condition = Ajouter une condition
checks = Ce qu’il faut vérifier
kind = Type de vérification
kind-name = { $code ->
    [required] Est rempli
    [length] Nombre de caractères
    [bytes] Taille en octets
    [number] Nombre dans une plage
    [one_of] Est une de ces valeurs
    [none_of] N’est aucune de ces valeurs
    [forbidden_words] Ne contient pas ces mots
    [matches] Suit un format (expression régulière)
    [not_matches] Ne suit pas un format (expression régulière)
    [unique] Ne se répète pas dans un autre produit
    [count] Nombre d’éléments d’une liste
    [url] Adresse internet
    [image] Adresse d’image
    [html] HTML avec ces balises seulement
    [gtin] Code-barres (GTIN)
    [isbn] ISBN
    [ncm] NCM
    [cest] CEST
    [origin] Origine de la marchandise (Brésil)
    [cpf] CPF
    [cnpj] CNPJ
    [cpf_or_cnpj] CPF ou CNPJ
    [at_most_field] Au plus la valeur d’un autre champ
    [at_least_field] Au moins la valeur d’un autre champ
    [equals_field] Égal à un autre champ
    [differs_from_field] Différent d’un autre champ
    [ratio] Rapport avec un autre champ
    [sum] Somme de champs
    [lookup] Est cherché dans une de vos listes
   *[at_least_n_of] Au moins quelques-uns de ces champs
}
kind-help = Choisissez-le et appuyez sur le bouton ci-dessous{ "\u00A0" }: chaque type a ses propres champs.
show-fields = Afficher les champs de ce type
also-required = Il ne peut pas non plus rester vide
    .help = Décoché, un champ vide passe.
min = { $kind ->
    [length] Minimum de caractères
    [bytes] Minimum d’octets
    [count] Minimum d’éléments
   *[other] Minimum
}
max = { $kind ->
    [length] Maximum de caractères
    [bytes] Maximum d’octets
    [count] Maximum d’éléments
   *[other] Maximum
}
bound-help = Cette valeur est encore acceptée. Vide, il n’y a pas de limite de ce côté.
above = Plus grand que
below = Plus petit que
open-bound-help = La valeur elle-même n’est pas acceptée{ "\u00A0" }: plus grand que 0 refuse 0.
decimals = Maximum de décimales
decimals-help = Combien de chiffres après la virgule, comme 2 dans un prix.
integer = Nombres entiers seulement
values = { $kind ->
    [forbidden_words] Mots
    [html] Balises acceptées, comme p ou br
   *[other] Valeurs
}
one-a-line = { $kind ->
    [forbidden_words] Un par ligne.
   *[other] Une par ligne.
}
ignore-case = Majuscules et minuscules se valent
pattern = Format
    .help = Une expression régulière. ^ est le début, $ est la fin{ "\u00A0" }: ^[A-Z]{ "{" }3{ "}" }-[0-9]{ "{" }4{ "}" }$ accepte CAM-0001.
https = Seulement des adresses qui commencent par https://
extensions = Types de fichiers acceptés
    .help = Séparés par des virgules, comme jpg, png. Vide, tous.
other-field = Autre champ
other-field-help = Les deux champs sont comparés dans le même produit.
n = Combien doivent être remplis
n-help = De 1 au nombre de champs ci-dessous.
fields = Champ { $n }
fix = Correction sûre
    .help = Facultatif. Elle n’est proposée que là où elle résout le problème, et vous acceptez chacune.
fix-step = { $code ->
    [trim] Retirer les espaces au début et à la fin
    [collapse_spaces] Remplacer plusieurs espaces par un seul
    [digits_only] Ne garder que les chiffres
   *[remove_accents] Retirer les accents
}
case = Majuscules et minuscules
case-name = { $code ->
    [lower] Tout en minuscules
    [upper] Tout en majuscules
    [title] Première Lettre de Chaque Mot
    [sentence] Première lettre du texte
   *[none] Ne pas changer
}
truncate = Raccourcir à tant de caractères
    .help = Coupe à la fin d’un mot.
tests = Tests de la règle
    .help = Vos exemples, essayés chaque fois que la règle est enregistrée. Il en faut au moins un qu’elle signale et un qu’elle ne signale pas.
test = Test { NUMBER($n) }
test-value = Valeur de { $field }
test-values = Valeurs de { $field }, une par ligne{ "\u00A0" }: chaque ligne est un produit
test-finds = La règle
test-find = { $code ->
    [yes] le signale
    [no] ne le signale pas
   *[none] n’a pas ce test
}
test-which = Lignes signalées
    .help = Comme 1, 3. Vide{ "\u00A0" }: toutes.
test-fixed = Valeur corrigée
test-fixed-help = Ce que la correction sûre fait de la valeur de ce test. Vide, ce n’est pas vérifié.
add-test = Ajouter un test
stale-tests = Certains tests ne disent pas ce que la règle fait maintenant.
renew-tests = Accorder les tests avec la règle
save-draft = Enregistrer le brouillon
activate = Enregistrer et activer
switch-off = Enregistrer et désactiver
draft-saved = Brouillon enregistré. Il ne vaut encore pour aucun tableau.
activated = Règle active. Elle vaut dès la prochaine vérification.
saved = Règle enregistrée. Elle vaut dès la prochaine vérification.
switched-off = Règle désactivée. Son texte reste ici.
remove = Supprimer la règle
remove-question = Supprimer la règle { $name }{ "\u00A0" }?
remove-text = Les prochaines vérifications ne l’utilisent plus. Ce que les précédentes ont trouvé reste tel quel.
removed = Règle supprimée. Les prochaines vérifications s’en passent.

## Trying a rule

trial = Essayer
    .text = Montre combien de produits d’un tableau la règle signalerait, et lesquels. Rien n’est enregistré ni compté.
trial-sheet = Tableau
trial-no-sheets = Envoyez un tableau et confirmez ses colonnes{ "\u00A0" }; la règle peut ensuite être essayée ici.
try-it = Essayer
trial-so-far = Seules les premières lignes ont été lues{ "\u00A0" }; Essayer lit plus longtemps.
trial-found = { $found ->
    [0] Cette règle ne signalerait aucun des { NUMBER($rows) } produits
    [one] Cette règle signalerait { $found } produit sur { NUMBER($rows) }
   *[other] Cette règle signalerait { $found } produits sur { NUMBER($rows) }
}
trial-in = Dans le tableau { $name }. Rien n’a été enregistré ni compté.
trial-partial = En { NUMBER($seconds) } secondes, les { NUMBER($rows) } premiers produits de { $name } ont été lus. La suite n’a pas été vérifiée.
trial-partial-across = { NUMBER($seconds) } secondes n’ont pas suffi pour comparer tous les produits de { $name }. Activez la règle et vérifiez le tableau pour le savoir.
trial-skipped = Le tableau n’a pas la colonne que la règle vérifie
    .text = La règle ne serait pas utilisée pour { $name }. Choisissez un autre tableau, ou confirmez-y ce qu’est chaque colonne.
trial-stopped = Le tableau n’a pas pu être lu jusqu’au bout
trial-cells = Premières cellules signalées

## Why something was refused

fails = La règle ne peut pas encore être activée
    .text = Rien n’a été enregistré. Corrigez ce qui est indiqué ci-dessous, ou enregistrez-la comme brouillon.
unreadable = La règle ne peut pas encore être essayée
    .text = Corrigez ce qui est indiqué ci-dessous{ "\u00A0" }; ses tests peuvent attendre.
never-read = Les lignes de ce tableau ne sont pas conservées
    .text = Orion les lit à chaque vérification et les garde une semaine. Vérifiez le tableau, puis essayez la règle.
busy = D’autres règles sont à l’essai en ce moment
    .text = Attendez quelques secondes et essayez de nouveau. Ce que vous avez écrit est ici.
too-many = L’entreprise a déjà le maximum de règles propres
    .text = Rien n’a été enregistré. Supprimez une règle qui ne sert plus et réessayez.

## What is wrong with a rule as it is written

problems = { $count ->
    [one] Il y a { $count } problème dans cette règle
   *[other] Il y a { $count } problèmes dans cette règle
}
at-line = Ligne { NUMBER($line) }
place = { $code ->
    [id] Code
    [title] Titre
    [explanation] Explication
    [severity] Gravité
    [source] Source
    [when] Seulement quand
    [field] Champ
    [check] Ce qu’il faut vérifier
    [fix] Correction sûre
    [tests] Tests
   *[other] Règle
}
problem-yaml = { $kind ->
    [alias] Les ancres et les alias (&, *, <<) ne sont pas acceptés{ "\u00A0" }; écrivez la valeur à chaque endroit.
    [too_large] Le texte est trop grand, ou a trop de niveaux.
    [same_key] La même clé s’y trouve deux fois.
    [value] La valeur n’est pas de celles qui valent ici{ "\u00A0" }; voyez les exemples. Détail technique{ "\u00A0" }: { $message }
   *[syntax] Ce n’est pas un YAML qui peut être lu{ "\u00A0" }; vérifiez les retraits, les deux-points et les guillemets.
}
problem-missing = Il manque { $key }.
problem-unknown-key = { $key } n’est pas connu ici. Écrivez { $nearest }.
problem-unknown-key-of = { $key } n’est pas connu ici. Sont acceptés{ "\u00A0" }: { $allowed }.
problem-expected = { $code ->
    [like] Écrivez ici quelque chose comme{ "\u00A0" }: { $example }
    [true_or] Écrivez true, ou quelque chose comme{ "\u00A0" }: { $example }
    [true_or_nothing] Écrivez true, ou retirez la ligne.
    [flag] Écrivez true ou false.
    [text] Écrivez un texte.
    [list] Écrivez une liste, comme { $example }
    [language] Écrivez le texte dans au moins une langue.
    [number] Écrivez seulement le nombre, sans devise ni unité, comme { $example }
    [whole_number] Écrivez un nombre entier, comme { $example }
    [smaller_number] Écrivez un nombre plus petit.
    [shorter_number] Écrivez un nombre de 28 chiffres au plus.
    [number_kind] Écrivez number ou integer.
    [min_or_max] Indiquez le minimum, le maximum ou les deux.
    [check] Dites ce qu’il faut vérifier{ "\u00A0" }: il manque au moins une vérification.
    [value] Indiquez au moins une valeur.
    [field] Choisissez au moins un champ.
    [count_of_fields] Le nombre va de 1 au nombre de champs.
    [no_ignore_case] ignore_case ne va qu’à côté de one_of ou none_of.
    [words] Indiquez des mots avec des lettres ou des chiffres{ "\u00A0" }; ensemble, 400{ "\u00A0" }000 octets au plus.
    [address] Écrivez une adresse, comme { $example }
    [date] Écrivez une date, comme { $example }
    [given_or_rows] Un test a given ou rows, et pas les deux.
    [fixed_field] La valeur corrigée est celle du champ de la règle.
   *[smaller_rule] La règle est trop grande. Raccourcissez les listes ou le format.
}
problem-none-of = { $text } n’est pas accepté. Utilisez l’un de ceux-ci{ "\u00A0" }: { $allowed }.
problem-unknown-field = Le champ { $text } n’existe pas. Un attribut à vous s’écrit attribute.nom.
problem-unknown-field-near = Le champ { $text } n’existe pas. Écrivez { $nearest }.
problem-pattern = Le format n’est pas une expression régulière utilisable. Détail technique{ "\u00A0" }: { $message }
problem-too-many = { $what ->
    [characters] Le texte dépasse { NUMBER($max) } caractères.
    [tests] Il y a { NUMBER($max) } tests au plus.
    [rows] Il y a { NUMBER($max) } produits au plus dans un test.
    [fields] Il y a { NUMBER($max) } champs au plus.
    [parts] Il y a { NUMBER($max) } parties au plus.
    [words] Il y a { NUMBER($max) } mots au plus.
    [tags] Il y a { NUMBER($max) } balises au plus.
    [rules] Il y a { NUMBER($max) } règles au plus.
   *[other] Il y a { NUMBER($max) } valeurs au plus.
}
problem-id = Le code n’a que des lettres minuscules, des chiffres et _, commence par une lettre et a 60 caractères au plus.
problem-duplicate-id = Une autre règle a déjà le code { $id }.
problem-twice = Ce champ est nommé deux fois.
problem-across-inside = { $key } compare des produits{ "\u00A0" }: il va directement sous check, une seule fois par règle.
problem-contradiction = Aucune valeur ne respecte à la fois { $key } et { $other }.
problem-contradicts-rule = Aucune valeur ne respecte à la fois cette règle et la règle { $other }.
problem-never-applies = Aucun produit ne remplit cette condition{ "\u00A0" }; la règle ne vaudrait jamais.
problem-unknown-list = La liste { $name } n’existe pas.
problem-fix = La correction ne peut pas être utilisée. Détail technique{ "\u00A0" }: { $message }
problem-no-source = Il manque la source de la règle{ "\u00A0" }: l’adresse et la date.
problem-missing-language = Le titre et l’explication doivent être dans les quatre langues.
problem-no-tests = Il manque des tests{ "\u00A0" }: au moins une valeur que la règle signale et une qu’elle ne signale pas.
problem-test-silent = La règle devrait signaler ce test et ne le signale pas.
problem-test-loud = La règle ne devrait pas signaler ce test et le signale.
problem-test-rows = La règle devrait signaler { $expected } et signale { $found }.
# No row at all, in the sentence above.
no-row = aucune ligne
problem-fix-differs = La correction en fait { $found }.
problem-fix-cures-nothing = La correction ne résout aucun des tests. Ajoutez un test qu’elle résout, ou retirez la correction.
problem-fixes-loop = Les corrections de cette règle et de la règle { $other } se défont l’une l’autre.
