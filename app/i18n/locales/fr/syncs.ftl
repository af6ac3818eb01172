### Synchronisations: the list of runs, one run, what runs now.

title = Synchronisations
context = Chaque lecture de vos boutiques, avec ce qui est entré et ce qui ne l’est pas. Celles des avis en temps réel sont nombreuses et n’apparaissent que si vous les choisissez sous «{ "\u00A0" }Type{ "\u00A0" }».
kind = { $kind ->
    [incremental] Nouveautés
    [full] Lecture complète
    [range] Période
    [check] Vérification
    [replay] Nouveau traitement
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
connection-any = Toutes
kind-any = Toutes
kind-but-events = Toutes sauf les avis
state-label = État
state-any = Tous
brought = A apporté quelque chose
brought-any = Toutes
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
    .text = Connectez une boutique et la première synchronisation commence d’elle-même.
empty-filtered = Aucune synchronisation avec ces filtres
    .text = Changez les filtres ou affichez tout.
none-of-account = Aucune synchronisation de ce compte pour l’instant
    .text = La première commence quand le compte est connecté. Chacune reste ici avec ce qu’elle a apporté et ce qu’elle a laissé de côté.
to-integrations = Voir les intégrations

## Counts

read = Lues
created = Nouvelles
updated = Mises à jour
unchanged = Inchangées
skipped = Ignorées
failed = En échec
waiting = En attente de l’offre
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
waiting-count = { NUMBER($count) } en attente de l’offre
nothing-read = Rien de nouveau dans la boutique
read-count = { $count ->
    [0] Aucune commande lue
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
by-notice = Avis de la boutique
by-action = Une action sur une vente
asked-at = Demandée
ended = Fin
issues = Ce qui n’est pas entré
issues-context = Chaque commande ignorée, en échec ou en attente de l’offre, avec le motif.
issues-none = Tout ce qui a été lu est entré
issues-none-text = Aucune commande n’a été ignorée ni n’a échoué.
issue-order = Commande dans la boutique
issue-verdict = Résultat
issue-reason = Motif
verdict = { $verdict ->
    [skipped] Ignorée
    [waiting] En attente de l’offre
   *[failed] Échec
}
skip-reason = { $reason ->
    [draft] Le client n’a pas encore terminé l’achat.
    [trashed] La commande est dans la corbeille de la boutique.
    [test_order] C’est une commande de test, et l’intégration les laisse de côté.
    [plan_limit] L’offre de l’entreprise ne comprend plus de commandes ce mois-ci. La commande est conservée et attend de la place.
    [not_as_shown] La commande deviendrait autre chose que ce qui a été montré, et a été laissée telle quelle.
   *[older_than_known] Orion a déjà une version plus récente de cette commande.
}
    .fix = { $reason ->
        [draft] Rien à faire{ "\u00A0" }: la commande entre quand l’achat est terminé.
        [trashed] Si la commande est valable, restaurez-la dans la boutique{ "\u00A0" }; elle entre à la prochaine synchronisation.
        [test_order] Pour recevoir les commandes de test, changez l’option dans les réglages de l’intégration, puis relisez tout.
        [plan_limit] Rien n’est perdu{ "\u00A0" }: elle entre d’elle-même dès qu’il y a de la place. Pour la recevoir maintenant, changez d’offre.
        [not_as_shown] Demandez de nouveau la différence et appliquez-la.
       *[older_than_known] Rien à faire.
    }
fail-reason = { $reason ->
    [unreadable] La boutique a envoyé la commande dans un format qui n’est pas le sien.
    [missing_field] Il manque une donnée sans laquelle il n’y a pas de vente.
    [out_of_range] Un montant ou une date dépasse ce qui est possible.
    [unknown_currency] La devise n’est pas dans la liste internationale (ISO 4217).
   *[refused] La commande n’a pas pu être enregistrée.
}
    .fix = { $reason ->
        [unreadable] Ouvrez la commande dans la boutique, enregistrez-la de nouveau et appuyez sur «{ "\u00A0" }Réessayer{ "\u00A0" }». Si cela continue, envoyez le détail technique à l’assistance.
        [missing_field] Complétez la commande dans la boutique (le détail dit ce qui manque) et appuyez sur «{ "\u00A0" }Réessayer{ "\u00A0" }».
        [out_of_range] Corrigez le montant ou la date dans la commande de la boutique et appuyez sur «{ "\u00A0" }Réessayer{ "\u00A0" }».
        [unknown_currency] Corrigez la devise dans la boutique et appuyez sur «{ "\u00A0" }Réessayer{ "\u00A0" }».
       *[refused] Appuyez sur «{ "\u00A0" }Réessayer{ "\u00A0" }». Si cela continue, envoyez le détail technique à l’assistance.
    }
records-failed = Certaines commandes ne sont pas entrées
    .text = Les autres sont entrées normalement. Chacune figure dans la liste ci-dessous, avec le motif.
beyond-plan = { $count ->
    [one] { $count } commande est arrivée au-delà de l’offre
   *[other] { $count } commandes sont arrivées au-delà de l’offre
}
    .text = Rien n’est perdu{ "\u00A0" }: les commandes au-delà de l’offre sont conservées et deviennent des ventes d’elles-mêmes, de la plus ancienne à la plus récente, avec une offre plus grande ou quand le compte du mois recommence.
see-waiting = Voir celles qui attendent
orders-waiting = { $count ->
    [one] { $count } commande en attente de l’offre
   *[other] { $count } commandes en attente de l’offre
}
did-not-finish = Ce qui était déjà entré reste ici. La prochaine synchronisation reprend au même endroit.

## Orders that did not come in

left-out = Commandes qui ne sont pas entrées
left-out-context = Tout ce que les boutiques listent et qui n’est pas encore une vente ici, avec le motif et la marche à suivre.
left-out-verdict = { $verdict ->
    [skipped] Ignorées
    [waiting] En attente de l’offre
   *[failed] En échec
}
left-out-filter = Filtrer les commandes qui ne sont pas entrées
reason-any = Tous
left-out-filtered = Aucune commande avec ces filtres
    .text = Changez les filtres ou affichez tout.
none-failed = Aucune commande en échec
    .text = Toute commande listée par les boutiques est entrée, attend l’offre ou a été ignorée avec un motif.
none-skipped = Aucune commande ignorée
    .text = Toute commande listée par les boutiques est entrée, attend l’offre ou figure parmi celles en échec.
release = Ces commandes attendent de la place dans l’offre
none-waiting = Aucune commande en attente de l’offre
    .text = L’offre a de la place pour tout ce que les boutiques ont listé.
left-out-order = Commande { $number }
no-id = sans numéro lisible
first-seen = vue { $when }
judged = résultat { $when }
see-run = Voir la synchronisation
see-sale = Voir la vente
see-document = Voir les données du canal

## What runs now, confirmations, conflicts

running-count = { $count ->
    [one] { $count } synchronisation
   *[other] { $count } synchronisations
}
started-toast = Synchronisation commencée. Les ventes apparaissent à mesure qu’elles entrent.
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
no-orders = Ce compte n’apporte pas de commandes
    .text = Rien n’a été lancé. Seuls les comptes qui vendent sont synchronisés.
already-over = Cette synchronisation est déjà terminée
    .text = Rien n’a été modifié. Pour relire, répétez la synchronisation.
