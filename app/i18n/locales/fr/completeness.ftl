### What a channel lists against what is here.

title = Vérification
of = Vérification de { $name }
context = Ce que le canal liste, commande par commande, face à ce qui est ici.
see = Voir la vérification
again = Vérifier le mois à nouveau
asked = Vérification demandée. Elle se fait à côté du reste.
csv = CSV, heure par heure
file-name = verification
month = { $month ->
    [m01] Janvier
    [m02] Février
    [m03] Mars
    [m04] Avril
    [m05] Mai
    [m06] Juin
    [m07] Juillet
    [m08] Août
    [m09] Septembre
    [m10] Octobre
    [m11] Novembre
   *[m12] Décembre
}
month-of = { $name } { $year }
months = Mois
previous-month = Mois précédent
next-month = Mois suivant
rule = Chaque heure est vérifiée 15 minutes après sa fin, puis chaque fois que son âge a doublé. Ce qui manque entre tout seul.

## Where it stands

open = Vérification en cours
    .text = Ce qui manque entre tout seul.
waits = La vérification commence après la première lecture
    .text = Dès que tout le passé de la boutique aura été lu, chaque heure sera vérifiée.
soon = La première vérification commence dans un instant
    .text = Elle se fait toute seule, à côté des lectures.
by-hand = Cette intégration ne lit que sur demande
    .text = Avec des lectures automatiques dans les réglages, la vérification se fait aussi toute seule.
problem = La dernière vérification ne s’est pas terminée
    .text = { $why } Ce qui a été vérifié avant reste valable. Prochain essai { $when }.
hidden = { $count ->
    [one] Le canal compte 1 commande qu’il ne montre pas
   *[other] Le canal compte { $count } commandes qu’il ne montre pas
}
    .text = C’est souvent une extension de la boutique qui cache des commandes. Vérifiez dans les pages du canal.
checked-at = Dernière vérification
checked-announced = Vérification terminée
missed-events = { $count ->
    [0] Ces dernières 24 h, aucun avis du canal n’a manqué.
    [one] Ces dernières 24 h, 1 avis du canal a manqué{ "\u00A0" }; sa commande a été récupérée.
   *[other] Ces dernières 24 h, { $count } avis du canal ont manqué{ "\u00A0" }; toutes les commandes ont été récupérées.
}

## Figures

listed = Chez le canal
listed-note = commandes passées ce mois-ci
imported = Ici
left-out = Laissées de côté
left-out-note = { $count ->
    [0] aucune laissée de côté
    [one] 1 laissée de côté, avec sa raison
   *[other] { $count } laissées de côté, avec leur raison
}
recovered = Récupérées
corrected = Corrigées
corrected-note = { $count ->
    [0] manquaient et sont entrées toutes seules
    [one] manquaient et sont entrées{ "\u00A0" }; 1 a été mise à jour
   *[other] manquaient et sont entrées{ "\u00A0" }; { $count } ont été mises à jour
}
failed = Non importées
failed-note = voir la raison de chacune
none-failed-note = rien n’est resté en arrière
waiting-note = entrent dès que l’offre a de la place
gone = Disparues du canal
gone-note = supprimées ou trop anciennes là-bas{ "\u00A0" }; elles restent ici

## Table

by-day = Jour par jour
by-hour = Heure par heure
day = Jour
hour = Heure
hours-of = { $day }, heure par heure
close-hours = Fermer
checked = Vérifié
state = État
orders = { $count ->
    [one] { $count } commande
   *[other] { $count } commandes
}
complete = Complet
missing = { $count ->
    [one] { $count } manque
   *[other] { $count } manquent
}
some-hours = { $done } heures sur { $all }
empty = Rien n’a été vérifié ce mois-ci
    .text = La vérification compare, heure par heure, ce que le canal liste avec ce qui est ici. Elle va du plus récent au plus ancien et n’est pas encore arrivée à ce mois.

## List of sales

complete-until = Complet jusqu’à { $when }
# Of the day that goes on: the hours of it that the check has been through.
checked-until = Vérifié jusqu’à { $when }
not-imported = { $count ->
    [one] { $count } commande non importée
   *[other] { $count } commandes non importées
}
not-imported-more = Plus de { NUMBER($count) } commandes non importées
