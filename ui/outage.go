package ui

import (
	"strings"
	"time"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/ui/kit"
	"floorwalker/ui/words"
)

// outageAfter is how long a chat system has to be away before a banner says so over the
// board: one that is back in a moment must move nothing there. The top bar says it at
// once.
const outageAfter = 15 * time.Second

// outagePill is the top bar's word for chat systems that cannot be used; no word is none.
func outagePill(s *app.Snapshot) kit.PillData {
	n, word := 0, ""
	for i := range s.Backends {
		if b := &s.Backends[i]; b.Down {
			if n++; n == 1 {
				word = words.Label(b.Title) + ": " + strings.ToLower(words.BackendState(b.State))
			}
		}
	}
	switch {
	case n == 0:
		return kit.PillData{}
	case n > 1:
		word = words.Count(n, "chat system") + " not reached"
	}
	return kit.PillData{Word: word, Tone: kit.Red, Dot: true}
}

// outage is the banner over the board about what is away for longer; false if nothing is.
func outage(s *app.Snapshot, now chat.Instant) (kit.BannerData, bool) {
	var names []string
	d := kit.BannerData{Tone: kit.Red, Buttons: []kit.ButtonData{{Word: "Look", Key: "Ctrl ⇧ 8"}}}
	for i := range s.Backends {
		b := &s.Backends[i]
		if !b.Down || now.Sub(b.Since) < outageAfter {
			continue
		}
		if names = append(names, words.Label(b.Title)); len(names) == 1 {
			d.Detail, d.Text = "for "+words.For(now.Sub(b.Since)), b.Words
		}
	}
	if len(names) == 0 {
		return kit.BannerData{}, false
	}
	if len(names) > 1 {
		d.Text = "" // each has its own on the page
	}
	d.Title = strings.Join(names, ", ") + " is away"
	if len(names) > 1 {
		d.Title = strings.Join(names, ", ") + " are away"
	}
	d.Text = strings.TrimSpace(d.Text + " Nothing new comes from there; its chats stand as they were.")
	return d, true
}
