### Alerts: what Orion tells by itself.

## What is wrong

api-down = { $name } ne répond pas
api-down-text = { $class ->
    [timeout] Les { NUMBER($count) } derniers appels sont restés sans réponse à temps, depuis { $since }. Orion continue d’essayer, et les commandes entrent dès que la plateforme revient.
    [server] Les { NUMBER($count) } derniers appels ont trouvé la plateforme en panne ou arrêtée, depuis { $since }. Orion continue d’essayer, et les commandes entrent dès qu’elle revient.
   *[protocol] Les { NUMBER($count) } derniers appels ont reçu une réponse illisible, depuis { $since }. Orion continue d’essayer, et les commandes entrent dès que la plateforme revient à la normale.
}
slow = { $name } répond lentement
slow-text = Parmi les appels des deux dernières heures, un sur vingt a pris plus de { $time }. Les commandes entrent, mais plus tard.
limited = { $name } refuse des appels trop nombreux
limited-text = { NUMBER($refused) } appels sur { NUMBER($calls) } des deux dernières heures ont dépassé la limite de la plateforme. Orion attend et recommence, et les commandes entrent plus lentement. Un autre système lié au même compte utilise peut-être la limite.
near-limit = { $name } approche de sa limite d’appels
near-limit-text = La dernière heure complète a compté { NUMBER($calls) } appels, sur { NUMBER($most) } que la plateforme accepte. Au-delà, les commandes entrent plus lentement.
refused = { $name } doit être autorisée de nouveau
refused-text = La plateforme refuse l’accès depuis { $since }. Les commandes attendent dans le canal et entrent ensuite.
expiring = { $what ->
    [consent] L’autorisation de { $name } expire le { $when }
    [token] La clé d’accès de { $name } expire le { $when }
   *[api_version] La version { $about } de l’API de { $name } est valable jusqu’au { $when }
}
expiring-text = { $what ->
    [over] C’est passé{ "\u00A0" }: les commandes n’entrent peut-être plus. Réglez-le maintenant.
    [api_version] Mettez Orion à jour avant cette date, sinon les commandes n’entrent plus.
   *[other] Autorisez de nouveau avant cette date, sinon les commandes n’entrent plus.
}
scopes = Il manque des permissions à { $name }
scopes-text = Non accordées{ "\u00A0" }: { $missing }. Autorisez de nouveau et acceptez toutes les permissions.
subscription = L’inscription aux avis de { $name } n’est pas confirmée
subscription-text = Vérifiée pour la dernière fois { $since }. La plateforme peut couper les avis{ "\u00A0" }; dans ce cas, les commandes entrent par la synchronisation, plus tard que d’habitude.
events-stopped = Les avis de { $name } n’arrivent plus
events-stopped-text = { $count ->
    [one] Le dernier est arrivé { $since }, et { $count } vente a suivi sans avis. Elle entre par la synchronisation, plus tard que d’habitude.
   *[other] Le dernier est arrivé { $since }, et { $count } ventes ont suivi sans avis. Elles entrent par la synchronisation, plus tard que d’habitude.
}
sales-stopped = { $name } ne vend plus
sales-stopped-text = La dernière vente date de { $since }. Au rythme de cette boutique, il en serait venu environ { NUMBER($count) }. La plateforme répond et n’en montre aucune{ "\u00A0" }: vérifiez que la boutique, le paiement et les annonces sont actifs.
gap = Il manque des commandes de { $name }
gap-text = { $count ->
    [one] { $count } commande présente dans le canal n’est pas arrivée, de { $since }. Orion réessaie à chaque vérification.
   *[other] { $count } commandes présentes dans le canal ne sont pas arrivées, la première de { $since }. Orion réessaie à chaque vérification.
}
failing = { $name } ne se synchronise pas
failing-text = Les synchronisations échouent depuis { $since }, et la plateforme répond. Ouvrez l’intégration{ "\u00A0" }: elle dit la raison et que faire.
unchecked = La vérification de { $name } n’aboutit pas
unchecked-text = La dernière complète date de { $since }. En attendant, on ne sait pas s’il manque une commande.
unchecked-never = Aucune n’a abouti jusqu’ici. En attendant, on ne sait pas s’il manque une commande.
job-stuck = Tâches bloquées dans la file{ "\u00A0" }: { $job }
job-stuck-text = { $count ->
    [one] { $count } tâche attend depuis { $since } et rien n’avance. Vérifiez que le traitement d’Orion est actif.
   *[other] { $count } tâches attendent depuis { $since } et rien n’avance. Vérifiez que le traitement d’Orion est actif.
}
dead-letter = Tâches en échec{ "\u00A0" }: { $job }
dead-letter-text = { $count ->
    [one] { $count } tâche s’est arrêtée pour de bon. Voyez la raison dans la file et relancez-la.
   *[other] { $count } tâches se sont arrêtées pour de bon. Voyez la raison dans la file et relancez-les.
}
unusual-calls = { $name } fait bien plus d’appels que d’habitude
unusual-calls-text = Il y en a eu { NUMBER($calls) } dans la dernière heure complète{ "\u00A0" }; dans les deux semaines précédentes, { NUMBER($usual) } par heure au plus.
usage-differs = Le compte de l’utilisation de { $month } ne tombe pas juste
usage-differs-text = { $meter ->
    [orders] Pour les commandes, le total dit { NUMBER($counted) } et les écritures font { NUMBER($entered) }. Aucune commande n’est touchée{ "\u00A0" }; qui administre l’installation doit regarder.
   *[validations] Pour les produits vérifiés, le total dit { NUMBER($counted) } et les écritures font { NUMBER($entered) }. Aucun tableau n’est touché{ "\u00A0" }; qui administre l’installation doit regarder.
}
plan-near = Les commandes de l’offre touchent à leur fin
plan-full = Les commandes de l’offre sont épuisées
plan-near-text = { NUMBER($used) } des { NUMBER($limit) } commandes que l’offre comprend ce mois-ci sont arrivées. Celles qui dépassent la limite sont conservées et ne deviennent des ventes qu’avec une offre plus grande ou à partir du { $day }, quand le compte repart de zéro.
plan-waiting = { $count ->
    [one] { $count } commande attend de la place dans l’offre
   *[other] { $count } commandes attendent de la place dans l’offre
}
plan-waiting-text = L’offre comprend { NUMBER($limit) } commandes par mois, et toutes sont utilisées. Celles qui attendent sont conservées, mais ne sont pas encore des ventes{ "\u00A0" }: elles entrent dans l’ordre de leur arrivée, avec une offre plus grande ou à partir du { $day }.
# Where a sentence names several connections: a list of their names.
affected = Concerne { $names }.

