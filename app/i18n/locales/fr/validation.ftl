### Sheets of products, what their columns mean, their checks and what these found.

## The sheets

title = Validation
context = Vérifiez vos tableaux de produits avant de publier{ "\u00A0" }: ce qu’un canal refuserait s’affiche ici, cellule par cellule
# Of this month.
used = { $count ->
    [0] aucun produit vérifié ce mois-ci
    [one] { $count } produit vérifié ce mois-ci
   *[other] { $count } produits vérifiés ce mois-ci
}
# Of what the plan includes.
used-of = { $count ->
    [0] aucun des { NUMBER($included) } produits de l’offre vérifié ce mois-ci
    [one] { $count } produit vérifié ce mois-ci sur les { NUMBER($included) } de l’offre
   *[other] { $count } produits vérifiés ce mois-ci sur les { NUMBER($included) } de l’offre
}
sheets = Tableaux de produits
sheet = Tableau
last-check = Dernière vérification
changed-column = Modifié
# A sheet whose columns are known and that was never checked.
not-checked = Non vérifié
# A sheet whose columns nobody has said the meaning of yet.
columns-missing = Colonnes à confirmer
# A sheet whose rows cannot be read as the file is taken to be.
unread-sheet = Illisible
none = Aucun tableau pour l’instant
    .text = Les tableaux envoyés restent ici, avec ce qu’il y a à corriger dans chacun.

## Sending a file

send-title = Nouveau tableau
send = Envoyer le tableau
newer-title = Remplacer le fichier
send-newer = Envoyer un nouveau fichier
file = Fichier
# The variable max is a size such as `500 MB`.
file-help = CSV, TSV, Excel (xlsx, xls) ou ODS, jusqu’à { $max }.
# Under the field, where a script is at work.
drop-hint = Ou déposez le fichier sur cette page.
drop-several = Déposez un seul fichier à la fois{ "\u00A0" }: aucun n’a été envoyé.
# Before a share, such as `45 %`.
sending = Envoi{ "\u00A0" }:
send-away = Le serveur n’a pas répondu. Vérifiez la connexion et renvoyez le fichier.
send-failed = L’envoi n’a pas abouti. Renvoyez le fichier{ "\u00A0" }; si cela persiste, rechargez la page.
sent = Tableau envoyé. Confirmez maintenant ce qu’est chaque colonne.
recognised = Tableau envoyé. Ses colonnes sont celles d’un autre de vos tableaux, et les champs en ont été repris.
# The same where its numbers have another decimal mark than there.
recognised-other-numbers = Tableau envoyé. Les champs viennent d’un autre de vos tableaux aux mêmes colonnes, mais ici les nombres s’écrivent autrement (virgule ou point décimal) et sont lus ainsi{ "\u00A0" }: confirmez les colonnes.
same-file = Ce fichier avait déjà été envoyé{ "\u00A0" }; voici son tableau.
replaced = Fichier remplacé. Les vérifications précédentes restent ici.
replaced-other-numbers = Fichier remplacé. Ses nombres s’écrivent autrement (virgule ou point décimal) et sont lus ainsi{ "\u00A0" }: confirmez les colonnes.
no-sheet = Le fichier n’a pas été accepté
    .text = { $why } Rien n’a été gardé.
too-large = Le fichier est trop volumineux
    .text = Les fichiers sont acceptés jusqu’à { $max }. Rien n’a été conservé. Divisez le tableau et envoyez chaque partie.
cut = L’envoi s’est arrêté en cours de route
    .text = Rien n’a été conservé. Envoyez de nouveau le fichier.
gone = Le fichier n’est plus conservé
    .text = Les vérifications déjà faites restent ici. Pour relire le tableau, envoyez le fichier encore une fois.

## One sheet

about = À propos du tableau
size = Taille
sent-at = Envoyé
# A moment and a person.
sent-by = { $at }, par { $name }
saved = Modifications enregistrées.
saved-beyond-plan = Modifications enregistrées. La vérification n’a pas commencé. { $why }
unreadable = Le fichier ne peut pas être lu
    .text = Le motif est sur la page du tableau. Changez-y la lecture du fichier, ou envoyez un fichier corrigé.
no-columns = Il reste à dire ce qu’est chaque colonne
    .text = Choisissez le champ de chaque colonne et enregistrez. Le tableau pourra ensuite être vérifié.
remove = Supprimer le tableau
remove-question = Supprimer le tableau { $name }{ "\u00A0" }?
remove-text = Ses vérifications et tout ce qu’elles ont trouvé sont supprimés avec lui. Vos produits restent tels quels.
removed = Tableau supprimé. Les produits du catalogue restent tels quels.
still-checking = Une vérification est en cours
    .text = Attendez qu’elle se termine, ou arrêtez-la. Supprimez ensuite le tableau.

## Columns

