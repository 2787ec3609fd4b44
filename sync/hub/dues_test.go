package hub

import (
	"context"
	"fmt"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"floorwalker/app/chat"
	"floorwalker/sync/driver"
)

// played is a hub without a socket, in a bubble whose clock is synctest's.
type played struct {
	t       *testing.T
	journal *memJournal
	driver  *scripted
	hub     *Hub
	cancel  context.CancelFunc
	ended   chan error
}

func newPlayed(t *testing.T, j *memJournal, change ...func(*Config)) *played {
	t.Helper()
	p := &played{t: t, journal: j, driver: newScripted(), ended: make(chan error, 1)}
	cfg := Config{Journal: j, Drivers: []driver.Driver{p.driver}, Edition: testEdition(t), Weights: testWeights(t), Now: time.Now}
	for _, f := range change {
		f(&cfg)
	}
	var err error
	p.hub, err = Open(t.Context(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	p.cancel = cancel
	go func() { p.ended <- p.hub.Run(ctx) }()
	<-p.driver.ready
	return p
}

func (p *played) stop() {
	p.t.Helper()
	p.cancel()
	if err := <-p.ended; err != nil {
		p.t.Error(err)
	}
}

func (p *played) deliver(facts ...chat.Event) {
	p.t.Helper()
	if _, err := p.driver.sink.Deliver(p.t.Context(), facts...); err != nil {
		p.t.Fatal(err)
	}
}

// offered opens a chat that Asha serves and has just offered to Meera.
func (p *played) offered(id chat.ChatID, within time.Duration) {
	p.t.Helper()
	now := chat.InstantOf(time.Now())
	p.deliver(
		chat.Event{ID: "open", Chat: id, Body: &chat.ChatOpened{Driver: "scripted"}},
		chat.Event{ID: "own", Chat: id, By: "asha", Body: &chat.ChatAccepted{Agent: "asha"}},
		chat.Event{ID: "offer", Chat: id, By: "asha", Body: &chat.OfferMade{Offer: chat.Offer{
			ID: "offer", Kind: chat.OfferForward, From: "asha", To: "meera", Made: now, Due: now.Add(within),
		}}},
	)
}

// returned returns when the log says that the chat's offer came back, and how;
// 0 if it does not.
func (p *played) returned(id chat.ChatID) (at chat.Instant, how chat.HowReturned) {
	p.t.Helper()
	for _, e := range p.journal.all(p.t) {
		if b, ok := e.Body.(*chat.OfferReturned); ok && e.Chat == id {
			if at != 0 {
				p.t.Errorf("the offer of %s came back twice", id)
			}
			at, how = e.At, b.How
		}
	}
	return at, how
}

// TestAnOfferComesBackInTime looks a millisecond before and some after.
func TestAnOfferComesBackInTime(t *testing.T) { // A-60, S-TRF-04
	synctest.Test(t, func(t *testing.T) {
		p := newPlayed(t, newJournal())
		defer p.stop()
		time.Sleep(300 * time.Microsecond) // hub time has no such digits
		p.offered("c", 20*time.Second)
		p.offered("d", 60*time.Second)
		made := time.Now().Truncate(time.Millisecond)
		time.Sleep(time.Until(made.Add(20*time.Second - time.Millisecond)))
		synctest.Wait()
		if at, _ := p.returned("c"); at != 0 {
			t.Error("it came back too early")
		}
		time.Sleep(3 * time.Millisecond)
		synctest.Wait()
		due := chat.InstantOf(made).Add(20 * time.Second)
		if at, how := p.returned("c"); at != due || how != chat.ReturnedExpired {
			t.Errorf("returned %q at %d, due at %d", how, at, due)
		}
		if at, _ := p.returned("d"); at != 0 {
			t.Error("another offer came back too")
		}
		time.Sleep(41 * time.Second)
		synctest.Wait()
		if at, how := p.returned("d"); at != chat.InstantOf(made).Add(time.Minute) || how != chat.ReturnedExpired {
			t.Errorf("the second offer: %q at %d", how, at)
		}
	})
}

// TestAnAnsweredOfferStaysAnswered ends offers before they are due.
func TestAnAnsweredOfferStaysAnswered(t *testing.T) {
	for name, end := range map[string]chat.Body{
		"accepted":  &chat.OfferAccepted{Offer: "offer", Agent: "meera"},
		"declined":  &chat.OfferReturned{Offer: "offer", How: chat.ReturnedDeclined, Reason: "busy", Agent: "meera"},
		"withdrawn": &chat.OfferReturned{Offer: "offer", How: chat.ReturnedWithdrawn},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				p := newPlayed(t, newJournal())
				defer p.stop()
				p.offered("c", 20*time.Second)
				p.deliver(chat.Event{ID: "answer", Chat: "c", By: "meera", Body: end})
				before := count(p.journal.kinds(t, "c"), chat.KindOfferReturned)
				time.Sleep(time.Minute)
				synctest.Wait()
				if after := p.journal.kinds(t, "c"); count(after, chat.KindOfferReturned) != before {
					t.Errorf("the offer came back: %v", after)
				}
			})
		})
	}
}

