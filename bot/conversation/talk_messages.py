"""The messages of small talk, of asides and of what needs a person: no source stands behind them."""

from typing import Final

from bot.conversation.reply import Language, ReplyKind
from bot.conversation.small_talk import Intent

TALK: Final[dict[str, dict[Language, str]]] = {
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
    "sources": {
        "fr": "Je réponds à partir de {count} documents publiés, dont je cite les passages : {titles}. Chaque réponse dit l'âge de "
        "ce qu'elle cite. Mes propositions viennent d'un catalogue, qui dit lui aussi d'où il tient ce qu'il avance.",
        "en": "I answer from {count} published documents, whose passages I quote: {titles}. Each answer tells the age of what it "
        "quotes. My proposals come from a catalogue, which also tells whence it has what it says.",
    },
    "sources_some": {
        "fr": "Je réponds à partir de documents publiés, dont je cite les passages. En voici {count} : {titles}. Chaque réponse dit "
        "l'âge de ce qu'elle cite. Mes propositions viennent d'un catalogue, qui dit lui aussi d'où il tient ce qu'il avance.",
        "en": "I answer from published documents, whose passages I quote. Here are {count} of them: {titles}. Each answer tells "
        "the age of what it quotes. My proposals come from a catalogue, which also tells whence it has what it says.",
    },
    "sources_none": {
        "fr": "Je réponds à partir de documents que je cite, mais aucun ne m'a encore été donné.",
        "en": "I answer from documents that I quote, but none has been given to me yet.",
    },
    "around": {"fr": "{when} environ", "en": "around {when}"},
    "grounds": {
        "fr": "Ma réponse s'appuie sur {titles}. Voici, mot pour mot, les phrases qu'elle cite ; leur numéro les ouvre à leur "
        "place, pour que vous puissiez en juger.",
        "en": "My answer rests on {titles}. Here are, word for word, the sentences that it quotes; their number opens them in "
        "their place, so that you can judge.",
    },
    "rewording": {
        "fr": "Je ne résume, ne simplifie ni ne traduis : je risquerais de changer le sens. La phrase de mes sources qui répond le "
        "mieux :",
        "en": "I neither summarise, simplify nor translate: I might change the meaning. The sentence of my sources that answers "
        "best (in French):",
    },
    "privacy": {
        "fr": "Vos messages, mes réponses et les passages cités sont gardés {days} jours, sans votre nom ni votre adresse, pour "
        "que vous puissiez les relire ; n'écrivez rien de confidentiel. La page « Confidentialité » dit tout ce qui est "
        "gardé, et permet de le télécharger et de l'effacer.",
        "en": "Your messages, my answers and the passages quoted are kept for {days} days, without your name or address, so "
        "that you can read them again; do not type anything confidential. The “Privacy” page tells all that is kept, and "
        "lets you download and erase it.",
    },
    "complaint": {
        "fr": "Ma réponse ne convient pas, et j'en prends note si vous la marquez d'un pouce baissé. Dites-moi ce que vous cherchez "
        "en d'autres mots, avec le nom ou le lieu dont il s'agit ; sinon, {contact} vous répondra.",
        "en": "My answer does not suit; a thumb down lets us know. Tell me what you are looking for in other words, with the name "
        "or the place it is about; otherwise, please ask {contact}.",
    },
    "service": {
        "fr": "Me poser une question ne demande ni compte ni paiement. Pour ce dont parlent mes sources, une mission par exemple, "
        "dites-moi laquelle : je chercherai ce qu'elles disent de son prix.",
        "en": "Asking me a question takes no account and no payment. For what my sources speak of, a mission for instance, tell me "
        "which one: I will look for what they say of its price.",
    },
    "person": {
        "fr": "Je suis un programme. Pour parler à une personne, adressez-vous à {contact}.",
        "en": "I am a program. To talk to a person, please contact {contact}.",
    },
    "person_near": {
        "fr": "Je suis un programme. Voici qui peut vous répondre de vive voix, pour votre territoire.",
        "en": "I am a program. Here is who can answer you in person, for your area.",
    },
}

REPLIES: Final[dict[Intent, tuple[ReplyKind, str]]] = {
    Intent.GREETING: ("small_talk", "greeting"),
    Intent.THANKS: ("small_talk", "thanks"),
    Intent.FAREWELL: ("small_talk", "farewell"),
    Intent.IDENTITY: ("small_talk", "identity"),
    Intent.ABILITIES: ("small_talk", "abilities"),
    Intent.AGREEMENT: ("small_talk", "acknowledged"),
    Intent.MORE: ("small_talk", "acknowledged"),
    Intent.REFUSAL: ("small_talk", "acknowledged"),
    Intent.INSTRUCTIONS: ("abstention", "instructions"),
    Intent.ERRAND: ("abstention", "errand"),
    Intent.UNREADABLE: ("clarification", "unreadable"),
    Intent.DISTRESS: ("small_talk", "distress"),
    Intent.WEARINESS: ("small_talk", "weariness"),
    Intent.INSULT: ("small_talk", "insult"),
    Intent.MEDICAL: ("abstention", "medical"),
    Intent.DISCRIMINATION: ("abstention", "discrimination"),
    Intent.FRAUD: ("abstention", "fraud"),
}
"""The kind and the message of the reply to what is no question and no aside."""
