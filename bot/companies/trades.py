"""The trades: how people name what they do, and the NAF code it falls under.

A code stops at the level that the words surely say: a « menuisier » fits joinery (43.32), wood or metal.
"""

# code: what the person is called | what the company is called. Feminines and plurals are worked out.
TRADES = """
01: agriculteur, paysan, exploitant agricole | exploitation agricole, ferme
01.13Z: maraîcher | exploitation maraîchère, maraîchage
01.13: producteur de légumes, producteur de melons |
01.16Z: producteur de chanvre, chanvrier | culture de chanvre
01.11Z: céréalier |
01.21Z: viticulteur, vigneron | domaine viticole, exploitation viticole, vignoble
01.2: arboriculteur, producteur de fruits, producteur de noix, nuciculteur | verger
01.28Z: safranier, producteur de safran, producteur de plantes aromatiques | safranière
01.25Z: trufficulteur | truffière
01.3: pépiniériste, horticulteur | pépinière
01.4: éleveur | élevage
01.45Z: éleveur de brebis, éleveur de moutons, éleveur de chèvres, chevrier, berger | chèvrerie
01.47Z: aviculteur, éleveur de volailles, éleveur de canards | élevage de canards
01.49Z: apiculteur | miellerie
02.20Z: bûcheron, exploitant forestier | exploitation forestière
02: | entreprise forestière, entreprise de travaux forestiers
03: pêcheur, ostréiculteur, pisciculteur | pisciculture
08: carrier | carrière, exploitation de carrière
10: industriel agroalimentaire | agroalimentaire, agro-alimentaire, industrie alimentaire, fabricant alimentaire
10.1: salaisonnier, transformateur de viande | salaison, charcuterie industrielle, abattoir
10.13B: charcutier | charcuterie
10.13A: conserveur, producteur de foie gras, transformateur de canard | conserverie de viande, conserverie de canard
10.3: transformateur de légumes, transformateur de fruits, transformateur de noix | légumerie
10.39B: confiturier | confiturerie
10.39A: conservateur de légumes | conserverie de légumes, conserverie
10.41: moulinier, huilier | huilerie, moulin à huile
10.5: fromager, affineur, crémier | fromagerie, laiterie
10.52Z: glacier | fabrique de glaces
10.61A: meunier, minotier | minoterie, meunerie
10.71C: boulanger, boulanger-pâtissier | boulangerie, boulangerie-pâtisserie, fournil
10.71D: pâtissier | pâtisserie
10.72Z: biscuitier | biscuiterie
10.73Z: | fabrique de pâtes
10.82Z: chocolatier, confiseur | chocolaterie, confiserie
10.83Z: torréfacteur | brûlerie, torréfaction, atelier de torréfaction
10.85Z: | fabrique de plats cuisinés, plats cuisinés
11.01Z: distillateur, liquoriste | distillerie
11.02B: | cave vinicole, cave coopérative
11.05Z: brasseur | brasserie artisanale, microbrasserie, micro-brasserie
13: tisserand, filateur | filature, tissage, textile, entreprise textile
14: couturier, modéliste, confectionneur | atelier de couture, atelier de confection, confection, habillement
14.1: | marque de vêtements, marque de mode
15: maroquinier, tanneur, sellier, gantier | maroquinerie, tannerie, mégisserie, ganterie
15.20Z: bottier, fabricant de chaussures | fabrique de chaussures
16: scieur | bois, filière bois, travail du bois
16.10A: | scierie
16.23Z: charpentier industriel | fabrique de charpentes, fabrication de menuiseries
16.24Z: tonnelier | tonnellerie, fabrique de palettes, caisserie
16.29Z: tourneur sur bois | vannerie
17: cartonnier, papetier industriel | cartonnerie, papeterie industrielle
18.1: imprimeur, sérigraphe | imprimerie, sérigraphie
20: chimiste | chimie, industrie chimique
20.42Z: fabricant de cosmétiques, savonnier, parfumeur | cosmétique, cosmétiques, savonnerie, marque de cosmétiques
21: | laboratoire pharmaceutique, industrie pharmaceutique
22: plasturgiste | plasturgie, injection plastique
23: | cimenterie, tuilerie, briqueterie
23.4: potier, céramiste | poterie, atelier de céramique, faïencerie
23.70Z: marbrier, tailleur de pierre | marbrerie
23.1: verrier, souffleur de verre | verrerie
24: fondeur | fonderie, métallurgie, aciérie
25: | mécanique de précision
25.6: usineur, tourneur-fraiseur, décolleteur | usinage, mécanique générale, atelier d'usinage, décolletage, traitement de surface
25.11Z: chaudronnier, métallier | chaudronnerie, métallerie, construction métallique
25.71Z: coutelier | coutellerie
26: | électronique, fabricant d'électronique
27: | fabricant de matériel électrique
28: fabricant de machines, constructeur de machines | machines agricoles, machinisme
30.3: | aéronautique, aérospatial, sous-traitant aéronautique, sous-traitance aéronautique
31: ébéniste, fabricant de meubles, cuisiniste fabricant | ébénisterie, fabrique de meubles, ameublement
32.1: bijoutier, joaillier, orfèvre | bijouterie artisanale, joaillerie
32.50A: prothésiste dentaire, fabricant de prothèses auditives, orthésiste | audioprothèse, prothèse auditive, prothèses auditives
32.2: luthier, facteur d'orgues, facteur de pianos | lutherie
32.40Z: fabricant de jouets | fabrique de jouets
33: | maintenance industrielle
35.1: | centrale solaire, producteur d'électricité
37: vidangeur | assainissement
38: recycleur, ferrailleur | recyclage, déchetterie, centre de tri, gestion des déchets
41.20: constructeur de maisons, maître d'oeuvre | construction de maisons, bâtiment, gros oeuvre, entreprise générale de bâtiment
F: entrepreneur du bâtiment, artisan du bâtiment | btp, entreprise du bâtiment, construction
42: | travaux publics, entreprise de travaux publics
43.12: terrassier | terrassement
43.21A: électricien | électricité générale, entreprise d'électricité
43.22: plombier, chauffagiste, plombier-chauffagiste, frigoriste, climaticien, installateur de pompes à chaleur | plomberie, chauffage, climatisation
43.31Z: plâtrier, plaquiste | plâtrerie
43.32: menuisier, serrurier, poseur de fenêtres | menuiserie, serrurerie
43.32C: agenceur | agencement
43.33Z: carreleur, solier | carrelage
43.34Z: peintre en bâtiment, peintre-décorateur, vitrier | peinture en bâtiment, entreprise de peinture, miroiterie
43.91: couvreur, charpentier, zingueur | charpente, couverture, entreprise de charpente
43.99C: maçon | maçonnerie
43.29A: | isolation, entreprise d'isolation
43.2: installateur de panneaux solaires | photovoltaïque
43: | second oeuvre, rénovation énergétique, rénovation
45.1: concessionnaire automobile, vendeur de voitures | concession automobile
45.20: garagiste, carrossier, mécanicien automobile, mécanicien auto | garage, garage automobile, carrosserie
46: grossiste, négociant | négoce, commerce de gros, centrale d'achat
46.3: grossiste alimentaire, négociant en vins, caviste en gros | grossiste en fruits et légumes
47: commerçant, détaillant, boutiquier | commerce, boutique, magasin, commerce de détail, concept-store
47.11: épicier | épicerie, supérette, supermarché, épicerie fine
47.21Z: primeur, marchand de légumes | magasin de producteurs, magasin de fruits et légumes
47.22Z: boucher, boucher-charcutier | boucherie, boucherie-charcuterie
47.23Z: poissonnier | poissonnerie
47.25Z: caviste | cave à vin, cave à vins
47.26Z: buraliste | bureau de tabac, tabac-presse
47.3: pompiste | station-service
47.41Z: | magasin d'informatique
47.5: quincaillier, droguiste | quincaillerie, droguerie, magasin de bricolage, magasin de meubles
47.61Z: libraire | librairie
47.62Z: | papeterie, maison de la presse
47.64Z: | magasin de sport
47.65Z: | magasin de jouets
47.71Z: | magasin de vêtements, boutique de vêtements, prêt-à-porter
47.72: chausseur | magasin de chaussures
47.73Z: pharmacien | pharmacie, officine
47.74Z: audioprothésiste | centre d'audioprothèse, centre auditif, magasin d'audioprothèse
47.75Z: | parfumerie
47.76Z: fleuriste, animalier | jardinerie, animalerie
47.77Z: horloger | bijouterie, horlogerie
47.78A: opticien | magasin d'optique
47.79Z: brocanteur, antiquaire | friperie, brocante, dépôt-vente, ressourcerie, recyclerie
47.8: commerçant ambulant, marchand ambulant, forain |
47.91: e-commerçant | e-commerce, boutique en ligne, site de vente en ligne
49: transporteur, routier, ambulancier | transport, transport routier, entreprise de transport
49.32Z: taxi, chauffeur de taxi, chauffeur vtc, vtc |
49.42Z: déménageur | déménagement, entreprise de déménagement
52: logisticien | logistique, entrepôt
53.20Z: coursier, livreur à vélo | messagerie express, messagerie de colis, société de messagerie, entreprise de messagerie
55: gérant de gîte, propriétaire de gîte | hébergement touristique, gîte, chambre d'hôtes, gîtes
55.10Z: hôtelier | hôtel, hôtellerie, hôtel-restaurant
55.30Z: | camping
56: restaurateur | restauration
56.10A: chef cuisinier, crêpier | restaurant, resto, crêperie, pizzeria, auberge, brasserie, bistrot
56.10C: | food-truck, food truck, foodtruck, kebab, snack, sandwicherie
56.21Z: traiteur | service traiteur
56.29: | restauration collective, cantine
56.30Z: cafetier, barman | bar, café, salon de thé, pub
58: éditeur | maison d'édition
58.2: éditeur de logiciels | logiciel, édition de logiciels
59: réalisateur, vidéaste, producteur audiovisuel | production audiovisuelle, audiovisuel
61: opérateur télécom | télécom, télécoms
62: développeur, informaticien, développeur web, programmeur | informatique, numérique, start-up numérique, startup numérique, esn, intelligence artificielle
62.01Z: développeur de logiciels, développeur d'applications | start-up logicielle
62.02A: consultant informatique, consultant en informatique | conseil en informatique
63: hébergeur web | plateforme en ligne, portail internet
66.22Z: courtier, agent d'assurance, assureur | cabinet d'assurance, courtage
68: agent immobilier, marchand de biens | agence immobilière, immobilier
69.10Z: avocat, notaire, huissier | cabinet d'avocats, étude notariale
69.20Z: comptable, expert-comptable | cabinet comptable, cabinet d'expertise comptable, expertise comptable
70.2: consultant, conseiller en gestion, coach d'entreprise | cabinet de conseil, conseil en gestion, agence de communication
71.11Z: architecte, paysagiste concepteur | cabinet d'architecture, agence d'architecture
71.12B: ingénieur conseil, géomètre | bureau d'études, bureau d'étude, ingénierie
71.20: | contrôle technique, diagnostic immobilier
72: chercheur | biotech, laboratoire de recherche
73.1: publicitaire | agence de publicité, agence de marketing
74.10Z: designer, graphiste, décorateur d'intérieur, architecte d'intérieur | studio de design, agence de design
74.20Z: photographe | studio photo
74.30Z: traducteur, interprète | agence de traduction
75.00Z: vétérinaire | clinique vétérinaire
77: loueur | location de matériel, location de vélos, location de voitures
78: | agence d'intérim, intérim
79: voyagiste, guide touristique | agence de voyages, agence de voyage, tourisme
80: agent de sécurité | société de sécurité
81.2: agent de nettoyage | nettoyage, entreprise de nettoyage, société de ménage, propreté
81.30Z: paysagiste, jardinier, élagueur | espaces verts, aménagement paysager
82: secrétaire indépendante, secrétaire indépendant | centre d'appels, secrétariat
82.30Z: organisateur d'événements | agence événementielle, événementiel
85: | enseignement
85.53Z: moniteur d'auto-école | auto-école
85.59: formateur | organisme de formation, centre de formation
86.2: médecin, dentiste | cabinet médical, cabinet dentaire
86.90: infirmier, kiné, kinésithérapeute, ostéopathe, sage-femme, orthophoniste, psychologue |
87: | maison de retraite, ehpad
88.10A: aide à domicile | aide à domicile, services à la personne
88.91: assistante maternelle, assistant maternel | crèche, micro-crèche
90: artiste, comédien, musicien, sculpteur, artiste peintre | compagnie de théâtre, spectacle vivant
93.1: coach sportif, professeur de yoga | salle de sport, club de sport
93.2: | parc de loisirs, base de loisirs, parc d'attractions
95: réparateur | atelier de réparation
95.1: réparateur d'ordinateurs, réparateur informatique | réparation informatique
95.23Z: cordonnier | cordonnerie
95.24Z: tapissier | tapisserie d'ameublement
95.29Z: réparateur de vélos | atelier de vélos, réparation de vélos
96.01: blanchisseur, teinturier | blanchisserie, pressing, laverie
96.02A: coiffeur, barbier | salon de coiffure, coiffure
96.02B: esthéticien, prothésiste ongulaire | institut de beauté, salon d'esthétique
96.03Z: | pompes funèbres
96.09Z: toiletteur | salon de toilettage
C: industriel, fabricant, transformateur de chanvre, transformateur, fabricant de matériel | industrie, usine, transformation du chanvre, entreprise industrielle
A: | agriculture
Q: | médico-social
J: | start-up dans le numérique
"""

