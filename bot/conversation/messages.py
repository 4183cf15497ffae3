"""The messages: every sentence that the assistant says in its own name, in French and in English."""

from typing import Final

from bot.conversation.reply import Language

_TEXTS: Final[dict[str, dict[Language, str]]] = {
    "greeting": {
        "fr": "Bonjour ! Je suis l'assistant de Passerelle, un programme d'intelligence artificielle. "
        "Je réponds à vos questions d'entreprise à partir de documents que vous pouvez ouvrir, et je vous "
        "oriente vers la bonne personne. Que cherchez-vous ?",
        "en": "Hello! I am the Passerelle assistant, an artificial intelligence program. I answer business "
        "questions from documents that you can open (they are in French), and point you to the right "
        "people. What are you looking for?",
    },
    "thanks": {
        "fr": "Avec plaisir ! Je suis un assistant automatique : n'hésitez pas à vérifier les sources, "
        "ou à me poser une autre question.",
        "en": "You are welcome! I am an automatic assistant: do check the sources, or ask me something else.",
    },
    "farewell": {
        "fr": "Au revoir, et bonne continuation dans vos projets ! L'assistant automatique reste à votre disposition.",
        "en": "Goodbye, and all the best with your projects! The automatic assistant remains at your disposal.",
    },
    "identity": {
        "fr": "Je suis Passerelle, un assistant automatique (une intelligence artificielle), pas une personne. "
        "Je réponds uniquement à partir de documents publiés, que je cite, et je dis quand je ne sais pas.",
        "en": "I am Passerelle, an automatic assistant (artificial intelligence), not a person. I answer only "
        "from published documents, which I quote, and I say so when I do not know.",
    },
    "abilities": {
        "fr": "Je suis un assistant automatique. Je réponds, sources à l'appui, aux questions d'entreprise : missions à "
        "l'étranger, appels à projets, groupements d'employeurs, filières et clusters, accompagnement des CCI. "
        "Posez votre question avec vos mots.",
        "en": "I am an automatic assistant. I answer business questions with their sources: missions abroad, calls for "
        "projects, employer groups, industry clusters, support from the chambers. Ask in your own words.",
    },
    "acknowledged": {
        "fr": "Très bien. Je suis l'assistant automatique de Passerelle : que souhaitez-vous savoir ?",
        "en": "All right. I am the Passerelle automatic assistant: what would you like to know?",
    },
    "unknown": {
        "fr": "Je ne trouve pas la réponse à cette question dans mes sources, et je préfère ne rien inventer.",
        "en": "I cannot find the answer to this question in my sources, and I would rather not make one up.",
    },
    "unknown_kind": {
        "fr": "Mes sources ne donnent pas {thing}, et je préfère ne rien inventer.",
        "en": "My sources do not give {thing}, and I would rather not make it up.",
    },
    "off_topic": {
        "fr": "Cette question sort de mon domaine, ou mes sources n'en disent rien. Je réponds aux questions "
        "d'entreprise : missions à l'étranger, appels à projets, groupements d'employeurs, filières, "
        "accompagnement des CCI.",
        "en": "This question is outside my field, or my sources say nothing of it. I answer business questions: "
        "missions abroad, calls for projects, employer groups, industry clusters, support from the chambers.",
    },
    "instructions": {
        "fr": "Je ne peux pas suivre cette consigne. Je suis un assistant automatique qui répond aux questions "
        "d'entreprise à partir de ses sources : missions, appels à projets, groupements d'employeurs, filières.",
        "en": "I cannot follow that instruction. I am an automatic assistant that answers business questions from "
        "its sources: missions, calls for projects, employer groups, industry clusters.",
    },
    "errand": {
        "fr": "Je n'écris, ne traduis ni ne calcule rien : je cite ce que disent mes sources. Je réponds aux questions "
        "d'entreprise : missions à l'étranger, appels à projets, groupements d'employeurs, filières, accompagnement "
        "des CCI.",
        "en": "I do not write, translate or calculate: I quote what my sources say. I answer business questions: "
        "missions abroad, calls for projects, employer groups, industry clusters, support from the chambers.",
    },
    "unreadable": {
        "fr": "Je n'ai pas compris ce message. Pouvez-vous le dire autrement, en une phrase ? Je réponds aux "
        "questions d'entreprise : missions à l'étranger, appels à projets, groupements d'employeurs, filières.",
        "en": "I did not understand this message. Could you put it another way, in one sentence?",
    },
    "distress": {
        "fr": "Appelez le 3114 : c'est le numéro national de prévention du suicide, gratuit, jour et nuit ; une personne "
        "vous écoute. En cas de danger immédiat, appelez le 15 ou le 112 (le 114 par SMS si parler n'est pas possible). "
        "Les entrepreneurs en souffrance ont aussi une écoute gratuite, celle de l'association APESA, au 0 805 65 50 50. "
        "Ce que vous écrivez compte, mais je suis un programme : parlez dès maintenant à l'une de ces personnes, ou à un "
        "proche. Nous reprendrons les questions d'entreprise quand vous le voudrez.",
        "en": "Call 3114: it is France's national suicide prevention line, free, day and night; a person listens to "
        "you. In immediate danger, call 15 or 112 (114 by text message if you cannot speak). The APESA association also "
        "listens to entrepreneurs in distress, free of charge, on 0 805 65 50 50. What you write matters, but I am a "
        "program: please talk to one of these people now, or to someone close. Business questions can wait.",
    },
    "weariness": {
        "fr": "Vous n'avez pas à porter cela sans aide : l'association APESA écoute gratuitement les entrepreneurs en "
        "souffrance au 0 805 65 50 50, et le 3114 répond jour et nuit à toute personne qui a des idées noires ; en cas de "
        "danger, appelez le 15 ou le 112. Je suis un programme et ne remplace personne. Si vous le voulez, dites-moi ce "
        "qui pèse dans votre entreprise : je chercherai qui peut vous y aider.",
        "en": "You need not carry this without help: the APESA association listens to entrepreneurs in distress, free of "
        "charge, on 0 805 65 50 50, and 3114 answers day and night anyone with dark thoughts; in danger, call 15 or 112. "
        "I am a program and replace nobody. If you wish, tell me what weighs on your company: I will look for who can help.",
    },
    "support": {
        "fr": "Si c'est trop lourd à porter : APESA écoute gratuitement les entrepreneurs en souffrance au 0 805 65 50 50, "
        "le 3114 répond jour et nuit, le 15 ou le 112 en cas de danger.",
        "en": "If it is too much to bear: APESA listens to entrepreneurs in distress, free of charge, on 0 805 65 50 50; "
        "3114 answers day and night, 15 or 112 in danger.",
    },
    "medical": {
        "fr": "Je ne peux pas donner d'avis médical : parlez-en à un médecin ou à un pharmacien. En cas d'urgence "
        "(douleur dans la poitrine, malaise, difficulté à respirer), appelez le 15 ou le 112. Je réponds aux questions "
        "d'entreprise.",
        "en": "I cannot give medical advice: please talk to a doctor or a pharmacist. In an emergency (chest pain, "
        "fainting, trouble breathing), call 15 or 112. I answer business questions.",
    },
    "discrimination": {
        "fr": "Je ne peux pas aider à cela : écarter une personne pour son sexe, son origine, sa religion, son âge, sa santé, "
        "son handicap, sa grossesse ou tout autre critère interdit est une discrimination, punie par la loi. Je peux vous "
        "aider à recruter sur les compétences ; pour vos droits et devoirs, le Défenseur des droits répond au 39 28.",
        "en": "I cannot help with that: turning someone away for their sex, origin, religion, age, health, disability, "
        "pregnancy or another forbidden ground is discrimination, punished by French law. I can help you recruit on "
        "skills; for rights and duties, the Défenseur des droits answers on 39 28.",
    },
    "fraud": {
        "fr": "Je ne peux pas aider à contourner la loi. Si des charges, un impôt ou une dette vous pèsent, il existe des "
        "voies légales, comme demander un délai de paiement à l'organisme : parlez-en à un expert-comptable ou à votre "
        "chambre. Dites-moi votre difficulté, je chercherai qui peut vous y aider.",
        "en": "I cannot help to get around the law. If charges, a tax or a debt weigh on you, there are lawful ways, such as "
        "asking for time to pay: talk to a chartered accountant or to your chamber. Tell me the difficulty, and I will "
        "look for who can help.",
    },
    "insult": {
        "fr": "Un assistant automatique peut agacer, je le comprends. Dites-moi ce que vous cherchez pour "
        "votre entreprise, et je ferai de mon mieux ; votre chambre peut aussi vous répondre de vive voix.",
        "en": "I understand that an automatic assistant may be annoying. Tell me what you are looking for, and I will do my "
        "best; your chamber can also answer you in person.",
    },
    "legal_advice": {
        "fr": "Ceci n'est pas un conseil juridique : pour votre cas, voyez un avocat, un expert-comptable ou le service "
        "juridique de votre chambre.",
        "en": "This is not legal advice: for your own case, see a lawyer, a chartered accountant or your chamber's legal "
        "service.",
    },
    "known": {"fr": "Ce que mes sources disent de proche : {quote}", "en": "The closest my sources say (in French): {quote}"},
    "frame": {"en": "Here is what my sources say (quoted in French):"},
    "more": {
        "fr": "Voulez-vous que je vous en dise plus sur ce point ?",
        "en": "Shall I tell you more about this?",
    },
    "no_more": {
        "fr": "Mes sources n'en disent pas plus sur ce point.",
        "en": "My sources say no more about this.",
    },
    "noted": {"fr": "C'est noté : {facts}.", "en": "Noted (in French): {facts}."},
    "noted_change": {"fr": "C'est noté.", "en": "Noted."},
    "passed": {"fr": "Entendu, passons.", "en": "All right, let us move on."},
    "proposals": {
        "fr": "Voici ce que mon catalogue propose de plus proche, avec les raisons ; la première piste, telle que "
        "sa source la décrit :",
        "en": "Here is the closest that my catalogue holds, with the reasons; the first one, as its source (in French) "
        "describes it:",
    },
    "proposals_alone": {
        "fr": "Voici ce que mon catalogue propose de plus proche, avec les raisons.",
        "en": "Here is the closest that my catalogue holds, with the reasons.",
    },
    "updated": {
        "fr": "J'en tiens compte dans mes propositions, que voici.",
        "en": "My proposals, below, now take it into account.",
    },
    "nothing_fits": {
        "fr": "Je ne trouve rien dans mon catalogue qui réponde à ce besoin.",
        "en": "I find nothing in my catalogue that answers this need.",
    },
    "ask_need": {"fr": "Que cherchez-vous pour votre entreprise ?", "en": "What is your company looking for?"},
    "creator": {
        "fr": "Vous créez votre entreprise : ni SIRET ni statuts ne sont demandés ici pour être mis en relation.",
        "en": "You are creating your company: no registration number is needed here to be put in touch.",
    },
    "invite_offre": {
        "fr": "Déposez cette offre : une entreprise proche la cherche peut-être.",
        "en": "Deposit this offer: a company nearby may be looking for it.",
    },
    "invite_besoin": {
        "fr": "Déposez ce besoin : une entreprise proche y répond peut-être.",
        "en": "Deposit this need: a company nearby may answer it.",
    },
    "invite_group": {
        "fr": "Déposez ce besoin de salarié partagé : d'autres entreprises proches en ont peut-être un qui le complète.",
        "en": "Deposit this need for a shared worker: other companies nearby may have one that completes it.",
    },
    "writer_down": {
        "fr": "Le modèle de langue ne répond pas : les réponses sont faites d'extraits.",
        "en": "The language model does not answer: replies are made of extracts.",
    },
    "voice": {
        "fr": "« Nous », « notre », « je » : ce sont les mots de la source ({titles}), non ceux de cet assistant.",
        "en": "“Nous” (we), “notre” (our), “je” (I): these are the words of the source ({titles}), not of this assistant.",
    },
    "degraded": {
        "fr": "La rédaction automatique n'est pas disponible : voici les phrases mêmes des sources.",
        "en": "Automatic writing is not available: here are the very sentences of the sources.",
    },
    "contact": {
        "fr": "Pour une réponse sûre, adressez-vous à {contact}.",
        "en": "For a reliable answer, please contact {contact}.",
    },
    "partial": {
        "fr": "Je n'ai pas trouvé dans mes sources de réponse à cette partie de votre question : « {part} ».",
        "en": "My sources do not answer this part of your question: “{part}”.",
    },
    "beyond": {
        "fr": "Mes sources ne disent rien de « {narrow} », ni du département ou de la région autour.",
        "en": "My sources say nothing of “{narrow}”, nor of the département or the region around it.",
    },
    "only_around": {
        "fr": "Mes sources ne disent rien de « {narrow} » en particulier ; elles parlent du territoire autour : {around}.",
        "en": "My sources say nothing of “{narrow}” in particular; they tell of the territory around: {around}.",
    },
    "unsure": {
        "fr": "Je ne suis pas sûr que cela réponde à votre question : lisez ces phrases dans leurs sources, ou "
        "demandez à {contact}.",
        "en": "I am not sure that this answers your question: read these sentences in their sources, or ask {contact}.",
    },
    "past_date": {
        "fr": "Échéance passée ({when}) : ce que la source annonçait appartient désormais au passé. "
        "Renseignez-vous avant de vous y fier.",
        "en": "Date gone by ({when}): what the source announced now belongs to the past. Check before "
        "relying on it.",
    },
    "old_source": {
        "fr": "Source ancienne : « {title} » date {when} ; la situation a pu changer depuis.",
        "en": "Old source: “{title}” dates from {when}; things may have changed since.",
    },
    "undated_source": {
        "fr": "La date de la source « {title} » n'est pas connue.",
        "en": "The date of the source “{title}” is not known.",
    },
    "uncertain_date": {
        "fr": "« {title} » date {when}, d'après son contenu : la date exacte n'est pas donnée.",
        "en": "The date of “{title}” ({when}) was deduced from its content.",
    },
    "disagreement": {
        "fr": "Ces sources ne donnent pas {what} : {newer} et {older}. Les deux sont citées ; à vérifier avant de "
        "vous en servir.",
        "en": "These sources do not give {what}: {newer} and {older}. Both are quoted; check before relying on them.",
    },
    "differs_date": {"fr": "la même date", "en": "the same date"},
    "differs_amount": {"fr": "le même montant", "en": "the same amount"},
    "differs_number": {"fr": "le même nombre", "en": "the same number"},
    "dated_title": {"fr": "« {title} » ({when})", "en": "“{title}” ({when})"},
    "no_date": {"fr": "sans date connue", "en": "date unknown"},
    "thing_number": {"fr": "ce nombre", "en": "this number"},
    "thing_date": {"fr": "cette date", "en": "this date"},
    "thing_phone": {"fr": "ce numéro de téléphone", "en": "this telephone number"},
    "thing_email": {"fr": "cette adresse électronique", "en": "this e-mail address"},
    "thing_url": {"fr": "cette adresse internet", "en": "this web address"},
    "thing_address": {"fr": "cette adresse", "en": "this address"},
    "thing_charge": {"fr": "de prix à ce sujet", "en": "any price for this"},
    "thing_price": {"fr": "ce prix", "en": "this price"},
    "thing_amount": {"fr": "ce montant", "en": "this amount"},
    "thing_percent": {"fr": "ce pourcentage", "en": "this percentage"},
    "thing_age": {"fr": "cet âge", "en": "this age"},
    "thing_duration": {"fr": "cette durée", "en": "this duration"},
    "thing_hours": {"fr": "ces horaires", "en": "these hours"},
    "thing_deadline": {"fr": "cette date limite", "en": "this deadline"},
    "thing_person": {"fr": "ce nom", "en": "this name"},
    "thing_body": {"fr": "ce nom", "en": "this name"},
    "thing_country": {"fr": "ce pays", "en": "this country"},
    "thing_town": {"fr": "cette commune", "en": "this town"},
    "thing_procedure": {"fr": "la marche à suivre", "en": "how to go about it"},
    "thing_stance": {"fr": "de réponse sur ce sujet", "en": "any answer on this"},
    "thing_frequency": {"fr": "cette fréquence", "en": "how often"},
    "thing_place": {"fr": "ce lieu", "en": "this place"},
}  # fmt: skip

