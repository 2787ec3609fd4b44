package guard

import "strings"

// class is what a word does in a sentence.
type class uint64

const (
	secretNoun class = 1 << iota // password, OTP, PIN, CVV
	pinNoun
	cardNoun
	payCard
	passNoun
	loginNoun
	userID
	number
	code
	codeKind
	otherCode
	otherCard
	otherPin
	received
	head       // after a secret, names something else: "password reset"
	forgot     // before it too
	lastWord   // last (four digits)
	digitsWord // digits
	tell       // share, send, tell
	telling    // sharing, sending
	fill       // enter, confirm
	get        // have, get, know, after "may I"
	need       // need, want, require, ask
	what       // what, which
	hindiTell  // bataiye, bhejo
	wanted     // required, chahiye
	negation
	otherVerb // a verb between that has the secret for its object, and other stops
	given     // what the agent does for the customer: denge, diya
	unsure    // if, when, before
	you
	me // I, we
	third
	polite // please and other words that ask for nothing by themselves
	det    // your, the, is
	elsewhere
	here
	it
	breaker // ends what a negation reaches
	asksFor // mind, appreciate
	interrogative
	auxiliary
	conjunction
	hinglish
	hindiWord
	english
	foreign
	change
	changed
	account
	acronym
	can
	toward
	logIn
	yours
	pinVerb
	why
	picture
)

