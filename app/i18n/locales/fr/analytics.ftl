### Sales added up over any days.

title = Analyses
context = Du { $from } au { $until } · { $zone }
spans = Période
last-days = { $days ->
    [one] Dernier jour
   *[other] { $days } jours
}
span = { $span ->
    [today] Aujourd’hui
    [yesterday] Hier
    [month] Ce mois-ci
   *[last-month] Mois dernier
}
filters = Filtres des analyses
from = Du
until = Au
zone = Fuseau horaire
currency = Devise
turned-round = Les dates étaient inversées{ "\u00A0" }: elles vont ici du { $from } au { $until }.
cut-off = La période la plus longue est de cinq ans{ "\u00A0" }: elle commence ici le { $from }.
# Beside "Exportar Excel": one table as CSV.
export-table = CSV{ "\u00A0" }: { $table }

sales = Ventes
paid = Payées
revenue = Chiffre d’affaires encaissé
ticket = Panier moyen
cancelled = Annulées
charges = Frais
net = Il vous reste
# Below the fees and the net; then as the heading of a column.
untold = { $count ->
    [one] { $count } payée sans commission indiquée
   *[other] { $count } payées sans commission indiquée
}
untold-column = Sans commission indiquée
# `change` is "12 %", after an arrow.
compared = { $change } par rapport à la période précédente

trend = { $step ->
    [hour] Chiffre d’affaires encaissé par heure
    [day] Chiffre d’affaires encaissé par jour
    [week] Chiffre d’affaires encaissé par semaine
   *[month] Chiffre d’affaires encaissé par mois
}
# A week by its first day.
week-of = Semaine du { $day }
# After the value of a month of which the period has no more days.
until-day = jusqu’au { $day }
trend-table = Évolution
hours-table = Heures de la journée
since = Début
before = Période précédente

channel = Canal
channels = Canaux
    .context = Les frais sont ceux que les canaux indiquent{ "\u00A0" }; sans commission, ce qui vous reste paraît plus élevé que la réalité
# After the context, where there is a period to compare with.
channels-compared = à côté du chiffre d’affaires, l’évolution par rapport à la période précédente
nothing = Aucune vente sur la période.
# A figure where there is no column for it.
named = { $name }{ "\u00A0" }: { $value }

product = Produit
products = Produits
    .context = Articles de ventes payées, liés au catalogue{ "\u00A0" }; la marge suit le coût d’aujourd’hui
ranks = Classer les produits
rank = { $rank ->
    [revenue] Par chiffre d’affaires
    [quantity] Par quantité
   *[margin] Par marge
}
sku = SKU
quantity = Quantité
margin = Marge
no-products = Aucun produit du catalogue n’a été vendu sur la période.

buyers = Clients
    .context = De ventes payées{ "\u00A0" }; nouveau est qui a acheté pour la première fois sur la période
customers = Personnes
people = { $count ->
    [one] { $count } personne
   *[other] { $count } personnes
}
new-buyers = Nouveaux
returning-buyers = Avaient déjà acheté
unknown-buyers = Non identifiés
too-long = La période est trop longue pour compter cela pendant que vous attendez. Choisissez moins de jours.

regions = Régions
    .context = Ventes payées, selon l’adresse de livraison
by-state = Chiffre d’affaires encaissé par État
state = État
elsewhere = Hors du Brésil ou sans adresse
elsewhere-sold = Hors du Brésil ou sans adresse{ "\u00A0" }: { $revenue }
