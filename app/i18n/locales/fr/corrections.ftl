### Safe fixes of what a check of a sheet found: accepting them, taking them, taking them back.

# On the page of the check.
of-check = { $count ->
    [one] Voir { $count } correction proposée
   *[other] Voir { $count } corrections proposées
}
of-check-applied = Voir les corrections appliquées
title-of = Corrections de { $name }
intro = { $kind ->
    [catalogue] Seules des corrections sûres sont proposées, qui découlent presque toujours de la valeur elle-même. Acceptez celles que vous voulez{ "\u00A0" }: les produits ne changent que lorsque vous reportez les corrections dans le catalogue et les importez, et vous pouvez annuler l’importation.
    [google] Seules des corrections sûres sont proposées, qui découlent presque toujours de ce que dit la cellule. Acceptez celles que vous voulez{ "\u00A0" }: les appliquer donne un fichier corrigé à télécharger, et le tableau dans Google reste tel quel.
   *[sheet] Seules des corrections sûres sont proposées, qui découlent presque toujours de ce que dit la cellule. Acceptez celles que vous voulez{ "\u00A0" }: le tableau ne change que lorsque vous les appliquez, et vous pouvez annuler.
}
to-check = Revenir à la vérification
none = Aucune correction sûre
    .text = { $kind ->
        [catalogue] Ce que cette vérification a trouvé demande quelqu’un qui connaît les produits. Modifiez les valeurs sur la page de chaque produit, puis vérifiez de nouveau.
       *[sheet] Ce que cette vérification a trouvé demande quelqu’un qui connaît les produits. Modifiez les valeurs dans le tableau, puis vérifiez de nouveau.
    }

## Choosing

apply = { $count ->
    [one] Appliquer { $count } correction
   *[other] Appliquer { $count } corrections
}
# The same for the catalogue in Orion, whose products change only by the import after it.
prepare = { $count ->
    [one] Préparer { $count } correction
   *[other] Préparer { $count } corrections
}
accept-all = Tout accepter
accept-harmless = { $kind ->
    [cuts] Accepter toutes, sauf celles qui peuvent perdre du texte
    [fills] Accepter toutes, sauf celles qui remplissent des cellules vides
   *[both] Accepter toutes, sauf celles qui peuvent perdre du texte ou remplissent des cellules vides
}
# Under a rule whose fix can lose a part of what somebody wrote.
cuts = Peut perdre du texte
cuts-text = Les corrections qui peuvent perdre du texte sont laissées de côté quand toutes sont acceptées, parce qu’elles raccourcissent ce qui a été écrit. Voyez chacune et acceptez-les par leur règle, ou une à une.
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
    [ready] Prête
    [taken] Reportée dans le catalogue
    [failed] Non appliquée
    [cancelled] Arrêtée
   *[undone] Annulée
}
done = { $count ->
    [one] { $count } cellule corrigée
   *[other] { $count } cellules corrigées
}
    .text = Le tableau utilise maintenant le fichier corrigé. Vérifiez-le de nouveau pour voir ce qui reste, ou téléchargez le fichier.
    .replaced = Depuis, le tableau utilise un autre fichier.
# The sheet is kept elsewhere, or was changed meanwhile.
done-beside = Fichier corrigé
    .text = Le fichier corrigé est prêt à télécharger. Le tableau lui-même n’a pas changé.
# Of a check of the catalogue in Orion.
done-catalogue = Corrections prêtes
    .text = Aucun produit n’a encore changé. Reportez les corrections dans le catalogue, voyez ce qui change pour chaque produit, puis importez.
    .begun = Aucun produit n’a encore changé. Ouvrez l’importation, voyez ce qui change pour chaque produit, puis importez.
    .at-work = Ouvrez l’importation pour voir où elle en est.
    .undone = Leur importation a été annulée{ "\u00A0" }: les produits ont repris leurs valeurs d’avant. Vous pouvez les reporter de nouveau.
# Of corrections of the catalogue whose import is through: how many products it changed.
taken-over = { $count ->
    [0] Aucun produit n’a changé
    [one] Corrections reportées dans le catalogue{ "\u00A0" }: { $count } produit a changé
   *[other] Corrections reportées dans le catalogue{ "\u00A0" }: { $count } produits ont changé
}
    .text = Pour annuler, ouvrez l’importation. Pour voir ce qui reste, vérifiez de nouveau.
    .none = Quelqu’un a modifié ces produits après la vérification. Ouvrez l’importation pour voir lesquels, ou vérifiez de nouveau.
to-catalogue = Reporter dans le catalogue
open-import = Ouvrir l’importation
import-column = Importation
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
    .text = { $kind ->
        [catalogue] Les corrections acceptées ne changent aucune valeur des produits.
       *[sheet] Les corrections acceptées ne changent aucune cellule du fichier.
    }
failed = { $kind ->
    [catalogue] Les corrections n’ont pas été préparées
   *[sheet] Le tableau n’a pas été corrigé
}
cancelled = La correction a été arrêtée
    .text = { $kind ->
        [catalogue] Aucun produit n’a changé.
       *[sheet] Le tableau est resté tel quel.
    }
cancelled-toast = La correction va s’arrêter{ "\u00A0" }; rien ne sera modifié.
undone = Correction annulée.
    .text = Le tableau est revenu au fichier d’avant.
made = { $kind ->
    [catalogue] Corrections préparées
   *[sheet] Corrections appliquées
}
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
