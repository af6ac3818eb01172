### Channels: the gallery, the form that connects one, the page of a connection.

title = Intégrations
connected-count = { $count ->
    [0] Aucun compte connecté
    [one] { $count } compte connecté
   *[other] { $count } comptes connectés
}
paused-count = { $count ->
    [one] { $count } en pause
   *[other] { $count } en pause
}
attention-count = { $count ->
    [one] { $count } demande votre attention
   *[other] { $count } demandent votre attention
}

## Gallery

sync-all = Tout synchroniser
your-accounts = Vos comptes
platforms = Plateformes
platforms-context = Vous pouvez connecter plusieurs comptes de la même plateforme.
filter-label = Filtrer les intégrations
search-label = Plateforme ou boutique
category = Catégorie
category-any = Toutes
category-name = { $category ->
    [store] Boutique en propre
    [marketplace] Place de marché
    [payment] Paiement
    [spreadsheet] Feuilles de calcul
   *[service] Service
}
empty-accounts = Aucun compte connecté pour l’instant
    .text = Choisissez une plateforme ci-dessous. Les ventes arrivent en quelques minutes, les plus récentes d’abord.
empty-filtered = Aucune intégration avec ces filtres
    .text = Cherchez un autre nom ou affichez toutes les intégrations.

badge = { $state ->
    [connected] Connecté
    [syncing] Synchronisation
    [attention] Attention
    [error] Erreur
    [needs_reauth] Réautoriser
    [paused] En pause
   *[disconnected] Déconnecté
}

summary = Dans Orion{ "\u00A0" }: { $things }.
capability = { $capability ->
    [orders] commandes
    [products] produits
    [stock] stock
    [prices] prix
    [cancelling] annulation
    [shipping] expédition
    [invoices] factures fiscales
    [labels] étiquettes
    [spreadsheets] feuilles de calcul
    [webhooks] avis en temps réel
   *[customers] clients
}

last-sync = Dernière synchronisation{ "\u00A0" }: { $when }
never-synced = Pas encore synchronisée
complete-until = complète{ "\u00A0" }jusqu’à{ "\u00A0" }{ $when }

connect = Connecter
connect-another = Connecter un autre compte
sync = Synchroniser
reauthorise = Réautoriser
see-problem = Voir le problème
see-run = Voir la synchronisation
pause = Mettre en pause
resume = Reprendre
reconnect = Connecter de nouveau
open-connection = Ouvrir l’intégration
more-of = Autres actions de { $name }
edit-credentials = Modifier les identifiants
disconnect = Déconnecter

## The form that connects

connect-platform = Connecter { $platform }
connect-context = Orion lit vos commandes. Dans la boutique, il ne crée que les événements de commandes et ne fait que ce que vous demandez. Les clés sont chiffrées et ne sont plus jamais affichées.
credentials-of = Identifiants de { $name }
credentials-context = L’historique et les ventes restent les mêmes après le changement.
ways = Façon de connecter
way = { $way ->
    [key_pair] Clé et secret
    [client_credentials] Application du Dev Dashboard
    [token] Jeton d’application personnalisée
   *[oauth2] Autorisation sur la plateforme
}
field-label = { $field ->
    [store_url] Adresse de la boutique
    [consumer_key] Clé client (consumer key)
    [consumer_secret] Secret client (consumer secret)
    [shop] Adresse myshopify.com
    [client_id] ID client (client ID)
    [client_secret] Secret de l’application (client secret)
    [access_token] Jeton d’accès de l’API Admin
   *[other] Identifiant
}
field-help = { $field ->
    [store_url] Telle que le navigateur l’affiche, avec le dossier s’il y en a un{ "\u00A0" }: https://www.votreboutique.fr/boutique
    [consumer_key] Commence par ck_ et compte 43 caractères.
    [consumer_secret] Commence par cs_ et compte 43 caractères.
    [shop] L’adresse qui se termine par .myshopify.com, pas le domaine propre de la boutique.
    [client_id] Dans Settings de l’application, sur le Dev Dashboard.
    [client_secret] À côté de l’ID client. Chiffré, il n’est plus jamais affiché.
    [access_token] Commence par shpat_. Chiffré, il n’est plus jamais affiché.
   *[other] Chiffré, il n’est plus jamais affiché.
}
replace = Remplacer
keep-secret = Laissez fermé pour garder la clé actuelle.
name = Nom dans Orion
    .help = Laissé vide, le nom de la boutique est repris.
