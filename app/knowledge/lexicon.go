package knowledge

import "strings"

// numberWords are the numbers that people write out, with their ordinals.
var numberWords = map[string]string{
	"zero": "0", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7",
	"eight": "8", "nine": "9", "ten": "10", "eleven": "11", "twelve": "12", "fifteen": "15", "twenty": "20",
	"thirty": "30", "forty": "40", "fifty": "50", "sixty": "60", "ninety": "90",
	"second": "2", "third": "3", "fourth": "4", "fifth": "5", "sixth": "6", "seventh": "7", "eighth": "8",
	"ninth": "9", "tenth": "10",
	"ek": "1", "teen": "3", "paanch": "5", "saat": "7", "aath": "8", "nau": "9", "das": "10", "bees": "20",
	"एक": "1", "दो": "2", "तीन": "3", "चार": "4", "पांच": "5", "पाच": "5", "छह": "6", "सात": "7", "आठ": "8", "नौ": "9", "दस": "10",
}

func setOf(lists ...string) map[string]struct{} {
	set := make(map[string]struct{})
	for _, l := range lists {
		for _, w := range strings.Fields(l) {
			set[w] = struct{}{}
		}
	}
	return set
}

// clitics follow an apostrophe.
var clitics = setOf(`s t m d re ve ll`)

// negators turn what stands beside them round.
var negators = setOf(`not no never none without cannot cant dont doesnt didnt isnt arent wasnt werent wont wouldnt
	shouldnt couldnt havent hasnt hadnt neither nor unable nahi nahin na mat bina नहीं नही ना न मत बिना`)

// commonWords say too little about what a text is about to look them up.
var commonWords = setOf(
	// English: articles, pronouns, helpers, little words, and what chats begin and end with.
	`a an the this that these those there here it its i me my mine myself you your yours yourself he him his she her
	hers we us our ours they them their theirs who whom whose which what when where why how
	am is are was were be been being do does did done doing have has had having can could will would shall should
	may might must ought and or but if then else than so as of at by for from in into on onto to up upon with
	about after again also all any another around back because before between both down during each either even every few
	get gets got getting go goes going gone just keep know knows known let like likes lot lots made make makes many more
	most much now off once only other out over own per quite rather really same say says said see seem seems since
	some still such take takes taken tell thing things think though through too took under until use used uses using very
	via want wants way well went while within yet yes yeah yep no not nor never none ok okay oh wow sure
	please thank thanks welcome hello hi hey sorry glad good great nice well actually maybe perhaps always often
	come comes came coming become becomes became ever heard hear love loved loves enjoy fun cool awesome true agree
	definitely personally believe guess suppose hope feel felt big huge bit kind sort lol haha remember interesting
	interested favorite favourite im ive id ill youre youve youll hes shes its were theyre weve theyve thats theres whats dont doesnt didnt isnt
	arent wasnt werent wont wouldnt cant couldnt shouldnt havent hasnt hadnt cannot t s m re ve ll d etc`,
	// Hinglish and Hindi: the same.
	`hai hain tha thi the ho hoga hogi hota hoti hote kar karo kare karna kiya kijiye ke ki ka ko se me mein main par
	aur ya ye yeh wo woh us is aap aapka aapki aapke hum mera meri mere kya kaise kab kahan jo jab to bhi hi nahi nahin na
	है हैं था थी थे हो होगा होगी होता होती होते कर करो करें करना किया कीजिए के की का को से में मैं पर और या यह ये वह वो
	आप आपका आपकी आपके हम मेरा मेरी मेरे क्या कैसे कब कहां जो जब तो भी ही नहीं नही ना न एक`,
)
