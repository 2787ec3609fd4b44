package ladder

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
)

// together lets desks wish at one start instant, each in its own process on
// its own socket. All read the same machine's clock.
func together(t *testing.T, w words, desks ...*desk) []raced {
	t.Helper()
	w.At = time.Now().Add(5 * time.Millisecond)
	got, errs := make([]raced, len(desks)), make([]error, len(desks))
	var all sync.WaitGroup
	for i, d := range desks {
		all.Go(func() { errs[i] = d.try("race", w, &got[i]) })
	}
	all.Wait()
	for i, err := range errs {
		if err != nil {
			t.Fatalf("%s: %v", desks[i].name, err)
		}
	}
	return got
}

// raceRounds is how many chats are raced for. FLOORWALKER_SOAK_ROUNDS sets
// another number.
func raceRounds() int {
	if n, err := strconv.Atoi(os.Getenv("FLOORWALKER_SOAK_ROUNDS")); err == nil && n > 0 {
		return n
	}
	return 1000
}

// TestRacesHaveOneWinner has two desks take over the same chat at the same
// moment, again and again: the first claim wins, the other person is told who,
// and in the end the hub and both desks have the same floor (E-Q-02).
func TestRacesHaveOneWinner(t *testing.T) {
	f := newFloor(t)
	desks := []*desk{f.desk("Asha", chat.RolePrimary), f.desk("Ben", chat.RoleSecondary)}
	won := map[string]int{}
	var apart, told []time.Duration
	for n := range raceRounds() {
		id := chat.ChatID(fmt.Sprint("race-", n))
		f.customer(id, "I want to talk to a human")
		for _, d := range desks {
			d.until("the chat", func(s sight) bool { return slices.Contains(s.All, id) })
		}
		got := together(t, words{Chat: id}, desks...)
		w := slices.IndexFunc(got, func(r raced) bool { return r.Won })
		if w < 0 || got[1-w].Won {
			t.Fatalf("round %d: %+v", n, got)
		}
		loser := got[1-w]
		if !strings.Contains(loser.Words, desks[w].name) {
			t.Fatalf("round %d: %s won, and the other was told %q", n, desks[w].name, loser.Words)
		}
		won[desks[w].name]++
		apart = append(apart, got[0].Went.Sub(got[1].Went).Abs())
		told = append(told, loser.Ended.Sub(loser.Went))
		desks[w].ask("end", words{Chat: id, Text: "It was a race"}, nil) // so that the floor stays small
	}
	f.same(desks...)
	t.Logf("%d rounds, %v; the wishes were given %s apart; the loser was told after %s",
		len(apart), won, spread(apart), spread(told))
	once(t, f, len(apart))
}

// once reads the log: each race has one claim, and one owner.
func once(t *testing.T, f *floor, races int) {
	t.Helper()
	claims, owners := map[chat.ChatID]int{}, map[chat.ChatID]int{}
	for _, e := range f.events() {
		switch e.Body.(type) {
		case *chat.TakeOverClaimed:
			claims[e.Chat]++
		case *chat.ChatTakenOver, *chat.ChatAccepted, *chat.ChatForwarded:
			owners[e.Chat]++
		}
	}
	for n := range races {
		if id := chat.ChatID(fmt.Sprint("race-", n)); claims[id] > 1 || owners[id] != 1 {
			t.Errorf("%s has %d claims and %d owners", id, claims[id], owners[id])
		}
	}
}

// spread says how long things took.
func spread(all []time.Duration) string {
	slices.Sort(all)
	return fmt.Sprintf("%v (median), %v (99%%), %v (most)",
		all[len(all)/2].Round(time.Microsecond), all[len(all)*99/100].Round(time.Microsecond), all[len(all)-1].Round(time.Microsecond))
}
