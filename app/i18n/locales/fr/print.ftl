### Sheets of paper: one sale, a packing list, a month of checks.

print = Imprimer
press = Imprimer ou enregistrer en PDF
without-script = Pour imprimer ou enregistrer en PDF, utilisez la commande d’impression du navigateur.
# At the foot of a sheet.
printed = Imprimé par { $name } le { $when }

## Packing list

packing = Liste de préparation
packing-press = Imprimer la préparation
# The first ones of what the list finds.
packing-found = Préparation de { NUMBER($most) } de ces ventes au plus
to-pick = À prélever
to-pack = À emballer
no-address = Le canal n’a pas indiqué d’adresse de livraison.
nothing = Aucune vente à préparer
    .text = Cochez des ventes dans la liste des ventes et choisissez «{ "\u00A0" }Imprimer la préparation{ "\u00A0" }».
called-off = { $count ->
    [one] { $count } vente annulée, non aboutie, non payée ou remboursée a été laissée de côté
   *[other] { $count } ventes annulées, non abouties, non payées ou remboursées ont été laissées de côté
}
# The numbers of these sales.
called-off-text = N’envoyez pas{ "\u00A0" }: { $numbers }.
awaited = { $count ->
    [one] { $count } vente de cette liste n’est pas encore entièrement payée
   *[other] { $count } ventes de cette liste ne sont pas encore entièrement payées
}
# The numbers of these sales.
awaited-text = Vérifiez le paiement avant l’envoi{ "\u00A0" }: { $numbers }. Les articles sont comptés dans «{ "\u00A0" }{ to-pick }{ "\u00A0" }».
unknown = { $count ->
    [one] { $count } vente choisie est introuvable
   *[other] { $count } ventes choisies sont introuvables
}
    .text = Vérifiez que l’adresse est complète et que vous êtes dans la bonne entreprise.
beyond = La liste contient les { NUMBER($most) } premières ventes choisies
beyond-text = { $count ->
    [one] { $count } n’y est pas. Imprimez une autre liste pour elle.
   *[other] { $count } n’y sont pas. Imprimez une autre liste pour elles.
}
# Of the sales that a filter finds, in the order of the list.
found-more = Le filtre trouve d’autres ventes
    .text = Chaque liste contient au plus { NUMBER($most) } ventes du filtre. Les suivantes sont sur une autre liste.
found-next = Ventes suivantes

## A month of checks

compared = Ce qui a été comparé
    .text = Chaque commande que le canal liste, selon l’heure où elle a été passée, avec ce qui est dans Orion. Chacune finit en vente ici, laissée de côté avec un motif, en attente de l’offre ou non importée.
never-checked = Pas encore
hours-checked = Heures vérifiées dans le mois
adds-up = Le compte est bon{ "\u00A0" }: { $listed } sur le canal = { $imported } ici + { $left } laissées de côté + { $waiting } en attente de l’offre + { $failed } non importées.
does-not-add-up = Le compte n’y est pas{ "\u00A0" }: { $listed } sur le canal, { $imported } ici, { $left } laissées de côté, { $waiting } en attente de l’offre et { $failed } non importées. Vérifiez le mois à nouveau.
missing = Ce qui manque et pourquoi
    .context = Commandes de cette intégration qui n’ont pas pu être importées jusqu’ici, tous mois confondus.
missing-none = Aucune commande n’est restée sans importation.
missing-more = { $count ->
    [one] Et { $count } autre commande, visible dans Orion.
   *[other] Et { $count } autres commandes, visibles dans Orion.
}
since = Depuis
left-out-context = Commandes qui ne sont pas des ventes, tous mois confondus, par motif.
waiting-context = Commandes conservées, tous mois confondus, qui entrent d’elles-mêmes dès que l’offre a de la place.
