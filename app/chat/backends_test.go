package chat

import (
	"fmt"
	"reflect"
	"testing"
)

func team(f *Floor, id string, at Instant, by AgentID, b Body) {
	f.Apply(&Event{ID: EventID(id), At: at, By: by, Body: b})
}

func TestBackends(t *testing.T) {
	f := NewFloor()
	team(f, "1", 10, "", &BackendChanged{Driver: "crisp", State: BackendDown}) // of one that nobody knows
	team(f, "2", 20, "", &BackendDescribed{Backend{Name: "practice", Title: "Practice", State: BackendLive}})
	team(f, "3", 30, "", &BackendDescribed{Backend{
		Name: "chatwoot", Title: "Chatwoot", State: BackendStarting, Capabilities: Capabilities{{Op: OpReply, Ability: AbilityNative}},
	}})
	team(f, "4", 40, "", &BackendChanged{Driver: "chatwoot", State: BackendDown, Words: "It cannot be reached."})
	team(f, "5", 50, "", &BackendChanged{Driver: "chatwoot", State: BackendDown, Words: "It says no.", Since: 40})
	bs := f.Backends()
	if len(bs) != 2 || bs[0].Name != "chatwoot" || bs[1].Name != "practice" {
		t.Fatalf("%+v", bs)
	}
	if b, known := f.Backend("chatwoot"); !known || b.State != BackendDown || b.Words != "It says no." || b.Since != 40 || !b.Capabilities.Can(OpReply) {
		t.Errorf("%+v %v", b, known)
	}
	bs[1].Title = "another" // the caller's own
	if b, _ := f.Backend("practice"); b.Title != "Practice" || b.Since != 20 {
		t.Errorf("%+v", b)
	}
	if _, known := f.Backend("crisp"); known {
		t.Error("a backend that was never described is known")
	}
	before := f.Hash()
	team(f, "6", 60, "", &BackendChanged{Driver: "chatwoot", State: BackendLive})
	if b, _ := f.Backend("chatwoot"); b.Words != "" || b.Since != 60 || f.Hash() == before {
		t.Errorf("%+v", b)
	}
}

// What only a backend can do leaves a line for the team, and moves nothing of the chat's
// lines.
func TestWhatABackendDoes(t *testing.T) {
	f, c := serve()
	c0 := *c
	by(f, 20, "asha", &CustomerBlocked{On: true, Reason: "abuse"})
	by(f, 21, "asha", &TranscriptAsked{To: "rohan@example.com"})
	by(f, 22, "", &BackendDid{Operation: OpNote, Of: "e", OK: true})
	by(f, 23, "", &BackendDid{Operation: OpNote, Of: "e", Words: "Chatwoot does not have the note."})
	if !c.Blocked || len(c.Messages) != len(c0.Messages)+3 || c.LastAt != c0.LastAt || c.LastLine != c0.LastLine {
		t.Fatalf("%+v", c)
	}
	want := []Told{{What: ToldBlocked}, {What: ToldTranscript}, {What: ToldBackend, Operation: OpNote}}
	words := []string{"abuse", "rohan@example.com", "Chatwoot does not have the note."}
	for i, m := range c.Messages[len(c0.Messages):] {
		if m.From != SpeakerTeam || *m.Told != want[i] || m.Text != words[i] {
			t.Errorf("%d: %+v %+v", i, m, m.Told)
		}
	}
	by(f, 24, "asha", &CustomerBlocked{})
	if c.Blocked || c.Messages[len(c.Messages)-1].Told.What != ToldUnblocked {
		t.Error("still blocked")
	}
}

