package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"time"

	"floorwalker/app/chat"
	"floorwalker/cmd/internal/station"
	"floorwalker/sync/driver"
)

// benchTeam is how many people the desktops belong to.
const benchTeam = 50

// benchHub is the hub's process as the one that measures sees it.
type benchHub struct {
	url    string
	tokens []string
	cmd    *exec.Cmd
	in     io.WriteCloser
}

// startHub starts this program again as the hub and waits until its floor is full.
func (c *benchCmd) startHub(e *env, dir string) (*benchHub, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	cmd := exec.CommandContext(e.ctx, self, "bench", "--hub-dir", dir, // #nosec G204 -- this very program
		"--chats", strconv.Itoa(c.Chats), "--lines", strconv.Itoa(c.Lines), "--rate", strconv.Itoa(c.Rate))
	cmd.Stderr = e.stderr
	if e.child != nil {
		e.child(cmd)
	}
	h := &benchHub{cmd: cmd}
	if h.in, err = cmd.StdinPipe(); err != nil {
		return nil, err
	}
	out, err := cmd.StdoutPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		return nil, err
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	words := strings.Fields(line)
	if err != nil || len(words) < 2 {
		h.stop()
		return nil, fmt.Errorf("it says %q: %w", line, err)
	}
	h.url, h.tokens = words[0], words[1:]
	return h, nil
}

func (h *benchHub) say(word string) { _, _ = io.WriteString(h.in, word+"\n") } // a hub that has ended is noticed otherwise

// stop ends it; what it had is thrown away.
func (h *benchHub) stop() {
	_ = h.in.Close()
	_ = h.cmd.Process.Kill()
	_ = h.cmd.Wait()
}

// memory is what the hub's process has resident, in bytes; 0 where the system does not
// say.
func (h *benchHub) memory() int64 {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/statm", h.cmd.Process.Pid))
	if err != nil {
		return 0
	}
	words := bytes.Fields(text)
	if len(words) < 2 {
		return 0
	}
	pages, err := strconv.ParseInt(string(words[1]), 10, 64)
	if err != nil {
		return 0
	}
	return pages * int64(os.Getpagesize())
}

// runHub is the hub's process: an ordinary station with a backend that is all load.
func (c *benchCmd) runHub(e *env) error {
	b := &benchBackend{cmd: c, full: make(chan struct{}), load: make(chan struct{})}
	o := e.options(c.HubDir, "")
	o.Logger = nil
	o.Drivers = func() ([]driver.Driver, error) { return []driver.Driver{b}, nil }
	s, err := station.Open(e.ctx, o)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithCancel(e.ctx)
	defer cancel()
	go func() {
		defer cancel() // when whoever measures has gone
		in := bufio.NewScanner(e.in)
		for told := false; in.Scan(); told = true {
			if !told {
				close(b.load)
			}
		}
	}()
	ended := make(chan error, 1)
	go func() { ended <- s.Run(ctx) }()
	words := []string{s.StreamURL()}
	for i := range benchTeam {
		token, err := s.Hub().AddAgent(ctx, fmt.Sprint("Agent ", i+1), chat.RolePrimary)
		if err != nil {
			return errors.Join(err, <-ended)
		}
		words = append(words, token)
	}
	select {
	case <-b.full:
		_, _ = fmt.Fprintln(e.out, strings.Join(words, " ")) // whoever measures has gone
	case <-ctx.Done():
	}
	return <-ended
}

// benchBackend has as many chats as it is told, and then as many lines a second.
type benchBackend struct {
	cmd  *benchCmd
	full chan struct{} // closed when all chats are there
	load chan struct{} // closed when lines are to come
	n    int
}

// Name implements driver.Driver.
func (b *benchBackend) Name() string { return "bench" }

// Capabilities implements driver.Driver.
func (b *benchBackend) Capabilities() chat.Capabilities { return nil }

// Run implements driver.Driver.
func (b *benchBackend) Run(ctx context.Context, sink driver.Sink) error {
	for i := range b.cmd.Chats {
		facts := []chat.Event{{ID: "open", Chat: benchChat(i), Body: &chat.ChatOpened{
			Bot: true, Driver: "bench", Channel: chat.ChannelWebsite, Customer: chat.Customer{Name: "Rohan M.", Page: "https://shop.example.com/bills"},
		}}}
		for range b.cmd.Lines {
			facts = append(facts, b.line(i))
		}
		if _, err := sink.Deliver(ctx, facts...); err != nil {
			return err
		}
	}
	close(b.full)
	select {
	case <-b.load:
	case <-ctx.Done():
		return nil
	}
	tick := time.NewTicker(10 * time.Millisecond)
	defer tick.Stop()
	began, sent := time.Now(), 0
	for ctx.Err() == nil {
		select {
		case <-tick.C:
		case <-ctx.Done():
			return nil
		}
		var facts []chat.Event
		for due := int(time.Since(began).Seconds() * float64(b.cmd.Rate)); sent < due && len(facts) < 100; sent++ {
			facts = append(facts, b.line(sent*7919%b.cmd.Chats))
		}
		if len(facts) == 0 {
			continue
		}
		if _, err := sink.Deliver(ctx, facts...); err != nil && ctx.Err() == nil {
			return err
		}
	}
	return nil
}

func benchChat(i int) chat.ChatID { return chat.ChatID(fmt.Sprint("bench-", i)) }

// line is the next line of a chat, of its customer and its bot in turn.
func (b *benchBackend) line(i int) chat.Event {
	b.n++
	id := fmt.Sprint("line-", b.n)
	m := &chat.MessagePosted{Message: chat.MessageID(id), From: chat.SpeakerCustomer, Text: "Incoming calls do not come in on my number since morning, please have a look at it."}
	if b.n%2 == 0 {
		m.From, m.Confidence, m.Text = chat.SpeakerBot, chat.ScoreOf(9_300), "I have sent a new signal to your phone; it may take up to ten minutes until calls come in again."
	}
	return chat.Event{ID: chat.EventID(id), Chat: benchChat(i), Body: m}
}

// TakeOver implements driver.Driver.
func (b *benchBackend) TakeOver(context.Context, chat.ChatID, driver.Person, chat.EventID) error {
	return nil
}

// Post implements driver.Driver.
func (b *benchBackend) Post(context.Context, chat.ChatID, driver.Line) error { return nil }

// Serving implements driver.Driver.
func (b *benchBackend) Serving(context.Context, chat.ChatID) (chat.AgentID, error) { return "", nil }
