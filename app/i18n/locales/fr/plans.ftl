### Plans, what they include, and what the company uses of them.

plan = { $code ->
    [free] Free
    [pro] Pro
    [business] Business
   *[enterprise] Enterprise
}
quota = { $code ->
    [validations] Produits vérifiés par mois
    [orders] Commandes par mois
    [connections] Connexions
    [members] Personnes
   *[history_days] Historique conservé
}
quota-help = { $code ->
    [validations] Chaque produit compte une fois par mois tant que lui et les règles ne changent pas.
    [orders] Nouvelles commandes, passées il y a 31 jours au plus. Les plus anciennes, qui arrivent avec une boutique que l’on connecte, et celles des boutiques de démonstration ne comptent pas.
    [connections] Boutiques et comptes connectés. Ceux qui sont déconnectés ne comptent pas.
    [members] Personnes de l’équipe et invitations ouvertes.
   *[history_days] Durée pendant laquelle les données d’origine des canaux, les historiques et les synchronisations sont conservés. Les ventes sont conservées toujours.
}
no-limit = Sans limite
days = { $days ->
    [one] { $days } jour
   *[other] { $days } jours
}

## The page of plans

menu = Offres et utilisation
title = Offres
    .context = Ce que comprend chaque offre, et ce que l’entreprise utilise maintenant
current = Offre actuelle{ "\u00A0" }: { $plan }
source = { $code ->
    [default] L’offre de ceux qui n’en ont pas choisi d’autre
    [assigned] Définie par qui administre cette installation
   *[subscription] Par abonnement
}
# Where the contract or gift ends.
assigned-until = Valable jusqu’au { $when }
used-of = { $used } sur { $limit }
anew-on = Le compte du mois recommence le { $day }.
compare = Comparer les offres
price-month = { $price } par mois
price-year = { $price } par an
free-price = Gratuit
contract-price = Par contrat
# To whoever sells plans by contract, and what the e-mail to them is about.
ask-offer = Demander un devis
offer-subject = Offre Enterprise d’Orion
yours = Votre offre
show-prices = Voir les prix
paid = Paiement
currency = Devise
interval = { $code ->
    [month] Mensuel
   *[year] Annuel, avec deux mois offerts
}
priority = Priorité dans la file
priority-rank = { $code ->
    [free] Normale
    [pro] Haute
    [business] Très haute
   *[enterprise] Maximale
}
see-usage = Voir l’utilisation
see-plans = Voir les offres
beyond = Ce qui se passe à la limite
    .orders = Les commandes ne sont jamais refusées ni perdues. Celles qui arrivent au-delà de l’offre sont conservées et deviennent des ventes dès qu’il y a de la place{ "\u00A0" }: en changeant d’offre ou au début du mois suivant, dans l’ordre où elles sont arrivées.
    .validations = Une vérification qui dépasserait la limite ne commence pas, ou se termine sans résultat et sans rien compter.
    .places = Les nouvelles connexions et invitations attendent qu’une place soit libre. Avec une offre plus petite, les connexions les plus récentes s’arrêtent{ "\u00A0" }; les ventes restent, et l’historique au-delà de l’offre est supprimé après 30 jours.
paid-in = L’entreprise paie en { $currency }.
owners-choose = Seul un propriétaire de l’entreprise choisit l’offre{ "\u00A0" }: { $names }.
no-billing = Dans cette installation, qui l’administre définit l’offre de chaque entreprise.
# Where a connection is made and there is no place for one more.
no-connection = Connexions{ "\u00A0" }: { $used } utilisées, { $limit } dans l’offre
    .text = Pour en connecter une de plus, déconnectez-en une autre ou prenez une offre plus grande.

## The page of usage

usage = Utilisation
    .context = Ce que l’entreprise a utilisé de l’offre { $plan } ce mois-ci
today = Aujourd’hui{ "\u00A0" }: { $count }
reached-on = Au rythme de ce mois, la limite est atteinte le { $day }.
reached = La limite est atteinte.
# The variable count is a figure.
exceeded = La limite est dépassée de { $count }.
lasts = Au rythme de ce mois, l’offre suffit.
parked-orders = { $count ->
    [one] { $count } commande conservée attend de la place dans l’offre.
   *[other] { $count } commandes conservées attendent de la place dans l’offre.
}
entering-orders = { $count ->
    [one] { $count } commande conservée est en train d’entrer.
   *[other] { $count } commandes conservées sont en train d’entrer.
}
parked-connections = { $count ->
    [one] { $count } connexion est arrêtée parce que l’offre en comprend moins.
   *[other] { $count } connexions sont arrêtées parce que l’offre en comprend moins.
}
# Under the number of connections.
demo-connections = { $count ->
    [one] { $count } connexion de démonstration ne compte pas.
   *[other] { $count } connexions de démonstration ne comptent pas.
}
entries = Écritures
    .context = Tout ce qui a été compté, du plus récent au plus ancien
all-meters = Tout
when = Quand
what = Ce qui a été compté
quantity = Quantité
cause = Cause
cause-name = { $code ->
    [run] Synchronisation
    [validation] Vérification
   *[other] Autre
}
# Of a run or a check that was removed since.
cause-gone = N’est plus gardée
no-entries = Rien n’a encore été compté
    .text = Dès qu’une commande arrive ou qu’un tableau est vérifié, l’écriture apparaît ici avec sa cause.
older = Plus anciennes
newest = Plus récentes
