package label

import (
	"errors"
	"fmt"
	"io"
	"maps"
	"strings"

	"floorwalker/app/chat"
)

// The keys that are no labels.
const (
	keyNothing = '.'
	keyUndo    = 'u'
	keyQuit    = 'q'
	keyEnd     = 3 // Ctrl+C
)

// Session shows turns and takes judgements. It belongs to one goroutine.
type Session struct {
	Journal *Journal
	Screen  Screen
	// Threads are the chats to be labelled, in order.
	Threads []*Thread
	// Asked are the labels to be given; those of the others stay missing.
	Asked []Kind

	marks Marks // of the turn on screen, so far
}

// spot is a turn of the session: which thread, which turn.
type spot struct{ thread, turn int }

// Run goes on where the journal stops. It returns nil when all is judged, when
// the person quits and when the screen gives no more keys; an error is the
// journal's or the screen's.
func (s *Session) Run() error {
	if err := s.Screen.Show(s.legend()); err != nil {
		return err
	}
	last := spot{-1, -1}
	for {
		at, ok := s.next()
		if !ok {
			return s.Screen.Show("All of these chats are judged.\n")
		}
		if err := s.show(at, last); err != nil {
			return err
		}
		last = at
		more, err := s.judge(at)
		if errors.Is(err, io.EOF) || err == nil && !more {
			return s.Screen.Show(s.progress() + "\n")
		}
		if err != nil {
			return err
		}
	}
}

// Done reports whether all threads are judged.
func (s *Session) Done() bool {
	_, more := s.next()
	return !more
}

// next returns the first turn that is not done.
func (s *Session) next() (spot, bool) {
	for i, t := range s.Threads {
		for k := range t.Turns {
			if !s.done(t, &t.Turns[k]) {
				return spot{i, k}, true
			}
		}
	}
	return spot{}, false
}

// done reports whether a turn has every label that is asked of its speaker, or
// was passed over.
func (s *Session) done(t *Thread, turn *Turn) bool {
	marks, judged := s.Journal.Book.Judged(Place{t.ID, turn.Message})
	for _, k := range s.kinds(turn.From) {
		if _, given := marks[k.Name]; !given && (!judged || len(marks) > 0) {
			return false
		}
	}
	return true
}

// kinds returns the labels that are asked of a speaker's lines.
func (s *Session) kinds(from chat.Speaker) []Kind {
	var out []Kind
	for _, k := range s.Asked {
		if k.From == from {
			out = append(out, k)
		}
	}
	return out
}

// judge takes keys until the turn is judged. More is false when the person
// wants to stop.
func (s *Session) judge(at spot) (more bool, err error) {
	thread := s.Threads[at.thread]
	turn := &thread.Turns[at.turn]
	s.marks = Marks{}
	for _, k := range s.kinds(turn.From) {
		if before, _ := s.Journal.Book.Judged(Place{thread.ID, turn.Message}); before[k.Name] || thread.Desk[turn.Message][k.Name] {
			s.marks[k.Name] = true
		}
	}
	for {
		if err := s.Screen.Show(s.line(turn)); err != nil {
			return false, err
		}
		key, err := s.Screen.Key()
		if err != nil {
			return false, err
		}
		switch key {
		case keyQuit, keyEnd:
			return false, nil
		case keyUndo:
			return true, s.undo()
		case keyNothing:
			return true, s.keep(thread, turn, Marks{})
		case '\r', '\n':
			if len(s.marks) == 0 {
				return true, s.Journal.Append(Entry{Chat: thread.ID, Message: turn.Message}) // passed over
			}
			return true, s.keep(thread, turn, s.marks)
		}
		s.toggle(key, turn.From)
	}
}

// toggle gives or takes the label of a key, if the speaker's lines have it.
func (s *Session) toggle(key rune, from chat.Speaker) {
	for _, k := range s.kinds(from) {
		switch {
		case k.Key != key:
		case s.marks[k.Name]:
			delete(s.marks, k.Name)
		default:
			s.marks[k.Name] = true
		}
	}
}

// keep writes the judgement: all asked labels of the speaker, one or nought,
// beside those that were asked another time.
func (s *Session) keep(thread *Thread, turn *Turn, given Marks) error {
	before, _ := s.Journal.Book.Judged(Place{thread.ID, turn.Message})
	marks := Marks{}
	maps.Copy(marks, before)
	for _, k := range s.kinds(turn.From) {
		marks[k.Name] = given[k.Name]
	}
	return s.Journal.Append(Entry{Chat: thread.ID, Message: turn.Message, Marks: marks})
}

// undo takes the last judgement back, so that its turn comes again.
func (s *Session) undo() error {
	p, ok := s.Journal.Book.Last()
	if !ok {
		return s.Screen.Show("There is nothing to take back.\n")
	}
	return s.Journal.Append(Entry{Chat: p.Chat, Message: p.Message, Undone: true})
}

// legend says which key does what.
func (s *Session) legend() string {
	var b strings.Builder
	for _, from := range []chat.Speaker{chat.SpeakerCustomer, chat.SpeakerBot} {
		fmt.Fprintf(&b, "%-9s", from)
		for _, k := range s.kinds(from) {
			fmt.Fprintf(&b, " %c %s ", k.Key, k.Words)
		}
		b.WriteByte('\n')
	}
	b.WriteString("          . nothing   Enter done, or pass over   u undo   q go on later\n")
	return b.String()
}

// context is how many turns before an unread one are shown again.
const context = 6

// show prints the turns from the last that was shown, or a few, up to at.
func (s *Session) show(at, last spot) error {
	t := s.Threads[at.thread]
	from := max(0, at.turn-context)
	if last.thread == at.thread && last.turn < at.turn {
		from = last.turn + 1
	}
	var b strings.Builder
	if last.thread != at.thread {
		fmt.Fprintf(&b, "\n%s\n", s.progress())
	}
	for i := from; i <= at.turn; i++ {
		fmt.Fprintf(&b, "%3d %-9s %s\n", i+1, t.Turns[i].From, shorten(plain(t.Turns[i].Text)))
	}
	return s.Screen.Show(b.String())
}

// line says what the turn has been given so far.
func (s *Session) line(turn *Turn) string {
	var given []string
	for _, k := range s.kinds(turn.From) {
		if s.marks[k.Name] {
			given = append(given, k.Words)
		}
	}
	if given == nil {
		return "    → ?\n"
	}
	return "    → " + strings.Join(given, ", ") + "\n"
}

// progress says how much is done.
func (s *Session) progress() string {
	done, all := 0, 0
	for _, t := range s.Threads {
		for _, turn := range t.Turns {
			if len(s.kinds(turn.From)) == 0 {
				continue
			}
			all++
			if s.done(t, &turn) {
				done++
			}
		}
	}
	return fmt.Sprintf("%d of %d turns in %d chats are judged.", done, all, len(s.Threads))
}
