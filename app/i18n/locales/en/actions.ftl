### What is sent back to channels: cancelling, shipping, fiscal documents, labels.

## On the page of a sale

panel = At the channel
panel-context = What the channel was asked to do with this sale, and how it stands.
none = The channel was not asked for anything yet.
# What the channel lets be done at all.
open-page = { $able ->
    [both] Ship or cancel
    [cancel] Cancel
   *[ship] Ship
}
kind = { $kind ->
    [cancel] Cancellation
    [ship] Shipment
   *[invoice] Fiscal document
}
state = { $state ->
    [asked] Queued
    [sending] Being sent
    [sent] Taken by the channel
    [confirmed] Confirmed by the channel
    [refused] Refused
    [withdrawn] Taken back
   *[unknown] Result not known
}
standing = { $kind }: { $state }
next-try = Next try: { $when }
pieces = { $count ->
    [one] { $count } piece
   *[other] { $count } pieces
}
document = NF-e { $key }
withdraw = Take back
withdrawn-toast = The request to the channel was taken back.
close = Close: I looked at the channel
closed-toast = Closed. What became of it stays noted as not known.
look-again = Check now
looking-toast = The channel is asked now.
asked-toast = { $kind ->
    [cancel] The channel was asked to cancel.
    [ship] The channel will be told of the shipment.
   *[invoice] The channel will be given the fiscal document.
}
story = { $state ->
    [asked] { $kind }: asked of the channel
    [confirmed] { $kind }: confirmed by the channel
    [refused] { $kind }: not done
    [unknown] { $kind }: result not known
   *[withdrawn] { $kind }: taken back
}

## Why something is not possible

obstacle = { $obstacle ->
    [not_paid] The order is not paid yet.
    [cancelled] The order is cancelled at the channel.
    [shipped] The order was shipped already.
    [on_hold] The channel holds this order back: do not ship it yet.
    [invoice_first] The channel wants the fiscal document first.
    [by_channel] The channel itself takes care of this.
    [no_shipment] The channel has no shipment for this order: delivery is agreed with the buyer.
    [too_late] The channel’s time for this is over.
    [too_early] The channel still prepares this order. Try later.
    [not_found] The channel no longer shows this order.
    [in_dispute] There is an open dispute or return: settle it at the channel’s site.
    [by_hand] The channel takes this only at its own site.
   *[unknown_state] The order is in a state that Orion does not know: look at the channel’s site.
}
refusal = { $code ->
    [reason_not_offered] The channel does not take this reason for this order. Choose another one.
    [changed] The order changed at the channel since you asked. Look at it and ask again.
    [incomplete] Something that the channel wants is missing, such as a tracking code or a carrier.
    [carrier_unknown] The carrier is not on the channel’s list. Choose on the page of the sale.
    [handover_needed] The channel asks how the parcel is handed over. Choose on the page of the sale.
    [being_cancelled] The channel is cancelling this order: the shipment waits for the result.
    [not_known] It is not known whether the channel took it: the answer was lost. Look at the channel’s site before you ask again.
    [other_document] The channel has another fiscal document for this order.
    [document_refused] The channel refused the fiscal document. Mend it and hand over another one.
    [disconnected] The shop was disconnected. Connect it again and ask once more.
    [not_connected] The shop is paused, disconnected or must be authorised again.
    [paused] The shop is paused. The request leaves when you resume it.
    [needs_reauth] The shop must be authorised again. The request leaves as soon as you do.
    [not_offered] The channel does not offer this.
    [not_shown] The channel took it but does not show the change yet. Check again, or look at its site.
    [action_open] The channel was asked for this already, and it is under way.
    [looking_cancelled] The check was cancelled before this sale.
    [several_parcels] The order has more than one parcel: ship it on the page of the sale.
    [already_done] It is done at the channel already.
    [underway] The channel is doing this already.
   *[internal] An error of Orion’s stopped it. It will be tried again, and nothing is lost.
}

## The page of what can be done

page-title = Sale { $number } at the channel
asked-now = { $platform } was asked just now.
silent = { $platform } did not answer
connection-off = The shop cannot be asked now
see-connection = See the integration
open-already = This is under way already, see beside.
underway = The channel is at it. Come back in a few minutes.
cancel-title = Cancel
cancel-done = The order is cancelled at the channel.
money-back = { $money ->
    [channel] The channel gives the money back to the buyer.
    [merchant] The channel gives no money back: do so where the payment was taken.
   *[nobody] Nothing was paid.
}
hurts = The channel counts this against your reputation.
reason-label = Reason
reason-choose = Choose
reason = { $reason ->
    [buyer_request] The buyer asked for it
    [out_of_stock] Out of stock
    [wrong_price] Wrong price
    [undeliverable] The address cannot be delivered to
    [unpaid] The buyer did not pay in time
    [payment_declined] Payment declined
    [fraud] Suspected fraud
    [staff_error] Error of the staff
    [seller_regrets] I do not want to sell any more
    [product_unavailable] The product is not sold any more
   *[other] Another reason
}
reason-help = Where the channel asks for none, none is sent.
reason-asked-help = These are the reasons that this channel takes. The chosen one is sent to it.
message-buyer = Message to the buyer
message-staff = Note for your staff
message-help = At most { $max } characters.
cancel-press = Cancel sale { $number } at { $platform }
cannot-be-undone = It cannot be undone.
# Ticked before a sale is cancelled.
sure = I understand what happens, and that it cannot be undone
ship-title = Ship
parcel = Parcel { $number }
shipped-all = All was shipped.
shipments = Shipments told
carrier = Carrier
carrier-help = The name by which the buyer knows it, such as Correios or Loggi.
tracking = Tracking code
tracking-help = It is on the label and on the posting receipt, such as AA123456789BR.
link = Tracking link
link-help = The page of the carrier on which the buyer follows the parcel. Copy the whole address.
handover = Handing over
drop-off = Bring it to a drop-off point
pickup = Pickup: { $from } to { $until }
notify = The channel tells the buyer
quantity-help = Of { $count } that are left. 0 leaves them for later.
only-a-part = Ship only a part
ship-press = Tell { $platform } of the shipment
invoice-title = Fiscal document
invoice-done = The channel has the fiscal document.
invoice-underway = The channel is looking at the fiscal document.
invoice-problem = The channel refused the last document
invoice-file = XML file of the NF-e
invoice-help = The XML as the tax office authorised it, with the protocol; at most 1 MB.
invoice-press = Hand it to { $platform }
labels-title = Labels
label-press = { $format ->
    [pdf] Download PDF
   *[zpl] Download ZPL
}

