package ladder

import (
	"slices"
	"strings"
	"testing"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/view"
)

// note is what an offer needs at least (S-TRF-03).
const note = "Asked about a charge of last week twice."

// TestForward plays the ways of a chat that is held out to somebody else.
func TestForward(t *testing.T) {
	f := newFloor(t)
	asha, ben := f.desk("Asha", chat.RolePrimary), f.desk("Ben", chat.RoleSecondary)
	lena := f.desk("Lena", chat.RoleLead)
	away := f.desk("Noor", chat.RoleBackup)
	away.stop()
	t.Run("accepted", func(t *testing.T) { forwardAccepted(t, f, asha, ben) }) // S-TRF-01, -03, -05, V-FWD-01, -02
	t.Run("declined", func(t *testing.T) { forwardDeclined(t, f, asha, ben) }) // S-TRF-04
	t.Run("a note too short", func(t *testing.T) { refusedForward(t, f, asha, words{To: ben.id, Text: "too short"}, "at least 10") })
	t.Run("somebody offline", func(t *testing.T) { refusedForward(t, f, asha, words{To: away.id, Text: note}, "offline") }) // A-34, E-ACT-05, S-TRF-02
	t.Run("expired", func(t *testing.T) { forwardExpired(t, f, asha, ben) })
	t.Run("to a team", func(t *testing.T) { forwardToTeam(t, f, asha, ben, lena) })                                         // S-TRF-02, E-Q-02
	f.same(asha, ben, lena)
}

// given returns a chat that the desk serves and its customer's page.
func given(t *testing.T, f *floor, owner *desk, id chat.ChatID) *client {
	t.Helper()
	f.customer(id, "I want to talk to a human")
	owner.until("the new chat", func(s sight) bool { return slices.Contains(s.All, id) })
	owner.serve(id)
	c := f.page(id)
	c.until(owner.name)
	return c
}

// offered lets the owner forward the chat, and the receiver open it and see
// the offer.
func offered(t *testing.T, id chat.ChatID, from, to *desk, w words) view.Offered {
	t.Helper()
	w.Chat, w.Reason = id, chat.ForwardExpertise
	if w.Text == "" {
		w.Text = note
	}
	from.ask("forward", w, nil)
	to.ask("open", words{Chat: id}, nil)
	s := to.until("the offer", func(s sight) bool {
		o, ok := s.offer()
		return ok && s.Thread.ID == id && o.Mine
	})
	o, _ := s.offer()
	if o.Note != w.Text || o.FromName != from.name {
		t.Errorf("before accepting, %s sees %q from %s", to.name, o.Note, o.FromName)
	}
	return o
}

func forwardAccepted(t *testing.T, f *floor, asha, ben *desk) {
	const id = "forward-accepted"
	page := given(t, f, asha, id)
	for _, d := range []*desk{asha, ben} {
		d.ask("open", words{Chat: id}, nil)
		d.ask("watch", words{Chat: id}, nil)
	}
	o := offered(t, id, asha, ben, words{To: ben.id})
	// The sender stays the owner meanwhile and can write.
	asha.ask("post", words{Chat: id, Text: "One moment, a colleague will look at it."}, nil)
	page.until("One moment")
	if s := asha.see(); s.Thread.Stance != view.Yours || !slices.Contains(s.Mine, chat.ChatID(id)) {
		t.Errorf("while it is offered the sender sees %+v", s.Thread)
	}
	ben.ask("accept", words{Chat: id, Offer: o.ID}, nil)
	s := ben.until("that the chat is theirs", stands(view.Yours))
	if !slices.Contains(s.Thread.Tags, "forwarded") { // V-FWD-02
		t.Errorf("its tags are %q", s.Thread.Tags)
	}
	asha.until("that the chat is Ben's", func(s sight) bool { return s.Thread.Owner == ben.id })
	f.same(asha, ben)
	if n := page.after(ben.name, "Are you there?"); n != 1 {
		t.Errorf("the customer was told of Ben %d times: %q", n, page.texts())
	}
	judge(t, asha, ben)
}

// judge looks at every snapshot of both desks: the chat is in the list of the
// one who owns it, so never in two lists and never in none (S-TRF-05).
func judge(t *testing.T, from, to *desk) {
	t.Helper()
	listed := map[string]map[*desk]bool{} // what the chat was → whose list had it
	for _, d := range []*desk{from, to} {
		for _, s := range d.shown() {
			if listed[s.State] == nil {
				listed[s.State] = map[*desk]bool{}
			}
			listed[s.State][d] = s.Mine
		}
		judgeOne(t, d, from, to)
	}
	both := 0
	for state, of := range listed {
		a, okA := of[from]
		b, okB := of[to]
		if !okA || !okB {
			continue // only one desk stopped to draw here
		}
		if both++; a == b {
			t.Errorf("at %s both lists, or none, have it", state)
		}
	}
	if both == 0 {
		t.Error("no snapshot of one desk is of the same place as one of the other")
	}
	t.Logf("%d and %d snapshots, %d places of the log shown by both", len(from.shown()), len(to.shown()), both)
}

