package console_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"floorwalker/app"
	"floorwalker/app/chat"
)

// httpPost posts bytes to the practice floor.
func (f *floor) httpPost(path, body string) int {
	f.t.Helper()
	req, err := http.NewRequestWithContext(f.t.Context(), http.MethodPost, strings.TrimSuffix(f.station.PageURL(), "/practice")+path, strings.NewReader(body))
	if err != nil {
		f.t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/json")
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		f.t.Fatal(err)
	}
	_ = resp.Body.Close() // the status says all
	return resp.StatusCode
}

// lineWith waits for a line with a file of that name.
func (f *floor) lineWith(d *app.Desk, name string) chat.Message {
	f.t.Helper()
	var found chat.Message
	f.wait(func() bool {
		t := d.Snapshot().Thread
		if t == nil {
			return false
		}
		for _, m := range t.Messages {
			if m.File != nil && m.File.Name == name {
				found = m
				return true
			}
		}
		return false
	})
	return found
}

// E-ACT-06, V-ATT-01, V-KB-02, A-49, V-RATE-01: with the real hub, a customer's file
// comes to the desk and the desk's to the customer, an article is found, what is masked
// is shown once, and a rating is asked and given.
func TestBesideTheStream(t *testing.T) {
	f := openFloor(t)
	d := f.desk("Asha", chat.RolePrimary)
	const id = "web-files"
	f.post(`{"chat":"web-files","turn":0,"from":"customer","text":"my password is Monsoon#2041, how do I change it?"}`)
	if code := f.httpPost("/practice/v1/chats/web-files/files?turn=1&name=bill.txt&text=see", "the bill"); code != http.StatusAccepted {
		t.Fatal(code)
	}
	d.Open(id)
	bill := f.lineWith(d, "bill.txt")
	saved := filepath.Join(t.TempDir(), "bill.txt")
	if err := awaited(func(got func(error)) { d.SaveFile(*bill.File, saved, got) }); err != nil {
		t.Fatal(err)
	}
	if b, err := os.ReadFile(saved); err != nil || string(b) != "the bill" {
		t.Errorf("%q, %v", b, err)
	}
	f.reveals(d, id)
	f.finds(d)
	d.TakeOver(id, "")
	f.wait(func() bool { t := d.Snapshot().Thread; return t != nil && t.Owner == "asha" })
	f.answersWithAFile(d, id)
	d.AskRating(id)
	f.wait(func() bool {
		return f.httpPost("/practice/v1/chats/web-files/rating", `{"stars":4}`) == http.StatusAccepted
	})
	f.wait(func() bool { return d.Snapshot().Thread.Rating.Stars == 4 })
}

// awaited waits for an answer that comes from another goroutine.
func awaited[T any](ask func(got func(T))) T {
	got := make(chan T, 1)
	ask(func(v T) { got <- v })
	return <-got
}

// reveals: the password is masked, and whoever serves the chat or leads sees it.
func (f *floor) reveals(d *app.Desk, id chat.ChatID) {
	f.t.Helper()
	first := d.Snapshot().Thread.Messages[0]
	if strings.Contains(first.Text, "Monsoon") || !first.Masked {
		f.t.Fatalf("%+v", first)
	}
	type shown struct {
		text string
		err  error
	}
	see := func(who *app.Desk) shown {
		return awaited(func(got func(shown)) {
			who.Reveal(id, first.ID, func(text string, err error) { got(shown{text, err}) })
		})
	}
	if got := see(d); got.err == nil || got.text != "" || !strings.Contains(got.err.Error(), "Only the agent who serves") {
		f.t.Errorf("who does not serve: %+v", got)
	}
	if got := see(f.desk("Lea", chat.RoleLead)); got.err != nil || !strings.Contains(got.text, "Monsoon#2041") {
		f.t.Errorf("a lead: %+v", got)
	}
}

func (f *floor) finds(d *app.Desk) {
	f.t.Helper()
	f.wait(func() bool {
		found := awaited(func(got func(app.Found)) { d.Articles("forwardi", got) })
		return found.Err == nil && found.Knowledge == app.KnowledgeLoaded && len(found.Articles) > 0 &&
			strings.Contains(found.Articles[0].Title, "forwarding") && !strings.Contains(found.Articles[0].Text, "Keywords")
	})
}

// answersWithAFile sends one of the desk's files, and sees that the customer gets its
// bytes.
func (f *floor) answersWithAFile(d *app.Desk, id chat.ChatID) {
	f.t.Helper()
	path := filepath.Join(f.t.TempDir(), "answer.txt")
	if err := os.WriteFile(path, []byte("the answer"), 0o600); err != nil {
		f.t.Fatal(err)
	}
	ended := make(chan app.Attaching, 1)
	d.AttachFile(id, app.Attachment{Path: path}, func(a app.Attaching) {
		if a.File != nil || a.Err != nil {
			ended <- a
		}
	})
	a := <-ended
	if a.Err != nil {
		f.t.Fatal(a.Err)
	}
	d.Say(id, app.Line{Text: "Here it is.", File: a.File})
	sent := f.lineWith(d, "answer.txt")
	resp, err := http.Get(f.station.PageURL() + "/v1/chats/" + string(id) + "/files/" + sent.File.Hash)
	if err != nil {
		f.t.Fatal(err)
	}
	defer resp.Body.Close()
	if b, err := io.ReadAll(resp.Body); err != nil || string(b) != "the answer" {
		f.t.Errorf("the customer got %d %q, %v", resp.StatusCode, b, err)
	}
	large := filepath.Join(f.t.TempDir(), "large.bin")
	if err := os.WriteFile(large, make([]byte, 5_242_881), 0o600); err != nil {
		f.t.Fatal(err)
	}
	var tooLarge *app.FileTooLargeError
	refused := awaited(func(got func(app.Attaching)) { d.AttachFile(id, app.Attachment{Path: large}, got) })
	if !errors.As(refused.Err, &tooLarge) || tooLarge.Limit != 5_242_880 {
		f.t.Errorf("%+v", refused)
	}
	if _, err := d.FileBytes(context.Background(), strings.Repeat("0", 64)); err == nil || err.Error() != "There is no such file on the hub." {
		f.t.Error(err)
	}
}
