package promise

import "strings"

// class says what a word can be; many words are several things.
type class uint64

const (
	cUs        class = 1 << iota // who writes: I, we
	cYou                         // the customer
	cYour                        // the customer's
	cThird                       // he, she, they, it
	cOurs                        // people of ours: team, engineer
	cForeign                     // people who are not: bank, courier
	cNobody                      // nobody, no
	cWill                        // will, shall
	cBe                          // am, is, are
	cNot                         // not, never
	cAdverb                      // what may stand between "will" and its verb
	cJoin                        // and, or, but, then: another clause may begin
	cReport                      // said, told: somebody else's words
	cIf                          // if, provided
	cWhen                        // when, once
	cAsk                         // what turns the words around: could, did, what
	cMaybe                       // perhaps, hope
	cPrep                        // by, at, within, about: an object is over
	cLight                       // verbs that say nothing without a noun: send, give
	cNoun                        // nouns that say what is promised: call, mail, refund
	cUnit                        // minute, hour
	cNumber                      // two, half
	cDay                         // today, Monday
	cPart                        // morning
	cTimely                      // words that a time may begin with
	cHinUs                       // main, hum
	cHinYou                      // aap
	cHinNot                      // nahi
	cHinAsk                      // kya, kab
	cHinIf                       // agar
	cHinFuture                   // karunga, denge
	cHinNear                     // karta, karti: present, of what is next
	cHinBe                       // hoon, hain
	cHinGoing                    // raha, rahe
)

func setOf(s string) map[string]bool {
	set := make(map[string]bool)
	for _, w := range strings.Fields(s) {
		set[w] = true
	}
	return set
}

// lexicon has the classes of each word that is known.
var lexicon = classes()

var classWords = []struct {
	class class
	words string
}{
	{cUs, "i we"},
	{cYou, "you u ya"},
	{cYour, "your ur yours"},
	{cThird, "he she they it"},
	{cOurs, `team engineer engineers technician technicians colleague colleagues manager supervisor desk department office
		someone somebody agent expert experts specialist executive staff representative accounts billing support senior
		lead operator advisor us our my technical sales back-office electrician plumber`},
	{cForeign, `bank courier customer seller police bot postman airline insurer insurance government operator's vendor bank's
		बैंक grahak ग्राहक`},
	{cNobody, "nobody none neither no noone"},
	{cWill, "will shall"},
	{cBe, "am is are 's"},
	{cNot, "not never hardly"},
	{cAdverb, `also then personally surely definitely certainly now just again first immediately quickly gladly
		promptly soon shortly always still really likely most probably kindly simply all both either already happily`},
	{cJoin, "and or but then so because while though although that which who before until aur और lekin par और तथा"},
	{cReport, `said told promised says say wrote mentioned claims claimed assured stated asked tells states heard thought
		believed read`},
	{cIf, "if provided unless otherwise whenever"},
	{cWhen, "when once after soon until till before"},
	{cAsk, "shall should can could may might would do does did is are was were has have had how what will why where which who whom am"},
	{cMaybe, "maybe perhaps hope hopefully wish suppose guess might"},
	{cPrep, `by at in within inside before after on around about from regarding to for till until between with through via as
		asap eod cob eow no this next every and or but then so when once here back again over during of latest`},
	{cLight, `send give drop shoot get receive have make arrange schedule book raise issue leave put place initiate organise
		organize provide assign getting sending giving arranging scheduling sent given arranged scheduled made assigned booked
		raised initiated provided issued depute expect process processed`},
	{cTimely, `in within inside by before at on around about between from next every no until till under over after of for
		this the end eod eow cob shortly soon asap as noon midnight now right immediately instantly straight once
		give giving allow half quarter a an couple few end-of-day close sometime some thodi थोडी thode jaldi jald जल्दी जल्द abhi अभी turant तुरंत first
		aadhe adhe aadha आधे dedh डेढ dhai ढाई then minute moment second latest momentarily subah`},
	{cHinUs, "main mai mein hum ham mera hamari hamara hamare humari humara meri mere मैं हम हमारी हमारा हमारे मेरी मेरा मेरे koi कोई"},
	{cHinYou, "aap आप tum"},
	{cHinNot, "nahi nahin nhi nai na नहीं नही न ne ने"},
	{cHinAsk, "kya kyaa kab kaise kaun kahan kyun kyon kaunsa क्या कब कैसे कौन कहां क्यों"},
	{cHinIf, "agar yadi अगर यदि agr jab जब chahein chahen chaho chahe चाहें चाहो"},
	{cHinFuture, `karunga karungi karoonga karenge karega karegi krunga krungi krenge karungaa karengey kardenge kardunga kardungi dunga dungi doonga doongi denge dega degi
		lunga lungi lenge lega legi aayega aayegi aaega ayega ayegi aayenge aaenge aayenge aajayega aayegaa jayega jayegi jaega jaegi jayenge jaenge
		aaunga aaungi aunga lagega lagegi lagenge lagaunga lagaungi lagayenge milaunga milaungi milayenge krdenge krdunga krdungi kardega kardegi bhejdenge bhejdunga batadenge batadungi jaayega jaayegi jaenge aega aenge karwaunga karwaungi karwayenge karaunga karayenge
		लगेगा लगेगी लगाऊंगा लगाऊंगी लगाएंगे करवाएंगे करवाऊंगा करवाऊंगी आऊंगा आऊंगी मिलाऊंगा
		milega milegi milenge bataunga bataungi bataoonga batayenge bataenge batayega batayegi batadunga bhejunga bhejungi bhejenge bhejega bhejegi
		likhunga likhenge likhungi lautayenge lautaenge pahunchega pahunchegi pahunchenge hoga hogi
		करूंगा करूंगी करेंगे करेगा करेगी करेंगी दूंगा दूंगी देंगे देगा देगी देंगी लूंगा लेंगे लेगा आएगा आएगी आएंगे आयेगा आयेगी आयेंगे जाएगा जाएगी जाएंगे जायेगा जायेगी जायेंगे
		मिलेगा मिलेगी मिलेंगे बताऊंगा बताऊंगी बताएंगे बतायेंगे बताएगा बताएगी भेजूंगा भेजूंगी भेजेंगे भेजेगा भेजेगी लिखूंगा लिखेंगे लौटाएंगे पहुंचेगा पहुंचेंगे`},
	{cHinNear, `karta karti karte krta krti krte batata batati batate bhejta bhejti bhejte deta deti dete leta leti lete aata aati lagata lagati lagate milata milati karwata karwati karvata karvati krwata
		लगाता लगाती लगाते करवाता करवाती मिलाता मिलाती
		करता करती करते बताता बताती बताते भेजता भेजती भेजते देता देती देते लेता लेती लेते`},
	{cHinBe, "hoon hun hu hoo hain hai h hn hoo हूं हु हैं है"},
	{cHinGoing, "raha rahi rahe रहा रही रहे"},
}

