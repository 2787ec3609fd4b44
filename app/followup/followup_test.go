package followup_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"floorwalker/app/chat"
	"floorwalker/app/followup"
	"floorwalker/app/record"
)

const (
	now    chat.Instant = 1_790_674_200_000 // 15:00 in India
	minute chat.Instant = 60_000
	hour                = 60 * minute
)

func sample() followup.FollowUp {
	return followup.FollowUp{
		Customer: "Asha", Phone: "+91 00000 00000", Chat: "c1", Reason: "The save button", Origin: followup.OriginAsked, Due: now + hour,
	}.Opened("a1", now)
}

func TestSampleIsValid(t *testing.T) {
	if err := sample().Check(); err != nil {
		t.Fatal(err)
	}
	if f := sample(); f != f.Normal() || f.State != followup.StateOpen || f.Created != now || f.CreatedBy != "a1" {
		t.Errorf("%+v", f)
	}
}

func TestCheckSaysWhichField(t *testing.T) {
	for _, c := range []struct {
		name, field string
		change      func(*followup.FollowUp)
	}{
		{"nobody to call", "customer", func(f *followup.FollowUp) { f.Customer, f.Phone = " ", "" }},
		{"a long name", "customer", func(f *followup.FollowUp) { f.Customer = strings.Repeat("a", 121) }},
		{"a phone of two lines", "phone", func(f *followup.FollowUp) { f.Phone = "1\n2" }},
		{"no reason", "reason", func(f *followup.FollowUp) { f.Reason = "\t" }},
		{"a reason of two lines", "reason", func(f *followup.FollowUp) { f.Reason = "a\nb" }},
		{"a long origin", "origin", func(f *followup.FollowUp) { f.Origin = followup.Origin(strings.Repeat("a", 41)) }},
		{"a long note", "note", func(f *followup.FollowUp) { f.Note = strings.Repeat("a", followup.MaxNote+1) }},
		{"a long chat", "chat", func(f *followup.FollowUp) { f.Chat = chat.ChatID(strings.Repeat("a", 129)) }},
		{"an assignee that is no UTF-8", "assignee", func(f *followup.FollowUp) { f.Assignee = "\xff" }},
		{"no due time", "due", func(f *followup.FollowUp) { f.Due = 0 }},
		{"never created", "created", func(f *followup.FollowUp) { f.Created = 0 }},
		{"no state", "state", func(f *followup.FollowUp) { f.State = "" }},
		{"an unknown state", "state", func(f *followup.FollowUp) { f.State = "lost" }},
		{"done at no time", "done", func(f *followup.FollowUp) { f.State = followup.StateDone }},
		{"open and done", "done", func(f *followup.FollowUp) { f.Done = now }},
		{"open and done by", "done", func(f *followup.FollowUp) { f.DoneBy = "a1" }},
	} {
		f := sample()
		c.change(&f)
		var bad *record.InvalidError
		if err := f.Normal().Check(); !errors.As(err, &bad) || bad.Field != c.field {
			t.Errorf("%s: %v, want one about %s", c.name, err, c.field)
		}
	}
	f := sample()
	f.Customer, f.Chat, f.Origin, f.CreatedBy = "", "", "of the team's own", ""
	if err := f.Check(); err != nil {
		t.Errorf("a number that a rule found: %v", err)
	}
}

func TestEditsArePure(t *testing.T) {
	f := sample()
	f.Note = "Call the office.\n"
	done := f.Assign("a2").Reschedule(now+2*hour).Complete("a2", now+3*hour, " All works. ")
	want := sample()
	want.Assignee, want.Due, want.State, want.Done, want.DoneBy = "a2", now+2*hour, followup.StateDone, now+3*hour, "a2"
	want.Note = "Call the office.\nAll works."
	if done != want {
		t.Errorf("%+v", done)
	}
	if again := done.Complete("a3", now+4*hour, "Mine."); again != done {
		t.Errorf("done twice: %+v", again)
	}
	want.State, want.Done, want.DoneBy = followup.StateOpen, 0, ""
	if open := done.Reopen(); open != want || open.Check() != nil {
		t.Errorf("reopened: %+v", open)
	}
	if f.Assignee != "" || f.Due != now+hour || !f.IsOpen() {
		t.Errorf("an edit changed what it began from: %+v", f)
	}
	if bare := sample().Complete("a2", now, ""); bare.Note != "" {
		t.Errorf("the note is %q", bare.Note)
	}
}

