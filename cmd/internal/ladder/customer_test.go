package ladder

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"

	"floorwalker/app/chat"
)

// customer posts a line of the customer's.
func (f *floor) customer(id chat.ChatID, text string) {
	f.t.Helper()
	f.line(id, "customer", text)
}

func (f *floor) line(id chat.ChatID, from, text string) {
	f.t.Helper()
	body, err := json.Marshal(map[string]any{"chat": id, "turn": f.turns[id], "from": from, "text": text, "name": "Rohan M."})
	if err != nil {
		f.t.Fatal(err)
	}
	f.turns[id]++
	// The hub listens before its practice floor is open.
	for patience := time.Now().Add(10 * time.Second); ; time.Sleep(50 * time.Millisecond) {
		resp, err := http.Post("http://"+f.addr+"/practice/v1/messages", "application/json", bytes.NewReader(body))
		if err != nil {
			f.t.Fatal(err)
		}
		_ = resp.Body.Close()
		switch {
		case resp.StatusCode == http.StatusAccepted:
			return
		case resp.StatusCode != http.StatusServiceUnavailable || time.Now().After(patience):
			f.t.Fatalf("posting a line: %s", resp.Status)
		}
	}
}

// client is what a customer's browser receives.
type client struct {
	floor *floor
	id    chat.ChatID

	mu    sync.Mutex // guards what follows
	raw   bytes.Buffer
	lines []received
}

// received is one line of the stream.
type received struct {
	From, Text string
	at         time.Time
}

// page opens the customer's stream and reads it to the end of the test.
func (f *floor) page(id chat.ChatID) *client {
	f.t.Helper()
	c := &client{floor: f, id: id}
	ctx, cancel := context.WithCancel(context.Background())
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+f.addr+"/practice/v1/chats/"+string(id)+"/stream", nil)
	if err != nil {
		f.t.Fatal(err)
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		f.t.Fatal(err)
	}
	var reading sync.WaitGroup
	reading.Go(func() { c.read(bufio.NewScanner(resp.Body)) })
	f.t.Cleanup(func() {
		cancel()
		reading.Wait()
		_ = resp.Body.Close() // the stream has ended
	})
	return c
}

func (c *client) read(sc *bufio.Scanner) {
	for sc.Scan() {
		c.mu.Lock()
		c.raw.Write(append(sc.Bytes(), '\n'))
		if data, ok := bytes.CutPrefix(sc.Bytes(), []byte("data:")); ok {
			r := received{at: time.Now()}
			if json.Unmarshal(data, &r) == nil && r.Text != "" {
				c.lines = append(c.lines, r)
			}
		}
		c.mu.Unlock()
	}
}

// got returns the lines that say this, by whoever.
func (c *client) got(text string) (found []received) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, l := range c.lines {
		if strings.Contains(l.Text, text) {
			found = append(found, l)
		}
	}
	return found
}

// told returns the lines of the system.
func (c *client) told() (found []received) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, l := range c.lines {
		if l.From == string(chat.SpeakerSystem) {
			found = append(found, l)
		}
	}
	return found
}

// until waits for a line.
func (c *client) until(text string) {
	c.floor.t.Helper()
	if !until(hang, func() bool { return len(c.got(text)) > 0 }) {
		c.floor.t.Fatalf("the customer never gets %q", text)
	}
}

// after lets a last line pass, so that what was to come has come; it returns
// how often the text did.
func (c *client) after(text, last string) int {
	c.floor.t.Helper()
	c.floor.line(c.id, "customer", last)
	c.until(last)
	return len(c.got(text))
}

// has reports whether the stream had these bytes.
func (c *client) has(text string) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return bytes.Contains(c.raw.Bytes(), []byte(text))
}

// texts are what was received, in order.
func (c *client) texts() (all []string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, l := range c.lines {
		all = append(all, l.From+": "+l.Text)
	}
	return slices.Clip(all)
}
