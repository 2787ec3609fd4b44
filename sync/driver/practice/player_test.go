package practice

import (
	"bytes"
	"context"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"floorwalker/app/chat"
	"floorwalker/sync/driver"
)

func file(t *testing.T, content string) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "practice.jsonl")
	if err := os.WriteFile(name, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

// dialogues writes chats one after the other, of so many turns each.
func dialogues(chats, turns int) string {
	var b strings.Builder
	for c := range chats {
		for i := range turns {
			from := []string{"customer", "bot", "customer", "agent"}[i%4]
			fmt.Fprintf(&b, `{"chat":"f%d","turn":%d,"from":%q,"text":"line %d","name":"N"}`+"\n", c, i, from, i)
		}
	}
	return b.String()
}

func isDone(p *Practice) bool {
	select {
	case <-p.Played().Done():
		return true
	default:
		return false
	}
}

func TestFileIsPlayedAtTheRateWithChatsOverlapping(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := newMemory(clock)
		p := running(t, Options{File: file(t, dialogues(30, 10)), Rate: 20, Overlap: 10, CloseAtEnd: true, Speed: 5}, m)
		began := clock()
		time.Sleep(10*time.Second - time.Millisecond)
		if got := p.Played().Lines(); got < 199 || got > 201 {
			t.Errorf("%d lines after 10 s at 20 a second", got)
		}
		<-p.Played().Done()
		if took := clock().Sub(began); took < 14900*time.Millisecond || took > 15100*time.Millisecond {
			t.Errorf("300 lines at 20 a second took %s", took)
		}
		open, most := 0, 0
		next := make(map[chat.ChatID]int64)
		for _, c := range m.log {
			switch c.Event.Body.(type) {
			case *chat.ChatOpened:
				open++
			case *chat.ChatClosed:
				open--
			case *chat.MessagePosted:
				if turn := turnOf(&c.Event); turn != next[c.Event.Chat] {
					t.Fatalf("chat %s: turn %d, want %d", c.Event.Chat, turn, next[c.Event.Chat])
				}
				next[c.Event.Chat]++
			}
			most = max(most, open)
		}
		if most != 10 || open != 0 || len(next) != 30 {
			t.Errorf("%d chats at a time, %d left open, %d played; want 10, 0, 30", most, open, len(next))
		}
	})
}

func TestFileFollowsItsTimesAndTheSpeed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := newMemory(clock)
		p := running(t, Options{Speed: 10, File: file(t, `
{"chat":"a","turn":0,"from":"customer","text":"1","at":"2026-01-01T10:00:00Z"}
{"chat":"a","turn":1,"from":"bot","text":"3","at":"2026-01-01T10:01:00Z"}
{"chat":"b","turn":0,"from":"customer","text":"2","at":"2026-01-01T10:00:30Z"}
`)}, m)
		<-p.Played().Done()
		began := m.log[0].Event.At
		var got []string
		for _, c := range m.log {
			if b, ok := c.Event.Body.(*chat.MessagePosted); ok {
				got = append(got, fmt.Sprintf("%s@%s", b.Text, c.Event.At.Sub(began)))
			}
		}
		if s := strings.Join(got, " "); s != "1@0s 2@3s 3@6s" {
			t.Errorf("played %s", s)
		}
		if len(m.Active()) != 2 {
			t.Errorf("open chats %v, want both", m.Active())
		}
	})
}

func TestFileWithoutTimesOrRate(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := newMemory(clock)
		p := running(t, Options{File: file(t, dialogues(7, 3)), Overlap: 3}, m)
		<-p.Played().Done()
		if got := p.Played().Lines(); got != 21 || len(m.lines) != 7 {
			t.Errorf("%d lines of %d chats, want 21 of 7", got, len(m.lines))
		}
	})
}

func TestMalformedLinesAreReportedAndSkipped(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var log bytes.Buffer
		m := newMemory(clock)
		content := `{"chat":"a","turn":1,"from":"bot","text":"second"}` + "\n" +
			"garbage\n\n" +
			strings.Repeat("x", 3*maxFileLine) + "\n" +
			`{"chat":"a","turn":0,"from":"customer","text":"first"}` // no newline at the end
		p := running(t, Options{
			Rate: 1000, File: file(t, content), Logger: slog.New(slog.NewTextHandler(&log, nil)),
		}, m)
		<-p.Played().Done()
		if p.Played().Malformed() != 2 || p.Played().Total() != 2 {
			t.Errorf("%d malformed of %d good, want 2 of 2", p.Played().Malformed(), p.Played().Total())
		}
		if got := strings.Join(m.texts("a"), "|"); got != "customer: first|bot: second" {
			t.Errorf("played %s", got)
		}
		for _, want := range []string{"line=2", "line=4"} {
			if !strings.Contains(log.String(), want) {
				t.Errorf("the log does not name %s:\n%s", want, log.String())
			}
		}
		if strings.Contains(log.String(), "garbage") {
			t.Error("the log quotes a customer")
		}
	})
}

func TestFileSkipsTheBotAfterATakeover(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := newMemory(clock)
		p := running(t, Options{File: file(t, dialogues(2, 8)), Rate: 2, CloseAtEnd: true}, m)
		time.Sleep(2 * time.Second)
		if err := p.TakeOver(t.Context(), "f0", driver.Person{ID: "priya"}, "claim"); err != nil {
			t.Fatal(err)
		}
		before := len(m.texts("f0"))
		m.claim("f1") // this one only the hub knows of
		<-p.Played().Done()
		for _, line := range m.texts("f0")[before:] {
			if strings.HasPrefix(line, "bot:") {
				t.Errorf("after the takeover: %s", line)
			}
		}
		pl := p.Played()
		if pl.Fenced() == 0 || pl.Lines()+pl.Fenced() != 16 {
			t.Errorf("%d played and %d fenced of 16", pl.Lines(), pl.Fenced())
		}
		if len(m.Active()) != 0 {
			t.Errorf("still open: %v", m.Active())
		}
	})
}

func TestPlayingAgainChangesNothing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := newMemory(clock)
		name := file(t, dialogues(5, 4))
		for range 2 {
			p, err := New(Options{Now: time.Now, File: name, Rate: 5000})
			if err != nil {
				t.Fatal(err)
			}
			ctx, stop := context.WithCancel(t.Context())
			done := make(chan error, 1)
			go func() { done <- p.Run(ctx, m) }()
			<-p.Played().Done()
			stop()
			if err := <-done; err != nil {
				t.Fatal(err)
			}
		}
		if len(m.log) != 5*(4+1) {
			t.Errorf("%d facts in the log, want 25", len(m.log))
		}
	})
}

func TestFileThatIsNotThere(t *testing.T) {
	p, err := New(Options{Now: time.Now, File: filepath.Join(t.TempDir(), "none.jsonl")})
	if err != nil {
		t.Fatal(err)
	}
	if err := p.Run(t.Context(), newMemory(clock)); err == nil || isDone(p) {
		t.Errorf("Run = %v", err)
	}
}
