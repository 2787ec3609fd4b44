package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"floorwalker/cmd/internal/label"
)

// TestLabelNeedsATerminal says so, and does not draw chats for nobody.
func TestLabelNeedsATerminal(t *testing.T) {
	dir := t.TempDir()
	code, out, errs := floorhub(t, "label", "--data-dir", dir)
	if code != exitUsage || out != "" || !strings.Contains(errs, "terminal") {
		t.Errorf("%d %q %q", code, out, errs)
	}
	oneSentence(t, errs)
	for _, args := range [][]string{{"--ask", "fz"}, {"--chats", "0"}} {
		code, _, errs := floorhub(t, append([]string{"label", "--data-dir", dir}, args...)...)
		if code != exitUsage {
			t.Errorf("%v: %d %q", args, code, errs)
		}
		oneSentence(t, errs)
	}
}

// TestLabelExport exports judgements of chats that a hub has seen, beside the
// running hub and without it.
func TestLabelExport(t *testing.T) {
	dir := t.TempDir()
	s := serve(t, dir)
	for _, line := range []string{
		`{"chat":"c","turn":0,"from":"customer","text":"hello, I am on +91 00000 00007","name":"Rohan M."}`,
		`{"chat":"c","turn":1,"from":"bot","text":"Hi Rohan"}`,
	} {
		s.post(line)
	}
	var census label.Census
	wait(t, func() bool {
		census = label.Census{}
		c := labelCmd{}
		c.DataDir = dir
		if err := c.each(&env{ctx: t.Context()}, census.Event); err != nil {
			t.Fatal(err)
		}
		all := census.Chats()
		return len(all) == 1 && all[0].Lines == 2
	}, s.stderr)
	r := label.NewReading(census.Chats())
	c := labelCmd{}
	c.DataDir = dir
	if err := c.each(&env{ctx: t.Context()}, r.Event); err != nil {
		t.Fatal(err)
	}
	thread := r.Threads()[0]
	journal := filepath.Join(dir, "labels", "journal.jsonl")
	j, err := label.OpenJournal(journal)
	if err != nil {
		t.Fatal(err)
	}
	for _, turn := range thread.Turns {
		if err := j.Append(label.Entry{Chat: thread.ID, Message: turn.Message, Marks: label.Marks{"billing": true}}); err != nil {
			t.Fatal(err)
		}
	}
	_ = j.Close()
	beside := exported(t, dir)
	s.end()
	if alone := exported(t, dir); alone != beside {
		t.Errorf("alone:\n%s\nbeside the hub:\n%s", alone, beside)
	}
	var row label.Row
	if err := json.Unmarshal([]byte(strings.SplitN(beside, "\n", 2)[0]), &row); err != nil {
		t.Fatal(err)
	}
	if row.Set != "ours" || row.Text != "hello, I am on +00 00000 00000" || row.Labels["billing"] != 1 || strings.Contains(beside, "Rohan") {
		t.Errorf("%s", beside)
	}
}

func exported(t *testing.T, dir string) string {
	t.Helper()
	folder := filepath.Join(t.TempDir(), "Ours")
	code, out, errs := floorhub(t, "label", "--data-dir", dir, "--export", folder)
	if code != exitDone || !strings.Contains(out, "2 labels in 2 turns of 1 chats") {
		t.Fatalf("%d %q %q", code, out, errs)
	}
	file, err := os.ReadFile(filepath.Join(folder, "dev.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	return string(file)
}
