package cover

import (
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/ui/kit"
	"floorwalker/ui/words"
)

// verdict is what is known of one test.
type verdict int

const (
	trying verdict = iota
	asking         // the person is asked
	works
	fails
)

// The tests, in the order in which they stand. The names are sent to the hub and read
// by leads.
const (
	testSound      = "sound"
	testNotify     = "notification"
	testConnection = "connection"
	testClock      = "clock"
	testDND        = "do not disturb"
)

var tests = [...]string{testSound, testNotify, testConnection, testClock, testDND}

// tested is one test with what came of it, in words.
type tested struct {
	verdict verdict
	words   string
	help    string // what to do about it
}

// selfTest is the sheet at the start of a shift (C-TRF-02).
type selfTest struct {
	pane  *Pane
	shift string
	sheet *kit.Sheet
	lines *kit.LinesField
	of    map[string]tested
	round int // of tests: answers to an earlier one are not believed
}

// Start opens the start of the shift and tries everything at once. It returns in
// words why it does not.
func (p *Pane) Start(s *app.Snapshot) (why string) {
	p.snap = s
	c := &s.Cover
	switch {
	case p.Opened():
		return ""
	case c.Shift == "":
		return "The roster has no shift to begin: " + c.Words
	case !c.Ended.IsZero():
		return "You ended this shift at " + p.at(c.Ended) + "."
	}
	t := &selfTest{pane: p, shift: c.Shift, lines: kit.NewLinesField(""), of: make(map[string]tested)}
	t.lines.Missing = t.lack
	t.lines.Lines.OnWay = t.way
	t.sheet = kit.NewSheet(t.data(), t.lines)
	t.sheet.OnKey = t.key
	t.begin()
	p.show(t.sheet, t.confirm, func(s *app.Snapshot) { t.follow() })
	return ""
}

func (t *selfTest) data() kit.SheetData {
	c := &t.pane.snap.Cover
	d := kit.SheetData{Title: "Start of shift", Confirm: "I begin my shift"}
	if !c.Begun.IsZero() {
		d.Title, d.Confirm = "Test this desk again", "Send the result"
	}
	switch {
	case c.Mine && !c.Until.IsZero():
		d.Text = "You answer for the floor until " + t.pane.at(c.Until) + ". "
	case !c.ShiftStart.IsZero():
		d.Text = "The shift is from " + t.pane.at(c.ShiftStart) + " until " + t.pane.at(c.ShiftEnd) + ". "
	}
	if failed := t.failed(); len(failed) > 0 {
		d.Confirm = "Begin all the same"
		d.Text += "The leads are told that this fails here: " + strings.Join(failed, ", ") + "."
	} else {
		d.Text += "This desk is tested, so that no alert is missed. What fails can be put right, or the leads are told."
	}
	return d
}

// begin tries everything anew.
func (t *selfTest) begin() {
	t.round++
	t.trySound()
	t.tryNotify()
	t.follow()
}

func (t *selfTest) trySound() {
	play := t.pane.opts.Tests.Sound
	if play == nil {
		t.set(testSound, tested{fails, "This computer has nothing that plays sounds.", "Keep the window in sight."})
		return
	}
	t.set(testSound, tested{verdict: trying, words: "A tone is played."})
	round := t.round
	play(func(err error) {
		t.pane.opts.Post(func() {
			if round != t.round {
				return
			}
			if err != nil {
				t.set(testSound, tested{fails, sentence(err), "Install a player such as pw-play, paplay or aplay, and try again."})
			} else if t.of[testSound].verdict == trying {
				t.set(testSound, tested{verdict: asking, words: "A tone was played. Did you hear it?"})
			}
			t.follow()
		})
	})
}

func (t *selfTest) tryNotify() {
	send := t.pane.opts.Tests.Notify
	if send == nil {
		t.set(testNotify, tested{fails, "This desk shows no notifications.", "Keep the window in sight."})
		return
	}
	t.set(testNotify, tested{verdict: trying, words: "A notification is sent."})
	round := t.round
	send(func(via string, err error) {
		t.pane.opts.Post(func() {
			if round != t.round {
				return
			}
			if err != nil {
				t.set(testNotify, tested{fails, sentence(err), "Switch notifications on for Floorwalker in the system's settings, and try again."})
			} else {
				t.set(testNotify, tested{verdict: works, words: "Shown by " + via + "."})
			}
			t.follow()
		})
	})
}

// follow judges what can be read off at any time, and shows all.
func (t *selfTest) follow() {
	p := t.pane
	t.set(testConnection, t.connection())
	t.set(testClock, tested{verdict: works, words: "It runs as the hub's does."})
	if p.opts.Uncertain != nil && p.opts.Uncertain() {
		t.set(testClock, tested{fails, "This computer's clock jumped, or the hub was not heard yet.", "It rights itself with the next sign of the hub."})
	}
	t.set(testDND, tested{verdict: works, words: "It is off: alerts ring."})
	if p.snap.DND {
		t.set(testDND, tested{fails, "Do not disturb is on: alerts wait in silence.", ""})
	}
	t.show()
}

