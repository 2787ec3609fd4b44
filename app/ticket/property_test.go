package ticket

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"floorwalker/app/chat"
	"floorwalker/app/typed"
)

// TestAnyChat drafts tickets of chats that were folded from any events.
func TestAnyChat(t *testing.T) {
	f := guide()
	rapid.Check(t, func(t *rapid.T) {
		c := anyChat(t)
		got := Draft(c, chat.Instant(rapid.Int64().Draw(t, "now")), f)
		ps := f.Problems(&got)
		if got.FCR != "" { // G-TKT-07
			t.Fatalf("FCR is preset to %q", got.FCR)
		}
		if !reflect.DeepEqual(got, got.Normal()) {
			t.Fatalf("not normal:\n%+v\n%+v", got, got.Normal())
		}
		if err := got.Check(); err != nil && !slices.ContainsFunc(ps, func(p Problem) bool { return err.Error() == string(p.Field)+" "+p.Words }) {
			t.Fatalf("%v is not among the problems %+v", err, ps)
		}
		for _, p := range ps {
			if !p.Field.Known() || p.Words == "" {
				t.Fatalf("a problem with nothing: %+v", p)
			}
		}
		checkQuotes(t, c, &got)

		f.Complete(&got)
		if got.FCR == Yes {
			t.Fatal("a rule says that it was resolved")
		}
		for _, p := range f.Problems(&got) {
			if slices.Contains(got.ByRule, p.Field) && p.Field != FieldSentiment && p.Field != FieldMethod && p.Field != FieldFollowUp {
				t.Fatalf("what a rule filled has the problem %+v", p)
			}
		}
	})
}

// checkQuotes: every word of a summary is the transcript's, from a line that the
// customer may see (G-TKT-08).
func checkQuotes(t *rapid.T, c *chat.Chat, got *Ticket) {
	quotes := Summarise(c)
	if want := typed.Text(SummaryText(quotes)); want != got.Summary {
		t.Fatalf("summary is not what was quoted:\n%q\n%q", got.Summary, want)
	}
	for _, q := range quotes {
		i := slices.IndexFunc(c.Messages, func(m chat.Message) bool { return m.ID == q.Message })
		m := &c.Messages[i]
		if q.From != m.From || typed.Line(m.Text[q.Start:q.End]) != q.Text || q.Text == "" {
			t.Fatalf("%+v is not in %+v", q, m)
		}
		if !shown(c, m) {
			t.Fatalf("the customer was not shown %+v", m)
		}
		person := slices.ContainsFunc(c.Messages[:i+1], func(m chat.Message) bool { return m.From == chat.SpeakerAgent })
		if person != (q.Part == PartPerson) {
			t.Fatalf("%+v is in the wrong part", q)
		}
	}
}

func anyChat(t *rapid.T) *chat.Chat {
	id := chat.ChatID(rapid.SampledFrom([]string{"practice 1", "=1", "\x00", "x\ny", strings.Repeat("long", 50)}).Draw(t, "id"))
	floor, words := chat.NewFloor(), anyWords()
	n := 0
	fold := func(b chat.Body) {
		n++
		floor.Apply(&chat.Event{ID: chat.EventID(fmt.Sprint(n)), At: chat.Instant(rapid.Int64().Draw(t, "at")), Chat: id, By: chat.AgentID(words.Draw(t, "by")), Body: b})
	}
	fold(&chat.ChatOpened{
		Customer: chat.Customer{Name: words.Draw(t, "name"), Contact: words.Draw(t, "contact"), Account: words.Draw(t, "account")},
		Channel:  chat.Channel(words.Draw(t, "channel")), Driver: words.Draw(t, "driver"), Bot: rapid.Bool().Draw(t, "bot"),
	})
	for range rapid.IntRange(0, 30).Draw(t, "events") {
		m := chat.MessageID(fmt.Sprint("m", n))
		switch rapid.IntRange(0, 8).Draw(t, "kind") {
		case 0, 1, 2, 3:
			from := rapid.SampledFrom([]chat.Speaker{chat.SpeakerCustomer, chat.SpeakerBot, chat.SpeakerAgent, chat.SpeakerSystem}).Draw(t, "from")
			fold(&chat.MessagePosted{Message: m, From: from, Text: words.Draw(t, "text")})
		case 4:
			fold(&chat.NotePosted{Message: m, Text: words.Draw(t, "note")})
		case 5:
			fold(&chat.WhisperPosted{Message: m, To: "ravi", Text: words.Draw(t, "whisper")})
		case 6:
			fold(&chat.TagAdded{Tag: words.Draw(t, "tag")})
		case 7:
			fold(&chat.ObligationStarted{Obligation: chat.Obligation{ID: chat.ObligationID(words.Draw(t, "owed")), Kind: "callback"}})
		case 8:
			fold(&chat.MessageDelivered{Message: chat.MessageID(fmt.Sprint("m", n-1)), Delivery: chat.DeliveryFailed})
		}
	}
	if rapid.Bool().Draw(t, "closed") {
		fold(&chat.ChatClosed{Reason: words.Draw(t, "reason")})
	}
	return floor.Chat(id)
}