// aimed are the nouns, and the adjectives of Hindi, that say what is promised.
var aimed = map[Kind]string{
	Call:   "call callback call-back ring phone buzz calls kaul baat बात कॉल काल फोन रिंग कॉलबैक fon",
	Mail:   "mail email mails emails e-mail ईमेल मेल इमेल",
	Write:  "message sms text whatsapp msg line reply response जवाब jawab मैसेज एसएमएस व्हाट्सएप व्हाट्सऐप संदेश sandesh",
	Update: `update answer news solution feedback khabar suchna सूचना sampark contact संपर्क सम्पर्क अपडेट सूचित suchit inform revert status`,
	Refund: "refund money reimbursement cashback paisa paise paisay amount रिफंड पैसा पैसे राशि रकम credit",
	Fix:    "theek thik thek solve resolve fix chalu hal sahi repair activate शुरू shuru ठीक हल चालू सही resolved fixed solved chalne chal चलने चल suljha sulajh सुलझा सुलझ nipta",
	Visit:  "engineer technician visit electrician इंजीनियर तकनीशियन टेक्नीशियन engineers technicians somebody someone mechanic mistri banda bande मैकेनिक मिस्त्री",
	Other:  `replacement parcel device order invoice link code report document documents details ticket share process check bill शेयर बिल रिपोर्ट लिंक confirm arrange schedule confirmation form deliver sim card quotation dispatch complete pura पूरा`,
}

// aims is aimed by word.
var aims = kindsOf(aimed)

func kindsOf(lists map[Kind]string) map[string]Kind {
	m := make(map[string]Kind)
	for k, list := range lists {
		for _, w := range strings.Fields(list) {
			m[w] = k
		}
	}
	return m
}

// byWord gives each word of a list what the list stands for.
func byWord[V any](lists map[string]V) map[string]V {
	m := make(map[string]V)
	for list, v := range lists {
		for _, w := range strings.Fields(list) {
			m[w] = v
		}
	}
	return m
}

func classes() map[string]class {
	m := make(map[string]class)
	for _, l := range classWords {
		for _, w := range strings.Fields(l.words) {
			m[w] |= l.class
		}
	}
	for w := range aims {
		m[w] |= cNoun
	}
	for w := range units {
		m[w] |= cUnit
	}
	for w := range numbers {
		m[w] |= cNumber | cTimely
	}
	for w := range days {
		m[w] |= cDay | cTimely
	}
	for w := range months {
		m[w] |= cTimely
	}
	for w := range parts {
		m[w] |= cPart | cTimely
	}
	return m
}
