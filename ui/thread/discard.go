package thread

import (
	"fmt"
	"strings"

	"floorwalker/app/view"
	"floorwalker/ui/kit"
	"floorwalker/ui/words"
)

// DiscardLines asks once, and lets go of every line of the chat on screen that
// was not sent. It asks because the same keys mean "redo" elsewhere, and a
// discarded text is gone.
func (p *Pane) DiscardLines() {
	t := p.here()
	if t == nil || p.TakeBack() {
		return
	}
	lost := failedLines(t)
	if len(lost) == 0 {
		p.say("There is no line here that was not sent.")
		return
	}
	const most = 3
	var texts []string
	for i, l := range lost {
		if i == most {
			texts = append(texts, fmt.Sprintf("and %d more", len(lost)-most))
			break
		}
		text := quoted(l)
		if !alike(lost) {
			text = words.Upper(aimed(t, l)) + ": " + text
		}
		texts = append(texts, text)
	}
	id := t.ID
	data := kit.SheetData{Title: discarding(t, lost), Text: strings.Join(texts, "\n"), Confirm: "Discard", Danger: true}
	p.ask(newAsking(data), func() {
		for _, l := range lost {
			p.opts.Desk.Discard(id, l.ID)
		}
	})
}

// aimed says what a line is: a note, or a line to whom.
func aimed(t *view.Thread, l view.PendingLine) string {
	switch {
	case l.Note:
		return "note"
	case l.To != "":
		return "whisper to " + l.Whisper
	}
	return "line to " + words.Name(t.Customer.Name)
}

// alike reports whether the lines are all of one kind to one person.
func alike(ls []view.PendingLine) bool {
	for _, l := range ls {
		if l.Note != ls[0].Note || l.To != ls[0].To {
			return false
		}
	}
	return true
}

// discarding names what is let go of; that it is to the customer only where
// it is.
func discarding(t *view.Thread, ls []view.PendingLine) string {
	if !alike(ls) {
		return "Discard " + words.Count(len(ls), "line") + " that were not sent"
	}
	noun, to, _ := strings.Cut(aimed(t, ls[0]), " ")
	what := words.Count(len(ls), noun)
	if to != "" {
		what += " " + to
	}
	return "Discard " + what
}

// quoted is a line as a sheet shows it before it is let go of.
func quoted(l view.PendingLine) string { return "“" + brief(strings.TrimSpace(l.Text)) + "”" }

// unsaid warns who closes a chat of what they have not said in it.
func (p *Pane) unsaid(t *view.Thread) string {
	var says []string
	for _, l := range failedLines(t) {
		if l.ToCustomer() {
			says = append(says, "This line was not sent: "+quoted(l))
		}
	}
	if n := len(says); n > 1 {
		says = []string{words.Count(n, "line") + " to the customer were not sent."}
	}
	if draft := strings.TrimSpace(p.foot.box.box.Text()); draft != "" && p.foot.chat() == t.ID {
		says = append(says, "Your draft was not sent: “"+brief(draft)+"”")
	}
	if len(says) == 0 {
		return ""
	}
	return "\n" + strings.Join(says, "\n")
}
