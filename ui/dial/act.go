package dial

import (
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/app/followup"
	"floorwalker/ui/kit"
	"floorwalker/ui/words"
)

// Typed runs the letters and figures that are printed on the buttons, and says
// whether it was one of them.
func (c *Card) Typed(r rune) bool {
	if !c.open {
		return false
	}
	for _, o := range outcomeOf {
		if string(r) == o.key {
			c.End(o.outcome)
			return true
		}
	}
	act := map[rune]func(){
		'c': c.CopyNumber, 'o': c.openChat, 'w': c.Text, 'h': c.handOn, 'e': c.editRecord, 't': c.tickRead,
		'n': func() { c.opts.Focus(c.note) },
	}[lower(r)]
	if act == nil {
		return false
	}
	act()
	return true
}

func lower(r rune) rune {
	if r >= 'A' && r <= 'Z' {
		return r + 'a' - 'A'
	}
	return r
}

// tell says below the buttons why a wish did nothing.
func (c *Card) tell(why string) {
	c.trouble = why
	if c.lock() {
		c.lay()
	}
}

// Call writes an attempt down and dials. On the phone with somebody else it leads
// back to them.
func (c *Card) Call() {
	if !c.open || c.snap == nil {
		return
	}
	if other, on := c.elsewhere(); on {
		c.Show(other)
		if c.opts.OnShow != nil {
			c.opts.OnShow(other.Key)
		}
		return
	}
	if c.callLocked() != "" {
		c.tell("")
		return
	}
	c.asked, c.trouble = true, ""
	key, number := c.line.Key, c.line.Phone
	c.opts.Desk.BeginCall(key, func(id chat.AttemptID, err error) {
		c.opts.Post(func() { c.began(key, number, id, err) })
	})
	c.show()
}

// began takes the desk's answer, and only then asks the telephone to dial: what is on
// the disk before the first ring is never lost.
func (c *Card) began(k followup.Key, number followup.Phone, id chat.AttemptID, err error) {
	here := c.open && c.line.Key == k
	if here {
		c.asked = false
	}
	if err != nil {
		if here {
			c.tell(err.Error())
		}
		return
	}
	if here {
		c.mine = id
	}
	why := c.dial(number)
	if here {
		c.trouble = why
		c.show()
	}
}

// dial hands the number to the telephone of this computer, and says why it rings
// nowhere, if it does not.
func (c *Card) dial(number followup.Phone) string {
	if !number.OK() || c.opts.Dial == nil {
		return ""
	}
	uri, err := followup.URI(c.opts.Policy.Dial.Scheme, number.Dial)
	if err == nil {
		err = c.opts.Dial(uri)
	}
	if err == nil {
		return ""
	}
	fyne.CurrentApp().Clipboard().SetContent(number.Dial)
	return "The telephone of this computer did not open. The number is copied: dial it by hand, then say how it went"
}

// CopyNumber puts the number on the clipboard, as it can be dialled.
func (c *Card) CopyNumber() {
	n := c.line.Phone
	if !c.open || n.Shown == "" {
		return
	}
	number := n.Dial
	if number == "" {
		number = n.Typed
	}
	fyne.CurrentApp().Clipboard().SetContent(number)
	c.tell("The number is copied")
}

// End says how the call that runs went.
func (c *Card) End(outcome string) {
	if !c.open {
		return
	}
	if _, own := c.own(); !own {
		c.tell("No call of yours runs here: Enter begins one")
		return
	}
	switch {
	case outcome == chat.AttemptReached && c.reachedLocked() != "":
		c.tell(c.reachedLocked())
		c.opts.Focus(c.note)
	case outcome == chat.AttemptCallBack:
		c.askAgain()
	default:
		c.end(outcome, 0)
	}
}

func (c *Card) end(outcome string, again chat.Instant) {
	id, own := c.own()
	if !own {
		c.tell("This call has ended meanwhile")
		return
	}
	note := strings.TrimSpace(c.note.Text)
	if c.read && outcome == chat.AttemptReached {
		note = strings.TrimSpace(note + "\nThe script was read out.")
	}
	c.opts.Desk.EndCall(c.line.Key, app.CallEnd{Attempt: id, Outcome: outcome, Note: note, Again: again})
	c.mine, c.ended, c.trouble, c.read = "", id, "", false
	if outcome != chat.AttemptNotMade { // what was written about a call that was not made is for the next
		c.fillNote("")
	}
	c.show()
	c.Focus()
}

// askAgain asks when the customer wants to be called again.
func (c *Card) askAgain() {
	zone := c.opts.Policy.Cover.Location()
	now := func() time.Time { return c.opts.Now().Time().In(zone) }
	var quick []kit.When
	for _, q := range []struct {
		word string
		at   time.Time
	}{
		{"in 1 h", now().Add(time.Hour)},
		{"in 2 h", now().Add(2 * time.Hour)},
		{"tomorrow 10:00", time.Date(now().Year(), now().Month(), now().Day()+1, 10, 0, 0, 0, zone)},
	} {
		at := q.at.Truncate(time.Minute)
		quick = append(quick, kit.When{Word: q.word, At: at, Shown: c.opts.At(chat.InstantOf(at))})
	}
	when := kit.NewWhenField("Call back at", "15:00, tomorrow 9:30, 24 Nov 15:00", quick, func(text string) (kit.When, error) {
		at, err := words.ParseDue(text, now())
		if err != nil {
			return kit.When{}, err
		}
		return kit.When{At: at, Shown: c.opts.At(chat.InstantOf(at))}, nil
	})
	key := c.line.Key
	c.sheet(kit.SheetData{
		Title: "Call " + c.title() + " back", Confirm: "Write it down",
		Text: "This call ends as kept, and a new one is owed at the time they asked for, with the same number. The call goes on until you press the button.",
	}, func() {
		if c.line.Key == key {
			c.end(chat.AttemptCallBack, chat.InstantOf(when.At()))
		}
	}, when)
}

func (c *Card) sheet(d kit.SheetData, confirm func(), fields ...kit.SheetField) {
	s := kit.NewSheet(d, fields...)
	s.OnShortcut = c.opts.Shortcut
	s.OnConfirm = func() bool { confirm(); return true }
	kit.ShowSheet(c.opts.Canvas(), s)
}

// tickRead says that what is to be said was read out (G-ON-09).
func (c *Card) tickRead() {
	c.read = !c.read
	c.lock()
}

func (c *Card) openChat() {
	if c.open && c.line.Chat != "" && c.opts.OpenChat != nil {
		c.opts.OpenChat(c.line.Chat)
	}
}

func (c *Card) handOn() {
	if c.open && c.opts.HandOn != nil {
		if why := c.opts.HandOn(c.line); why != "" {
			c.tell(why)
		}
	}
}

func (c *Card) editRecord() {
	if c.open && c.line.Key.Record != "" && c.opts.Edit != nil {
		c.opts.Edit(c.line.Key.Record)
	}
}

func (c *Card) back() {
	if c.opts.Back != nil {
		c.opts.Back()
	}
}