## The page

title = Alertes
context = Ce qui demande de l’attention maintenant, et ce qui est passé
settings = Réglages des alertes
open-alerts = Ouvertes
none-open = Aucune alerte ouverte
none-open-text = Orion surveille plateformes, accès, avis, ventes et tâches chaque minute, et prévient ici et par e-mail.
closed-alerts = Closes
none-closed = Aucune alerte close ces 90 derniers jours.
severity = { $severity ->
    [critical] Critique
   *[warning] Attention
}
lasted = de { $from } à { $until }
muted-until = Muette jusqu’à { $until }
muted-kind = Ce type est désactivé
mute = Couper pendant 1 jour
unmute = Prévenir de nouveau
muted-toast = Alerte coupée pendant 1 jour.
unmuted-toast = L’alerte prévient de nouveau.
see-connection = Voir l’intégration
see-events = Voir les avis
see-check = Voir la vérification
see-queue = Voir la file
see-usage = Voir l’utilisation
over = L’alerte est déjà close
over-text = Il n’y a plus rien à couper.
waiting-title = { $count ->
    [one] { $count } alerte ouverte
   *[other] { $count } alertes ouvertes
}
waiting-text = Ce qu’Orion a vu d’anormal, et que faire.
waiting-press = Voir les alertes

## Settings

