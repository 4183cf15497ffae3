"""The English trades: what people call in English what they do and make, with the French that we read.

The French is a name of `trades.py`, whose NAF code it then gets.
"""

# One a line, French: English ways to say it. Plurals are worked out.
TRADES = """
agriculteur: farmer
ferme: farm
maraicher: market gardener, vegetable grower, vegetable farmer
producteur de chanvre: hemp grower, hemp farmer
viticulteur: winegrower, winemaker, wine grower, wine maker
vignoble: vineyard, winery
eleveur: cattle farmer, livestock farmer, cattle breeder
eleveur de brebis: sheep farmer, goat farmer
aviculteur: poultry farmer
apiculteur: beekeeper
fromagerie: dairy, creamery, cheese dairy
fromager: cheesemaker, cheese maker, cheesemonger
charcuterie: delicatessen
conserverie: cannery
confiturerie: jam maker, jam company, jam producer
boulangerie: bakery, baker's shop, bread shop
boulanger: baker
patisserie: pastry shop, cake shop, patisserie
patissier: pastry chef, pastry cook
biscuiterie: biscuit factory, biscuit maker, biscuit company, cookie company, cookie maker
chocolaterie: chocolate shop, chocolate factory, chocolate company, chocolate maker
chocolatier: chocolatier
torrefacteur: coffee roaster
atelier de torrefaction: coffee roastery, roastery
microbrasserie: brewery, microbrewery, craft brewery
brasseur: brewer
distillerie: distillery
agroalimentaire: food company, food business, food manufacturer, food producer, food maker, food processor, food industry, food processing company, food processing business, food start-up, food startup
filature: spinning mill
marque de vetements: clothing brand, fashion brand, clothing company, fashion company, apparel brand
couturier: seamstress, tailor, dressmaker
maroquinerie: leather goods company, leather goods workshop, leather workshop, leather goods maker
scierie: sawmill
travail du bois: woodworking company, woodworking business, wood company, wood business, timber company, timber business, woodworking shop
imprimerie: printing company, print shop, printing business, printing house, printer's
marque de cosmetiques: cosmetics brand, cosmetics company, cosmetic company, beauty brand
savonnerie: soap company, soap maker, soap factory
laboratoire pharmaceutique: pharmaceutical company, pharma company
plasturgie: plastics company, plastics manufacturer, plastic company
potier: potter
poterie: pottery
tailleur de pierre: stonemason
fonderie: foundry
usinage: machine shop, machining company, machining business, metal machining company
chaudronnerie: boilermaking company
metallerie: metalwork company, metal workshop, metalworking company, metalworking business
coutellerie: cutlery maker, knife maker, cutlery company
fabricant d'electronique: electronics company, electronics manufacturer
aeronautique: aerospace company, aerospace supplier, aeronautics company, aerospace subcontractor, aviation company
ebeniste: cabinet maker, cabinetmaker
fabrique de meubles: furniture maker, furniture company, furniture manufacturer, furniture factory
joaillier: jeweller, jeweler
audioprothese: hearing aid company, hearing aid manufacturer, hearing aid start-up, hearing aid startup, audio prosthesis company
recyclage: recycling company, recycling business, waste management company
construction: construction company, construction business, building company, building firm, builder's firm
entrepreneur du batiment: builder, building contractor, contractor
travaux publics: public works company
electricien: electrician
plombier: plumber
plomberie: plumbing business, plumbing company, plumbing firm
entreprise d'electricite: electrical company, electrical business
entreprise de peinture: painting company, painting business
entreprise de charpente: roofing company, roofing business
plombier-chauffagiste: heating engineer
menuiserie: joinery, carpentry business, carpentry workshop, joinery workshop, joiner's workshop, carpentry company
menuisier: joiner, carpenter
charpentier: roof carpenter
couvreur: roofer
peintre en batiment: house painter, painter and decorator
carreleur: tiler
platrier: plasterer
macon: mason, bricklayer
maconnerie: masonry company, masonry business, bricklaying business
garage: garage, car repair shop, auto repair shop, car garage
mecanicien automobile: car mechanic, mechanic
grossiste: wholesaler
commercant: shopkeeper, retailer, shop owner, store owner
epicerie: grocery, grocery store, grocery shop, grocer's, corner shop, convenience store
epicier: grocer
boucherie: butcher's, butcher's shop, butcher shop
boucher: butcher
poissonnerie: fishmonger's, fish shop
cave a vin: wine shop
negociant en vins: wine merchant, wine trader
librairie: bookshop, bookstore
pharmacie: pharmacy, chemist's
audioprothesiste: audiologist, hearing aid shop, hearing centre, hearing center
fleuriste: florist, flower shop
bijouterie: jewellery shop, jewelry store, jeweller's
opticien: optician
friperie: second-hand shop, thrift shop, vintage shop
magasin de vetements: clothes shop, clothing shop, clothing store, fashion store
boutique en ligne: online store of our own, e-commerce company, e-commerce business
transporteur: haulier, carrier
entreprise de transport: haulage company, trucking company, transport company, haulage business, trucking business
taxi: taxi driver, cab driver
entreprise de demenagement: removal company, moving company
logistique: logistics company, logistics firm
coursier: courier
hotel: hotel, inn
chambre d'hotes: bed and breakfast, b&b, guest house, guesthouse
gite: holiday cottage, holiday home, gite
camping: campsite, camp site, campground
restaurant: restaurant, bistro, pizzeria
restaurateur: restaurant owner, restaurateur
cafe: cafe, coffee shop, tea room
bar: pub, bar
traiteur: caterer
service traiteur: catering company, catering business
food truck: food truck
edition de logiciels: software publisher, software company, software business, software firm, software start-up, software startup, saas company
developpeur: developer, web developer, software developer, programmer
informatique: it company, it firm, it services company, tech company, it business
start-up numerique: digital start-up, digital startup, tech start-up, tech startup
maison d'edition: publishing house, publisher
production audiovisuelle: video production company, film production company
agence immobiliere: estate agency, real estate agency, real estate agent, estate agent
courtier: insurance broker, broker
avocat: lawyer, solicitor
cabinet comptable: accounting firm, accountancy firm, accountancy practice
cabinet de conseil: consulting firm, consultancy, consulting company
consultant: consultant
architecte: architect
bureau d'etudes: engineering firm, engineering company, design office, engineering consultancy
agence de communication: communication agency, communications agency, pr agency
agence de publicite: advertising agency, marketing agency
graphiste: graphic designer
photographe: photographer
traducteur: translator, interpreter
veterinaire: vet, veterinarian
agence de voyages: travel agency
entreprise de nettoyage: cleaning company, cleaning business, cleaning firm
paysagiste: landscaper, landscape gardener, gardener
espaces verts: landscaping company, landscaping business
organisme de formation: training company, training centre, training center, training provider
formateur: trainer
coiffeur: hairdresser, barber
salon de coiffure: hair salon, hairdressing salon, barber shop, barbershop
institut de beaute: beauty salon, beauty parlour
estheticien: beautician
cordonnier: cobbler, shoe repairer
reparateur de velos: bike repairer, bicycle repairer
reparation de velos: bike repair shop, bicycle repair shop, bike shop
pressing: dry cleaner's, dry cleaner, laundry
services a la personne: home care company, home help company
creche: nursery, day nursery, creche
salle de sport: gym, fitness centre, fitness center
spectacle vivant: theatre company, theater company
industriel: manufacturer, industrialist
industrie: industrial company, manufacturing company, manufacturing business
biotech: biotech company, biotech start-up, biotech startup, biotech
commerce: retail business, retail company
transformation du chanvre: hemp processing company, hemp processor, hemp company, hemp business
"""

