package app

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/referee"
	"floorwalker/app/view"
)

// fakeAuditor keeps what it was told to follow.
type fakeAuditor struct {
	mu    sync.Mutex
	terms []uint64
}

// Follow implements Auditor.
func (f *fakeAuditor) Follow(term uint64) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if n := len(f.terms); n == 0 || f.terms[n-1] != term {
		f.terms = append(f.terms, term)
	}
}

// term is what is followed now.
func (f *fakeAuditor) term() uint64 {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.terms[len(f.terms)-1]
}

// gallery is a stage with an audit stream, and Meera, a lead, at the desk.
type gallery struct {
	*stage
	auditor *fakeAuditor
	facts   int
}

var lead = Me{Agent: "meera", Name: "Meera", Role: chat.RoleLead, Floor: "main"}

func inGallery(t *testing.T, cache *fakeCache, f func(t *testing.T, g *gallery)) {
	bubble(t, cache, func(t *testing.T, s *stage) {
		g := &gallery{stage: s, auditor: &fakeAuditor{}}
		s.desk.AttachAuditor(g.auditor)
		s.run()
		f(t, g)
	})
}

// live signs a person in, with these chats and with the team online.
func (g *gallery) live(who Me, chats ...chat.ChatID) {
	g.desk.Welcome(who)
	g.desk.Connection(Link{State: LinkReading})
	g.desk.Reset(1)
	for _, a := range []chat.AgentID{"ben", "lena", "meera"} {
		g.give(g.ev("", &chat.AgentAdded{Agent: a, Name: strings.ToUpper(string(a[:1])) + string(a[1:]), Role: chat.RoleLead}),
			g.ev("", &chat.PresenceChanged{Agent: a, Presence: chat.PresenceOnline}))
	}
	g.give(g.opened(chats...)...)
	g.desk.Live("live")
	g.desk.Connection(Link{State: LinkLive})
	g.sleep(time.Second)
}

// leads has the lead signed in and the audit stream read.
func (g *gallery) leads(chats ...chat.ChatID) {
	g.live(lead, chats...)
	g.desk.AuditBegan(g.auditor.term(), true)
}

// tell gives facts such as "ben observed c", a second apart.
func (g *gallery) tell(facts ...string) {
	for _, f := range facts {
		g.desk.AuditFacts(g.auditor.term(), []referee.AuditFact{g.fact(f)})
		g.sleep(time.Second)
	}
}

// fact is "who did chat" or "who did chat serving".
func (g *gallery) fact(s string) referee.AuditFact {
	g.facts++
	w := strings.Fields(s)
	f := referee.AuditFact{
		ID: chat.CommandID(fmt.Sprint("f", g.facts)), Agent: chat.AgentID(w[0]), Kind: referee.AuditKind(w[1]), Chat: chat.ChatID(w[2]), At: now(),
	}
	for _, a := range w[3:] {
		f.Serving = append(f.Serving, chat.AgentID(a))
	}
	return f
}

// shows is the row's number, who watches the chat and what they did, or "nil".
func (g *gallery) shows(id chat.ChatID) string {
	g.desk.Open(id)
	s := g.sleep(time.Second)
	n := -1
	s.Boards[view.All].Each(func(r *view.Row) bool {
		if r.ID == id {
			n = r.Watchers
		}
		return true
	})
	w := s.Thread.Watch
	if w == nil {
		return fmt.Sprint(n, " nil")
	}
	out := []string{fmt.Sprint(n), "["}
	for _, x := range w.Now {
		out = append(out, x.Name)
	}
	out = append(out, "]")
	for _, l := range w.Log {
		words := []string{"observed", "whispered", "joined", "left"}[l.Did]
		if !l.Until.IsZero() {
			words += fmt.Sprint(" ", l.Until.Sub(l.At))
		}
		if l.Stepped {
			words += " stepped"
		}
		out = append(out, l.Name+" "+words)
	}
	if w.Part {
		out = append(out, "(part)")
	}
	if !w.Known {
		out = append(out, "(not known)")
	}
	return strings.Join(out, " ")
}

func (g *gallery) wantShows(id chat.ChatID, what string) {
	g.t.Helper()
	want(g.t, string(id), g.shows(id), what)
}

