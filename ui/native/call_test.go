package native

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/godbus/dbus/v5"
)

func TestParseCall(t *testing.T) {
	for _, c := range []struct {
		uri, where string
	}{
		{"tel:+910000000000", "+910000000000"},
		{"sip:+910000000000", "+910000000000"},
		{"callto:112", "112"},
		{"tel:", ""},
		{"tel:+", ""},
		{"tel:12", ""},
		{"tel:1234567890123456", ""},
		{"tel:+91 000", ""},
		{"tel:+91-000-0000", ""},
		{"tel:++91000", ""},
		{"tel:+91000;phone-context=example.com", ""},
		{"sip:+91000@example.com", ""},
		{"sip:+91000?header=x", ""},
		{"tel:०१२३४५", ""},
		{"TEL:+91000", ""},
		{"http:12345", ""},
		{"file:12345", ""},
		{"12345", ""},
		{"-x:12345", ""},
	} {
		l, err := ParseCall(c.uri)
		if l.Where != c.where || (err == nil) != (c.where != "") {
			t.Errorf("%s: %q, %v", c.uri, l.Where, err)
		}
		if err != nil && !errors.Is(err, ErrLink) {
			t.Errorf("%s: %v", c.uri, err)
		}
	}
}

// FuzzParseCall sees that nothing but digits ever follows an allowed scheme.
func FuzzParseCall(f *testing.F) {
	f.Add("tel:+910000000000")
	f.Add("sip:1;x")
	f.Fuzz(func(t *testing.T, uri string) {
		l, err := ParseCall(uri)
		if err != nil {
			return
		}
		scheme, rest, _ := strings.Cut(l.url, ":")
		if scheme != "tel" && scheme != "sip" && scheme != "callto" || strings.Trim(rest, "+0123456789") != "" || strings.LastIndex(rest, "+") > 0 {
			t.Errorf("%q opens %q", uri, l.url)
		}
	})
}

// C-TRF-02: what was played, and what could not be, is told.
func TestSoundTestTellsWhatBecameOfIt(t *testing.T) {
	broken := errors.New("no device")
	for _, want := range []error{nil, broken} {
		s := NewSound(SoundOptions{
			GOOS: "linux", TempDir: t.TempDir(), LookPath: func(string) (string, error) { return "x", nil },
			Runner: func(context.Context, Call) error { return want },
		})
		got := make(chan error, 1)
		s.Test(func(err error) { got <- err })
		if err := <-got; !errors.Is(err, want) {
			t.Errorf("told %v, want %v", err, want)
		}
		s.Close()
	}
	s := NewSound(SoundOptions{GOOS: "linux", LookPath: func(string) (string, error) { return "", errors.New("none") }})
	defer s.Close()
	got := make(chan error, 1)
	s.Test(func(err error) { got <- err })
	if err := <-got; !errors.Is(err, ErrNoPlayer) {
		t.Errorf("told %v", err)
	}
}

// C-TRF-02: the self-test learns whether somebody drew its note.
func TestNotifierTestTellsWhoDrewIt(t *testing.T) {
	for _, c := range []struct {
		fails error
		works bool
	}{{nil, true}, {errors.New("no daemon"), false}} {
		n := NewNotifier(Options{
			Dial:     func(context.Context) (*dbus.Conn, error) { return nil, errNoBus },
			Fallback: func(string, string, bool) error { return c.fails },
		})
		got := make(chan Status, 1)
		n.Test(Note{Key: "self-test", Title: "Floorwalker"}, func(s Status) { got <- s })
		if s := <-got; s.Works != c.works || s.Works != (s.Why == "") {
			t.Errorf("with %v: %+v", c.fails, s)
		}
		n.Close()
	}
}

// Nothing but a page with a whole path is opened from disk.
func TestOwnPage(t *testing.T) {
	for path, want := range map[string]string{
		"/home/asha/handover 1.html": "file:///home/asha/handover%201.html", "handover.html": "", "/home/asha/run.sh": "", "/home/asha/x.html.desktop": "",
	} {
		l, err := OwnPage(path)
		if l.url != want || (err == nil) != (want != "") {
			t.Errorf("%s: %q, %v", path, l.url, err)
		}
	}
}
