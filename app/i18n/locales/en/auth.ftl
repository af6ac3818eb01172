### Sign-in, sign-up and the account menu.

## Sign-in

sign-in = Sign in
    .context = Open your company’s console.

email = E-mail
password = Password
wrong-credentials = The e-mail and the password do not match. Check both and try again.
throttled = Many tries in a short time. For safety, sign in again in { $wait }.
session-ended = Your session has ended
    .text = Sign in again to go on.
    .page = Your session has ended. If you typed something on this page, save to keep it and sign in again; leaving without saving loses it.
    .kept = What you typed is kept: sign in again to look it over and save it.
    .undone = It ended before that, and nothing was saved. Sign in and do it again.
# Above a form that comes back after signing in again.
typed-not-saved = This is not saved yet
    .text = Your session had ended. Look over what you typed and save it again. Passwords and keys are not kept.
no-account = No account yet?
demo-hint = Demo company
    .text = { $email }, password { $password }

## Sign-up

sign-up = Create account
    .context = The account starts with a company. Then you connect shops and see their orders as sales.

company-name = Company name
    .help = Shown in the console and in exports. It can be changed later.

your-name = Your name
work-email = Your e-mail
    .help = You sign in with it.

new-password = Password
    .help = At least { NUMBER($min) } characters. A phrase of a few words is easy to remember.

email-taken = There is already an account with this e-mail. Sign in with it or use another e-mail.
email-format = Write the whole e-mail, such as name@company.com.
have-account = Already have an account?

## Account menu

account = Account
signed-in-as = Signed in as { $email }
sign-out = Sign out
signed-out = You have signed out.
language-help = Applies to your account on every device.

## Change of password

change-password = Change password
    .text = After the change, the other devices where you signed in ask for the new password.

current-password = Current password
    .wrong = This is not your current password. Type it again.

another-password = New password
password-changed = Password changed. Your other devices are signed out.

## Devices

devices = Devices
    .text = Where your account is open. One that you do not know? Sign it out and change your password.
device-column = Device
device-seen = Last seen
device-here = this device
# A program and a system, such as Firefox and Windows.
device = { $browser } on { $system }
device-unknown = Unknown device
device-since = signed in on { $when }
device-address = address { $ip }
device-company = company { $company }
sign-out-device = Sign out
sign-out-others = Sign all others out
device-signed-out = The device was signed out.
devices-signed-out = { $count ->
    [0] There were no other devices.
    [one] One device was signed out.
   *[other] { NUMBER($count) } devices were signed out.
}
