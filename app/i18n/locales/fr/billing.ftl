### The subscription of a company: its plan, payments and invoices.

## The page of the subscription

title = Abonnement
    .context = L’offre, le paiement et les factures de l’entreprise
menu = Abonnement et factures
status = { $code ->
    [trialing] À l’essai
    [active] À jour
    [past_due] Paiement en attente
    [unpaid] Impayé
    [canceled] Terminé
    [incomplete] Paiement inachevé
    [incomplete_expired] Inachevé
    [paused] En pause
   *[unknown] En vérification
}
next-payment = Prochain paiement
paid-on = { $sum } le { $when }
paid-on-less = { $code ->
    [off] { $sum } le { $when }, après une remise de { $off }
    [credit] { $sum } le { $when }, après un crédit de { $credit }
   *[both] { $sum } le { $when }, après une remise de { $off } et un crédit de { $credit }
}
trial-until = Essai gratuit jusqu’au
ends-on = Se termine le
ended-on = Terminé le
holds-until = L’offre est valable jusqu’au
next-plan = Changement prévu
next-plan-on = { $plan } à partir du { $when }
take-back = Annuler le changement
keep-on = Garder l’abonnement
cancel = Mettre fin à l’abonnement
    .text = L’offre est valable jusqu’à la fin de la période payée, le { $when }. Ensuite l’entreprise passe à l’offre { $plan }. Les ventes restent{ "\u00A0" }; l’historique plus ancien, que cette offre ne garde pas, est supprimé 30 jours plus tard.
    .trial = L’essai gratuit dure jusqu’au { $when }, et rien n’est facturé. Ensuite l’entreprise passe à l’offre { $plan }. Les ventes restent{ "\u00A0" }; l’historique plus ancien, que cette offre ne garde pas, est supprimé 30 jours plus tard.
    .owed = Il manque un paiement{ "\u00A0" }: sans lui, l’offre est valable jusqu’au { $when }. Ensuite l’entreprise passe à l’offre { $plan }. Les ventes restent{ "\u00A0" }; l’historique plus ancien, que cette offre ne garde pas, est supprimé 30 jours plus tard.
    .lost = Il manque un paiement, et l’offre de l’abonnement n’est plus valable. L’abonnement se termine le { $when }.
    .next = Le changement prévu vers l’offre { $plan } est abandonné, même si vous gardez ensuite l’abonnement.
manage = Gérer chez Stripe
    .text = La carte, les coordonnées de facturation et les reçus se trouvent sur les pages de Stripe. Orion ne voit pas le numéro de la carte.
card = Changer de carte
portal = Ouvrir les coordonnées de facturation
other-plan = Changer d’offre
again = S’abonner à nouveau
pay-owed = Payer ce qui manque
resume = Reprendre l’abonnement
resumed = Abonnement repris.
nothing-owed = Aucun paiement ne manque.
none = Aucun abonnement
    .text = L’entreprise utilise l’offre { $plan }. Choisissez-en une autre quand il vous faut plus.
not-paid-here = { $plan }
    .text = L’offre a été définie par qui administre cette installation.
off = Rien n’est facturé dans cette installation
    .text = Qui l’administre définit l’offre de chaque entreprise. L’entreprise utilise l’offre { $plan }.
holds-instead = Offre utilisée maintenant
# A checkout that somebody left.
unfinished = Le paiement de l’offre { $plan } n’est pas encore terminé
    .text = Vous pouvez reprendre là où vous en étiez jusqu’au { $when }. Rien n’a été facturé.
go-on = Reprendre le paiement

## Invoices

invoices = Factures
number = Numéro
date = Date
amount = Montant
state = État
links = Documents
invoice-status = { $code ->
    [draft] En préparation
    [open] Ouverte
    [paid] Payée
    [uncollectible] Non encaissée
    [dropped] N’est plus réclamée
   *[void] Annulée
}
see = Voir
pay = Payer
pdf = PDF
no-invoices = Aucune facture pour l’instant
    .text = La première apparaît ici dès que quelque chose est facturé.
draft-number = Pas encore de numéro

## What goes beyond the plan

overage = Vérifications au-delà de l’offre
    .on = Activé{ "\u00A0" }: ce qui dépasse l’inclus est facturé à l’unité, sur la facture du mois.
    .off = Désactivé{ "\u00A0" }: les vérifications s’arrêtent à la limite de l’offre.
    .ends = Les vérifications au-delà de l’offre sont désactivées. Les vérifications s’arrêtent à { $limit } par mois, et ce qui a dépassé l’offre jusque-là est facturé.