CHOICES: Final[dict[str, tuple[str, ...]]] = {
    "effectif": (
        "Aucun salarié", "1 à 9 salariés", "10 à 49 salariés", "50 à 249 salariés", "Plus de 249 salariés",
    ),
    "code_naf": ("Industrie", "Agroalimentaire", "Bâtiment", "Commerce", "Restauration", "Agriculture"),
    "forme_juridique": ("Entreprise individuelle", "Micro-entreprise", "SARL", "SAS", "Association"),
    "created": ("Pas encore créée", "Depuis 1 an", "Depuis 3 ans", "Depuis 5 ans", "Depuis 10 ans"),
    "to_be_created": ("Elle existe déjà", "Elle est à créer"),
    "needs": (
        "Vendre à l'étranger", "Recruter", "Partager un salarié", "Trouver des fournisseurs locaux",
        "Trouver des clients", "Numérique", "Transition écologique", "Créer mon entreprise",
    ),
}  # fmt: skip
"""Answers to pick from, by field of the profile: each is read like any other message."""


def say(key: str, language: Language, **values: str) -> str:
    """Give a message in a language, its places filled.

    >>> say("contact", "fr", contact="la CCI du Lot")
    'Pour une réponse sûre, adressez-vous à la CCI du Lot.'
    """
    return _TEXTS[key][language].format(**values)