func TestGivenBackToTheBot(t *testing.T) {
	f, c := serve()
	by(f, 20, "asha", &GroupChanged{On: true, Lead: "asha"})
	by(f, 21, "ben", &AgentJoined{Agent: "ben"})
	moves := c.OthersDid("ben")
	by(f, 22, "asha", &ChatReturned{Agent: "asha", Reason: "it was a greeting"})
	if got := fmt.Sprintf("%s %t %q %q %q %t %q %s", c.Stage, c.Bot, c.Owner, c.Step, c.Joined, c.Group, c.Lead, c.Speaking()); got != `bot true "" "" [] false "" bot` {
		t.Errorf("%s", got)
	}
	if c.ServedBy != "asha" || f.Agent("asha").Owns != 0 || c.OthersDid("ben") != moves+1 {
		t.Errorf("served by %q, asha owns %d", c.ServedBy, f.Agent("asha").Owns)
	}
	if m := c.Messages[len(c.Messages)-1]; m.Told == nil || m.Told.What != ToldToBot || m.Text != "it was a greeting" || m.Agent != "asha" {
		t.Errorf("%+v", m)
	}
}

func TestLinesChange(t *testing.T) {
	f := opened()
	f.Apply(ev("1", 10, &MessagePosted{Message: "m1", From: SpeakerCustomer, Text: "my card is 4111", Masked: true, File: &File{Name: "a"}}))
	f.Apply(ev("2", 11, &MessagePosted{Message: "m2", From: SpeakerBot, Text: "hello"}))
	f.Apply(ev("3", 12, &NotePosted{Message: "m1", Text: "a note of the same id"}))
	c := f.Chat("c")
	before, revision := c.Messages, c.Revision
	f.Apply(ev("4", 20, &MessageEdited{Message: "m1", Text: "my card"}))
	if m := c.Messages[0]; m.Text != "my card" || m.Edited != 20 || m.Masked || before[0].Text != "my card is 4111" {
		t.Errorf("%+v, and before %+v", m, before[0])
	}
	if c.Rewritten != 1 || c.Revision == revision || c.Messages[2].Text != "a note of the same id" || c.LastAt != 12 {
		t.Errorf("%d %+v", c.Rewritten, c.Messages[2])
	}
	f.Apply(ev("5", 21, &MessageRemoved{Message: "m1"}))
	f.Apply(ev("6", 22, &MessageEdited{Message: "m1", Text: "late news of an edit"}))
	if m := c.Messages[0]; m.Text != "" || m.File != nil || m.Removed != 21 || m.Edited != 20 {
		t.Errorf("%+v", m)
	}
	f.Apply(ev("7", 23, &MessageRemoved{Message: "m9"})) // nobody knows it
	if len(c.Messages) != 3 {
		t.Errorf("%d lines", len(c.Messages))
	}
}

func TestPast(t *testing.T) {
	f := opened()
	const at = 10_000_000
	for i, tc := range []struct {
		said Instant
		past bool
	}{{0, false}, {at, false}, {at - Instant(HistoryAfter.Milliseconds()), false}, {at - Instant(HistoryAfter.Milliseconds()) - 1, true}} {
		id := string(rune('a' + i))
		f.Apply(ev(id, at, &MessagePosted{Message: MessageID(id), From: SpeakerCustomer, Said: tc.said}))
		c := f.Chat("c")
		m := c.Messages[len(c.Messages)-1]
		if m.History() != tc.past || tc.said != 0 && m.SaidAt() != tc.said || m.At != at {
			t.Errorf("said at %d: %+v", tc.said, m)
		}
	}
	g := opened()
	g.Apply(ev("m", at, &MessagePosted{Message: "m", From: SpeakerCustomer, Said: 1_000}))
	if c := g.Chat("c"); c.Heard != 1_000 || c.LastAt != at {
		t.Errorf("heard at %d, newest at %d", c.Heard, c.LastAt)
	}
}

func TestDraft(t *testing.T) {
	f := opened()
	c := f.Chat("c")
	f.Apply(ev("1", 10, &CustomerTyped{Draft: "I want"}))
	f.Apply(ev("2", 11, &MessagePosted{Message: "b", From: SpeakerBot}))
	if c.Draft != "I want" {
		t.Errorf("%q", c.Draft)
	}
	f.Apply(ev("3", 12, &MessagePosted{Message: "m", From: SpeakerCustomer}))
	if c.Draft != "" || c.Typed != 10 {
		t.Errorf("%q", c.Draft)
	}
}

