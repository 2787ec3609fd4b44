package hub

import (
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"floorwalker/app/chat"
	"floorwalker/sync/wire"
)

// raceRounds is how many takeovers are raced for. FLOORWALKER_SOAK_ROUNDS sets
// another number.
func raceRounds(t *testing.T) int {
	n := 1000
	if raceDetector {
		n = 200
	}
	if s := os.Getenv("FLOORWALKER_SOAK_ROUNDS"); s != "" {
		var err error
		if n, err = strconv.Atoi(s); err != nil {
			t.Fatal(err)
		}
	}
	return n
}

// racer is a desk with a goroutine that wishes when the barrier opens.
type racer struct {
	name   string
	desk   *client
	answer wire.Frame
	took   time.Duration
}

// race wishes for the chat and reads up to the answer.
func (r *racer) race(id chat.CommandID, in chat.ChatID, start <-chan struct{}) {
	<-start
	began := time.Now()
	r.answer = r.desk.wish(id, in, &chat.TakeOver{})
	r.took = time.Since(began)
}

// TestOneTakeoverWins has two desks, each with a WebSocket of its own, wish for
// the same chat at the same moment, again and again. One wins, the other is
// told who did; the hub and both desks come to the same floor.
func TestOneTakeoverWins(t *testing.T) { // E-Q-02
	const perFloor = 50 // after so many rounds the chats are closed, so that the floor stays small
	rounds := raceRounds(t)
	rig := newRig(t, newJournal())
	racers := []*racer{{name: "Asha"}, {name: "Meera"}}
	for _, r := range racers {
		r.desk = rig.desk(rig.agent(r.name, chat.RolePrimary))
	}
	won := make(map[string]int)
	var told []time.Duration
	for round := range rounds {
		winner, loser := raceFor(t, rig, racers, round)
		won[winner.name]++
		told = append(told, loser.took)
		if round%perFloor == perFloor-1 || round == rounds-1 {
			sameFloor(t, rig, racers)
			for over := max(0, round-perFloor+1); over <= round; over++ {
				rig.deliver(closedFact(raced(over), "over"))
			}
		}
	}
	sameFloor(t, rig, racers)
	slices.Sort(told)
	t.Logf("%d rounds, %v; the loser was told after %s (median), %s (99%%), %s (worst)",
		rounds, won, told[len(told)/2], told[len(told)*99/100], told[len(told)-1])
	if p99 := told[len(told)*99/100]; p99 > time.Second {
		t.Errorf("the loser was told who won only after %s", p99)
	}
}

func raced(round int) chat.ChatID { return chat.ChatID(fmt.Sprint("c", round)) }

// raceFor plays one round and returns who won and who lost.
func raceFor(t *testing.T, rig *rig, racers []*racer, round int) (winner, loser *racer) {
	t.Helper()
	id := raced(round)
	rig.open(id)
	for _, r := range racers {
		r.desk.sees(func(f *chat.Floor) bool { return f.Chat(id) != nil })
	}
	start := make(chan struct{})
	var both sync.WaitGroup
	for _, r := range racers {
		both.Go(func() { r.race(chat.CommandID(fmt.Sprint("take-", round, "-", r.name)), id, start) })
	}
	close(start)
	both.Wait()
	winner, loser = racers[0], racers[1]
	if !winner.answer.OK {
		winner, loser = loser, winner
	}
	if !winner.answer.OK || loser.answer.OK {
		t.Fatalf("round %d: %+v and %+v", round, winner.answer, loser.answer)
	}
	if loser.answer.Code != string(chat.RefusedTaken) || !strings.Contains(loser.answer.Words, winner.name) {
		t.Fatalf("round %d: %s won, and %s is told %q", round, winner.name, loser.name, loser.answer.Words)
	}
	for _, r := range racers {
		r.desk.sees(func(f *chat.Floor) bool { return f.Chat(id).Owner == agentIDOf(winner.name) })
	}
	return winner, loser
}

// sameFloor waits until all have everything, and compares.
func sameFloor(t *testing.T, rig *rig, racers []*racer) {
	t.Helper()
	rig.wait(func() bool { return !slices.ContainsFunc(rig.pending(), func(n int) bool { return n > 0 }) })
	want := rig.hash()
	for _, r := range racers {
		r.desk.same()
		if got := r.desk.floor.Hash(); got != want {
			t.Errorf("%s has another floor than the hub", r.name)
		}
	}
}

// pending returns how many lines of each chat have not reached their customer.
func (r *rig) pending() (n []int) {
	r.t.Helper()
	err := r.hub.ask(r.t.Context(), nothing.decide, func(c *core, _ uint64) {
		c.floor.EachChat(func(ct *chat.Chat) { n = append(n, len(ct.Outcomes())) })
	})
	if err != nil {
		r.t.Fatal(err)
	}
	return n
}