kept-name-help = Comment le compte s’affiche ici dans les listes et les filtres. Rien ne change sur la plateforme.
sync-settings = Synchronisation
every = Chercher les nouveautés
    .help = Vous pouvez aussi synchroniser quand vous voulez.
every-choice = { $minutes ->
    [60] toutes les heures
    [360] toutes les 6 heures
    [1440] une fois par jour
   *[other] toutes les { $minutes } minutes
}
by-hand = seulement à ma demande
quiet-from = Repos à partir de
quiet-until = Repos jusqu’à
quiet-help = Pendant ce temps, rien ne démarre tout seul{ "\u00A0" }: ni lectures, ni vérifications. Les avis et les boutons continuent. L’horloge de l’entreprise fait foi{ "\u00A0" }; une heure qu’elle saute n’arrive pas, une heure qu’elle répète compte deux fois.
skip-tests = Laisser de côté les commandes de test
    .help = Elles comptent comme ignorées et figurent dans la liste des motifs.
test = Tester la connexion
testing = Test de la connexion…
test-away = Orion est injoignable. Rien n’a été enregistré. Vérifiez votre connexion internet, puis testez de nouveau.
test-not-allowed = Votre profil ne permet pas de tester cette intégration, ou elle n’existe plus. Rien n’a été enregistré. Demandez à un administrateur de l’entreprise.
test-failed = Orion n’a pas pu faire le test. Rien n’a été enregistré. Testez de nouveau dans quelques minutes.
save-connect = Enregistrer et connecter
save-credentials = Tester et enregistrer
guide = Comment obtenir les données

## The result of a test

report = Résultat du test
passed = La connexion fonctionne
    .text = Rien n’est encore enregistré. Pour connecter, appuyez sur le bouton d’enregistrement.
refused = La connexion ne fonctionne pas encore
    .text = Rien n’a été enregistré. Voyez ci-dessous ce qu’il faut corriger, puis testez de nouveau.
