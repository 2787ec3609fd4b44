package view

import (
	"sync"
	"testing"

	"floorwalker/app/chat"
)

func TestOrder(t *testing.T) { // S-MULTI-01, and A-62: a notice rises above calm and calls nobody
	s := newStage()
	s.do("calm2", opened("B"))
	s.do("calm1", opened("A"))
	s.do("queued", &chat.ChatOpened{})
	s.do("owed late", opened("C"), owe("o1", 900_000))
	s.do("owed soon", opened("D"), owe("o2", 90_000))
	s.do("proactive", opened("E"), alertOf("repeat", chat.TierProactive))
	s.do("proactive owed", opened("F"), alertOf("repeat", chat.TierProactive), owe("o3", 500_000))
	s.do("notice", opened("G"), notice("human", chat.TierImmediate))
	s.do("immediate", opened("H"), alertOf("human", chat.TierImmediate), owe("o4", 800_000))
	want(t, "all", ids(s.book.Boards()[All]), []chat.ChatID{
		"immediate", "proactive owed", "proactive", "owed soon", "owed late", "queued", "notice", "calm2", "calm1",
	})
}

func TestALineMovesNoRow(t *testing.T) { // S-MULTI-01
	s := newStage()
	for _, id := range []chat.ChatID{"a", "b", "c"} {
		s.do(id, opened("X"))
	}
	s.do("b", alertOf("human", chat.TierImmediate))
	before := s.book.Boards()
	s.do("c", line(chat.SpeakerCustomer, "one"), line(chat.SpeakerBot, "two"))
	s.book.Looked("b", s.now())
	s.book.Update(s.floor.Chat("b")) // nor does looking
	after := s.book.Boards()
	for i := range after {
		want(t, "order", ids(after[i]), ids(before[i]))
		want(t, "version", after[i].Version, before[i].Version)
	}
	want(t, "the row itself", after[All].Row(2).LastText, "two")
	if r := after[All].Row(0); r.Owed.Kind != "" {
		t.Errorf("looked at, and a look is owed: %+v", r.Owed)
	}
}

func TestSections(t *testing.T) { // G-ROLE-02, E-Q-01
	s := newStage()
	s.do("bot", opened("A"))
	s.do("queued", &chat.ChatOpened{})
	s.do("mine", &chat.ChatOpened{}, &chat.ChatAccepted{Agent: "asha"})
	s.do("theirs", &chat.ChatOpened{}, &chat.ChatAccepted{Agent: "ben"})
	s.do("alert", opened("B"), alertOf("human", chat.TierImmediate))
	s.do("gone", opened("C"), &chat.ChatClosed{})
	b := s.book.Boards()
	want(t, "alerts", ids(b[Alerts]), []chat.ChatID{"alert"})
	want(t, "mine", ids(b[Mine]), []chat.ChatID{"mine"})
	want(t, "bot", ids(b[Bot]), []chat.ChatID{"alert", "bot"})
	want(t, "queue", ids(b[Queue]), []chat.ChatID{"queued"})
	want(t, "all", b[All].Len(), 5)
	want(t, "server", s.book.Row("theirs").Server, "name of ben")
	if s.book.Row("gone") != nil || s.book.Row("never") != nil {
		t.Error("a closed or unknown chat has a row")
	}
	s.book.Me("ben")
	s.floor.EachChat(s.book.Update)
	want(t, "ben's", ids(s.book.Boards()[Mine]), []chat.ChatID{"theirs"})
}

func TestABoardKeepsItsOrderAndShowsFreshRows(t *testing.T) { // look.md: order is frozen, rows are not
	s := newStage()
	s.do("a", opened("A"))
	s.do("b", opened("B"))
	old := s.book.Boards()[All]
	s.do("b", alertOf("human", chat.TierImmediate), line(chat.SpeakerCustomer, "help"))
	s.do("c", opened("C"))
	want(t, "old order", ids(old), []chat.ChatID{"a", "b"})
	want(t, "fresh row", old.Row(1).Urgency, Immediate)
	want(t, "new order", ids(s.book.Boards()[All]), []chat.ChatID{"b", "a", "c"})
	s.do("a", &chat.ChatClosed{})
	s.book.Clear()
	want(t, "old order after the end", ids(old), []chat.ChatID{"a", "b"})
	want(t, "cleared", s.book.Boards()[All].Len(), 0)
	if old.Row(2) != nil || old.Row(-1) != nil || (Board{}).Row(0) != nil || (Board{}).Len() != 0 {
		t.Error("a row where there is none")
	}
}

