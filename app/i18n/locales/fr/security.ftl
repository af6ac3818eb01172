### How people prove who they are: the second factor, and what they are told of their account.

## The second factor, on the page of the account and its own

second-factor = Vérification en deux étapes
    .text = En plus du mot de passe, la connexion demande un code de l’application de votre téléphone ou une clé d’accès. Qui découvre le mot de passe n’entre pas.
is-on = activée
is-off = désactivée
set-up = Configurer
manage = Gérer
# What the person has, beside the badge.
has-app = application de codes
has-keys = { $count ->
    [0] aucune clé d’accès
    [one] une clé d’accès
   *[other] { NUMBER($count) } clés d’accès
}
password = Votre mot de passe
    .wrong = Ce n’est pas votre mot de passe. Saisissez-le de nouveau.
begin = Activer la vérification
    .text = Il vous faut une application de codes sur le téléphone, comme Google Authenticator, Microsoft Authenticator ou 1Password.
    .others = En l’activant, vous déconnectez vos autres appareils.
begin-button = Commencer
scan = Scannez le code avec l’application
    .text = Dans l’application, ajoutez un compte et visez l’image avec la caméra. Sans caméra, saisissez la clé. Cela vaut 30 minutes, dans ce navigateur seulement.
qr = Code QR avec la clé de votre compte
secret = Clé
code = Code de l’application
    .help = Les six chiffres que l’application affiche maintenant.
    .wrong = Le code ne correspond pas. Vérifiez l’horloge du téléphone et saisissez le code affiché maintenant.
    .format = Saisissez les six chiffres de l’application.
confirm = Activer
on-since = Activée depuis
codes-left = { $count ->
    [0] Il ne reste aucun code.
    [one] Il reste un code non utilisé.
   *[other] Il reste { NUMBER($count) } codes non utilisés.
}
codes = Codes de secours
    .text = Gardez ces codes hors du téléphone. Chacun permet d’entrer une fois à la place de l’application, si vous la perdez. Ils ne sont plus affichés ensuite.
download = Télécharger les codes
file-name = orion-codes-de-secours
switched-on = Vérification en deux étapes activée. Vos autres appareils sont déconnectés.
# Beside a passkey that was there before.
app-added = Application de codes activée. Les codes de secours que vous avez restent valables.
renew = Créer de nouveaux codes
    .text = Les codes précédents ne valent plus.
renewed = Nouveaux codes créés. Les précédents ne valent plus.
switch-off = Désactiver la vérification
    .text = La connexion ne demande plus de code de l’application. Pour changer de téléphone, désactivez-la et réactivez-la.
switched-off = Vérification en deux étapes désactivée.
already-on = La vérification est déjà activée
    .text = Pour utiliser un autre téléphone, désactivez-la et réactivez-la.
took-too-long = Cette configuration n’est plus valable
    .text = Trente minutes sont passées, ou elle a été commencée dans un autre navigateur. Recommencez.

## Signing in

second-step = Confirmez que c’est vous
    .context = Il manque la deuxième étape pour se connecter avec { $email }.
second-code = Code de l’application ou de secours
    .help = Les six chiffres de l’application, ou l’un des codes que vous avez gardés.
    .wrong = Le code ne correspond pas ou a déjà servi. Saisissez celui que l’application affiche maintenant.
    .format = Saisissez les six chiffres de l’application, ou les seize signes d’un code de secours.
# Of who has passkeys and no app.
recovery-code = Code de secours
    .help = L’un des codes que vous avez gardés. Avec la clé d’accès, confirmez ci-dessus.
second-confirm = Confirmer
lost = Ni application ni codes de secours{ "\u00A0" }? Adressez-vous à qui administre l’installation d’Orion.
start-over = Se connecter avec un autre compte

## Asked for by a company

needed = { $company } demande la vérification en deux étapes
    .text = Propriétaires et administrateurs travaillent dans cette entreprise une fois qu’elle est activée. Les données et les synchronisations continuent normalement.
needed-title = Il manque la vérification en deux étapes
    .what = L’entreprise demande à ses propriétaires et administrateurs de l’activer.
    .meaning = Rien n’a été modifié. Activez la vérification dans votre compte et revenez.
    .press = Configurer maintenant
require = Vérification en deux étapes
    .text = Exigez un code en plus du mot de passe des propriétaires et administrateurs. Qui n’en a pas encore doit le configurer avant de continuer.
require-on = L’exiger des propriétaires et administrateurs
require-off = Ne plus l’exiger
required = La vérification en deux étapes est maintenant exigée des propriétaires et administrateurs.
required-no-more = La vérification en deux étapes n’est plus exigée.
without = { $count ->
    [0] Tous les propriétaires et administrateurs l’ont.
    [one] Une personne ne l’a pas encore.
   *[other] { NUMBER($count) } personnes ne l’ont pas encore.
}
own-first = Activez d’abord votre vérification en deux étapes
    .text = Qui l’exige des autres doit l’avoir sur son propre compte.
