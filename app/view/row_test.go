package view

import (
	"strings"
	"testing"
	"unicode/utf8"

	"floorwalker/app/chat"
)

func TestUnseen(t *testing.T) { // architecture "Why so" 7: one's own looks only
	s := newStage()
	s.do("c", opened("A"))
	want(t, "no line", s.book.Row("c").Unseen, 0)
	s.do("c", line(chat.SpeakerCustomer, "one")) // at 2000
	s.do("c", line(chat.SpeakerBot, "two"))
	want(t, "oldest line", s.book.Row("c").Unseen, 2000)
	s.book.Looked("c", 2000)
	s.book.Looked("c", 1000) // an older look changes nothing
	s.book.Update(s.floor.Chat("c"))
	want(t, "after the first was seen", s.book.Row("c").Unseen, 3000)
	want(t, "looked at", s.book.LookedAt("c"), 2000)
	s.book.Looked("c", 3000)
	s.do("c", &chat.NotePosted{Message: "n", Text: "a note"}, line(chat.SpeakerAgent, "mine"))
	want(t, "notes and agents' lines", s.book.Row("c").Unseen, 0)
	// A colleague who takes the chat has seen it, and that says nothing of me.
	s.do("c", line(chat.SpeakerCustomer, "three"), &chat.ChatTakenOver{Agent: "ben"})
	want(t, "after a colleague came", s.book.Row("c").Unseen, 6000)
}

func TestUnseenIsTheOldestHoweverLongAgo(t *testing.T) {
	s := newStage()
	s.do("c", opened("A"))
	for range 100 {
		s.do("c", line(chat.SpeakerCustomer, "x"))
	}
	want(t, "never looked at", s.book.Row("c").Unseen, 2000)
	s.book.Looked("c", 50_000)
	s.do("c", line(chat.SpeakerCustomer, "y"))
	want(t, "looked at in the middle", s.book.Row("c").Unseen, 51_000)
	s.book.Looked("c", s.now())
	s.do("c", line(chat.SpeakerAgent, "mine"), line(chat.SpeakerCustomer, "z"), line(chat.SpeakerCustomer, "z2"))
	want(t, "after my line", s.book.Row("c").Unseen, s.now()-1000)
}

func TestALookIsOwed(t *testing.T) { // A-12, eyes_on
	s := newStage()
	s.do("c", opened("A"))
	r := s.book.Row("c")
	if r.Owed.Kind != OwedLook || r.Owed.Due != r.Opened.Add(within) || r.Urgency != Calm {
		t.Errorf("%+v", r.Owed)
	}
	s.do("c", owe("o", 5))
	want(t, "what is owed to a customer goes first", s.book.Row("c").Owed.Kind, chat.OwedTakeOver)
	s.do("c", &chat.ObligationEnded{Obligation: "o"})
	s.book.Looked("c", s.now())
	s.book.Update(s.floor.Chat("c"))
	want(t, "after a look", s.book.Row("c").Owed.Kind, "")
}

func TestBadges(t *testing.T) {
	s := newStage()
	s.do("c", opened("A"),
		notice("n-pro", chat.TierProactive), notice("n-imm", chat.TierImmediate),
		alertOf("a-pro", chat.TierProactive), alertOf("a-imm", chat.TierImmediate),
		&chat.AlertAcknowledged{Rule: "a-imm"})
	var rules []chat.RuleID
	for _, b := range s.book.Row("c").Badges {
		rules = append(rules, b.Rule)
	}
	want(t, "badges", rules, []chat.RuleID{"a-imm", "a-pro", "n-imm", "n-pro"})
	s.n++
	e := chat.Event{ID: "ack", At: s.now(), Chat: "c", By: "ben", Body: &chat.AlertAcknowledged{Rule: "a-pro"}}
	s.book.Update(s.floor.Apply(&e).Chat)
	want(t, "seen", s.book.Row("c").Badges[1].Seen, true)
}

func TestGaps(t *testing.T) { // D-15
	s := newStage()
	s.do("a", opened("A"))
	s.do("b", opened("B"))
	refresh := func() { s.floor.EachChat(s.book.Update) }
	s.book.Gap("a")
	refresh()
	want(t, "one", []bool{s.book.Row("a").Gap, s.book.Row("b").Gap}, []bool{true, false})
	s.book.Gap()
	refresh()
	want(t, "any", []bool{s.book.Row("b").Gap, s.book.HasGap("unheard of")}, []bool{true, true})
	s.book.Whole()
	refresh()
	want(t, "none", []bool{s.book.Row("a").Gap, s.book.HasGap("b")}, []bool{false, false})
	s.book.Gap("a")
	s.do("a", &chat.ChatClosed{}, opened("A"))
	want(t, "a chat that came back", s.book.Row("a").Gap, false)
}

func TestLastLine(t *testing.T) {
	s := newStage()
	s.do("c", opened("A"), line(chat.SpeakerCustomer, "first\nsecond"), &chat.NotePosted{Message: "n", Text: "note"})
	r := s.book.Row("c")
	want(t, "line", []any{r.LastFrom, r.LastText}, []any{chat.SpeakerCustomer, "first …"})
	s.do("c", line(chat.SpeakerBot, strings.Repeat("म", 200)))
	if got := s.book.Row("c").LastText; len(got) > maxLastText || !utf8.ValidString(got) || len(got) < maxLastText-3 {
		t.Errorf("%d bytes: %q", len(got), got)
	}
}

func TestThread(t *testing.T) { // V-INV-02: what my words would do here
	s := newStage()
	c := s.do("c", opened("A"), line(chat.SpeakerCustomer, "hi"))
	stance := func() Stance { return s.book.ThreadOf(c).Stance }
	want(t, "bot's", stance(), Observing)
	s.do("c", &chat.TakeOverClaimed{Agent: "ben"})
	want(t, "ben takes", stance(), Observing)
	s.do("c", &chat.TakeOverReverted{Agent: "ben"}, &chat.TakeOverClaimed{Agent: "asha"})
	want(t, "I take", stance(), Taking)
	old := s.book.ThreadOf(c)
	s.do("c", &chat.ChatTakenOver{Agent: "asha"})
	want(t, "I serve", stance(), Yours)
	want(t, "server", s.book.ThreadOf(c).Server, "name of asha")
	s.do("c", line(chat.SpeakerAgent, "hello"), &chat.ChatClosed{Reason: "solved"})
	th := s.book.ThreadOf(c)
	want(t, "closed", []any{th.Stance, th.Why, th.Row == nil, len(th.Messages)}, []any{Ended, "solved", true, 2})
	want(t, "what was given out before", []any{old.Stance, len(old.Messages)}, []any{Taking, 1})
	s.book.Me("")
	s.do("d", opened("B"))
	want(t, "nobody signed in", s.book.ThreadOf(s.floor.Chat("d")).Stance, Observing)
}
