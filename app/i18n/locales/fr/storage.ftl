### What takes space, and for how long it is kept.

title = Stockage
context = Ce qui prend de la place et combien de temps c’est conservé
measured = { $size } au total, mesuré { $when }
empty = Pas encore mesuré
empty-text = La première mesure prend quelques minutes après la création de l’entreprise. Rechargez la page ensuite.

## What takes space

uses = Ce qui prend de la place
uses-context = Valeurs approximatives{ "\u00A0" }: la place de chaque table, avec ses index, répartie entre les entreprises selon leurs lignes.
what = Contenu
space = Place
items = Éléments
oldest = Plus ancien
kept = Conservé
always = Sans limite
days = { $days ->
    [one] { $days } jour
   *[other] { $days } jours
}
kind = { $kind ->
    [sales] Ventes
    [customers] Clients
    [products] Produits
    [payloads] Commandes telles que le canal les a envoyées
    [events] Avis des plateformes
    [story] Historique des ventes
    [verdicts] Historique de chaque commande des canaux
    [records] État de chaque commande des canaux
    [runs] Synchronisations
    [jobs] Tâches de la file
    [actions] Actions demandées aux canaux
    [figures] Chiffres des appels et des vérifications
    [alerts] Alertes
    [audit] Registre de qui a fait quoi
    [sheets] Tableaux de produits, sans leurs fichiers
    [validations] Vérifications de tableaux
   *[other] Intégrations et réglages
}

## For how long it is kept

choices = Durée de conservation
choices-context = Le maximum est fixé par la personne qui gère cette installation. Les ventes et les clients restent toujours.
most-days = { $days ->
    [one] { $days } jour (maximum de cette installation)
   *[other] { $days } jours (maximum de cette installation)
}
help = { $kind ->
    [payloads] Passé ce délai, la page de la vente ne montre plus le document original du canal.
    [events] Passé ce délai, un avis ne peut plus être vu ni traité à nouveau. Ceux qui attendent restent.
    [story] Effacé par mois entiers. Passé ce délai, la page de la vente ne raconte plus ce qui s’est passé.
    [verdicts] Supprimé par mois entiers. Ensuite, la recherche ne raconte plus pas à pas ce qui est arrivé à une commande.
   *[other] Celles qui lisent des avis restent 30 jours au plus. Celles qui ont laissé des commandes de côté restent tant qu’elles le sont.
}
save = Enregistrer et effacer ce qui est plus ancien
saved = Durées enregistrées. Ce qui est plus ancien est effacé dans l’heure.
