### How well calls of platforms and the work of the installation go, and what will expire.

## The page of health

title = Santé
context = Objectifs des 30 derniers jours et appels aux plateformes des dernières 24 heures
see-expiries = Ce qui va expirer
target = { $target ->
    [uptime] Disponibilité
    [syncs] Synchronisations
    [jobs] Tâches
   *[other] Avis traités
}
# In the place of a figure.
no-data = Pas encore de données
# The same before there is enough to judge by.
too-early = Trop tôt pour évaluer
least = Objectif{ "\u00A0" }: { $share }
measured = { $target ->
    [uptime] { NUMBER($good) } minutes sur { NUMBER($all) }
   *[other] { NUMBER($good) } sur { NUMBER($all) }
}
since = mesuré depuis le { $day }

## Targets that were missed

missed = { $target ->
    [uptime] La disponibilité est sous l’objectif
    [syncs] Les synchronisations sont sous l’objectif
    [jobs] Les tâches sont sous l’objectif
   *[other] Les avis traités sont sous l’objectif
}
missed-uptime-text = { $count ->
    [one] Pendant { $count } minute, les pages ou le traitement étaient à l’arrêt. Les commandes de cette période arrivent à la synchronisation suivante.
   *[other] Pendant { $count } minutes, les pages ou le traitement étaient à l’arrêt. Les commandes de cette période arrivent à la synchronisation suivante.
}
missed-syncs-text = { $count ->
    [one] { $count } synchronisation a échoué ou a laissé des commandes de côté.
   *[other] { $count } synchronisations ont échoué ou ont laissé des commandes de côté.
}
missed-syncs-press = Voir les synchronisations
missed-jobs-text = { $count ->
    [one] { $count } tâche en arrière-plan s’est terminée par un échec. Ce qu’elle a laissé est réessayé plus tard.
   *[other] { $count } tâches en arrière-plan se sont terminées par un échec. Ce qu’elles ont laissé est réessayé plus tard.
}
missed-events-text = { $count ->
    [one] { $count } avis des plateformes n’a pas été traité. Sa commande arrive à la synchronisation suivante.
   *[other] { $count } avis des plateformes n’ont pas été traités. Leurs commandes arrivent à la synchronisation suivante.
}

## What is measured

definitions = Ce qui est mesuré
definition = { $target ->
    [uptime] Minutes des 30 derniers jours pendant lesquelles les pages et le traitement de cette installation étaient actifs. Un arrêt de moins d’une minute peut ne pas apparaître, et la liaison jusqu’à votre navigateur n’est pas mesurée.
    [syncs] Synchronisations commencées ces 30 derniers jours qui sont allées au bout sans laisser de commande de côté, parmi toutes celles qui se sont terminées. Celles que quelqu’un a annulées ne comptent pas.
    [jobs] Tâches en arrière-plan terminées ces 30 derniers jours sans échec, parmi toutes celles qui se sont terminées. Les tâches annulées ne comptent pas.
   *[other] Avis acceptés des plateformes ces 30 derniers jours qui ont été traités. Un avis qui attend depuis plus d’une heure compte comme non traité{ "\u00A0" }; les avis répétés ou refusés ne comptent pas.
}
calls-definition = Chaque appel fait à une plateforme ces dernières 24 heures, sans le temps passé à attendre son tour. p50, p95 et p99 sont le temps dans lequel la moitié, 95{ "\u00A0" }% et 99{ "\u00A0" }% des appels étaient terminés{ "\u00A0" }; ils sont approximatifs.

## Calls

connections = Intégrations
connection = Intégration
last-success = Dernier succès
never = Pas encore
state = État
panel-context = Appels à la plateforme ces dernières 24 heures
no-calls = Aucun appel ces dernières 24 heures. Les chiffres apparaissent ici après la prochaine synchronisation.
calls = Appels
succeeded = Réussis
# In the place of a percentage.
too-few = Trop peu pour juger
median = Médiane (p50)
operation = Opération
by-operation = Par opération
errors = Erreurs
errors-by-class = Erreurs par type
no-errors = Aucune erreur ces dernières 24 heures.
by-hour = Appels et erreurs par heure
hour = Heure
errors-count = { $count ->
    [0] aucune erreur
    [one] { $count } erreur
   *[other] { $count } erreurs
}
class = { $class ->
    [auth] Accès ou autorisation
    [rate_limit] Limite d’appels
    [timeout] Pas de réponse à temps
    [server] Plateforme en panne ou injoignable
    [protocol] Réponse illisible
   *[other] Refusé ou introuvable
}
operation-name = { $operation ->
    [check] Test de la connexion
    [orders_page] Lister les commandes
    [orders_some] Lire des commandes
    [orders_known_as] Chercher une commande
    [events_resolve] Suivre un avis
    [events_missed] Demander les avis manqués
    [webhooks_register] Enregistrer les avis
    [webhooks_remove] Désactiver les avis
    [token_refresh] Renouveler l’accès
    [cancel_look] Voir si l’annulation est possible
    [cancel_act] Annuler
    [ship_look] Voir l’expédition
    [ship_act] Signaler l’expédition
    [invoice_look] Voir la facture
    [invoice_act] Envoyer la facture
    [labels_look] Voir les étiquettes
    [labels_fetch] Télécharger une étiquette
    [sheet_files] Lister les feuilles de calcul
    [sheet_look] Voir une feuille de calcul
    [sheet_rows] Lire des lignes d’une feuille de calcul
    [sheet_write] Écrire dans une feuille de calcul
   *[other] Autres
}

## What will expire

expiries = Ce qui va expirer
expiries-context = Accès, autorisations, versions d’API et abonnements de chaque intégration, le plus proche d’abord
by-hand = Dépend de vous
by-hand-none = Rien ne dépend de vous dans les { NUMBER($days) } prochains jours.
# Farther away than that.
by-hand-later = Plus tard
by-itself = Suivi par Orion, ou sans date
what = De quoi il s’agit
when = Date
to-do = Que faire
expiry = { $kind ->
    [refused] Accès refusé par la plateforme
    [scopes] Autorisations manquantes{ "\u00A0" }: { $about }
    [consent] Autorisation du compte
    [token] Clé d’accès sans renouvellement
    [subscription] Avis en temps réel
    [api_version] Version de l’API{ "\u00A0" }: { $about }
    [renewed_token] Clé d’accès
    [kept_subscription] Avis en temps réel
   *[other] Identifiants
}
expiry-to-do = { $kind ->
    [refused] Réautorisez pour que les commandes arrivent à nouveau.
    [scopes] Autorisez à nouveau et acceptez toutes les autorisations.
    [consent] Autorisez à nouveau avant cette date.
    [token] Autorisez à nouveau avant cette date.
    [subscription] L’enregistrement sur la plateforme a échoué ou n’a pas été vérifié depuis plus de deux jours. Orion réessaie{ "\u00A0" }; d’ici là les commandes arrivent par la synchronisation.
    [api_version] Mettez Orion à jour avant cette date.
    [undated] Rien pour l’instant{ "\u00A0" }: la plateforme n’a annoncé aucune fin.
    [renewed_token] Rien{ "\u00A0" }: elle est renouvelée toute seule.
    [kept_subscription] Rien{ "\u00A0" }: l’enregistrement est vérifié chaque jour.
   *[other] Rien tant que la plateforme les accepte.
}
confirmed = Vérifié { $when }
overdue = Expiré
now = Maintenant
in-days = { $count ->
    [0] Aujourd’hui
    [one] Dans { $count } jour
   *[other] Dans { $count } jours
}
kept = À jour
no-date = Aucune date annoncée
endless = N’expire pas
