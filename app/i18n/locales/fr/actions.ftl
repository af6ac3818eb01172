### What is sent back to channels: cancelling, shipping, fiscal documents, labels.

## On the page of a sale

panel = Sur le canal
panel-context = Ce qui a été demandé au canal pour cette vente, et où cela en est.
none = Rien n’a été demandé au canal pour cette vente.
# What the channel lets be done at all.
open-page = { $able ->
    [both] Expédier ou annuler
    [cancel] Annuler
   *[ship] Expédier
}
kind = { $kind ->
    [cancel] Annulation
    [ship] Expédition
   *[invoice] Facture fiscale
}
state = { $state ->
    [asked] En file
    [sending] En cours d’envoi
    [sent] Pris par le canal
    [confirmed] Confirmé par le canal
    [refused] Refusé
    [withdrawn] Retiré
   *[unknown] Résultat inconnu
}
standing = { $kind }{ "\u00A0" }: { $state }
next-try = Nouvel essai{ "\u00A0" }: { $when }
pieces = { $count ->
    [one] { $count } pièce
   *[other] { $count } pièces
}
document = NF-e { $key }
withdraw = Retirer
withdrawn-toast = La demande au canal a été retirée.
close = Clore{ "\u00A0" }: vu sur le canal
closed-toast = Clos. Le résultat reste noté comme inconnu.
look-again = Vérifier maintenant
looking-toast = Le canal est consulté maintenant.
asked-toast = { $kind ->
    [cancel] L’annulation a été demandée au canal.
    [ship] L’expédition sera annoncée au canal.
   *[invoice] La facture sera remise au canal.
}
story = { $state ->
    [asked] { $kind }{ "\u00A0" }: demande au canal
    [confirmed] { $kind }{ "\u00A0" }: confirmé par le canal
    [refused] { $kind }{ "\u00A0" }: non fait
    [unknown] { $kind }{ "\u00A0" }: résultat inconnu
   *[withdrawn] { $kind }{ "\u00A0" }: retiré
}

## Why something is not possible

obstacle = { $obstacle ->
    [not_paid] La commande n’est pas encore payée.
    [cancelled] La commande est annulée sur le canal.
    [shipped] La commande est déjà expédiée.
    [on_hold] Le canal retient cette commande{ "\u00A0" }: ne l’expédiez pas encore.
    [invoice_first] Le canal demande d’abord la facture fiscale.
    [by_channel] Le canal s’en charge lui-même pour cette commande.
    [no_shipment] Le canal n’a pas d’expédition pour cette commande{ "\u00A0" }: la livraison se convient avec le client.
    [too_late] Le délai du canal est dépassé.
    [too_early] Le canal prépare encore cette commande. Réessayez plus tard.
    [not_found] Le canal ne montre plus cette commande.
    [in_dispute] Un litige ou un retour est ouvert{ "\u00A0" }: réglez-le sur le site du canal.
    [by_hand] Le canal ne l’accepte que sur son propre site.
   *[unknown_state] La commande est dans un état inconnu d’Orion{ "\u00A0" }: voyez le site du canal.
}
refusal = { $code ->
    [reason_not_offered] Le canal n’accepte pas ce motif pour cette commande. Choisissez-en un autre.
    [changed] La commande a changé sur le canal depuis votre demande. Vérifiez et redemandez.
    [incomplete] Il manque une donnée exigée par le canal, comme le suivi ou le transporteur.
    [carrier_unknown] Le transporteur n’est pas dans la liste du canal. Choisissez sur la page de la vente.
    [handover_needed] Le canal demande comment le colis est remis. Choisissez sur la page de la vente.
    [being_cancelled] Le canal annule cette commande{ "\u00A0" }: l’expédition attend le résultat.
    [not_known] On ignore si le canal a accepté{ "\u00A0" }: la réponse s’est perdue. Voyez son site avant de redemander.
    [other_document] Le canal a déjà une autre facture pour cette commande.
    [document_refused] Le canal a refusé la facture. Corrigez-la et remettez-en une autre.
    [disconnected] La boutique a été déconnectée. Reconnectez-la et redemandez.
    [not_connected] La boutique est en pause, déconnectée ou à autoriser de nouveau.
    [paused] La boutique est en pause. La demande partira à la reprise.
    [needs_reauth] La boutique est à autoriser de nouveau. La demande partira aussitôt.
    [not_offered] Le canal ne le propose pas.
    [not_shown] Le canal a accepté mais ne montre pas encore le changement. Vérifiez de nouveau ou voyez son site.
    [action_open] C’est déjà demandé au canal et en cours.
    [looking_cancelled] La vérification a été annulée avant cette vente.
    [several_parcels] La commande a plusieurs colis{ "\u00A0" }: expédiez-la sur la page de la vente.
    [already_done] C’est déjà fait sur le canal.
    [underway] Le canal est déjà en train de le faire.
   *[internal] Une erreur d’Orion l’a interrompu. Ce sera retenté, rien n’est perdu.
}

