package conformance

import (
	"strings"
	"time"

	"floorwalker/app/chat"
)

// posting is what an agent says to the customer.
func posting() []kase {
	return []kase{
		{name: "our own lines come back once", op: chat.OpReply, run: ownLines},
		{name: "lines of ours that look like commands", op: chat.OpReply, run: commands},
		{name: "the same line twice is two lines", op: chat.OpReply, run: sameText},
		{name: "a line without an answer is never sent again", needs: []Act{ActTrouble(Unanswered)}, op: chat.OpReply, run: unansweredPost},
		{name: "a line that is lost is never sent again", needs: []Act{ActTrouble(Lost)}, op: chat.OpReply, run: lostPost},
		{name: "a line that is refused", needs: []Act{ActTrouble(Refused)}, op: chat.OpReply, run: refusedPost},
		{name: "a file", op: chat.OpFile, needs: []Act{ActRequests}, run: file},
		{name: "that a line has arrived", needs: []Act{ActReceive}, op: chat.OpReceipt, run: receipt},
	}
}

// served is begun, and taken over by Asha.
func (p *play) served() chat.ChatID {
	p.Helper()
	id := p.begun()
	p.must(p.takeOver(id, Asha))
	time.Sleep(2 * time.Second)
	return id
}

func ownLines(p *play) {
	id := p.served()
	for i := range 3 {
		p.must(p.post(id, Asha, say("our answer %d", i), nil))
		time.Sleep(1500 * time.Millisecond)
		p.vendor.CustomerSays(id, say("their answer %d", i))
		time.Sleep(1500 * time.Millisecond)
	}
	if p.vendor.Can(ActCut) {
		p.vendor.Cut()
		time.Sleep(p.returns())
	}
	p.agree(p.settles(), id)
	p.once(id)
}

// commands: what an agent writes is text, whatever it means to the vendor.
func commands(p *play) {
	id := p.served()
	for _, text := range []string{"!block", "/close now", "{{contact.name}}", "[file=1_abc]", "<b>bold</b> & so"} {
		p.must(p.post(id, Asha, text, nil))
		time.Sleep(1500 * time.Millisecond)
	}
	time.Sleep(p.settles())
	s := p.vendor.State(id)
	switch {
	case !s.Open || s.Blocked || s.Owner != Asha:
		p.Errorf("a line of ours was obeyed: %+v", s)
	case len(s.Lines) < 5:
		p.Errorf("the customer has %d lines", len(s.Lines))
	}
	p.floor.look(id, func(c *chat.Chat) {
		n := 0
		for i := range c.Messages {
			if c.Messages[i].From == chat.SpeakerAgent {
				n++
			}
		}
		if n != 5 {
			p.Errorf("of five lines of ours the floor has %d", n)
		}
	})
}

func sameText(p *play) {
	id := p.served()
	for range 2 {
		p.must(p.post(id, Asha, say("yes"), nil))
		time.Sleep(2 * time.Second)
	}
	time.Sleep(p.settles())
	p.agree(p.settles(), id)
	if n := p.count(id, say("yes")); n != 2 {
		p.Errorf("the customer has it %d times", n)
	}
}

// unansweredPost is A-65: nobody knows, so nobody tries again; and when the line comes
// back after all, it is the one that we have.
func unansweredPost(p *play) {
	id := p.served()
	p.vendor.Trouble(Unanswered)
	text := say("did you get this")
	if err := p.post(id, Asha, text, nil); err != nil && !unsure(err) {
		p.Errorf("the line has arrived, and Post is sure of its failure: %v", err)
	}
	time.Sleep(5 * time.Minute)
	if n := p.count(id, text); n != 1 {
		p.Errorf("the customer has it %d times", n)
	}
	p.agree(p.returns(), id)
}

func lostPost(p *play) {
	id := p.served()
	p.vendor.Trouble(Lost)
	text := say("you never get this")
	if err := p.post(id, Asha, text, nil); !unsure(err) {
		p.Errorf("no answer came, and Post says %v", err)
	}
	time.Sleep(5 * time.Minute)
	if n := p.count(id, text); n != 0 {
		p.Errorf("it was sent again: the customer has it %d times", n)
	}
}

func refusedPost(p *play) {
	id := p.served()
	p.vendor.Trouble(Refused)
	err := p.post(id, Asha, say("not allowed"), nil)
	switch {
	case err == nil:
		p.Error("the vendor has refused, and Post says yes")
	case unsure(err):
		p.Errorf("a refusal leaves no doubt: %v", err)
	case strings.Contains(err.Error(), private):
		p.Errorf("the refusal says what the agent wrote: %v", err)
	}
	p.must(p.post(id, Asha, say("allowed again"), nil))
}

func file(p *play) {
	id := p.served()
	f, err := p.floor.KeepFile(p.Context(), id, "price list.txt", strings.NewReader("all prices\n"))
	p.must(err)
	p.must(p.post(id, Asha, say("here it is"), &f))
	time.Sleep(p.settles())
	for _, l := range p.vendor.State(id).Lines {
		if l.File == f.Name {
			return
		}
	}
	p.Errorf("the customer has no file: %+v", p.vendor.State(id).Lines)
}

func receipt(p *play) {
	id := p.served()
	p.must(p.post(id, Asha, say("look"), nil))
	time.Sleep(time.Second)
	p.vendor.Receive(id)
	p.soon(p.settles(), func() string {
		for _, e := range p.floor.facts(id) {
			if b, ok := e.Body.(*chat.MessageDelivered); ok && b.Delivery == chat.DeliveryDelivered {
				return ""
			}
		}
		return "nobody says that it has arrived"
	})
}