columns = Colonnes
columns-context = { $count ->
    [one] { $count } colonne
   *[other] { $count } colonnes
}
column = Colonne
first-cells = Premières valeurs
field-column = Champ
# Names the choice of a column's field.
field-of = Champ de la colonne { $name }
# Under the choice of a column whose field another column has, too.
field-twice = Le champ { $field } est déjà celui de la colonne { $other }. Un champ vient d’une seule colonne{ "\u00A0" }: changez l’une des deux.
field-none = Indiquez le champ d’au moins une colonne.
packs-none = Cochez au moins un groupe de règles.
not-used = Ne pas utiliser
# A column that is none of the fields and keeps its own name.
attribute = Attribut{ "\u00A0" }: { $name }
# Behind a field that nobody has confirmed yet.
suggested = Suggéré
confirm-columns = Confirmez les colonnes
    .text = Le champ de chaque colonne a été suggéré d’après son nom et ses valeurs. Changez ce qui n’est pas juste et enregistrez.
    .new = Le tableau a de nouvelles colonnes. Le champ de chacune est une suggestion et ne vaut qu’une fois enregistré.
save-and-check = Enregistrer et vérifier
field = { $code ->
    [sku] SKU
    [group] Produit parent
    [title] Titre
    [description] Description
    [brand] Marque
    [model] Modèle
    [category] Catégorie
    [condition] État
    [price] Prix
    [compare_at_price] Prix barré
    [sale_price] Prix promotionnel
    [cost] Coût
    [currency] Devise
    [stock] Stock
    [gtin] GTIN
    [mpn] MPN
    [isbn] ISBN
    [ncm] NCM
    [cest] CEST
    [origin] Origine de la marchandise
    [weight] Poids
    [length] Longueur
    [width] Largeur
    [height] Hauteur
    [colour] Couleur
    [size] Taille
    [material] Matière
    [images] Images
    [image_width] Largeur de l’image
    [image_height] Hauteur de l’image
    [image_bytes] Octets de l’image
    [video] Vidéo
    [url] Lien du produit
    [warranty] Garantie
    [handling_days] Jours avant expédition
    [tags] Étiquettes
    [status] Statut
   *[other] Autre champ
}

## The rules of a sheet

rules = Règles
rules-legend = Ce qu’il faut vérifier
rules-help = Cochez les canaux où vous vendrez ces produits.
rules-count = { $count ->
    [0] aucune règle
    [one] { $count } règle
   *[other] { $count } règles
}

## How the file is read

format = Lecture du fichier
format-context = Ce qui a été reconnu dans le fichier. Si des valeurs ne sont pas à leur place, changez-le ici.
delimiter-label = Séparateur de colonnes
delimiter-help = Le signe entre une valeur et la suivante. Changez-le si tout est dans une seule colonne.
delimiter = { $code ->
    [comma] Virgule (,)
    [semicolon] Point-virgule (;)
    [tab] Tabulation
   *[pipe] Barre verticale (|)
}
encoding-label = Encodage du texte
encoding-help = Changez-le si les lettres accentuées s’affichent mal.
encoding = { $code ->
    [utf_8] UTF-8
    [windows_1252] Windows-1252 (Excel pour Windows)
    [utf_16_le] UTF-16 LE (texte Unicode d’Excel)
   *[utf_16_be] UTF-16 BE
}
quotes = Cellules entre guillemets
    .help = Entre les guillemets peuvent figurer le séparateur et des sauts de ligne. Décochez si les guillemets font partie du texte, comme dans TV 50".
sheet-of-book = Feuille
    .help = La feuille du fichier qui contient les produits. Quand elle change, la ligne des noms des colonnes est cherchée de nouveau.
read-sheet = Lire cette feuille
header-row = Ligne des noms de colonnes
    .help = Les lignes qui la précèdent ne sont pas lues. Mettez 0 si aucune ligne ne porte les noms.
decimal-comma = Nombres à virgule décimale
    .help = Coché, les nombres se lisent comme 1.234,56{ "\u00A0" }; décoché, comme 1,234.56. En cas de changement, les ajustements des colonnes changent aussi.
# The help of the same for a workbook.
decimal-comma-of-book = Pour les nombres gardés comme texte{ "\u00A0" }: coché, ils se lisent comme 1.234,56{ "\u00A0" }; décoché, comme 1,234.56. Les nombres propres au tableau se lisent toujours tels quels.
read-again = Enregistrer et relire
was-read-again = Fichier relu.

## Checks