// TestRowsFollowWhatIsNotTheChats: a row is built anew when something changed
// that no event of its chat tells of.
func TestRowsFollowWhatIsNotTheChats(t *testing.T) {
	s := newStage()
	s.do("c", &chat.ChatOpened{}, &chat.ChatAccepted{Agent: "ben"}, line(chat.SpeakerCustomer, "one"))
	s.book.names = func(id chat.AgentID) string { return "new name of " + string(id) }
	s.book.Update(s.floor.Chat("c"))
	want(t, "a new name", s.book.Row("c").Server, "new name of ben")
	s.book.Me("ben")
	s.book.Update(s.floor.Chat("c"))
	want(t, "another person", s.book.Row("c").Mine, true)
	// The same chat on a floor that was read anew, with fewer lines.
	other := newStage()
	other.do("c", opened("Meera"))
	s.book.Update(other.floor.Chat("c"))
	want(t, "a namesake", []any{s.book.Row("c").Customer, s.book.Row("c").Unseen, len(s.book.of)}, []any{"Meera", 0, 1})
	s.book.Remove("c")
	want(t, "what is left", []int{len(s.book.of), len(s.book.cells)}, []int{0, 0})
}

// TestAQuestionForARowIsAnsweredOnce: rows are put together when they are
// asked for, and only then.
func TestAQuestionForARowIsAnsweredOnce(t *testing.T) {
	s := newStage()
	s.do("c", opened("A"), line(chat.SpeakerCustomer, "one"))
	b := s.book.Boards()[All]
	old := b.Row(0)
	want(t, "the same row", b.Row(0) == old && s.book.Row("c") == old, true)
	s.do("c", line(chat.SpeakerBot, "two"))
	want(t, "the old row and the new one", []string{old.LastText, b.Row(0).LastText}, []string{"one", "two"})
	c := s.floor.Chat("c")
	if n := testing.AllocsPerRun(100, func() { s.book.Update(c) }); n > 1 {
		t.Errorf("a line costs the board %v allocations", n)
	}
}

func TestFilter(t *testing.T) { // E-Q-01
	s := newStage()
	s.do("a", opened("Rohan M."), line(chat.SpeakerCustomer, "my ROUTER blinks"))
	s.do("b", &chat.ChatOpened{Channel: chat.ChannelWhatsApp, Customer: chat.Customer{Name: "मीरा"}}, &chat.ChatAccepted{Agent: "ben"})
	all := s.book.Boards()[All]
	for _, c := range []struct {
		f    Filter
		want []chat.ChatID
	}{
		{Filter{}, []chat.ChatID{"a", "b"}},
		{Filter{Text: "router"}, []chat.ChatID{"a"}},
		{Filter{Text: "rohan"}, []chat.ChatID{"a"}},
		{Filter{Text: "मीरा"}, []chat.ChatID{"b"}},
		{Filter{Text: "OF BEN"}, []chat.ChatID{"b"}},
		{Filter{Channel: chat.ChannelWhatsApp}, []chat.ChatID{"b"}},
		{Filter{Channel: chat.ChannelWhatsApp, Text: "router"}, nil},
	} {
		want(t, "filter", all.Rows(c.f), c.want)
		want(t, "empty", c.f.Empty(), c.f == Filter{})
	}
	n := 0
	all.Each(func(*Row) bool { n++; return false })
	want(t, "visited after false", n, 1)
	(Board{}).Each(func(*Row) bool { t.Error("a row in an empty board"); return true })
}

// TestReadersBesideTheBook reads boards while the book goes on, for the race
// detector.
func TestReadersBesideTheBook(t *testing.T) {
	s := newStage()
	for i := range 300 {
		s.do(chat.ChatID(rune('a'+i)), opened("X"))
	}
	boards := make(chan Board, 8)
	var readers sync.WaitGroup
	for range 2 {
		readers.Go(func() {
			for b := range boards {
				n := 0
				b.Each(func(r *Row) bool { n += len(r.LastText); return r.ID != "" })
				if b.Row(b.Len()-1) == nil || len(b.Rows(Filter{Text: "x"})) != b.Len() {
					t.Error("a board lost its rows")
				}
			}
		})
	}
	for i := range 2000 {
		id := chat.ChatID(rune('a' + i*7%300))
		s.do(id, line(chat.SpeakerCustomer, "again"), owe(chat.ObligationID(rune(i)), chat.Instant(i*7919%1000)))
		boards <- s.book.Boards()[All]
	}
	close(boards)
	readers.Wait()
}
