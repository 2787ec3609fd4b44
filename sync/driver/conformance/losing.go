package conformance

import (
	"fmt"
	"time"

	"floorwalker/app/chat"
	"floorwalker/sync/driver"
)

// losing is what becomes of a connection that is lost.
func losing() []kase {
	away := ActTrouble(Away)
	return []kase{
		{name: "cut off and caught up", needs: []Act{ActCut}, run: cutOff},
		{name: "away for an hour", needs: []Act{away}, run: awayForAnHour},
		{name: "a server that comes later than the hub", needs: []Act{away}, run: awayAtFirst},
		{name: "a hub that starts again", needs: []Act{ActBefore}, run: startAgain},
		{name: "what cannot be read", needs: []Act{ActTrouble(Garbage)}, run: garbage},
		{name: "a vendor that asks for patience", needs: []Act{ActTrouble(Busy)}, run: busy},
	}
}

// cutOff: nothing is lost or doubled, however often it happens.
func cutOff(p *play) {
	p.start()
	time.Sleep(p.settles())
	id := p.open("customer")
	for i := range 5 {
		p.talk(id, 2, time.Second)
		p.vendor.Cut()
		p.talk(id, 2, 1100*time.Millisecond)
		p.open(fmt.Sprintf("customer %d", i))
	}
	p.agree(p.returns(), id)
	p.once(id)
}

// once fails for a line that stands on the log more than once.
func (p *play) once(id chat.ChatID) {
	p.Helper()
	seen := make(map[string]int)
	for _, e := range p.floor.facts(id) {
		if b, ok := e.Body.(*chat.MessagePosted); ok && said(b.From) {
			if seen[b.Text]++; seen[b.Text] == 2 {
				p.Errorf("the line %q is on the log twice", b.Text)
			}
		}
	}
}

// awayForAnHour: what has happened meanwhile is all there afterwards, and the status
// has said so in words.
func awayForAnHour(p *play) {
	p.start()
	kept, ended := p.open("customer"), p.open("customer who goes")
	p.agree(p.settles(), kept, ended)
	p.vendor.Trouble(Away)
	time.Sleep(time.Minute)
	p.state(p.returns(), chat.BackendDown)
	p.talk(kept, 30, time.Minute)
	fresh := p.open("customer who came meanwhile")
	if p.vendor.Can(ActHuman) {
		p.vendor.Close(ended, Rohan)
		p.vendor.Assign(kept, Rohan)
		time.Sleep(time.Second)
		p.vendor.HumanSays(kept, Rohan, say("a colleague's answer"))
	}
	time.Sleep(30 * time.Minute)
	p.vendor.Trouble(Back)
	p.agree(p.returns(), kept, ended, fresh)
	p.once(kept)
	p.well()
}

// state waits for a state of the connection that has words for it.
func (p *play) state(within time.Duration, want chat.BackendState) {
	p.Helper()
	r, ok := p.driver.(driver.Reporter)
	if !ok {
		p.Fatal("a driver of a vendor outside has to be a Reporter")
	}
	p.soon(within, func() string {
		s := r.Status()
		if s.State != want || s.Words == "" {
			return fmt.Sprintf("the state is %s (%q), want %s and why", s.State, s.Words, want)
		}
		return ""
	})
}

// well waits until the status says that chats come.
func (p *play) well() {
	p.Helper()
	r, ok := p.driver.(driver.Reporter)
	if !ok {
		return
	}
	p.soon(p.returns(), func() string {
		s := r.Status()
		switch {
		case !s.State.Well():
			return fmt.Sprintf("the state is %s (%q)", s.State, s.Words)
		case s.Words != "":
			return fmt.Sprintf("all is well, and the status says %q", s.Words)
		case s.Since.IsZero() || s.Since.After(now()):
			return fmt.Sprintf("it is so since %s", s.Since)
		}
		return ""
	})
}

func awayAtFirst(p *play) {
	id := p.open("customer")
	p.vendor.Trouble(Away)
	p.start()
	time.Sleep(5 * time.Minute)
	p.state(p.returns(), chat.BackendDown)
	p.vendor.Trouble(Back)
	p.agree(p.returns(), id)
	p.well()
}

// startAgain: a driver that knows nothing meets a floor that knows everything.
func startAgain(p *play) {
	if p.backend.Again == nil {
		return
	}
	p.start()
	id := p.open("customer")
	p.talk(id, 4, time.Second)
	p.agree(p.settles(), id)
	p.must(p.takeOver(id, Asha))
	time.Sleep(2 * time.Second)
	p.must(p.post(id, Asha, say("our own answer"), nil))
	time.Sleep(2 * time.Second)
	p.vendor.CustomerSays(id, say("thank you"))
	p.agree(p.settles(), id)
	p.stop()
	time.Sleep(time.Minute)
	p.vendor.CustomerSays(id, say("one more thing"))
	before := len(p.floor.facts(id))
	p.restart()
	p.agree(p.returns(), id)
	time.Sleep(p.settles())
	p.once(id)
	if n := len(p.floor.facts(id)) - before; n > 2 { // the line, and that one of ours arrived
		p.Errorf("the hub that starts again learns %d facts of a chat in which one line was said: %v", n, kinds(p.floor.facts(id)[before:]))
	}
	if got, err := p.serving(id); got != Asha || err != nil {
		p.Errorf("Serving says %q, %v", got, err)
	}
}

func kinds(events []chat.Event) []string {
	var all []string
	for _, e := range events {
		all = append(all, fmt.Sprintf("%s %+v", e.Body.Kind(), e.Body))
	}
	return all
}

// garbage: frames and answers that cannot be read are nobody's end.
func garbage(p *play) {
	p.start()
	id := p.open("customer")
	p.agree(p.settles(), id)
	for range 3 {
		p.vendor.Trouble(Garbage)
		time.Sleep(p.settles())
		p.vendor.CustomerSays(id, say("still here at %s", now().Format(time.TimeOnly)))
		p.agree(p.returns(), id)
	}
	p.well()
}

// busy: it gets the patience, and nothing is lost by it.
func busy(p *play) {
	id := p.open("customer")
	p.vendor.Trouble(Busy)
	p.start()
	p.agree(p.returns(), id)
	p.must(p.takeOver(id, Asha))
	time.Sleep(time.Second)
	p.vendor.Trouble(Busy)
	text := say("an answer that had to wait")
	err := p.post(id, Asha, text, nil)
	if unsure(err) {
		p.Errorf("a vendor that has taken nothing leaves no doubt: %v", err)
	}
	time.Sleep(time.Minute)
	want := 1
	if err != nil {
		want = 0
	}
	if n := p.count(id, text); n != want {
		p.Errorf("Post says %v, and the customer has it %d times", err, n)
	}
}

// count returns how often the customer sees a text.
func (p *play) count(id chat.ChatID, text string) int {
	n := 0
	for _, l := range p.vendor.State(id).Lines {
		if l.Text == text {
			n++
		}
	}
	return n
}