check-now = Vérifier maintenant
# Before a check is started, where the plan has a limit.
will-count = { $count ->
    [0] Vérifier maintenant ne compte rien{ "\u00A0" }: aucun produit n’est nouveau ce mois-ci pour ces règles.
    [one] Vérifier maintenant comptera jusqu’à { $count } produit. L’offre en comprend encore { NUMBER($left) } ce mois-ci.
   *[other] Vérifier maintenant comptera jusqu’à { $count } produits. L’offre en comprend encore { NUMBER($left) } ce mois-ci.
}
counts-once = Un produit compte une fois par mois, et de nouveau quand il change ou que les règles changent.
# In place of what a check would count, where nothing is left.
beyond-plan = L’offre ne comprend plus de produits ce mois-ci. Les produits qui ont déjà compté, avec les mêmes règles, ne comptent pas de nouveau.
checks = Vérifications
no-checks = Aucune vérification pour l’instant.
when-column = Début
state-column = État
state = { $code ->
    [waiting] En attente
    [running] En cours
    [completed] Terminée
    [failed] Inachevée
   *[cancelled] Arrêtée
}
check-of = Vérification de { $name }
asked-by = demandée par { $name }
waits = Commence dans un instant
time-left = environ { $time }
stop = Arrêter
cancelled-toast = La vérification va s’arrêter{ "\u00A0" }; ce qui a été trouvé reste.
failed = La vérification n’a pas été achevée
was-cancelled = La vérification a été arrêtée
    .text = Elle n’est pas allée au bout du fichier. Pour vérifier tous les produits, lancez-en une autre.
clean = Tout est en ordre
    .text = { $count ->
        [one] { $count } produit vérifié, et toutes les règles sont respectées.
       *[other] { $count } produits vérifiés, et toutes les règles sont respectées.
    }
# In place of "all good": nothing was found, but some rules were not used, or none was.
part-clean = Rien à corriger dans ce qui a été vérifié
none-used = Aucune règle n’a été appliquée
# Something was found, but what most rules are about was not looked at.
part-used = Une partie n’a pas été vérifiée
rules-used = { $count ->
    [one] { $count } règle a été appliquée.
   *[other] { $count } règles ont été appliquées.
}
# Behind the number of rules that were not used.
lacking = { $kind ->
    [catalogue] Le catalogue n’a pas ces champs{ "\u00A0" }: { $fields }.
   *[sheet] Champs sans colonne{ "\u00A0" }: { $fields }.
}
choose-columns = Choisir les colonnes
no-products = Aucun produit à vérifier
    .text = { $kind ->
        [catalogue] Le catalogue n’a pas encore de produits.
       *[sheet] Il n’y a rien sous la ligne des noms des colonnes. Si les produits sont ailleurs dans le fichier, choisissez la feuille et la ligne des noms sur la page du tableau.
    }
# Above what was strange in the rows and was read all the same.
notes = Vérifiez la lecture du fichier
    .text = Toutes les lignes ont été lues, et ceci a été remarqué{ "\u00A0" }:
# The same of the first rows, before a check.
notes-first = Ceci a été remarqué au début du fichier. Si ce n’est pas voulu, changez la lecture du fichier ou corrigez-le.
note = { $code ->
    [too_few_cells] Lignes avec moins de cellules que de colonnes{ "\u00A0" }; celles qui manquent comptent comme vides
    [too_many_cells] Lignes avec plus de cellules que de colonnes{ "\u00A0" }; ce qui dépasse la dernière colonne n’est pas lu
    [bad_encoding] Lettres qui n’ont pas pu être lues{ "\u00A0" }; l’encodage est peut-être un autre
    [nul] Signes qui ne sont pas du texte
    [lone_carriage_return] Sauts de ligne isolés dans des cellules
    [stray_quote] Texte après les guillemets qui ferment une cellule
    [doubtful_header] Colonnes sans nom, ou avec le nom d’une autre{ "\u00A0" }; choisissez laquelle utiliser
    [formula_without_value] Formules sans résultat enregistré, lues comme vides{ "\u00A0" }; ouvrez le tableau et enregistrez-le de nouveau
    [cell_error] Cellules en erreur, comme #N/A, lues comme vides
    [merged_cells] Cellules fusionnées{ "\u00A0" }; chaque ligne reçoit la valeur
   *[other] Quelque chose d’inhabituel
}
# Line numbers behind what is strange there.
note-lines = { $count ->
    [one] (ligne { $lines })
   *[other] (lignes { $lines })
}
# The same where only the first ones are named.
note-lines-cut = (lignes { $lines }…{ "\u00A0" }; { NUMBER($total) } au total)

## What a check found

