### Products and codes to link.

title = Produits
    .context = Le catalogue de l’entreprise. Chaque article vendu est lié à un produit par son SKU ou, à défaut, par le code du canal.

add = Ajouter un produit
filter-label = Filtrer les produits
search = SKU ou nom
    .hint = Trouve par le début du SKU ou du nom.
sku = SKU
name = Nom
price = Prix
cost = Coût
stock = Stock
sort-lowest-stock = Stock le plus bas
sort-highest-stock = Stock le plus élevé
state = État
active = Actif
inactive = Inactif
pages = Pages de produits
pick = Sélectionner le produit { $sku }
# Before their number.
picked = Sélectionnés{ "\u00A0" }:
export-picked = Exporter la sélection
activate = Activer
deactivate = Désactiver
activated = { $count ->
    [0] Rien n’a changé{ "\u00A0" }: aucun produit n’était inactif.
    [one] { $count } produit activé.
   *[other] { $count } produits activés.
}
deactivated = { $count ->
    [0] Rien n’a changé{ "\u00A0" }: aucun produit n’était actif.
    [one] { $count } produit désactivé.
   *[other] { $count } produits désactivés.
}
# Before the day, in the name of a file.
file-name = produits

none = Aucun produit pour l’instant
    .text = Ajoutez un produit ou créez-le à partir de ce que les boutiques ont vendu.
    .ask = Les produits apparaissent ici quand une personne qui modifie le catalogue les ajoute.
none-filtered = Aucun produit trouvé
    .text = Les SKU et les noms se trouvent par leur début.

## Form

# The parts of the form.
identity = Le produit
amounts = Prix et stock
codes = Codes
package = Emballage
    .help = Du produit emballé, tel qu’il part chez l’acheteur. Les canaux s’en servent pour calculer le port.
images = Images
brand = Marque
    .help = Celle du fabricant. Presque tous les canaux la demandent.
category = Catégorie
    .help = Un nom ou un chemin, comme Maison > Cuisine, ou le code du canal.
compare-at = Prix barré
    .help = Le prix d’avant, affiché barré à côté du prix actuel. Il doit être supérieur au prix.
weight = Poids
    .help = En grammes entiers{ "\u00A0" }: 1,5 kg font 1500.
    .format = Écrivez le poids en grammes entiers, comme 250.
    .range = Écrivez un poids de 1 g à 100 000 kg, en grammes.
length = Longueur
width = Largeur
height = Hauteur
side-format = Écrivez la mesure en centimètres, comme { $example }, avec une décimale au plus.
side-range = Écrivez une mesure supérieure à zéro et de 100 000 cm au plus.
images-label = Adresses des images
    .help = Une par ligne, la principale en premier{ "\u00A0" }: { NUMBER($most) } au plus.
    .format = Écrivez une adresse par ligne, commençant par https:// et de 1 000 caractères au plus.
    .range = Gardez { NUMBER($most) } images au plus.
new-product = Nouveau produit
sku-help = Le code utilisé dans les boutiques. Majuscules et minuscules comptent pareil.
amount-help = Par exemple { $example }. Vide si inconnu.
stock-help = Vide si le stock n’est pas suivi.
amount-format = { $places ->
    [0] Écrivez un montant comme { $example }, sans décimales.
   *[other] Écrivez un montant comme { $example }, avec au plus { $places } décimales.
}
amount-range = Écrivez un montant à partir de zéro et inférieur à mille milliards.
stock-format = Écrivez un nombre entier de pièces, comme 12.
stock-range = Écrivez un nombre d’un milliard de pièces au plus.
cost-help = Ce que vous payez par unité. La marge dans Analyses se calcule avec cette valeur.
gtin = GTIN
    .help = Le numéro sous le code-barres de l’emballage, de 8, 12, 13 ou 14 chiffres.
    .format = Saisissez les 8, 12, 13 ou 14 chiffres du code-barres.
    .check-digit = Un chiffre est faux{ "\u00A0" }: le dernier ne correspond pas aux autres. Comparez avec l’emballage.
ncm = NCM
    .help = Huit chiffres. Il est sur la facture du fournisseur{ "\u00A0" }; en cas de doute, demandez au comptable.
    .format = Saisissez les huit chiffres du NCM.
description = Description
active-label = Produit actif
active-help = Décochez ce qui n’est plus vendu{ "\u00A0" }: il quitte les avertissements de stock, et les anciennes ventes lui restent associées.
created = Produit ajouté.
created-mended = { $count ->
    [one] Produit ajouté et { $count } article vendu associé.
   *[other] Produit ajouté et { $count } articles vendus associés.
}
saved-mended = { $count ->
    [0] Produit enregistré.
    [one] Produit enregistré et { $count } article vendu associé.
   *[other] Produit enregistré et { $count } articles vendus associés.
}
taken-back = Modification du produit annulée.
changed-since = Le produit a changé entre-temps
    .text = Rien n’a été changé, pour ne pas effacer la modification la plus récente. Avant d’enregistrer à nouveau, vérifiez le produit dans un autre onglet{ "\u00A0" }: c’est ce formulaire qui fait foi.

## Linked codes of a product

linked = Codes associés
    .context = Autres codes sous lesquels les boutiques vendent ce produit.
linked-none = Aucun autre code associé.
unlink = Retirer l’association
unlinked = { $count ->
    [0] Association retirée.
    [one] Association retirée. { $count } article attend de nouveau.
   *[other] Association retirée. { $count } articles attendent de nouveau.
}

## Codes to link

to-link = Codes à associer
    .context = Codes vendus dans les boutiques que le catalogue ne connaît pas encore. Les articles sans SKU figurent sous le code du canal. Une association vaut pour tous les articles, y compris les prochains.
to-link-count = { $count ->
    [one] { $count } code à associer
   *[other] { $count } codes à associer
}
to-link-more = { NUMBER($count) } codes ou plus à associer
search-sku = SKU ou code
    .hint = Trouve par le début du SKU vendu en boutique, ou du code du canal.
filter-skus = Filtrer les codes
sku-pages = Pages de codes
no-sku-waits = Aucun code n’attend avec ce filtre
    .text = Il est déjà associé, ou le texte est le début d’un autre code.
code-of = Sans SKU · code dans le canal{ "\u00A0" }: { $platform } ({ $name })
waiting-lines = { $count ->
    [one] { $count } article attend
   *[other] { $count } articles attendent
}
candidates = Candidats
no-candidates = Aucun produit semblable dans le catalogue.
same-sku = Même SKU
similar-name = Nom semblable à { $percent }
other-variant = Autre variante{ "\u00A0" }? Nom semblable à { $percent }
link = Associer
link-to = Associer à { $sku }
link-other = SKU d’un autre produit
create = Créer le produit
linked-done = { $count ->
    [0] Association enregistrée.
    [one] Association enregistrée et { $count } article corrigé.
   *[other] Association enregistrée et { $count } articles corrigés.
}
all-linked = Tous les codes sont associés
    .text = Quand une boutique vend un nouveau code, il apparaît ici.
