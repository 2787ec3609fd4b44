package dispatch

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"

	"floorwalker/app/chat"
	"floorwalker/app/ticket"
	"floorwalker/sync/wire"
)

// Ten thousand tickets come out again, as CSV without a formula, and are searched.
func TestTenThousand(t *testing.T) {
	r := newRig(t, "")
	const many = 10_000
	for i := range many {
		tk := aTicket(chat.ChatID(fmt.Sprint("c", i)))
		tk.Closed += chat.Instant(i)
		if i%100 == 7 {
			tk.Subject, tk.Notes = "=HYPERLINK(\"http://example.com\")", "+1+1\nचौंसठ @SUM(A1) <R&D> \"so\""
		}
		r.save(tk)
	}
	all, failed := r.Tickets(t.Context(), wire.TicketQuery{})
	var csv bytes.Buffer
	if err := errors.Join(ticket.WriteCSV(&csv, all, ticket.CSVOptions{Mark: true}), failed()); err != nil {
		t.Fatal(err)
	}
	rows, err := ticket.ReadCSV(csv.Bytes())
	if err != nil || len(rows) != many || rows[0].Chat != "c9999" || rows[many-1].Chat != "c0" {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	for _, formula := range []string{",=HYPERLINK", ",\"=HYPERLINK", "\n+1+1", ",\"+1+1", ",+91"} {
		if bytes.Contains(csv.Bytes(), []byte(formula)) {
			t.Errorf("a spreadsheet would compute %q", formula)
		}
	}
	count := func(q wire.TicketQuery) (n int) {
		list, failed := r.Tickets(t.Context(), q)
		for range list {
			n++
		}
		if err := failed(); err != nil {
			t.Error(err)
		}
		return n
	}
	end := chat.InstantOf(noon)
	for name, c := range map[string]struct {
		q    wire.TicketQuery
		want int
	}{
		"words":     {wire.TicketQuery{Words: "hyperlink  चौंसठ"}, 100},
		"signs":     {wire.TicketQuery{Words: `<r&d> "SO"`}, 100},
		"no words":  {wire.TicketQuery{Words: "hyperlink nowhere"}, 0},
		"limit":     {wire.TicketQuery{Limit: 7}, 7},
		"since":     {wire.TicketQuery{Since: end + 9_000}, 1_000},
		"until":     {wire.TicketQuery{Until: end + 9_000}, 9_000},
		"an hour":   {wire.TicketQuery{Since: end + 100, Until: end + 200}, 100},
		"number":    {wire.TicketQuery{Words: strings.ToLower(string(aTicket("c77").Ref))}, 1},
		"a mixture": {wire.TicketQuery{Words: "HYPERLINK", Until: end + 1000, Limit: 20}, 10},
	} {
		if got := count(c.q); got != c.want {
			t.Errorf("%s: %d, want %d", name, got, c.want)
		}
	}
}

// How many resolved tickets are about the same: by topic tags, and by what the
// customer's words say; what a bot resolved, and what is open, does not count.
func TestSimilar(t *testing.T) {
	r := newRig(t, "")
	for i, change := range []func(*ticket.Ticket){
		func(*ticket.Ticket) {},
		func(*ticket.Ticket) {},
		func(t *ticket.Ticket) { t.Handled = ticket.HandledBot },
		func(t *ticket.Ticket) { t.Status = "open" },
		func(t *ticket.Ticket) {
			t.Topics, t.Classification, t.Category = []ticket.ChoiceID{"none"}, "unsorted", "other"
		},
		func(t *ticket.Ticket) {
			t.Topics, t.Classification, t.Category = []ticket.ChoiceID{"login"}, "calls", "technical"
		},
	} {
		tk := aTicket(chat.ChatID(fmt.Sprint("c", i)))
		change(&tk)
		r.save(tk)
	}
	for name, c := range map[string]struct {
		tags []string
		text string
		want int
	}{
		"nothing":          {nil, "hello", 0},
		"a topic":          {[]string{"Invoice or billing query"}, "", 2},
		"another":          {[]string{"Login / panel issue"}, "", 1},
		"words":            {nil, "where is my INVOICE?\n", 2},
		"one of two":       {nil, "No incoming since monday", 1},
		"no topic is none": {[]string{"No topic"}, "unsorted", 0},
		"the most":         {[]string{"Login / panel issue"}, "invoice", 2},
	} {
		if n, err := r.Similar(t.Context(), c.tags, c.text); n != c.want || err != nil {
			t.Errorf("%s: %d, want %d (%v)", name, n, c.want, err)
		}
	}
}

// BenchmarkSearch looks through 10,000 tickets.
func BenchmarkSearch(b *testing.B) {
	r := newRig(b, "")
	for i := range 10_000 {
		tk := aTicket(chat.ChatID(fmt.Sprint("c", i)))
		tk.Closed += chat.Instant(i)
		r.save(tk)
	}
	r.catchUp()
	for _, words := range []string{"nowhere", "rohan invoice"} {
		b.Run(words, func(b *testing.B) {
			for b.Loop() {
				list, failed := r.Tickets(b.Context(), wire.TicketQuery{Words: words, Limit: 500})
				for range list {
					continue
				}
				if err := failed(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
