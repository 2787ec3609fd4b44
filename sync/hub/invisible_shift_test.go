package hub

import (
	"context"
	"crypto/ed25519"
	"crypto/sha256"
	"fmt"
	"testing"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/app/shift/handover"
	"floorwalker/app/shift/roster"
	"floorwalker/assets"
)

// playRoster has cover when the play begins, a night in its middle, and two shifts
// after that.
func playRoster(t testing.TB) *policy.Edition {
	t.Helper()
	ed, err := policy.ParseEdition(edited(t, assets.Edition(),
		`away = "promise"`, `away = "both"`,
		`  { day = "weekend", role = "primary", agent = "" },`, `  { day = "weekend", role = "primary", agent = "asha", window = "03:30-04:25" },
  { day = "weekend", role = "primary", agent = "asha", window = "04:45-05:00" },
  { day = "weekend", role = "primary", agent = "meera", window = "05:00-23:00" },
  { day = "weekend", role = "secondary", agent = "ben-1", window = "03:30-04:25" },
  { day = "weekend", role = "lead", agent = "meera", window = "03:30-04:25" },
  { day = "weekend", role = "lead", agent = "meera", window = "04:45-23:00" },`,
		`  { day = "weekend", role = "secondary", agent = "" },`, `  { day = "weekend", role = "secondary", agent = "ben-1", window = "04:45-23:00" },`))
	if err != nil {
		t.Fatal(err)
	}
	return ed
}

// pen signs for somebody; the same run has the same signatures.
type pen struct{ key ed25519.PrivateKey }

func (p pen) Key() (ed25519.PublicKey, error) { return p.key.Public().(ed25519.PublicKey), nil }
func (p pen) Sign(m []byte) ([]byte, error)   { return ed25519.Sign(p.key, m), nil }

// pen returns the nth pen of somebody: a key that was retired is not taken again.
func (s *stage) pen(a chat.AgentID) pen {
	seed := sha256.Sum256(fmt.Appendf(nil, "%s/%d", a, s.retired[a]))
	return pen{ed25519.NewKeyFromSeed(seed[:])}
}

// shiftWork makes something happen that shifts are made of: calls, the night, cover,
// handovers.
func (s *stage) shiftWork(id chat.CommandID, i int, d *servedDesk) {
	s.t.Helper()
	in, ok := s.chatOf(d.agent, i)
	if !ok {
		in = playChat(i)
	}
	switch what := s.rng.IntN(18); {
	case what < 3:
		s.phone(id, in, d)
	case what < 6:
		s.callback(id, in, d)
	case what < 9:
		s.nightWork(id, d)
	case what < 11:
		s.paper(id, in, d)
	case what < 15:
		s.coverWork(id, d)
	default:
		s.handover(id)
	}
}

// phone has somebody dial, and say what came of it.
func (s *stage) phone(id chat.CommandID, in chat.ChatID, d *servedDesk) {
	s.t.Helper()
	owed, began := s.call(in), chat.Instant(s.clock.Load())
	outcomes := chat.Outcomes()
	outcome := outcomes[s.rng.IntN(len(outcomes))]
	d.wish(id, in, &chat.BeginAttempt{Obligation: owed.ID, Began: began})
	s.tick(20 * time.Second)
	end := &chat.EndAttempt{
		Attempt: chat.AttemptID(id), Obligation: owed.ID, Began: began, Ended: began.Add(10 * time.Second), Outcome: outcome, Note: "said so",
	}
	if outcome == chat.AttemptCallBack {
		end.Again = began.Add(time.Hour)
	}
	d.wish(id+"-end", in, end)
}

// callback has somebody offer a call, agree on it, and confirm it.
func (s *stage) callback(id chat.CommandID, in chat.ChatID, d *servedDesk) {
	s.t.Helper()
	d.wish(id, in, &chat.OfferCallback{Reason: chat.CallReasons()[0]})
	d.wish(id+"-agreed", in, &chat.ScheduleCallback{
		Reason: chat.CallReasons()[0], Consent: s.newest(in)[chat.SpeakerCustomer], Slot: chat.SlotToday, Owner: d.agent, Words: "about the order",
	})
	if o := s.call(in); o.Ref != "" {
		d.wish(id+"-told", in, &chat.PostMessage{Text: "We will call you today. Your number is " + o.Ref + "."})
	}
}

