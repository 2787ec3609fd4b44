package crisp

import (
	"slices"
	"sync"

	"floorwalker/sync/driver"
	"floorwalker/sync/driver/internal/rest"
)

// rightNotes is what the workspace's plan has to include; it is no scope.
const rightNotes = "notes (plan)"

// rights is what the key may do, as far as it has turned out. It may be used from many
// goroutines.
type rights struct {
	mu   sync.Mutex
	lack map[string]bool
	// asked are those of which Crisp has said anything at all.
	asked map[string]bool
}

func newRights() *rights { return &rights{lack: make(map[string]bool), asked: make(map[string]bool)} }

// has notes that something was allowed.
func (r *rights) has(name string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.asked[name] = true
}

// lacks notes that something was refused.
func (r *rights) lacks(name string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.lack[name], r.asked[name] = true, true
}

// lacking reports whether it was.
func (r *rights) lacking(name string) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.lack[name]
}

// granted takes in which events the stream will bring. Only a plugin's key has scopes:
// one of a website may do everything. Some servers do not say: then events is nil.
func (r *rights) granted(tier string, events []string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if tier != TierPlugin {
		for _, s := range scopes() {
			r.asked[s.name] = true
		}
		return
	}
	if events == nil {
		return
	}
	for _, s := range scopes() {
		if len(s.events) == 0 {
			continue
		}
		none := !slices.ContainsFunc(s.events, func(e string) bool { return slices.Contains(events, e) })
		r.lack[s.name], r.asked[s.name] = none, true
	}
}

// missing returns what is missing, with what follows from it.
func (r *rights) missing() []driver.Right {
	return slices.DeleteFunc(r.all(), func(x driver.Right) bool { return x.OK })
}

// found returns the rights of which Crisp has said whether they are there: one that was
// not asked for is neither a yes nor a no.
func (r *rights) found() []driver.Right {
	all := r.all()
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.DeleteFunc(all, func(x driver.Right) bool { return !r.asked[x.Name] })
}

// all returns every right that we use.
func (r *rights) all() []driver.Right {
	r.mu.Lock()
	defer r.mu.Unlock()
	var out []driver.Right
	for _, s := range scopes() {
		out = append(out, driver.Right{Name: s.name, OK: !r.lack[s.name], Without: s.without, Needed: s.needed})
	}
	return append(out, driver.Right{
		Name: rightNotes, OK: !r.lack[rightNotes], Without: "Notes stay on the floor, and why a chat has ended is kept as data and as a segment only.",
	})
}

// statusOf is what of an error may stand in a log.
func statusOf(err error) int { return rest.Status(err) }