my-mail = Mes e-mails
mail-to-files = Les e-mails de cette installation vont dans des fichiers
mail-to-files-text = Aucun serveur de messagerie n’est configuré. La personne qui administre l’installation trouve les e-mails dans le dossier mail et définit ORION_SMTP_URL et ORION_MAIL_FROM pour qu’ils vous parviennent.
mail-failed = Le dernier e-mail n’a pas été envoyé
mail-failed-text = Le serveur de messagerie n’a pas accepté le message. La raison est dans le journal d’Orion.
my-mail-context = Les alertes vont à { $email }
level = Recevoir par e-mail
level-help = Un e-mail quand l’alerte s’ouvre, quand elle s’aggrave et quand elle se clôt. La console les montre toutes.
level-choice = { $level ->
    [all] Toutes les alertes
    [critical] Les critiques seulement
   *[none] Aucune
}
quiet-from = Ne pas envoyer à partir de
quiet-until = Ne pas envoyer jusqu’à
quiet-help = Pendant ces heures les e-mails attendent, à l’horloge de l’entreprise. Ce qui se clôt entre-temps n’est pas envoyé.
saved = Réglages enregistrés. Les prochaines alertes les suivent.
kinds = Ce qui devient une alerte
kinds-context = Vaut pour toute l’entreprise. Un type désactivé reste sur cette page et n’est envoyé à personne.
kind-column = Type
when-column = Quand
severity-column = Gravité
change-column = Changer
state-column = Envoi
kind = { $kind ->
    [api_down] Plateforme en panne
    [slow] Plateforme lente
    [limited] Limite d’appels atteinte
    [near_limit] Limite d’appels proche
    [refused] Accès refusé
    [failing] Synchronisations en échec
    [expiring] Accès ou version qui expire
    [scopes] Permissions manquantes
    [subscription] Inscription aux avis
    [events_stopped] Avis interrompus
    [sales_stopped] Ventes interrompues
    [gap] Commandes manquantes
    [unchecked] Vérification bloquée
    [job_stuck] Tâches bloquées
    [dead_letter] Tâches en échec
    [usage_differs] Utilisation qui ne tombe pas juste
    [plan_limit] Commandes de l’offre bientôt épuisées
   *[unusual_calls] Appels inhabituels
}
kind-when = { $kind ->
    [api_down] Plus de 5 appels de suite échouent
    [slow] Un appel sur vingt prend plus de 10 secondes
    [limited] La plateforme refuse un appel sur dix
    [near_limit] Une heure utilise plus de 80{ "\u00A0" }% de la limite
    [refused] La plateforme n’accepte plus l’accès
    [failing] Chaque synchronisation échoue depuis 15 minutes
    [expiring] Il reste 30 jours, 7 jours et 1 jour
    [scopes] L’autorisation ne couvre pas tout ce qu’Orion utilise
    [subscription] L’inscription échoue ou n’est pas vérifiée depuis deux jours
    [events_stopped] Trois ventes de suite sont venues sans avis
    [sales_stopped] La boutique reste sans vendre plus longtemps que son rythme ne l’explique
    [gap] Une commande du canal n’est pas entrée après quatre heures
    [unchecked] Cinq vérifications de suite échouent
    [job_stuck] Rien n’avance dans la file depuis 15 minutes
    [dead_letter] Une tâche s’arrête pour de bon
    [usage_differs] Le total du mois et les lignes donnent des nombres différents
    [plan_limit] Le mois utilise 80{ "\u00A0" }% des commandes de l’offre, ou des commandes attendent de la place
   *[unusual_calls] Une heure compte cinq fois plus d’appels que la plus chargée des deux semaines précédentes
}
on = Activé
off = Désactivé
turn-on = Activer
turn-off = Désactiver
turned-on-toast = Type activé. Ses alertes préviennent de nouveau.
turned-off-toast = Type désactivé. Ses alertes ne préviennent personne.
hooks = Slack et webhooks
hooks-context = Adresses qui reçoivent les alertes de l’entreprise
no-hooks = Aucune adresse pour l’instant.
hook-name = Nom
hook-name-help = Pour la reconnaître dans la liste, comme Astreinte ou Finances.
hook-format = Format
hook-format-choice = { $format ->
    [slack] Slack et compatibles
   *[json] JSON signé
}
hook-format-help = Slack convient aussi à Mattermost, et à Discord avec /slack à la fin de l’adresse. Le JSON est signé selon Standard Webhooks.
hook-url = URL
hook-url-help = Dans Slack, copiez-la depuis Incoming Webhooks, dans les réglages de l’application. Elle est chiffrée et n’est plus montrée.
hook-secret = Clé de signature
hook-secret-text = Vérifiez avec elle l’en-tête webhook-signature. Copiez-la maintenant{ "\u00A0" }: elle n’est plus montrée.
hook-level = Reçoit
hook-level-help = Quelles alertes sont envoyées à cette adresse.
hook-never = Rien d’envoyé encore
hook-sent = Dernier envoi { $when }
hook-failing = { $count ->
    [one] { $count } envoi a échoué
   *[other] { $count } envois ont échoué
}
hook-off = Arrêtée
add-hook = Ajouter une adresse
hook-added = Adresse ajoutée.
test = Envoyer un test
tested = Test envoyé.
remove = Retirer
removed = Adresse retirée. Plus aucune alerte n’y est envoyée.
hook-limit = L’entreprise a déjà 10 adresses
hook-limit-text = Retirez-en une pour en ajouter une autre.

## Messages

subject = { $event ->
    [opened] { $title }
    [progressed] Aggravée{ "\u00A0" }: { $title }
   *[closed] Résolue{ "\u00A0" }: { $title }
}
subject-many = { NUMBER($count) } alertes{ "\u00A0" }: { $title } et d’autres
greeting = Bonjour { $name },
company-line = { $company }, dans Orion{ "\u00A0" }:
open-in-console = Voir dans la console
mail-why = Vous recevez cet e-mail parce que vous faites partie de { $company }. Choisissez ce que vous recevez sur { $url }
mail-why-local = Vous recevez cet e-mail parce que vous faites partie de { $company }. Choisissez ce que vous recevez dans Alertes, Réglages des alertes.
closed-line = Close { $when }.
test-title = Test d’Orion
test-text = Cette adresse reçoit les alertes de { $company }.
