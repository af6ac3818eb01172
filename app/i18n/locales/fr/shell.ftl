### The frame of the console: navigation, account menu, company settings.

## Navigation

overview = Vue d’ensemble
orders = Ventes
products = Produits
validation = Validation
customers = Clients
analytics = Analyses
integrations = Intégrations
syncs = Synchronisations
queue = File d’attente
health = Santé
alerts = Alertes
storage = Stockage
account = Compte
navigation = Navigation
open-navigation = Ouvrir la navigation
close-navigation = Fermer la navigation
narrow-navigation = Replier la navigation
widen-navigation = Afficher les noms
search-all = Rechercher ventes, produits, clients et pages
to-integrations = Voir les intégrations
waiting = { $count ->
    [0] Ce qui demande attention
    [one] { $count } point demande attention
   *[other] { $count } points demandent attention
}
# Names the corner where confirmations appear.
messages = Messages

## Roles

role-owner = Propriétaire
role-admin = Administrateur
role-operator = Opérateur
role-viewer = Lecteur

## Company settings

company = Entreprise
    .context = S’applique à toutes les personnes de l’entreprise.

time-zone = Fuseau horaire
    .help = Les dates et les totaux par jour suivent ce fuseau.

currency = Devise
    .help = La devise dans laquelle les totaux de l’entreprise sont additionnés.

company-language = Langue et formats de l’entreprise
    .help = Nombres, montants et dates s’affichent ainsi pour tout le monde. Les textes suivent la langue de chacun.
