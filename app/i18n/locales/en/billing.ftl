### The subscription of a company: its plan, payments and invoices.

## The page of the subscription

title = Subscription
    .context = The company’s plan, payment and invoices
menu = Subscription and invoices
status = { $code ->
    [trialing] On trial
    [active] Paid
    [past_due] Payment missing
    [unpaid] Not paid
    [canceled] Ended
    [incomplete] Payment not finished
    [incomplete_expired] Not finished
    [paused] Paused
   *[unknown] Being checked
}
next-payment = Next payment
paid-on = { $sum } on { $when }
paid-on-less = { $code ->
    [off] { $sum } on { $when }, after a discount of { $off }
    [credit] { $sum } on { $when }, after a credit of { $credit }
   *[both] { $sum } on { $when }, after a discount of { $off } and a credit of { $credit }
}
trial-until = Free trial until
ends-on = Ends on
ended-on = Ended on
holds-until = The plan holds until
next-plan = Scheduled change
next-plan-on = { $plan } from { $when }
take-back = Take the change back
keep-on = Keep the subscription
cancel = End the subscription
    .text = The plan holds until the end of the time that is paid for, on { $when }. Then the company moves to the { $plan } plan. Sales stay; older history that this plan does not keep is deleted 30 days later.
    .trial = The free trial goes on until { $when }, and nothing is charged. Then the company moves to the { $plan } plan. Sales stay; older history that this plan does not keep is deleted 30 days later.
    .owed = A payment is missing: without it, the plan holds until { $when }. Then the company moves to the { $plan } plan. Sales stay; older history that this plan does not keep is deleted 30 days later.
    .lost = A payment is missing, and the plan of the subscription does not hold any more. The subscription ends on { $when }.
    .next = The scheduled change to the { $plan } plan is dropped, also if you keep the subscription afterwards.
manage = Manage at Stripe
    .text = Card, billing details and receipts are on Stripe’s pages. Orion never sees the card’s number.
card = Change the card
portal = Open billing details
other-plan = Change the plan
again = Subscribe again
pay-owed = Pay what is missing
resume = Resume the subscription
resumed = Subscription resumed.
nothing-owed = No payment is missing.
none = No subscription
    .text = The company is on the { $plan } plan. Choose another one when you need more.
not-paid-here = { $plan }
    .text = The plan was set by whoever runs this installation.
off = Nothing is charged in this installation
    .text = Whoever runs it sets the plan of each company. The company is on the { $plan } plan.
holds-instead = Plan in use now
# A checkout that somebody left.
unfinished = The payment of the { $plan } plan is not finished yet
    .text = You can go on where you left it until { $when }. Nothing was charged.
go-on = Go on with the payment

## Invoices

invoices = Invoices
number = Number
date = Date
amount = Amount
state = Status
links = Documents
invoice-status = { $code ->
    [draft] Being made
    [open] Open
    [paid] Paid
    [uncollectible] Not collected
    [dropped] Not collected any more
   *[void] Void
}
see = See
pay = Pay
pdf = PDF
no-invoices = No invoice yet
    .text = The first one appears here as soon as something is charged.
draft-number = No number yet

## What goes beyond the plan

overage = Checks beyond the plan
    .on = On: what goes beyond what is included is charged one by one, on the month’s invoice.
    .off = Off: checks stop at the limit of the plan.
    .ends = Checks beyond the plan are switched off. Checks stop at { $limit } a month, and what went beyond the plan until then is charged.
switch-on = Switch on
switch-off = Switch off
switched-on = Checks beyond the plan are on.
switched-off = Checks beyond the plan are off.
# The variables limit and price are figures: 100,000 products, R$0.025.
overage-price = { $price } per product beyond { $limit } in the month
beyond-price = Price beyond the plan
    .unknown = Stripe did not tell the price just now. Open the page again in a few minutes.
overage-ask = Switch on checks beyond the plan
    .context = Check the price before you switch it on
overage-billed = Charged
    .how = On the month’s invoice, for each product checked beyond the plan. You switch it off whenever you like, and pay only what was used until then.
overage-scheduled = A change of plan is scheduled. To switch this on or off, take the change back first.
# Until now, as what is used goes on.
paid-on-beyond = { $sum } so far, on { $when }, plus what still goes beyond the plan
next-plan-for = { $plan } from { $when }, { $price }

## A change of plan

# Beside a plan.
choose = Choose
change = Change to the { $plan } plan
    .context = Check the amount and when it holds
