### What the search box of every page offers, and the keys.

pages = Aller à
# Above what is done, as the one before is above where one goes.
actions = Faire
new-product = Nouveau produit
new-rule = Nouvelle règle
google-sheet = Vérifier une feuille Google
export-sales = Exporter les ventes en CSV
export-products = Exporter les produits en CSV
export-customers = Exporter les clients en CSV
export-analytics = Exporter les analyses vers Excel
invite = Inviter une personne
appearance-to = { $appearance ->
    [light] Utiliser les couleurs claires
    [dark] Utiliser les couleurs sombres
   *[system] Utiliser les couleurs du système
}
language-to = Changer la langue{ "\u00A0" }: { $language }
search-for = Chercher «{ "\u00A0" }{ $text }{ "\u00A0" }» partout
# Said aloud while somebody types.
found = { $count ->
    [0] Rien trouvé
    [one] { $count } résultat
   *[other] { $count } résultats
}
# Said behind that.
enter-opens = Entrée ouvre «{ "\u00A0" }{ $label }{ "\u00A0" }».
# Other words by which a page or an action is found.
words = { $code ->
    [overview] accueil tableau de bord aujourd’hui
    [orders] commandes chiffre d’affaires imprimer préparation
    [analytics] rapports graphiques indicateurs comparaison
    [products] catalogue stock sku
    [customers] acheteurs
    [integrations] canaux boutiques marketplace connecter
    [validation] vérifier feuille catalogue csv excel
    [syncs] importer chercher commandes
    [queue] tâches
    [health] api appels plateformes limites
    [alerts] avertissements problèmes
    [storage] espace conservation données
    [account] profil mot de passe e-mail langue appareils clés
    [security] sécurité 2fa application clé d’accès passkey
    [company] fuseau devise langue
    [first_hour] commencer configurer guide début démonstration
    [team] personnes inviter membres rôles droits
    [companies] changer d’entreprise organisation
    [history] audit qui a fait
    [plans] prix limites usage abonnement
    [usage] consommation quota
    [billing] facturation carte facture paiement billing annuler stripe
    [rules] validation règles propres
    [rule_lists] validation marques autorisées interdites
    [left_out] erreurs en attente non importées
    [expiries] jetons expirent réautoriser
    [alert_settings] slack webhook e-mail silence
    [to_link] associer sku inconnu
    [conformance] tests plateformes
    [new_product] créer ajouter
    [new_rule] créer validation
    [new_rule_list] créer envoyer marques validation
    [google_sheet] sheets importer
    [export] télécharger feuille tableau
    [export_products] télécharger catalogue
    [export_customers] télécharger acheteurs contacts feuille
    [sync_all] mettre à jour importer maintenant commandes
    [appearance] thème mode clair sombre nuit couleurs
    [disconnect] débrancher retirer supprimer intégration canal boutique
    [shortcuts] touches clavier combinaisons
    [invite] ajouter nouvel nouveau utilisateur équipe membre accès
    [export_analytics] télécharger rapports graphiques feuille xlsx
    [to_light] thème mode clair apparence jour
    [to_dark] thème mode sombre apparence nuit
    [to_system] thème mode automatique apparence
    [language] langue traduire changer language
    [connect] ajouter intégration canal boutique marketplace
    [saved_view] vue vues enregistrées filtre
   *[sign_out] se déconnecter quitter sortir sair logout
}
shortcuts = Raccourcis clavier
key-palette = Aller à une page, une vente, un produit ou un client
key-rows = Parcourir les lignes et les résultats
key-open = Ouvrir
key-pick = Sélectionner la ligne
# The name of the key.
key-space = Espace
key-close = Fermer
key-search = Chercher
key-help = Afficher ces raccourcis
letters-off = Désactiver les raccourcis à une lettre
letters-on = Activer les raccourcis à une lettre
letters-are-off = Raccourcis à une lettre désactivés.
letters-are-on = Raccourcis à une lettre activés.
