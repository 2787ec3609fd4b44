package secret_test

import (
	"strings"
	"testing"

	"floorwalker/app/secret"
)

// found writes the secrets of a text as "kind:words", parted by bars.
func found(text string) string {
	var all []string
	for _, s := range secret.Find(text) {
		all = append(all, s.Kind.String()+":"+text[s.From:s.To])
	}
	return strings.Join(all, "|")
}

// cases are texts with what is secret in them (A-49, G-SEC-01). All numbers are
// those that networks publish for tests, or invented.
var cases = []struct{ text, want string }{
	// Cards, by network and by the way they are written.
	{"4111111111111111", "card:4111111111111111"},
	{"my card is 4111 1111 1111 1111 thanks", "card:4111 1111 1111 1111"},
	{"4111-1111-1111-1111", "card:4111-1111-1111-1111"},
	{"4111.1111.1111.1111", "card:4111.1111.1111.1111"},
	{"4111 - 1111 - 1111 - 1111", "card:4111 - 1111 - 1111 - 1111"},
	{"4111/1111/1111/1111", "card:4111/1111/1111/1111"},
	{"4111_1111_1111_1111", "card:4111_1111_1111_1111"},
	{"4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1", "card:4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1"},
	{"41 11 11 11 11 11 11 11", "card:41 11 11 11 11 11 11 11"},
	{"41111111 11111111", "card:41111111 11111111"},
	{"4111\u00a01111\u00a01111\u00a01111", "card:4111\u00a01111\u00a01111\u00a01111"},
	{"4111\u200b1111\u200b1111\u200b1111", "card:4111\u200b1111\u200b1111\u200b1111"},
	{"４１１１ １１１１ １１１１ １１１１", "card:４１１１ １１１１ １１１１ １１１１"},
	{"मेरा कार्ड ४१११ ११११ ११११ ११११ है", "card:४१११ ११११ ११११ ११११"},
	{"٤١١١١١١١١١١١١١١١", "card:٤١١١١١١١١١١١١١١١"},
	{"card4111111111111111", "card:4111111111111111"},
	{"cardno:4111111111111111.", "card:4111111111111111"},
	{"5555555555554444", "card:5555555555554444"},
	{"2223 0031 2200 3222", "card:2223 0031 2200 3222"},
	{"3782 822463 10005", "card:3782 822463 10005"},
	{"371449635398431", "card:371449635398431"},
	{"3056 930902 5904", "card:3056 930902 5904"},
	{"6011111111111117", "card:6011111111111117"},
	{"3530 1113 3330 0000", "card:3530 1113 3330 0000"},
	{"6304 0000 0000 0000", "card:6304 0000 0000 0000"},
	{"4222222222222", "card:4222222222222"},
	{"cards 4111111111111111 and 5555 5555 5555 4444", "card:4111111111111111|card:5555 5555 5555 4444"},
	{"order paid by card 4111111111111111", "card:4111111111111111"},
	{"order 4111 1111 1111 1111", "card:4111 1111 1111 1111"}, // in fours it is a card

	// What stands beside a card.
	{"4111111111111111 12/27 123", "card:4111111111111111|expiry:12/27|cvv:123"},
	{"4111111111111111|12|2027|123", "card:4111111111111111|expiry:12|2027|cvv:123"},
	{"4111 1111 1111 1111 exp 12/27 cvv 123", "card:4111 1111 1111 1111|expiry:12/27|cvv:123"},
	{"4111 1111 1111 1111, valid thru 09-2028, CVV: 456", "card:4111 1111 1111 1111|expiry:09-2028|cvv:456"},
	{"4111 1111 1111 1111 123", "card:4111 1111 1111 1111|cvv:123"},
	{"4111 1111 1111 1111\nexpiry 1/29\ncvc 9876", "card:4111 1111 1111 1111|expiry:1/29|cvv:9876"},
	{"3782 822463 10005 1227 4321", "card:3782 822463 10005|expiry:1227|cvv:4321"},
	{"cvv is 123", "cvv:123"},
	{"CVV2 - 123", "cvv:123"},
	{"c v v 123", "cvv:123"},
	{"my CVC=1234", "cvv:1234"},
	{"सीवीवी १२३", "cvv:१२३"},

	// One-time passwords.
	{"OTP 482913", "otp:482913"},
	{"otp is 4829", "otp:4829"},
	{"mera otp 482913 hai", "otp:482913"},
	{"OTP: 482 913", "otp:482 913"},
	{"O.T.P. 482913", "otp:482913"},
	{"o t p - 482913", "otp:482913"},
	{"482913 is your OTP", "otp:482913"},
	{"482913 hai mera otp", "otp:482913"},
	{"Your OTP for login at Example is 482913. Do not share it.", "otp:482913"},
	{"OTP for txn of INR 5,000.00 at Example on card ending 1234 is 482913", "otp:482913"},
	{"verification code: 4829", "otp:4829"},
	{"security code is 482913", "otp:482913"},
	{"ओटीपी ४८२९१३ है", "otp:४८२९१३"},
	{"OTP ４８２９１３", "otp:４８２９１３"},
	{"otp A7K2Q9", "otp:A7K2Q9"},
	{"OTP -> 4 8 2 9 1 3", "otp:4 8 2 9 1 3"},

	// PINs.
	{"my pin is 4829", "pin:4829"},
	{"UPI PIN 482913", "pin:482913"},
	{"upi pin code 482913", "pin:482913"},
	{"MPIN: 482913", "pin:482913"},
	{"ATM pin 4829 hai", "pin:4829"},
	{"p i n 4829", "pin:4829"},
	{"मेरा पिन ४८२९", "pin:४८२९"},
	{"pin code 4829", "pin:4829"},

	// Passwords.
	{"password: sunrise", "password:sunrise"},
	{"Password = Blue#Sky42", "password:Blue#Sky42"},
	{"my password is Blue42sky.", "password:Blue42sky"},
	{"pwd blue@42", "password:blue@42"},
	{"id rohan pass Rohan@123", "password:Rohan@123"},
	{"password hai Rohan@123", "password:Rohan@123"},
	{"password @ro#han12", "password:@ro#han12"},
	{"p a s s w o r d : sunrise", "password:sunrise"},
	{"पासवर्ड: सूरज४२", "password:सूरज४२"},
	{"password is 482913", "password:482913"},
	{"Password:\nsunrise42", "password:sunrise42"},
	{"login at https://asha:sunrise@example.com/x now", "password:sunrise"},

	// Identity.
	{"2341 2341 2346", "aadhaar:2341 2341 2346"},
	{"aadhaar 234123412346", "aadhaar:234123412346"},
	{"मेरा आधार २३४१ २३४१ २३४६", "aadhaar:२३४१ २३४१ २३४६"},
	{"2341-2341-2346", "aadhaar:2341-2341-2346"},
	{"PAN ABCPE1234F", "pan:ABCPE1234F"},
	{"my pan is abcpe1234f", "pan:abcpe1234f"},
	{"ABCPE1234F.", "pan:ABCPE1234F"},
	{"pan card ABCPE 1234 F", "pan:ABCPE 1234 F"},

	// Bank accounts.
	{"GB82 WEST 1234 5698 7654 32", "iban:GB82 WEST 1234 5698 7654 32"},
	{"iban de89370400440532013000.", "iban:de89370400440532013000"},
	{"FR14 2004 1010 0505 0001 3M02 606", "iban:FR14 2004 1010 0505 0001 3M02 606"},
	{"NO93-8601-1117-947", "iban:NO93-8601-1117-947"},

	// Keys. They are put together here so that no scanner of repositories takes
	// them for real ones.
	{"key sk_" + "live_abcdefghijkl1234", "key:sk_" + "live_abcdefghijkl1234"},
	{"rzp_" + "test_A1b2C3d4E5f6g7,", "key:rzp_" + "test_A1b2C3d4E5f6g7"},
	{"ghp_" + strings.Repeat("a1", 18), "key:ghp_" + strings.Repeat("a1", 18)},
	{"AKIA" + "ABCDEFGHIJKLMNOP", "key:AKIA" + "ABCDEFGHIJKLMNOP"},
	{"EAA" + strings.Repeat("Zb1", 20), "key:EAA" + strings.Repeat("Zb1", 20)},
	{"eyJ" + "hbGciOiJ9.eyJzdWIiOiIx.abcDEF123456", "key:eyJ" + "hbGciOiJ9.eyJzdWIiOiIx.abcDEF123456"},
	{"api key: 8f3a9c2b7d1e4f60", "key:8f3a9c2b7d1e4f60"},
	{"access token is abcDEF123456/ghi+7=", "key:abcDEF123456/ghi+7="},
	{"GET /v1?token=8f3a9c2b7d1e4f60&x=1", "key:8f3a9c2b7d1e4f60"},
	{"Authorization: Bearer 8f3a9c2b7d1e4f60", "key:8f3a9c2b7d1e4f60"},
	{"-----BEGIN " + "PRIVATE KEY-----\nabc\n-----END " + "PRIVATE KEY----- ok", "key:-----BEGIN " + "PRIVATE KEY-----\nabc\n-----END " + "PRIVATE KEY-----"},

	// Near misses.
	{"", ""},
	{"hello there", ""},
	{"4111111111111112", ""}, // sum
	{"order 4111111111111111", ""},
	{"order number is 4111111111111111", ""},
	{"ticket #4111111111111111", ""},
	{"#4111111111111111", ""},
	{"UTR 234123412346", ""},
	{"IMEI 356938035643809", ""},
	{"AB4111111111111111", ""},
	{"4111111111111111AB", ""},
	{"call +91 98765 43210", ""},
	{"+91 00000 00000 and 00000 00000", ""},
	{"919876543210", ""},
	{"+4111111111111111", ""},
	{"on 22-11-2026 at 10:45:33", ""},
	{"Rs 1,299.50 on 22/11", ""},
	{"5 10 15 20 25 30 35 40", ""},
	{"550e8400-e29b-41d4-a716-446655440000", ""},
	{"0000 0000 0000 0000", ""},
	{"1234 5678 9012 3456", ""},
	{"OTP nahi aaya 10 minute se", ""},
	{"OTP 1000 times", ""},
	{"OTP 5000 rs ke liye", ""},
	{"OTP sent to 9876543210", ""},
	{"I did not get the OTP", ""},
	{"otp?", ""},
	{"pin code 560001", ""},
	{"pincode 560001", ""},
	{"Bengaluru, PIN 560001", ""},
	{"area pin 560001", ""},
	{"please pin this chat", ""},
	{"password is wrong", ""},
	{"my password is not working", ""},
	{"password: reset", ""},
	{"Password reset kaise kare?", ""},
	{"password bhool gaya", ""},
	{"passed the exam in 2024", ""},
	{"plan expiry 12/2027", ""},
	{"2341 2341 2347", ""},
	{"1341 2341 2346", ""},
	{"abcpe1234f", ""}, // small letters without the word
	{"ABCDE1234F", ""}, // no kind of holder
	{"model ABCPE1234FX", ""},
	{"GB82 WEST 1234 5698 7654 33", ""},
	{"ZZ82 WEST 1234 5698 7654 32", ""},
	{"the key is under the mat", ""},
	{"press any key to go on", ""},
	{"a token of thanks: everybody", ""},
	{"https://example.com/a:b@c", ""},
	{"-----BEGIN CERTIFICATE-----", ""},
	{"card ending 1111", ""},
	{"●●●●1111", ""},
	{"OTP ●●●●", ""},
	{"code 482913", ""},
	{"error code: 5021", ""},
	{"coupon code SAVE2024", ""},
}

