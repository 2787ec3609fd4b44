package practice

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"floorwalker/app/chat"
	"floorwalker/sync/wire"
)

// lines is the table that the test, the benchmark and the fuzz target share.
// An empty want means that the line is good.
var lines = []struct{ name, in, want string }{
	{"plain", `{"chat":"c1","turn":0,"from":"customer","text":"hi"}`, ""},
	{"all fields", `{"chat":"c1","turn":3,"from":"bot","text":"hi","name":"B","at":"2026-01-02T03:04:05Z","confidence":0.62,"channel":"whatsapp"}`, ""},
	{"milliseconds", `{"chat":"c1","turn":0,"from":"agent","text":"hi","at":1795307528123}`, ""},
	{"unknown field", `{"chat":"c1","turn":0,"from":"customer","text":"hi","mood":"good"}`, ""},
	{"nulls", `{"chat":"c1","turn":0,"from":"bot","text":"hi","name":null,"at":null,"confidence":null,"channel":null}`, ""},
	{"control characters", `{"chat":"c1","turn":0,"from":"customer","text":"a\u0000\u001b[31m\u0085b\r\n\tc"}`, ""},
	{"bad UTF-8", "{\"chat\":\"c1\",\"turn\":0,\"from\":\"customer\",\"text\":\"a\xffb\"}", ""},
	{"longest", `{"chat":"c1","turn":0,"from":"customer","text":"` + strings.Repeat("x", wire.MaxText) + `"}`, ""},
	{"no chat", `{"turn":0,"from":"customer","text":"hi"}`, "chat is missing"},
	{"empty chat", `{"chat":"","turn":0,"from":"customer","text":"hi"}`, "chat is missing"},
	{"long chat", `{"chat":"` + strings.Repeat("x", 201) + `","turn":0,"from":"customer","text":"hi"}`, "longer than 200"},
	{"chat with a line feed", `{"chat":"a\nb","turn":0,"from":"customer","text":"hi"}`, "control characters"},
	{"no turn", `{"chat":"c1","from":"customer","text":"hi"}`, "turn is missing"},
	{"negative turn", `{"chat":"c1","turn":-1,"from":"customer","text":"hi"}`, "turn is negative"},
	{"huge turn", `{"chat":"c1","turn":99999999999,"from":"customer","text":"hi"}`, "turn is too large"},
	{"half a turn", `{"chat":"c1","turn":1.5,"from":"customer","text":"hi"}`, "turn has the wrong type"},
	{"turn in words", `{"chat":"c1","turn":"1","from":"customer","text":"hi"}`, "turn has the wrong type"},
	{"no speaker", `{"chat":"c1","turn":0,"text":"hi"}`, "from must be"},
	{"system", `{"chat":"c1","turn":0,"from":"system","text":"hi"}`, "from must be"},
	{"note", `{"chat":"c1","turn":0,"from":"note","text":"hi"}`, "from must be"},
	{"no text", `{"chat":"c1","turn":0,"from":"customer"}`, "text is empty"},
	{"blank text", `{"chat":"c1","turn":0,"from":"customer","text":" \n\u0007 "}`, "text is empty"},
	{"long text", `{"chat":"c1","turn":0,"from":"customer","text":"` + strings.Repeat("x", wire.MaxText+1) + `"}`, "longer than 32 KiB"},
	{"too sure", `{"chat":"c1","turn":0,"from":"bot","text":"hi","confidence":1.01}`, "between 0 and 1"},
	{"less than nothing", `{"chat":"c1","turn":0,"from":"bot","text":"hi","confidence":-0.1}`, "between 0 and 1"},
	{"confidence in words", `{"chat":"c1","turn":0,"from":"bot","text":"hi","confidence":"high"}`, "confidence has the wrong type"},
	{"bad time", `{"chat":"c1","turn":0,"from":"bot","text":"hi","at":"yesterday"}`, "neither RFC 3339"},
	{"time of the wrong type", `{"chat":"c1","turn":0,"from":"bot","text":"hi","at":{}}`, "neither RFC 3339"},
	{"time before 1970", `{"chat":"c1","turn":0,"from":"bot","text":"hi","at":"1969-12-31T23:59:59Z"}`, "neither RFC 3339"},
	{"array", `[]`, "not a JSON object"},
	{"nothing", ``, "not a JSON object"},
	{"cut off", `{"chat":"c1","turn":0`, "not a JSON object"},
	{"two", `{"chat":"c1","turn":0,"from":"bot","text":"hi"}{}`, "more than one"},
	// Cases found by fuzzing.
	{"time after the year 9999", `{"chat":"0","turn":0,"from":"agent","text":"0","at":700000000000000}`, "neither RFC 3339"},
}

func TestParseLine(t *testing.T) {
	for _, c := range lines {
		t.Run(c.name, func(t *testing.T) {
			_, err := ParseLine([]byte(c.in))
			switch {
			case c.want == "" && err != nil:
				t.Errorf("refused: %v", err)
			case c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)):
				t.Errorf("error %v, want one about %q", err, c.want)
			}
		})
	}
}

func TestParseLineKeepsEveryField(t *testing.T) {
	got, err := ParseLine([]byte(lines[1].in))
	if err != nil {
		t.Fatal(err)
	}
	want := Line{
		Chat: "c1", Turn: 3, From: chat.SpeakerBot, Text: "hi", Name: "B", At: 1767323045000,
		Confidence: chat.ScoreOf(6200), Channel: chat.ChannelWhatsApp,
	}
	if got != want {
		t.Errorf("got %+v\nwant %+v", got, want)
	}
}

func TestTextFromOutsideIsCleaned(t *testing.T) {
	for i, want := range map[int]string{5: "a[31mb\n\tc", 6: "a\ufffdb"} {
		l, err := ParseLine([]byte(lines[i].in))
		if err != nil || l.Text != want {
			t.Errorf("%s: %q, %v; want %q", lines[i].name, l.Text, err, want)
		}
	}
}

func FuzzParseLine(f *testing.F) {
	for _, c := range lines {
		if len(c.in) < 1<<10 { // longer ones only slow the search down
			f.Add([]byte(c.in))
		}
	}
	f.Fuzz(func(t *testing.T, in []byte) {
		l, err := ParseLine(in)
		if err != nil {
			if s := err.Error(); !strings.HasSuffix(s, ".") {
				t.Errorf("%q is not a sentence", s)
			}
			return
		}
		if !utf8.ValidString(l.Text) || len(l.Text) > wire.MaxText || strings.TrimSpace(l.Text) == "" {
			t.Errorf("text %q came through", l.Text)
		}
		if strings.ContainsFunc(l.Text+l.Name, func(r rune) bool { return unicode.IsControl(r) && r != '\n' && r != '\t' }) {
			t.Errorf("a control character came through in %q, %q", l.Text, l.Name)
		}
		out, err := json.Marshal(l)
		if err != nil {
			t.Fatal(err)
		}
		again, err := ParseLine(out)
		if err != nil || again != l {
			t.Errorf("%s became %+v, %v; was %+v", out, again, err, l)
		}
	})
}

func BenchmarkParseLine(b *testing.B) {
	in := []byte(lines[1].in)
	for b.Loop() {
		if _, err := ParseLine(in); err != nil {
			b.Fatal(err)
		}
	}
}
