package words

import "testing"

func TestMisspelt(t *testing.T) {
	l := NewLexicon()
	for _, c := range []struct {
		word string
		want Class
	}{
		{"representitve", PersonSure},
		{"REPRESETNATIVE", PersonSure},
		{"supervizor", PersonSure},
		{"opperator", PersonSure},
		{"persen", PersonSome},
		{"tranfser", Connect},
		{"repetitive", 0},
		{"operation", 0},
		{"supervision", 0},
		{"prison", 0},
		{"presentation", 0},
		{"concert", 0},
	} {
		var text Text
		text.Read(c.word, l)
		if got := text.Tokens[0].Class; got.Has(PersonSure|PersonSome|Connect) != (c.want != 0) || c.want != 0 && !got.Has(c.want) {
			t.Errorf("%q has the classes %b", c.word, got)
		}
	}
}

func TestSlips(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want int
	}{{"agent", "agent", 0}, {"agnet", "agent", 1}, {"agen", "agent", 1}, {"aagent", "agent", 1}, {"abent", "agent", 1}, {"", "agent", 5}, {"tnega", "agent", 4}} {
		if got := slips([]byte(c.a), c.b); got != c.want {
			t.Errorf("%q is %d slips from %q, not %d", c.a, got, c.b, c.want)
		}
	}
}
