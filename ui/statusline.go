package ui

import (
	"fmt"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/app/view"
	"floorwalker/ui/kit"
	"floorwalker/ui/theme"
	"floorwalker/ui/words"
)

// noticeTime is how long the answer to a wish stays.
const noticeTime = 10 * time.Second

// statusLine is the alert strip and the place of answers at the foot of the
// window. It is always there, so nothing moves when it has something to say.
type statusLine struct {
	content fyne.CanvasObject
	row     *fyne.Container
	left    *kit.Words
	strip   *kit.Link
	unsent  *kit.Link // to a chat with lines that were not sent
	right   *kit.Words
	open    func(chat.ChatID)
	// asked says that somebody asks the person at this desk to cover; "" is nobody.
	asked func(*app.Snapshot) string

	loudest chat.ChatID
	word    string
	waiting app.Unsent
	native  string
	notice  int
	until   time.Time
}

func newStatusLine(open func(chat.ChatID), asked func(*app.Snapshot) string) *statusLine {
	l := &statusLine{left: kit.NewSecondary("").Yield(), right: kit.NewCaption(""), open: open, asked: asked}
	l.strip = kit.NewLink("", func() {
		if l.loudest != "" {
			open(l.loudest)
		}
	})
	l.unsent = kit.NewLink("", func() {
		if l.waiting.Chat != "" {
			open(l.waiting.Chat)
		}
	})
	side := theme.Px(16)
	l.row = container.NewBorder(nil, nil, container.NewHBox(container.NewCenter(l.strip), container.NewCenter(l.unsent)), l.right, l.left)
	l.content = container.NewVBox(kit.NewHairline(), container.New(layout.NewCustomPaddedLayout(theme.Px(4), theme.Px(4), side, side), l.row))
	return l
}

// render shows the loudest alert and the newest answer.
func (l *statusLine) render(s *app.Snapshot, now time.Time) {
	l.loudest = ""
	word := ""
	if r := s.Boards[view.Alerts].Row(0); r != nil {
		l.loudest = r.ID
		what := "needs a person"
		switch {
		case r.Offered != "":
			what = words.Offered(r.Offered)
		case len(r.Badges) > 0:
			what = words.Badge(r.Badges[0])
		}
		word = fmt.Sprintf("▲ %s · %s", shortName(r.Customer), what)
		if n := s.Boards[view.Alerts].Len(); n > 1 {
			word += fmt.Sprintf(" · and %d more", n-1)
		}
	}
	if l.word != word {
		l.word = word
		l.strip.Set(word)
		l.row.Refresh()
	}
	if l.waiting != s.Unsent {
		l.waiting = s.Unsent
		l.unsent.Set(unsentWords(s.Unsent))
		l.row.Refresh()
	}
	l.say(s, now)
}

// unsentWords say that lines wait for the person, in whatever chat they are.
func unsentWords(u app.Unsent) string {
	if u.Lines == 0 {
		return ""
	}
	return "✎ " + words.Unsent(u.Lines)
}

func (l *statusLine) say(s *app.Snapshot, now time.Time) {
	if words, bad := l.news(s.Notices); words != "" {
		l.until = now.Add(noticeTime)
		l.left.SetTone(kit.Grey)
		if bad {
			l.left.SetTone(kit.Red)
		}
		l.left.Set(words)
		return
	}
	if now.Before(l.until) {
		return
	}
	ask := l.asked(s)
	switch {
	case ask != "": // on the wall too, but a page may stand before it
		l.left.SetTone(kit.Amber)
		l.left.Set(ask)
	case s.Alarm != "":
		l.left.SetTone(kit.Red)
		l.left.Set(s.Alarm)
	case s.Link.State != app.LinkLive && s.Link.Words != "":
		l.left.SetTone(kit.Amber)
		l.left.Set(s.Link.Words)
	case len(s.Help) > 0: // on the wall too, but a page may stand before it
		l.left.SetTone(kit.Amber)
		l.left.Set(s.Help[0].Name + " calls for a lead: Ctrl+2, then F10")
	default:
		l.left.SetTone(kit.Grey)
		l.left.Set("")
	}
}

// tell prints the answer to a key for as long as one to a wish stays.
func (l *statusLine) tell(words string, now time.Time) {
	l.until = now.Add(noticeTime)
	l.left.SetTone(kit.Grey)
	l.left.Set(words)
}

// news joins the notices that have not been shown yet.
func (l *statusLine) news(ns []app.Notice) (words string, bad bool) {
	for _, n := range ns {
		if n.N <= l.notice {
			continue
		}
		l.notice = n.N
		bad = bad || n.Bad
		if words != "" {
			words += " · "
		}
		if n.Customer != "" {
			words += shortName(n.Customer) + ": "
		}
		words += n.Words
	}
	return words, bad
}

// setNative says whether the system draws our notifications.
func (l *statusLine) setNative(text string) {
	l.right.Set(text)
	l.row.Refresh()
}

// shortName is a name that leaves room for what it is about.
func shortName(name string) string {
	return kit.Ellipsis(kit.DisplayLine(words.Name(name)), theme.Px(260), theme.Size(theme.SizeCaption), fyne.TextStyle{Bold: true})
}
