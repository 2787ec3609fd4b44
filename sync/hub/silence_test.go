package hub

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/app/script"
	"floorwalker/app/ticket"
	"floorwalker/sync/driver"
)

// silentHub sends what a silent customer gets by itself.
func silentHub(t *testing.T) func(*Config) {
	t.Helper()
	e, err := policy.ParseEdition(edited(t, testEdition(t), `send = "propose"`, `send = "auto"`))
	if err != nil {
		t.Fatal(err)
	}
	return func(c *Config) { c.Edition, c.Starter = e, starter(t) }
}

// asked opens a chat in which Asha has asked something and waits.
func (p *played) asked(id chat.ChatID, line string) (at chat.Instant) {
	p.t.Helper()
	if _, err := p.hub.AddAgent(p.t.Context(), "Asha", chat.RolePrimary); err != nil && p.journal.Last() == 0 {
		p.t.Fatal(err)
	}
	p.deliver(
		chat.Event{ID: "open", Chat: id, Body: &chat.ChatOpened{Driver: "scripted", Customer: chat.Customer{Name: "Rohan M."}}},
		said(id, "m1", line, chat.SpeakerCustomer),
		chat.Event{ID: "own", Chat: id, By: "asha", Body: &chat.ChatAccepted{Agent: "asha"}},
		chat.Event{ID: "q", Chat: id, By: "asha", Body: &chat.MessagePosted{
			Message: "q", From: chat.SpeakerAgent, Name: "Asha", Text: "I have reset your line. Is it working now?",
		}},
	)
	return chat.InstantOf(time.Now())
}

// reminders returns the lines of the silence series, by when they were sent.
func (p *played) reminders(id chat.ChatID) map[string]chat.Instant {
	p.t.Helper()
	sent := make(map[string]chat.Instant)
	for _, e := range p.journal.all(p.t) {
		if b, ok := e.Body.(*chat.MessagePosted); ok && e.Chat == id && b.Script != "" {
			if e.By != "asha" || b.Name != "Asha" || strings.ContainsAny(b.Text, "{}") || sent[b.Script] != 0 {
				p.t.Errorf("%s is %+v by %s", b.Script, b, e.By)
			}
			sent[b.Script] = e.At
		}
	}
	return sent
}

// endOf returns when the chat was closed and with which ticket.
func (p *played) endOf(id chat.ChatID) (at chat.Instant, closed *chat.ChatClosed, k ticket.Ticket) {
	p.t.Helper()
	for _, e := range p.journal.all(p.t) {
		if e.Chat != id {
			continue
		}
		switch b := e.Body.(type) {
		case *chat.ChatClosed:
			at, closed = e.At, b
		case *chat.TicketSaved:
			var err error
			if k, err = ticket.Decode(b.Ticket); err != nil {
				p.t.Fatal(err)
			}
		}
	}
	return at, closed, k
}

// owing returns the kinds of what is still owed in a chat.
func (p *played) owing(id chat.ChatID) (kinds []chat.ObligationKind) {
	p.t.Helper()
	if err := p.hub.look(p.t.Context(), func(c *core) {
		if ct := c.floor.Chat(id); ct != nil {
			for _, o := range ct.Obligations {
				kinds = append(kinds, o.Kind)
			}
		}
	}); err != nil {
		p.t.Fatal(err)
	}
	return kinds
}

// TestASilentCustomerIsReminded: after 1, 3 and 5 minutes by the policy, to the
// millisecond, and then the chat closes as "went silent" with a complete ticket,
// while the call that was promised stays owed (G-NR-01 to -04, A-13, A-30).
func TestASilentCustomerIsReminded(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := newPlayed(t, newJournal(), silentHub(t))
		defer p.stop()
		at := p.asked("c", "My broadband line is dead since Monday morning.")
		time.Sleep(10 * time.Minute)
		synctest.Wait()
		want := map[string]chat.Instant{
			string(script.IDSilence1): at.Add(time.Minute), string(script.IDSilence2): at.Add(3 * time.Minute), string(script.IDSilence3): at.Add(5 * time.Minute),
		}
		for id, got := range p.reminders("c") {
			if got != want[id] {
				t.Errorf("%s was sent %s after the question", id, got.Sub(at))
			}
			delete(want, id)
		}
		if len(want) > 0 {
			t.Errorf("never sent: %v", want)
		}
		ended, closed, k := p.endOf("c")
		if ended != at.Add(5*time.Minute) || closed.Reason != "No response from customer - Went silent" {
			t.Fatalf("closed %s after the question: %+v", ended.Sub(at), closed)
		}
		if k.EndReason != "no_response" || k.EndDetail != "went_silent" || k.FollowUp != ticket.Yes || len(k.Obligations) == 0 {
			t.Errorf("the ticket is %+v", k)
		}
		if problems := p.hub.edition.Load().Form.Problems(&k); len(problems) > 0 {
			t.Errorf("the ticket lacks %v", problems)
		}
		if got := p.owing("c"); !slices.Equal(got, []chat.ObligationKind{chat.OwedCall}) {
			t.Errorf("still owed: %v", got)
		}
		if got := p.driver.called(); count(got, "post c agent: "+p.textOf("c", script.IDSilence1)) != 1 {
			t.Errorf("the backend was asked %q", got)
		}
	})
}

