package hub

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"time"

	"floorwalker/app/chat"
	"floorwalker/sync/driver"
)

// duty makes something happen to what is owed, to how far a chat has come, or to
// how the team works.
func (s *stage) duty(id chat.CommandID, i int, words string, d *servedDesk) {
	s.t.Helper()
	in, ok := s.chatOf(d.agent, i)
	if !ok {
		in = playChat(i)
	}
	now := chat.Instant(s.clock.Load())
	switch lead := s.served[len(s.served)-1]; s.rng.IntN(14) {
	case 0:
		d.wish(id, in, &chat.AskForHelp{Reason: "a customer who is upset"})
		lead.wish(id+"-answer", in, &chat.AnswerHelp{})
	case 1:
		d.wish(id, in, &chat.ConfirmResolution{Message: s.newest(in)[chat.SpeakerCustomer]})
	case 2:
		steps := chat.Steps()
		d.wish(id, in, &chat.SetStep{Step: steps[s.rng.IntN(len(steps))], Reason: "it was clear from the start"})
	case 3:
		d.wish(id, in, &chat.AskRating{})
		s.fact(chat.Event{ID: chat.EventID(id) + "-rated", Chat: in, Body: &chat.RatingGiven{Stars: 4, Words: words}})
	case 4:
		d.wish(id, in, &chat.VerifyIdentity{Checks: s.hub.edition.Load().Identity})
	case 5:
		d.wish(id, in, &chat.PromiseTo{Kind: chat.OwedCall, Due: now.Add(time.Hour), Words: "a call about the order"})
	case 6, 7:
		s.keep(id, in, d)
	case 8:
		d.wish(id, "", &chat.SetFocus{On: s.rng.IntN(2) == 0})
	case 9, 10:
		s.handOn(id, in, d)
	case 11:
		s.repolicy(id, lead)
	case 12:
		s.customerTypes(id, in, words)
	default:
		s.tick(time.Minute)
	}
}

// customerTypes has them type, while the bot says something late.
func (s *stage) customerTypes(id chat.CommandID, in chat.ChatID, words string) {
	s.t.Helper()
	s.fact(chat.Event{ID: chat.EventID(id), Chat: in, Body: &chat.CustomerTyped{}})
	_, err := s.sink.Deliver(context.Background(), said(in, string(id)+"-late", words, chat.SpeakerBot))
	if err != nil && !errors.Is(err, driver.ErrFenced) {
		s.t.Fatal(err)
	}
}

// handOn has an agent go on by phone, or ask who knows more.
func (s *stage) handOn(id chat.CommandID, in chat.ChatID, d *servedDesk) {
	s.t.Helper()
	now := chat.Instant(s.clock.Load())
	if s.rng.IntN(2) == 0 {
		d.wish(id, in, &chat.HandToChannel{
			Channel: chat.HandPhone, Reason: "easier by phone", Note: "explain the order by phone",
			Notice: "We will call you. Your number is {ref}.", Due: now.Add(2 * time.Hour),
		})
		return
	}
	d.wish(id+"-ask", in, &chat.PostMessage{Text: "Is it working now?"}) // a silence that the offer pauses
	d.wish(id, in, &chat.Escalate{
		Queue: "Billing", Reason: chat.EscalateExpertise, Issue: "the invoice is wrong", Steps: "looked at the invoice",
		Notice: "I have asked a colleague about {ref}.", Resolve: now.Add(time.Hour),
	})
	s.reply(id+"-answer", in)
}

// keep has an agent say what came of something that they owe.
func (s *stage) keep(id chat.CommandID, in chat.ChatID, d *servedDesk) {
	s.t.Helper()
	what := s.rng.IntN(3)
	var owed chat.ObligationID
	err := s.hub.ask(context.Background(), func(_ context.Context, c *core) {
		if ct := c.floor.Chat(in); ct != nil {
			for _, o := range ct.Obligations {
				if o.Kind == chat.OwedCall {
					owed = o.ID
				}
			}
		}
	}, nil)
	if err != nil {
		s.t.Fatal(err)
	}
	switch what {
	case 0:
		d.wish(id, in, &chat.AttemptObligation{Obligation: owed, Outcome: chat.AttemptBusy, Note: "engaged"})
	case 1:
		d.wish(id, in, &chat.HandObligation{Obligation: owed, To: "meera", Note: "she knows the customer"})
	default:
		d.wish(id, in, &chat.KeepObligation{Obligation: owed, Note: "the customer was reached"})
	}
}

// repolicy has a lead put the next version of the policy in force.
func (s *stage) repolicy(id chat.CommandID, lead *servedDesk) {
	s.t.Helper()
	now := s.hub.edition.Load()
	lead.wish(id, "", &chat.ChangePolicy{Version: now.Policy.Version, File: nextVersion(now.File, now.Policy.Version), Reason: "a better number"})
}

// nextVersion is a policy that differs in its version alone.
func nextVersion(file []byte, version int) []byte {
	return bytes.Replace(file, fmt.Appendf(nil, "version = %d\n", version), fmt.Appendf(nil, "version = %d\n", version+1), 1)
}
