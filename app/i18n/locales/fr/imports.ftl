### Taking a checked file over into the catalogue: what it would change, changing it, taking it back.

start = Importer dans le catalogue
title-of = Importation de { $name }
state = { $code ->
    [reading] Comparaison avec le catalogue
    [ready] Prête à importer
    [applying] Importation en cours
    [applied] Importée
    [undoing] Annulation en cours
    [undone] Annulée
    [failed] Non terminée
   *[cancelled] Arrêtée
}
ready = Voyez ce qui va changer
    .text = Rien n’a encore été modifié. Les cellules vides n’effacent rien{ "\u00A0" }: le produit garde la valeur qu’il a.
same = Rien à importer
    .text = Les produits du catalogue sont déjà comme dans le fichier.
# Some records are left out, and none of the others is new or changed.
none-possible = Aucun produit à importer
    .text = Ceux qui ne sont pas encore dans le catalogue comme dans le fichier sont laissés de côté. La raison de chacun est dans la liste.
applied = { $count ->
    [0] Aucun produit importé
    [one] { $count } produit importé
   *[other] { $count } produits importés
}
    .text = Vous pouvez annuler tant que personne ne modifie de nouveau les produits.
overtaken = { $count ->
    [one] { $count } produit reste tel quel{ "\u00A0" }: quelqu’un l’a modifié entre-temps.
   *[other] { $count } produits restent tels quels{ "\u00A0" }: quelqu’un les a modifiés entre-temps.
}
undone = Importation annulée
    .text = Les nouveaux produits ont quitté le catalogue, et les autres ont retrouvé leurs valeurs d’avant.
failed = L’importation n’est pas terminée
cancelled = L’importation a été arrêtée
    .text = Le catalogue est resté tel quel.
cancelled-toast = L’importation va s’arrêter{ "\u00A0" }; ce qui est importé reste.

take-new = { $count ->
    [one] Créer { $count } nouveau produit
   *[other] Créer { $count } nouveaux produits
}
take-changes = { $count ->
    [one] Modifier { $count } produit existant
   *[other] Modifier { $count } produits existants
}
# Under the choice of new products, or of those that change.
with-errors = { $count ->
    [0] tous sans erreurs
    [one] dont { $count } avec des erreurs
   *[other] dont { $count } avec des erreurs
}
only-clean = Seulement les produits sans erreurs
    .help = { $count ->
        [one] Si vous ne cochez pas, { $count } produit avec des erreurs dans ce qui va au catalogue entre aussi.
       *[other] Si vous ne cochez pas, { $count } produits avec des erreurs dans ce qui va au catalogue entrent aussi.
    } Le motif de chacun est dans la liste.
left-out = Ce qui est laissé de côté
left-columns = Colonnes qui ne sont pas importées{ "\u00A0" }: { $columns }. Le catalogue garde le titre, la description, la marque, la catégorie, le prix, le prix barré, le coût, le stock, le GTIN, le NCM, le poids, les dimensions et les images.
more-columns = { NUMBER($count) } de plus
left-cells = { $count ->
    [one] { $count } cellule est laissée de côté, parce que sa valeur ne peut pas être lue ou ne convient pas au catalogue
   *[other] { $count } cellules sont laissées de côté, parce que leurs valeurs ne peuvent pas être lues ou ne conviennent pas au catalogue
}{ "\u00A0" }: { $fields }. Les produits sont dans la liste, chacun avec son motif.
# A field, and in how many of its cells.
cells-of = { $field } ({ NUMBER($count) })
apply = Importer
to-products = Voir les produits

rows = Ce qui change
product = Produit
what = Valeurs
action-column = Résultat
any-action = Tous
action = { $code ->
    [create] Nouveau
    [update] Change
    [errors] Avec des erreurs
   *[refused] Laissé de côté
}
# Over a number of products.
tile = { $code ->
    [create] Nouveaux
    [update] Modifiés
    [unchanged] Identiques
    [errors] Avec des erreurs
   *[refused] Laissés de côté
}
outcome = { $code ->
    [applied] Importé
    [overtaken] Modifié par quelqu’un
   *[undone] Annulé
}
# A field and the value that a new product gets.
value = { $field }{ "\u00A0" }: { $value }
# Under the first values of a new product: opens the others.
more-values = { $count ->
    [one] { $count } autre valeur
   *[other] { $count } autres valeurs
}
# A field, what a product has and what it gets.
change = { $field }{ "\u00A0" }: { $before } → { $after }
# What is wrong, with the field that it is about.
problem = { $kind ->
    [missing] { $field }{ "\u00A0" }: la valeur manque
    [too_long] { $field }{ "\u00A0" }: trop long pour le catalogue
    [characters] { $field }{ "\u00A0" }: contient des signes qui ne sont pas acceptés
    [repeated] { $field }{ "\u00A0" }: figure déjà dans une autre ligne du fichier
    [linked] { $field }{ "\u00A0" }: est déjà un autre SKU d’un produit du catalogue
    [currency] { $field }{ "\u00A0" }: est dans une autre devise
    [unread] { $field }{ "\u00A0" }: la cellule ne peut pas être lue et a été laissée de côté
   *[format] { $field }{ "\u00A0" }: la valeur n’est pas valide et a été laissée de côté
}
# Under a product with errors: the title of the rule, and the field.
error = Erreur de la vérification{ "\u00A0" }: { $title } ({ $field })
filter-label = Filtrer ce qui change
none-filtered = Aucun produit avec ce filtre
    .text = Choisissez une autre action ou affichez tous les produits du fichier.
pages = Pages de l’importation

## The imports of a sheet

list = Importations dans le catalogue
what-column = Produits
# Three parts of one sentence: of the file, how many products are new, change, and stay out.
counts = { $creates ->
    [0] aucun nouveau
    [one] { $creates } nouveau
   *[other] { $creates } nouveaux
}, { $updates ->
    [0] aucun modifié
    [one] { $updates } modifié
   *[other] { $updates } modifiés
}, { $refused ->
    [0] aucun exclu
    [one] { $refused } exclu
   *[other] { $refused } exclus
}
undo-first = Annulez d’abord une importation plus récente
    .text = L’importation de { $sheet }, faite le { $at }, a modifié les mêmes produits. Rien n’a encore été annulé.
undo-first-open = Ouvrir la plus récente

## Why an import was refused

no-sku-column = Il manque la colonne du SKU
    .text = Les produits sont reconnus à leur SKU. Indiquez dans le tableau quelle colonne est le SKU, et vérifiez de nouveau.
nothing-to-import = Rien n’a été choisi
    .text = Cochez les nouveaux produits, ceux qui changent, ou les deux. S’ils ont tous des erreurs, corrigez-les dans le tableau ou décochez «{ "\u00A0" }Seulement les produits sans erreurs{ "\u00A0" }».
import-not-ready = L’importation en est ailleurs
    .text = Rien n’a été modifié. La page montre où elle en est.
currency-changed = La devise de l’entreprise a changé
    .text = Les montants ont été lus dans celle d’avant, et rien n’a été modifié. Importez de nouveau, sur la page de la vérification.
