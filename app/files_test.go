package app

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/synctest"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
)

// store is a hub's files, and its answers to what else is asked beside the stream.
type store struct {
	mu   sync.Mutex // guards what follows
	sent [][]byte
	fail error
	wait chan struct{} // nil for at once
	has  map[string]string
}

func (s *store) Upload(ctx context.Context, id chat.ChatID, name string, size int64, r io.Reader) (chat.File, error) {
	b, err := io.ReadAll(r)
	if s.wait != nil {
		select {
		case <-s.wait:
		case <-ctx.Done():
			return chat.File{}, ctx.Err()
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if err == nil {
		err = s.fail
	}
	if err != nil {
		return chat.File{}, err
	}
	s.sent = append(s.sent, b)
	return chat.File{Hash: string(id), Name: name, Size: size}, nil
}

func (s *store) Open(_ context.Context, hash string) (io.ReadCloser, error) {
	text, ok := s.has[hash]
	if !ok {
		return nil, errors.New("There is no such file on the hub.") //nolint:staticcheck,revive // ST1005: it is shown as it is
	}
	return io.NopCloser(strings.NewReader(text)), s.fail
}

func (s *store) Library(context.Context) ([]chat.File, error) {
	return []chat.File{{Hash: "l", Name: "guide.pdf", Size: 9}}, s.fail
}

func (s *store) Articles(_ context.Context, q string, n int, _ chat.ChatID) (Found, error) {
	if s.wait != nil {
		<-s.wait
	}
	return Found{Knowledge: KnowledgeLoaded, Articles: make([]Article, n)[:1]}, s.fail
}

func (s *store) Reveal(_ context.Context, id chat.ChatID, m chat.MessageID) (string, error) {
	return "the original of " + string(id) + "/" + string(m), s.fail
}

// filing runs a desk with chats on the website and on WhatsApp, where less may be
// sent.
func filing(t *testing.T, f func(t *testing.T, s *stage, hub *store)) {
	t.Helper()
	bubble(t, newCache(), func(t *testing.T, s *stage) {
		e := &policy.Edition{Policy: testPolicy(), Uploads: []policy.ChannelUpload{{Channel: chat.ChannelWhatsApp, Max: 1000}}}
		e.Policy.Upload.Max = 5_242_880
		s.desk.edition, s.desk.rules.own = e, e
		hub := &store{has: make(map[string]string)}
		s.desk.AttachFiles(hub)
		s.desk.AttachArticles(hub)
		s.desk.AttachRevealer(hub)
		s.running(append(s.opened("c"), s.ev("w", &chat.ChatOpened{Bot: true, Channel: chat.ChannelWhatsApp}))...)
		f(t, s, hub)
	})
}

func written(t *testing.T, size int) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "photo.png")
	if err := os.WriteFile(path, bytes.Repeat([]byte("x"), size), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// attach attaches and returns everything that was told.
func (s *stage) attach(id chat.ChatID, a Attachment) (all []Attaching) {
	s.t.Helper()
	s.desk.AttachFile(id, a, func(a Attaching) { all = append(all, a) })
	synctest.Wait()
	if len(all) == 0 || all[len(all)-1].File == nil && all[len(all)-1].Err == nil {
		s.t.Fatalf("it does not end: %+v", all)
	}
	return all
}

// E-ACT-06, A-37: the limit to the byte, before anything is sent, whatever the file
// comes from; the channel's own wins where it is smaller.
func TestAttachLimits(t *testing.T) {
	filing(t, func(t *testing.T, s *stage, hub *store) {
		for _, tc := range []struct {
			name string
			chat chat.ChatID
			what Attachment
			want string
		}{
			{"all", "c", Attachment{Path: written(t, 5_242_880)}, ""},
			{"one more", "c", Attachment{Path: written(t, 5_242_881)}, "photo.png has 5,242,881 bytes. At most 5 MB may be sent in this chat."},
			{"all there", "w", Attachment{Path: written(t, 1000)}, ""},
			{"one more there", "w", Attachment{Path: written(t, 1001)}, "photo.png has 1,001 bytes. At most 1,000 bytes may be sent in this chat."},
			{"of the library", "c", Attachment{Library: &chat.File{Hash: "l", Name: "l.pdf", Size: 5_242_880}}, ""},
			{"of the library, too large there", "w", Attachment{Library: &chat.File{Hash: "l", Name: "l.pdf", Size: 1001}}, "l.pdf has 1,001 bytes. At most 1,000 bytes may be sent in this chat."},
			{"empty", "c", Attachment{Path: written(t, 0)}, "The file is empty."},
			{"a folder", "c", Attachment{Path: t.TempDir()}, "Only a file can be attached, not a folder or a device."},
			{"a device", "c", Attachment{Path: os.DevNull}, "Only a file can be attached, not a folder or a device."},
			{"nothing", "c", Attachment{Path: filepath.Join(t.TempDir(), "gone.txt")}, "gone.txt cannot be read: no such file or directory."},
		} {
			hub.sent = nil
			all := s.attach(tc.chat, tc.what)
			last := all[len(all)-1]
			switch {
			case tc.want == "" && (last.Err != nil || last.File.Name != last.Name || last.Sent != last.Size):
				t.Errorf("%s: %+v", tc.name, last)
			case tc.want != "" && (last.Err == nil || last.Err.Error() != tc.want || len(hub.sent) > 0 || len(all) != 1):
				t.Errorf("%s: %v, told %d times, sent %d", tc.name, last.Err, len(all), len(hub.sent))
			case tc.what.Library != nil && len(hub.sent) > 0:
				t.Errorf("%s was uploaded again", tc.name)
			}
		}
	})
}

// The way of a file is told twenty times at most, and ends once.
func TestAttachProgress(t *testing.T) {
	filing(t, func(t *testing.T, s *stage, hub *store) {
		all := s.attach("c", Attachment{Path: written(t, 3_000_000)})
		if len(all) < 3 || len(all) > 25 || len(hub.sent) != 1 || len(hub.sent[0]) != 3_000_000 {
			t.Errorf("told %d times, sent %d files", len(all), len(hub.sent))
		}
		for i, a := range all[1:] {
			if a.Sent < all[i].Sent || a.Size != 3_000_000 || a.Chat != "c" {
				t.Errorf("%+v after %+v", a, all[i])
			}
		}
	})
}

func TestAttachThatFails(t *testing.T) {
	filing(t, func(t *testing.T, s *stage, hub *store) {
		hub.fail = errors.New("The hub's disk is full.") //nolint:staticcheck,revive // ST1005: it is shown as it is
		if all := s.attach("c", Attachment{Path: written(t, 10)}); all[len(all)-1].Err == nil || all[len(all)-1].Err.Error() != "The hub's disk is full." {
			t.Errorf("%+v", all)
		}
		hub.fail, hub.wait = nil, make(chan struct{})
		var told []Attaching
		cancel := s.desk.AttachFile("c", Attachment{Path: written(t, 10)}, func(a Attaching) { told = append(told, a) })
		synctest.Wait()
		cancel()
		synctest.Wait()
		if len(told) != 1 || !errors.Is(told[0].Err, errCancelled) {
			t.Errorf("%+v", told)
		}
	})
}

// Offline nothing is sent and nothing is lost: the draft has the path. What needs no
// hub still tells what is wrong with a file.
func TestAttachOffline(t *testing.T) {
	filing(t, func(t *testing.T, s *stage, _ *store) {
		s.desk.Connection(Link{State: LinkOffline})
		s.settle()
		path := written(t, 10)
		s.desk.SaveDraft("c", DraftFile, path)
		all := s.attach("c", Attachment{Path: path})
		if !errors.Is(all[0].Err, ErrAway) {
			t.Errorf("%+v", all)
		}
		if all := s.attach("c", Attachment{Path: written(t, 5_242_881)}); errors.Is(all[0].Err, ErrAway) {
			t.Errorf("%+v", all)
		}
		kept := ""
		s.desk.Draft("c", DraftFile, func(text string) { kept = text })
		s.desk.Articles("x", func(f Found) {
			if !errors.Is(f.Err, ErrAway) || f.Query != "x" {
				t.Errorf("%+v", f)
			}
		})
		s.desk.Library(func(_ []chat.File, err error) {
			if !errors.Is(err, ErrAway) {
				t.Error(err)
			}
		})
		s.desk.Reveal("c", "m", func(text string, err error) {
			if !errors.Is(err, ErrAway) || text != "" {
				t.Errorf("%q %v", text, err)
			}
		})
		if s.settle(); kept != path {
			t.Errorf("the draft has %q", kept)
		}
	})
}

// V-KB-02: only the newest search is answered.
func TestArticlesAsOneTypes(t *testing.T) {
	filing(t, func(t *testing.T, s *stage, hub *store) {
		hub.wait = make(chan struct{})
		var got []string
		for _, q := range []string{"f", "fo", "for"} {
			s.desk.Articles(q, func(f Found) { got = append(got, f.Query) })
		}
		synctest.Wait()
		close(hub.wait)
		synctest.Wait()
		if len(got) != 1 || got[0] != "for" {
			t.Errorf("%q", got)
		}
	})
}

// A-49, V-ATT-01: what is masked, and the library, come from the hub.
func TestRevealAndLibrary(t *testing.T) {
	filing(t, func(t *testing.T, s *stage, _ *store) {
		var text string
		var files []chat.File
		s.desk.Reveal("c", "m1", func(got string, err error) { text = got })
		s.desk.Library(func(got []chat.File, err error) { files = got })
		s.settle()
		if text != "the original of c/m1" || len(files) != 1 || files[0].Name != "guide.pdf" {
			t.Errorf("%q %+v", text, files)
		}
		if strings.Contains(strings.Join(s.cacheWords(), "|"), "original") {
			t.Error("the original is on this desk's disk")
		}
	})
}

// cacheWords is what the desk has put on its disk.
func (s *stage) cacheWords() (all []string) {
	for _, d := range s.desk.drafts {
		all = append(all, d.Text)
	}
	return all
}

// What is saved is there whole, for its owner only, or not at all.
func TestSaveFile(t *testing.T) {
	filing(t, func(t *testing.T, s *stage, hub *store) {
		hub.has["h"] = "#!/bin/sh\nexit 1\n"
		dir := t.TempDir()
		save := func(hash, name string) (err error) {
			done := false
			s.desk.SaveFile(chat.File{Hash: hash, Size: 17}, filepath.Join(dir, name), func(e error) { done, err = true, e })
			if s.settle(); !done {
				t.Fatal("no answer")
			}
			return err
		}
		if err := save("h", "run.sh"); err != nil {
			t.Fatal(err)
		}
		info, err := os.Stat(filepath.Join(dir, "run.sh"))
		if err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%v, %v", info.Mode(), err)
		}
		if err := save("gone", "x"); err == nil || err.Error() != "There is no such file on the hub." {
			t.Error(err)
		}
		if err := save("h", "no/folder/x"); err == nil || strings.Contains(err.Error(), dir) {
			t.Error(err)
		}
		if all, _ := os.ReadDir(dir); len(all) != 1 {
			t.Errorf("left behind: %v", all)
		}
	})
}

func TestFileSize(t *testing.T) {
	for n, want := range map[int64]string{
		0: "0 bytes", 1: "1 byte", 1023: "1,023 bytes", 1024: "1 KB", 1025: "1,025 bytes", 1536: "1.5 KB",
		5_242_879: "5.0 MB", 5_242_880: "5 MB", 5_242_881: "5,242,881 bytes", 6_000_000: "5.7 MB", 1 << 30: "1024 MB",
	} {
		if got := FileSize(n); got != want {
			t.Errorf("%d: %s, want %s", n, got, want)
		}
	}
}
