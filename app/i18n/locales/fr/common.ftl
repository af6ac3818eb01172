### Words that every page uses.

save = Enregistrer
cancel = Annuler
close = Fermer
filter = Filtrer
filters = Filtres
clear-filters = Effacer les filtres
export = Exporter
next-page = Page suivante
previous-page = Page précédente
first-page = Première page
# In the bar of the picked rows.
pick-all = Sélectionner toute la page
pick-none = Effacer la sélection
undo = Annuler
saved = Modifications enregistrées.
try-again = Réessayer
see-reasons = Voir les motifs
see-details = Voir les détails
more = Plus
yes = Oui
no = Non
all = Tous
not-informed = Non renseigné
optional = facultatif
from = Du
until = Au
error-title = Erreur : { $title }
field-error = { $label } : { $error }
skip-to-content = Aller au contenu
language = Langue