test-refused = Le test n’a pas pu commencer
type-secrets-again = Saisissez de nouveau les clés avant d’enregistrer{ "\u00A0" }: la page ne les garde pas.
shop-found = Compte trouvé{ "\u00A0" }: { $shop }
step = { $step ->
    [reach] Joindre l’adresse
    [platform] Reconnaître la plateforme
    [credentials] Se connecter avec les identifiants
    [read_orders] Lire les commandes
    [read_sheets] Lire les feuilles de calcul
    [list_files] Lister les feuilles de calcul
    [history] Historique des commandes
    [returns] Retours
    [scopes] Autorisations
   *[customers] Données des clients
}
step-passed = Correct
step-warning = Attention
step-failed = Échec
problem = { $problem ->
    [bad_address] L’adresse n’est pas celle d’une boutique.
    [name_not_found] L’adresse n’existe pas sur internet.
    [not_reachable] La boutique n’a pas répondu par le réseau.
    [too_slow] La boutique a mis trop de temps à répondre.
    [bad_certificate] Le certificat de sécurité (TLS) de la boutique n’est pas valide.
    [blocked_address] L’adresse mène à un réseau privé, qu’Orion n’appelle pas.
    [redirected] La boutique redirige vers une autre adresse. Par sécurité, la clé n’y a pas été envoyée.
    [hidden_by_proxy] Une page de protection, de mot de passe ou de maintenance a répondu à la place de la boutique.
    [php_messages] Des messages d’erreur PHP précèdent les données de la boutique.
    [not_wordpress] L’adresse répond, mais ce n’est pas un site WordPress.
    [rest_disabled] Le site est sous WordPress, mais l’API REST est désactivée.
    [woocommerce_missing] WordPress répond, mais WooCommerce n’y est pas actif.
    [not_myshopify] Ce n’est pas l’adresse myshopify.com de la boutique.
    [not_shopify] L’adresse répond, mais ce n’est pas une boutique Shopify.
    [shop_unavailable] La boutique est fermée, gelée ou bloquée.
    [wrong_key] La boutique ne reconnaît pas les identifiants.
    [tls_not_seen] WordPress ne voit pas que l’accès se fait en HTTPS et refuse donc les clés.
    [clock_wrong] L’horloge de la boutique est fausse, elle refuse donc les clés.
    [no_read_permission] Les identifiants sont valides, mais ne peuvent pas lire les commandes.
    [busy] La boutique a limité le nombre d’appels pour un temps.
    [server_error] La boutique a répondu par une erreur interne.
    [orders_last_60_days] L’application ne peut lire que les commandes des 60 derniers jours.
    [no_customer_data] L’application ne peut pas lire les noms, adresses et numéros fiscaux des clients.
    [no_billing_data] L’application ne peut pas lire les données de facturation des acheteurs : nom, numéro fiscal et adresse.
    [no_returns] L’application ne peut pas voir les retours.
    [personal_account] L’autorisation est celle d’une personne, pas d’une entreprise qui vend.
    [missing_scopes] L’autorisation n’ouvre pas tout ce dont Orion a besoin.
    [no_sheet_permission] L’autorisation ne permet pas de lire ni d’écrire des feuilles de calcul.
    [no_file_list] L’autorisation ne permet pas de lister les fichiers. Chaque feuille de calcul s’ouvre par son lien.
    [api_off] Une API de Google est désactivée dans le projet de l’application.
   *[unexpected_answer] La réponse de la boutique est incomplète ou d’un format inattendu.
}
    .fix = { $problem ->
        [bad_address] Copiez l’adresse du navigateur, boutique ouverte.
        [name_not_found] Vérifiez qu’il n’y a pas de faute de frappe dans l’adresse.
        [not_reachable] Voyez si la boutique s’ouvre dans le navigateur. Si oui, demandez à l’hébergeur d’autoriser les accès de programmes.
        [too_slow] Testez de nouveau dans quelques minutes. Si cela continue, parlez-en à l’hébergeur.
        [bad_certificate] Demandez à l’hébergeur de renouveler le certificat et d’installer la chaîne complète.
        [blocked_address] Utilisez l’adresse publique de la boutique.
        [redirected] Remplacez l’adresse par celle vers laquelle la boutique redirige (voir le détail).
        [hidden_by_proxy] Retirez le mot de passe ou le mode maintenance, ou autorisez le chemin /wp-json/ dans le pare-feu.
        [php_messages] Demandez au responsable du site de désactiver WP_DEBUG_DISPLAY dans WordPress.
        [not_wordpress] Vérifiez l’adresse. Si la boutique est dans un dossier, ajoutez-le.
        [rest_disabled] Désactivez l’option de l’extension de sécurité qui bloque l’API REST, puis testez de nouveau.
        [woocommerce_missing] Dans WordPress, ouvrez Extensions et activez WooCommerce. Si la boutique est dans un dossier, ajoutez-le à l’adresse.
        [not_myshopify] Utilisez l’adresse qui se termine par .myshopify.com. Elle est dans Shopify, sous Paramètres → Domaines.
        [not_shopify] Utilisez l’adresse qui se termine par .myshopify.com{ "\u00A0" }; elle est dans Paramètres, Domaines.
        [shop_unavailable] Ouvrez l’interface de la boutique et réglez l’abonnement ou rouvrez la boutique.
        [wrong_key] Copiez de nouveau les identifiants, entiers. S’ils ont été révoqués, créez-en d’autres avec les instructions.
        [tls_not_seen] Demandez à l’hébergeur que le proxy envoie X-Forwarded-Proto:https à WordPress.
        [clock_wrong] Demandez à l’hébergeur de régler l’horloge du serveur, puis testez de nouveau.
        [no_read_permission] Donnez à la clé ou à l’application le droit de lire les commandes, puis testez de nouveau.
        [busy] Attendez quelques minutes, puis testez de nouveau.
        [server_error] Consultez le journal d’erreurs de la boutique ou parlez-en à l’hébergeur, puis testez de nouveau.
        [orders_last_60_days] Pour lire tout l’historique, demandez à Shopify l’accès read_all_orders. Sans lui, la connexion fonctionne dans cette limite.
        [no_customer_data] Ajoutez l’autorisation read_customers à l’application. Sans elle, les ventes arrivent sans client.
        [no_billing_data] Activez l’autorisation de facturation d’une vente dans l’application Mercado Livre et autorisez de nouveau. Sans elle, les ventes arrivent sans numéro fiscal.
        [no_returns] Activez l’autorisation Return & Refund Basic dans l’application et autorisez de nouveau. Sans elle, les ventes arrivent sans les montants rendus.
        [personal_account] Autorisez de nouveau et choisissez l’entreprise sur la page de la plateforme. Votre compte doit y avoir accès.
        [missing_scopes] Ajoutez à l’application toutes les autorisations des instructions et autorisez de nouveau. Sans elles, certaines nouveautés n’arrivent qu’à la synchronisation suivante.
        [no_sheet_permission] Autorisez de nouveau et laissez cochée l’autorisation de voir et de modifier les feuilles de calcul.
        [no_file_list] Pour choisir dans une liste, autorisez de nouveau et laissez cochée l’autorisation de voir les informations des fichiers de Drive.
        [api_off] La personne qui administre Orion active les API Google Sheets et Google Drive dans Google Cloud et attend quelques minutes.
       *[unexpected_answer] Testez de nouveau. Si cela continue, envoyez le détail technique à l’assistance.
    }
