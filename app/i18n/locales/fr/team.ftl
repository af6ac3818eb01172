### Members, invitations, the companies of a person, and e-mails about accounts.

## The page of the team

title = Équipe
    .context = Qui entre dans la console de cette entreprise et ce que chacun peut y faire
members = Personnes
person-column = Personne
role-column = Rôle
joined-column = Depuis
seen-column = Vu pour la dernière fois
# A heading and the value under it, where there is no room for a table.
told = { $label }{ "\u00A0" }: { $value }
actions-column = Actions
never-seen = jamais
you = vous
role = { $code ->
    [owner] Propriétaire
    [admin] Administrateur
    [operator] Opérateur
   *[viewer] Lecteur
}
invitations = Invitations ouvertes
invited-by = Invité par { $name }
expires = Valable jusqu’au { $when }
expired = Expirée le { $when }
mail-waiting = E-mail en route
mail-sent = E-mail envoyé { $when }
# What the server said.
mail-failed = L’e-mail n’est pas parti{ "\u00A0" }: { $problem }
# Where the e-mails are put in an installation without a server.
mail-folder = Sans serveur de messagerie configuré, les e-mails sont écrits comme fichiers dans DATA_DIR/mail.
send-again = Renvoyer
revoke = Annuler l’invitation
invite = Inviter
    .text = La personne reçoit un lien par e-mail, valable 7 jours. Qui n’a pas encore de compte en crée un en acceptant.
# Of people and open invitations, where there is no place for one more.
no-place = Places dans l’équipe{ "\u00A0" }: { $used } utilisées, { $limit } dans l’offre
    .text = Personne ne perd son accès. Pour inviter quelqu’un d’autre, retirez une personne, annulez une invitation ou prenez une offre plus grande.
email = E-mail
invite-role = Rôle
    .help = Ce que peut chaque rôle est dans le tableau ci-dessous.
invited = Invitation envoyée à { $email }.
sent-again = Invitation renvoyée. Elle est valable 7 jours de plus.
revoked = Invitation annulée. Son lien ne fonctionne plus.
member-already = Cette personne fait déjà partie de l’équipe.
too-many = Il y a trop d’invitations ouvertes
    .text = Annulez celles qui ne comptent plus et invitez de nouveau.

## Roles

roles = Ce que peut chaque rôle
permission-column = Permission
allowed = oui
not-allowed = non
permission = { $code ->
    [view] Voir ventes, clients, produits et synchronisations
    [export] Télécharger les données en fichiers
    [run_sync] Lancer, annuler et répéter des synchronisations
    [fulfil_orders] Annuler, expédier et facturer des commandes sur les canaux
    [edit_catalog] Modifier des produits et vérifier des tableaux
    [manage_connections] Connecter, modifier et déconnecter des canaux
    [manage_organisation] Modifier les paramètres de l’entreprise
    [view_history] Voir l’historique
    [manage_team] Inviter des personnes et changer les rôles
    [hand_over] Transmettre la propriété
   *[manage_billing] Choisir l’offre, payer et voir les factures
}

## A member

member-context = { $email } · { $role }
change-role = Changer le rôle
change-role-help = Ce que peut chaque rôle est dans le tableau de la page de l’équipe.
role-changed = Rôle changé. Il vaut dès la prochaine page que la personne ouvre.
hand-over = Transmettre la propriété
    .text = { $name } devient propriétaire, et vous administrateur. Ensuite, seul un propriétaire peut la rendre.
    .payment = La carte et l’adresse des factures restent les vôtres jusqu’à ce que { $name } les change dans Abonnement, avec Changer de carte et Ouvrir les coordonnées de facturation.
handed-over = Propriété transmise.
remove = Retirer de l’équipe
    .text = { $name } quitte l’entreprise sur-le-champ. Ses sessions ici prennent fin{ "\u00A0" }; ce qui a été fait reste dans l’historique.
remove-question = Retirer { $name } de l’équipe{ "\u00A0" }?
removed = Personne retirée de l’équipe. Elle n’entre plus dans cette entreprise.
removed-from = Vous ne faites plus partie de { $company }
    .here = Une personne qui gère l’équipe a retiré votre accès. Ce que vous avez envoyé ensuite n’a pas été enregistré. Vous êtes maintenant dans { $now }.
    .out = Une personne qui gère l’équipe a retiré votre accès. Ce que vous avez envoyé ensuite n’a pas été enregistré. Si c’est une erreur, demandez une nouvelle invitation. Pour avoir votre propre entreprise, utilisez Créer un compte avec votre e-mail et votre mot de passe.