# Under the figures of a check: how it differs from the check before.
compared-with = Par rapport à la vérification du { $at }
new-findings = { $count ->
    [0] aucune nouvelle
    [one] { $count } nouvelle
   *[other] { $count } nouvelles
}
remaining-findings = { $count ->
    [0] aucune d’avant
   *[other] { $count } d’avant
}
solved-findings = { $count ->
    [0] aucune résolue
    [one] { $count } résolue
   *[other] { $count } résolues
}
uncompared-rules = { $count ->
    [one] { $count } règle reste hors de la comparaison{ "\u00A0" }: elle n’a valu que dans une des deux vérifications, ou la liste de l’une d’elles n’a pas tout ce qu’elle a trouvé.
   *[other] { $count } règles restent hors de la comparaison{ "\u00A0" }: elles n’ont valu que dans une des deux vérifications, ou la liste de l’une d’elles n’a pas tout ce qu’elles ont trouvé.
}
# A channel, what holds everywhere, or the own rules.
channel-label = Canal
any-channel = Tous
any-field = Tous
find-sku = Chercher un SKU
# A channel with the rules that are no other channel’s.
channel-and-all = { $channel } et ce qui vaut pour tous
change-label = Évolution
any-change = Toutes
change = { $code ->
    [new] Nouvelles
    [remaining] Déjà signalées avant
   *[solved] Résolues depuis
}
rows-column = Produits
rows = { $count ->
    [one] { $count } produit
   *[other] { $count } produits
}
# Under the number of products.
good-rows = { $count ->
    [0] tous avec remarques
   *[other] { $count } sans remarque
}
# In its place while the check is running, and where it was stopped.
so-far = jusqu’ici
errors-column = Erreurs
errors = { $count ->
    [0] aucune erreur
    [one] { $count } erreur
   *[other] { $count } erreurs
}
warnings-column = Avertissements
warnings = { $count ->
    [0] aucun avertissement
    [one] { $count } avertissement
   *[other] { $count } avertissements
}
hints-column = Suggestions
severity-column = Gravité
severity = { $code ->
    [error] Erreur
    [warning] Avertissement
   *[hint] Suggestion
}
fixable-column = Avec correction
# Under the number of what has a proposed value.
fixable-note = { $count ->
    [0] aucune bonne valeur n’est connue
   *[other] la bonne valeur est déjà proposée
}
fixable-or-not = Avec ou sans correction
only-fixable = Seulement avec correction
by-rule = Par règle
by-field = Par champ
rule = Règle
# Whose rule it is: a channel, or what holds everywhere.
pack-column = Canal
# In place of a channel, of cells that cannot be read.
pack-reading = Lecture du tableau
faulty-products = Produits avec des erreurs
# Under the totals of a check that was one by the rules of several channels.
counting = Les totaux d’erreurs, d’avertissements et de suggestions comptent des remarques{ "\u00A0" }: un même problème compte une fois pour chaque canal dont les règles le trouvent.
found-column = Remarques
found = { $count ->
    [0] aucune remarque
    [one] { $count } remarque
   *[other] { $count } remarques
}
findings = Remarques
filter-label = Filtrer les remarques
any-severity = Toutes
any-rule = Toutes
pages = Pages de remarques
none-filtered = Aucune remarque avec ces filtres
    .text = Changez les filtres ou affichez toutes les remarques.
not-yet-listed = Les remarques s’affichent ici pendant la vérification.
# Above the list, where there are more than are kept.
only-first = Les remarques sont très nombreuses{ "\u00A0" }: la liste n’a que les premières, et les totaux les comptent toutes.
# In place of the line above, where it is known of each rule how many are listed.
only-part = La liste a { NUMBER($kept) } des { NUMBER($found) } remarques{ "\u00A0" }: pour les règles qui l’indiquent plus haut, seulement les premières. Les totaux les comptent toutes.
# Under a rule of which not all is listed.
first-kept = { $count ->
    [one] dans la liste, seulement la première
   *[other] dans la liste, seulement les { $count } premières
}
row-column = Produit
# Before the number of a product: its place in the sheet.
row-word = Produit
line-column = Ligne du fichier
line = ligne { NUMBER($line) } du fichier
# Under a field: what the sheet calls the column that it is.
column-named = colonne { $name }
value-column = Valeur
empty-value = (vide)
why-column = Motif
proposed-column = Valeur proposée
proposed = Proposition{ "\u00A0" }: { $value }

## Files of what was found

downloads = Télécharger
download = { $kind ->
    [marked_xlsx] Tableau Excel avec les cellules marquées
    [findings_csv] Remarques en CSV
    [findings_json] Remarques en JSON
    [corrected_csv] Tableau corrigé en CSV
    [corrected_xlsx] Tableau corrigé pour Excel
   *[other] Fichier de la vérification
}

## Why a table cannot be read, and what to do

