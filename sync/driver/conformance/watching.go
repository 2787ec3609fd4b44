package conformance

import (
	"fmt"
	"slices"
	"testing/synctest"
	"time"

	"floorwalker/app/chat"
)

// watching is what is seen of what goes on.
func watching() []kase {
	return []kase{
		{name: "all chats with their history at first sight", needs: []Act{ActBefore}, run: firstSight},
		{name: "lines live and in order", run: liveOrder},
		{name: "nothing twice", faults: Faults{Seed: 1, Double: 1}, run: liveOrder},
		{name: "what comes swapped is put right", faults: Faults{Seed: 2, Swap: 0.3}, run: swapped},
		{name: "the bot's lines are its own", needs: []Act{ActBot}, op: chat.OpBotMark, run: botMarks},
		{name: "how sure the bot is", needs: []Act{ActBot, ActConfidence}, op: chat.OpConfidence, run: confidence},
		{name: "who the customer is", op: chat.OpCustomer, run: customer},
		{name: "that the customer types", needs: []Act{ActType}, op: chat.OpTyping, run: typing},
		{name: "what the customer types", needs: []Act{ActType, ActDraft}, op: chat.OpDraft, run: typing},
		{name: "lines that are changed", needs: []Act{ActEdit}, run: edited},
		{name: "lines that are taken back", needs: []Act{ActRemove}, run: removed},
	}
}

// open opens a chat, and the bot answers where there is one.
func (p *play) open(name string) chat.ChatID {
	return p.vendor.OpenChat(Opening{
		Name: name, Mail: "customer@example.com", Page: "https://example.com/prices",
		Text: say("%s asks", name), Bot: p.vendor.Can(ActBot),
	})
}

// talk lets n lines be said, a pause apart.
func (p *play) talk(id chat.ChatID, n int, pause time.Duration) {
	for i := range n {
		p.claims++ // no line twice
		if i%2 == 0 && p.vendor.Can(ActBot) && p.vendor.State(id).Bot {
			p.vendor.BotSays(id, say("the bot's answer %d in %s, number %d", i, id, p.claims), 0)
		} else {
			p.vendor.CustomerSays(id, say("the customer's line %d in %s, number %d", i, id, p.claims))
		}
		time.Sleep(pause)
	}
}

// firstSight: every open chat, the bot's too, with all that was said before, and each
// line with when it was said (G-ROLE-03).
func firstSight(p *play) {
	if !p.driver.Capabilities().Can(chat.OpHistory) {
		p.Error("a driver has to bring what was said before")
	}
	var ids []chat.ChatID
	for i := range 60 { // more than any vendor lists on one page
		id := p.open(fmt.Sprintf("customer %d", i))
		n := 2
		if i == 7 {
			n = 130 // more than any vendor reads at once
		}
		p.talk(id, n, time.Second)
		ids = append(ids, id)
	}
	if p.vendor.Can(ActHuman) {
		p.vendor.Assign(ids[0], Rohan)
		p.vendor.HumanSays(ids[0], Rohan, say("a colleague's answer"))
		p.vendor.Assign(ids[1], "")
		p.vendor.Assign(ids[2], Meera)
		p.vendor.Close(ids[3], Rohan)
		ids = append(ids[:3], ids[4:]...) // what is over is not brought
	}
	time.Sleep(chat.HistoryAfter + time.Minute)
	p.start()
	p.agree(30*time.Second+p.settles(), ids...)
	p.floor.look(ids[5], func(c *chat.Chat) {
		for i := range c.Messages {
			if m := &c.Messages[i]; said(m.From) && !m.History() {
				p.Errorf("line %d of a chat of long ago does not say when it was said", i)
			}
		}
	})
}