new-price = Price of the plan
today = Today
pay-today = { $sum }
pay-today-less = { $code ->
    [off] { $sum }, after a discount of { $off }
    [credit] { $sum }, after a credit of { $credit }
   *[both] { $sum }, after a discount of { $off } and a credit of { $credit }
}
first-payment = First payment
credit-today = Credit of { $sum } for the next invoices
nothing-today = Nothing
holds = Holds
holds-now = From now on. What is left of the current plan is taken off.
holds-now-trial = From now on. The free trial goes on to its end.
holds-at = From { $when }. Until then the current plan stays, which is paid for.
holds-at-trial = From { $when }. Until then the free trial of the current plan goes on.
holds-after-checkout = As soon as the payment is confirmed on Stripe’s page.
end-undone = End of the subscription
    .text = The end that was asked for is taken back, and the subscription goes on.
trial = Free trial
trial-days = { $days ->
    [one] { $days } day, then { $price }
   *[other] { $days } days, then { $price }
}
# Under the price of a plan that can be tried.
free-days = { $days ->
    [one] { $days } day free
   *[other] { $days } days free
}
holds-after-card = As soon as the card is given on Stripe’s page. Nothing is charged today.
# After a checkout; price is that of a month or year, and where something is taken off the first payment that alone.
begun = The { $plan } plan holds now, for { $price }.
begun-trial = The { $plan } plan holds now, free until { $when }. On that day the first charge is made: { $price }.
less = What the new plan includes less of
over = { $quota }: { $used } in use, { $limit } in the plan.
smaller = { $quota }: { $limit } in the new plan, { $now } in the current one.
over-effect = { $code ->
    [connections] The newest connections stand still until there is a place.
    [members] Nobody loses access. New invitations wait until there is a place.
    [orders] Orders beyond the limit are kept, shown, and become sales next month or with a larger plan.
    [validations] New checks wait for the next month or a larger plan.
   *[history_days] Older raw data, histories and syncs are deleted 30 days after the change. Sales stay.
}
over-stopping = { $count ->
    [one] Standing still: { $names }.
   *[other] Standing still: { $names }.
}
confirm-now = Change now
confirm-later = Schedule the change
confirm-checkout = Go to payment
back = Back
have-it = The company has this plan already.
given = The company has the { $plan } plan already, without paying for it
    .text = Whoever runs this installation has set it. While it holds, a subscription to this plan adds nothing.
    .included = Included in the { $plan } plan, which the company has without paying.
changed = Plan changed. Its limits hold from now on.
change-later = Change scheduled for { $when }.
taken-back = Change taken back. The plan stays as it is.
cancelled = The subscription ends on { $when }.
cancelled-now = The subscription has ended.
kept = The subscription goes on.
subscribed = Subscription active.
on-its-way = Payment on its way. The plan changes as soon as it is confirmed.
checkout-open = The payment was not finished. You can go on where you stopped.
checkout-expired = The time for the payment is over. Nothing was charged; choose the plan again.

## What every page says

payment-failed = The last payment was not approved
    .text = The plan holds until { $when }. Change the card or pay the invoice to keep what it includes.
    .text-others = The plan holds until { $when }. Ask an owner of the company to change the card or pay the invoice.
plan-lost = The subscription’s plan does not hold any more
    .text = The payment did not arrive in time, and the company has the plan that it has without a subscription. Sales stay; older history is deleted after 30 days. Pay what is missing before that, and everything works as before.
    .text-others = The payment did not arrive in time, and the company has the plan that it has without a subscription. Sales stay; older history is deleted after 30 days. Ask an owner to pay what is missing before that.
    .ended = The payment did not arrive in time, and the subscription has ended. The company has the plan that it has without a subscription. Sales stay; older history is deleted after 30 days. Subscribe again before that, and everything works as before. Paying an old invoice does not bring the plan back.
    .ended-others = The payment did not arrive in time, and the subscription has ended. The company has the plan that it has without a subscription. Sales stay; older history is deleted after 30 days. Ask an owner to subscribe again before that.
paused = The subscription is paused
    .text = The trial ended without a card, or somebody paused the subscription at Stripe. Nothing is charged, and the company has the plan that it has without a subscription. Resume the subscription, and the plan comes back.
    .text-others = Nothing is charged, and the company has the plan that it has without a subscription. Ask an owner to resume the subscription.
see-subscription = See the subscription

## Why something was not done

