### A checked sheet in the columns of a marketplace.

# In the menu of files of a check.
of-check = Tableau dans les colonnes d’un canal
title-of = { $name } dans les colonnes d’un canal
context = Les produits de cette vérification, avec les colonnes et les valeurs demandées par chaque canal
complete = Contient ce que le canal exige
incomplete = Il manque ce que le canal exige
missing = Absent du tableau{ "\u00A0" }: { $fields }
# Two numbers, such as `12 colonnes remplies sur 18`.
filled = { $filled } colonnes remplies sur { $all }
source = Source du modèle, consultée le { $date }
download = { $kind ->
    [csv] Télécharger en CSV
   *[xlsx] Télécharger pour Excel
}
