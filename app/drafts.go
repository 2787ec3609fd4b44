package app

import "floorwalker/app/chat"

// SaveDraft keeps what somebody has begun to write; it is on disk within
// draftTime. An empty text forgets it.
func (d *Desk) SaveDraft(id chat.ChatID, kind, text string) {
	d.do(func() {
		now, _ := d.cfg.Clock.Now()
		k := draftKey{id, kind}
		if f, ok := d.drafts[k]; ok && f.Text == text || !ok && text == "" {
			return
		}
		d.drafts[k] = Draft{Chat: id, Kind: kind, Text: text, At: max(now, 1)}
	})
}

// Draft calls back, from the desk's goroutine, with what was kept.
func (d *Desk) Draft(id chat.ChatID, kind string, got func(text string)) {
	d.do(func() { got(d.drafts[draftKey{id, kind}].Text) })
}
