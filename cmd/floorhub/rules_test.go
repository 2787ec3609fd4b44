package main

import (
	"encoding/json"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/app/report"
	"floorwalker/sync/wire"
)

// why asks the hub about a chat.
func (s *serving) why(token, chat string) (w wire.Why, status int) {
	s.t.Helper()
	req, err := http.NewRequestWithContext(s.t.Context(), http.MethodGet, "http://"+s.addr+"/why?chat="+chat, nil)
	if err != nil {
		s.t.Fatal(err)
	}
	req.Header.Set("Authorization", "Bearer "+token)
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		s.t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		s.t.Fatal(err)
	}
	if resp.StatusCode == http.StatusOK {
		if err := json.Unmarshal(body, &w); err != nil {
			s.t.Fatal(err)
		}
	}
	return w, resp.StatusCode
}

// TestRules has the bot invent a price beside a folder of articles, and prints
// the figures from the hub and from the log (G-TRIG-04, A-46).
func TestRules(t *testing.T) {
	dir, articles := t.TempDir(), t.TempDir()
	plans := "# Plans\n\nThe Basic plan costs ₹199 a month.\n"
	if err := os.WriteFile(filepath.Join(articles, "plans.md"), []byte(plans), 0o600); err != nil {
		t.Fatal(err)
	}
	s := serve(t, dir, "--knowledge", articles)
	_, token, _ := floorhub(t, "agent", "add", "Asha", "--role", "primary", "--data-dir", dir)
	token = strings.TrimSpace(token)
	wait(t, func() bool {
		s.post(`{"chat":"c","turn":0,"from":"customer","text":"what does the Basic plan cost?"}`)
		w, status := s.why(token, "c")
		return status == http.StatusOK && w.Knowledge.State == wire.KnowledgeLoaded
	}, s.stderr)
	s.post(`{"chat":"c","turn":1,"from":"bot","text":"The Basic plan costs ₹349 a month."}`)
	wait(t, func() bool { w, _ := s.why(token, "c"); return w.Verdict.Held != "" }, s.stderr)
	if w, _ := s.why(token, "c"); !strings.Contains(w.Verdict.Words, "says ₹199") {
		t.Errorf("%+v", w.Verdict)
	}
	if _, status := s.why("fw_nobody", "c"); status != http.StatusUnauthorized {
		t.Errorf("a stranger: %d", status)
	}
	_, running, errs := floorhub(t, "rules", "--data-dir", dir)
	s.end()
	code, alone, _ := floorhub(t, "rules", "--data-dir", dir)
	if code != exitDone || running != alone || errs != "" {
		t.Errorf("%d, %s\n%s\n%s", code, errs, running, alone)
	}
	checkRules(t, alone)
}

// checkRules reads the printed table: one suspicion, which nobody dismissed.
func checkRules(t *testing.T, table string) {
	t.Helper()
	rows := strings.Split(strings.TrimSpace(table), "\n")
	if len(rows) != 1+len(policy.RuleIDs()) {
		t.Fatalf("%q", rows)
	}
	for i, id := range policy.RuleIDs() {
		f := strings.Fields(rows[1+i])
		if len(f) != 7 || f[0] != string(id) {
			t.Errorf("%q, want %s", rows[1+i], id)
		}
		if id == policy.RuleHallucination && (f[1] != "1" || f[3] != "0" || f[4] != "0.0%") {
			t.Errorf("%q", rows[1+i])
		}
	}
}

func TestRulesTable(t *testing.T) {
	var out strings.Builder
	err := printRules(&out, []report.RuleFigures{
		{Rule: "stuck", Raised: 3, Alerts: 2, Dismissed: 1, Confirmed: 1, Marked: 0},
		{Rule: chat.RuleID("billing")},
	})
	want := "     rule  raised  alerts  dismissed  share  confirmed  marked\n" +
		"    stuck       3       2          1  33.3%          1       0\n" +
		"  billing       0       0          0      -          0       0\n"
	if err != nil || out.String() != want {
		t.Errorf("%v\n%s\nwant\n%s", err, out.String(), want)
	}
}