## Bulk actions

pick = Select sale { $number }
picked = Selected:
bulk-ship = Ship
bulk-cancel = Cancel sales
bulk-title = { $kind ->
    [cancel] Cancel sales
   *[ship] Ship sales
}
bulk-context = First each channel is asked. Nothing is sent before you confirm.
check-press = Ask the channels
nothing-picked = No sale selected
nothing-picked-text = Tick sales in the list and choose what to do.
to-sales = Back to the sales
# Who asked for a bulk action.
asked-by = Asked for by { $name }
change-plan = Change what was asked for
verdict = { $verdict ->
    [waiting] Being asked
    [ready] Ready
    [refused] Would be refused
   *[unknown] No answer
}
what-is-sent = What is sent
verdict-label = Result
all-of-it = all that is left
no-reason-sent = no reason: the channel asks for none
not-applied = Not applied
looking = Asking the channels
looked-at = { $done } of { $total }
ready-count = { $count ->
    [one] { $count } ready
   *[other] { $count } ready
}
refused-count = { $count ->
    [one] { $count } would be refused
   *[other] { $count } would be refused
}
unknown-count = { $count ->
    [one] { $count } without an answer
   *[other] { $count } without an answer
}
apply-cancel = { $count ->
    [one] Cancel { $count } sale
   *[other] Cancel { $count } sales
}
apply-ship = { $count ->
    [one] Ship { $count } sale
   *[other] Ship { $count } sales
}
applied-toast = The channels are told now.
applied = { $kind ->
    [cancel] Cancellation asked for { $when }
   *[ship] Shipping asked for { $when }
}
# What became of the sales of a bulk action.
done-count = { $kind ->
    [cancel] { $count ->
        [one] { $count } cancelled
       *[other] { $count } cancelled
    }
   *[ship] { $count ->
        [one] { $count } shipped
       *[other] { $count } shipped
    }
}
open-count = { $count ->
    [one] { $count } under way
   *[other] { $count } under way
}
turned-down-count = { $count ->
    [one] { $count } refused by the channel
   *[other] { $count } refused by the channel
}
no-result-count = { $count ->
    [one] { $count } without a known result
   *[other] { $count } without a known result
}
not-applied-count = { $count ->
    [one] { $count } not applied
   *[other] { $count } not applied
}
none-ready = None of these sales is ready
none-ready-text = See the reason in each row.
looking-cancelled = The check was cancelled { $when }
    .text = The sales that were left were not checked, and nothing was done with them.
looking-cancelled-by = { $name } cancelled the check { $when }

## Why a request was not taken

conflict = { $what ->
    [action_open] This is under way already
    [action_begun] It has begun
    [action_over] It is over
    [form_used] This page is old
    [not_offered] The channel does not offer this
    [nothing_selected] No sale selected
    [too_many] Too many sales at once
    [still_looking] The channels are still being asked
    [too_large] The file is too large
    [not_xml] The file is no XML
    [not_nfe] The XML is not of an NF-e
    [wrong_model] The model does not fit
    [bad_key] The access key is wrong
   *[not_authorised] The document is not authorised
}
conflict-text = { $what ->
    [action_open] The channel was asked for this already. Nothing is asked for twice.
    [action_begun] The channel was called already, so it cannot be taken back.
    [action_over] This request has its result.
    [form_used] The form was used for something else before. Open the page again and check.
    [not_offered] Nothing was asked for. Do it at the channel’s site.
    [nothing_selected] Tick at least one sale in the list.
    [too_many] Select 100 at most.
    [still_looking] Wait for the end, then confirm.
    [too_large] The XML of an NF-e has 1 MB at most.
    [not_xml] Choose the .xml file of the document, not the PDF (DANFE).
    [not_nfe] Fields that every NF-e has are missing.
    [wrong_model] Channels take the NF-e (model 55), not the NFC-e.
    [bad_key] The key has 44 characters and a check digit. Download the XML again.
   *[not_authorised] Use the XML with the protocol of the tax office (nfeProc).
}