// TestTheSuccessorReturnsOffers ends the hub and starts another one, from its
// checkpoint or from the log alone, before and after the offers are due.
func TestTheSuccessorReturnsOffers(t *testing.T) {
	for _, checkpoint := range []bool{true, false} {
		for down, late := range map[time.Duration]bool{5 * time.Second: false, time.Hour: true} {
			t.Run(fmt.Sprintf("checkpoint %t, down for %s", checkpoint, down), func(t *testing.T) {
				synctest.Test(t, func(t *testing.T) {
					j := newJournal()
					p := newPlayed(t, j)
					p.offered("c", 20*time.Second)
					p.offered("answered", 20*time.Second)
					due := chat.InstantOf(time.Now()).Add(20 * time.Second)
					p.deliver(chat.Event{ID: "answer", Chat: "answered", Body: &chat.OfferReturned{Offer: "offer", How: chat.ReturnedWithdrawn}})
					p.stop()
					if !checkpoint {
						j.set(func(j *memJournal) { j.schema = "" })
					}
					time.Sleep(down)
					p = newPlayed(t, j)
					defer p.stop()
					synctest.Wait()
					at, how := p.returned("c")
					if !late {
						if at != 0 {
							t.Error("it came back too early")
						}
						time.Sleep(16 * time.Second)
						synctest.Wait()
						at, how = p.returned("c")
					}
					if how != chat.ReturnedExpired || at != due {
						t.Errorf("returned %q at %d, due at %d", how, at, due)
					}
					if _, how := p.returned("answered"); how != chat.ReturnedWithdrawn {
						t.Errorf("the answered one was returned again: %q", how)
					}
				})
			})
		}
	}
}

// TestManyOffersExpireInSmallBatches lets more become due while no hub runs
// than one batch of the log may hold.
func TestManyOffersExpireInSmallBatches(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		j := newJournal()
		p := newPlayed(t, j)
		const n = 3*duesAtOnce + 7
		due := chat.InstantOf(time.Now()).Add(20 * time.Second)
		for i := range n {
			p.offered(chat.ChatID(fmt.Sprint("c", i)), 20*time.Second)
		}
		p.stop()
		time.Sleep(time.Hour)
		p = newPlayed(t, j)
		defer p.stop()
		// Somebody is quicker than the hub's own clock: what was due goes first.
		p.deliver(chat.Event{ID: "open", Chat: "new", Body: &chat.ChatOpened{Bot: true, Driver: "scripted"}})
		for i := range n {
			if at, _ := p.returned(chat.ChatID(fmt.Sprint("c", i))); at != due {
				t.Fatalf("the offer of chat %d came back at %d, due at %d", i, at, due)
			}
		}
	})
}

// TestAClockSetForwardIsNoticed: the due is by hub time, not by how long the
// process has slept.
func TestAClockSetForwardIsNoticed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var ahead atomic.Int64
		p := newPlayed(t, newJournal(), func(c *Config) {
			c.Now = func() time.Time { return time.Now().Add(time.Duration(ahead.Load())) }
		})
		defer p.stop()
		p.offered("c", time.Hour)
		synctest.Wait()
		ahead.Store(int64(2 * time.Hour))
		time.Sleep(2 * dueCheck)
		synctest.Wait()
		if at, _ := p.returned("c"); at == 0 {
			t.Error("the offer is still open")
		}
	})
}

// TestWhoIsRevokedTakesNoOffer: what was offered to somebody who is no longer
// on the team goes back at once, from whichever chat.
func TestWhoIsRevokedTakesNoOffer(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := newPlayed(t, newJournal())
		defer p.stop()
		if _, err := p.hub.AddAgent(t.Context(), "Meera", chat.RoleBackup); err != nil {
			t.Fatal(err)
		}
		p.offered("c", time.Hour)
		p.offered("d", time.Hour)
		if err := p.hub.RevokeAgent(t.Context(), "Meera"); err != nil {
			t.Fatal(err)
		}
		for _, id := range []chat.ChatID{"c", "d"} {
			if _, how := p.returned(id); how != chat.ReturnedVoid {
				t.Errorf("the offer of %s: %q", id, how)
			}
		}
	})
}
