package thread

import (
	"strings"

	"floorwalker/app/chat"
	"floorwalker/app/script"
	"floorwalker/app/view"
	"floorwalker/ui/words"
)

// fill keeps a blank's value; an empty one brings back what was found.
func (g *guide) fill(name, value string) {
	for _, s := range g.filled.Slots {
		if blankName(s.Name) != name {
			continue
		}
		if g.typed[g.chat] == nil {
			g.typed[g.chat] = make(map[string]string)
		}
		g.typed[g.chat][s.Name] = value
		g.edits++
		g.pane.opts.Desk.SaveDraft(g.chat, slotDraft(s.Name), value)
	}
	if t := g.pane.shown; t != nil && t.ID == g.chat {
		g.show(t)
	}
}

// slotDraft is the kind of draft in which the value of a blank is kept.
func slotDraft(slot string) string { return "takeover/" + slot }

// recall asks the disk for what was written into the blanks of a chat.
func (g *guide) recall(id chat.ChatID) {
	if g.typed[id] != nil {
		return
	}
	g.typed[id] = make(map[string]string)
	for _, step := range g.steps() {
		v, ok := g.pane.opts.Library().Get(step)
		if !ok {
			continue
		}
		for _, s := range script.Fill(v.Content, script.Known{}).Slots {
			g.recallSlot(id, s.Name)
		}
	}
}

func (g *guide) recallSlot(id chat.ChatID, slot string) {
	g.pane.opts.Desk.Draft(id, slotDraft(slot), func(text string) {
		g.pane.opts.Post(func() {
			if text == "" || g.typed[id][slot] != "" {
				return
			}
			g.typed[id][slot] = text
			g.edits++
			if t := g.pane.shown; t != nil && t.ID == id && g.chat == id && g.tabs.Visible() {
				g.show(t)
			}
		})
	})
}

// seek brings the line into sight that a blank's value is from.
func (g *guide) seek(name string) {
	for _, s := range g.filled.Slots {
		if blankName(s.Name) == name && s.Source.Kind == script.SourceMessage {
			g.pane.showSource(s.Source)
			return
		}
	}
	if g.source(name).Kind == script.SourceNone {
		g.pane.say("This blank is yours to fill: " + script.About(strings.ReplaceAll(name, " ", "_")) + ".")
		return
	}
	g.pane.say("This blank is " + sourceWords(g.source(name)) + ", from no line of the chat.")
}

func (g *guide) source(name string) script.Source {
	for _, s := range g.filled.Slots {
		if blankName(s.Name) == name {
			return s.Source
		}
	}
	return script.Source{}
}

// lineSource says where a value was found, by the time of its line: "14:26, first
// message".
func lineSource(t *view.Thread, s script.Source) string {
	if s.Kind != script.SourceMessage {
		return sourceWords(s)
	}
	for i, m := range t.Messages {
		if m.ID != s.Message {
			continue
		}
		if i == t.First {
			return "← " + words.At(m.At) + ", first message"
		}
		return "← " + words.At(m.At)
	}
	return sourceWords(s)
}
