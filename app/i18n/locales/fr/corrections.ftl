### Safe fixes of what a check of a sheet found: accepting them, taking them, taking them back.

# On the page of the check.
of-check = { $count ->
    [one] Voir { $count } correction proposée
   *[other] Voir { $count } corrections proposées
}
of-check-applied = Voir les corrections appliquées
title-of = Corrections de { $name }
intro = Seules des corrections sûres sont proposées, qui découlent presque toujours de ce que dit la cellule. Acceptez celles que vous voulez{ "\u00A0" }: le tableau ne change que lorsque vous les appliquez, et vous pouvez annuler.
to-check = Revenir à la vérification
none = Aucune correction sûre
    .text = Ce que cette vérification a trouvé demande quelqu’un qui connaît les produits. Modifiez les valeurs dans le tableau et envoyez de nouveau le fichier.

## Choosing

apply = { $count ->
    [one] Appliquer { $count } correction
   *[other] Appliquer { $count } corrections
}
accept-all = Tout accepter
accept-harmless = { $kind ->
    [cuts] Accepter toutes, sauf celles qui peuvent perdre du texte
    [fills] Accepter toutes, sauf celles qui remplissent des cellules vides
   *[both] Accepter toutes, sauf celles qui peuvent perdre du texte ou remplissent des cellules vides
}
# Under a rule whose fix can lose a part of what somebody wrote.
cuts = Peut perdre du texte
cuts-text = Les corrections qui peuvent perdre du texte sont laissées de côté quand toutes sont acceptées{ "\u00A0" }: ce qui est perdu ne revient pas. Voyez chacune et acceptez-les par leur règle, ou une à une.
# Under a rule whose fix writes into empty cells what stands nowhere in the sheet.
fills = Remplit des cellules vides
fills-text = Les corrections qui remplissent des cellules vides sont laissées de côté quand toutes sont acceptées{ "\u00A0" }: la valeur ne vient pas du tableau, et vaut ensuite pour tous les canaux. Acceptez-les par leur règle, ou une à une.
leave-all = Ne rien accepter
accept = Accepter
leave = Ne pas accepter
choose-column = Choix
accepted-column = Acceptées
# Two numbers, such as `12 sur 40`.
accepted-of = { $accepted } sur { $all }
accepted = Acceptée
not-accepted = Non acceptée
cells = Avant et après
before = Avant
after = Après
state-column = Correction
all-rules = Voir toutes les règles
only-first = La liste ne montre que les premiers produits. Une règle acceptée vaut pour tous.
pages = Pages de corrections

## What became of it

state = { $code ->
    [waiting] En file d’attente
    [running] Correction en cours
    [completed] Appliquée
    [failed] Non appliquée
    [cancelled] Arrêtée
   *[undone] Annulée
}
done = { $count ->
    [one] { $count } cellule corrigée
   *[other] { $count } cellules corrigées
}
    .text = Le tableau se trouve maintenant dans le fichier corrigé. Vérifiez-le de nouveau pour voir ce qui reste, ou téléchargez le fichier.
# The sheet is kept elsewhere, or was changed meanwhile.
done-beside = Fichier corrigé
    .text = Le fichier corrigé est prêt à télécharger. Le tableau lui-même n’a pas changé.
# Of a check of the catalogue in Orion.
done-catalogue = Corrections prêtes
    .text = Aucun produit n’a encore changé. Voyez ce qui change pour chacun, puis importez.
to-catalogue = Reporter dans le catalogue
# Under the number of cells, where more corrections were accepted.
of-several-rules = { $count ->
    [one] { $count } correction a été acceptée{ "\u00A0" }; une cellule que plusieurs règles corrigent compte une fois.
   *[other] { $count } corrections ont été acceptées{ "\u00A0" }; une cellule que plusieurs règles corrigent compte une fois.
}
left-cells = { $count ->
    [one] { $count } correction a été laissée de côté{ "\u00A0" }: la bonne valeur ne peut pas être écrite dans la cellule telle que la colonne est lue.
   *[other] { $count } corrections ont été laissées de côté{ "\u00A0" }: la bonne valeur ne peut pas être écrite dans la cellule telle que la colonne est lue.
}
to-sheet = Ouvrir le tableau
download = Télécharger le fichier corrigé
unchanged = Rien n’a changé
    .text = Les corrections acceptées ne changent aucune cellule du fichier.
failed = Le tableau n’a pas été corrigé
cancelled = La correction a été arrêtée
    .text = Le tableau est resté tel quel.
cancelled-toast = La correction va s’arrêter{ "\u00A0" }; le tableau reste tel quel.
undone = Correction annulée.
    .text = Le tableau est revenu au fichier d’avant.
made = Corrections appliquées
cells-column = Cellules
by-column = Par
undo = Annuler
undone-by = par { $name }, { $since }

## Why something was refused

nothing-accepted = Aucune correction acceptée
    .text = Acceptez au moins une correction, puis appliquez.
rules-changed = Les règles ont changé depuis la vérification
    .text = Vérifiez de nouveau le tableau{ "\u00A0" }: les corrections seront celles des règles actuelles.
sheet-changed = Le tableau est dans un autre fichier maintenant
    .text = Rien n’a été modifié. Vérifiez de nouveau le tableau, et travaillez avec les corrections de cette vérification.
not-undoable = Cette correction ne peut pas être annulée
    .text = Elle n’a pas changé le tableau, ou elle est déjà annulée.
correcting = Le tableau est en cours de correction
    .text = Attendez la fin pour changer ce qui est accepté.
