### A checked sheet in the columns of a marketplace.

# In the menu of files of a check.
of-check = Tableau dans les colonnes d’un canal
title-of = Dans les colonnes d’un canal{ "\u00A0" }: { $name }
context = Les produits de cette vérification, avec les colonnes et les valeurs demandées par chaque canal
complete = Contient ce que le canal exige
incomplete = Il manque ce que le canal exige
faulty = { $count ->
    [one] { $count } produit avec des erreurs
   *[other] { $count } produits avec des erreurs
}
# By the rules of the channel, and by those that hold everywhere.
faulty-of = { $count ->
    [0] Aucun des { NUMBER($all) } produits n’a d’erreurs pour ce canal dans cette vérification.
    [one] { $count } produit sur { NUMBER($all) } a des erreurs pour ce canal dans cette vérification.
   *[other] { $count } produits sur { NUMBER($all) } ont des erreurs pour ce canal dans cette vérification.
}
see-errors = Voir les erreurs
unchecked = Non vérifié pour ce canal
    .text = Les règles de ce canal n’étaient pas cochées dans cette vérification. Cochez-les dans le tableau et vérifiez de nouveau.
choose-rules = Choisir les règles
missing = Absent du tableau{ "\u00A0" }: { $fields }
# Two numbers, such as `12 colonnes remplies sur 18`.
filled = { $filled } colonnes remplies sur { $all }
source = Source du modèle, consultée le { $date }
download = { $kind ->
    [csv] Télécharger en CSV
   *[xlsx] Télécharger pour Excel
}
# Before the links of a file.
clean-products = { $count ->
    [one] Seulement { $count } produit, celui sans erreurs
   *[other] Seulement les { $count } produits sans erreurs
}
all-products = { $count ->
    [one] { $count } produit, avec ou sans erreurs
   *[other] Les { $count } produits, aussi ceux avec des erreurs
}