// TestOnlyALeadsDeskAsks: nobody else's follows the audit stream, from the
// first moment on and whatever happens to the connection.
func TestOnlyALeadsDeskAsks(t *testing.T) { // D-03, V-INV-01
	for _, role := range []chat.Role{chat.RolePrimary, chat.RoleSecondary, chat.RoleBackup} {
		// The last person at this desk was a lead: that is no right to ask.
		c := newCache()
		c.me = &lead
		inGallery(t, c, func(t *testing.T, g *gallery) {
			g.desk.Connection(Link{State: LinkDialing})
			who := me
			who.Role = role
			g.live(who, "c")
			g.desk.Connection(Link{State: LinkOffline})
			g.live(who, "c")
			want(t, "followed", g.auditor.terms, []uint64{0})
			// And were it told all the same, it shows nothing.
			g.desk.AuditBegan(2, true)
			g.tell("ben observed c")
			g.desk.AuditFacts(2, []referee.AuditFact{g.fact("ben observed c")})
			g.wantShows("c", "0 nil")
		})
	}
}

// TestARoleBeginsAndEndsIt: with the role of a lead the stream is read, with any
// other everything is forgotten, and what was on its way is not taken.
func TestARoleBeginsAndEndsIt(t *testing.T) { // D-03
	inGallery(t, newCache(), func(t *testing.T, g *gallery) {
		primary := lead
		primary.Role = chat.RolePrimary
		g.live(primary, "c")
		want(t, "as a primary", g.auditor.term(), 0)
		g.leads("c")
		first := g.auditor.term()
		if first == 0 {
			t.Fatal("a lead's desk does not follow")
		}
		g.tell("ben observed c")
		g.wantShows("c", "1 [ Ben ] Ben observed")
		g.desk.Welcome(primary)
		g.wantShows("c", "0 nil") // at once, not with the next snapshot
		g.live(primary, "c")
		want(t, "as a primary again", g.auditor.term(), 0)
		g.leads("c")
		if second := g.auditor.term(); second == first || second == 0 {
			t.Errorf("term %d after %d", second, first)
		}
		g.desk.AuditFacts(first, []referee.AuditFact{g.fact("lena observed c")})
		g.wantShows("c", "0 [ ]")
	})
}

// TestWhoWatches folds what the stream tells.
func TestWhoWatches(t *testing.T) { // V-INV-01, V-INV-03, A-35
	for _, c := range []struct {
		facts []string
		want  string
	}{
		{nil, "0 [ ]"},
		{[]string{"ben observed c"}, "1 [ Ben ] Ben observed"},
		{[]string{"ben observed c", "lena observed c"}, "2 [ Ben Lena ] Ben observed Lena observed"},
		{[]string{"ben observed c", "ben stopped c"}, "0 [ ] Ben observed 1s"},
		{[]string{"ben observed c", "ben observed c", "ben stopped c"}, "1 [ Ben ] Ben observed"}, // two desks
		{[]string{"ben observed c", "ben observed c", "ben stepped_in c"}, "0 [ ] Ben observed 2s stepped"},
		{[]string{"ben observed c", "ben stepped_in c", "ben joined c", "ben left c"}, "0 [ ] Ben observed 1s stepped Ben joined Ben left"},
		{[]string{"ben observed c", "ben whispered c"}, "1 [ Ben ] Ben observed Ben whispered"},
		{[]string{"ben stopped c"}, "0 [ ]"},                                  // an end without its beginning
		{[]string{"ben observed d"}, "0 [ ]"},                                 // another chat
		{[]string{"meera observed c"}, "0 [ ]"},                               // oneself
		{[]string{"ben of_tomorrow c"}, "0 [ ]"},                              // a kind of a later hub
		{[]string{"stranger observed c"}, "1 [ stranger ] stranger observed"}, // has left the team
	} {
		inGallery(t, newCache(), func(t *testing.T, g *gallery) {
			g.leads("c", "d")
			g.tell(c.facts...)
			want(t, fmt.Sprint(c.facts), g.shows("c"), c.want)
		})
	}
}

// TestAFactToldTwiceIsOne, as the stream's writer may have had to try again.
func TestAFactToldTwiceIsOne(t *testing.T) {
	inGallery(t, newCache(), func(t *testing.T, g *gallery) {
		g.leads("c")
		f := g.fact("ben observed c")
		g.desk.AuditFacts(g.auditor.term(), []referee.AuditFact{f, f})
		g.tell("ben stopped c")
		g.wantShows("c", "0 [ ] Ben observed 0s")
	})
}

