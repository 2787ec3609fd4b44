package crisp

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"floorwalker/app/chat"
	"floorwalker/sync/driver"
	"floorwalker/sync/driver/conformance"
	"floorwalker/sync/driver/crisp/standin"
)

// V-ATT-01: the place is asked for, named on the stream, and filled without our key,
// which the stand-in looks at.
func TestAFileGoesToCrisp(t *testing.T) {
	play(t, standin.Options{}, nil, func(s *scene) {
		id := s.w.OpenChat(conformance.Opening{Name: "C", Text: "hello"})
		s.said(id)
		f, err := s.floor.KeepFile(context.Background(), id, "prices.txt", strings.NewReader("all prices\n"))
		if err != nil {
			t.Fatal(err)
		}
		line := driver.Line{Message: "01JF", From: chat.SpeakerAgent, Person: driver.Person{ID: "asha", Name: "Asha"}, Text: "here", File: &f}
		if err := s.call(func(ctx context.Context) error { return s.d.Post(ctx, id, line) }); err != nil {
			t.Fatal(err)
		}
		var files int
		for _, l := range s.w.State(id).Lines {
			if l.File == "prices.txt" {
				files++
			}
		}
		if files != 1 || s.w.Stored("all prices\n") != 1 {
			t.Errorf("%d lines with the file, %d files", files, s.w.Stored("all prices\n"))
		}
		// Neither the file nor the words come back as somebody else's.
		same0(t, s.said(id), []string{"customer : hello"})
	})
}

func TestAPlaceThatIsNeverNamed(t *testing.T) {
	play(t, standin.Options{Faults: conformance.Faults{Drop: 1}}, nil, func(s *scene) {
		id := s.w.OpenChat(conformance.Opening{Name: "C", Text: "hello"})
		f, err := s.floor.KeepFile(context.Background(), id, "prices.txt", strings.NewReader("x"))
		if err != nil {
			t.Fatal(err)
		}
		err = s.call(func(ctx context.Context) error {
			return s.d.Post(ctx, id, driver.Line{Message: "01JF", From: chat.SpeakerAgent, Text: "here", File: &f})
		})
		var no *driver.Refusal
		if !errors.As(err, &no) || errors.Is(err, driver.ErrUnsure) {
			t.Errorf("nothing has reached the customer, and Post says %v", err)
		}
	})
}

func TestFilesOfCustomers(t *testing.T) {
	const here = "http://storage.crisp.chat/bucket/known"
	tests := []struct {
		name, url string
		kept      bool
	}{
		{"from Crisp's own host", here, true},
		{"from a host in the settings", "http://files.example.com/bucket/known", true},
		{"from anywhere else", "http://169.254.169.254/bucket/known", false},
		{"from a host that only looks like it", "http://storage.crisp.chat.example.com/bucket/known", false},
		{"from another kind of address", "file:///a/file", false},
		{"with somebody's name in it", "http://a:b@storage.crisp.chat/bucket/known", false},
		{"that is not there", "http://storage.crisp.chat/bucket/unknown", false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			play(t, standin.Options{}, func(c *Config) { c.Files = []string{"files.example.com"} }, func(s *scene) {
				s.w.Store("known", "a picture")
				id := s.w.OpenChat(conformance.Opening{Name: "C", Text: "hello"})
				s.said(id)
				s.w.Send(id, "picture.txt", tt.url)
				s.said(id)
				lines, _ := s.floor.Lines(context.Background(), id)
				b := lines[len(lines)-1].Event.Body.(*chat.MessagePosted)
				if (b.File != nil) != tt.kept || tt.kept && b.File.Name != "picture.txt" {
					t.Errorf("%+v", b)
				}
				if !tt.kept && !strings.Contains(b.Text, tt.url) {
					t.Errorf("where it is has been lost: %q", b.Text)
				}
			})
		})
	}
}

// A slow place for files holds up the lines behind the file, and those of no other chat.
func TestASlowFileHoldsUpItsOwnChatAlone(t *testing.T) {
	play(t, standin.Options{SlowFiles: 8 * time.Second}, nil, func(s *scene) {
		s.w.Store("known", "a picture")
		id := s.w.OpenChat(conformance.Opening{Name: "C", Text: "hello"})
		other := s.w.OpenChat(conformance.Opening{Name: "D", Text: "hello"})
		s.said(id)
		s.w.Send(id, "a.txt", "http://storage.crisp.chat/bucket/known")
		s.w.CustomerSays(id, "behind it")
		s.w.CustomerSays(other, "not behind it")
		same0(t, s.said(id), []string{"customer : hello"})
		same0(t, s.said(other), []string{"customer : hello", "customer : not behind it"})
		time.Sleep(10 * time.Second)
		same0(t, s.said(id), []string{"customer : hello", "customer :", "customer : behind it"})
	})
}

func TestEncryptionIsNotGivenUp(t *testing.T) {
	d := made(t, Config{Website: "w", Identifier: "i", Key: "k", Now: time.Now})
	if _, err := d.endpoint(endpoints{Main: "ws://stream.example.com/w/"}); err == nil {
		t.Error("the key would go over a stream that is not encrypted")
	}
	if got, err := d.endpoint(endpoints{Main: "wss://stream.example.com/w/"}); err != nil || got == "" {
		t.Errorf("%q, %v", got, err)
	}
	if d.trusted("http://storage.crisp.chat/x") || !d.trusted("https://storage.crisp.chat/x") {
		t.Error("files are fetched without encryption")
	}
	if err := d.put(context.Background(), "http://storage.example.com/x", "text/plain", nil); err == nil {
		t.Error("a file would go out without encryption")
	}
	if d.http.CheckRedirect(&http.Request{}, nil) == nil {
		t.Error("a redirect could carry the key elsewhere")
	}
}
