package ui

import (
	"context"
	"image"
	"io"
	"strings"

	"fyne.io/fyne/v2"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/app/script"
	"floorwalker/app/view"
	"floorwalker/ui/closing"
	"floorwalker/ui/escalate"
	"floorwalker/ui/library"
	"floorwalker/ui/picture"
	"floorwalker/ui/thread"
	"floorwalker/ui/words"
)

// overWindow makes what lies over the window when a chat is closed or handed on.
func (s *Shell) overWindow(handOn func(fyne.Shortcut)) {
	canvas := s.window.Canvas
	s.closing = closing.New(closing.Options{
		Desk: s.opts.Desk, Policy: s.opts.Policy, Edition: s.newest, Now: s.now, Post: s.opts.Loop.Post,
		Library:  func() script.Library { return s.opts.Desk.Snapshot().Shelves.Canned },
		Shortcut: handOn, Window: canvas, Seek: s.seek,
	})
	s.escalate = escalate.New(escalate.Options{
		Desk: s.opts.Desk, Policy: s.opts.Policy, Edition: s.newest, Now: s.now, Post: s.opts.Loop.Post,
		Shortcut: handOn, Window: canvas, Open: s.open,
	})
	s.wall = newWall(s.cover, s.come, s.answered(s.cover.Accept), s.answered(s.cover.Decline), s.toBackends)
}

// adopt has all panes work by the policy that the floor works by. It runs on the
// UI thread, before any of them is drawn.
func (s *Shell) adopt(snap *app.Snapshot) {
	if snap.Edition == nil || snap.Edition == s.edition {
		return
	}
	s.edition = snap.Edition
	*s.opts.Policy = snap.Edition.Policy
}

// newest is the policy with its lists.
func (s *Shell) newest() *policy.Edition { return s.edition }

// uncertain reports that hub time is a guess.
func (s *Shell) uncertain() bool { _, guess := s.opts.Clock.Now(); return guess }

// errands are the desk's ways beside the stream; a desk without one has none of what
// rests on it.
func (s *Shell) errands(o *thread.Options) {
	d := s.opts.Desk
	o.Files, _ = d.(thread.FileDesk)
	o.Articles, _ = d.(thread.ArticleDesk)
	o.Secrets, _ = d.(thread.SecretDesk)
	o.Tickets, _ = d.(thread.TicketDesk)
	o.Choose = library.AskPath(s.window, "Choose it")
	s.openAlbum()
	if s.album != nil {
		o.Picture = s.picture
	}
}

// asked is a verb on the chat on screen, for who says in words why it did nothing.
func (s *Shell) asked(do func(*app.Snapshot) string) func() string {
	return func() string { return do(s.opts.Desk.Snapshot()) }
}

// told is the same for a key: why it did nothing stands under the ladder.
func (s *Shell) told(do func(*app.Snapshot) string) func() {
	return func() {
		if why := do(s.opts.Desk.Snapshot()); why != "" {
			s.thread.Tell(why)
		}
	}
}

// said prints at the foot why a key did nothing, where no ladder is in sight that
// says it.
func (s *Shell) said(why string) {
	if s.page != pageFloor || s.opts.Desk.Snapshot().Thread == nil {
		s.status.tell(why, s.opts.Machine())
	}
}

// close opens the one dialog that closes the chat on screen.
func (s *Shell) close() string { return s.closing.Open(s.opts.Desk.Snapshot()) }

func (s *Shell) openEscalation(snap *app.Snapshot) string { return s.escalate.Escalate(snap) }

func (s *Shell) review(snap *app.Snapshot) string {
	if s.escalate.Review(snap) {
		return ""
	}
	return "No escalation waits for you in this chat."
}

func (s *Shell) cancelEscalation(snap *app.Snapshot) string {
	if s.escalate.Cancel(snap) {
		return ""
	}
	return "There is no escalation of yours to take back."
}

func (s *Shell) handToChannel(snap *app.Snapshot) string { return s.escalate.HandToChannel(snap) }

func (s *Shell) help(snap *app.Snapshot) string { return s.escalate.Help(snap) }

func (s *Shell) answerHelp(snap *app.Snapshot) string { return s.escalate.Come(snap) }

func (s *Shell) come() { s.told(s.answerHelp)() }

// ofSide is a key for what is owed on the chat on screen.
func (s *Shell) ofSide(do func() string) func() {
	return s.told(func(*app.Snapshot) string { return do() })
}

// seek shows a line of the chat on screen.
func (s *Shell) seek(id chat.ChatID, line chat.MessageID) {
	s.thread.Ask(id, "", []chat.Evidence{{Message: line}}, true)
}

// overloaded says who has too much, so that whoever looks at the queue knows to whom not
// to pass a chat (C-DIST-01); "" is nobody.
func overloaded(snap *app.Snapshot) string {
	var names []string
	for i := range snap.Loads {
		if l := &snap.Loads[i]; l.Over {
			names = append(names, words.Label(l.Name)+" "+words.Of(l.Owns, l.Cap))
		}
	}
	if len(names) == 0 {
		return ""
	}
	return "Overloaded: " + strings.Join(names, ", ")
}

// toggleFocus asks to be offered no more chats until this is done, or ends that
// (S-MULTI-05).
func (s *Shell) toggleFocus() { s.opts.Desk.SetFocus(!s.opts.Desk.Snapshot().Focus) }

// note is what a section says above its rows.
func (s *Shell) note(snap *app.Snapshot) string {
	if s.section == view.Escalations {
		if b := snap.Boards[view.Escalations]; b.Len() > 0 {
			return words.Count(b.Len(), "chat") + " escalated, " + words.Oldest(b.Oldest, s.now())
		}
	}
	if s.section == view.Queue {
		if over := overloaded(snap); over != "" {
			return over
		}
	}
	return words.Note(s.section, snap.Waits)
}

// functionKey runs the action of a key without a modifier that is not the thread's
// own; it reports whether there is one. The thread asks, and so do its boxes. On a page
// the chat that it is about comes into sight first: nobody acts on what they cannot see.
func (s *Shell) functionKey(e *fyne.KeyEvent) bool {
	s.idle.touch()
	if s.covered() {
		return false
	}
	for _, a := range s.table {
		if a.key != "" && a.key == e.Name && a.mod == plain {
			if s.page != pageFloor && a.group != groupShift {
				s.turn(pageFloor)
			}
			a.run()
			return true
		}
	}
	return false
}

// openAlbum makes the small pictures of attachments, if the desk can fetch them.
func (s *Shell) openAlbum() {
	source, ok := s.opts.Desk.(interface {
		FileBytes(ctx context.Context, hash string) (io.ReadCloser, error)
	})
	if !ok {
		return
	}
	s.album = picture.New(picture.Config{
		Open: source.FileBytes, Changed: func(string) { s.opts.Loop.Post(s.thread.PictureReady) },
	})
}

// picture is the small picture of an attachment, or why there is none; neither while
// it is on its way.
func (s *Shell) picture(f chat.File) (small image.Image, none string) {
	if s.album == nil {
		return nil, ""
	}
	switch t := s.album.Get(f); t.State {
	case picture.Here:
		return t.Image, ""
	case picture.Failed:
		return nil, t.Err.Error()
	}
	return nil, ""
}

// dropped offers files that were dropped on the window to the chat on screen.
func (s *Shell) dropped(files []fyne.URI) {
	if s.page != pageFloor || s.covered() {
		return
	}
	var paths []string
	for _, f := range files {
		if f.Scheme() == "file" {
			paths = append(paths, f.Path())
		}
	}
	if len(paths) > 0 {
		s.thread.Drop(paths)
	}
}
