package chat

import "testing"

// Every operation has words of its own for the sentence that a backend cannot do it.
func TestEveryOperationHasWords(t *testing.T) {
	seen := make(map[string]Operation)
	for _, op := range Operations() {
		words := op.Deed()
		if words == "do this" || seen[words] != "" {
			t.Errorf("%s: %q, as of %q", op, words, seen[words])
		}
		seen[words] = op
	}
	if got := Operation("novelty").Deed(); got != "do this" {
		t.Errorf("%q", got)
	}
}

// What a backend cannot do is said in a sentence that names it; what nobody has described
// can do everything.
func TestUnable(t *testing.T) {
	f := NewFloor()
	f.Apply(&Event{ID: "b", Body: &BackendDescribed{Backend: Backend{Name: "shop", Title: "Shop chat", Capabilities: Capabilities{
		{Op: OpReply, Ability: AbilityNative},
		{Op: OpReturn, Ability: AbilityEmulated},
		{Op: OpBlock, Ability: AbilityNone, How: "it has no such list."},
	}}}})
	f.Apply(&Event{ID: "n", Body: &BackendDescribed{Backend: Backend{Name: "bare"}}})
	for _, tc := range []struct {
		driver string
		op     Operation
		want   string
	}{
		{"shop", OpReply, ""},
		{"shop", OpReturn, ""},
		{"shop", OpBlock, "Shop chat cannot keep a customer from writing: it has no such list."},
		{"shop", OpTranscript, "Shop chat cannot mail a chat to the customer."},
		{"bare", OpReply, "bare cannot bring a line to the customer."},
		{"gone", OpReply, ""},
	} {
		if got := f.Unable(&Chat{Driver: tc.driver}, tc.op); got != tc.want {
			t.Errorf("%s %s: %q", tc.driver, tc.op, got)
		}
	}
}
