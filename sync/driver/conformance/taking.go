package conformance

import (
	"time"

	"floorwalker/app/chat"
)

// taking is the takeover.
func taking() []kase {
	return []kase{
		{name: "a takeover fences the bot", op: chat.OpTakeOver, run: fences},
		{name: "the same claim again does nothing", op: chat.OpTakeOver, run: sameClaim},
		{name: "a takeover that is refused", needs: []Act{ActTrouble(Refused)}, op: chat.OpTakeOver, run: refusedTakeOver},
		{name: "a takeover without an answer", needs: []Act{ActTrouble(Unanswered)}, op: chat.OpTakeOver, run: unansweredTakeOver},
		{name: "a takeover that is lost", needs: []Act{ActTrouble(Lost)}, op: chat.OpTakeOver, run: lostTakeOver},
		{name: "from one person to another", op: chat.OpForward, run: forward},
	}
}

// begun opens a chat, with a bot where there is one, and waits until the floor has it.
func (p *play) begun() chat.ChatID {
	p.Helper()
	p.start()
	time.Sleep(p.settles())
	id := p.open("customer")
	p.agree(p.settles(), id)
	time.Sleep(2 * time.Second)
	return id
}

// fences is D-08: once TakeOver has said yes, no line of the bot is shown, and who
// serves the chat stays who it is whatever older news comes in.
func fences(p *play) {
	id := p.begun()
	if p.vendor.Can(ActBot) {
		p.vendor.BotSays(id, say("the last of the bot"), 0)
	}
	p.must(p.takeOver(id, Asha))
	s := p.vendor.State(id)
	if s.Bot || s.Owner != Asha || !s.Open {
		p.Errorf("after the takeover the vendor has %+v", s)
	}
	time.Sleep(5 * time.Second)
	if p.vendor.Can(ActBot) {
		p.vendor.BotSays(id, say("a bot that does not know"), 0)
	}
	time.Sleep(p.settles() + 20*time.Second)
	p.floor.look(id, func(c *chat.Chat) {
		if c.Owner != Asha || c.Bot {
			p.Errorf("%q serves the chat, and the bot may speak: %t", c.Owner, c.Bot)
		}
		for i := range c.Messages {
			if c.Messages[i].Text == say("a bot that does not know") {
				p.Error("a line of the bot after the takeover is shown")
			}
		}
	})
	p.steady(id)
}

// steady fails if who serves the chat ever changed but by our own claims.
func (p *play) steady(id chat.ChatID) {
	p.Helper()
	taken := false
	for _, e := range p.floor.facts(id) {
		switch e.Body.(type) {
		case *chat.TakeOverClaimed:
			taken = true
		case *chat.ChatForwarded, *chat.ChatQueued, *chat.ChatAccepted, *chat.ChatReturned, *chat.ChatClosed:
			if taken {
				p.Errorf("our own takeover comes back as %s %+v", e.Body.Kind(), e.Body)
			}
		}
	}
}

func sameClaim(p *play) {
	id := p.begun()
	p.must(p.takeOver(id, Asha))
	before := p.changes(id)
	p.must(p.callTakeOver(id, Asha, "claim-1"))
	if n := p.changes(id) - before; n != 0 {
		p.Errorf("the same claim again changes %d things", n)
	}
	time.Sleep(p.settles() + 20*time.Second)
	p.agree(p.settles(), id)
	p.steady(id)
}

// changes counts the requests about the chat that change something.
func (p *play) changes(id chat.ChatID) int {
	if !p.vendor.Can(ActRequests) {
		return 0
	}
	n := 0
	for _, r := range p.vendor.Requests() {
		if r.Chat == id && !r.Kind.Silent() {
			n++
		}
	}
	return n
}

func refusedTakeOver(p *play) {
	id := p.begun()
	p.vendor.Trouble(Refused)
	err := p.takeOver(id, Asha)
	switch {
	case err == nil:
		p.Error("the vendor has refused, and TakeOver says yes")
	case unsure(err):
		p.Errorf("a refusal leaves no doubt: %v", err)
	}
	time.Sleep(time.Minute)
	p.agree(p.settles(), id)
}

// unansweredTakeOver is "Why so" 4: the hub reads back, and the vendor says who serves.
func unansweredTakeOver(p *play) {
	id := p.begun()
	p.vendor.Trouble(Unanswered)
	err := p.takeOver(id, Asha) // which asks who serves, where it is unsure
	time.Sleep(time.Minute)
	who, failed := p.serving(id)
	if failed != nil {
		p.Fatal(failed)
	}
	if s := p.vendor.State(id); who != s.Owner {
		p.Errorf("Serving says %q, the vendor's own screen %q", who, s.Owner)
	}
	if err == nil && who != Asha {
		p.Errorf("the takeover worked, and %q serves", who)
	}
	p.agree(p.settles(), id)
}

func lostTakeOver(p *play) {
	id := p.begun()
	p.vendor.Trouble(Lost)
	err := p.takeOver(id, Asha)
	time.Sleep(time.Minute)
	who, failed := p.serving(id)
	if failed != nil {
		p.Fatal(failed)
	}
	if (who == Asha) != (err == nil) {
		p.Errorf("TakeOver says %v, and %q serves", err, who)
	}
	if err == nil {
		p.agree(p.settles(), id) // it was safe to ask again, and the driver did
	}
}

// forward: the hub tells who serves by the same call.
func forward(p *play) {
	id := p.begun()
	p.must(p.takeOver(id, Asha))
	time.Sleep(20 * time.Second)
	p.floor.put(chat.Event{ID: "forwarded", Chat: id, By: Asha, Body: &chat.ChatForwarded{From: Asha, To: Rohan}})
	p.must(p.callTakeOver(id, Rohan, "forwarded"))
	if s := p.vendor.State(id); s.Owner != Rohan {
		p.Errorf("the vendor has %q", s.Owner)
	}
	time.Sleep(20 * time.Second)
	p.agree(p.settles(), id)
	if n := p.factsOf(id, chat.KindChatForwarded); n != 1 {
		p.Errorf("one forward is %d on the log", n)
	}
}

func (p *play) factsOf(id chat.ChatID, k chat.Kind) int {
	n := 0
	for _, e := range p.floor.facts(id) {
		if e.Body.Kind() == k {
			n++
		}
	}
	return n
}
