package thread

import (
	"floorwalker/app/chat"
	"floorwalker/app/view"
	"floorwalker/ui/kit"
)

// watching is the frame of somebody who has no box: it says that nothing of
// them is seen, or what they wait for.
func watching(t *view.Thread, unfenced, off bool) kit.FrameData {
	switch {
	case t.Stance == view.Taking && unfenced:
		return kit.FrameData{
			Kind: kit.Alarmed, Word: "Careful", Title: "The bot may still speak.",
			Text: "The backend has not confirmed that it is stopped. The box opens by itself as soon as it has.",
		}
	case t.Stance == view.Taking:
		return kit.FrameData{
			Kind: kit.Quiet, Word: "Wait", Title: "The bot is being stopped.",
			Text: "Until then it may still speak. The box opens by itself.",
		}
	case t.Stance == view.Ended:
		return kit.FrameData{Kind: kit.Quiet, Word: "Ended", Title: "This chat is over.", Text: sentence("it ended: " + t.Why)}
	}
	if off {
		return kit.FrameData{Kind: kit.Quiet}
	}
	d := kit.FrameData{Kind: kit.Invisible, Word: "Invisible", Title: "Nobody can tell that you are here."}
	switch {
	case t.Server != "":
		d.Text = "You cannot write from here. " + t.Server + " serves this chat. Whisper to them, " +
			called[stepWhisper].key + ", or join, " + called[stepJoin].key + "."
	case t.Stage == chat.StageQueued:
		d.Text = "You cannot write from here. Step in with Start chat, " + called[stepTakeOver].key + "."
	default:
		d.Text = "You cannot write from here. Step in with Take over, " + called[stepTakeOver].key + "."
	}
	return d
}

// replying is the frame around the box to the customer. One's own chat needs
// no words; a colleague's does (V-JOIN-03).
func replying(t *view.Thread) kit.FrameData {
	if t.Stance == view.Joined {
		return kit.FrameData{
			Kind: kit.Joined, Word: "Joined", Title: "Everybody in the chat sees this.",
			Text: "It stays " + possessive(t.Server) + ".",
		}
	}
	return kit.FrameData{Kind: kit.Yours}
}

// possessive is whose something is; nobody's in the moment between two owners.
func possessive(name string) string {
	if name == "" {
		return "nobody's"
	}
	return name + "'s"
}

// whispering is the frame around a whisper for to, and the reason why it may
// not go now. It is bound to one person: what was begun for a colleague is not
// turned to the next one by an event, only by the key that opened it.
func whispering(t *view.Thread, to chat.AgentID, name string) (d kit.FrameData, held string) {
	d = kit.FrameData{Kind: kit.Whispering, Word: "Whisper"}
	switch {
	case t.Stance == view.Ended:
		d.Title, d.Text = "This chat is over.", "Nobody would see this. It stays here as a draft; Esc leaves it."
		return d, "the chat is over"
	case t.Owner == to:
		d.Title, d.Text = "Only "+name+" sees this.", "The customer and everybody else do not."
		if t.Stance == view.Joined {
			d.Text += " Ctrl ⇧ R writes to the customer."
		}
		return d, ""
	case t.Stance == view.Yours:
		d.Title, d.Text = "You serve this chat now.", "This was for "+name+", who has not seen it. Esc leaves it; it stays as a draft."
		return d, "you serve this chat now"
	case t.Owner == "":
		d.Title, d.Text = "Nobody serves this chat now.", "This was for "+name+", who has not seen it. Esc leaves it; it stays as a draft."
		return d, name + " no longer serves this chat"
	}
	d.Title = t.Server + " serves this chat now."
	d.Text = "This was for " + name + ", who has not seen it. " + called[stepWhisper].key + " turns it to " + t.Server +
		"; Esc leaves it as a draft."
	return d, name + " no longer serves this chat"
}

// hints are the keys under the box; the greeting stands first until the
// customer has had a word from me (S-ACC-05).
func (p *Pane) hints(t *view.Thread) []kit.Hint {
	w := p.reply.w
	hs := []kit.Hint{{Key: "Enter", Word: "send", Do: w.box.Submit}}
	switch {
	case p.backToSteps(t):
		hs = append([]kit.Hint{{Key: string(nextKey), Word: "back to the steps", Do: p.NextThing}}, hs...)
	case t.Stance == view.Yours && !t.NightLocked && !greeted(t, p.me.Agent) && !p.reply.guide.offered(t):
		hs = append([]kit.Hint{{Key: "Ctrl ⇧ G", Word: "greeting", Do: p.Greet}}, hs...)
	}
	if p.opts.Library != nil {
		hs = append(hs, kit.Hint{Key: "/", Word: "canned text", Do: func() { w.begin('/') }})
	}
	if p.opts.Articles != nil {
		hs = append(hs, kit.Hint{Key: "#", Word: "article", Do: func() { w.begin('#') }})
	}
	if p.opts.Files != nil && t.Can.Do(chat.OpFile) {
		hs = append(hs, kit.Hint{Key: string(attachKey), Word: "file", Do: p.Attach})
	}
	if e := p.edition(); e != nil && e.Emoji.Staff {
		hs = append(hs, kit.Hint{Key: ":", Word: "emoji", Do: w.emoji})
	}
	return append(hs, kit.Hint{Key: "⇧ Enter", Word: "new line"}, kit.Hint{Key: called[stepNote].key, Word: "note", Do: func() { p.Write(true) }})
}