last-owner = L’entreprise serait sans propriétaire
    .text = Toute entreprise a au moins un propriétaire, et vous êtes le seul. Transmettez d’abord la propriété à quelqu’un d’autre.
heirs = Choisissez qui devient propriétaire. Revenez ensuite ici pour quitter.
heirs-none = Vous êtes la seule personne de l’entreprise. Invitez quelqu’un{ "\u00A0" }; quand la personne aura accepté, transmettez-lui la propriété et revenez ici pour quitter.
heirs-locked = Transmettre la propriété demande d’abord la vérification en deux étapes.
own-role = Personne ne se retire soi-même de l’équipe
    .text = Rien n’a été modifié. Pour partir, utilisez «{ "\u00A0" }{ leave }{ "\u00A0" }».
above-you = Seul un propriétaire change le rôle d’un propriétaire.
    .text = Parlez à un propriétaire de l’entreprise.
    .refused = Cette personne est propriétaire maintenant, et rien n’a été modifié.
leave = Quitter cette entreprise
    .text = Vous ne verrez plus { $company }. Pour revenir, quelqu’un devra vous inviter de nouveau.
left = Vous avez quitté { $company }.

## The companies of a person

companies = Vos entreprises
    .context = Choisissez dans laquelle travailler avec ce navigateur
switch = Changer d’entreprise
enter = Passer à celle-ci
here = Vous êtes ici
entered = Vous êtes dans { $company }.
found = Créer une autre entreprise
    .text = Elle est vide au début et vous en êtes propriétaire. Une entreprise ne voit pas les données de l’autre.

## An invitation

invitation = Invitation à { $company }
    .text = { $name } vous a invité comme { $role }.
invitation-expired = Cette invitation a expiré
    .text = Demandez à { $name } de la renvoyer.
invitation-revoked = Cette invitation a été annulée
    .text = Si c’était une erreur, parlez-en à { $name }.
invitation-accepted = Cette invitation a déjà été acceptée
    .text = Connectez-vous avec { $email }.
    .own = Vous faites déjà partie de { $company }.
    .left = Vous l’avez acceptée, mais vous ne faites plus partie de { $company }. Demandez-en une autre à { $name }.
    .other = Elle a été acceptée avec { $email }, et cette session est celle de { $own }. Pour ouvrir l’entreprise de l’invitation, déconnectez-vous et connectez-vous avec { $email }.
go-to-company = Aller à { $company }
invitation-other = Cette invitation est pour { $email }
    .text = Cette session est celle de { $own }. Déconnectez-vous et ouvrez le lien de nouveau.
invitation-sign-in = Vous avez déjà un compte avec { $email }. Confirmez avec votre mot de passe.
invitation-unknown = Cette invitation n’existe plus
    .text = Le lien est peut-être incomplet. Ouvrez-le de nouveau depuis l’e-mail, ou demandez une autre invitation.
invitation-over = Cette invitation n’est plus valable
    .text = Elle a été annulée, a expiré ou a déjà été acceptée. Demandez-en une autre à la personne qui vous a invité.
other-company = Cette page était d’une autre entreprise
    .text = Vous avez changé d’entreprise dans un autre onglet, et rien n’a été modifié. Vérifiez dans laquelle vous êtes et réessayez.
other-person = Cette page était celle d’une autre personne
    .text = Cette personne s’est déconnectée et vous vous êtes connecté ensuite dans ce navigateur. Rien n’a été modifié. Vérifiez la page et réessayez.
no-company = Ce compte n’appartient à aucune entreprise
    .text = Demandez une nouvelle invitation à quelqu’un de l’entreprise et ouvrez le lien reçu par e-mail. Pour ouvrir votre propre entreprise, utilisez Créer un compte avec cette même adresse et votre mot de passe. Si vous vous connectez avec Google ou une clé d’accès et n’avez pas de mot de passe, créez-en un d’abord par Mot de passe oublié{ "\u00A0" }?
accept = Accepter l’invitation
accepted = Bienvenue chez { $company }.
join = Créer un compte et entrer
join-context = Créez votre compte avec { $email }.

## A forgotten password

forgot = Mot de passe oublié{ "\u00A0" }?
forgot-title = Nouveau mot de passe
    .context = Écrivez l’adresse e-mail de votre compte. Vous recevrez un lien pour choisir un autre mot de passe.
