package main

import (
	"context"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"

	"floorwalker/app/chat"
	"floorwalker/cmd/internal/station"
	"floorwalker/sync/hub"
)

var tokenAlone = regexp.MustCompile(`^fw_[a-z2-7]{32}\n$`)

// team adds, lists and revokes in one folder; it is the same whether a hub
// runs there or not.
func team(t *testing.T, dir string) {
	t.Helper()
	in := func(args ...string) []string { return append(args, "--data-dir", dir) }
	for name, role := range map[string]string{"Asha": "primary", "Zoë K.": "lead"} {
		if code, out, errs := floorhub(t, in("agent", "add", name, "--role", role)...); code != exitDone || !tokenAlone.MatchString(out) {
			t.Fatalf("add %s: %d %q %q", name, code, out, errs)
		}
	}
	for _, name := range []string{"Asha", "asha", " Asha "} {
		code, out, errs := floorhub(t, in("agent", "add", name, "--role", "backup")...)
		if code != exitFailed || out != "" {
			t.Errorf("%q again: %d %q", name, code, out)
		}
		oneSentence(t, errs)
	}
	for _, name := range []string{"", "  ", "a\nb", strings.Repeat("x", 61)} {
		if code, out, _ := floorhub(t, in("agent", "add", name, "--role", "backup")...); code != exitFailed || out != "" {
			t.Errorf("%q: %d %q", name, code, out)
		}
	}
	leaves(t, in)
}

// leaves lists the team, lets one of them go, and takes her back.
func leaves(t *testing.T, in func(...string) []string) {
	t.Helper()
	code, out, _ := floorhub(t, in("agent", "list")...)
	want := "Asha    primary  offline\nZoë K.  lead     offline\n"
	if code != exitDone || out != want {
		t.Errorf("list: %d\n%s", code, out)
	}
	if code, out, errs := floorhub(t, in("agent", "revoke", "Zoë K.")...); code != exitDone || out != "" {
		t.Errorf("revoke: %d %q %q", code, out, errs)
	}
	code, _, errs := floorhub(t, in("agent", "revoke", "Zoë K.")...)
	if code != exitFailed {
		t.Errorf("revoked twice: %d", code)
	}
	oneSentence(t, errs)
	if code, out, _ := floorhub(t, in("agent", "list")...); code != exitDone || !strings.Contains(out, "Zoë K.  lead     revoked") {
		t.Errorf("list: %d\n%s", code, out)
	}
	if code, out, _ := floorhub(t, in("agent", "add", "Zoë K.", "--role", "backup")...); code != exitDone || !tokenAlone.MatchString(out) {
		t.Errorf("back on the team: %d %q", code, out)
	}
	withDepartment(t, in)
}

// withDepartment adds somebody of a department, which the list shows (V-FWD-02).
func withDepartment(t *testing.T, in func(...string) []string) {
	t.Helper()
	if code, out, errs := floorhub(t, in("agent", "add", "Ben", "--role", "backup", "--department", "billing")...); code != exitDone {
		t.Fatalf("%d %q %q", code, out, errs)
	}
	if code, out, _ := floorhub(t, in("agent", "list")...); code != exitDone || !strings.Contains(out, "Ben     backup   offline  billing\n") {
		t.Errorf("list: %d\n%s", code, out)
	}
	code, out, errs := floorhub(t, in("agent", "add", "Odd", "--role", "backup", "--department", strings.Repeat("x", 61))...)
	if code != exitFailed || out != "" {
		t.Errorf("a long department: %d %q", code, out)
	}
	oneSentence(t, errs)
}

func TestTeamWithoutAHub(t *testing.T) { team(t, t.TempDir()) }

func TestTeamWithAHub(t *testing.T) {
	dir := t.TempDir()
	serve(t, dir)
	team(t, dir)
}

// TestTheAdminSocket is its owner's alone, in a folder however deep, and one
// that a killed hub left behind is no hindrance.
func TestTheAdminSocket(t *testing.T) {
	dir := t.TempDir()
	if runtime.GOOS == "linux" { // elsewhere a deep folder has no socket
		for len(dir) <= 140 {
			dir = filepath.Join(dir, strings.Repeat("deep", 6))
		}
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	stale := filepath.Join(dir, "admin.sock")
	if err := os.WriteFile(stale, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	s := serve(t, dir)
	info, err := os.Stat(stale)
	if err != nil {
		t.Fatal(err)
	}
	if info.Mode().Type() != os.ModeSocket || info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v", info.Mode())
	}
	if code, out, errs := floorhub(t, "agent", "add", "Asha", "--role", "lead", "--data-dir", dir); code != exitDone || !tokenAlone.MatchString(out) {
		t.Errorf("%d %q %q", code, out, errs)
	}
	// The network does not have what the socket has.
	for _, path := range []string{"/agents", "/tail"} {
		resp, err := http.Get("http://" + s.addr + path)
		if err != nil {
			t.Fatal(err)
		}
		resp.Body.Close()
		if resp.StatusCode != http.StatusNotFound {
			t.Errorf("%s: %s", path, resp.Status)
		}
	}
	s.end()
	if _, err := station.Admin(context.Background(), dir); err == nil {
		t.Error("somebody answers after the end")
	}
	serve(t, dir)
}

func TestTheListSaysHowBusySomebodyIs(t *testing.T) { // S-MULTI-01, S-MULTI-05
	for want, m := range map[string]hub.TeamMember{
		"offline":                      {Presence: chat.PresenceOffline, Cap: 5},
		"online, serves 2 of 5, focus": {Presence: chat.PresenceOnline, Serves: 2, Cap: 5, Focus: true},
		"online, focus":                {Presence: chat.PresenceOnline, Cap: 5, Focus: true},
		"revoked":                      {Presence: chat.PresenceOnline, Revoked: true, Serves: 2, Cap: 5},
	} {
		if got := standing(&m); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
