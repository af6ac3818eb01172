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

## What a file would lack: on the page before it is downloaded, and on a second sheet of a workbook.

see-lacking = Voir ce qui manquerait au fichier
lacking-in = Ce qui manquerait au fichier{ "\u00A0" }: { $template }
lacking-cells = { $cells ->
    [one] { $cells } cellule incomplète
   *[other] { $cells } cellules incomplètes
} dans { $records ->
    [one] { $records } produit
   *[other] { $records } produits
}.
lacking-none = { $count ->
    [0] Ce tableau ne contient aucun produit.
    [one] Aucune cellule incomplète dans { $count } produit.
   *[other] Aucune cellule incomplète dans { $count } produits.
}
# When there was no time for more.
lacking-cut = { $count ->
    [0] Le tableau n’a pas pu être lu à temps. Attendez un instant et ouvrez de nouveau.
    [one] Seul { $count } produit a pu être lu à temps{ "\u00A0" }; il peut manquer davantage.
   *[other] Seuls les { $count } premiers produits ont pu être lus à temps{ "\u00A0" }; il peut manquer davantage.
}
lacking-listed = Le fichier Excel contient la liste dans la feuille «{ "\u00A0" }{ lacking-sheet }{ "\u00A0" }». Le CSV ne contient que les produits, car le canal lit tout ce qui s’y trouve.
lacking-more = { $count ->
    [one] { $count } cellule de plus
   *[other] { $count } cellules de plus
}
# Excel allows 31 characters, without `[ ] : * ? / \`.
lacking-sheet = À compléter
lacking-row = Ligne du fichier
lacking-column = Colonne du canal
lacking-reason = { $code ->
    [apart] Les autres lignes du produit sont ailleurs, ou trop nombreuses{ "\u00A0" }; triez le tableau par groupe
    [sku_of_product] La variante porte le même SKU que le produit entier
    [excel_cell_length] Le texte ne tient pas dans une cellule Excel et a été coupé
   *[too_many_items] Il y a plus d’images que le canal n’en accepte{ "\u00A0" }; les autres ont été laissées de côté
}
