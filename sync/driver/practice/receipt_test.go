package practice

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"floorwalker/app/chat"
)

// receipt posts that a client has drawn everything up to a line.
func receipt(t *testing.T, base, id, body string) int {
	t.Helper()
	res, err := http.Post(base+"/practice/v1/chats/"+id+"/receipt", "application/json", strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	return res.StatusCode
}

// confirmedIn returns which lines the log has as delivered, in order.
func confirmedIn(m *memory, id chat.ChatID) (lines []chat.MessageID) {
	for _, e := range m.facts(id) {
		if b, ok := e.Body.(*chat.MessageDelivered); ok && b.Delivery == chat.DeliveryDelivered {
			lines = append(lines, b.Message)
		}
	}
	return lines
}

// E-ACT-06: a receipt is for all lines up to one, names the newest of ours among them,
// and is on the log once however often it comes; with somebody who listens or without.
func TestReceiptsAreCumulative(t *testing.T) {
	for _, listens := range []bool{false, true} {
		m := newMemory(clock)
		p, s := served(t, Options{}, m)
		post(t, s.URL+"/practice/v1/messages", `{"chat":"r1","turn":0,"from":"customer","text":"hello"}`)
		if listens {
			_, end := tune(t, p, "r1", "")
			defer end()
		}
		m.agentSays("r1", "a1", "One")
		m.agentSays("r1", "a2", "Two")
		post(t, s.URL+"/practice/v1/messages", `{"chat":"r1","turn":1,"from":"customer","text":"thanks"}`)
		m.agentSays("r1", "a3", "Three")
		for _, tc := range []struct {
			body string
			code int
			want []chat.MessageID
		}{
			{`{"line":1}`, http.StatusNoContent, nil}, // their own line only
			{`{"line":4}`, http.StatusNoContent, []chat.MessageID{"a2"}},
			{`{"line":4}`, http.StatusNoContent, []chat.MessageID{"a2"}},
			{`{"line":3}`, http.StatusNoContent, []chat.MessageID{"a2"}},
			{`{"line":6}`, http.StatusConflict, []chat.MessageID{"a2"}},
			{`{"line":5}`, http.StatusNoContent, []chat.MessageID{"a2", "a3"}},
			{`{"line":0}`, http.StatusBadRequest, []chat.MessageID{"a2", "a3"}},
			{`{"line":"5"}`, http.StatusBadRequest, []chat.MessageID{"a2", "a3"}},
			{`{`, http.StatusBadRequest, []chat.MessageID{"a2", "a3"}},
		} {
			if code := receipt(t, s.URL, "r1", tc.body); code != tc.code {
				t.Errorf("listens %t, %s: %d, want %d", listens, tc.body, code, tc.code)
			}
			if got := confirmedIn(m, "r1"); !slices.Equal(got, tc.want) {
				t.Errorf("listens %t, %s: %v, want %v", listens, tc.body, got, tc.want)
			}
		}
		if code := receipt(t, s.URL, "nowhere", `{"line":1}`); code != http.StatusConflict {
			t.Errorf("a chat that never was: %d", code)
		}
	}
}

// A tail that was cut does not reach back to every line of ours; the log does.
func TestAReceiptOfAnOldLine(t *testing.T) {
	m := newMemory(clock)
	p, s := served(t, Options{}, m)
	post(t, s.URL+"/practice/v1/messages", `{"chat":"r2","turn":0,"from":"customer","text":"hello"}`)
	_, end := tune(t, p, "r2", "")
	defer end()
	m.agentSays("r2", "a1", "One")
	for i := range tailMost + 10 {
		post(t, s.URL+"/practice/v1/messages", fmt.Sprintf(`{"chat":"r2","turn":%d,"from":"customer","text":"and"}`, i+1))
	}
	for _, line := range []string{"2", fmt.Sprint(tailMost)} {
		if code := receipt(t, s.URL, "r2", `{"line":`+line+`}`); code != http.StatusNoContent {
			t.Errorf("line %s: %d", line, code)
		}
	}
	if got := confirmedIn(m, "r2"); !slices.Equal(got, []chat.MessageID{"a1"}) {
		t.Errorf("confirmed %v", got)
	}
}

// A receipt that the log refuses is no receipt: the page sends it again.
func TestAReceiptThatDoesNotArrive(t *testing.T) {
	m := newMemory(clock)
	_, s := served(t, Options{}, m)
	post(t, s.URL+"/practice/v1/messages", `{"chat":"r3","turn":0,"from":"customer","text":"hello"}`)
	m.agentSays("r3", "a1", "One")
	m.setFail(context.DeadlineExceeded)
	if code := receipt(t, s.URL, "r3", `{"line":2}`); code != http.StatusServiceUnavailable {
		t.Errorf("while the log is away: %d", code)
	}
	m.setFail(nil)
	if code := receipt(t, s.URL, "r3", `{"line":2}`); code != http.StatusNoContent || len(confirmedIn(m, "r3")) != 1 {
		t.Errorf("afterwards: %d, %v", code, confirmedIn(m, "r3"))
	}
	if code := receipt(t, s.URL, "r3", `{"line":`+strings.Repeat("1", MaxBody)+`}`); code != http.StatusBadRequest {
		t.Errorf("too large: %d", code)
	}
}

// The page reports what it has drawn of ours, and waits a second between two reports.
func TestThePageReportsWhatItHasDrawn(t *testing.T) {
	for _, has := range []string{`chatPath("/receipt")`, `JSON.stringify({ line })`, "pause(1000)"} {
		if !strings.Contains(pageJS, has) {
			t.Errorf("the page has no %s", has)
		}
	}
}