func TestGroups(t *testing.T) { // C-TRF-03
	f, c := serve()
	for i, s := range []struct {
		body Body
		lead AgentID
	}{
		{&AgentJoined{Agent: "ben"}, ""},
		{&GroupChanged{On: true, Lead: "asha"}, "asha"},
		{&GroupChanged{On: true, Lead: "ben"}, "ben"},
		{&ChatForwarded{From: "asha", To: "lena"}, "ben"},
		{&AgentLeft{Agent: "ben"}, "lena"},
		{&ChatTakenOver{Agent: "asha", From: "lena"}, "asha"},
		{&GroupChanged{}, ""},
		{&GroupChanged{On: true, Lead: "asha"}, "asha"},
		{&ChatQueued{}, ""},
	} {
		by(f, Instant(30+i), "asha", s.body)
		if c.Lead != s.lead || c.Group != (s.lead != "") {
			t.Errorf("%d, %s: %v led by %q", i, s.body.Kind(), c.Group, c.Lead)
		}
	}
}

func TestRoutes(t *testing.T) { // V-ROUTE-01
	f := opened()
	c := f.Chat("c")
	f.Apply(ev("r", 10, &ChatRouted{Rule: "Invoices", Queue: "Billing", Agent: "asha", Why: "the page /billing"}))
	if want := (Routing{"Invoices", "Billing", "asha", "the page /billing", 10}); c.Routed != want || c.Queue != "" || c.Stage != StageBot {
		t.Errorf("%+v", c.Routed)
	}
	f.Apply(ev("q", 11, &ChatQueued{}))
	if c.Queue != "Billing" || c.Wanted() != "asha" {
		t.Errorf("it waits for %q, %q", c.Queue, c.Wanted())
	}
	f.Apply(ev("a", 12, &ChatAccepted{Agent: "asha", Rule: AutoRule}))
	if c.GivenBy != AutoRule || c.Queue != "" {
		t.Errorf("%q %q", c.GivenBy, c.Queue)
	}
	f.Apply(ev("q2", 13, &ChatQueued{Queue: "Technical"})) // somebody knows better than the rule
	if c.Queue != "Technical" || c.Wanted() != "" || c.GivenBy != "" {
		t.Errorf("%q %q", c.Queue, c.Wanted())
	}
	f.Apply(ev("x", 14, &ChatClosed{}))
	f.Apply(ev("o2", 15, &ChatOpened{Choice: "Sales", Site: "Shop"}))
	if c.Routed != (Routing{}) || c.Choice != "Sales" || c.Site != "Shop" {
		t.Errorf("%+v", c)
	}
	f.Apply(ev("r2", 16, &ChatRouted{Queue: "General", Waits: true}))
	if c.Queue != "General" {
		t.Errorf("it waits for %q", c.Queue)
	}
}

func TestOutsiders(t *testing.T) {
	f := NewFloor()
	team(f, "1", 1, "", &AgentAdded{Agent: "out", Name: "Rohan M.", Outside: true})
	if a := f.Agent("out"); !a.Outside || a.Presence != PresenceOffline {
		t.Errorf("%+v", a)
	}
	team(f, "2", 2, "", &AgentAdded{Agent: "out", Name: "Rohan M.", Role: RolePrimary})
	if f.Agent("out").Outside {
		t.Error("who is on the team by now is outside still")
	}
}

