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
	"strings"
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

// agentChats are those in which the agents work too.
var agentChats = []chat.ChatID{"kill-a", "kill-b", "kill-c"}

// customerChats are all chats.
var customerChats = append([]chat.ChatID{"kill-d", "kill-e"}, agentChats...)

// roundsBetweenChecks is how many deaths lie between two looks at the log.
const roundsBetweenChecks = 10

// deedsBetweenDeaths is for how many promises to agents a round waits, within
// a second: enough that all kinds of deeds are under way when somebody dies.
const deedsBetweenDeaths = 12

// TestKillRounds is the promise of the whole path: hub and desks die at random
// moments, and no event is lost or applied twice; nor is what waits in an
// outbox, or what was edited (D-03).
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
	n := f.ledger.counts()
	t.Logf("killed the hub %d times, the desks %d times; promised: %v", f.hubDeaths, f.deskDeaths, n)
	for _, kind := range []string{"customer", kindLine, kindNote, kindWhisper, kindTag, kindOffer, kindAnswer, kindJoin, kindEdit} {
		if n[kind] == 0 {
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

// floor is hub, desks and customers.
type floor struct {
	t      *testing.T
	dice   *rand.Rand
	ledger *ledger
	addr   string
	hubDir string

	hub                   *process
	desks                 []*desk
	hubDeaths, deskDeaths int

	turns     map[chat.ChatID]int // each customer's own
	customers sync.WaitGroup
	stop      context.CancelFunc
	acks      atomic.Int64
}

// desk is an agent's, through all its processes.
type desk struct {
	*process
	name, dir, token string
	births           int // however the one before ended
}

func newFloor(t *testing.T, dice *rand.Rand) *floor {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	f := &floor{
		t: t, dice: dice, ledger: newLedger(), addr: l.Addr().String(), hubDir: t.TempDir(),
		turns: make(map[chat.ChatID]int),
	}
	l.Close() // the hub's from here on
	f.startHub()
	if _, err := f.hub.hear(wordReady); err != nil {
		t.Fatal(err)
	}
	for name, role := range map[string]chat.Role{"Asha": chat.RolePrimary, "Ben": chat.RoleSecondary} {
		d := &desk{name: name, dir: t.TempDir(), token: f.addAgent(name, role)}
		f.startDesk(d)
		f.desks = append(f.desks, d)
	}
	t.Cleanup(func() { // a test that failed leaves nobody behind
		for _, p := range append([]*process{f.hub}, f.processes()...) {
			if p.cmd.ProcessState == nil {
				_ = p.cmd.Process.Kill()
				_ = p.wait()
			}
		}
	})
	return f
}

func (f *floor) processes() (all []*process) {
	for _, d := range f.desks {
		all = append(all, d.process)
	}
	return all
}

func (f *floor) startHub() {
	f.hub = startProcess(f.t, "hub", []string{dirVariable + "=" + f.hubDir, addrVariable + "=" + f.addr}, f.ledger.heard)
}

func (f *floor) startDesk(d *desk) {
	d.process = startProcess(f.t, "desk", []string{
		dirVariable + "=" + d.dir, addrVariable + "=" + f.addr, tokenVariable + "=" + d.token,
		nameVariable + "=" + d.name, bornVariable + "=" + strconv.Itoa(d.births),
	}, f.ledger.heard)
	d.births++
}

// addAgent asks the running hub, by the socket in its folder.
func (f *floor) addAgent(name string, role chat.Role) string {
	var client *http.Client
	if !until(10*time.Second, func() bool {
		var err error
		client, err = station.Admin(f.t.Context(), f.hubDir)
		return err == nil
	}) {
		f.t.Fatal("no admin socket")
	}
	defer client.CloseIdleConnections()
	body, err := json.Marshal(hub.NewAgent{Name: name, Role: role})
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
		f.hub.kill()
		f.hubDeaths++
	}
	for i, d := range f.desks {
		if who&(2<<i) != 0 {
			d.kill()
			f.deskDeaths++
			f.startDesk(d)
		}
	}
	if who&1 != 0 {
		f.startHub()
	}
}

// resume lets customers and agents write.
func (f *floor) resume() {
	ctx, cancel := context.WithCancel(f.t.Context())
	f.stop = cancel
	for _, d := range f.desks {
		if _, err := fmt.Fprintln(d.in, wordWork); err != nil {
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

// compare looks at everything while nobody writes: the desks have the hub's
// floor, shelves and whispers, the log has what was promised, and a desk that
// starts without a hub shows what it had.
func (f *floor) compare() {
	var before []shown
	same := func() bool {
		hub := f.ask(f.hub, wordHash)
		before = before[:0]
		for _, d := range f.desks {
			before = append(before, f.look(d))
			if s := before[len(before)-1]; s.floor != hub || s.shelves != before[0].shelves || !strings.HasPrefix(s.shelves, "0 wait, 0 refused, ") {
				return false
			}
		}
		return true
	}
	if !until(30*time.Second, same) {
		f.t.Fatalf("the hub's floor is %s, the desks have %+v", f.ask(f.hub, wordHash), before)
	}
	f.hub.stop()
	log := f.readLog()
	if found := f.ledger.check(log); len(found) > 0 {
		f.t.Fatal(words(found))
	}
	f.compareShelves(log, before)
	for i, d := range f.desks {
		d.stop()
		f.startDesk(d)
		if alone := f.look(d); alone != before[i] {
			f.t.Fatalf("without a hub %s's desk shows %+v, it had %+v", d.name, alone, before[i])
		}
	}
	f.startHub()
}

// compareShelves compares what the desks show with what the log makes.
func (f *floor) compareShelves(log []logged, got []shown) {
	shelves, err := merged(log)
	if err != nil {
		f.t.Fatal(err)
	}
	ids := map[string]chat.AgentID{}
	for i := range log {
		if b, ok := log[i].ev.Body.(*chat.AgentAdded); ok {
			ids[b.Name] = b.Agent
		}
	}
	for i, d := range f.desks {
		if !strings.HasSuffix(got[i].shelves, " "+shelves) {
			f.t.Fatalf("%s's shelves are %q, the log makes %q", d.name, got[i].shelves, shelves)
		}
		if want := whispered(log, ids[d.name]); got[i].private != want {
			f.t.Fatalf("%s's whispers are %q, by the log %q", d.name, got[i].private, want)
		}
	}
}

// shown is what a desk has, as digests.
type shown struct{ floor, shelves, private string }

func (f *floor) look(d *desk) shown {
	return shown{f.ask(d.process, wordHash), f.ask(d.process, wordShelves), f.ask(d.process, wordPrivate)}
}

func (f *floor) ask(p *process, word string) string {
	f.t.Helper()
	a, err := p.ask(word, word)
	if err != nil {
		f.t.Fatal(err)
	}
	return a
}

func (f *floor) end() {
	f.hub.kill()
	for _, d := range f.desks {
		d.kill()
	}
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
