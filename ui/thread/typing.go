package thread

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"floorwalker/app/chat"
	"floorwalker/app/view"
	"floorwalker/ui/kit"
	"floorwalker/ui/theme"
	"floorwalker/ui/words"
)

// typingFor is how long somebody is said to type after they were last seen typing,
// where the backend does not say what.
const typingFor = 10 * time.Second

// typingHigh is the room of the line, which is kept while nobody types: the lines over
// it must not move because somebody does.
const typingHigh = 20

// typing is the line under the lines that says what the customer is typing. It is small,
// grey and in quotation marks, and says that it was not sent: nobody may answer it as if
// it had been.
type typing struct {
	content *fyne.Container
	words   *kit.Words
}

func newTyping() *typing {
	t := &typing{words: kit.NewCaption("").Yield()}
	t.content = container.NewStack(container.NewGridWrap(fyne.NewSize(1, theme.Px(typingHigh))), t.words)
	return t
}

// set shows what the customer of t types at now: as much of its end as there is room for.
func (y *typing) set(t *view.Thread, now chat.Instant) {
	wide := y.words.Size().Width
	said := typingWords(t, now, draftMost)
	for most := draftMost; wide > 0 && most > draftLeast; most -= 4 {
		if said = typingWords(t, now, most); kit.Ellipsis(said, wide, theme.Size(theme.SizeCaption), fyne.TextStyle{}) == said {
			break
		}
	}
	y.words.Set(said)
}

// typingWords are that line, with so many characters of the draft, or "".
func typingWords(t *view.Thread, now chat.Instant, most int) string {
	if t.Typed.IsZero() || t.Stance == view.Ended || answered(t) {
		return ""
	}
	name, age := words.Label(t.Customer.Name), now.Sub(t.Typed)
	switch {
	case t.Draft != "" && age < view.DraftFor:
		return name + " is typing, not sent: “" + tail(t.Draft, most) + "”"
	case t.Draft == "" && age < typingFor:
		return name + " is typing…"
	}
	return ""
}

// answered reports whether the customer has written since they were seen typing.
func answered(t *view.Thread) bool {
	for i := len(t.Messages) - 1; i >= 0 && t.Messages[i].At >= t.Typed; i-- {
		if t.Messages[i].From == chat.SpeakerCustomer {
			return true
		}
	}
	return false
}

// draftMost is how many characters of what is being typed are shown: the last ones, for
// those before were read already.
const (
	draftMost  = 200
	draftLeast = 20
)

// tail is the end of a text in one line.
func tail(s string, most int) string {
	r := []rune(kit.DisplayLine(s))
	if len(r) <= most {
		return string(r)
	}
	return "…" + string(r[len(r)-most+1:])
}