// liveOrder: lines that come within one second are in the order in which they were
// said, on the log itself.
func liveOrder(p *play) {
	p.start()
	time.Sleep(p.settles())
	var ids []chat.ChatID
	for i := range 3 {
		ids = append(ids, p.open(fmt.Sprintf("customer %d", i)))
	}
	p.agree(p.settles(), ids...)
	for range 10 {
		for _, id := range ids {
			p.talk(id, 2, 10*time.Millisecond)
		}
	}
	p.agree(p.settles(), ids...)
	for _, id := range ids {
		var got, want []string
		for _, e := range p.floor.facts(id) {
			if b, ok := e.Body.(*chat.MessagePosted); ok && said(b.From) {
				got = append(got, b.Text)
			}
		}
		for _, l := range vendorRows(ptr(p.vendor.State(id))) {
			want = append(want, l.text)
		}
		if !slices.Equal(got, want) {
			p.Errorf("on the log: %q\nat the vendor: %q", got, want)
		}
	}
}

// swapped: two lines of a chat that come in the wrong order end up in the right one, by
// when they were said.
func swapped(p *play) {
	p.start()
	time.Sleep(p.settles())
	a, b := p.open("customer a"), p.open("customer b")
	for i := range 20 {
		p.vendor.CustomerSays(a, say("a%d", i))
		p.vendor.CustomerSays(b, say("b%d", i))
		time.Sleep(1100 * time.Millisecond)
	}
	p.agree(p.settles()+p.returns(), a, b)
}

func botMarks(p *play) {
	p.start()
	id := p.open("customer")
	p.talk(id, 4, time.Second)
	p.agree(p.settles(), id) // which compares who says each line
	p.floor.look(id, func(c *chat.Chat) {
		if c.Stage != chat.StageBot || c.Speaking() != chat.SpeakerBot {
			p.Errorf("the chat is %s, and %s speaks", c.Stage, c.Speaking())
		}
	})
}

// confidence is G-TRIG-10's: it comes with the line.
func confidence(p *play) {
	p.start()
	id := p.open("customer")
	time.Sleep(time.Second)
	p.vendor.BotSays(id, say("surely"), 0.42)
	time.Sleep(time.Second)
	p.vendor.BotSays(id, say("who knows"), 0)
	p.agree(p.settles(), id)
	scores := make(map[string]chat.Score)
	for _, e := range p.floor.facts(id) {
		if b, ok := e.Body.(*chat.MessagePosted); ok {
			scores[b.Text] = b.Confidence
		}
	}
	if got, want := scores[say("surely")], chat.ScoreOfFloat(0.42); got != want {
		p.Errorf("the bot was %v sure, want %v", got, want)
	}
	if got := scores[say("who knows")]; got != 0 {
		p.Errorf("a bot that does not say is %v sure", got)
	}
}

func customer(p *play) {
	p.start()
	id := p.open("Customer C.")
	p.soon(p.settles(), func() string {
		what := "the floor does not know the chat"
		p.floor.look(id, func(c *chat.Chat) {
			if c != nil {
				what = differsCustomer(&c.Customer)
			}
		})
		return what
	})
}

func differsCustomer(c *chat.Customer) string {
	if c.Name != "Customer C." || c.Contact != "customer@example.com" {
		return fmt.Sprintf("the customer is %+v", *c)
	}
	return ""
}

func typing(p *play) {
	p.start()
	id := p.open("customer")
	p.agree(p.settles(), id)
	wish := p.c.op == chat.OpDraft
	p.vendor.Type(id, say("half a sen"))
	p.soon(p.settles(), func() string {
		for _, e := range p.floor.facts(id) {
			if b, ok := e.Body.(*chat.CustomerTyped); ok && (!wish || b.Draft == say("half a sen")) {
				return ""
			}
		}
		return "nobody hears that the customer types"
	})
	p.vendor.CustomerSays(id, say("half a sentence"))
	p.agree(p.settles(), id)
}

func edited(p *play) {
	p.start()
	id := p.open("customer")
	line := p.vendor.CustomerSays(id, say("frist"))
	p.agree(p.settles(), id)
	p.vendor.Edit(id, line, say("first"))
	p.agree(p.settles()+p.returns(), id)
}

func removed(p *play) {
	p.start()
	id := p.open("customer")
	time.Sleep(time.Second)
	line := p.vendor.CustomerSays(id, say("not meant for you"))
	p.agree(p.settles(), id)
	p.vendor.Remove(id, line)
	p.agree(p.settles()+p.returns(), id)
	synctest.Wait()
}

func ptr[T any](v T) *T { return &v }
