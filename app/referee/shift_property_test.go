package referee

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"floorwalker/app/chat"
	"floorwalker/app/shift/handover"
)

// TestNothingFallsBetweenTwoPeople lets four people call, write, hand over and go
// home as they like, with certain time and without, on desks that have a hub and
// desks that have none, and looks at what must never be granted:
// an attempt to call too early (G-FU-06, A-15, A-64), WhatsApp before three failures
// (G-FU-08), a line to a customer of the night before a call, and the end of a
// shift in which something is left to nobody (G-END-02, A-40).
func TestNothingFallsBetweenTwoPeople(t *testing.T) {
	outer := t
	rapid.Check(t, func(t *rapid.T) {
		w := &shiftWorld{stand: begun(outer), T: t, made: make(map[chat.ObligationID][]made)}
		for i := range 80 {
			w.anything(i)
		}
	})
}

// begun is a stand in which everybody has begun the shift, Asha owes a call,
// and "n" has come at night.
func begun(t testing.TB) *stand {
	s := calling(t)
	s.register(t)
	s.ok(t, "asha", "", "none-seen", &chat.SubmitBotErrors{Shift: today, NoneSeen: true})
	s.ok(t, "asha", "", "report", &chat.PublishReport{Shift: today, Report: []byte(ofToday(0))})
	for _, a := range team {
		s.ok(t, a, "", chat.CommandID("begin-"+a), &chat.StartShift{Shift: today})
	}
	s.put("n", &chat.ChatOpened{Channel: chat.ChannelWebsite, Customer: chat.Customer{Name: "Isha K.", Contact: "+91 98765 43215"}})
	s.put("n", &chat.MessagePosted{Message: "n1", From: chat.SpeakerCustomer, Text: "Is anybody there?"})
	s.put("n", &chat.NightFiled{Shift: today, From: s.now.Add(-time.Hour)})
	return s
}

// made is an attempt as the test itself remembers it.
type made struct {
	id           chat.AttemptID
	began, ended chat.Instant
	outcome      string
	unsure       bool
}

type shiftWorld struct {
	*stand
	*rapid.T
	made map[chat.ObligationID][]made
}

func (w *shiftWorld) pick(n int) int { return rapid.IntRange(0, n-1).Draw(w.T, "pick") }

func (w *shiftWorld) anybody() chat.AgentID { return team[w.pick(len(team))] }

func (w *shiftWorld) anyChat() *chat.Chat { return w.Chat([]chat.ChatID{"c", "n"}[w.pick(2)]) }

func (w *shiftWorld) anything(i int) {
	id := chat.CommandID(fmt.Sprint("w", i))
	by, c := w.anybody(), w.anyChat()
	switch w.pick(13) {
	case 0, 1:
		w.now = w.now.Add(time.Duration(w.pick(40)) * time.Minute)
		w.uncertain = w.pick(5) == 0
		w.elapse()
	case 2, 3:
		w.begin(by, c, id)
	case 4, 5:
		w.end(c, id)
	case 6:
		w.text(by, c, id)
	case 7:
		w.line(by, c, id)
	case 8:
		_, _ = w.wish(by, c.ID, id, []chat.Wish{
			&chat.AcceptChat{}, &chat.TakeOver{Reason: "it is mine"}, &chat.ReviewNight{Call: w.pick(2) == 0, Note: "They wrote at night."},
			&chat.Leave{}, &chat.PromiseTo{Kind: chat.OwedCall, Due: w.now.Add(time.Hour), Words: "a call"},
		}[w.pick(5)])
	case 9:
		_, _ = w.wish(by, "", id, w.signed(w.T, by, w.anybody(), pen(by), nil))
	case 10:
		w.acknowledge(by, id)
	case 11:
		w.take(by, id)
	case 12:
		w.goHome(by, id)
	}
}

// wish sends what may be refused, and has what it begins confirmed.
func (w *shiftWorld) wish(by chat.AgentID, c chat.ChatID, id chat.CommandID, body chat.Wish) (Decision, *chat.Refusal) {
	d, no := w.decide(by, c, id, body)
	if no != nil && (no.Words == "" || no.Code == "" || len(d.Events) > 0) {
		w.Fatalf("a refusal has words and nothing else: %+v %+v", no, d)
	}
	if c != "" && w.Chat(c).Claim.Open() {
		w.apply(Confirm(w.Floor, c, w.now, w.policy))
	}
	return d, no
}

// call is an obligation of c's to call, or "" if none runs.
func (w *shiftWorld) call(c *chat.Chat) chat.ObligationID {
	var owed []chat.ObligationID
	for i := range c.Obligations {
		if c.Obligations[i].Kind == chat.OwedCall {
			owed = append(owed, c.Obligations[i].ID)
		}
	}
	if len(owed) == 0 {
		return "none"
	}
	return owed[w.pick(len(owed))]
}

func (w *shiftWorld) begin(by chat.AgentID, c *chat.Chat, id chat.CommandID) {
	o := w.call(c)
	offline := w.pick(4) == 0
	began := w.now
	if offline {
		began = began.Add(-time.Duration(w.pick(90)) * time.Minute)
	}
	before := slices.Clone(w.made[o])
	d, no := w.wish(by, c.ID, id, &chat.BeginAttempt{Obligation: o, Began: began, Offline: offline})
	if no != nil || len(d.Events) == 0 {
		return
	}
	if !offline {
		w.mayBegin(by, before)
	}
	w.made[o] = append(w.made[o], made{id: chat.AttemptID(id), began: began, unsure: !offline && w.uncertain})
}

