### Signing in with Google: the button, the way back, and the account's own panel.

# Title of the panel and of the pages on the way.
title = Sign in with Google
    .context = Sign in with your Google account, without typing your Orion password. Orion’s two-step verification still applies.
button = Continue with Google

## Who is not known here yet

prove = Confirm that the account is yours
    .context = There is already an account for { $email }. Type its password once; after that you sign in with Google.
    .button = Sign in and link
sign-up-context = You sign in with Google, as { $email }. An account starts with a company.
join-context = You sign in with Google, as { $email }.
has-account = There is already an account with this e-mail
    .text = Start again with “Continue with Google” and confirm with that account’s password.

## What went wrong

unknown = This Google sign-in is no longer valid
    .text = Ten minutes passed, it was already used, or it began in another browser. Nothing was changed. Start again.
denied = Google was not authorised
    .text = You came back without choosing an account. Nothing was changed. Try again or sign in with your password.
failed = Google did not answer as expected
    .text = Nothing was changed. Try again in a few minutes or sign in with your password.
unverified = The e-mail of this Google account is not verified
    .text = Verify the e-mail in your Google account and try again, or create the account with e-mail and password.
other-address = The invitation is for another e-mail
    .text = You chose { $chosen }, and the invitation is for { $invited }. Open the invitation again and choose the account of that e-mail, or accept with e-mail and password.
of-other = This Google account is already used by somebody else
    .text = It already signs in to another Orion account. Choose another Google account.
not-theirs = This is not your Google account
    .text = You sign in to Orion with another Google account. Nothing was changed. Try again and choose that account.
has-other = You already sign in with another Google account
    .text = Unlink the current account before you link another one.

## The panel of the account

account = Google account
last-used = Last used
link = Link Google account
linked = Google account linked. You can sign in with it now.
unlink = Unlink
    .needs-password = To unlink it, create a password first: without one you could no longer sign in.
    .others = Unlinking signs your other devices out.
unlinked = Google account unlinked. You sign in with your password.
make-password = Password
    .text = You sign in with Google and have no password yet. With a password you can also sign in without Google and confirm changes to the account.
    .lost = Your account has no password. With one you can also sign in without Google or a passkey and confirm changes to the account.
    .button = Create a password by e-mail
no-password = Your account has no password yet
    .text = Confirm with Google on the account page, or create a password there, under “Password”, and come back.
confirm = Confirm with Google
    .text = Your account has no password. Before you change something, confirm with Google that it is you: it holds for one change, for five minutes.
    .first = First confirm with Google, at the top of this page.
confirmed = Confirmed with Google
password-first = Your account has no password to confirm changes with. First create one by e-mail, on the account page, under “Password”.
make-password-go = Go to the account

## E-mails

unlinked-subject = Google account unlinked
unlinked-line = The Google account was unlinked from your Orion account. Signing in asks for your password. Your other devices were signed out.
unlinked-button = See the account
unlinked-not-you = If this was not you, change your password now and sign out the other devices on the account page.
