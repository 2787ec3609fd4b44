package app

import (
	"context"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/synctest"

	"floorwalker/app/chat"
	"floorwalker/app/ticket"
)

// fakeTickets answers at once, but for an export, which lasts until it is given up.
type fakeTickets struct{ asked []string }

func (f *fakeTickets) List(_ context.Context, q TicketQuery) ([]ticket.Ticket, error) {
	f.asked = append(f.asked, "list "+q.Words)
	return []ticket.Ticket{{Chat: "a"}}, nil
}

func (f *fakeTickets) Check(context.Context) (TicketCheck, error) {
	return TicketCheck{Missing: []chat.ChatID{"a"}, Shared: []string{"TK"}}, nil
}

func (f *fakeTickets) Similar(_ context.Context, id chat.ChatID) (int, error) {
	f.asked = append(f.asked, "similar "+string(id))
	return 3, nil
}

func (f *fakeTickets) Outgoing(context.Context) (Outgoing, error) {
	return Outgoing{Undeliverable: 2}, nil
}

func (f *fakeTickets) Retry(_ context.Context, key string) (int, error) {
	f.asked = append(f.asked, "retry "+key)
	return 1, nil
}

func (f *fakeTickets) Export(ctx context.Context, _ TicketQuery, format string, w io.Writer) error {
	if _, err := io.WriteString(w, format); err != nil {
		return err
	}
	<-ctx.Done()
	return ctx.Err()
}

// everything asks for all that there is, and returns the errors.
func everything(d *Desk) (errs []error) {
	note := func(err error) { errs = append(errs, err) }
	d.ListTickets(TicketQuery{Words: "w"}, func(_ []ticket.Ticket, err error) { note(err) })
	synctest.Wait()
	d.CheckTickets(func(_ TicketCheck, err error) { note(err) })
	synctest.Wait()
	d.SimilarTickets("c", func(_ int, err error) { note(err) })
	synctest.Wait()
	d.OutgoingTickets(func(_ Outgoing, err error) { note(err) })
	synctest.Wait()
	d.RetryParcel("k", func(_ int, err error) { note(err) })
	synctest.Wait()
	return errs
}

// Without a hub all questions are answered with why there is no answer.
func TestTicketsAreAtTheHub(t *testing.T) {
	bubble(t, newCache(), func(t *testing.T, s *stage) {
		hub := &fakeTickets{}
		s.desk.AttachTickets(hub)
		s.run()
		for _, err := range append(everything(s.desk), func() (last error) {
			s.desk.ExportTickets(TicketQuery{}, "csv", io.Discard, func(err error) { last = err })
			synctest.Wait()
			return last
		}()) {
			if !errors.Is(err, ErrAway) {
				t.Errorf("%v", err)
			}
		}
		s.goLive(s.opened("c")...)
		for _, err := range everything(s.desk) {
			if err != nil {
				t.Error(err)
			}
		}
		if got := strings.Join(hub.asked, ", "); got != "list w, similar c, retry k" {
			t.Errorf("asked %s", got)
		}
	})
}

func TestAnExportCanBeGivenUp(t *testing.T) {
	bubble(t, newCache(), func(t *testing.T, s *stage) {
		s.desk.AttachTickets(&fakeTickets{})
		s.running()
		var file strings.Builder
		var ended error
		cancel := s.desk.ExportTickets(TicketQuery{}, "csv", &file, func(err error) { ended = err })
		synctest.Wait()
		if ended != nil {
			t.Fatal(ended)
		}
		cancel()
		synctest.Wait()
		if !errors.Is(ended, context.Canceled) || file.String() != "csv" {
			t.Errorf("%v, %q", ended, file.String())
		}
	})
}

// G-TKT-06: what can be changed is the newest ticket of a chat that has ended and is
// still on the floor.
func TestFloorTicket(t *testing.T) {
	bubble(t, newCache(), func(t *testing.T, s *stage) {
		raw, err := ticket.Encode(ticket.Ticket{
			Ref: ticket.RefOf(ticket.RefTicket, "ended", 1), Chat: "ended", Handled: ticket.HandledBot, Priority: "high",
		})
		if err != nil {
			t.Fatal(err)
		}
		s.running(s.opened("open", "ended", "without")...)
		s.give(s.ev("ended", &chat.TicketSaved{Ref: "TK", Ticket: raw}), s.ev("ended", &chat.ChatClosed{}), s.ev("without", &chat.ChatClosed{}))
		synctest.Wait()
		for id, want := range map[chat.ChatID]bool{"ended": true, "open": false, "without": false, "nowhere": false} {
			s.desk.FloorTicket(id, func(tk ticket.Ticket, ok bool) {
				if ok != want || ok && tk.Priority != "high" {
					t.Errorf("%s: %+v, %t", id, tk, ok)
				}
			})
			synctest.Wait()
		}
	})
}
