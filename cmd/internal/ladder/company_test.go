package ladder

import (
	"slices"
	"strings"
	"testing"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/view"
)

// TestCompany plays invitations, joins and leaves.
func TestCompany(t *testing.T) {
	f := newFloor(t)
	asha, ben, lena := f.desk("Asha", chat.RolePrimary), f.desk("Ben", chat.RoleSecondary), f.desk("Lena", chat.RoleLead)
	t.Run("an invitation is accepted", func(t *testing.T) { invited(t, f, asha, ben) })                 // V-INVITE-01, V-JOIN-02
	t.Run("an invitation is declined", func(t *testing.T) { uninvited(t, f, asha, ben) })               // V-INVITE-01
	t.Run("both write", func(t *testing.T) { bothWrite(t, f, asha, ben) })                              // V-JOIN-01, -03
	t.Run("who has joined leaves", func(t *testing.T) { joinedLeaves(t, f, asha, ben) })                // V-LEAVE-01
	t.Run("the owner leaves company", func(t *testing.T) { ownerLeavesCompany(t, f, asha, ben, lena) }) // V-LEAVE-01
	t.Run("the owner leaves alone", func(t *testing.T) { ownerLeavesAlone(t, f, asha, ben) })           // V-LEAVE-01
	t.Run("a lead takes it from a colleague", func(t *testing.T) { leadTakes(t, f, asha, ben, lena) })  // G-ROLE-04
	t.Run("notes and tags are everybody's", func(t *testing.T) { notesAndTags(t, f, asha, ben, lena) }) // E-ACT-07, -09
	t.Run("the owner ends it", func(t *testing.T) { ends(t, f, asha, ben) })                            // E-ACT-08
	f.same(asha, ben, lena)
}

// comes lets a colleague join the chat on both screens.
func comes(t *testing.T, id chat.ChatID, owner, guest *desk) {
	t.Helper()
	guest.ask("open", words{Chat: id}, nil)
	guest.until("the chat", func(s sight) bool { return s.Thread != nil && s.Thread.ID == id })
	guest.ask("join", words{Chat: id}, nil)
	guest.until("that it has joined", stands(view.Joined))
	owner.until("who has joined", func(s sight) bool { return slices.Contains(s.Thread.With, guest.id) })
}

// toldOnce sees that each side was told of somebody once, by one line.
func toldOnce(t *testing.T, page *client, d *desk, name string) {
	t.Helper()
	if n := page.after(name, "Is anybody there?"); n != 1 {
		t.Errorf("the customer was told of %s %d times: %q", name, n, page.texts())
	}
	n := 0
	for _, m := range d.see().Thread.Lines {
		if m.From == chat.SpeakerSystem && strings.Contains(m.Text, name) {
			n++
		}
	}
	if n != 1 {
		t.Errorf("%s was told of %s %d times", d.name, name, n)
	}
}

func invited(t *testing.T, f *floor, asha, ben *desk) {
	const id = "invited"
	page := given(t, f, asha, id)
	asha.ask("invite", words{Chat: id, To: ben.id, Text: "You know the tariff"}, nil)
	ben.ask("open", words{Chat: id}, nil)
	s := ben.until("the invitation", func(s sight) bool { o, ok := s.offer(); return ok && o.Mine && s.Thread.ID == id })
	if o, _ := s.offer(); o.Kind != chat.OfferInvitation || o.Note != "You know the tariff" {
		t.Errorf("the invitation is %+v", o)
	}
	if s.Thread.Stance != view.Observing {
		t.Errorf("before accepting, Ben stands as %d", s.Thread.Stance)
	}
	o, _ := s.offer()
	began := time.Now()
	ben.ask("accept", words{Chat: id, Offer: o.ID}, nil)
	page.until(ben.name)
	t.Logf("the customer was told %v after the key", page.got(ben.name)[0].at.Sub(began).Round(time.Millisecond)) // V-JOIN-02: within a second
	ben.until("that it has joined", stands(view.Joined))
	if s := asha.until("who has joined", func(s sight) bool { return slices.Contains(s.Thread.With, ben.id) }); s.Thread.Owner != asha.id {
		t.Errorf("the owner is %q now", s.Thread.Owner)
	}
	toldOnce(t, page, asha, ben.name)
	f.same(asha, ben)
}

func uninvited(t *testing.T, f *floor, asha, ben *desk) {
	const id = "uninvited"
	page := given(t, f, asha, id)
	asha.ask("invite", words{Chat: id, To: ben.id, Text: "You know the tariff"}, nil)
	ben.ask("open", words{Chat: id}, nil)
	s := ben.until("the invitation", func(s sight) bool { o, ok := s.offer(); return ok && o.Mine && s.Thread.ID == id })
	o, _ := s.offer()
	ben.ask("decline", words{Chat: id, Offer: o.ID, Text: " "}, nil)
	s = ben.until("that a reason is needed", func(s sight) bool { return s.told(id) != "" })
	if len(s.Thread.Offers) != 1 {
		t.Errorf("without a reason the invitation has gone: %q", s.told(id))
	}
	ben.ask("decline", words{Chat: id, Offer: o.ID, Text: "I am on the phone"}, nil)
	asha.until("that it was declined", func(s sight) bool { return len(s.Thread.Offers) == 0 })
	if s := ben.see(); s.Thread.Stance != view.Observing {
		t.Errorf("after the decline Ben stands as %d", s.Thread.Stance)
	}
	if n := page.after(ben.name, "Hello?"); n != 0 {
		t.Errorf("the customer was told of an invitation: %q", page.texts())
	}
}