problem = { $code ->
    [unreadable] Le fichier n’a pas pu être lu. Enregistrez-le de nouveau en CSV ou Excel et envoyez la copie.
    [empty] Le fichier est vide. Voyez si c’est le bon fichier et envoyez-en un autre.
    [empty_sheet] La feuille est vide. Choisissez une autre feuille du fichier.
    [not_a_table] Le fichier n’est ni un tableau ni un texte en colonnes. Envoyez un fichier CSV, TSV, xlsx, xls ou ods.
    [web_page] Le fichier est une page (HTML ou XML) nommée comme un tableau. Ouvrez-le dans Excel, enregistrez-le en xlsx ou CSV et envoyez la copie.
    [pdf] Le fichier est un PDF. Envoyez le tableau dont il est issu, en xlsx ou CSV.
    [other_kind] Le fichier n’est pas du type de tableau attendu. Envoyez-le de nouveau, pour que son type soit reconnu.
    [too_many_bytes] Le fichier dépasse { $max }. Divisez le tableau et envoyez chaque partie.
    [too_many_rows] Le fichier a plus de { $max } lignes. Divisez le tableau et envoyez chaque partie.
    [too_many_columns] Le fichier a { $columns } colonnes, et le maximum est { $max }. Gardez seulement les colonnes des produits, ou voyez le séparateur sous Lecture du fichier.
    [cell_too_long] Une cellule de la ligne { $row } dépasse { $max }. Raccourcissez son texte et envoyez de nouveau le fichier, ou voyez les guillemets sous Lecture du fichier.
    [record_too_long] La ligne { $row } dépasse { $max }. Raccourcissez ses textes et envoyez de nouveau le fichier, ou voyez le séparateur et les guillemets sous Lecture du fichier.
    [unclosed_quote] Les guillemets ouverts à la ligne { $row } ne sont pas fermés. Fermez-les et envoyez de nouveau le fichier, ou décochez Cellules entre guillemets sous Lecture du fichier.
    [no_header] Le fichier se termine avant la ligne { $row }, qui porterait les noms des colonnes. Choisissez une autre ligne sous Lecture du fichier.
    [ended_early] La fin du fichier manque. Envoyez-le de nouveau.
    [changed] Le fichier a changé pendant sa lecture. Envoyez-le de nouveau.
    [damaged_book] Le tableau est endommagé. Ouvrez-le dans le programme d’origine, enregistrez une copie et envoyez-la.
    [locked] Le tableau est protégé par un mot de passe. Enregistrez une copie sans mot de passe et envoyez-la.
    [unpacked_too_large] Le contenu du tableau prend plus de { $max }. Divisez-le, ou enregistrez-le en CSV, et envoyez-le de nouveau.
    [unpacked_ratio] Le contenu du tableau est plus de { $max } fois plus grand que le fichier, et par sécurité il n’a pas été ouvert. Enregistrez-le en CSV et envoyez-le de nouveau.
    [lying_size] Le tableau n’a pas la taille qu’il indique lui-même, et par sécurité il n’a pas été ouvert. Ouvrez-le dans le programme d’origine, enregistrez une copie et envoyez-la.
    [too_many_sheets] Le fichier a plus de { $max } feuilles. Gardez seulement celle des produits et envoyez-le de nouveau.
    [too_many_cells] La feuille a plus de { $max } cellules. Gardez seulement les lignes et les colonnes des produits, ou divisez le tableau, et envoyez-le de nouveau.
    [no_sheet] Le fichier n’a pas de feuille { $sheet }. Choisissez-en une autre sous Lecture du fichier.
    [sheet_not_connected] L’intégration avec Google est en pause, déconnectée ou attend une autorisation. Réactivez-la et réessayez.
    [sheet_reauthorise] Google n’accepte plus l’accès de ce compte. Réautorisez l’intégration et réessayez.
    [sheet_file_gone] Le fichier n’existe plus, est dans la corbeille, ou le compte n’y a plus accès. Restaurez-le ou partagez-le avec le compte, et réessayez.
    [sheet_not_google] Le fichier n’est pas un tableau Google{ "\u00A0" }: il est dans Drive tel qu’il a été envoyé, en Excel par exemple. Ouvrez-le dans Drive, choisissez Fichier puis Enregistrer au format Google Sheets, et utilisez le lien de la copie.
    [sheet_tab_gone] L’onglet n’est plus dans le fichier. Restaurez-le dans Google, ou choisissez un autre onglet comme nouveau tableau.
    [sheet_forbidden] Il manque au compte une permission sur le fichier. Partagez-le avec lui, en éditeur pour écrire, et réessayez.
    [sheet_no_list] Le consentement ne permet pas de lister les fichiers. Collez le lien du tableau dans la recherche, ou réautorisez en cochant la permission pour Drive.
    [sheet_rate_limit] Google a reçu trop de demandes de ce compte. Attendez une minute et réessayez.
    [sheet_edited] Le tableau a changé pendant son utilisation, à plusieurs essais. Réessayez quand personne ne le modifie.
    [sheet_row_too_large] Une ligne du tableau est plus grande que ce que Google transmet. Raccourcissez ses textes et vérifiez de nouveau.
    [sheet_upstream] Google n’a pas répondu comme il devait. Réessayez dans quelques minutes.
    [sheet_columns] Les colonnes ne sont plus celles qui ont été confirmées. Confirmez les colonnes sur la page du tableau et vérifiez de nouveau.
    [sheet_empty] L’onglet est vide. Remplissez-le dans Google et relisez le tableau.
    [sheet_no_header] L’onglet se termine avant la ligne { $row }, qui aurait les noms des colonnes. Choisissez une autre ligne sur la page du tableau.
    [sheet_full] Le fichier Google a de la place pour { $max } cellules, et les résultats en demandent { $columns }. Supprimez des onglets d’anciens résultats et réessayez, ou téléchargez les remarques.
    [internal] C’était une défaillance d’Orion, inscrite dans le journal technique. Le tableau est toujours conservé{ "\u00A0" }; vérifiez-le de nouveau.
    [file_gone] Le fichier n’est plus conservé. Envoyez-le de nouveau.
    [list_gone] Les valeurs d’une liste ne sont plus conservées. Envoyez la liste de nouveau et relancez la vérification.
    [plan_limit] Cette feuille a { $columns } produits qui n’ont pas encore compté ce mois-ci, et l’offre n’en comprend plus que { $max }. Rien n’a été compté. Changez d’offre, ou vérifiez une feuille plus petite.
    [rules] Une des règles choisies ne peut pas être utilisée telle quelle. Décochez son groupe dans le tableau et vérifiez de nouveau.
   *[other] Le fichier n’a pas pu être lu jusqu’au bout. Enregistrez-le de nouveau en CSV ou Excel et envoyez la copie.
}

