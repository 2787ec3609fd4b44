package view

import (
	"fmt"
	"testing"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/app/shift/cover"
)

const night chat.Instant = 1_790_674_200_000

// floorOf folds facts, each by an agent.
func floorOf(facts ...fact) *chat.Floor {
	f := chat.NewFloor()
	for i, e := range facts {
		f.Apply(&chat.Event{ID: chat.EventID(fmt.Sprint("e", i)), At: night + chat.Instant(i), Chat: e.chat, By: e.by, Body: e.body})
	}
	return f
}

func is(t *testing.T, what string, got, want []any) {
	t.Helper()
	if g, w := fmt.Sprint(got...), fmt.Sprint(want...); g != w {
		t.Errorf("%s: %s, want %s", what, g, w)
	}
}

type fact struct {
	chat chat.ChatID
	by   chat.AgentID
	body chat.Body
}

func crew() []fact {
	return []fact{
		{"", "", &chat.AgentAdded{Agent: "asha", Name: "Asha", Role: chat.RolePrimary}},
		{"", "", &chat.AgentAdded{Agent: "ben", Name: "Ben", Role: chat.RoleSecondary}},
		{"", "", &chat.PresenceChanged{Agent: "asha", Presence: chat.PresenceOnline}},
	}
}

func TestCoverOf(t *testing.T) { // D-12
	f := floorOf(append(crew(),
		fact{"", "", &chat.CoverAsked{Ask: "1", From: "asha", To: "lena", Until: night + 9}},
		fact{"", "", &chat.CoverAsked{Ask: "2", From: "asha", To: "ben", Until: night + 9}},
		fact{"", "", &chat.BreakBegan{Agent: "asha", Cover: "ben"}},
		fact{"", "", &chat.ShiftStarted{Shift: "s", Agent: "asha", Checks: []chat.SelfCheck{{Name: "sound"}}}},
		fact{"", "", &chat.ShiftEnded{Shift: "s", Agent: "asha"}})...)
	st := cover.Standing{
		Words: "Ben answers for the floor.", Agent: "ben", Name: "Ben", Role: chat.RoleSecondary, Asks: f.Cover().Asks,
		Chain: []cover.Link{{Agent: "asha", Name: "Asha", Role: policy.RolePrimary}, {Agent: "ben", Name: "Ben", Role: policy.RoleSecondary, There: true}},
		Empty: []policy.Role{policy.RoleLead},
	}
	st.Shift.ID = "s"
	ben := CoverOf(f, st, "ben")
	is(t, "Ben covers", []any{ben.Mine, ben.Nobody, len(ben.Asks)}, []any{true, false, 2})
	is(t, "what he is asked is first", []any{ben.Asks[0].Mine, ben.Asks[0].Ask, ben.Asks[0].FromName, ben.Asks[1].ToName}, []any{true, "2", "Asha", "lena"})
	a, b := ben.Chain[0], ben.Chain[1]
	is(t, "Asha in the chain", []any{a.Break.IsZero(), a.Online, a.Covers, a.Me}, []any{false, true, false, false})
	is(t, "Ben in the chain", []any{b.Break.IsZero(), b.Online, b.Covers, b.Me, b.There}, []any{true, false, true, true, true})
	asha := CoverOf(f, st, "asha")
	is(t, "her break", []any{asha.Break.IsZero(), asha.BreakBy, asha.Asks[0].Sent}, []any{false, "Ben", true})
	is(t, "her shift", []any{asha.Begun.IsZero(), asha.Ended.IsZero(), len(asha.Checks), asha.Empty}, []any{false, false, 1, []chat.Role{chat.RoleLead}})
	none := CoverOf(f, cover.Standing{}, "")
	is(t, "nobody", []any{none.Nobody, none.Mine}, []any{true, false})
}