technical-detail = Détail technique

## The page of a connection

account = Compte sur la plateforme
# Of a demonstration shop: the page that steers it.
simulated = Boutique simulée
    .open = Commandes, pannes et clés
shop-name = Boutique
shop-email = E-mail de la boutique
shop-currency = Devise
shop-zone = Fuseau horaire
shop-edition = Version ou offre
sales = Ventes importées
last-success = Dernier succès
last-error = Dernier problème
connected-at = Connectée
connected-by = Connectée par
read-until = Complète jusqu’à
facts = À propos du compte
since = Depuis { $when }.
incomplete = La boutique a listé plus de commandes qu’elle n’en a donné
    .text = Ce qu’elle a donné est entré. Relisez tout pour compléter.
records-failed = Certaines commandes ne sont pas entrées
    .text = Les autres sont entrées normalement. Chaque commande est listée avec le motif et la marche à suivre.
not-shown = La boutique compte des commandes qu’elle ne montre pas
    .text = Toutes celles qu’elle montre sont importées. S’il en manque une, vérifiez dans la boutique si une extension la cache, puis relisez tout.
beyond-plan = Arrêtée parce que l’offre comprend moins de connexions
    .text = Rien n’est perdu{ "\u00A0" }: les ventes restent, et l’intégration reprend où elle s’est arrêtée. Changez d’offre, ou déconnectez une autre intégration et reprenez celle-ci.
own-fault = La synchronisation s’est arrêtée à cause d’une défaillance d’Orion
    .text = Aucune commande n’est perdue. Synchronisez de nouveau{ "\u00A0" }; si cela se reproduit, envoyez le détail technique à l’assistance.
credentials-unreadable = Orion ne peut pas ouvrir les identifiants enregistrés
    .text = Aucune commande n’est perdue{ "\u00A0" }; elles entrent dès que les identifiants sont saisis de nouveau.
ask-admin = Demandez à un administrateur de l’entreprise de corriger cela.
paused-title = Cette intégration est en pause
    .text = Les ventes importées restent ici. Les nouvelles entrent dès que vous reprenez.
disconnected-title = Cette intégration est déconnectée
    .text = Les ventes importées restent ici. Pour en recevoir de nouvelles, connectez de nouveau.
read-again = Relire les commandes
    .context = Une seule synchronisation à la fois par compte.
