package e2e

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"net/http"
	"sync"
	"testing"

	"floorwalker/app/chat"
	"floorwalker/cmd/internal/station"
	"floorwalker/sync/hub"
	"floorwalker/sync/wire"
)

// hubLog follows a hub's log from its first event, through the socket in the
// hub's data folder, and folds it by itself: a floor that owes the hub nothing
// but its facts.
type hubLog struct {
	client *http.Client

	mu     sync.Mutex // guards all below
	floor  *chat.Floor
	events []chat.Event
	err    error
}

func followLog(t testing.TB, dir string) *hubLog {
	t.Helper()
	l := &hubLog{floor: chat.NewFloor()}
	eventually(t, "the hub's admin socket", func() error {
		var err error
		l.client, err = station.Admin(t.Context(), dir)
		return err
	})
	ctx, cancel := context.WithCancel(context.Background())
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://hub/tail?text=1&all=1", nil)
	if err != nil {
		t.Fatal(err)
	}
	var reading sync.WaitGroup
	reading.Go(func() { l.follow(req) })
	t.Cleanup(func() {
		cancel()
		reading.Wait()
		l.client.CloseIdleConnections()
		if ctx.Err() == nil && l.err != nil {
			t.Error("the hub's log:", l.err)
		}
	})
	return l
}

func (l *hubLog) follow(req *http.Request) {
	resp, err := l.client.Do(req)
	if err != nil {
		l.fail(err)
		return
	}
	defer resp.Body.Close()
	lines := bufio.NewScanner(resp.Body)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		e, err := wire.DecodeEvent(bytes.Clone(lines.Bytes()), nil)
		if err != nil {
			l.fail(fmt.Errorf("event %q: %w", lines.Bytes(), err))
			return
		}
		l.mu.Lock()
		l.events = append(l.events, e)
		l.floor.Apply(&l.events[len(l.events)-1])
		l.mu.Unlock()
	}
	l.fail(lines.Err())
}

func (l *hubLog) fail(err error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.err = err
}

// hash is that of the floor which the log makes.
func (l *hubLog) hash() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.floor.Hash()
}

// chats calls visit for every chat of the floor.
func (l *hubLog) chats(visit func(*chat.Chat)) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.floor.EachChat(visit)
}

// posted is a line on the log.
type posted struct {
	from chat.Speaker
	text string
}

// lines returns the lines of a chat in the order of the log.
func (l *hubLog) lines(id chat.ChatID) []posted {
	l.mu.Lock()
	defer l.mu.Unlock()
	var found []posted
	for _, e := range l.events {
		if m, ok := e.Body.(*chat.MessagePosted); ok && e.Chat == id {
			found = append(found, posted{m.From, m.Text})
		}
	}
	return found
}

// count returns how many events of a kind are on the log.
func (l *hubLog) count(k chat.Kind) int {
	l.mu.Lock()
	defer l.mu.Unlock()
	n := 0
	for _, e := range l.events {
		if e.Body != nil && e.Body.Kind() == k {
			n++
		}
	}
	return n
}

// owner returns who serves the chat.
func (l *hubLog) owner(id chat.ChatID) chat.AgentID {
	l.mu.Lock()
	defer l.mu.Unlock()
	if c := l.floor.Chat(id); c != nil {
		return c.Owner
	}
	return ""
}

// addAgent puts somebody on the team and returns their token.
func (l *hubLog) addAgent(t testing.TB, name string, role chat.Role) string {
	t.Helper()
	token, err := station.AddAgent(t.Context(), l.client, hub.NewAgent{Name: name, Role: role})
	if err != nil {
		t.Fatal(err)
	}
	return token
}
