### Sign-in, sign-up and the account menu.

## Sign-in

sign-in = Se connecter
    .context = Accédez à la console de votre entreprise.

email = E-mail
password = Mot de passe
wrong-credentials = L’e-mail et le mot de passe ne correspondent pas. Vérifiez les deux et réessayez.
throttled = De nombreux essais en peu de temps. Par sécurité, reconnectez-vous dans { $wait }.
session-ended = Votre session est terminée
    .text = Reconnectez-vous pour continuer.
    .page = Votre session est terminée. Si vous avez saisi quelque chose sur cette page, enregistrez pour le conserver, puis reconnectez-vous{ "\u00A0" }; quitter sans enregistrer le fait perdre.
    .kept = Votre saisie est conservée{ "\u00A0" }: reconnectez-vous pour la vérifier et l’enregistrer.
    .undone = Elle s’est terminée avant, et rien n’a été enregistré. Reconnectez-vous et recommencez.
# Above a form that comes back after signing in again.
typed-not-saved = Ceci n’est pas encore enregistré
    .text = Votre session était terminée. Vérifiez votre saisie et enregistrez-la à nouveau. Les mots de passe et les clés ne sont pas conservés.
no-account = Pas encore de compte ?
demo-hint = Entreprise de démonstration
    .text = { $email }, mot de passe { $password }

## Sign-up

sign-up = Créer un compte
    .context = Le compte commence par une entreprise. Ensuite vous connectez vos boutiques et voyez les commandes comme des ventes.

company-name = Nom de l’entreprise
    .help = Affiché dans la console et les exports. Modifiable plus tard.

your-name = Votre nom
work-email = Votre e-mail
    .help = Il vous servira à vous connecter.

new-password = Mot de passe
    .help = Au moins { NUMBER($min) } caractères. Une phrase de quelques mots est facile à retenir.

email-taken = Un compte existe déjà avec cet e-mail. Connectez-vous avec ce compte ou utilisez un autre e-mail.
email-format = Écrivez l’e-mail complet, par exemple nom@entreprise.com.
have-account = Vous avez déjà un compte ?

## Account menu

account = Compte
signed-in-as = Session de { $email }
sign-out = Se déconnecter
signed-out = Vous êtes déconnecté.
language-help = S’applique à votre compte sur tous les appareils.

## Change of password

change-password = Changer le mot de passe
    .text = Ensuite, vos autres appareils connectés demandent le nouveau mot de passe.

current-password = Mot de passe actuel
    .wrong = Ce n’est pas votre mot de passe actuel. Saisissez-le de nouveau.

another-password = Nouveau mot de passe
password-changed = Mot de passe changé. Vos autres appareils sont déconnectés.

## Devices

devices = Appareils
    .text = Où votre compte est ouvert. Vous n’en reconnaissez pas un{ "\u00A0" }? Déconnectez-le et changez de mot de passe.
device-column = Appareil
device-seen = Vu pour la dernière fois
device-here = cet appareil
# A program and a system, such as Firefox and Windows.
device = { $browser } sur { $system }
device-unknown = Appareil inconnu
device-since = connecté le { $when }
device-address = adresse { $ip }
device-company = entreprise { $company }
sign-out-device = Déconnecter
sign-out-others = Déconnecter tous les autres
device-signed-out = L’appareil est déconnecté.
devices-signed-out = { $count ->
    [0] Il n’y avait pas d’autre appareil.
    [one] Un appareil est déconnecté.
   *[other] { NUMBER($count) } appareils sont déconnectés.
}
