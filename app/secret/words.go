package secret

import "strings"

// class is what a word says about what stands beside it.
type class uint32

const (
	otpWord    class = 1 << iota // one-time password
	pinWord                      // personal number
	passWord                     // password
	cvvWord                      // the code on a card
	cardWord                     // a payment card, or its network
	reference                    // the number beside it is an order, a ticket, a transfer
	aadhaarish                   // an Indian resident's number
	filler                       // may stand between a word and its value
	is                           // says that what follows is the value
	unit                         // the number before it counts something
	place                        // a PIN behind it is a postal code
	codeWord                     // "code": makes "security code" of "security"
	codeKind                     // the code after it is for one time only
	keyWord                      // "key", "token", "secret"
	keyKind                      // what such a key is for
	noPassword                   // a word that is said of a password, and none itself
	expiryWord                   // the date a card ends
)

// spellable are the classes whose words people spell out letter by letter.
const spellable = otpWord | pinWord | passWord | cvvWord

// vocabulary is read-only.
//
// #nosec G101 -- these are words for credentials, and no credentials
var vocabulary = vocabularyOf(map[class]string{
	otpWord: `otp otps otpp motp ओटीपी वनटाइमपासवर्ड`,
	pinWord: `pin mpin tpin upipin atmpin पिन एमपिन`,
	passWord: `password passwords passwd pwd pass passcode passphrase passward pasword passwrd paswrd pswd psw pw
		पासवर्ड पासवर्ड़ पासकोड`,
	cvvWord:    `cvv cvc csc cvn cid सीवीवी`,
	cardWord:   `card cards credit debit visa mastercard master rupay amex maestro atm cc कार्ड`,
	reference:  `order orders ticket tickets ref reference txn transaction utr rrn upi invoice awb tracking shipment case complaint imei serial docket srn receipt challan booking reservation policy ऑर्डर टिकट`,
	aadhaarish: `aadhaar aadhar adhaar adhar aadharcard uidai uid आधार`,
	filler: `is was hai hain he h ye yeh yah it its the a an my mine your mera meri apna aapka no num number code new current old login
		and for just only set to as tha thi password pass है हैं यह ये मेरा मेरी नंबर कोड था`,
	is:       `is was hai he h as tha thi are है हैं था`,
	unit:     `rs inr rupees rupee rupaye usd times time baar bar minutes minute mins min seconds sec secs hours hour hrs din days day people users logs percent am pm lakh crore k years year saal aaya रुपये बार मिनट`,
	place:    `city dist district state address pata area village post postal zip location delhi mumbai bengaluru bangalore pune chennai kolkata hyderabad gurugram gurgaon noida india पता`,
	codeWord: `code codes pin कोड`,
	codeKind: `verification security login auth authentication sms access confirmation secret one otp`,
	keyWord:  `key keys token secret apikey bearer credential`,
	keyKind:  `api access auth secret client private app webhook oauth refresh session bot service license signing`,
	noPassword: `not reset change changed changing wrong incorrect correct invalid expired forgot forgotten forget working work
		nahi nahin nhi bhul bhool galat sahi and or but karna karo karein hone policy field page link screen option please pls
		required protected same the my your our their that this what which when where how why who too very also still now never
		always already being been updated update needed mandatory empty blank weak strong kya kaise kab help issue problem error
		failed show shows showing here there ok okay fine done saved secure safe hidden none null order orders ticket tickets ref
		reference txn transaction utr rrn upi invoice awb tracking shipment case complaint`,
	expiryWord: `exp expiry expires expire expiration valid validity thru through till upto mm yy date वैधता`,
})

func vocabularyOf(classes map[class]string) map[string]class {
	m := make(map[string]class)
	for c, words := range classes {
		for w := range strings.FieldsSeq(words) {
			m[w] |= c
		}
	}
	return m
}

// classOf looks a folded word up.
func classOf(word []byte) class { return vocabulary[string(word)] }
