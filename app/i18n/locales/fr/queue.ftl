### The queue: background work, what waits, runs and failed for good.

title = File d’attente
context = Ce qu’Orion a encore à faire, et ce qui s’est arrêté avec une erreur.
filter-label = Filtrer la file d’attente
list = Tâches
open = Ouvertes
all-done = La file d’attente est vide.

kind-label = Tâche
kind-any = Toutes
kind = { $kind ->
    [sync_orders] Synchronisation des commandes
    [drain_events] Avis en temps réel
    [register_webhooks] Enregistrement des avis auprès de la plateforme
    [send_action] Action sur le canal
    [check_completeness] Vérification des commandes
    [replay] Nouveau traitement
    [validate] Vérification d’un tableau
    [write_results] Résultats dans le tableau Google
    [correct] Correction d’un tableau
    [import_catalogue] Importation dans le catalogue
   *[look_at_plan] Vérification d’une action groupée
}
standing-label = État
standing = { $standing ->
    [waiting] En attente
    [running] En cours
    [delayed] Planifiées
   *[failed] En erreur
}
# Of one job.
state = { $state ->
    [waiting] En attente
    [running] En cours
    [delayed] Planifiée
   *[failed] En erreur
}
stopping = Arrêt en cours
priority = { $priority ->
    [critical] Priorité critique
    [normal] Priorité normale
   *[low] Priorité basse
}
priority-count = { $priority ->
    [critical] { $count ->
        [one] { $count } critique
       *[other] { $count } critiques
    }
    [normal] { $count ->
        [one] { $count } normale
       *[other] { $count } normales
    }
   *[low] { $count ->
        [one] { $count } basse
       *[other] { $count } basses
    }
}
when = { $standing ->
    [waiting] demandée { $when }
    [running] commencée { $when }
    [delayed] commence { $when }
   *[failed] arrêtée { $when }
}
starts = { $count ->
    [one] { $count } tentative
   *[other] { $count } tentatives
}
# What went wrong before this attempt.
last-attempt = Dernière tentative{ "\u00A0" }: { $problem }

## Kinds

kinds = Par type de tâche
oldest = La plus ancienne
active = Active
paused = En pause
paused-by = par { $name }, { $since }
paused-since = en pause { $since }
pause = Mettre en pause
resume = Reprendre
paused-toast = Les tâches de ce type sont en pause{ "\u00A0" }; celles qui ont commencé vont jusqu’au bout.
resumed-toast = Les tâches de ce type reprennent.

## What is empty

empty = Rien dans la file d’attente
    .text = Les lectures, les vérifications et tout ce qui prend du temps passent ici pendant qu’ils attendent, tournent ou échouent. Tout le travail est à jour.
empty-filtered = Aucune tâche avec ces filtres
    .text = Changez les filtres ou affichez tout.

## What failed

failed-count = { $count ->
    [one] { $count } tâche s’est arrêtée avec une erreur
   *[other] { $count } tâches se sont arrêtées avec une erreur
}
failed-text = Orion a renoncé après plusieurs tentatives. Rien n’a été effacé{ "\u00A0" }: voyez le motif, réessayez ou abandonnez.
all-again = Tout réessayer{ "\u00A0" }: { $kind }
own-fault = Une défaillance d’Orion, inscrite dans le journal technique.
# What to do in place of trying again.
instead = { $kind ->
    [replay] Demandez-le de nouveau, sur la page de la vente, de la synchronisation ou de l’intégration.
    [validate] Vérifiez de nouveau le tableau, sur sa page.
    [write_results] Demandez de nouveau, sur la page de la vérification.
    [correct] Appliquez de nouveau les corrections, sur la page de la vérification.
    [import_catalogue] Importez de nouveau, sur la page de la vérification.
    [look_at_plan] Demandez de nouveau l’action groupée, dans la liste des ventes.
   *[send_action] Le résultat est sur la vente{ "\u00A0" }; s’il le faut encore, redemandez-le là-bas.
}
redriven = { $asked ->
    [0] Rien n’a été refait cette fois.
    [one] { $asked } tâche est revenue dans la file d’attente.
   *[other] { $asked } tâches sont revenues dans la file d’attente.
}{ $refused ->
    [0] { "" }
    [one] { " " }{ $refused } est restée{ "\u00A0" }: l’intégration est occupée ou déconnectée.
   *[other] { " " }{ $refused } sont restées{ "\u00A0" }: les intégrations sont occupées ou déconnectées.
}
cancelled-toast = La tâche va s’arrêter{ "\u00A0" }; ce qui a été fait reste.
not-cancellable = Cette tâche ne peut pas être annulée
    .text = Elle se termine d’elle-même dans un instant. Pour retenir les suivantes, mettez le type en pause.
not-redrivable = Cette tâche ne peut pas être refaite
    .text = Redemandez-la sur la page d’où elle vient.

## Giving up what failed

dismiss = Abandonner
dismiss-all = Tout abandonner{ "\u00A0" }: { $kind }
dismiss-question = { $count ->
    [one] Abandonner { $count } tâche arrêtée ({ $kind }){ "\u00A0" }?
   *[other] Abandonner { $count } tâches arrêtées ({ $kind }){ "\u00A0" }?
}
# What becomes of it, and what still brings what is missing.
given-up = { $kind ->
    [sync_orders] Ce que ces synchronisations n’ont pas lu n’est pas refait d’ici. Les commandes manquantes arrivent encore avec la prochaine synchronisation ou la vérification.
    [drain_events] Les avis qui ont échoué ne sont pas relus d’ici. Ils restent sur la page des avis de l’intégration, et la vérification apporte encore ce qui manque.
    [register_webhooks] L’enregistrement des avis n’est pas refait d’ici. Orion le vérifie de nouveau de lui-même{ "\u00A0" }; d’ici là les commandes arrivent par synchronisation.
    [send_action] Le canal ne reçoit pas ces actions. Les ventes restent telles quelles{ "\u00A0" }; vérifiez chacune d’abord, et redemandez sur la vente s’il le faut encore.
    [check_completeness] La vérification qui s’est arrêtée n’est pas refaite d’ici. La prochaine commence d’elle-même, à son heure.
    [replay] Ce qui a été enregistré reste{ "\u00A0" }; le reste de ces retraitements n’est pas enregistré.
    [validate] Les tableaux restent conservés. Les vérifications qui se sont arrêtées ne sont pas refaites d’ici{ "\u00A0" }; s’il le faut encore, vérifiez de nouveau sur la page de chaque tableau.
    [write_results] Les tableaux restent comme ils sont. Les résultats qui manquent ne sont pas écrits d’ici{ "\u00A0" }; s’il le faut encore, demandez de nouveau sur la page de chaque vérification.
    [correct] Les tableaux sont restés tels quels. Les corrections qui se sont arrêtées ne sont pas refaites d’ici{ "\u00A0" }; s’il le faut encore, appliquez-les de nouveau sur la page de la vérification.
    [import_catalogue] Ce qui est importé reste dans le catalogue. Le reste n’est pas refait d’ici{ "\u00A0" }; s’il le faut encore, importez de nouveau sur la page de la vérification.
   *[look_at_plan] Les ventes de ces actions groupées ne sont pas vérifiées, et rien n’en est fait.
}
keep = Garder dans la liste
nothing-failed = Rien d’arrêté de ce type
    .text = Quelqu’un l’a déjà réessayé ou abandonné.
dismissed = { $count ->
    [0] Rien n’a été abandonné cette fois.
    [one] { $count } tâche abandonnée.
   *[other] { $count } tâches abandonnées.
}
