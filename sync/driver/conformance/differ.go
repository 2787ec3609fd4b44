package conformance

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"floorwalker/app/chat"
)

// row is a line as both sides have it.
type row struct {
	from chat.Speaker
	by   chat.AgentID
	text string
	at   time.Time
}

func (r row) String() string { return fmt.Sprintf("%s %s: %q", r.from, r.by, r.text) }

// differs says what the floor and the vendor do not agree on; empty if they do.
func (p *play) differs(id chat.ChatID) string {
	want := p.vendor.State(id)
	var what string
	p.floor.look(id, func(c *chat.Chat) {
		if c == nil {
			what = "the floor does not know it"
			return
		}
		what = cmp.Or(p.differsOwner(c, &want), differsLines(rows(c), vendorRows(&want)), p.differsRest(c, &want))
	})
	return what
}

func (p *play) differsOwner(c *chat.Chat, want *VendorState) string {
	switch {
	case c.Active() != want.Open:
		return fmt.Sprintf("open is %t on the floor, %t at the vendor", c.Active(), want.Open)
	case !want.Open:
		return ""
	case c.Owner != want.Owner:
		return fmt.Sprintf("%q serves it on the floor, %q at the vendor", c.Owner, want.Owner)
	case p.vendor.Can(ActBot) && c.Bot != want.Bot:
		return fmt.Sprintf("the bot answers: %t on the floor, %t at the vendor", c.Bot, want.Bot)
	case p.vendor.Can(ActTeams) && c.Stage == chat.StageQueued && want.Team != "" && c.Queue != want.Team:
		return fmt.Sprintf("it waits for team %q on the floor, %q at the vendor", c.Queue, want.Team)
	}
	return ""
}

func (p *play) differsRest(c *chat.Chat, want *VendorState) string {
	if p.vendor.Can(ActTag) && !slices.Equal(c.Tags, want.Tags) && (len(c.Tags) > 0 || len(want.Tags) > 0) {
		return fmt.Sprintf("tags %q on the floor, %q at the vendor", c.Tags, want.Tags)
	}
	if p.vendor.Can(ActBlock) && c.Blocked != want.Blocked {
		return fmt.Sprintf("blocked is %t on the floor, %t at the vendor", c.Blocked, want.Blocked)
	}
	if p.vendor.Can(ActNote) {
		return differsNotes(c, want)
	}
	return ""
}

func differsNotes(c *chat.Chat, want *VendorState) string {
	var ours, theirs []string
	for _, m := range c.Messages {
		if m.From == chat.SpeakerNote {
			ours = append(ours, m.Text)
		}
	}
	for _, l := range want.Notes {
		theirs = append(theirs, l.Text)
	}
	slices.Sort(ours)
	slices.Sort(theirs)
	if !slices.Equal(ours, theirs) {
		return fmt.Sprintf("notes %q on the floor, %q at the vendor", ours, theirs)
	}
	return ""
}

// rows returns what the customer sees on the floor, in the order in which it was said.
func rows(c *chat.Chat) []row {
	var all []row
	for i := range c.Messages {
		m := &c.Messages[i]
		if said(m.From) && m.Removed.IsZero() {
			all = append(all, row{from: m.From, by: m.Agent, text: m.Text, at: m.SaidAt().Time()})
		}
	}
	slices.SortStableFunc(all, func(a, b row) int { return a.at.Truncate(time.Second).Compare(b.at.Truncate(time.Second)) })
	return all
}

func vendorRows(s *VendorState) []row {
	var all []row
	for _, l := range s.Lines {
		if said(l.From) {
			all = append(all, row{from: l.From, by: l.By, text: l.Text, at: l.At})
		}
	}
	return all
}

// said reports whether somebody said it: what a system writes of its own is its own
// affair.
func said(from chat.Speaker) bool {
	return from == chat.SpeakerCustomer || from == chat.SpeakerBot || from == chat.SpeakerAgent
}

// tolerance is how far the times of a line may lie apart: vendors count seconds.
const tolerance = 3 * time.Second

func differsLines(ours, theirs []row) string {
	for i := range min(len(ours), len(theirs)) {
		a, b := ours[i], theirs[i]
		switch {
		case a.from != b.from || a.text != b.text:
			return fmt.Sprintf("line %d is %v on the floor, %v at the vendor", i, a, b)
		case b.by != "" && a.by != b.by:
			return fmt.Sprintf("line %d is by %q on the floor, by %q at the vendor", i, a.by, b.by)
		case a.at.Sub(b.at).Abs() > tolerance:
			return fmt.Sprintf("line %d was said at %s on the floor, at %s at the vendor", i, a.at, b.at)
		}
	}
	switch {
	case len(ours) > len(theirs):
		return fmt.Sprintf("%d lines on the floor, %d at the vendor; the first beyond is %v", len(ours), len(theirs), ours[len(theirs)])
	case len(ours) < len(theirs):
		return fmt.Sprintf("%d lines on the floor, %d at the vendor; the first that is missing is %v", len(ours), len(theirs), theirs[len(ours)])
	}
	return ""
}
