### How people prove who they are: the second factor, and what they are told of their account.

## The second factor, on the page of the account and its own

second-factor = Two-step verification
    .text = Besides the password, signing in asks for a code from the app on your phone or for a passkey. Whoever finds out the password does not get in.
is-on = on
is-off = off
set-up = Set up
manage = Manage
# What the person has, beside the badge.
has-app = app for codes
has-keys = { $count ->
    [0] no passkey
    [one] one passkey
   *[other] { NUMBER($count) } passkeys
}
password = Your password
    .wrong = This is not your password. Type it again.
begin = Switch verification on
    .text = You need an app for codes on your phone, such as Google Authenticator, Microsoft Authenticator or 1Password.
    .others = Switching it on signs your other devices out.
begin-button = Begin
scan = Scan the code with the app
    .text = In the app, add an account and point the camera at the picture. Without a camera, type the key. This holds for 30 minutes, in this browser only.
qr = QR code with the key of your account
secret = Key
code = Code from the app
    .help = The six digits that the app shows now.
    .wrong = The code does not match. Check that your phone’s clock is right and type the code shown now.
    .format = Type the six digits from the app.
confirm = Switch on
on-since = On since
codes-left = { $count ->
    [0] No code is left.
    [one] One unused code is left.
   *[other] { NUMBER($count) } unused codes are left.
}
codes = Recovery codes
    .text = Keep these codes away from your phone. Each gets you in once in place of the app, should you lose it. They are not shown again.
download = Download codes
file-name = orion-recovery-codes
switched-on = Two-step verification is on. Your other devices are signed out.
# Beside a passkey that was there before.
app-added = The app for codes is on. The recovery codes that you have stay valid.
renew = Make new codes
    .text = The codes from before stop working.
renewed = New codes made. The ones from before no longer work.
switch-off = Switch verification off
    .text = Signing in no longer asks for codes from the app. To change phones, switch it off and on again.
switched-off = Two-step verification is off.
already-on = Verification is already on
    .text = To use another phone, switch it off and on again.
took-too-long = This set-up is over
    .text = Thirty minutes have passed, or it was begun in another browser. Begin again.

## Signing in

second-step = Confirm it is you
    .context = The second step is missing to sign in as { $email }.
second-code = Code from the app, or a recovery code
    .help = The six digits from the app, or one of the codes you kept.
    .wrong = The code does not match or was used before. Type the one the app shows now.
    .format = Type the six digits from the app, or the sixteen characters of a recovery code.
# Of who has passkeys and no app.
recovery-code = Recovery code
    .help = One of the codes you kept. With your passkey, confirm above.
second-confirm = Confirm
lost = Neither app nor recovery codes? Talk to whoever runs this installation of Orion.
start-over = Sign in with another account

## Asked for by a company

needed = { $company } asks for two-step verification
    .text = Owners and administrators work in this company once it is on. Data and syncs go on as usual.
needed-title = Two-step verification is missing
    .what = The company asks its owners and administrators to switch it on.
    .meaning = Nothing was changed. Switch verification on in your account and come back.
    .press = Set it up now
require = Two-step verification
    .text = Require a code besides the password from owners and administrators. Those without one are led to set it up before they go on.
require-on = Require it from owners and administrators
require-off = Stop requiring it
required = Two-step verification is now required from owners and administrators.
required-no-more = Two-step verification is no longer required.
without = { $count ->
    [0] All owners and administrators have it.
    [one] One person does not have it yet.
   *[other] { NUMBER($count) } people do not have it yet.
}
own-first = Switch on your own two-step verification first
    .text = Whoever requires it from others needs it on their own account.
factor-column = Two-step
has = yes
has-not = no

## E-mails

notice-subject = { $code ->
    [google_linked] Google account linked
    [second_factor_on] Two-step verification is on
    [second_factor_off] Two-step verification is off
    [second_factor_cleared] Two-step verification was switched off by whoever runs Orion
    [recovery_codes_renewed] New recovery codes
    [password_changed] Your password was changed
    [passkey_added] Passkey made
    [passkey_removed] Passkey removed
   *[recovery_code_used] A recovery code was used
}
notice-line = { $code ->
    [google_linked] A Google account was linked to your Orion account. Whoever signs in to it also signs in to Orion.
    [second_factor_on] Two-step verification of your Orion account was switched on. Signing in now also asks for a code from the app. The other devices were signed out.
    [second_factor_off] Two-step verification of your Orion account was switched off. Signing in no longer asks for the code from the app.
    [second_factor_cleared] Whoever runs this installation of Orion switched two-step verification of your account off, passkeys included. All devices were signed out. Sign in with the password and switch verification on again.
    [recovery_codes_renewed] New recovery codes were made for your Orion account. The ones from before no longer work.
    [password_changed] The password of your Orion account was changed on the page of the account. The other devices were signed out.
    [passkey_added] A passkey was made for your Orion account. It signs in without a password.
    [passkey_removed] A passkey was removed from your Orion account. It no longer signs in.
   *[recovery_code_used] A recovery code of your Orion account was used in place of the app. It no longer works.
}
mail-codes-left = { $count ->
    [0] No code is left. Make new ones.
    [one] One code is left.
   *[other] { NUMBER($count) } codes are left.
}
notice-button = See the security of your account
notice-not-you = If it was not you, change the password now and sign the other devices out on the page of your account.
cleared-not-you = If you did not ask for this, talk now to whoever runs the company or this installation of Orion.
disown-line = If it was you, there is nothing to do. If it was not, whoever did it knows your password: shut them out now, without signing in.
disown-button = It was not me
disown-until = The link holds for { $days ->
    [one] one day
   *[other] { NUMBER($days) } days
} and once.
disown-nothing = Opening the link changes nothing yet: the page asks first.