sync-everything = Tout relire
    .help = Parcourt toutes les commandes de la boutique. Aucune vente n’apparaît deux fois.
sync-range = Lire une période
    .help = Selon les dates des commandes, dans le fuseau de l’entreprise.
read-range = Lire la période
recent-runs = Synchronisations récentes
all-runs = Tout voir
settings = Réglages
credentials = Identifiants

disconnect-question = Déconnecter { $name }{ "\u00A0" }?
disconnect-text = { $count ->
    [0] Orion efface les clés de ce compte et ne cherche plus de ventes. Rien d’autre ne change.
    [one] Orion efface les clés de ce compte et ne cherche plus de ventes. La vente déjà importée, les clients et l’historique restent ici.
   *[other] Orion efface les clés de ce compte et ne cherche plus de ventes. Les { $count } ventes déjà importées, les clients et l’historique restent ici.
}
disconnect-confirm = Déconnecter { $name }
keep-connected = Garder connectée

# Of a demonstration shop; what is said of usage stands because bills rest on it.
demo-text = Ce que cette boutique a apporté est inventé. Une fois effacé, les chiffres de l’entreprise sont comme si elle n’avait jamais été connectée{ "\u00A0" }: ses ventes, les clients qui n’ont acheté que là et ses synchronisations disparaissent. L’historique dit qu’ils ont été effacés, et l’usage enregistré ne change pas.
demo-question = Effacer ce que { $name } a apporté{ "\u00A0" }?
demo-remove = { $count ->
    [0] Déconnecter et effacer ce qu’elle a apporté
    [one] Déconnecter et effacer la vente inventée
   *[other] Déconnecter et effacer les { $count } ventes inventées
}
# Of one that is disconnected already.
demo-remove-later = { $count ->
    [0] Effacer ce qu’elle a apporté
    [one] Effacer la vente inventée
   *[other] Effacer les { $count } ventes inventées
}
demo-keep = Seulement déconnecter
    .text = Si vous déconnectez seulement, les ventes inventées restent dans les chiffres.
demo-removed = { $count ->
    [0] Boutique de démonstration effacée.
    [one] Boutique de démonstration effacée, et avec elle 1 vente inventée.
   *[other] Boutique de démonstration effacée, et avec elle { $count } ventes inventées.
}
demo-busy = La boutique de démonstration est encore en cours de lecture
    .text = Elle a été déconnectée, et ce qu’elle a apporté est toujours là. Effacez-le de nouveau dans un instant.
not-demo = Seul ce qui est de démonstration peut être effacé
    .text = Rien n’a été modifié. Les ventes d’un canal à vous restent toujours.

## Confirmations and conflicts

connected-toast = { $name } connectée. La première synchronisation a commencé.
reconnected-toast = { $name } reconnectée. Son historique reprend là où il s’était arrêté.
credentials-saved = Identifiants enregistrés. La synchronisation reprend où elle s’était arrêtée.
paused-toast = Intégration en pause. Les nouvelles ventes entrent quand vous la reprenez.
resumed-toast = Intégration reprise. Ce qui est arrivé pendant la pause entre à la prochaine lecture.
disconnected-toast = Intégration déconnectée. Les ventes restent ici.
place-goes-to = Sa place dans l’offre revient à { $names }.
account-connected = Ce compte est déjà connecté
    .text = Rien n’a été enregistré. Ouvrez l’intégration existante pour modifier ses identifiants.
other-account = Ces identifiants sont ceux d’un autre compte
    .text = Rien n’a été enregistré, pour ne pas mêler les ventes de deux comptes. Connectez l’autre compte comme une nouvelle intégration.
is-disconnected = Cette intégration est déconnectée
    .text = Rien n’a été modifié. Connectez de nouveau pour continuer.

conformance = Tests du connecteur
    .context = Pour les développeurs{ "\u00A0" }: situations par lesquelles le connecteur passe avant d’entrer dans Orion, en anglais. Pour vendre, cette liste ne sert pas, et elle ne vous demande rien.