// nightWork has somebody work off a chat of the night.
func (s *stage) nightWork(id chat.CommandID, d *servedDesk) {
	s.t.Helper()
	of, late := chat.ChatID(fmt.Sprint("night-", s.rng.IntN(4))), false
	s.floorNow(func(c *core) { late = !roster.Of(c.edition).Covered(c.glance()) })
	if late { // somebody comes while nobody is there
		s.fact(chat.Event{ID: chat.EventID(id), Chat: of, Body: &chat.ChatOpened{Bot: true, Driver: "scripted"}})
		return
	}
	if s.owner(of) == "" {
		d.wish(id+"-take", of, &chat.TakeOver{Reason: "nobody was there"})
	}
	if s.rng.IntN(2) == 0 {
		d.wish(id, of, &chat.ReviewNight{Call: s.rng.IntN(2) == 0, Note: "nobody needs to call about this one"})
		return
	}
	d.wish(id, of, &chat.UnlockNight{Reason: "the customer asked to go on in the chat"})
}

// paper is what is written at the end of a day, and of a shift.
func (s *stage) paper(id chat.CommandID, in chat.ChatID, d *servedDesk) {
	s.t.Helper()
	shift := s.shift()
	switch s.rng.IntN(4) {
	case 0:
		d.wish(id, in, &chat.WriteBotError{
			Message: s.newest(in)[chat.SpeakerBot], Question: "Where is my order?", Answer: "Try again.", Expected: "Its number.",
			Cause: "no article says so", Action: "write an article", Status: "open",
		})
	case 1, 2:
		d.wish(id+"-seen", "", &chat.SubmitBotErrors{Shift: shift})
		d.wish(id+"-none", "", &chat.SubmitBotErrors{Shift: shift, NoneSeen: true})
		d.wish(id, "", &chat.PublishReport{Shift: shift, Report: []byte(`{"version":1,"date":"` + shift[:len("2026-11-23")] + `"}`)})
	default:
		d.wish(id, "", &chat.StartShift{Shift: shift, Checks: []chat.SelfCheck{{Name: "sound", OK: true, Words: "was heard"}}})
		d.wish(id+"-end", "", &chat.EndShift{Shift: shift})
	}
}

// coverWork changes who answers for the floor.
func (s *stage) coverWork(id chat.CommandID, d *servedDesk) {
	s.t.Helper()
	asha, meera := s.served[0], s.served[1]
	switch s.rng.IntN(8) {
	case 0, 1:
		asha.wish(id, "", &chat.AskCover{To: "ben-1", Reason: "lunch"})
		if s.rng.IntN(3) > 0 {
			s.answerCover(id + "-answer")
		}
	case 2:
		meera.wish(id, "", &chat.TakeCover{Reason: "I am at it anyway"})
	case 3:
		meera.wish(id, "", &chat.OverrideBreak{Agent: "asha", Reason: "she feels ill"})
	case 4, 5:
		asha.wish(id, "", &chat.EndBreak{})
	case 6:
		d.wish(id, "", &chat.SetIdle{On: true})
	default:
		asha.wish(id, "", &chat.SetIdle{})
		meera.wish(id+"-too", "", &chat.SetIdle{})
	}
}

// answerCover has the secondary say yes or no.
func (s *stage) answerCover(id chat.CommandID) {
	s.t.Helper()
	var ask chat.AskID
	s.floorNow(func(c *core) {
		for _, a := range c.floor.Cover().Asks {
			ask = a.Ask
		}
	})
	s.others[1].wish(id, "", &chat.AnswerCover{Ask: ask, Accept: s.rng.IntN(2) == 0, Reason: "in a call right now"})
}