func (t *selfTest) connection() tested {
	p := t.pane
	if p.snap.Link.State != app.LinkLive {
		return tested{fails, "The hub is not connected.", "It is tried again by itself; Ctrl+Shift+P tries now."}
	}
	if p.opts.Tests.RoundTrip != nil {
		if d, ok := p.opts.Tests.RoundTrip(); ok {
			return tested{verdict: works, words: "The hub answers within " + milliseconds(d) + "."}
		}
	}
	return tested{verdict: works, words: "The hub is heard."}
}

func milliseconds(d time.Duration) string {
	return strconv.FormatInt(max(d.Milliseconds(), 1), 10) + " ms"
}

func (t *selfTest) set(name string, to tested) { t.of[name] = to }

func (t *selfTest) show() {
	ds := make([]kit.LineData, 0, len(tests))
	for _, name := range tests {
		ds = append(ds, t.line(name))
	}
	t.lines.Set(ds...)
	t.sheet.Set(t.data())
	t.sheet.Settle() // the answers come one by one after it was opened
}

func (t *selfTest) line(name string) kit.LineData {
	is := t.of[name]
	d := kit.LineData{Key: name, Word: titles[name], Text: is.words}
	switch is.verdict {
	case trying:
		d.Pill = kit.PillData{Word: "trying"}
	case asking:
		d.Pill = kit.PillData{Word: "did you hear it?", Tone: kit.Amber}
		d.Ways = []kit.ButtonData{{Word: "Yes", Key: "Y", Kind: kit.Primary}, {Word: "No", Key: "N"}}
	case works:
		d.Pill = kit.PillData{Word: "works", Tone: kit.Green}
	case fails:
		d.Pill = kit.PillData{Word: "fails", Tone: kit.Red}
		if is.help != "" {
			d.Text += " " + is.help
		}
		switch name {
		case testSound, testNotify:
			d.Ways = []kit.ButtonData{{Word: "Again", Key: keyOfAgain[name]}}
		case testDND:
			d.Ways = []kit.ButtonData{{Word: "Turn it off", Key: "D"}}
		}
	}
	return d
}

var (
	titles = map[string]string{
		testSound: "Sound", testNotify: "Notification", testConnection: "Connection", testClock: "Clock", testDND: "Do not disturb",
	}
	keyOfAgain = map[string]string{testSound: "S", testNotify: "T"}
)

// way presses a button of a line.
func (t *selfTest) way(name string, i int) {
	is := t.of[name]
	switch {
	case name == testSound && is.verdict == asking && i == 0:
		t.set(testSound, tested{verdict: works, words: "You heard the tone."})
	case name == testSound && is.verdict == asking:
		t.set(testSound, tested{fails, "The tone was played and you did not hear it.", "See that the volume is up and the right output chosen, and try again."})
	case name == testSound:
		t.trySound()
	case name == testNotify:
		t.tryNotify()
	case name == testDND:
		t.pane.opts.Desk.SetDND(false)
	}
	t.follow()
	t.sheet.Finish()
}

// key is the letters that are printed on the buttons.
func (t *selfTest) key(e *fyne.KeyEvent) bool {
	sound := t.of[testSound].verdict
	switch {
	case e.Name == fyne.KeyY && sound == asking:
		t.way(testSound, 0)
	case e.Name == fyne.KeyN && sound == asking:
		t.way(testSound, 1)
	case e.Name == fyne.KeyS && sound == fails:
		t.way(testSound, 0)
	case e.Name == fyne.KeyT && t.of[testNotify].verdict == fails:
		t.way(testNotify, 0)
	case e.Name == fyne.KeyD && t.of[testDND].verdict == fails:
		t.way(testDND, 0)
	default:
		return false
	}
	return true
}

// lack is what has to be known before the shift can begin.
func (t *selfTest) lack() string {
	for _, name := range tests {
		switch t.of[name].verdict {
		case trying:
			return titles[name] + " is still being tried"
		case asking:
			return "Say whether you heard the tone: Y or N"
		}
	}
	return ""
}

func (t *selfTest) failed() (names []string) {
	for _, name := range tests {
		if t.of[name].verdict == fails {
			names = append(names, name)
		}
	}
	return names
}

// confirm sends what was found.
func (t *selfTest) confirm() bool {
	checks := make([]chat.SelfCheck, 0, len(tests))
	for _, name := range tests {
		is := t.of[name]
		checks = append(checks, chat.SelfCheck{Name: name, OK: is.verdict == works, Words: is.words})
	}
	t.round++ // nobody waits for an answer any more
	t.pane.opts.Desk.StartShift(t.shift, checks)
	return true
}

// sentence is an error as people read it.
func sentence(err error) string {
	return words.Upper(strings.TrimSuffix(err.Error(), ".")) + "."
}