// A question that runs out does not end anybody's time.
func TestUntilWhenSomebodyCovers(t *testing.T) { // G-COV-01
	st := cover.Standing{Written: true, Covered: true, Agent: "asha", Until: night + 9}
	st.Shift.Start, st.Shift.End = night, night+1000
	between, unwritten := st, st
	between.Covered, unwritten.Written = false, false
	for of, want := range map[*cover.Standing]chat.Instant{&st: night + 1000, &between: night, &unwritten: 0} {
		is(t, "until", []any{CoverOf(chat.NewFloor(), *of, "asha").Until}, []any{want})
	}
}

// handedAsha has a handover that is done, one that is open, and one that is late.
func handedAsha() *chat.Floor {
	items := []chat.HandoverItem{{ID: "a"}, {ID: "b"}}
	return floorOf(append(crew(),
		fact{"", "asha", &chat.HandoverSigned{Shift: "1", Hash: "done", To: "ben", Items: items[:1]}},
		fact{"", "ben", &chat.HandoverAcknowledged{Hash: "done", Items: []string{"a"}}},
		fact{"", "asha", &chat.HandoverSigned{Shift: "2", Hash: "open", To: "ben", Items: items}},
		fact{"", "ben", &chat.HandoverAcknowledged{Hash: "open", Items: []string{"b"}}},
		fact{"", "ben", &chat.HandoverSigned{Shift: "3", Hash: "late", To: "asha", Items: items}},
		fact{"", "", &chat.HandoverRaised{Hash: "late", To: "lena"}})...)
}

func TestHandoversOf(t *testing.T) { // D-05
	f := handedAsha()
	ben := HandoversOf(f, "ben", chat.RoleSecondary)
	if len(ben.Waiting) != 1 || ben.Waiting[0].Open != 1 || ben.Waiting[0].FromName != "Asha" || len(ben.Signed) != 1 || len(ben.Past) != 1 || ben.Late != 1 {
		t.Fatalf("%+v", ben)
	}
	if it := ben.Waiting[0].Items[1]; it.ByName != "Ben" || it.Acknowledged.IsZero() {
		t.Errorf("%+v", it)
	}
	lena := HandoversOf(f, "lena", chat.RoleLead)
	if len(lena.Waiting) != 1 || lena.Waiting[0].Hash != "late" || !lena.Waiting[0].Raised || len(lena.Others) != 1 {
		t.Errorf("what was raised is the lead's: %+v", lena)
	}
	// a chat that goes on needs a lead's word, whoever has it.
	f = floorOf(append(crew(), fact{"", "", &chat.AgentAdded{Agent: "lena", Name: "Lena", Role: chat.RoleLead}},
		fact{"c", "", &chat.ChatOpened{}},
		fact{"", "asha", &chat.HandoverSigned{Hash: "x", To: "ben", Items: []chat.HandoverItem{{ID: "chat:c", Kind: "chat", Chat: "c"}}}},
		fact{"", "ben", &chat.HandoverAcknowledged{Hash: "x", Items: []string{"chat:c"}}})...)
	lead, other := HandoversOf(f, "lena", chat.RoleLead), HandoversOf(f, "ben", chat.RoleSecondary)
	is(t, "a chat without a lead's word", []any{len(lead.Waiting), len(lead.Past), len(other.Waiting), len(other.Past)}, []any{1, 0, 0, 1})
	is(t, "and what it lacks", []any{lead.Waiting[0].ForLead, lead.Waiting[0].Mine, lead.Waiting[0].Open, lead.Waiting[0].Items[0].NeedsLead, lead.Waiting[0].Items[0].ByName}, []any{true, true, 1, true, "Ben"})
	// So does one of a handover that has come to the lead with something else open.
	f = floorOf(append(crew(), fact{"", "", &chat.AgentAdded{Agent: "lena", Name: "Lena", Role: chat.RoleLead}},
		fact{"c", "", &chat.ChatOpened{}}, fact{"d", "", &chat.ChatOpened{}},
		fact{"", "asha", &chat.HandoverSigned{Hash: "x", To: "ben", Items: []chat.HandoverItem{
			{ID: "chat:c", Kind: "chat", Chat: "c"}, {ID: "chat:d", Kind: "chat", Chat: "d"}, {ID: "call", Kind: "call"},
		}}},
		fact{"", "ben", &chat.HandoverAcknowledged{Hash: "x", Items: []string{"chat:c"}}}, fact{"", "", &chat.HandoverRaised{Hash: "x", To: "lena"}})...)
	lead, other = HandoversOf(f, "lena", chat.RoleLead), HandoversOf(f, "ben", chat.RoleSecondary)
	is(t, "all for the lead", []any{lead.Waiting[0].Open, lead.Waiting[0].Items[0].Acknowledged, lead.Waiting[0].Items[0].ByName}, []any{3, chat.Instant(0), "Ben"})
	is(t, "what is left for Ben", []any{other.Waiting[0].Open, other.Waiting[0].Items[0].Acknowledged.IsZero()}, []any{2, false})
	f = handedAsha()
	if asha := HandoversOf(f, "asha", chat.RolePrimary); len(asha.Waiting) != 1 || len(asha.Signed) != 1 {
		t.Errorf("%+v", asha)
	}
}

