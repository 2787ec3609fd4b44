package ladder

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/app/view"
)

// TestTheHubStopsBetweenOfferAndAcceptance kills the hub, or stops it, when
// somebody has seen an offer and not accepted it yet. In time, the acceptance
// waits for the hub and has its effect once; too late, the offer has gone back
// and the sender, who never stopped being the owner, goes on.
func TestTheHubStopsBetweenOfferAndAcceptance(t *testing.T) {
	for _, tt := range []struct {
		name   string
		end    func(*process)
		asleep time.Duration
		inTime bool
	}{
		{"killed", (*process).Kill, 0, true},
		{"stopped", (*process).stop, 0, true},
		{"killed for too long", (*process).Kill, 21 * time.Second, false}, // offer.agent is 20 s
	} {
		t.Run(tt.name, func(t *testing.T) {
			f := newFloor(t)
			asha, ben := f.desk("Asha", chat.RolePrimary), f.desk("Ben", chat.RoleSecondary)
			const id = "hub-gone"
			given(t, f, asha, id)
			o := offered(t, id, asha, ben, words{To: ben.id})
			tt.end(f.hub)
			ben.until("that the hub is gone", func(s sight) bool { return s.Link != app.LinkLive })
			ben.ask("accept", words{Chat: id, Offer: o.ID}, nil)
			ben.until("that the answer waits", func(s sight) bool { return strings.Contains(s.told(id), "waits for the connection") })
			if s := ben.see(); s.Thread.Stance == view.Yours || len(s.Mine) != 0 {
				t.Error("the chat is shown as accepted before anybody said so")
			}
			f.shift += tt.asleep
			for _, d := range f.desks {
				d.ask("skew", tt.asleep, nil)
			}
			f.open()
			for _, d := range f.desks {
				d.ask("retry", nil, nil)
				d.live()
			}
			owner, other := ben, asha
			if !tt.inTime {
				owner, other = asha, ben
				ben.until("that it was not asked for", func(s sight) bool {
					return strings.Contains(s.told(id), "was not asked for again") || strings.Contains(s.told(id), asha.name)
				})
			}
			owner.until("that the chat is theirs", func(s sight) bool { return s.Thread.Stance == view.Yours && len(s.Thread.Offers) == 0 })
			other.until("whose it is", func(s sight) bool { return s.Thread.Owner == owner.id && len(s.Mine) == 0 })
			f.same(asha, ben)
			page := f.page(id)
			owner.ask("post", words{Chat: id, Text: "Now I am with you."}, nil)
			page.until("Now I am with you.")
			if n := len(page.got(ben.name)); n != map[bool]int{true: 1}[tt.inTime] {
				t.Errorf("the customer was told %q", page.texts())
			}
		})
	}
}

// TestARevokedTokenDuringAJoin takes an agent's access away while their joining
// is under way. Either they came in before, and the customer was told once, or
// they did not, and nobody was; in no case do they write any more.
func TestARevokedTokenDuringAJoin(t *testing.T) {
	f := newFloor(t)
	asha := f.desk("Asha", chat.RolePrimary)
	joined := 0
	const rounds = 8
	for n := range rounds {
		name, id := fmt.Sprint("Guest", n), chat.ChatID(fmt.Sprint("revoked-", n))
		guest := f.desk(name, chat.RoleBackup)
		page := given(t, f, asha, id)
		guest.ask("open", words{Chat: id}, nil)
		guest.until("the chat", func(s sight) bool { return s.Thread != nil && s.Thread.Owner == asha.id })
		var joining sync.WaitGroup
		var failed error
		wait := time.Duration(n/2) * time.Millisecond // now one is first, now the other
		joining.Go(func() {
			time.Sleep(wait * time.Duration(n%2))
			failed = guest.try("join", words{Chat: id}, nil)
		})
		time.Sleep(wait * time.Duration(1-n%2))
		f.admin(http.MethodDelete, "/agents/"+name, nil, nil)
		if joining.Wait(); failed != nil {
			t.Fatal(failed)
		}
		s := guest.until("that the access is gone", func(s sight) bool { return s.Link == app.LinkRefused })
		asha.until("that the guest is off the team", func(s sight) bool {
			return !slices.ContainsFunc(s.Team, func(c view.Colleague) bool { return c.ID == guest.id })
		})
		f.same(asha)
		if slices.Contains(asha.see().Thread.With, guest.id) {
			t.Errorf("round %d: whose access is gone stands beside the chat", n)
		}
		guest.ask("post", words{Chat: id, Text: "written by " + name}, nil)
		guest.until("that it does not go", func(s sight) bool {
			return len(s.Thread.Pending) == 1 && (s.Thread.Pending[0].Queued || s.Thread.Pending[0].State == chat.DeliveryFailed)
		})
		guest.Kill()
		guest.open() // nor with the same token once more
		guest.until("that the access is gone", func(s sight) bool { return s.Link == app.LinkRefused })
		guest.Kill()
		told := page.after(name, "Hello?")
		if told > 1 || s.Me != guest.id {
			t.Errorf("round %d: the customer was told %q", n, page.texts())
		}
		joined += told
		if len(page.got("written by")) != 0 {
			t.Errorf("round %d: somebody without access wrote to the customer", n)
		}
	}
	t.Logf("in %d of %d rounds the joining was faster", joined, rounds)
}
