"""Clutter patterns: how the lines that surround an article on a page are worded, kind by kind.

They are matched against a whole line, in lower case, without accents or outer punctuation. Each is
worded as a button, a label or a notice to the reader is, never as a statement: a sentence that
speaks of subscribers, cookies or a newsletter is body text and must not match.
"""

import re

_NETWORK = (
    r"(?:facebook|twitter|linkedin|whatsapp|instagram|youtube|messenger|telegram|pinterest|bluesky|mastodon|"
    r"threads|tiktok|viadeo|e-?mail|mail|courriel|sms|rss|imprimer|copier le lien|lien copie)"
)
_SIGN_UP = (
    r"(?:inscription|inscrivez-vous|abonnez-vous|s'inscrire|s'abonner|je m'inscris|je m'abonne|recevez)"
)
_LETTER = r"(?:newsletters?|lettres? d'informations?|infolettres?|lettre hebdo\w*)"
_YOUR_MAIL = r"(?:votre|l') ?(?:adresse )?(?:e-?mail|mail|courriel|de messagerie|electronique)"
_DATE = r"(?:\w+ )?\d{1,2}(?:er)?[ /.-](?:\w+|\d+)[ /.-]\d{2,4}(?:,? (?:a )?\d{1,2} ?[:h] ?(?:\d\d)?)?"
_STAMP = rf"(?:publiee?|mise? (?:en ligne|a jour)|modifiee?|actualisee?|ecrit)(?: le)?(?: ?:)?(?: {_DATE})?"