func TestNight(t *testing.T) { // G-ON-01, G-ON-02
	p := &policy.Policy{}
	from := night
	f := floorOf(append(crew(),
		fact{"old", "", &chat.ChatOpened{}}, fact{"old", "", &chat.NightFiled{Shift: "1", From: from - 1}},
		fact{"older", "", &chat.ChatOpened{}}, fact{"older", "", &chat.NightFiled{Shift: "1", From: from - 1}},
		fact{"older", "asha", &chat.NightReviewed{Call: true}},
		fact{"a", "", &chat.ChatOpened{Customer: chat.Customer{Name: "Isha K."}}}, fact{"a", "", &chat.NightFiled{Shift: "2", From: from}},
		fact{"a", "", &chat.ObligationStarted{Obligation: chat.Obligation{ID: "call", Kind: chat.OwedCall, Reason: chat.CallOvernight, Due: from + 5}}},
		fact{"a", "", &chat.ObligationStarted{Obligation: chat.Obligation{ID: "ack", Kind: chat.OwedNightAck, Due: from + 3}}},
		fact{"a", "asha", &chat.AttemptEnded{Attempt: chat.Attempt{ID: "1", Obligation: "call", Began: from + 1, Ended: from + 2, Outcome: chat.AttemptBusy}}},
		fact{"b", "", &chat.ChatOpened{}}, fact{"b", "", &chat.NightFiled{Shift: "2", From: from}},
		fact{"b", "", &chat.MessagePosted{Message: "0", From: chat.SpeakerCustomer, Text: "Hello"}},
		fact{"b", "asha", &chat.MessagePosted{Message: "1", From: chat.SpeakerAgent, Text: "I call you."}},
		fact{"b", "asha", &chat.MessagePosted{Message: "2", From: chat.SpeakerAgent, Text: "Now."}},
		fact{"b", "asha", &chat.NightReviewed{Note: "They only said thanks."}},
		fact{"c", "", &chat.ChatOpened{}}, fact{"c", "", &chat.NightFiled{Shift: "2", From: from}},
		fact{"c", "", &chat.TriggerRaised{Trigger: chat.Trigger{Rule: policy.RuleFrustration, Level: chat.LevelAlert}}},
		fact{"day", "", &chat.ChatOpened{}})...)
	b := NewBook("asha", time.Minute, func(id chat.AgentID) string { return "agent " + string(id) })
	f.EachChat(b.Update)
	n := b.Night(p)
	order := ""
	for _, c := range n.Chats {
		order += string(c.Chat) + " "
	}
	// What is upset is first, then what is due; what was reviewed is last; what was
	// reviewed of an older night is over.
	is(t, "the worklist", []any{order, n.Shift, n.Reviewed, n.Of(), n.Left()}, []any{"c a old b ", "2", 1, 4, 3})
	a, last := n.Chats[1], n.Chats[3]
	is(t, "one that was called", []any{a.Customer, a.Acknowledge, a.Call, a.Obligation, a.Tried, a.Locked}, []any{"Isha K.", from + 3, from + 5, "call", 1, false})
	is(t, "the reviewed one", []any{last.ReviewedBy, last.ToCall, last.Note, n.Chats[0].Locked}, []any{"agent asha", false, "They only said thanks.", true})
	first := f.Chat("b").Messages[1].At
	is(t, "since when their call is to follow", []any{a.Acknowledged, last.Acknowledged}, []any{chat.Instant(0), first}) // G-ON-04
	was := b.Nights()
	b.Update(f.Chat("day"))
	if b.Nights() != was {
		t.Error("a chat of the day changed the night")
	}
	b.Remove("a")
	if n := b.Night(p); n.Of() != 3 || b.Nights() == was {
		t.Errorf("%d left", n.Of())
	}
	b.Clear()
	if n := b.Night(p); n.Of() != 0 {
		t.Errorf("%d left", n.Of())
	}
}

