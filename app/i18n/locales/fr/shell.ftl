### The frame of the console: navigation, account menu, company settings.

## Navigation

overview = Vue d’ensemble
orders = Ventes
products = Produits
customers = Clients
integrations = Intégrations
syncs = Synchronisations
account = Compte
navigation = Navigation
open-navigation = Ouvrir la navigation
close-navigation = Fermer la navigation
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
    .help = Code de trois lettres, comme BRL.

company-language = Langue de l’entreprise
    .help = Utilisée quand ni la personne ni le navigateur n’en indiquent une.