factor-column = Deux étapes
has = oui
has-not = non

## E-mails

notice-subject = { $code ->
    [google_linked] Compte Google associé
    [second_factor_on] Vérification en deux étapes activée
    [second_factor_off] Vérification en deux étapes désactivée
    [second_factor_cleared] Vérification en deux étapes désactivée par qui administre Orion
    [recovery_codes_renewed] Nouveaux codes de secours
    [password_changed] Votre mot de passe a été changé
    [passkey_added] Clé d’accès créée
    [passkey_removed] Clé d’accès retirée
   *[recovery_code_used] Un code de secours a été utilisé
}
notice-line = { $code ->
    [google_linked] Un compte Google a été associé à votre compte Orion. Qui s’y connecte se connecte aussi à Orion.
    [second_factor_on] La vérification en deux étapes de votre compte Orion a été activée. La connexion demande maintenant aussi un code de l’application. Les autres appareils ont été déconnectés.
    [second_factor_off] La vérification en deux étapes de votre compte Orion a été désactivée. La connexion ne demande plus le code de l’application.
    [second_factor_cleared] Qui administre l’installation d’Orion a désactivé la vérification en deux étapes de votre compte, clés d’accès comprises. Tous les appareils ont été déconnectés. Connectez-vous avec le mot de passe et réactivez la vérification.
    [recovery_codes_renewed] De nouveaux codes de secours ont été créés pour votre compte Orion. Les précédents ne valent plus.
    [password_changed] Le mot de passe de votre compte Orion a été changé sur la page du compte. Les autres appareils ont été déconnectés.
    [passkey_added] Une clé d’accès a été créée pour votre compte Orion. Elle connecte sans mot de passe.
    [passkey_removed] Une clé d’accès a été retirée de votre compte Orion. Elle ne connecte plus.
   *[recovery_code_used] Un code de secours de votre compte Orion a été utilisé à la place de l’application. Il ne vaut plus.
}
mail-codes-left = { $count ->
    [0] Il ne reste aucun code. Créez-en de nouveaux.
    [one] Il reste un code.
   *[other] Il reste { NUMBER($count) } codes.
}
notice-button = Voir la sécurité du compte
notice-not-you = Si ce n’était pas vous, changez le mot de passe maintenant et déconnectez les autres appareils sur la page du compte.
cleared-not-you = Si vous ne l’avez pas demandé, adressez-vous maintenant à qui administre l’entreprise ou l’installation d’Orion.
disown-line = Si c’était vous, il n’y a rien à faire. Sinon, qui l’a fait connaît votre mot de passe{ "\u00A0" }: retirez-lui l’accès maintenant, sans avoir à vous connecter.
disown-button = Ce n’était pas moi
disown-until = Le lien vaut { $days ->
    [one] un jour
   *[other] { NUMBER($days) } jours
} et une fois.
disown-nothing = Ouvrir le lien ne change encore rien{ "\u00A0" }: la page demande d’abord.

## What the link leads to by which somebody says that a second factor is not theirs

disown = Ce n’était pas vous{ "\u00A0" }?
    .text = Le { $at } le compte { $email } a reçu un autre moyen de connexion. Si ce n’était pas vous, qui l’a fait connaît votre mot de passe.
disown-what = Ce qui a été activé à ce moment, et ce qui est venu ensuite, quitte le compte. Tous les appareils sont déconnectés, le mot de passe actuel ne vaut plus, et un lien pour en choisir un autre part à { $email }.
disown-confirm = Ce n’était pas moi, protéger le compte
disown-mine = C’était vous{ "\u00A0" }? Fermez cette page{ "\u00A0" }: rien ne change.
disowned = Compte protégé. Un lien pour choisir un autre mot de passe est en route vers votre e-mail.
disown-over = Ce lien ne vaut plus
    .text = Il a déjà servi ou le délai est passé. Si ce n’était pas vous, choisissez un autre mot de passe et adressez-vous à qui administre l’installation d’Orion.

## Another address to sign in with

email = E-mail
    .text = Vous vous connectez avec { $email }. Pour le changer, les deux adresses doivent être d’accord. Après le changement, vos autres appareils sont déconnectés.
new-email = Nouvel e-mail
    .help = Il reçoit un lien, et votre e-mail actuel aussi.
change-email = Changer d’e-mail
email-taken = Un compte existe déjà avec cet e-mail. Utilisez-en un autre.
email-asked = Liens envoyés à { $email } et à votre e-mail actuel.
email-sent-again = Liens envoyés de nouveau.
email-cancelled = Changement d’e-mail annulé.
email-waiting = Le changement vers { $email } attend la confirmation des deux adresses.
agreed = confirmé
not-agreed = en attente
change-until = Valable jusqu’au
email-again = Renvoyer les liens
email-cancel = Annuler le changement