func TestCalling(t *testing.T) { // G-CB-01 to -06, A-57
	said := func(id, text string) fact {
		return fact{"c", "", &chat.MessagePosted{Message: chat.MessageID(id), From: chat.SpeakerCustomer, Text: text}}
	}
	raised := func(r chat.RuleID, l chat.Level) fact {
		return fact{"c", "", &chat.TriggerRaised{Trigger: chat.Trigger{Rule: r, Level: l}}}
	}
	for name, tc := range map[string]struct {
		facts []fact
		want  string
	}{
		"nothing":                   {nil, "[] false"},
		"a first wish":              {[]fact{said("1", "call me please")}, "[] true"},
		"a second one":              {[]fact{said("1", "call me please"), said("2", "give me a call")}, "[prefers_phone] false"},
		"frustrated":                {[]fact{raised(policy.RuleFrustration, chat.LevelAlert)}, "[frustrated] false"},
		"suspected only":            {[]fact{raised(policy.RuleFrustration, chat.LevelNotice)}, "[] false"},
		"technical and billing":     {[]fact{raised(policy.RuleBilling, chat.LevelAlert), raised(policy.RuleTechnical, chat.LevelAlert)}, "[screen_share billing_dispute] false"},
		"one was offered for it":    {[]fact{raised(policy.RuleBilling, chat.LevelAlert), {"c", "asha", &chat.CallbackOffered{Reason: chat.CallBillingDispute}}}, "[] false"},
		"and the trigger was heard": {[]fact{raised(policy.RuleBilling, chat.LevelAlert), {"c", "asha", &chat.ChatTakenOver{Agent: "asha"}}}, "[billing_dispute] false"},
	} {
		f := floorOf(append([]fact{{"c", "", &chat.ChatOpened{Bot: true}}}, tc.facts...)...)
		got := callingOf(f.Chat("c"))
		if s := fmt.Sprint(got.Suggested, got.Details); s != tc.want {
			t.Errorf("%s: %s, want %s", name, s, tc.want)
		}
	}
}

// D-05: the floor's keys come with its handovers, the retired ones among them.
func TestHandoversHaveTheFloorsKeys(t *testing.T) {
	f := floorOf(append(crew(),
		fact{"", "asha", &chat.KeyRegistered{Agent: "asha", Key: []byte{1}}},
		fact{"", "ben", &chat.KeyRetired{Agent: "asha", Key: []byte{1}, Reason: "lost"}},
		fact{"", "asha", &chat.KeyRegistered{Agent: "asha", Key: []byte{2}}})...)
	ks := HandoversOf(f, "asha", chat.RolePrimary).Keys
	if ks == nil || len(ks.Keys) != 2 {
		t.Fatalf("%+v", ks)
	}
	is(t, "the old and the new", []any{ks.Keys[0].Key, ks.Keys[0].Reason, ks.Keys[0].Until.IsZero(), ks.Keys[1].Key, ks.Keys[1].Until.IsZero()},
		[]any{"01", "lost", false, "02", true})
}