conflict = { $code ->
    [billing_off] Nothing is charged in this installation
    [already_subscribed] The company has a subscription already
    [not_subscribed] The company has no subscription
    [not_on_sale] This plan is not on sale
    [price_missing] This plan cannot be subscribed to now
    [currency_mismatch] The plan is not sold in this currency
    [customer_gone] The company’s record at Stripe was deleted
    [card_declined] The card was not accepted
    [invoice_not_payable] The newest invoice can no longer be paid
    [paused] The subscription is paused
    [payment_missing] A payment is missing
    [preview_old] The amount shown is not right any more
    [nothing_scheduled] No change is scheduled
    [change_scheduled] A change of plan is scheduled
    [overage_not_offered] Not available with this plan
   *[billing_changed] The subscription has changed meanwhile
}
conflict-text = { $code ->
    [billing_off] Whoever runs the installation sets the company’s plan.
    [already_subscribed] Change the plan on the page of the subscription.
    [not_subscribed] Choose a plan first.
    [not_on_sale] Talk to whoever runs this installation.
    [price_missing] Its price was removed at Stripe. Nothing was charged. Tell whoever runs this installation.
    [currency_mismatch] Choose the other currency. A subscription’s currency does not change after the first payment.
    [customer_gone] The subscription ended with it, and nothing more is charged. When you subscribe again, another record is made. Earlier invoices stay here.
    [card_declined] Nothing has changed and nothing was charged. Change the card and try again.
    [invoice_not_payable] It was voided at Stripe. End the subscription and subscribe again, or talk to whoever runs this installation.
    [paused] Resume the subscription first; then change the plan.
    [payment_missing] Pay what is missing; then change the plan.
    [preview_old] Open the page again and check today’s amount.
    [nothing_scheduled] The plan stays as it is.
    [change_scheduled] Take the scheduled change back first; then switch checks beyond the plan on or off.
    [overage_not_offered] Checks beyond the plan go with the monthly Business plan, when it is paid.
   *[billing_changed] Open the page again and check how it is.
}

## E-mails

mail-button = See the subscription
mail-card-button = Change the card
mail-why = You receive this e-mail because you are an owner of { $company }.
mail-payment-failed = The payment of { $company } was not approved
    .line = The payment of the { $plan } plan of { $company } was not approved. It will be tried again in the next days.
    .until = The plan holds until { $when }. After that the company moves to the { $plan } plan. Sales stay; older history is deleted 30 days later.
mail-owed = Amount due: { $sum }.
mail-includes = The { $plan } plan in figures – { $limits }.
mail-trial = The trial of the { $plan } plan ends in three days
    .line = The trial of the { $plan } plan of { $company } ends on { $when }.
    .then = After that { $sum } is charged. If you do not want to go on, end the subscription before.
mail-ended = The subscription of { $company } has ended
    .line = The subscription of { $company } to the { $plan } plan has ended. The company uses the { $follows } plan now.
    .kept = Sales stay; older history is deleted after 30 days. You can subscribe again whenever you like.
mail-lost = { $company } has lost the plan of its subscription
    .line = The payment of the { $plan } plan of { $company } did not arrive in time, and the company is back on the { $follows } plan.
    .back = Sales stay; older history is deleted after 30 days. Pay what is missing on the page of the subscription before that, and everything works as before.
mail-price = Price: { $price }.
mail-started = The subscription to the { $plan } plan has begun
    .line = The subscription of { $company } to the { $plan } plan has begun, and the plan holds already.
    .trial = The free trial goes on until { $when }. On that day the first payment is charged.
    .next = The next payment is on { $when }.
mail-changed = The subscription of { $company } has changed
    .line = Since { $when }, the subscription of { $company } is to the { $plan } plan.
    .interval = { $code ->
        [month] Since { $when }, the { $plan } plan of { $company } is paid by the month.
       *[year] Since { $when }, the { $plan } plan of { $company } is paid by the year.
    }
    .where = To change it again or to end it, open the page of the subscription.
mail-next = The subscription of { $company } changes on { $when }
    .line = The subscription of { $company } moves to the { $follows } plan on { $when }. Until then the { $plan } plan holds.
    .interval = { $code ->
        [month] From { $when }, the { $plan } plan of { $company } is paid by the month.
       *[year] From { $when }, the { $plan } plan of { $company } is paid by the year.
    }
mail-stays = The subscription of { $company } stays as it is
    .line = The change that was scheduled for the subscription of { $company } was taken back: the { $plan } plan goes on.
mail-goes-on = The subscription of { $company } goes on
    .line = The end of the subscription of { $company } was taken back: the { $plan } plan goes on.
mail-end = The subscription of { $company } ends on { $when }
    .line = The end of the subscription of { $company } to the { $plan } plan was asked for. It holds until { $when }, and until then everything stays as it is.
    .then = Then the company moves to the { $follows } plan. Sales stay; older history that this plan does not keep is deleted 30 days later.
    .price = For the plan, { $price }, nothing more is charged.
    .beyond = What still goes beyond the plan until then is charged with the last invoice.
    .undo = To take it back, press “{ keep-on }” on the page of the subscription before { $when }.
mail-end-owed = The end of the subscription of { $company } was asked for
    .line = The end of the subscription of { $company } to the { $plan } plan was asked for. A payment is missing: without it, the plan holds until { $when }.
