### Processing again what is kept of a channel's words.

title = Traiter de nouveau
again = Traiter de nouveau
    .help = Ce qui a été gardé de cette période, avec la lecture d’aujourd’hui. Rien n’est demandé à la boutique, et rien ne change avant que vous voyiez la différence.
again-selected = Traiter ces ventes de nouveau
# Before what the filter is, in words.
of-filter = Ventes de ce filtre{ "\u00A0" }:
see-others = Voir les autres boutiques du filtre
last = Derniers retraitements
placed-from = Passées du
placed-until = Passées au
see-difference = Voir la différence
asked-by = demandé par { $name }
scope = { $scope ->
    [order] Une vente
    [record] Une commande que le canal a listée
    [run] Ce qu’une synchronisation a apporté
    [parked] Commandes qui attendaient de la place dans l’offre
    [filter] Les ventes d’un filtre
   *[range] Une période
}
state = { $state ->
    [looking] Vérification
    [ready] Différence prête
    [applying] Application
    [applied] Appliqué
   *[failed] Inachevé
}

## Counts

looked = { $count ->
    [one] { $count } commande vérifiée
   *[other] { $count } commandes vérifiées
}
same = { $count ->
    [one] { $count } sans changement
   *[other] { $count } sans changement
}
changed = { $count ->
    [one] { $count } changerait
   *[other] { $count } changeraient
}
unreadable = { $count ->
    [one] { $count } ne peut pas être lue
   *[other] { $count } ne peuvent pas être lues
}
incomplete = { $count ->
    [one] { $count } est incomplète et ne peut être relue que sur le canal
   *[other] { $count } sont incomplètes et ne peuvent être relues que sur le canal
}
gone = { $count ->
    [one] { $count } n’a plus les données du canal
   *[other] { $count } n’ont plus les données du canal
}
moved = { $count ->
    [one] { $count } n’est plus telle que montrée et est restée telle quelle
   *[other] { $count } ne sont plus telles que montrées et sont restées telles quelles
}
applied = { $count ->
    [one] { $count } commande enregistrée
   *[other] { $count } commandes enregistrées
}

## States

looking = Comparaison de ce qui est gardé avec ce qui est enregistré
applying = Enregistrement des différences
ready = Rien n’a encore été enregistré. Vérifiez la différence et appliquez-la.
nothing = Rien ne changerait
    .text = Ce qui est enregistré est ce que ferait la lecture d’aujourd’hui.
failed = Le traitement n’a pas pu être achevé
    .text = C’était une erreur d’Orion{ "\u00A0" }; le journal du serveur dit laquelle. Ce qui est enregistré reste. Demandez-le de nouveau.
apply = { $count ->
    [one] Appliquer { $count } changement
   *[other] Appliquer { $count } changements
}
started-toast = Les différences sont en cours d’enregistrement.
still-looking = La différence est encore en cours de vérification
    .text = Attendez la fin de la vérification, puis appliquez-la.
too-many = Trop de ventes à la fois
    .text = Jusqu’à { NUMBER($count) } ventes sont vérifiées à la fois, et ce filtre en a davantage. Choisissez une période plus courte dans la liste{ "\u00A0" }; la période entière d’une boutique se traite sur la page de son intégration.

## The difference

difference = Différence
outcome = Résultat
values = Valeurs, avant et après
first-shown = { $count ->
    [one] Seule la première commande est affichée{ "\u00A0" }; toutes sont comptées.
   *[other] Seules les { $count } premières commandes sont affichées{ "\u00A0" }; toutes sont comptées.
}
would-change = Changerait
would-be-new = Deviendrait une vente
would-not-read = Ne peut pas être lue
field = { $field ->
    [money] Montants
    [buyer] Client
    [dates] Dates
    [lines] Articles
    [addresses] Adresses
    [payments] Paiements
    [refunds] Remboursements
    [ledger] Coûts du canal
    [verdict] Résultat de la lecture
   *[other] Autres données
}
