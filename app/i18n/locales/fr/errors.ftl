### Faults and field problems. Each says what happened, what it means and what to press.

## Faults: title, what happened, what it means, what to press.

unauthenticated = Connectez-vous pour continuer
    .what = Votre session est terminée ou n’a pas encore commencé.
    .meaning = Ce que vous avez enregistré est conservé et les synchronisations se poursuivent.
    .press = Se connecter

to-overview = Aller à la vue d’ensemble

forbidden = Votre rôle ne permet pas cette action
    .what = L’action demande une autorisation que votre rôle n’a pas dans cette entreprise.
    .meaning = Rien n’a été modifié. Un administrateur de l’entreprise peut s’en charger ou changer votre rôle.

# In the place of a page that the role may not see.
page-unseen = Votre rôle ne voit pas cette page
    .what = Elle demande une autorisation que votre rôle n’a pas dans cette entreprise.
    .ask = Demandez à un administrateur de l’entreprise ce dont vous avez besoin ici, ou un autre rôle.
    .refused = Ce que vous avez envoyé n’a pas été fait{ "\u00A0" }: votre rôle a changé depuis l’ouverture de cette page. Rien n’a été modifié.
    .able = Qui peut vous aider{ "\u00A0" }: { $names }

not-found = Cette page est introuvable
    .what = L’adresse n’existe pas ou l’élément n’est pas dans cette entreprise.
    .outside = L’adresse n’existe pas ou n’est plus valable. Vérifiez qu’elle est complète.
    .meaning = Vos ventes ne sont pas concernées. Si l’élément est dans une autre de vos entreprises, changez d’entreprise et ouvrez l’adresse de nouveau{ "\u00A0" }; sinon, cherchez-le avec la recherche.

invalid = Certains champs sont à corriger
    .what = L’indication se trouve sous chaque champ signalé.
    .meaning = Rien n’a encore été enregistré. Votre saisie est conservée.
# After it, where the form has such fields.
secrets-again = Seuls les mots de passe et les clés sont à saisir de nouveau.

conflict = Cet élément a changé
    .what = Une autre personne ou une synchronisation a modifié l’élément, ou son état actuel ne permet pas l’action.
    .meaning = Votre modification n’a pas été enregistrée. La version actuelle reste valable{ "\u00A0" }: voyez où elle en est et, si cela a encore un sens, modifiez de nouveau.

too-many-views = Vous gardez déjà 50 vues de cette page
    .what = Une personne garde au plus 50 vues de chaque page.
    .meaning = Rien n’a été modifié. Retirez-en une que vous n’utilisez plus et enregistrez à nouveau.

analytics-too-long = La période est trop longue pour ce fichier
    .what = Compter les clients et les régions sur tant de jours prend plus de temps qu’on n’en attend pour un fichier.
    .meaning = Aucune vente n’a été modifiée. Choisissez moins de jours ou exportez les autres tableaux en CSV.
    .press = Retour aux analyses

export-too-long = La sélection ne tient pas dans un fichier Excel
    .what = Une feuille Excel contient au plus 1 048 575 ventes.
    .meaning = Aucune vente n’a été modifiée. Limitez la période ou exportez en CSV, sans limite.
    .press = Retour aux ventes

products-too-long = Les produits ne tiennent pas dans un fichier Excel
    .what = Une feuille Excel contient au plus 1 048 575 produits.
    .meaning = Aucun produit n’a été modifié. Cherchez-en une partie ou exportez en CSV, sans limite.
    .press = Retour aux produits

customers-too-long = Les clients ne tiennent pas dans un fichier Excel
    .what = Une feuille Excel contient au plus 1 048 575 clients.
    .meaning = Aucun client n’a été modifié. Filtrez-en une partie ou exportez en CSV, sans limite.
    .press = Retour aux clients

throttled = De nombreux essais en peu de temps
    .what = De nouveaux essais seront acceptés dans { $wait }.
    .meaning = C’est une protection de votre compte. Rien n’a été modifié et les synchronisations se poursuivent.
    .press = Réessayer

# quota is the code of what is limited; limit, used and more are figures, more is none where there is no limit.
quota-exceeded = La limite de l’offre est atteinte
    .what = { $quota ->
        [orders] L’offre { $plan } comprend { $limit } commandes par mois
        [connections] L’offre { $plan } comprend { $limit } connexions
        [members] L’offre { $plan } comprend { $limit } personnes, invitations ouvertes comprises
       *[validations] L’offre { $plan } comprend { $limit } produits vérifiés par mois
    }, et { $used } sont déjà utilisés.
    .next = L’offre { $next } comprend { $more ->
        [none] autant qu’il vous faut, par contrat
       *[other] { $more } et coûte { $price } par mois
    }.
    .meaning = Ce qui est déjà entré reste disponible. L’action n’a pas été effectuée.
    .press = Voir les offres

