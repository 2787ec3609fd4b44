package thread

import (
	"strings"

	"floorwalker/app/chat"
	"floorwalker/app/followup"
	"floorwalker/app/script"
	"floorwalker/ui/kit"
)

// canned is a canned text on its way into a box: chosen behind a "/", and in
// the strip until its blanks are filled (E-ACT-07). It goes into the draft
// whole, so that no draft ever holds an empty blank.
type canned struct {
	chat   chat.ChatID
	id     script.ResponseID
	known  script.Known
	filled script.Filled
}

// slashed follows what is written behind a "/". The search runs here, between
// two keys: the library is in memory and answers within a few milliseconds.
func (w *writer) slashed(query string, open bool) {
	p := w.pane
	w.query = ""
	if open {
		w.query = "/" + query
	}
	if !open || w.filling != nil {
		p.closeSlash()
		return
	}
	hits := p.opts.Library().Search(script.Query{Text: query, Limit: kit.SlashMost})
	rows := make([]kit.SlashRow, len(hits))
	for i, h := range hits {
		c := h.Content
		rows[i] = kit.SlashRow{Key: string(h.ID), Shortcut: c.Shortcut, Title: c.Title, Line: firstLine(c.Text)}
	}
	p.slash.SetFoot("")
	p.slash.OnChoose = w.choose
	p.slash.OnEscape = w.box.CloseSlash
	p.openSlash(rows)
}

func firstLine(text string) string {
	line, _, _ := strings.Cut(text, "\n")
	return line
}

// openSlash shows the popover over the lines, in its place.
func (p *Pane) openSlash(rows []kit.SlashRow) {
	was := p.slash.Opened()
	p.slash.Open(rows)
	if !was {
		p.lineStack.Refresh()
	}
}

// closeSlash takes the popover of canned texts away.
func (p *Pane) closeSlash() { p.slash.Close() }

// choose takes the text that was chosen: into the strip if it has blanks, else
// into the draft.
func (w *writer) choose(key string) {
	v, ok := w.pane.opts.Library().Get(script.ResponseID(key))
	if !ok || w.pane.shown == nil || w.pane.shown.ID != w.chat {
		return // it was deleted by somebody meanwhile
	}
	known := w.pane.known()
	c := &canned{chat: w.chat, id: script.ResponseID(key), known: known, filled: script.Fill(v.Content, known)}
	if ok, _ := c.filled.Ready(); ok && len(c.data().Slots) == 0 {
		w.insert(c.id, c.filled)
		return
	}
	w.fillStrip(c)
}

// fillStrip asks for the blanks of a text.
func (w *writer) fillStrip(c *canned) {
	w.filling = c
	w.strip.Set(c.data())
	w.strip.Show()
	w.arrange()
	w.check()
	w.pane.filled.Refresh()
	w.pane.opts.Focus(w.strip.Focusable())
}

// known is what blanks are filled from: the chat on screen, the settings, the
// policy and who writes.
func (p *Pane) known() script.Known {
	t, s := p.shown, p.opts.Policy.Support
	k := script.Known{
		Now: p.opts.Now(), Customer: t.Customer, Messages: t.Messages, Agent: p.me.Name, Policy: *p.opts.Policy,
		Settings: script.Settings{Salutation: s.Salutation, Team: s.Team, Phone: s.Phone, Email: s.Mail},
		Typed:    make(map[string]string),
	}
	k.Similar = p.similar.count(t.ID)
	region := ""
	if e := p.edition(); e != nil {
		region = e.Form.Region
	}
	k.Zone = followup.ZoneOf(&k.Customer, region)
	return k
}

// fill writes a value into a blank. What must be looked up takes none, and
// says so.
func (w *writer) fill(name, value string) {
	c := w.filling
	if c == nil {
		return
	}
	for _, s := range c.filled.Slots {
		if blankName(s.Name) == name {
			c.known.Typed[s.Name] = value
		}
	}
	c.filled = script.Fill(c.filled.Response, c.known)
	w.strip.Set(c.data())
	w.pane.filled.Refresh()
}

// use puts the text of the strip into the draft.
func (w *writer) use() {
	c := w.filling
	if c == nil || c.chat != w.chat {
		return
	}
	if ok, _ := c.filled.Ready(); !ok {
		return
	}
	w.closeStrip()
	w.insert(c.id, c.filled)
}

// insert writes a text where the "/" stands, and remembers what in it are the
// customer's own words.
func (w *writer) insert(id script.ResponseID, f script.Filled) {
	w.texts[w.chat] = append(w.texts[w.chat], inserted{id, f})
	w.box.ReplaceSlash(f.Text)
	w.check()
}

// drop leaves the text of the strip; what was written stays.
func (w *writer) drop() {
	w.closeStrip()
	w.box.CloseSlash()
	w.pane.opts.Focus(w.box.Focusable())
}

func (w *writer) closeStrip() {
	if w.filling == nil {
		return
	}
	w.filling = nil
	w.strip.Hide()
	w.arrange()
	w.check()
	if w.pane.filled != nil {
		w.pane.filled.Refresh()
	}
}

// data is the text as the strip shows it.
func (c *canned) data() kit.SlotsData { return slotsData(c.filled, sourceWords) }

// slotsData is a filled text as the kit draws it, each blank with where it is from.
func slotsData(f script.Filled, from func(script.Source) string) kit.SlotsData {
	d := kit.SlotsData{Title: f.Response.Title, Slots: blanks(f, from)}
	at, text := 0, f.Text
	for _, s := range f.Slots {
		if s.Clause {
			continue // its words stand in the text, or do not
		}
		if s.Start > at {
			d.Pieces = append(d.Pieces, kit.SlotPiece{Text: text[at:s.Start]})
		}
		d.Pieces = append(d.Pieces, kit.SlotPiece{Slot: blankName(s.Name)})
		at = s.End
	}
	if at < len(text) {
		d.Pieces = append(d.Pieces, kit.SlotPiece{Text: text[at:]})
	}
	if ok, why := f.Ready(); !ok {
		d.Locked = why
	}
	return d
}

// blanks are the blanks of a text, each once, in its order.
func blanks(f script.Filled, from func(script.Source) string) []kit.Slot {
	var bs []kit.Slot
	seen := make(map[string]bool)
	for _, s := range f.Slots {
		if s.Clause || seen[s.Name] {
			continue
		}
		seen[s.Name] = true
		b := kit.Slot{Name: blankName(s.Name), Value: s.Value, Source: from(s.Source)}
		if s.Value == "" {
			b.Source = script.About(s.Name)
		}
		bs = append(bs, b)
	}
	return bs
}

// blankName is the name of a blank as people read it.
func blankName(name string) string { return strings.ReplaceAll(name, "_", " ") }

// sourceWords say where the value of a blank was found.
func sourceWords(s script.Source) string {
	switch s.Kind {
	case script.SourceMessage:
		return "from the chat"
	case script.SourceCustomer:
		return "from the customer's " + s.Field
	case script.SourceSetting:
		return "from the settings"
	case script.SourcePolicy:
		return "from the policy, " + s.Field
	case script.SourceDesk:
		return "from this desk"
	case script.SourceTicket:
		return "from the ticket"
	case script.SourceClock:
		return "by the clock in " + s.Field
	case script.SourceTyped:
		return "written by you"
	}
	return ""
}
