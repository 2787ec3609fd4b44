package thread

import (
	"image"
	"slices"
	"strings"

	"floorwalker/app/chat"
	"floorwalker/app/view"
	"floorwalker/ui/kit"
	"floorwalker/ui/words"
)

// bubbles is a thread as kit.Thread reads it: the messages, then the lines of
// ours that have not become messages yet.
type bubbles struct {
	t    *view.Thread
	me   chat.AgentID
	team []view.Colleague
	// outside are those who work in the vendor's own screen, and backend is what that is
	// called.
	outside  []view.Colleague
	backend  string
	evidence map[chat.MessageID][]kit.Span
	// asked is what a rule has seen that somebody asks about.
	asked map[chat.MessageID][]kit.Span
	// names are the rules that have seen something in a line, each once.
	names    map[chat.MessageID][]string
	customer string
	picture  func(chat.File) (image.Image, string)
	// held are the lines that can still be taken back, and now is for their clocks.
	held []holding
	now  func() chat.Instant
}

var _ kit.ThreadSource = (*bubbles)(nil)

func newBubbles(t *view.Thread, me chat.AgentID, team []view.Colleague) *bubbles {
	b := &bubbles{
		t: t, me: me, team: team, customer: words.Label(t.Customer.Name), evidence: make(map[chat.MessageID][]kit.Span),
		asked: make(map[chat.MessageID][]kit.Span), names: make(map[chat.MessageID][]string),
	}
	for _, ts := range [][]chat.Trigger{t.Triggers, t.Brought} {
		for _, tr := range ts {
			for _, e := range tr.Evidence {
				b.evidence[e.Message] = append(b.evidence[e.Message], kit.Span{From: e.From, To: e.To})
				b.name(e.Message, words.Short(tr.Rule))
			}
		}
	}
	return b
}

// ask marks besides what the rule of q has seen.
func (b *bubbles) ask(q question) {
	if q.chat != b.t.ID {
		return
	}
	_, holds := chat.TriggerOf(b.t.Triggers, q.rule)
	for _, e := range q.spans {
		b.asked[e.Message] = append(b.asked[e.Message], kit.Span{From: e.From, To: e.To})
		if !holds { // it is not what the line is, but what the rule has looked at
			b.name(e.Message, "weighed for “"+words.Short(q.rule)+"”")
		}
	}
}

func (b *bubbles) name(id chat.MessageID, rule string) {
	if !slices.Contains(b.names[id], rule) {
		b.names[id] = append(b.names[id], rule)
	}
}

// seen says beside a line what was seen in it: a mark is no matter of colour alone.
func (b *bubbles) seen(id chat.MessageID) string {
	if len(b.names[id]) == 0 {
		return ""
	}
	return " · " + strings.Join(b.names[id], ", ")
}

// Len implements kit.ThreadSource.
func (b *bubbles) Len() int { return len(b.t.Messages) + len(b.t.Pending) + len(b.held) }

// Key implements kit.ThreadSource. A pending line has the id of its command,
// and so has the message that it becomes.
func (b *bubbles) Key(i int) string {
	if i < len(b.t.Messages) {
		return string(b.t.Messages[i].ID)
	}
	if i -= len(b.t.Messages); i < len(b.t.Pending) {
		return string(b.t.Pending[i].ID)
	}
	return b.held[i-len(b.t.Pending)].key()
}

// Item implements kit.ThreadSource.
func (b *bubbles) Item(i int) kit.BubbleData {
	if i < len(b.t.Messages) {
		return b.message(b.t.Messages[i], i < b.t.Reached)
	}
	if i -= len(b.t.Messages); i < len(b.t.Pending) {
		return b.pending(b.t.Pending[i])
	}
	return b.held[i-len(b.t.Pending)].bubble(b.now())
}