unavailable = Orion n’est pas disponible pour le moment
    .what = Le service démarre, est en maintenance ou n’a pas accès aux données.
    .meaning = Ce qui était enregistré est conservé. Les synchronisations reprendront où elles se sont arrêtées.
    .press = Réessayer

internal = Une panne est survenue de notre côté
    .what = L’action n’a pas abouti. Référence : { $reference }
    .meaning = Ce qui était enregistré est conservé. Si cela se reproduit, indiquez la référence au support.
    .press = Réessayer

# Of an address that alerts are sent to.
hook-untaken = L’adresse n’a pas accepté le test
    .late = Elle n’a pas répondu à temps.
    .unreached = Impossible de la joindre{ "\u00A0" }: le nom n’existe pas, la connexion a été refusée ou le certificat n’est pas valide.
    .failing = Son serveur a répondu par une erreur ou a demandé d’attendre.
    .refused = Elle a refusé le message{ "\u00A0" }: l’adresse a peut-être été supprimée ou remplacée, ou se trouve dans un réseau qui ne peut pas être appelé.
    .meaning = Les alertes continuent par e-mail et vers les autres adresses.
    .press = Vérifier l’adresse

# Of payments, where another platform would be its own matter.
payments-away = Stripe n’a pas terminé l’action
    .what = Le service de paiement n’a pas répondu comme il faut, ou n’a pas accepté la demande.
    .meaning = Les commandes et les synchronisations continuent normalement. Ouvrez la page de l’abonnement, vérifiez où il en est et réessayez dans quelques minutes.
    .press = Réessayer

## Faults of a platform: the title with its name, then what happened and what to press by kind.

upstream = Problème de connexion avec { $platform }
    .meaning = Aucune commande n’est perdue ; elles entreront dès que la connexion sera rétablie.

upstream-auth = La plateforme a refusé la clé d’accès.
    .press = Réautoriser

upstream-permission = La clé d’accès est valide, mais il lui manque des autorisations.
    .press = Voir les autorisations nécessaires

upstream-rate-limit = La plateforme limite le nombre de requêtes pour un moment.
    .press = Réessayer

upstream-timeout = La boutique a mis trop de temps à répondre.
    .press = Réessayer

upstream-network = La boutique n’a pas pu être jointe par le réseau.
    .press = Réessayer

upstream-tls = Le certificat de sécurité (TLS) de la boutique n’est pas valide.
    .press = Vérifier l’adresse

upstream-dns = L’adresse de la boutique n’existe pas sur Internet.
    .press = Corriger l’adresse

upstream-blocked-address = L’adresse mène à un réseau privé, auquel Orion n’accède pas.
    .press = Corriger l’adresse

upstream-redirect = La boutique a renvoyé la requête vers une autre adresse. Par sécurité, la clé d’accès n’y a pas été envoyée.
    .press = Corriger l’adresse

upstream-not-the-platform = L’adresse a répondu, mais pas avec cette plateforme.
    .press = Corriger l’adresse

upstream-not-found = La boutique n’a plus l’élément demandé, ou son accès pour programmes (API) est désactivé.
    .press = Voir les instructions

upstream-server = La boutique a répondu par une panne interne.
    .press = Réessayer

upstream-too-large = La boutique a envoyé d’un coup plus de données que Orion n’en lit.
    .press = Voir les détails

upstream-protocol = La réponse de la boutique est incomplète ou d’un format inattendu.
    .press = Réessayer

upstream-clock = L’horloge de la boutique est fausse, elle refuse donc les clés{ "\u00A0" }: demandez à l’hébergeur de la régler.
    .press = Réessayer

upstream-rejected = La plateforme n’a pas accepté l’opération.
    .press = Voir les détails

## Under a field: what to do.

field-required = Remplissez ce champ.
field-too-short = Utilisez au moins { $min ->
    [one] { $min } caractère
   *[other] { $min } caractères
}.
field-too-long = Utilisez au plus { $max ->
    [one] { $max } caractère
   *[other] { $max } caractères
}.
field-format = Vérifiez le format de ce champ.
field-characters = Retirez les signes que ce champ n’accepte pas.
field-out-of-range = Utilisez une valeur dans l’intervalle accepté.
field-before-start = La date de fin précède la date de début.
field-taken = Cette valeur est déjà utilisée. Choisissez-en une autre.
field-unknown = Cette valeur est introuvable. Vérifiez la saisie.
field-too-common = Ce mot de passe figure sur des listes connues. Choisissez-en un autre.
field-personal = Ce mot de passe est fait de votre nom, de votre adresse e-mail ou du nom de l’entreprise. Choisissez-en un autre.
field-check-digit = Les chiffres de contrôle ne correspondent pas. Vérifiez le numéro.
field-blocked-address = Utilisez l’adresse publique de la boutique ; celle-ci mène à un réseau privé.
field-address-changed = Saisissez-la de nouveau : la valeur enregistrée n’est pas envoyée à une autre adresse.