email-change = Changement d’e-mail
email-text-new = Le compte avec { $old } veut se connecter avec { $new }. Confirmez que cette adresse est la vôtre. Après le changement, seul l’appareil qui l’a demandé reste connecté.
email-text-old = Votre compte avec { $old } veut se connecter avec { $new }. Si vous l’avez demandé, acceptez. Après le changement, seul l’appareil qui l’a demandé reste connecté.
email-sign-in = Connectez-vous avec { $old } pour confirmer{ "\u00A0" }: seule la personne qui a le compte peut dire que cette adresse est la sienne.
email-mine = Cette adresse est la mienne
email-agree = Accepter le changement
email-refuse = Ce n’était pas moi
email-agreed = Confirmé
email-other = Il manque la confirmation par le lien envoyé à { $other }.
email-changed = E-mail changé. Connectez-vous désormais avec { $email }.
email-refused = Changement annulé{ "\u00A0" }: l’e-mail reste le même. Qui l’a demandé a accès à votre compte, créez donc un autre mot de passe maintenant.
email-over = Ce lien ne vaut plus
    .text = Le changement a été fait, annulé ou date de plus de 24 heures. Sur la page du compte, vous pouvez en demander un autre.
email-has-account = Cette adresse a déjà un compte
    .text = Le changement a été annulé, car quelqu’un a créé un compte avec elle. Votre e-mail reste le même.

mail-new-subject = Confirmez votre nouvel e-mail
mail-new-line = Le compte Orion avec { $old } veut se connecter avec cette adresse. Confirmez qu’elle est la vôtre.
mail-new-button = Confirmer
mail-old-subject = Demande de changement de l’e-mail de votre compte
mail-old-line = Quelqu’un de connecté à votre compte Orion a demandé qu’il se connecte avec { $new }. Acceptez ou refusez.
mail-old-button = Voir la demande
mail-change-until = Ce lien est valable 24 heures. Sans la confirmation des deux adresses, rien ne change.
mail-new-not-you = Si vous ne connaissez pas le compte, ignorez cet e-mail{ "\u00A0" }: rien ne se passe.
mail-old-not-you = Si ce n’était pas vous, ouvrez le lien, refusez et créez un autre mot de passe.
email-changed-subject = L’e-mail de votre compte a été changé
email-changed-line = Votre compte Orion se connecte maintenant avec { $email }. Les autres appareils ont été déconnectés.
email-changed-not-you = Si ce n’était pas vous, parlez maintenant à qui administre l’entreprise ou l’installation d’Orion.

## Passkeys

passkeys = Clés d’accès
    .text = Une clé gardée sur le téléphone, l’ordinateur ou une clé de sécurité connecte avec doigt, visage ou code PIN, sans mot de passe. Elle vaut pour les deux étapes.
    .others = En créant la première, vous déconnectez vos autres appareils.
passkeys-need-name = Les clés d’accès ont besoin d’un nom
    .text = Elles valent pour une adresse avec un nom et https. Qui administre l’installation définit ORION_PUBLIC_URL.
passkeys-need-script = Les clés d’accès ont besoin de JavaScript
    .text = Activez JavaScript dans ce navigateur et réessayez, ou connectez-vous avec le mot de passe et un code.
passkeys-too-many = Il y a trop de clés d’accès
    .text = Retirez celles que vous n’utilisez plus et réessayez.
passkey = Clé d’accès
passkey-name = Nom de la clé
    .help = Pour la reconnaître ensuite, comme Téléphone ou Portable du bureau.
passkey-since = Créée le
passkey-used = Dernière utilisation
passkey-add = Créer une clé d’accès
passkey-added = Clé d’accès créée.
passkey-remove = Retirer une clé d’accès
    .text = La clé ne connecte plus à ce compte. Effacez-la aussi sur l’appareil.
passkey-removed = Clé d’accès retirée.
passkey-sign-in = Se connecter avec une clé d’accès
passkey-asking = Confirmez sur votre appareil.
passkey-missing = Ce navigateur ne connaît pas les clés d’accès. Utilisez-en un autre, ou connectez-vous avec le mot de passe.
passkey-stopped = L’appareil n’a pas confirmé. Réessayez.
passkey-away = Orion n’a pas répondu. Réessayez.
passkey-over = La demande à l’appareil ne vaut plus
    .text = Elle vaut cinq minutes et une fois. Réessayez.
passkey-refused = La clé d’accès n’a pas été acceptée
    .text = Elle n’est pas connue ici ou a été retirée. Connectez-vous avec le mot de passe, ou utilisez une autre clé.
passkey-known = Cette clé sert déjà à un compte
    .text = Créez-en une autre sur l’appareil.
passkey-confirm = Confirmer avec la clé d’accès
    .text = Les changements du compte demandent un code. Si vous confirmez avec la clé d’accès, il n’est pas nécessaire.
passkey-confirmed = Confirmé avec la clé d’accès
confirmed-text = Cela vaut pour un changement du compte, pendant cinq minutes.
