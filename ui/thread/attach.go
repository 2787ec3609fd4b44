package thread

import (
	"os"
	"strings"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/app/view"
	"floorwalker/ui/kit"
	"floorwalker/ui/words"
)

// FileDesk is what the pane asks of the console about files. Its answers come from
// goroutines of the desk's.
type FileDesk interface {
	AttachFile(id chat.ChatID, what app.Attachment, got func(app.Attaching)) (cancel func())
	Library(got func([]chat.File, error))
	SaveFile(f chat.File, path string, got func(error))
}

// isFile reports whether there is a file of that path.
func isFile(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Mode().IsRegular()
}

// Attach asks for the file that goes with the next line; where one is offered already,
// it takes that.
func (p *Pane) Attach() {
	t := p.here()
	if t == nil {
		return
	}
	if why := p.attachLock(t); why != "" {
		p.say(why)
		return
	}
	if f := &p.reply.files; f.offered != "" || f.again {
		f.drop()
		return
	}
	p.foot.write(t, false)
	p.askFile(t)
}

// askFile is a sheet with a path, the team's own files, and what does not work.
func (p *Pane) askFile(t *view.Thread) {
	id, name := t.ID, words.Name(t.Customer.Name)
	path := kit.NewLineField("File of this computer", "Its whole path; or drop it on this window", 0)
	picker := kit.NewPicker("", "Search the team's files")
	library := kit.NewPickField("Or a file of the team's", picker)
	library.Free = true
	shelf := make(map[string]chat.File)
	a := p.attachSheet(t, "Attach a file to your next line to "+name, path, library)
	lost := lostIt(id, name, true)
	a.locked = func(s *app.Snapshot) string {
		if why := lost(s); why != "" {
			return why
		}
		if path.Text() == "" && library.Chosen() == "" {
			return "no file is chosen"
		}
		return ""
	}
	path.OnChange = func() { a.follow(p.snap) }
	library.OnPick = func(string) { a.follow(p.snap) }
	p.opts.Files.Library(func(fs []chat.File, err error) {
		p.opts.Post(func() { fillLibrary(library, shelf, fs, err) })
	})
	p.ask(a, func() {
		what := app.Attachment{Path: strings.TrimSpace(path.Text())}
		if f, ok := shelf[library.Chosen()]; ok && what.Path == "" {
			what = app.Attachment{Library: &f}
		}
		p.reply.files.begin(id, what)
		p.foot.focus()
	})
}

// attachWords say how large a file may be, and what the toolkit cannot do.
func (p *Pane) attachWords(t *view.Thread) string {
	most := p.opts.Policy.Upload.Max
	if e := p.edition(); e != nil {
		most = e.UploadMax(t.Channel)
	}
	return "At most " + app.FileSize(int64(most)) + " through this channel, " + words.Channel(t.Channel) + ". A picture cannot be pasted: this window is only handed text."
}

// fillLibrary shows the team's own files, or why there are none.
func fillLibrary(f *kit.PickField, shelf map[string]chat.File, fs []chat.File, err error) {
	if err != nil {
		f.Set([]kit.Choice{{Key: "none", Name: "The team's files are not here", Detail: "", Locked: err.Error()}})
		return
	}
	choices := make([]kit.Choice, len(fs))
	for i, file := range fs {
		shelf[file.Hash] = file
		choices[i] = kit.Choice{Key: file.Hash, Name: file.Name, Detail: fileNote(file)}
	}
	f.Set(choices)
}
