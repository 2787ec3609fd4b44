package view

import (
	"strings"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/obligation"
)

// Row is one chat as the board shows it.
type Row struct {
	ID       chat.ChatID
	Customer string
	Channel  chat.Channel
	Stage    chat.Stage
	// Speaking is who would answer now; Server names the agent if it is one.
	Speaking chat.Speaker
	Server   string
	Mine     bool
	// Joined is set where I write beside the owner.
	Joined bool
	// Offered is what an open offer asks of me; it is empty if none does.
	Offered chat.OfferKind
	// Tags are in order; the slice is shared and never changes.
	Tags []string
	// Taking is set while a takeover waits for the backend.
	Taking bool
	// LastFrom and LastText are the newest line that is not a note.
	LastFrom chat.Speaker
	LastText string
	// LastName is the author's, as it was then; only an agent's line has one.
	LastName string
	// LastAt is when it was said, as far as that is known.
	LastAt chat.Instant
	// LastGone says that whoever wrote the newest line has taken it back.
	LastGone bool
	Opened   chat.Instant
	// Unseen is when the oldest line came that this person has not looked at;
	// zero if there is none.
	Unseen chat.Instant
	// Whispered is set while a whisper to this person came after their last look.
	Whispered bool
	// Unsent counts this person's lines that wait for them: held, failed, unsure.
	Unsent int
	// Badges are the triggers that hold, the loudest first.
	Badges []Badge
	// Owed is the nearest obligation; Owed.Kind is empty if nothing is owed.
	Owed chat.Obligation
	// Urgency is that of the loudest alert.
	Urgency Urgency
	// Topic is what the chat is about (G-SCOPE-02).
	Topic Topic
	// InScope is set for an existing customer who came by the website or by
	// WhatsApp (G-SCOPE-01).
	InScope bool
	// Watchers is how many others watch this chat; zero on every desk that may
	// not know (D-03).
	Watchers int
	// Gap is set while lines of this chat are known to be missing (D-15).
	Gap bool
	// Backend is the name of the chat's backend.
	Backend string
	// Routed says by which rule the chat belongs where, as "Refunds → billing"; empty
	// where no rule says anything. ForMe says that it waits for me or my team.
	Routed string
	ForMe  bool
	// Queue is the team that a chat waits for; empty is any.
	Queue string
	// Group says that several serve the chat together (C-TRF-03), Blocked that its
	// customer may not write.
	Group, Blocked bool
	// Beside counts the lines of the team's thread beside this chat that I have not
	// read, and Mentioned those of them, and of the notes, that name me.
	Beside, Mentioned int
	// Step is how far the agent has come; empty while nobody serves the chat.
	Step chat.Step
	// Help is set while the agent's call for a lead has no answer (S-ESC-02).
	Help bool
	// Escalated is set while nobody has accepted the chat's escalation, which
	// was made at EscalatedAt (E-ESC-09).
	Escalated   bool
	EscalatedAt chat.Instant
}

// Badge is one trigger in a row.
type Badge struct {
	Rule  chat.RuleID
	Tier  chat.Tier
	Level chat.Level
	Score chat.Score
	// Seen is set when somebody has acknowledged the alert.
	Seen bool
}

// Urgency is how soon a person must look.
type Urgency uint8

// The urgencies, the most urgent first.
const (
	Immediate Urgency = iota
	Proactive
	Waiting // in the queue, or a clock of ours runs
	Noticed // something was noticed that calls nobody
	Calm
)

// OwedLook is the kind of the desk's own reminder to look at a chat (A-12,
// eyes_on). It is no obligation of the hub's: what a person has looked at is
// nobody else's business.
const OwedLook chat.ObligationKind = "look"

// OwedAnswer is the kind of an offer that waits for my answer. Only the
// desks of those who may answer owe it, so it is no obligation of the hub's.
const OwedAnswer chat.ObligationKind = "answer"

// maxLastText bounds what a row keeps of a line; no row is wider.
const maxLastText = 160

