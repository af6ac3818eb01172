### Synchronisations: the list of runs, one run, what runs now.

title = Synchronisations
context = Chaque lecture de vos boutiques, avec ce qui est entré et ce qui ne l’est pas.
kind = { $kind ->
    [incremental] Nouveautés
    [full] Lecture complète
    [range] Période
   *[webhook] Avis en temps réel
}
range-days = { $from } au { $until }
direction = { $direction ->
    [inbound] De la boutique vers Orion
   *[outbound] D’Orion vers la boutique
}
state = { $state ->
    [waiting] En attente
    [running] En cours
    [completed] Terminée
    [partial] Avec des échecs
    [failed] Non terminée
   *[cancelled] Arrêtée
}
stopping = Arrêt en cours

## List

list = Liste des synchronisations
filter-label = Filtrer les synchronisations
connection = Intégration
connection-any = toutes
state-label = État
state-any = tous
started = Début
duration = Durée
pages = Pages
newer = Plus récentes
older = Plus anciennes
shown-count = { $count ->
    [one] { $count } synchronisation
   *[other] { $count } synchronisations
}
empty = Aucune synchronisation pour l’instant
    .text = Connectez une boutique et la première lecture commence d’elle-même.
empty-filtered = Aucune synchronisation avec ces filtres
    .text = Changez les filtres ou affichez tout.
to-integrations = Voir les intégrations

## Counts

read = Lues
created = Nouvelles
updated = Mises à jour
unchanged = Inchangées
skipped = Ignorées
failed = En échec
created-count = { $count ->
    [one] { $count } nouvelle
   *[other] { $count } nouvelles
}
updated-count = { $count ->
    [one] { $count } mise à jour
   *[other] { $count } mises à jour
}
unchanged-count = { $count ->
    [one] { $count } inchangée
   *[other] { $count } inchangées
}
skipped-count = { $count ->
    [one] { $count } ignorée
   *[other] { $count } ignorées
}
failed-count = { NUMBER($count) } en échec
nothing-read = Rien de nouveau dans la boutique
read-count = { $count ->
    [one] { $count } commande lue
   *[other] { $count } commandes lues
}
read-of = { NUMBER($read) } sur { NUMBER($total) } commandes
adds-up = Le compte est bon{ "\u00A0" }: chaque commande lue a un résultat.
does-not-add-up = Le compte n’est pas bon{ "\u00A0" }: des commandes lues n’ont pas de résultat. Répétez la synchronisation.

## One run

run-of = Synchronisation de { $name }
importing = Import des commandes
in-queue = En attente{ "\u00A0" }; commence dans un instant
waits-again = Attend la réponse de la boutique et réessaie d’elle-même
stopping-text = Arrêt en cours{ "\u00A0" }; ce qui est entré reste
time-left = environ { $time }
see-reasons = voir les motifs
refresh = Actualiser
stop = Arrêter
retry = Répéter
see-connection = Voir l’intégration
facts = À propos de la synchronisation
what = Type
direction-label = Sens
period = Période
requested-by = Demandée par
automatic = Automatique
asked-at = Demandée
ended = Fin
issues = Ce qui n’est pas entré
issues-context = Chaque commande ignorée ou en échec, avec le motif.
issues-none = Tout ce qui a été lu est entré
issues-none-text = Aucune commande n’a été ignorée ni n’a échoué.
issue-order = Commande dans la boutique
issue-verdict = Résultat
issue-reason = Motif
verdict = { $verdict ->
    [skipped] Ignorée
   *[failed] Échec
}
skip-reason = { $reason ->
    [draft] Le client n’a pas encore terminé l’achat.
    [trashed] La commande est dans la corbeille de la boutique.
    [test_order] C’est une commande de test, et l’intégration les laisse de côté.
   *[older_than_known] Orion a déjà une version plus récente de cette commande.
}
fail-reason = { $reason ->
    [unreadable] La boutique a envoyé la commande dans un format qui n’est pas le sien.
    [missing_field] Il manque une donnée sans laquelle il n’y a pas de vente.
    [out_of_range] Un montant ou une date dépasse ce qui est possible.
    [unknown_currency] La devise n’est pas dans la liste internationale (ISO 4217).
   *[refused] La commande n’a pas pu être enregistrée.
}
incomplete = La boutique a listé plus de commandes qu’elle n’en a donné
    .text = Ce qu’elle a donné est entré. Faites une lecture complète pour obtenir le reste.
records-failed = Certaines commandes ne sont pas entrées
    .text = Les autres sont entrées normalement. Chacune figure dans la liste ci-dessous, avec le motif.
did-not-finish = Ce qui était déjà entré reste ici. La prochaine synchronisation reprend au même endroit.

## What runs now, confirmations, conflicts

running-count = { $count ->
    [one] { $count } synchronisation
   *[other] { $count } synchronisations
}
started-toast = Synchronisation commencée.
started-all = { $count ->
    [0] Aucune nouvelle synchronisation{ "\u00A0" }: les comptes se synchronisent déjà ou ne sont pas connectés.
    [one] { $count } synchronisation commencée.
   *[other] { $count } synchronisations commencées.
}
stop-asked = La synchronisation va s’arrêter{ "\u00A0" }; ce qui est entré reste.
already-running = Ce compte se synchronise déjà
    .text = Suivez la synchronisation en cours{ "\u00A0" }; une autre peut commencer quand elle sera finie.
not-connected = Ce compte n’est pas connecté en ce moment
    .text = Reprenez ou réautorisez l’intégration avant de synchroniser.
already-over = Cette synchronisation est déjà terminée
    .text = Rien n’a été modifié. Pour relire, répétez la synchronisation.