func TestLateFromTheInstantAfterDue(t *testing.T) {
	f := sample()
	for at, want := range map[chat.Instant]bool{f.Due - 1: false, f.Due: false, f.Due + 1: true} {
		if f.Late(at) != want {
			t.Errorf("%d after due: late %t", at-f.Due, !want)
		}
	}
	if f.Complete("a1", now, "").Late(f.Due + 1) {
		t.Error("what is done is late")
	}
}

// Two people who edited apart see both sides; neither is lost.
func TestConflictShowsBothSides(t *testing.T) {
	var l followup.List
	l, v, err := l.Put("f1", sample(), record.Revision{}, "a1", now)
	if err != nil {
		t.Fatal(err)
	}
	theirs, _, err := l.Put("f1", v.Content.Complete("a2", now, "Done."), v.Revision, "a2", now)
	if err != nil {
		t.Fatal(err)
	}
	var c *followup.Conflict
	same, _, err := theirs.Put("f1", v.Content.Reschedule(now+9*hour), v.Revision, "a1", now+1)
	if !errors.As(err, &c) || c.Mine.Content.Due != now+9*hour || c.Theirs.Content.IsOpen() || !same.Book().Equal(theirs.Book()) {
		t.Fatalf("got %v", err)
	}
	both := theirs.Merge(c.Mine)
	if got := both.Book().Conflicts(); !slices.Equal(got, []record.ID{"f1"}) {
		t.Fatalf("conflicts %v", got)
	}
	settled, _, err := both.Settle("f1", c.Theirs.Content, false, "a1", now+2, c.Mine.Revision, c.Theirs.Revision)
	if err != nil || len(settled.Book().Conflicts()) != 0 || len(slices.Collect(settled.Open())) != 0 {
		t.Errorf("settled: %v", err)
	}
	if got, ok := settled.Get("f1"); !ok || got.Content != c.Theirs.Content {
		t.Errorf("got %+v", got)
	}
	gone, _, err := settled.Delete("f1", settled.Book().Heads("f1")[0].Revision, "a1", now+3)
	if _, ok := gone.Get("f1"); err != nil || ok {
		t.Errorf("deleted: %v", err)
	}
}

// The referee takes no version that a person could not have written.
func TestDecodeVersionJudgesTheFollowUp(t *testing.T) {
	_, v, err := followup.List{}.Put("f1", sample(), record.Revision{}, "a1", now)
	if err != nil {
		t.Fatal(err)
	}
	raw, err := record.Encode(v)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := followup.DecodeVersion(raw); err != nil || got.Content != v.Content || got.Revision != v.Revision {
		t.Errorf("%s: %+v, %v", raw, got, err)
	}
	forged := strings.Replace(string(raw), "Asha", "Isha", 1)
	if _, err := followup.DecodeVersion([]byte(forged)); !errors.Is(err, record.ErrForged) {
		t.Errorf("%s: %v", forged, err)
	}
}

func FuzzDecodeVersion(f *testing.F) {
	for _, content := range []followup.FollowUp{sample(), sample().Complete("a1", now, "Done.")} {
		_, v, err := followup.List{}.Put("f1", content, record.Revision{}, "a1", now)
		if err != nil {
			f.Fatal(err)
		}
		raw, err := record.Encode(v)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(raw)
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		v, err := followup.DecodeVersion(raw)
		if err != nil {
			return
		}
		if err := v.Content.Check(); err != nil || v.Content != v.Content.Normal() {
			t.Fatalf("%q: took %+v, %v", raw, v.Content, err)
		}
	})
}