func TestChannel(t *testing.T) { // C-INT-01
	f, c := serve()
	post := func(at Instant, room string, thread ChatID, text string) {
		e := &Event{ID: EventID(text), At: at, By: "asha", Chat: thread, Body: &TeamPosted{
			Message: MessageID(text), Room: room, Thread: thread, Name: "Asha", Text: text, Mentions: []AgentID{"ben"},
		}}
		if !f.Apply(e).Applied {
			t.Fatalf("%s was not applied", text)
		}
	}
	first := f.Hash()
	post(20, "", "", "hello")
	post(21, "Billing", "", "an invoice")
	was := *c
	post(22, "", "c", "beside the chat")
	want := TeamLine{ID: "hello", At: 20, By: "asha", Name: "Asha", Text: "hello", Mentions: []AgentID{"ben"}}
	if got := f.Channel(""); len(got) != 1 || !reflect.DeepEqual(got[0], want) {
		t.Errorf("%+v", got)
	}
	if len(f.Channel("Billing")) != 1 || len(c.Side) != 1 || c.Side[0].Text != "beside the chat" || !reflect.DeepEqual(f.Rooms(), []string{"", "Billing"}) {
		t.Errorf("%+v %+v", f.Rooms(), c.Side)
	}
	if len(c.Messages) != len(was.Messages) || c.LastAt != was.LastAt || c.Revision != was.Revision || f.Hash() == first {
		t.Error("a line of the team moves the chat, or is not hashed")
	}
}

// The channel is remembered to its newest lines, and who reads older ones goes on to.
func TestChannelIsBounded(t *testing.T) {
	f, c := serve()
	post := func(at Instant, thread ChatID, text string) {
		f.Apply(&Event{ID: EventID(text), At: at, Chat: thread, Body: &TeamPosted{Message: MessageID(text), Thread: thread, Text: text}})
	}
	post(1, "", "hello")
	kept := f.Channel("")
	for i := range KeepChannel + 50 {
		post(Instant(100+i), "", fmt.Sprint("line ", i))
		post(Instant(100+i), "c", fmt.Sprint("beside ", i))
	}
	if got := f.Channel(""); len(got) != KeepChannel || got[0].At != 150 || kept[0].Text != "hello" {
		t.Errorf("%d lines from %d on", len(got), got[0].At)
	}
	if f.Said("", "hello") || !f.Said("", "line 249") {
		t.Error("what is remembered is not what was said last")
	}
	if len(c.Side) != KeepSide || c.Side[0].Text != "beside 150" {
		t.Errorf("%d lines beside the chat", len(c.Side))
	}
}

func TestMentions(t *testing.T) {
	f := NewFloor()
	for i, a := range []AgentAdded{
		{Agent: "asha", Name: "Asha"},
		{Agent: "asha-2", Name: "Asha K."},
		{Agent: "r7", Name: "Rohan M."},
		{Agent: "मीरा", Name: "मीरा"},
		{Agent: "out", Name: "Outis", Outside: true},
		{Agent: "gone", Name: "Goran"},
	} {
		team(f, string(rune('a'+i)), 1, "", &a)
	}
	team(f, "z", 2, "", &AgentRevoked{Agent: "gone"})
	for _, tc := range []struct {
		text string
		want []AgentID
	}{
		{"nobody", nil},
		{"@r7 look", []AgentID{"r7"}},
		{"@Rohan, look", []AgentID{"r7"}},
		{"@rohan m. look", []AgentID{"r7"}},
		{"(@ROHAN) and @asha-2", []AgentID{"r7", "asha-2"}},
		{"@asha k. please", []AgentID{"asha-2"}},
		{"@asha please", []AgentID{"asha", "asha-2"}}, // both are called so
		{"@asha-2 @asha-2", []AgentID{"asha-2"}},
		{"write to r7@rohan.example", nil},
		{"@rohanx @ @out @outis @gone @goran", nil},
		{"@मीरा देखो", []AgentID{"मीरा"}},
		{"@@r7", []AgentID{"r7"}},
	} {
		if got := Mentions(tc.text, f); !reflect.DeepEqual(got, tc.want) {
			t.Errorf("%q calls %q, want %q", tc.text, got, tc.want)
		}
	}
}
