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
		if names = append(names, words.Label(b.Title)); len(names) > 1 {
			continue // each has its own words on the page
		}
		d.Title, d.Detail, d.Text = names[0]+" is away", "for "+words.For(now.Sub(b.Since)), b.Words
		if b.State == chat.BackendRefused {
			d.Title = names[0] + " does not let the hub in"
		}
	}
	switch len(names) {
	case 0:
		return kit.BannerData{}, false
	case 1:
		d.Text = strings.TrimSpace(d.Text + " Nothing new comes from there; its chats stand as they were.")
	default:
		d.Title, d.Detail = words.Count(len(names), "chat system")+" cannot be used", ""
		d.Text = "Nothing new comes from " + strings.Join(names, ", ") + "; their chats stand as they were."
	}
	return d, true
}
