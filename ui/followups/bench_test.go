package followups

import (
	"fmt"
	"testing"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/followup"
	"floorwalker/app/record"
	"floorwalker/ui/internal/stage"
)

// many is a page of 10,000 follow-ups, one of them open beside the table.
func many(b *testing.B) *office {
	o := newOffice(b)
	var vs []followup.Version
	for i := range 10_000 {
		f := call(fmt.Sprintf("Customer %d", i), o.Now()+minute*chat.Instant(i*7%9000))
		v, err := record.Book[followup.FollowUp]{}.Propose(record.ID(fmt.Sprintf("m-%05d", i)), f, record.Revision{}, stage.Other, o.Now())
		if err != nil {
			b.Fatal(err)
		}
		vs = append(vs, v)
	}
	o.Snap.Shelves.FollowUps = o.Snap.Shelves.FollowUps.Merge(vs...)
	o.render()
	o.pane.Edit("m-00042")
	o.render()
	return o
}

// BenchmarkRenderSame is a snapshot of other news, twenty of which come a second.
func BenchmarkRenderSame(b *testing.B) {
	o := many(b)
	s := o.Snapshot()
	b.ReportAllocs()
	for b.Loop() {
		o.pane.Render(s)
	}
}

// BenchmarkRenderOneEdit is a snapshot in which one of 10,000 has changed.
func BenchmarkRenderOneEdit(b *testing.B) {
	o := many(b)
	snaps := [2]followup.List{o.Snap.Shelves.FollowUps}
	f := o.get("m-05000")
	f.Note = "changed"
	o.theirs("m-05000", f)
	snaps[1] = o.Snap.Shelves.FollowUps
	s := o.Snapshot()
	i := 0
	b.ReportAllocs()
	for b.Loop() {
		i++
		s.Shelves.FollowUps = snaps[i%2]
		o.pane.Render(s)
	}
}

// BenchmarkTick is one second of the clocks.
func BenchmarkTick(b *testing.B) {
	o := many(b)
	b.ReportAllocs()
	for b.Loop() {
		o.Pass(time.Second)
		o.pane.Tick()
	}
}

// BenchmarkKeystroke is a letter in the note, with its draft.
func BenchmarkKeystroke(b *testing.B) {
	o := many(b)
	o.window.Canvas().Focus(o.pane.form.note)
	n := 0
	b.ReportAllocs()
	for b.Loop() {
		if n++; n%400 == 0 {
			o.pane.form.note.SetText("")
		}
		o.pane.form.note.TypedRune('a')
	}
}

// BenchmarkLedgerTick is a second of the clocks of 500 promises.
func BenchmarkLedgerTick(b *testing.B) {
	o := newOffice(b)
	for i := range 500 {
		o.owe(chat.ChatID(fmt.Sprint("c", i)), fmt.Sprint("Customer ", i), chat.Obligation{Owner: stage.Me, Words: "call"}, time.Duration(i)*time.Minute)
	}
	o.render()
	for b.Loop() {
		o.Pass(time.Second)
		o.pane.Tick()
	}
}
