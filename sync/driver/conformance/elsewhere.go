package conformance

import (
	"time"

	"floorwalker/app/chat"
)

// elsewhere is what people do in the vendor's own screen: a fact, which wins.
func elsewhere() []kase {
	human := []Act{ActHuman}
	return []kase{
		{name: "somebody takes the bot's chat in the vendor's screen", needs: human, run: takenThere},
		{name: "somebody takes our chat in the vendor's screen", needs: human, run: takenFromUs},
		{name: "somebody whom only the vendor knows", needs: human, run: outsider},
		{name: "put back and given to the bot there", needs: []Act{ActHuman, ActGiveBot}, run: givenBack},
		{name: "given to a team there", needs: []Act{ActHuman, ActTeams}, op: chat.OpTeamChannels, run: teamThere},
		{name: "ended there, and opened again by the customer", needs: human, run: endedThere},
		{name: "tags, notes and blocking there", needs: human, run: restThere},
		{name: "a rating there", needs: []Act{ActRate}, run: ratedThere},
	}
}

func takenThere(p *play) {
	id := p.begun()
	p.vendor.Assign(id, Rohan)
	time.Sleep(time.Second)
	p.vendor.HumanSays(id, Rohan, say("hello from the other screen"))
	p.agree(p.settles(), id)
	if s := p.vendor.State(id); s.Owner != Rohan {
		p.Fatalf("the stand-in says that %q serves", s.Owner)
	}
}

func takenFromUs(p *play) {
	id := p.served()
	time.Sleep(time.Minute)
	p.vendor.Assign(id, Rohan)
	p.agree(p.settles()+15*time.Second, id)
	if n := p.factsOf(id, chat.KindChatForwarded); n != 1 {
		p.Errorf("a colleague took the chat once, and the log says %d times", n)
	}
	time.Sleep(time.Minute)
	p.vendor.Assign(id, Asha) // and gives it back
	p.agree(p.settles()+15*time.Second, id)
}

func outsider(p *play) {
	id := p.begun()
	p.vendor.Assign(id, Meera)
	time.Sleep(time.Second)
	p.vendor.HumanSays(id, Meera, say("nobody of yours"))
	p.agree(p.settles(), id)
	p.floor.mu.Lock()
	defer p.floor.mu.Unlock()
	if a := p.floor.fold.Agent(Meera); a == nil || !a.Outside || a.Name != "Meera K." {
		p.Errorf("the floor has %+v", a)
	}
}

func givenBack(p *play) {
	id := p.served()
	time.Sleep(time.Minute)
	p.vendor.Assign(id, "")
	p.agree(p.settles()+15*time.Second, id)
	p.vendor.GiveBot(id)
	p.agree(p.settles()+15*time.Second, id)
	time.Sleep(time.Second)
	p.vendor.BotSays(id, say("it is me again"), 0)
	p.agree(p.settles(), id)
}

func teamThere(p *play) {
	id := p.begun()
	p.vendor.Assign(id, "")
	p.vendor.AssignTeam(id, Teams()[0])
	p.agree(p.settles(), id)
	p.vendor.AssignTeam(id, Teams()[1])
	p.agree(p.settles(), id)
	p.floor.look(id, func(c *chat.Chat) {
		if c.Queue != Teams()[1] {
			p.Errorf("it waits for %q", c.Queue)
		}
	})
}

func endedThere(p *play) {
	id := p.begun()
	p.vendor.Close(id, Rohan)
	p.agree(p.settles(), id)
	if n := p.factsOf(id, chat.KindChatClosed); n != 1 {
		p.Errorf("it was closed once, and the log says %d times", n)
	}
	if !p.vendor.Can(ActReopen) {
		return
	}
	time.Sleep(time.Minute)
	p.vendor.CustomerSays(id, say("not quite"))
	p.agree(p.settles(), id)
}

func restThere(p *play) {
	id := p.begun()
	if p.vendor.Can(ActTag) {
		p.vendor.Tag(id, "vip", "refund")
		p.agree(p.settles(), id)
		p.vendor.Tag(id, "refund")
	}
	if p.vendor.Can(ActNote) {
		p.vendor.Note(id, Rohan, say("for the team only"))
		p.agree(p.settles(), id)
		p.floor.look(id, func(c *chat.Chat) {
			for i := range c.Messages {
				if m := &c.Messages[i]; said(m.From) && m.Text == say("for the team only") {
					p.Error("a note is shown as a line to the customer (E-ACT-08)")
				}
			}
		})
	}
	if p.vendor.Can(ActBlock) {
		p.vendor.Block(id, true)
	}
	p.agree(p.settles(), id)
}

func ratedThere(p *play) {
	id := p.served()
	p.ask(id)
	p.vendor.Rate(id, 4, say("quick"))
	p.soon(p.settles(), func() string {
		for _, e := range p.floor.facts(id) {
			if b, ok := e.Body.(*chat.RatingGiven); ok && b.Stars == 4 {
				return ""
			}
		}
		return "the rating is not on the floor"
	})
}
