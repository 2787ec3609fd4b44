package killtest

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net"
	"net/http"
	"os"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"floorwalker/app/chat"
	"floorwalker/cmd/internal/station"
	"floorwalker/sync/hub"
	"floorwalker/sync/log"
	"floorwalker/sync/wire"
)

// agentChats are those into which the agent writes too.
var agentChats = []chat.ChatID{"kill-a", "kill-b"}

// customerChats are all chats.
var customerChats = append([]chat.ChatID{"kill-c", "kill-d", "kill-e"}, agentChats...)

// roundsBetweenChecks is how many deaths lie between two looks at the log.
const roundsBetweenChecks = 10

// TestKillRounds is the promise of the whole path: hub and desk die at random
// moments, and no event is lost or applied twice.
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
	}
	f.end()
	posted, stored := f.ledger.counts()
	t.Logf("killed the hub %d times, the desk %d times; %d lines of customers and %d of the agent",
		f.hubDeaths, f.deskDeaths, posted, stored)
	if posted == 0 || stored == 0 {
		t.Error("a test in which nobody writes shows nothing")
	}
}

func fromEnvironment(name string, otherwise uint64) uint64 {
	if n, err := strconv.ParseUint(os.Getenv(name), 10, 64); err == nil && n > 0 {
		return n
	}
	return otherwise
}

// floor is hub, desk and customers.
type floor struct {
	t      *testing.T
	dice   *rand.Rand
	ledger *ledger
	addr   string
	hubDir string
	dskDir string
	token  string

	hub, desk             *process
	hubDeaths, deskDeaths int
	births                int // of desks, however the one before ended

	turns     map[chat.ChatID]int // each customer's own
	customers sync.WaitGroup
	stop      context.CancelFunc
	acks      atomic.Int64
}

func newFloor(t *testing.T, dice *rand.Rand) *floor {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	f := &floor{
		t: t, dice: dice, ledger: newLedger(), addr: l.Addr().String(), hubDir: t.TempDir(), dskDir: t.TempDir(),
		turns: make(map[chat.ChatID]int),
	}
	l.Close() // the hub's from here on
	f.startHub()
	if _, err := f.hub.hear(wordReady); err != nil {
		t.Fatal(err)
	}
	f.token = f.addAgent()
	f.startDesk()
	t.Cleanup(func() { // a test that failed leaves nobody behind
		for _, p := range []*process{f.hub, f.desk} {
			if p.cmd.ProcessState == nil {
				_ = p.cmd.Process.Kill()
				_ = p.wait()
			}
		}
	})
	return f
}

func (f *floor) startHub() {
	f.hub = startProcess(f.t, "hub", []string{dirVariable + "=" + f.hubDir, addrVariable + "=" + f.addr}, f.ledger.heard)
}

func (f *floor) startDesk() {
	f.desk = startProcess(f.t, "desk", []string{
		dirVariable + "=" + f.dskDir, addrVariable + "=" + f.addr, tokenVariable + "=" + f.token,
		bornVariable + "=" + strconv.Itoa(f.births),
	}, f.ledger.heard)
	f.births++
}

// addAgent asks the running hub, by the socket in its folder.
func (f *floor) addAgent() string {
	var client *http.Client
	if !until(10*time.Second, func() bool {
		var err error
		client, err = station.Admin(f.t.Context(), f.hubDir)
		return err == nil
	}) {
		f.t.Fatal("no admin socket")
	}
	defer client.CloseIdleConnections()
	body, err := json.Marshal(hub.NewAgent{Name: "Asha", Role: chat.RolePrimary})
	if err != nil {
		f.t.Fatal(err)
	}
	resp, err := client.Post("http://hub/agents", "application/json", bytes.NewReader(body))
	if err != nil {
		f.t.Fatal(err)
	}
	defer resp.Body.Close()
	var got hub.NewToken
	if err := json.NewDecoder(resp.Body).Decode(&got); err != nil || got.Token == "" {
		f.t.Fatalf("adding an agent: %s, %v", resp.Status, err)
	}
	return got.Token
}

// round kills somebody at a random moment and starts them again at once. One
// time in four it does not wait until anything works again: starting is a
// moment as good as any to die.
func (f *floor) round() {
	if f.dice.IntN(4) > 0 {
		before := f.acks.Load()
		until(10*time.Second, func() bool { return f.acks.Load() >= before+int64(len(customerChats)) })
	}
	time.Sleep(time.Duration(f.dice.IntN(400)) * time.Millisecond)
	who := f.dice.IntN(10)
	if who < 7 {
		f.hub.kill()
		f.hubDeaths++
	}
	if who >= 4 {
		f.desk.kill()
		f.deskDeaths++
		f.startDesk()
	}
	if who < 7 {
		f.startHub()
	}
}

// resume lets customers and agent write.
func (f *floor) resume() {
	ctx, cancel := context.WithCancel(f.t.Context())
	f.stop = cancel
	if _, err := fmt.Fprintln(f.desk.in, wordWork); err != nil {
		f.t.Fatal(err)
	}
	for _, id := range customerChats {
		turn := f.turns[id]
		f.customers.Go(func() {
			for ; ctx.Err() == nil; turn++ {
				f.post(id, turn)
			}
			f.ledger.mu.Lock()
			defer f.ledger.mu.Unlock()
			f.turns[id] = turn
		})
	}
}

// pause lets everybody bring their line to its end.
func (f *floor) pause() {
	f.stop()
	f.customers.Wait()
	if _, err := f.desk.ask(wordPause, wordPaused); err != nil {
		f.t.Fatal(err)
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

// compare looks at everything while nobody writes: the desk has the hub's
// floor, the log has what was promised, and a desk that starts without a hub
// shows what it had.
func (f *floor) compare() {
	var hub, desk string
	same := func() bool {
		var err error
		if hub, err = f.hub.ask(wordHash, wordHash); err != nil {
			f.t.Fatal(err)
		}
		if desk, err = f.desk.ask(wordHash, wordHash); err != nil {
			f.t.Fatal(err)
		}
		return hub == desk
	}
	if !until(20*time.Second, same) {
		f.t.Fatalf("the hub's floor is %s, the desk's %s", hub, desk)
	}
	f.hub.stop()
	if found := f.ledger.check(f.readLog()); len(found) > 0 {
		f.t.Fatal(words(found))
	}
	f.desk.stop()
	f.startDesk()
	if alone, err := f.desk.ask(wordHash, wordHash); err != nil || alone != desk {
		f.t.Fatalf("without a hub the desk shows %s (%v), it had %s", alone, err, desk)
	}
	f.startHub()
}

func (f *floor) end() {
	f.hub.kill()
	f.desk.kill()
}

func (f *floor) readLog() []logged {
	l, err := log.Open(f.t.Context(), log.Config{Dir: f.hubDir})
	if err != nil {
		f.t.Fatal(err)
	}
	defer l.Close()
	var all []logged
	if err := l.Read(f.t.Context(), 0, func(seq uint64, raw []byte) error {
		e, err := wire.DecodeEvent(bytes.Clone(raw), nil)
		all = append(all, logged{seq, e})
		return err
	}); err != nil {
		f.t.Fatal(err)
	}
	return all
}
