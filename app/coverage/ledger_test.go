package coverage_test

import (
	"fmt"
	"reflect"
	"testing"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/coverage"
)

const (
	within = 120 * time.Second
	sec    = chat.Instant(1000)
	begin  = chat.Instant(1_790_674_200_000)
)

// desk folds events into a floor and a ledger.
type desk struct {
	t fatal
	f *chat.Floor
	l *coverage.Ledger
	n int
}

// fatal is what testing and rapid have in common.
type fatal interface {
	Helper()
	Fatalf(string, ...any)
}

func newDesk(t fatal) *desk {
	d := &desk{t: t, f: chat.NewFloor(), l: coverage.New(within)}
	d.l.Accountable("asha", begin)
	return d
}

func (d *desk) do(at chat.Instant, id chat.ChatID, by chat.AgentID, body chat.Body) {
	d.t.Helper()
	d.n++
	e := &chat.Event{ID: chat.EventID(fmt.Sprint("e", d.n)), At: at, Chat: id, By: by, Body: body}
	ch := d.f.Apply(e)
	if !ch.Applied {
		d.t.Fatalf("not applied: %+v", body)
	}
	d.l.Take(ch.Chat, e, "asha")
}

func opened() chat.Body { return &chat.ChatOpened{Bot: true, Driver: "practice"} }

func alert(rule chat.RuleID) chat.Body {
	return &chat.TriggerRaised{Trigger: chat.Trigger{Rule: rule, Level: chat.LevelAlert, Tier: chat.TierImmediate}}
}

func gapsOf(l *coverage.Ledger, to coverage.Audience, now chat.Instant) string {
	s := ""
	for _, g := range l.Gaps(to, now) {
		s += fmt.Sprintf("%s %d-%d %s %s;", g.Chat, (g.From-begin)/sec, (g.To-begin)/sec, g.Accountable, g.Rule)
	}
	return s
}

func TestAGapIsListedByChatSecondAndPerson(t *testing.T) { // D-10, A-12, G-QUAL-03
	for _, c := range []struct {
		name       string
		play       func(*desk)
		team, lead string
	}{
		{"nobody looks", func(*desk) {}, "c 120-600 asha ;", "c 120-600 asha ;"},
		{"at the last moment", func(d *desk) { d.l.Looked("c", "rohan", chat.RoleSecondary, begin+120*sec) }, "", ""},
		{"a second late", func(d *desk) { d.l.Looked("c", "rohan", chat.RoleSecondary, begin+121*sec) }, "c 120-121 asha ;", "c 120-121 asha ;"},
		{"only a lead looks, whom nobody may notice (D-03)", func(d *desk) { d.l.Looked("c", "isha", chat.RoleLead, begin+60*sec) }, "c 120-600 asha ;", ""},
		{"a lead whispers, which two people know (C-OBS-06)", func(d *desk) {
			d.do(begin+60*sec, "c", "isha", &chat.WhisperPosted{Message: "w", To: "asha", Text: "hello"})
		}, "c 120-600 asha ;", ""},
		{"a lead writes a note, which all see", func(d *desk) {
			d.do(begin+60*sec, "c", "isha", &chat.NotePosted{Message: "n", Text: "hello"})
		}, "", ""},
		{"taken over late", func(d *desk) {
			d.do(begin+130*sec, "c", "rohan", &chat.ChatTakenOver{Agent: "rohan"})
		}, "c 120-130 asha ;", "c 120-130 asha ;"},
		{"given by the hub to somebody, who does not look (E-Q-03)", func(d *desk) {
			d.do(begin+30*sec, "c", "rohan", &chat.ChatAccepted{Agent: "rohan", Rule: chat.AutoRule})
		}, "c 120-600 asha ;", "c 120-600 asha ;"},
		{"taken out of the queue", func(d *desk) {
			d.do(begin+30*sec, "c", "rohan", &chat.ChatAccepted{Agent: "rohan"})
		}, "", ""},
		{"given back to the bot by somebody", func(d *desk) {
			d.do(begin+30*sec, "c", "rohan", &chat.ChatReturned{Agent: "rohan", Reason: "a greeting"})
		}, "", ""},
		{"closed before it was due", func(d *desk) { d.do(begin+119*sec, "c", "", &chat.ChatClosed{}) }, "", ""},
		{"closed after it was due", func(d *desk) { d.do(begin+150*sec, "c", "", &chat.ChatClosed{}) }, "c 120-150 asha ;", "c 120-150 asha ;"},
		{"an alert after a look", func(d *desk) {
			d.l.Looked("c", "rohan", chat.RoleSecondary, begin+10*sec)
			d.l.Turned("c", "rohan", begin+20*sec)
			d.do(begin+30*sec, "c", "", alert("frustration"))
		}, "c 150-600 asha frustration;", "c 150-600 asha frustration;"},
		{"an alert under somebody's eyes", func(d *desk) {
			d.l.Looked("c", "rohan", chat.RoleSecondary, begin+10*sec)
			d.l.Looked("c", "rohan", chat.RoleSecondary, begin+11*sec) // on a second desk
			d.l.Turned("c", "rohan", begin+20*sec)
			d.do(begin+30*sec, "c", "", alert("frustration"))
		}, "", ""},
		{"an alert that is acknowledged", func(d *desk) {
			d.do(begin+30*sec, "c", "", alert("frustration"))
			d.do(begin+40*sec, "c", "rohan", &chat.AlertAcknowledged{Rule: "frustration"})
		}, "", ""},
		{"a notice calls nobody", func(d *desk) {
			d.l.Looked("c", "rohan", chat.RoleSecondary, begin+10*sec)
			d.l.Turned("c", "rohan", begin+20*sec)
			d.do(begin+30*sec, "c", "", &chat.TriggerRaised{Trigger: chat.Trigger{Rule: "r", Level: chat.LevelNotice}})
		}, "", ""},
		{"who serves has it before them, unless their desk is gone", func(d *desk) {
			d.do(begin+10*sec, "c", "rohan", &chat.ChatTakenOver{Agent: "rohan"})
			d.do(begin+20*sec, "c", "", alert("frustration"))
			d.do(begin+30*sec, "", "", &chat.AgentAdded{Agent: "rohan"})
			d.do(begin+30*sec, "", "", &chat.PresenceChanged{Agent: "rohan", Presence: chat.PresenceOffline})
			d.do(begin+40*sec, "c", "", alert("stuck"))
		}, "c 160-600 rohan stuck;", "c 160-600 rohan stuck;"},
		{"somebody else answers for the floor by then", func(d *desk) { d.l.Accountable("", begin+119*sec) }, "c 120-600  ;", "c 120-600  ;"},
		{"it came at night", func(d *desk) {
			d.do(begin, "c", "", &chat.NightFiled{Shift: "s", From: begin + 400*sec})
			d.do(begin+30*sec, "c", "", alert("frustration"))
		}, "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := newDesk(t)
			d.do(begin, "c", "", opened())
			c.play(d)
			if got := gapsOf(d.l, coverage.Team, begin+600*sec); got != c.team {
				t.Errorf("the team is told %q, want %q", got, c.team)
			}
			if got := gapsOf(d.l, coverage.Leads, begin+600*sec); got != c.lead {
				t.Errorf("leads are told %q, want %q", got, c.lead)
			}
		})
	}
}

