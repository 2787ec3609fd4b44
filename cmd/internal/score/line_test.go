package score

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strings"
	"testing"
	"unicode/utf8"

	"floorwalker/app/chat"
)

func TestLines(t *testing.T) {
	l := newLines(strings.NewReader(`{"chat":"c","turn":-1,"from":"customer","text":"hi"}
 {"turn":7,"text":"","from":"bot","chat":"c","knowledge":"k","more":[1]}` + "\r\n" + `{"chat":"c","turn":2,"from":"bot","text":"` + "a\xff\u200d👍🏽" + `"}`))
	for _, want := range []Turn{
		{"c", -1, chat.SpeakerCustomer, "hi", ""}, {"c", 7, chat.SpeakerBot, "", "k"}, {"c", 2, chat.SpeakerBot, "a\uFFFD\u200d👍🏽", ""},
	} {
		if got, err := l.next(); err != nil || got != want {
			t.Errorf("%+v %v, want %+v", got, err, want)
		}
	}
	if _, err := l.next(); err != io.EOF {
		t.Error(err)
	}
}

// TestLineErrors names the line and never what it says.
func TestLineErrors(t *testing.T) {
	for _, c := range []struct {
		line string
		want error
	}{
		{"", ErrNotJSON},
		{"null", ErrNotJSON},
		{"[]", ErrNotJSON},
		{`"secret"`, ErrNotJSON},
		{`{"chat":"secret"`, ErrNotJSON},
		{`{"chat":"c","turn":1,"from":"bot","text":"secret"} secret`, ErrNotJSON},
		{`{"chat":"c","turn":"secret","from":"bot","text":"secret"}`, ErrNotJSON},
		{`{"chat":"c","turn":1.5,"from":"bot","text":"secret"}`, ErrNotJSON},
		{`{"chat":3,"turn":1,"from":"bot","text":"secret"}`, ErrNotJSON},
		{"secret\x00", ErrNotJSON},
		{`{"chat":"c","turn":1,"from":"agent","text":"secret"}`, ErrFrom},
		{`{"chat":"c","turn":1,"text":"secret"}`, ErrFrom},
		{`{"chat":"","turn":1,"from":"bot","text":"secret"}`, ErrNoChat},
		{`{"chat":"c","from":"bot","text":"secret"}`, ErrNoTurn},
		{strings.Repeat("secret", MaxLine/6+1), ErrTooLong},
	} {
		l := newLines(strings.NewReader(`{"chat":"c","turn":0,"from":"bot","text":"hi"}` + "\n" + c.line + "\n"))
		if _, err := l.next(); err != nil {
			t.Fatal(err)
		}
		_, err := l.next()
		var bad *LineError
		if !errors.Is(err, c.want) || !errors.As(err, &bad) || bad.Line != 2 || strings.Contains(err.Error(), "secret") {
			t.Errorf("%.60q: %v", c.line, err)
		}
	}
}

// FuzzLine reads any bytes as a line: a turn whose text is text, or an error
// that says nothing of it.
func FuzzLine(f *testing.F) {
	f.Add([]byte(`{"chat":"c","turn":0,"from":"customer","text":"hi","knowledge":"k"}`))
	f.Add([]byte(`{"chat":"\ud800","turn":-9,"from":"bot","text":"\u0000\uffff"}`))
	f.Add([]byte("\xff\xfe{}"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		turn, err := decode(raw)
		if err != nil {
			if turn != (Turn{}) {
				t.Errorf("%+v beside %v", turn, err)
			}
			return
		}
		if !utf8.ValidString(turn.Text) || !utf8.ValidString(turn.Chat) || turn.Chat == "" || turn.From != chat.SpeakerCustomer && turn.From != chat.SpeakerBot {
			t.Errorf("%+v", turn)
		}
		a := Answer{Chat: turn.Chat, Turn: turn.Turn}
		line := appendAnswer(nil, &a)
		var back struct {
			Chat string
			Turn int64
		}
		if bytes.Count(line, []byte{'\n'}) != 1 || json.Unmarshal(line, &back) != nil || back.Chat != turn.Chat || back.Turn != turn.Turn {
			t.Errorf("%q for %+v", line, turn)
		}
	})
}