// TestNothingIsToldOfAChatThatOneServes: as its owner, beside its owner, or about
// to be; nor of what was before then, however late it comes.
func TestNothingIsToldOfAChatThatOneServes(t *testing.T) { // D-03, C-OBS-06, V-JOIN-03
	for name, begin := range map[string]struct{ comes, goes []chat.Body }{
		"owner": {
			[]chat.Body{&chat.TakeOverClaimed{Agent: "meera"}, &chat.ChatTakenOver{Agent: "meera"}},
			[]chat.Body{&chat.ChatForwarded{From: "meera", To: "ben"}},
		},
		"joined": {
			[]chat.Body{&chat.TakeOverClaimed{Agent: "ben"}, &chat.ChatTakenOver{Agent: "ben"}, &chat.AgentJoined{Agent: "meera"}},
			[]chat.Body{&chat.AgentLeft{Agent: "meera"}},
		},
		"claim": {
			[]chat.Body{&chat.TakeOverClaimed{Agent: "meera"}},
			[]chat.Body{&chat.TakeOverReverted{Agent: "meera"}},
		},
	} {
		inGallery(t, newCache(), func(t *testing.T, g *gallery) {
			g.leads("c", "d")
			g.tell("lena observed c", "lena observed d")
			g.wantShows("c", "1 [ Lena ] Lena observed")
			for _, b := range begin.comes {
				g.give(g.ev("c", b))
			}
			want(t, name+", at once", g.shows("c"), "0 nil")
			late := g.fact("lena whispered c") // written now, and on its way for long
			g.tell("ben observed c", "ben observed c meera", "ben joined c")
			want(t, name+", late facts", g.shows("c"), "0 nil")
			want(t, name+", elsewhere", g.shows("d"), "1 [ Lena ] Lena observed")
			for _, b := range begin.goes {
				g.give(g.ev("c", b))
			}
			g.sleep(time.Second)
			g.desk.AuditFacts(g.auditor.term(), []referee.AuditFact{late})
			g.tell("ben stopped c", "lena observed c meera")
			want(t, name+", afterwards", g.shows("c"), "0 [ ] (part)")
			g.tell("ben observed c")
			want(t, name+", what is new", g.shows("c"), "1 [ Ben ] Ben observed (part)")
			// Read anew, the stream has again what was before she served.
			g.desk.AuditBegan(g.auditor.term(), true)
			g.desk.AuditFacts(g.auditor.term(), []referee.AuditFact{late})
			want(t, name+", read anew", g.shows("c"), "0 [ ] (part)")
		})
	}
}

// TestWhoServedIsKnownAfterAStart: what was served before the desk began is in
// its cache, and no fact from then is shown.
func TestWhoServedIsKnownAfterAStart(t *testing.T) { // D-03
	c := newCache()
	var late referee.AuditFact
	inGallery(t, c, func(t *testing.T, g *gallery) {
		g.leads("c")
		late = g.fact("lena observed c")
		g.sleep(time.Second)
		g.give(g.ev("c", &chat.TakeOverClaimed{Agent: "meera"}), g.ev("c", &chat.ChatTakenOver{Agent: "meera"}))
		g.sleep(time.Second)
		g.give(g.ev("c", &chat.ChatForwarded{From: "meera", To: "ben"}))
		g.sleep(time.Second)
	})
	inGallery(t, c, func(t *testing.T, g *gallery) {
		g.desk.Welcome(lead)
		g.desk.Live("live")
		g.settle()
		g.desk.AuditBegan(g.auditor.term(), true)
		g.desk.AuditFacts(g.auditor.term(), []referee.AuditFact{late})
		g.wantShows("c", "0 [ ] (part)")
	})
}

// TestWhileTheStreamIsAwayNobodyIsNamed: what was true may be true no more.
func TestWhileTheStreamIsAwayNobodyIsNamed(t *testing.T) { // D-15
	inGallery(t, newCache(), func(t *testing.T, g *gallery) {
		g.leads("c")
		g.tell("ben observed c")
		term := g.auditor.term()
		g.desk.Connection(Link{State: LinkOffline})
		g.desk.AuditEnded(term)
		g.settle()
		want(t, "while offline", g.auditor.term(), 0)
		g.wantShows("c", "0 [ ] Ben observed (not known)")
		g.desk.Connection(Link{State: LinkReading})
		g.desk.Live("again")
		g.settle()
		want(t, "back in the same term", g.auditor.term(), term)
		g.desk.AuditBegan(term, false)
		g.wantShows("c", "1 [ Ben ] Ben observed")
		g.desk.AuditBegan(term, true)
		g.wantShows("c", "0 [ ]")
	})
}

