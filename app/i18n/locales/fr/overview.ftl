### The first page: how sales go, and what needs a hand.

title = Vue d’ensemble
spans = Période
span = { $span ->
    [1] Aujourd’hui
    [7] 7 jours
    [30] 30 jours
   *[other] 90 jours
}
analyse = Ouvrir dans Analyses
sales = Ventes
revenue = Chiffre d’affaires encaissé
awaited = À encaisser
to-ship = À envoyer
paid-of = { $count ->
    [one] { $count } payée
   *[other] { $count } payées
}
# Beside the paid ones: the list of sales shows test orders as well.
tests-beside = { $count ->
    [one] plus { $count } commande de test
   *[other] plus { $count } commandes de test
}
less-refunds = moins les remboursements
# Beside a figure: `change` is "12 %", after an arrow.
compared = { $span ->
    [1] { $change } par rapport à hier à cette heure
    [7] { $change } par rapport aux 7 jours précédents
    [30] { $change } par rapport aux 30 jours précédents
   *[other] { $change } par rapport aux 90 jours précédents
}
# Their revenues follow, each a link.
other-currencies = { $count ->
    [one] { $count } vente dans une autre devise{ "\u00A0" }:
   *[other] { $count } ventes dans d’autres devises{ "\u00A0" }:
}
# Below the figures, in the place of what they are compared with.
no-comparison = Sans comparaison{ "\u00A0" }: la première vente ici date du { $day }, et la période précédente commence avant.

by-day = Chiffre d’affaires encaissé par jour, du { $from } au { $until }
by-hour-today = Chiffre d’affaires encaissé par heure, aujourd’hui
day = Jour
hour = Heure
# An hour of the day, below a bar.
at-hour = { NUMBER($hour) }{ "\u00A0" }h
before = { $span ->
    [1] Hier
   *[other] Période précédente
}
# After a value whose day or hour is not over.
so-far = jusqu’ici
show-table = Voir le tableau
by-hour = Ventes par heure de la journée
by-channel = Par canal
    .context = Chiffre d’affaires encaissé de la période
sales-count = { $count ->
    [one] { $count } vente
   *[other] { $count } ventes
}
no-sales = Aucune vente sur la période pour l’instant.

money = Argent de la période
    .context = Des ventes faites pendant celle-ci
received = Encaissé
refunded = Remboursé
charges = Frais des canaux
# What channels keep besides fees, less the discounts that they pay for.
other-charges = Livraison, taxes et remises du canal
net = Il vous reste
# While some fees are not told.
net-open = Il vous reste, hors frais non indiqués
untold = { $count ->
    [one] Le canal n’a pas indiqué la commission de { $count } vente payée{ "\u00A0" }: il peut vous rester moins.
   *[other] Les canaux n’ont pas indiqué la commission de { $count } ventes payées{ "\u00A0" }: il peut vous rester moins.
}

age = { $age ->
    [day] Jusqu’à 1 jour
    [two] De 1 à 2 jours
    [week] De 2 à 7 jours
   *[older] Plus de 7 jours
}
to-ship-context = Ventes payées de boutiques connectées, par durée d’attente
to-ship-none = Aucune vente payée n’attend d’envoi.
to-ship-oldest = Celles qui attendent le plus
to-ship-all = { $count ->
    [one] Voir dans Ventes
   *[other] Voir les { $count } dans Ventes
}
sale = Vente { $number }

best = Meilleures ventes
    .context = Chiffre d’affaires des articles de la période liés au catalogue
best-none = Aucun produit du catalogue n’a été vendu sur la période.
pieces = { $count } u.
running-out = Stock qui s’épuise
    .context = Au rythme des 4 dernières semaines
running-out-none = À ce rythme, aucun stock ne s’épuise en 30 jours.
running-out-empty = Aucun produit dans le catalogue pour l’instant.
in-stock = { NUMBER($count) } en stock
days-left = { $days ->
    [0] S’épuise aujourd’hui
    [one] S’épuise dans { $days } jour
   *[other] S’épuise dans { $days } jours
}
sold-out = Épuisé

connections = Intégrations
last-sync = Dernier succès{ "\u00A0" }: { $when }
never-synced = Pas encore synchronisée

attention = À traiter
all-good = Rien ne vous attend
reauth-title = { $store } n’accepte plus la clé d’accès
    .text = Depuis { $since }. Aucune commande n’est perdue ; elles entrent dès que vous réautorisez.
    .ask = Depuis { $since }. Aucune commande n’est perdue{ "\u00A0" }; elles entrent dès qu’un administrateur de l’entreprise réautorise.
    .sheets = Depuis { $since }. Les feuilles de calcul de ce compte ne sont pas lues tant que personne ne réautorise.
    .press = Réautoriser
error-title = { $store } est en erreur
    .text = Depuis { $since }. Aucune commande n’est perdue ; elles entrent dès que la connexion revient.
    .press = Voir le problème
run-failed = La dernière synchronisation de { $store } a échoué
    .text = Elle s’est terminée { $when }. Ce qui est déjà entré reste enregistré.
    .press = Voir la synchronisation
run-partial = La dernière synchronisation de { $store } a laissé des commandes de côté
    .text = Elle s’est terminée { $when }. Voyez le motif de chacune.
    .press = Voir les motifs
failed-records = { $count ->
    [one] { $count } commande n’a pas pu être importée
   *[other] { $count } commandes n’ont pas pu être importées
}
    .text = Chacune est listée avec son motif et la marche à suivre.
    .press = Voir les motifs
failed-records-more = { NUMBER($count) } commandes ou plus n’ont pas pu être importées
parked = { $count ->
    [one] { $count } connexion s’est arrêtée parce que l’offre en comprend moins
   *[other] { $count } connexions se sont arrêtées parce que l’offre en comprend moins
}
    .text = { $stores }. Les ventes restent, et rien n’est perdu. Pour continuer, changez d’offre ou déconnectez-en une autre.
late = { $count ->
    [one] { $count } vente attend son envoi depuis plus de 7 jours
   *[other] { $count } ventes attendent leur envoi depuis plus de 7 jours
}
    .text = Le paiement est arrivé. Indiquez l’envoi au canal, ou annulez ce qui ne partira pas.
    .press = Voir les ventes
stock-ends = { $count ->
    [one] Le stock de { $count } produit est épuisé ou s’épuise d’ici 7 jours
   *[other] Le stock de { $count } produits est épuisé ou s’épuise d’ici 7 jours
}
    .text = Au rythme des 4 dernières semaines. Réapprovisionnez, ou corrigez le stock s’il est autre.
    .press = Voir les produits
    .one = Voir le produit
stock-ends-more = Le stock de { NUMBER($count) } produits ou plus est épuisé ou s’épuise d’ici 7 jours
skus-text = Associez une fois et tous les articles en attente sont corrigés.
skus-ask = Dès qu’une personne qui modifie les produits les associe, tous les articles en attente sont corrigés.
skus-press = Associer les codes

# For whom may connect none.
no-store = Aucune boutique connectée pour l’instant
    .text = Demandez à un administrateur de l’entreprise de connecter la première. Ses ventes s’affichent ici.
welcome = Connectez la première boutique
    .text = Ses ventes arrivent en quelques minutes.
    .press = Aller aux intégrations
