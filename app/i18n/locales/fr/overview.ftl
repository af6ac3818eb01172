### The first page: today, the last 30 days, what needs a hand.

title = Vue d’ensemble
sales-today = Ventes du jour
revenue-today = Revenu payé du jour
sales-period = Ventes sur 30 jours
revenue-period = Revenu payé sur 30 jours
paid-of = { $paid } payées
less-refunds = moins les remboursements
other-currencies = Autres devises : { $sums }

by-day = Revenu payé par jour, du { $from } au { $until }
day = Jour
revenue = Revenu payé
show-table = Voir le tableau
by-channel = Par canal
    .context = Revenu payé des 30 derniers jours
sales-count = { $count ->
    [one] { $count } vente
   *[other] { $count } ventes
}
no-sales = Aucune vente ces 30 derniers jours.

connections = Boutiques connectées
connected = Connectée
error = Erreur
needs-reauth = Réautoriser
paused = En pause
disconnected = Déconnectée
syncing = Synchronisation
last-sync = Mise à jour { $when }
never-synced = Pas encore synchronisée

attention = À traiter
all-good = Rien ne vous attend
reauth-title = { $store } n’accepte plus la clé d’accès
    .text = Depuis { $since }. Aucune commande n’est perdue ; elles entrent dès que vous réautorisez.
    .press = Réautoriser
error-title = { $store } est en erreur
    .text = Depuis { $since }. Aucune commande n’est perdue ; elles entrent dès que la connexion revient.
    .press = Voir le problème
run-failed = La dernière synchronisation de { $store } a échoué
    .text = { $when }. Ce qui est déjà entré reste enregistré.
    .press = Voir la synchronisation
run-partial = La dernière synchronisation de { $store } a laissé des éléments de côté
    .text = { $when }. Voyez le motif de chacun.
    .press = Voir les motifs
failed-records = { $count ->
    [one] { $count } élément n’a pas pu être importé
   *[other] { $count } éléments n’ont pas pu être importés
}
    .text = Chacun est listé avec son motif.
    .press = Voir les motifs
failed-records-more = { NUMBER($count) } éléments ou plus n’ont pas pu être importés
skus-text = Associez une fois et tous les articles en attente sont corrigés.
skus-press = Associer les SKU

welcome = Connectez la première boutique
    .text = Ses ventes apparaissent ici en quelques minutes.
    .press = Aller aux intégrations
