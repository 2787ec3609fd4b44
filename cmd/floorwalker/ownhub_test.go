package main

import (
	"bytes"
	"context"
	"encoding/json"
	"net"
	"net/http"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"floorwalker/app/chat"
	"floorwalker/assets"
	"floorwalker/cmd/internal/backends"
	"floorwalker/cmd/internal/station"
	"floorwalker/storage/vault"
	"floorwalker/sync/wire"
)

// backendNames asks a hub, as a desk does, which backends it has; nil while it is away.
func backendNames(t *testing.T, addr string) []string {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "http://"+addr+"/backends", nil)
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Authorization", "Bearer the-desk's-own-token")
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return nil
	}
	defer func() { _ = resp.Body.Close() }()
	var got wire.BackendStatuses
	if resp.StatusCode != http.StatusOK || json.NewDecoder(resp.Body).Decode(&got) != nil {
		return nil
	}
	var names []string
	for _, b := range got.Backends {
		names = append(names, b.Name)
	}
	return names
}

// What was connected in the window is there at once: the hub starts again on its address,
// with the backend and without played customers, as often as somebody connects.
func TestTheOwnHubStartsAgain(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	addr, dir := l.Addr().String(), filepath.Join(t.TempDir(), "hub")
	h := newOwnHub(station.Options{
		Dir: dir, Listen: addr, Listener: l, Practice: true, Scenarios: true, Speed: 1, Policy: assets.DefaultPolicy, Now: time.Now,
		Local: &station.Local{Name: "Asha", Role: chat.RolePrimary, Token: "the-desk's-own-token"},
	})
	h.book = backends.NewBook(h.dir, vault.New(filepath.Join(h.dir, secretsFolder), vault.Options{})) // no keychain of whoever runs the test
	ctx, cancel := context.WithCancel(context.Background())
	var running sync.WaitGroup
	running.Go(func() {
		if err := h.run(ctx); err != nil {
			t.Errorf("the hub: %v", err)
		}
	})
	t.Cleanup(func() { cancel(); running.Wait(); http.DefaultClient.CloseIdleConnections() })
	has := func(want ...string) {
		t.Helper()
		var got []string
		for end := time.Now().Add(time.Minute); !slices.Equal(got, want); time.Sleep(20 * time.Millisecond) {
			if got = backendNames(t, addr); time.Now().After(end) {
				t.Fatalf("the hub has %v, want %v", got, want)
			}
		}
	}
	if n := bytes.Count(assets.DefaultPolicy, []byte(practiceName)); n != 1 {
		t.Fatalf("the policy that ships says %d times what the floor is called", n)
	}
	has("practice")
	for _, c := range []struct {
		vendor  string
		answers backends.Answers
		want    []string
	}{
		{"chatwoot", backends.Answers{"url": "http://127.0.0.1:9", "token": "sesame"}, []string{"chatwoot"}},
		{"livehelperchat", backends.Answers{"url": "http://127.0.0.1:9", "username": "floor", "key": "sesame"}, []string{"chatwoot", "livehelperchat"}},
	} {
		if err := h.keep(t.Context(), c.vendor, c.answers); err != nil {
			t.Fatal(err)
		}
		h.restart()
		has(c.want...)
	}
	if all := (&connecting{hub: h}).Vendors(); len(all) != len(backends.Vendors()) || all[0].Known["url"] != "http://127.0.0.1:9" || all[0].Known["token"] != "" {
		t.Errorf("the sheet begins with %+v", all[0].Known)
	}
}
