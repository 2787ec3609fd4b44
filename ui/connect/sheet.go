package connect

import (
	"maps"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"fyne.io/fyne/v2"

	"floorwalker/ui/kit"
)

// Options are what the sheet needs of the house.
type Options struct {
	Book Book
	// Canvas is the window's.
	Canvas fyne.Canvas
	// Post runs a function on the UI thread.
	Post func(func())
	// Done is told that a system is connected; the sheet that says so lies over the window.
	Done func()
	// Shortcut is offered keys with a modifier that the sheet does not use.
	Shortcut func(fyne.Shortcut)
}

// field is a question with its place in the sheet.
type field struct {
	Question
	kit.SheetField
	line   *kit.LineField   // one of both
	choice *kit.ChoiceField // is nil
}

func (f *field) answer() string {
	if f.line != nil {
		return f.line.Text()
	}
	if i := f.choice.Picked(); i >= 0 {
		return f.Choices[i]
	}
	return ""
}

// Sheet is the form.
type Sheet struct {
	opts    Options
	vendors []Vendor
	which   *kit.ChoiceField
	fields  [][]*field // by vendor
	check   *kit.PressField
	rights  *kit.LinesField
	sheet   *kit.Sheet
	hide    func()

	// asked counts the checkups, so that an older answer is known; busy says that one,
	// or a saving, is under way.
	asked uint64
	busy  string
	// found and of are the last answer, and the answers that it is about; failed is
	// what went wrong instead.
	found  *Checkup
	of     map[string]string
	failed string
}

// Ask shows the form, unless something lies over the window already.
func Ask(o Options) *Sheet {
	if o.Canvas == nil || o.Canvas.Overlays().Top() != nil {
		return nil
	}
	s := &Sheet{opts: o, vendors: o.Book.Vendors()}
	segments := make([]kit.Segment, len(s.vendors))
	for i, v := range s.vendors {
		segments[i] = kit.Segment{Word: v.Title}
	}
	s.which = kit.NewChoiceField("Chat system", segments...)
	s.which.OnPick = func(int) {
		s.choose()
		s.walkOn()
	}
	// What may stay empty stands last, so that the answer to a checkup is in sight.
	all, optional := []kit.SheetField{s.which}, []kit.SheetField{}
	for i := range s.vendors {
		var fields []*field
		for _, q := range s.vendors[i].Questions {
			f := s.question(q, s.vendors[i].Known[q.Key])
			fields = append(fields, f)
			if q.Optional {
				optional = append(optional, f.SheetField)
			} else {
				all = append(all, f.SheetField)
			}
		}
		s.fields = append(s.fields, fields)
	}
	s.check = kit.NewPressField(kit.ButtonData{Word: "Check"}, s.Check)
	s.rights = kit.NewLinesField("What it may do")
	s.sheet = kit.NewSheet(s.data(), append(append(all, s.check, s.rights), optional...)...)
	s.sheet.OnConfirm = s.confirm
	s.sheet.OnCancel = func() { s.asked++ }
	s.sheet.OnShortcut = o.Shortcut
	s.choose()
	s.hide = kit.ShowSheet(o.Canvas, s.sheet)
	return s
}

// question makes the field of one question.
func (s *Sheet) question(q Question, known string) *field {
	f := &field{Question: q}
	label := q.Label
	if q.Optional {
		label += " (optional)"
	}
	if len(q.Choices) > 0 {
		segments := make([]kit.Segment, len(q.Choices))
		for i, c := range q.Choices {
			segments[i] = kit.Segment{Word: c, Selected: c == known || known == "" && i == 0}
		}
		f.choice = kit.NewChoiceField(label, segments...)
		f.choice.OnPick = func(int) { s.changed() }
		f.choice.Explain(q.Help)
		f.SheetField = f.choice
		return f
	}
	least := 1
	if q.Optional {
		least = 0
	}
	f.line = kit.NewLineField(label, q.Example, least)
	if q.Secret {
		f.line.Secret()
	}
	f.line.SetText(known)
	f.line.OnChange = s.changed
	f.line.Explain(q.Help)
	f.SheetField = f.line
	return f
}

// data is what the sheet says by now.
func (s *Sheet) data() kit.SheetData {
	d := kit.SheetData{
		Title: "Connect a chat system", Confirm: "Connect",
		Text: "Its chats then come to your own hub, in this program. Passwords and tokens go into this computer's keychain or, where there is none, into a file that only you can read; everything else stands in the hub's folder. The practice floor is left for it and kept.",
	}
	switch {
	case s.busy != "":
		d.Locked = s.busy
	case s.found != nil && s.found.lacks() != "":
		d.Locked = "nothing works without " + s.found.lacks()
	case s.found == nil && s.failed != "":
		d.Locked = "it does not work like this"
	case s.found == nil:
		d.Locked = "it has not been checked yet"
	}
	return d
}

// chosen is the system that was chosen, -1 for none.
func (s *Sheet) chosen() int { return s.which.Picked() }

// choose shows the questions of the system that was chosen.
func (s *Sheet) choose() {
	for i, fields := range s.fields {
		for _, f := range fields {
			s.sheet.Ask(f.SheetField, i == s.chosen())
		}
	}
	s.sheet.Ask(s.check, s.chosen() >= 0)
	s.changed()
}

// walkOn gives the keyboard to the first question without its answer.
func (s *Sheet) walkOn() {
	for _, f := range s.fields[s.chosen()] {
		if f.Lack() != "" {
			s.opts.Canvas.Focus(f.Focusable())
			return
		}
	}
}

