### Faults and field problems. Each says what happened, what it means and what to press.

## Faults: title, what happened, what it means, what to press.

unauthenticated = Sign in to continue
    .what = Your session has ended or has not started yet.
    .meaning = What you saved is still saved, and syncs go on as usual.
    .press = Sign in

to-overview = Go to the overview

forbidden = Your role does not allow this action
    .what = The action needs a permission that your role does not have in this company.
    .meaning = Nothing was changed. An administrator of the company can do it or change your role.

# In the place of a page that the role may not see.
page-unseen = Your role does not see this page
    .what = It needs a permission that your role does not have in this company.
    .ask = Ask an administrator of the company for what you need from here, or for another role.
    .refused = What you sent was not done: your role has changed since this page was opened. Nothing was changed.
    .able = Who can help: { $names }

not-found = We could not find this page
    .what = The address does not exist, or the item is not in this company.
    .outside = The address does not exist or is no longer valid. Check that it is complete.
    .meaning = Your sales are not affected. If the item is of another company of yours, switch to it and open the address again; else look for it with the search.

invalid = Some fields need a correction
    .what = The hint is under each marked field.
    .meaning = Nothing was saved yet. What you typed is still here.
# After it, where the form has such fields.
secrets-again = Only passwords and keys must be typed again.

conflict = This item has changed
    .what = Someone else or a sync changed the item, or its present state does not allow the action.
    .meaning = Your change was not saved. The present version stays in force: see how it is now and, if it still makes sense, change it again.

too-many-views = You keep 50 views of this page already
    .what = A person keeps at most 50 views of each page.
    .meaning = Nothing was changed. Remove one that you no longer use and save again.

analytics-too-long = The period is too long for this file
    .what = To count customers and regions of so many days takes longer than one waits for a file.
    .meaning = No sale was changed. Choose fewer days or export the other tables as CSV.
    .press = Back to analytics

export-too-long = The selection does not fit into an Excel file
    .what = An Excel sheet holds at most 1,048,575 sales.
    .meaning = No sale was changed. Limit the period or export as CSV, which has no limit.
    .press = Back to sales

products-too-long = The products do not fit into an Excel file
    .what = An Excel sheet holds at most 1,048,575 products.
    .meaning = No product was changed. Search for a part of them or export as CSV, which has no limit.
    .press = Back to products

customers-too-long = The customers do not fit into an Excel file
    .what = An Excel sheet holds at most 1,048,575 customers.
    .meaning = No customer was changed. Filter a part of them or export as CSV, which has no limit.
    .press = Back to customers

throttled = Many tries in a short time
    .what = New tries are accepted in { $wait }.
    .meaning = This protects your account. Nothing was changed, and syncs go on as usual.
    .press = Try again

# quota is the code of what is limited; limit, used and more are figures, more is none where there is no limit.
quota-exceeded = The limit of the plan is reached
    .what = { $quota ->
        [orders] The { $plan } plan includes { $limit } orders a month
        [connections] The { $plan } plan includes { $limit } connections
        [members] The { $plan } plan includes { $limit } people, open invitations included
       *[validations] The { $plan } plan includes { $limit } checked products a month
    }, and { $used } are in use.
    .next = The { $next } plan includes { $more ->
        [none] as many as you need, by contract
       *[other] { $more } and costs { $price } a month
    }.
    .meaning = What has already come in stays available. The action was not done.
    .press = See the plans

unavailable = Orion is not available right now
    .what = The service is starting, under maintenance or without access to its data.
    .meaning = What was saved is still saved. Syncs go on from where they stopped.
    .press = Try again

internal = Something failed on our side
    .what = The action was not completed. Reference: { $reference }
    .meaning = What was saved is still saved. If it happens again, give the reference to support.
    .press = Try again

# Of an address that alerts are sent to.
hook-untaken = The address did not take the test
    .late = It did not answer in time.
    .unreached = It could not be reached: the name does not exist, the connection was refused or the certificate is not valid.
    .failing = Its server answered with an error or asked to wait.
    .refused = It refused the message: the address may have been deleted or replaced, or it is in a network that may not be called.
    .meaning = Alerts go on by e-mail and to the other addresses.
    .press = Check the address

# Of payments, where another platform would be its own matter.
payments-away = Stripe did not complete the action
    .what = The payment service did not answer as it should, or did not accept the request.
    .meaning = Orders and syncs go on as usual. Open the page of the subscription, check how it is and try again in a few minutes.
    .press = Try again

## Faults of a platform: the title with its name, then what happened and what to press by kind.

upstream = Problem in the connection with { $platform }
    .meaning = No order was lost; they come in as soon as the connection is back.

upstream-auth = The platform refused the access key.
    .press = Reauthorise

upstream-permission = The access key is valid but lacks some of the permissions needed.
    .press = See permissions needed

upstream-rate-limit = The platform has limited the number of requests for a while.
    .press = Try again

upstream-timeout = The shop took too long to answer.
    .press = Try again

upstream-network = The shop could not be reached over the network.
    .press = Try again

upstream-tls = The security certificate (TLS) of the shop is not valid.
    .press = Review address

upstream-dns = The address of the shop does not exist on the internet.
    .press = Correct address

upstream-blocked-address = The address points into a private network, which Orion does not call.
    .press = Correct address

upstream-redirect = The shop sent the request on to another address. For safety, the access key was not sent there.
    .press = Correct address

upstream-not-the-platform = The address answered, but not with this platform.
    .press = Correct address

upstream-not-found = The shop no longer has what was asked for, or its access for programs (API) is off.
    .press = See instructions

upstream-server = The shop answered with an internal failure of its own.
    .press = Try again

upstream-too-large = The shop sent more data at once than Orion reads.
    .press = See details

upstream-protocol = The answer of the shop was incomplete or of an unexpected form.
    .press = Try again

upstream-clock = The shop’s clock is wrong, so it refuses the keys: ask the host to set it right.
    .press = Try again

upstream-rejected = The platform did not accept the operation.
    .press = See details

## Under a field: what to do.

field-required = Fill in this field.
field-too-short = Use at least { $min ->
    [one] { $min } character
   *[other] { $min } characters
}.
field-too-long = Use at most { $max ->
    [one] { $max } character
   *[other] { $max } characters
}.
field-format = Check the format of this field.
field-characters = Remove the signs that this field does not take.
field-out-of-range = Use a value within the accepted range.
field-before-start = The end date is before the start date.
field-taken = This value is already in use. Choose another.
field-unknown = We did not find this value. Check what was typed.
field-too-common = This password is on lists of known passwords. Choose another.
field-personal = This password is made of your name, your e-mail address or the company’s name. Choose another.
field-check-digit = The check digits do not match. Check the number.
field-blocked-address = Use the public address of the shop; this one points into a private network.
field-address-changed = Type it again: the stored value is not sent to another address.
