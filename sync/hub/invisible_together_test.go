package hub

import (
	"context"
	"fmt"

	"floorwalker/app/chat"
)

// together makes something happen that several people do in one chat, that only a
// backend can do, or that the team says among itself.
func (s *stage) together(id chat.CommandID, i int, words string, d *servedDesk) {
	s.t.Helper()
	in, ok := s.chatOf(d.agent, i)
	if !ok {
		in = playChat(i)
	}
	switch s.rng.IntN(12) {
	case 0:
		d.wish(id, in, &chat.ReturnToBot{Reason: "only opening hours"})
	case 1: // somebody who may not write would have nothing to say at the end
		d.wish(id, in, &chat.BlockCustomer{On: true, Reason: "threats"})
		s.quiet()
		d.wish(id+"-off", in, &chat.BlockCustomer{Reason: "has apologised"})
	case 2, 3:
		s.group(id, in, d)
	case 4, 5:
		s.away(id, in, d)
	case 6:
		d.wish(id, "", &chat.PostTeam{Room: []string{"", "Billing"}[s.rng.IntN(2)], Text: words + " @meera"})
	case 7, 8:
		d.wish(id, in, &chat.PostTeam{Text: words + " @ben-0"})
		d.wish(id+"-note", in, &chat.PostNote{Text: words + " @asha"})
	case 9:
		s.rewrite(id, in, words)
	case 10:
		s.routed(id)
	default:
		s.backend(id, in)
	}
}

// group has somebody make a group of their chat, name who leads it, and end it.
func (s *stage) group(id chat.CommandID, in chat.ChatID, d *servedDesk) {
	s.t.Helper()
	d.wish(id, in, &chat.BeginGroup{})
	lead := []chat.AgentID{"asha", "meera", "ben-0"}[s.rng.IntN(3)]
	d.wish(id+"-lead", in, &chat.NameLead{Agent: lead})
	if s.rng.IntN(2) == 0 {
		s.served[1].wish(id+"-end", in, &chat.EndGroup{})
	}
}

// away has a chat wait for somebody who is never there, or its customer promised to
// hear of them.
func (s *stage) away(id chat.CommandID, in chat.ChatID, d *servedDesk) {
	s.t.Helper()
	if s.rng.IntN(2) == 0 {
		d.wish(id, in, &chat.PromiseContact{To: "tariq", How: chat.ContactMail, Note: "knows about the order"})
		return
	}
	d.wish(id, in, &chat.AwaitAgent{To: "tariq", Note: "knows about the order"})
	if s.rng.IntN(2) == 0 {
		d.wish(id+"-back", in, &chat.WithdrawOffer{Offer: chat.OfferID(id)})
	}
}

// rewrite has a line changed, or taken back, by whoever wrote it.
func (s *stage) rewrite(id chat.CommandID, in chat.ChatID, words string) {
	s.t.Helper()
	line := s.newest(in)[chat.SpeakerCustomer]
	if s.rng.IntN(2) == 0 {
		s.fact(chat.Event{ID: chat.EventID(id), Chat: in, Body: &chat.MessageEdited{Message: line, Text: words}})
		return
	}
	s.fact(chat.Event{ID: chat.EventID(id), Chat: in, Body: &chat.MessageRemoved{Message: line}})
}

// routed has somebody come who has chosen a team.
func (s *stage) routed(id chat.CommandID) {
	s.t.Helper()
	of := chat.ChatID(fmt.Sprint("routed-", s.steps, "-", s.rng.IntN(4)))
	s.fact(chat.Event{ID: chat.EventID(id), Chat: of, Body: &chat.ChatOpened{Bot: true, Driver: "scripted", Choice: "billing"}})
	s.fact(closedFact(of, string(id)+"-gone"))
}

// backend has the hub say of the backend what a real one would give it reason to.
func (s *stage) backend(id chat.CommandID, in chat.ChatID) {
	s.t.Helper()
	state := []chat.BackendState{chat.BackendDown, chat.BackendLive}[s.rng.IntN(2)]
	of := []chat.Body{
		&chat.BackendDid{Operation: chat.OpNote, Of: chat.EventID(id), Words: "Practice does not have the note."},
		&chat.TranscriptAsked{To: "isha@example.com"},
	}[s.rng.IntN(2)]
	s.said(chat.Event{ID: chat.EventID(id), Body: &chat.BackendDescribed{Backend: chat.Backend{Name: "elsewhere", Title: "Elsewhere", State: chat.BackendLive}}})
	s.said(chat.Event{ID: chat.EventID(id) + "-state", Body: &chat.BackendChanged{Driver: "elsewhere", State: state, Words: "It was tried."}})
	s.said(chat.Event{ID: chat.EventID(id) + "-did", Chat: in, By: "asha", Body: of})
}

// said stages what the hub itself says.
func (s *stage) said(e chat.Event) {
	s.t.Helper()
	if err := s.hub.ask(context.Background(), func(_ context.Context, c *core) { c.stage(e) }, nil); err != nil {
		s.t.Fatal(err)
	}
}