# What is made or sold, by the verb's meaning. Folded, joined by commas; an « s » may follow each word.
MAKES = {
    "10.13A": "foie gras, conserves de canard",
    "10.13B": "charcuterie, saucisson, jambon",
    "10.39A": "conserve, soupe, legumes en bocaux",
    "10.39B": "confiture, compote",
    "10.32Z": "jus de fruit, jus de pomme",
    "10.41": "huile",
    "10.5": "fromage, yaourt, beurre",
    "10.52Z": "glace, sorbet",
    "10.61A": "farine",
    "10.71C": "pain",
    "10.71D": "gateau, patisserie",
    "10.72Z": "biscuit",
    "10.73Z": "pates fraiches, pates",
    "10.82Z": "chocolat, bonbon",
    "10.85Z": "plat cuisine, plat prepare",
    "10.89Z": "complement alimentaire",
    "01.49Z": "miel",
    "11.01Z": "liqueur, alcool, whisky, gin, eau-de-vie",
    "11.02B": "vin",
    "11.05Z": "biere",
    "13": "tissu",
    "14": "vetement, robe, chemise, pull",
    "15": "sac en cuir, sac, ceinture, gant",
    "15.20Z": "chaussure",
    "16.23Z": "charpente, fenetre, escalier",
    "16.24Z": "palette, tonneau",
    "18.1": "affiche, flyer",
    "20.42Z": "savon, cosmetique, creme, parfum",
    "22": "piece en plastique, emballage plastique, plastique",
    "23": "tuile, brique",
    "23.4": "poterie, vaisselle",
    "25.6": "piece mecanique, piece usinee, piece de precision",
    "25.71Z": "couteau, outil",
    "26": "carte electronique, capteur",
    "27": "lampe, luminaire",
    "28": "machine",
    "30.3": "piece pour l'aeronautique, piece aeronautique, drone",
    "30.9": "velo",
    "31": "meuble, cuisines sur mesure",
    "32.1": "bijou",
    "32.40Z": "jouet",
    "32.50A": "prothese auditive, appareil auditif, lunettes",
    "41.20": "maison",
    "58.2": "logiciel",
    "62.01Z": "application, appli, site web, site internet",
    "C": "produits a base de chanvre, chanvre",
    "10": "produit alimentaire",
}
PROCESSES = {
    "10.1": "viande, canard, porc",
    "10.3": "legume, fruit, noix, pomme, champignon",
    "10.5": "lait",
    "10.61A": "cereale, ble",
}
GROWS = {
    "01.13": "legume, melon, fraise, tomate",
    "01.2": "fruit, noix, pomme, prune",
    "01.21Z": "vigne, raisin",
    "01.11Z": "ble, mais, cereale",
    "01.16Z": "chanvre, lin",
    "01.28Z": "safran, plante aromatique, lavande",
    "01.4": "vache, bovin",
    "01.45Z": "mouton, brebis, chevre",
    "01.46Z": "porc, cochon",
    "01.47Z": "canard, volaille, poulet, oie",
    "01.49Z": "abeille",
}
SELLS = {
    "47.21Z": "fruits et legumes, legume",
    "47.25Z": "vin",
    "47.5": "meuble, materiaux",
    "47.75Z": "savon, cosmetique, parfum",
    "47.77Z": "bijou, montre",
    "47.61Z": "livre",
    "47.71Z": "vetement",
    "47.72": "chaussure",
    "47.76Z": "fleur, plante",
    "47.74Z": "appareil auditif",
    "45.1": "voiture",
    "45.20": "pneu",
    "47.79Z": "objets d'occasion",
}
REPAIRS = {
    "45.20": "voiture, auto, vehicule",
    "95.29Z": "velo",
    "95.1": "ordinateur, telephone",
    "33": "machine",
    "95": "appareil, electromenager",
}
