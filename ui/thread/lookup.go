package thread

import (
	"strings"

	"floorwalker/app"
	"floorwalker/ui/kit"
)

// ArticleDesk finds solution articles; its answers come from goroutines of the desk's.
type ArticleDesk interface {
	Articles(query string, got func(app.Found))
}

const articleFoot = "↑ ↓ move · Enter inserts the text · ⇧ Enter the link · Esc leaves"

// hashed follows what is written behind a "#": the hub looks for articles (V-KB-01). No
// popover stands there while nothing is found, for a "#42" is mostly a number.
func (w *writer) hashed(query string, open bool) {
	p := w.pane
	w.wanted = ""
	if !open || w.filling != nil || strings.TrimSpace(query) == "" {
		p.closeSlash()
		return
	}
	w.wanted = query
	id := w.chat
	p.opts.Articles.Articles(query, func(f app.Found) {
		p.opts.Post(func() {
			if w.wanted == query && w.chat == id {
				w.showArticles(f)
			}
		})
	})
}

func (w *writer) showArticles(f app.Found) {
	p := w.pane
	if f.Err != nil || len(f.Articles) == 0 {
		p.closeSlash()
		if f.Err != nil {
			p.say("Articles: " + f.Err.Error())
		}
		return
	}
	rows := make([]kit.SlashRow, 0, kit.SlashMost)
	for _, a := range f.Articles[:min(len(f.Articles), kit.SlashMost)] {
		line := a.Excerpt
		if a.Link != "" {
			line += " · " + a.Link
		}
		if a.From != "" {
			line = a.From + " · " + line
		}
		rows = append(rows, kit.SlashRow{Key: a.ID, Cap: "#", Title: a.Title, Line: firstLine(line)})
	}
	p.slash.SetFoot(articleFoot)
	p.slash.OnChoose = func(key string) { w.article(f.Articles, key) }
	p.slash.OnEscape = w.box.CloseSlash
	p.openSlash(rows)
}

// article puts an article into the draft: its text, or with Shift its link.
func (w *writer) article(as []app.Article, key string) {
	for _, a := range as {
		if a.ID != key {
			continue
		}
		text := a.Text
		if w.box.Shifted() && a.Link != "" || text == "" {
			text = a.Title + ": " + a.Link
		}
		w.box.ReplaceSlash(text)
		w.check()
	}
}

// coloned follows what is written behind a ":": the names of emoji, where the policy
// lets staff use them (V-EMO-01).
func (w *writer) coloned(query string, open bool) {
	p := w.pane
	e := p.edition()
	if !open || query == "" || e == nil || !e.Emoji.Staff || w.filling != nil {
		p.closeSlash()
		return
	}
	hits := findEmoji(query, kit.SlashMost)
	if len(hits) == 0 {
		p.closeSlash()
		return
	}
	w.showEmoji(hits)
}

// showEmoji offers some to choose from.
func (w *writer) showEmoji(hits []emoji) {
	p := w.pane
	rows := make([]kit.SlashRow, len(hits))
	for i, h := range hits {
		rows[i] = kit.SlashRow{Key: h.char, Cap: h.char, Title: h.name}
	}
	p.slash.SetFoot("")
	p.slash.OnChoose = func(char string) {
		w.box.ReplaceSlash(char)
		w.check()
	}
	p.slash.OnEscape = w.box.CloseSlash
	p.openSlash(rows)
}

// begin types a mark into the box for somebody who has clicked on its key, behind a
// blank where it would not begin a word.
func (w *writer) begin(mark rune) {
	w.pane.opts.Focus(w.box.Focusable())
	f := w.box.Focusable()
	if text := w.box.Text(); text != "" && !strings.HasSuffix(text, " ") && !strings.HasSuffix(text, "\n") {
		f.TypedRune(' ')
	}
	f.TypedRune(mark)
}

// emoji begins a name and shows the usual ones for it.
func (w *writer) emoji() {
	w.begin(':')
	w.showEmoji(emojis[:kit.SlashMost])
}
