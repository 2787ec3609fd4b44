package killtest

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/http"
	"os"
	"strconv"
	"testing"
	"time"

	"floorwalker/app/chat"
)

// agentChats are those in which the agents work too.
var agentChats = []chat.ChatID{"kill-a", "kill-b", "kill-c"}

// customerChats are all chats.
var customerChats = append([]chat.ChatID{"kill-d", "kill-e"}, agentChats...)

// roundsBetweenChecks is how many deaths lie between two looks at the log.
const roundsBetweenChecks = 10

// roundsBetweenWords is how many lie between two words on how far a long run
// is, and on what the dead hubs leave on disk.
const roundsBetweenWords = 100

// deedsBetweenDeaths is for how many promises to agents a round waits, within
// a second: enough that all kinds of deeds are under way when somebody dies.
const deedsBetweenDeaths = 12

// TestKillRounds is the promise of the whole path: hub and desks die at random
// moments, and no event is lost or applied twice; nor is what waits in an
// outbox, what was edited (D-03), or a call that was made with the hub away (D-04).
func TestKillRounds(t *testing.T) {
	rounds := fromEnvironment("FLOORWALKER_SOAK_ROUNDS", 50)
	seed := fromEnvironment("FLOORWALKER_KILL_SEED", uint64(time.Now().UnixNano()))
	t.Logf("%d rounds, FLOORWALKER_KILL_SEED=%d", rounds, seed)
	f := newFloor(t, rand.New(rand.NewPCG(seed, 0)))
	for done := uint64(0); done < rounds && !t.Failed(); {
		f.resume()
		for range min(roundsBetweenChecks, rounds-done) {
			f.round()
			done++
		}
		f.pause()
		f.compare()
		if done%roundsBetweenWords == 0 {
			t.Logf("%d rounds done; the hub's folder has %d MB", done, f.hubBytes()>>20)
		}
	}
	f.end()
	n := f.ledger.counts()
	t.Logf("killed the hub %d times, the desks %d times; promised: %v", f.hubDeaths, f.deskDeaths, n)
	for _, kind := range []string{"customer", kindLine, kindNote, kindWhisper, kindTag, kindOffer, kindAnswer, kindJoin, kindEdit, kindCall, kindOffline} {
		if n[kind] == 0 && rounds >= 50 {
			t.Errorf("a test without any %s shows nothing about them", kind)
		}
	}
}

func fromEnvironment(name string, otherwise uint64) uint64 {
	if n, err := strconv.ParseUint(os.Getenv(name), 10, 64); err == nil && n > 0 {
		return n
	}
	return otherwise
}

// round kills somebody at a random moment and starts them again at once. One
// time in four it does not wait until anything works again: starting is a
// moment as good as any to die.
func (f *floor) round() {
	if f.dice.IntN(4) > 0 {
		before := f.acks.Load()
		done := f.ledger.done()
		until(10*time.Second, func() bool { return f.acks.Load() >= before+int64(len(customerChats)) })
		until(time.Second, func() bool { return f.ledger.done() >= done+deedsBetweenDeaths })
	}
	time.Sleep(time.Duration(f.dice.IntN(400)) * time.Millisecond)
	who := 1 << f.dice.IntN(3) // any of the three, and one time in three another
	if f.dice.IntN(3) == 0 {
		who |= 1 << f.dice.IntN(3)
	}
	if who&1 != 0 {
		f.hub.Kill()
		f.hubDeaths++
		f.alone()
	}
	for i, d := range f.desks {
		if who&(2<<i) != 0 {
			d.Kill()
			f.deskDeaths++
			f.startDesk(d)
		}
	}
	if who&1 != 0 {
		f.alone()
		f.startHub()
	}
}

// alone leaves the desks without a hub for a while, one time in two.
func (f *floor) alone() {
	if f.dice.IntN(2) == 0 {
		time.Sleep(time.Duration(f.dice.IntN(400)) * time.Millisecond)
	}
}

// resume lets customers and agents write.
func (f *floor) resume() {
	ctx, cancel := context.WithCancel(f.t.Context())
	f.stop, f.quiet = cancel, false
	for _, d := range f.desks {
		if _, err := fmt.Fprintln(d, wordWork); err != nil {
			f.t.Fatal(err)
		}
	}
	for _, id := range customerChats {
		turn := f.turns[id]
		f.customers.Go(func() {
			for ; ctx.Err() == nil; turn++ {
				f.post(id, turn)
				time.Sleep(15 * time.Millisecond) // people write more slowly, and agents want to be heard
			}
			f.ledger.mu.Lock()
			defer f.ledger.mu.Unlock()
			f.turns[id] = turn
		})
	}
}

// pause lets everybody bring their line to its end.
func (f *floor) pause() {
	f.quiet = true
	f.stop()
	f.customers.Wait()
	for _, d := range f.desks {
		if _, err := d.ask(wordPause, wordPaused); err != nil {
			f.t.Fatal(err)
		}
	}
}

// post sends one line until the hub acknowledges it.
func (f *floor) post(id chat.ChatID, turn int) {
	text := fmt.Sprintf("customer %s %d", id, turn)
	f.ledger.wrote(text)
	line, err := json.Marshal(map[string]any{"chat": id, "turn": turn, "from": "customer", "text": text})
	if err != nil {
		f.t.Error(err)
		return
	}
	client := http.Client{Timeout: 10 * time.Second}
	defer client.CloseIdleConnections()
	if !until(30*time.Second, func() bool {
		resp, err := client.Post("http://"+f.addr+"/practice/v1/messages", "application/json", bytes.NewReader(line))
		if err != nil {
			return false // the hub is dead, or died
		}
		defer resp.Body.Close()
		var got struct{ Seq uint64 }
		if resp.StatusCode != http.StatusAccepted || json.NewDecoder(resp.Body).Decode(&got) != nil {
			return false
		}
		f.ledger.acknowledged(id, text, got.Seq)
		f.acks.Add(1)
		return true
	}) {
		f.t.Errorf("line %q was not acknowledged", text)
	}
}

func (f *floor) end() {
	f.hub.Kill()
	for _, d := range f.desks {
		d.Kill()
	}
}