// answers are those to the questions that are asked.
func (s *Sheet) answers() map[string]string {
	all := make(map[string]string)
	if i := s.chosen(); i >= 0 {
		for _, f := range s.fields[i] {
			if a := f.answer(); a != "" {
				all[f.Key] = a
			}
		}
	}
	return all
}

// changed forgets what was found out about other answers.
func (s *Sheet) changed() {
	if s.sheet == nil {
		return // it is being made
	}
	if s.of == nil || !maps.Equal(s.of, s.answers()) {
		s.asked++
		s.found, s.of, s.busy, s.failed = nil, nil, "", ""
		s.check.Tell("", kit.Grey)
	}
	s.show()
}

// show says how far it has come.
func (s *Sheet) show() {
	var lines []kit.LineData
	switch {
	case s.failed != "":
		lines = []kit.LineData{{Key: "failed", Pill: kit.PillData{Word: "no", Tone: kit.Red}, Word: "This does not work", Text: s.failed}}
	case s.found != nil:
		lines = s.found.lines()
	}
	s.rights.Set(lines...)
	s.sheet.Ask(s.rights, len(lines) > 0)
	s.sheet.Set(s.data())
}

// lines are what was found out, what is missing before what is not.
func (c *Checkup) lines() []kit.LineData {
	reached := c.Server
	if c.Account != "" {
		reached += ", " + c.Account
	}
	about := strconv.Itoa(c.People) + " people and " + strconv.Itoa(c.Teams) + " teams are known there."
	lines := []kit.LineData{{Key: "server", Pill: kit.PillData{Word: "reached", Tone: kit.Green}, Word: reached, Text: about}}
	var there []kit.LineData
	for _, r := range c.Rights {
		l := kit.LineData{Key: "right " + r.Name, Word: r.Name, Text: r.Without, Pill: kit.PillData{Word: "no", Tone: kit.Amber}}
		switch {
		case r.OK:
			l.Text, l.Pill = "", kit.PillData{Word: "yes", Tone: kit.Green}
			there = append(there, l)
			continue
		case r.Needed:
			l.Pill = kit.PillData{Word: "MISSING", Tone: kit.Red}
		}
		lines = append(lines, l)
	}
	return append(lines, there...)
}

// Check asks the system.
func (s *Sheet) Check() {
	i := s.chosen()
	if i < 0 || s.busy != "" {
		return
	}
	for _, f := range s.fields[i] {
		if lack := f.Lack(); lack != "" {
			s.check.Tell(lack, kit.Red)
			return
		}
	}
	s.asked++
	mine := s.asked
	s.found, s.of, s.busy, s.failed = nil, s.answers(), "it is being checked", ""
	s.check.Tell("Asking "+s.vendors[i].Title+"…", kit.Grey)
	s.show()
	s.opts.Book.Check(s.vendors[i].Name, s.of, func(c Checkup, err error) {
		s.opts.Post(func() { s.checked(mine, &c, err) })
	})
}

func (s *Sheet) checked(asked uint64, c *Checkup, err error) {
	if asked != s.asked {
		return
	}
	s.busy = ""
	switch {
	case err != nil:
		s.of, s.failed = nil, sentence(err)
		s.check.Tell("", kit.Grey)
	case c.lacks() != "":
		s.found = c
		s.check.Tell("Something is missing without which nothing works.", kit.Red)
	default:
		s.found = c
		s.check.Tell("It can be connected.", kit.Green)
	}
	s.show()
	if s.sheet.Lack() == "" {
		s.sheet.Finish()
	}
}

// confirm keeps the answers; the sheet stays until they are kept.
func (s *Sheet) confirm() bool {
	i := s.chosen()
	if i < 0 || s.found == nil || s.busy != "" {
		return false
	}
	s.asked++
	mine := s.asked
	s.busy = "it is being connected"
	s.show()
	s.opts.Book.Save(s.vendors[i].Name, s.of, func(words string, err error) {
		s.opts.Post(func() { s.saved(mine, words, err) })
	})
	return false
}

func (s *Sheet) saved(asked uint64, words string, err error) {
	if err != nil {
		if asked == s.asked {
			s.busy, s.failed = "", sentence(err)
			s.show()
		}
		return
	}
	if asked == s.asked { // nobody has left it meanwhile
		s.hide()
	}
	s.opts.Done()
	if s.opts.Canvas.Overlays().Top() == nil {
		say(s.opts.Canvas, "Connected", words, s.opts.Shortcut)
	}
}

// say shows a sheet that asks nothing.
func say(c fyne.Canvas, title, text string, shortcut func(fyne.Shortcut)) {
	s := kit.NewSheet(kit.SheetData{Title: title, Text: text, Confirm: "All right", Leave: "Close"})
	s.OnConfirm = func() bool { return true }
	s.OnShortcut = shortcut
	kit.ShowSheet(c, s)
}

// sentence is an error as people read it.
func sentence(err error) string {
	said := strings.TrimRight(err.Error(), ".")
	first, size := utf8.DecodeRuneInString(said)
	return string(unicode.ToUpper(first)) + said[size:] + "."
}

// AskAtHub says where the systems of a team are connected, at a desk that works at its hub.
func AskAtHub(c fyne.Canvas, hub string, shortcut func(fyne.Shortcut)) {
	if c == nil || c.Overlays().Top() != nil {
		return
	}
	say(c, "Connect a chat system", "This desk works at your team's hub, "+hub+", and chat systems are connected there. Ask whoever looks after that computer to run one of\n\n"+
		"floorhub connect chatwoot\nfloorhub connect crisp\nfloorhub connect livehelperchat\n\n"+
		"It asks for the address and the token, and checks each right. The system is here once the hub has been started again.", shortcut)
}
