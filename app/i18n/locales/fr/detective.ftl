### The search: where is this order?

title = Recherche
of-text = Recherche{ "\u00A0" }: { $text }
context = Ce que Orion sait d’une commande, et ce que le canal répond quand on l’interroge.
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

## Asking the channels

nothing-here = Rien trouvé dans Orion
asking = Interrogation des canaux connectés…
asked = Réponses des canaux, interrogés à l’instant
ask = Interroger les canaux
only-numbers = Les canaux ne peuvent être interrogés que par numéro de commande. Vérifiez le texte ou cherchez par numéro.
ask-an-operator = La personne qui gère les synchronisations peut interroger les canaux pour ce numéro.
no-channels = Aucune intégration connectée ne peut être interrogée.

## Sales

sales = Ventes trouvées
all-sales = Tout voir dans Ventes
