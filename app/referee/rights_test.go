package referee

import (
	"slices"
	"testing"

	"floorwalker/app/chat"
)

// TestRights: each command has a row, and each row is complete: what is not in the table
// nobody may do.
func TestRights(t *testing.T) {
	type key struct {
		n chat.CommandName
		f Form
	}
	seen := make(map[key]bool)
	for _, r := range Rights() {
		k := key{r.Command, r.Form}
		switch {
		case seen[k]:
			t.Errorf("%v stands twice", k)
		case len(r.Roles) == 0 || r.Words == "":
			t.Errorf("%v: %+v", k, r)
		case chat.NewWish(r.Command) == nil:
			t.Errorf("%s is no command", r.Command)
		case !slices.Contains(r.Roles, chat.RoleLead):
			t.Errorf("leads may not do %v", k)
		}
		seen[k] = true
	}
	for k := range seen { // a sharper form is of a command
		if !seen[key{n: k.n}] {
			t.Errorf("%s has a form and no row", k.n)
		}
	}
	for _, n := range chat.CommandNames() {
		if !seen[key{n: n}] {
			t.Errorf("%s has no row", n)
		}
	}
	if May(chat.RoleLead, "Novelty") {
		t.Error("a lead may do what nobody knows")
	}
}
