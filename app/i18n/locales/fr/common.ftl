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
# An undo that was refused, above the page on which it was pressed.
not-undone = Rien n’a été annulé{ "\u00A0" }: il y a eu une autre modification entre-temps
    .text = La modification la plus récente, d’une autre personne ou d’un autre onglet, reste telle quelle. Ouvrez la page où vous avez fait la vôtre et vérifiez.
saved = Modifications enregistrées.
try-again = Réessayer
see-reasons = Voir les motifs
see-details = Voir les détails
more = Plus
# Between a name and a value behind it.
colon = { "\u00A0" }:
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
