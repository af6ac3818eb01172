### The search: where is this order?

title = Recherche
of-text = Recherche{ "\u00A0" }: { $text }
context = Ce qu’Orion trouve, et ce que le canal répond au sujet d’une commande quand on l’interroge.
empty = Que cherchez-vous{ "\u00A0" }?
    .text = Saisissez un numéro de commande, un e-mail, un document, un téléphone, un nom, une référence SKU ou un montant dans la recherche ci-dessus.

## Verdicts

imported = Importée
    .text = Vente n°{ "\u00A0" }{ $number }
skipped = Laissée de côté
refused = Non reprise
waiting = En file d’attente
    .text = Le canal a signalé cette commande, elle va être lue. Cette page se met à jour toute seule.
waiting-asked = Quelqu’un de l’entreprise a demandé cette commande, elle va être lue. Cette page se met à jour toute seule.
next-try = Prochain essai{ "\u00A0" }: { $when }.
given-up = Non lue
    .text = Le canal a signalé cette commande, mais elle n’a pas pu être lue.
given-up-asked = Quelqu’un de l’entreprise a demandé cette commande, mais elle n’a pas pu être lue.
not-believed = Avis refusé
    .text = Un avis parlait de cette commande et a été refusé.
missing = Manque ici
    .text = Le canal a cette commande, et elle n’est jamais arrivée dans Orion.
number = n°{ "\u00A0" }{ $number }
absent = N’existe pas
    .text = { $count ->
        [one] Le canal ne connaît pas ce numéro.
       *[other] Les canaux ne connaissent pas ce numéro.
    }
silent = Sans réponse
see-event = Voir l’avis
bring = Importer la commande
brought = La commande est dans la file d’importation.

## What happened to an order, step by step

history = Étape par étape
    .context = Ce qui est arrivé à cette commande, de l’étape la plus ancienne à la plus récente.
    .cut = Les étapes plus anciennes ne sont pas affichées ici.
    .event = Avis du canal
    .person = Une personne de l’entreprise
step = { $step ->
    [told] Le canal a signalé cette commande
    [told_again] Le même avis est arrivé de nouveau
    [recovered] Un avis qui n’était pas arrivé a été récupéré
    [asked_for] Quelqu’un a demandé sa lecture
    [not_believed] Un avis qui parlait d’elle a été refusé
    [not_shown] Le canal ne la montrait pas encore
    [put_off] Le canal n’a pas pu être consulté
    [given_up] La lecture a été abandonnée
    [imported] Elle est devenue une vente
    [updated] La vente a été mise à jour
    [withdrawn] Le canal a retiré la commande, et la vente le dit
    [unchanged] Lue{ "\u00A0" }: rien n’avait changé
    [skipped] Elle a été laissée de côté
    [failed] Elle n’est pas entrée
    [outdated] Une version plus ancienne est arrivée, laissée telle quelle
    [missing] Le canal a la commande, et elle n’était pas arrivée
    [absent] Le canal ne connaît plus cette commande
   *[gone] Le canal ne montre plus cette commande
}

## Asking the channels

nothing-here = Rien trouvé dans Orion
# Beside what else was found.
no-order-here = Aucune commande trouvée dans Orion
asking = Interrogation des canaux connectés…
asked = Réponses des canaux, interrogés à l’instant
ask = Interroger les canaux
only-numbers = Les canaux ne peuvent être interrogés que par numéro de commande. Vérifiez le texte ou cherchez par numéro.
ask-an-operator = La personne qui gère les synchronisations peut interroger les canaux pour ce numéro.
no-channels = Aucune intégration connectée ne peut être interrogée.

## Sales

sales = Ventes trouvées
# What is told is a part of the navigation.
all-in = Tout voir dans { $area }