## Why a cell breaks a rule. It stands under the title of the rule.

-gtin = Ce n’est pas un code-barres valide
-isbn = Ce n’est pas un ISBN valide
-check-digit = Un chiffre est faux{ "\u00A0" }: le dernier ne correspond pas aux autres
-exponent = Le tableur a abrégé le nombre, et des chiffres sont perdus{ "\u00A0" }; mettez la colonne au format texte
-url = Ce n’est pas une adresse web complète
-image = L’image n’est pas conforme à ce qui est demandé
-html = Le HTML n’est pas conforme à ce qui est demandé
-html-broken = Le HTML est incomplet{ "\u00A0" }: un signe < ou > est resté ouvert

# The variables other than code are empty where nothing belongs there.
why = { $code ->
    [required] Vide
    [too_long] Longueur { $is }{ "\u00A0" }; le maximum est { $limit }
    [too_long_characters] { $is } caractères{ "\u00A0" }; le maximum est { $limit }
    [too_long_bytes] { $is } octets{ "\u00A0" }; le maximum est { $limit }. Les lettres accentuées comptent double
    [too_short] Longueur { $is }{ "\u00A0" }; le minimum est { $limit }
    [too_short_characters] Seulement { $is } sur au moins { $limit } caractères
    [too_short_bytes] Seulement { $is } sur au moins { $limit } octets
    [not_a_number] Ce n’est pas un nombre
    [ambiguous_number] Le nombre peut se lire de deux façons, comme 1.234
    [exponent] { -exponent }
    [number_too_long] Le nombre a trop de chiffres
    [unknown_unit] L’unité de mesure n’est pas connue
    [not_a_date] Ce n’est pas une date
    [step_too_long] La valeur deviendrait trop longue
    [too_much_work] Le texte est trop long pour être lu
    [not_an_integer] Ce n’est pas un nombre entier
    [too_many_decimals] Trop de décimales{ "\u00A0" }; le maximum est { $limit }
    [not_above] Doit être supérieur à { $limit }
    [too_small] Le minimum est { $limit }
    [not_below] Doit être inférieur à { $limit }
    [too_large] Le maximum est { $limit }
    [pattern] Ne suit pas le format demandé
    [pattern_like] Ne suit pas le format demandé, comme { $other }
    [forbidden_pattern] Contient quelque chose qui n’est pas accepté
    [forbidden_part] Contient «{ "\u00A0" }{ $other }{ "\u00A0" }»
    [forbidden_space] A des espaces superflus
    [forbidden_capitals] Tout en majuscules
    [not_one_of] Ne fait pas partie des valeurs acceptées
    [forbidden_value] Cette valeur n’est pas acceptée
    [forbidden_word] Contient le mot «{ "\u00A0" }{ $other }{ "\u00A0" }»
    [gtin] { -gtin }
    [gtin_characters] Seuls les chiffres sont acceptés, sans lettres, espaces ni tirets
    [gtin_length] Un code-barres a 8, 12, 13 ou 14 chiffres
    [gtin_check_digit] { -check-digit }
    [gtin_exponent] { -exponent }
    [gtin_zero] Rien que des zéros
    [isbn] { -isbn }
    [isbn_characters] Contient des signes qu’un ISBN n’a pas
    [isbn_length] Un ISBN a 10 ou 13 chiffres
    [isbn_prefix] Un ISBN de 13 chiffres commence par 978 ou 979
    [isbn_check_digit] { -check-digit }
    [ncm] Ce n’est pas un NCM valide{ "\u00A0" }: il a huit chiffres, d’un chapitre de 01 à 97
    [cest] Ce n’est pas un CEST valide{ "\u00A0" }: il a sept chiffres, d’un segment de 01 à 28
    [origin] L’origine est un chiffre de 0 à 8
    [cpf] Ce n’est pas un CPF valide
    [cnpj] Ce n’est pas un CNPJ valide
    [cpf_or_cnpj] Ce n’est ni un CPF ni un CNPJ valide
    [url] { -url }
    [url_scheme] Le début de l’adresse n’est pas accepté{ "\u00A0" }; d’habitude c’est https://
    [url_host] Le nom du site manque ou n’est pas valide
    [url_port] Le numéro de port de l’adresse n’est pas valide
    [url_characters] L’adresse contient des espaces ou des signes qui ne sont pas acceptés
    [url_percent] Le signe % de l’adresse n’est pas suivi de deux chiffres
    [url_length] L’adresse est trop longue
    [url_extension] L’adresse ne se termine pas par un type de fichier accepté
    [image] { -image }
    [image_address] { -url }
    [image_scheme] L’adresse de l’image ne commence ni par http:// ni par https://
    [image_not_https] L’adresse de l’image ne commence pas par https://
    [image_extension] Le type de l’image n’est pas accepté
    [image_too_small] L’image est trop petite{ "\u00A0" }: { $is } pixels
    [image_too_large] L’image est trop grande{ "\u00A0" }: { $is } pixels
    [image_too_heavy] Le fichier de l’image est trop lourd{ "\u00A0" }: { $is } octets
    [image_not_square] L’image n’est pas carrée{ "\u00A0" }: { $is } pixels
    [html] { -html }
    [html_tag_not_allowed] La balise <{ $other }> n’est pas acceptée
    [html_tag_unclosed] La balise <{ $other }> n’est pas fermée
    [html_tag_unopened] La balise <{ $other }> est fermée sans avoir été ouverte
    [html_malformed] { -html-broken }
    [html_attribute] La balise <{ $other }> a un attribut qui n’est pas accepté
    [html_script_address] La balise <{ $other }> a une adresse qui exécute un programme
    [html_too_deep] Trop de balises sont imbriquées les unes dans les autres
    [more_than_field] Supérieur à { $other }
    [more_than_named] Supérieur à { $limit } ({ $other })
    [less_than_field] Inférieur à { $other }
    [less_than_named] Inférieur à { $limit } ({ $other })
    [differs_from_field] Différent de { $other }
    [differs_from_named] Différent de { $limit } ({ $other })
    [equals_field] Identique à { $other }
    [equals_named] Identique à { $limit } ({ $other })
    [ratio] Le rapport est { $is }{ "\u00A0" }; la limite est { $limit }
    [sum] La somme est { $is }{ "\u00A0" }; la limite est { $limit }
    [too_few_fields] Renseignés{ "\u00A0" }: { $is }{ "\u00A0" }; le minimum est { $limit }
    [too_few_of] Renseignés parmi { $other }{ "\u00A0" }: { $is }{ "\u00A0" }; le minimum est { $limit }
    [too_few_items] Nombre { $is }{ "\u00A0" }; le minimum est { $limit }
    [too_many_items] Nombre { $is }{ "\u00A0" }; le maximum est { $limit }
    [duplicate] Le produit { $other } a la même valeur
    [inconsistent] Une autre variante du même produit a «{ "\u00A0" }{ $limit }{ "\u00A0" }»
    [not_in_list] Absent de la liste { $other }
    [in_list] Figure dans la liste { $other } des valeurs qui ne sont pas acceptées
   *[other] { "" }
}
# What is wrong with one value of a list, and the letter of its column in the sheet.
in-column = { $why } (colonne { $column })

