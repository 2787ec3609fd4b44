package main

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/app/followup"
	"floorwalker/app/ticket"
	"floorwalker/app/view"
	"floorwalker/assets"
	"floorwalker/cmd/internal/console"
)

// agent is a desk without a screen.
type agent struct {
	*app.Desk
	t *testing.T
}

func newAgent(t *testing.T, addr, token string) *agent {
	t.Helper()
	e := assets.Edition()
	c, err := console.Open(console.Options{
		Dir: t.TempDir(), URL: "ws://" + addr + "/v1/stream", Token: token, Policy: e.Policy, Now: time.Now, Local: console.System(),
	})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- c.Run(ctx) }()
	t.Cleanup(func() {
		cancel()
		if err := <-done; err != nil {
			t.Error(err)
		}
	})
	return &agent{c.Desk, t}
}

// sees waits until the screen would show it.
func (a *agent) sees(what string, ok func(*app.Snapshot) bool) {
	a.t.Helper()
	for end := time.Now().Add(30 * time.Second); !ok(a.Snapshot()); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(end) {
			a.t.Fatalf("%s did not happen: %+v", what, a.Snapshot().Notices)
		}
	}
}

// closes takes a chat over, answers, and ends it with a ticket, as the close dialog does.
func (a *agent) closes(id chat.ChatID, address string) ticket.Ticket {
	a.t.Helper()
	on := func(ok func(*view.Thread) bool) func(*app.Snapshot) bool {
		return func(s *app.Snapshot) bool { return s.Thread != nil && s.Thread.ID == id && ok(s.Thread) }
	}
	a.sees("the connection", func(s *app.Snapshot) bool { return s.Link.State == app.LinkLive })
	a.Open(id)
	a.sees("the chat", on(func(t *view.Thread) bool { return len(t.Messages) > 0 }))
	a.TakeOver(id, "the customer asked for a person")
	a.sees("the takeover", on(func(t *view.Thread) bool { return t.Owner == a.Snapshot().Me.Agent }))
	a.Say(id, app.Line{Text: "I have sent the invoice to your address."})
	a.sees("the answer", func(s *app.Snapshot) bool { return strings.Contains(fmt.Sprint(s.Thread.Messages), "sent the invoice") })
	drafted := make(chan ticket.Ticket, 1)
	a.TicketDraft(id, func(t ticket.Ticket, _ []ticket.Problem) { drafted <- t })
	t := <-drafted
	form := &assets.Edition().Form
	t.Mail, t.SendCopy, t.FCR, t.FollowUp = address, ticket.Yes, ticket.No, ticket.No
	t.Notes = "INTERNAL: talk to billing"
	form.Complete(&t)
	var skipped []chat.Skip
	for _, m := range a.Snapshot().Thread.Trace {
		skipped = append(skipped, chat.Skip{Step: m.Step, Reason: "the customer has left already"})
	}
	a.Close(id, t, skipped)
	a.sees("the end", on(func(t *view.Thread) bool { return t.Stage == chat.StageClosed }))
	return t
}

// looks reads at the desk what the page of tickets shows (G-TKT-01, A-04).
func (a *agent) looks(tk *ticket.Ticket) {
	a.t.Helper()
	a.sees("the connection", func(s *app.Snapshot) bool { return s.Link.State == app.LinkLive })
	done := make(chan error, 1)
	a.ListTickets(app.TicketQuery{Words: "invoice october", Limit: 10}, func(list []ticket.Ticket, err error) {
		if err == nil && (len(list) != 1 || list[0].Ref != tk.Ref) {
			err = fmt.Errorf("the list is %+v", list)
		}
		done <- err
	})
	a.ends(done)
	a.CheckTickets(func(c app.TicketCheck, err error) {
		if err == nil && (c.At.IsZero() || c.Differences() != 0) {
			err = fmt.Errorf("the check is %+v", c)
		}
		done <- err
	})
	a.ends(done)
	a.OutgoingTickets(func(o app.Outgoing, err error) {
		if err == nil && (o.Hook != "desk" || !o.Copies || o.Tickets != 1 || o.Waiting+o.Undeliverable != 0) {
			err = fmt.Errorf("what leaves the house is %+v", o)
		}
		done <- err
	})
	a.ends(done)
	a.SimilarTickets("c1", func(_ int, err error) { done <- err })
	a.ends(done)
	var file strings.Builder
	a.ExportTickets(app.TicketQuery{}, "csv", &file, func(err error) { done <- err })
	a.ends(done)
	if rows, err := ticket.ReadCSV([]byte(file.String())); err != nil || len(rows) != 1 {
		a.t.Errorf("%d rows, %v", len(rows), err)
	}
}

// corrects changes the priority of the ticket, whose chat is still on the floor
// (G-TKT-06).
func (a *agent) corrects(tk *ticket.Ticket) {
	a.t.Helper()
	done := make(chan error, 1)
	a.FloorTicket(tk.Chat, func(t ticket.Ticket, ok bool) {
		if !ok || t.Ref != tk.Ref {
			done <- fmt.Errorf("the floor has %+v, %t", t, ok)
			return
		}
		t.Priority = "urgent"
		a.SaveTicket(tk.Chat, t)
		done <- nil
	})
	a.ends(done)
}

// calls phones the customer of a chat who does not answer, with the team's telephone
// system.
func (a *agent) calls(id chat.ChatID) {
	a.t.Helper()
	var key followup.Key
	line := func(s *app.Snapshot) (followup.Line, bool) {
		for _, l := range s.Calls {
			if l.Chat == id {
				return l, true
			}
		}
		return followup.Line{}, false
	}
	a.sees("a call that is owed", func(s *app.Snapshot) bool {
		l, ok := line(s)
		key = l.Key
		return ok
	})
	var attempt chat.AttemptID
	done := make(chan error, 1)
	a.BeginCall(key, func(id chat.AttemptID, err error) { attempt = id; done <- err })
	a.ends(done)
	a.sees("the telephone", func(s *app.Snapshot) bool {
		l, _ := line(s)
		run, _ := l.Log.Running()
		return run.Placed == chat.PlacedYes
	})
	a.EndCall(key, app.CallEnd{Attempt: attempt, Outcome: chat.AttemptNoAnswer, Note: "INTERNAL: rang out"})
}

func (a *agent) ends(done <-chan error) {
	a.t.Helper()
	select {
	case err := <-done:
		if err != nil {
			a.t.Error(err)
		}
	case <-time.After(20 * time.Second):
		a.t.Error("there is no answer")
	}
}
