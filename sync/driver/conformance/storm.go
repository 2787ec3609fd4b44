package conformance

import (
	"fmt"
	"math/rand/v2"
	"time"

	"floorwalker/app/chat"
)

// events is how much happens in a storm.
const events = 12_000

// storm is a day of a vendor that forgets, repeats and mixes up.
func storm() []kase {
	bad := Faults{Seed: 7, Drop: 0.05, Double: 0.05, Swap: 0.05}
	return []kase{{name: "12,000 events, of which some are lost, doubled or swapped", faults: bad, run: stormy}}
}

// stormy lets everything happen that can, and ends with one lost connection, as no
// vendor says of itself what it has forgotten. What is on the floor then is what is at
// the vendor.
func stormy(p *play) {
	p.start()
	time.Sleep(p.settles())
	dice := rand.New(rand.NewPCG(7, 7)) //nolint:gosec // a case has to be the same each time
	s := &weather{play: p, dice: dice, over: make(map[chat.ChatID]bool)}
	for i := range 40 {
		s.come(i)
	}
	for n := range events - len(s.ids) {
		s.step(n)
		time.Sleep(50 * time.Millisecond)
		if n%3000 == 2999 && p.vendor.Can(ActCut) {
			p.vendor.Cut()
		}
	}
	time.Sleep(p.settles() + 15*time.Second)
	if p.vendor.Can(ActCut) {
		p.vendor.Cut()
	}
	p.agree(p.returns(), s.ids...)
	for _, id := range s.ids {
		p.once(id)
	}
}

// weather decides what happens.
type weather struct {
	*play
	dice *rand.Rand
	ids  []chat.ChatID
	over map[chat.ChatID]bool
}

func (s *weather) come(i int) {
	s.ids = append(s.ids, s.open(fmt.Sprintf("customer %d", i)))
}

// step is one event. A chat has one in two seconds, as two lines within one have no order
// at a vendor that counts seconds.
func (s *weather) step(n int) {
	id := s.ids[n%len(s.ids)]
	if s.over[id] && !s.vendor.Can(ActReopen) {
		s.vendor.CustomerSays(s.fresh(n), say("line %d", n))
		return
	}
	switch {
	case s.over[id]:
		s.over[id] = false
		s.vendor.CustomerSays(id, say("line %d, again", n))
	case s.hit(30, ActHuman):
		s.vendor.Assign(id, []chat.AgentID{Asha, Rohan, ""}[s.dice.IntN(3)])
	case s.hit(40, ActTag):
		s.vendor.Tag(id, fmt.Sprintf("tag-%d", s.dice.IntN(5)), "seen")
	case s.hit(120, ActHuman) && len(s.ids) < 90:
		s.over[id] = true
		s.vendor.Close(id, Rohan)
	case s.hit(60, ActType):
		s.vendor.Type(id, say("line %d, ha", n))
	default:
		s.line(id, n)
	}
}

// fresh brings a new customer in place of one who has gone.
func (s *weather) fresh(n int) chat.ChatID {
	s.come(n)
	at := n % (len(s.ids) - 1)
	s.ids[at], s.ids[len(s.ids)-1] = s.ids[len(s.ids)-1], s.ids[at]
	time.Sleep(1100 * time.Millisecond)
	return s.ids[at]
}

// hit is one in n, where there is such a thing.
func (s *weather) hit(n int, a Act) bool { return s.dice.IntN(n) == 0 && s.vendor.Can(a) }

func (s *weather) line(id chat.ChatID, n int) {
	is := s.vendor.State(id)
	switch {
	case is.Bot && s.vendor.Can(ActBot) && n%2 == 0:
		s.vendor.BotSays(id, say("the bot's line %d", n), 0)
	case is.Owner != "" && s.vendor.Can(ActHuman) && n%2 == 0:
		s.vendor.HumanSays(id, is.Owner, say("a colleague's line %d", n))
	default:
		s.vendor.CustomerSays(id, say("line %d", n))
	}
}
