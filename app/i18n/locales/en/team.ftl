### Members, invitations, the companies of a person, and e-mails about accounts.

## The page of the team

title = Team
    .context = Who enters this company’s console, and what they may do
members = People
person-column = Person
role-column = Role
joined-column = Since
seen-column = Last seen
# A heading and the value under it, where there is no room for a table.
told = { $label }: { $value }
actions-column = Actions
never-seen = never
you = you
role = { $code ->
    [owner] Owner
    [admin] Administrator
    [operator] Operator
   *[viewer] Viewer
}
invitations = Open invitations
invited-by = Invited by { $name }
expires = Valid until { $when }
expired = Expired on { $when }
mail-waiting = E-mail on its way
mail-sent = E-mail sent { $when }
# What the server said.
mail-failed = The e-mail did not go out: { $problem }
# Where the e-mails are put in an installation without a server.
mail-folder = With no mail server configured, e-mails are written as files into DATA_DIR/mail.
send-again = Send again
revoke = Revoke invitation
invite = Invite
    .text = The person gets a link by e-mail, valid for 7 days. Whoever has no account yet makes one on accepting.
# Of people and open invitations, where there is no place for one more.
no-place = Places in the team: { $used } in use, { $limit } in the plan
    .text = Nobody loses access. To invite somebody else, remove a person, revoke an invitation or use a larger plan.
email = E-mail
invite-role = Role
    .help = What each role can do is in the table below.
invited = Invitation sent to { $email }.
sent-again = Invitation sent again. It is valid for another 7 days.
revoked = Invitation revoked. Its link no longer works.
member-already = This person is on the team already.
too-many = There are too many open invitations
    .text = Revoke those that no longer matter and invite again.

## Roles

roles = What each role may do
permission-column = Permission
allowed = yes
not-allowed = no
permission = { $code ->
    [view] See sales, customers, products and syncs
    [export] Download data as files
    [run_sync] Start, cancel and repeat syncs
    [fulfil_orders] Cancel, ship and invoice orders at their channels
    [edit_catalog] Edit products and check spreadsheets
    [manage_connections] Connect, change and disconnect channels
    [manage_organisation] Change the company’s settings
    [view_history] See the history
    [manage_team] Invite people and change roles
    [hand_over] Hand over ownership
   *[manage_billing] Choose the plan, pay and see invoices
}

## A member

member-context = { $email } · { $role }
change-role = Change role
change-role-help = What each role can do is in the table on the page of the team.
role-changed = Role changed. It holds from the next page that the person opens.
hand-over = Hand over ownership
    .text = { $name } becomes an owner, and you an administrator. Only an owner can give it back afterwards.
    .payment = The card and the address on invoices stay yours until { $name } changes them in Subscription, with Change the card and Open billing details.
handed-over = Ownership handed over.
remove = Remove from the team
    .text = { $name } leaves the company at once. Their sessions here end; what they did stays in the history.
remove-question = Remove { $name } from the team?
removed = Person removed from the team. They can no longer enter this company.
removed-from = You no longer belong to { $company }
    .here = Somebody who manages the team removed you. What you sent after that was not saved. You are in { $now } now.
    .out = Somebody who manages the team removed you. What you sent after that was not saved. If it was a mistake, ask for a new invitation. To have a company of your own, use Create account with your e-mail and your password.
last-owner = The company would be without an owner
    .text = Every company has at least one owner, and you are the only one. Hand ownership over to somebody else first.
heirs = Choose who becomes the owner. Then come back here to leave.
heirs-none = You are the only person in the company. Invite somebody; when they have accepted, hand ownership over to them and come back here to leave.
heirs-locked = Handing over ownership asks for two-step verification first.
own-role = Nobody removes themselves from the team
    .text = Nothing was changed. To go, use “{ leave }”.
above-you = Only an owner changes the role of an owner.
    .text = Ask an owner of the company.
    .refused = This person is an owner now, and nothing was changed.
leave = Leave this company
    .text = You will no longer see { $company }. To come back, somebody has to invite you again.
left = You have left { $company }.

## The companies of a person

companies = Your companies
    .context = Choose which one to work in with this browser
switch = Switch company
enter = Switch to this one
here = You are here
entered = You are in { $company }.
found = Create another company
    .text = It starts out empty, and you own it. One company does not see the data of the other.

## An invitation

invitation = Invitation to { $company }
    .text = { $name } has invited you as { $role }.
invitation-expired = This invitation has expired
    .text = Ask { $name } to send it again.
invitation-revoked = This invitation was revoked
    .text = If that was a mistake, talk to { $name }.
