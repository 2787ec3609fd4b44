package library

import (
	"errors"
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"floorwalker/app/script"
	"floorwalker/ui/kit"
	"floorwalker/ui/theme"
	"floorwalker/ui/words"
)

// progress is how far an import has come.
type progress int

const (
	idle    progress = iota
	reading          // the file is read
	planned          // what it would do is on screen
	writing          // the desk writes it
	done
	failed
)

// reportView says what a file would do, and has done, to the library.
type reportView struct {
	p       *Pane
	content fyne.CanvasObject
	title   *kit.Words
	about   *kit.Text
	figures *fyne.Container
	values  map[string]*kit.KeyValue
	rows    *kit.Text
	head    *kit.Words
	body    *fyne.Container
	do      *kit.Button
	settle  *kit.Button
	close   *kit.Button

	stage   progress
	in      incoming
	result  script.Imported
	words   string
	quarrel []*script.Conflict // to be shown, one after the other
	at      int
}

// The figures of a report, in order.
const (
	figNew       = "New"
	figChanged   = "Changed"
	figSame      = "The same as here"
	figConflicts = "Changed here since the file was written"
	figRefused   = "Refused"
)

func newReportView(p *Pane) *reportView {
	v := &reportView{
		p: p, title: kit.NewTitle("").Yield(), about: kit.NewQuietText(""), rows: kit.NewQuietText(""),
		head: kit.NewSection("Refused rows"), values: make(map[string]*kit.KeyValue),
	}
	v.figures = kit.NewColumn(4)
	for _, f := range []string{figNew, figChanged, figSame, figConflicts, figRefused} {
		v.values[f] = kit.NewKeyValue(f, "0")
		v.figures.Add(v.values[f])
	}
	v.do = kit.NewButton(kit.ButtonData{}, v.confirm)
	v.settle = kit.NewButton(kit.ButtonData{}, v.showQuarrel)
	v.close = kit.NewButton(kit.ButtonData{Word: "Close", Key: "Esc"}, v.leave)
	for _, b := range []*kit.Button{v.do, v.settle, v.close} {
		b.OnKey = v.keyed
	}
	pad := theme.Px(16)
	buttons := container.NewHBox(v.do, v.settle, v.close)
	v.body = kit.NewColumn(12, v.title, v.about, v.figures, buttons, v.head, v.rows)
	v.content = container.NewVScroll(container.New(layout.NewCustomPaddedLayout(pad, pad, pad, pad), v.body))
	return v
}

// reading says that a file is being read.
func (v *reportView) reading(name string) {
	v.begin(incoming{name: name}, reading)
	v.show()
}

func (v *reportView) begin(in incoming, s progress) {
	v.in, v.stage, v.words, v.result, v.quarrel, v.at = in, s, "", script.Imported{}, nil, 0
}

// read shows what a file would do, or why nothing can be taken of it.
func (v *reportView) read(in incoming) {
	v.begin(in, planned)
	v.result = in.plan
	var file *script.FileError
	switch {
	case errors.As(in.err, &file):
		v.stage, v.words = failed, "Nothing was taken: "+file.Error()+". Put that right and import the file again."
	case in.err != nil:
		v.stage, v.words = failed, "Nothing was taken: "+in.err.Error()+"."
	}
	v.arrive()
}

// arrive draws what came from elsewhere. It moves neither the keyboard nor what
// the person has turned to; a link leads here.
func (v *reportView) arrive() {
	v.render()
	v.p.linkReport()
}

// confirm writes what was shown.
func (v *reportView) confirm() {
	if v.stage != planned || len(v.in.plan.Versions)+len(v.in.plan.Conflicts) == 0 {
		return
	}
	v.stage = writing
	v.render()
	in := v.in
	v.p.opts.Desk.ImportResponses(in.rows, func(got script.Imported, err error) {
		v.p.opts.Post(func() { v.written(in, got, err) })
	})
}

// keyed are the keys of the report, while one of its buttons has the keyboard.
// They are single letters, for whoever types elsewhere does not have it here.
func (v *reportView) keyed(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyEscape:
		v.leave()
	case fyne.KeyI:
		v.confirm()
	case fyne.KeyS:
		v.showQuarrel()
	}
}