func bothWrite(t *testing.T, f *floor, asha, ben *desk) {
	const id = "both-write"
	page := given(t, f, asha, id)
	comes(t, id, asha, ben)
	asha.ask("post", words{Chat: id, Text: "I look into the charge."}, nil)
	ben.ask("post", words{Chat: id, Text: "I look into the tariff."}, nil)
	page.until("charge")
	page.until("tariff")
	for _, d := range []*desk{asha, ben} {
		s := d.until("both lines", func(s sight) bool {
			return s.said("I look into the charge.") == 1 && s.said("I look into the tariff.") == 1
		})
		for _, m := range s.Thread.Lines {
			want := map[string]chat.AgentID{"I look into the charge.": asha.id, "I look into the tariff.": ben.id}[m.Text]
			if m.Agent != want && want != "" {
				t.Errorf("on %s's desk %q is by %q", d.name, m.Text, m.Agent)
			}
		}
		if s.Thread.Owner != asha.id {
			t.Errorf("on %s's desk %q owns the chat", d.name, s.Thread.Owner)
		}
	}
	toldOnce(t, page, asha, ben.name)
}

func joinedLeaves(t *testing.T, f *floor, asha, ben *desk) {
	const id = "joined-leaves"
	page := given(t, f, asha, id)
	comes(t, id, asha, ben)
	ben.ask("leave", words{Chat: id}, nil)
	ben.until("that it has left", stands(view.Observing))
	s := asha.until("that Ben has left", func(s sight) bool { return len(s.Thread.With) == 0 })
	if s.Thread.Owner != asha.id {
		t.Errorf("now %q owns the chat", s.Thread.Owner)
	}
	if n := page.after(ben.name, "Hello?"); n != 2 { // came, and left
		t.Errorf("the customer was told %q", page.texts())
	}
	ben.ask("post", words{Chat: id, Text: "One more thing"}, nil)
	ben.until("that it cannot write any more", func(s sight) bool {
		return len(s.Thread.Pending) == 1 && s.Thread.Pending[0].State == chat.DeliveryFailed
	})
}

func ownerLeavesCompany(t *testing.T, f *floor, asha, ben, lena *desk) {
	const id = "owner-leaves-company"
	page := given(t, f, asha, id)
	comes(t, id, asha, ben)
	comes(t, id, asha, lena)
	asha.ask("leave", words{Chat: id, Text: "My shift ends"}, nil)
	ben.until("that the chat is theirs", stands(view.Yours)) // who came first
	lena.until("whose it is", func(s sight) bool { return s.Thread.Stance == view.Joined && s.Thread.Owner == ben.id })
	asha.until("that it has left", stands(view.Observing))
	if n := page.after(asha.name, "Hello?"); n != 2 {
		t.Errorf("the customer was told %q", page.texts())
	}
	f.same(asha, ben, lena)
}

func ownerLeavesAlone(t *testing.T, f *floor, asha, ben *desk) {
	const id = "owner-leaves-alone"
	page := given(t, f, asha, id)
	ben.ask("open", words{Chat: id}, nil)
	asha.ask("leave", words{Chat: id, Text: "My shift ends"}, nil)
	s := ben.until("that it waits again", func(s sight) bool { return s.Thread.ID == id && s.Thread.Stage == chat.StageQueued })
	if s.Thread.Owner != "" {
		t.Errorf("a queued chat is owned by %q", s.Thread.Owner)
	}
	ben.ask("take", words{Chat: id}, nil)
	ben.until("that the chat is theirs", stands(view.Yours))
	if n := page.after(ben.name, "Hello?"); n != 1 {
		t.Errorf("the customer was told %q", page.texts())
	}
}

func leadTakes(t *testing.T, f *floor, asha, ben, lena *desk) {
	const id = "lead-takes"
	page := given(t, f, asha, id)
	ben.ask("open", words{Chat: id}, nil)
	ben.ask("take", words{Chat: id}, nil)
	ben.until("that only a lead can", func(s sight) bool { return strings.Contains(s.told(id), asha.name) })
	lena.serve(id)
	asha.until("who has it", func(s sight) bool { return s.Thread.Stance == view.Observing && s.Thread.Owner == lena.id })
	if n := page.after(lena.name, "Hello?"); n != 1 {
		t.Errorf("the customer was told %q", page.texts())
	}
}

func notesAndTags(t *testing.T, f *floor, asha, ben, lena *desk) {
	const id = "notes-and-tags"
	page := given(t, f, asha, id)
	for _, d := range []*desk{ben, lena} {
		d.ask("open", words{Chat: id}, nil)
	}
	ben.ask("note", words{Chat: id, Text: "The same person wrote yesterday."}, nil)
	lena.ask("tag", words{Chat: id, Text: "refund"}, nil)
	for _, d := range []*desk{asha, ben, lena} {
		d.until("note and tag", func(s sight) bool {
			return s.said("The same person wrote yesterday.") == 1 && slices.Equal(s.Thread.Tags, []string{"refund"})
		})
	}
	if n := page.after("yesterday", "Hello?"); n != 0 || page.has("refund") {
		t.Errorf("the customer was told %q", page.texts())
	}
}

func ends(t *testing.T, f *floor, asha, ben *desk) {
	const id = "ends"
	given(t, f, asha, id)
	ben.ask("open", words{Chat: id}, nil)
	ben.ask("end", words{Chat: id, Text: "It is solved."}, nil)
	ben.until("that only the owner can", func(s sight) bool { return strings.Contains(s.told(id), asha.name) })
	asha.ask("end", words{Chat: id, Text: "It is solved."}, nil)
	asha.until("that it has ended", stands(view.Ended))
	f.same(asha, ben)
}