forgot-send = Envoyer le lien
forgot-sent = S’il existe un compte avec cette adresse, le lien est en route. Il est valable une heure.
reset-context = Pour le compte { $email }. Les appareils où vous êtes connecté seront déconnectés.
reset-save = Enregistrer le nouveau mot de passe
reset-others = En plus du mot de passe, continuent d’ouvrir ce compte{ "\u00A0" }:
reset-keys = Vous ne reconnaissez pas une clé d’accès{ "\u00A0" }? Connectez-vous avec le nouveau mot de passe et supprimez-la dans Compte, sous la vérification en deux étapes.
reset-unlink = Dissocier aussi le compte Google
    .help = Il ne se connecte plus ici. Décochez seulement s’il est à vous.
# Of an account whose address nobody had proven.
reset-clears = Jusqu’ici, personne n’a confirmé lire cette adresse e-mail. Par sécurité, l’enregistrement du nouveau mot de passe supprime tout ce qui ouvre aussi le compte, ainsi que la vérification en deux étapes{ "\u00A0" }; réactivez ensuite ce qui est à vous.
# What opens an account besides the password.
way-google = compte Google { $email }
way-passkey = clé d’accès «{ "\u00A0" }{ $name }{ "\u00A0" }»
reset-done = Nouveau mot de passe enregistré. Connectez-vous avec lui.
reset-done-cleared = Nouveau mot de passe enregistré. Tout ce qui ouvrait aussi le compte a été supprimé{ "\u00A0" }: réactivez ce qui est à vous.
reset-unknown = Ce lien n’est plus valable
    .text = Il est valable une heure, et une seule fois. Demandez-en un autre.
reset-again = Demander un autre lien

## E-mails

greeting = Bonjour { $name },
greeting-nobody = Bonjour,
invitation-subject = { $name } vous a invité à { $company }
invitation-line = { $name } vous a invité à travailler dans { $company } sur Orion, comme { $role }.
invitation-button = Accepter l’invitation
# With the name of its zone.
invitation-until = L’invitation est valable jusqu’au { $when }.
invitation-not-known = Si vous ne connaissez pas la personne qui vous invite, ignorez cet e-mail{ "\u00A0" }: il ne se passe rien.
reset-subject = Choisissez un nouveau mot de passe
reset-line = Quelqu’un a demandé un nouveau mot de passe pour votre compte sur Orion.
reset-button = Choisir un nouveau mot de passe
reset-until = Le lien est valable une heure, et une seule fois.
reset-not-asked = Si ce n’était pas vous, ignorez cet e-mail{ "\u00A0" }: votre mot de passe reste le même.
was-reset-subject = Votre mot de passe a été changé
was-reset-line = Le mot de passe de votre compte sur Orion a été changé par un lien envoyé à cette adresse. Les appareils où vous étiez connecté ont été déconnectés.
was-reset-others = En plus du mot de passe, continuent d’ouvrir votre compte{ "\u00A0" }: { $ways }.
was-reset-remove = Vous n’en reconnaissez pas un{ "\u00A0" }? Connectez-vous avec le nouveau mot de passe et supprimez-le. Si la connexion demande une deuxième étape que vous n’avez pas, adressez-vous à qui administre l’installation d’Orion.
was-reset-button = Voir ce qui ouvre le compte
was-reset-not-you = Si ce n’était pas vous, demandez un nouveau mot de passe sur la page de connexion et cherchez qui d’autre lit cette boîte.
ownership-received = La propriété de { $company } vous a été transmise
    .line = Le { $when }, { $name } vous a transmis la propriété de { $company }. Désormais, vous choisissez aussi l’offre et vous vous occupez du paiement.
    .plan = L’entreprise utilise l’offre { $plan }.
    .payment = La carte et l’adresse des factures sont encore celles de { $name }. Pour les changer, ouvrez Abonnement et utilisez Changer de carte et Ouvrir les coordonnées de facturation.
ownership-given = Vous avez transmis la propriété de { $company }
    .line = Le { $when }, vous avez transmis la propriété de { $company } à { $name }. Votre rôle dans l’entreprise est maintenant { $role }, et seul un propriétaire peut changer cela.
    .payment = La carte et l’adresse des factures restent les vôtres jusqu’à ce que { $name } les change dans Abonnement.
    .not-you = Si ce n’était pas vous, choisissez un nouveau mot de passe et adressez-vous à { $name } ou à qui administre cette installation.
    .why = Vous recevez cet e-mail parce que vous étiez propriétaire de { $company }.
ownership-button = Voir l’équipe
