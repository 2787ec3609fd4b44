package thread

import (
	"strings"
	"testing"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/view"
	"floorwalker/ui/internal/stage"
	"floorwalker/ui/words"
)

// watchedBy is what a lead's desk knows: who watches since the floor's start.
func watchedBy(names ...string) *view.Watch {
	w := &view.Watch{Known: true}
	for _, n := range names {
		w.Now = append(w.Now, view.Watcher{Agent: chat.AgentID(n), Name: n, Since: stage.Start})
		w.Log = append(w.Log, view.WatchFact{Agent: chat.AgentID(n), Name: n, Did: view.Observed, At: stage.Start})
	}
	return w
}

// TestALeadReadsWhoWatches, since when, and what was before.
func TestALeadReadsWhoWatches(t *testing.T) { // ux 4.1, A-35, V-INV-03
	r := newRoom(t)
	r.Do("c", stage.Opened("Ada"), stage.Said("hello"))
	r.Watched("c", &view.Watch{Known: true})
	r.show("c")
	r.wantBeside("WHO WATCHES", "Nobody else watches now.")

	w := watchedBy("Lena")
	at := stage.Start.Add(-10 * time.Minute)
	for i := range 7 {
		w.Log = append(w.Log, view.WatchFact{Agent: "ben", Name: "Ben", Did: view.Whispered, At: at.Add(time.Duration(i) * time.Minute)})
	}
	w.Log = append(w.Log, view.WatchFact{Agent: "ben", Name: "Ben", Did: view.Observed, At: at, Until: at.Add(9 * time.Minute), Stepped: true})
	r.Watched("c", w)
	r.render() // nothing but who watches has changed
	r.wantBeside("Lena", "since "+words.At(stage.Start), words.At(at)+" Ben observed for 9 min, then stepped in",
		words.At(at.Add(6*time.Minute))+" Ben whispered", words.At(at.Add(3*time.Minute))+" Ben whispered")
	if got := r.beside(); strings.Contains(got, "Nobody else watches") || strings.Count(got, "Ben") != watchFacts ||
		strings.Contains(got, "Lena observed") || strings.Index(got, "Ben observed") > strings.Index(got, "Ben whispered") {
		t.Errorf("beside stands\n%s", got)
	}
}

// TestWhatIsNotKnownIsNotSaid: neither while nobody tells, nor of the time when
// the person served the chat.
func TestWhatIsNotKnownIsNotSaid(t *testing.T) { // D-15, D-03
	r := newRoom(t)
	r.Do("c", stage.Opened("Ada"), stage.Said("hello"))
	r.Watched("c", &view.Watch{})
	r.show("c")
	r.wantBeside("WHO WATCHES", "Not known while the hub does not tell.")
	r.Watched("c", &view.Watch{Known: true, Part: true})
	r.render()
	r.wantBeside("What began while you served this chat is not told.")
	for _, no := range []string{"Nobody else watches now", "Not known"} {
		if strings.Contains(r.beside(), no) {
			t.Errorf("%q stands beside:\n%s", no, r.beside())
		}
	}
}

// TestWhoServesCannotTellWhetherTheyAreWatched: for everybody but a lead, and for
// a lead in a chat of their own, there is not even a place for it.
func TestWhoServesCannotTellWhetherTheyAreWatched(t *testing.T) { // D-03, V-INV-01
	unwatched := newRoom(t)
	unwatched.Do("c", stage.Opened("Ada"), stage.Said("hello"))
	unwatched.Do("c", stage.Taken(stage.Me)...)
	unwatched.show("c")

	r := newRoom(t)
	r.Do("c", stage.Opened("Ada"), stage.Said("hello"))
	r.Watched("c", watchedBy("Lena", "Ben"))
	r.show("c")
	r.wantBeside("Lena", "Ben")
	r.Do("c", stage.Taken(stage.Me)...)
	r.Watched("c", nil) // the desk forgets it with the claim
	r.render()
	if got, want := r.beside(), unwatched.beside(); got != want {
		t.Errorf("beside a chat of one's own stands\n%s\nwant\n%s", got, want)
	}
	if strings.Contains(strings.ToLower(r.beside()), "who watches") {
		t.Errorf("there is a place for it:\n%s", r.beside())
	}
}