func anyWords() *rapid.Generator[string] {
	return rapid.OneOf(rapid.String(), rapid.StringN(0, 600, -1), rapid.SampledFrom([]string{
		"", "Positive", "negative", "Bot", "WhatsApp", "Escalated to ", "Escalated to Billing", "Customer issue resolved", "others",
		"no_response/went_silent", "My panel is down. Error 403!", "asha@example.com", "+44 20 7946 0123", "=1+1", "\xff\xfe", "a.\u2028b", "Thank you.",
	}))
}

// TestTenThousand: 10,000 chats end, 10,000 tickets are there, none twice and
// none missing; a rule completes them all, and files carry them (G-TKT-01).
func TestTenThousand(t *testing.T) {
	const n = 10_000
	f := guide()
	var (
		closed  []chat.ChatID
		tickets []Ticket
	)
	for i := range n {
		c := simulated(i)
		if c.Active() {
			t.Fatalf("chat %s did not end", c.ID)
		}
		ticket := Draft(c, c.Closed, f)
		f.Complete(&ticket)
		if ps := f.Problems(&ticket); len(ps) > 0 {
			t.Fatalf("chat %s: %+v", c.ID, ps)
		}
		closed, tickets = append(closed, c.ID), append(tickets, ticket)
	}
	if d := Compare(closed, tickets); !d.Empty() {
		t.Errorf("differences: %+v", d)
	}
	expectSame(t, "one lost", Compare(closed, tickets[1:]).Missing, closed[:1])
	tickets = tickets[:n/10]
	for name, carry := range map[string]func() ([]Row, error){"csv": carryCSV(tickets), "json": carryJSON(tickets)} {
		rows, err := carry()
		if err != nil || len(rows) != len(tickets) {
			t.Fatalf("%s: %d tickets, %v", name, len(rows), err)
		}
		for i := range rows {
			if !reflect.DeepEqual(rows[i].Ticket, tickets[i]) {
				t.Fatalf("%s: ticket %d came back as\n%+v\nand was\n%+v", name, i, rows[i].Ticket, tickets[i])
			}
		}
	}
}

// carryCSV and carryJSON write tickets and read them.
func carryCSV(tickets []Ticket) func() ([]Row, error) {
	return func() ([]Row, error) {
		var b bytes.Buffer
		if err := WriteCSV(&b, slices.Values(tickets), CSVOptions{}); err != nil {
			return nil, err
		}
		return ReadCSV(b.Bytes())
	}
}

func carryJSON(tickets []Ticket) func() ([]Row, error) {
	return func() ([]Row, error) {
		var b bytes.Buffer
		if err := WriteJSON(&b, slices.Values(tickets)); err != nil {
			return nil, err
		}
		return ReadJSON(b.Bytes())
	}
}

// simulated is a chat that ends, the same for the same number.
func simulated(i int) *chat.Chat {
	r := rand.New(rand.NewPCG(5, uint64(i)))
	pick := func(of ...string) string { return of[r.IntN(len(of))] }
	s := &stage{floor: chat.NewFloor(), id: chat.ChatID(fmt.Sprint("practice ", i))}
	s.do("", &chat.ChatOpened{Customer: chat.Customer{
		Name: pick("Asha", "Rohan M.", "Visitor 12", "", "=1+1"), Account: pick("A-1036", "", "-7"),
		Contact: pick("+44 20 7946 0123", "asha@example.com", "", "+91 00000 00002"),
	}, Channel: chat.ChannelWebsite, Bot: r.IntN(4) > 0, Driver: "practice"})
	for range r.IntN(12) {
		switch r.IntN(5) {
		case 0, 1:
			s.say(chat.SpeakerCustomer, pick("Hi", "My panel shows error 403. It is urgent!", "The invoice is wrong, I paid twice", "मेरा पैनल नहीं खुल रहा है।", "=cmd()", "ok"))
		case 2:
			s.say(chat.SpeakerBot, pick("Please clear your cookies.", "Your invoice is on the page Billing. Anything else?", "Welcome!"))
		case 3:
			if i%3 > 0 { // one in three is the bot's own
				s.say(chat.SpeakerAgent, pick("I have corrected your invoice.", "I unlocked the panel for you, error 403 is gone.", "Thank you, bye."))
			}
		case 4:
			s.do("asha", &chat.TagAdded{Tag: pick("WABA related", "vip", "Escalated to Billing", "Negative", "@home")})
		}
	}
	why := pick("", "no response - went silent", "No response - never engaged", "No valid enquiry", "left", "closed by the backend")
	if strings.HasSuffix(why, "silent") {
		s.do("", &chat.ObligationStarted{Obligation: chat.Obligation{ID: "promised", Kind: "call"}})
	}
	return s.do("asha", &chat.ChatClosed{Reason: why}).chat()
}
