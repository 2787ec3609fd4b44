package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"floorwalker/app/chat"
	"floorwalker/assets"
	"floorwalker/sync/driver"
	"floorwalker/sync/driver/practice"
	"floorwalker/sync/hub"
	"floorwalker/sync/log"
	"floorwalker/sync/wire"
)

const (
	// teamRate is how many lines the customers of other chats write in a second.
	teamRate = 500
	// teamChats talk at a time, each of them life lines long.
	teamChats = 200
	// teamTime is how long they go on; no section needs as much.
	teamTime = 5 * time.Minute
)

// names are the agents of the team's hub, in the order of their tokens.
var names = []string{"Asha", "Ben"}

// team is a hub of several agents in a process of its own, with a log on disk,
// seen from here.
type team struct {
	url    string // of the stream
	tokens []string
	stop   func() error
}

// openTeam starts it on a folder; what is wanted on it beforehand is in o.arg.
func openTeam(ctx context.Context, o options) (*team, error) {
	line, stop, _, err := peer(ctx, o, "team-hub")
	if err != nil {
		return nil, err
	}
	told := strings.Split(line, ",")
	if len(told) != 1+len(names) {
		return nil, errors.Join(fmt.Errorf("the hub says %q", line), stop())
	}
	return &team{url: told[0], tokens: told[1:], stop: stop}, nil
}

// say has a practice customer say a line; it is on the log's disk on return.
func (t *team) say(ctx context.Context, id chat.ChatID, turn int, text string) error {
	body, err := json.Marshal(map[string]any{"chat": id, "turn": turn, "from": "customer", "text": text, "name": "Rohan M."})
	if err != nil {
		return err
	}
	at := strings.Replace(strings.TrimSuffix(t.url, "/v1/stream"), "ws", "http", 1) + "/practice/v1/messages"
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, at, bytes.NewReader(body))
	if err != nil {
		return err
	}
	req.Header.Set("Content-Type", "application/json")
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	defer func() { _ = resp.Body.Close() }() // it was read
	said, err := io.ReadAll(resp.Body)
	if err == nil && resp.StatusCode != http.StatusAccepted {
		err = fmt.Errorf("%s: %s", resp.Status, said)
	}
	return err
}

// runTeamHub is the hub's process: the embedded log, the practice floor with
// its customers, and a socket.
func runTeamHub(ctx context.Context, o options) ([]row, error) {
	_, weights, err := shipped()
	if err != nil {
		return nil, err
	}
	l, err := log.Open(ctx, log.Config{Dir: filepath.Join(o.dir, "hub")})
	if err != nil {
		return nil, err
	}
	if o.arg == withLong {
		err = prepareLong(ctx, l)
	}
	file := filepath.Join(o.dir, "lines.jsonl")
	if err := errors.Join(err, writeLines(file)); err != nil {
		return nil, errors.Join(err, l.Close())
	}
	p, err := practice.New(practice.Options{Now: time.Now, File: file, Rate: teamRate, Overlap: teamChats, CloseAtEnd: true})
	if err != nil {
		return nil, errors.Join(err, l.Close())
	}
	r := &rig{journal: &countingJournal{Log: l}}
	if r.hub, err = hub.Open(ctx, hub.Config{Journal: r.journal, Drivers: []driver.Driver{p}, Edition: assets.Edition(), Weights: weights, Now: time.Now}); err != nil {
		return nil, errors.Join(err, l.Close())
	}
	told, err := r.admit(ctx)
	if err != nil {
		return nil, errors.Join(err, r.close())
	}
	fmt.Println(strings.Join(told, ","))
	_, _ = os.Stdin.Read(make([]byte, 1)) // its end is the signal
	return nil, r.close()
}

// admit serves and returns the address and the agents' tokens.
func (r *rig) admit(ctx context.Context) ([]string, error) {
	url, err := r.serve(ctx)
	told := []string{url}
	for _, name := range names {
		if err != nil {
			break
		}
		var token string
		token, err = r.hub.AddAgent(ctx, name, chat.RolePrimary)
		told = append(told, token)
	}
	return told, err
}

// writeLines writes what the customers say: short lines in chats that come and go.
func writeLines(path string) error {
	text := prose(smallEvent)
	var b bytes.Buffer
	for n := range teamRate * int(teamTime/time.Second) {
		err := json.NewEncoder(&b).Encode(map[string]any{
			"chat": fmt.Sprintf("team-%06d", n/life), "turn": n % life, "from": "customer", "text": text, "name": "Rohan M.",
		})
		if err != nil {
			return err
		}
	}
	return os.WriteFile(path, b.Bytes(), 0o600)
}

// put appends events to a log without a hub.
func put(ctx context.Context, l *log.Log, n int, next func(i int) (log.Subject, chat.Event)) error {
	recs := make([]log.Record, 0, startBatch)
	for i := range n {
		s, e := next(i)
		recs = append(recs, log.Record{Subject: s, Data: wire.AppendEvent(nil, &e)})
		if len(recs) < startBatch && i < n-1 {
			continue
		}
		if _, err := l.Append(ctx, recs); err != nil {
			return err
		}
		recs = recs[:0]
	}
	return nil
}

// met is when something was first seen.
type met struct {
	mu   sync.Mutex // guards what follows
	want func() bool
	at   chan time.Time
}

// expect says what is waited for; look is to be called whenever it may be so.
func (m *met) expect(want func() bool) <-chan time.Time {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.want, m.at = want, make(chan time.Time, 1)
	return m.at
}

// look notes the time if what is waited for has come.
func (m *met) look() {
	now := time.Now()
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.want != nil && m.want() {
		m.at <- now
		m.want = nil
	}
}