// baseOf builds the row of c for the person me, without what a line changes:
// the last line, its time and what is unseen. A chat must be looked at within
// the given time of its start.
func baseOf(c *chat.Chat, me chat.AgentID, look *look, within time.Duration, names func(chat.AgentID) string) *Row {
	r := &Row{
		ID: c.ID, Customer: c.Customer.Name, Channel: c.Channel, Stage: c.Stage,
		Speaking: c.Speaking(), Mine: c.Owner != "" && c.Owner == me, Taking: c.Claim.Open(),
		Joined: c.HasJoined(me), Tags: c.Tags, Opened: c.Opened, Urgency: Calm, Gap: look.gap,
		Topic: TopicOf(c), InScope: inScope(c), Step: c.Step, Help: c.Help.Open(),
		Backend: c.Driver, Queue: c.Queue, Group: c.Group, Blocked: c.Blocked,
	}
	if c.Escalation.State == chat.EscalationOpen {
		r.Escalated, r.EscalatedAt = true, c.Escalation.Offer.Made
	}
	if c.Owner != "" {
		r.Server = names(c.Owner)
	}
	for _, t := range c.Triggers {
		r.Badges = append(r.Badges, Badge{t.Rule, t.Tier, t.Level, t.Score, t.AcknowledgedBy != ""})
		r.Urgency = min(r.Urgency, urgencyOf(t))
	}
	sortBadges(r.Badges)
	if o, ok := nearest(c); ok {
		r.Owed = o
		if o.Owner != chat.OwnerBot { // what the bot owes no person can do
			r.Urgency = min(r.Urgency, Waiting)
		}
	} else if c.Active() && look.at.IsZero() {
		r.Owed = chat.Obligation{Kind: OwedLook, Started: c.Opened, Due: c.Opened.Add(within)}
	}
	if c.Stage == chat.StageQueued {
		r.Urgency = min(r.Urgency, Waiting)
	}
	r.answer(c, me)
	return r
}

// nearest returns what is due first of the clocks that run, or where all stand
// still, of those.
func nearest(c *chat.Chat) (chat.Obligation, bool) {
	for i := range c.Obligations {
		if c.Obligations[i].Paused.IsZero() {
			return c.Obligations[i], true
		}
	}
	return obligation.Nearest(c)
}

// answer shows an offer that waits for me, as it ends within a minute.
func (r *Row) answer(c *chat.Chat, me chat.AgentID) {
	for _, o := range c.Offers {
		if !o.For(me) {
			continue
		}
		r.Offered = o.Kind
		r.Urgency = min(r.Urgency, Proactive)
		if o.Due.IsZero() {
			return // it waits without an end (C-TRF-04)
		}
		if r.Owed.Kind == "" || r.Owed.Kind == OwedLook || o.Due < r.Owed.Due {
			r.Owed = chat.Obligation{Kind: OwedAnswer, Started: o.Made, Due: o.Due}
		}
		return
	}
}

// urgencyOf returns how soon somebody must look for a trigger. A notice lets its
// chat rise above those of which nothing is known, and no further.
func urgencyOf(t chat.Trigger) Urgency {
	switch {
	case t.Level != chat.LevelAlert:
		return Noticed
	case t.Tier == chat.TierImmediate:
		return Immediate
	}
	return Proactive
}

// sortBadges puts alerts before notices and immediate before proactive. There
// are a handful at most.
func sortBadges(bs []Badge) {
	for i := 1; i < len(bs); i++ {
		for j := i; j > 0 && bs[j].rank() < bs[j-1].rank(); j-- {
			bs[j], bs[j-1] = bs[j-1], bs[j]
		}
	}
}

func (b Badge) rank() int {
	n := 0
	if b.Level != chat.LevelAlert {
		n += 2
	}
	if b.Tier != chat.TierImmediate {
		n++
	}
	return n
}

// firstLine cuts a text to what a row can show.
func firstLine(s string) string {
	if i := strings.IndexByte(s, '\n'); i >= 0 {
		s = s[:i] + " …"
	}
	if len(s) <= maxLastText {
		return s
	}
	cut := maxLastText
	for cut > 0 && s[cut]&0xC0 == 0x80 {
		cut--
	}
	return s[:cut]
}
