package library

import (
	"strings"

	"floorwalker/app"
	"floorwalker/app/record"
	"floorwalker/ui/kit"
)

// rowSource is what the list of responses reads: unsaved texts that stand
// nowhere else, then what was found.
type rowSource struct{ l *listing }

// Len implements kit.ListSource.
func (s rowSource) Len() int { return len(s.l.lead) + len(s.l.ids) }

// Key implements kit.ListSource.
func (s rowSource) Key(i int) string {
	if n := len(s.l.lead); i >= n {
		return string(s.l.ids[i-n])
	}
	return s.l.lead[i]
}

// index is where a key stands, or -1.
func (s rowSource) index(key string) int {
	for i := range s.Len() {
		if s.Key(i) == key {
			return i
		}
	}
	return -1
}

// Bind implements kit.ListSource.
func (s rowSource) Bind(i int, r *row) { r.Set(s.l.p.rowData(s.Key(i))) }

// unsaved marks what was typed and not saved. Read-only.
var unsaved = kit.PillData{Word: "not saved", Tone: kit.Blue}

// rowData says what a row shows.
func (p *Pane) rowData(key string) rowData {
	d, typed := p.drafts.get(key)
	if key == newKey {
		r := d.Response
		return rowData{r.Shortcut, orElse(r.Title, "New response"), firstLine(r.Text), r.Folder, unsaved}
	}
	v, offered := p.lib.Get(record.ID(key))
	out := rowData{v.Content.Shortcut, v.Content.Title, firstLine(v.Content.Text), v.Content.Folder, kit.PillData{}}
	switch {
	case !offered && typed: // deleted under somebody's hand
		out = rowData{d.Response.Shortcut, orElse(d.Response.Title, "Untitled"), firstLine(d.Response.Text), d.Response.Folder, unsaved}
	case !offered:
		out.Title, out.Mark = "Deleted", kit.PillData{Word: "gone", Tone: kit.Grey}
	case p.torn[record.ID(key)]:
		out.Mark = kit.PillData{Word: "two versions", Tone: kit.Amber}
	case p.refusal(record.ID(key)) != nil:
		out.Mark = kit.PillData{Word: "not taken", Tone: kit.Red}
	case typed:
		out.Mark = unsaved
	}
	return out
}

// refusal is the edit of a record that the hub did not take, or nil.
func (p *Pane) refusal(id record.ID) *app.RefusedEdit {
	for i := range p.refused {
		if p.refused[i].Record == id {
			return &p.refused[i]
		}
	}
	return nil
}

// firstLine is the beginning of a text, for a place that shows no more.
func firstLine(s string) string {
	const most = 200
	if i := strings.IndexByte(s, '\n'); i >= 0 {
		s = s[:i]
	}
	n := 0
	for i := range s {
		if n++; n > most {
			return s[:i]
		}
	}
	return s
}

func orElse(s, other string) string {
	if strings.TrimSpace(s) == "" {
		return other
	}
	return s
}