switch-on = Activer
switch-off = Désactiver
switched-on = Vérifications au-delà de l’offre activées.
switched-off = Vérifications au-delà de l’offre désactivées.
# The variables limit and price are figures: 100 000 products, 0,005 $US.
overage-price = { $price } par produit au-delà de { $limit } dans le mois
beyond-price = Prix au-delà de l’offre
    .unknown = Stripe n’a pas donné le prix pour l’instant. Rouvrez la page dans quelques minutes.
overage-ask = Activer les vérifications au-delà de l’offre
    .context = Vérifiez le prix avant d’activer
overage-billed = Facturation
    .how = Sur la facture du mois, pour chaque produit vérifié au-delà de l’offre. Vous désactivez quand vous voulez et ne payez que ce qui a été utilisé jusque-là.
overage-scheduled = Un changement d’offre est prévu. Pour activer ou désactiver, annulez d’abord le changement.
# Until now, as what is used goes on.
paid-on-beyond = { $sum } à ce jour, le { $when }, plus ce qui dépassera encore l’offre
next-plan-for = { $plan } à partir du { $when }, { $price }

## A change of plan

# Beside a plan.
choose = Choisir
change = Passer à l’offre { $plan }
    .context = Vérifiez le montant et la date d’effet
new-price = Prix de l’offre
today = Aujourd’hui
pay-today = { $sum }
pay-today-less = { $code ->
    [off] { $sum }, après une remise de { $off }
    [credit] { $sum }, après un crédit de { $credit }
   *[both] { $sum }, après une remise de { $off } et un crédit de { $credit }
}
first-payment = Premier paiement
credit-today = Crédit de { $sum } pour les prochaines factures
nothing-today = Rien
holds = Valable
holds-now = Dès maintenant. Ce qui reste de l’offre actuelle est déduit.
holds-now-trial = Dès maintenant. L’essai gratuit continue jusqu’à son terme.
holds-at = À partir du { $when }. D’ici là l’offre actuelle, déjà payée, reste.
holds-at-trial = À partir du { $when }. D’ici là, l’essai gratuit de l’offre actuelle continue.
holds-after-checkout = Dès que le paiement est confirmé sur la page de Stripe.
end-undone = Fin de l’abonnement
    .text = La fin qui avait été demandée est annulée, et l’abonnement continue.
trial = Essai gratuit
trial-days = { $days ->
    [one] { $days } jour, puis { $price }
   *[other] { $days } jours, puis { $price }
}
# Under the price of a plan that can be tried.
free-days = { $days ->
    [one] { $days } jour gratuit
   *[other] { $days } jours gratuits
}
holds-after-card = Dès que la carte est indiquée sur la page de Stripe. Rien n’est facturé aujourd’hui.
# After a checkout; price is that of a month or year, and where something is taken off the first payment that alone.
begun = L’offre { $plan } est active, pour { $price }.
begun-trial = L’offre { $plan } est active, gratuite jusqu’au { $when }. Ce jour-là a lieu le premier prélèvement{ "\u00A0" }: { $price }.
less = Ce que la nouvelle offre comprend en moins
over = { $quota }{ "\u00A0" }: { $used } utilisés, { $limit } dans l’offre.
smaller = { $quota }{ "\u00A0" }: { $limit } dans la nouvelle offre, { $now } dans l’offre actuelle.
over-effect = { $code ->
    [connections] Les connexions les plus récentes s’arrêtent jusqu’à ce qu’il y ait de la place.
    [members] Personne ne perd l’accès. Les nouvelles invitations attendent qu’il y ait de la place.
    [orders] Les commandes au-delà de la limite sont conservées, visibles, et deviennent des ventes le mois suivant ou avec une offre plus grande.
    [validations] Les nouvelles vérifications attendent le mois suivant ou une offre plus grande.
   *[history_days] Les données brutes, historiques et synchronisations plus anciens sont supprimés 30 jours après le changement. Les ventes restent.
}
over-stopping = { $count ->
    [one] S’arrête{ "\u00A0" }: { $names }.
   *[other] S’arrêtent{ "\u00A0" }: { $names }.
}
confirm-now = Changer maintenant
confirm-later = Prévoir le changement
confirm-checkout = Aller au paiement
back = Retour
have-it = L’entreprise a déjà cette offre.
given = L’entreprise a déjà l’offre { $plan } sans la payer
    .text = Qui administre cette installation l’a définie. Tant qu’elle vaut, un abonnement à cette offre n’ajoute rien.
    .included = Comprise dans l’offre { $plan }, que l’entreprise a sans payer.
changed = Offre changée. Ses limites valent dès maintenant.
change-later = Changement prévu le { $when }.
taken-back = Changement annulé. L’offre reste comme elle est.
cancelled = L’abonnement se termine le { $when }.
cancelled-now = L’abonnement est terminé.
kept = L’abonnement continue.
subscribed = Abonnement actif.
on-its-way = Paiement en route. L’offre change dès qu’il est confirmé.
checkout-open = Le paiement n’a pas été achevé. Vous pouvez reprendre où vous en étiez.
checkout-expired = Le délai du paiement est passé. Rien n’a été facturé{ "\u00A0" }; choisissez l’offre à nouveau.

