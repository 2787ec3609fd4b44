//go:build unix

package cluster

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"floorwalker/assets"
	"floorwalker/cmd/internal/station"
	"floorwalker/sync/files"
	"floorwalker/sync/hub"
)

// TestFilesSurviveTheirHub: what one hub took, an attachment and a file of the library,
// the next one hands out after the first was killed; what all nodes have lost of it is
// no file, and while the nodes are away none is taken (E-ACT-06, V-ATT-01). A hub without
// the workspace's key, or with another, or with another library, does not start.
func TestFilesSurviveTheirHub(t *testing.T) {
	f := newFloor(t)
	first := f.holder()
	token := f.token(first, "Lena")
	sent := bytes.Repeat([]byte("what the customer sees on the screen\n"), 60_000) // several parts
	var l files.Listed
	f.decode(f.ask(first, http.MethodPost, "/v1/files?chat=c1&name=screen.txt", token, sent), http.StatusCreated, &l)
	f.shelve(first, "prices.txt", "42 euros")

	f.killHub(first)
	next := f.holder()
	if next == first {
		t.Fatal("it was killed")
	}
	if _, err := os.Stat(filepath.Join(f.hubDir[next], "files", l.Hash)); err == nil {
		t.Fatal("the next hub has it already")
	}
	resp := f.ask(next, http.MethodGet, "/v1/files/"+l.Hash, token, nil)
	if got, err := io.ReadAll(resp.Body); err != nil || resp.StatusCode != http.StatusOK || !bytes.Equal(got, sent) {
		t.Fatalf("%s: %d bytes of %d, %v", resp.Status, len(got), len(sent), err)
	}
	var list hub.LibraryList
	f.decode(f.ask(next, http.MethodGet, "/v1/library", token, nil), http.StatusOK, &list)
	if len(list.Files) != 1 || list.Files[0].Name != "prices.txt" {
		t.Fatal(list.Files)
	}
	f.refusesStrangers()

	for i := range machines {
		f.nodes[i].Kill()
	}
	resp = f.ask(next, http.MethodPost, "/v1/files?chat=c1&name=late.txt", token, []byte("too late"))
	text, _ := io.ReadAll(resp.Body) // an empty one is no sentence
	if resp.StatusCode < http.StatusInternalServerError || !strings.HasSuffix(strings.TrimSpace(string(text)), ".") {
		t.Errorf("%s: %s", resp.Status, text)
	}
	kept, err := os.ReadDir(filepath.Join(f.hubDir[next], "files"))
	if err != nil || len(kept) != 1 {
		t.Errorf("%d files at hand, %v", len(kept), err)
	}
}

// refusesStrangers starts hubs in new folders that do not belong to this workspace.
func (f *floor) refusesStrangers() {
	f.t.Helper()
	own, err := os.ReadFile(filepath.Join(f.hubDir[0], keyFile))
	if err != nil {
		f.t.Fatal(err)
	}
	for _, c := range []struct {
		name, says   string
		key, library []byte
	}{
		{name: "no key", says: keyFile},
		{name: "another key", says: keyFile, key: bytes.Repeat([]byte{7}, 32)},
		{name: "a library of its own", says: "library.json", key: own, library: []byte(`[{"hash":"` + strings.Repeat("ab", 32) + `","name":"own.txt"}]`)},
	} {
		dir := f.t.TempDir()
		f.write(filepath.Join(dir, keyFile), c.key)
		f.write(filepath.Join(dir, "files", "library.json"), c.library)
		_, err := station.Open(f.t.Context(), station.Options{
			Dir: dir, NATS: "nats://" + f.nodeAddr[0], Listen: "127.0.0.1:0", StandBy: true, Policy: assets.DefaultPolicy, Now: time.Now,
		})
		if err == nil || !strings.Contains(err.Error(), c.says) {
			f.t.Errorf("%s: %v", c.name, err)
		}
		if now, _ := os.ReadFile(filepath.Join(dir, keyFile)); !bytes.Equal(now, c.key) { // where there is none, none is read
			f.t.Errorf("%s: the key was touched", c.name)
		}
	}
}

// write writes a file, if there is anything to write.
func (f *floor) write(path string, b []byte) {
	f.t.Helper()
	if b == nil {
		return
	}
	err := os.MkdirAll(filepath.Dir(path), 0o700)
	if err == nil {
		err = os.WriteFile(path, b, 0o600)
	}
	if err != nil {
		f.t.Fatal(err)
	}
}

// ask sends a request to a hub.
func (f *floor) ask(at int, method, path, token string, body []byte) *http.Response {
	f.t.Helper()
	ctx, cancel := context.WithTimeout(f.t.Context(), patience)
	f.t.Cleanup(cancel)
	req, err := http.NewRequestWithContext(ctx, method, "http://"+f.hubAddr[at]+path, bytes.NewReader(body))
	if err != nil {
		f.t.Fatal(err)
	}
	req.Header.Set("Authorization", "Bearer "+token)
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		f.t.Fatal(err)
	}
	f.t.Cleanup(func() { _ = resp.Body.Close() }) // it was read
	return resp
}

func (f *floor) decode(resp *http.Response, status int, to any) {
	f.t.Helper()
	text, err := io.ReadAll(resp.Body)
	if err == nil && resp.StatusCode != status {
		err = fmt.Errorf("want status %d", status)
	}
	if err == nil {
		err = json.Unmarshal(text, to)
	}
	if err != nil {
		f.t.Fatalf("%s: %v: %s", resp.Status, err, text)
	}
}

// shelve puts a file into the team's library.
func (f *floor) shelve(at int, name, text string) {
	f.t.Helper()
	client, err := station.Admin(f.t.Context(), f.hubDir[at])
	if err != nil {
		f.t.Fatal(err)
	}
	resp, err := client.Post("http://hub/files?name="+name, "application/octet-stream", strings.NewReader(text))
	if err != nil {
		f.t.Fatal(err)
	}
	defer func() { _ = resp.Body.Close() }() // it was read
	var l files.Listed
	f.decode(resp, http.StatusOK, &l)
}
