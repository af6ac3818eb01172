### Checks that end early, or go beyond the plan.

# Of a check that somebody stopped.
stopped = { $count ->
    [one] Seul { $count } produit a été vérifié. Ce qui y a été trouvé est ci-dessous, et il a compté comme vérifié. Ce qui apparaît en comparant les produits, comme un SKU répété, n’a pas été cherché. Pour les vérifier tous, lancez-en une autre.
   *[other] Seuls les { $count } premiers produits ont été vérifiés. Ce qui y a été trouvé est ci-dessous, et ils ont compté comme vérifiés. Ce qui apparaît en comparant les produits, comme un SKU répété, n’a pas été cherché. Pour les vérifier tous, lancez-en une autre.
}
# Before a check, of a sheet that has more products than the plan includes; how many of them were counted already nobody
# knows. Behind it the same where only about how many rows it has is known.
larger-than-plan = Le tableau peut dépasser ce que l’offre comprend
    .text = Ce tableau a jusqu’à { NUMBER($count) } produits, et l’offre en comprend encore { NUMBER($left) } ce mois-ci. Les produits déjà vérifiés ce mois-ci, avec les mêmes règles, ne comptent pas de nouveau. S’il dépasse l’offre, la vérification s’arrête, sans rien montrer ni compter. Changez d’offre, ou envoyez le tableau en plusieurs parties.
    .about = Ce tableau a environ { NUMBER($count) } lignes. En produits, l’offre en comprend encore { NUMBER($left) } ce mois-ci. Les produits déjà vérifiés ce mois-ci, avec les mêmes règles, ne comptent pas de nouveau. S’il dépasse l’offre, la vérification s’arrête, sans rien montrer ni compter. Changez d’offre, ou envoyez le tableau en plusieurs parties.
# Before a check of a sheet of which only that is known.
will-count-about = { $count ->
    [one] Le tableau a environ { $count } ligne. En produits, l’offre en comprend encore { NUMBER($left) } ce mois-ci.
   *[other] Le tableau a environ { $count } lignes. En produits, l’offre en comprend encore { NUMBER($left) } ce mois-ci.
}
# Before a check of a sheet of which not even that is known.
count-unknown = Le nombre de produits du tableau n’est connu qu’une fois toutes les lignes lues. L’offre en comprend encore { NUMBER($left) } ce mois-ci.
# Behind it: what becomes of what goes beyond the plan.
beyond-stops = S’il en a plus, la vérification s’arrête dès qu’elle dépasse cela, sans rien montrer ni compter.
beyond-paid = Ce qui dépasse cela est vérifié et facturé à l’unité, sur la facture du mois.
thousand-beyond = Chaque millier de produits au-delà de l’offre coûte { $price }.
# Above what is told of a sheet of which a part may go beyond the plan and is paid for then.
beyond-is-paid = Une partie peut être facturée au-delà de l’offre
# Of a check that was stopped by that.
went-beyond-plan = Les { $rows } premiers produits de ce tableau dépassent déjà les { $left } que l’offre comprend encore ce mois-ci. La vérification s’est arrêtée là, et rien n’a été compté. Changez d’offre, ou vérifiez un tableau plus petit.
# What a check took of the plan, under its figures.
counted-in-plan = { $count ->
    [0] Cette vérification n’a rien compté{ "\u00A0" }: aucun produit n’était nouveau dans le mois pour ces règles.
    [one] Cette vérification a compté { $count } produit dans l’offre.
   *[other] Cette vérification a compté { $count } produits dans l’offre.
}
