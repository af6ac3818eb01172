### Signing in with Google: the button, the way back, and the account's own panel.

# Title of the panel and of the pages on the way.
title = Se connecter avec Google
    .context = Connectez-vous avec votre compte Google, sans saisir le mot de passe d’Orion. La vérification en deux étapes d’Orion reste demandée.
button = Continuer avec Google

## Who is not known here yet

prove = Confirmez que le compte est à vous
    .context = Un compte existe déjà pour { $email }. Saisissez son mot de passe une fois{ "\u00A0" }; ensuite, vous vous connecterez avec Google.
    .button = Se connecter et associer
sign-up-context = Vous vous connectez avec Google, en tant que { $email }. Un compte commence par une entreprise.
join-context = Vous vous connectez avec Google, en tant que { $email }.
has-account = Un compte existe déjà avec cet e-mail
    .text = Recommencez par «{ "\u00A0" }Continuer avec Google{ "\u00A0" }» et confirmez avec le mot de passe de ce compte.

## What went wrong

unknown = Cette connexion par Google n’est plus valable
    .text = Dix minutes sont passées, elle a déjà servi ou elle a commencé dans un autre navigateur. Rien n’a été modifié. Recommencez.
denied = Google n’a pas été autorisé
    .text = Vous êtes revenu sans choisir de compte. Rien n’a été modifié. Réessayez ou connectez-vous avec le mot de passe.
failed = Google n’a pas répondu comme prévu
    .text = Rien n’a été modifié. Réessayez dans quelques minutes ou connectez-vous avec le mot de passe.
unverified = L’e-mail de ce compte Google n’est pas vérifié
    .text = Vérifiez l’e-mail dans votre compte Google et réessayez, ou créez le compte avec e-mail et mot de passe.
other-address = L’invitation est pour un autre e-mail
    .text = Vous avez choisi { $chosen }, et l’invitation est pour { $invited }. Rouvrez l’invitation et choisissez le compte de cet e-mail, ou acceptez avec e-mail et mot de passe.
of-other = Ce compte Google est déjà utilisé par quelqu’un d’autre
    .text = Il ouvre déjà un autre compte Orion. Choisissez un autre compte Google.
not-theirs = Ce n’est pas votre compte Google
    .text = Vous vous connectez à Orion avec un autre compte Google. Rien n’a été changé. Réessayez et choisissez ce compte.
has-other = Vous vous connectez déjà avec un autre compte Google
    .text = Dissociez le compte actuel avant d’en associer un autre.

## The panel of the account

account = Compte Google
last-used = Dernière utilisation
link = Associer un compte Google
linked = Compte Google associé. Vous pouvez vous connecter avec lui.
unlink = Dissocier
    .needs-password = Pour le dissocier, créez d’abord un mot de passe{ "\u00A0" }: sans lui, vous ne pourriez plus vous connecter.
    .others = En le dissociant, vous déconnectez vos autres appareils.
unlinked = Compte Google dissocié. Vous vous connectez avec le mot de passe.
make-password = Mot de passe
    .text = Vous vous connectez avec Google et n’avez pas encore de mot de passe. Avec un mot de passe, vous vous connectez aussi sans Google et confirmez les changements du compte.
    .lost = Votre compte n’a pas de mot de passe. Avec un mot de passe, vous vous connectez aussi sans Google ni clé d’accès et confirmez les changements du compte.
    .button = Créer un mot de passe par e-mail
no-password = Votre compte n’a pas encore de mot de passe
    .text = Confirmez avec Google sur la page du compte, ou créez-y un mot de passe, sous «{ "\u00A0" }Mot de passe{ "\u00A0" }», puis revenez.
confirm = Confirmer avec Google
    .text = Votre compte n’a pas de mot de passe. Avant de changer quelque chose, confirmez avec Google que c’est vous{ "\u00A0" }: cela vaut pour un changement, pendant cinq minutes.
    .first = Confirmez d’abord avec Google, en haut de cette page.
confirmed = Confirmé avec Google
password-first = Votre compte n’a pas de mot de passe pour confirmer les changements. Créez-en d’abord un par e-mail, sur la page du compte, sous «{ "\u00A0" }Mot de passe{ "\u00A0" }».
make-password-go = Aller au compte

## E-mails

unlinked-subject = Compte Google dissocié
unlinked-line = Le compte Google a été dissocié de votre compte Orion. La connexion demande le mot de passe. Vos autres appareils ont été déconnectés.
unlinked-button = Voir le compte
unlinked-not-you = Si ce n’était pas vous, changez le mot de passe maintenant et déconnectez les autres appareils sur la page du compte.
