"""What passwords are most often made of: words, names, teams, seasons and keyboard rows."""

# From what every list of leaked passwords has at its top; a short one counts in longer ones.
_WORDS = """
aaaa abc123 access admin administrator advice ahmed amelia america andrew android angel
anna anthony apple april arsenal asdf ashley august autumn azerty baby babygirl banana barcelona
baseball basketball batman bear beautiful black blessed blue boss britain brother bunny
butterfly candy cash cat changeme charity charlie cheese chelsea cherry chicken chocolate christ
coffee company computer cookie corvette council council1 cricket crystal daddy daisy daniel
david december default desk destiny diamond disney dog dolphin dragon eagle emma england everton
facebook faith falcon family father fatima february ferrari flower football forever freedom
friday friend friends galaxy george ginger gold golf google grace green guest hannah happy harry
heaven hello hockey honda honey hope horse hounslow hunter iloveyou instagram internet iphone
ireland jack jaguar james january jennifer jessica jesus john jordan joseph joshua july june
kaur killer king kitten kitty lemon letmein lily linkedin lion liverpool login london lord love
lovely loveyou lucky manchester march maria master matrix matthew mercedes michael michelle
mickey microsoft million mohammed monday money monkey morning mother muhammad mum mummy mustang
naruto nicole ninja nothing november october office oliver olivia orange panther pass passw0rd
passwd password passwort patel pepper pokemon pony porsche portal potter pretty prince princess
puppy purple qazwsx queen qwerty qwertz rabbit rainbow red refuge robert root rose rugby safe
safety samsung saturday scotland secret september session shark silver singh sister soccer
soldier sophie spiderman spring staff star starwars sugar summer sunday sunshine superman
support sweet team tennis test testing thomas thursday tiger tottenham toyota trustno tuesday
twitter united user victim violet wales warrior wednesday welcome whatever white william windows
winter wolf word work yamaha yellow youtube zxcv
"""
COMMON = frozenset(_WORDS.split())