## What the link leads to by which somebody says that a second factor is not theirs

disown = Was it not you?
    .text = On { $at } the account { $email } got another way to sign in. If it was not you, whoever did it knows your password.
disown-what = What was set up then, and whatever came later, leaves the account. All devices are signed out, the present password stops working, and a link to set another goes to { $email }.
disown-confirm = It was not me, protect the account
disown-mine = Was it you? Close this page: nothing changes.
disowned = Account protected. A link to set another password is on its way to your e-mail.
disown-over = This link no longer works
    .text = It was used already or is too old. If it was not you, set another password and talk to whoever runs this installation of Orion.

## Another address to sign in with

email = E-mail
    .text = You sign in with { $email }. To change it, both addresses have to agree. After the change, your other devices are signed out.
new-email = New e-mail
    .help = It is sent a link, and so is your current e-mail.
change-email = Change e-mail
email-taken = There is an account with this e-mail already. Use another one.
email-asked = Links sent to { $email } and to your current e-mail.
email-sent-again = Links sent again.
email-cancelled = Change of e-mail cancelled.
email-waiting = The change to { $email } waits for both addresses to confirm.
agreed = confirmed
not-agreed = waiting
change-until = Holds until
email-again = Send links again
email-cancel = Cancel the change

email-change = Change of e-mail
email-text-new = The account with { $old } wants to sign in with { $new }. Confirm that this address is yours. Once changed, only the device that asked for it stays signed in.
email-text-old = Your account with { $old } wants to sign in with { $new }. If you asked for it, agree. Once changed, only the device that asked for it stays signed in.
email-sign-in = Sign in with { $old } to confirm: only whoever has the account can say that this address is theirs.
email-mine = This address is mine
email-agree = Agree to the change
email-refuse = It was not me
email-agreed = Confirmed
email-other = The link sent to { $other } is still to be confirmed.
email-changed = E-mail changed. Sign in with { $email } from now on.
email-refused = Change cancelled: the e-mail stays as it is. Whoever asked has access to your account, so make another password now.
email-over = This link no longer works
    .text = The change was made, was cancelled or is more than 24 hours old. You can ask for another one on the page of your account.
email-has-account = This address has an account already
    .text = The change was cancelled, since somebody made an account with it. Your e-mail stays as it is.

mail-new-subject = Confirm your new e-mail
mail-new-line = The Orion account with { $old } wants to sign in with this address. Confirm that it is yours.
mail-new-button = Confirm
mail-old-subject = A request to change the e-mail of your account
mail-old-line = Somebody signed in to your Orion account asked that it sign in with { $new }. Agree or refuse.
mail-old-button = See the request
mail-change-until = It holds for 24 hours. Unless both addresses confirm, nothing changes.
mail-new-not-you = If you do not know the account, ignore this e-mail: nothing happens.
mail-old-not-you = If it was not you, open the link, refuse and make another password.
email-changed-subject = The e-mail of your account was changed
email-changed-line = Your Orion account now signs in with { $email }. The other devices were signed out.
email-changed-not-you = If it was not you, talk to whoever runs the company or the installation of Orion now.

## Passkeys

passkeys = Passkeys
    .text = A key kept on your phone, computer or security stick signs you in with finger, face or PIN, without a password. It counts as both steps.
    .others = Creating the first one signs your other devices out.
passkeys-need-name = Passkeys need a name
    .text = They hold for an address with a name and https. Whoever runs this installation sets ORION_PUBLIC_URL.
passkeys-need-script = Passkeys need JavaScript
    .text = Switch JavaScript on in this browser and try again, or sign in with the password and a code.
passkeys-too-many = There are too many passkeys
    .text = Remove the ones you no longer use and try again.
passkey = Passkey
passkey-name = Name of the key
    .help = To know it later, such as Phone or Office laptop.
passkey-since = Made on
passkey-used = Last used
passkey-add = Make a passkey
passkey-added = Passkey made.
passkey-remove = Remove a passkey
    .text = The key no longer signs in to this account. Delete it on the device as well.
passkey-removed = Passkey removed.
passkey-sign-in = Sign in with a passkey
passkey-asking = Confirm on your device.
passkey-missing = This browser knows no passkeys. Use another one, or sign in with the password.
passkey-stopped = The device did not confirm. Try again.
passkey-away = Orion did not answer. Try again.
passkey-over = What the device was asked is over
    .text = It holds for five minutes and once. Try again.
passkey-refused = The passkey was not accepted
    .text = It is not known here or was removed. Sign in with the password, or use another key.
passkey-known = This key is used by an account already
    .text = Make another one on the device.
passkey-confirm = Confirm with a passkey
    .text = Changes to the account ask for a code. If you confirm with a passkey, it is not needed.
passkey-confirmed = Confirmed with a passkey
confirmed-text = It holds for one change to the account, for five minutes.