## What every page says

payment-failed = Le dernier paiement n’a pas été accepté
    .text = L’offre est valable jusqu’au { $when }. Changez de carte ou payez la facture pour garder ce qu’elle comprend.
    .text-others = L’offre est valable jusqu’au { $when }. Demandez à un propriétaire de l’entreprise de changer de carte ou de payer la facture.
plan-lost = L’offre de l’abonnement n’est plus valable
    .text = Le paiement n’est pas arrivé à temps, et l’entreprise a l’offre qui vaut sans abonnement. Les ventes restent{ "\u00A0" }; l’historique plus ancien est supprimé après 30 jours. Payez ce qui manque avant, et tout refonctionne.
    .text-others = Le paiement n’est pas arrivé à temps, et l’entreprise a l’offre qui vaut sans abonnement. Les ventes restent{ "\u00A0" }; l’historique plus ancien est supprimé après 30 jours. Demandez à un propriétaire de payer ce qui manque avant.
    .ended = Le paiement n’est pas arrivé à temps, et l’abonnement est terminé. L’entreprise a l’offre qui vaut sans abonnement. Les ventes restent{ "\u00A0" }; l’historique plus ancien est supprimé après 30 jours. Abonnez-vous à nouveau avant, et tout refonctionne. Payer une ancienne facture ne rend pas l’offre.
    .ended-others = Le paiement n’est pas arrivé à temps, et l’abonnement est terminé. L’entreprise a l’offre qui vaut sans abonnement. Les ventes restent{ "\u00A0" }; l’historique plus ancien est supprimé après 30 jours. Demandez à un propriétaire de s’abonner à nouveau avant.
paused = L’abonnement est en pause
    .text = L’essai s’est terminé sans carte, ou quelqu’un a mis l’abonnement en pause chez Stripe. Rien n’est facturé, et l’entreprise a l’offre qui vaut sans abonnement. Reprenez l’abonnement, et l’offre revient.
    .text-others = Rien n’est facturé, et l’entreprise a l’offre qui vaut sans abonnement. Demandez à un propriétaire de reprendre l’abonnement.
see-subscription = Voir l’abonnement

## Why something was not done

conflict = { $code ->
    [billing_off] Rien n’est facturé dans cette installation
    [already_subscribed] L’entreprise a déjà un abonnement
    [not_subscribed] L’entreprise n’a pas d’abonnement
    [not_on_sale] Cette offre n’est pas en vente
    [price_missing] Il n’est pas possible de s’abonner à cette offre maintenant
    [currency_mismatch] L’offre n’est pas vendue dans cette devise
    [customer_gone] La fiche de l’entreprise chez Stripe a été supprimée
    [card_declined] La carte n’a pas été acceptée
    [invoice_not_payable] La dernière facture ne peut plus être payée
    [paused] L’abonnement est en pause
    [payment_missing] Il manque un paiement
    [preview_old] Le montant affiché n’est plus valable
    [nothing_scheduled] Aucun changement n’est prévu
    [change_scheduled] Un changement d’offre est prévu
    [overage_not_offered] Non disponible avec cette offre
   *[billing_changed] L’abonnement a changé entre-temps
}
conflict-text = { $code ->
    [billing_off] Qui administre l’installation définit l’offre de l’entreprise.
    [already_subscribed] Changez d’offre sur la page de l’abonnement.
    [not_subscribed] Choisissez d’abord une offre.
    [not_on_sale] Adressez-vous à qui administre cette installation.
    [price_missing] Son prix a été retiré chez Stripe. Rien n’a été facturé. Prévenez qui administre cette installation.
    [currency_mismatch] Choisissez l’autre devise. La devise d’un abonnement ne change plus après le premier paiement.
    [customer_gone] L’abonnement a pris fin avec elle, et plus rien n’est facturé. Quand vous vous abonnez à nouveau, une autre fiche est créée. Les factures précédentes restent ici.
    [card_declined] Rien n’a changé et rien n’a été facturé. Changez de carte et réessayez.
    [invoice_not_payable] Elle a été annulée chez Stripe. Mettez fin à l’abonnement et abonnez-vous à nouveau, ou adressez-vous à qui administre cette installation.
    [paused] Reprenez d’abord l’abonnement{ "\u00A0" }; changez ensuite d’offre.
    [payment_missing] Payez ce qui manque{ "\u00A0" }; changez ensuite d’offre.
    [preview_old] Rouvrez la page et vérifiez le montant du jour.
    [nothing_scheduled] L’offre reste comme elle est.
    [change_scheduled] Annulez d’abord le changement prévu{ "\u00A0" }; activez ou désactivez ensuite les vérifications au-delà de l’offre.
    [overage_not_offered] Les vérifications au-delà de l’offre existent avec l’offre Business mensuelle, à jour de paiement.
   *[billing_changed] Rouvrez la page et vérifiez où il en est.
}

