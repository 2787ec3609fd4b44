package conformance

import (
	"fmt"
	"time"

	"floorwalker/app/chat"
	"floorwalker/sync/driver"
)

// telling is what a driver says of itself.
func telling() []kase {
	return []kase{
		{name: "what it can is what it says", run: honest},
		{name: "credentials that are not good any more", needs: []Act{ActTrouble(Locked), ActTrouble(Unlocked)}, run: locked},
		{name: "the status while all is well", needs: []Act{ActRequests}, run: status},
		{name: "Run ends with its context", run: ends},
	}
}

// honest: each interface is there if and only if the capabilities say so, and what is
// made up for or seen by the customer is said in words.
func honest(p *play) {
	caps := p.driver.Capabilities()
	for _, x := range []struct {
		op  chat.Operation
		has bool
	}{
		{chat.OpNote, is[driver.Noter](p)},
		{chat.OpTag, is[driver.Tagger](p)},
		{chat.OpForwardTeam, is[driver.TeamForwarder](p)},
		{chat.OpReturn, is[driver.Returner](p)},
		{chat.OpJoin, is[driver.Companion](p)},
		{chat.OpEnd, is[driver.Ender](p) || is[driver.Closer](p)},
		{chat.OpEndReason, is[driver.Ender](p)},
		{chat.OpBlock, is[driver.Blocker](p)},
		{chat.OpTranscript, is[driver.Transcriber](p)},
		{chat.OpCanned, is[driver.CannedKeeper](p)},
		{chat.OpArticle, is[driver.Librarian](p)},
		{chat.OpRating, is[driver.Rater](p)},
		{chat.OpWhatsApp, is[driver.Texter](p)},
	} {
		if x.has != caps.Can(x.op) {
			p.Errorf("of %s the capabilities say %t, and the driver has a method for it: %t", x.op, caps.Can(x.op), x.has)
		}
	}
	for _, op := range []chat.Operation{chat.OpAllChats, chat.OpObserve, chat.OpHistory, chat.OpReply, chat.OpTakeOver} {
		if !caps.Can(op) {
			p.Errorf("without %s it is no driver", op)
		}
	}
	p.worded(caps)
}

func (p *play) worded(caps chat.Capabilities) {
	order := make(map[chat.Operation]int)
	for i, op := range chat.Operations() {
		order[op] = i
	}
	for i, c := range caps {
		at, known := order[c.Op]
		switch {
		case !known:
			p.Errorf("there is no operation %q", c.Op)
		case i > 0 && at <= order[caps[i-1].Op]:
			p.Errorf("%s is not in the order of the operations", c.Op)
		case c.Ability == chat.AbilityEmulated && c.How == "":
			p.Errorf("%s is made up for, and nobody says how", c.Op)
		case c.Ability == chat.AbilityNone && c.Sees != "":
			p.Errorf("of %s, which is not there, the customer sees %q", c.Op, c.Sees)
		}
	}
}

func is[T any](p *play) bool {
	_, ok := p.driver.(T)
	return ok
}

// locked: a person has to do something, and reads what; once they have, all is well
// again without a restart.
func locked(p *play) {
	p.start()
	id := p.open("customer")
	p.agree(p.settles(), id)
	p.vendor.Trouble(Locked)
	p.state(p.returns(), chat.BackendRefused)
	asked := len(p.vendor.Requests())
	time.Sleep(10 * time.Minute)
	if n := len(p.vendor.Requests()) - asked; n > 60 {
		p.Errorf("with credentials that are refused it asked %d times in ten minutes", n)
	}
	p.vendor.CustomerSays(id, say("is anybody there"))
	p.vendor.Trouble(Unlocked)
	p.agree(p.returns(), id)
	p.well()
}

func status(p *play) {
	p.start()
	id := p.open("customer")
	p.agree(p.settles(), id)
	p.well()
	r := p.driver.(driver.Reporter)
	came := now()
	time.Sleep(3 * time.Second)
	p.vendor.CustomerSays(id, say("and now"))
	p.soon(p.settles(), func() string {
		if s := r.Status(); !s.LastEvent.After(came) || s.LastEvent.After(now()) {
			return fmt.Sprintf("the newest event came at %s", s.LastEvent)
		}
		return ""
	})
	s := r.Status()
	switch {
	case s.Lag < 0 || s.Lag > tolerance+p.settles():
		p.Errorf("the lag is %s", s.Lag)
	case s.Limit > 0 && (s.Window == 0 || s.Used == 0):
		p.Errorf("of %d calls %d were made in %s", s.Limit, s.Used, s.Window)
	}
}

// ends: with a connection, without one, and in the middle of finding one. What Run has
// started has to be over with it, or the bubble never ends.
func ends(p *play) {
	if p.vendor.Can(ActBefore) {
		p.open("customer")
	}
	p.start()
	time.Sleep(p.settles())
	p.open("customer in the middle of whose first line it ends")
	began := now()
	p.stop()
	if d := now().Sub(began); d > time.Second {
		p.Errorf("Run took %s to end", d)
	}
}