_WORDINGS: dict[str, tuple[str, ...]] = {
    "navigation": (
        r"menu(?: principal)?|haut de (?:la )?page|fil d'ariane|vous etes ici.{0,120}",
        r"(?:ouvrir|fermer|afficher|masquer)(?: (?:le|la|les))? (?:menu|recherche|navigation|sous-menu)",
        r"(?:aller|acceder|passer) (?:directement )?(?:au|a la) "
        r"(?:contenu|menu|navigation|recherche|pied de page).{0,12}",
        r"(?:retour|revenir) (?:en haut|a l'accueil|a la liste|a la page|au sommaire|aux (?:actualites|"
        r"resultats)).{0,30}",
        r"accueil(?: ?[>›»/|] ?.{1,120})|(?:page|article|actualite) (?:suivante?|precedente?)|retour",
        r"(?:page )?\d+ (?:sur|/) \d+|page \d{1,4}|\d+/\d+/\d+,? \d+:\d+(?: .{0,160})?|(?:https?|"
        r"file)://\S+ \d+/\d+",
        r"(?:mentions legales|plan du site|politique de confidentialite|"
        r"conditions generales d'utilisation|cgu|"
        r"accessibilite ?: ?(?:non|partiellement|totalement) conforme|se connecter|mon compte)"
        r"(?: ?[|/•·-] ?.{1,120})?",
        r"(?:copyright|©).{0,80}|.{0,60}tous droits reserves.{0,40}|(?:fr|en|es|de)(?: ?[|/] ?(?:fr|en|"
        r"es|de))+",
    ),
    "sharing": (
        rf"{_NETWORK}(?:[ ,|/·•]+{_NETWORK})*",
        rf"(?:partage[rz]? (?:sur|via|par) {_NETWORK} ?)+",
        rf"partage[rz]?(?: ?:| (?:sur|via|par) (?:{_NETWORK}|les reseaux.{{0,10}})|"
        r" (?:cet|cette|l'|la|ce) ?(?:article|page|actualite|info|publication|contenu))?",
        r"(?:suivez|retrouvez|rejoignez)[- ]nous.{0,60}|j'aime|tweeter|envoyer a un ami",
        r"(?:ecouter|imprimer|sauvegarder|enregistrer|offrir)(?: (?:l'|cet |cette )(?:article|page))?",
        r"(?:temps de )?lecture ?:? ?\d+ ?min\w*|\d+ min\w* de lecture|\d+ ?(?:partages?|vues?|"
        r"reactions?|j'aime)",
    ),
    "comments": (
        r"(?:voir|lire|afficher|ajouter|laisser|poster|ecrire|publier|deposer) "
        r"(?:(?:les|un|tous les|vos|votre|des|le|mon) )?(?:\d+ )?commentaires?.{0,12}",
        r"commentaires? ?:? ?\(?\d+\)?|\d+ commentaires?|repondre|signaler(?: un (?:abus|contenu).{0,20})?",
        r"(?:reagir|reagissez)(?: a (?:cet|l') ?article)?|(?:nom|prenom|pseudo|e-?mail|message)s? ?\*|a le a",
        rf"{_YOUR_MAIL} ne sera (?:pas|jamais|ni) .{{0,120}}",
        r"(?:tous )?les champs (?:.{0,40} )?obligatoires.{0,40}",
        r"soyez le premier (?:a|ou la premiere a) (?:donner|commenter|reagir|laisser|poster|publier).{0,50}",
        r"(?:il n'y a )?(?:actuellement |pour le moment |pour l'instant )?aucune? (?:commentaire|reaction)"
        r"(?: (?:(?:pour|sur|concernant|a) (?:cet|l') ?article|pour le moment|pour l'instant).{0,20})?",
        r"merci (?:pour|de) votre (?:commentaire|contribution|reaction).{0,120}",
        r"souhaitez-vous recevoir une notification.{0,120}|(?:me )?prevenir par (?:e-?mail|mail).{0,60}",
        r"vous avez droit a \d+ commentaires?.{0,120}",
        r"(?:vous devez |il faut )?(?:etre|connectez-vous|inscrivez-vous|identifiez-vous).{0,30}pour "
        r"(?:commenter|reagir|contribuer|laisser un commentaire|poster un commentaire).{0,30}",
        r"les commentaires sont (?:fermes|clos|desactives|moderes).{0,60}|votre commentaire (?:sera|"
        r"est) .{0,80}",
    ),
    "subscription": (
        r"(?:article )?(?:(?:reserve )?aux )?abonnes?e?s?|(?:contenu |article )?premium",
        r"(?:cet|cette|ce|l'|la|le) ?(?:article|contenu|page|dossier|suite)(?: de (?:cet|l') ?article)? "
        r"est (?:exclusivement |entierement )?reservee?s? (?:aux|a nos) abonnes.{0,40}",
        r"deja (?:abonnee?|inscrite?|un compte).{0,50}|je me connecte|identifiez-vous",
        r"s'abonner(?: (?:a partir de|pour \d|au journal|en ligne|a l'offre).{0,40})?",
        r"(?:abonnez[- ]vous|m'abonner|je m'abonne|decouvr(?:ir|ez) nos (?:offres|"
        r"abonnements)).{0,70}",
        r"accede[rz] (?:immediatement|tout de suite|en illimite).{0,20}(?:article|contenu|site).{0,20}",
        r"\d+ (?:semaines?|mois|jours?) (?:offerte?s?|gratuite?s?|d'essai)"
        r"(?:,? (?:puis|sans|pour|avec|a|-) .{0,40})?",
        r"sans engagement(?: de duree)?",
        r"il (?:vous )?reste \d+ ?% (?:de cet article|a lire|du contenu).{0,50}|(?:lire|"
        r"voir) la suite.{0,30}",
    ),
    "newsletter": (
        rf"{_SIGN_UP}(?: gratuite(?:ment)?)?[ :–—-].{{0,40}}{_LETTER}.{{0,50}}",
        rf"(?:la |nos |notre )?{_LETTER}|{_YOUR_MAIL} ?\*?|je m'inscris|s'inscrire",
    ),
    "adverts": (
        r"(?:contenu )?sponsorise|(?:voir |consulter )?toutes (?:les|nos) (?:annonces|offres).{0,50}",
        r"decouvrir|en savoir (?:plus|\+)|voir (?:plus|l'annonce|l'offre|tout)|cliquez ici",
        r".{10,160}\[(?:\.\.\.|…)\]",
        r"retrouvez (?:toute |toutes )?(?:l'actualite|l'info|les actualites|nos actualites).{0,90}",
        r"telecharge[rz] (?:notre|l') ?(?:application|appli).{0,60}",
    ),
    "related": (
        r"(?:a )?lire (?:aussi|egalement)(?: ?:.{0,160})?",
        r"(?:sur le|dans la|dans le) meme (?:sujet|theme|rubrique|categorie|dossier)",
        r"articles? (?:lies?|similaires?|associes?|connexes?|recents?|populaires?)|vous aimerez aussi.{0,20}",
        r"(?:les )?(?:(?:sujets|articles|infos|contenus) )?(?:les )?(?:\+|plus) "
        r"(?:lus|lues|commentes|partages|vus|consultes)",
        r"(?:nos |les )?derni(?:ers|eres) (?:articles|actualites|actus|infos)|recommandes? pour vous",
    ),
    "social": (
        r".{0,300}https?://t\.co/\w+.{0,80}|.{0,300}pic\.(?:twitter|x)\.com/\w+.{0,60}",
        r"il y a \d+ (?:jour|heure|minute|semaine|mois|an)s?(?: \d+ \w+)?|(?:tweets?|posts?) (?:de|by|"
        r"par) @?\w+",
        r"(?:suivre |follow )?@\w{2,30}(?: · .{0,30})?|retweete.{0,40}|\d+ (?:followers|retweets|abonnes?)",
    ),
    "press": (
        rf"\d+ mots|{_STAMP}(?:[ ,|•·–-]+(?:par .{{2,40}}|{_STAMP}))?",
        r"(?:credits?(?: photos?)?|photos?(?: credit)?) ?[:©].{0,80}|illustration ?[:©].{0,60}",
        r"(?:photo|image|visuel) (?:d'illustration|dr|archives?).{0,40}|repro(?:duction)? .{2,30}",
    ),
    "cookies": (
        r"(?:ce site|notre site|nous|en (?:poursuivant|continuant)).{0,80}\bcookies\b.{0,250}",
        r"(?:tout |je )?(?:accepter?|refuser?)(?: tout)?(?: (?:tous )?les cookies)?",
        r"(?:gestion|politique) (?:des|de) cookies|continuer sans accepter",
        r"(?:parametrer|personnaliser) (?:mes choix|les cookies|vos choix).{0,10}",
    ),
}