// mayBegin: never before the gap is over, by whatever is known to have been dialled.
func (w *shiftWorld) mayBegin(by chat.AgentID, before []made) {
	for _, m := range before {
		if m.outcome == chat.AttemptNotMade {
			continue
		}
		lead := by == "meera" && w.uncertain
		switch {
		case m.ended == 0:
			w.Fatalf("%s dials while %s is on the phone", by, m.id)
		case w.now.Sub(max(m.began, m.ended)) < w.policy.FollowUp.Gap && !lead:
			w.Fatalf("%s dials %v after the end of %s", by, w.now.Sub(m.ended), m.id)
		case w.uncertain && by != "meera":
			w.Fatalf("%s dials at a time that nobody is sure of", by)
		}
	}
}

func (w *shiftWorld) end(c *chat.Chat, id chat.CommandID) {
	for o, all := range w.made {
		for i := range all {
			a, here := c.Calls.Attempt(all[i].id)
			if !here || all[i].ended != 0 {
				continue
			}
			outcome := chat.Outcomes()[w.pick(len(chat.Outcomes()))]
			wish := &chat.EndAttempt{Attempt: all[i].id, Obligation: o, Began: all[i].began, Ended: w.now, Outcome: outcome, Note: "Spoke to nobody."}
			if outcome == chat.AttemptCallBack {
				wish.Again = w.now.Add(time.Hour)
			}
			if d, no := w.wish(a.By, c.ID, id, wish); no != nil || len(d.Events) != 1 {
				w.Fatalf("a fact was not kept: %v %+v", no, d)
			}
			all[i].ended, all[i].outcome = max(w.now, all[i].began), outcome
			return
		}
	}
}

// text: WhatsApp only where some call of the chat has failed three times.
func (w *shiftWorld) text(by chat.AgentID, c *chat.Chat, id chat.CommandID) {
	failed := 0
	for o := range w.made {
		n := 0
		for _, m := range w.made[o] {
			if _, here := c.Calls.Attempt(m.id); !here || m.ended == 0 || m.unsure {
				continue
			}
			switch m.outcome {
			case chat.AttemptReached, chat.AttemptCallBack, chat.AttemptNotMade:
			default:
				n++
			}
		}
		failed = max(failed, n)
	}
	d, _ := w.wish(by, c.ID, id, &chat.PostMessage{Text: "We tried to call you.", Via: chat.ChannelWhatsApp})
	if len(d.Events) > 0 && failed < w.policy.FollowUp.Attempts {
		w.Fatalf("WhatsApp after %d failures", failed)
	}
}

// line: a customer of the night is written to once a call was tried, or it was said
// why not.
func (w *shiftWorld) line(by chat.AgentID, c *chat.Chat, id chat.CommandID) {
	tried := !c.Night.Filed() || c.Night.Unlocked != "" || !c.Night.Reviewed.IsZero() && !c.Night.Call
	for i := range c.Calls {
		tried = tried || c.Calls[i].Outcome != chat.AttemptNotMade
	}
	d, _ := w.wish(by, c.ID, id, &chat.PostMessage{Text: "Your invoice is corrected."})
	if len(d.Events) > 0 && !tried {
		w.Fatalf("%s writes to a customer of the night whom nobody has called", by)
	}
}

func (w *shiftWorld) acknowledge(by chat.AgentID, id chat.CommandID) {
	hs := w.Handovers()
	if len(hs) == 0 {
		return
	}
	h := hs[w.pick(len(hs))]
	var items []string
	for _, it := range h.Items {
		if w.pick(3) > 0 {
			items = append(items, it.ID)
		}
	}
	d, _ := w.wish(by, "", id, w.acked(w.T, by, pen(by), h.Hash, items...))
	if len(d.Events) > 0 && h.To != by && by != "meera" {
		w.Fatalf("%s acknowledged what was handed to %q", by, h.To)
	}
}

func (w *shiftWorld) take(by chat.AgentID, id chat.CommandID) {
	hs := w.Handovers()
	if len(hs) == 0 {
		return
	}
	h := hs[w.pick(len(hs))]
	note := "I take what is left."
	mark, err := handover.SignTaken(h.Hash, h.From, note, by, w.now, pen(by))
	if err != nil {
		w.Fatal(err)
	}
	d, _ := w.wish(by, "", id, &chat.TakeHandover{Hash: h.Hash, Agent: h.From, Note: note, Signature: mark})
	if len(d.Events) > 0 && (by != "meera" || h.From == by) {
		w.Fatalf("%s took what %s left", by, h.From)
	}
}

// goHome: whoever goes leaves nothing behind that is theirs.
func (w *shiftWorld) goHome(by chat.AgentID, id chat.CommandID) {
	_, _ = w.wish(by, "", id+"-report", &chat.PublishReport{Shift: today, Report: []byte(ofToday(0))})
	d, _ := w.wish(by, "", id, &chat.EndShift{Shift: today})
	if len(d.Events) == 0 {
		return
	}
	w.EachChat(func(c *chat.Chat) {
		if c.Active() && (c.Owner == by || c.Claim.Agent == by) {
			w.Fatalf("%s went and serves %s", by, c.ID)
		}
		for _, o := range c.Obligations {
			if o.Owner == by && o.Kind.Outlives() {
				w.Fatalf("%s went and owes %s of %s", by, o.Kind, c.ID)
			}
		}
	})
}
