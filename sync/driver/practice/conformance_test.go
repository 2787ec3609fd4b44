package practice

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"floorwalker/app/chat"
	"floorwalker/sync/driver"
	"floorwalker/sync/driver/conformance"
)

func TestConformance(t *testing.T) {
	conformance.Run(t, conformance.Backend{
		Name: Driver,
		Open: func(t *testing.T, f conformance.Faults) (driver.Driver, conformance.Vendor) {
			p, err := New(Options{Now: time.Now, Logger: f.Log})
			if err != nil {
				t.Fatal(err)
			}
			v := &customers{t: t, p: p, mux: http.NewServeMux(), turns: make(map[chat.ChatID]int64), again: make(map[chat.ChatID]bool)}
			p.Mount(v.mux)
			return p, v
		},
	})
}

// customers steers the practice floor by its own routes, as its customers do. There is
// nobody else: no screen of a vendor's, and no life before the hub's.
type customers struct {
	conformance.Vendor // for what Can denies

	t     *testing.T
	p     *Practice
	mux   *http.ServeMux
	turns map[chat.ChatID]int64
	// again are the chats that their customer has opened again: the bot stays out of
	// those, whether its room remembers that or has been forgotten.
	again map[chat.ChatID]bool
	chats int
}

func (v *customers) Can(a conformance.Act) bool {
	switch a {
	case conformance.ActBot, conformance.ActConfidence, conformance.ActType, conformance.ActReceive,
		conformance.ActRate, conformance.ActReopen, conformance.ActBlock:
		return true
	}
	return false
}

func (v *customers) call(path string, body any) int {
	v.t.Helper()
	raw, err := json.Marshal(body)
	if err != nil {
		v.t.Fatal(err)
	}
	req := httptest.NewRequestWithContext(context.Background(), http.MethodPost, "/practice/v1/"+path, strings.NewReader(string(raw)))
	req.Header.Set("Content-Type", "application/json")
	w := httptest.NewRecorder()
	v.mux.ServeHTTP(w, req)
	return w.Code
}

func (v *customers) say(l Line) string {
	v.t.Helper()
	l.Turn = v.turns[l.Chat]
	v.turns[l.Chat]++
	// A bot that is fenced, or a customer who is blocked, is refused; so they should.
	if code := v.call("messages", l); code != http.StatusAccepted && code != http.StatusConflict && code != http.StatusForbidden {
		v.t.Errorf("a line is answered with %d", code)
	}
	return fmt.Sprint(l.Turn)
}

func (v *customers) OpenChat(o conformance.Opening) chat.ChatID {
	v.chats++
	id := chat.ChatID(fmt.Sprintf("c%d", v.chats))
	v.say(Line{Chat: id, From: chat.SpeakerCustomer, Text: o.Text, Name: o.Name, Mail: o.Mail, Phone: o.Phone})
	return id
}

func (v *customers) CustomerSays(id chat.ChatID, text string) string {
	v.again[id] = v.again[id] || !v.State(id).Open
	return v.say(Line{Chat: id, From: chat.SpeakerCustomer, Text: text})
}

func (v *customers) BotSays(id chat.ChatID, text string, confidence float64) string {
	l := Line{Chat: id, From: chat.SpeakerBot, Text: text}
	if confidence > 0 {
		l.Confidence = chat.ScoreOfFloat(confidence)
	}
	return v.say(l)
}

func (v *customers) Type(id chat.ChatID, _ string) { v.call("chats/"+string(id)+"/typing", struct{}{}) }

func (v *customers) Rate(id chat.ChatID, stars int, words string) {
	v.call("chats/"+string(id)+"/rating", map[string]any{"stars": stars, "words": words})
}

func (v *customers) Receive(id chat.ChatID) {
	// What a client confirms has to have been on its stream.
	_, hangUp := tune(v.t, v.p, string(id), "")
	defer hangUp()
	time.Sleep(time.Second)
	v.call("chats/"+string(id)+"/receipt", map[string]any{"line": len(v.State(id).Lines)})
}

func (v *customers) State(id chat.ChatID) conformance.VendorState {
	v.p.mu.Lock()
	sink := v.p.sink
	var s conformance.VendorState
	if r := v.p.rooms[id]; r != nil {
		s = conformance.VendorState{Open: r.open && !r.closed, Owner: r.owner, Blocked: r.blocked}
		s.Bot = s.Open && !r.fenced && !v.again[id]
		if r.rating.claim != "" {
			s.Asked = 1
		}
	}
	v.p.mu.Unlock()
	if sink == nil {
		return s
	}
	lines, err := sink.Lines(context.Background(), id)
	if err != nil {
		v.t.Fatal(err)
	}
	for i := range lines {
		if l, ok := seenByCustomer(&lines[i]); ok {
			s.Lines = append(s.Lines, conformance.Line{At: l.At.Time(), From: l.From, By: lines[i].Event.By, Text: l.Text})
		}
	}
	return s
}
