package main

import (
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"floorwalker/cmd/internal/backends"
	"floorwalker/sync/driver/chatwoot/standin"
)

// connecting is a Chatwoot on loopback, and floorhub as somebody who is asked calls it.
type connecting struct {
	t   *testing.T
	dir string
	url string
}

const connectToken = "the-access-token-of-an-administrator"

func newConnecting(t *testing.T) *connecting {
	t.Helper()
	s := standin.New(standin.Options{Report: t.Logf, Now: time.Now, Token: connectToken, Secret: "s", Cut: func() {}, Away: func(bool) {}})
	server := httptest.NewServer(s)
	t.Cleanup(func() { s.Stop(); server.Close() })
	return &connecting{t: t, dir: t.TempDir(), url: server.URL}
}

// asked runs floorhub connect with what somebody types.
func (c *connecting) asked(typed string, args ...string) (code int, out, errs string) {
	c.t.Helper()
	var stdout, stderr output
	args = append([]string{"connect"}, append(args, "--data-dir", c.dir)...)
	code = run(c.t.Context(), args, strings.NewReader(typed), &stdout, &stderr)
	return code, stdout.String(), stderr.String()
}

// It asks, checks each right, keeps what was answered, and the secret in no file that
// others may read.
func TestConnecting(t *testing.T) {
	c := newConnecting(t)
	code, out, errs := c.asked(c.url+"\n"+connectToken+"\n\n\n\n\n\n", "chatwoot", "--no-keychain", "--agents", "1=asha")
	if code != exitDone || !strings.Contains(out, "Chatwoot is connected.") || !strings.Contains(out, "  yes ") {
		t.Fatalf("%d\n%s\n%s", code, out, errs)
	}
	if strings.Contains(out+errs, connectToken) {
		t.Error("the token is printed")
	}
	if code, out, errs = c.asked("", "list"); code != exitDone || !strings.Contains(out, c.url) || !strings.Contains(out, "asha") || strings.Contains(out, connectToken) {
		t.Errorf("list: %d %q %q", code, out, errs)
	}
	if code, out, errs = c.asked("", "check", "--no-keychain"); code != exitDone || !strings.Contains(out, "Chatwoot: ") {
		t.Errorf("check: %d %q %q", code, out, errs)
	}
	c.secretIsKept()
	if code, _, errs = c.asked("", "remove", "chatwoot", "--no-keychain"); code != exitDone {
		t.Errorf("remove: %d %q", code, errs)
	}
	if code, out, _ = c.asked("", "list"); code != exitDone || out != "" {
		t.Errorf("after that: %d %q", code, out)
	}
}

// secretIsKept sees that no file with the token may be read by others.
func (c *connecting) secretIsKept() {
	c.t.Helper()
	err := filepath.WalkDir(c.dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		raw, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		if strings.Contains(string(raw), connectToken) && info.Mode().Perm()&0o077 != 0 {
			c.t.Errorf("%s has the token and may be read by others", d.Name())
		}
		return nil
	})
	if err != nil {
		c.t.Fatal(err)
	}
}

// What cannot work is not kept, and said in one sentence without the credentials.
func TestConnectingInVain(t *testing.T) {
	c := newConnecting(t)
	for _, x := range []struct {
		name, typed string
		args        []string
		code        int
	}{
		{"a wrong token", c.url + "\nno-token-of-ours\n\n\n\n\n", []string{"chatwoot"}, exitFailed},
		{"nobody there", "http://127.0.0.1:1\nno-token-of-ours\n\n\n\n\n", []string{"chatwoot"}, exitFailed},
		{"no answer", "", []string{"crisp"}, exitUsage},
		{"no address", "\n\n\n", []string{"livehelperchat"}, exitUsage},
		{"a stranger's answer", "", []string{"crisp", "--set", "colour=red"}, exitUsage},
		{"no number", c.url + "\nno-token-of-ours\nten\n\n\n\n", []string{"chatwoot"}, exitFailed},
	} {
		t.Run(x.name, func(t *testing.T) {
			code, out, errs := c.asked(x.typed, append(x.args, "--no-keychain")...)
			if code != x.code || strings.Contains(out+errs, "no-token-of-ours") {
				t.Errorf("%d %q %q", code, out, errs)
			}
		})
	}
	if _, err := os.Stat(filepath.Join(c.dir, backends.FileName)); err == nil {
		t.Error("something was kept")
	}
}
