### Sales: the list, one sale, files.

title = Ventes
    .context = Ce qui a été vendu sur tous les canaux connectés.

sync-all = Tout synchroniser
sync-one = Synchroniser une boutique
export-csv = Exporter en CSV
export-excel = Exporter vers Excel
export-picked = Exporter la sélection

## Filters

filter-label = Filtrer les ventes
search = Numéro, nom, e-mail, téléphone, document ou SKU
    .hint = Trouve par le début : chaque nom du client, e-mail, téléphone, document, numéro ou SKU.
channel = Canal
store = Boutique
    .all = Toutes
status = État
    .all = Tous
payment = Paiement
fulfilment = Envoi
of-customer = Achats de { $name }
tests = Tests
tests-shown = Inclure
tests-hidden = Masquer
tests-only = Tests seuls
# A filter in words.
tests-hidden-told = Sans tests
of-one-customer = D’un client
sort-by = Trier par
sort-newest = Plus récentes
sort-oldest = Plus anciennes
sort-highest-total = Total le plus élevé
sort-lowest-total = Total le plus bas
sort-highest-number = Numéro le plus élevé
sort-lowest-number = Numéro le plus bas

## Columns

sale = Vente
channel-number = Numéro du canal
customer = Client
placed-at = Passée le
items = Articles
total = Total
pages = Pages de ventes

## Totals

sum-selection = Additionner ces ventes
selected = { $count ->
    [0] Aucune vente
    [one] { $count } vente
   *[other] { $count } ventes
}
summed = { $count ->
    [one] Total de { $count } vente
   *[other] Total de { $count } ventes
}
# Where tests are hidden.
summed-real = { $count ->
    [one] Total de { $count } vente, non payée ou annulée
   *[other] Total de { $count } ventes, y compris non payées et annulées
}
summed-mixed = { $count ->
    [one] Total de { $count } vente, non payée, annulée ou de test
   *[other] Total de { $count } ventes, y compris non payées, annulées et de test
}
summed-paid = { $count ->
    [0] Aucune vente payée
    [one] Payé sur { $count } vente, moins remboursements
   *[other] Payé sur { $count } ventes, moins remboursements
}
sum-hide = Masquer la somme
sum-too-long = Additionner cette sélection prend trop de temps. Limitez la période et recommencez.

## Nothing to show

none = Aucune vente pour l’instant
    .text = Les commandes des boutiques connectées apparaissent ici dès qu’une synchronisation les apporte, les plus récentes d’abord.
    .press = Voir les synchronisations
none-filtered = Aucune vente avec ces filtres
    .text = Vérifiez la période et le texte recherché. Les noms et les codes se trouvent par leur début.
none-reversed = La période finit avant de commencer
    .text = Inversez les dates{ "\u00A0" }: la fin ne peut pas précéder le début.
none-connected = Aucune boutique connectée
    .text = Connectez une boutique : ses commandes apparaissent ici comme ventes.
    .ask = Demandez à un administrateur de l’entreprise d’en connecter une, et ses commandes apparaissent ici comme ventes.
    .press = Aller aux intégrations

## States

order-open = Ouverte
order-completed = Terminée
order-cancelled = Annulée
order-failed = Non aboutie
order-unknown = Inconnu
payment-pending = En attente
payment-authorized = Autorisé
payment-partially-paid = Payé en partie
payment-paid = Payé
payment-partially-refunded = Remboursé en partie
payment-refunded = Remboursé
payment-voided = Non payé
payment-unknown = Inconnu
fulfilment-unfulfilled = À envoyer
fulfilment-partial = Envoyé en partie
fulfilment-fulfilled = Envoyé
fulfilment-not-required = Sans envoi
fulfilment-by-channel = Le canal envoie
fulfilment-on-hold = Suspendu
fulfilment-returned = Retourné
fulfilment-unknown = Inconnu
# A filter: what somebody has to ship.
fulfilment-to-ship = À envoyer, déjà payées
test-order = Test
differs = Ne correspond pas

## One sale

one = Vente { $number }
newer = Plus récente
older = Plus ancienne
number-in-channel = { $channel }, commande { $number }
lines = Articles de la vente
product = Produit
sku = SKU
quantity = Quantité
unit-price = Prix
discount = Remise
no-sku = Sans SKU
link-sku = Associer le SKU
link-code = Associer le code
no-lines = Le canal n’a envoyé aucun article pour cette vente.

