package view

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
)

// TestABookIsWhatTheFloorSays: however events came, the board is the one that
// a book made from the final floor has; every section is sorted and complete.
func TestABookIsWhatTheFloorSays(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := newStage()
		for range rapid.IntRange(0, 120).Draw(t, "n") {
			id := chat.ChatID(fmt.Sprint("c", rapid.IntRange(0, 8).Draw(t, "chat")))
			if rapid.IntRange(0, 9).Draw(t, "look") == 0 && s.floor.Chat(id) != nil && s.floor.Chat(id).Active() {
				s.book.Looked(id, s.now())
				s.book.Update(s.floor.Chat(id))
				continue
			}
			s.do(id, randomBody(t))
		}
		fresh := NewBook("asha", within, s.name)
		for id, at := range s.book.looked {
			fresh.Looked(id, at)
		}
		s.floor.EachChat(fresh.Update)
		got, expect := s.book.Boards(), fresh.Boards()
		for i := range got {
			compare(t, s, Section(i), got[i], expect[i])
		}
	})
}

func compare(t *rapid.T, s *stage, at Section, got, expect Board) {
	if g, w := fmt.Sprint(ids(got)), fmt.Sprint(ids(expect)); g != w {
		t.Fatalf("section %d is %s, a fresh book has %s", at, g, w)
	}
	var last *item
	seen := make(map[chat.ChatID]bool)
	got.scan(func(it item) bool {
		if last != nil && !less(*last, it) {
			t.Fatalf("section %d: %v before %v", at, last.cell.id, it.cell.id)
		}
		last, seen[it.cell.id] = &it, true
		return true
	})
	if len(seen) != got.Len() {
		t.Fatalf("section %d has %d rows and says %d", at, len(seen), got.Len())
	}
	counted := [Topics]int{}
	got.Each(func(r *Row) bool { counted[r.Topic]++; return true })
	if counted != got.Topics {
		t.Fatalf("section %d counts topics %v, its rows have %v", at, got.Topics, counted)
	}
	for i := range got.Len() {
		g, w := got.Row(i), expect.Row(i)
		if fmt.Sprintf("%+v", *g) != fmt.Sprintf("%+v", *w) {
			t.Fatalf("row %d of section %d:\n%+v\n%+v", i, at, *g, *w)
		}
	}
	s.floor.EachChat(func(c *chat.Chat) {
		r := s.book.Row(c.ID)
		if (r != nil) != c.Active() {
			t.Fatalf("%s: active %v, row %v", c.ID, c.Active(), r)
		}
		if r != nil && sectionsOf(r)[at] != seen[c.ID] {
			t.Fatalf("%s stands in section %d: %v", c.ID, at, seen[c.ID])
		}
	})
}

func randomBody(t *rapid.T) chat.Body {
	agent := rapid.SampledFrom([]chat.AgentID{"asha", "ben"}).Draw(t, "agent")
	rule := rapid.SampledFrom([]chat.RuleID{"r1", policy.RuleTechnical, policy.RuleBilling}).Draw(t, "rule")
	tier := rapid.SampledFrom([]chat.Tier{chat.TierImmediate, chat.TierProactive}).Draw(t, "tier")
	o := chat.ObligationID(fmt.Sprint("o", rapid.IntRange(0, 2).Draw(t, "o")))
	due := chat.Instant(rapid.IntRange(0, 50).Draw(t, "due"))
	return rapid.SampledFrom([]chat.Body{
		opened("X"), &chat.ChatOpened{}, opened("Y"), line(chat.SpeakerCustomer, "hi"), line(chat.SpeakerBot, "ho"),
		&chat.ChatQueued{}, &chat.ChatAccepted{Agent: agent}, &chat.ChatTakenOver{Agent: agent},
		&chat.TakeOverClaimed{Agent: agent}, &chat.TakeOverReverted{Agent: agent}, &chat.ChatClosed{},
		alertOf(rule, tier), notice(rule, tier), &chat.TriggerCleared{Rule: rule}, owe(o, due), &chat.ObligationEnded{Obligation: o},
	}).Draw(t, "body")
}