WORDINGS = {kind: re.compile("|".join(wordings)) for kind, wordings in _WORDINGS.items()}
"""One expression a kind, for `fullmatch`."""

MENU_WORDS = re.compile(
    r"accueil|contacts?|nous contacter|contactez-nous|actualites?|actus|agenda|rechercher?|connexion|"
    r"se connecter|"
    r"mon compte|espace (?:client|presse|adherent|membre|personnel)s?|qui sommes-nous|a propos|"
    r"nos (?:services|missions|offres|formations|publications)|services|presse|newsletter|faq|plan du site|"
    r"mentions legales|recrutement|boutique|evenements?|formations?|partenaires?|accessibilite|cookies|cgv|"
    r"donnees personnelles|english|francais"
)
"""Entries of menus: a run of short lines that holds several of them is a menu."""

WEAK_LABELS = re.compile(
    r"en complement|pour aller plus loin|voir aussi|a la une|en ce moment|a lire|en images?|en video|"
    r"partenaires|"
    r"nos partenaires|contact presse|documents? (?:joints?|associes?)|liens? utiles?|publicites?|annonces?|"
    r"commentaires?|reactions?|twitter|facebook"
)
"""Labels that announce body text as well as clutter: only what follows tells."""

CREDIT = re.compile(
    r"\s*(?:\(?(?:Photos?|Crédits?(?:\s+photos?)?|Illustration|"
    r"Image)\s*[:©]\s*[^.!?]{2,40}(?:\.[^.!?\s]{2,20})?\)?|"
    r"©\s?[^.!?]{2,40}|(?<=[.!?»\"”)])\s*Repro\s+[A-ZÀ-Ý.]{2,6})\s*$"
)
"""The credit at the end of a picture's caption."""