# Nothing for one that is new.
conformance-section = { $section ->
    [orders_from_hosts_that_misbehave] Commandes, de serveurs qui répondent mal
    [orders_from_the_simulator] Commandes, du simulateur
    [money_given_back_from_the_simulator] Argent rendu, du simulateur
    [consent] Consentement
    [keys_that_the_shop_hands_over] Clés remises par la boutique
    [events] Avis en temps réel
    [events_that_are_signed] Avis signés
    [events_that_could_not_be_delivered] Avis qui n’ont pas pu être livrés
    [cancelling] Annulation
    [shipping] Expédition
    [fiscal_documents] Documents fiscaux
    [labels] Étiquettes
    [spreadsheets_from_hosts_that_misbehave] Feuilles de calcul, de serveurs qui répondent mal
    [spreadsheets_from_the_simulator] Feuilles de calcul, du simulateur
   *[other] { "" }
}
conformance-scenario = Scénario
conformance-passed = réussi
conformance-failed = échoué

## Connecting by consent

consent-context = Vous donnez l’autorisation sur la plateforme elle-même, sans saisir de clés, et pouvez l’y retirer à tout moment.
consent-of = Autorisation de { $name }
consent-again = Autoriser de nouveau
consent-press = Connecter avec { $platform }
consent-renew = Autoriser de nouveau sur { $platform }
consent-note = Vous allez sur la page de { $platform }, vous vous connectez avec le compte du vendeur et vous revenez ici. Orion ne voit pas votre mot de passe.
no-app = L’application { $platform } reste à configurer
    .conflict = L’application de cette plateforme reste à configurer
    .text = La personne qui administre cette installation crée une application sur la plateforme, définit ce qui suit et redémarre Orion.
consent-redirect = adresse de retour dans l’application : { $url }
app-addresses = Pour l’application sur la plateforme
    .context = La personne qui administre Orion saisit ces adresses une fois, dans le panneau des applications de la plateforme.
app-redirect = Adresse de retour
consent-choose = Quel compte voulez-vous connecter ?
    .text = L’autorisation vaut pour plusieurs comptes. Chacun devient une intégration.
consent-other = Vous avez autorisé un autre compte
    .text = L’intégration est restée telle quelle, pour ne pas mélanger les ventes de deux comptes. Vous pouvez connecter ce compte comme une intégration à part.
consent-unasked = Connecter à { $company } un compte { $platform } ?
    .text = Vous venez de la plateforme sans avoir commencé dans Orion. Continuez seulement si c’est vous qui venez d’y donner l’autorisation.
consent-account = Connecter ce compte
consent-leave = Ne pas connecter
consented-toast = Autorisation renouvelée. La synchronisation reprend là où elle s’était arrêtée.
consented-known = Ce compte { $name } était déjà connecté{ "\u00A0" }: son autorisation est renouvelée, son nom et son historique restent les mêmes.
no-public-url = Orion ne connaît pas sa propre adresse
    .text = Rien n’a été modifié. La personne qui administre cette installation définit ORION_PUBLIC_URL et redémarre Orion.
consent-refused = La page d’autorisation n’a pas pu être ouverte
    .text = Rien n’a été modifié. Vérifiez les données de cette page et réessayez.
consent-state = Cette autorisation n’est plus valable
    .text = Rien n’a été enregistré. Elle a déjà servi, a dépassé dix minutes ou a commencé dans un autre navigateur. Recommencez.
consent-denied = L’accès n’a pas été accordé
    .text = Rien n’a été enregistré. Pour connecter, recommencez et accordez l’accès sur la page de la plateforme.
consent-invalid = La réponse de la plateforme n’a pas pu être utilisée
    .text = Rien n’a été enregistré. Elle était incomplète, ancienne, sans signature valable ou concernait un autre compte. Recommencez.
consent-exchange = La plateforme n’a pas confirmé l’autorisation
    .text = Rien n’a été enregistré. Recommencez. Si cela se reproduit, demandez à la personne qui administre cette installation de vérifier l’application de la plateforme.
consent-ends = Autoriser de nouveau avant le
    .text = Tout fonctionne jusque-là. Ensuite, plus aucune vente n’arrive tant que personne n’autorise de nouveau.
