package story

import (
	"bytes"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/obligation"
	"floorwalker/app/record"
	"floorwalker/app/shift/handover"
)

type recordID = record.ID

const (
	second = time.Second
	minute = time.Minute
	hour   = time.Hour
)

// has reports whether something of a chat goes over.
func has(items []handover.Item, id chat.ChatID) bool {
	for _, it := range items {
		if it.Chat == id {
			return true
		}
	}
	return false
}

// endsWithNothingUnowned is the end of the second day: Asha goes, and everything
// that is still owed has somebody's name on it.
func endsWithNothingUnowned(f *floor) {
	f.turnTo("11:50")
	shift := f.asha.until("its shift", func(s sight) bool { return s.Cover.Shift != "" }).Cover.Shift
	f.asha.done("the signature", func(got func(error)) {
		f.asha.desk().SignHandover(shift, f.lena.id, "Ben did not come.", nil, got)
	})
	doc := f.lena.until("the document", func(s sight) bool { return len(s.Handovers.Waiting) == 1 }).Handovers.Waiting[0]
	f.lena.done("to take it in writing", func(got func(error)) {
		f.lena.desk().TakeHandover(doc.Hash, f.asha.id, "I see to all of it this afternoon.", got)
	})
	f.asha.desk().SubmitBotErrors(shift, true)
	f.asha.done("the report", func(got func(error)) { f.asha.desk().PublishReport(shift, got) })
	f.asha.desk().EndShift(shift)
	f.asha.until("that the shift is over", func(s sight) bool { return s.Cover.Shift != shift || !s.Cover.Ended.IsZero() })
	f.verifies(shift)

	end := f.now()
	floor, told := chat.NewFloor(), make(map[chat.AttemptID]int)
	for _, e := range f.events() {
		floor.Apply(&e)
		if b, ok := e.Body.(*chat.AttemptEnded); ok {
			told[b.Attempt.ID]++
		}
	}
	for id, n := range told {
		if n != 1 {
			f.t.Errorf("attempt %s is on the log %d times", id, n) // D-04
		}
	}
	f.allIsOwned(floor, end)
	prev := ""
	for _, h := range floor.Handovers() {
		if h.Open() {
			f.t.Errorf("the handover of %s is still open", h.Shift)
		}
		if h.Prev != prev {
			f.t.Errorf("the handover of %s is chained to %q, and the one before it is %q", h.Shift, h.Prev, prev)
		}
		prev = h.Hash
	}
	if n := len(floor.Handovers()); n != 2 {
		f.t.Errorf("%d handovers were signed in two shifts", n)
	}
}

// allIsOwned sees that every chat and everything owed has somebody who is there for it,
// and that it is not who has gone.
func (f *floor) allIsOwned(floor *chat.Floor, end chat.Instant) {
	f.t.Helper()
	floor.EachChat(func(c *chat.Chat) {
		for _, o := range c.Obligations {
			who, words := obligation.Accountable(floor, o)
			if o.Kind.Outlives() && (who == "" || words == obligation.NoCover) {
				f.t.Errorf("at %v nobody owes %s of %s (%s)", end.Time().In(zone), o.Kind, c.ID, o.Words)
			}
			if o.Owner == f.asha.id {
				f.t.Errorf("Asha has gone and still owes %s of %s", o.Kind, c.ID)
			}
		}
		if c.Active() && c.Owner == f.asha.id {
			f.t.Errorf("Asha has gone and still serves %s", c.ID)
		}
	})
}

// verifies checks the file of a shift as "floorhub verify" does, and sees that any
// other byte is found out.
func (f *floor) verifies(shift string) {
	f.t.Helper()
	var file []byte
	f.lena.done("the file", func(got func(error)) {
		f.lena.desk().HandoverFile(shift, func(raw []byte, err error) { file = raw; got(err) })
	})
	keys := f.keys()
	if r := handover.Verify(file, keys); r.Status != handover.Good || !r.Vouched {
		f.t.Errorf("the file does not verify: %s", r.Words)
	}
	for _, at := range []int{len(file) / 5, len(file) / 2, len(file) - 3} {
		other := bytes.Clone(file)
		other[at] ^= 1
		if r := handover.Verify(other, keys); r.Status == handover.Good {
			f.t.Errorf("with another byte at %d the file still verifies", at)
		}
	}
}
