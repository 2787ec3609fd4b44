package plain_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"floorwalker/app/secret/plain"
)

// reads writes the tokens of a text with a bar between them.
func reads(t *plain.Text) string {
	var b strings.Builder
	for i := range t.Tokens {
		if i > 0 {
			b.WriteByte('|')
		}
		if k := t.Tokens[i]; k.Kind == plain.Sign {
			b.WriteRune(k.Sign)
		} else {
			b.Write(t.Folded(i))
		}
	}
	return b.String()
}

func TestRead(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"", ""},
		{"Your PIN", "your|pin"},
		{"pass\u200bword", "password"},
		{"pass\u00adword", "password"},
		{"p\u0301assword", "password"},
		{"ｐａｓｓｗｏｒｄ", "password"},
		{"𝐩𝐚𝐬𝐬𝐰𝐨𝐫𝐝 𝖮𝖳𝖯", "password|otp"},
		{"раsswоrd", "password"}, // three Cyrillic letters
		{"café", "cafe"},
		{"４１１１", "4111"},
		{"४१११", "4111"},
		{"٤١١١", "4111"},
		{"4️⃣1️⃣", "41"},
		{"𝟒𝟏", "41"},
		{"ab12", "ab|12"},
		{"पासवर्ड।", "पासवर्ड|."},
		{"फ़ोन", "फोन"},
		{"a–b", "a|-|b"},
		{"a\nb", "a|\n|b"},
		{"\xff\xfe", "\ufffd|\ufffd"},
	} {
		if got := reads(plain.Read(c.text)); got != c.want {
			t.Errorf("%q reads %q, want %q", c.text, got, c.want)
		}
	}
}

func TestSpelled(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"o t p", "otp"},
		{"O.T.P.", "otp"},
		{"p-i-n", "pin"},
		{"p_a_s_s", "pas" + "s"},
		{"o t.p", "ot"},
		{"otp", ""},
		{"a bc", ""},
		{"पि न", ""},
	} {
		word, at := plain.Read(c.text).Spelled(0, nil)
		if string(word) != c.want || len(at) != len(c.want) {
			t.Errorf("%q spells %q over %v, want %q", c.text, word, at, c.want)
		}
	}
}

func FuzzRead(f *testing.F) {
	for _, s := range []string{"", "Your O.T.P. is ４１1\u200b1", "पासवर्ड\n\xff", "4️⃣"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		read, at := plain.Read(s), 0
		for i, k := range read.Tokens {
			if k.From < at || k.To <= k.From || k.To > len(s) {
				t.Fatalf("token %d of %q is at %d to %d after %d", i, s, k.From, k.To, at)
			}
			if utf8.ValidString(s) && !utf8.ValidString(s[k.From:k.To]) {
				t.Fatalf("token %d of %q cuts a rune", i, s)
			}
			if k.Kind == plain.Digits && strings.Trim(string(read.Folded(i)), "0123456789") != "" {
				t.Fatalf("token %d of %q has the digits %q", i, s, read.Folded(i))
			}
			at = k.To
		}
	})
}
