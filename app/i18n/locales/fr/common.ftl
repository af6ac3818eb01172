### Words that every page uses.

save = Enregistrer
cancel = Annuler
close = Fermer
back = Retour
edit = Modifier
remove = Retirer
add = Ajouter
copy = Copier
copied = Copié
search = Rechercher
filter = Filtrer
filters = Filtres
clear = Effacer
clear-filters = Effacer les filtres
export = Exporter
next-page = Page suivante
previous-page = Page précédente
first-page = Première page
loading = Chargement
undo = Annuler
saved = Modifications enregistrées
try-again = Réessayer
see-reasons = Voir les motifs
see-details = Voir les détails
more = Plus
more-actions = Plus d’actions
yes = Oui
no = Non
all = Tous
none = Aucun
not-informed = Non renseigné
unknown = Inconnu
optional = facultatif
from = Du
until = Au
error-title = Erreur : { $title }
field-error = { $label } : { $error }
menu = Menu
skip-to-content = Aller au contenu
language = Langue
sorted-ascending = Tri croissant
sorted-descending = Tri décroissant

selected-count = { $count ->
    [one] { $count } sélectionné
   *[other] { $count } sélectionnés
}

result-count = { $count ->
    [0] Aucun résultat
    [one] { $count } résultat
   *[other] { $count } résultats
}