// TestWhoIsOfflineDoesNotWatch, although a hub that was killed could not say
// that they had stopped.
func TestWhoIsOfflineDoesNotWatch(t *testing.T) {
	inGallery(t, newCache(), func(t *testing.T, g *gallery) {
		g.leads("c")
		g.tell("ben observed c", "lena observed c")
		g.give(g.ev("", &chat.PresenceChanged{Agent: "ben", Presence: chat.PresenceOffline}))
		g.wantShows("c", "1 [ Lena ] Ben observed Lena observed")
		g.give(g.ev("", &chat.PresenceChanged{Agent: "ben", Presence: chat.PresenceOnline}))
		g.wantShows("c", "1 [ Lena ] Ben observed Lena observed")
		g.tell("ben observed c")
		g.wantShows("c", "2 [ Lena Ben ] Ben observed Lena observed Ben observed")
		g.tell("ben stopped c")
		g.wantShows("c", "1 [ Lena ] Ben observed Lena observed Ben observed 2s")
	})
}

// TestAChatMayBeToldOfBeforeItIsThere, and only so many that never come are
// remembered, and so many facts of each.
func TestAChatMayBeToldOfBeforeItIsThere(t *testing.T) {
	inGallery(t, newCache(), func(t *testing.T, g *gallery) {
		g.leads("c")
		g.tell("ben observed early")
		g.give(g.opened("early")...)
		g.wantShows("early", "1 [ Ben ] Ben observed")
		for i := range 3 * maxStrangers {
			g.tell(fmt.Sprint("ben observed never-", i))
		}
		for range 2 * sightFacts {
			g.tell("lena whispered c")
		}
		g.desk.Open("c")
		log := g.sleep(time.Second).Thread.Watch.Log
		want(t, "facts kept", len(log), sightFacts)
		g.wantShows("early", "1 [ Ben ] Ben observed")
		g.stop()
		want(t, "chats kept", len(g.desk.onlookers.sights), maxStrangers+2)
	})
}

// TestAChatThatLeavesTheFloorIsForgotten, also by a snapshot that does not have
// it.
func TestAChatThatLeavesTheFloorIsForgotten(t *testing.T) {
	inGallery(t, newCache(), func(t *testing.T, g *gallery) {
		g.leads("c", "d")
		g.tell("ben observed c", "ben observed d")
		g.live(lead, "d")
		g.wantShows("d", "1 [ Ben ] Ben observed")
		g.stop()
		_, kept := g.desk.onlookers.sights["c"]
		want(t, "c is kept", kept, false)
	})
}

// TestNobodysWatchingIsOnThisDisk: the cache takes the same with the audit
// stream as without.
func TestNobodysWatchingIsOnThisDisk(t *testing.T) { // D-03
	c := newCache()
	inGallery(t, c, func(t *testing.T, g *gallery) {
		g.leads("c")
		g.sleep(time.Minute)
		before := fmt.Sprintf("%+v", c.now())
		g.tell("ben observed c", "ben whispered c", "ben stopped c")
		g.sleep(time.Minute)
		g.stop()
		want(t, "the disk", fmt.Sprintf("%+v", c.now()), before)
	})
}

// TestNothingIsSentBecauseOthersWatch: what a lead's desk says on the ordinary
// connection does not depend on what it is told.
func TestNothingIsSentBecauseOthersWatch(t *testing.T) { // D-03, V-INV-01
	var sent [2][]string
	for i := range sent {
		inGallery(t, newCache(), func(t *testing.T, g *gallery) {
			g.leads("c", "d")
			for _, id := range []chat.ChatID{"c", "d", "c"} {
				if i == 1 {
					g.tell("ben observed "+string(id), "lena whispered "+string(id), "ben stepped_in "+string(id))
				} else {
					g.sleep(3 * time.Second)
				}
				g.desk.Open(id)
				g.sleep(time.Second)
			}
			sent[i] = g.stream.take()
			want(t, "calls", g.caller.take(), []string{})
		})
	}
	if len(sent[0]) == 0 || !slices.Equal(sent[0], sent[1]) {
		t.Errorf("unwatched %q, watched %q", sent[0], sent[1])
	}
}
