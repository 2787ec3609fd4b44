package ladder

import (
	"slices"
	"testing"
	"time"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/app/followup"
	"floorwalker/app/record"
)

// phoned is what a person does with the phone, for a record of the shared list.
type phoned struct {
	ID      record.ID
	To      chat.AgentID   // who is to call, where that is what is decided
	Attempt chat.AttemptID // which to end
	Note    string
}

// callDeeds are what a person does on the phone, and what they see of it.
func (p *person) callDeeds() map[string]deed {
	return map[string]deed{
		"assign": with(p.assign),
		"begin":  with(p.begin),
		"hangup": with(func(w phoned) (any, error) {
			p.desk.Load().EndCall(followup.Key{Record: w.ID}, app.CallEnd{Attempt: w.Attempt, Outcome: chat.AttemptNoAnswer, Note: w.Note})
			return nil, nil
		}),
		"line": with(func(id record.ID) (any, error) {
			l, _ := followup.Find(p.desk.Load().Snapshot().Calls, followup.Key{Record: id})
			return l, nil
		}),
	}
}

// begin dials, and answers with the attempt or with why not.
func (p *person) begin(w phoned) (any, error) {
	type answer struct {
		id  chat.AttemptID
		err error
	}
	got := make(chan answer, 1)
	p.desk.Load().BeginCall(followup.Key{Record: w.ID}, func(id chat.AttemptID, err error) { got <- answer{id, err} })
	a := <-got
	return a.id, a.err
}

// assign gives a new record, or one that is there, to somebody to call.
func (p *person) assign(w phoned) (any, error) {
	d := p.desk.Load()
	s := d.Snapshot()
	at := chat.InstantOf(p.child.now())
	f := followup.FollowUp{Customer: "Rohan M.", Phone: "+91 00000 00000", Reason: "the save button", Due: at.Add(time.Hour)}.Opened(s.Me.Agent, at)
	edit := app.Edit{ID: w.ID}
	if v, ok := s.Shelves.FollowUps.Get(w.ID); ok {
		f, edit.Basis = v.Content, v.Revision
	}
	got := make(chan error, 1)
	var id record.ID
	d.PutFollowUp(edit, f.Assign(w.To), func(as record.ID, err error) { id = as; got <- err })
	err := <-got
	return id, err
}

// TestThreeDaysOfCalls (D-04, A-63): two desks are cut off for 72 hours, each with the
// belief that the call is its own, because it was handed on in between. Each dials as
// its rules allow, over a kill and a restart without the hub. Then all comes together:
// each attempt is on the log once, and those that were made within an hour of
// another's end are kept and marked.
func TestThreeDaysOfCalls(t *testing.T) {
	f := newFloor(t)
	asha, ben := f.desk("Asha", chat.RolePrimary), f.desk("Ben", chat.RoleSecondary)
	var id record.ID
	asha.ask("assign", phoned{To: asha.id}, &id)
	ben.until("the follow-up", func(sight) bool { return ben.line(id).Owner == asha.id })
	asha.again(t, "this run of the machine") // from here on her clock outlives her program
	asha.alone()
	ben.ask("assign", phoned{ID: id, To: ben.id}, nil)
	f.same(ben)
	ben.alone()

	asha.calls(t, id, "asha 1")
	f.skew(30 * time.Minute)
	ben.calls(t, id, "ben 1") // too early, which nobody could tell him
	f.skew(28 * time.Minute)
	if err := asha.try("begin", phoned{ID: id}, nil); err == nil {
		t.Error("Asha dials again before 60 minutes are over (A-15)")
	}
	asha.Kill()
	asha.open()
	if got := asha.line(id); len(got.Log) != 1 || got.Log[0].Note != "asha 1" {
		t.Fatalf("after a kill Asha's desk knows %+v", got.Log)
	}
	if err := asha.try("begin", phoned{ID: id}, nil); err == nil {
		t.Error("Asha dials again before 60 minutes are over, after a restart (A-15)")
	}
	f.skew(5 * time.Minute)
	asha.calls(t, id, "asha 2") // her clock is certain, although the hub has not answered since
	f.skew(60 * time.Hour)
	ben.calls(t, id, "ben 2")
	f.skew(11 * time.Hour)
	asha.calls(t, id, "asha 3")
	if got := asha.line(id); !got.Spent {
		t.Errorf("after three of her own Asha's desk says %+v", got)
	}
	if err := asha.try("begin", phoned{ID: id}, nil); err == nil {
		t.Error("Asha dials a fourth time")
	}

	f.together(t, id, asha, ben)
}

// together joins the two desks and the hub, and looks at what each has of the five
// attempts.
func (f *floor) together(t *testing.T, id record.ID, asha, ben *desk) {
	t.Helper()
	asha.proxy.join()
	ben.proxy.join()
	for _, d := range []*desk{asha, ben} {
		d.ask("retry", nil, nil)
		d.live()
		d.until("all five attempts", func(sight) bool { return len(d.line(id).Log) == 5 })
	}
	f.same(asha, ben)
	early := map[string]bool{"asha 1": false, "ben 1": true, "asha 2": true, "ben 2": false, "asha 3": false}
	for _, d := range []*desk{asha, ben} {
		for _, a := range d.line(id).Log {
			if want, known := early[a.Note]; !known || a.Early != want || a.Uncertain {
				t.Errorf("%s's desk says %q is early %t and uncertain %t, want %t and false", d.name, a.Note, a.Early, a.Uncertain, want)
			}
		}
	}
	var on []string
	for _, e := range f.events() {
		if b, ok := e.Body.(*chat.AttemptEnded); ok {
			on = append(on, b.Attempt.Note)
		}
	}
	slices.Sort(on)
	if want := []string{"asha 1", "asha 2", "asha 3", "ben 1", "ben 2"}; !slices.Equal(on, want) {
		t.Errorf("the log has the attempts %q, want %q", on, want)
	}
}

// calls dials, talks for a minute and hangs up.
func (d *desk) calls(t *testing.T, id record.ID, note string) {
	t.Helper()
	var a chat.AttemptID
	d.ask("begin", phoned{ID: id}, &a)
	d.floor.skew(time.Minute)
	d.ask("hangup", phoned{ID: id, Attempt: a, Note: note}, nil)
	d.until("the end of the call", func(sight) bool {
		return slices.ContainsFunc(d.line(id).Log, func(a chat.Attempt) bool { return a.Note == note })
	})
}

// line is the call as the desk shows it.
func (d *desk) line(id record.ID) (l followup.Line) {
	d.t.Helper()
	d.ask("line", id, &l)
	return l
}

// alone cuts the desk off.
func (d *desk) alone() {
	d.t.Helper()
	d.proxy.cut()
	d.until("that the hub is gone", func(s sight) bool { return s.Link != "live" })
}

// again starts the desk once more, on a machine whose run has a name.
func (d *desk) again(t *testing.T, boot string) {
	t.Helper()
	d.stop()
	d.boot = boot
	d.open()
	d.live()
	if !until(hang, func() bool { return onDisk(t, d, boot) }) {
		t.Fatal("what is known of the time is never kept")
	}
}
