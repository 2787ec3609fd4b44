package view

import (
	"fmt"
	"testing"
	"time"

	"floorwalker/app/chat"
)

// stage is a floor with the board of one person.
type stage struct {
	floor *chat.Floor
	book  *Book
	n     int
}

const within = 2 * time.Minute

func newStage() *stage {
	s := &stage{floor: chat.NewFloor()}
	s.book = NewBook("asha", within, s.name)
	return s
}

func (s *stage) name(id chat.AgentID) string { return "name of " + string(id) }

// do folds bodies, each a second after the one before.
func (s *stage) do(id chat.ChatID, bodies ...chat.Body) *chat.Chat {
	for _, b := range bodies {
		s.n++
		e := chat.Event{ID: chat.EventID(fmt.Sprint("e", s.n)), At: s.now(), Chat: id, Body: b}
		ch := s.floor.Apply(&e)
		if ch.Dropped != "" {
			s.book.Remove(ch.Dropped)
		}
		if ch.Chat != nil {
			s.book.Update(ch.Chat)
		}
	}
	return s.floor.Chat(id)
}

func (s *stage) now() chat.Instant { return chat.Instant(s.n) * 1000 }

func ids(b Board) []chat.ChatID { return b.Rows(Filter{}) }

func line(from chat.Speaker, text string) *chat.MessagePosted {
	return &chat.MessagePosted{Message: chat.MessageID(text), From: from, Text: text}
}

func alertOf(rule chat.RuleID, tier chat.Tier) *chat.TriggerRaised {
	return &chat.TriggerRaised{Trigger: chat.Trigger{Rule: rule, Tier: tier, Level: chat.LevelAlert}}
}

func notice(rule chat.RuleID, tier chat.Tier) *chat.TriggerRaised {
	return &chat.TriggerRaised{Trigger: chat.Trigger{Rule: rule, Tier: tier, Level: chat.LevelNotice}}
}

func owe(id chat.ObligationID, due chat.Instant) *chat.ObligationStarted {
	return &chat.ObligationStarted{Obligation: chat.Obligation{ID: id, Kind: chat.OwedTakeOver, Due: due}}
}

func opened(customer string) *chat.ChatOpened {
	return &chat.ChatOpened{Bot: true, Channel: chat.ChannelWebsite, Customer: chat.Customer{Name: customer}}
}

func want(t *testing.T, what string, got, want any) {
	t.Helper()
	if g, w := fmt.Sprint(got), fmt.Sprint(want); g != w {
		t.Errorf("%s: %s, want %s", what, g, w)
	}
}