consent-ends-in = { $days ->
    [0] L’autorisation se termine aujourd’hui
    [one] L’autorisation se termine dans { $days } jour
   *[other] L’autorisation se termine dans { $days } jours
}
consent-incomplete = L’autorisation ne couvre pas tout
    .text = Ce qui dépend de ces permissions ne fonctionne pas : { $scopes }. Autorisez de nouveau en les accordant toutes.

## Accounts that hold spreadsheets

sheets = Feuilles de calcul
    .text = Ce compte apporte des feuilles de calcul, pas de commandes{ "\u00A0" }: rien n’est synchronisé. Orion lit une feuille de calcul quand quelqu’un la choisit, et n’écrit que si on le lui demande, dans un nouvel onglet.
sheets-connected = { $name } connecté. Ses feuilles de calcul peuvent être choisies.
sheets-consented = Autorisation renouvelée. Les feuilles de calcul restent les mêmes.
sheets-note = Vous allez sur la page de { $platform }, vous vous connectez avec le compte qui contient les feuilles de calcul, vous laissez toutes les autorisations cochées et vous revenez ici. Orion ne voit pas votre mot de passe.
sheets-paused = Aucune feuille de calcul de ce compte n’est lue tant que vous ne reprenez pas.
sheets-disconnected = Aucune feuille de calcul de ce compte n’est lue. Pour les utiliser de nouveau, connectez de nouveau.
    .toast = Intégration déconnectée. Les feuilles de calcul restent dans le compte.
sheets-disconnect = Orion efface l’accès à ce compte et ne lit plus ses feuilles de calcul. Elles restent dans le compte telles quelles.
# After what is wrong with the platform.
sheets-unread = En attendant, aucune feuille de calcul de ce compte n’est lue.
sheets-end = Tout fonctionne jusque-là. Ensuite, aucune feuille de calcul de ce compte n’est lue tant que personne n’autorise de nouveau.

## A key that the shop makes

key-press = Autoriser dans la boutique
key-note = Sans copier de clés{ "\u00A0" }: ne remplissez que l’adresse de la boutique, connectez-vous à son WordPress comme administrateur ou gestionnaire de boutique et approuvez. La boutique crée la clé et la remet à Orion.
# Above the fields for a key, where the shop can also make one.
key-instead = Ou avec une clé que vous avez créée
key-needs-https = La boutique peut créer et remettre la clé elle-même, mais cet Orion n’a pas encore d’adresse publique https{ "\u00A0" }: la personne qui l’administre la définit dans ORION_PUBLIC_URL.
no-https = Orion n’a pas d’adresse publique en https
    .text = Rien n’a été modifié. Une boutique ne remet ses clés qu’en https, sur le port 443, 80 ou 8080. Demandez à la personne qui administre cette installation de définir ORION_PUBLIC_URL, ou collez une clé.
key-missing = La clé de la boutique n’est pas arrivée
    .text = Rien n’a été enregistré. La boutique a remis la clé, mais quelque chose devant Orion a répondu à sa place, comme un proxy ou une page de connexion. Ouvrez le chemin /keys/ ou collez une clé, et supprimez dans WooCommerce la clé restante.
leaving = Redirection vers { $platform }
    .text = Sur { $host }, vous vous connectez avec votre compte et approuvez{ "\u00A0" }; vous revenez ensuite dans Orion.
    .on = Continuer vers { $platform }

## Environments

environment = Environnement
    .help = Les ventes du sandbox sont des tests{ "\u00A0" }: elles ne comptent pas dans les totaux. Une fois connecté, le compte reste dans l’environnement choisi.
environment-choice = { $environment ->
    [sandbox] Sandbox (tests)
   *[production] Production
}
sandbox = Sandbox

## Events that platforms send

events = Avis en temps réel
events-of = Avis de { $name }
events-context = Ce que la plateforme signale d’elle-même. Un avis dit seulement où regarder : Orion lit la commande sur la plateforme.
events-see = Voir les avis
events-empty = Aucun avis pour l’instant
    .text = Quand la plateforme signale une commande nouvelle ou modifiée, elle apparaît ici. En attendant, la synchronisation continue de chercher.