// message is a line of the chat; reached says that the customer's side has confirmed
// it or a line after it.
func (b *bubbles) message(m chat.Message, reached bool) kit.BubbleData {
	d := kit.BubbleData{Text: m.Text, Highlights: b.evidence[m.ID], Asked: b.asked[m.ID], Attached: b.attached(m)}
	if m.Masked {
		d.Action = revealWord
	}
	at := " · " + b.said(&m) + b.seen(m.ID)
	switch m.From {
	case chat.SpeakerCustomer:
		d.Kind, d.Caption = kit.Their, b.customer+at
		if b.t.Confirmed == m.ID {
			d.Caption, d.CaptionTone = d.Caption+" · confirms that it is solved", kit.Green
		}
	case chat.SpeakerBot:
		d.Kind, d.Caption = kit.Machine, "Bot · "+confidence(m.Confidence)+at
	case chat.SpeakerNote:
		d.Kind, d.Caption = kit.Memo, noteBy(b.author(m))+" · only the team sees this"+at
	case chat.SpeakerWhisper:
		d.Kind, d.Caption, d.CaptionTone = kit.Aside, b.whispered(m)+at, kit.Violet
	case chat.SpeakerTeam:
		return b.told(m)
	case chat.SpeakerSystem:
		d.Kind, d.Text = kit.System, b.said(&m)+" · "+m.Text
		d.Highlights, d.Asked = nil, nil
	default:
		d.Kind = kit.Ours
		d.Caption, d.CaptionTone = delivery(b.t.Outcomes[m.ID], reached)
		d.Caption = b.author(m) + " · " + d.Caption + at
		if m.DespiteGap {
			d.Caption += " · sent although lines were missing"
		}
		d.Caption += overridden(m.Overrides)
	}
	rewritten(&d, &m)
	return d
}

// whispered says of a whisper who sees it: nobody may take one for a line to
// the customer.
func (b *bubbles) whispered(m chat.Message) string {
	if m.Agent == b.me {
		return "Your whisper to " + b.colleague(m.To) + " · the customer and others do not see this"
	}
	return "Whisper from " + b.author(m) + " · only you see this"
}

// colleague names somebody whom a whisper was for: they may have left the chat
// since, or the team.
func (b *bubbles) colleague(id chat.AgentID) string {
	if id == b.t.Owner && b.t.Server != "" {
		return b.t.Server
	}
	for _, c := range b.team {
		if c.ID == id {
			return c.Name
		}
	}
	return "a colleague"
}

func noteBy(author string) string {
	if author == "You" {
		return "Your note"
	}
	return "Note by " + author
}

func (b *bubbles) author(m chat.Message) string {
	if m.Agent != "" && m.Agent == b.me {
		return "You"
	}
	name := m.Name
	if name == "" {
		name = "Agent"
	}
	if slices.ContainsFunc(b.outside, func(c view.Colleague) bool { return c.ID == m.Agent && m.Agent != "" }) {
		return name + " (in " + b.backend + ")"
	}
	return name
}

// overridden says of a line that its author sent it although they were warned.
func overridden(rules []string) string {
	if len(rules) == 0 {
		return ""
	}
	return " · sent despite " + strings.Join(rules, ", ")
}

func confidence(s chat.Score) string {
	if !s.Known() {
		return "no score"
	}
	return "confidence " + s.String()
}

// delivery says how far a line of ours came; the words carry it, the colour
// only repeats them.
func delivery(o chat.Outcome, reached bool) (string, kit.Tone) {
	switch o.Delivery {
	case chat.DeliveryPending:
		return "sending…", kit.Grey
	case chat.DeliveryFailed:
		return "not delivered: " + o.Reason, kit.Red
	case chat.DeliveryUnsure:
		return "unsure whether it arrived: " + o.Reason, kit.Amber
	}
	if reached {
		return "delivered ✓✓", kit.Grey
	}
	return "sent ✓", kit.Grey
}

func (b *bubbles) pending(l view.PendingLine) kit.BubbleData {
	d := kit.BubbleData{Kind: kit.Ours, Text: l.Text, Attached: b.attached(chat.Message{File: l.File})}
	who := "You"
	switch {
	case l.Note:
		d.Kind = kit.Memo
	case l.To != "":
		d.Kind, who = kit.Aside, "Your whisper to "+l.Whisper
	}
	d.Caption = who + " · sending…"
	switch l.State {
	case chat.DeliveryPending:
		if l.Queued {
			d.Caption = who + " · waits for the connection"
		}
	case chat.DeliveryFailed:
		d.Caption, d.CaptionTone, d.Action = failed(l)
	case chat.DeliveryUnsure:
		d.Caption, d.CaptionTone = "Unsure: "+l.Words, kit.Amber
	}
	if l.To != "" && l.State != chat.DeliveryPending {
		d.Caption = who + " · " + d.Caption
	}
	return d
}

// failed says why a line did not go, and what its link does. What is held is
// no failure: it only wants to be looked at once more.
func failed(l view.PendingLine) (caption string, tone kit.Tone, action string) {
	switch {
	case l.Gap:
		return l.Words, kit.Red, "Send anyway"
	case l.Stuck:
		return "Held: " + l.Words, kit.Amber, ""
	case l.Held:
		return "Held: " + l.Words, kit.Amber, "Send now"
	}
	return l.Words, kit.Red, "Try again"
}