skipped = { $count ->
    [one] { $count } règle n’a pas été appliquée, car aucune colonne n’est indiquée pour ce qu’elle demande.
   *[other] { $count } règles n’ont pas été appliquées, car aucune colonne n’est indiquée pour ce qu’elles demandent.
}
# The same of a check of the catalogue, which has no columns to choose.
skipped-catalogue = { $count ->
    [one] { $count } règle n’a pas été appliquée, car le catalogue n’a pas ce qu’elle demande.
   *[other] { $count } règles n’ont pas été appliquées, car le catalogue n’a pas ce qu’elles demandent.
}
name = Nom

## Why something of a check was refused

not-over = La vérification n’est pas encore terminée
    .text = Les fichiers sont prêts quand elle arrive au bout. Attendez, ou vérifiez de nouveau le tableau si elle s’est arrêtée.
errors-unknown = Cette vérification n’a pas gardé quels produits ont des erreurs
    .text = Elle a trouvé tant de choses que seules les premières ont été gardées. Vérifiez de nouveau le tableau pour laisser de côté les produits avec erreurs, ou prenez-les tous.
over = La vérification est déjà terminée
    .text = Il n’y a plus rien à arrêter. Ce qu’elle a trouvé est sur cette page.
not-a-book = Le fichier n’a pas de feuilles
    .text = Seuls les fichiers Excel et ODS ont des feuilles. Rien n’a été modifié.
not-a-file = Ce tableau ne vient pas d’un fichier
    .text = Rien n’a été modifié. Changez les données là où elles sont, et vérifiez de nouveau.
book-too-long = Le tableau ne tient pas dans un fichier Excel
    .text = Une feuille Excel contient au plus 1 048 576 lignes. Téléchargez les remarques en CSV, sans limite.

## From Google Sheets and from Orion itself