## The page of what can be done

page-title = Vente { $number } sur le canal
asked-now = { $platform } vient d’être consulté.
silent = { $platform } n’a pas répondu
connection-off = La boutique ne peut pas être consultée
see-connection = Voir l’intégration
open-already = C’est déjà en cours, voyez à côté.
underway = Le canal s’en occupe. Revenez dans quelques minutes.
cancel-title = Annuler
cancel-done = La commande est annulée sur le canal.
money-back = { $money ->
    [channel] Le canal rembourse le client.
    [merchant] Le canal ne rembourse pas{ "\u00A0" }: remboursez là où le paiement a été reçu.
   *[nobody] Rien n’a été payé.
}
hurts = Le canal le compte dans votre réputation.
reason-label = Motif
reason-choose = Choisissez
reason = { $reason ->
    [buyer_request] Demande du client
    [out_of_stock] Rupture de stock
    [wrong_price] Prix erroné
    [undeliverable] Adresse non livrable
    [unpaid] Client sans paiement à temps
    [payment_declined] Paiement refusé
    [fraud] Fraude présumée
    [staff_error] Erreur de l’équipe
    [seller_regrets] Je ne veux plus vendre
    [product_unavailable] Produit plus vendu
   *[other] Autre motif
}
reason-help = Là où le canal n’en demande pas, il n’est pas envoyé.
reason-asked-help = Ce sont les motifs que ce canal accepte. Celui que vous choisissez lui est envoyé.
message-buyer = Message au client
message-staff = Note pour votre équipe
message-help = { $max } caractères au plus.
cancel-press = Annuler la vente { $number } sur { $platform }
cannot-be-undone = C’est irréversible.
# Ticked before a sale is cancelled.
sure = Je comprends ce qui se passe, et que c’est irréversible
ship-title = Expédier
parcel = Colis { $number }
shipped-all = Tout est expédié.
shipments = Expéditions annoncées
carrier = Transporteur
carrier-help = Le nom sous lequel le client le connaît, comme Correios ou Loggi.
tracking = Code de suivi
tracking-help = Il est sur l’étiquette et sur le reçu de dépôt, comme AA123456789BR.
link = Lien de suivi
link-help = La page du transporteur où le client suit le colis. Copiez l’adresse entière.
handover = Remise au transporteur
drop-off = Dépôt en point relais
pickup = Enlèvement{ "\u00A0" }: { $from } à { $until }
notify = Le canal prévient le client
quantity-help = Sur { $count } restantes. 0 les laisse pour plus tard.
only-a-part = N’expédier qu’une partie
ship-press = Annoncer l’expédition à { $platform }
invoice-title = Facture fiscale
invoice-done = Le canal a la facture.
invoice-underway = Le canal examine la facture.
invoice-problem = Le canal a refusé la dernière facture
invoice-file = Fichier XML de la NF-e
invoice-help = Le XML autorisé par la Sefaz, avec le protocole{ "\u00A0" }; 1 Mo au plus.
invoice-press = Remettre à { $platform }
labels-title = Étiquettes
label-press = { $format ->
    [pdf] Télécharger le PDF
   *[zpl] Télécharger le ZPL
}

## Bulk actions

