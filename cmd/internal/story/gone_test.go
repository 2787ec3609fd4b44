package story

import (
	"strings"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/app/followup"
)

// hubIsGone is D-04: the list and the notes are usable with the hub gone, also
// after a cold start, and what was done meanwhile arrives once.
func hubIsGone(f *floor) {
	before := f.asha.see()
	f.close()
	f.asha.quit()
	f.asha.open()
	f.asha.until("the list from its own disk", func(s sight) bool {
		return s.Link.State != app.LinkLive && len(s.Calls) == len(before.Calls) && s.Shelves.FollowUps.Book().Len() == before.Shelves.FollowUps.Book().Len()
	})
	mine := f.asha.ownCall()
	id, err := f.asha.begin(mine.Key)
	if err != nil {
		f.t.Fatalf("with the hub gone, who owes a call cannot begin it: %v", err)
	}
	f.asha.desk().EndCall(mine.Key, app.CallEnd{Attempt: id, Outcome: chat.AttemptBusy, Note: "Engaged."})
	f.asha.writesNote("The hub is away since I came; calls go on.")
	f.asha.until("its own attempt", func(s sight) bool {
		l, ok := followup.Find(s.Calls, mine.Key)
		return ok && len(l.Log) == len(mine.Log)+1
	})
	f.asha.quit() // and once more over a restart
	f.asha.open()
	f.open()
	for _, d := range []*desk{f.asha, f.lena} {
		d.desk().Retry()
		d.live()
		d.until("the attempt of the time without the hub, once", func(s sight) bool {
			l, ok := followup.Find(s.Calls, mine.Key)
			n := 0
			for _, a := range l.Log {
				if a.ID == id {
					n++
				}
			}
			return ok && n == 1 && len(l.Log) == len(mine.Log)+1
		})
		d.until("the note", func(s sight) bool {
			n := 0
			for v := range s.Shelves.Notes.Newest() {
				if strings.HasPrefix(v.Content.Text, "The hub is away") {
					n++
				}
			}
			return n == 1
		})
	}
}

// ownCall returns a call that this person owes and that nobody has tried yet.
func (d *desk) ownCall() followup.Line {
	d.floor.t.Helper()
	var found followup.Line
	d.until("a call of its own", func(s sight) bool {
		for _, l := range s.Calls {
			if !l.Ended && l.Owner == d.id && len(l.Log) == 0 {
				found = l
				return true
			}
		}
		return false
	})
	return found
}
