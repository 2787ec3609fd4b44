package dial

import (
	"cmp"
	"strings"

	"floorwalker/app/chat"
	"floorwalker/app/followup"
	"floorwalker/ui/kit"
	"floorwalker/ui/words"
)

// Soon is how many minutes before its time a call is coloured.
const Soon = 15

// Name is the key of a call among rows: that of its record, or its chat and what is
// owed there.
func Name(k followup.Key) string {
	if k.Record != "" {
		return string(k.Record)
	}
	return string(k.Chat) + "/" + string(k.Obligation)
}

// Due is the first cell of a call: how long is left, in hours and minutes, or what
// is left to do instead; at writes an instant. Minutes are rounded up, so the cell
// changes once a minute.
func Due(l *followup.Line, now chat.Instant, at func(chat.Instant) string) kit.Cell {
	switch l.Stage(now) {
	case followup.StageRunning:
		return kit.Cell{Text: "Calling", Detail: "now", Tone: kit.Blue}
	case followup.StageWhatsApp:
		return kit.Cell{Text: "WhatsApp", Detail: "not reached"}
	case followup.StageOver:
		return kit.Cell{Text: "Done", Tone: kit.Green}
	}
	m := words.MinutesLeft(l.Due, now)
	c := kit.Cell{Text: words.HoursLeft(m), Detail: at(l.Due), Tone: ToneOf(l, now)}
	switch {
	case m < 0 && !l.Late(now):
		c.Text, c.Detail = "Now", "since "+c.Detail
	case m < 0 && !strings.Contains(c.Detail, " "): // another day says as much, and takes the room
		c.Detail = "late · " + c.Detail
	}
	return c
}

// ToneOf is the colour of a call: red once it is late, amber while something is to be
// done about it within a quarter of an hour.
func ToneOf(l *followup.Line, now chat.Instant) kit.Tone {
	switch l.Stage(now) {
	case followup.StageRunning, followup.StageOver:
		return kit.Grey
	case followup.StageWhatsApp:
		return kit.Amber
	}
	if m := words.MinutesLeft(l.Due, now); m >= 0 || l.Late(now) {
		return Tone(m)
	}
	return kit.Amber
}

// Tone is the colour of so many minutes left.
func Tone(minutes int) kit.Tone {
	switch {
	case minutes < 0:
		return kit.Red
	case minutes <= Soon:
		return kit.Amber
	}
	return kit.Grey
}

// Attempts is the cell of a call's attempts: a dot for each that the policy gives,
// full where it failed, and in words from when the next may begin, so that nobody
// counts dots (G-FU-06, G-FU-08).
func Attempts(l *followup.Line, of int, now chat.Instant, at func(chat.Instant) string) kit.Cell {
	c := kit.Cell{}
	failed := l.Log.Failed()
	for i := range min(of, kit.DotsMax) {
		switch {
		case i < failed:
			c.Dots[i] = kit.DotFull
		case i == failed:
			c.Dots[i] = kit.DotNext
		default:
			c.Dots[i] = kit.DotOpen
		}
	}
	switch l.Stage(now) {
	case followup.StageRunning:
		c.Text = "calling"
	case followup.StageWhatsApp:
		c.Pill = kit.PillData{Word: "send", Tone: kit.Green}
	case followup.StageOver:
		c.Text = over(l)
	case followup.StageWaiting:
		c.Text = "from " + at(l.Next)
	default:
		c.Text = "next now"
		if len(l.Log) == 0 {
			c.Text = "first"
		}
	}
	return c
}

// over says how a call ended.
func over(l *followup.Line) string {
	switch {
	case l.Texted:
		return "message sent"
	case len(l.Log) > 0:
		return words.Outcome(l.Log[len(l.Log)-1].Outcome)
	}
	return "not owed any more"
}

// Because is the cell of why a call was promised: what it is about, and under it the
// reason, the number that the customer has and whether they have it (G-CB-10, G-CB-11).
func Because(l *followup.Line) kit.Cell {
	reason := words.CallReason(l.Reason)
	c := kit.Cell{Text: cmp.Or(l.Why, words.Upper(reason), "To be called")}
	var parts []string
	if l.Key.Record != "" && l.Chat != "" {
		parts = append(parts, "from a chat")
	}
	if l.Urgent {
		parts = append(parts, "urgent")
	}
	if reason != "" && l.Why != "" {
		parts = append(parts, reason)
	}
	if l.Ref != "" {
		parts = append(parts, l.Ref)
	}
	switch {
	case l.Unconfirmed:
		c.Pill = kit.PillData{Word: "unconfirmed", Tone: kit.Amber}
	case l.Ref != "":
		parts = append(parts, "confirmed")
	}
	c.Detail = strings.Join(parts, " · ")
	return c
}

// Customer is the cell of who is phoned.
func Customer(l *followup.Line) kit.Cell {
	name, number := words.Name(l.Customer), l.Phone.Shown
	if l.Customer == "" && number != "" {
		name, number = number, ""
	}
	return kit.Cell{Text: name, Detail: number, Strong: true}
}