elsewhere = D’ailleurs
choose-google = Choisir un tableau Google
check-catalogue = Choisir le catalogue d’Orion
catalogue-name = Produits d’Orion
catalogue-source = Les produits enregistrés dans Orion, relus à chaque vérification
google = Tableau Google
google-context = Choisissez le tableau, puis l’onglet. Les lignes sont relues à chaque vérification.
google-unread = Le tableau Google n’est pas accessible
google-none = Aucun compte Google connecté
    .text = Connectez le compte qui a les tableaux. Orion ne lit que ceux que vous choisissez.
    .ask = Demandez à un administrateur de l’entreprise de connecter le compte qui a les tableaux.
connect-google = Connecter un compte Google
account = Compte Google
accounts = Comptes Google
google-search = Nom ou lien du tableau
google-filter = Chercher un tableau
google-files = Tableaux du compte
owner-column = Propriétaire
google-no-files = Aucun tableau trouvé
    .text = Cherchez un autre nom, ou collez le lien que le navigateur affiche quand le tableau est ouvert.
google-pages = Pages de tableaux
google-first = Première page
tabs = Onglets du tableau
tab = Onglet
tab-rows-column = Lignes, vides comprises
tab-rows = { $count ->
    [one] { $count } ligne, vide ou non
   *[other] { $count } lignes, vides comprises
}
tab-hidden = Masqué
tab-none = Le tableau n’a pas d’onglet avec des cellules
    .text = Remplissez un onglet chez Google et rechargez cette page, ou choisissez un autre tableau.
# Above the buttons that choose a tab.
tab-choice = Choix
use-tab = Utiliser cet onglet
other-file = Choisir un autre tableau
chosen = Tableau choisi. Confirmez maintenant ce qu’est chaque colonne.
chosen-recognised = Tableau choisi. Ce qu’est chaque colonne était déjà connu.
chosen-other-numbers = Tableau choisi. Ce qu’est chaque colonne était déjà connu, mais ici les nombres s’écrivent autrement (virgule ou point décimal) et sont lus ainsi{ "\u00A0" }: confirmez les colonnes.
source = Origine
open-in-google = Ouvrir dans Google
account-stopped = Le compte Google ne peut pas être lu maintenant
    .text = L’intégration est en pause, déconnectée ou attend une autorisation. Les vérifications reprennent quand elle revient.
see-account = Voir l’intégration

## Checks by themselves

schedule = Vérification automatique
schedule-mode = Quand vérifier
schedule-off = Seulement sur demande
schedule-hours = Toutes les tant d’heures
schedule-daily = Chaque jour, à une heure
schedule-hours-field = Heures entre deux vérifications
    .help = De 1 à 168. Ne compte qu’avec “Toutes les tant d’heures”.
schedule-daily-field = Heure
    .help = À l’horloge de l’entreprise. Ne compte qu’avec “Chaque jour, à une heure”.
writes-results = Écrire les résultats dans le tableau
    .help = Chaque vérification ajoute un onglet avec ce qu’il faut corriger. Les autres onglets restent comme ils sont.
# A moment.
next-check = Prochaine vérification{ "\u00A0" }: { $at }
scheduled = à l’heure prévue
read-at = Lignes lues le { $at }
reading = Lecture des lignes
# The variable at is a moment.
waits-until = Google a demandé une pause{ "\u00A0" }; la suite vient { $at }

## Results written back

results = Résultats dans le tableau Google
results-text = Ajoute un onglet au tableau vérifié, avec ce qu’il faut corriger. Les autres onglets restent comme ils sont.
write-results = Écrire dans le tableau Google
results-asked = Les résultats vont dans un nouvel onglet du tableau.
results-writing = Écriture dans l’onglet { $title }
results-rows = { $count ->
    [0] aucune remarque écrite
    [one] { $count } remarque écrite
   *[other] { $count } remarques écrites
}
results-done = { $count ->
    [0] Aucune remarque{ "\u00A0" }: l’onglet { $title } n’a que les titres.
    [one] { $count } remarque est dans l’onglet { $title }.
   *[other] { $count } remarques sont dans l’onglet { $title }.
}
results-open = Ouvrir l’onglet
results-failed = Les résultats n’ont pas été écrits
results-again = Réessayer d’écrire
# Under a product: where it stands in a Google spreadsheet.
row-of-tab = ligne { NUMBER($line) } de l’onglet
# The row of a spreadsheet.
sheet-row = Ligne
what-to-do = Que faire
copy-gone = La copie lue par cette vérification n’est plus conservée
    .text = Ce qu’elle a trouvé est toujours ici. Pour travailler avec ses données, vérifiez de nouveau le tableau.
is-a-file = Un fichier ne change pas tout seul
    .text = Rien n’a été modifié. Envoyez un nouveau fichier et vérifiez de nouveau{ "\u00A0" }; la vérification automatique est pour les tableaux Google et pour les produits d’Orion.
not-a-sheet = Ce tableau n’est pas dans Google
    .text = Rien n’a été écrit. Téléchargez les remarques dans un fichier.
