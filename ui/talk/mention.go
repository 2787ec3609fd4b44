package talk

import (
	"slices"
	"strings"
	"unicode"

	"floorwalker/app"
	"floorwalker/ui/kit"
)

// PeopleOf are those whom somebody at this desk can mention.
func PeopleOf(s *app.Snapshot) []Person {
	all := make([]Person, 0, len(s.Team))
	for i := range s.Team {
		c := &s.Team[i]
		all = append(all, Person{ID: c.ID, Name: c.Name, Department: c.Department, Online: c.Online})
	}
	return all
}

// Rows are the people whose name, a word of it, or whose id begins with a query, those
// who are there first, as a popover offers them. The key of a row is what is written
// behind the "@".
func Rows(people []Person, query string) []kit.SlashRow {
	query = strings.ToLower(strings.TrimSpace(query))
	var found []Person
	for _, p := range people {
		if begins(p, query) {
			found = append(found, p)
		}
	}
	slices.SortStableFunc(found, func(a, b Person) int {
		switch {
		case a.Online == b.Online:
			return strings.Compare(a.Name, b.Name)
		case a.Online:
			return -1
		}
		return 1
	})
	if len(found) > kit.SlashMost {
		found = found[:kit.SlashMost]
	}
	rows := make([]kit.SlashRow, len(found))
	for i, p := range found {
		rows[i] = kit.SlashRow{Key: written(p, people), Cap: "@", Title: p.Name, Line: detail(p)}
	}
	return rows
}

func begins(p Person, query string) bool {
	name := strings.ToLower(p.Name)
	if strings.HasPrefix(name, query) || strings.HasPrefix(strings.ToLower(string(p.ID)), query) {
		return true
	}
	return slices.ContainsFunc(strings.FieldsFunc(name, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) }), func(w string) bool {
		return strings.HasPrefix(w, query)
	})
}

// written is how somebody is named so that nobody else is: by their name, or by their id
// where others have the same.
func written(p Person, people []Person) string {
	for _, o := range people {
		if o.ID != p.ID && strings.EqualFold(o.Name, p.Name) {
			return string(p.ID)
		}
	}
	return p.Name
}

func detail(p Person) string {
	there := "offline; hears of it later"
	if p.Online {
		there = "online"
	}
	if p.Department != "" {
		there = p.Department + " · " + there
	}
	return there
}

// at follows what is written behind an "@".
func (b *Box) at(query string, open bool) {
	rows := []kit.SlashRow(nil)
	if open {
		rows = Rows(b.state.People, query)
	}
	if len(rows) == 0 {
		b.names.Close()
		return
	}
	was := b.names.Opened()
	b.names.SetFoot("")
	b.names.Open(rows)
	if !was {
		b.stack.Refresh()
	}
}
