package ladder

import (
	"encoding/json"
	"fmt"
	"hash/fnv"
	"slices"
	"sync/atomic"
	"time"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/app/view"
)

// sight is what a person sees, as far as these tests ask.
type sight struct {
	Link    app.LinkState    `json:"link"`
	Me      chat.AgentID     `json:"me"`
	All     []chat.ChatID    `json:"all"`
	Mine    []chat.ChatID    `json:"mine"`
	Team    []view.Colleague `json:"team"`
	Notices []app.Notice     `json:"notices"`
	Alarm   string           `json:"alarm"`
	Unsent  int              `json:"unsent"`
	Refused int              `json:"refused"`
	Thread  *thread          `json:"thread,omitempty"`
}

// thread is the open chat.
type thread struct {
	ID      chat.ChatID        `json:"id"`
	Stage   chat.Stage         `json:"stage"`
	Stance  view.Stance        `json:"stance"`
	Owner   chat.AgentID       `json:"owner"`
	With    []chat.AgentID     `json:"with"`
	Tags    []string           `json:"tags"`
	Offers  []view.Offered     `json:"offers"`
	Lines   []chat.Message     `json:"lines"`
	Pending []view.PendingLine `json:"pending"`
}

func seeing(s *app.Snapshot) sight {
	v := sight{
		Link: s.Link.State, Me: s.Me.Agent, All: ids(s.Boards[view.All]), Mine: ids(s.Boards[view.Mine]),
		Team: s.Team, Notices: s.Notices, Alarm: s.Alarm, Unsent: s.Shelves.Unsent, Refused: len(s.Shelves.Refused),
	}
	if t := s.Thread; t != nil {
		v.Thread = &thread{
			ID: t.ID, Stage: t.Stage, Stance: t.Stance, Owner: t.Owner, With: t.With, Tags: t.Tags,
			Offers: t.Offers, Lines: t.Messages, Pending: t.Pending,
		}
	}
	return v
}

func ids(b view.Board) (all []chat.ChatID) {
	b.Each(func(r *view.Row) bool { all = append(all, r.ID); return true })
	return all
}

func has(b view.Board, id chat.ChatID) (found bool) {
	b.Each(func(r *view.Row) bool { found = r.ID == id; return !found })
	return found
}

// said counts the lines of the open chat with this text.
func (s sight) said(text string) (n int) {
	if s.Thread == nil {
		return 0
	}
	for _, m := range s.Thread.Lines {
		if m.Text == text {
			n++
		}
	}
	return n
}

// told returns the newest notice about the chat.
func (s sight) told(id chat.ChatID) string {
	for _, n := range slices.Backward(s.Notices) {
		if n.Chat == id {
			return n.Words
		}
	}
	return ""
}

// offer returns the first open offer of the chat on screen.
func (s sight) offer() (view.Offered, bool) {
	if s.Thread == nil || len(s.Thread.Offers) == 0 {
		return view.Offered{}, false
	}
	return s.Thread.Offers[0], true
}

// shot is one snapshot of a watched chat.
type shot struct {
	At    time.Time    `json:"at"`
	Owner chat.AgentID `json:"owner"`
	Mine  bool         `json:"mine"`
	// State is a digest of what everybody may see of the chat; two desks with
	// the same are at the same place of the log.
	State string `json:"state"`
}

// person is the desk's process: what it watches and waits for.
type person struct {
	child   *child
	desk    atomic.Pointer[app.Desk]
	watched atomic.Pointer[chat.ChatID]
	news    chan struct{} // filled by each new snapshot
}

// changed is called on the desk's goroutine for every snapshot.
func (p *person) changed(bool) {
	select {
	case p.news <- struct{}{}:
	default:
	}
	d, id := p.desk.Load(), p.watched.Load()
	if d == nil || id == nil {
		return
	}
	s := d.Snapshot()
	if t := s.Thread; t != nil && t.ID == *id {
		p.child.say(reply{Shot: &shot{At: time.Now(), Owner: t.Owner, Mine: has(s.Boards[view.Mine], *id), State: stateOf(t)}})
	}
}

func stateOf(t *view.Thread) string {
	h := fnv.New64a()
	enc := json.NewEncoder(h)
	for _, m := range t.Messages {
		if m.To == "" { // whispers are not for everybody
			_ = enc.Encode(m.ID) // a hash takes everything
		}
	}
	for _, o := range t.Offers {
		_ = enc.Encode(o.ID)
	}
	_ = enc.Encode([]any{t.Tags, t.Owner, t.Stage, len(t.Outcomes)})
	return fmt.Sprintf("%016x", h.Sum64())
}

// sees waits for a snapshot that is right.
func (p *person) sees(bound time.Duration, right func(*app.Snapshot) bool) bool {
	late := time.After(bound)
	for !right(p.desk.Load().Snapshot()) {
		select {
		case <-p.news:
		case <-late:
			return false
		}
	}
	return true
}