pick = Sélectionner la vente { $number }
picked = Sélectionnées{ "\u00A0" }:
bulk-ship = Expédier
bulk-cancel = Annuler des ventes
bulk-title = { $kind ->
    [cancel] Annuler des ventes
   *[ship] Expédier des ventes
}
bulk-context = D’abord chaque canal est consulté. Rien n’est envoyé avant que vous confirmiez.
check-press = Consulter les canaux
nothing-picked = Aucune vente sélectionnée
nothing-picked-text = Cochez des ventes dans la liste et choisissez l’action.
to-sales = Retour aux ventes
# Who asked for a bulk action.
asked-by = Demandé par { $name }
change-plan = Modifier la demande
verdict = { $verdict ->
    [waiting] En consultation
    [ready] Prête
    [refused] Serait refusée
   *[unknown] Sans réponse
}
what-is-sent = Ce qui est envoyé
verdict-label = Résultat
all-of-it = tout le reste
no-reason-sent = sans motif{ "\u00A0" }: le canal n’en demande pas
not-applied = Non appliquée
looking = Consultation des canaux
looked-at = { $done } sur { $total }
ready-count = { $count ->
    [one] { $count } prête
   *[other] { $count } prêtes
}
refused-count = { $count ->
    [one] { $count } serait refusée
   *[other] { $count } seraient refusées
}
unknown-count = { $count ->
    [one] { $count } sans réponse
   *[other] { $count } sans réponse
}
apply-cancel = { $count ->
    [one] Annuler { $count } vente
   *[other] Annuler { $count } ventes
}
apply-ship = { $count ->
    [one] Expédier { $count } vente
   *[other] Expédier { $count } ventes
}
applied-toast = Les canaux sont informés maintenant.
applied = { $kind ->
    [cancel] Annulation demandée { $when }
   *[ship] Expédition demandée { $when }
}
# What became of the sales of a bulk action.
done-count = { $kind ->
    [cancel] { $count ->
        [one] { $count } annulée
       *[other] { $count } annulées
    }
   *[ship] { $count ->
        [one] { $count } expédiée
       *[other] { $count } expédiées
    }
}
open-count = { $count ->
    [one] { $count } en cours
   *[other] { $count } en cours
}
turned-down-count = { $count ->
    [one] { $count } refusée par le canal
   *[other] { $count } refusées par le canal
}
no-result-count = { $count ->
    [one] { $count } sans résultat connu
   *[other] { $count } sans résultat connu
}
not-applied-count = { $count ->
    [one] { $count } non appliquée
   *[other] { $count } non appliquées
}
none-ready = Aucune de ces ventes n’est prête
none-ready-text = Voyez le motif à chaque ligne.
looking-cancelled = La vérification a été annulée { $when }
    .text = Les ventes restantes n’ont pas été vérifiées, et rien n’en a été fait.
looking-cancelled-by = { $name } a annulé la vérification { $when }

## Why a request was not taken

conflict = { $what ->
    [action_open] C’est déjà en cours
    [action_begun] C’est commencé
    [action_over] C’est terminé
    [form_used] Cette page est ancienne
    [not_offered] Le canal ne le propose pas
    [nothing_selected] Aucune vente sélectionnée
    [too_many] Trop de ventes à la fois
    [still_looking] Les canaux sont encore consultés
    [too_large] Le fichier est trop grand
    [not_xml] Le fichier n’est pas un XML
    [not_nfe] Le XML n’est pas celui d’une NF-e
    [wrong_model] Le modèle ne convient pas
    [bad_key] La clé d’accès est fausse
   *[not_authorised] La facture n’est pas autorisée
}
conflict-text = { $what ->
    [action_open] Le canal a déjà été sollicité. Rien n’est demandé deux fois.
    [action_begun] Le canal a déjà été appelé, la demande ne peut plus être retirée.
    [action_over] Cette demande a déjà son résultat.
    [form_used] Le formulaire a déjà servi avec d’autres données. Rouvrez la page et vérifiez.
    [not_offered] Rien n’a été demandé. Faites-le sur le site du canal.
    [nothing_selected] Cochez au moins une vente dans la liste.
    [too_many] Sélectionnez-en 100 au plus.
    [still_looking] Attendez la fin, puis confirmez.
    [too_large] Le XML d’une NF-e fait 1 Mo au plus.
    [not_xml] Choisissez le fichier .xml, pas le PDF (DANFE).
    [not_nfe] Il manque des champs que toute NF-e contient.
    [wrong_model] Les canaux acceptent la NF-e (modèle 55), pas la NFC-e.
    [bad_key] La clé a 44 caractères et un chiffre de contrôle. Téléchargez de nouveau le XML.
   *[not_authorised] Utilisez le XML avec le protocole de la Sefaz (nfeProc).
}