// lexicon is read-only.
//
// #nosec G101 -- these are words for credentials, and no credentials
var lexicon = lexiconOf(map[class]string{
	secretNoun: `password passwords passwd pwd pasword passward paswrd pswd passcode passphrase otp otps pin pins mpin tpin upipin cvv cvc
		cvn cardnumber credentials पासवर्ड ओटीपी पिन सीवीवी एमपिन onetimepassword`,
	pinNoun: `pin pins पिन`, cardNoun: `card cards कार्ड`, payCard: `credit debit atm upi visa rupay bank क्रेडिट डेबिट`, passNoun: `pass`, loginNoun: `login signin`,
	userID: `id user userid username login`, number: `number no num numbers details detail नंबर photo digits credentials info`,
	code: `code codes कोड`, codeKind: `verification security otp login auth authentication sms secret access passcode digit digits time`,
	otherCode: `error coupon promo referral country postal zip area qr product discount`, otherCard: `sim id business visiting gift pan aadhaar aadhar rate report ration voter`,
	otherPin: `location area postal map drop google city`,
	received: `received receive got sent aaya mila rakha आया मिला रखा`,
	head: `reset link page policy field fields settings setting screen box option manager protection change issue problem error delivery
		service verification tab button feature request hint strength section generation rules expiry update related safety security requirements help`,
	forgot: `forgot forgotten`, lastWord: `last final ending आखिरी aakhri`, digitsWord: `digits digit four 4 ank`,
	tell:    `share send tell give provide forward text reply mention whatsapp email mail disclose submit paste post drop supply state spell message dm read pass show write quote furnish upload attach reveal collect`,
	telling: `sharing sending telling giving providing forwarding reading mentioning`,
	fill:    `enter type confirm verify input fill put key daal डाल daliye dalo daalein daalo dalein डालिए डालें`,
	get:     `have get know see take note`,
	need:    `need want require ask like`,
	what:    `what whats which kya क्या`,
	hindiTell: `batao bataiye bataye bataen batayein bataiyega batayiye bata batana batado bhejo bhejiye bhej bheje bhejen bhejna bhejdo bhejein dijiye dijie dedo
		dena likho likhiye likh bolo boliye bol sunao dikhao शेयर साझा बताइए बताएं बताओ बताइये बता भेजिए भेजें भेजो भेज दीजिए दें दो लिखिए लिखें बोलिए`,
	wanted: `required needed chahiye chaiye chahie mandatory चाहिए`,
	negation: `not never no dont don doesnt doesn didnt wont won cannot cant shouldnt nobody none noone neither nor without avoid refrain stop except mat na nahi
		nahin nhi mana bina mत मत न नहीं ना बिना कभी kabhi instead unnecessary`,
	otherVerb: `reset change changed changing update updated forget set setting create created generate generated try tried use used using entered entering
		receive works work working recover remember saved save keep protect unlock lock locked block blocked expired expires enable disable resend
		about regarding error problem issue trouble help asks asked screenshot screenshots step steps guide how where why whether cover
		hide hiding choose pick remove removing kaise after screen dikkat samasya pareshani दिक्कत समस्या badal badalne badlo badliye स्क्रीनशॉट रीसेट`,
	given:         `denge dunga dungi diya di rahe rahi raha gaya gayi chuke chuka hoga दिया देंगे रहे रहा`,
	unsure:        `if when before while once unless whenever agar jab who whoever did someone anyone everyone scammers fraudsters अगर जब`,
	you:           `you u aap आप`,
	me:            `i we hum main mujhe hume humein मुझे हमें`,
	third:         `it system bank they he she someone fraudsters scammers app it'll callers caller`,
	polite:        `please pls plz kindly sir madam mam ji also plus and or too now asap quickly jaldi immediately hi hello ok okay so then right कृपया aur और thanks thank just need`,
	det:           `your the is s was my new current ur aapka aapki apna apni full exact sms login number this on that ka ki details registered आपका अपना 4 6 digit digits old hai है`,
	elsewhere:     `page app portal website site screen form field box panel machine device window settings dashboard link browser wizard prompt popup keypad terminal atm handset press click tap पेज ऐप पोर्टल स्क्रीन`,
	here:          `here chat yahan yaha below me us यहां यहाँ`,
	it:            `it that this them same`,
	breaker:       `just but and so worry hesitate forget mind panic then fear why`,
	asksFor:       `mind appreciate by start`,
	interrogative: `what where when which who how why whose kya kab kahan kaise kaun kyun क्या कब कहां कैसे कौन क्यों`,
	auxiliary:     `can could would will shall may do does did is are was were have has should been be`,
	conjunction:   `and or also aur plus और`,
	hinglish: `hai hain nahi nahin kya aap aapka aapki aapke aapko kar karo karein kare kijiye karna mein mera meri mujhe humein hume hoga hogi gaya
		gayi raha rahi rahe kaise kab kahan kyun kyunki lekin abhi bhi toh kuch koi sakte sakta sakti chahiye dijiye bataiye batao bhej bhejiye
		diya liye saath yeh woh aur thik theek krke karke kripya dhanyavaad samasya wala wali unka uska iska accha bilkul jaldi apna apni hum`,
	foreign: `hola gracias por favor usted ustedes como esta puede que para una los las bonjour merci vous votre nous avec pour est les des une
		danke bitte sie ihre und nicht wir ist das der die ein haben obrigado voce nao uma com grazie prego siamo sono della che`,
	english: `the is are you your i we to of and in for it this that with have has will can please not on my be was at from our`,
	change:  `change update reset remove delete deactivate add transfer cancel modify edit disable close port upgrade downgrade replace switch`,
	changed: `changed updated removed deleted deactivated added transferred cancelled canceled modified edited disabled closed changing updating
		removing deleting adding transferring cancelling replaced switched`,
	account: `account email number address plan subscription user users owner ownership password kyc mobile phone name admin role bank gst billing contact`,
	acronym: `otp ivr kyc waba api crm sim sms gst pan upi url pdf faq tl ok id usa uk ist am pm dnd ndnc did cvv atm pin html json csv tat sla fcr csat`,
	yours:   `your ur aapke aapki aapka you आपके`, pinVerb: `this it the point chat message`,
	logIn:  `log sign`,
	toward: `to at in on for from by`, why: `why kyun क्यों`, picture: `photo picture image pic scan copy`,
	can: `can may could shall let would`,
})

func lexiconOf(classes map[class]string) map[string]class {
	m := make(map[string]class)
	for c, words := range classes {
		for w := range strings.FieldsSeq(words) {
			m[w] |= c
		}
	}
	return m
}
