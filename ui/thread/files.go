package thread

import (
	"net/url"
	"path/filepath"
	"strings"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/app/view"
	"floorwalker/ui/kit"
)

// files is what goes with the next line to the customer: at most one file, on its way
// to the hub or there already (E-ACT-06, V-ATT-01).
type files struct {
	of   *Pane
	chat chat.ChatID
	what app.Attachment
	name string
	now  app.Attaching
	// begun counts what was begun, so that news of what was given up is known.
	begun  int
	cancel func()
	// offered is a path that was pasted and may be attached instead.
	offered string
	// again is set for a file of before this sitting: the person says whether.
	again bool
}

// open reports whether there is anything to say of a file.
func (f *files) open() bool { return f.name != "" || f.offered != "" }

// line says how far the file is, and what the button does.
func (f *files) line() kit.AdviceLine {
	drop := kit.ButtonData{Word: "Take it away"}
	switch {
	case f.offered != "":
		return kit.AdviceLine{
			Tone: kit.Blue, Text: "That is a file of this computer: " + filepath.Base(f.offered) + ".",
			Button: kit.ButtonData{Word: "Attach it instead", Key: string(attachKey)},
		}
	case f.again:
		return kit.AdviceLine{
			Tone: kit.Amber, Text: f.name + " was to go with this draft.", Button: kit.ButtonData{Word: "Attach it", Key: string(attachKey)},
		}
	case f.now.Err != nil:
		return kit.AdviceLine{Tone: kit.Red, Text: f.now.Err.Error(), Button: drop}
	case f.now.File != nil && f.of.reply.guide.opened():
		return kit.AdviceLine{
			Tone: kit.Blue, Text: f.name + " · " + app.FileSize(f.now.File.Size) + " does not go with a step, but with your first own line after it.", Button: drop,
		}
	case f.now.File != nil:
		return kit.AdviceLine{Tone: kit.Blue, Text: f.name + " · " + app.FileSize(f.now.File.Size) + " goes with the next line; Enter sends it.", Button: drop}
	case f.now.Size > 0:
		return kit.AdviceLine{Text: f.name + " · " + app.FileSize(f.now.Sent) + " of " + app.FileSize(f.now.Size) + " are at the hub.", Button: drop}
	}
	return kit.AdviceLine{Text: f.name + " is being read.", Button: drop}
}

// drop is what the button beside that line does.
func (f *files) drop() {
	switch {
	case f.offered != "":
		f.takeOffer()
	case f.again:
		f.begin(f.chat, f.what)
	default:
		f.forget(true)
	}
	f.told()
}

// forget lets go of the file; with disk it is no draft any more either.
func (f *files) forget(disk bool) {
	if f.cancel != nil {
		f.cancel()
	}
	if disk && f.chat != "" {
		f.of.opts.Desk.SaveDraft(f.chat, app.DraftFile, "")
	}
	*f = files{of: f.of, begun: f.begun + 1}
}

// begin brings a file to the hub, for the chat on screen; another one that was there
// gives way.
func (f *files) begin(id chat.ChatID, what app.Attachment) {
	f.forget(false)
	f.chat, f.what, f.name = id, what, filepath.Base(what.Path)
	if what.Library != nil {
		f.name = what.Library.Name
	} else {
		f.of.opts.Desk.SaveDraft(id, app.DraftFile, what.Path)
	}
	n := f.begun
	f.cancel = f.of.opts.Files.AttachFile(id, what, func(a app.Attaching) {
		f.of.opts.Post(func() {
			if f.begun == n {
				f.now = a
				f.told()
			}
		})
	})
	f.told()
}

// told shows what has changed.
func (f *files) told() {
	r := f.of.reply
	r.w.box.SetBlank(f.ready())
	r.w.check()
	if r.guide.opened() {
		r.render() // the check of a box that is not in sight says nothing
	}
}

// ready reports whether a file is there to go.
func (f *files) ready() bool { return f.now.File != nil && !f.again }

// lack is why a line may not go because of its file, or "".
func (f *files) lack() string {
	switch {
	case f.name == "" || f.again || f.ready():
		return ""
	case f.now.Err != nil:
		return "the file is not attached"
	}
	return "the file is on its way"
}

// recall asks the disk for a file that was to go with the draft of a chat.
func (f *files) recall(id chat.ChatID) {
	if f.of.opts.Files == nil {
		return
	}
	f.of.opts.Desk.Draft(id, app.DraftFile, func(path string) {
		f.of.opts.Post(func() {
			if path != "" && f.of.reply.w.chat == id && f.name == "" {
				f.chat, f.what, f.name, f.again = id, app.Attachment{Path: path}, filepath.Base(path), true
				f.told()
			}
		})
	})
}

// pasted looks whether a text that is being pasted is the path of a file, and offers to
// attach that instead. The text is pasted all the same, so that nothing is lost. The
// toolkit hands over no pictures: an empty paste says so.
func (p *Pane) pasted(text string) bool {
	t := p.shown
	if t == nil || p.opts.Files == nil {
		return false
	}
	if text == "" {
		p.say("There is no text to paste. A picture cannot be pasted: this window is only handed text. Drop its file here, or attach it with " + string(attachKey) + ".")
		return true
	}
	path, ok := pathOf(text)
	if !ok {
		return false
	}
	id, exists := t.ID, p.exists
	go func() { // a drive on the network may take its time
		if !exists(path) {
			return
		}
		p.opts.Post(func() {
			f := &p.reply.files
			if f.of.reply.w.chat == id && strings.Contains(p.reply.w.box.Text(), strings.TrimSpace(text)) {
				f.offered = path
				f.told()
			}
		})
	}()
	return false
}

// pathOf is the path that a pasted text is, if it looks like one.
func pathOf(text string) (string, bool) {
	text = strings.Trim(strings.TrimSpace(text), `"'`)
	if text == "" || len(text) > 4096 || strings.ContainsAny(text, "\n\r") {
		return "", false
	}
	if u, err := url.Parse(text); err == nil && u.Scheme == "file" && u.Path != "" {
		return filepath.FromSlash(u.Path), true
	}
	return text, filepath.IsAbs(text) && filepath.Base(text) != string(filepath.Separator)
}

// takeOffer attaches the file whose path was pasted, and takes the path out of the
// draft.
func (f *files) takeOffer() {
	path, w := f.offered, f.of.reply.w
	text := w.box.Text()
	for _, s := range []string{"\"" + path + "\"", "'" + path + "'", (&url.URL{Scheme: "file", Path: filepath.ToSlash(path)}).String(), path} {
		text = strings.Replace(text, s, "", 1)
	}
	f.offered = ""
	w.put(strings.TrimSpace(text))
	f.begin(w.chat, app.Attachment{Path: path})
}

// Drop attaches a file that was dropped on the window, to the chat on screen.
func (p *Pane) Drop(paths []string) {
	t := p.shown
	switch {
	case t == nil || p.asking != nil || len(paths) == 0:
	case p.attachLock(t) != "":
		p.say(p.attachLock(t))
	default:
		p.foot.write(t, false)
		p.reply.files.begin(t.ID, app.Attachment{Path: paths[0]})
		if len(paths) > 1 {
			p.say("One file goes with each line: " + filepath.Base(paths[0]) + " was taken.")
		}
	}
}

func (p *Pane) attachLock(t *view.Thread) string {
	switch {
	case p.opts.Files == nil:
		return "Files cannot be attached here."
	case !within(t.Stance):
		return "You do not write to the customer here, so nothing can be attached."
	case !t.Can.Do(chat.OpFile):
		return t.Can.Of(chat.OpFile).Words
	}
	return ""
}
