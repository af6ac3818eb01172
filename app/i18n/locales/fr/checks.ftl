### Checks that end early, or go beyond the plan.

# Of a check that somebody stopped.
stopped = { $count ->
    [one] Seul { $count } produit a été vérifié. Ce qui y a été trouvé est ci-dessous, et il a compté comme vérifié. Ce qui apparaît en comparant les produits, comme un SKU répété, n’a pas été cherché. Pour les vérifier tous, lancez-en une autre.
   *[other] Seuls les { $count } premiers produits ont été vérifiés. Ce qui y a été trouvé est ci-dessous, et ils ont compté comme vérifiés. Ce qui apparaît en comparant les produits, comme un SKU répété, n’a pas été cherché. Pour les vérifier tous, lancez-en une autre.
}
# Before a check, of a sheet that has more products than the plan includes.
larger-than-plan = La feuille dépasse ce que l’offre comprend
    .text = Cette feuille a environ { NUMBER($count) } produits, et l’offre en comprend encore { NUMBER($left) } ce mois-ci. La vérification s’arrête dès qu’elle dépasse cela, sans rien montrer ni compter. Changez d’offre, ou envoyez la feuille en plusieurs parties.
# Of a check that was stopped by that.
went-beyond-plan = Les { $rows } premiers produits de cette feuille dépassent déjà les { $left } que l’offre comprend encore ce mois-ci. La vérification s’est arrêtée là, et rien n’a été compté. Changez d’offre, ou vérifiez une feuille plus petite.
