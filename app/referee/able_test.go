package referee

import (
	"slices"
	"strings"
	"testing"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
)

// described has the stand's chats come from a backend that can do all but some things.
func (s *stand) described(without ...chat.Operation) {
	b := chat.Backend{Name: "practice", Title: "Shop chat", State: chat.BackendLive}
	for _, op := range chat.Operations() {
		c := chat.Capability{Op: op, Ability: chat.AbilityNative}
		if slices.Contains(without, op) {
			c.Ability, c.How = chat.AbilityNone, "it was never built."
		}
		b.Capabilities = append(b.Capabilities, c)
	}
	s.team(&chat.BackendDescribed{Backend: b})
}

// TestWhatABackendCannotDo: each operation that a command needs is asked for, and the
// refusal names the backend (issue words: the screen offers nothing that is not there).
func TestWhatABackendCannotDo(t *testing.T) {
	groups := func(t *testing.T) *stand {
		s := owned(t)
		s.policy.Group = policy.Group{On: true, Max: 3}
		s.policy.Transfer = policy.Transfer{Away: policy.AwayBoth}
		return s
	}
	for _, tc := range []struct {
		op    chat.Operation
		floor func(*testing.T) *stand
		by    chat.AgentID
		wish  chat.Wish
	}{
		{chat.OpTakeOver, aBot, "asha", &chat.TakeOver{}},
		{chat.OpTakeOver, aQueue, "asha", &chat.AcceptChat{}},
		{chat.OpReply, owned, "asha", &chat.PostMessage{Text: "Hello"}},
		{chat.OpFile, owned, "asha", &chat.PostMessage{Text: "Hello", File: &chat.File{
			Hash: strings.Repeat("0", 64), Name: "a.png", Size: 1,
		}}},
		{chat.OpJoin, owned, "bela", &chat.Join{}},
		{chat.OpJoin, invited, "bela", &chat.AcceptOffer{Offer: "inv"}},
		{chat.OpJoin, groups, "asha", &chat.BeginGroup{}},
		{chat.OpInvite, owned, "asha", &chat.Invite{To: "bela", Note: "VAT"}},
		{chat.OpLeave, owned, "asha", &chat.Leave{}},
		{chat.OpForward, owned, "asha", &chat.Forward{To: "bela", Reason: chat.ForwardOther, Note: why}},
		{chat.OpForward, offered, "rohan", &chat.AcceptOffer{Offer: "fwd"}},
		{chat.OpForward, groups, "asha", &chat.AwaitAgent{To: "tariq", Note: why}},
		{chat.OpForwardTeam, owned, "asha", &chat.Forward{Queue: "billing", Reason: chat.ForwardOther, Note: why}},
		{chat.OpReturn, owned, "asha", &chat.ReturnToBot{Reason: "only hours"}},
		{chat.OpBlock, owned, "asha", &chat.BlockCustomer{On: true, Reason: "threats"}},
		{chat.OpTranscript, owned, "asha", &chat.SendTranscript{To: "isha@example.com"}},
	} {
		t.Run(string(tc.op)+" "+string(tc.wish.Name()), func(t *testing.T) {
			s := tc.floor(t)
			s.described(tc.op)
			d, no := s.do(tc.by, "c", "cmd-1", tc.wish)
			want := "Shop chat cannot " + tc.op.Deed() + ": it was never built."
			if no == nil || no.Words != want || no.Code != chat.RefusedInvalid || len(d.Events) > 0 {
				t.Fatalf("%+v, %+v; want %q", no, d, want)
			}
			s = tc.floor(t)
			s.policy.Upload.Max = 1
			s.described()
			if _, no := s.do(tc.by, "c", "cmd-1", tc.wish); no != nil {
				t.Errorf("where it can: %+v", no)
			}
		})
	}
}

// What the team keeps for itself needs nothing of a backend, and one that nobody has
// described is taken as able.
func TestWhatNeedsNoBackend(t *testing.T) {
	s := owned(t)
	s.described(chat.Operations()...)
	for id, w := range map[chat.CommandID]chat.Wish{
		"note": &chat.PostNote{Text: "Mind the tax."}, "tag": &chat.AddTag{Tag: "vat"}, "untag": &chat.RemoveTag{Tag: "vat"},
		"side": &chat.PostTeam{Text: "Anybody?"}, "look": &chat.Observe{},
	} {
		if _, no := s.do("asha", "c", id, w); no != nil {
			t.Errorf("%s: %+v", w.Name(), no)
		}
	}
	if _, no := s.do("asha", "c", "say", &chat.PostMessage{Text: "Hello"}); no == nil {
		t.Error("a line went where none can go")
	}
	s = owned(t) // its backend is not described
	if _, no := s.do("asha", "c", "back", &chat.ReturnToBot{Reason: "only hours"}); no != nil {
		t.Errorf("%+v", no)
	}
}
