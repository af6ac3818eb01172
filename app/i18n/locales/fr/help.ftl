### The user's guide: what stands around its topics. The topics themselves are in docs/guides/console.

title = Aide
    .context = Comment faire chaque chose dans Orion, et que faire quand tout ne se passe pas comme prévu.
# Names the sign at the top of every page that leads to the topic about it.
of-page = Aide de cette page
group = { $group ->
    [begin] Pour commencer
    [sell] Ventes et clients
    [catalogue] Catalogue
    [channels] Canaux
   *[company] Entreprise
}
topic = { $topic ->
    [primeiros-passos] Premiers pas
    [teclado] Clavier et recherche
    [visao-geral] Vue d’ensemble et analyses
    [vendas] Ventes
    [pedido-que-falta] Une commande qui manque
    [clientes] Clients
    [produtos] Produits et SKU
    [catalogo] Vérifier un catalogue
    [regras] Écrire une règle
    [linguagem-das-regras] Le langage des règles
    [integracoes] Intégrations et synchronisations
    [saude-e-alertas] Santé, file d’attente et alertes
    [equipe] Équipe et sécurité
   *[planos] Offre, utilisation et factures
}
# One line under the name of a topic.
about = { $topic ->
    [primeiros-passos] Connecter la première boutique, attendre ses ventes et inviter l’équipe.
    [teclado] Aller partout sans la souris.
    [visao-geral] Ce que compte chaque chiffre et comment comparer des périodes.
    [vendas] Trouver des ventes, en comprendre une, agir sur son canal et exporter.
    [pedido-que-falta] Découvrir où une commande s’est arrêtée et la faire venir.
    [clientes] Comment la même personne est reconnue sur plusieurs canaux.
    [produtos] Le catalogue, et comment y associer ce que vendent les boutiques.
    [catalogo] Envoyer un tableau, corriger ce qu’un canal refuserait et l’importer.
    [regras] Exiger de chaque produit ce que veut votre entreprise.
    [linguagem-das-regras] Toutes les parties d’une règle en YAML, avec des exemples.
    [integracoes] Connecter des comptes et savoir ce que chaque lecture a apporté.
    [saude-e-alertas] Voir ce qui est bloqué et choisir de quoi être averti.
    [equipe] Inviter des personnes, donner des rôles et protéger les comptes.
   *[planos] Ce qui est compris, ce qui est utilisé et comment payer.
}
# Other words by which a topic is found.
words = { $topic ->
    [primeiros-passos] commencer début tutoriel guide
    [teclado] raccourcis touches
    [visao-geral] revenus graphiques rapports indicateurs
    [vendas] commandes filtres annuler expédier étiquette facture exporter
    [pedido-que-falta] perdue disparue pas entrée
    [clientes] acheteurs doublons
    [produtos] associer code stock catalogue
    [catalogo] tableau validation csv excel google
    [regras] validation règles propres yaml
    [linguagem-das-regras] référence yaml schéma vérifications syntaxe
    [integracoes] canaux boutiques connecter jeton autorisation
    [saude-e-alertas] erreurs lent bloqué e-mail slack
    [equipe] inviter rôles mot de passe deux étapes passkey historique
    [planos] abonnement limite prix paiement
   *[contents] manuel guide support questions documentation
}
# A topic among pages and actions.
command = Aide{ "\u00A0" }: { $topic }
in-page = Sur cette page
# Names the way to the topics before and after.
between = Autres sujets

platforms = Instructions des plateformes
    .context = Où trouver ce que chaque plateforme demande à la connexion.
platform-title = Comment connecter { $platform }