invitation-accepted = This invitation was accepted already
    .text = Sign in as { $email }.
    .own = You already belong to { $company }.
    .left = You accepted it, but you no longer belong to { $company }. Ask { $name } for another one.
    .other = It was accepted as { $email }, and you are signed in as { $own }. To open the company of the invitation, sign out and sign in as { $email }.
go-to-company = Go to { $company }
invitation-other = This invitation is for { $email }
    .text = You are signed in as { $own }. Sign out and open the link again.
invitation-sign-in = You already have an account with { $email }. Confirm with your password.
invitation-unknown = This invitation no longer exists
    .text = The link may be incomplete. Open it again from the e-mail, or ask for another invitation.
invitation-over = This invitation is no longer valid
    .text = It was revoked, has expired or was accepted already. Ask whoever invited you for another one.
other-company = This page was of another company
    .text = You switched companies in another tab, and nothing was changed. Check which company you are in and try again.
other-person = This page was somebody else’s
    .text = They signed out, and you signed in after them in this browser. Nothing was changed. Look the page over and try again.
no-company = This account belongs to no company
    .text = Ask somebody of the company for a new invitation and open the link that comes by e-mail. To start a company of your own, use Create account with this same e-mail and your password. If you sign in with Google or a passkey and have no password, set one first by Forgot your password?
accept = Accept the invitation
accepted = Welcome to { $company }.
join = Create account and enter
join-context = Create your account with { $email }.

## A forgotten password

forgot = Forgot your password?
forgot-title = New password
    .context = Write the e-mail address of your account. You will get a link to set another password.
forgot-send = Send link
forgot-sent = If there is an account with this address, the link is on its way. It is valid for an hour.
reset-context = For the account { $email }. The devices where you are signed in will be signed out.
reset-save = Save new password
reset-others = Besides the password, these go on opening this account:
reset-keys = You do not know a passkey? Sign in with the new password and remove it in Account, under two-step verification.
reset-unlink = Also unlink the Google account
    .help = It no longer signs in here. Clear this only if it is yours.
# Of an account whose address nobody had proven.
reset-clears = So far nobody has confirmed that they read this e-mail address. To be safe, saving the new password removes everything else that opens the account, and two-step verification; turn what is yours on again afterwards.
# What opens an account besides the password.
way-google = Google account { $email }
way-passkey = passkey “{ $name }”
reset-done = New password saved. Sign in with it.
reset-done-cleared = New password saved. Everything else that opened the account was removed: turn what is yours on again.
reset-unknown = This link is no longer valid
    .text = It is valid for an hour, and only once. Ask for another one.
reset-again = Ask for another link

## E-mails

greeting = Hello { $name },
greeting-nobody = Hello,
invitation-subject = { $name } has invited you to { $company }
invitation-line = { $name } has invited you to work in { $company } on Orion, as { $role }.
invitation-button = Accept the invitation
# With the name of its zone.
invitation-until = The invitation is valid until { $when }.
invitation-not-known = If you do not know who invited you, ignore this e-mail: nothing will happen.
reset-subject = Set a new password
reset-line = Somebody asked for a new password for your account on Orion.
reset-button = Set a new password
reset-until = The link is valid for an hour, and only once.
reset-not-asked = If it was not you, ignore this e-mail: your password stays as it is.
was-reset-subject = Your password was changed
was-reset-line = The password of your account on Orion was changed by a link sent to this address. The devices where you were signed in have been signed out.
was-reset-others = Besides the password, these go on opening your account: { $ways }.
was-reset-remove = You do not know one of them? Sign in with the new password and remove it. If signing in asks for a second step that you do not have, talk to whoever runs this installation of Orion.
was-reset-button = See what opens the account
was-reset-not-you = If it was not you, ask for a new password on the sign-in page and find out who else reads this mailbox.
ownership-received = The ownership of { $company } was handed over to you
    .line = On { $when }, { $name } handed the ownership of { $company } over to you. From now on you also choose the plan and see to its payment.
    .plan = The company uses the { $plan } plan.
    .payment = The card and the address on invoices are still those of { $name }. To change them, open Subscription and use Change the card and Open billing details.
ownership-given = You handed over the ownership of { $company }
    .line = On { $when } you handed the ownership of { $company } over to { $name }. Your role in the company is now { $role }, and only an owner can change that.
    .payment = The card and the address on invoices stay yours until { $name } changes them in Subscription.
    .not-you = If it was not you, set a new password and talk to { $name } or to whoever runs this installation.
    .why = You receive this e-mail because you owned { $company }.
ownership-button = See the team