// TestTheTeamsOwnSilence: the policy names what a silent customer gets (G-NR-01 to
// -03).
func TestTheTeamsOwnSilence(t *testing.T) {
	series := []script.ResponseID{script.IDSilence1Other, script.IDSilence3, script.IDClosing2}
	e, err := policy.ParseEdition(edited(t, testEdition(t), `send = "propose"`, `send = "auto"`,
		`silence = ["silence-1", "silence-2", "silence-3"]`, `silence = ["silence-1b", "silence-3", "closing-2"]`))
	if err != nil {
		t.Fatal(err)
	}
	synctest.Test(t, func(t *testing.T) {
		p := newPlayed(t, newJournal(), func(c *Config) { c.Edition, c.Starter = e, starter(t) })
		defer p.stop()
		at := p.asked("c", "My broadband line is dead since Monday morning.")
		time.Sleep(10 * time.Minute)
		synctest.Wait()
		got := p.reminders("c")
		for i, after := range []time.Duration{time.Minute, 3 * time.Minute, 5 * time.Minute} {
			if got[string(series[i])] != at.Add(after) {
				t.Errorf("%s was sent at %v, want %v", series[i], got[string(series[i])], at.Add(after))
			}
		}
		if len(got) != len(series) {
			t.Errorf("sent: %v", got)
		}
		if ended, closed, _ := p.endOf("c"); ended != at.Add(5*time.Minute) || closed == nil {
			t.Errorf("closed at %v: %+v", ended, closed)
		}
	})
}

func (p *played) textOf(id chat.ChatID, of script.ResponseID) string {
	p.t.Helper()
	for _, e := range p.journal.all(p.t) {
		if b, ok := e.Body.(*chat.MessagePosted); ok && e.Chat == id && b.Script == string(of) {
			return b.Text
		}
	}
	return ""
}

// TestSilenceEndsWhereTheCustomerWrites, types, or the chat is held out to
// somebody: from then on nothing is sent at the old times.
func TestSilenceEndsWhereTheCustomerWrites(t *testing.T) {
	for name, b := range map[string]chat.Body{
		"writes": &chat.MessagePosted{Message: "m2", From: chat.SpeakerCustomer, Text: "Let me look."},
		"types":  &chat.CustomerTyped{},
		"held": &chat.OfferMade{Offer: chat.Offer{
			ID: "o", Kind: chat.OfferForward, From: "asha", Queue: "Billing", Made: 1, Due: chat.Instant(1) << 50,
		}},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				p := newPlayed(t, newJournal(), silentHub(t))
				defer p.stop()
				p.asked("c", "My broadband line is dead since Monday morning.")
				time.Sleep(50 * time.Second)
				p.deliver(chat.Event{ID: "then", Chat: "c", Body: b})
				time.Sleep(50 * time.Second)
				synctest.Wait()
				if got := p.reminders("c"); len(got) > 0 {
					t.Errorf("sent: %v", got)
				}
			})
		})
	}
}

// TestWhatCannotBeFilledIsOnlyProposed has a customer who has not said what it is
// about, and hubs that may not send: the clocks run out, and nothing is said in
// anybody's name (D-09).
func TestWhatCannotBeFilledIsOnlyProposed(t *testing.T) {
	for name, tt := range map[string]struct {
		config func(*Config)
		sent   int
	}{
		"a blank stays empty":       {silentHub(t), 2},
		"the team does not want it": {func(c *Config) { c.Starter = starter(t) }, 0},
		"there is no such text":     {func(c *Config) { silentHub(t)(c); c.Starter = nil }, 0},
		"time is uncertain": {func(c *Config) {
			silentHub(t)(c)
			began := time.Now()
			c.Local = func() (time.Time, time.Duration) { return time.Now().Add(-time.Hour), time.Since(began) }
		}, 0},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				j := newJournal()
				if name == "time is uncertain" { // a log that is ahead of the wall clock
					first := newPlayed(t, j)
					first.deliver(chat.Event{ID: "open", Chat: "x", Body: &chat.ChatOpened{Bot: true, Driver: "scripted"}})
					first.stop()
				}
				p := newPlayed(t, j, tt.config)
				defer p.stop()
				p.asked("c", "Hi")
				time.Sleep(10 * time.Minute)
				synctest.Wait()
				if got := p.reminders("c"); len(got) != tt.sent {
					t.Errorf("sent: %v, want %d", got, tt.sent)
				}
				if at, _, _ := p.endOf("c"); at != 0 {
					t.Error("the chat was closed")
				}
				if !slices.Contains(p.journal.kinds(t, "c"), chat.KindObligationBreached) {
					t.Error("no clock has run out")
				}
			})
		})
	}
}