## E-mails

mail-button = Voir l’abonnement
mail-card-button = Changer de carte
mail-why = Vous recevez cet e-mail parce que vous êtes propriétaire de { $company }.
mail-payment-failed = Le paiement de { $company } n’a pas été accepté
    .line = Le paiement de l’offre { $plan } de { $company } n’a pas été accepté. Il sera retenté dans les prochains jours.
    .until = L’offre est valable jusqu’au { $when }. Ensuite l’entreprise passe à l’offre { $plan }. Les ventes restent{ "\u00A0" }; l’historique plus ancien est supprimé 30 jours plus tard.
mail-owed = Montant dû{ "\u00A0" }: { $sum }.
mail-includes = L’offre { $plan } en chiffres – { $limits }.
mail-trial = L’essai de l’offre { $plan } se termine dans trois jours
    .line = L’essai de l’offre { $plan } de { $company } se termine le { $when }.
    .then = Ensuite { $sum } sont facturés. Si vous ne voulez pas continuer, mettez fin à l’abonnement avant.
mail-ended = L’abonnement de { $company } est terminé
    .line = L’abonnement de { $company } à l’offre { $plan } est terminé. L’entreprise utilise maintenant l’offre { $follows }.
    .kept = Les ventes restent{ "\u00A0" }; l’historique plus ancien est supprimé après 30 jours. Vous pouvez vous abonner à nouveau quand vous voulez.
mail-lost = { $company } a perdu l’offre de son abonnement
    .line = Le paiement de l’offre { $plan } de { $company } n’est pas arrivé à temps, et l’entreprise est revenue à l’offre { $follows }.
    .back = Les ventes restent{ "\u00A0" }; l’historique plus ancien est supprimé après 30 jours. Payez ce qui manque sur la page de l’abonnement avant, et tout refonctionne.
mail-price = Prix{ "\u00A0" }: { $price }.
mail-started = L’abonnement à l’offre { $plan } a commencé
    .line = L’abonnement de { $company } à l’offre { $plan } a commencé, et l’offre est déjà valable.
    .trial = L’essai gratuit dure jusqu’au { $when }. Ce jour-là, le premier paiement est débité.
    .next = Le prochain paiement est le { $when }.
mail-changed = L’abonnement de { $company } a changé
    .line = Depuis le { $when }, l’abonnement de { $company } porte sur l’offre { $plan }.
    .interval = { $code ->
        [month] Depuis le { $when }, l’offre { $plan } de { $company } est payée au mois.
       *[year] Depuis le { $when }, l’offre { $plan } de { $company } est payée à l’année.
    }
    .where = Pour changer encore ou y mettre fin, ouvrez la page de l’abonnement.
mail-next = L’abonnement de { $company } change le { $when }
    .line = L’abonnement de { $company } passe à l’offre { $follows } le { $when }. D’ici là, l’offre { $plan } est valable.
    .interval = { $code ->
        [month] À partir du { $when }, l’offre { $plan } de { $company } est payée au mois.
       *[year] À partir du { $when }, l’offre { $plan } de { $company } est payée à l’année.
    }
mail-stays = L’abonnement de { $company } reste comme il est
    .line = Le changement prévu de l’abonnement de { $company } a été annulé{ "\u00A0" }: l’offre { $plan } continue.
mail-goes-on = L’abonnement de { $company } continue
    .line = La fin de l’abonnement de { $company } a été annulée{ "\u00A0" }: l’offre { $plan } continue.
mail-end = L’abonnement de { $company } se termine le { $when }
    .line = La fin de l’abonnement de { $company } à l’offre { $plan } a été demandée. Il est valable jusqu’au { $when }, et d’ici là rien ne change.
    .then = Ensuite l’entreprise passe à l’offre { $follows }. Les ventes restent{ "\u00A0" }; l’historique plus ancien, que cette offre ne garde pas, est supprimé 30 jours plus tard.
    .price = Pour l’offre, à { $price }, plus rien n’est débité.
    .beyond = Ce qui dépasse encore l’offre d’ici là est débité avec la dernière facture.
    .undo = Pour revenir en arrière, appuyez sur «{ "\u00A0" }{ keep-on }{ "\u00A0" }» sur la page de l’abonnement avant le { $when }.
mail-end-owed = La fin de l’abonnement de { $company } a été demandée
    .line = La fin de l’abonnement de { $company } à l’offre { $plan } a été demandée. Il manque un paiement{ "\u00A0" }: sans lui, l’offre est valable jusqu’au { $when }.
