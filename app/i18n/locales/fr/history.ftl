### Who did what.

title = Historique
    .context = Qui a fait quoi, quand et d’où. Rien ici ne peut être modifié.
pages = Pages de l’historique
export = Télécharger en CSV
file-name = historique
filter-label = Filtrer l’historique
person = Personne
anybody = Toutes
# Somebody of whom there are entries, and who is not of the company any more.
who-left = { $name } (n’y est plus)
about = Sujet
anything = Tous
from = Du
until = Au
what-column = Ce qui a été fait
when-column = Quand
ip-column = Adresse IP
subject-column = Code de l’objet
details = Détails
nothing = Rien ne s’est encore passé
    .text = Ce que l’équipe change apparaît ici.
nothing-found = Rien avec ces filtres
    .text = Changez la période, la personne ou le sujet.
# Where the period ends before it begins.
no-day = Le dernier jour précède le premier. Inversez les dates.
# What an import took over or gave back, behind the name of the sheet.
import-rows = { $count ->
    [one] { $count } produit
   *[other] { $count } produits
}
import-takes = { $what ->
    [new] nouveaux seulement
    [changes] modifications seulement
   *[both] nouveaux et modifications
}
import-faulty = aussi avec des erreurs
about-choice = { $code ->
    [team] Équipe et accès
    [company] Entreprise
    [billing] Offre et paiement
    [channels] Canaux et commandes
    [catalogue] Catalogue
    [sheets] Tableaux et règles
    [alerts] Alertes
    [exports] Fichiers téléchargés
   *[queue] File
}
# What an entry holds, and its value.
detail-line = { $label }{ "\u00A0" }: { $value }
# The same of what was changed, and of what was not there before or is not there any more.
change-line = { $label }{ "\u00A0" }: { $before } → { $after }
nothing-there = rien
# What is not known here is told by its key.
detail = { $key ->
    [access_key] Clé de la facture
    [account] Compte
    [action] Opération
    [active] En service
    [address] Adresse
    [ask] Demande
    [because] Raison
    [before] Adresse précédente
    [brand] Marque
    [by] Connexion par
    [bytes] Taille en octets
    [cancels_at] Se termine le
    [catalogue] Catalogue
    [category] Catégorie
    [changed] A changé
    [code] Code
    [column] Colonne
    [columns] Colonnes
    [compare_at] Prix barré
    [connection] Canal
    [connections] Connexions
    [correction] Correction
    [cost] Coût
    [currency] Devise
    [daily_at] Chaque jour à
    [decimal_comma] Virgule décimale
    [delimiter] Séparateur
    [description] Description
    [email] Adresse e-mail
    [encoding] Encodage
    [environment] Environnement
    [event] Avis
    [events] Avis
    [every_minutes] Toutes les (minutes)
    [file] Fichier
    [filter] Filtres
    [format] Format
    [from] Avant
    [gtin] GTIN
    [header_row] Ligne avec les noms
    [height] Hauteur
    [history_days] Jours d’historique
    [host] Serveur
    [hours] Heures
    [images] Images
    [interval] Période
    [jobs] Tâches
    [kind] Type
    [length] Longueur
    [level] Reçoit
    [limits] Limites propres
    [line_end] Fin de ligne
    [lines] Articles de commandes
    [locale] Langue
    [members] Personnes
    [name] Nom
    [ncm] NCM
    [next] Offre suivante
    [note] Note
    [off] Désactivée
    [on] Activé
    [only_clean] Seulement les produits sans erreur
    [order] Code de la commande
    [orders] Commandes
    [overage] Vérifications au-delà de l’offre
    [packs] Jeux de règles
    [plan] Offre
    [platform] Plateforme
    [price] Prix
    [quiet_from] Silence à partir de
    [quiet_until] Silence jusqu’à
    [quotes] Cellules entre guillemets
    [replay] Retraitement
    [role] Rôle
    [rows] Lignes
    [rule] Règle
    [run] Exécution
    [schedule] Horaire
    [settings] Réglages
    [severity] Gravité
    [sheet] Tableau
    [skip_test_orders] Ignore les commandes de test
    [sku] SKU
    [state] État
    [status] État
    [steps] Étapes
    [stock] Stock
    [subscription] Abonnement
    [tab] Onglet
    [tests] Tests
    [time_zone] Fuseau horaire
    [to] Après
    [until] Jusqu’au
    [validations] Produits vérifiés par mois
    [version] Version
    [weight] Poids
    [width] Largeur
    [writes_results] Écrit les résultats
    [yaml] Texte de la règle
   *[other] { "" }
}
# Values that are codes: roles, periods, how a subscription stands, and how grave something is. Others are told as they are.
detail-code = { $code ->
    [active] À jour
    [admin] Administrateur
    [all] Toutes les alertes
    [business] Business
    [canceled] Terminée
    [connected] Connectée
    [critical] Les critiques seulement
    [disconnected] Déconnectée
    [enterprise] Enterprise
    [error] Erreur
    [free] Free
    [google] Google
    [hint] Suggestion
    [incomplete] Paiement inachevé
    [incomplete_expired] Inachevé
    [month] Mensuel
    [needs_reauth] À autoriser de nouveau
    [operator] Opérateur
    [owner] Propriétaire
    [passkey] Clé d’accès
    [password] Mot de passe
    [past_due] Paiement en attente
    [paused] En pause
    [plan_limit] La limite de l’offre
    [pro] Pro
    [trialing] À l’essai
    [two_steps] Vérification en deux étapes
    [unpaid] Impayé
    [viewer] Lecteur
    [warning] Avertissement
    [year] Annuel
   *[other] { "" }
}
# Of the action that is told without it where an entry does not hold it.
overage-switched = { $code ->
    [on] A activé les vérifications au-delà de l’offre
   *[off] A désactivé les vérifications au-delà de l’offre
}
action = { $code ->
    [action_asked] A demandé quelque chose à un canal
    [action_closed] A abandonné une demande à un canal
    [alerts_hook_added] A ajouté une adresse pour les alertes
    [alerts_hook_removed] A retiré une adresse pour les alertes
    [alerts_kind_off] A désactivé un type d’alerte
    [alerts_kind_on] A activé un type d’alerte
    [alerts_muted] A mis une alerte en sourdine
    [alerts_unmuted] A rétabli une alerte
    [billing_cancel_asked] A demandé à mettre fin à l’abonnement
    [billing_cancel_taken_back] A gardé l’abonnement qui allait se terminer
    [billing_change_asked] A demandé un changement d’offre
    [billing_change_taken_back] A annulé un changement d’offre prévu
    [billing_checkout_started] A ouvert le paiement d’une offre
    [billing_duplicate_ended] Un deuxième abonnement a été terminé et crédité
    [billing_grace_ended] Le délai accordé pour un paiement est terminé
    [billing_overage_changed] A activé ou désactivé les vérifications au-delà de l’offre
    [billing_pay_asked] A demandé à payer ce qui manquait
    [billing_resume_asked] A demandé à reprendre l’abonnement
    [billing_subscribed] L’abonnement à une offre a commencé
    [billing_subscription_changed] L’abonnement a changé
    [catalogue_import_undone] A annulé un import dans le catalogue
    [catalogue_imported] A importé un tableau dans le catalogue
    [code_linked] A lié un code à un produit
    [code_unlinked] A délié un code d’un produit
    [completeness_asked] A demandé une vérification des commandes
    [connection_created] A connecté un canal
    [connection_demo_removed] A effacé les ventes inventées d’une boutique de démonstration
    [connection_disconnected] A déconnecté un canal
    [connection_paused] A mis un canal en pause
    [connection_reconnected] A reconnecté un canal
    [connection_resumed] A repris un canal
    [connection_settings_changed] A changé les réglages d’un canal
    [connection_updated] A changé les identifiants d’un canal
    [email_change_asked] A demandé à changer d’e-mail
    [email_change_cancelled] A annulé le changement de son e-mail
    [email_change_refused] A refusé le changement de son e-mail
    [email_changed] A changé d’e-mail
    [export_analytics] A téléchargé les analyses
    [export_completeness] A téléchargé la vérification de complétude
    [export_corrected] A téléchargé un tableau corrigé
    [export_customers] A téléchargé les clients
    [export_findings] A téléchargé les remarques d’une vérification
    [export_history] A téléchargé l’historique
    [export_products] A téléchargé les produits
    [export_rule_list] A téléchargé une liste de valeurs
    [export_sales] A téléchargé les ventes
    [export_template] A téléchargé un tableau dans les colonnes d’un canal
    [google_linked] A associé son compte Google
    [google_unlinked] A dissocié son compte Google
    [invitation_revoked] A annulé une invitation
    [invitation_sent] A invité une personne
    [invitation_sent_again] A renvoyé une invitation
    [member_became_owner] A transmis la propriété
    [member_joined] A rejoint l’équipe
    [member_left] A quitté l’équipe
    [member_removed] A retiré une personne de l’équipe
    [member_role_changed] A changé le rôle d’une personne
    [order_asked_for] A cherché une commande sur un canal
    [organisation_founded] A créé l’entreprise
    [organisation_plan_changed] L’offre de l’entreprise est devenue une autre
    [organisation_plan_set] Qui administre l’installation a défini l’offre de l’entreprise
    [organisation_changed] A changé les paramètres de l’entreprise
    [organisation_two_factor_on] A exigé la vérification en deux étapes
    [organisation_two_factor_off] N’exige plus la vérification en deux étapes
    [passkey_added] A créé une clé d’accès
    [passkey_removed] A retiré une clé d’accès
    [password_changed] A changé son mot de passe
    [password_reset] A choisi un nouveau mot de passe par e-mail
    [password_sessions_ended] A déconnecté d’autres appareils
    [password_ways_removed] A supprimé ce qui ouvrait son compte avant la confirmation de l’e-mail
    [password_wrong] Mot de passe erroné pour le compte de cette personne
    [plan_applied] A appliqué une action groupée
    [product_created] A créé un produit
    [product_updated] A modifié un produit
    [profile_changed] A changé son propre nom ou sa langue
    [queue_all_dismissed] A écarté toutes les tâches en échec
    [queue_cancelled] A annulé une tâche
    [queue_dismissed] A écarté une tâche
    [queue_paused] A mis un type de tâche en pause
    [queue_redriven] A relancé une tâche en échec
    [queue_resumed] A repris un type de tâche
    [replay_applied] A retraité des commandes
    [retention_changed] A changé la durée de conservation
    [rule_chosen] A changé les règles utilisées
    [rule_list_added] A créé une liste de valeurs
    [rule_list_removed] A supprimé une liste de valeurs
    [rule_list_replaced] A remplacé les valeurs d’une liste
    [rule_removed] A supprimé une règle
    [rule_saved] A enregistré une règle
    [second_factor_cleared] Vérification en deux étapes désactivée par qui administre l’installation
    [second_factor_code_used] A utilisé un code de secours
    [second_factor_codes_renewed] A créé de nouveaux codes de secours
    [second_factor_disowned] A retiré une deuxième étape qui n’était pas la sienne
    [second_factor_off] A désactivé sa vérification en deux étapes
    [second_factor_on] A activé sa vérification en deux étapes
    [second_factor_wrong] Code erroné à la deuxième étape de cette personne
    [session_signed_in] S’est connecté
    [session_signed_out] S’est déconnecté
    [sheet_chosen] A choisi un tableau
    [sheet_columns] A changé les colonnes d’un tableau
    [sheet_corrected] A corrigé un tableau
    [sheet_correction_undone] A annulé la correction d’un tableau
    [sheet_format] A changé la lecture d’un tableau
    [sheet_removed] A supprimé un tableau
    [sheet_renamed] A renommé un tableau
    [sheet_replaced] A renvoyé un tableau
    [sheet_results] A changé l’endroit où s’écrivent les résultats
    [sheet_schedule] A changé l’horaire de vérification d’un tableau
    [sheet_steps] A changé les étapes d’une colonne
    [sheet_uploaded] A envoyé un tableau
    [sku_linked] A lié un SKU à un produit
    [sku_unlinked] A délié un SKU d’un produit
    [sync_cancelled] A annulé une synchronisation
    [sync_started] A lancé une synchronisation
   *[webhook_replayed] A retraité un avis
}
