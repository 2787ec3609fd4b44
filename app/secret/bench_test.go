package secret_test

import (
	"fmt"
	"strings"
	"testing"

	"floorwalker/app/secret"
)

// message is as long as most lines of a chat are not: 200 bytes.
const message = "Hello, I recharged yesterday with 1,299.50 rupees and my plan is still not active. The order number is 4111 and I have called two times already from +91 00000 00000, please look into it today if you can."

func BenchmarkFind(b *testing.B) {
	for _, c := range []struct{ name, text string }{
		{"message", message},
		{"hindi", "नमस्ते, मैंने कल रिचार्ज किया था लेकिन मेरा प्लान अभी तक चालू नहीं हुआ है, कृपया देखिए और बताइए कि कब तक होगा।"},
		{"secrets", "my card 4111 1111 1111 1111 exp 12/27 cvv 123, otp is 482913 and password: Blue#42sky"},
		{"long", strings.Repeat(message+" ", 5_000)}, // 1 MB
	} {
		b.Run(c.name, func(b *testing.B) {
			b.SetBytes(int64(len(c.text)))
			b.ReportAllocs()
			for b.Loop() {
				secret.Find(c.text)
			}
		})
	}
}

func BenchmarkMask(b *testing.B) {
	for b.Loop() {
		secret.Mask("my card 4111 1111 1111 1111 exp 12/27 cvv 123, otp is 482913")
	}
}

// worst are texts that could cost more than their length.
func worst(n int) []string {
	var all []string
	for _, s := range []string{
		"4 ", "4242 ", "42", "otp ", "otp is ", "password:", "password ", "token=", "GB82 ", "a ", "o t p ", "●●●●1111 ", "-----BEGIN PRIVATE KEY-----\n",
		"-----BEGIN ", "://a:", "://a:b@ ", "12/", "eyJ.", "ABCPE1234", "-", ":", "\u200b4", "password: \"", "api key : : : ", "pin is 4 ", "4111111111111111 ",
	} {
		all = append(all, strings.Repeat(s, n/len(s)))
	}
	return all
}

// TestLongTexts masks texts that are made to be slow: they come to an end, and
// what was masked stays as it is. BenchmarkWorst says how long they take.
func TestLongTexts(t *testing.T) {
	for _, text := range worst(32 << 10) {
		check(t, text)
	}
}

func BenchmarkWorst(b *testing.B) {
	for _, text := range worst(1 << 20) {
		b.Run(fmt.Sprintf("%.12q", text), func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				secret.Mask(text)
			}
		})
	}
}
