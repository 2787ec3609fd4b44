package ladder

import (
	"encoding/json"
	"errors"
	"fmt"
	"hash/fnv"
	"slices"
	"strings"
	"time"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/app/followup"
	"floorwalker/app/record"
	"floorwalker/app/script"
	"floorwalker/app/shift"
)

// edited is an edit of a record: a new one if ID is empty, else over what is
// on this desk's screen.
type edited struct {
	Shelf chat.Shelf `json:"shelf"`
	ID    record.ID  `json:"id,omitempty"`
	Text  string     `json:"text"`
}

// versions are the texts that stand under each id, more than one where people
// wrote without knowing of each other.
type versions map[record.ID][]string

// shelfDeeds are a person's edits, and what they see on the shelves.
func (p *person) shelfDeeds() map[string]deed {
	d := p.desk.Load()
	return map[string]deed{
		"edit": with(p.edit),
		"records": with(func(shelf chat.Shelf) (any, error) {
			s := d.Snapshot().Shelves
			all := versions{}
			eachVersion(s, func(on chat.Shelf, e record.Envelope, text string) {
				if on == shelf {
					all[e.ID] = append(all[e.ID], text)
				}
			})
			for _, texts := range all {
				slices.Sort(texts)
			}
			return all, nil
		}),
		"shelves": func(json.RawMessage) (any, error) { return digest(d.Snapshot().Shelves), nil },
		"catchup": with(p.catchUp),
	}
}

// edit writes a record and waits for the desk's word that it is on the disk.
func (p *person) edit(e edited) (any, error) {
	d := p.desk.Load()
	s := d.Snapshot()
	by, at := s.Me.Agent, chat.InstantOf(p.child.now())
	type answer struct {
		id  record.ID
		err error
	}
	got := make(chan answer, 1)
	done := func(id record.ID, err error) { got <- answer{id, err} }
	begin := func(r record.Revision) app.Edit { return app.Edit{ID: e.ID, Basis: r} }
	switch e.Shelf {
	case chat.ShelfCanned:
		v, _ := s.Shelves.Canned.Get(e.ID)
		d.PutResponse(begin(v.Revision), script.Response{Folder: "ladder", Title: "A reply", Text: e.Text}, done)
	case chat.ShelfFollowUps:
		f := followup.FollowUp{Customer: "Rohan M.", Phone: "+91 00000 00000", Due: at.Add(time.Hour)}.Opened(by, at)
		v, ok := s.Shelves.FollowUps.Get(e.ID)
		if ok {
			f = v.Content
		}
		f.Reason = e.Text
		d.PutFollowUp(begin(v.Revision), f, done)
	case chat.ShelfHandover:
		n := shift.Note{From: by, Written: at}
		v, ok := s.Shelves.Notes.Get(e.ID)
		if ok {
			n = v.Content
		}
		d.PutNote(begin(v.Revision), n.Rewrite(e.Text), done)
	default:
		return nil, errors.New("no such shelf")
	}
	a := <-got
	return a.id, a.err
}

// eachVersion visits every version that no other replaces.
func eachVersion(s app.Shelves, visit func(on chat.Shelf, e record.Envelope, text string)) {
	for v := range s.Canned.Versions() {
		visit(chat.ShelfCanned, v.Envelope, v.Content.Text)
	}
	for v := range s.FollowUps.Book().Versions() {
		visit(chat.ShelfFollowUps, v.Envelope, v.Content.Reason)
	}
	for v := range s.Notes.Book().Versions() {
		visit(chat.ShelfHandover, v.Envelope, v.Content.Text)
	}
}

// digest names a state of the three shelves; two desks that agree have the same.
func digest(s app.Shelves) string {
	var lines []string
	eachVersion(s, func(on chat.Shelf, e record.Envelope, _ string) {
		lines = append(lines, fmt.Sprint(on, " ", e.ID, " ", e.Revision))
	})
	slices.Sort(lines)
	h := fnv.New64a()
	_, _ = h.Write([]byte(strings.Join(lines, "\n"))) // a hash takes everything
	return fmt.Sprintf("%d records, %016x", len(lines), h.Sum64())
}

// missed is what a desk is to have after it was away.
type missed struct {
	Prefix                   string
	Canned, FollowUps, Notes int
}

// caughtUp says how long it took.
type caughtUp struct {
	// Live is from the moment the person pressed "try again" to the feed being
	// live, Shown to the three libraries being in a snapshot.
	Live, Shown time.Duration
}

// catchUp connects and waits for three libraries whose texts begin anew.
func (p *person) catchUp(m missed) (any, error) {
	var r caughtUp
	began := time.Now()
	p.desk.Load().Retry()
	if !p.sees(hang, func(s *app.Snapshot) bool {
		if r.Live == 0 && s.Link.State == app.LinkLive {
			r.Live = time.Since(began)
		}
		n := map[chat.Shelf]int{}
		eachVersion(s.Shelves, func(on chat.Shelf, _ record.Envelope, text string) {
			if strings.HasPrefix(text, m.Prefix) {
				n[on]++
			}
		})
		return r.Live > 0 && n[chat.ShelfCanned] == m.Canned && n[chat.ShelfFollowUps] == m.FollowUps && n[chat.ShelfHandover] == m.Notes
	}) {
		return nil, errNever
	}
	r.Shown = time.Since(began)
	return r, nil
}