func TestFind(t *testing.T) {
	for _, c := range cases {
		if got := found(c.text); got != c.want {
			t.Errorf("%q\n has %q\nwant %q", c.text, got, c.want)
		}
	}
}

func TestMask(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"card 4111 1111 1111 1111 ok", "card ●●●●1111 ok"},
		{"card 4222222222222 ok", "card ●●●●2222 ok"},
		{"कार्ड ४१११ ११११ ११११ ११११", "कार्ड ●●●●1111"},
		{"4111111111111111 12/27 123", "●●●●1111 ●●●● ●●●●"},
		{"otp 4829", "otp ●●●●"},
		{"otp 48291376", "otp ●●●●"},
		{"password: sunrise, thanks", "password: ●●●●, thanks"},
		{"nothing here", "nothing here"},
		{"4242424242424242 4242 4242 4242", "●●●●4242 4242 4242 4242"},
	} {
		if got := secret.Mask(c.text); got != c.want {
			t.Errorf("%q becomes %q, want %q", c.text, got, c.want)
		}
	}
}

func TestMaskIsStable(t *testing.T) {
	for _, c := range cases {
		once := secret.Mask(c.text)
		if twice := secret.Mask(once); twice != once {
			t.Errorf("%q becomes %q and then %q", c.text, once, twice)
		}
	}
}
