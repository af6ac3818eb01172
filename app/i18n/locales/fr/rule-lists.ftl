title = Listes
context = Les valeurs dans lesquelles vos règles cherchent{ "\u00A0" }: marques autorisées, codes interdits, couleurs de la collection.
palette-title = Listes de valeurs
palette-new = Nouvelle liste de valeurs
new-list = Nouvelle liste
none = Aucune liste pour l’instant
    .text = Envoyez les valeurs qui conviennent, ou celles qui ne conviennent pas, et une de vos règles trouve les produits qui n’y correspondent pas.
name-column = Liste
state-column = État
count-column = Valeurs
size-column = Taille
rules-column = Règles
changed-column = Modifiée
changed-by = Modifiée par
state = { $code ->
    [in_use] Utilisée
   *[idle] Inutilisée
}
count = { $count ->
    [one] { $count } valeur
   *[other] { $count } valeurs
}

## Sending a list

name = Nom
    .help = Le nom que les règles donnent à la liste{ "\u00A0" }: lettres minuscules sans accent, chiffres et _, comme marques_autorisees. Il ne change plus ensuite.
    .form = Commencez par une lettre et n’utilisez que des lettres minuscules sans accent, des chiffres et _.
    .taken = Une liste porte déjà ce nom. Choisissez-en un autre, ou ouvrez la liste et remplacez ses valeurs.
entries = Valeurs
    .help = Une par ligne, jusqu’à { NUMBER($most) }. La casse, les accents et les espaces comptent dans la comparaison.
from-file = Ou depuis un fichier
column = Titre de la colonne
    .help = D’un tableau à plusieurs colonnes. Vide, le fichier n’a qu’une colonne et sa première ligne est déjà une valeur.
    .unknown = Le fichier n’a pas de colonne avec ce titre. Vérifiez comment il est écrit.
file = Fichier
    .help = Texte avec une valeur par ligne, CSV, TSV ou Excel, jusqu’à { $size }. Avec un fichier, les valeurs collées ci-dessus ne servent pas.
sure = Je comprends que les valeurs actuelles laissent la place aux nouvelles
add = Créer la liste
replace = Remplacer les valeurs
    .text = Toutes les valeurs actuelles disparaissent. Si vous en avez besoin, téléchargez d’abord la liste.
added = Liste créée. Les règles peuvent y chercher.
replaced = Valeurs remplacées. La prochaine vérification utilise les nouvelles.

## One list

values = Valeurs
first = Les { NUMBER($shown) } premières sur { NUMBER($count) }
used-by = Règles qui cherchent dans cette liste
    .none = Aucune règle pour l’instant.
use-hint = Dans une de vos règles, choisissez le type “Est cherché dans une de vos listes” et la liste { $name }.
about = À propos de la liste
download = Télécharger la liste
remove = Supprimer la liste
    .question = Supprimer la liste { $name }{ "\u00A0" }?
    .text = Ses valeurs sont effacées. Les brouillons de règles qui y cherchent ne peuvent plus être activés.
removed = Liste supprimée.

## In the form of a rule

list = Liste
choose = Choisissez une liste
    .help = La valeur doit s’y trouver, écrite de la même façon.
    .none = Il n’y a pas encore de listes. Enregistrez la règle comme brouillon et créez la liste par le lien ci-dessous.
absent = La valeur ne doit pas être dans la liste
    .help = Coché, la règle trouve ce qui est dans la liste, et non ce qui y manque.
listed = Ce qui est dans la liste pour ce test
    .help = Une valeur par ligne. Un test ne regarde pas la vraie liste, pour donner toujours le même résultat.

## Why something was refused

refused = Cela n’a pas pu être fait avec la liste
    .text = { $code ->
        [list_missing] La liste dans laquelle la règle cherche n’existe pas. Créez-la ou choisissez-en une autre.
        [list_gone] Les valeurs de la liste ne sont plus conservées. Envoyez la liste de nouveau.
        [list_in_use] Une règle active cherche dans cette liste. Désactivez la règle ou choisissez-y une autre liste{ "\u00A0" }; la liste peut ensuite être supprimée.
        [list_empty] Il n’y a aucune valeur. Vérifiez le fichier ou la colonne et envoyez-le de nouveau.
        [list_columns] Le fichier a plusieurs colonnes. Écrivez le titre de celle qui contient les valeurs.
        [list_entry_too_long] Une des valeurs dépasse 500 caractères. Vérifiez si c’est la bonne colonne.
        [list_entry_signs] Une des valeurs contient un saut de ligne ou un autre signe invisible. Retirez-le et envoyez la liste de nouveau.
        [too_many_lists] L’entreprise a déjà 100 listes. Supprimez-en une qui ne sert pas.
       *[list_unreadable] Le fichier n’a pas pu être lu. Enregistrez-le de nouveau en CSV ou en Excel, ou comme texte avec une valeur par ligne.
    }
too-many = La liste a plus de { NUMBER($most) } valeurs. Divisez-la en plusieurs, chacune avec sa propre règle.
