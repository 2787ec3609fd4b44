package practice

import (
	"bytes"
	"context"
	"log/slog"
	"strings"
	"testing"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/ticket"
	"floorwalker/sync/driver"
)

// A customer may say where they can be reached, as two things, and change their mind
// (G-FU, dialler on the practice floor).
func TestACustomerCanBeReached(t *testing.T) {
	sink := newMemory(clock)
	_, server := served(t, Options{}, sink)
	for _, tc := range []struct {
		line string
		code int
		want chat.Customer
	}{
		{`{"chat":"c","turn":0,"from":"customer","text":"a","name":"Asha"}`, 202, chat.Customer{Name: "Asha"}},
		{`{"chat":"c","turn":1,"from":"customer","text":"b","name":"Asha","phone":"+1 202 555 0100","mail":"asha@example.com"}`, 202, chat.Customer{Name: "Asha", Contact: "asha@example.com", Phone: "+1 202 555 0100"}},
		{`{"chat":"c","turn":2,"from":"customer","text":"c","name":"Asha"}`, 202, chat.Customer{Name: "Asha", Contact: "asha@example.com", Phone: "+1 202 555 0100"}},
		{`{"chat":"c","turn":3,"from":"customer","text":"d","phone":"+1 202 555 0199"}`, 202, chat.Customer{Name: "Asha", Contact: "asha@example.com", Phone: "+1 202 555 0199"}},
		{`{"chat":"c","turn":4,"from":"bot","text":"e","phone":"+1 202 555 0100"}`, 400, chat.Customer{Name: "Asha", Contact: "asha@example.com", Phone: "+1 202 555 0199"}},
		{`{"chat":"c","turn":5,"from":"customer","text":"e","phone":"` + strings.Repeat("1", 65) + `"}`, 400, chat.Customer{Name: "Asha", Contact: "asha@example.com", Phone: "+1 202 555 0199"}},
		{`{"chat":"c","turn":6,"from":"customer","text":"e","mail":"` + strings.Repeat("a", 321) + `"}`, 400, chat.Customer{Name: "Asha", Contact: "asha@example.com", Phone: "+1 202 555 0199"}},
	} {
		if code, _ := post(t, server.URL+"/practice/v1/messages", tc.line); code != tc.code {
			t.Errorf("%s: %d", tc.line, code)
		}
		if got := customerOf(sink, "c"); !same(got, tc.want) {
			t.Errorf("%s: %+v", tc.line, got)
		}
	}
}

// Simulated customers have numbers that nobody has.
func TestSimulatedCustomersHaveNumbers(t *testing.T) {
	p, err := New(Options{Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range p.scenarios {
		for _, g := range s.People {
			n, ok := ticket.ParsePhone(g.phone(), "IN", false)
			if !ok || !strings.HasPrefix(n, "+120255501") || len(n) != len("+12025550100") {
				t.Errorf("%s of %s has the number %q", g.Name, s.Name, g.phone())
			}
		}
	}
	if g := (Guest{Phone: "+1 202 555 0142"}); g.phone() != "+1 202 555 0142" {
		t.Errorf("a script's own number: %s", g.phone())
	}
}

// A message by WhatsApp reaches the customer's page as what it is, wakes no simulated
// customer and takes nobody's chat (G-ON-07).
func TestTextOnThePracticeFloor(t *testing.T) {
	var said bytes.Buffer
	p, err := New(Options{Now: time.Now, Logger: slog.New(slog.NewTextHandler(&said, nil))})
	if err != nil {
		t.Fatal(err)
	}
	line := driver.Line{Message: "m1", From: chat.SpeakerAgent, Text: "We tried to call you."}
	if err := p.Text(t.Context(), "c", "", line); err == nil {
		t.Error("it went to no number")
	}
	if err := p.Text(t.Context(), "c", "+12025550100", line); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := p.Text(ctx, "c", "+12025550100", line); err == nil {
		t.Error("it went out of time")
	}
	if s := said.String(); strings.Count(s, "by WhatsApp") != 1 || strings.Contains(s, "We tried") || strings.Contains(s, "555") {
		t.Errorf("the log says %s", s)
	}
	p.mu.Lock()
	r := p.room("c")
	r.acted = true
	p.mu.Unlock()
	c := driver.Committed{Seq: 1, Event: chat.Event{ID: "m1", Chat: "c", By: "asha", Body: &chat.MessagePosted{
		Message: "m1", From: chat.SpeakerAgent, Text: line.Text, Via: chat.ChannelWhatsApp,
	}}}
	p.Follow(c)
	if r.fenced || r.heard != 0 || r.owner != "" {
		t.Errorf("the room has %+v", r)
	}
	if l, ok := seenByCustomer(&c); !ok || l.Channel != chat.ChannelWhatsApp {
		t.Errorf("the customer sees %+v", l)
	}
}

// customerOf is who the log says that the customer is.
func customerOf(m *memory, id chat.ChatID) (c chat.Customer) {
	for _, e := range m.facts(id) {
		switch b := e.Body.(type) {
		case *chat.ChatOpened:
			c = b.Customer
		case *chat.CustomerDescribed:
			c = b.Customer
		}
	}
	return c
}
