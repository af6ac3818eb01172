### The first page: today, the last 30 days, what needs a hand.

title = Vue d’ensemble
sales-today = Ventes du jour
revenue-today = Revenu payé du jour
sales-period = Ventes sur 30 jours
revenue-period = Revenu payé sur 30 jours
paid-of = { $paid } payées
tests-beside = { $count ->
    [one] plus { $count } commande de test
   *[other] plus { $count } commandes de test
}
less-refunds = moins les remboursements
other-currencies = Autres devises : { $sums }

by-day = Revenu payé par jour, du { $from } au { $until }
day = Jour
revenue = Revenu payé
show-table = Voir le tableau
today-by-channel = Aujourd’hui par canal
    .context = Revenu payé du jour
no-sales-today = Aucune vente aujourd’hui pour l’instant.
by-channel = 30 jours par canal
    .context = Revenu payé des 30 derniers jours
sales-count = { $count ->
    [one] { $count } vente
   *[other] { $count } ventes
}
no-sales = Aucune vente ces 30 derniers jours.

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
    .text = Elle s’est terminée { $when }. Voyez le motif de chacun.
    .press = Voir les motifs
failed-records = { $count ->
    [one] { $count } commande n’a pas pu être importée
   *[other] { $count } commandes n’ont pas pu être importées
}
    .text = Chacune est listée avec son motif et la marche à suivre.
    .press = Voir les motifs
failed-records-more = { NUMBER($count) } commandes ou plus n’ont pas pu être importées
skus-text = Associez une fois et tous les articles en attente sont corrigés.
skus-press = Associer les codes

welcome = Connectez la première boutique
    .text = Ses ventes arrivent en quelques minutes.
    .press = Aller aux intégrations
