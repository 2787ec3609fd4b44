package courier

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"sync"
	"testing"
	"time"
)

// BenchmarkDeliver is one webhook from Send to Done over a real socket, with a
// disk that syncs three times for it.
func BenchmarkDeliver(b *testing.B) {
	receiver := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {}))
	defer receiver.Close()
	d, err := openDisk(filepath.Join(b.TempDir(), "disk"))
	if err != nil {
		b.Fatal(err)
	}
	defer d.file.Close()
	ended := make(chan struct{}, 1)
	c, err := Open(Config{
		Store: d, Now: time.Now,
		Hook: func(string) (Hook, bool) { return Hook{receiver.URL, []Secret{secretA}}, true },
		Changed: func(s Slip) {
			if s.State == Done {
				ended <- struct{}{}
			}
		},
	})
	if err != nil {
		b.Fatal(err)
	}
	ctx, cancel := context.WithCancel(b.Context())
	var running sync.WaitGroup
	running.Go(func() { _ = c.Run(ctx) })
	n := 0
	for b.Loop() {
		n++
		if err := c.Send(hookParcel(Key(fmt.Sprint("k", n)))); err != nil {
			b.Fatal(err)
		}
		<-ended
	}
	cancel()
	running.Wait()
}
