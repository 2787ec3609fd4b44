package thread

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/ui/kit"
)

// fileNote says what a file is, in words.
func fileNote(f chat.File) string {
	return fileKind(f) + " · " + app.FileSize(f.Size)
}

func fileKind(f chat.File) string {
	kind, sub, _ := strings.Cut(f.Type, "/")
	switch {
	case kind == "image":
		return "Picture"
	case sub == "pdf":
		return "PDF"
	case kind == "audio":
		return "Sound"
	case kind == "video":
		return "Film"
	case kind == "text":
		return "Text"
	}
	if ext := strings.TrimPrefix(filepath.Ext(f.Name), "."); ext != "" && len(ext) <= 5 {
		return strings.ToUpper(ext)
	}
	return "File"
}

// attached is a message's file as a bubble shows it: a picture that the house has made
// small, or only words. Nothing is opened without a click.
func (b *bubbles) attached(m chat.Message) *kit.Attached {
	if m.File == nil {
		return nil
	}
	a := &kit.Attached{Name: m.File.Name, Note: fileNote(*m.File), Open: "Save…"}
	if m.File.Width > 0 && m.File.Height > 0 && b.picture != nil {
		small, none := b.picture(*m.File)
		if none != "" {
			a.Note += " · " + none
			return a
		}
		a.Width, a.Height, a.Picture = m.File.Width, m.File.Height, small
	}
	return a
}

// openFile is a click on a file: it asks where to save it, and opens nothing.
func (p *Pane) openFile(key string) {
	t := p.shown
	if t == nil || p.opts.Files == nil || p.asking != nil {
		return
	}
	for _, m := range t.Messages {
		if string(m.ID) == key && m.File != nil {
			p.askSave(*m.File)
			return
		}
	}
}

func (p *Pane) askSave(f chat.File) {
	where := kit.NewLineField("Save as", "The whole path", 1)
	where.SetText(freshPath(p.downloads(), f.Name))
	a := newAsking(kit.SheetData{
		Title: "Save " + f.Name, Confirm: "Save",
		Text: fileNote(f) + ". It comes from somebody outside the house: this program opens nothing of it.",
	}, where)
	p.ask(a, func() {
		path := where.Text()
		p.opts.Files.SaveFile(f, path, func(err error) {
			p.opts.Post(func() {
				if err != nil {
					p.say(err.Error())
					return
				}
				p.say(f.Name + " is saved as " + path + ".")
			})
		})
	})
}

// downloads is the folder that is proposed: the one for such things, or the home.
func (p *Pane) downloads() string {
	home, err := os.UserHomeDir()
	if err != nil {
		return ""
	}
	if d := filepath.Join(home, "Downloads"); isFolder(d) {
		return d
	}
	return home
}

func isFolder(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

// freshPath is a path in a folder for a name that a stranger has given: none of its
// folders, nothing that hides, and no file that is there.
func freshPath(folder, name string) string {
	name = strings.Map(func(r rune) rune {
		if r < ' ' || strings.ContainsRune(`/\:*?"<>|`, r) {
			return '_'
		}
		return r
	}, filepath.Base(filepath.ToSlash(name)))
	name = strings.TrimLeft(name, ".")
	if name == "" {
		name = "file"
	}
	ext := filepath.Ext(name)
	stem := strings.TrimSuffix(name, ext)
	path := filepath.Join(folder, name)
	for n := 2; n < 100; n++ {
		if _, err := os.Lstat(path); os.IsNotExist(err) {
			break
		}
		path = filepath.Join(folder, stem+" "+strconv.Itoa(n)+ext)
	}
	return path
}