// written shows what the desk made of the file. The library may have moved on
// since it was shown, so the desk's figures are the ones that count.
func (v *reportView) written(in incoming, got script.Imported, err error) {
	v.in, v.result, v.stage, v.quarrel, v.at = in, got, done, got.Conflicts, 0
	if err != nil {
		v.stage = failed
		v.words = fmt.Sprintf("%s saved, the rest not: %v. Import the same file again to go on from there.",
			words.Count(len(got.Versions), "response"), err)
	}
	v.arrive()
}

// exported says what was written, and where.
func (v *reportView) exported(name string, n int, err error) {
	s, tone := words.Count(n, "response")+" written to "+name, kit.Green
	if err != nil {
		s, tone = "Not exported: "+err.Error()+". Do not use "+name+".", kit.Red
	}
	v.p.said, v.p.saidTone = s, tone
	v.p.tell()
}

// show puts the report on screen.
func (v *reportView) show() {
	v.render()
	v.p.turn(v.content)
	switch {
	case !v.do.Disabled() && v.do.Visible():
		v.p.opts.Focus(v.do)
	case v.settle.Visible():
		v.p.opts.Focus(v.settle)
	default:
		v.p.opts.Focus(v.close)
	}
}

// leave closes the report. Conflicts that wait keep it within a click.
func (v *reportView) leave() {
	if v.stage == planned || v.left() == 0 && v.stage != writing && v.stage != reading {
		v.stage = idle
	}
	v.p.turn(v.p.behind())
	v.p.Focus()
}

// left counts the conflicts that nobody has settled.
func (v *reportView) left() int { return len(v.quarrel) - v.at }

// showQuarrel shows the next row that the library disagrees with.
func (v *reportView) showQuarrel() {
	if v.left() > 0 {
		v.p.sides.file(v.quarrel[v.at])
	}
}

// next goes on after one was settled.
func (v *reportView) next() {
	v.at++
	if v.left() > 0 {
		v.showQuarrel()
		return
	}
	v.show()
}

// place says which of several rows is on screen.
func (v *reportView) place() string {
	if len(v.quarrel) < 2 {
		return ""
	}
	return fmt.Sprintf(" (%d of %d)", v.at+1, len(v.quarrel))
}

func (v *reportView) render() {
	title, about := v.say()
	v.title.Set(title)
	v.about.Set(about)
	counts := v.stage == planned || v.stage == done || v.stage == writing || v.stage == failed && v.in.err == nil
	kit.SetShown(v.figures, counts)
	fresh, changed := split(v.result.Versions)
	v.figure(figNew, fresh, kit.Grey)
	v.figure(figChanged, changed, kit.Grey)
	v.figure(figSame, v.result.Same, kit.Grey)
	v.figure(figConflicts, len(v.result.Conflicts), kit.Amber)
	v.figure(figRefused, len(v.result.Refused), kit.Red)
	do := kit.ButtonData{Word: fmt.Sprintf("Import %d", fresh+changed), Key: "I", Kind: kit.Primary}
	if fresh+changed == 0 {
		do.Word = "Import"
		do.Locked = "There is nothing to write"
		if len(v.result.Conflicts) > 0 {
			do.Word, do.Locked = "Show the conflicts", ""
		}
	}
	v.do.Set(do)
	kit.SetShown(v.do, v.stage == planned)
	v.settle.Set(kit.ButtonData{Word: "Settle " + words.Count(v.left(), "conflict"), Key: "S", Kind: kit.Primary})
	kit.SetShown(v.settle, v.left() > 0)
	v.rows.Set(refusedRows(v.result.Refused))
	kit.SetShown(v.head, len(v.result.Refused) > 0)
	kit.SetShown(v.rows, len(v.result.Refused) > 0)
	v.body.Refresh()
}

func (v *reportView) figure(name string, n int, tone kit.Tone) {
	if n == 0 {
		tone = kit.Grey
	}
	v.values[name].Set(name, fmt.Sprint(n), tone)
}

// linkReport shows the way back to a report that is not done with.
func (p *Pane) linkReport() {
	v := p.report
	if v == nil {
		return
	}
	open := v.stage != idle && !v.content.Visible()
	word := "Import of " + v.in.name
	if n := v.left(); n > 0 {
		word = words.Count(n, "conflict") + " of the import left"
	}
	p.files.Set(word)
	if kit.SetShown(p.files, open) {
		p.content.Refresh()
	}
}

// behind is what the right half shows where a report gives way.
func (p *Pane) behind() fyne.CanvasObject {
	if p.edit.now != nil {
		return p.edit.content
	}
	return p.empty
}
