package sealed

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"floorwalker/app/chat"
)

// what was sealed comes back, to the letter, and only beside its message.
func TestAnOriginalComesBack(t *testing.T) {
	k := Random()
	for _, text := range []string{"", "my password is Hunter-2", "मेरा पासवर्ड १२३४ है"} {
		blob := k.Seal("c1", "m1", text)
		if text != "" && bytes.Contains(blob, []byte(text)) {
			t.Fatalf("the blob of %q says it", text)
		}
		if got, err := k.Open("c1", "m1", blob); err != nil || got != text {
			t.Errorf("%q, %v", got, err)
		}
		for _, other := range [][2]string{{"c1", "m2"}, {"c2", "m1"}, {"c", "1m1"}, {"c1m", "1"}, {"", "c1m1"}} {
			if got, err := k.Open(chat.ChatID(other[0]), chat.MessageID(other[1]), blob); !errors.Is(err, ErrBlob) || got != "" {
				t.Errorf("beside %v: %q, %v", other, got, err)
			}
		}
	}
}

func TestTwoBlobsOfOneTextDiffer(t *testing.T) {
	k := Random()
	if bytes.Equal(k.Seal("c", "m", "same"), k.Seal("c", "m", "same")) {
		t.Error("a reader of the log could tell that the same was said twice")
	}
}

func TestABentBlobDoesNotOpen(t *testing.T) {
	k := Random()
	whole := k.Seal("c", "m", "PIN 4471")
	for i := range whole {
		bent := bytes.Clone(whole)
		bent[i] ^= 1
		if got, err := k.Open("c", "m", bent); err == nil || got != "" {
			t.Errorf("byte %d: %q, %v", i, got, err)
		}
		if _, err := k.Open("c", "m", whole[:i]); err == nil {
			t.Errorf("%d bytes of it opened", i)
		}
	}
	if _, err := k.Open("c", "m", make([]byte, MaxBlob+1)); !errors.Is(err, ErrBlob) {
		t.Error(err)
	}
}

func TestAnotherKeyIsTold(t *testing.T) {
	if _, err := Random().Open("c", "m", Random().Seal("c", "m", "x")); !errors.Is(err, ErrOtherKey) {
		t.Error(err)
	}
}

func TestAKeyFileIsMadeOnce(t *testing.T) {
	path := filepath.Join(t.TempDir(), "secrets.key")
	keys := make([]*Key, 8)
	var wg sync.WaitGroup
	for i := range keys {
		wg.Go(func() {
			var err error
			if keys[i], err = OpenKey(path); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if t.Failed() {
		return
	}
	blob := keys[0].Seal("c", "m", "x")
	for i, k := range keys {
		if got, err := k.Open("c", "m", blob); err != nil || got != "x" {
			t.Errorf("key %d: %q, %v", i, got, err)
		}
	}
	info, err := os.Stat(path)
	if err != nil || info.Mode().Perm()&0o077 != 0 {
		t.Errorf("%v, %v", info.Mode(), err)
	}
	if left, _ := os.ReadDir(filepath.Dir(path)); len(left) != 1 {
		t.Errorf("left behind: %v", left)
	}
}

func TestAFileThatHoldsSomethingElseStays(t *testing.T) {
	for _, content := range []string{"", "short", string(make([]byte, keyBytes+1))} {
		path := filepath.Join(t.TempDir(), "k")
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := OpenKey(path); !errors.Is(err, ErrKeyFile) {
			t.Errorf("%q: %v", content, err)
		}
		if after, err := os.ReadFile(path); err != nil || string(after) != content {
			t.Errorf("%q became %q, %v", content, after, err)
		}
	}
	if _, err := OpenKey(filepath.Join(t.TempDir(), "no", "folder")); err == nil {
		t.Error("a key without a folder")
	}
}

func FuzzOpen(f *testing.F) {
	k, err := newKey(make([]byte, keyBytes))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(k.Seal("c", "m", "text"))
	f.Add([]byte{version})
	f.Fuzz(func(t *testing.T, blob []byte) {
		if text, err := k.Open("other", "m", blob); err == nil {
			t.Fatalf("%x opened as %q", blob, text)
		}
	})
}
