package words

import (
	"testing"

	"floorwalker/app/chat"
	"floorwalker/app/view"
)

// Every operation that a backend describes has words of its own: a status page that
// prints an identifier has forgotten one.
func TestEveryOperationHasItsWords(t *testing.T) {
	seen := make(map[string]chat.Operation)
	for _, op := range chat.Operations() {
		w, ok := operationNames[op]
		if !ok {
			t.Errorf("%s has no words", op)
		}
		if other, twice := seen[w]; twice {
			t.Errorf("%s and %s are both called %q", op, other, w)
		}
		seen[w] = op
	}
	if got := Operation("something_new"); got != "Something new" {
		t.Errorf("an unknown operation is called %q", got)
	}
}

func TestEmulatedSaysHowAndWhatTheCustomerSees(t *testing.T) {
	for _, c := range []struct {
		of   view.Can
		want string
	}{
		{view.Can{Ability: chat.AbilityNative}, ""},
		{view.Can{Ability: chat.AbilityNative, Sees: "the line"}, ""},
		{view.Can{Ability: chat.AbilityEmulated, Words: "as a note"}, "As a note."},
		{view.Can{Ability: chat.AbilityEmulated, Words: "as a line.", Sees: "“Asha has joined”"}, "As a line. The customer sees: “Asha has joined”."},
		{view.Can{Ability: chat.AbilityEmulated, Words: "as a note", Unverified: true}, "As a note. Never tried on a live server."},
	} {
		if got := Emulated(c.of); got != c.want {
			t.Errorf("%+v: %q, want %q", c.of, got, c.want)
		}
	}
}