money = Montants
goods = Produits
shipping = Livraison
fees = Frais
tax = Taxes
    .included = incluses dans les prix
difference = Différence
proved = Correspond au canal au centime près
total-is-more = Le total du canal dépasse de { $amount } la somme des articles
total-is-less = Le total du canal est inférieur de { $amount } à la somme des articles
refunded = Remboursé
# What is left of the total.
after-refunds = Après remboursements
refunds = Remboursements
no-reason = Sans motif indiqué

kept = Ce qui vous reste
    .context = Prévision d’après ce que le canal a indiqué
kept-no-commission = Le canal n’a pas indiqué sa commission : il peut vous rester moins.
kept-total = Total de la vente
kept-expected = Vous recevez
ledger-commission = Commission du canal
ledger-fee = Frais retenus
ledger-tax = Taxe retenue
ledger-freight-seller = Livraison à votre charge
ledger-freight-buyer = Livraison payée par le client
ledger-freight-channel = Livraison payée par le canal
ledger-discount-seller = Remise à votre charge
ledger-discount-channel = Remise payée par le canal
# A channel's code of an entry, in words; nothing for one that has none.
ledger-label = { $label ->
    [gold_pro] Annonce Premium
    [gold_special] Annonce Classique
    [free] Annonce gratuite
    [drop_off] Dépôt en agence
    [xd_drop_off] Dépôt en agence
    [cross_docking] Collecte
    [fulfillment] Mercado Envios Full
    [self_service] Mercado Envios Flex
    [shipping_fee_cofunded_discount] Port partagé avec la plateforme
    [retail_delivery_fee] Frais de livraison
    [buyer_service_fee] Frais de service de l’acheteur
    [handling_fee] Frais de traitement
    [shipping_insurance_fee] Assurance de l’envoi
    [item_insurance_fee] Assurance du produit
    [small_order_fee] Frais de petite commande
   *[other] { "" }
}
ledger-included = { $amount }, déjà dans le total
ledger-carrier = { $amount }, directement au transporteur

payments = Paiements
paid-at = Payé le
method = Moyen
# A channel's code of a way to pay, in words; nothing for one that has none.
payment-way = { $code ->
    [pix] Pix
    [credit_card] Carte de crédit
    [debit_card] Carte de débit
    [prepaid_card] Carte prépayée
    [bank_transfer] Virement bancaire
    [bacs] Virement bancaire
    [boleto] Boleto
    [ticket] Bon de paiement
    [bolbradesco] Boleto
    [account_money] Solde du compte du canal
    [cod] Paiement à la livraison
    [cash_on_delivery] Paiement à la livraison
    [gift_card] Carte cadeau
    [digital_wallet] Portefeuille numérique
    [consumer_credits] Crédit du canal
    [digital_currency] Crédit du canal
    [manual] Convenu avec la boutique
    [cheque] Chèque
    [paypal] PayPal
   *[other] { "" }
}
payment-way-unknown = Autre moyen
transaction = Transaction
amount = Montant

buyer = Client
company = Entreprise
email = E-mail
phone = Téléphone
document = CPF ou CNPJ
known-by = Reconnu par
known-by-document = CPF ou CNPJ
known-by-email = E-mail
known-by-phone = Téléphone
known-by-new = Premier achat
shipping-address = Adresse de livraison
billing-address = Adresse de facturation
shared-address = Adresse de livraison et de facturation

state = État
status-in-channel = État sur le canal
shipping-method = Mode d’envoi
changed-at = Modifiée sur le canal
cancelled-at = Annulée le
client-ip = Adresse IP
note = Remarque
tags = Étiquettes
external-id = Code du canal
purchase = Achat sur le canal
purchase-parts = { $count ->
    [one] Partie d’un achat de { $count } commande
   *[other] Partie d’un achat de { $count } commandes
}

story = Historique
    .context = Du plus récent au plus ancien
imported = Importée
imported-as = État sur le canal : { $status }
updated = Mise à jour
seen = Vue pour la première fois sur le canal
see-run = Voir la synchronisation
last-run = Dernière modification
change = { $field } : de { $from } à { $to }
raw = Données du canal
raw-cut = Seul le début est affiché. Le document entier fait { $size }.
raw-gone = Les données du canal ont dépassé leur durée de conservation.

## Changed fields

field-status = État
field-payment = Paiement
field-fulfilment = Envoi
field-channel-status = État sur le canal
field-total = Total
field-refunded = Remboursé

## Files

file-name = ventes
currency = Devise
