package label

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestMask(t *testing.T) {
	private := []string{"Rohan Mehta", "Asha", "", "@rohan_91", "Zoë K.", "रोहन"}
	for _, c := range []struct{ text, want string }{
		// E-mail, and what looks like it.
		{"write to rohan.m+x@mail.example.org, please", "write to somebody@example.com, please"},
		{"my UPI is nobody@okbank and A@B", "my UPI is somebody@example.com and somebody@example.com"},
		{"(a@example.com)", "(somebody@example.com)"},
		{"पता है: नाम@उदाहरण.भारत", "पता है: somebody@example.com"},
		{"@ 5 pm", "@ 5 pm"},
		// Long numbers, in any script and style.
		{"call +91 12345 67890 now", "call +00 00000 00000 now"},
		{"call (022) 1234-5678.", "call (000) 0000-0000."},
		{"123-4567", "000-0000"},
		{"१२३४५ ६७८९०", "00000 00000"},
		{"card 1234 5678 9012 3456", "card 0000 0000 0000 0000"},
		{"acc1234567890x", "acc0000000000x"},
		// Short ones, amounts, dates and times stay: the rules need them.
		{"order 123456 costs ₹1,99,000 since 2026-11-22 or 22/11/2026 at 10:30", "order 123456 costs ₹1,99,000 since 2026-11-22 or 22/11/2026 at 10:30"},
		{"999 1499", "000 0000"}, // too much rather than too little
		{"5 days", "5 days"},
		// Names that are known, in whatever case, whole words only.
		{"Hi Rohan, ROHAN MEHTA here; rohan's", "Hi Name, Name Name here; Name's"},
		{"thanks ASHA", "thanks Name"},
		{"Ashanti is not she", "Ashanti is not she"},
		{"Zoë and ZOË", "Name and Name"},
		{"नमस्ते रोहन जी", "नमस्ते Name जी"},
		{"I am rohan_91", "I am Name_Name"},
		// Names that somebody introduces.
		{"my name is kavita", "my name is Name"},
		{"My name is not on the card", "My name is not on the card"},
		{"mera naam Vikram hai", "mera naam Name hai"},
		{"मेरा नाम कविता है", "मेरा नाम Name है"},
		{"Mr. Iyer and Mrs Iyer", "Mr. Name and Mrs Name"},
		{"This is Kavita from Pune", "This is Name from Pune"},
		{"I'm Kavita.", "I'm Name."},
		{"I am Very angry", "I am Very angry"},
		{"this is wrong.", "this is wrong."},
		// What is no text.
		{"", ""},
		{"a\xff\xfeb", "a\uFFFDb"},
	} {
		if got := Mask(c.text, private); got != c.want {
			t.Errorf("%q\n got %q\nwant %q", c.text, got, c.want)
		}
	}
}

func TestMaskWithoutNames(t *testing.T) {
	if got := Mask("Rohan", nil); got != "Rohan" {
		t.Error(got)
	}
	if got := Mask("A b c", []string{"A B C"}); got != "A b c" {
		t.Errorf("single letters are no names: %q", got)
	}
}

func FuzzMask(f *testing.F) {
	f.Add("call +91 12345 67890 or a@b, I am Asha", "Asha")
	f.Add(strings.Repeat("१", 50), "\xff")
	f.Fuzz(func(t *testing.T, text, name string) {
		got := Mask(text, []string{name})
		if !utf8.ValidString(got) {
			t.Errorf("%q is no text", got)
		}
		for _, m := range mailLike.FindAllString(got, -1) {
			if !strings.HasPrefix(m, "somebody") {
				t.Errorf("%q has %q", got, m)
			}
		}
		if again := Mask(got, nil); name == "" && again != got {
			t.Errorf("%q became %q", got, again)
		}
	})
}
