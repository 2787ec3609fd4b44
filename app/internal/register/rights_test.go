package register_test

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"floorwalker/app/referee"
)

// write has README written anew: go test ./app/internal/register -run Rights -write.
var write = flag.Bool("write", false, "write the table of rights into README")

// The comments between which the table stands.
const (
	rightsBegin = "<!-- rights -->\n"
	rightsEnd   = "<!-- /rights -->"
)

// TestReadmeHasTheTableOfRights: who may do what is one table in the code, and README
// says exactly that.
func TestReadmeHasTheTableOfRights(t *testing.T) {
	path := filepath.Join(root, "README.md")
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	head, rest, begun := strings.Cut(string(raw), rightsBegin)
	was, tail, ended := strings.Cut(rest, rightsEnd)
	if !begun || !ended || strings.Contains(tail, rightsBegin) {
		t.Fatalf("README has no one place for the table between %s and %s", rightsBegin, rightsEnd)
	}
	want := referee.RightsTable()
	if was == want {
		return
	}
	if !*write {
		t.Errorf("README says of rights something else than the code; run this test with -write. The code says\n%s", want)
		return
	}
	if err := os.WriteFile(path, []byte(head+rightsBegin+want+rightsEnd+tail), 0o600); err != nil { // the mode of a file that is there stays
		t.Fatal(err)
	}
}

// TestEachCommandHasAWordOfWhoMay: no row of the table is without words or roles, and none is there twice.
func TestEachCommandHasAWordOfWhoMay(t *testing.T) {
	type row struct{ command, form string }
	seen := make(map[row]bool)
	for _, r := range referee.Rights() {
		k := row{string(r.Command), string(r.Form)}
		if r.Words == "" || len(r.Roles) == 0 || seen[k] || strings.ContainsAny(r.Words+r.Only, "|\n") {
			t.Errorf("%+v", r)
		}
		seen[k] = true
	}
}
