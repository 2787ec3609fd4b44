package station

import (
	"bytes"
	"context"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"floorwalker/assets"
)

// TestWhatAStationKeeps opens one with a policy of the team's own: the first event
// of its log says so, the key of what is masked is for its owner only, and a second
// start goes on by the same.
func TestWhatAStationKeeps(t *testing.T) {
	own := bytes.Replace(assets.DefaultPolicy, []byte(`immediate = "30s"`), []byte(`immediate = "20s"`), 1)
	for name, want := range map[string]struct {
		policy []byte
		told   int
	}{"its own": {own, 1}, "the one that ships": {assets.DefaultPolicy, 0}} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			var key []byte
			for range 2 {
				s, err := Open(t.Context(), Options{Dir: dir, Listen: "127.0.0.1:0", Policy: want.policy, Now: time.Now, Clock: SystemClock()})
				if err != nil {
					t.Fatal(err)
				}
				ctx, stop := context.WithCancel(t.Context())
				ended := make(chan error, 1)
				go func() { ended <- s.Run(ctx) }()
				w := httptest.NewRecorder()
				s.Hub().Admin().ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/tail?all=1&once=1&text=1", nil))
				stop()
				if err := <-ended; err != nil {
					t.Fatal(err)
				}
				if got := strings.Count(w.Body.String(), `"kind":"PolicyChanged"`); got != want.told {
					t.Errorf("the log tells of %d policies, want %d", got, want.told)
				}
				key = keptKey(t, filepath.Join(dir, sealName), key)
			}
		})
	}
}

// keptKey reads the key file, which must be what it was.
func keptKey(t *testing.T, path string, was []byte) []byte {
	t.Helper()
	key, err := os.ReadFile(path) // #nosec G304 -- the test's own folder
	if err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(path)
	if err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
		t.Errorf("the key file is %v, %v", info, err)
	}
	if was != nil && !bytes.Equal(was, key) {
		t.Error("a second start has made another key")
	}
	return key
}