func TestTwoNumbers(t *testing.T) { // they are never merged
	d := newDesk(t)
	d.do(begin, "c", "", opened())
	for i := range 4 {
		m := chat.MessageID(fmt.Sprint("m", i))
		d.do(begin+sec, "c", "", &chat.MessagePosted{Message: m, From: []chat.Speaker{chat.SpeakerCustomer, chat.SpeakerBot, chat.SpeakerSystem, chat.SpeakerAgent}[i], Text: "hello"})
		if i != 1 {
			d.l.Judged("c", m, begin+sec)
		}
	}
	f := d.l.Figures(coverage.Team, begin+100*sec)
	if f.Machine.Lines != 2 || f.Machine.Judged != 1 || f.Machine.Percent() != 50 || f.Eyes.Due != 0 || f.Eyes.Percent() != 100 {
		t.Errorf("%+v", f)
	}
	if want := []coverage.Unjudged{{Chat: "c", Message: "m1", At: begin + sec}}; !reflect.DeepEqual(f.Machine.Missed, want) {
		t.Errorf("%+v", f.Machine.Missed)
	}
	f = d.l.Figures(coverage.Team, begin+121*sec)
	if f.Eyes.Due != 1 || f.Eyes.Seen != 0 || len(f.Eyes.Gaps) != 1 || !f.Eyes.Gaps[0].Open || f.Eyes.Gaps[0].Length() != time.Second {
		t.Errorf("%+v", f.Eyes)
	}
}

func TestTheNextSpanGoesOn(t *testing.T) {
	d := newDesk(t)
	d.do(begin, "c", "", opened())
	d.do(begin+400*sec, "d", "", opened())
	next := d.l.Next(begin + 500*sec)
	if got := gapsOf(d.l, coverage.Team, begin+900*sec); got != "c 120-500 asha ;" {
		t.Error(got)
	}
	next.Looked("c", "rohan", chat.RoleSecondary, begin+510*sec)
	next.Looked("d", "rohan", chat.RoleSecondary, begin+510*sec)
	if got := gapsOf(next, coverage.Team, begin+900*sec); got != "c 500-510 asha ;" {
		t.Error(got)
	}
	if f := next.Figures(coverage.Team, begin+900*sec); f.Eyes.Due != 2 || f.Eyes.Seen != 1 {
		t.Errorf("%+v", f.Eyes)
	}
}

func BenchmarkTake(b *testing.B) { // the cost does not grow with the floor
	for _, chats := range []int{20, 2000} {
		b.Run(fmt.Sprint(chats), func(b *testing.B) {
			d := newDesk(b)
			for i := range chats {
				d.do(begin, chat.ChatID(fmt.Sprint(i)), "", opened())
			}
			c := d.f.Chat("7")
			e := &chat.Event{At: begin + sec, Chat: "7", By: "rohan", Body: &chat.NotePosted{Message: "n"}}
			raise := &chat.Event{At: begin + sec, Chat: "7", Body: alert("r")}
			calm := &chat.Event{At: begin + sec, Chat: "7", Body: &chat.TriggerCleared{Rule: "r"}}
			for b.Loop() {
				d.l.Take(c, raise, "asha")
				d.l.Take(c, calm, "asha")
				d.l.Take(c, e, "asha")
			}
		})
	}
}
