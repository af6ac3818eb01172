### The search: where is this order?

title = Search
of-text = Search: { $text }
context = What Orion finds, and what the channel answers about an order when it is asked.
empty = What are you looking for?
    .text = Type an order number, e-mail, document, phone, name, SKU or amount into the search box above.

## Verdicts

imported = Imported
    .text = Sale #{ $number }
skipped = Left out
refused = Not taken
waiting = In the queue
    .text = The channel told of this order and it is read next. This page updates by itself.
waiting-asked = Somebody in the company asked for this order and it is read next. This page updates by itself.
next-try = Next try: { $when }.
given-up = Not read
    .text = The channel told of this order, but it could not be read.
given-up-asked = Somebody in the company asked for this order, but it could not be read.
not-believed = Notice refused
    .text = A notice spoke of this order and was refused.
missing = Missing here
    .text = The channel has this order, and it never reached Orion.
number = no. { $number }
absent = Does not exist
    .text = { $count ->
        [one] The channel does not know this number.
       *[other] The channels do not know this number.
    }
silent = No answer
see-event = See notice
bring = Import order
brought = The order is in the import queue.

## What happened to an order, step by step

history = Step by step
    .context = What happened to this order, from the oldest to the newest.
    .cut = Older steps are not shown here.
    .event = Notice of the channel
    .person = Somebody of the company
step = { $step ->
    [told] The channel told of this order
    [told_again] The same notice came again
    [recovered] A notice that had not arrived was recovered
    [asked_for] Somebody asked for it to be read
    [not_believed] A notice that spoke of it was refused
    [not_shown] The channel did not show it yet
    [put_off] The channel could not be asked
    [given_up] Reading it was given up
    [imported] It became a sale
    [updated] The sale was updated
    [withdrawn] The channel took the order back, and the sale says so
    [unchanged] Read: nothing had changed
    [skipped] It was left out
    [failed] It did not come in
    [outdated] An older version came and was left alone
    [missing] The channel has the order, and it had not come here
    [absent] The channel no longer knows this order
   *[gone] The channel no longer shows this order
}

## Asking the channels

nothing-here = Nothing found in Orion
# Beside what else was found.
no-order-here = No order found in Orion
asking = Asking the connected channels…
asked = Answers of the channels, asked just now
ask = Ask the channels
only-numbers = Channels can only be asked for an order number. Check the text or search by number.
ask-an-operator = Whoever runs the syncs can ask the channels for this number.
no-channels = No integration is connected that could be asked.

## Sales

sales = Sales found
# What is told is a part of the navigation.
all-in = See all in { $area }
