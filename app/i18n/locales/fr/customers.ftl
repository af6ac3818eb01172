### Customers and their purchases.

title = Clients
    .context = Qui a acheté, sur tous les canaux. Une même personne est reconnue par document, e-mail ou téléphone.

filter-label = Filtrer les clients
search = Nom, e-mail, téléphone, CPF ou CNPJ
    .hint = Trouve par le début de chaque nom, de l’e-mail ou du numéro.
name = Client
email = E-mail
phone = Téléphone
document = CPF ou CNPJ
city = Ville
purchases = Achats
# On phones, which have no headings.
purchase-count = { $count ->
    [one] { $count } achat
   *[other] { $count } achats
}
last-purchase = Dernier achat
# What was paid, less refunds.
spent = Dépensé
sort-latest = Achat le plus récent
sort-longest-ago = Plus longtemps sans achat
sort-most-purchases = Le plus d’achats
sort-most-spent = Le plus dépensé
# A filter, behind the word for purchases.
at-least = { NUMBER($count) } ou plus
# Of the same filter: any number of purchases.
any-purchases = Tous
# A filter, before a day.
since-filter = Client depuis
behind = Les achats des derniers instants ne comptent pas encore dans l’ordre ni dans les filtres.
# Before the day, in the name of a file.
file-name = clients
paid-elsewhere = Payé dans d’autres devises
pages = Pages de clients
unnamed = Sans nom

none = Aucun client pour l’instant
    .text = Qui achète dans vos boutiques apparaît ici dès la première vente, une seule fois, même sur plusieurs canaux.
    .press = Voir les ventes
none-filtered = Aucun client trouvé
    .text = Les noms, e-mails et numéros se trouvent par leur début.

since = Client depuis le { $date }
paid = Payé, moins les remboursements
paid-none = Aucun achat payé
by-channel = Achats par canal
identities = Reconnu par
    .context = Le premier achat a créé ce client. Tout autre achat avec l’une de ces données lui appartient aussi.
identities-none = Sans document, e-mail ni téléphone : chaque achat sans ces données a son propre client.
recognised = { $count ->
    [0] aucun autre achat reconnu ainsi
    [one] { $count } autre achat reconnu ainsi
   *[other] { $count } autres achats reconnus ainsi
}
purchase-list = Achats
all-in-sales = Voir dans Ventes
purchases-none = Aucun achat
contact = Contact
