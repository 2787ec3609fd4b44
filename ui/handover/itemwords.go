package handover

import (
	"cmp"
	"slices"

	"floorwalker/app/chat"
	"floorwalker/app/shift/handover"
	"floorwalker/ui/kit"
	"floorwalker/ui/words"
)

// kinds are the groups in which items stand, in their order, by one and by many.
var kinds = []struct {
	kind     handover.Kind
	one, all string
}{
	{handover.KindChat, "Open chat", "open chats"},
	{handover.KindEscalation, "Escalation", "escalations"},
	{handover.KindCall, "Call", "calls"},
	{handover.KindFollowUp, "Follow-up", "follow-ups"},
	{handover.KindPromise, "Promise", "promises"},
	{handover.KindNight, "Night chat", "night chats"},
	{handover.KindDuty, "Owed", "duties"},
	{handover.KindBotError, "Bot error", "bot errors"},
}

func kindAt(k handover.Kind) int {
	for i, o := range kinds {
		if o.kind == k {
			return i
		}
	}
	return len(kinds)
}

// kindWord is what an item is called, one or all of its group.
func kindWord(k handover.Kind) (one, all string) {
	if i := kindAt(k); i < len(kinds) {
		return kinds[i].one, kinds[i].all
	}
	return "Other", "others"
}

// grouped returns items by group, then by what is due.
func grouped(items []handover.Item) []handover.Item {
	out := slices.Clone(items)
	slices.SortStableFunc(out, func(a, b handover.Item) int {
		return cmp.Or(cmp.Compare(kindAt(a.Kind), kindAt(b.Kind)), cmp.Compare(a.Due, b.Due))
	})
	return out
}

// kindCell is the first column: the group, strong where it begins.
func kindCell(k handover.Kind, first bool) kit.Cell {
	one, _ := kindWord(k)
	return kit.Cell{Text: one, Strong: first}
}

// whatCell says what an item is: about whom, and why it is here.
func whatCell(it *handover.Item) kit.Cell {
	c := kit.Cell{Text: it.Title, Strong: true, Detail: it.Words}
	if it.Customer != "" {
		c.Text = words.Name(it.Customer)
		c.Detail = it.Title
		if it.Words != "" && it.Words != it.Title {
			c.Detail += " · " + it.Words
		}
	}
	return c
}

// dueCell says by when, red once that is past.
func (p *Pane) dueCell(due chat.Instant) kit.Cell {
	if due.IsZero() {
		return kit.Cell{Text: "–"}
	}
	left := due.Sub(p.opts.Now())
	c := kit.Cell{Text: p.clock(due)}
	if left < 0 {
		c.Tone, c.Detail = kit.Red, words.Clock(left)+" late"
	} else if left < p.opts.Policy.Shift.Warn {
		c.Tone, c.Detail = kit.Amber, "in "+words.Clock(left)
	}
	return c
}
