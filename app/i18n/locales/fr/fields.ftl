### What fields want, below their labels.

carrier-listed = Ceux que le canal connaît pour cette commande.
handover = Comment le colis arrive au transporteur{ "\u00A0" }: vous le déposez, ou il vient le chercher à l’heure choisie.
notify = Décoché, le canal enregistre l’envoi sans message au client.
product-name = Comment le produit apparaît dans les listes, les recherches et les impressions.
description = Pour votre équipe et pour les feuilles d’annonces. Les canaux ne sont pas modifiés.
quiet-until = Avant l’heure de début, cela vaut jusqu’au lendemain.
first-day = Jour des premières ventes
last-day = Jour des dernières, inclus
schedule-mode = Vérifiée d’elle-même, la feuille est relue à chaque fois. Vérifier maintenant reste possible.
rule-field = Où la règle cherche. Pour une colonne sans champ dans Orion, choisissez l’attribut propre et écrivez son nom.
compared-field = L’un des champs que la vérification regarde ensemble. Ceux sans choix ne comptent pas.
other-language = Vide, qui utilise cette langue lit le texte de la vôtre.
condition-field = Le champ qui décide si la règle regarde la ligne. Sans choix, il n’y a pas de condition.
condition-kind = La ligne n’est vérifiée que si cela est vrai.
integer = 12 passe{ "\u00A0" }; 12,5 est signalé.
ignore-case = «{ "\u00A0" }Bleu{ "\u00A0" }» et «{ "\u00A0" }BLEU{ "\u00A0" }» comptent comme une même valeur.
https = Plusieurs canaux refusent les images en http://.
fix-step = { $code ->
    [trim] «{ "\u00A0" } Tasse { "\u00A0" }» devient «{ "\u00A0" }Tasse{ "\u00A0" }».
    [collapse_spaces] «{ "\u00A0" }Tasse{ "\u00A0" }{ "\u00A0" }bleue{ "\u00A0" }» devient «{ "\u00A0" }Tasse bleue{ "\u00A0" }».
    [digits_only] «{ "\u00A0" }6109.10.00{ "\u00A0" }» devient «{ "\u00A0" }61091000{ "\u00A0" }».
   *[remove_accents] «{ "\u00A0" }Café{ "\u00A0" }» devient «{ "\u00A0" }Cafe{ "\u00A0" }».
}
case = Comment sont les lettres après la correction.
test-value = Un exemple de ce que peut contenir la cellule.
test-other = Ce que la même ligne contient dans ce champ, pour ce test.
test-values = Les lignes sont vérifiées ensemble, comme dans la feuille.
test-finds = Ce qui doit arriver à cet exemple. La règle n’est active que si tous les tests sont bons.