// handover has Asha hand a shift over, with a key that is registered first, and
// Meera, or nobody, take it.
func (s *stage) handover(id chat.CommandID) {
	s.t.Helper()
	asha, meera, how := s.served[0], s.served[1], s.rng.IntN(8)
	if how == 0 {
		for _, d := range s.served {
			meera.wish(id+chat.CommandID("-"+d.agent), "", &chat.RetireKey{Agent: d.agent, Reason: "a new computer"})
			s.retired[d.agent]++
		}
		return
	}
	for _, d := range s.served {
		key, _ := s.pen(d.agent).Key() // a pen has one
		d.wish(id+chat.CommandID("-key-"+d.agent), "", &chat.RegisterKey{Key: key})
	}
	hash := s.sign(id, asha)
	if hash == "" {
		return
	}
	var items []string
	s.floorNow(func(c *core) {
		h, _ := c.floor.Handover(hash)
		for _, it := range h.Items {
			items = append(items, it.ID)
		}
	})
	switch now := chat.Instant(s.clock.Load()); {
	case how == 1 && len(items) > 0:
		mark, err := handover.SignAck(hash, items[:1+len(items)/2], "meera", now, s.pen("meera"))
		if err != nil {
			s.t.Fatal(err)
		}
		meera.wish(id+"-ack", "", &chat.AcknowledgeHandover{Hash: hash, Items: items[:1+len(items)/2], Signature: mark})
	case how < 4:
		const note = "I have all of it; she may go."
		mark, err := handover.SignTaken(hash, "asha", note, "meera", now, s.pen("meera"))
		if err != nil {
			s.t.Fatal(err)
		}
		meera.wish(id+"-taken", "", &chat.TakeHandover{Hash: hash, Agent: "asha", Note: note, Signature: mark})
	case how == 4:
		s.tick(11 * time.Minute)
	default: // nobody takes it, for a while at least
	}
}

// quiet is a chat that nobody serves and nobody but observers looks at.
const quiet chat.ChatID = "quiet"

// aside opens it, and another one, in which somebody confirms what a rule suspects.
func (s *stage) aside() {
	s.t.Helper()
	const marked chat.ChatID = "marked"
	for _, id := range []chat.ChatID{quiet, marked} {
		s.fact(chat.Event{ID: "open", Chat: id, Body: &chat.ChatOpened{Bot: true, Driver: "scripted"}})
	}
	s.fact(said(marked, "wrong", "Your router is a kind of fish.", chat.SpeakerBot))
	s.fact(chat.Event{ID: "suspected", Chat: marked, Body: &chat.TriggerRaised{Trigger: chat.Trigger{
		Rule: policy.RuleBotWrong, Version: 1, Tier: chat.TierProactive, Level: chat.LevelNotice, RaisedAt: chat.Instant(s.clock.Load()),
	}}})
	s.served[0].wish("right", marked, &chat.ConfirmTrigger{Rule: policy.RuleBotWrong})
}

// sign returns the hash of what somebody has signed, empty if the hub refused it.
func (s *stage) sign(id chat.CommandID, d *servedDesk) (hash string) {
	s.t.Helper()
	shift := s.shift()
	var packed []byte
	s.floorNow(func(c *core) {
		at := c.glance()
		doc := handover.Build(c.floor, c.edition, handover.Brief{
			Shift: shift, From: d.agent, To: "meera", At: at, Note: "all is said",
			Items: handover.Collect(c.floor, c.calls.now(), d.agent, at, c.edition),
		})
		f, err := handover.Sign(doc, s.pen(d.agent))
		if err == nil {
			hash = f.Hash
			packed, err = f.Pack()
		}
		if err != nil {
			s.t.Error(err)
		}
	})
	d.wish(id, "", &chat.SignHandover{Shift: shift, To: "meera", Document: packed})
	s.floorNow(func(c *core) {
		if _, ok := c.floor.Handover(hash); !ok {
			hash = ""
		}
	})
	return hash
}

// call is the newest one that is owed on a chat.
func (s *stage) call(in chat.ChatID) (owed chat.Obligation) {
	s.t.Helper()
	s.floorNow(func(c *core) {
		ct := c.floor.Chat(in)
		for i := 0; ct != nil && i < len(ct.Obligations); i++ {
			if o := ct.Obligations[i]; o.Kind == chat.OwedCall {
				owed = o
			}
		}
	})
	return owed
}

// shift is the id of the one that runs, or of the next.
func (s *stage) shift() (id string) {
	s.t.Helper()
	s.floorNow(func(c *core) {
		r := roster.Of(c.edition)
		now, runs := r.ShiftAt(c.glance())
		if !runs {
			now = r.Next(c.glance())
		}
		id = now.ID
	})
	return id
}

// floorNow looks at the floor.
func (s *stage) floorNow(see func(*core)) {
	s.t.Helper()
	if err := s.hub.ask(context.Background(), func(_ context.Context, c *core) { see(c) }, nil); err != nil {
		s.t.Fatal(err)
	}
}
