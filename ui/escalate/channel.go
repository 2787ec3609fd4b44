package escalate

import (
	"encoding/json"
	"time"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/ui/kit"
)

// channels are in the order of the sheet's segments.
var channels = []struct{ channel, word, notice string }{
	{chat.HandPhone, "Phone", "We will call you"},
	{chat.HandMail, "Mail", "We will write to you by mail"},
	{chat.HandTicket, "Ticket", "We go on with this in a ticket and you will hear from us"},
}

// handing is the sheet by which a chat goes on elsewhere.
type handing struct {
	pane   *Pane
	chat   chat.ChatID
	name   string
	asking *asking

	channel *kit.ChoiceField
	why     *kit.LineField
	note    *kit.LineField
	by      *kit.WhenField
	notice  *kit.LineField

	kept     begun
	composed string
	building bool
}

// HandToChannel asks how the customer is reached from here on, by when, and what
// they are told. It returns in words why it does not.
func (p *Pane) HandToChannel(s *app.Snapshot) (why string) {
	t, why := p.mine(s, "hand")
	if why == "" {
		why = pending(t)
	}
	if why != "" || p.Opened() {
		return why
	}
	id, name := t.ID, customer(t)
	p.opts.Desk.Draft(id, draftChannel, func(text string) {
		p.opts.Post(func() {
			h := newHanding(p, id, name, text)
			if !p.Opened() {
				p.ask(h.asking, h.send, h.keep)
			}
		})
	})
	return ""
}

func newHanding(p *Pane, id chat.ChatID, name, kept string) *handing {
	h := &handing{pane: p, chat: id, name: name, building: true}
	if kept != "" && json.Unmarshal([]byte(kept), &h.kept) != nil {
		h.kept = begun{}
	}
	segments := make([]kit.Segment, len(channels))
	for i, c := range channels {
		segments[i] = kit.Segment{Word: c.word, Selected: i == h.kept.Channel-1}
	}
	h.channel = kit.NewChoiceField("By", segments...)
	h.why = kit.NewLineField("Why", "In a few words", 3)
	h.note = kit.NewTextField("What is to be done there", "Whoever does it reads this", p.opts.Policy.Note.Min)
	h.by = whenField(p, "By when, as the customer is told", &h.kept.Due, h.changed)
	h.notice = kit.NewTextField("What the customer is told now", refWords, 1)
	h.why.SetText(h.kept.Issue)
	h.note.SetText(h.kept.Steps)
	for _, f := range []*kit.LineField{h.why, h.note, h.notice} {
		watch(f, h.changed)
	}
	h.channel.OnPick = func(int) { h.changed() }
	h.by.OnPick = func(time.Time) { h.changed() }
	if h.kept.Notice != "" {
		h.notice.SetText(inWords(h.kept.Notice))
	} else {
		h.compose()
	}
	h.asking = &asking{
		data: kit.SheetData{
			Title: "Go on elsewhere with " + name, Confirm: "Hand over",
			Text: "The chat stays yours until it is closed; what is promised here is owed from now on, whatever becomes of the chat.",
		},
		locked: h.locked,
	}
	h.asking.sheet = kit.NewSheet(h.asking.data, h.channel, h.why, h.note, h.by, h.notice)
	h.building = false
	return h
}

func (h *handing) changed() {
	if h.building || h.asking == nil {
		return
	}
	h.compose()
	h.keep()
	h.asking.follow(h.pane.snap)
}

func (h *handing) locked(s *app.Snapshot) string {
	if why := lostIt(s, h.chat, h.name); why != "" {
		return why
	}
	return unnumbered(h.notice.Text())
}

// compose writes what the customer is told; words of the person's own stay.
func (h *handing) compose() {
	if h.notice.Text() != h.composed {
		return
	}
	text := "We will get back to you"
	if i := h.channel.Picked(); i >= 0 {
		text = channels[i].notice
	}
	if at := h.by.At(); !at.IsZero() {
		text += " by " + told(at, h.pane.zone())
	}
	h.composed = text + ". Your reference number is " + refWords + "."
	was := h.building
	h.building = true
	h.notice.SetText(h.composed)
	h.building = was
}

func (h *handing) keep() {
	k := begun{Channel: h.channel.Picked() + 1, Issue: h.why.Text(), Steps: h.note.Text(), Due: h.kept.Due}
	if n := h.notice.Text(); n != h.composed {
		k.Notice = asSent(n)
	}
	text := ""
	if k.Issue+k.Steps+k.Notice+k.Due != "" {
		if raw, err := json.Marshal(k); err == nil {
			text = string(raw)
		}
	}
	h.pane.opts.Desk.SaveDraft(h.chat, draftChannel, text)
}

func (h *handing) send() {
	h.pane.opts.Desk.HandToChannel(h.chat, chat.HandToChannel{
		Channel: channels[h.channel.Picked()].channel, Reason: h.why.Text(), Note: h.note.Text(),
		Notice: asSent(h.notice.Text()), Due: chat.InstantOf(h.by.At()),
	})
	h.pane.opts.Desk.SaveDraft(h.chat, draftChannel, "")
}