// judgeOne looks at one desk's snapshots: the list says what the owner says,
// and the chat changes hands once.
func judgeOne(t *testing.T, d, from, to *desk) {
	t.Helper()
	owner := from.id
	for i, s := range d.shown() {
		if s.Owner != from.id && s.Owner != to.id || s.Mine != (s.Owner == d.id) {
			t.Errorf("snapshot %d of %s: owner %q, in the list: %v", i, d.name, s.Owner, s.Mine)
		}
		if s.Owner != owner && s.Owner != to.id {
			t.Errorf("snapshot %d of %s: the chat goes back to %s", i, d.name, s.Owner)
		}
		owner = s.Owner
	}
	if owner != to.id {
		t.Errorf("%s saw %d snapshots, and in the end %q serves", d.name, len(d.shown()), owner)
	}
}

func forwardDeclined(t *testing.T, f *floor, asha, ben *desk) {
	const id = "forward-declined"
	page := given(t, f, asha, id)
	o := offered(t, id, asha, ben, words{To: ben.id})
	ben.ask("decline", words{Chat: id, Offer: o.ID}, nil)
	ben.until("that a reason is needed", func(s sight) bool { return strings.Contains(s.told(id), "why you decline") })
	const why = "I am on the phone"
	ben.ask("decline", words{Chat: id, Offer: o.ID, Text: why}, nil)
	s := asha.until("that it has come back", func(s sight) bool { return len(s.Thread.Offers) == 0 })
	if s.Thread.Stance != view.Yours {
		t.Errorf("after the decline the sender stands as %d", s.Thread.Stance)
	}
	if n := page.after(ben.name, "Hello?"); n != 0 {
		t.Errorf("the customer was told of an offer: %q", page.texts())
	}
	f.same(asha, ben)
}

// refusedForward offers the chat in a way that has to be refused with words.
func refusedForward(t *testing.T, f *floor, asha *desk, w words, want string) {
	id := chat.ChatID("forward-refused-" + w.To)
	if want == "offline" {
		id += "-offline"
		asha.until("that Noor is offline", func(s sight) bool {
			return slices.ContainsFunc(s.Team, func(c view.Colleague) bool { return c.ID == w.To && !c.Online })
		})
	}
	given(t, f, asha, id)
	w.Chat, w.Reason = id, chat.ForwardLoadBalance
	asha.ask("forward", w, nil)
	s := asha.until("why not", func(s sight) bool { return strings.Contains(s.told(id), want) })
	if len(s.Thread.Offers) != 0 || s.Thread.Stance != view.Yours {
		t.Errorf("after the refusal: %+v", s.Thread)
	}
}

func forwardExpired(t *testing.T, f *floor, asha, ben *desk) {
	const id = "forward-expired"
	page := given(t, f, asha, id)
	o := offered(t, id, asha, ben, words{To: ben.id})
	f.skew(20 * time.Second) // offer.agent
	s := asha.until("that nobody answered", func(s sight) bool { return len(s.Thread.Offers) == 0 })
	if s.Thread.Stance != view.Yours {
		t.Errorf("the sender stands as %d", s.Thread.Stance)
	}
	ben.ask("accept", words{Chat: id, Offer: o.ID}, nil)
	ben.until("that the offer has gone", func(s sight) bool { return strings.Contains(s.told(id), asha.name) })
	asha.ask("post", words{Chat: id, Text: "I am still with you."}, nil)
	page.until("I am still with you.")
	if n := len(page.got(ben.name)); n != 0 {
		t.Errorf("the customer was told of Ben: %q", page.texts())
	}
	f.same(asha, ben)
}

func forwardToTeam(t *testing.T, f *floor, asha, ben, lena *desk) {
	const id = "forward-team"
	page := given(t, f, asha, id)
	o := offered(t, id, asha, ben, words{Queue: "Billing"})
	lena.ask("open", words{Chat: id}, nil)
	lena.until("the offer", func(s sight) bool { o, ok := s.offer(); return ok && o.Mine && s.Thread.ID == id })
	got := together(t, words{Chat: id, Offer: o.ID}, ben, lena)
	winner, loser := ben, lena
	if got[1].Won {
		winner, loser = lena, ben
	}
	told := got[slices.Index([]*desk{ben, lena}, loser)]
	if got[0].Won == got[1].Won || !strings.Contains(told.Words, winner.name) {
		t.Errorf("of two who accept, %+v", got)
	}
	f.same(asha, ben, lena)
	if n := page.after(winner.name, "Hello?"); n != 1 || len(page.got(loser.name)) != 0 {
		t.Errorf("the customer was told %q", page.texts())
	}
}