events-empty-filtered = Aucun avis dans cet état
    .text = Changez d’état ou affichez tous les avis de ce compte.
event-topic = Sujet
event-tells = { $what ->
    [order_new] Nouvelle commande
    [order_changed] Commande modifiée
    [order_paid] Commande payée
    [order_cancelled] Annulation de commande
    [order_deleted] Commande supprimée dans la boutique
    [refund] Remboursement
    [return] Retour ou réclamation
    [address] Adresse de livraison modifiée
    [invoice] Document fiscal
    [withdrawn] Accès retiré sur la plateforme
    [expiring] Autorisation bientôt expirée
    [payment] Paiement
    [product] Produit
    [message] Question ou message
    [ping] Test de la plateforme
    [shipment] Expédition
   *[other] Autre sujet
}
# The platform's own word for it.
event-topic-sent = Sujet sur la plateforme
event-received = Reçu
event-about = Commandes
event-done = Traité
event-state-label = État
event-state = { $state ->
    [waiting] En attente
    [done] Traité
    [failed] Échoué
    [ignored] Sans effet
    [duplicate] Répété
   *[refused] Refusé
}
event-unread = Avis sans sujet
event-recovered = Récupéré
    .text = La plateforme n’a pas pu remettre cet avis. Orion l’a trouvé dans sa liste.
event-attempts = Tentatives
event-due = Prochaine tentative
event-id = Identifiant sur la plateforme
event-from = Envoyé depuis
event-facts = À propos de l’avis
event-payload = Contenu reçu
event-body = Corps
event-asked = Demandé par une personne
event-headers = En-têtes
event-replay = Traiter de nouveau
event-replayed = L’avis est de nouveau en attente.
event-reason = { $reason ->
    [bad_signature] La signature n’est pas celle de la plateforme.
    [stale] L’avis est trop ancien, ou vient du futur.
    [other_account] L’avis concerne un autre compte.
    [no_key] La clé pour vérifier la signature manque.
    [unreadable] Le contenu n’a pas pu être lu.
    [too_large] Le contenu est trop volumineux. Ce qui a changé arrive par la synchronisation.
    [not_shown] La plateforme ne montre pas encore cette commande.
    [internal] C’était une erreur d’Orion ; le journal du serveur dit laquelle.
   *[other] La plateforme n’a pas répondu comme prévu.
}
webhook-registered = La plateforme prévient Orion aussitôt. L’inscription est vérifiée chaque jour.
webhook-registers = Orion s’inscrit sur la plateforme dès que possible. D’ici là, la synchronisation cherche les nouveautés.
webhook-needs-https = Pour recevoir les avis aussitôt, Orion a besoin d’une adresse publique https, que la personne qui l’administre définit dans ORION_PUBLIC_URL. D’ici là, la synchronisation cherche les nouveautés.
webhook-not-this-way = La clé collée ne dit pas avec quoi la plateforme signe les avis{ "\u00A0" }; il n’en vient donc pas, et les nouveautés arrivent par la synchronisation. Pour recevoir des avis, connectez le compte par l’application.
webhook-by-hand = L’adresse ci-dessous se saisit dans le panneau de la plateforme, comme l’expliquent les instructions.
webhook-of-app = La personne qui administre Orion saisit l’adresse une fois dans l’application de la plateforme ; elle sert à tous les comptes.
webhook-missed = Chaque heure, Orion demande aussi à la plateforme les avis qu’elle n’a pas pu remettre. Dernière demande{ "\u00A0" }:
webhook-missed-problem = La plateforme n’a pas montré les avis qu’elle n’a pas pu remettre
    .text = Les ventes continuent d’arriver par les avis remis et par la synchronisation. Orion redemande dans une heure.
webhook-problem = La plateforme n’a pas accepté l’inscription aux avis
    .text = Les ventes continuent d’arriver par la synchronisation. Orion réessaie dans une heure ; si la clé ne permet que la lecture, utilisez-en une qui permet aussi l’écriture.