// TestNoBurstAfterTheHubWasAway: what was due while no hub ran is not sent in one
// go when it is back, and no chat is closed without its warning.
func TestNoBurstAfterTheHubWasAway(t *testing.T) {
	for _, away := range []time.Duration{4 * time.Minute, 5*time.Minute - time.Second, 5*time.Minute + time.Second} {
		synctest.Test(t, func(t *testing.T) {
			j := newJournal()
			p := newPlayed(t, j, silentHub(t))
			at := p.asked("c", "My broadband line is dead since Monday morning.")
			p.stop()
			time.Sleep(away)
			p = newPlayed(t, j, silentHub(t))
			defer p.stop()
			time.Sleep(6 * time.Minute)
			synctest.Wait()
			if got := p.reminders("c"); len(got) > 0 {
				t.Errorf("away for %s, sent: %v", away, got)
			}
			if ended, _, _ := p.endOf("c"); ended != 0 {
				t.Errorf("away for %s, closed without a warning, %s after the question", away, ended.Sub(at))
			}
		})
	}
}

// TestTheBackendIsToldOfAnEndByRule, behind the last message.
func TestTheBackendIsToldOfAnEndByRule(t *testing.T) { // G-NR-03
	synctest.Test(t, func(t *testing.T) {
		p := newPlayed(t, newJournal(), silentHub(t), func(c *Config) {
			c.Drivers = []driver.Driver{closing{c.Drivers[0].(*scripted)}}
		})
		defer p.stop()
		p.asked("c", "My broadband line is dead since Monday morning.")
		time.Sleep(6 * time.Minute)
		synctest.Wait()
		calls := p.driver.called()
		last := slices.IndexFunc(calls, func(s string) bool { return strings.HasPrefix(s, "close c") })
		if last < 0 || !strings.Contains(calls[last-1], p.textOf("c", script.IDSilence3)) {
			t.Errorf("the backend was asked %q", calls)
		}
	})
}

// TestWhatIsDueNowIsSentAlthoughTheHubWasAway before: the question whether they
// are there was missed, and the warning is not.
func TestWhatIsDueNowIsSentAlthoughTheHubWasAway(t *testing.T) { // G-NR-02, G-NR-03
	synctest.Test(t, func(t *testing.T) {
		j := newJournal()
		p := newPlayed(t, j, silentHub(t))
		at := p.asked("c", "My broadband line is dead since Monday morning.")
		p.stop()
		time.Sleep(100 * time.Second)
		p = newPlayed(t, j, silentHub(t))
		defer p.stop()
		time.Sleep(6 * time.Minute)
		synctest.Wait()
		got := p.reminders("c")
		if len(got) != 2 || got[string(script.IDSilence2)] != at.Add(3*time.Minute) || got[string(script.IDSilence3)] != at.Add(5*time.Minute) {
			t.Errorf("sent: %v, asked at %d", got, at)
		}
		if ended, _, _ := p.endOf("c"); ended != at.Add(5*time.Minute) {
			t.Errorf("closed %s after the question", ended.Sub(at))
		}
	})
}

// TestNobodyIsClosedUnwarned: a warning that the backend refused, or that nobody
// knows to have arrived, told the customer nothing, and their chat is not closed by
// itself (G-NR-02, G-NR-03, A-65).
func TestNobodyIsClosedUnwarned(t *testing.T) {
	for name, refused := range map[string]error{"failed": errors.New("no such chat"), "unsure": driver.ErrUnsure} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				p := newPlayed(t, newJournal(), silentHub(t))
				defer p.stop()
				p.asked("c", "My broadband line is dead since Monday morning.")
				time.Sleep(2 * time.Minute)
				p.driver.set(func(d *scripted) { d.post = func(driver.Line) error { return refused } })
				time.Sleep(2 * time.Minute)
				p.driver.set(func(d *scripted) { d.post = nil })
				time.Sleep(10 * time.Minute)
				synctest.Wait()
				sent := p.reminders("c")
				if sent[string(script.IDSilence2)] == 0 || sent[string(script.IDSilence3)] != 0 {
					t.Errorf("sent: %v", sent)
				}
				if at, closed, _ := p.endOf("c"); closed != nil {
					t.Errorf("closed at %d: %+v", at, closed)
				}
			})
		})
	}
}