# What is made, grown or sold. Plurals are worked out.
THINGS = """
confitures: jam, marmalade
fromage: cheese
yaourt: yoghurt, yogurt
pain: bread
gateau: cake
patisserie: pastry
biscuit: biscuit, cookie
chocolat: chocolate
bonbon: sweet, candy
farine: flour
huile: oil
pates: pasta
glace: ice cream
conserve: preserve, canned food, tinned food
foie gras: foie gras
charcuterie: cured meat, sausage
plat cuisine: ready meal
complement alimentaire: food supplement, dietary supplement
produit alimentaire: food product, food
miel: honey
jus de fruit: fruit juice, juice
biere: beer
vin: wine
liqueur: spirit, liqueur
viande: meat
lait: milk
fruit: fruit
noix: walnut, nut
pomme: apple
champignon: mushroom
cereale: cereal, grain, wheat
canard: duck
volaille: poultry, chicken
mouton: sheep, lamb
vache: cow, cattle
chanvre: hemp
lavande: lavender
safran: saffron
tissu: fabric, cloth
vetement: clothes, clothing, garment, apparel
chaussure: shoe
sac en cuir: leather bag, leather goods, handbag
savon: soap
cosmetique: cosmetics, cosmetic, skincare
parfum: perfume
bijou: jewellery, jewelry, jewel
meuble: furniture
jouet: toy
poterie: ceramics, pottery
couteau: knife, knives
fenetre: window
escalier: staircase, stairs
charpente: roof frame, timber frame
palette: pallet
piece en plastique: plastic part
piece mecanique: mechanical part, metal part, machined part
piece aeronautique: aircraft part, aerospace part
carte electronique: circuit board, electronic board
capteur: sensor
machine: machine, machinery
velo: bike, bicycle
prothese auditive: hearing aid, audio prosthesis
logiciel: software
application: app, mobile app
maison: house
sciure: sawdust
"""
